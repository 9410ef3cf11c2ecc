"""Totals add up, and small numbers cannot be worked out from what is printed."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kccreport.ground.totals import rounding_allowance, total, withheld

counts = st.integers(0, 40).map(Decimal)
grids = st.integers(1, 5).flatmap(
    lambda width: st.lists(st.lists(st.none() | counts, min_size=width, max_size=width), min_size=1, max_size=6)
)


def with_totals(rows: list[list[Decimal | None]]) -> list[list[Decimal | None]]:
    wide: list[list[Decimal | None]] = [[*row, total(row)] for row in rows]
    return [*wide, [total([row[at] for row in wide]) for at in range(len(wide[0]))]]


def test_blanks_are_passed_over() -> None:
    assert total([Decimal(1), None, Decimal("2.5")]) == Decimal("3.5")
    assert total([None]) == 0


@pytest.mark.parametrize(("count", "decimals", "allowed"), [(5, 1, "0.25"), (2, 1, "0.10"), (11, 0, "0")])
def test_only_rounded_figures_may_differ_from_their_total(count: int, decimals: int, allowed: str) -> None:
    assert rounding_allowance(count, decimals) == Decimal(allowed)


@given(grids)
def test_no_line_with_a_total_has_exactly_one_gap(rows: list[list[Decimal | None]]) -> None:
    figures = with_totals(rows)
    gaps = withheld(figures, 5, row_totals=True, column_totals=True)
    lines = [[(at, column) for column in range(len(figures[0]))] for at in range(len(figures))]
    lines += [[(at, column) for at in range(len(figures))] for column in range(len(figures[0]))]
    for line in lines:
        shown = [place for place in line if figures[place[0]][place[1]] is not None]
        assert len(gaps.intersection(shown)) != 1 or len(shown) == 1, (figures, gaps)


@given(grids)
def test_every_small_figure_is_withheld_and_nothing_where_there_is_none(rows: list[list[Decimal | None]]) -> None:
    figures = with_totals(rows)
    small = {
        (at, column)
        for at, row in enumerate(figures)
        for column, figure in enumerate(row)
        if figure is not None and figure < 5
    }
    gaps = withheld(figures, 5, row_totals=True, column_totals=True)
    assert small <= gaps
    assert gaps == set() or small


def test_the_next_smallest_goes_with_a_single_small_one() -> None:
    figures = [[Decimal(number) for number in (3, 20, 9, 32)]]
    assert withheld(figures, 5, row_totals=True, column_totals=False) == {(0, 0), (0, 2)}
    assert withheld([row[:-1] for row in figures], 5, row_totals=False, column_totals=False) == {(0, 0)}


def test_where_nothing_else_is_left_the_total_itself_goes() -> None:
    figures = [[Decimal(3), None, Decimal(3)], [Decimal(30), Decimal(40), Decimal(70)]]
    assert withheld(figures, 5, row_totals=True, column_totals=False) == {(0, 0), (0, 2)}
