"""Papers of a pack that are made here by several processes are those that one makes, pages and numbers included."""

import threading
from pathlib import Path
from typing import Any

import pytest

from kccreport.agenda.issue import papers as papers_room
from kccreport.agenda.issue.made_here import Opened, ToLayOut, ToOpen, help_with
from kccreport.ground.errors import ChildFailed
from kccreport.ground.processes import Lost
from kccreport.ground.values import replace
from kccreport.roads import agendas
from kccreport.roads.papers import Built
from tests import books
from tests.agendas import agenda_workbook, in_this_process, report

WORKBOOKS = 4  # as many as are worth sharing


@pytest.fixture
def agenda(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    in_this_process(monkeypatch)
    for number in range(WORKBOOKS):
        books.save(tmp_path / f"paper-{number}.xlsx")
    rows = [report(str(number + 1), File=f"paper-{number}.xlsx") for number in range(WORKBOOKS)]
    return agenda_workbook(tmp_path, *rows)


def made(agenda: Path, jobs: int) -> tuple[dict[str, bytes], Any]:
    out = agenda.parent / f"out-{jobs}"
    outcome = agendas.make(agenda, out, jobs=jobs)
    assert outcome.value is not None, outcome.problems
    return {each.path.name: each.path.read_bytes() for each in outcome.value.files}, outcome.problems


class Helpers:
    """Helps in this process, by as many threads as ask, one after the other; `change` is made to what they give."""

    def __init__(self, change: Any = lambda asked, done: done) -> None:
        self.lock, self.change = threading.Lock(), change
        self.asked: list[ToOpen | ToLayOut] = []

    def __enter__(self) -> "Helpers":
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def stop(self) -> None:
        pass

    def ask(self, asked: ToOpen | ToLayOut) -> Opened | Built:
        with self.lock:
            self.asked.append(asked)
            return self.change(asked, help_with(asked))  # type: ignore[no-any-return]


def test_two_processes_make_the_pack_that_one_makes(agenda: Path) -> None:
    assert made(agenda, 2) == made(agenda, 1)


def test_where_three_share_it_papers_are_laid_out_elsewhere_first_and_again_in_their_places(
    agenda: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = made(agenda, 1)
    helpers = Helpers()
    monkeypatch.setattr(agendas, "helpers", lambda: helpers)
    assert made(agenda, 3) == alone
    assert [type(each) for each in helpers.asked].count(ToOpen) == WORKBOOKS
    places = [each.place.numbers.first for each in helpers.asked if isinstance(each, ToLayOut)]
    assert places[:WORKBOOKS] == [1] * WORKBOOKS
    assert len(set(places[WORKBOOKS:])) == WORKBOOKS
    helpers.asked.clear()
    with monkeypatch.context() as patch:
        patch.setattr(papers_room, "may_start_others", lambda: False)
        assert made(agenda, 3) == alone, (
            "in a process that may start no others, as those of the local page, nobody helps"
        )
    assert helpers.asked == []
    wrong = Helpers(lambda asked, done: _with_a_page_more(asked, done))
    monkeypatch.setattr(agendas, "helpers", lambda: wrong)
    assert made(agenda, 3) == alone, "a paper that takes fewer pages in its place than elsewhere is numbered so"


def _with_a_page_more(asked: ToOpen | ToLayOut, done: Opened | Built) -> Opened | Built:
    is_foreseen = isinstance(asked, ToLayOut) and asked.place.numbers.first == 1
    return replace(done, pages=done.pages + 1) if is_foreseen and isinstance(done, Built) else done


def test_a_helper_that_is_lost_is_a_sentence_and_nothing_is_written(
    agenda: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lost(*_: object) -> None:
        raise Lost

    monkeypatch.setattr(agendas, "helpers", lambda: Helpers(lost))
    with pytest.raises(ChildFailed, match="stopped from outside, or ran out of memory, so nothing was written"):
        made(agenda, 2)
    assert not (agenda.parent / "out-2").exists()
    assert papers_room._WORTH_SHARING == WORKBOOKS
