"""A chart to a drawing of any width: one geometry for paper and screen."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cached_property
from itertools import cycle, groupby, pairwise
from math import ceil

from kccreport.language import say
from kccreport.paper.blocks import Chart, ChartPoint
from kccreport.writers.charting.foot import Foot, foot
from kccreport.writers.charting.labels import Ends, Key, Name, Taken, at_the_ends, beside, cut, key, room_of
from kccreport.writers.charting.parts import COMPARATORS, Bar, Box, Dot, Drawing, Hand, Ink, Place, Stroke, Words
from kccreport.writers.charting.sides import Sides, ends_with_result, sides

_BAR_SHARE = 0.5  # of the room that a period has
_DOT, _RING = 0.26, 0.56  # radii, of the size of letters
_LEAST_STEP = 1.5  # letter sizes from one tick that is shown to the next
_LEAST_PLOT = 5.0  # lines of words: a plot is no lower
_BREAK_MARK = ((-3.0, 3.0, 3.0, 6.0), (-3.0, 6.0, 3.0, 9.0))  # two short strokes over the foot of an axis


def plot(chart: Chart, width: float, height: float, hand: Hand, *, least_left: float = 0.0) -> Drawing:
    """Return a chart drawn in a width and a height, in words set by a hand.

    The names of lines stand where the lines end, or above the plot where it is narrow or they are too many; then the
    drawing is as much higher as they need. The latest result stands beside its point, or is named as lines are where
    there is no room clear of lines.
    """
    return Planned(chart, width, height, hand, least_left=least_left).drawing


class Planned:
    """A chart whose height is known, and which is drawn when that is asked for: a page is often tried with several heights.

    It is drawn as `plot` says.
    """

    def __init__(self, chart: Chart, width: float, height: float, hand: Hand, *, least_left: float = 0.0) -> None:
        edges = sides(chart, width, hand, least_left=least_left)
        below = foot(chart, edges, hand)
        self._tries = [_high_enough(chart, edges, height, hand, below, names_latest=False)]
        if self._tries[0].may_lack_room:
            self._tries.append(_high_enough(chart, edges, height, hand, below, names_latest=True))

    @property
    def height(self) -> float:
        """Return how high the drawing is."""
        heights = {each.height for each in self._tries}
        return heights.pop() if len(heights) == 1 else self.drawing.height

    @cached_property
    def drawing(self) -> Drawing:
        """Return the chart drawn."""
        return next(drawing for each in self._tries if (drawing := each.drawn()) is not None)


def _high_enough(chart: Chart, edges: Sides, height: float, hand: Hand, below: Foot, *, names_latest: bool) -> "_Plot":
    """Return a try of a height, or of more where the names of lines would leave too little for the plot."""
    part = _Plot(chart, edges, height, hand, below, names_latest=names_latest)
    if part.lacks <= 0.01:
        return part
    return _Plot(chart, edges, height + part.lacks, hand, below, names_latest=names_latest)


class _Plot:
    """One try at a chart."""

    def __init__(
        self, chart: Chart, edges: Sides, height: float, hand: Hand, below: Foot, *, names_latest: bool
    ) -> None:
        self.chart, self.hand, self.height = chart, hand, height
        self.edges, self.points = edges, chart.points
        self.names_latest = names_latest
        self.low, self.high = chart.ticks[0][0], chart.ticks[-1][0]
        self.latest = max((at for at, point in enumerate(self.points) if _is_measured(point)), default=None)
        self.foot = below
        self.top = height - 1.5 * hand.leading
        self.key: Key | None = None
        self.ends: Ends | None = None
        self._name_lines()

    def _name_lines(self) -> None:
        """Decide where the names of lines stand, which decides how high the plot is."""
        names = list(self._names(in_key=False))
        if not self.edges.has_names_above:
            room = self.edges.width - self.edges.names_left
            between = self.foot.labels_top + 0.5 * self.hand.leading, self.height
            self.ends = at_the_ends(names, self.edges.right, self.edges.names_left, room, between, self.hand)
            if self.ends is not None:
                return
        if names:
            names = list(self._names(in_key=True))
            self.key = key(names, self.edges.left, self.edges.width, self.height, self.hand)
            self.top -= self.key.depth

    @property
    def lacks(self) -> float:
        """Return how much higher the chart must be, so that its plot is not too low."""
        return _LEAST_PLOT * self.hand.leading - (self.top - self.foot.top)

    @property
    def may_lack_room(self) -> bool:
        """Say whether the latest result is to stand beside its point, where there may be no room for it."""
        return self.latest is not None and not self.names_latest and not self._is_named_at_end

    def drawn(self) -> Drawing | None:
        """Return the drawing; None where the latest result has no room beside its point."""
        over = [*self._held_against(), *self._result_lines(), *self._breaks(), *self._base()]
        bars, dots = tuple(self._bars()), tuple(self._dots())
        words = [*self._axis_words(), *self.foot.words, *(self.ends.words if self.ends else ())]
        words += self.key.words if self.key else ()
        if self.may_lack_room:
            boxes = [*room_of(words, dots, bars), *(each.box for each in self.foot.badges), *self._beside_note()]
            taken = Taken(over, boxes)
            figure = self._latest_figure(taken)
            if figure is None:
                return None
            words.append(figure)
        boxes = [each.box.grown(1.0) for each in words]
        grid = [part for each in self._grid() for part in cut(each, boxes)]
        samples = self.key.strokes if self.key else self.ends.leaders if self.ends else ()
        strokes = (*grid, *over, *self.foot.strokes, *samples)
        edges = self.edges
        return Drawing(
            edges.width, self.height, edges.left, edges.right, strokes, bars, dots, self.foot.badges, tuple(words)
        )

    # -- places

    def _y(self, value: Decimal) -> float:
        share = float((value - self.low) / (self.high - self.low)) if self.high != self.low else 0.5
        return self.foot.top + share * (self.top - self.foot.top)

    @property
    def _room(self) -> float:
        return (self.edges.right - self.edges.left) / len(self.points)

    def _x(self, at: float) -> float:
        """Return where a period's middle stands; half a period off, its edge."""
        return self.edges.left + self._room * (at + 0.5)

    def _place(self, at: int) -> Place:
        return Place(self._x(at), self._y(self.points[at].value or Decimal(0)))

    def _level(self, value: Decimal, ink: Ink) -> Stroke:
        height = self._y(value)
        return Stroke((Place(self.edges.left, height), Place(self.edges.right, height)), ink)

    # -- the ground

    @property
    def _ticks(self) -> Sequence[tuple[Decimal, str]]:
        """Return the ticks that have room one above the other: all, or every second, third …"""
        ticks = self.chart.ticks
        between = (self.top - self.foot.top) / max(len(ticks) - 1, 1)
        return ticks[:: max(ceil(_LEAST_STEP * self.hand.size / between), 1)]

    def _grid(self) -> Iterator[Stroke]:
        for value, _ in self._ticks:
            yield self._level(value, Ink.GRID)

    def _base(self) -> Iterator[Stroke]:
        yield self._level(min(max(Decimal(0), self.low), self.high), Ink.BASE)
        if self.chart.is_broken:
            x, y = self.edges.left, self.foot.top
            for left, low, right, high in _BREAK_MARK:
                yield Stroke((Place(x + left, y + low), Place(x + right, y + high)), Ink.BASE)

    def _axis_words(self) -> Iterator[Words]:
        for value, words in self._ticks:
            y = self._y(value) - 0.26 * self.hand.size
            yield self.hand.words(words, Place(self.edges.left - 6, y), anchor="end")
        yield from self._note()

    def _note(self) -> Iterator[Words]:
        """Yield where a broken axis starts."""
        if self.chart.is_broken:
            y = self.top + 0.5 * self.hand.leading
            words = say("The axis starts at {figure}", figure=self.chart.ticks[0][1])
            yield self.hand.words(words, Place(self.edges.left, y))

    def _beside_note(self) -> Iterator[Box]:
        """Yield the room behind the note, in which a figure would be read as a part of it: "starts at 46 56"."""
        for box in (words.box for words in self._note()):
            yield Box(box.left, box.bottom, box.right + 2 * self.hand.size, box.top)

    # -- what results are held against

    def _held_against(self) -> Iterator[Stroke]:
        yield from self._steps([point.target for point in self.points], Ink.TARGET)
        if self.chart.limit is not None:
            own = [point.limit for point in self.points]
            limits = own if any(limit is not None for limit in own) else [self.chart.limit] * len(own)
            yield from self._steps(limits, Ink.LIMIT)
        for (value, _), ink in zip(self.chart.comparators, cycle(COMPARATORS), strict=False):
            yield self._level(value, ink)
        for at, (value, _) in enumerate(self.chart.control):  # the mean stands between its limits
            yield self._level(value, Ink.MEAN if at == 1 else Ink.CONTROL)

    def _steps(self, values: Sequence[Decimal | None], ink: Ink) -> Iterator[Stroke]:
        """Yield a line that steps from period to period, open where there is no value."""
        for is_open, run in groupby(enumerate(values), key=lambda each: each[1] is None):
            if is_open:
                continue
            places: list[Place] = []
            for at, value in run:
                assert value is not None, "runs are parted where there is none"
                height, left = self._y(value), self._x(at - 0.5)
                if places and places[-1].y == height:
                    places.pop()
                else:
                    places.append(Place(left, height))
                places.append(Place(left + self._room, height))
            yield Stroke(tuple(places), ink)

    # -- results

    def _result_lines(self) -> Iterator[Stroke]:
        """Yield the line, open where a result is missing or the series breaks; what leads to a forecast is another."""
        if self.chart.has_bars:
            return
        parts = [
            (self._place(at), self._place(at + 1), _ink(after))
            for at, (before, after) in enumerate(pairwise(self.points))
            if before.value is not None and after.value is not None and not after.is_after_break
        ]
        places: list[Place] = []
        for at, (start, end, ink) in enumerate(parts):
            places = places or [start]
            places.append(end)
            if at + 1 == len(parts) or parts[at + 1][0] != end or parts[at + 1][2] is not ink:
                yield Stroke(tuple(places), ink)
                places = []

    def _breaks(self) -> Iterator[Stroke]:
        for at, point in enumerate(self.points):
            if point.is_after_break and at:
                x = self._x(at - 0.5)
                yield Stroke((Place(x, self.foot.top), Place(x, self.top)), Ink.SERIES_BREAK)

    def _bars(self) -> Iterator[Bar]:
        """Yield a bar from nought for each result."""
        ground, half = self._y(min(max(Decimal(0), self.low), self.high)), self._room * _BAR_SHARE / 2
        for at, point in enumerate(self.points):
            if point.value is not None and self.chart.has_bars:
                x, y = self._place(at)
                yield Bar(Box(x - half, min(ground, y), x + half, max(ground, y)), _ink(point))

    def _dots(self) -> Iterator[Dot]:
        """Yield a dot on the line for each result, and a ring round one that is special."""
        most = self._room * 0.42
        for at, point in enumerate(self.points):
            if point.value is None:
                continue
            if not self.chart.has_bars:
                yield Dot(self._place(at), min(_DOT * self.hand.size, most), _ink(point))
            if point.is_special:
                yield Dot(self._place(at), min(_RING * self.hand.size, max(most, 4.0)), Ink.SPECIAL)

    def _latest_figure(self, taken: Taken) -> Words | None:
        assert self.latest is not None, "asked only where there is a result"
        radius = (
            0.0 if self.chart.has_bars else (_RING if self.points[self.latest].is_special else _DOT) * self.hand.size
        )
        within = Box(self.edges.left, self.foot.top, self.edges.width, self.height)
        return beside(self.chart.last_words, self._place(self.latest), radius, self.hand, within, taken)

    # -- names

    @property
    def _is_named_at_end(self) -> bool:
        return ends_with_result(self.chart) and not self.edges.has_names_above

    def _names(self, *, in_key: bool) -> Iterator[Name]:
        """Yield the name of each line, at the height where it ends; in a key, where that is not seen, what says more."""
        chart = self.chart

        def named(at_end: str, more: str) -> str:
            return more or at_end if in_key else at_end

        target = next((point.target for point in reversed(self.points) if point.target is not None), None)
        if target is not None and chart.target_words:
            yield Name(named(chart.target_words, chart.target_key), self._y(target), Ink.TARGET)
        if chart.limit is not None:
            limit = next((point.limit for point in reversed(self.points) if point.limit is not None), chart.limit)
            yield Name(named(chart.limit_words, chart.limit_key), self._y(limit), Ink.LIMIT)
        for (value, words), ink in zip(chart.comparators, cycle(COMPARATORS), strict=False):
            yield Name(words, self._y(value), ink)
        for at, (value, words) in enumerate(chart.control):
            yield Name(words, self._y(value), Ink.MEAN if at == 1 else Ink.CONTROL)
        forecast = next(
            (point.value for point in reversed(self.points) if point.is_forecast and point.value is not None), None
        )
        if forecast is not None and chart.forecast_words:
            yield Name(named(chart.forecast_words, chart.forecast_key), self._y(forecast), Ink.FORECAST)
        if self.latest is not None and (self.names_latest or self._is_named_at_end):
            words = (
                chart.last_words if self._is_named_at_end else f"{self.points[self.latest].label}: {chart.last_words}"
            )
            yield Name(words, self._place(self.latest).y, Ink.RESULT, is_strong=True)


def _is_measured(point: ChartPoint) -> bool:
    return point.value is not None and not point.is_forecast


def _ink(point: ChartPoint) -> Ink:
    if point.is_forecast:
        return Ink.FORECAST
    return Ink.EARLIER if point.is_earlier else Ink.RESULT
