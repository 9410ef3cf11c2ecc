"""A chart as inline pictures that fit any width: places across are shares of it, and letters keep their size.

The axis, the plot and the names of the lines stand beside one another; together they are one picture with one text.
"""

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby, pairwise

from kccreport.language import say
from kccreport.paper.blocks import Chart, ChartPoint
from kccreport.writers.html.element import Element, el
from kccreport.writers.html.pictures import number, rating_id

HEIGHT = 240.0  # pixels, as all lengths down
_TOP, _BOTTOM = 24.0, 42.0
_AXIS_WIDTH, _NAMES_WIDTH = 56.0, 92.0  # as style.css has the columns of .chart
_LINE = 14.0  # from one line of words to the next
_LETTER = 6.6  # the mean width of a letter, rather too much than too little
_NAME_LETTERS = int((_NAMES_WIDTH - 8) / _LETTER)
_GAP = 3.0
_BAR_SHARE = 46.0  # per cent of the room that a period has
ROOMS = (6, 9, 12, 16, 20, 24, 32, 40, 48, 64)  # rem: widths of the plot at which labels of periods appear
_STEPS = (8, 4, 2, 1)  # of the periods, one in so many has a label; the last always has


def chart(block: Chart, key: str) -> Element:
    """Return a chart, and below it what it shows in words, for everybody who would rather read."""
    drawing = _Drawing(block)
    picture = el(
        "div",
        _svg("axis", drawing.axis(), number(_AXIS_WIDTH)),
        el("div", _svg("plot", drawing.plot(), "100%"), class_="plotted"),
        _svg("names", drawing.names(), number(_NAMES_WIDTH)),
        class_="chart",
        role="img",
        aria_labelledby=key,
    )
    return el("figure", picture, el("details", el("summary", say("The chart in words")), el("p", block.alt, id=key)))


def _svg(look: str, drawn: Iterator[Element], width: str) -> Element:
    return el("svg", *drawn, class_=look, width=width, height=number(HEIGHT), aria_hidden="true")


@dataclass(frozen=True, slots=True)
class _Name:
    """The name of a line, at the height where the line ends."""

    height: float
    lines: tuple[str, ...]
    look: str

    @property
    def depth(self) -> float:
        return len(self.lines) * _LINE


class _Drawing:
    """The parts of one chart."""

    def __init__(self, block: Chart) -> None:
        self.block, self.points = block, block.points
        self.low, self.high = block.ticks[0][0], block.ticks[-1][0]
        self.latest = max(
            (at for at, point in enumerate(self.points) if point.value is not None and not point.is_forecast),
            default=-1,
        )

    # -- places

    def _y(self, value: Decimal) -> float:
        share = float((value - self.low) / (self.high - self.low)) if self.high != self.low else 0.5
        return HEIGHT - _BOTTOM - share * (HEIGHT - _TOP - _BOTTOM)

    def _x(self, at: float) -> str:
        """Return where a period's middle stands, or, half a period off, its edge: a share of the width."""
        return f"{number((at + 0.5) / len(self.points) * 100)}%"

    # -- the axis

    def axis(self) -> Iterator[Element]:
        """Yield the words of the axis."""
        for value, said in self.block.ticks:
            yield _text(said, number(_AXIS_WIDTH - 6), self._y(value) + 4, "end")

    def plot(self) -> Iterator[Element]:
        """Yield what stands between the axis and the names: from the ground up."""
        for value, _ in self.block.ticks:
            yield self._level(self._y(value), "grid")
        yield self._level(HEIGHT - _BOTTOM, "base")
        if self.block.is_broken:
            yield el("path", d=f"M-3 {number(HEIGHT - _BOTTOM - 4)}l6 -3m-6 -3l6 -3", class_="base")
            yield _text(say("The axis starts at {figure}", figure=self.block.ticks[0][1]), "0", 10, "start")
        yield from self._period_labels()
        if self.block.has_bars:
            yield from self._bars()
        yield from self._held_against()
        if not self.block.has_bars:
            yield from self._results()
        yield from self._marks()

    def _period_labels(self) -> Iterator[Element]:
        """Yield the label of each period; where there is little room, every second, fourth or eighth from the last."""
        last = len(self.points) - 1
        widest = max(max(map(len, _broken(point.label))) for point in self.points) * _LETTER + 6
        needed = widest * len(self.points) / 16  # rem
        for at, point in enumerate(self.points):
            step = next(step for step in _STEPS if (last - at) % step == 0)
            room = next((each for each in ROOMS if each >= needed / step), ROOMS[-1])
            look = "label" if at == last else f"label from-{room}"
            yield _lines(_broken(point.label), self._x(at), HEIGHT - _BOTTOM + 16, "middle", look)

    def _held_against(self) -> Iterator[Element]:
        """Yield target, floor, comparators and control limits: what results are held against."""
        for has_target, run in groupby(enumerate(self.points), key=lambda place: place[1].target is not None):
            steps = [(at, self._y(point.target)) for at, point in run if point.target is not None] if has_target else []
            for at, height in steps:
                yield self._line(at - 0.5, height, at + 0.5, height, "target")
            for (_, before), (at, after) in pairwise(steps):
                if before != after:
                    yield self._line(at - 0.5, before, at - 0.5, after, "target")
        if self.block.limit is not None:
            yield self._level(self._y(self.block.limit), "limit")
        for value, _ in self.block.comparators:
            yield self._level(self._y(value), "comparator")
        for place, (value, _) in enumerate(self.block.control):  # the mean stands between its limits
            yield self._level(self._y(value), "control mean" if place == 1 else "control")

    def _bars(self) -> Iterator[Element]:
        """Yield a bar from nought for each result, hollow for a forecast."""
        ground, wide = self._y(max(self.low, Decimal(0))), _BAR_SHARE / len(self.points)
        for at, point in enumerate(self.points):
            if point.value is not None:
                top, bottom = sorted((ground, self._y(point.value)))
                left = (at + 0.5) / len(self.points) * 100 - wide / 2
                look = "bar forecast" if point.is_forecast else "bar"
                size = {"width": f"{number(wide)}%", "height": number(bottom - top)}
                yield el("rect", x=f"{number(left)}%", y=number(top), class_=look, **size)

    def _results(self) -> Iterator[Element]:
        """Yield the line, open where a result is missing; to a forecast it is thin and dashed."""
        for (at, before), (_, after) in pairwise(enumerate(self.points)):
            if before.value is not None and after.value is not None:
                look = "result forecast" if before.is_forecast or after.is_forecast else "result"
                yield self._line(at, self._y(before.value), at + 1, self._y(after.value), look)

    def _marks(self) -> Iterator[Element]:
        """Yield the shape of each rating on a ground of its own, clear of the line; the latest result says its figure."""
        for at, point in enumerate(self.points):
            if point.value is None:
                continue
            height = self._y(point.value) - (8 if self.block.has_bars else 0)
            has_mark = point.rating is not None or not self.block.has_bars
            if has_mark:
                yield from self._mark(at, point, height)
            if point.is_special:
                yield self._dot(at, height, "special", 9)
            if at == self.latest and self._says_latest_at_mark:
                above = height - (12 if has_mark else -2)
                yield _text(self.block.last_words, self._x(at), above, "middle", "latest")

    def _mark(self, at: int, point: ChartPoint, height: float) -> Iterator[Element]:
        if point.is_forecast:
            yield self._dot(at, height, "hollow", 4)
            return
        yield self._dot(at, height, "ground", 7)
        if point.rating is None and not self.block.target_words:  # nothing to rate against: a plain dot
            yield self._dot(at, height, "dot", 4)
        else:
            yield el(
                "use",
                href=f"#{rating_id(point.rating, self.block.scale)}",
                x=self._x(at),
                y=number(height),
                class_="mark",
            )

    @property
    def _says_latest_at_mark(self) -> bool:
        """True for bars, and where the line ends before the plot does, so that its end has no room beside it."""
        last = self.points[-1]
        return self.block.has_bars or last.value is None or last.is_forecast

    def _level(self, height: float, look: str) -> Element:
        return el("line", x1="0", x2="100%", y1=number(height), y2=number(height), class_=look)

    def _line(self, start: float, before: float, end: float, after: float, look: str) -> Element:
        return el("line", x1=self._x(start), y1=number(before), x2=self._x(end), y2=number(after), class_=look)

    def _dot(self, at: int, height: float, look: str, radius: int) -> Element:
        return el("circle", cx=self._x(at), cy=number(height), r=str(radius), class_=look)

    # -- the names of the lines

    def names(self) -> Iterator[Element]:
        """Yield the name of each line where it ends, moved apart where two would touch."""
        ordered = sorted(self._names(), key=lambda name: name.height)
        tops: list[float] = []
        for name in ordered:
            least = tops[-1] + ordered[len(tops) - 1].depth + _GAP if tops else 0.0
            tops.append(max(name.height - name.depth / 2, least))
        over = max(tops[-1] + ordered[-1].depth - HEIGHT, 0.0) if tops else 0.0
        for name, top in zip(ordered, tops, strict=True):
            yield _lines(name.lines, "6", top - over + _LINE - 3, "start", name.look)

    def _names(self) -> Iterator[_Name]:
        block = self.block
        last_target = next((point.target for point in reversed(self.points) if point.target is not None), None)
        if last_target is not None and block.target_words:
            yield _Name(self._y(last_target), _broken(block.target_words, _NAME_LETTERS), "target")
        if block.limit is not None:
            yield _Name(self._y(block.limit), _broken(block.limit_words, _NAME_LETTERS), "limit")
        for look, lines in (("comparator", block.comparators), ("control", block.control)):
            for value, said in lines:
                yield _Name(self._y(value), _broken(said, _NAME_LETTERS), look)
        last = self.points[-1]
        if not self._says_latest_at_mark and last.value is not None:
            yield _Name(self._y(last.value), (block.last_words,), "latest")


def _broken(said: str, letters: int = 1) -> tuple[str, ...]:
    """Return words in lines of so many letters, or of one word each; never in the middle of a word."""
    return tuple(textwrap.wrap(said, letters, break_long_words=False, break_on_hyphens=False)) or ("",)


def _text(said: str, x: str, y: float, anchor: str, look: str | None = None) -> Element:
    return el("text", said, x=x, y=number(y), text_anchor=anchor, class_=look)


def _lines(said: Sequence[str], x: str, y: float, anchor: str, look: str) -> Element:
    """Return lines of words one below the other, as one text."""
    if len(said) == 1:
        return _text(said[0], x, y, anchor, look)
    spans = [el("tspan", part + " ", x=x, dy=number(_LINE) if at else None) for at, part in enumerate(said)]
    return el("text", *spans, x=x, y=number(y), text_anchor=anchor, class_=look)
