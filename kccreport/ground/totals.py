"""Rows of figures to their totals, and small numbers to gaps: arithmetic that needs no workbook and no page."""

from collections.abc import Sequence
from decimal import Decimal

Figures = Sequence[Sequence[Decimal | None]]
Place = tuple[int, int]


def total(figures: Sequence[Decimal | None]) -> Decimal:
    """Return the sum of figures, blanks passed over."""
    return sum((figure for figure in figures if figure is not None), Decimal(0))


def rounding_allowance(count: int, decimals: int) -> Decimal:
    """Return by how much a sum of so many figures may differ from the rounded sum: half a unit in the last place each.

    Whole figures are taken as exact counts, none of which may differ.
    """
    return Decimal(count) * Decimal("0.5").scaleb(-decimals) if decimals else Decimal(0)


def withheld(figures: Figures, threshold: int, *, row_totals: bool, column_totals: bool) -> set[Place]:
    """Return the places, row and column from 0, of the figures that must not be printed.

    With `row_totals` the last figure of each row is its total, with `column_totals` the last row holds those of the
    columns. First go all figures below the threshold, nought included. Then, since a total gives a single gap away,
    the next smallest of each row and column that has a total and exactly one gap, a total only where nothing else is
    left, until no line has exactly one.

    Source: practice of statistical disclosure control (UK LLC: counts under the threshold, 0 included).
    """
    gaps = {
        (at_row, at_column)
        for at_row, row in enumerate(figures)
        for at_column, figure in enumerate(row)
        if figure is not None and figure < threshold
    }
    lines = _lines(figures, row_totals=row_totals, column_totals=column_totals)

    def order(place: Place) -> tuple[bool, Decimal, Place]:
        row, column = place
        is_total = (row_totals and column == len(figures[row]) - 1) or (column_totals and row == len(figures) - 1)
        return is_total, figures[row][column] or Decimal(0), place

    while single := next((line for line in lines if len(gaps.intersection(line)) == 1 and len(line) > 1), None):
        gaps.add(min((place for place in single if place not in gaps), key=order))
    return gaps


def _lines(figures: Figures, *, row_totals: bool, column_totals: bool) -> list[list[Place]]:
    """Return the places of the figures of each row and each column that has a total."""
    rows = [[(at, column) for column, figure in enumerate(row) if figure is not None] for at, row in enumerate(figures)]
    columns = [
        [(at, column) for at, row in enumerate(figures) if row[column] is not None]
        for column in range(len(figures[0]) if figures else 0)
    ]
    return (rows if row_totals else []) + (columns if column_totals else [])
