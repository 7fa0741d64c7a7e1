"""Runs the snippets of the pages as test/languages/translated.ts writes them: those in this folder."""
import re
import runpy
import sys
from pathlib import Path

from aws_cdk import App

ROOT = Path(__file__).resolve().parents[2]

# the files that pages show above the snippets that read them
SHOWN = {
    "prompts/summarise.md": ("docs/models-and-prompts.md", "md"),
    "ask.json": ("docs/coming-from.md", "json"),
}
for path, (page, fence) in SHOWN.items():
    text = (ROOT / page).read_text(encoding="utf-8")
    shown = re.search(rf"^```{fence}\n(.*?)^```$", text, re.DOTALL | re.MULTILINE).group(1)
    Path(path).parent.mkdir(exist_ok=True)
    Path(path).write_text(shown, encoding="utf-8")
files = sorted(Path().glob("*.py"))
failed = 0
for file in files:
    try:
        fixture = runpy.run_path(str(file))["Fixture"]
        # one that stands alone makes its own app
        fixture(App(), "Stack") if "(Stack)" in file.read_text(encoding="utf-8") else fixture()
    except Exception as error:  # what jsii raises is up to its version
        failed += 1
        reason = str(error).split("\n", maxsplit=1)[0]
        print(f"failed  the snippet {file.stem}: {type(error).__name__}: {reason}")
print(f"{len(files) - failed} snippets of {len(files)} run in Python")
sys.exit(1 if failed or not files else 0)
