"""XmR control charts by the rules of NHS England's Making Data Count: whether a change is more than chance.

Source: NHSRplotthedots at commit 050b07d (29 September 2025; R/ptd_spc_standard.R, R/ptd_calculate_point_type.R), whose
screening is used, and NHS England's Excel tool in two places where the package differs: two of three count results
beyond a limit too, and where rules contradict one another the tool shows improvement. Every rule is pinned by the
vectors in `tests/rating/test_spc.py`. Charts are made of results in full, never as printed: rounding moves limits.
"""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

from msgspec import Struct

from kccreport.language import say, say_word
from kccreport.models.indicator import Kpi
from kccreport.models.measure import Basis

FEWEST = 13  # results: NHS England's tool shows limits and verdicts from 13 on
_TO_LIMIT = 2.66  # from the mean moving range to three sigma: 3 / 1.128
_SCREEN = 3.267  # moving ranges beyond so many times their mean are left out, once
_RUN = 7  # results in a row make a shift or a trend


class Cause(StrEnum):
    """Why a result is not just chance; the first that applies."""

    ASTRONOMICAL = "outside the limits"
    TREND = "seven in a row rising or falling"
    TWO_OF_THREE = "two of three near a limit"
    SHIFT = "seven in a row on one side of the mean"


class Variation(StrEnum):
    """What the latest result says about performance."""

    IMPROVEMENT = "improvement"
    CONCERN = "concern"
    COMMON_CAUSE = "common cause"


class Assurance(StrEnum):
    """Whether the process, as it is, can be relied on to meet its target."""

    PASSES = "consistently passes"
    FAILS = "consistently fails"
    HIT_AND_MISS = "passes and fails by chance"


Reason = tuple[Cause, int]


class ControlChart(Struct, frozen=True):
    """Mean and limits of a series, and for each result why it is special, with its direction: +1 high or rising.

    `reasons` holds every rule that marks a result, in the package's order; most results have none.
    """

    mean: float
    lower: float
    upper: float
    reasons: tuple[tuple[Reason, ...], ...]

    @property
    def causes(self) -> tuple[Reason | None, ...]:
        """Return the first rule that marks each result, as the package names it."""
        return tuple(found[0] if found else None for found in self.reasons)

    def latest_reason(self, sign: int) -> Reason | None:
        """Return the rule that decides on the latest result; `sign` is +1 where higher is better, -1 where lower is.

        Where one rule says improvement and another concern, as a fall from a high level does, improvement is shown.

        Source: NHS England's Making Data Count tool. The package takes the first rule in its order.
        """
        latest = self.reasons[-1]
        better = [reason for reason in latest if reason[1] * sign > 0]
        return next(iter(better or latest), None)

    def variation(self, sign: int) -> Variation:
        """Return the verdict of the latest result."""
        latest = self.latest_reason(sign)
        if latest is None:
            return Variation.COMMON_CAUSE
        return Variation.IMPROVEMENT if latest[1] * sign > 0 else Variation.CONCERN

    def assurance(self, target: float, sign: int) -> Assurance:
        """Return the verdict of the limits against a target; a target exactly on a limit decides nothing."""
        if target > self.upper:
            return Assurance.FAILS if sign > 0 else Assurance.PASSES
        if target < self.lower:
            return Assurance.PASSES if sign > 0 else Assurance.FAILS
        return Assurance.HIT_AND_MISS


def control_chart(results: Sequence[Decimal], *, screening: bool = True) -> ControlChart:
    """Return the XmR chart of results, oldest first, one a period.

    With `screening`, moving ranges of at least 3.267 times their mean are left out once before the limits are set, as
    the R package does by default; NHS England's spreadsheet does not.

    Raises:
        ValueError: there are fewer than two results; `refusal` asks for more than that.
    """
    if len(results) < 2:
        raise ValueError("a control chart needs results to compare")
    values = [float(result) for result in results]
    mean = sum(values) / len(values)
    ranges = [abs(after - before) for before, after in pairwise(values)]
    average = sum(ranges) / len(ranges)
    if screening:
        kept = [each for each in ranges if each < _SCREEN * average] or ranges
        average = sum(kept) / len(kept)
    reach = _TO_LIMIT * average
    lower, upper = mean - reach, mean + reach
    reasons = (tuple(_reasons(values, index, mean, reach)) for index in range(len(values)))
    return ControlChart(mean, lower, upper, tuple(reasons))


def refusal(kpi: Kpi, results: Sequence[Decimal]) -> str:
    """Return why no control chart may be drawn of a KPI, as a sentence; "" where one may.

    Rolling and cumulative figures share months with their neighbours, which makes the limits wrong.
    """
    if kpi.basis is Basis.ROLLING_12 or kpi.basis.is_cumulative:
        return say(
            "There is no control chart: {basis} figures share months with one another, so limits drawn from them would be "
            "wrong. Use the figures of single periods.",
            basis=say_word(kpi.basis),
        )
    if len(results) < FEWEST:
        return say(
            "There is no control chart: it needs at least {fewest} results, and there are {number}.",
            fewest=FEWEST,
            number=len(results),
        )
    return ""


def _reasons(values: Sequence[float], index: int, mean: float, reach: float) -> Iterator[Reason]:
    """Yield each rule that marks a result, with the direction it points in, in the order of the package."""
    value = values[index]
    if value > mean + reach or value < mean - reach:
        yield Cause.ASTRONOMICAL, 1 if value > mean else -1
    if _in_run(values, index, _direction):
        yield Cause.TREND, _direction_at(values, index)
    if near := _two_of_three(values, index, mean, reach):
        yield Cause.TWO_OF_THREE, near
    sides = [(each > mean) - (each < mean) for each in values]
    if shift := _in_run(sides, index, _side):
        yield Cause.SHIFT, shift


def _direction_at(values: Sequence[float], index: int) -> int:
    """Return the direction of the trend at a result; where one trend turns into another, that of the later one."""
    goes_on = index + 1 < len(values) and _in_run(values, index + 1, _direction) != 0
    before, after = (index, index + 1) if goes_on else (index - 1, index)
    return 1 if values[after] > values[before] else -1


def _in_run(values: Sequence[float], index: int, of: Callable[[Sequence[float]], int]) -> int:
    """Return the direction of any seven in a row that hold a result; 0 where there are none."""
    for start in range(max(index - _RUN + 1, 0), min(index, len(values) - _RUN) + 1):
        if found := of(values[start : start + _RUN]):
            return found
    return 0


def _direction(window: Sequence[float]) -> int:
    """Return +1 where every step rises, -1 where every step falls; a tie breaks a trend."""
    steps = {(after > before) - (after < before) for before, after in pairwise(window)}
    return steps.pop() if len(steps) == 1 else 0


def _side(window: Sequence[float]) -> int:
    """Return the side of the mean that all are on; a result on the mean breaks a shift."""
    sides = {int(side) for side in window}
    return sides.pop() if len(sides) == 1 else 0


def _two_of_three(values: Sequence[float], index: int, mean: float, reach: float) -> int:
    """Return the side on which a result lies beyond two sigma, with another within three results all on that side."""
    bound = reach * 2 / 3

    def beyond(value: float) -> bool:
        return abs(value - mean) > bound

    if not beyond(values[index]):
        return 0
    side = 1 if values[index] > mean else -1
    for start in range(max(index - 2, 0), min(index, len(values) - 3) + 1):
        window = values[start : start + 3]
        if all((value - mean) * side > 0 for value in window) and sum(map(beyond, window)) >= 2:
            return side
    return 0
