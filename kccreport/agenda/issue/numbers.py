"""Which pages each paper has: public ones in order, papers that followed with letters, exempt ones after the last."""

from collections.abc import Callable, Iterator, Sequence

from kccreport.agenda.issue.held import last_number
from kccreport.agenda.issue.papers import Papers
from kccreport.agenda.issue.places import (
    UNKNOWN_PAGES,
    Numbered,
    Numbers,
    RestrictedPages,
    Slot,
    place_of,
    restricted_count,
    slot_of,
    start,
)
from kccreport.agenda.issue.renumbering import Renumbering
from kccreport.agenda.models import Agenda
from kccreport.paper.blocks import PageNumbers
from kccreport.published.reissue import Reissue

_MOST_TRIES = 4  # to settle how many pages the front sheet takes

FrontPages = Callable[[Sequence[Slot], Sequence[Slot], dict[str, str]], int]


def number_by_many(
    agenda: Agenda,
    papers: Papers,
    front_pages: FrontPages,
    restricted_pages: RestrictedPages,
    reissue: Reissue | None = None,
) -> Numbers:
    """Return the same as `number_papers`, with papers laid out by several processes where there are enough of both.

    It is first said by how many pages they take anywhere, and said again where one takes more in its place.
    """
    there = [(item, document) for item, document in agenda.documents if papers.has(document)]
    papers.foresee([(document, place_of(agenda, papers, item, document, PageNumbers())) for item, document in there])
    numbers = number_papers(agenda, papers, front_pages, restricted_pages, reissue)
    if not papers.foreseen:
        return numbers
    slots = (*numbers.public, *numbers.exempt)
    papers.lay_out([(slot.document, slot.place) for slot in slots])
    papers.foreseen.clear()
    if all(papers.pages(slot.document, slot.place) == slot.pages for slot in slots):
        return numbers
    return number_papers(agenda, papers, front_pages, restricted_pages, reissue)


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
        return Renumbering(agenda, papers, reissue).numbers(there, restricted_pages)
    guess = {document.key: UNKNOWN_PAGES for _, document in public if not document.is_to_follow}
    front = front_pages((), (), guess)
    for _ in range(_MOST_TRIES):
        main, later = _number_public(agenda, papers, public, front)
        needed = front_pages(main, later, {slot.document.key: slot.words for slot in main})
        if needed == front:
            break
        front = needed
    following = max([front, *(last_number(run) for slot in main for run in slot.runs)]) + 1
    exempt = sorted(((item, each) for item, each in there if each.is_exempt), key=lambda each: each[1].is_to_follow)
    if not exempt:
        return Numbers(front, tuple(main), tuple(later))
    first = start(agenda, following)
    count = restricted_count(agenda, exempt, first, restricted_pages)
    slots = list(_in_a_row(agenda, papers, exempt, first + count))
    return Numbers(front, tuple(main), tuple(later), tuple(slots), first, count)


def _in_a_row(agenda: Agenda, papers: Papers, exempt: Sequence[Numbered], first: int) -> Iterator[Slot]:
    """Yield the places of exempt papers, one after the other; what was late is last, so that no page moves either."""
    for item, document in exempt:
        first = start(agenda, first)
        slot = slot_of(agenda, papers, item, document, PageNumbers(first))
        first += slot.pages
        yield slot


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
            following = start(agenda, following)
            main.append(slot_of(agenda, papers, item, document, PageNumbers(following)))
            following += main[-1].pages
    return main, later
