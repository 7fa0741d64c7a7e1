"""How the engine of ministack is made to do what CloudFormation does, or may do."""

import hashlib
import heapq
import itertools
import os
import sys

from ministack.services.cloudformation import _stacks, engine, provisioners, stacks

SEEDS = itertools.count(1)
SEED = os.environ.get("DEPLOY_SEED", "1")
# What a flow and its versions may need is deployed as late as the dependencies in the template allow,
# so that one that is missing shows: CloudFormation deploys what it can at the same time
RANKS = {"AWS::Bedrock": 0, "AWS::Lambda::Alias": 0, "AWS::IAM": 2}


def install() -> None:
    replace_everywhere("_topological_sort", _hostile_order)
    provision = provisioners._provision_resource

    def provision_under_new_name(*args):
        # CloudFormation never gives a name twice; a retained resource keeps its own
        if not provisioners._NAME_SEED.get():
            provisioners._NAME_SEED.set(f"{next(SEEDS):08x}")
        return provision(*args)

    replace_everywhere("_provision_resource", provision_under_new_name)
    outputs = stacks._resolve_stack_outputs

    def outputs_before_clean_up(*args):
        # the last thing before the clean-up, which has a status of its own in CloudFormation
        result = outputs(*args)
        stack = _stacks.get(args[-2])
        if stack and stack["StackStatus"] == "UPDATE_IN_PROGRESS":
            stack["StackStatus"] = "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS"
        return result

    replace_everywhere("_resolve_stack_outputs", outputs_before_clean_up)
    _resolve = engine._resolve_refs

    def resolve(value, resources, params, conditions, mappings, stack_name, stack_id):
        # a map with the single key Condition is a connection of a flow here, and not a condition of the template
        if isinstance(value, dict) and set(value) == {"Condition"} and not _names_one(value["Condition"], conditions):
            inner = resolve(value["Condition"], resources, params, conditions, mappings, stack_name, stack_id)
            return {"Condition": inner}
        return _resolve(value, resources, params, conditions, mappings, stack_name, stack_id)

    replace_everywhere("_resolve_refs", resolve)


def _names_one(value, conditions: dict) -> bool:
    return isinstance(value, str) and value in conditions


def replace_everywhere(name: str, value) -> None:
    """In the module that has it, and in all that import it by name."""
    for module_name, module in list(sys.modules.items()):
        if module_name.startswith("ministack.services.cloudformation") and hasattr(module, name):
            setattr(module, name, value)


def _hostile_order(resources: dict, conditions: dict) -> list:
    """An order that the dependencies allow and that suits nobody: the same for the same template and seed."""
    active = {name for name, it in resources.items() if conditions.get(it.get("Condition"), True)}
    needs = {name: engine._extract_deps(resources[name], active) - {name} for name in active}
    ready = [_rank(name, resources[name]) for name, its in needs.items() if not its]
    heapq.heapify(ready)
    ordered: list = []
    while ready:
        name = heapq.heappop(ready)[-1]
        ordered.append(name)
        for other, its in needs.items():
            if name in its:
                its.remove(name)
                if not its:
                    heapq.heappush(ready, _rank(other, resources[other]))
    if len(ordered) < len(active):
        raise ValueError(f"Circular dependency between resources: {', '.join(sorted(active - set(ordered)))}")
    return ordered


def _rank(name: str, resource: dict) -> tuple:
    kind = resource.get("Type", "")
    rank = next((rank for prefix, rank in RANKS.items() if kind.startswith(prefix)), 1)
    return rank, hashlib.sha256(f"{SEED} {name}".encode()).hexdigest(), name

