"""Prompts of Prompt management and their versions."""

import copy
from dataclasses import dataclass, field

from .errors import conflict, not_found, over_quota
from .names import arn_of, new_id, now_iso

# AWS General Reference, Amazon Bedrock quotas
VERSIONS_PER_PROMPT = 10

PROMPTS: dict[str, "Prompt"] = {}


@dataclass
class Prompt:
    id: str
    name: str
    arn: str
    settings: dict = field(default_factory=dict)
    versions: dict[str, dict] = field(default_factory=dict)
    published: int = 0
    created_at: str = field(default_factory=now_iso)


def prompt_of(identifier: str) -> Prompt:
    """By id, or by the ARN of the prompt or of one of its versions."""
    found = PROMPTS.get(identifier.rsplit("/", 1)[-1].split(":")[0])
    if found is None:
        raise not_found(f"prompt {identifier}")
    return found


def settings_of(arn: str) -> dict:
    """What the ARN names: a version, or the draft."""
    prompt = prompt_of(arn)
    _, _, number = arn.rsplit("/", 1)[-1].partition(":")
    if number and number not in prompt.versions:
        raise not_found(f"version {number} of prompt {prompt.id}")
    return prompt.versions[number] if number else prompt.settings


def create_prompt(settings: dict) -> Prompt:
    _check_name(settings["name"], None)
    prompt_id = new_id()
    prompt = Prompt(prompt_id, settings["name"], arn_of(f"prompt/{prompt_id}"))
    PROMPTS[prompt_id] = prompt
    return update_prompt(prompt, settings)


def update_prompt(prompt: Prompt, settings: dict) -> Prompt:
    _check_name(settings["name"], prompt)
    prompt.name, prompt.settings = settings["name"], copy.deepcopy(settings)
    return prompt


def create_prompt_version(prompt: Prompt, description: str = "") -> str:
    if len(prompt.versions) >= VERSIONS_PER_PROMPT:
        raise over_quota(f"prompt {prompt.id} has {VERSIONS_PER_PROMPT} versions")
    prompt.published += 1
    number = str(prompt.published)
    prompt.versions[number] = {**copy.deepcopy(prompt.settings), "description": description}
    return number


def delete_prompt(prompt: Prompt, version: str | None) -> None:
    """Without a version, the prompt goes with all of its versions."""
    if version is None:
        del PROMPTS[prompt.id]
    elif prompt.versions.pop(version, None) is None:
        raise not_found(f"version {version} of prompt {prompt.id}")


def _check_name(name: str, own: Prompt | None) -> None:
    if any(other.name == name for other in PROMPTS.values() if other is not own):
        raise conflict(f"there is another prompt with the name {name}")
