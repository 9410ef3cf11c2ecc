"""Quartiles: four ratings, exactly on a line counts as reached, in both senses."""

from decimal import Decimal

import pytest

from kccreport.models.schemes.quartile import Quartile
from tests.models.schemes.rating import HIGHER, LOWER, rated


@pytest.mark.parametrize(
    ("result", "rating"),
    [(95, "green"), ("94.9", "light green"), (90, "light green"), (89, "amber"), (80, "amber"), (79, "red")],
)
def test_a_quartile_is_the_best_quarter_that_the_result_reaches(result: object, rating: str) -> None:
    assert rated(Quartile(top=Decimal(95), median=Decimal(90), bottom=Decimal(80)), result, 99) == rating


def test_quartiles_out_of_order_are_a_fault() -> None:
    quartiles = Quartile(top=Decimal(10), median=Decimal(20), bottom=Decimal(30))
    assert list(quartiles.faults(Decimal(5), LOWER)) == []
    assert [fault.code for fault in quartiles.faults(Decimal(5), HIGHER)] == ["quartiles-out-of-order"]
