"""Runs the programs of this folder and compares them with TypeScript.

Usage: main.py <folder of test/languages/in-typescript.ts>
"""

import json
import sys
import tempfile
from pathlib import Path

import client
import living
from around import AroundStack
from aws_cdk import App, Stack
from canary_rollout import CanaryRolloutStack
from cdk_bedrock_flows import Flow, FlowDataType
from exported_flow import ExportedFlowStack
from small_stacks import QuestionsStack, SummaryStack, WriterStack
from tone_router import ToneRouterStack
from wrong import PROGRAMS, SPELLINGS

results = {True: 0, False: 0}


def check(what: str, fault: str) -> None:
    results[not fault] += 1
    print(f"{'failed' if fault else 'passed'}  {what}{fault and f': {fault}'}")


def template_of(stack_class: type, construct_id: str) -> str:
    with tempfile.TemporaryDirectory() as outdir:
        app = App(outdir=outdir)
        stack_class(app, construct_id)
        app.synth()
        return Path(outdir, f"{construct_id}.template.json").read_text(encoding="utf-8")


def first_difference(left: object, right: object, path: str = "") -> str:
    if type(left) is type(right) and isinstance(left, (dict, list)):
        keys = sorted({*left, *right}) if isinstance(left, dict) else range(max(len(left), len(right)))
        for key in keys:
            inside = [
                side[key] if (key in side if isinstance(side, dict) else key < len(side)) else "nothing"
                for side in (left, right)
            ]
            if inside[0] != inside[1]:
                return first_difference(inside[0], inside[1], f"{path}/{key}")
    return f"{path or '/'} is {json.dumps(left)}, in TypeScript {json.dumps(right)}"


def error_of(program) -> str:
    with tempfile.TemporaryDirectory() as outdir:
        app = App(outdir=outdir)
        flow = Flow(Stack(app, "S"), "Triage", input_type=FlowDataType.OBJECT)
        try:
            program(app, flow)
        except Exception as error:  # what jsii raises is up to its version
            return str(error)
        return ""


def in_python(line: str) -> str:
    for in_typescript, spelling in SPELLINGS.items():
        line = line.replace(in_typescript, spelling)
    return line


typescript = Path(sys.argv[1])
STACKS = {
    "Topics": SummaryStack,
    "ToneRouter": ToneRouterStack,
    "Questions": QuestionsStack,
    "Writer": WriterStack,
    "CanaryRollout": CanaryRolloutStack,
    "ExportedFlow": ExportedFlowStack,
    "Around": AroundStack,
}

for name, stack_class in STACKS.items():
    template = template_of(stack_class, name)
    expected = (typescript / f"{name}.template.json").read_text(encoding="utf-8")
    difference = "" if template == expected else first_difference(json.loads(template), json.loads(expected))
    check(f"the template of {name} is that of TypeScript", difference)

for program in living.PROGRAMS:
    for canary in (False, True):
        check(f"{program.__name__} behind a {'canary' if canary else 'plain alias'}", living.fault(program, canary))

for name, program in PROGRAMS.items():
    said = error_of(program)
    line = in_python((typescript / "messages" / f"{name}.txt").read_text(encoding="utf-8"))
    is_there = any(one.strip().endswith(line) for one in said.splitlines())
    check(f"{name} says {line}", "" if is_there else f"Python says {said or 'nothing'!r}")

check("the client of the canary example reads what the router says", client.fault())

print(f"{results[True]} passed, {results[False]} failed")
sys.exit(1 if results[False] else 0)
