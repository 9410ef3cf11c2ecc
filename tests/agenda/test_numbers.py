"""Page numbers over many issues: no number that was published ever moves, and none is given twice."""

from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from hypothesis import given, settings
from hypothesis import strategies as st

from kccreport.agenda.issue.held import Letters, last_number, position, runs_taken, words_of
from kccreport.agenda.issue.listing import record_of
from kccreport.agenda.issue.numbers import number_papers
from kccreport.agenda.issue.papers import Papers
from kccreport.agenda.issue.places import Numbers
from kccreport.agenda.issue.supplements import supplements
from kccreport.agenda.models import Agenda, AgendaItem, ClockRules, Document, Exemption, ItemKind, Meeting
from kccreport.paper.blocks import PageNumbers
from kccreport.published.packs import NumberRun, PackRecord, PublishedPaper, runs_of
from kccreport.published.reissue import Reissue

EXEMPT = Exemption(paragraphs=(3,), reason="x", public_interest="y")


@dataclass(frozen=True)
class Item:
    """One item of an invented agenda: how many pages its paper has, and what is so of it."""

    name: str
    pages: int
    is_late: bool = False
    is_exempt: bool = False
    is_withdrawn: bool = False


class Counted:
    """Papers of which only the number of pages is known."""

    def __init__(self, items: list[Item]) -> None:
        self.items = {item.name: item for item in items}

    def has(self, document: Document) -> bool:
        return not self.items[document.key].is_withdrawn

    def pages(self, document: Document, _: Any) -> int:
        return self.items[document.key].pages


def agenda_of(items: list[Item], *, right_hand: bool = False) -> Agenda:
    meeting = Meeting(
        council="C", committee="D", day=date(2021, 3, 12), begins="10", venue="V", contact="E", right_hand=right_hand
    )
    rows = tuple(
        AgendaItem(
            number=item.name,
            kind=ItemKind.REPORT,
            paper=Document(
                key=item.name, title=item.name, file=item.name, is_to_follow=item.is_late, is_withdrawn=item.is_withdrawn,
                exemption=EXEMPT if item.is_exempt else None,
            ),
        )
        for item in items
    )  # fmt: skip
    return Agenda(meeting=meeting, clock=ClockRules(), members=(), items=rows)


def listed(items: list[Item]) -> list[PublishedPaper]:
    return [
        PublishedPaper(
            place=f"Agenda Item {item.name}", title=item.name, sha256="" if item.is_withdrawn else f"{item.name}{item.pages}",
            is_public=not item.is_exempt, is_late=item.is_late, is_withdrawn=item.is_withdrawn, key=item.name,
        )
        for item in items
    ]  # fmt: skip


def issue(items: list[Item], before: PackRecord | None, version: int) -> tuple[Numbers, PackRecord]:
    papers, agenda = listed(items), agenda_of(items)
    reissue = None if before is None else Reissue(before, str(version), papers, {})
    numbers = number_papers(agenda, cast(Papers, Counted(items)), lambda *_: 2, lambda *_: 1, reissue)
    return numbers, record_of(agenda, papers, numbers, supplements(numbers, reissue), {}, reissue)


def labels(numbers: Numbers) -> dict[str, list[str]]:
    """The labels of each paper by its name, and of the sheets that keep numbers."""
    slots = [*numbers.public, *numbers.exempt, *(each.slot for each in (*numbers.held, *numbers.held_exempt))]
    return {slot.place.key: [slot.place.numbers.label(page) for page in range(1, slot.pages + 1)] for slot in slots}


@st.composite
def histories(draw: st.DrawFn) -> list[list[Item]]:
    """Some issues of an agenda, each with changes to the one before."""
    items = [
        Item(f"{number}", draw(st.integers(1, 4)), draw(st.booleans()), draw(st.booleans()))
        for number in range(1, draw(st.integers(1, 5)) + 1)
    ]
    found = [items]
    for at in range(draw(st.integers(1, 4))):
        items = [
            Item(
                item.name, draw(st.integers(1, 6)), item.is_late, item.is_exempt ^ (draw(st.integers(0, 7)) == 0),
                draw(st.integers(0, 5)) == 0,
            )
            for item in items
            if draw(st.integers(0, 7))
        ]  # fmt: skip
        new = Item(f"new{at}", draw(st.integers(1, 3)), draw(st.booleans()), draw(st.booleans()))
        items.insert(draw(st.integers(0, len(items))), new)
        found.append(items)
    return found


@settings(max_examples=80, deadline=None)
@given(histories())
def test_no_published_number_moves_and_none_is_given_twice(history: list[list[Item]]) -> None:
    record: PackRecord | None = None
    before: dict[tuple[str, bool], list[str]] = {}
    for version, items in enumerate(history):
        numbers, record = issue(items, record, version)
        found = labels(numbers)
        given_out = [label for own in found.values() for label in own]
        sheet = numbers.restricted_from
        front = [str(number) for number in range(1, numbers.front_pages + 1)]
        assert len({*given_out, *front}) == len(given_out) + len(front), found
        assert not sheet or str(sheet) not in given_out
        for item in items:
            if item.is_withdrawn or item.name not in found:
                continue
            was = before.get((item.name, item.is_exempt), [])
            assert found[item.name][: len(was)] == was[: item.pages]
            before[item.name, item.is_exempt] = max(was, found[item.name], key=len)
        spans = [each.slot.place.numbers.prefix for each in numbers.held]
        covered = {label for slot in (*numbers.public, *numbers.exempt) for label in found[slot.place.key]}
        for span in spans:
            first, _, last = span.partition("–")
            assert first not in covered, "a number has both a sheet and a paper"
            assert (last or first) not in covered


@given(st.integers(1, 60), st.integers(1, 60))
def test_letters_of_a_run_are_read_back_as_they_were_written(first: int, count: int) -> None:
    run = NumberRun(prefix="27", style="letters", first=first, count=count)
    assert runs_of(words_of((run,))) == (run,)
    assert last_number(run) == 27


def test_pages_are_in_the_order_of_their_labels() -> None:
    numbers = PageNumbers(prefix="27", style="letters")
    found = ["i", "26", "27", *(numbers.label(page) for page in range(1, 60)), "28", "100"]
    assert sorted(set(found), key=position) == found


def test_a_run_of_numbers_goes_on_with_what_is_free() -> None:
    runs = (NumberRun(first=7, count=3),)
    assert Letters(()).held(runs).words(5) == "7–9B"
    taken = Letters((NumberRun(prefix="9", style="letters", first=1, count=2),))
    assert [taken.held(runs).label(page) for page in range(1, 6)] == ["7", "8", "9", "9.1", "9.2"]
    grown = runs_taken(taken.held(runs), 5)
    assert [taken.held(grown).label(page) for page in range(4, 8)] == ["9.1", "9.2", "9.3", "9.4"]
    assert taken.free("9").label(1) == "9C"
