"""What a value is made of, by name, for tests that look through a whole paper."""

from dataclasses import fields, is_dataclass
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict


def parts_of(value: object) -> dict[str, Any]:
    """Return the parts of a struct or a dataclass; none of anything else."""
    if isinstance(value, Struct):
        return asdict(value)
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: getattr(value, field.name) for field in fields(value)}
    return {}
