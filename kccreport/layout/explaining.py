"""What each block, key and column of a layout prints, in lines: the docstrings and descriptions of the schema."""

from collections.abc import Iterator
from typing import Any, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from kccreport.layout.brand import BrandKeys
from kccreport.layout.columns import COLUMNS
from kccreport.layout.policy import CommentaryPolicy
from kccreport.layout.ratings import RatingWords
from kccreport.layout.schema import BlockSpec, Layout
from kccreport.layout.values import as_toml

PARTS: dict[str, type[BaseModel]] = {"commentary": CommentaryPolicy, "brand": BrandKeys, "ratings": RatingWords}
_NOT_KEYS = frozenset({"name", "own_face", "kind", "blocks", *PARTS})
_ROOM = 22


def block_kinds() -> dict[str, type[BaseModel]]:
    """Return the block classes by the kind that a layout calls them."""
    union = get_args(get_args(BlockSpec)[0])
    return {get_args(block.model_fields["kind"].annotation)[0]: block for block in union}


def keys_of(model: type[BaseModel]) -> dict[str, FieldInfo]:
    """Return the keys that a part of a layout may have, each with its description."""
    return {name: field for name, field in model.model_fields.items() if name not in _NOT_KEYS}


def first_words(model: type[BaseModel]) -> str:
    """Return what a part of a layout is: the first paragraph of its docstring, on one line."""
    return " ".join((model.__doc__ or "").split("\n\n")[0].split())


def default_of(field: FieldInfo) -> Any:
    """Return what a key is where it is not given; None where it must be."""
    value = field.get_default(call_default_factory=True, validated_data={})
    return None if value is PydanticUndefined else value


def explained(layout: Layout) -> Iterator[str]:
    """Yield what a layout prints: its keys, and each block in its order with every key, as it is or as it would be."""
    yield f"{layout.name}: {layout.title}"
    yield f"    {layout.description}"
    yield from _keys(layout)
    for name in PARTS:
        yield ""
        yield f"[{name}]"
        yield from _keys(getattr(layout, name))
    for number, block in enumerate(layout.blocks, 1):
        yield ""
        yield f"{number}. {block.kind}: {first_words(type(block))}"
        yield from _keys(block)
    yield ""
    yield "Columns"
    yield from _columns()
    used = {block.kind for block in layout.blocks}
    yield ""
    yield "Other kinds of block"
    for kind, model in block_kinds().items():
        if kind not in used:
            yield f"  {kind:{_ROOM}}{first_words(model)}"


def explained_kinds() -> Iterator[str]:
    """Yield every kind of block with every key, and every column."""
    for kind, model in block_kinds().items():
        yield f"{kind}: {first_words(model)}"
        for name, field in keys_of(model).items():
            yield f"  {name:{_ROOM}}{field.description}"
        yield ""
    for part, other in PARTS.items():
        yield f"[{part}]: {first_words(other)}"
        for name, field in keys_of(other).items():
            yield f"  {name:{_ROOM}}{field.description}"
        yield ""
    yield "Columns"
    yield from _columns()


def _keys(part: BaseModel) -> Iterator[str]:
    """Yield every key of a part with its value, and what it prints; one that is not given says so."""
    for name, field in keys_of(type(part)).items():
        given = "" if name in part.model_fields_set else " (unless you say otherwise)"
        yield f"  {name} = {as_toml(getattr(part, name))}{given}"
        yield f"      {field.description}"


def _columns() -> Iterator[str]:
    for name, words in COLUMNS.items():
        yield f"  {name:{_ROOM}}{words}"
    yield f"  {'detail: NAME':{_ROOM}}the column NAME of the sheet Details"
