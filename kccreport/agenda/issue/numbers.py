"""Which pages each paper has: public ones in order, papers that followed with letters, exempt ones after the last.

What was published before keeps its numbers, whatever has changed.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from kccreport.agenda.issue.held import Letters, last_number, position, runs_taken, words_of
from kccreport.agenda.issue.papers import Papers
from kccreport.agenda.models import Agenda, AgendaItem, Document, ItemKind
from kccreport.agenda.words.front_sheet import restricted_marking
from kccreport.agenda.words.notices import marking
from kccreport.paper.blocks import PackPlace, PageNumbers
from kccreport.published.packs import NumberRun, PublishedPaper
from kccreport.published.reissue import Reissue

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

    @property
    def runs(self) -> tuple[NumberRun, ...]:
        """Return its page numbers as a record keeps them."""
        return runs_taken(self.place.numbers, self.pages)


@dataclass(frozen=True, slots=True)
class Held:
    """A sheet that stands for pages that were published, and whose paper is not there any more; with the reason why."""

    slot: Slot
    published: PublishedPaper
    reason: str


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
    is_held: bool = False

    @property
    def public(self) -> tuple[Slot, ...]:
        """Return the papers the public may read."""
        return (*self.main, *self.later)

    @property
    def front(self) -> PageNumbers:
        """Return the numbers of a front sheet; if it is longer than the one published, its last pages are i, ii …"""
        return PageNumbers(last=self.front_pages, then=PageNumbers(style="roman"))


FrontPages = Callable[[Sequence[Slot], Sequence[Slot], dict[str, str]], int]
RestrictedPages = Callable[[PackPlace, dict[str, str]], int]


def in_order(slots: Sequence[Slot]) -> list[Slot]:
    """Return papers in the order of their page numbers."""
    return sorted(slots, key=lambda slot: position(slot.place.numbers.label(1)))


def number_papers(
    agenda: Agenda,
    papers: Papers,
    front_pages: FrontPages,
    restricted_pages: RestrictedPages,
    reissue: Reissue | None = None,
) -> Numbers:
    """Return the place of every paper that is there; beside an issue published before, with its numbers.

    `front_pages` says how many pages the front sheet takes, given the papers published with it, those that followed, and
    the pages of the first in words; `restricted_pages` the same of the sheet before the exempt papers. Pages still
    unknown take the room of known ones, so that nearly always the first try settles.
    """
    there = [(item, document) for item, document in agenda.documents if papers.has(document)]
    public = [(item, document) for item, document in there if not document.is_exempt]
    if reissue is not None and reissue.before.front_pages:
        return _Again(agenda, papers, reissue).numbers(there, restricted_pages)
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
    first = following
    count = _restricted_count(agenda, exempt, first, restricted_pages)
    slots = list(_in_a_row(agenda, papers, exempt, first + count))
    return Numbers(front, tuple(main), tuple(later), tuple(slots), first, count)


def _restricted_count(agenda: Agenda, exempt: Sequence[Numbered], first: int, pages: RestrictedPages) -> int:
    return pages(restricted_place(agenda, PageNumbers(first)), {document.key: UNKNOWN_PAGES for _, document in exempt})


def _in_a_row(agenda: Agenda, papers: Papers, exempt: Sequence[Numbered], first: int) -> Iterator[Slot]:
    """Yield the places of exempt papers, one after the other; what was late is last, so that no page moves either."""
    for item, document in exempt:
        slot = slot_of(agenda, papers, item, document, PageNumbers(first))
        first += slot.pages
        yield slot


def restricted_place(agenda: Agenda, numbers: PageNumbers) -> PackPlace:
    """Return the place of the sheet before the exempt papers."""
    return PackPlace(RESTRICTED, numbers, marking=restricted_marking(agenda))


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
            later.append(slot_of(agenda, papers, item, document, PageNumbers(letter, prefix, "letters")))
            letter += later[-1].pages
        else:
            main.append(slot_of(agenda, papers, item, document, PageNumbers(following)))
            following += main[-1].pages
    return main, later


def slot_of(agenda: Agenda, papers: Papers, item: AgendaItem, document: Document, numbers: PageNumbers) -> Slot:
    """Return the place of a paper with these page numbers."""
    is_below = bool(document.label) and papers.has(item.paper) and document.is_exempt == item.paper.is_exempt
    place = _place(agenda, item, document, numbers, 2 if is_below else 1)
    return Slot(item, document, place, papers.pages(document, place))


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


class _Again:
    """Numbers an issue beside the one that was published."""

    def __init__(self, agenda: Agenda, papers: Papers, reissue: Reissue) -> None:
        self.agenda, self.papers, self.reissue, self.before = agenda, papers, reissue, reissue.before
        known = (*self.before.papers, *self.before.vacated)
        self.letters = Letters(run for paper in known for run in paper.runs)
        self.last_public = self._last(paper for paper in known if paper.is_public)
        self.last_exempt = self._last(paper for paper in known if not paper.is_public)

    def _last(self, papers: Iterator[PublishedPaper]) -> int:
        """Return the last number that some papers have."""
        return max((last_number(run) for paper in papers for run in paper.runs), default=self.before.front_pages)

    def numbers(self, there: Sequence[Numbered], restricted_pages: RestrictedPages) -> Numbers:
        """Return the places of the papers that are there, and of the sheets that keep numbers."""
        public = list(self._public(there))
        main = [slot for slot in public if not slot.document.is_to_follow]
        later = [slot for slot in public if slot.document.is_to_follow]
        held = tuple(self._held(public=True))
        front = self.before.front_pages
        numbers = Numbers(front, tuple(main), tuple(later), held=held, is_held=True)
        exempt = [(item, document) for item, document in there if document.is_exempt]
        if not exempt:
            return numbers
        first, count = self.before.restricted_from, self.before.restricted_pages
        if not first:
            first = max(self.last_public, front) + 1
            count = _restricted_count(self.agenda, exempt, first, restricted_pages)
        slots = list(self._exempt(exempt, max(first + count, self.last_exempt + 1)))
        return replace(
            numbers,
            exempt=tuple(in_order(slots)),
            restricted_from=first,
            restricted_pages=count,
            held_exempt=tuple(self._held(public=False)),
        )

    def _public(self, there: Sequence[Numbered]) -> Iterator[Slot]:
        after = self.before.front_pages
        for item, document in self.agenda.documents:
            runs = self._runs(document, public=True)
            if (item, document) in there and not document.is_exempt:
                numbers = self.letters.held(runs) if runs else self.letters.free(str(after))
                slot = slot_of(self.agenda, self.papers, item, document, numbers)
                self.letters.take(slot.runs)
                runs = (*runs, *slot.runs)
                yield slot
            after = max(map(last_number, runs)) if runs else after

    def _exempt(self, exempt: Sequence[Numbered], following: int) -> Iterator[Slot]:
        for item, document in exempt:
            runs = self._runs(document, public=False)
            numbers = self.letters.held(runs) if runs else PageNumbers(following)
            slot = slot_of(self.agenda, self.papers, item, document, numbers)
            self.letters.take(slot.runs)
            following += 0 if runs else slot.pages
            yield slot

    def _runs(self, document: Document, *, public: bool) -> tuple[NumberRun, ...]:
        """Return the numbers a paper was published with, where it was public then, or was not."""
        old = self.reissue.old(document.key)
        return old.runs if old is not None and old.is_public == public else ()

    def _held(self, *, public: bool) -> Iterator[Held]:
        """Yield a sheet for all pages that were published and have no paper any more."""
        lost: list[tuple[PublishedPaper, AgendaItem | None, Document | None, str]] = []
        for item, document in self.agenda.documents:
            old = self.reissue.old(document.key)
            if old is None or not old.runs or old.is_public != public:
                continue
            if document.is_exempt == public:
                lost.append((old, item, document, "not for publication any more" if public else "public now"))
            elif not self.papers.has(document):
                lost.append((old, item, document, "withdrawn"))
        lost += [(old, None, None, "withdrawn") for old in self.reissue.gone if old.runs and old.is_public == public]
        reason = "not for publication any more" if public else "public now"
        lost += [(old, None, None, reason) for old in self.before.vacated if old.is_public == public]
        for at, (old, owner, document, reason) in enumerate(lost):
            yield self._sheet(old, owner, document, reason, f"held-{'public' if public else 'exempt'}-{at}")

    def _sheet(
        self, old: PublishedPaper, item: AgendaItem | None, document: Document | None, reason: str, key: str
    ) -> Held:
        title = old.title if document is None else document.public_title
        sheet = Document(key=key, title=title, is_withdrawn=True, is_to_follow=old.is_late)
        owner = item or AgendaItem(number=old.place, kind=ItemKind.OTHER, paper=sheet)
        place = PackPlace(
            key=key,
            numbers=PageNumbers(prefix=words_of(old.runs), style="fixed"),
            stamp=old.place,
            heading=f"{old.place}: {title}",
            marking="" if old.is_public else restricted_marking(self.agenda),
            back=f"pack:{FRONT if old.is_public else RESTRICTED}",
        )
        return Held(Slot(owner, sheet, place, 1), old, reason)
