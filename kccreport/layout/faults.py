"""What is wrong with a layout, in plain words: pydantic's own are for us."""

import difflib
from typing import Any

from kccreport.ground.problem import Problem
from kccreport.layout.explaining import PARTS, block_kinds
from kccreport.layout.schema import OWN_FACE, Layout


def no_blocks(where: str) -> Problem:
    """Return that a layout has no blocks. Problems: layout-key."""
    kinds = ", ".join(block_kinds())
    return Problem("layout-key", f"{where}: blocks", "a paper needs at least one block.", f"the kinds are: {kinds}")


def fault_in_words(where: str, fault: Any) -> Problem:
    """Put one of pydantic's faults into plain words, with what is valid there."""
    location = list(fault["loc"])
    kind = fault["type"]
    parts = [part for part in location if part != "[key]"]  # pydantic's word for the name of an entry
    key = ".".join(f"{part + 1}" if isinstance(part, int) else str(part) for part in parts)
    value = str(fault.get("ctx", {}).get("value", fault.get("input")))[:60]
    if kind == "extra_forbidden":
        known = _keys_at(location)
        near = difflib.get_close_matches(str(location[-1]), known, n=1)
        meant = f"did you mean {near[0]}? " if near else ""
        return Problem(
            "layout-key", f"{where}: {key}", "this key is not known here.", f"{meant}the keys are: {', '.join(known)}"
        )
    if kind == "missing":
        return Problem("layout-key", f"{where}: {key}", "this key is missing.", f"add {location[-1]} = …")
    if kind in ("union_tag_invalid", "union_tag_not_found"):
        kinds = ", ".join(block_kinds())
        return Problem(
            "layout-key", f"{where}: {key}.kind", "there is no such kind of block.", f"the kinds are: {kinds}"
        )
    if kind == "same_sections":
        return Problem("layout-key", f"{where}: blocks", f"{fault['msg']}.", "give each a heading of its own")
    if kind in ("literal_error", "enum"):
        return Problem(
            "layout-key", f"{where}: {key}", f"{value!r} is not valid here.", f"use {fault['ctx']['expected']}"
        )
    if kind == "value_error":
        return Problem("layout-key", f"{where}: {key}", f"{fault['ctx']['error']}.", "correct the value")
    return Problem(
        "layout-key", f"{where}: {key}", f"{value!r} is not valid here: {fault['msg'].lower()}.", "correct the value"
    )


def _keys_at(location: list[Any]) -> list[str]:
    """Return the keys that are valid where an unknown one was found."""
    kinds = block_kinds()
    inside = next((kinds[part] for part in reversed(location[:-1]) if part in kinds), None)
    for name, part in PARTS.items():
        if inside is None and name in location[:-1]:
            return list(part.model_fields)
    model: Any = inside or Layout
    return [name for name in model.model_fields if name not in ("name", OWN_FACE) or inside]
