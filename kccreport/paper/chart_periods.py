"""Which periods a chart and the table below it show: so many as have results and as their figures leave room for."""

from collections.abc import Iterator
from typing import NamedTuple

from kccreport.models.indicator import Kpi
from kccreport.models.period import Period
from kccreport.paper.wording import bar_words, rating_words, result_words
from kccreport.rating.rated import rating_at

MOST_IN_TABLE = 13  # periods: a year and the month before it
_LEAST = 5
_ROOM = 64.0  # digits across, of a chart as wide as a page
_GAP = 0.6  # of a digit, between two columns
_FORECAST = 6.0  # digits: the word in the heading of its column
_STRONG = 1.12  # digits of a letter of a rating's word, which is bold
_MOST_EMPTY = 4  # periods to the end of the year: of quarters all, of months only with something to aim at
_RESULTS = 8  # with results, or all there are: they come before more months to aim at than that
_WIDTHS = {"%": 1.6, ",": 0.5, ".": 0.5, ":": 0.5, "[": 0.5, "]": 0.5, "-": 0.6}  # of letters, in digits


class Window(NamedTuple):
    """Where the periods shown end: with the latest result by a month, or with the end of its financial year."""

    up_to: Period
    to_year_end: bool = False


def chart_periods(kpi: Kpi, window: Window, most: int, *, in_full: bool = False, share: float = 1.0) -> list[Period]:
    """Return the periods that a chart shows, without gaps, oldest first; at least one.

    They begin with the first result, or are the newest: as many as there is room for below one another's figures in a
    `share` of the page, eight to thirteen for most. More than thirteen, or `in_full`, all that are asked for. Months to
    come, forecasts too, take no more room than eight with results leave.
    """
    latest = kpi.latest_period or kpi.frequency.latest_by(window.up_to)
    fits = int(_ROOM * share / (max(_figure_widths(kpi), default=0.0) + _GAP))
    count = most if in_full or most > MOST_IN_TABLE else min(most, max(fits, _LEAST), MOST_IN_TABLE)
    first = min(kpi.results, default=latest)
    ahead = _ahead(kpi, latest, window)
    if ahead > _MOST_EMPTY:
        with_results = sum(kpi.frequency.step(latest, -back) >= first for back in range(_RESULTS))
        ahead = min(ahead, max(count - with_results, 0))
    periods = [kpi.frequency.step(latest, ahead)]
    while len(periods) < count and (before := kpi.frequency.step(periods[0], -1)) >= first:
        periods.insert(0, before)
    return periods


def _ahead(kpi: Kpi, latest: Period, window: Window) -> int:
    """Return how many periods come after the latest: none beyond the end of the year but what is forecast."""
    if not window.to_year_end:
        return 0
    last = max((latest, *kpi.results))  # there may be no result at all
    march = latest.financial_year.first_month.plus(11)
    end = kpi.frequency.latest_by(march, like=latest)
    if end < march and kpi.phased_targets.get(kpi.frequency.step(end, 1)) is not None:
        end = kpi.frequency.step(end, 1)  # the term or quarter that has March in it
    empty = _steps(kpi, latest, end)
    has_aim = any(latest < period <= end and target is not None for period, target in kpi.phased_targets.items())
    return _steps(kpi, latest, max(last, end) if empty <= _MOST_EMPTY or has_aim else last)


def _steps(kpi: Kpi, start: Period, end: Period) -> int:
    """Return how many periods of a KPI lie between two, the second included; 0 where it is no later."""
    steps = 0
    while kpi.frequency.step(start, steps) < end:
        steps += 1
    return steps


def _figure_widths(kpi: Kpi) -> Iterator[float]:
    """Yield how wide each figure is in digits; a mark after it takes a line of its own."""
    for figure in kpi.results.values():
        if figure.is_forecast:
            yield _FORECAST
        yield from map(_width, result_words(figure, kpi.decimals, kpi.unit).split())
    for rating in {rating_at(kpi, period) for period in kpi.results}:
        yield 0.0 if rating is None else len(rating_words(rating, kpi.ratings)) * _STRONG
    for target in (kpi.target, *kpi.phased_targets.values()):
        if target is not None:
            yield _width(bar_words(target, kpi))


def _width(word: str) -> float:
    return sum(_WIDTHS.get(letter, 1.0) for letter in word)
