"""Headings and dates in workbooks, as Excel keeps them: read for what they say, or a fault that says what to type."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kccreport.ground.address import CellAddress
from kccreport.ground.problem import Problem
from kccreport.intake.fields import read_day, read_heading
from kccreport.intake.submission import read_submission
from kccreport.models.period import Period, QuarterStyle
from kccreport.models.reading.meaning import Heading, NotRead
from kccreport.models.reading.read import read_text
from kccreport.models.submission import Day, Submission
from kccreport.workbook.cell import Cell
from kccreport.workbook.reader import open_workbook
from tests import books
from tests.books import kpi, paper_items, told
from tests.by_hand import Book

QUARTERLY = [kpi(Frequency="Quarterly", Basis="Snapshot")]


def headed(
    folder: Path,
    headings: list[Any],
    shown: str = "",
    *,
    indicator: dict[str, Any] | None = None,
    status: str | None = None,
    **items: Any,
) -> Any:
    """Read a workbook of one KPI whose Results have these headings, dates shown in a format."""

    def edit(book: Any) -> None:
        sheet = book["Results"]
        free = sheet.max_column + 1
        for at, heading in enumerate(headings):
            cell = sheet.cell(1, free + at, heading)
            if shown and not isinstance(heading, str):
                cell.number_format = shown
            sheet.cell(2, free + at, 0.91 + at / 100).number_format = "0%"

    sheets = {
        "indicators": [indicator or QUARTERLY[0]],
        "results": [{"Reference": "HT02", "Status": status, "Status note": None}],
        "paper": paper_items(**items),
    }
    is_error = "#REF!" in headings
    path = books.edited(books.save(folder, **sheets), edit) if is_error else books.typed_into(folder, edit, **sheets)
    return read_submission(open_workbook(path))


def periods_of(outcome: Any) -> list[str]:
    assert outcome.problems == ()
    found: Submission = outcome.value
    return [period.label for period in found.indicators[0].results]


def test_dates_shown_by_day_and_month_are_the_months_they_fall_in(tmp_path: Path) -> None:
    ends = [datetime(2020, 6, 30), datetime(2020, 9, 30), datetime(2020, 12, 31)]
    assert periods_of(headed(tmp_path, ends, "d-mmm")) == ["Jun 20", "Sep 20", "Dec 20"]


@pytest.mark.parametrize(
    "shown",
    ["d-mmm", "dd/mm/yyyy", "mmm-yy", "d mmm", "yyyy", "General", "dd-mmm", '"to" d mmm', "[$-809]d mmmm", "mmm"],
)
@pytest.mark.parametrize(
    "day", [date(2020, 6, 30), date(2020, 6, 1), date(2021, 2, 28), date(2021, 2, 26), date(2020, 12, 20)]
)
def test_the_stored_day_of_a_heading_counts_however_it_is_shown(day: date, shown: str) -> None:
    read = read_heading(Cell(CellAddress("Results", 1, 2), datetime(day.year, day.month, day.day), shown))
    assert isinstance(read, Heading)
    assert read.newest == Period(day.year, day.month)


@pytest.mark.parametrize(
    "headings",
    [
        ["Q1 2020/21", "Q2 2020/21", "Q3 2020/21"],
        ["30/06/2020", "30/09/2020", "31/12/2020"],
        ["Quarter to June 2020", "Sept\u00a02020", datetime(2020, 12, 15)],
    ],
)
def test_quarters_are_read_as_councils_head_them(tmp_path: Path, headings: list[Any]) -> None:
    assert periods_of(headed(tmp_path, headings)) == ["Jun 20", "Sep 20", "Dec 20"]


@pytest.mark.parametrize(
    ("heading", "code"),
    [("December", "period-without-year"), ("Decmber", "not-a-period"), ("Latest quarter", "not-a-period"),
     ("Q3 2020", "ambiguous-period")],
)  # fmt: skip
def test_a_heading_that_may_be_a_period_is_never_dropped_while_an_older_result_prints_as_the_latest(
    tmp_path: Path, heading: str, code: str
) -> None:
    outcome = headed(tmp_path, ["Jun 20", "Sep 20", heading])
    assert outcome.value is None
    assert [problem.code for problem in outcome.problems] == [code]
    assert heading in outcome.problems[0].message


def test_a_column_that_is_no_period_is_passed_over_with_a_warning(tmp_path: Path) -> None:
    outcome = headed(tmp_path, ["Jun 20", "Sep 20", "Dec 20", "Manager"])
    assert outcome.value is not None
    assert [problem.code for problem in outcome.problems] == ["unknown-column"]


def test_a_vague_heading_above_words_is_passed_over_too(tmp_path: Path) -> None:
    def edit(book: Book) -> None:
        book["Results"].cell(1, 20, "School")
        book["Results"].cell(2, 20, "Northfield")

    outcome = read_submission(open_workbook(books.typed_into(tmp_path, edit)))
    assert [problem.code for problem in outcome.problems] == ["unknown-column"]


def test_an_error_for_a_heading_is_a_fault(tmp_path: Path) -> None:
    outcome = headed(tmp_path, ["Jun 20", "Sep 20", "#REF!"])
    assert outcome.value is None
    assert [problem.code for problem in outcome.problems] == ["error-cell"]


def test_years_are_never_months(tmp_path: Path) -> None:
    annual = kpi(Frequency="Annual", Basis="Snapshot")
    years = ["2007-08", "2008-09", "2009-10", "2010-11", "2011-12"]
    outcome = headed(tmp_path, years, indicator=annual, results_up_to="March 2012", financial_year="2011-12")
    assert periods_of(outcome) == ["Mar 08", "Mar 09", "Mar 10", "Mar 11", "Mar 12"]
    assert outcome.value.paper.financial_year.label == "2011/12"


def test_a_year_among_months_is_out_of_step_and_not_december(tmp_path: Path) -> None:
    outcome = headed(
        tmp_path,
        ["2011-10", "2011-11", "2011-12"],
        indicator=kpi(),
        results_up_to="March 2012",
        financial_year="2011/12",
    )
    assert [problem.code for problem in outcome.problems] == ["out-of-step"]
    assert "2011/12" in outcome.problems[0].message


@pytest.mark.parametrize(("frequency", "headings", "ends", "printed"), [
    ("Three years", ["2009 - 11", "2010 - 12"], ["Dec 11", "Dec 12"], "2010 to 2012"),
    ("Three years", ["2010-13", "2011-14"], ["Mar 13", "Mar 14"], "2011/12 to 2013/14"),
    ("Half-yearly", ["H1 2011/12", "H2 2011/12"], ["Sep 11", "Mar 12"], "H2 2011/12"),
    ("Half-yearly", ["Apr-Sep 2011", "Oct 2011-Mar 2012"], ["Sep 11", "Mar 12"], "Mar 12"),
    ("Calendar year", ["2012", "Jan-Dec 2013"], ["Dec 12", "Dec 13"], "2013"),
    ("Academic year", ["2011/12", "academic year 2012-13"], ["Aug 12", "Aug 13"], "2012/13"),
    ("Termly", ["Autumn term 2012", "Spring term 2013"], ["Dec 12", "Apr 13"], "Apr 13"),
])  # fmt: skip
def test_each_frequency_has_its_own_headings(
    tmp_path: Path, frequency: str, headings: list[str], ends: list[str], printed: str
) -> None:
    outcome = headed(
        tmp_path,
        headings,
        indicator=kpi(Frequency=frequency, Basis="Snapshot"),
        status="[x]",  # there are none for 2013/14
        results_up_to="March 2014",
        financial_year="2013/14",
    )
    assert periods_of(outcome) == ends
    indicator = outcome.value.indicators[0]
    assert indicator.label(indicator.latest_period) == printed


def test_a_date_that_begins_a_quarter_may_be_the_quarter_or_its_month(tmp_path: Path) -> None:
    outcome = headed(tmp_path, [datetime(2020, 4, 1), datetime(2020, 7, 1)], "dd/mm/yyyy")
    assert [problem.code for problem in outcome.problems] == ["ambiguous-period"] * 2
    assert "April to June 2020 or February to April 2020" in outcome.problems[0].message


def test_a_date_that_excel_made_of_a_year_may_be_the_year(tmp_path: Path) -> None:
    outcome = headed(tmp_path, [datetime(2010, 11, 1)], "mmm-yy", indicator=kpi(Frequency="Annual", Basis="Snapshot"))
    assert [problem.code for problem in outcome.problems] == ["ambiguous-period"]
    assert "the financial year 2010/11" in outcome.problems[0].message


def test_dec_20_that_excel_made_a_day_of_next_year_names_both(tmp_path: Path) -> None:
    outcome = headed(tmp_path, ["Jun 20", "Sep 20", datetime(2021, 12, 20)], "d-mmm")
    assert [problem.code for problem in outcome.problems] == ["ambiguous-period"]
    assert outcome.problems[0].hint == "type December 2021 or December 2020, whichever is meant"


def test_the_number_of_a_day_is_that_day_and_a_year_stays_a_year() -> None:
    for number, newest in ((44196, Period(2020, 12)), (2011, Period(2011, 12))):
        read = read_heading(Cell(CellAddress("Results", 1, 2), number))
        assert isinstance(read, Heading)
        assert read.newest == newest


@given(
    day=st.dates(date(1990, 1, 1), date(2099, 12, 31)),
    shown=st.sampled_from(["dd/mm/yyyy", "mmm-yy", "yyyy", "mmmm yyyy"]),
)
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
def test_a_date_shown_with_its_year_is_the_month_it_falls_in(day: date, shown: str) -> None:
    read = read_heading(Cell(CellAddress("Results", 1, 2), datetime(day.year, day.month, day.day), shown))
    assert isinstance(read, Heading)
    assert read.newest == Period(day.year, day.month)


# -- how papers print them


@pytest.mark.parametrize(
    ("headings", "asked", "style"),
    [
        (["Q2 2020/21", "Q3 2020/21"], None, QuarterStyle.QUARTERS),
        (["Sep 20", "Dec 20"], None, QuarterStyle.MONTHS),
        (["Jul-Sep 20", "Oct-Dec 20"], None, QuarterStyle.MONTHS),
        (["Q2 2020/21", "Q3 2020/21"], "Months", QuarterStyle.MONTHS),
        (["Sep 20", "Dec 20"], "Quarters", QuarterStyle.QUARTERS),
    ],
)
def test_quarters_are_printed_as_their_headings_are_typed_or_as_the_paper_says(
    tmp_path: Path, headings: list[str], asked: str | None, style: QuarterStyle
) -> None:
    outcome = headed(tmp_path, headings, quarters_shown_as=asked)
    assert outcome.problems == ()
    indicator = outcome.value.indicators[0]
    printed = {QuarterStyle.QUARTERS: "Q3 2020/21", QuarterStyle.MONTHS: "Dec 20"}
    assert indicator.label(Period(2020, 12)) == printed[style]


def test_another_way_to_show_quarters_is_refused(tmp_path: Path) -> None:
    found = books.problems(tmp_path, paper=paper_items(quarters_shown_as="Seasons"))
    assert [problem.hint for problem in found] == ["type Quarters or Months"]


# -- the other sheets


@pytest.mark.parametrize(
    ("text", "month"),
    [("Q3 2020/21", 12), ("31/12/2020", 12), ("Oct-Dec 2020", 12), ("Dec 20", 12), ("December 2020", 12)],
)
def test_results_up_to_may_be_any_period(tmp_path: Path, text: str, month: int) -> None:
    found = books.submission(tmp_path, paper=paper_items(results_up_to=text))
    assert found.paper.results_up_to == Period(2020, month)


def test_results_up_to_a_year_of_two_kinds_names_both(tmp_path: Path) -> None:
    found = books.problems(tmp_path, paper=paper_items(results_up_to="2020/21"))
    assert [problem.code for problem in found] == ["ambiguous-period"]
    assert found[0].hint == "type its last month: March 2021 or August 2021"


@pytest.mark.parametrize("text", ["20/21", "FY 2020–2021"])
def test_the_financial_year_may_be_written_in_any_way(tmp_path: Path, text: str) -> None:
    assert books.submission(tmp_path, paper=paper_items(financial_year=text)).paper.financial_year.label == "2020/21"


def test_a_financial_year_of_one_number_names_both(tmp_path: Path) -> None:
    found = books.problems(tmp_path, paper=paper_items(financial_year="FY21"))
    assert told(found) == [("ambiguous-period", "'Paper'!B8")]
    assert "2020/21 or 2021/22" in found[0].hint


def day(value: Any, shown: str = "General") -> Day | NotRead:
    return read_day(Cell(CellAddress("Paper", 1, 2), value, shown))


@pytest.mark.parametrize(
    "text",
    ["12 March 2021", "12/03/2021", "12/3/21", "12.03.2021", "2021-03-12", "Friday 12 March 2021", "Fri 12 Mar 2021", "12th March 2021",
     "March 12, 2021", "12-Mar-21", "12\u00a0March\u00a02021", "Friday, 12th March, 2021", "2021-03-12 00:00:00"],
)  # fmt: skip
def test_a_day_is_read_as_it_is_written(text: str) -> None:
    assert day(text) == Day(date=date(2021, 3, 12))


def test_the_third_of_april_is_no_fourth_of_march() -> None:
    assert day("03/04/2021") == Day(date=date(2021, 4, 3))
    assert isinstance(day("03/13/2021"), NotRead)


@pytest.mark.parametrize(
    "text", ["Thursday 12 March 2021", "30 February 2021", "12 March", "March", "Q3 2020/21", "2020/21", "soon", "12"]
)
def test_what_is_no_day_is_refused_with_what_to_type(text: str) -> None:
    found = day(text)
    assert isinstance(found, NotRead)
    assert found.words
    assert "type" in found.remedy


def test_a_date_shown_as_a_month_is_the_month_only_where_excel_made_it_of_one() -> None:
    assert day(datetime(2021, 2, 1), "mmm-yy") == Day(date=date(2021, 2, 1), to_the_month=True)
    assert day(datetime(2021, 2, 12), "mmm-yy") == Day(date=date(2021, 2, 12))
    assert day(datetime(2021, 2, 1), "d mmm") == Day(date=date(2021, 2, 1))


def test_the_data_sheet_takes_any_day_of_its_months(tmp_path: Path) -> None:
    days: list[Any] = [datetime(2020, 10, 9), "Nov 2020", "31/12/2020"]
    data = [{"Reference": "HT02", "Date": day, "Numerator": 9, "Denominator": 10} for day in days]
    found = books.submission(tmp_path, data=data, results=[])
    assert [period.label for period in found.indicators[0].results] == ["Oct 20", "Nov 20", "Dec 20"]


def problems_of(folder: Path, **sheets: Any) -> list[Problem]:
    return list(books.problems(folder, **sheets))


def test_comparators_and_revisions_name_what_can_mean_two_things(tmp_path: Path) -> None:
    comparators = [{"Reference": "HT02", "Comparator": "England", "Figure": "80%", "Period": "Q1 2020"}]
    assert [each.code for each in problems_of(tmp_path, comparators=comparators)] == ["ambiguous-period"]
    revisions = [{"Reference": "HT02", "Period": "December", "Reason": "Late."}]
    assert [each.code for each in problems_of(tmp_path, revisions=revisions)] == ["period-without-year"]


def test_two_columns_of_one_period_with_two_figures_are_a_fault(tmp_path: Path) -> None:
    outcome = headed(tmp_path, ["Sep 20", "Dec 20", "Q3 2020/21"])
    assert [problem.code for problem in outcome.problems] == ["repeated-period"]


@pytest.mark.parametrize(
    ("heading", "value"), [("Q3", "Q3 2020/21"), ("Q3 2020", "October to December 2020")]
)  # fmt: skip
def test_following_the_remedy_mends_the_fault(tmp_path: Path, heading: str, value: str) -> None:
    assert isinstance(read_text(heading), NotRead)
    assert periods_of(headed(tmp_path, ["Jun 20", "Sep 20", value])) == ["Jun 20", "Sep 20", "Dec 20"]
