"""Activity alerts, both ends of the range included."""

from decimal import Decimal

import pytest

from kccreport.rating.expected import alert


@pytest.mark.parametrize(
    ("value", "said"),
    [(69, "below"), (70, "yes"), (75, "yes"), (80, "yes"), (81, "above"), (0, "below"), (-1, "below")],
)
def test_an_alert_says_where_activity_lies(value: int, said: str) -> None:
    assert alert(Decimal(value), Decimal(70), Decimal(80)) == said


def test_a_range_may_be_a_single_figure() -> None:
    assert alert(Decimal(5), Decimal(5), Decimal(5)) == "yes"
