"""Runs the Python programs that the command writes. Usage: generated.py <folder of programs> <definitions as JSON>"""
import importlib.util
import json
import sys
import tempfile
from pathlib import Path

from aws_cdk import App


def template_of(file: Path) -> dict:
    spec = importlib.util.spec_from_file_location(file.stem, file)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    with tempfile.TemporaryDirectory() as outdir:
        app = App(outdir=outdir)
        module.Made(app, "Made")
        app.synth()
        return json.loads(Path(outdir, "Made.template.json").read_text(encoding="utf-8"))


def plain(value: object) -> object:
    """In one program, a map has the order in which it was written; in the other, its own."""
    return json.dumps(value, sort_keys=True)


expected = json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))
failed = 0
for name, in_typescript in sorted(expected.items()):
    try:
        made = template_of(Path(sys.argv[1], f"{name}.py"))["Resources"]
        fault = "" if plain(made) == plain(in_typescript) else "its template is not that of TypeScript"
    except Exception as error:  # what jsii raises is up to its version
        fault = str(error).split("\n", maxsplit=1)[0]
    failed += 1 if fault else 0
    if fault:
        print(f"failed  the program of {name}: {fault}")
print(f"{len(expected) - failed} programs of {len(expected)} make in Python what they make in TypeScript")
sys.exit(1 if failed or not expected else 0)
