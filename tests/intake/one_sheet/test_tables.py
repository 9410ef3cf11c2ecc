"""The tables of other councils, typed as they are: what is read of them, and what is said of the rest."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kccreport.ground.problem import Problem
from kccreport.intake.submission import read_submission
from kccreport.models.indicator import ActivityIndicator, AnyIndicator, Kpi
from kccreport.models.measure import Basis, Polarity, Status
from kccreport.models.period import Frequency, Period
from kccreport.models.rag import Rag
from kccreport.models.schemes import FloorStandard, NotRated, TargetOnly, Tolerance, ToleranceBasis
from kccreport.models.submission import Submission
from kccreport.workbook.reader import open_workbook
from tests.intake.one_sheet.sheets import Rows, save

HEADINGS = ["Title", "Polarity", "Target", "Amber limit", "Q1 2024/25", "Q2 2024/25"]
ROW = ["Repairs on time", "Higher", "95%", "90%", "94%", "96%"]


def outcome(path: Path, rows: Rows, **options: Any) -> tuple[Submission | None, list[Problem]]:
    found = read_submission(open_workbook(save(path, rows, **options)))
    return found.value, list(found.problems)


def read(path: Path, rows: Rows, *, told: Sequence[str] = (), **options: Any) -> Submission:
    submission, problems = outcome(path, rows, **options)
    assert sorted(each.code for each in problems) == sorted(told), [str(each) for each in problems]
    assert submission is not None
    return submission


def one(path: Path, headings: Sequence[Any], *row: Any, told: Sequence[str] = ()) -> AnyIndicator:
    (indicator,) = read(path, [headings, row], told=told).indicators
    return indicator


def values(indicator: AnyIndicator) -> dict[str, Decimal | None]:
    return {period.label: figure.value for period, figure in indicator.results.items()}


def test_title_target_and_results_are_enough(tmp_path: Path) -> None:
    submission = read(tmp_path, [HEADINGS, ROW])
    (kpi,) = submission.indicators
    assert isinstance(kpi, Kpi)
    assert (kpi.title, kpi.unit.name, kpi.polarity, kpi.target, kpi.decimals) == (
        "Repairs on time", "%", Polarity.HIGHER, Decimal(95), 0,
    )  # fmt: skip
    assert (kpi.frequency, kpi.basis, kpi.has_reference) == (Frequency.QUARTERLY, Basis.SNAPSHOT, False)
    assert isinstance(kpi.scheme, FloorStandard)
    paper = submission.paper
    assert (paper.title, paper.council, paper.results_up_to) == ("Book", "", Period(2024, 9)), (
        "the title is the file's name"
    )
    assert paper.financial_year.label == "2024/25"
    assert submission.is_one_sheet


@pytest.mark.parametrize(
    ("headings", "heading"),
    [
        (["Measure", *HEADINGS[1:]], "another name for the title"),
        (["KPI", "Good is", "Target", "Threshold", "Q1 2024/25", "Q2 2024/25"], "names of a district"),
        (["Performance Indicator", "Bigger or smaller is better", "Annual target", "Intervention level", "Q1 24/25", "Q2 24/25"],
         "names of a county"),
        (["Title", "Polarity (high/low)", "Target (%)", "Amber limit", "Quarter 1 2024/25", "Q2\n2024/25 "], "brackets and lines"),
        (["Description", "Preferred direction", "2024/25 Target", "Minimum standard", "Apr-Jun 2024", "Jul-Sep 2024"],
         "a year beside the target"),
        (["PI", "Aim to", "Target 2024-25", "Trigger", "Q1 2024/25 Actual", "Q2 2024/25 Actual"], "actuals"),
        (["Titel", "Polarity", "Targett", "Amber limt", "Q1 2024/25", "Q2 2024/25"], "slips"),
    ],
)  # fmt: skip
def test_headings_are_read_as_the_council_has_them(tmp_path: Path, headings: list[str], heading: str) -> None:
    slips = ["renamed-heading"] * 3 if heading == "slips" else []
    indicator = one(tmp_path, headings, *ROW, told=slips)
    assert isinstance(indicator, Kpi)
    assert isinstance(indicator.scheme, FloorStandard)
    assert (indicator.title, indicator.target, indicator.scheme.floor) == ("Repairs on time", 95, 90)
    assert values(indicator) == {"Jun 24": 94, "Sep 24": 96}


def test_a_year_over_its_quarters_is_read_with_them(tmp_path: Path) -> None:
    rows = [
        ["Measure", "Target", "Floor", "2023/24", None, "2024/25", None],
        [None, None, None, "Q3", "Q4", "Q1", "Q2"],
        ["Repairs on time", "95%", "90%", "91%", "92%", "94%", "96%"],
    ]
    (indicator,) = read(tmp_path, rows, merged=["A1:A2", "D1:E1", "F1:G1"]).indicators
    assert values(indicator) == {"Dec 23": 91, "Mar 24": 92, "Jun 24": 94, "Sep 24": 96}


def test_a_year_in_a_row_of_its_own_above_all_headings_is_read_with_them(tmp_path: Path) -> None:
    rows = [
        [None, None, None, "2024/25"],
        ["Measure", "Target", "Floor", "Q1", "Q2"],
        ["Repairs on time", "95%", "90%", "94%", "96%"],
    ]
    (indicator,) = read(tmp_path, rows).indicators
    assert values(indicator) == {"Jun 24": 94, "Sep 24": 96}


@pytest.mark.parametrize("item", [("Financial year", "2024/25"), ("Results up to", "September 2024")])
def test_quarters_without_a_year_are_of_the_paper_s(tmp_path: Path, item: tuple[str, str]) -> None:
    (indicator,) = read(
        tmp_path, [item, ["Measure", "Target", "Floor", "Q1", "Q2"], ["Repairs", "95%", "90%", "94%", "96%"]]
    ).indicators
    assert values(indicator) == {"Jun 24": 94, "Sep 24": 96}


def test_quarters_without_a_year_that_nothing_says_are_faults(tmp_path: Path) -> None:
    _, problems = outcome(
        tmp_path, [["Measure", "Target", "Floor", "Q1", "Q2"], ["Repairs", "95%", "90%", "94%", "96%"]]
    )
    found = [each for each in problems if each.code == "period-without-year"]
    assert [each.where for each in found] == ["'Measures'!D1", "'Measures'!E1"]


def test_this_quarter_and_the_same_one_last_year_are_known_by_the_month_reported(tmp_path: Path) -> None:
    headings = ["Measure", "Target", "Floor", "Same quarter last year", "Last quarter", "This quarter"]
    rows = [["Results up to", "September 2024"], headings, ["Repairs", "95%", "90%", "91%", "94%", "96%"]]
    (indicator,) = read(tmp_path, rows).indicators
    assert values(indicator) == {"Sep 23": 91, "Jun 24": 94, "Sep 24": 96}


def test_a_single_column_of_actuals_is_of_the_month_reported(tmp_path: Path) -> None:
    rows = [
        ["Results up to", "September 2024"],
        ["Measure", "Target", "Floor", "Actual"],
        ["Repairs", "95%", "90%", "96%"],
    ]
    (indicator,) = read(tmp_path, rows).indicators
    assert values(indicator) == {"Sep 24": 96}


def test_months_quarters_and_years_stand_in_one_table(tmp_path: Path) -> None:
    headings = ["Measure", "Target", "Floor", "2022/23", "2023/24", "Q1 2024/25", "Q2 2024/25", "Aug 24", "Sep 24"]
    # a year beside quarters is no result of theirs
    rows = [
        headings,
        ["By year", "95%", "90%", "91%", "92%"],
        ["By quarter", "95%", "90%", "92%", "93%", "94%", "95%"],
        ["By month", "95%", "90%", None, None, None, None, "96%", "97%"],
    ]
    yearly, quarterly, monthly = read(tmp_path, rows).indicators
    assert (yearly.frequency, quarterly.frequency, monthly.frequency) == (
        Frequency.ANNUAL,
        Frequency.QUARTERLY,
        Frequency.MONTHLY,
    )
    assert values(yearly) == {"Mar 23": 91, "Mar 24": 92}
    assert values(quarterly) == {"Jun 24": 94, "Sep 24": 95}
    assert quarterly.facts == {"2022/23": "92%"}
    assert quarterly.last_outturn is not None
    assert quarterly.last_outturn.value == 93
    assert values(monthly) == {"Aug 24": 96, "Sep 24": 97}


def test_months_a_quarter_apart_are_the_ends_of_quarters(tmp_path: Path) -> None:
    indicator = one(
        tmp_path,
        ["Measure", "Target", "Floor", "Mar 24", "Jun 24", "Sep 24"],
        "Repairs",
        "95%",
        "90%",
        "91%",
        "92%",
        "93%",
    )
    assert indicator.frequency is Frequency.QUARTERLY


@pytest.mark.parametrize(
    ("title", "typed", "figure", "unit"),
    [
        ("Repairs on time", None, "94%", "%"), ("% of repairs on time", None, 94, "%"), ("Repairs (%)", None, 94, "%"),
        ("Re-let time", "Days", 20, "Days"), ("Re-let time (days)", None, 20, "days"), ("Waiting time (weeks)", None, 6, "weeks"),
        ("Waste per household", "kg", 400, "kg"), ("Arrears", "£k", 120, "£k"), ("Crimes (per 1,000)", None, 5.2, "per 1,000"),
        ("Satisfaction (out of 5)", None, 4.2, "out of 5"), ("Satisfaction", "Score out of 5", 4.2, "Score out of 5"),
        ("Income", None, "£1,200", "£"), ("Visits", None, 1200, "number"), ("Visits", "No.", 1200, "number"),
        ("Re-let time", None, "20 days", "days"), ("Visits", "Percentage", 12, "%"), ("Percentage of visits", None, 12, "%"), ("Visits", "hours", 12, "hours"),
    ],
)  # fmt: skip
def test_a_unit_is_typed_or_shown_by_title_and_figures(
    tmp_path: Path, title: str, typed: str | None, figure: object, unit: str
) -> None:
    indicator = one(tmp_path, ["Title", "Unit", "Target", "Q2 2024/25"], title, typed, "No target", figure)
    assert indicator.unit.name == unit
    assert indicator.title == title
    assert indicator.full_title.count("(") <= 1, "a unit in the title is not printed twice"


@pytest.mark.parametrize(
    ("figures", "decimals"),
    [(["94%", "95%"], 0), (["94.2%", "95%"], 1), ([2.125, 3], 2), ([1 / 3, 2], 2), (["1,200", 3], 0), (["84% (52 of 62)", "84.5%"], 1)],
)  # fmt: skip
def test_decimals_are_those_that_figures_are_shown_with(tmp_path: Path, figures: list[object], decimals: int) -> None:
    assert one(tmp_path, ["Title", "Q1 2024/25", "Q2 2024/25"], "Repairs", *figures).decimals == decimals


@pytest.mark.parametrize("words", ["No target", "N/A", "Contextual", "Data only", "TBC", "Top quartile"])
def test_a_measure_whose_target_is_no_figure_is_not_rated_and_prints_the_words(tmp_path: Path, words: str) -> None:
    told = ["target-in-words"] if words == "Top quartile" else []  # which may be meant for a rating
    kpi = one(tmp_path, ["Title", "Tolerance", "Target", "Q2 2024/25"], "Approaches", "5%", words, 130, told=told)
    assert isinstance(kpi, Kpi)
    assert (kpi.scheme, kpi.target, kpi.target_words) == (NotRated(), None, words)


def test_a_measure_without_a_target_is_not_rated(tmp_path: Path) -> None:
    assert isinstance(one(tmp_path, ["Title", "Target", "Q2 2024/25"], "Approaches", None, 130), ActivityIndicator)


@pytest.mark.parametrize("kind", ["Data only", "Volumetric", "Contextual", "N/A", "Monitoring only", "Activity"])
def test_a_kind_that_is_not_rated_is_not_rated_whatever_its_target(tmp_path: Path, kind: str) -> None:
    kpi = one(tmp_path, ["Title", "Kind", "Target", "Tolerance", "Q2 2024/25"], "Approaches", kind, 100, "5%", 130)
    assert isinstance(kpi, Kpi)
    assert (kpi.scheme, kpi.target) == (NotRated(), 100)


def test_several_targets_in_one_cell_are_not_guessed_at(tmp_path: Path) -> None:
    _, problems = outcome(tmp_path, [["Title", "Target", "Q2 2024/25"], ["Repairs", "80-90%", "85%"]])
    assert ("not-a-number", "'Measures'!B2") in {(each.code, each.where) for each in problems}


@pytest.mark.parametrize(
    ("target", "polarity", "bar", "result", "is_met"),
    [
        ("<5", Polarity.LOWER, 5, 5, False), ("<5", Polarity.LOWER, 5, 4, True), ("≤5", Polarity.LOWER, 5, 5, True),
        (">95%", Polarity.HIGHER, 95, "95%", False), ("≥ 95%", Polarity.HIGHER, 95, "95%", True),
        ("at most 3", Polarity.LOWER, 3, 3, True), ("under 3", Polarity.LOWER, 3, 3, False),
    ],
)  # fmt: skip
def test_a_bound_is_a_target_with_its_polarity_and_its_edge(
    tmp_path: Path, target: str, polarity: Polarity, bar: int, result: object, is_met: bool
) -> None:
    kpi = one(tmp_path, ["Title", "Target", "Q2 2024/25"], "Missed bins", target, result, told=["missing-floor"])
    assert isinstance(kpi, Kpi)
    assert (kpi.polarity, kpi.target, kpi.target_words) == (polarity, bar, target)
    latest = kpi.latest
    assert latest is not None
    assert latest.value is not None
    assert kpi.meets(latest.value, Decimal(bar)) is is_met


def test_a_polarity_follows_from_target_and_amber_limit(tmp_path: Path) -> None:
    headings = ["Title", "Unit", "Target", "Amber limit", "Q2 2024/25"]
    for limit, polarity in ((25, Polarity.LOWER), (15, Polarity.HIGHER)):
        indicator = one(tmp_path, headings, "Re-let time", "days", 20, limit, 22)
        assert indicator.polarity is polarity  # type: ignore[union-attr]


def test_a_polarity_that_nothing_shows_is_asked_for_in_a_column_or_for_all(tmp_path: Path) -> None:
    _, problems = outcome(tmp_path, [["Title", "Target", "Tolerance", "Q2 2024/25"], ["Repairs", "95%", "5%", "94%"]])
    (fault,) = [each for each in problems if each.is_error]
    assert (fault.code, fault.where) == ("missing-polarity", "'Measures'!A2")
    assert fault.hint == "type Higher or Lower in a column headed Polarity, or above the headings for all"


def test_words_beside_a_figure_are_its_note(tmp_path: Path) -> None:
    indicator = one(tmp_path, ["Title", "Q1 2024/25", "Q2 2024/25"], "Repairs", "84% (52 of 62)", "12% (provisional)")
    assert [figure.note for figure in indicator.results.values()] == ["(52 of 62)", "(provisional)"]


def test_words_instead_of_a_figure_say_why_there_is_none(tmp_path: Path) -> None:
    indicator = one(
        tmp_path, ["Title", "Q4 2023/24", "Q1 2024/25", "Q2 2024/25"], "Repairs", "94%", "No data", "Not yet due"
    )
    assert [figure.status for figure in indicator.results.values()] == [None, Status.NOT_AVAILABLE, Status.NOT_DUE]


def test_words_instead_of_all_figures_are_printed_in_their_place(tmp_path: Path) -> None:
    rows = [["Title", "Q1 2024/25", "Q2 2024/25"], ["Repairs", "94%", "95%"], ["Audits", "Audits suspended", None]]
    for merged in ([], ["B3:C3"]):
        _, audits = read(tmp_path, rows, merged=merged).indicators
        assert audits.suspension is not None
        assert audits.suspension.note == "Audits suspended"


def test_groups_stand_in_a_column_filled_once_or_always_or_in_rows_of_their_own(tmp_path: Path) -> None:
    figures = ["95%", "90%", "94%"]
    columns = [
        ["Group", "Title", "Target", "Floor", "Q2 2024/25"],
        ["Housing", "A", *figures],
        [None, "B", *figures],
        ["Waste", "C", *figures],
    ]
    always = [columns[0], ["Housing", "A", *figures], ["Housing", "B", *figures], ["Waste", "C", *figures]]
    in_rows = [columns[0][1:], ["Housing"], ["A", *figures], ["B", *figures], ["Waste"], ["C", *figures]]
    for rows, merged in (
        (columns, ["A2:A3"]),
        (columns, []),
        (always, []),
        (in_rows, ["A2:D2", "A5:D5"]),
        (in_rows, []),
    ):
        submission = read(tmp_path, rows, merged=merged)
        assert [(each.title, each.area) for each in submission.indicators] == [
            ("A", "Housing"),
            ("B", "Housing"),
            ("C", "Waste"),
        ]
        assert [area.name for area in submission.areas] == ["Housing", "Waste"]


def test_a_measure_above_every_group_is_asked_for_its_own(tmp_path: Path) -> None:
    rows = [HEADINGS, ["A", *ROW[1:]], ["Housing"], ["B", *ROW[1:]]]
    _, problems = outcome(tmp_path, rows)
    assert [(each.code, each.where) for each in problems if each.is_error] == [("blank-cell", "'Measures'!A2")]


def test_what_holds_for_all_is_said_once_and_overridden_by_group_and_row(tmp_path: Path) -> None:
    rows = [
        ["Polarity", "Higher"],
        ["Tolerance", "10%"],
        [],
        ["Group", "Title", "Polarity", "Tolerance", "Target", "Amber limit", "Q2 2024/25"],
        [None, "Own", None, None, "95%", "90%", "94%"],
        ["Housing"],
        [None, "As the paper", None, None, "95%", None, "94%"],
        ["Waste", None, "Lower", "5 points"],
        [None, "As the group", None, None, "20%", None, "22%"],
        [None, "Its own", "Higher", "2%", "20%", None, "22%"],
    ]
    rows[4][0] = "First"
    own, paper, group, row = read(tmp_path, rows).indicators
    assert isinstance(own, Kpi)
    assert isinstance(paper, Kpi)
    assert isinstance(group, Kpi)
    assert isinstance(row, Kpi)
    assert isinstance(own.scheme, FloorStandard)
    assert paper.scheme == Tolerance(margin=Decimal(10), basis=ToleranceBasis.RELATIVE)
    assert group.scheme == Tolerance(margin=Decimal(5), basis=ToleranceBasis.POINTS)
    assert (paper.polarity, group.polarity, row.polarity) == (Polarity.HIGHER, Polarity.LOWER, Polarity.HIGHER)
    assert row.scheme == Tolerance(margin=Decimal(2), basis=ToleranceBasis.RELATIVE)


def test_a_fault_in_what_is_said_once_is_named_once(tmp_path: Path) -> None:
    rows = [
        ["Group", *HEADINGS],
        ["Housing", None, "sideways"],
        [None, "A", None, *ROW[2:]],
        [None, "B", None, *ROW[2:]],
    ]
    _, problems = outcome(tmp_path, rows)
    assert [(each.code, each.where) for each in problems if each.is_error] == [("not-a-choice", "'Measures'!C2")]


@pytest.mark.parametrize("words", ["Total", "Totals", "Grand total", "Overall"])
def test_totals_are_computed_not_read(tmp_path: Path, words: str) -> None:
    submission = read(tmp_path, [HEADINGS, ROW, [words, None, None, None, 1, 2]], told=["unread-row"])
    assert len(submission.indicators) == 1


def test_a_note_below_the_table_is_named_and_not_read(tmp_path: Path) -> None:
    submission = read(tmp_path, [HEADINGS, ROW, ["All figures are provisional."]], told=["unread-row"])
    assert [area.name for area in submission.areas] == ["All measures"]


@pytest.mark.parametrize("heading", ["RAG", "RAG rating", "Status", "Current status"])
def test_a_typed_rating_is_compared_not_read(tmp_path: Path, heading: str) -> None:
    submission = read(tmp_path, [[*HEADINGS, heading], [*ROW, "A"]])
    (published,) = submission.published
    assert (published.reference, published.latest) == ("Repairs on time", Rag.AMBER)
    assert str(published.cells["Latest RAG"]) == "'Measures'!G2"


def test_a_status_in_other_words_is_a_fact(tmp_path: Path) -> None:
    assert one(tmp_path, [*HEADINGS, "Status"], *ROW, "Complete").facts == {"Status": "Complete"}


def test_ratings_typed_beside_each_period_are_told_apart(tmp_path: Path) -> None:
    headings = [
        "Title",
        "Polarity",
        "Target",
        "Amber limit",
        "Q1 2024/25",
        "Q1 2024/25 RAG",
        "Q2 2024/25",
        "Q2 2024/25 RAG",
    ]
    submission = read(tmp_path, [headings, ["Repairs", "Higher", "95%", "90%", "94%", "Amber", "96%", "Green"]])
    assert values(submission.indicators[0]) == {"Jun 24": 94, "Sep 24": 96}
    assert submission.published[0].latest is Rag.GREEN


def test_any_other_column_is_a_fact_of_its_measure(tmp_path: Path) -> None:
    headings = [*HEADINGS, "Directorate", "Baseline", "Lead member"]
    indicator = one(tmp_path, headings, *ROW, "Place", "88%", "Cllr Day")
    assert indicator.facts == {"Directorate": "Place", "Lead member": "Cllr Day"}
    assert indicator.baseline is not None
    assert indicator.baseline.value == 88


def test_targets_of_single_quarters_are_phased(tmp_path: Path) -> None:
    headings = [
        "Title",
        "Polarity",
        "Tolerance",
        "Target",
        "Q1 2024/25 target",
        "Q2 2024/25 target",
        "Q1 2024/25",
        "Q2 2024/25",
    ]
    kpi = one(tmp_path, headings, "Homes built", "Higher", "10%", 400, 100, 200, 90, 210)
    assert isinstance(kpi, Kpi)
    assert {period.label: target for period, target in kpi.phased_targets.items()} == {"Jun 24": 100, "Sep 24": 200}
    assert kpi.target == 400


def test_what_stands_above_the_headings_are_items_and_the_title(tmp_path: Path) -> None:
    rows = [
        ["Corporate performance report"],
        ["Council", None, "Invented Borough Council"],
        ["Committee", "Overview Committee"],
        ["Meeting date", date(2024, 11, 5)],
        ["Layout", "dashboard"],
        [],
        HEADINGS,
        ROW,
    ]
    paper = read(tmp_path, rows).paper
    assert (paper.title, paper.council, paper.committee, paper.meeting, paper.layout) == (
        "Corporate performance report", "Invented Borough Council", "Overview Committee", date(2024, 11, 5), "dashboard",
    )  # fmt: skip
    assert str(paper.cells["Council"]) == "'Measures'!C2"


def test_years_are_cumulative_only_where_the_words_say_so(tmp_path: Path) -> None:
    headings = ["Title", "Q1 2024/25", "Q2 2024/25", "Year to date"]
    rows = [headings, ["Homes built (cumulative)", 10, 25], ["Homes sold", 10, 15, 25], ["Homes let", 10, 15]]
    cumulative, adds_up, stands = read(tmp_path, rows).indicators
    assert (cumulative.basis, adds_up.basis, stands.basis) == (Basis.CUMULATIVE, Basis.IN_PERIOD, Basis.SNAPSHOT)


def test_a_sheet_of_another_name_is_read_where_it_is_the_only_such(tmp_path: Path) -> None:
    submission = read(tmp_path, [HEADINGS, ROW], name="Sheet1", told=["renamed-sheet"])
    assert str(submission.indicators[0].cells["Title"]) == "'Sheet1'!A2"


def test_without_limit_or_tolerance_a_measure_is_met_or_not(tmp_path: Path) -> None:
    headings = ["Title", "Polarity", "Target", "Q2 2024/25"]
    kpi = one(tmp_path, headings, "Repairs", "Higher", "95%", "94%", told=["missing-floor"])
    assert isinstance(kpi, Kpi)
    assert isinstance(kpi.scheme, TargetOnly)


_TABLE: list[list[Any]] = [
    [
        "Group",
        "Ref",
        "Title",
        "Unit",
        "Polarity",
        "Target",
        "Amber limit",
        "2023/24",
        "Q1 2024/25",
        "Q2 2024/25",
        "Commentary",
        "Ward",
    ],
    ["Housing", "H1", "Repairs on time", None, "Higher", "95%", "90%", "93%", "94%", "96%", "Words.", "All"],
    ["Housing", "H2", "Re-let time", "days", None, "<20", 25, 24, 22, 19, None, "North"],
    ["Waste", "W1", "Fly-tips", None, "N/A", "Data only", None, 800, 209, "No data", None, None],
]


@settings(max_examples=12)
@given(st.permutations(range(len(_TABLE[0]))), st.integers(0, 3), st.sets(st.integers(0, len(_TABLE[0])), max_size=3))
def test_it_does_not_matter_where_columns_and_rows_stand(
    tmp_path_factory: pytest.TempPathFactory, order: list[int], above: int, blank: set[int]
) -> None:
    def arranged(row: list[Any]) -> list[Any]:
        found = [row[at] for at in order]
        for at in sorted(blank, reverse=True):
            found.insert(at, None)
        return found

    path = tmp_path_factory.mktemp("arranged") / "book.xlsx"
    usual, problems = outcome(path, _TABLE)
    moved, others = outcome(path, [*[[]] * above, *map(arranged, _TABLE)])
    assert usual is not None
    assert moved is not None
    assert {each.code for each in problems} == set()
    assert {each.code for each in others} <= {"period-out-of-order"}
    assert said(moved) == said(usual)


def said(submission: Submission) -> list[tuple[Any, ...]]:
    """What a workbook says, wherever it stands."""
    return [
        (
            each.reference, each.title, each.area, each.unit, each.frequency, each.basis, each.decimals, each.polarity,
            each.target_words, each.facts, {period: (f.value, f.status, f.note) for period, f in each.results.items()},
            each.last_outturn.value if each.last_outturn else None, [entry.text for entry in submission.commentary],
            (each.target, each.scheme, each.must_be_beaten) if isinstance(each, Kpi) else None,
        )
        for each in submission.indicators
    ]  # fmt: skip


WORDS = [["Rating words", "Green = On track, Amber = Close, Red = Off track"], []]


@pytest.mark.parametrize(
    ("typed", "meant"), [("Close", Rag.AMBER), ("off track", Rag.RED), ("A", Rag.AMBER), ("Green", Rag.GREEN)]
)
@pytest.mark.parametrize("heading", ["RAG", "Status"])
def test_a_rating_typed_in_the_councils_own_words_is_compared(
    tmp_path: Path, heading: str, typed: str, meant: Rag
) -> None:
    submission = read(tmp_path, [*WORDS, [*HEADINGS, heading], [*ROW, typed]])
    assert [each.latest for each in submission.published] == [meant]
    assert submission.indicators[0].facts == {}


@pytest.mark.parametrize("typed", ["N/A", "No target", "Not rated"])
def test_a_status_that_means_no_rating_is_no_fact(tmp_path: Path, typed: str) -> None:
    assert one(tmp_path, [*HEADINGS, "Status"], *ROW, typed).facts == {}


@pytest.mark.parametrize("heading", ["Taget 2024/25", "2024/25 Tarrget", "Targt", "Target 2024/25"])
def test_a_slip_of_target_with_its_year_is_read_as_target(tmp_path: Path, heading: str) -> None:
    headings = [heading if each == "Target" else each for each in HEADINGS]
    told = ["renamed-heading"] if not heading.startswith("Target") else []
    kpi = one(tmp_path, headings, *ROW, told=told)
    assert isinstance(kpi, Kpi)
    assert kpi.target == Decimal(95)


@pytest.mark.parametrize(
    "heading", ["Q5 2024/25", "Quarter 0 2024-25", "Q5", "2024/25 Q6", "H3 2024/25", "Month 13 2024/25"]
)
def test_a_heading_that_is_nearly_a_period_is_a_fault_and_no_fact(tmp_path: Path, heading: str) -> None:
    _, problems = outcome(tmp_path, [[*HEADINGS[:-1], heading], ROW])
    assert "'Measures'!F1" in {each.where for each in problems if each.is_error}


@pytest.mark.parametrize(
    ("figures", "unit", "target", "decimals"),
    [
        (("£0.6m", "£1.2m", "£3m"), "£m", Decimal(3), 1),
        (("£0.6m", "£950,000", "£3m"), "£", Decimal(3000000), 0),
        (("£600k", "£1.25m", "£3m"), "£", Decimal(3000000), 0),
        (("£12.50", "£11.75", "£10"), "£", Decimal(10), 2),
    ],
)
def test_sums_in_millions_are_printed_in_millions_and_others_with_the_decimals_they_have(
    tmp_path: Path, figures: tuple[str, str, str], unit: str, target: Decimal, decimals: int
) -> None:
    first, second, aim = figures
    kpi = one(
        tmp_path, HEADINGS[:3] + HEADINGS[4:], "Grants paid", "Higher", aim, first, second, told=["missing-floor"]
    )
    assert isinstance(kpi, Kpi)
    assert (kpi.unit.name, kpi.target, kpi.decimals) == (unit, target, decimals)


def test_a_measure_that_is_meant_to_be_rated_and_has_no_target_is_named(tmp_path: Path) -> None:
    other = ["Calls answered", "Higher", None, None, "80%", "82%"]
    _, problems = outcome(tmp_path, [HEADINGS, ROW, other])
    assert [(each.code, each.where) for each in problems] == [("no-target", "'Measures'!C3")]
    read(tmp_path, [HEADINGS, ROW, ["Calls answered", "Higher", "No target", None, "80%", "82%"]])
    read(tmp_path, [HEADINGS, ROW, ["Calls taken", None, None, None, 80, 82]])
    read(tmp_path, [[*HEADINGS, "Kind"], [*ROW, None], [*other, "Activity"]])


def test_a_table_without_targets_is_said_once(tmp_path: Path) -> None:
    rows = [[*HEADINGS[:2], *HEADINGS[4:]], ["Calls answered", "Higher", "80%", "82%"], ["Waiting", "Lower", 4, 3]]
    _, problems = outcome(tmp_path, rows)
    assert [(each.code, each.where) for each in problems] == [("no-target", "'Measures'!A1")]
