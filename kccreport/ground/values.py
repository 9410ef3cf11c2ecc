"""Values like others: structs and dataclasses alike, so that nobody has to know which one a value is."""

import dataclasses
from typing import Any, TypeVar

import msgspec

_Value = TypeVar("_Value")


def replace(value: _Value, /, **changes: Any) -> _Value:
    """Return a value like another but for some of its parts.

    Python's own `copy.replace`, which does the same from 3.13 on, is not there in 3.11. `dataclasses.replace` fails for a
    struct, and mypy does not see it.

    Raises:
        TypeError: it is neither a struct nor a dataclass, or has no such part.
    """
    if isinstance(value, msgspec.Struct):
        return msgspec.structs.replace(value, **changes)
    return dataclasses.replace(value, **changes)  # type: ignore[type-var]
