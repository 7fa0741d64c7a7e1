"""Ids, ARNs and the spelling of keys."""

import random
import string

from ministack.core.responses import get_account_id, get_region, now_iso

DIGITS = random.Random(9)
# What is inside these belongs to users: its keys keep their spelling.
OPAQUE = {"AdditionalModelRequestFields", "Json", "json", "additionalModelRequestFields"}

__all__ = ["arn_of", "camel", "new_id", "now_iso"]


def new_id() -> str:
    """Ten letters and digits, as the service makes them."""
    return "".join(DIGITS.choice(string.ascii_uppercase + string.digits) for _ in range(10))


def arn_of(resource: str) -> str:
    return f"arn:aws:bedrock:{get_region()}:{get_account_id()}:{resource}"


def camel(value):
    """A value of a template as the API has it: keys begin with a small letter."""
    if isinstance(value, list):
        return [camel(item) for item in value]
    if not isinstance(value, dict):
        return value
    return {key[:1].lower() + key[1:]: item if key in OPAQUE else camel(item) for key, item in value.items()}
