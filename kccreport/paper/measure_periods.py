"""The periods of a table that holds months, quarters and years together: which columns it has, and what stands in them.

No figure stands under a period that is not its own: one of another period than its heading carries its own.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

from kccreport.language import say, say_many
from kccreport.layout.periods import Named, Newest, Relative, named_periods
from kccreport.models.indicator import Figure, Indicator
from kccreport.models.period import Frequency, Period
from kccreport.models.reading.meaning import Heading

Rows = Sequence[Indicator]


class PeriodColumn(NamedTuple):
    """One column of results: its heading, which period it is of in a row, if any, and what a layout calls it.

    The heading is the period of most rows; where most differ, it says how the periods stand to the paper's.
    """

    heading: str
    of: Callable[[Indicator], Period | None]
    named: str = ""

    def figure(self, indicator: Indicator) -> Figure | None:
        """Return the figure of a row; that of the same period last year also where it is only given as such."""
        period = self.of(indicator)
        return None if period is None or indicator.suspension else figure_at(indicator, period)

    def own_period(self, indicator: Indicator) -> str:
        """Return the period of a row's figure where it is another than the heading says; else ""."""
        period = self.of(indicator)
        label = "" if period is None else indicator.label(period)
        return "" if label == self.heading else label

    def has_place(self, indicator: Indicator) -> bool:
        """Say whether the column is of a period that the row's figures are of: among those of quarters no month is missed."""
        period = self.of(indicator)
        return period is not None and indicator.frequency.ends_with(period) and not self.own_period(indicator)


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
        found = _newest(rows, periods)
    else:
        found = [
            each for text in periods if (named := named_periods(text)) for each in _named(text, named, rows, up_to)
        ]
    kept: dict[tuple[str, ...], PeriodColumn] = {}
    for column in found:
        if any(column.figure(row) is not None for row in rows):
            what = tuple(f"{row.label(period)}" if (period := column.of(row)) else "" for row in rows)
            kept.setdefault((column.heading, *what), column)
    return list(kept.values())


def _named(text: str, named: Named, rows: Rows, up_to: Period) -> list[PeriodColumn]:
    match named:
        case Relative():
            return [_relative(text, named, rows, up_to)]
        case Newest():
            return _newest([row for row in rows if _is_a(named.noun, row.frequency)], named.count)
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

    return PeriodColumn(_heading(rows, of) or _stands(named), of, text)


def _heading(rows: Rows, of: Callable[[Indicator], Period | None]) -> str:
    """Return the period of more than half of the rows that have a figure; "" where there is none."""
    labels = Counter(
        row.label(period) for row in rows if (period := of(row)) is not None and figure_at(row, period) is not None
    )
    label, count = labels.most_common(1)[0] if labels else ("", 0)
    return label if 2 * count > labels.total() else ""


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
        period = named.period_for(row.frequency, row.basis)
        is_month = named.only is not None and named.only.months == 1
        # a month is one of a longer period's only where the paper prints that by its last month
        return None if is_month and period is not None and row.label(period) != period.label else period

    return PeriodColumn(_heading(rows, of) or named.typed or text, of, text)


def _newest(rows: Rows, count: int) -> list[PeriodColumn]:
    """Return the newest so many periods of some rows, oldest first: of each frequency up to the newest that a row has.

    A row without a figure in any of them has its own newest in the last column.
    """
    newest: dict[Frequency, Period] = {}
    for row in rows:
        latest = None if row.suspension is not None else row.latest_period
        if latest is not None:
            newest[row.frequency] = max(newest.get(row.frequency, latest), latest)
    return [_back(rows, newest, back, count) for back in reversed(range(count))]


def _back(rows: Rows, newest: dict[Frequency, Period], back: int, count: int) -> PeriodColumn:
    def of(row: Indicator) -> Period | None:
        last, latest = newest.get(row.frequency), row.latest_period
        if last is None:
            return None
        if back == 0 and latest is not None and latest < row.frequency.step(last, 1 - count):
            return latest
        return row.frequency.step(last, -back)

    stands = say("Latest") if back == 0 else say_many("{number} period before", "{number} periods before", back)
    heading = _heading(rows, of) or stands
    return PeriodColumn(heading, of, heading)
