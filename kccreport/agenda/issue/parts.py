"""A pack that is too large for one file, in parts: cut between items, each part no larger than it may be."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from kccreport.agenda.issue.binder import Binder, Bound
from kccreport.agenda.issue.places import FRONT, RESTRICTED, Slot
from kccreport.agenda.issue.supplements import Supplement
from kccreport.agenda.merging.papers import PackPaper
from kccreport.agenda.models import Agenda
from kccreport.agenda.words.front_sheet import FrontSheet
from kccreport.agenda.words.held_sheet import part_sheet
from kccreport.agenda.words.language import Furniture
from kccreport.ground.values import replace
from kccreport.paper.blocks import PackPlace, PageNumbers
from kccreport.roads import papers as pipeline

Group = Sequence[Bound]
Write = Callable[[int, Sequence[Bound]], Path]


def by_item(bound: Sequence[Bound]) -> list[Group]:
    """Return the papers of each item together; what belongs to none stands with what comes before it."""
    groups: list[Group] = []
    for item, each in groupby(bound, key=lambda bound: bound.paper.item):
        if item or not groups:
            groups.append(list(each))
        else:
            groups[-1] = [*groups[-1], *each]
    return groups


def in_parts(groups: Sequence[Group], largest: int) -> list[list[Group]]:
    """Return items in parts, each holding as many as are likely to fit: by the size of their files."""
    parts: list[list[Group]] = []
    room = 0
    for group in groups:
        size = sum(map(_size, group))
        if not parts or size > room:
            parts.append([])
            room = largest
        parts[-1].append(group)
        room -= size
    return parts


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of a pack that no part goes beyond: what the public may read, or what is exempt.

    `opening` makes the sheet that it begins with, with links to the papers with these keys, or to all; its papers lead back to that,
    which has the `key`, or where they stand in a later part, to the sheet at the head of it.
    """

    key: str
    opening: Callable[[frozenset[str] | None], Bound]
    papers: Sequence[Bound]


def public_section(binder: Binder, front: FrontSheet, bound: Sequence[Bound]) -> Section:
    """Return what the public reads of a pack: the front sheet, the first of what is bound, and the papers after it."""
    numbers = bound[0].paper.place.numbers
    return Section(FRONT, lambda keys: binder.sheet(replace(front, linked=keys), numbers), bound[1:])


def exempt_section(
    binder: Binder,
    numbers: PageNumbers,
    slots: Sequence[Slot],
    papers: Sequence[Bound],
    supplement: Supplement | None = None,
) -> Section:
    """Return what is exempt of a pack: the sheet that lists it, with these numbers, and the papers behind it."""
    return Section(RESTRICTED, lambda keys: binder.restricted(numbers, slots, supplement, keys), papers)


@dataclass(frozen=True, slots=True)
class Heading:
    """What the sheet at the head of a part has to say: part n of m, its pages, and whether it is not for publication."""

    part: int
    parts: int
    pages: str
    key: str
    is_public: bool


def make_parts(
    sections: Sequence[Section], largest: int, write: Write, sheet: Callable[[Heading], Bound]
) -> list[Path]:
    """Write the parts of a pack, and return their files; one item that is too large is a part of its own, and stays so.

    `sheet` makes what heads a part but the first, `write` a part. A part that turns out too large is cut in two, and all
    are written again.
    """
    parts = [(section, groups) for section in sections for groups in in_parts(by_item(section.papers), largest)]
    while True:
        files = [write(at + 1, list(_bound(parts, at, sheet))) for at in range(len(parts))]
        cut = next(
            (at for at, file in enumerate(files) if file.stat().st_size > largest and len(parts[at][1]) > 1), None
        )
        if cut is None:
            return files
        section, groups = parts[cut]
        middle = len(groups) // 2
        parts[cut : cut + 1] = [(section, groups[:middle]), (section, groups[middle:])]


def _bound(
    parts: Sequence[tuple[Section, Sequence[Group]]], at: int, sheet: Callable[[Heading], Bound]
) -> Iterator[Bound]:
    """Yield what stands in one part: the sheets at its head, and its papers."""
    section, groups = parts[at]
    papers = [each for group in groups for each in group]
    if at == 0 or parts[at - 1][0] is not section:
        papers.insert(0, section.opening(frozenset(each.paper.place.key for each in papers)))
    if at:
        first, last = papers[0].labels[0], papers[-1].labels[1]
        pages = first if first == last else f"{first}\u2013{last}"
        is_later = papers[0].paper.place.key != section.key
        key = section.key if is_later else FRONT
        yield sheet(Heading(at + 1, len(parts), pages, key, is_public=section.key == FRONT))
    yield from papers


def headed(agenda: Agenda, words: Furniture) -> Callable[[Heading], Bound]:
    """Return what makes the sheets at the head of parts."""

    def sheet(heading: Heading) -> Bound:
        label = f"{words.part} {heading.part}"
        place = PackPlace(heading.key, PageNumbers(prefix=label, style="fixed"), page_word="", back_words=words.back)
        paper = part_sheet(
            agenda, place, heading.part, heading.parts, heading.pages, words, is_public=heading.is_public
        )
        built = pipeline.render(paper)
        return Bound(PackPaper(place, label, built.content, tree=built.tree), built.pages)

    return sheet


def _size(bound: Bound) -> int:
    content = bound.paper.content
    return len(content) if isinstance(content, bytes) else content.stat().st_size
