"""A series has one result for each of its months, quarters or years, and stops where the report does."""

from collections.abc import Iterator
from itertools import pairwise

from kccreport.models.indicator import AnyIndicator
from kccreport.models.submission import Submission
from kccreport.problem import Problem


def period_out_of_step(submission: Submission) -> Iterator[Problem]:
    """Find series that skip a period, hold one between two of their own, or run past the report.

    Periods before the first result and after the last may be blank.
    Problems: skipped-period, out-of-step, result-after-report.
    """
    for indicator in submission.indicators:
        yield from _gaps(indicator)
        last = indicator.latest_period
        if last is not None and last > submission.paper.results_up_to:
            yield Problem(
                "result-after-report",
                str(indicator.results[last].at),
                f"{indicator.reference} has a result for {last.full_label}, "
                f"but the paper reports results up to {submission.paper.results_up_to.full_label}.",
                "correct the column's heading (Excel may have turned it into a date) or Results up to on the Paper sheet",
            )


def _gaps(indicator: AnyIndicator) -> Iterator[Problem]:
    span = indicator.frequency.value
    periods = sorted(indicator.results)
    for before, after in pairwise(periods):
        months = after.months_since(before)
        if months % span:
            yield Problem(
                "out-of-step",
                str(indicator.results[after].at),
                f"{indicator.reference} is {indicator.frequency.adjective}, but has results for both "
                f"{before.full_label} and {after.full_label}.",
                "clear the one that is not its own, or change its frequency on the Indicators sheet",
            )
        elif months > span:
            missing = before.plus(span)
            where = indicator.cells.get(f"Results {missing.label}", indicator.results[after].at)
            yield Problem(
                "skipped-period",
                str(where),
                f"{indicator.reference} has no result for {missing.full_label}, between {before.label} and {after.label}.",
                "type the result, or [x] where it is not available",
            )
