"""XmR control charts, on the vectors of Making Data Count."""

from decimal import Decimal
from itertools import pairwise
from math import pi, sqrt
from pathlib import Path

import pytest

from kccreport.models.indicator import Kpi
from kccreport.rating import spc
from kccreport.rating.spc import Assurance, Cause, Variation, control_chart, refusal
from tests import books


def figures(*values: float) -> list[Decimal]:
    return [Decimal(str(value)) for value in values]


def causes(*values: float) -> list[tuple[Cause, int] | None]:
    return list(control_chart(figures(*values)).causes)


OUTLIER = (1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1)
SHIFTED = (90, 91, 89, 90, 92, 88, 90, 95, 96, 95, 97, 96, 95, 96)
NEAR = (80, 81, 79, 80, 81, 79, 80, 81, 79, 80, 84, 83.5, 81.2, 80)


@pytest.mark.parametrize(("screening", "lower", "upper"), [(True, -0.72, 4.60), (False, -3.06, 6.95)])
def test_screening_leaves_out_the_ranges_of_an_outlier(screening: bool, lower: float, upper: float) -> None:
    chart = control_chart(figures(*OUTLIER), screening=screening)
    assert (chart.mean, chart.lower, chart.upper) == pytest.approx((1.94, lower, upper), abs=0.006)
    assert [index for index, cause in enumerate(chart.causes, 1) if cause] == [5]
    assert chart.causes[4] == (Cause.ASTRONOMICAL, 1)


# the range of two normal results, in standard deviations: its mean and its own deviation, from which every constant of
# an XmR chart follows (Wheeler, Understanding Variation; the tables print 1.128, 0.853, 2.66 and 3.267)
MEAN_RANGE, RANGE_DEVIATION = 2 / sqrt(pi), sqrt(2 - 4 / pi)


def test_the_constants_follow_from_the_normal_distribution() -> None:
    assert (round(MEAN_RANGE, 3), round(RANGE_DEVIATION, 3)) == (1.128, 0.853)
    assert round(3 / MEAN_RANGE, 2) == 2.66
    assert round(1 + 3 * RANGE_DEVIATION / MEAN_RANGE, 3) == pytest.approx(3.267, abs=0.0011)


def with_one_range(steps: int, share: float) -> list[Decimal]:
    """Results that go up and down by 1 so many times, and once by `share` of the mean range."""
    leap = share * steps / (steps + 1 - share)
    values, value = [Decimal(0)], Decimal(0)
    for step in range(steps + 1):
        value += (Decimal(repr(leap)) if step == steps // 2 else Decimal(1)) * (-1) ** step
        values.append(value)
    return values


@pytest.mark.parametrize("steps", [7, 12, 25, 40])
def test_a_range_is_left_out_from_3_267_times_the_mean_on(steps: int) -> None:
    for share, is_left_out in ((3.2665, False), (3.2675, True)):
        results = with_one_range(steps, share)
        chart = control_chart(results)
        ranges = [abs(after - before) for before, after in pairwise(results)]
        mean = 1.0 if is_left_out else float(sum(ranges)) / len(ranges)
        assert chart.upper - chart.mean == pytest.approx(2.66 * mean)
        assert chart.mean - chart.lower == pytest.approx(2.66 * mean)


def test_a_range_of_exactly_so_many_times_the_mean_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spc, "_SCREEN", 3.0)  # 3.267 times a mean is never exactly a range
    assert control_chart(figures(0, 1, 0, 1, 10)).upper == pytest.approx(2.4 + 2.66)  # ranges 1, 1, 1, 9: a mean of 3


@pytest.mark.parametrize(
    ("values", "found"),
    [
        # the mean is 0 and three sigma are 3; rule by rule as Making Data Count states it
        ((0, 3.01, 0), [None, (Cause.ASTRONOMICAL, 1), None]),
        ((0, -3.01, 0), [None, (Cause.ASTRONOMICAL, -1), None]),
        ((0, 3, 0), [None, None, None]),
        ((2.1, 1, 2.1), [(Cause.TWO_OF_THREE, 1), None, (Cause.TWO_OF_THREE, 1)]),
        ((-2.1, -2.1, -1), [(Cause.TWO_OF_THREE, -1), (Cause.TWO_OF_THREE, -1), None]),
        ((2, 1, 2.1), [None, None, None]),  # on two sigma is not beyond it
        ((2.1, -0.1, 2.1), [None, None, None]),  # one of the three on the other side
        ((2.1, -2.1, 2.1), [None, None, None]),
        ((2.1, 0, 2.1), [None, None, None]),  # one on the mean
        ((2.1, 1, 1, 2.1), [None, None, None, None]),
        ((1,) * 7, [(Cause.SHIFT, 1)] * 7),
        ((1,) * 6 + (0,), [None] * 7),
        ((1,) * 6, [None] * 6),
        ((-0.9, -0.6, -0.3, 0, 0.3, 0.6, 0.9), [(Cause.TREND, 1)] * 7),
        ((-0.9, -0.6, -0.3, 0, 0.3, 0.6), [None] * 6),
        ((0.9, 0.6, 0.3, 0, -0.3, -0.6, -0.9), [(Cause.TREND, -1)] * 7),
        ((-0.9, -0.6, -0.3, 0, 0.3, 0.3, 0.9), [None] * 7),
        # the first rule that applies
        ((0.1, 0.4, 0.7, 1, 1.3, 2.1, 3.1), [(Cause.TREND, 1)] * 6 + [(Cause.ASTRONOMICAL, 1)]),
        ((0.1, 0.1, 0.1, 0.1, 0.1, 2.1, 2.1), [(Cause.SHIFT, 1)] * 5 + [(Cause.TWO_OF_THREE, 1)] * 2),
    ],
)
def test_each_rule_at_its_edge(values: tuple[float, ...], found: list[tuple[Cause, int] | None]) -> None:
    assert [next(spc._reasons(values, at, 0.0, 3.0), None) for at in range(len(values))] == found


def test_a_shift_marks_all_seven_on_either_side_of_the_mean() -> None:
    chart = control_chart(figures(*SHIFTED))
    assert (chart.mean, chart.lower, chart.upper) == pytest.approx((92.857, 87.946, 97.768), abs=0.0006)
    assert chart.causes == ((Cause.SHIFT, -1),) * 7 + ((Cause.SHIFT, 1),) * 7
    assert chart.variation(+1) is Variation.IMPROVEMENT
    assert chart.variation(-1) is Variation.CONCERN


def test_two_of_three_marks_only_those_beyond_two_sigma() -> None:
    chart = control_chart(figures(*NEAR))
    assert (chart.lower, chart.upper) == pytest.approx((76.529, 84.714), abs=0.0006)
    assert [index for index, cause in enumerate(chart.causes, 1) if cause == (Cause.TWO_OF_THREE, 1)] == [11, 12]
    assert chart.variation(+1) is Variation.COMMON_CAUSE


def test_seven_rising_are_a_trend_whatever_side_of_the_mean_they_are_on() -> None:
    found = causes(50, 54, 46, 53, 47, 54, 46, 47, 48, 49, 50, 51, 52)
    assert found[-7:] == [(Cause.TREND, 1)] * 7
    assert (
        control_chart(figures(50, 54, 46, 53, 47, 54, 46, 47, 48, 49, 50, 51, 52)).variation(+1)
        is Variation.IMPROVEMENT
    )


def test_a_tie_breaks_a_trend_and_a_result_on_the_mean_breaks_a_shift() -> None:
    assert not any(
        cause and cause[0] is Cause.TREND for cause in causes(50, 49, 51, 50, 44, 45, 46, 46, 47, 48, 49, 50)
    )
    level = (1, 1, 1, 1, 1, 1, 0, -1, -1, -1, -1, -1, -1)  # six, the mean, six
    assert not any(cause and cause[0] is Cause.SHIFT for cause in causes(*level))


def test_equal_results_are_all_chance() -> None:
    assert causes(*[7] * 13) == [None] * 13


@pytest.mark.parametrize(
    ("target", "sign", "verdict"),
    [
        (98, 1, "fails"),
        (98, -1, "passes"),
        (87, 1, "passes"),
        (87, -1, "fails"),
        (93, 1, "by chance"),
        (93, -1, "by chance"),
    ],
)
def test_assurance_compares_the_limits_with_the_target(target: float, sign: int, verdict: str) -> None:
    assert verdict in control_chart(figures(*SHIFTED)).assurance(target, sign)


def test_a_target_exactly_on_a_limit_decides_nothing() -> None:
    chart = control_chart(figures(*SHIFTED))
    assert chart.assurance(chart.upper, 1) is Assurance.HIT_AND_MISS
    assert chart.assurance(chart.lower, 1) is Assurance.HIT_AND_MISS


@pytest.mark.parametrize(
    ("basis", "count", "reason"),
    [("In-period", 13, ""), ("Snapshot", 20, ""), ("In-period", 12, "at least 13 results, and there are 12"),
     ("Rolling 12 months", 30, "share months"), ("Cumulative", 30, "share months")],
)  # fmt: skip
def test_series_that_would_mislead_are_refused_with_the_reason(
    tmp_path: Path, basis: str, count: int, reason: str
) -> None:
    row = books.results(**{"Year to date": None} if basis != "In-period" else {})
    found = books.submission(tmp_path, indicators=[books.kpi(Basis=basis)], results=[row]).indicators[0]
    assert isinstance(found, Kpi)
    said = refusal(found, [Decimal(1)] * count)
    assert reason in said
    assert bool(said) == bool(reason)


def test_where_a_shift_and_a_trend_contradict_improvement_is_shown_as_in_the_tool_of_nhs_england() -> None:
    """Seven above the mean that fall: a shift up and a trend down at once."""
    series = (40, 60, 42, 58, 41, 59, 40, 60, 41, 58, 40, 42, 41, 76, 75, 74, 73, 72, 71, 70)
    chart = control_chart(figures(*series))
    latest = dict(chart.reasons[-1])
    assert latest[Cause.TREND] == -1
    assert latest[Cause.SHIFT] == 1
    assert chart.causes[-1] == (Cause.TREND, -1), "the package takes the first rule in its order"
    assert chart.variation(+1) is chart.variation(-1) is Variation.IMPROVEMENT
    assert chart.latest_reason(+1) == (Cause.SHIFT, 1)
    assert chart.latest_reason(-1) == (Cause.TREND, -1)


def test_where_one_trend_turns_into_another_the_result_at_the_turn_belongs_to_the_later_one() -> None:
    """As R/ptd_calculate_point_type.R: a result that is part of a trend on either side uses its right side."""
    rising, falling = (50, 51, 52, 53, 54, 55, 56), (55, 54, 53, 52, 51, 50)
    found = causes(*(53, 48, 58, 47, 59), *rising, *falling)
    assert found[10] == (Cause.TREND, 1)
    assert found[11] == (Cause.TREND, -1)
    assert found[-1] == (Cause.TREND, -1)
