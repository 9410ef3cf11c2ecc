"""Every indicator has a result for the period that the paper reports, or says why it has none."""

from collections.abc import Collection, Iterator

from kccreport.ground.address import CellAddress
from kccreport.ground.problem import Problem
from kccreport.models.indicator import AnyIndicator
from kccreport.models.period import Period
from kccreport.models.submission import Submission


def missing_result(submission: Submission, in_doubt: Collection[str] = ()) -> Iterator[Problem]:
    """Find indicators with results, but none for the newest of their periods that ended by Results up to.

    Arrears move that period back; of a quarter, a term or a year the last whole one counts, and
    figures of several years are passed over. A status code or a forecast
    in its cell says why there is none, and so does a code in the column Status. Of the references `in_doubt` it is not
    said: their figures, or the headings above them, have faults to mend first. Problems: missing-result.

    Source: a Member asks of every figure whether it is this period's; one that is older must have been left out by
    someone, not by nobody.
    """
    for indicator in submission.indicators:
        period = _expected(indicator, submission.paper.results_up_to)
        latest = indicator.latest_period
        if indicator.reference in in_doubt or period is None or period in indicator.results:
            continue
        if latest is not None and latest > period:
            continue
        name = indicator.full_label(period)
        where, how = _place(indicator, period)
        yield Problem(
            "missing-result",
            str(where),
            f"{indicator.reference} has no result for {name}, which the paper reports.",
            f"{how}, or [n] where it is not due yet, [o] where its owner has not sent it, [x] where there is none; "
            "figures that always come later have their months in Arrears on the Indicators sheet",
        )


def _expected(indicator: AnyIndicator, reported: Period) -> Period | None:
    """Return the newest period that must have a result; None where there need be none."""
    if indicator.suspension is not None or indicator.absence is not None or not indicator.results:
        return None
    if indicator.frequency.years > 1:  # published years after, and not by a calendar: what is printed carries its years
        return None
    like = indicator.latest_period or max(indicator.results)
    return indicator.frequency.latest_by(reported.plus(-indicator.arrears), like=like)


def _place(indicator: AnyIndicator, period: Period) -> tuple[CellAddress, str]:
    """Return where the result belongs, and what to do there."""
    label = indicator.label(period)
    if "Data" in indicator.cells:
        return indicator.cells["Data"], f"add its rows up to {period.full_label} to the Data sheet"
    if (cell := indicator.cells.get(f"Results {period.label}")) is not None:
        return cell, "type the result"
    return indicator.cells.get("Results", indicator.cells["Reference"]), f"add a column headed {label} with the result"
