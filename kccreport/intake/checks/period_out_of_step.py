"""A series has one result for each of its months, quarters or years, and stops where the report does."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from kccreport.ground.problem import Problem
from kccreport.models.indicator import AnyIndicator
from kccreport.models.measure import Basis
from kccreport.models.period import Frequency, Period
from kccreport.models.submission import Submission


def period_out_of_step(submission: Submission) -> Iterator[Problem]:
    """Find series that skip a period, hold one between two of their own, or run past the report.

    Periods before the first result and after the last may be blank, and those that were left out by choice.
    Problems: skipped-period, out-of-step, result-after-report.
    """
    # a year of one indicator says nothing of the quarters of another
    held = {
        kind: Counter(period for each in alike for period in each.results)
        for kind, alike in _by_kind(submission.indicators).items()
    }
    for indicator in submission.indicators:
        yield from _gaps(indicator, held[indicator.frequency, indicator.basis])
        last = indicator.latest_period
        if last is not None and _begins_after(indicator, last, submission.paper.results_up_to):
            yield Problem(
                "result-after-report",
                str(indicator.results[last].at),
                f"{indicator.reference} has a result for {indicator.full_label(last)}, "
                f"but the paper reports results up to {submission.paper.results_up_to.full_label}.",
                "correct the column's heading (Excel may have turned it into a date) or Results up to on the Paper sheet",
            )


def _by_kind(indicators: Sequence[AnyIndicator]) -> dict[tuple[Frequency, Basis], list[AnyIndicator]]:
    """Group indicators by what their results cover."""
    found: dict[tuple[Frequency, Basis], list[AnyIndicator]] = {}
    for each in indicators:
        found.setdefault((each.frequency, each.basis), []).append(each)
    return found


def _begins_after(indicator: AnyIndicator, last: Period, reported: Period) -> bool:
    """Say whether a period is later than the paper: of terms and academic years, one that has not even begun.

    Schools' results for a term or a year are known, and published, before the quarter that a paper reports ends.
    """
    if indicator.frequency in (Frequency.TERMLY, Frequency.ACADEMIC_YEAR):
        return last.plus(1 - indicator.frequency.months_to(last)) > reported
    return last > reported


def _gaps(indicator: AnyIndicator, held: Mapping[Period, int]) -> Iterator[Problem]:
    frequency = indicator.frequency
    periods = sorted(indicator.results)
    is_chosen = _is_chosen(indicator, periods, held)
    for before, after in pairwise(periods):
        missing = expected = frequency.step(before, 1)
        while expected < after:
            expected = frequency.step(expected, 1)
        if expected != after:
            yield Problem(
                "out-of-step",
                str(indicator.results[after].at),
                f"{indicator.reference} is {frequency}, but has results for both "
                f"{indicator.full_label(before)} and {indicator.full_label(after)}.",
                "clear the one that is not its own, or change its frequency on the Indicators sheet",
            )
        elif missing != after and not is_chosen and frequency.years <= 1:  # of several years each may follow the last
            where = indicator.cells.get(f"Results {missing.label}", indicator.results[after].at)
            yield Problem(
                "skipped-period",
                str(where),
                f"{indicator.reference} has no result for {indicator.full_label(missing)}, "
                f"between {indicator.label(before)} and {indicator.label(after)}.",
                "type the result, or [x] where it is not available",
            )


def _is_chosen(indicator: AnyIndicator, periods: Sequence[Period], held: Mapping[Period, int]) -> bool:
    """Say whether a series leaves out periods by choice.

    It does where they lie equally far apart: the same quarter of three years, or every second month. And it does where
    it gets closer together as it nears the present, such as year ends and then quarters, or last year's quarter and
    then this year's, if the sheet has no column for what is left out. A column for it that is blank, or a gap among
    the newest, is more likely something forgotten, or a heading with the wrong year.
    """
    months = [_months(before, after) for before, after in pairwise(periods)]
    if len(months) > 1 and len(set(months)) == 1:
        return True
    step = indicator.frequency.months_to(periods[-1]) if periods else 1
    gets_closer = all(later <= earlier for earlier, later in pairwise(months))
    is_whole = bool(months) and (months[-1] <= step or months[-1] % 12 == 0 or months[-1:] * 2 == months[-2:])
    return (
        gets_closer
        and is_whole
        and not any(_has_column(indicator, each, held) for each in _left_out(indicator, periods))
    )


def _months(before: Period, after: Period) -> int:
    return (after.year - before.year) * 12 + after.month - before.month


def _left_out(indicator: AnyIndicator, periods: Sequence[Period]) -> Iterator[Period]:
    for before, after in pairwise(periods):
        missing = indicator.frequency.step(before, 1)
        while missing < after:
            yield missing
            missing = indicator.frequency.step(missing, 1)


def _has_column(indicator: AnyIndicator, period: Period, held: Mapping[Period, int]) -> bool:
    """Say whether a period has a column, or another indicator a figure of it."""
    return f"Results {period.label}" in indicator.cells or bool(held.get(period))
