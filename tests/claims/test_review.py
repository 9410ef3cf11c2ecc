"""Warnings name sentence, cell and figures; what somebody checked is not raised again until words or figures change."""

import re
from pathlib import Path
from typing import Any

import pytest

from kccreport.claims.counts import counts_in
from kccreport.claims.review import contradicted
from kccreport.claims.verdict import Ruling
from kccreport.ground.problem import Problem
from kccreport.rating.rated import rate_submission
from tests import books
from tests.books import activity, kpi, results
from tests.claims.measure import dashboard

WRONG = "Performance was 90% in December."


def found(folder: Path, said: str = WRONG, /, **changes: Any) -> list[Problem]:
    sheets: dict[str, Any] = {
        "commentary": [{"References": "HT02", "Commentary": said} | changes.pop("row", {})]
    } | changes
    return list(contradicted(rate_submission(books.submission(folder, **sheets))))


def code_of(problem: Problem) -> str:
    match = re.search(r"\b[A-Z]{3}\d\d\b", problem.hint)
    assert match is not None
    return match[0]


def test_a_warning_names_the_sentence_the_cell_and_the_figures(tmp_path: Path) -> None:
    (problem,) = found(tmp_path)
    assert (problem.code, problem.where, problem.is_error) == ("contradicts-figures", "'Commentary'!B2", False)
    assert problem.message == (
        "the commentary on HT02 says 'Performance was 90% in December.', but it was 93% in December 2020 ('Results'!D2)."
    )
    assert "below Checked by" in problem.hint


def test_a_name_and_the_code_in_checked_by_silence_that_sentence(tmp_path: Path) -> None:
    code = code_of(found(tmp_path)[0])
    assert found(tmp_path, row={"Checked by": f"A. Officer {code.lower()}"}) == []
    assert len(found(tmp_path, row={"Checked by": code})) == 1, "somebody must answer for it"
    assert len(found(tmp_path, row={"Checked by": "A. Officer"})) == 1, "it must be known what was checked"


def test_a_check_ends_with_the_words_or_the_figures_it_was_of(tmp_path: Path) -> None:
    row = {"Checked by": f"A. Officer {code_of(found(tmp_path)[0])}"}
    (other_words,) = found(tmp_path, "Performance was 89% in December.", row=row)
    (other_figures,) = found(tmp_path, results=[results(**{"Dec 20": "94%"})], row=row)
    for problem in (other_words, other_figures):
        assert problem.hint.endswith("what was checked there was of other words or figures")
    assert found(tmp_path, results=[results(**{"Oct 20": "77%"})], row=row) == [], "October is not what it says"


def test_of_shared_commentary_what_is_right_of_one_is_right(tmp_path: Path) -> None:
    sheets: dict[str, Any] = {
        "indicators": [kpi(), kpi("B")],
        "commentary": [{"References": "HT02 & B", "Commentary": "The target was missed."}],
    }
    for latest, count in (("85%", 0), ("95%", 1)):
        problems = found(tmp_path, results=[results(), results("B", **{"Dec 20": latest})], **sheets)
        assert len(problems) == count


def test_commentary_on_activity_is_read_too(tmp_path: Path) -> None:
    rows = results("HT02b", **{"Oct 20": 50, "Nov 20": 60, "Dec 20": 70, "Year to date": 180})
    sheets: dict[str, Any] = {"indicators": [kpi(), activity()], "results": [results(), rows]}
    texts = {"Activity is within the expected range.": 0, "Activity is above the expected range.": 1}
    for text, count in texts.items():
        assert len(found(tmp_path, text, row={"References": "HT02b"}, **sheets)) == count


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("HT02 fell in December.", "HT02"),
        ("HT02 rose in December.", None),
        ("Potholes repaired within 28 days fell to 80%.", "HT02"),
        ("Potholes repaired within 28 days rose to 93%.", None),
        ("Performance fell in December.", None),
        ("The target was missed.", None),
        ("{rating sentence} Performance fell.", None),
        ("All KPIs are Red.", "KPIs"),
        ("No KPI is Red.", None),
    ],
)
def test_a_passage_is_read_for_the_indicators_it_names_and_for_its_counts(
    tmp_path: Path, text: str, code: str | None
) -> None:
    passages = [
        {"Passage": "Summary", "Text": text}, {"Passage": "Recommendation", "Text": "NOTE"}, {"Passage": "Cover", "Text": "A."},
    ]  # fmt: skip
    title = "Percentage of potholes repaired within 28 days"
    found_in_all = found(tmp_path, "Fine.", indicators=[kpi(Title=title)], text=passages)
    problems = [problem for problem in found_in_all if problem.code != "typed-count"]
    assert len(problems) == (code is not None)
    for problem in problems:
        assert problem.where == "'Text'!C2"
        assert str(code) in problem.message


@pytest.mark.parametrize(
    ("sentence", "ruling"),
    [
        # 18 Green, 2 Amber, 4 Red and one not rated; for the year to date 14, 5 and 2; 8 improving, 9 worsening
        ("All 25 are Green.", Ruling.CONTRADICTS),
        ("No indicator is Red.", Ruling.CONTRADICTS),
        ("Eighteen of the 25 KPIs are Green, two Amber and four Red.", Ruling.AGREES),
        ("Nineteen of the 25 KPIs are Green.", Ruling.CONTRADICTS),
        ("There are four Red indicators.", Ruling.AGREES),
        ("Two KPIs are Red for the year to date.", Ruling.AGREES),
        ("Four KPIs are Red for the year to date.", Ruling.CONTRADICTS),
        ("Eight indicators improved.", Ruling.AGREES),
        ("Every KPI met its target.", Ruling.CONTRADICTS),
        ("Of the 25 KPIs, 18 are Green.", Ruling.AGREES),
        ("All of the indicators in Finance are Green.", Ruling.AGREES),
        ("All of the indicators in Dover are Green.", Ruling.UNKNOWN),
        ("All staff are trained.", Ruling.UNKNOWN),
        ("Children's services have improved most.", Ruling.UNKNOWN),
    ],
)
def test_counts_of_the_whole_paper_are_judged(sentence: str, ruling: Ruling) -> None:
    found = {said.verdict.ruling for said in counts_in(sentence, dashboard())}
    assert found == {ruling} - {Ruling.UNKNOWN}
