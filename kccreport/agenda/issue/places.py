"""Where each paper of an issue stands: its item, its pages, its stamps; and the sheets that keep published numbers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kccreport.agenda.issue.held import position, runs_taken
from kccreport.agenda.issue.papers import Papers
from kccreport.agenda.models import Agenda, AgendaItem, Document
from kccreport.agenda.words.language import ENGLISH, Furniture
from kccreport.agenda.words.notices import marking
from kccreport.agenda.words.restricted import restricted_marking
from kccreport.paper.blocks import PackPlace, PageNumbers
from kccreport.published.packs import NumberRun, PublishedPaper

FRONT, RESTRICTED = "front", "restricted"
WITHDRAWN, NOW_EXEMPT, NOW_PUBLIC = "withdrawn", "not for publication any more", "public now"
UNKNOWN_PAGES = "000–000"

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

    @property
    def runs(self) -> tuple[NumberRun, ...]:
        """Return its page numbers as a record keeps them."""
        return runs_taken(self.place.numbers, self.pages)


@dataclass(frozen=True, slots=True)
class Held:
    """A sheet that stands for pages that were published, and whose paper is not there any more; with the reason why.

    It `is_listed` where the agenda still has a row for the paper.
    """

    slot: Slot
    published: PublishedPaper
    reason: str
    is_listed: bool = True


@dataclass(frozen=True, slots=True)
class Numbers:
    """Every paper's place. `main` are the papers published with the agenda, `later` those that followed, `exempt` the
    restricted ones, whose sheet begins on page `restricted_from`; `front_pages` is how many the front sheet takes, or
    took when it was published. `held` are the sheets that keep numbers, `held_exempt` those among the restricted papers.
    """

    front_pages: int
    main: tuple[Slot, ...]
    later: tuple[Slot, ...]
    exempt: tuple[Slot, ...] = ()
    restricted_from: int = 0
    restricted_pages: int = 0
    held: tuple[Held, ...] = ()
    held_exempt: tuple[Held, ...] = ()

    @property
    def public(self) -> tuple[Slot, ...]:
        """Return the papers the public may read."""
        return (*self.main, *self.later)

    @property
    def front(self) -> PageNumbers:
        """Return the numbers of a front sheet; if it is longer than the one published, its last pages are i, ii …"""
        return PageNumbers(last=self.front_pages, then=PageNumbers(style="roman"))


RestrictedPages = Callable[[PackPlace, dict[str, str]], int]


def in_order(slots: Sequence[Slot]) -> list[Slot]:
    """Return papers in the order of their page numbers."""
    return sorted(slots, key=lambda slot: position(slot.place.numbers.label(1)))


def restricted_place(agenda: Agenda, numbers: PageNumbers, words: Furniture = ENGLISH) -> PackPlace:
    """Return the place of the sheet before the exempt papers."""
    return PackPlace(RESTRICTED, numbers, marking=restricted_marking(agenda, words))


def restricted_count(agenda: Agenda, exempt: Sequence[Numbered], first: int, pages: RestrictedPages) -> int:
    """Return how many pages the sheet before some exempt papers takes."""
    return pages(restricted_place(agenda, PageNumbers(first)), {document.key: UNKNOWN_PAGES for _, document in exempt})


def start(agenda: Agenda, number: int) -> int:
    """Return the page on which a paper starts that could start on `number`: the next right-hand one, if they should."""
    return number + 1 if agenda.meeting.right_hand and number % 2 == 0 else number


def slot_of(agenda: Agenda, papers: Papers, item: AgendaItem, document: Document, numbers: PageNumbers) -> Slot:
    """Return the place of a paper with these page numbers, and how many pages it takes there."""
    place = place_of(agenda, papers, item, document, numbers)
    return Slot(item, document, place, papers.pages(document, place))


def place_of(agenda: Agenda, papers: Papers, item: AgendaItem, document: Document, numbers: PageNumbers) -> PackPlace:
    """Return the place of a paper with these page numbers."""
    is_below = bool(document.label) and papers.has(item.paper) and document.is_exempt == item.paper.is_exempt
    return _place(agenda, item, document, numbers, 2 if is_below else 1)


def _place(agenda: Agenda, item: AgendaItem, document: Document, numbers: PageNumbers, level: int) -> PackPlace:
    stamp = item.stamp(document)
    return PackPlace(
        key=document.key,
        numbers=numbers,
        stamp=stamp,
        heading=f"{stamp}: {document.title}",
        level=level,
        marking="" if document.exemption is None else marking(document.exemption, agenda.clock.jurisdiction),
        back=f"pack:{RESTRICTED if document.is_exempt else FRONT}",
    )
