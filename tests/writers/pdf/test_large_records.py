"""The rows of tables that large print has no room for: each with its name, whole, and nothing of it lost or untrue."""

import re
from collections import Counter
from decimal import Decimal

import pymupdf
import pytest

from kccreport.ground.values import replace
from kccreport.models.rag import Rag
from kccreport.models.travel import Travel
from kccreport.paper.blocks import (
    AlertCell,
    Cell,
    Column,
    ColumnKind,
    FigureCell,
    GroupCell,
    Heading,
    HistoryCell,
    PageCell,
    Prose,
    RatingCell,
    Role,
    Run,
    Sign,
    SparkCell,
    StateCell,
    Table,
    TableLook,
    TextCell,
    TravelCell,
    VerdictCell,
    plain,
    text_cell,
)
from kccreport.writers.pdf import theme
from kccreport.writers.pdf.flowables.large_table import LargeTableFlow
from kccreport.writers.pdf.render import render
from kccreport.writers.pdf.tagging.structure import Element
from tests.writers.pdf.large import (
    MONTHS,
    NAMED,
    RATED,
    RATINGS,
    large_print,
    pages_of,
    record,
    said_in_large_print,
    sizes_of,
    tables_of,
)
from tests.writers.pdf.said import Said
from tests.writers.pdf.small import IDENTITY, LANDSCAPE, TITLE, Paper, table


@pytest.mark.parametrize(
    ("columns", "row"),
    [
        ((*NAMED, *MONTHS), (text_cell("R1"), text_cell("Audits"), StateCell("Suspended", 9))),
        ((*NAMED, *MONTHS, RATED), (text_cell("R1"), text_cell("Audits"), StateCell("Suspended", 10))),
        ((*NAMED, *MONTHS), (text_cell("R1"), text_cell("Audits"), *[FigureCell("1")] * 3, StateCell("Suspended", 6))),
        ((*NAMED, *MONTHS), (text_cell("R1"), text_cell("Audits"), StateCell("Suspended", 2), *[FigureCell("1")] * 7)),
        ((NAMED[0], *MONTHS, NAMED[1]), (text_cell("R1"), StateCell("Suspended", 9), text_cell("Audits"))),
        ((*MONTHS, *NAMED), (StateCell("Suspended", 9), text_cell("R1"), text_cell("Audits"))),
    ],
    ids=["all", "with the rating", "the last", "the first", "before the title", "before all"],
)
def test_a_state_over_several_columns_is_said_of_all_of_them_and_of_no_other(
    columns: tuple[Column, ...], row: tuple[Cell, ...]
) -> None:
    said = " ".join(said_in_large_print(Table(columns, (row,), TableLook.WIDE)))
    at = 0
    for cell in row:
        width = cell.columns if isinstance(cell, StateCell) else 1
        if isinstance(cell, StateCell):
            assert f"{', '.join(column.heading for column in columns[at : at + width])} Suspended" in said
        at += width
    assert said.count("Month") == len(MONTHS), "each is said once"
    assert said.startswith("Title R1 Audits "), "under its title"


def test_a_state_below_a_chart_is_said_of_each_of_its_periods() -> None:
    heads = (Column("Period", ColumnKind.PERIOD), *(Column(f"Q{at}", ColumnKind.POINT) for at in (1, 2, 3)))
    table = Table(heads, ((text_cell("Result"), FigureCell("7%"), StateCell("None", 2)),), TableLook.UNDER_CHART)
    assert "Q1 7% Q2 None Q3 None" in " ".join(said_in_large_print(table))


def test_what_a_heading_leads_to_and_what_stands_behind_a_group_is_kept() -> None:
    """The note of a row, an address in its title, and who answers for a group."""
    title = TextCell(((Run("Calls ", is_strong=True), Run("(1)", link="#note", leads_to="Note 1")),))
    site = TextCell(((Run("Visits to "), Run("example.org", link="https://example.org/"), Run(" a day")),))
    rows = (
        (GroupCell("Customers", 11, "Director: A Hill"),),
        (text_cell("R1"), title, *[FigureCell("1")] * 9),
        (text_cell("R2"), site, *[FigureCell("2")] * 9),
    )
    note = Prose(plain("As amended."), Role.FOOTNOTE, number="(1)", anchor="note", back="row")
    table = Table((*NAMED, *MONTHS), rows, TableLook.WIDE, places=("", "row", ""))
    usual = Said(render(Paper(IDENTITY, (LANDSCAPE, TITLE, table, note))).content).words()
    said = said_in_large_print(table, note)
    assert [word for word in said if "→" in word] == [word for word in usual if "→" in word]
    assert "Customers Director: A Hill R1 Calls" in " ".join(said)
    assert "Visits to →https://example.org/|example.org a day Month 0" in " ".join(said)


@pytest.mark.parametrize("above", range(0, 14, 2))
def test_a_record_that_a_page_has_room_for_stands_on_one_with_its_title_and_its_figures(above: int) -> None:
    """Whatever stands above; its figures are a table of their own, the rest a list."""
    heads = (*NAMED, *MONTHS[:5], *RATINGS[:5])
    rows = [(GroupCell("Customers", len(heads)),), *(record(number, heads) for number in range(8))]
    filler = (Prose(plain("Words.")) for _ in range(above))
    pages = pages_of(*filler, Heading("Calls", 2, "calls"), Table(heads, tuple(rows), TableLook.WIDE))
    for page in pages:
        titles = {word[1:] for word in page if re.fullmatch(r"R\d+", word)}
        assert {word.split(".")[0] for word in page if re.fullmatch(r"\d+\.\d+", word)} == titles
        assert {"Calls", "Customers"} - {*page} != {"Calls"} or "R0" not in page, "headings stay with what they head"
    assert sum(word == f"R{number}" for page in pages for word in page for number in range(8)) == 8, "each title once"
    assert len(pages) <= 6


def test_a_record_longer_than_a_page_goes_on_under_its_title_which_is_said_once() -> None:
    heads = (*NAMED, *RATINGS, *(replace(each, heading=f"More of {each.heading}") for each in RATINGS))
    table = Table(heads, (record(1, heads), record(2, heads)), TableLook.WIDE)
    pages = pages_of(table)
    assert len(pages) > 2
    for page in pages:
        shown = {word.split(".")[0] for word in page if re.fullmatch(r"\d+\.\d+", word)}
        assert shown == {word[1:] for word in page if re.fullmatch(r"R\d", word)}
        assert all(sum(word.startswith(f"{each}.") for word in page) >= 2 for each in shown), "never one line alone"
    assert " ".join(pages[1]).count("R1 Calls answered (continued)") == 1
    said = said_in_large_print(table)
    assert (said.count("R1"), said.count("R2"), said.count("(continued)")) == (1, 1, 0)


@pytest.mark.parametrize(("count", "rows"), [(2, []), (3, [3]), (5, [5]), (9, [5, 4])])
def test_three_figures_or_more_stand_in_a_row_below_their_headings(count: int, rows: list[int]) -> None:
    heads = (*NAMED, *RATINGS[:5], *MONTHS[:count])
    content = large_print(Table(heads, (record(1, heads),), TableLook.WIDE))
    words = pymupdf.open(stream=content)[0].get_text("words")
    lines = Counter(round(y1) for _, _, _, y1, word, *_ in words if re.fullmatch(r"1\.\d+", word))
    assert [found for found in lines.values() if found > 1] == rows
    assert tables_of(content) == len(rows)


def test_a_label_stands_on_one_line_and_those_of_all_records_are_as_wide() -> None:
    heads = (*NAMED, *RATINGS[:4], Column("Direction of travel", ColumnKind.TEXT))
    rows = (record(1, heads), (*record(2, heads)[:-1], FigureCell("")))
    content = large_print(Table(heads, rows, TableLook.WIDE))
    words = [word for page in pymupdf.open(stream=content) for word in page.get_text("words")]
    heights = {word: round(y1) for _, _, _, y1, word, *_ in words if word in ("Direction", "travel", "1.4")}
    assert len(set(heights.values())) == 1
    assert len({round(x0) for x0, _, _, _, word, *_ in words if re.fullmatch(r"\d\.\d", word)}) == 1


def test_a_table_of_more_than_a_third_of_a_page_is_broken_rather_than_leaving_a_page_half_empty() -> None:
    flow = LargeTableFlow(table(6), Element("Table"))
    height = flow.wrap(theme.LARGE_PAGE.measure, 0)[1]
    assert theme.LARGE_PAGE.depth / 3 < height < theme.WHOLE_TABLE
    parts = flow.split(theme.LARGE_PAGE.measure, height - 30)
    assert [len(part._rows) for part in parts] == [4, 2]


def test_states_are_as_large_as_the_words_beside_them() -> None:
    """In a list they stand below words of the body; in a table they are as large as its words."""
    heads = (*NAMED, *RATINGS[:5])
    row = (text_cell("R1"), text_cell("Calls"), StateCell("Suspended"), AlertCell(None), TravelCell(None), *[text_cell("Words")] * 2)  # fmt: skip
    sizes = sizes_of(Table(heads, (row,), TableLook.WIDE))
    assert {sizes[word] for word in ("Suspended", "n/a", "Words")} == {sizes["Rating"]}


def test_a_trend_is_no_longer_than_an_eye_takes_in_and_a_lone_result_is_seen() -> None:
    values = (Decimal(1), None, Decimal(3), Decimal(4))
    heads = (*NAMED, Column("Trend", ColumnKind.SPARK), *RATINGS[:5])
    row = (text_cell("R1"), text_cell("Calls"), SparkCell(values, "Trend of calls"), *[text_cell("Words")] * 5)
    pdf = pymupdf.open(stream=large_print(Table(heads, (row,))))
    drawn = [each["rect"] for each in pdf[0].get_drawings() if each["rect"].height < 20]
    dots = sorted((each.x0, each.width) for each in drawn if 0 < each.width < 10)
    assert dots[-1][0] - dots[0][0] < 170
    assert dots[0][1] >= 5, "3.2 points before"


LONG = "Percentage of pupils who achieve level four and above in both English and mathematics"


@pytest.mark.parametrize(
    ("titles", "tables"), [(["Calls"], 1), ([LONG], 0), (["Calls", LONG], 0), (["Calls", "Visits"], 2)]
)
def test_a_table_whose_words_would_stand_in_a_ladder_is_a_list_and_so_are_those_of_its_columns(
    titles: list[str], tables: int
) -> None:
    ratings = (Column("Was", ColumnKind.RATING), Column("Now", ColumnKind.RATING))
    rows = [(text_cell("R1"), text_cell(title), RatingCell(None), RatingCell(None)) for title in titles]
    content = large_print(*(Table((*NAMED, *ratings), (row,)) for row in rows))
    assert tables_of(content) == tables


def test_no_page_begins_with_the_last_line_of_a_list_however_much_room_there_is() -> None:
    facts = Table(NAMED, tuple((text_cell(f"Fact {at}"), text_cell("is so")) for at in range(12)), TableLook.BARE)
    width, row = theme.LARGE_PAGE.measure, theme.BARE_CELL.leading + 2 * theme.BARE_PAD_Y
    flow = LargeTableFlow(facts, Element("L"))
    assert flow.wrap(width, 0)[1] == 12 * row
    for room in range(int(3 * row), int(12 * row)):
        first, rest = flow.split(width, room)
        left = room - first.wrap(width, 0)[1] - flow.getSpaceAfter()
        assert rest.wrap(width, 0)[1] >= 2 * row
        assert rest.split(width, left) == [], "nor does it go on below itself"


def test_the_headings_above_a_row_of_figures_take_one_line_where_there_is_room() -> None:
    heads = (*NAMED, *(Column(f"Up to {at} weeks", ColumnKind.FIGURE) for at in (1, 2, 3)), *RATINGS[:5])
    content = large_print(Table(heads, (record(1, heads),)))
    lines = [line.strip() for line in pymupdf.open(stream=content)[0].get_text().splitlines()]
    assert [line for line in lines if "Up" in line or "weeks" in line] == [f"Up to {at} weeks" for at in (1, 2, 3)]


FIRST = {
    ColumnKind.SPARK: SparkCell((Decimal(1), Decimal(2)), "Trend of calls"),
    ColumnKind.HISTORY: HistoryCell((Rag.GREEN, None), "Ratings of calls"),
    ColumnKind.PAGE: PageCell("title", "Calls"),
    ColumnKind.RATING: RatingCell(Rag.RED),
    ColumnKind.TRAVEL: TravelCell(Travel.IMPROVING),
    ColumnKind.VERDICT: VerdictCell("Concern", Sign.UP),
    ColumnKind.FIGURE: FigureCell("17%"),
}


@pytest.mark.parametrize("kind", FIRST)
def test_whatever_comes_first_in_a_row_a_record_has_its_name_and_loses_nothing(kind: ColumnKind) -> None:
    table = Table((Column("First", kind), *NAMED, *RATINGS), ((FIRST[kind], *record(1, (*NAMED, *RATINGS))),))
    usual = Said(render(Paper(IDENTITY, (LANDSCAPE, TITLE, table))).content).words()
    said = said_in_large_print(table)
    assert said[1:4] == ["R1", "Calls", "answered"]
    assert Counter(usual) - Counter(said) == Counter(["Ref", "Indicator"])
    assert Counter(said) - Counter(usual) == Counter()
