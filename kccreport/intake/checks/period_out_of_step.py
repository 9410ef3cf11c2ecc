"""A series has one result for each of its months, quarters or years, and stops where the report does."""

from collections.abc import Iterator
from itertools import pairwise

from kccreport.ground.problem import Problem
from kccreport.models.indicator import AnyIndicator
from kccreport.models.period import Frequency, Period
from kccreport.models.submission import Submission


def period_out_of_step(submission: Submission) -> Iterator[Problem]:
    """Find series that skip a period, hold one between two of their own, or run past the report.

    Periods before the first result and after the last may be blank.
    Problems: skipped-period, out-of-step, result-after-report.
    """
    for indicator in submission.indicators:
        yield from _gaps(indicator)
        last = indicator.latest_period
        if last is not None and _begins_after(indicator, last, submission.paper.results_up_to):
            yield Problem(
                "result-after-report",
                str(indicator.results[last].at),
                f"{indicator.reference} has a result for {indicator.full_label(last)}, "
                f"but the paper reports results up to {submission.paper.results_up_to.full_label}.",
                "correct the column's heading (Excel may have turned it into a date) or Results up to on the Paper sheet",
            )


def _begins_after(indicator: AnyIndicator, last: Period, reported: Period) -> bool:
    """Say whether a period is later than the paper: of terms and academic years, one that has not even begun.

    Schools' results for a term or a year are known, and published, before the quarter that a paper reports ends.
    """
    if indicator.frequency in (Frequency.TERMLY, Frequency.ACADEMIC_YEAR):
        return last.plus(1 - indicator.frequency.months_to(last)) > reported
    return last > reported


def _gaps(indicator: AnyIndicator) -> Iterator[Problem]:
    frequency = indicator.frequency
    periods = sorted(indicator.results)
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
        elif missing != after and frequency.years <= 1:  # of several years each may follow the last
            where = indicator.cells.get(f"Results {missing.label}", indicator.results[after].at)
            yield Problem(
                "skipped-period",
                str(where),
                f"{indicator.reference} has no result for {indicator.full_label(missing)}, "
                f"between {indicator.label(before)} and {indicator.label(after)}.",
                "type the result, or [x] where it is not available",
            )
