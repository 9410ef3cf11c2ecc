"""Every figure that a paper prints of its indicators, as tidy rows: what all copies of the data are made from."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from kccreport.models.indicator import Figure, Indicator, Kpi, Suspension
from kccreport.models.measure import Status, own_decimals, published
from kccreport.models.period import Period
from kccreport.models.rag import Rag
from kccreport.rating.rated import RatedIndicator, RatedKpi, RatedSubmission, rating_at, year_to_date


class Row(NamedTuple):
    """One published figure. Numbers are as printed, percentages as 97; "" where there is none.

    `period` is the last month that a result covers, as 2020-12, and `label` what the paper calls the period; `measure` is
    result, forecast, year to date or year-end forecast. `note` is what the paper says beside the figure. An indicator
    that is suspended has one row without a figure, whose note says why.
    """

    reference: str
    title: str
    measure: str
    frequency: str
    label: str
    period: str
    value: str
    unit: str
    target: str
    floor: str
    rating: str
    status: str
    note: str = ""


def tidy_rows(rated: RatedSubmission) -> Iterator[Row]:
    """Yield every figure that the paper may print, indicator by indicator, oldest first."""
    for each in rated.indicators:
        if each.indicator.suspension is None:
            yield from _rows(each, each.indicator)
        else:
            yield _suspended(each.indicator, each.indicator.suspension, rated.submission.paper.results_up_to)


def _suspended(indicator: Indicator, suspension: Suspension, up_to: Period) -> Row:
    """Return the row of an indicator without results, of the period that the paper reports."""
    period = indicator.frequency.latest_by(up_to)
    return Row(
        reference=indicator.published_reference,
        title=indicator.title,
        measure="result",
        frequency=indicator.frequency.value,
        label=indicator.full_label(period),
        period=_month(period),
        value="",
        unit=indicator.unit.counts,
        target="",
        floor="",
        rating="",
        status=Status.SUSPENDED.value,
        note=suspension.sentence,
    )


def _month(period: Period) -> str:
    return f"{period.year}-{period.month:02d}"


def _rows(each: RatedIndicator, indicator: Indicator) -> Iterator[Row]:
    latest = indicator.latest_period
    for period, figure in sorted(indicator.results.items()):
        measure = "forecast" if figure.is_forecast else "result"
        rating = rating_at(indicator, period) if isinstance(indicator, Kpi) else None
        if isinstance(each, RatedKpi) and period == latest:
            rating = each.latest
        yield _row(indicator, measure, period, figure, _word(rating, indicator), indicator.decimals)
    to_date = year_to_date(indicator)
    if to_date is not None and latest is not None:
        rating = each.year_to_date if isinstance(each, RatedKpi) else None
        yield _row(
            indicator, "year to date", latest, to_date, _word(rating, indicator), indicator.year_to_date_decimals
        )
    if indicator.forecast is not None and latest is not None and isinstance(each, RatedKpi):
        end = Period(latest.financial_year.start + 1, 3)
        yield _row(
            indicator, "year-end forecast", end, indicator.forecast, _word(each.forecast, indicator), indicator.decimals
        )


def _word(rating: Rag | None, indicator: Indicator) -> str:
    """Return a rating by the council's own word where it has one; "" where there is none."""
    return "" if rating is None else indicator.ratings.own(rating) or rating.value


def _row(indicator: Indicator, measure: str, period: Period, figure: Figure, rating: str, decimals: int) -> Row:
    target = floor = ""
    if isinstance(indicator, Kpi):
        held_against = indicator.target if measure.startswith("year") else indicator.target_for(period)
        if measure == "year to date" and indicator.year_to_date_target is not None:
            held_against = indicator.year_to_date_target
        scheme = indicator.scheme_for(None if measure.startswith("year") else period)
        if measure == "year to date":
            scheme = indicator.year_to_date_scheme
        if indicator.polarity is not None and (held_against is not None or not scheme.looks_at_target):
            limit = scheme.amber_limit(held_against, indicator.polarity)
            target = "" if held_against is None else _bar(held_against, indicator)
            floor = "" if limit is None else _bar(limit, indicator)
    return Row(
        reference=indicator.published_reference,
        title=indicator.title,
        measure=measure,
        frequency=indicator.frequency.value,
        label=indicator.full_label(period),
        period=_month(period),
        value="" if figure.value is None else str(published(figure.value, decimals)),
        unit=indicator.unit.counts,
        target=target,
        floor=floor,
        rating=rating,
        status="" if figure.status is None else figure.status.value,
        note=figure.note,
    )


def _bar(value: Decimal, indicator: Indicator) -> str:
    """Return a target or a limit with the decimals that the paper prints."""
    return str(published(value, max(indicator.target_decimals, own_decimals(value))))
