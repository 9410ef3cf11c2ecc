"""A layout as a file for an officer to change: every key with a comment, those not used behind a #."""

from collections.abc import Iterator
from textwrap import wrap

from pydantic import BaseModel

from kccreport.layout.columns import COLUMNS
from kccreport.layout.explaining import PARTS, block_kinds, default_of, first_words, keys_of
from kccreport.layout.schema import Layout
from kccreport.layout.values import as_toml

_WIDTH = 112


def commented(layout: Layout) -> str:
    """Return the text of a layout that reads as the one given, with a comment on everything that may be changed."""
    return "\n".join(_lines(layout)) + "\n"


def _lines(layout: Layout) -> Iterator[str]:
    yield from _comment(
        f"A copy of the layout {layout.name}, to change. Lines that begin with # are not read: take the # away from a key "
        "to use it. Blocks are printed in their order; move, delete or copy them as you like. kccreport layouts --explain "
        "lists every other kind of block."
    )
    yield ""
    yield from _keys(layout)
    for name in PARTS:
        yield ""
        yield f"[{name}]"
        yield from _keys(getattr(layout, name))
    for block in layout.blocks:
        yield ""
        yield from _comment(first_words(block_kinds()[block.kind]))
        yield "[[blocks]]"
        yield f"kind = {as_toml(block.kind)}"
        yield from _keys(block)
    yield ""
    yield from _comment(
        "The columns of tables (not every table has each; a wrong one is named with those it may have):"
    )
    for name, words in COLUMNS.items():
        yield f"#   {name:20} {words}"
    yield f"#   {'detail: NAME':20} the column NAME of the sheet Details"


def _keys(part: BaseModel) -> Iterator[str]:
    for name, field in keys_of(type(part)).items():
        yield from _comment(field.description or "")
        if name in part.model_fields_set:
            yield f"{name} = {as_toml(getattr(part, name))}"
        else:
            yield f"# {name} = {as_toml(default_of(field))}"


def _comment(words: str) -> list[str]:
    return [f"# {line}" for line in wrap(words, _WIDTH)]
