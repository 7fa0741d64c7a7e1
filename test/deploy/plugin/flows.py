"""Flows, their versions and their aliases, under the rules of the service."""

import copy
from dataclasses import dataclass, field

from . import needs
from .errors import conflict, invalid, not_found, over_quota
from .names import arn_of, new_id, now_iso

# AWS General Reference, Amazon Bedrock quotas; neither can be raised
VERSIONS_PER_FLOW = 10
ALIASES_PER_FLOW = 10
# The alias of the draft; whether it counts is not known, so it does
DRAFT_ALIAS = "TSTALIASID"

FLOWS: dict[str, "Flow"] = {}


@dataclass(frozen=True)
class Version:
    """Nothing about a version changes once it is made."""

    number: str
    description: str
    definition: dict
    role_arn: str
    key_arn: str | None
    created_at: str = field(default_factory=now_iso)


@dataclass
class Alias:
    id: str
    name: str
    version: str
    arn: str
    description: str = ""
    concurrency: dict | None = None
    tags: dict = field(default_factory=dict)


@dataclass
class Flow:
    id: str
    name: str
    arn: str
    role_arn: str = ""
    key_arn: str | None = None
    description: str = ""
    definition: dict = field(default_factory=dict)
    tags: dict = field(default_factory=dict)
    status: str = "NotPrepared"
    versions: dict[str, Version] = field(default_factory=dict)
    aliases: dict[str, Alias] = field(default_factory=dict)
    published: int = 0
    created_at: str = field(default_factory=now_iso)

    def settings(self) -> dict:
        """What UpdateFlow replaces."""
        own = {"name": self.name, "role_arn": self.role_arn, "key_arn": self.key_arn,
               "description": self.description, "definition": self.definition, "tags": self.tags}
        return copy.deepcopy(own)


def flow_of(identifier: str) -> Flow:
    """By id or ARN."""
    found = FLOWS.get(identifier.rsplit("/", 1)[-1])
    if found is None:
        raise not_found(f"flow {identifier}")
    return found


def create_flow(**settings) -> Flow:
    _check_name(settings["name"], None)
    flow_id = new_id()
    flow = Flow(flow_id, settings["name"], arn_of(f"flow/{flow_id}"))
    FLOWS[flow_id] = flow
    return update_flow(flow, **settings)


def update_flow(flow: Flow, **settings) -> Flow:
    _check_name(settings["name"], flow)
    for name, value in settings.items():
        setattr(flow, name, copy.deepcopy(value))
    flow.status = "NotPrepared"
    return flow


def prepare_flow(flow: Flow) -> None:
    """The role must allow what the definition needs, now: a policy that comes later is too late."""
    missing = needs.missing(flow.definition, flow.role_arn)
    flow.status = "Failed" if missing else "Prepared"
    if missing:
        raise invalid(f"flow {flow.name} can't be prepared: {missing[0]}")


def delete_flow(flow: Flow, skip_check: bool = False) -> None:
    if (flow.versions or flow.aliases) and not skip_check:
        raise conflict(f"flow {flow.id} is in use: versions {sorted(flow.versions)}, aliases "
                       f"{sorted(alias.name for alias in flow.aliases.values())}")
    del FLOWS[flow.id]


def create_version(flow: Flow, description: str = "") -> Version:
    if flow.status != "Prepared":
        raise conflict(f"flow {flow.id} is currently in status {flow.status}")
    if len(flow.versions) >= VERSIONS_PER_FLOW:
        raise over_quota(f"flow {flow.id} has {VERSIONS_PER_FLOW} versions")
    flow.published += 1
    version = Version(str(flow.published), description, copy.deepcopy(flow.definition), flow.role_arn, flow.key_arn)
    flow.versions[version.number] = version
    return version


def version_of(flow: Flow, number: str) -> Version:
    if number not in flow.versions:
        raise not_found(f"version {number} of flow {flow.id}")
    return flow.versions[number]


def delete_version(flow: Flow, number: str, skip_check: bool = False) -> None:
    version_of(flow, number)
    users = [alias.name for alias in flow.aliases.values() if alias.version == number]
    if users and not skip_check:
        raise conflict(f"version {number} of flow {flow.id} is in use by alias {', '.join(users)}")
    del flow.versions[number]


def create_alias(flow: Flow, name: str, version: str, **rest) -> Alias:
    _check_alias_name(flow, name, None)
    version_of(flow, version)
    if len(flow.aliases) + 1 >= ALIASES_PER_FLOW:
        raise over_quota(f"flow {flow.id} has {ALIASES_PER_FLOW} aliases with that of its draft")
    alias_id = new_id()
    alias = Alias(alias_id, name, version, f"{flow.arn}/alias/{alias_id}", **rest)
    flow.aliases[alias_id] = alias
    return alias


def alias_of(flow: Flow, alias_id: str) -> Alias:
    if alias_id not in flow.aliases:
        raise not_found(f"alias {alias_id} of flow {flow.id}")
    return flow.aliases[alias_id]


def update_alias(flow: Flow, alias: Alias, name: str, version: str, **rest) -> None:
    _check_alias_name(flow, name, alias)
    version_of(flow, version)
    alias.name, alias.version = name, version
    alias.description, alias.concurrency = rest.get("description", ""), rest.get("concurrency")
    alias.tags = rest.get("tags", {})


def delete_alias(flow: Flow, alias_id: str) -> None:
    alias_of(flow, alias_id)
    del flow.aliases[alias_id]


def tags_of(arn: str) -> dict | None:
    """Of a flow or an alias of one."""
    for flow in FLOWS.values():
        for tagged in (flow, *flow.aliases.values()):
            if tagged.arn == arn:
                return tagged.tags
    return None


def _check_name(name: str, own: Flow | None) -> None:
    if any(other.name == name for other in FLOWS.values() if other is not own):
        raise conflict(f"there is another flow with the name {name}")


def _check_alias_name(flow: Flow, name: str, own: Alias | None) -> None:
    if any(other.name == name for other in flow.aliases.values() if other is not own):
        raise conflict(f"flow {flow.id} has another alias with the name {name}")
