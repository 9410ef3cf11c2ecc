"""An expected range is for the months that it is compared with."""

from collections.abc import Iterator
from decimal import Decimal

from kccreport.ground.problem import Problem, warning
from kccreport.models.indicator import ActivityIndicator
from kccreport.models.measure import Basis
from kccreport.models.submission import Submission


def range_of_one_period(submission: Submission) -> Iterator[Problem]:
    """Find years to date that lie above a range which looks like that of a single month, quarter or term.

    A year to date is compared with the range of the same months: so are all those that Kent County Council publishes.
    A range looks like that of one period where figures that add up exceed it, and their mean a period lies in it.

    Problems: range-of-one-period (a warning).
    """
    for activity in submission.indicators:
        if not isinstance(activity, ActivityIndicator) or activity.upper is None or activity.lower is None:
            continue
        total, count = _added_up(activity)
        if total > activity.upper and activity.lower * count <= total <= activity.upper * count:
            noun = activity.frequency.noun
            yield warning(
                "range-of-one-period",
                str(activity.cells["Upper"]),
                f"{activity.reference}'s range, {activity.lower:f} to {activity.upper:f}, looks like that of one {noun}, "
                f"but the year to date, {total:f}, is compared with it.",
                f"type the range of the year to date: of {count} {noun}s together",
            )


def _added_up(activity: ActivityIndicator) -> tuple[Decimal, int]:
    """Return what the periods of the latest financial year come to and how many they are; 0 and 0 where they do not add up."""
    latest = activity.latest_period
    if latest is None or activity.suspension is not None or activity.unit.is_percentage:
        return Decimal(0), 0
    year = latest.financial_year
    count = (latest.months_since(year.first_month) + 1) // activity.frequency.months_to(latest)
    figures = [each.value for period, each in activity.results.items() if period.financial_year == year]
    known = [value for value in figures if value is not None]
    if activity.basis is Basis.CUMULATIVE:
        total = activity.results[latest].value
    else:
        given = activity.year_to_date if activity.basis.has_year_to_date else None
        total = given.value if given is not None and given.value == sum(known) and len(known) == count else None
    return (Decimal(0), 0) if total is None or count < 2 else (total, count)
