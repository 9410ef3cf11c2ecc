"""What a submission says of one indicator, as points that sentences can be held against."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from kccreport.claims.parts import Time, TimeKind
from kccreport.claims.vocabulary import stem, vocabulary
from kccreport.models.alert import Alert
from kccreport.models.indicator import ActivityIndicator, Figure, Kpi
from kccreport.models.measure import Basis, Polarity, clock_words, published
from kccreport.models.period import Frequency, Period
from kccreport.models.rag import Rag
from kccreport.models.schemes import Scheme
from kccreport.rating.expected import alert
from kccreport.rating.rated import RatedIndicator, RatedKpi, compared_with_range, rating_at, year_to_date


class Point(NamedTuple):
    """One figure with what it is held against: as printed, in full, of which period, and in which cell.

    `period` is None for a year to date, and for the figure of the year before.
    """

    value: Decimal
    full: Decimal
    decimals: int
    name: str
    cell: str
    period: Period | None = None
    target: Decimal | None = None
    floor: Decimal | None = None
    rag: Rag | None = None

    @property
    def when(self) -> str:
        """Return its time in a sentence: "in December 2020", "for the year to date"."""
        return (
            f"in {self.name}"
            if self.period is not None
            else self.name
            if self.name.startswith("a ")
            else f"for {self.name}"
        )


class Pair(NamedTuple):
    """Two points that a sentence may compare, the earlier first."""

    earlier: Point
    later: Point


class Facts:
    """What is known of one indicator. Nothing is known of one that is suspended or has no result."""

    def __init__(self, rated: RatedIndicator) -> None:
        self.rated, self.indicator = rated, rated.indicator
        self.vocabulary = vocabulary(self.indicator)
        self.unit = self.indicator.unit
        self.is_percentage = self.unit.is_percentage
        self.kpi: Kpi | None = self.indicator if isinstance(self.indicator, Kpi) else None
        self.polarity: Polarity | None = self.kpi.polarity if self.kpi else None
        self._points = {} if self.indicator.suspension else dict(self._series())
        newest = self.indicator.latest_period
        self.latest = self._points.get(newest) if newest is not None else None
        self.to_date = None if self.latest is None else self._to_date()
        self.last_year = None if self.latest is None else self._last_year()

    # -- points

    def _series(self) -> Iterator[tuple[Period, Point]]:
        indicator = self.indicator
        for period, figure in indicator.results.items():
            if figure.value is None or figure.is_forecast:
                continue
            target = self.kpi.target_for(period) if self.kpi else None
            floor = self._floor(target, self.kpi.scheme_for(period) if self.kpi else None)
            yield (
                period,
                Point(
                    published(figure.value, indicator.decimals), figure.value, indicator.decimals,
                    indicator.full_label(period), str(figure.at), period, target, floor,
                    self._rating(period),
                ),
            )  # fmt: skip

    def _rating(self, period: Period) -> Rag | None:
        if not isinstance(self.rated, RatedKpi):
            return None
        if period == self.indicator.latest_period:
            return self.rated.latest
        return rating_at(self.rated.kpi, period)

    def _floor(self, target: Decimal | None, scheme: Scheme | None) -> Decimal | None:
        if self.kpi is None or self.kpi.polarity is None or target is None or scheme is None:
            return None
        return scheme.amber_limit(target, self.kpi.polarity)

    def _to_date(self) -> Point | None:
        figure = year_to_date(self.indicator)
        if figure is None or figure.value is None:
            return None
        decimals = self.indicator.year_to_date_decimals
        target = (
            None
            if self.kpi is None
            else self.kpi.target
            if self.kpi.year_to_date_target is None
            else self.kpi.year_to_date_target
        )
        rag = self.rated.year_to_date if isinstance(self.rated, RatedKpi) else None
        return Point(
            published(figure.value, decimals), figure.value, decimals, "the year to date", str(figure.at), None, target,
            self._floor(target, self.kpi.year_to_date_scheme if self.kpi else None), rag,
        )  # fmt: skip

    def _last_year(self) -> Pair | None:
        """Return what Previous year holds, with the figure of this year that it stands beside."""
        figure = self.indicator.previous_year
        later = self.to_date or self.latest
        if figure is None or figure.value is None or later is None:
            return None
        name = "the year to date a year before" if self.to_date else "a year before"
        return Pair(
            Point(published(figure.value, later.decimals), figure.value, later.decimals, name, _at(figure)), later
        )

    # -- periods

    @property
    def frequency(self) -> Frequency:
        """Return how often it is measured."""
        return self.indicator.frequency

    @property
    def series(self) -> list[Point]:
        """Return the points of all periods shown, oldest first."""
        return [self._points[period] for period in sorted(self._points)]

    def at(self, period: Period | None) -> Point | None:
        """Return the point of a period; None where it has none."""
        return None if period is None else self._points.get(period)

    def before(self, point: Point) -> Point | None:
        """Return the point one period before another."""
        return None if point.period is None else self.at(self.frequency.step(point.period, -1))

    def last(self, count: int) -> list[Point] | None:
        """Return the newest so many points, oldest first; None unless all are there."""
        if self.latest is None or self.latest.period is None:
            return None
        wanted = [self.at(self.frequency.step(self.latest.period, -back)) for back in range(count)]
        found = [point for point in wanted if point is not None]
        return found[::-1] if len(found) == count else None

    def is_up_to(self, month: int) -> bool:
        """Say whether a series that ends with a month, 0 where none is said, ends with the latest."""
        return not month or (
            self.latest is not None and self.latest.period is not None and self.latest.period.month == month
        )

    def since(self, start: Period) -> list[Point]:
        """Return the points from a period on, it included."""
        return [point for point in self.series if point.period is not None and point.period >= start]

    def between(self, start: Period, end: Period) -> list[Point]:
        """Return the points from one period to another, both included."""
        return [point for point in self.since(start) if point.period is not None and point.period <= end]

    @property
    def this_year(self) -> list[Point]:
        """Return the points of the financial year that lie in the calendar year of the latest too: "this year" is either.

        Empty where there is no other than the latest.
        """
        newest = self.latest.period if self.latest is not None else None
        if newest is None:
            return []
        found = [
            each
            for each in self.series
            if each.period is not None
            and (each.period.financial_year, each.period.year) == (newest.financial_year, newest.year)
        ]
        return found if len(found) > 1 else []

    def year_before(self, point: Point) -> Point | None:
        """Return the point twelve months before another: from the series, or what Previous year holds for it."""
        if point.period is not None and (found := self.at(point.period.plus(-12))) is not None:
            return found
        return self.last_year.earlier if self.last_year is not None and self.last_year.later is point else None

    # -- times

    def period(self, time: Time) -> Period | None:
        """Return the period that a month or quarter names: the newest one of that name up to the latest; None for other times."""
        latest = self.indicator.latest_period
        if latest is None:
            return None
        month = time.number
        if time.kind is TimeKind.QUARTER:
            month = (3 + 3 * time.number - 1) % 12 + 1
        elif time.kind is TimeKind.LATEST:
            return latest
        elif time.kind is TimeKind.BEFORE:
            return self.frequency.step(latest, -1)
        elif time.kind is not TimeKind.MONTH:
            return None
        if time.year is not None and time.year > 0:
            return Period(time.year, month)
        found = Period(latest.year if month <= latest.month else latest.year - 1, month)
        return found.plus(-12) if time.year == -1 else found

    def points(self, time: Time | None) -> list[Point]:
        """Return the points that a time may mean; several where the words leave it open, none where there is no figure.

        Taken for granted: without a time, or with "now", a sentence means the latest result or the year to date.
        """
        if self.latest is None:
            return []
        if time is None:
            return [self.latest, *([self.to_date] if self.to_date is not None else [])]
        if time.kind is TimeKind.TO_DATE:
            cumulative = self.latest if self.indicator.basis.is_cumulative else None
            return [point for point in (self.to_date or cumulative,) if point is not None]
        if time.kind is TimeKind.YEAR:
            return [self.to_date, self.latest] if self.to_date is not None else []
        if time.kind is TimeKind.LAST_YEAR:
            found = [self.last_year.earlier] if self.last_year else []
            before = self.at(self.latest.period.plus(-12)) if self.latest.period else None
            return [*found, *([before] if before is not None else [])]
        if time.kind is TimeKind.LATEST and time.number and self.indicator.basis is Basis.ROLLING_12:
            return []  # "for the quarter alone", which is not what is shown
        point = self.at(self.period(time))
        return [] if point is None else [point]

    # -- bars

    @property
    def range(self) -> tuple[Decimal, Decimal] | None:
        """Return the expected range of activity, its lower end first."""
        each = self.indicator
        if not isinstance(each, ActivityIndicator) or each.lower is None or each.upper is None:
            return None
        return each.lower, each.upper

    @property
    def ranged(self) -> Point | None:
        """Return the point that the expected range is for."""
        if self.range is None or not isinstance(self.indicator, ActivityIndicator):
            return None
        compared = compared_with_range(self.indicator)
        return None if compared is None else self.to_date or self.latest

    def alert(self, point: Point) -> Alert | None:
        """Return where a point lies against the expected range."""
        return None if self.range is None else alert(point.value, *self.range)

    # -- words

    def own_words(self, texts: Iterable[str]) -> set[str]:
        """Return the stems of words of the title."""
        return {stem(word) for text in texts for word in text.split()}

    def figure(self, value: Decimal, decimals: int | None = None) -> str:
        """Return a figure as a colleague would write it, with its % or unit."""
        if self.unit.clock:
            return clock_words(value, self.unit.clock)
        places = self.indicator.decimals if decimals is None else decimals
        shown = f"{published(value, places):,f}"
        if "." in shown:
            shown = shown.rstrip("0").rstrip(".")
        name = self.unit.name
        if self.is_percentage:
            return f"{shown}%"
        if name in ("number", ""):
            return shown
        if name.casefold() in ("£000s", "£000"):
            return f"£{published(value * 1000, max(places - 3, 0)):,f}"
        if name.startswith("£"):
            return f"£{shown}{name[1:].removesuffix('s') if name != '£' else ''}"
        return f"{shown} {name}" if name != "000s" else f"{shown} thousand"


def _at(figure: Figure) -> str:
    return str(figure.at)
