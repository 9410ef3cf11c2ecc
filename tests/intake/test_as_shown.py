"""Workbooks of others: each cell prints what Excel shows of it."""

from pathlib import Path

import kccreport
from kccreport.models.submission import Submission
from kccreport.paper.wording import data_words, latest_words, target_words
from kccreport.rating.rated import RatedKpi

CASES = Path(__file__).with_name("cases")


def read(name: str) -> tuple[Submission | None, list[tuple[str, str]], kccreport.Reading | None]:
    outcome = kccreport.read(next(CASES.glob(f"{name}*.xlsx")))
    submission = outcome.value.rated.submission if outcome.value else None
    return (
        submission,
        [(problem.code, problem.where) for problem in outcome.problems if problem.code != "not-looked-at"],
        outcome.value,
    )


def test_a_percent_sign_in_quotes_is_no_scale() -> None:
    for name, printed in (("a02-literal-percent-silent", "0.9%"), ("a02-literal-percent-510", "5.3%")):
        submission, problems, _ = read(name)
        assert submission is not None
        assert (latest_words(submission.indicators[0]), problems) == (printed, [])
    submission, problems, _ = read("a02-literal-percent-refused")
    assert submission is not None
    assert ([figure.value for figure in submission.indicators[0].results.values()], problems) == ([91, 92, 93], [])


def test_a_table_prints_twenty_two_formats_as_its_third_column_says() -> None:
    submission, problems, _ = read("a07")
    assert submission is not None
    rows = submission.tables[0].rows
    assert len(rows) == 22
    for row in rows:
        printed, wanted = (data_words(cell) for cell in row.cells)
        assert printed == wanted.removeprefix("Excel: ").replace("(blank)", ""), row.label
    assert problems == [("not-shown", "'Spend'!B6")]


def test_thousands_are_shown_once() -> None:
    submission, problems, _ = read("a08")
    assert submission is not None
    assert (latest_words(submission.indicators[0]), problems) == ("1,235", [])


def test_details_and_telephone_numbers_stand_as_shown() -> None:
    submission, _, _ = read("a11")
    assert submission is not None
    assert list(submission.indicators[0].facts.values()) == ["31 March 2021", "87.5%", "£1,250,000", "007", "TRUE"]
    assert submission.people[1].phone == "03000 414141"


def test_waiting_times_are_durations_rated_to_the_second() -> None:
    submission, problems, reading = read("a18")
    assert submission is not None
    assert reading is not None
    kpi, rated = submission.indicators[0], reading.rated.indicators[0]
    assert isinstance(rated, RatedKpi)
    assert problems == []
    assert (latest_words(kpi), target_words(rated.kpi, None)) == ("01:35", "02:00")
    assert str(rated.latest) == "green"


def test_a_dash_among_percentages_is_asked_about() -> None:
    assert read("a19")[1] == [("not-a-number", "'Results'!D2")]
