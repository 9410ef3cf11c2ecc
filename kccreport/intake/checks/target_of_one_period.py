"""A target of one month is not what the months of a year together are compared with."""

from collections.abc import Iterator
from decimal import Decimal

from kccreport.ground.problem import Problem, warning
from kccreport.models.indicator import Kpi
from kccreport.models.measure import Basis, published
from kccreport.models.submission import Submission


def target_of_one_period(submission: Submission) -> Iterator[Problem]:
    """Find years to date that are the sum of their periods, and are rated by a target that looks like that of one of them.

    It does where the mean of the periods is nearer to it than their sum is, and between half of it and twice as much. Of
    two periods or more; one with a target of its own for the year to date is not looked at.

    Problems: target-of-one-period (a warning).
    """
    for kpi in submission.indicators:
        if not isinstance(kpi, Kpi) or kpi.target is None or kpi.phased_targets or kpi.year_to_date_target is not None:
            continue
        total, count = _added_up(kpi)
        if count < 2:
            continue
        mean, target = total / count, kpi.target
        if abs(mean - target) < abs(total - target) and target <= 2 * mean <= 4 * target:
            noun = kpi.frequency.noun
            yield warning(
                "target-of-one-period",
                str(kpi.cells["Target"]),
                f"{kpi.reference}'s target, {target:,f}, looks like that of one {noun}, but the year to date, "
                f"{published(total, kpi.year_to_date_decimals):,f}, is rated by it.",
                f"type the target of the {count} {noun}s together below Year to date on the sheet Targets, and a floor "
                f"standard there in a row {kpi.reference} floor; or [z] as its year to date",
            )


def _added_up(kpi: Kpi) -> tuple[Decimal, int]:
    """Return the year to date and how many periods it is the sum of; 0 and 0 where it is no sum of them."""
    latest, given = kpi.latest_period, kpi.year_to_date
    if latest is None or kpi.suspension is not None or kpi.basis is not Basis.IN_PERIOD or given is None:
        return Decimal(0), 0
    year = latest.financial_year
    known = [
        figure.value
        for period, figure in kpi.results.items()
        if period.financial_year == year and not figure.is_forecast and figure.value is not None
    ]
    return (given.value, len(known)) if given.value is not None and given.value == sum(known) else (Decimal(0), 0)
