"""Columns of a table: where there is little room, words are whole all the same."""

import pytest

from kccreport.paper.blocks import Column, ColumnKind, FigureCell, Table, TableLook, text_cell
from kccreport.writers.pdf import theme
from kccreport.writers.pdf.flowables.columns import column_widths, is_close
from kccreport.writers.pdf.fonts import font

TITLES = ["Households in temporary accommodation", "Satisfaction of tenants with repairs (out of 5)"]
UNITS = ["minutes and seconds", "per 100,000"]


@pytest.mark.parametrize("periods", [3, 6, 8])
def test_a_crowded_table_breaks_no_word_of_a_title_or_a_unit(periods: int) -> None:
    kinds = [ColumnKind.TITLE, ColumnKind.UNIT, *[ColumnKind.FIGURE] * periods, ColumnKind.TRAVEL, ColumnKind.TRAVEL]
    columns = tuple(Column("Measure" if kind is ColumnKind.TITLE else "Unit", kind) for kind in kinds)
    rows = tuple(
        (
            text_cell(title),
            text_cell(unit),
            *(FigureCell("95% (1,188 of 1,198)"),) * periods,
            *(text_cell("up"),) * 2,
        )
        for title, unit in zip(TITLES, UNITS, strict=True)
    )
    table = Table(columns, rows, TableLook.WIDE)
    width = 310.0 + 85 * periods
    assert is_close(table, width)
    places = column_widths(table, width)
    measure = font(theme.CELL_CLOSE.strong).width
    for (_, room), texts in zip(places, (TITLES, UNITS), strict=False):
        assert max(measure(word, theme.CELL_CLOSE.size) for text in texts for word in text.split()) < room
    assert sum(room for _, room in places) == pytest.approx(width)
    assert places[0][1] > places[1][1]  # titles say more than units, and have the room for it
