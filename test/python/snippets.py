"""Runs the snippets of the pages as test/languages/translated.ts writes them: those in this folder."""
import re
import runpy
import sys
from pathlib import Path

from aws_cdk import App

ROOT = Path(__file__).resolve().parents[2]

# the file that a page shows above the snippet that reads it
page = (ROOT / "docs/models-and-prompts.md").read_text(encoding="utf-8")
prompt = re.search(r"^```md\n(.*?)^```$", page, re.DOTALL | re.MULTILINE).group(1)
files = sorted(Path().glob("*.py"))
Path("prompts").mkdir(exist_ok=True)
Path("prompts/summarise.md").write_text(prompt, encoding="utf-8")
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
