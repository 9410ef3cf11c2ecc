"""Values as a layout file writes them."""

import json
from collections.abc import Mapping
from enum import Enum


def as_toml(value: object) -> str:
    """Return a value as TOML: text, a number, true or false, a list or a table on one line.

    >>> as_toml(("reference", 'a "b"')), as_toml({"target": "Aim", "this quarter": "Q1"}), as_toml(False)
    ('["reference", "a \\\\"b\\\\""]', '{ target = "Aim", "this quarter" = "Q1" }', 'false')
    """
    if isinstance(value, Enum):
        return as_toml(value.value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        pairs = ", ".join(f"{_key(str(name))} = {as_toml(each)}" for name, each in value.items())
        return f"{{ {pairs} }}" if pairs else "{}"
    if isinstance(value, tuple | list):
        return f"[{', '.join(as_toml(each) for each in value)}]"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")  # TOML escapes a text as JSON does
    return f"{value}"


def _key(name: str) -> str:
    is_bare = name.isascii() and name.replace("_", "").replace("-", "").isalnum()
    return name if is_bare else as_toml(name)
