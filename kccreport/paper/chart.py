"""A KPI's results over time to a chart: what is drawn, the axis, and the words for those who cannot see it."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import NamedTuple, assert_never

from kccreport.ground.values import replace
from kccreport.language import say, say_word
from kccreport.models.indicator import Comparator, Kpi
from kccreport.models.measure import Basis, Status, published
from kccreport.models.period import Period
from kccreport.paper.axis import axis, starts_at_nought
from kccreport.paper.blocks import Chart, ChartPoint, Sign
from kccreport.paper.chart_words import chart_words, limit_words
from kccreport.paper.period_words import in_period, results_words
from kccreport.paper.wording import (
    bar_words,
    comparator_words,
    figure_words,
    noted_words,
    status_mark,
    target_words,
    unit_words,
)
from kccreport.rating.rated import RatedKpi, rating_at
from kccreport.rating.spc import Assurance, Cause, ControlChart, Variation


def trend_chart(each: RatedKpi, periods: Sequence[Period], control: ControlChart | None = None) -> Chart | None:
    """Return the chart of a KPI over some periods, oldest first; None where fewer than two have a figure.

    With `control`, its mean and limits are drawn too, and take the place of the floor.
    """
    kpi = each.kpi
    points = _points(kpi, periods, control)
    values = [point.value for point in points if point.value is not None]
    if kpi.suspension is not None or len(values) < 2:
        return None
    limit = None if control else kpi.amber_limit(kpi.latest_period)
    has_bars = control is None and _suits_bars(kpi)
    others = () if control else tuple(_dated(kpi, comparator) for comparator in kpi.comparators)
    lines = _control_lines(kpi, control) if control else ()
    targets = [point.target for point in points if point.target is not None]
    limits = [] if limit is None else [limit, *(point.limit for point in points if point.limit is not None)]
    shown = [*values, *targets, *limits, *(value for value, _ in (*lines, *others))]
    from_nought = has_bars or (control is None and starts_at_nought(kpi.unit))
    chart = Chart(
        points=points,
        ticks=axis(shown, kpi.unit, from_nought=from_nought),
        alt=chart_words(
            each,
            periods,
            has_bars=has_bars,
            control=[words for _, words in lines],
            special=[(point.label, point.is_special) for point in points],
            verdicts=[verdict.sentence for verdict in (control_verdicts(kpi, control) if control else ())],
        ),
        control=lines,
        last_words=_last_words(kpi),
        target_words=_last_target_words(kpi, periods) if targets else "",
        comparators=others,
        has_bars=has_bars,
        scale=kpi.ratings,
        limit=limit,
        limit_words=_limit_words(kpi, _last_limit(points, limit))[0],
        title=_title(kpi, periods),
        forecast_words=_forecast_words(kpi, periods),
    )
    return _in_key(chart, kpi, periods)


def _last_limit(points: Sequence[ChartPoint], limit: Decimal | None) -> Decimal | None:
    """Return the limit at which its line ends; None where none is drawn."""
    if limit is None:
        return None
    return next((point.limit for point in reversed(points) if point.limit is not None), limit)


class _Stepping(NamedTuple):
    """A line by periods: its values, and of a period its name with the figure, and the figure alone."""

    values: Sequence[Decimal | None]
    words: Callable[[int], tuple[str, str]]

    def key(self, labels: Sequence[str], latest: int) -> str:
        """Return its name where its end is not seen: what the latest result is held against, and then its end.

        "" where these two are the same, or there is no line.
        """
        last = next((at for at in reversed(range(len(labels))) if self.values[at] is not None), None)
        if last is None or self.values[latest] == self.values[last]:
            return ""
        name, figure = self.words(last)
        if last < latest:
            return in_period(name, labels[last])
        if self.values[latest] is None:
            return say("{what} by {period}", what=name, period=labels[last])
        return say("{now}; {last} by {period}", now=self.words(latest)[0], last=figure, period=labels[last])


def _in_key(chart: Chart, kpi: Kpi, periods: Sequence[Period]) -> Chart:
    """Return a chart with the names of its stepping lines for a key above it."""
    points, labels = chart.points, [kpi.label(period) for period in periods]
    latest = max((at for at, each in enumerate(points) if each.value is not None and not each.is_forecast), default=0)
    target = _Stepping([point.target for point in points], lambda at: _target_words(kpi, periods[at]))
    limit = _Stepping([point.limit for point in points], lambda at: _limit_words(kpi, points[at].limit))
    forecasts = [at for at, point in enumerate(points) if point.is_forecast and point.value is not None]
    has_forecasts = len({points[at].value for at in forecasts}) > 1
    return replace(
        chart,
        target_key=target.key(labels, latest) if chart.target_words else "",
        limit_key=limit.key(labels, latest) if chart.limit_words else "",
        forecast_key=say("{what} by {period}", what=chart.forecast_words, period=labels[forecasts[-1]])
        if has_forecasts
        else "",
    )


def _target_words(kpi: Kpi, period: Period) -> tuple[str, str]:
    figure = target_words(kpi, period)
    return say("Target {figure}", figure=figure), figure


def _limit_words(kpi: Kpi, limit: Decimal | None) -> tuple[str, str]:
    return ("", "") if limit is None else (limit_words(kpi, limit), bar_words(limit, kpi))


def _title(kpi: Kpi, periods: Sequence[Period]) -> str:
    """Return what is plotted: which results, in which unit, from when to when."""
    found = [period for period in periods if (figure := kpi.results.get(period)) and figure.value is not None]
    return results_words(kpi.frequency, unit_words(kpi), kpi.full_label(found[0]), kpi.full_label(found[-1]))


def _forecast_words(kpi: Kpi, periods: Sequence[Period]) -> str:
    figures = (kpi.results.get(period) for period in reversed(periods))
    last = next((each for each in figures if each and each.is_forecast and each.value is not None), None)
    if last is None or last.value is None:
        return ""
    return say("Forecast {figure}", figure=noted_words(last, kpi.decimals, kpi.unit))


def _suits_bars(kpi: Kpi) -> bool:
    """True for yearly figures, and for counts of what happened in a period; a level over time is a line."""
    is_count = kpi.basis is Basis.IN_PERIOD or kpi.basis.is_cumulative
    return kpi.frequency.is_yearly or (is_count and not kpi.unit.is_percentage)


def _comparator(kpi: Kpi, comparator: Comparator) -> tuple[Decimal, str]:
    return comparator.value, f"{comparator.name} {comparator_words(comparator, kpi.unit)}"


def _dated(kpi: Kpi, comparator: Comparator) -> tuple[Decimal, str]:
    """Return what others achieved and when, since it is seldom of the periods shown."""
    value, words = _comparator(kpi, comparator)
    return value, f"{words}, {comparator.period}" if comparator.period else words


def _last_words(kpi: Kpi) -> str:
    latest = kpi.latest
    return "" if latest is None or latest.value is None else figure_words(latest.value, kpi.decimals, kpi.unit)


def _last_target_words(kpi: Kpi, periods: Sequence[Period]) -> str:
    """Return the target at which its line ends."""
    return _target_words(kpi, next(each for each in reversed(periods) if kpi.target_for(each) is not None))[0]


def _control_lines(kpi: Kpi, control: ControlChart) -> tuple[tuple[Decimal, str], ...]:
    """Return mean and limits, drawn within what the unit can hold: no percentage beyond 0 and 100, no count below 0."""
    lines = [(say("Lower limit"), control.lower), (say("Mean"), control.mean), (say("Upper limit"), control.upper)]
    decimals = kpi.decimals + 1
    drawn = []
    for name, value in lines:
        inside = min(value, 100.0) if kpi.unit.is_percentage else value
        inside = max(inside, 0.0) if _is_never_negative(kpi) else inside
        figure = published(Decimal(f"{inside:.15g}"), decimals)
        drawn.append((figure, f"{name} {figure_words(figure, decimals, kpi.unit)}"))
    return tuple(drawn)


def _is_never_negative(kpi: Kpi) -> bool:
    """True for shares, counts and times without a result below nought; a balance of money may fall below it."""
    is_money = "£" in kpi.unit.name
    return not is_money and all(figure.value is None or figure.value >= 0 for figure in kpi.results.values())


class ControlVerdict(NamedTuple):
    """One of the two verdicts of a control chart, with its reason."""

    name: str
    words: str
    why: str
    sign: Sign

    @property
    def sentence(self) -> str:
        """Return the verdict and its reason, such as "Variation: concern; the latest result is below the lower limit."."""
        return f"{self.name}: {self.words}; {self.why}."


def control_verdicts(kpi: Kpi, control: ControlChart) -> list[ControlVerdict]:
    """Return both verdicts of a control chart: variation, and where the target is known assurance."""
    polarity = 0 if kpi.polarity is None else kpi.polarity.sign
    cause = control.latest_reason(polarity)
    why = _cause_words(*cause) if cause else say("the latest result is within what chance brings")
    varied, target = control.variation(polarity), kpi.current_target
    verdicts = [ControlVerdict(say("Variation"), say_word(varied), why, _VARIATION_SIGNS[varied])]
    if target is not None and polarity:
        assured = control.assurance(float(target), polarity)
        words = _assurance_words(assured, bar_words(target, kpi))
        verdicts.append(ControlVerdict(say("Assurance"), say_word(assured), words, _ASSURANCE_SIGNS[assured]))
    return verdicts


_VARIATION_SIGNS = {
    Variation.IMPROVEMENT: Sign.UP, Variation.CONCERN: Sign.DOWN, Variation.COMMON_CAUSE: Sign.LEVEL,
}  # fmt: skip
_ASSURANCE_SIGNS = {Assurance.PASSES: Sign.PASS, Assurance.FAILS: Sign.FAIL, Assurance.HIT_AND_MISS: Sign.EITHER}


def _cause_words(cause: Cause, direction: int) -> str:
    """Return why the latest result is more than chance; +1 is high or rising."""
    is_up = direction > 0
    match cause:
        case Cause.ASTRONOMICAL:
            return (
                say("the latest result is above the upper limit")
                if is_up
                else say("the latest result is below the lower limit")
            )
        case Cause.TREND:
            return (
                say("the latest result is one of seven in a row that rise")
                if is_up
                else say("the latest result is one of seven in a row that fall")
            )
        case Cause.TWO_OF_THREE:
            return (
                say("the latest result is one of two in three that are close to the upper limit")
                if is_up
                else say("the latest result is one of two in three that are close to the lower limit")
            )
        case Cause.SHIFT:
            return (
                say("the latest result is one of seven in a row above the mean")
                if is_up
                else say("the latest result is one of seven in a row below the mean")
            )
        case _:
            assert_never(cause)


def _assurance_words(assured: Assurance, target: str) -> str:
    """Return what a control chart says of a target, as printed."""
    match assured:
        case Assurance.PASSES:
            return say("as things are, the target of {target} will be met", target=target)
        case Assurance.FAILS:
            return say("as things are, the target of {target} will not be met", target=target)
        case Assurance.HIT_AND_MISS:
            return say(
                "as things are, the target of {target} will be met in some periods and missed in others", target=target
            )
        case _:
            assert_never(assured)


def _points(kpi: Kpi, periods: Sequence[Period], control: ControlChart | None) -> tuple[ChartPoint, ...]:
    """Return the point of each period; the newest stand for the results that a control chart is made of."""
    points = [_point(kpi, period) for period in periods]
    if control:
        points = [replace(point, limit=None) for point in points]
    causes = control.causes if control else ()
    for step, cause in enumerate(reversed(causes), 1):
        if cause is not None:
            points[-step] = replace(points[-step], is_special=True)
    return tuple(points)


def _point(kpi: Kpi, period: Period) -> ChartPoint:
    figure = kpi.results.get(period)
    value = None if figure is None or figure.value is None else published(figure.value, kpi.decimals)
    is_forecast = figure is not None and figure.is_forecast
    label = kpi.label(period)
    is_yearly, latest = kpi.frequency.is_yearly, kpi.latest_period or period
    return ChartPoint(
        forecast_label(label) if is_forecast else label,
        value,
        kpi.target_for(period),
        rating_at(kpi, period),
        is_forecast,
        limit=kpi.amber_limit(period),
        mark=status_mark(figure.status) if figure and figure.status and value is None else "",
        short="" if is_yearly else label.rpartition(" ")[0],
        year="" if is_yearly else period.financial_year.label,
        is_earlier=not is_yearly and period.financial_year.start < latest.financial_year.start,
        is_after_break=figure is not None and figure.status is Status.BREAK_IN_SERIES,
    )


def forecast_label(period: str) -> str:
    """Return the label of a period whose figure is a forecast."""
    return say("{period} forecast", period=period)
