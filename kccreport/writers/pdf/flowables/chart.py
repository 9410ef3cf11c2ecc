"""A chart, drawn straight on the canvas as one Figure with its alternative text."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Any

from reportlab.platypus.flowables import Flowable

from kccreport.ground.colour import Colour
from kccreport.language import say
from kccreport.paper.blocks import Chart, ChartPoint, plain
from kccreport.writers.pdf import theme
from kccreport.writers.pdf.fonts import font
from kccreport.writers.pdf.lines import break_lines
from kccreport.writers.pdf.shapes import draw_rating_shape
from kccreport.writers.pdf.tagging.canvas import TaggedCanvas, canvas_of
from kccreport.writers.pdf.tagging.structure import Element
from kccreport.writers.pdf.theme import CHART_LEFT, CHART_RIGHT, CHART_TEXT

_TOP, _BOTTOM = 18.0, 26.0
_LABEL_LINE = 10.0  # from one line of a label to the next
_LABEL_GAP = 2.0  # between two labels one above the other
_BAR_SHARE = 0.46  # of the room that a period has
_MARK = 5.0  # half the white ground on which a rating's shape stands


@dataclass(frozen=True, slots=True)
class _Label:
    """The name of a line, at the height where the line ends, broken to the room there is."""

    height: float
    lines: tuple[str, ...]
    colour: Colour
    is_strong: bool = False

    @property
    def depth(self) -> float:
        return len(self.lines) * _LABEL_LINE


class ChartFlow(Flowable):
    """Results as a line or as bars, a mark for each rating, target stepped, floor dotted, each named where it ends."""

    def __init__(self, chart: Chart, element: Element, height: float = theme.CHART_HEIGHT) -> None:
        super().__init__()
        self.chart, self.element = chart, element
        self.height = self._usual_height = height

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 - ReportLab's names
        """Take the full measure."""
        self.width = aW
        return self.width, self.height

    def least_height(self, width: float) -> float:
        """Return the whole height: a chart is not parted."""
        return self.wrap(width, 0)[1]

    def set_density(self, density: theme.Density) -> None:
        """Be as high as usual, or less where a page is laid so closely that nothing else helps."""
        self.height = self._usual_height * density.chart

    def getSpaceAfter(self) -> float:  # noqa: N802 - ReportLab's name
        """Return the space below, in points."""
        return 8

    def split(self, aW: float, aH: float) -> list[Any]:  # noqa: N803
        """Never break a chart."""
        return []

    def draw(self) -> None:
        """Draw everything inside one Figure."""
        canvas = canvas_of(self)
        self.element.bbox = canvas.frame(0, 0, self.width, self.height)
        canvas.begin(self.element)
        self._draw_axis(canvas)
        if self.chart.has_bars:
            self._draw_bars(canvas)
        self._draw_lines(canvas)
        if not self.chart.has_bars:
            self._draw_results(canvas)
        self._draw_marks(canvas)
        self._draw_labels(canvas, list(self._labels()))
        canvas.end()

    # -- places

    @property
    def _right(self) -> float:
        return self.width - CHART_RIGHT

    @property
    def _room(self) -> float:
        """Return the width that one period has."""
        return (self._right - CHART_LEFT) / len(self.chart.points)

    def _y(self, value: Decimal) -> float:
        low, high = self.chart.ticks[0][0], self.chart.ticks[-1][0]
        return _BOTTOM + float((value - low) / (high - low)) * (self.height - _TOP - _BOTTOM)

    def _x(self, index: int) -> float:
        return CHART_LEFT + self._room * (index + 0.5)

    # -- drawing

    def _draw_axis(self, canvas: TaggedCanvas) -> None:
        for value, words in self.chart.ticks:
            height = self._y(value)
            canvas.rule(CHART_LEFT, self._right, height, theme.HAIRLINE, 0.5)
            wide = font(CHART_TEXT.regular).width(words, CHART_TEXT.size)
            _show(canvas, CHART_LEFT - 6 - wide, height - 3, words, theme.GREY)
        canvas.rule(CHART_LEFT, self._right, _BOTTOM, theme.RULE, 0.8)
        if self.chart.is_broken:
            canvas.polyline([(CHART_LEFT - 3, _BOTTOM + 3), (CHART_LEFT + 3, _BOTTOM + 6)], theme.RULE, 0.8)
            canvas.polyline([(CHART_LEFT - 3, _BOTTOM + 6), (CHART_LEFT + 3, _BOTTOM + 9)], theme.RULE, 0.8)
            _show(
                canvas,
                CHART_LEFT,
                self.height - 9,
                say("The axis starts at {figure}", figure=self.chart.ticks[0][1]),
                theme.GREY,
            )
        labels = [point.label for point in self.chart.points]
        every = _label_step(labels, self._room)
        for index, label in enumerate(labels):
            if (len(labels) - 1 - index) % every == 0:
                for line, part in enumerate(_broken(label, max(self._room * every - 4, _widest_word(label)))):
                    wide = font(CHART_TEXT.regular).width(part, CHART_TEXT.size)
                    _show(canvas, self._x(index) - wide / 2, _BOTTOM - 12 - line * _LABEL_LINE, part, theme.GREY)

    def _draw_lines(self, canvas: TaggedCanvas) -> None:
        """Draw target, floor, comparators and control limits: what results are held against."""
        for has_target, run in groupby(enumerate(self.chart.points), key=lambda place: place[1].target is not None):
            steps: list[tuple[float, float]] = []
            for index, point in run:
                if point.target is not None:
                    height, left = self._y(point.target), CHART_LEFT + index * self._room
                    steps += [(left, height), (left + self._room, height)]
            if has_target:
                canvas.polyline(steps, theme.TARGET_LINE, 1.2, "[5 3] 0")
        if self.chart.limit is not None:
            self._draw_level(canvas, self.chart.limit, theme.LIMIT_LINE, 1.2, "[1.2 2.4] 0")
        for value, _ in self.chart.comparators:
            self._draw_level(canvas, value, theme.COMPARATOR_LINE, 1.2, "[8 2 1.5 2] 0")
        for place, (value, _) in enumerate(self.chart.control):
            dash = "[] 0" if place == 1 else "[2 2] 0"  # the mean stands between its limits
            self._draw_level(canvas, value, theme.CONTROL_LINE, 0.9, dash)

    def _draw_level(self, canvas: TaggedCanvas, value: Decimal, colour: Colour, width: float, dash: str) -> None:
        height = self._y(value)
        canvas.polyline([(CHART_LEFT, height), (self._right, height)], colour, width, dash)

    def _draw_bars(self, canvas: TaggedCanvas) -> None:
        """Draw a bar from nought for each result, hollow for a forecast."""
        ground, wide = self._y(max(self.chart.ticks[0][0], Decimal(0))), self._room * _BAR_SHARE
        for index, point in enumerate(self.chart.points):
            if point.value is None:
                continue
            bottom, top = sorted((ground, self._y(point.value)))
            if point.is_forecast:
                canvas.outline_box(self._x(index) - wide / 2, bottom, wide, top - bottom, theme.NAVY, 0)
            else:
                canvas.fill_box(self._x(index) - wide / 2, bottom, wide, top - bottom, theme.NAVY)

    def _draw_results(self, canvas: TaggedCanvas) -> None:
        """Draw the line, open where a result is missing; to a forecast it is thin and dashed."""
        for has_value, run in groupby(enumerate(self.chart.points), key=lambda place: place[1].value is not None):
            places = [(index, point) for index, point in run if has_value]
            measured = [self._place(index, point) for index, point in places if not point.is_forecast]
            if len(measured) > 1:
                canvas.polyline(measured, theme.NAVY, 1.8)
            expected = [self._place(index, point) for index, point in places if point.is_forecast]
            if measured and expected:
                canvas.polyline([measured[-1], *expected], theme.NAVY, 0.9, "[2 2] 0")

    def _place(self, index: int, point: ChartPoint) -> tuple[float, float]:
        return self._x(index), self._y(point.value or Decimal(0))

    def _draw_marks(self, canvas: TaggedCanvas) -> None:
        """Draw the shape of each rating on a white ground, clear of the line; the latest result says its figure."""
        points = self.chart.points
        latest = max(
            (at for at, point in enumerate(points) if point.value is not None and not point.is_forecast), default=-1
        )
        for index, point in enumerate(points):
            if point.value is None:
                continue
            x, height = self._place(index, point)
            if self.chart.has_bars:
                height += _MARK + 2
            has_mark = point.rating is not None or not self.chart.has_bars
            if has_mark and point.is_forecast:
                canvas.fill_box(x - 4, height - 4, 8, 8, theme.WHITE, 4)
                canvas.outline_box(x - 3.2, height - 3.2, 6.4, 6.4, theme.NAVY, 3.2)
            elif has_mark:
                canvas.fill_box(x - _MARK, height - _MARK, 2 * _MARK, 2 * _MARK, theme.WHITE, _MARK)
                if point.rating is None and not self.chart.target_words:  # nothing to rate against: a plain dot
                    canvas.fill_box(x - 2.8, height - 2.8, 5.6, 5.6, theme.NAVY, 2.8)
                else:
                    draw_rating_shape(canvas, point.rating, self.chart.scale, x, height, theme.NAVY)
            if point.is_special:
                canvas.outline_box(x - 7, height - 7, 14, 14, theme.CONTROL_LINE, 7)
            if index == latest and self._says_latest_at_mark:
                self._draw_latest(canvas, x, height + (_MARK + 3 if has_mark else -2))

    @property
    def _says_latest_at_mark(self) -> bool:
        """True for bars, and where the line ends before the plot does, so that its end has no room beside it."""
        last = self.chart.points[-1]
        return self.chart.has_bars or last.value is None or last.is_forecast

    def _draw_latest(self, canvas: TaggedCanvas, x: float, y: float) -> None:
        wide = font(CHART_TEXT.strong).width(self.chart.last_words, CHART_TEXT.size)
        canvas.fill_box(x - wide / 2 - 2, y - 2, wide + 4, CHART_TEXT.size + 1, theme.WHITE)
        canvas.show(x - wide / 2, y, self.chart.last_words + " ", CHART_TEXT.strong, CHART_TEXT.size, theme.NAVY)

    # -- labels

    def _labels(self) -> Sequence[_Label]:
        """Return the name of each line, at the height where it ends."""
        chart = self.chart
        room = CHART_RIGHT - 8
        found = []
        last_target = next((point.target for point in reversed(chart.points) if point.target is not None), None)
        if last_target is not None and chart.target_words:
            found.append(_Label(self._y(last_target), _broken(chart.target_words, room), theme.TARGET_LINE))
        if chart.limit is not None:
            found.append(_Label(self._y(chart.limit), _broken(chart.limit_words, room), theme.LIMIT_LINE))
        for colour, lines in ((theme.COMPARATOR_LINE, chart.comparators), (theme.CONTROL_LINE, chart.control)):
            found += [_Label(self._y(value), _broken(words, room), colour) for value, words in lines]
        last = chart.points[-1]
        if not self._says_latest_at_mark and last.value is not None:
            found.append(_Label(self._y(last.value), (chart.last_words,), theme.NAVY, is_strong=True))
        return found

    def _draw_labels(self, canvas: TaggedCanvas, labels: Sequence[_Label]) -> None:
        """Name each line where it ends, moved apart where two names would touch."""
        ordered = sorted(labels, key=lambda label: label.height)
        bottoms: list[float] = []
        for label in ordered:
            wanted = label.height - label.depth / 2
            least = bottoms[-1] + ordered[len(bottoms) - 1].depth + _LABEL_GAP if bottoms else 0.0
            bottoms.append(max(wanted, least))
        over = max(bottoms[-1] + ordered[-1].depth - self.height, 0.0) if bottoms else 0.0
        for label, bottom in zip(ordered, bottoms, strict=True):
            face = CHART_TEXT.strong if label.is_strong else CHART_TEXT.regular
            y = bottom - over + label.depth - CHART_TEXT.size + 1
            for line in label.lines:
                canvas.show(self._right + 6, y, line + " ", face, CHART_TEXT.size, label.colour)
                y -= _LABEL_LINE


class LargeChartFlow(ChartFlow):
    """A chart drawn so much larger that its smallest words are as large as those of a table."""

    _BY = theme.CELL.size / CHART_TEXT.size

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803
        """Take the full measure."""
        return aW, super().wrap(aW / self._BY, aH)[1] * self._BY

    def draw(self) -> None:
        """Draw the chart in its own size, larger."""
        canvas_of(self).scale(self._BY, self._BY)
        super().draw()


def _broken(words: str, room: float) -> tuple[str, ...]:
    """Return words broken into lines that fit a room."""
    lines = break_lines(plain(words), CHART_TEXT, room)
    return tuple("".join(piece.text for piece in line.pieces).rstrip() for line in lines)


def _label_step(labels: Sequence[str], room: float) -> int:
    """Return how many periods share one label, so that no two labels touch; a label may take two lines."""
    widest = max(_widest_word(label) if " " in label and len(label) > 8 else _width(label) for label in labels) + 6
    return max(int(-(-widest // room)), 1)


def _widest_word(words: str) -> float:
    return max(_width(word) for word in words.split())


def _width(words: str) -> float:
    return font(CHART_TEXT.regular).width(words, CHART_TEXT.size)


def _show(canvas: TaggedCanvas, x: float, y: float, words: str, colour: Colour) -> None:
    canvas.show(x, y, words + " ", CHART_TEXT.regular, CHART_TEXT.size, colour)
