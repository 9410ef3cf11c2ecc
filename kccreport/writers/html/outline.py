"""Headings without gaps below one h1, and the list of them that leads through a page."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kccreport.paper.blocks import Block, Heading
from kccreport.writers.html.element import Element, el

_DEEPEST = 6
_DEEPEST_LISTED = 2  # of the paper's own levels


class Place(NamedTuple):
    """A heading and the level it has on a page."""

    heading: Heading
    level: int


def places(blocks: Sequence[Block]) -> Iterator[Place]:
    """Yield the headings, each with its level on a page.

    The first of level 1 is the page's h1, and a further one, such as an appendix's, stands below it like a section,
    with its own further down; no heading is more than one level below the one before.
    """
    before, shift = 1, 0
    has_first = False
    for block in blocks:
        if not isinstance(block, Heading):
            continue
        if block.level == 1 and not has_first:
            has_first, before = True, 1
            yield Place(block, 1)
            continue
        if block.level == 1:
            shift = 1
        before = min(max(block.level, 2 - shift) + shift, before + 1, _DEEPEST)
        yield Place(block, before)


def contents(found: Sequence[Place]) -> Element | None:
    """Return the list of sections, those of an appendix within it; None for a page with fewer than three."""
    listed = [each for each in found if each.level > 1 and each.heading.level <= _DEEPEST_LISTED]
    if len(listed) < 3:
        return None
    items: list[tuple[Element, list[Element]]] = []
    for each in listed:
        link = el("a", words_of(each.heading), href=f"#{each.heading.anchor}")
        if each.level > 2 and items:
            items[-1][1].append(el("li", link))
        else:
            items.append((link, []))
    return el("ul", *(el("li", link, *([el("ul", *below)] if below else [])) for link, below in items))


def words_of(heading: Heading) -> str:
    """Return a heading's words with its number; those of its bookmark where it has one, which tell it from its like."""
    return heading.bookmark or f"{heading.number} {heading.text}".strip()
