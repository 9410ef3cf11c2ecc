"""How far results are from their targets, so that KPIs of different units can stand in one order."""

from decimal import Decimal

from kccreport.models.measure import published
from kccreport.models.schemes.base import Measured, ToleranceBasis
from kccreport.rating.rated import RatedIndicator, RatedKpi


def gap_to_target(each: RatedIndicator) -> Decimal | None:
    """Return by how much a latest result, as printed, beats its period's target, in percent of it; negative where it misses.

    None for what has no target that is a figure, no result, or a target of nought, of which nothing is a share; and for results of an
    earlier period, which say nothing of now.
    """
    if not isinstance(each, RatedKpi) or each.is_stale or each.kpi.suspension is not None:
        return None
    kpi = each.kpi
    target = kpi.target_for(kpi.latest_period)
    if kpi.latest is None or kpi.latest.value is None or not target or kpi.polarity is None:
        return None
    measured = Measured(published(kpi.latest.value, kpi.decimals), target, kpi.polarity)
    return -measured.shortfall(ToleranceBasis.RELATIVE)
