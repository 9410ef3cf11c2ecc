"""When a column or a row is too small to be seen, and which words of a cell are struck out."""

from collections.abc import Mapping
from typing import Any

_NARROWEST = 1.0  # characters: a column less wide shows not one whole letter
_LOWEST = 4.0  # points: no letter of a row less high can be read
TRUE = frozenset({"1", "true"})


def is_unseen_column(column: Mapping[str, Any]) -> bool:
    """Say of a `col` element's attributes whether the columns are hidden, or too narrow to show a letter."""
    return column.get("hidden") in TRUE or _is_below(column.get("width"), _NARROWEST)


def is_unseen_row(row: Mapping[str, Any]) -> bool:
    """Say of a `row` element's attributes whether the row is hidden, filtered away, or too low to show a letter."""
    return row.get("hidden") in TRUE or _is_below(row.get("ht"), _LOWEST)


def _is_below(size: object, least: float) -> bool:
    try:
        return size is not None and float(str(size)) < least
    except ValueError:
        return False


def struck_words(text: Any, *, is_cell_struck: bool = False) -> str | None:
    """Return the words of a rich text that are struck out, "" where none are; None for a text of one look.

    `text` is an `si` or `is` element. A run without a look of its own has the cell's.

    Source: ECMA-376 part 1, 18.4.4 (r), 18.4.7 (rPr) and 18.4.10 (strike), which is on where it has no value.
    """
    if len(text) == 1 and text[0].tag.endswith("}t"):  # most texts
        return None
    runs = [child for child in text if _local(child) == "r"]
    if not runs:
        return None
    found = []
    for run in runs:
        look = next((child for child in run if _local(child) == "rPr"), None)
        if is_cell_struck if look is None else _is_struck(look):
            found.append("".join(child.text or "" for child in run if _local(child) == "t"))
    return "".join(found).strip()


def _is_struck(look: Any) -> bool:
    return any(_local(child) == "strike" and child.get("val", "1") not in ("0", "false") for child in look)


def _local(element: Any) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
