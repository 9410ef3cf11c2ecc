"""The periods of a table that holds months, quarters and years together: which columns it has, and what stands in them.

No figure stands under a period that is not its own: where a heading means another period in each row, such as "This
period", each figure carries its own.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from kccreport.language import say
from kccreport.layout.periods import Named, Newest, Relative, named_periods
from kccreport.models.indicator import Figure, Indicator
from kccreport.models.period import Frequency, Period
from kccreport.models.reading.meaning import Heading

Rows = Sequence[Indicator]


@dataclass(frozen=True, slots=True)
class PeriodColumn:
    """One column of results: its heading, what a layout calls it, and which period it is of in a row, if any.

    With `says_period` rows differ in it, so that every figure carries its own.
    """

    heading: str
    of: Callable[[Indicator], Period | None]
    named: str = ""
    says_period: bool = False

    def figure(self, indicator: Indicator) -> Figure | None:
        """Return the figure of a row; that of the same period last year also where it is only given as such."""
        period = self.of(indicator)
        return None if period is None else figure_at(indicator, period)


def figure_at(indicator: Indicator, period: Period) -> Figure | None:
    """Return the figure of a period: from the series, or where it is a year before the latest, the one given for it."""
    found = indicator.results.get(period)
    latest = indicator.latest_period
    if found is None and latest is not None and period == latest.plus(-12) and not indicator.basis.has_year_to_date:
        return indicator.previous_year  # with a year to date, that is last year's instead
    return found


def period_columns(periods: int | Sequence[str], rows: Rows, up_to: Period) -> list[PeriodColumn]:
    """Return the columns of results for some rows, oldest first or as they are named; those without a figure left out.

    A number means the newest so many periods of each frequency there is. `up_to` is the month that the paper reports
    up to.
    """
    if isinstance(periods, int):
        found = _newest(rows, periods, up_to)
    else:
        found = [
            each for text in periods if (named := named_periods(text)) for each in _named(text, named, rows, up_to)
        ]
    kept: dict[tuple[str, str], PeriodColumn] = {}
    for column in found:
        if any(column.figure(row) is not None for row in rows if row.suspension is None):
            kept.setdefault((column.heading, column.named if column.says_period else ""), column)
    return list(kept.values())


def _named(text: str, named: Named, rows: Rows, up_to: Period) -> list[PeriodColumn]:
    match named:
        case Relative():
            return [_relative(text, named, rows, up_to)]
        case Newest():
            return _newest([row for row in rows if _is_a(named.noun, row.frequency)], named.count, up_to)
        case Heading():
            return [_written(text, named, rows)]


def _is_a(noun: str, frequency: Frequency) -> bool:
    return noun in ("period", frequency.noun)


def _relative(text: str, named: Relative, rows: Rows, up_to: Period) -> PeriodColumn:
    def of(row: Indicator) -> Period | None:
        if not _is_a(named.noun, row.frequency):
            return None
        this = current(row, up_to, whole_year=named.noun == "year")
        return this.plus(-12) if named.is_last_year else row.frequency.step(this, -named.back)

    labels = {row.label(period) for row in rows if (period := of(row)) is not None}
    one = len(labels) == 1
    return PeriodColumn(labels.pop() if one else _stands(named), of, text, says_period=not one)


def current(row: Indicator, up_to: Period, *, whole_year: bool = False) -> Period:
    """Return the period that a paper up to a month reports of a row: the newest that has ended, its arrears allowed for.

    With `whole_year`, it is the year that the month falls in, ended or not.
    """
    reported = up_to.plus(-row.arrears)
    ended = row.frequency.latest_by(reported, like=row.latest_period)
    return row.frequency.step(ended, 1) if whole_year and ended != reported else ended


def _stands(named: Relative) -> str:
    """Return the heading of a column whose rows differ in their periods."""
    if named.is_last_year:
        return say("Same period last year")
    return say("Last period") if named.back else say("This period")


def _written(text: str, named: Heading, rows: Rows) -> PeriodColumn:
    def of(row: Indicator) -> Period | None:
        return named.period_for(row.frequency, row.basis)

    labels = {row.label(period) for row in rows if (period := of(row)) is not None and row.results.get(period)}
    return PeriodColumn(labels.pop() if len(labels) == 1 else named.typed or text, of, text)


def _newest(rows: Rows, count: int, up_to: Period) -> list[PeriodColumn]:
    """Return the newest so many periods of each frequency, years before quarters before months, each oldest first.

    They end with the newest that any row has; a row that has none of them adds its own newest.
    """
    found: set[tuple[int, Period, str]] = set()
    for frequency in dict.fromkeys(row.frequency for row in rows):
        alike = [row for row in rows if row.frequency is frequency]
        dated = [latest for row in alike if (latest := _latest(row)) is not None]
        newest = max(dated, default=current(alike[0], up_to))
        steps = [frequency.step(newest, -back) for back in range(count)]
        steps += [latest for latest in dated if count and latest < min(steps)]
        found |= {(frequency.months_to(period), period, alike[0].label(period)) for period in steps}
    return [_one(label, months, period) for months, period, label in _in_order(found)]


def _latest(row: Indicator) -> Period | None:
    return None if row.suspension is not None else row.latest_period


def _in_order(found: Iterable[tuple[int, Period, str]]) -> list[tuple[int, Period, str]]:
    return sorted(found, key=lambda each: (-each[0], each[1], each[2]))


def _one(label: str, months: int, period: Period) -> PeriodColumn:
    def of(row: Indicator) -> Period | None:
        is_alike = row.frequency.months_to(period) == months and row.label(period) == label
        return period if is_alike else None

    return PeriodColumn(label, of, label)
