"""Which pages each paper has: public ones in order, papers that followed with letters, exempt ones after the last."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kccreport.agenda.issue.papers import Papers
from kccreport.agenda.models import Agenda, AgendaItem, Document
from kccreport.agenda.words.front_sheet import restricted_marking
from kccreport.agenda.words.notices import marking
from kccreport.paper.blocks import PackPlace, PageNumbers

FRONT, RESTRICTED = "front", "restricted"
UNKNOWN_PAGES = "000–000"
_MOST_TRIES = 4  # to settle how many pages the front sheet takes

Numbered = tuple[AgendaItem, Document]


@dataclass(frozen=True, slots=True)
class Slot:
    """One paper's place in the issue."""

    item: AgendaItem
    document: Document
    place: PackPlace
    pages: int

    @property
    def words(self) -> str:
        """Return its pages in words."""
        return self.place.numbers.words(self.pages)


@dataclass(frozen=True, slots=True)
class Numbers:
    """Every paper's place. `main` are the papers published with the agenda, `later` those that followed, `exempt` the
    restricted ones, whose sheet begins on page `restricted_from`; `front_pages` is how many the front sheet takes.
    """

    front_pages: int
    main: tuple[Slot, ...]
    later: tuple[Slot, ...]
    exempt: tuple[Slot, ...] = ()
    restricted_from: int = 0

    @property
    def public(self) -> tuple[Slot, ...]:
        """Return the papers the public may read."""
        return (*self.main, *self.later)


FrontPages = Callable[[Sequence[Slot], Sequence[Slot], dict[str, str]], int]


def number_papers(
    agenda: Agenda,
    papers: Papers,
    front_pages: FrontPages,
    restricted_pages: Callable[[PackPlace, dict[str, str]], int],
) -> Numbers:
    """Return the place of every paper that is there.

    `front_pages` says how many pages the front sheet takes, given the papers published with it, those that followed, and
    the pages of the first in words; `restricted_pages` the same of the sheet before the exempt papers. Pages still
    unknown take the room of known ones, so that nearly always the first try settles.
    """
    there = [(item, document) for item, document in agenda.documents if papers.has(document)]
    public = [(item, document) for item, document in there if not document.is_exempt]
    guess = {document.key: UNKNOWN_PAGES for _, document in public if not document.is_to_follow}
    front = front_pages((), (), guess)
    for _ in range(_MOST_TRIES):
        main, later = _number_public(agenda, papers, public, front)
        needed = front_pages(main, later, {slot.document.key: slot.words for slot in main})
        if needed == front:
            break
        front = needed
    following = front + 1 + sum(slot.pages for slot in main)
    exempt = sorted(((item, each) for item, each in there if each.is_exempt), key=lambda each: each[1].is_to_follow)
    if not exempt:
        return Numbers(front, tuple(main), tuple(later))
    unknown = {document.key: UNKNOWN_PAGES for _, document in exempt}
    first = following
    following += restricted_pages(restricted_place(agenda, first), unknown)
    slots = []
    for item, document in exempt:  # what was late comes last, so that no restricted page moves either
        slots.append(_slot(agenda, papers, item, document, PageNumbers(following)))
        following += slots[-1].pages
    return Numbers(front, tuple(main), tuple(later), tuple(slots), first)


def restricted_place(agenda: Agenda, first: int) -> PackPlace:
    """Return the place of the sheet before the exempt papers."""
    return PackPlace(RESTRICTED, PageNumbers(first), marking=restricted_marking(agenda))


def _number_public(
    agenda: Agenda, papers: Papers, public: Sequence[Numbered], front_pages: int
) -> tuple[list[Slot], list[Slot]]:
    main: list[Slot] = []
    later: list[Slot] = []
    following, letter, prefix = front_pages + 1, 1, ""
    for item, document in public:
        if document.is_to_follow:
            letter = letter if prefix == str(following - 1) else 1
            prefix = str(following - 1)
            later.append(_slot(agenda, papers, item, document, PageNumbers(letter, prefix, "letters")))
            letter += later[-1].pages
        else:
            main.append(_slot(agenda, papers, item, document, PageNumbers(following)))
            following += main[-1].pages
    return main, later


def _slot(agenda: Agenda, papers: Papers, item: AgendaItem, document: Document, numbers: PageNumbers) -> Slot:
    stamp = item.stamp(document)
    is_below = bool(document.label) and papers.has(item.paper) and document.is_exempt == item.paper.is_exempt
    place = PackPlace(
        key=document.key,
        numbers=numbers,
        stamp=stamp,
        heading=f"{stamp}: {document.title}",
        level=2 if is_below else 1,
        marking="" if document.exemption is None else marking(document.exemption, agenda.clock.jurisdiction),
        back=f"pack:{RESTRICTED if document.is_exempt else FRONT}",
    )
    return Slot(item, document, place, papers.pages(document, place))
