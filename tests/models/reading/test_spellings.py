"""Periods as councils write them: each spelling with the months it covers, worked out by hand from the calendar."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kccreport.models.data_table import TablePeriods
from kccreport.models.measure import Basis
from kccreport.models.period import FinancialYear, Frequency, Period, QuarterStyle
from kccreport.models.reading.meaning import Heading, Meaning, NotRead, Sort
from kccreport.models.reading.read import last_month_of, may_be_period, month_of, read_text

# first and last month: how they are written
MEANT = {
    "2023-04 2023-06": (
        "Q1 2023/24", "Q1 2023-24", "Q1 2023–24", "Q1 2023/2024", "Q1 2023-2024", "Q1 23/24", "Q1 23-24", "q1 2023/24",
        "Quarter 1 2023/24", "Quarter 1 2023-24", "Quarter 1, 2023/24", "Quarter 1 of 2023/24", "Quarter One 2023/24",
        "Qtr 1 2023/24", "Qtr. 1 2023/24", "QTR1 2023/24", "1st quarter 2023/24", "first quarter of 2023-24",
        "2023/24 Q1", "2023-24 Q1", "2023/24 Quarter 1", "2023/24 - Q1", "2023/24: Q1", "Q1-2023/24", "Q1 - 2023/24",
        "Q1/2023-24", "Q1_2023/24", "Q1\u00a02023/24", "Q 1 2023/24", "1Q 2023/24", "Q1 (2023/24)", "Q1 FY 2023/24", "Q1 FY23/24",
        "Apr-Jun 23", "Apr-Jun 2023", "Apr–Jun 2023", "Apr - Jun 2023", "Apr to Jun 2023", "April to June 2023",
        "April-June '23", "Apr. to Jun. 2023", "APR-JUN 2023", "Apr/Jun 2023", "Apr 2023 - Jun 2023", "Apr 23-Jun 23",
        "Apr-Jun 2023/24", "2023/24 Apr-Jun", "April until June 2023",
        "Q1 (Apr-Jun) 2023/24", "Q1 2023/24 (Apr-Jun)", "Q1 2023/24 (Apr-Jun 2023)", "Apr-Jun 2023 (Q1)", "Q1 Apr-Jun 2023",
        "Quarter 1 (April to June) 2023/24", "Q1: Apr-Jun 2023/24",
        "1/4/2023 - 30/6/2023", "01/04/2023 to 30/06/2023", "01/04/2023-30/06/2023", "1 April 2023 to 30 June 2023", "1 April to 30 June 2023",
        "1st April - 30th June 2023", "2023-04-01 to 2023-06-30",
        "Quarter to June 2023", "Quarter ending June 2023", "Quarter ended 30 June 2023", "QE Jun 23", "Q/E 30/06/2023",
        "3 months to June 2023", "three months to 30 June 2023", "3m to Jun-23", "Q1 2023/24 actual", "Q1 2023/24 results",
        "Quarter 1 (Apr 23 - Jun 23)", "Q1'23/24", "Q1\n2023/24", "(Q1) 2023/24",
    ),
    "2024-01 2024-03": (
        "Q4 2023/24", "Qtr. 4 2023/24", "Q4 2023-2024", "2023-24 Q4", "Jan-Mar 24", "January to March 2024", "Jan-Mar 2023/24",
        "Q4 (Jan-Mar) 2023/24", "Quarter Four 2023/24", "fourth quarter 2023/24", "Q4 (Jan to Mar 2024)",
    ),
    "2023-11 2024-01": ("Nov 23 - Jan 24", "November 2023 to January 2024", "Nov-Jan 2024", "quarter to January 2024"),
    "2023-04 2023-09": (
        "H1 2023/24", "Half 1 2023/24", "Half year 1 2023/24", "1st half 2023/24", "first half of 2023/24", "H1 (Apr-Sep) 2023/24",
        "Apr-Sep 2023", "April to September 2023", "6 months to September 2023", "half year to 30 September 2023",
    ),
    "2023-10 2024-03": ("H2 2023/24", "2023/24 H2", "Oct 23 - Mar 24", "Oct-Mar 2023/24", "second half 2023/24", "Half-year 2 2023-24"),
    "2020-12 2020-12": (
        "Dec 20", "Dec-20", "Dec 2020", "December 2020", "Dec. 20", "Dec '20", "Dec’20", "Dec20", "DEC 2020", "dec 20", "December, 2020",
        "December\u00a02020", "  Dec   20 ", "2020 December", "2020-12", "12/2020", "12-2020", "12.2020", "2020/12", "Dec/20", "Dec–20",
        "Month 9 2020/21", "M9 2020/21", "2020/21 M9", "P9 2020/21", "Dec 2020/21", "Dec 2020 (actual)", "end of December 2020",
        "31/12/2020", "31.12.2020", "31-12-2020", "31/12/20", "2020-12-31", "2020-12-31 00:00:00", "2020-12-31T00:00:00", "20201231",
        "31 December 2020", "31st December 2020", "31 Dec 20", "31-Dec-2020", "31-Dec-20", "December 31, 2020", "Thursday 31 December 2020",
        "Thurs 31 Dec 2020", "as at 31 December 2020", "At 31 December 2020", "01/12/2020", "1 December 2020",
    ),
    "2020-09 2020-09": ("Sep 20", "Sept 20", "Sept. 2020", "Sep.20", "September 2020", "Sept-20", "30 Sept. 2020"),
    "2024-03 2024-03": ("Mar-24", "March 2024", "Mar 2023/24", "Mar 24 outturn", "month ending 31 March 2024", "month to March 2024"),
    "2021-04 2021-04": ("03/04/2021", "3/4/21", "3.4.2021", "2021-04-03", "April 21"),  # in Britain the day comes first
    "1998-05 1998-05": ("May 98", "May 1998"),
    "2023-04 2024-03": (
        "FY 2023/24", "FY2023-24", "FY23/24", "F.Y. 2023/24", "financial year 2023/24", "2023/24 financial year", "Fiscal year 2023/24",
        "YE Mar 24", "Y/E March 2024", "Year ending March 2024", "year ended 31 March 2024", "Year to 31/03/2024", "year end March 2024",
        "12 months to March 2024", "12m to Mar-24", "twelve months ending 31 March 2024", "rolling 12 months to March 2024",
        "Apr 2023 - Mar 2024", "Apr-Mar 2023/24", "April 2023 to March 2024", "FYE 2024",
    ),
    "2011-04 2012-03": ("Apr 11-Mar 12", "financial year 2011/12", "FY 2011-12"),
    "2012-01 2012-12": ("Jan 2012-Dec 2012", "Jan-Dec 2012", "calendar year 2012", "CY2012", "12 months to December 2012"),
    "2020-09 2021-08": ("academic year 2020/21", "2020/21 academic year", "AY 20/21", "academic 2020-21", "school year 2020/21", "Sep 2020 - Aug 2021"),
    "2020-09 2020-12": ("Autumn term 2020", "Autumn 2020", "Autumn 2020/21", "Autumn term 2020-21", "Sep-Dec 2020", "2020/21 Autumn term"),
    "2021-01 2021-04": ("Spring term 2021", "Spring 2021", "Spring 2020/21", "Jan-Apr 2021"),
    "2021-05 2021-07": ("Summer term 2021", "Summer 2020/21", "May to July 2021"),
    "2012-04 2015-03": ("2012/13-2014/15", "2012/13 to 2014/15", "2012/13 - 14/15", "Apr 2012-Mar 2015", "3 years to March 2015"),
    "2010-01 2012-12": ("Jan 2010 - Dec 2012", "three years to December 2012"),
    "2020-04 2020-12": ("Apr-Dec 2020", "April to December 2020/21", "9 months to December 2020"),
}  # fmt: skip


def meanings(text: str) -> tuple[Meaning, ...]:
    read = read_text(text)
    assert isinstance(read, Heading), f"{text}: {read}"
    return read.meanings


def covers(meaning: Meaning) -> str:
    return f"{meaning.start.year}-{meaning.start.month:02d} {meaning.end.year}-{meaning.end.month:02d}"


@pytest.mark.parametrize(("text", "meant"), [(text, meant) for meant, texts in MEANT.items() for text in texts])
def test_a_spelling_means_its_months_and_nothing_else(text: str, meant: str) -> None:
    assert [covers(meaning) for meaning in meanings(text)] == [meant]


@pytest.mark.parametrize(
    "text", ["2011/12", "2011-12", "2011–12", "2011—12", "2011 - 12", "2011/2012", "2011-2012", "year 2011/12", "2011\u201112", "2011/12 outturn"]
)  # fmt: skip
def test_a_year_of_two_halves_is_a_financial_or_an_academic_year_and_never_a_month(text: str) -> None:
    assert {covers(each) for each in meanings(text)} == {"2011-04 2012-03", "2011-09 2012-08"}


@pytest.mark.parametrize("first", [*range(1999, 2012), 2019, 2023])
@pytest.mark.parametrize("joint", ["-", "/", "–", " - ", " / "])
def test_two_years_that_follow_each_other_are_never_a_month(first: int, joint: str) -> None:
    found = meanings(f"{first}{joint}{(first + 1) % 100:02d}")
    assert {each.sort for each in found} == {Sort.FINANCIAL_YEAR, Sort.ACADEMIC_YEAR}
    assert {each.start.year for each in found} == {first}


@pytest.mark.parametrize(
    ("text", "frequency", "end"),
    [
        ("2012-15", Frequency.THREE_YEARS, Period(2015, 3)),
        ("2012-15", Frequency.FOUR_YEARS, Period(2015, 12)),
        ("2010 - 12", Frequency.THREE_YEARS, Period(2012, 12)),
        ("2010 - 12", Frequency.TWO_YEARS, Period(2012, 3)),
        ("2010–12", Frequency.THREE_YEARS, Period(2012, 12)),
        ("2010 to 2011", Frequency.TWO_YEARS, Period(2011, 12)),
        ("2010 to 2011", Frequency.ANNUAL, Period(2011, 3)),
        ("2010 - 12", Frequency.MONTHLY, None),
        ("2010 - 12", Frequency.ANNUAL, None),
        ("2013/14 - 15/16", Frequency.THREE_YEARS, Period(2016, 3)),
        ("2023/24", Frequency.ANNUAL, Period(2024, 3)),
        ("2023/24", Frequency.ACADEMIC_YEAR, Period(2024, 8)),
        ("2023/24", Frequency.CALENDAR_YEAR, None),
        ("2023/24", Frequency.QUARTERLY, None),
        ("2023", Frequency.CALENDAR_YEAR, Period(2023, 12)),
        ("2023", Frequency.ACADEMIC_YEAR, Period(2023, 8)),
        ("2023", Frequency.ANNUAL, None),
        ("Year ending 2024", Frequency.ANNUAL, Period(2024, 3)),
        ("Year ending 2024", Frequency.CALENDAR_YEAR, Period(2024, 12)),
        ("Q1 2023/24", Frequency.QUARTERLY, Period(2023, 6)),
        ("Q1 2023/24", Frequency.MONTHLY, None),
        ("H1 2023/24", Frequency.HALF_YEARLY, Period(2023, 9)),
        ("H1 2023/24", Frequency.QUARTERLY, None),
        ("Autumn term 2023", Frequency.TERMLY, Period(2023, 12)),
        ("Jun 20", Frequency.CALENDAR_YEAR, None),
        ("Jun 20", Frequency.TERMLY, None),
        ("Sep 20", Frequency.ACADEMIC_YEAR, None),
        ("year to June 2023", Frequency.ANNUAL, Period(2023, 6)),
    ],
)
def test_the_frequency_says_which_years_are_meant(text: str, frequency: Frequency, end: Period | None) -> None:
    read = read_text(text)
    assert isinstance(read, Heading)
    assert read.period_for(frequency) == end


def test_a_figure_that_adds_up_over_the_year_is_headed_by_its_months_so_far() -> None:
    read = read_text("Apr-Dec 2020")
    assert isinstance(read, Heading)
    assert read.period_for(Frequency.QUARTERLY, Basis.CUMULATIVE) == Period(2020, 12)
    assert read.period_for(Frequency.QUARTERLY, Basis.IN_PERIOD) is None


def test_a_rolling_figure_is_headed_by_its_twelve_months() -> None:
    read = read_text("12 months to December 2020")
    assert isinstance(read, Heading)
    assert read.period_for(Frequency.QUARTERLY, Basis.ROLLING_12) == Period(2020, 12)
    assert read.period_for(Frequency.QUARTERLY, Basis.SNAPSHOT) is None


AMBIGUOUS = {
    "11/12": ("November 2012", "the financial year 2011/12"),
    "04-05": ("April 2005", "the financial year 2004/05"),
    "12/13": ("December 2013", "the financial year 2012/13"),
    "2023/4": ("April 2023", "the financial year 2023/24"),
    "2010-12": ("December 2010", "January 2010 to December 2012"),
    "2010/12": ("December 2010", "January 2010 to December 2012"),
    "Q1 2023": ("April to June 2023", "January to March 2023"),
    "Q4 23": ("January to March 2024", "October to December 2023"),
    "2023 Q1": ("April to June 2023", "January to March 2023"),
    "2023-Q1": ("April to June 2023", "January to March 2023"),
    "H1 2023": ("April to September 2023", "January to June 2023"),
    "FY24": ("the financial year 2023/24", "the financial year 2024/25"),
    "FY 2024": ("the financial year 2023/24", "the financial year 2024/25"),
    "Q1 FY24": ("April to June 2023", "April to June 2024"),
    "AY21": ("the academic year 2020/21", "the academic year 2021/22"),
    "24-Mar": ("March 2024", "24 March of a year not given"),
    "31 December": ("December 2031", "31 December of a year not given"),
    "3/12": ("March 2012", "3 December of a year not given"),
    "May-Jul 2020/21": ("May to July 2020", "May to July 2021"),
    "Month 3 2023": ("June 2023", "March 2023"),
}


@pytest.mark.parametrize(("text", "both"), AMBIGUOUS.items())
def test_what_can_mean_two_things_names_both(text: str, both: tuple[str, str]) -> None:
    read = read_text(text)
    assert isinstance(read, NotRead)
    assert read.code == "ambiguous-period"
    assert all(name in read.words for name in both)


@pytest.mark.parametrize("text", AMBIGUOUS)
def test_each_thing_to_type_instead_is_read_as_one_of_the_two(text: str) -> None:
    read = read_text(text)
    assert isinstance(read, NotRead)
    values = read.remedy.removeprefix("type ").removesuffix(", whichever is meant").split(" or ")
    assert values
    assert all(isinstance(read_text(value), Heading) for value in values)


@pytest.mark.parametrize(
    ("text", "example"),
    [("December", "December 2020"), ("Dec", "December 2020"), ("Dec.", "December 2020"), ("Q3", "Q3 2020/21"),
     ("Quarter 3", "Q3 2020/21"), ("3rd quarter", "Q3 2020/21"), ("Apr-Jun", "April to June 2020"), ("H1", "H1 2020/21"),
     ("M3", "Month 3 2020/21"), ("Autumn term", "September to December 2020"), ("Dec actual", "December 2020"), ("21/03", "March 2020")],
)  # fmt: skip
def test_a_period_without_its_year_asks_for_it_by_an_example_that_is_read(text: str, example: str) -> None:
    read = read_text(text)
    assert isinstance(read, NotRead)
    assert (read.code, read.remedy) == ("period-without-year", f"type its year too, such as {example}")
    assert isinstance(read_text(example), Heading)


@pytest.mark.parametrize(
    ("text", "words"),
    [("04/13/2021", "13 April 2021"), ("12/31/2020", "31 December 2020"), ("31/06/2020", "30 June 2020"), ("29 February 2021", "28 February 2021"),
     ("Friday 31 December 2020", "Thursday 31 December 2020"), ("1/4/2023 - 29/6/2023", "April to June 2023"),
     ("Decmber 2020", "December 2020"), ("Quater 3 2020/21", "October to December 2020"), ("Febuary 21", "February 2021")],
)  # fmt: skip
def test_a_date_that_cannot_be_says_what_may_be_meant(text: str, words: str) -> None:
    read = read_text(text)
    assert isinstance(read, NotRead)
    assert read.code == "not-a-period"
    assert words in read.remedy
    assert isinstance(read_text(words), Heading)


@pytest.mark.parametrize(
    "text", ["", "Notes", "20", "Dec 2", "Q5 2023/24", "Q0 2023/24", "13/2020", "2020-13", "2020/19", "1066", "Decade 20", "Q1 (Jul-Sep) 2023/24",
             "Target", "44012", "1.2.3", "Dec 20 21 22", "Apr-Jun-Sep 2023", "٢٠٢٠", "Q1" * 40, "week 3 2020", "15 June to 30 June 2023", "H3 2020/21"]
)  # fmt: skip
def test_anything_else_is_no_period(text: str) -> None:
    read = read_text(text)
    assert isinstance(read, NotRead)
    assert read.code == "not-a-period"


@pytest.mark.parametrize(
    "text", ["December", "Decmber", "Q", "This quarter", "Latest", "Outturn", "Autumn term", "Previous month", "Sept."]
)
def test_a_heading_without_digits_that_may_be_a_period_is_known(text: str) -> None:
    assert may_be_period(text)


@pytest.mark.parametrize(
    "text", ["Notes", "Trend", "Manager", "RAG", "Owner", "Comments this quarter", "Service", "", "Source"]
)
def test_other_headings_are_not_taken_for_periods(text: str) -> None:
    assert not may_be_period(text)


# -- what we print, read back

periods = st.builds(Period, st.integers(1992, 2084), st.integers(1, 12))


@given(st.sampled_from(Frequency), periods, st.sampled_from(QuarterStyle))
def test_every_period_that_is_printed_is_read_back_as_the_same(
    frequency: Frequency, month: Period, style: QuarterStyle
) -> None:
    period = frequency.latest_by(month)
    for label in (frequency.label(period, style), frequency.full_label(period, style)):
        read = read_text(label)
        assert isinstance(read, Heading)
        assert read.period_for(frequency) == period


@given(st.sampled_from(TablePeriods), periods, st.sampled_from(QuarterStyle))
def test_every_heading_of_a_table_is_read_back_as_the_same(
    shown: TablePeriods, period: Period, style: QuarterStyle
) -> None:
    assert last_month_of(shown.label(period, style)) == period


@given(periods)
def test_a_financial_year_is_read_back_as_the_same(month: Period) -> None:
    year: FinancialYear = month.financial_year
    read = read_text(year.label)
    assert isinstance(read, Heading)
    assert read.period_for(Frequency.ANNUAL) == year.first_month.plus(11)


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2089, 12, 31)))
def test_every_date_is_read_in_every_way_it_is_written(day: date) -> None:
    name = read_text(day.isoformat())
    assert isinstance(name, Heading)
    for text in (
        day.isoformat(),
        f"{day:%d/%m/%Y}",
        f"{day.day}.{day.month}.{day.year}",
        f"{day:%d/%m/%y}",
        f"{day:%d-%m-%Y}",
        name.name,
        f"{day:%Y%m%d}",
    ):
        read = read_text(text)
        assert isinstance(read, Heading)
        assert [each.day for each in read.meanings] == [day]


@given(periods, st.integers(1, 60))
def test_what_a_meaning_is_called_and_what_to_type_for_it_are_read_as_it(start: Period, count: int) -> None:
    end = start.plus(count - 1)
    text = f"{start.full_label} to {end.full_label}" if count > 1 else end.full_label
    for meaning in meanings(text):
        assert (meaning.start, meaning.end) == (start, end)
        again = meanings(meaning.to_type)
        assert (start, end) in {(each.start, each.end) for each in again}


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused_with_something_to_type(text: str) -> None:
    read = read_text(text)
    assert isinstance(read, Heading) or (read.words and "type" in read.remedy)


@given(
    st.sampled_from([text for texts in MEANT.values() for text in texts]),
    st.sampled_from([" ", "\u00a0", "\u2009", "\u202f", "  "]),
)
def test_kinds_of_space_case_and_letters_do_not_matter(text: str, space: str) -> None:
    changed = unicodedata.normalize("NFD", text.replace(" ", space).upper())
    assert [covers(each) for each in meanings(changed)] == [covers(each) for each in meanings(text)]


def test_the_month_of_a_longer_period_is_not_guessed() -> None:
    assert month_of("Q3 2020/21") is None
    assert isinstance(last_month_of("2020/21"), NotRead)
    assert last_month_of("FY 2020/21") == Period(2021, 3)
