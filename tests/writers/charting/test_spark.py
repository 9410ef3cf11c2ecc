"""A small line runs from its lowest to its highest value, and is open where one is missing."""

from decimal import Decimal

import pytest

from kccreport.writers.charting.spark import spark


def values(*given: int | None) -> list[Decimal | None]:
    return [None if each is None else Decimal(each) for each in given]


def test_a_series_fills_its_height_and_width_and_ends_in_a_dot() -> None:
    found = spark(values(1, 3, 2), 60, 10)
    assert found.lines == (((0, 0), (30, 10), (60, 5)),)
    assert (found.last, found.lone) == ((60, 5), ())


def test_a_series_is_open_where_a_value_is_missing_and_a_value_alone_is_seen() -> None:
    found = spark(values(1, 2, None, 3, None, 2, 1, None), 70, 10)
    assert [len(line) for line in found.lines] == [2, 2]
    assert [place.x for place in found.lone] == [30]
    assert found.last == (60, 0)


@pytest.mark.parametrize(("given", "height"), [((5, 5, 5), 5), ((7,), 5), ((-3, -3), 5), ((10**12, 10**12), 5)])
def test_equal_values_stand_half_way_up(given: tuple[int, ...], height: float) -> None:
    found = spark(values(*given), 60, 10)
    assert found.last is not None
    assert found.last.y == height


def test_a_series_without_a_value_draws_nothing() -> None:
    assert spark(values(None, None), 60, 10) == ((), (), None)
