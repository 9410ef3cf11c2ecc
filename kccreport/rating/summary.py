"""A rated submission as data: what `kccreport rate --json` and `kccreport audit --json` print."""

from decimal import Decimal
from typing import Any

from msgspec.structs import asdict

from kccreport.models.alert import Alert
from kccreport.models.indicator import Figure, Indicator
from kccreport.models.measure import published
from kccreport.models.rag import Rag
from kccreport.rating.audit import disagreements
from kccreport.rating.changes import changes
from kccreport.rating.rated import Counts, RatedKpi, RatedSubmission, year_to_date


def as_data(rated: RatedSubmission) -> dict[str, Any]:
    """Return ratings, alerts and directions as plain values, in the order of the workbook.

    Figures are as printed: rounded, percentages as 97. A suspended indicator, or a missing figure, is None. Of activity
    directions are given where it has a polarity, or a way of its own to find one.
    """
    return {"indicators": [_indicator(each) for each in rated.indicators], "counts": _counts(rated), **_words(rated)}


def audit_data(rated: RatedSubmission) -> dict[str, Any]:
    """Return what a published paper contradicts, as plain values: what `kccreport audit --json` prints."""
    return {
        "compared": len(rated.submission.published) + len(rated.submission.published_paper),
        "disagreements": [asdict(each) | {"at": str(each.at)} for each in disagreements(rated)],
        **_words(rated),
    }


def diff_data(old: RatedSubmission, new: RatedSubmission) -> dict[str, Any]:
    """Return what is different between two workbooks, as plain values: what `kccreport diff --json` prints."""
    return {"changes": [asdict(each) for each in changes(old, new)], **_words(new)}


def _words(rated: RatedSubmission) -> dict[str, dict[str, str]]:
    """Return what the council calls its ratings, where it has words of its own: ratings themselves stay codes."""
    words = rated.submission.paper.ratings.words
    return {"rating_words": {rating.value: word for rating, word in words}} if words else {}


def _indicator(each: Any) -> dict[str, Any]:
    is_kpi = isinstance(each, RatedKpi)
    indicator: Indicator = each.kpi if is_kpi else each.activity
    latest = None if indicator.suspension else indicator.latest
    period = None if indicator.suspension else indicator.latest_period
    return {
        "reference": indicator.published_reference,
        **({} if indicator.has_reference else {"title": indicator.title}),
        "kind": "kpi" if is_kpi else "activity",
        "latest": {
            "period": period.label if period else None,
            "value": _number(latest, indicator.decimals),
            "rag": each.latest if is_kpi else None,
        },
        "ytd": {
            "value": _number(year_to_date(indicator), indicator.year_to_date_decimals),
            "rag": each.year_to_date if is_kpi else None,
        },
        "alert": None if is_kpi else each.alert,
        "direction": each.travel if is_kpi or indicator.polarity or indicator.travel_method else None,
    }


def _number(figure: Figure | None, decimals: int) -> int | float | None:
    if figure is None or figure.value is None:
        return None
    value: Decimal = published(figure.value, decimals)
    return int(value) if value == value.to_integral_value() else float(value)


def _counts(rated: RatedSubmission) -> dict[str, Any]:
    travel, alerts = rated.travel_counts, rated.alert_counts
    return {
        "kpi": len(rated.kpis),
        "activity": len(rated.activities),
        "latest": _rating_counts(rated.latest_counts),
        "ytd": _rating_counts(rated.year_to_date_counts),
        "alert": {**{each.value: alerts[each] for each in Alert}, "none": alerts[None]},
        "direction": {
            "improving": travel.improving,
            "worsening": travel.worsening,
            "unchanged": travel.unchanged,
            "not_available": travel.not_available,
        },
    }


def _rating_counts(counts: Counts) -> dict[str, int]:
    usual = {rating.value: counts[rating] for rating in (Rag.GREEN, Rag.AMBER, Rag.RED)}
    return {
        **usual,
        **{rating.value: count for rating, count in counts.by_rating.items()},
        "not_rated": counts.not_rated,
    }
