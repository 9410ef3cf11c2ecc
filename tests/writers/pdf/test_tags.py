"""What a screen reader is told: headings of tables with their scope, and pictures with their words."""

import io
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pikepdf
import pytest

from kccreport.models.rag import Rag
from kccreport.models.travel import Travel
from kccreport.paper.blocks import (
    Block,
    Cell,
    Chart,
    ChartPoint,
    Column,
    ColumnKind,
    FigureCell,
    HistoryCell,
    RatingCell,
    SparkCell,
    StateCell,
    Table,
    TableLook,
    TravelCell,
    text_cell,
)
from tests.writers.pdf.test_render import made

Seen = tuple[str, str, int]  # the kind of a cell, its scope, and how many columns it spans


def elements(blocks: tuple[Block, ...], kind: str) -> Iterator[Any]:
    """Every element of a kind, in reading order."""
    with pikepdf.open(io.BytesIO(made(*blocks))) as pdf:
        waiting = [pdf.Root.StructTreeRoot]
        while waiting:
            each = waiting.pop(0)
            if str(each.get("/S")) == f"/{kind}":
                yield each
            waiting = [kid for kid in listed(each.get("/K")) if isinstance(kid, pikepdf.Dictionary)] + waiting


def listed(value: Any) -> list[Any]:
    return [] if value is None else list(value) if isinstance(value, pikepdf.Array) else [value]


def cell_of(element: Any) -> Seen:
    attributes: dict[str, Any] = {}
    for each in listed(element.get("/A")):
        attributes |= dict(each.items())
    scope = str(attributes.get("/Scope", "/"))[1:]
    return str(element.S)[1:], scope, int(attributes.get("/ColSpan", 1))


def rows_of(table: Table) -> list[tuple[str, list[Seen]]]:
    """The part each row stands in, and its cells."""
    return [
        (str(part.S)[1:], [cell_of(cell) for cell in listed(row.K)])
        for found in elements((table,), "Table")
        for part in listed(found.K)
        for row in listed(part.K)
    ]


COLUMN, ROW, CELL = ("TH", "Column", 1), ("TH", "Row", 1), ("TD", "", 1)


def row(*cells: Cell | str) -> tuple[Cell, ...]:
    return tuple(text_cell(each) if isinstance(each, str) else each for each in cells)


def columns(*kinds: ColumnKind) -> tuple[Column, ...]:
    return tuple(Column(f"Column {number}", kind) for number, kind in enumerate(kinds))


@pytest.mark.parametrize(
    "table",
    [
        Table(
            columns(ColumnKind.REFERENCE, ColumnKind.TITLE, ColumnKind.FIGURE, ColumnKind.RATING, ColumnKind.TRAVEL),
            (
                row("A", "a", FigureCell("1"), RatingCell(Rag.RED), TravelCell(Travel.IMPROVING)),
                row("B", "b", FigureCell(""), RatingCell(None), TravelCell(None)),
            ),
        ),
        Table(columns(ColumnKind.LABEL, ColumnKind.TOTAL), (row("A", FigureCell("1")), row("All", FigureCell("1"))), has_total=True),
        Table(columns(ColumnKind.PERIOD, ColumnKind.POINT), (row("Rating", RatingCell(Rag.AMBER)),), TableLook.UNDER_CHART),
        Table(columns(ColumnKind.TEXT), (row("alone"),)),
        Table(columns(ColumnKind.TITLE, ColumnKind.TEXT), tuple(row(f"T{at}", "words " * 40) for at in range(60))),
    ],
    ids=["indicators", "totals", "under a chart", "one column", "over several pages"],
)  # fmt: skip
def test_the_heading_row_heads_columns_and_the_first_cell_of_each_row_heads_it(table: Table) -> None:
    width = len(table.columns)
    assert rows_of(table) == [
        ("THead", [COLUMN] * width),
        *[("TBody", [ROW] + [CELL] * (width - 1))] * len(table.rows),
    ]


def test_a_state_over_several_columns_says_over_how_many_and_heads_nothing() -> None:
    kinds = columns(ColumnKind.REFERENCE, ColumnKind.FIGURE, ColumnKind.FIGURE, ColumnKind.FIGURE, ColumnKind.PAGE)
    table = Table(kinds, (row("A", StateCell("Suspended", 3), "1"),))
    assert rows_of(table)[1] == ("TBody", [ROW, ("TD", "", 3), CELL])


def test_of_facts_the_label_of_each_pair_heads_its_row_and_an_empty_place_heads_nothing() -> None:
    facts = columns(*[ColumnKind.LABEL, ColumnKind.TEXT] * 2)
    pairs = Table(facts, (row("A", "a", "B", "b"), row("C", "c", "", "")), TableLook.BARE)
    assert rows_of(pairs) == [("TBody", [ROW, CELL, ROW, CELL]), ("TBody", [ROW, CELL, CELL, CELL])]
    alone = Table(facts[:2], (row("To:", "x"), row("From:", "y")), TableLook.BARE)
    assert rows_of(alone) == [("TBody", [ROW, CELL])] * 2


def test_a_picture_is_a_figure_that_says_what_it_shows() -> None:
    points = tuple(ChartPoint(f"Mon {at}", Decimal(at), Decimal(5), Rag.GREEN) for at in range(4))
    chart = Chart(points, ((Decimal(0), "0"), (Decimal(9), "9")), "Results rose from 0 to 3.", "3", "Target")
    spark = SparkCell((Decimal(1), Decimal(3)), "From 1 to 3.")
    history = HistoryCell((Rag.RED, None), "Red, not rated.")
    table = Table(columns(ColumnKind.REFERENCE, ColumnKind.SPARK, ColumnKind.HISTORY), (row("A", spark, history),))
    said = [str(each.Alt) for each in elements((chart, table), "Figure")]
    assert said == [chart.alt, spark.alt, history.alt]
