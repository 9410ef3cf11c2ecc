"""Headings across a table: what a screen reader is told of them, how pages break beside them, and how pages lie."""

from pathlib import Path

import pymupdf
import pytest

from kccreport.ground.errors import RenderingFault
from kccreport.language import say
from kccreport.layout.reader import read_layout
from kccreport.models.rag import Rag
from kccreport.paper.blocks import (
    Column,
    ColumnKind,
    FigureCell,
    GroupCell,
    Heading,
    NewPage,
    Orientation,
    PageCell,
    RatingCell,
    Table,
    TableLook,
    text_cell,
)
from kccreport.paper.compose import compose
from kccreport.writers.pdf import theme
from kccreport.writers.pdf.flow import oriented
from kccreport.writers.pdf.flowables.columns import column_widths, fits, is_close
from kccreport.writers.pdf.render import render
from tests.paper.tables import district
from tests.writers.pdf.checks import check
from tests.writers.pdf.small import made
from tests.writers.pdf.test_tags import CELL, COLUMN, ROW, elements, listed, rows_of

COLUMNS = (Column("Indicator", ColumnKind.TITLE), Column("Q3", ColumnKind.FIGURE), Column("Rating", ColumnKind.RATING))
GROUP = ("TH", "Column", 3)


def line(name: str) -> tuple[object, ...]:
    return text_cell(name), FigureCell("1"), RatingCell(Rag.GREEN)


def grouped(*sizes: int) -> Table:
    rows: list[tuple[object, ...]] = []
    for number, size in enumerate(sizes, 1):
        rows.append((GroupCell(f"Group {number}", 3, "Director: A Hill"),))
        rows += [line(f"Row {number}.{at}") for at in range(1, size + 1)]
    return Table(COLUMNS, tuple(rows))  # type: ignore[arg-type]


def test_a_heading_across_the_table_heads_the_columns_of_the_rows_below_it_which_are_a_part_of_their_own() -> None:
    body = [ROW, CELL, CELL]
    assert rows_of(grouped(2, 1)) == [
        ("THead", [COLUMN] * 3), ("TBody", [GROUP]), ("TBody", body), ("TBody", body), ("TBody", [GROUP]), ("TBody", body),
    ]  # fmt: skip
    for table in elements((grouped(2, 1),), "Table"):
        assert [str(part.S) for part in table.K] == ["/THead", "/TBody", "/TBody"]


def headed(table: Table) -> list[list[list[str]]]:
    """The places of the cells that each cell of each row names as its headings, as row.cell from 0; none where it names none."""
    found: list[list[list[str]]] = []
    for element in elements((table,), "Table"):
        rows = [listed(row.K) for part in element.K for row in listed(part.K)]
        cells = [(cell, f"{at}.{place}") for at, row in enumerate(rows) for place, cell in enumerate(row)]
        places = {bytes(cell.ID): place for cell, place in cells if "/ID" in cell}
        for row in rows:
            named = ([name for each in listed(cell.get("/A")) for name in each.get("/Headers", [])] for cell in row)
            found.append([[places[bytes(name)] for name in names] for names in named])
    return found


def test_a_group_is_heard_before_the_first_cell_of_its_rows_and_not_before_every_cell() -> None:
    """ISO 32000-1, table 349: Headers. Without them it heads every cell below it, column by column, the next group too."""
    assert headed(grouped(2, 1)) == [
        [[], [], []],
        [["0.0"]],
        [["0.0", "1.0"], ["0.1", "2.0"], ["0.2", "2.0"]],
        [["0.0", "1.0"], ["0.1", "3.0"], ["0.2", "3.0"]],
        [["0.0"]],
        [["0.0", "4.0"], ["0.1", "5.0"], ["0.2", "5.0"]],
    ]


@pytest.mark.parametrize("period", ["Aug 20", "May 14", "Mar 19", "Nov 22"])
@pytest.mark.parametrize("look", [TableLook.WIDE, TableLook.LIST])
def test_the_month_above_a_column_stands_on_one_line(period: str, look: TableLook) -> None:
    months = (Column(period, ColumnKind.FIGURE), Column("Year to date", ColumnKind.FIGURE))
    page = pymupdf.open(
        stream=made(Table((COLUMNS[0], *months), ((text_cell("Waste"), *[FigureCell("1%")] * 2),), look))
    )[0]
    lines = [line.strip() for line in page.get_text().splitlines()]
    assert period in lines
    assert "Year to date" not in lines, "longer headings are broken"


def test_a_title_behind_its_reference_is_headed_by_its_column_alone_and_heads_its_row() -> None:
    columns = (Column("Ref", ColumnKind.REFERENCE), *COLUMNS)
    table = Table(columns, ((text_cell("A"), *line("Title")),))  # type: ignore[arg-type]
    assert headed(table) == [[[], [], [], []], [[], ["0.1"], [], []]]


def test_a_group_is_never_parted_from_its_first_row_and_goes_on_under_its_heading() -> None:
    """Whatever the length of the groups before it, no page ends with a heading, and one that goes on says of what."""
    for first in range(24, 34, 2):
        pages = [page.get_text() for page in pymupdf.open(stream=made(grouped(first, 60)))]
        for at, text in enumerate(pages):
            lines = [each for each in text.splitlines() if each.startswith(("Group", "Row"))]
            assert lines[-1].startswith("Row"), first
            if at:
                group = next(each for each in lines if each.startswith("Row")).removeprefix("Row ").split(".")[0]
                assert lines[0].startswith(f"Group {group}"), first
                assert "Q3" in text


def test_what_is_repeated_on_a_page_is_read_once(tmp_path: Path) -> None:
    path = tmp_path / "groups.pdf"
    path.write_bytes(made(Heading("Title", 1, "title"), grouped(30, 60)))
    found = check(path)
    assert found.counts["TH"] == 3 + 2 + 90


def test_a_page_number_leads_to_the_page_of_a_row() -> None:
    contents = Table(
        (Column("Indicator", ColumnKind.TITLE), Column("Page", ColumnKind.PAGE)),
        ((text_cell("Row 2.50"), PageCell("last", "Row 2.50")), (text_cell("Row 1.1"), PageCell("first", "Row 1.1"))),
    )
    measures = grouped(1, 50)
    places = ("", "first", *("",) * 50, "last")
    document = pymupdf.open(stream=made(contents, Table(measures.columns, measures.rows, places=places)))
    page = next(number for number, each in enumerate(document) if "Row 2.50" in each.get_text() and number > 0)
    links = sorted(document[0].get_links(), key=lambda link: link["from"].y0)
    assert [link["page"] for link in links] == [page, 0]
    printed = [document[0].get_textbox(link["from"] + (-20, -2, 2, 2)).strip() for link in links]
    assert printed == [str(page + 1), "1"]


WIDE = Table(tuple(Column(f"Heading {at}", ColumnKind.RATING) for at in range(7)), ())
NARROW = Table(COLUMNS, ())


@pytest.mark.parametrize(
    ("blocks", "lying"),
    [
        ((NewPage(Orientation.FITTING), NARROW), [Orientation.PORTRAIT]),
        ((NewPage(Orientation.FITTING), NARROW, WIDE), [Orientation.LANDSCAPE]),
        ((NewPage(Orientation.FITTING), NARROW, NewPage(Orientation.FITTING), WIDE), [Orientation.PORTRAIT, Orientation.LANDSCAPE]),
        ((NewPage(Orientation.PORTRAIT), WIDE), [Orientation.PORTRAIT]),
        ((NewPage(Orientation.LANDSCAPE), NARROW, NewPage(Orientation.FITTING)), [Orientation.LANDSCAPE, Orientation.PORTRAIT]),
    ],
)  # fmt: skip
def test_pages_lie_as_their_tables_fit(blocks: tuple[NewPage | Table, ...], lying: list[Orientation]) -> None:
    assert [block.orientation for block in oriented(blocks) if isinstance(block, NewPage)] == lying


def test_a_narrow_table_is_no_wider_than_it_needs() -> None:
    counts = Table(
        (Column("Rating", ColumnKind.TEXT), Column("KPIs", ColumnKind.TOTAL)),
        ((RatingCell(Rag.GREEN), FigureCell("7")),),
        TableLook.NARROW,
    )
    width = theme.PORTRAIT.measure
    assert fits(counts, width)
    assert sum(column_widths(counts, width)[-1]) == theme.EASY_WORDS[ColumnKind.TEXT] + theme.WIDTHS[ColumnKind.TOTAL]
    assert sum(column_widths(counts, 100)[-1]) == pytest.approx(100)


def test_a_wide_table_is_set_smaller_only_where_it_has_no_room_and_no_figure_of_it_is_broken() -> None:
    def table(count: int, look: TableLook) -> Table:
        heads = (
            Column("Indicator", ColumnKind.TITLE),
            *(Column("Q3 2024/25", ColumnKind.FIGURE) for _ in range(count)),
        )
        return Table(heads, ((text_cell("Waste"), *(FigureCell("1,234.5%") for _ in range(count))),), look)

    width = theme.LANDSCAPE.measure
    assert not is_close(table(10, TableLook.WIDE), width)
    assert is_close(table(14, TableLook.WIDE), width)
    assert not is_close(table(14, TableLook.RULED), width)
    across = NewPage(Orientation.LANDSCAPE)
    text = pymupdf.open(stream=made(across, table(14, TableLook.WIDE)))[-1].get_text()
    assert text.count("1,234.5%") == 14
    assert pymupdf.open(stream=made(across, table(14, TableLook.RULED)))[-1].get_text().count("1,234.5%") < 14


def test_a_table_with_far_too_many_columns_is_refused_in_one_sentence() -> None:
    heads = (Column("Indicator", ColumnKind.TITLE), *(Column("Rating", ColumnKind.RATING) for _ in range(30)))
    row = (text_cell("Waste"), *(RatingCell(Rag.GREEN) for _ in range(30)))
    with pytest.raises(RenderingFault, match="31 columns is too wide for any page"):
        made(NewPage(Orientation.LANDSCAPE), Table(heads, (row,), TableLook.WIDE))


@pytest.mark.parametrize("name", ["one-table", "housing-table", "county-dashboard"])
def test_the_layouts_of_other_councils_make_papers_that_pass_every_check(name: str, tmp_path: Path) -> None:
    layout = read_layout(name).value
    assert layout is not None
    path = tmp_path / f"{name}.pdf"
    path.write_bytes(render(compose(district(), layout)).content)
    check(path)
    text = "\n".join(page.get_text() for page in pymupdf.open(path))
    for words in ("Waste recycled", "437", "71", "Crews were short", "97%\n(2019/20)", say("Not rated")):
        assert words in text, words
