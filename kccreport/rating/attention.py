"""Which KPIs need attention now: Red ones, and Amber ones that have been so for two periods or are worsening."""

from decimal import Decimal

from msgspec import Struct

from kccreport.models.period import Period
from kccreport.models.rag import Rag
from kccreport.models.travel import Travel
from kccreport.rating.gap import gap_to_target
from kccreport.rating.rated import RatedKpi, RatedSubmission, rating_at

RUNNING = 2  # periods: from here on an Amber is no chance


class RatingRun(Struct, frozen=True):
    """How long a KPI has had the rating it has: since which period, over how many of them, the latest included.

    One that is `open` begins where the known figures do, or after a period without a rating: it may be longer.
    """

    since: Period
    periods: int
    is_open: bool


def rating_run(each: RatedKpi) -> RatingRun | None:
    """Return how long a KPI has had its latest rating; None where it has none."""
    latest = each.kpi.latest_period
    if latest is None or each.latest is None or each.kpi.suspension is not None:
        return None
    since, periods = latest, 1
    while True:
        earlier = each.kpi.frequency.step(since, -1)
        rating = rating_at(each.kpi, earlier)
        if rating is not each.latest:
            return RatingRun(since, periods, is_open=rating is None)
        since, periods = earlier, periods + 1


def is_off_track(each: RatedKpi) -> bool:
    """Say whether a KPI is Red now, or has missed its target where nothing tells amber from red."""
    return not each.is_stale and each.latest is not None and each.latest.calls_for_explanation


def needs_attention(rated: RatedSubmission) -> tuple[RatedKpi, ...]:
    """Return the KPIs that need attention now: Red ones, then Amber ones of two periods or more, or that are worsening.

    Of each rating the furthest from its target comes first, in percent of the target; those of which that cannot be said
    come last, in the order of the workbook. A result of an earlier period says nothing of now: see `unknown_by_now`.
    """
    red = [each for each in rated.kpis if is_off_track(each)]
    amber = [each for each in rated.kpis if _is_amber_for_long(each)]
    return (*sorted(red, key=_nearness), *sorted(amber, key=_nearness))


def unknown_by_now(rated: RatedSubmission) -> tuple[RatedKpi, ...]:
    """Return the KPIs whose newest result is of an earlier period, and was Red or Amber."""
    amiss = (Rag.RED, Rag.NOT_MET, Rag.AMBER)
    return tuple(each for each in rated.kpis if each.is_stale and each.latest in amiss)


def _is_amber_for_long(each: RatedKpi) -> bool:
    if each.is_stale or each.latest is not Rag.AMBER:
        return False
    run = rating_run(each)
    return each.travel is Travel.WORSENING or (run is not None and run.periods >= RUNNING)


def _nearness(each: RatedKpi) -> tuple[bool, Decimal]:
    """Return what sorts the furthest from its target first."""
    gap = gap_to_target(each)
    return gap is None, gap or Decimal(0)
