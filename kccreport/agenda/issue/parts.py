"""A pack that is too large for one file, in parts: cut between items, each part no larger than it may be."""

from collections.abc import Callable, Sequence
from itertools import groupby
from pathlib import Path

from kccreport.agenda.issue.binder import Bound
from kccreport.agenda.issue.places import FRONT
from kccreport.agenda.merging.merge import PackPaper
from kccreport.agenda.models import Agenda
from kccreport.agenda.words.held_sheet import part_sheet
from kccreport.agenda.words.language import Furniture
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


def make_parts(
    front: Callable[[frozenset[str]], Bound],
    bound: Sequence[Bound],
    largest: int,
    write: Write,
    sheet: Callable[[int, int, str], Bound],
) -> list[Path]:
    """Write the parts of a pack, and return their files; one item that is too large is a part of its own, and stays so.

    `front` makes the front sheet with links to the papers with these keys, `sheet` what heads part n of m with these pages,
    `write` a part. A part that turns out too large is cut in two, and all are written again.
    """
    parts = in_parts(by_item(bound), largest)
    while True:
        files = []
        for number, groups in enumerate(parts, 1):
            papers = [each for group in groups for each in group]
            keys = frozenset(each.paper.place.key for each in papers)
            first, last = papers[0].labels[0], papers[-1].labels[1]
            pages = first if first == last else f"{first}–{last}"
            head = front(keys) if number == 1 else sheet(number, len(parts), pages)
            files.append(write(number, [head, *papers]))
        cut = next((at for at, file in enumerate(files) if file.stat().st_size > largest and len(parts[at]) > 1), None)
        if cut is None:
            return files
        middle = len(parts[cut]) // 2
        parts[cut : cut + 1] = [parts[cut][:middle], parts[cut][middle:]]


def headed(agenda: Agenda, words: Furniture) -> Callable[[int, int, str], Bound]:
    """Return what makes the sheets at the head of parts."""

    def sheet(part: int, parts: int, pages: str) -> Bound:
        label = f"{words.part} {part}"
        place = PackPlace(FRONT, PageNumbers(prefix=label, style="fixed"), page_word="", back_words=words.back)
        built = pipeline.render(part_sheet(agenda, place, part, parts, pages, words))
        return Bound(PackPaper(place, label, built.content, tree=built.tree), built.pages)

    return sheet


def _size(bound: Bound) -> int:
    content = bound.paper.content
    return len(content) if isinstance(content, bytes) else content.stat().st_size
