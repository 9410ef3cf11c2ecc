"""What a flowable takes of a column is measured once for each width and each way of laying it."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from kccreport.models.rag import Rag
from kccreport.paper.blocks import Chart, ChartPoint, Column, ColumnKind, Table, plain, text_cell
from kccreport.writers.pdf import theme
from kccreport.writers.pdf.flowables.chart import ChartFlow
from kccreport.writers.pdf.flowables.measured import Measured
from kccreport.writers.pdf.flowables.table import TableFlow
from kccreport.writers.pdf.flowables.text import TextFlow
from kccreport.writers.pdf.tagging.structure import Element

WORDS = "Calls answered within twenty seconds, of all that were made to the contact centre. " * 4
_POINTS = tuple(ChartPoint(f"Q{at}", Decimal(at), Decimal(3), Rag.GREEN) for at in range(1, 5))
_TICKS = tuple((Decimal(tick), str(tick)) for tick in range(6))
_COLUMNS = (Column("What", ColumnKind.TEXT), Column("Why", ColumnKind.TEXT))


def paragraph() -> Measured:
    return TextFlow(plain(WORDS), theme.BODY, Element("P"))


def table() -> Measured:
    rows = tuple((text_cell(WORDS), text_cell("Few")) for _ in range(3))
    return TableFlow(Table(_COLUMNS, rows), Element("Table"))


def chart() -> Measured:
    return ChartFlow(Chart(_POINTS, _TICKS, "What it shows.", "4", "Target 3"), Element("Figure"))


@pytest.mark.parametrize("make", [paragraph, table, chart])
def test_what_was_measured_is_what_is_wrapped_in_any_order_of_widths_and_densities(
    make: Callable[[], Measured],
) -> None:
    used = make()
    for density in (theme.NORMAL, theme.COMPACT, theme.CLOSE, theme.NORMAL):
        used.set_density(density)
        for width in (300.0, 450.0, 300.0):
            fresh = make()
            fresh.set_density(density)
            wrapped = fresh.wrap(width, 800)[1]
            found = used.extent(width)
            said = found.height, found.before, found.after
            assert said == pytest.approx((wrapped, fresh.getSpaceBefore(), fresh.getSpaceAfter()))
            assert found.least == pytest.approx(fresh.least_height(width))
            assert 0 < found.least <= found.height
