"""What the key says of results without a rating, and of ratings that are of an earlier period."""

from collections.abc import Collection, Iterator
from enum import Enum

from kccreport.language import say, say_many
from kccreport.layout.schema import KpiSummary, Layout, Measures
from kccreport.paper.blocks import Block, Prose, plain
from kccreport.paper.indicator_columns import rating_cell
from kccreport.paper.printed import Printed
from kccreport.paper.wording import listed, rating_words
from kccreport.rating.rated import RatedKpi, RatedSubmission, rating_at


def shows_activity_among_kpis(layout: Layout) -> bool:
    """Say whether a table prints indicators that are not rated among KPIs, with their directions."""
    return any(isinstance(block, Measures) and block.show == "all" for block in layout.blocks)


class Why(Enum):
    """Why a result has no rating."""

    NO_FIGURE = "no figure"
    NO_TARGET = "no target"
    INFORMATION = "for information"


def why_not_rated(rated: RatedSubmission, layout: Layout, found: Printed | None) -> frozenset[Why]:
    """Return why "Not rated" stands where it does: beside a KPI now, in a count of all, or at an earlier period."""
    counted = any(isinstance(block, KpiSummary) and block.counts for block in layout.blocks)
    if found is None:
        unrated = [each for each in rated.kpis if each.latest is None and (counted or not each.kpi.suspension)]
        return frozenset(_why_now(each) for each in unrated)
    whys: set[Why] = set()
    if "now" in found.unrated or any(each.latest is None for each in _in_grey(rated, found)):
        whys.update(_why_now(each) for each in rated.kpis if each.latest is None)
        if rated.activities and shows_activity_among_kpis(layout):
            whys.add(Why.INFORMATION)
    if "in chart" in found.unrated:
        whys.update(_why_then(rated) & {Why.NO_TARGET})
    if "then" in found.unrated:
        whys.update(_why_then(rated))
    if found.unrated and not whys:  # of a period before the results that there are
        whys.update(_why_then(rated) or {Why.NO_FIGURE, Why.NO_TARGET})
    return frozenset(whys)


def _why_now(each: RatedKpi) -> Why:
    if not each.kpi.scheme.meanings():
        return Why.INFORMATION
    latest = None if each.kpi.suspension else each.kpi.latest
    return Why.NO_FIGURE if latest is None or latest.value is None else Why.NO_TARGET


def _why_then(rated: RatedSubmission) -> frozenset[Why]:
    """Return why results of any period have no rating."""
    whys: set[Why] = set()
    for kpi in (each.kpi for each in rated.kpis if each.kpi.suspension is None):
        for period, figure in kpi.results.items():
            if figure.is_forecast or rating_at(kpi, period) is not None:
                continue
            held = Why.NO_TARGET if kpi.scheme.meanings() else Why.INFORMATION
            whys.add(Why.NO_FIGURE if figure.value is None else held)
    return frozenset(whys)


def _in_grey(rated: RatedSubmission, found: Printed | None) -> list[RatedKpi]:
    """Return the KPIs whose rating is of an earlier period and stands in grey."""
    stale = [each for each in rated.kpis if each.is_stale]
    return [each for each in stale if found is None or getattr(rating_cell(each), "text", "") in found.states]


def not_rated_meaning(whys: Collection[Why]) -> str:
    """Return why some results have no rating: they have no figure, or none is held against them."""
    if set(whys) == {Why.INFORMATION}:
        return say("It is shown for information, without a target to rate it against.")
    if set(whys) == {Why.NO_FIGURE}:
        return say("There is no figure to rate.")
    if Why.NO_FIGURE not in whys:
        return say("There is no target to rate it against.")
    return say("There is no figure to rate, or no target to rate it against.")


def _forecast_ratings(rated: RatedSubmission) -> frozenset[str]:
    """Return how ratings of forecasts are printed."""
    found = [
        (rating_at(kpi, period), kpi.ratings)
        for kpi in (each.kpi for each in rated.kpis)
        for period, figure in kpi.results.items()
        if figure.is_forecast
    ]
    return frozenset(rating_words(rating, scale) for rating, scale in found if rating is not None)


def earlier_ratings(rated: RatedSubmission, found: Printed | None) -> Iterator[Block]:
    """Say whose rating is of an earlier period, and that it stands in grey where it does, as a forecast's."""
    grey = [each.kpi.reference for each in _in_grey(rated, found)]
    others = [each.kpi.reference for each in rated.kpis if each.is_stale and each.kpi.reference not in grey]
    if grey:
        words = say_many(
            "{indicators} has a result of an earlier period only: the rating stands in grey with its period, and is counted apart.",
            "{indicators} have results of an earlier period only: the rating stands in grey with its period, and is counted apart.",
            len(grey),
            indicators=listed(grey),
        )
        yield Prose(plain(words))
    if found is not None and _forecast_ratings(rated) & found.states:
        yield Prose(plain(say("The rating of a forecast stands in grey.")))
    if others:
        words = say_many(
            "{indicators} has a result of an earlier period only, and is counted apart.",
            "{indicators} have results of an earlier period only, and are counted apart.",
            len(others),
            indicators=listed(others),
        )
        yield Prose(plain(words))
