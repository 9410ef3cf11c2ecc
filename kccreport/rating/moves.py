"""How far results have moved since the period before, and what is expected of them at the end of the year."""

from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct

from kccreport.models.indicator import Figure
from kccreport.models.measure import published
from kccreport.models.period import FinancialYear
from kccreport.models.rag import Rag
from kccreport.models.travel import TravelMethod
from kccreport.rating.rated import RatedKpi, RatedSubmission, rating_at
from kccreport.rating.travel import is_fair, same_period_last_year


class Move(Struct, frozen=True):
    """A KPI's latest result beside an earlier one, both as printed; `by` is how much better, in percent of its target.

    `on_last_year` where the earlier one is of the same period a year before, since figures that start again each year are
    compared with no other.
    """

    rated: RatedKpi
    before: Decimal
    now: Decimal
    by: Decimal
    on_last_year: bool = False


def moves(rated: RatedSubmission) -> tuple[Move, ...]:
    """Return how far each KPI has moved that has both figures for now, a target that is not nought, and a polarity."""
    return tuple(move for each in rated.kpis if (move := _move(each)) is not None)


def best_movers(rated: RatedSubmission) -> list[Move]:
    """Return the KPIs that are better than before, the largest move first; level ones in the order of the workbook."""
    return sorted((each for each in moves(rated) if each.by > 0), key=lambda each: -each.by)


def worst_movers(rated: RatedSubmission) -> list[Move]:
    """Return the KPIs that are worse than before, the largest move first; level ones in the order of the workbook."""
    return sorted((each for each in moves(rated) if each.by < 0), key=lambda each: each.by)


def _move(each: RatedKpi) -> Move | None:
    kpi, period = each.kpi, each.kpi.latest_period
    if each.is_stale or kpi.suspension is not None or kpi.polarity is None or period is None or kpi.latest is None:
        return None
    on_last_year = not is_fair(kpi, TravelMethod.PREVIOUS)
    earlier = same_period_last_year(kpi) if on_last_year else kpi.results.get(kpi.frequency.step(period, -1))
    target = kpi.target_for(period)
    if earlier is None or earlier.value is None or kpi.latest.value is None or not target:
        return None
    before, now = published(earlier.value, kpi.decimals), published(kpi.latest.value, kpi.decimals)
    return Move(each, before, now, kpi.polarity.sign * (now - before) * 100 / abs(target), on_last_year)


def expected(each: RatedKpi, year: FinancialYear) -> tuple[Figure, Rag | None] | None:
    """Return the figure that is expected of a KPI at the end of the year, with its rating; None where nobody says.

    It is the one of the column Forecast, or else a result marked as a forecast in the last period of the year.
    """
    kpi = each.kpi
    if kpi.suspension is not None:
        return None
    if kpi.forecast is not None:
        return kpi.forecast, each.forecast
    last = kpi.frequency.latest_by(year.first_month.plus(11), like=kpi.latest_period)
    figure = kpi.results.get(last)
    return (figure, rating_at(kpi, last)) if figure is not None and figure.is_forecast else None


def outlook(rated: RatedSubmission) -> Iterator[tuple[RatedKpi, Figure, Rag | None]]:
    """Yield the KPIs with an expected figure for the end of the year, that figure, and how it would be rated."""
    for each in rated.kpis:
        found = expected(each, rated.submission.paper.financial_year)
        if found is not None:
            yield each, *found
