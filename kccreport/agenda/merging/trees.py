"""Name trees and number trees, which PDF uses for destinations, identifiers and the parent tree (ISO 32000-1, 7.9.6)."""

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from pikepdf import Array, Dictionary, Object, Pdf

T = TypeVar("T")

_PER_LEAF = 64
_DEEPEST = 40


def as_list(value: Any) -> list[Any]:
    """Return what PDF allows to be one thing or an array of them."""
    if value is None:
        return []
    return list(value) if isinstance(value, Array) else [value]


def leaves(node: Any, key: str, depth: int = 0) -> Iterator[tuple[Any, Any]]:
    """Yield the pairs of a tree; `key` is /Names or /Nums."""
    if not isinstance(node, Dictionary) or depth > _DEEPEST:
        return
    flat = as_list(node.get(key))
    yield from zip(flat[::2], flat[1::2], strict=False)
    for kid in as_list(node.get("/Kids")):
        yield from leaves(kid, key, depth + 1)


def make_tree(pdf: Pdf, key: str, pairs: Sequence[tuple[Any, Any]]) -> Object:
    """Return a balanced tree of pairs that are sorted already."""
    if len(pairs) <= _PER_LEAF:
        return pdf.make_indirect(Dictionary({key: _flat(pairs)}))
    nodes = [Dictionary({key: _flat(part), "/Limits": Array([part[0][0], part[-1][0]])}) for part in parts(pairs)]
    while len(nodes) > _PER_LEAF:
        nodes = [
            Dictionary(
                {
                    "/Kids": Array([pdf.make_indirect(node) for node in part]),
                    "/Limits": Array([part[0]["/Limits"][0], part[-1]["/Limits"][1]]),
                }
            )
            for part in parts(nodes)
        ]
    return pdf.make_indirect(Dictionary({"/Kids": Array([pdf.make_indirect(node) for node in nodes])}))


def _flat(pairs: Sequence[tuple[Any, Any]]) -> Array:
    return Array([each for pair in pairs for each in pair])


def parts(pairs: Sequence[T]) -> Iterator[Sequence[T]]:
    """Yield as many at a time as one leaf holds."""
    return (pairs[start : start + _PER_LEAF] for start in range(0, len(pairs), _PER_LEAF))
