"""Commentary that contradicts, promises what is past, explains nothing or was copied is named at its cell."""

from pathlib import Path
from typing import Any

import pytest

from kccreport.paper.commentary_review import commentary_amiss
from kccreport.rating.rated import rate_submission
from tests import books
from tests.books import kpi, results, told

RED = {"Dec 20": "70%"}


def amiss(folder: Path, text: str, *, actions: str = "", red: bool = False, **changes: Any) -> list[tuple[str, str]]:
    row = {"References": "HT02", "Commentary": text} | ({"Actions": actions} if actions else {}) | changes
    sheets = {"commentary": [row], "results": [results(**(RED if red else {}))]}
    return told(tuple(commentary_amiss(rate_submission(books.submission(folder, **sheets)))))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The target was missed.", "contradicts-figures"),
        ("Performance was [insert figure] in December.", "placeholder"),
        ("The cause is TBC.", "placeholder"),
        ("Staff will be trained by March 2020.", "past-promise"),
    ],
)
def test_what_is_amiss_is_a_warning_at_the_cell(tmp_path: Path, text: str, code: str) -> None:
    assert amiss(tmp_path, text) == [(code, "'Commentary'!B2")]


@pytest.mark.parametrize(
    "text",
    [
        "The target was met.",
        "Staff will be trained by March 2021.",
        "Staff were trained by March 2020.",
        "See [Annex A] of the plan.",
    ],
)
def test_what_is_right_passes(tmp_path: Path, text: str) -> None:
    assert amiss(tmp_path, text) == []


def test_a_cause_in_a_column_of_its_own_is_read_as_commentary_is(tmp_path: Path) -> None:
    assert amiss(tmp_path, "A bad month.", actions="Go on.", red=True, Cause="Staff left.") == []
    assert amiss(tmp_path, "It rained.", Cause="The target was missed.") == [("contradicts-figures", "'Commentary'!B2")]
    assert amiss(tmp_path, "It rained.", Cause="The cause is TBC.") == [("placeholder", "'Commentary'!B2")]


def test_words_of_last_time_are_named(tmp_path: Path) -> None:
    said = "Demand was high through the autumn, and two posts stood empty."
    assert amiss(tmp_path, said, **{"Previous commentary": said.upper()}) == [("copied-commentary", "'Commentary'!B2")]
    assert amiss(tmp_path, said + " Both are now filled.", **{"Previous commentary": said}) == []


def test_a_red_needs_a_cause_and_an_action_in_a_paper_that_gives_actions(tmp_path: Path) -> None:
    rows = [
        {"References": "HT02", "Commentary": "A bad month."}, {"References": "B", "Commentary": "Fine.", "Actions": "Go on."},
    ]  # fmt: skip
    sheets = {"indicators": [kpi(), kpi("B")], "results": [results(**RED), results("B")]}
    submission = books.submission(tmp_path, commentary=rows, **sheets)
    assert told(tuple(commentary_amiss(rate_submission(submission)))) == [
        ("no-cause", "'Commentary'!B2"), ("no-action", "'Commentary'!B2"),
    ]  # fmt: skip
    assert amiss(tmp_path, "A bad month.", red=True) == [], "this paper gives no actions"


def test_of_shared_commentary_only_what_contradicts_every_indicator_is_named(tmp_path: Path) -> None:
    sheets = {
        "indicators": [kpi(), kpi("B")],
        "commentary": [{"References": "HT02 & B", "Commentary": "The target was missed."}],
    }
    one = books.submission(tmp_path, results=[results(), results("B", **{"Dec 20": "85%"})], **sheets)
    both = books.submission(tmp_path, results=[results(), results("B")], **sheets)
    assert [told(tuple(commentary_amiss(rate_submission(each)))) for each in (one, both)] == [
        [], [("contradicts-figures", "'Commentary'!B2")],
    ]  # fmt: skip
