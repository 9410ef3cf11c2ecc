"""A chart, drawn straight on the canvas as one Figure with its alternative text."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import groupby
from typing import Any

from reportlab.platypus.flowables import Flowable

from kccreport.paper.blocks import Chart, ChartPoint
from kccreport.pdf import theme
from kccreport.pdf.fonts import font
from kccreport.pdf.shapes import draw_rating_shape
from kccreport.pdf.tagging.canvas import TaggedCanvas, canvas_of
from kccreport.pdf.tagging.structure import Element
from kccreport.pdf.theme import CHART_TEXT, Colour

_LEFT, _RIGHT, _TOP, _BOTTOM = 44.0, 96.0, 16.0, 26.0
_LABEL_GAP = 11.0  # the least distance between two labels one above the other


class ChartFlow(Flowable):
    """Results as a line with a mark for each rating, target stepped, floor dotted, each named where it ends."""

    def __init__(self, chart: Chart, element: Element) -> None:
        super().__init__()
        self.chart, self.element = chart, element

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 - ReportLab's names
        """Take the full measure."""
        self.width, self.height = aW, theme.CHART_HEIGHT
        return self.width, self.height

    def least_height(self, width: float) -> float:
        """Return the whole height: a chart is not parted."""
        return self.wrap(width, 0)[1]

    def set_density(self, density: theme.Density) -> None:
        """Stay as large as it is."""

    def getSpaceAfter(self) -> float:  # noqa: N802 - ReportLab's name
        """Return the space below, in points."""
        return 8

    def split(self, aW: float, aH: float) -> list[Any]:  # noqa: N803
        """Never break a chart."""
        return []

    def draw(self) -> None:
        """Draw everything inside one Figure."""
        canvas = canvas_of(self)
        x, y = canvas.absolutePosition(0, 0)
        self.element.bbox = (x, y, x + self.width, y + self.height)
        canvas.begin(self.element)
        self._draw_axis(canvas)
        points = self.chart.points
        labels = [(self._y(points[-1].target or Decimal(0)), self.chart.target_words, theme.TARGET_LINE)]
        self._draw_targets(canvas)
        if self.chart.limit is not None:
            height = self._y(self.chart.limit)
            canvas.polyline([(_LEFT, height), (self.width - _RIGHT, height)], theme.LIMIT_LINE, 1.2, "[1.2 2.4] 0")
            labels.append((height, self.chart.limit_words, theme.LIMIT_LINE))
        for value, words in self.chart.control:
            height = self._y(value)
            dash = "[] 0" if words.startswith("Mean") else "[2 2] 0"
            canvas.polyline([(_LEFT, height), (self.width - _RIGHT, height)], theme.CONTROL_LINE, 0.9, dash)
            labels.append((height, words, theme.CONTROL_LINE))
        self._draw_results(canvas)
        last = next(point for point in reversed(points) if point.value is not None)
        if last is points[-1] and last.value is not None:
            labels.append((self._y(last.value), self.chart.last_words, theme.NAVY))
        self._draw_labels(canvas, labels)
        canvas.end()

    def _y(self, value: Decimal) -> float:
        low, high = self.chart.ticks[0][0], self.chart.ticks[-1][0]
        return _BOTTOM + float((value - low) / (high - low)) * (self.height - _TOP - _BOTTOM)

    def _x(self, index: int) -> float:
        inner = self.width - _LEFT - _RIGHT
        return _LEFT + inner * (index + 0.5) / len(self.chart.points)

    def _draw_axis(self, canvas: TaggedCanvas) -> None:
        right = self.width - _RIGHT
        for value, words in self.chart.ticks:
            height = self._y(value)
            canvas.rule(_LEFT, right, height, theme.HAIRLINE, 0.5)
            wide = font(CHART_TEXT.regular).width(words, CHART_TEXT.size)
            _show(canvas, _LEFT - 6 - wide, height - 3, words, theme.GREY)
        canvas.rule(_LEFT, right, _BOTTOM, theme.RULE, 0.8)
        if self.chart.is_broken:
            canvas.polyline([(_LEFT - 3, _BOTTOM + 3), (_LEFT + 3, _BOTTOM + 6)], theme.RULE, 0.8)
            canvas.polyline([(_LEFT - 3, _BOTTOM + 6), (_LEFT + 3, _BOTTOM + 9)], theme.RULE, 0.8)
            _show(canvas, _LEFT, self.height - 9, f"The axis starts at {self.chart.ticks[0][1]}", theme.GREY)
        every = _label_step([point.label for point in self.chart.points], (right - _LEFT) / len(self.chart.points))
        for index, point in enumerate(self.chart.points):
            if (len(self.chart.points) - 1 - index) % every == 0:
                wide = font(CHART_TEXT.regular).width(point.label, CHART_TEXT.size)
                _show(canvas, self._x(index) - wide / 2, _BOTTOM - 14, point.label, theme.GREY)

    def _draw_targets(self, canvas: TaggedCanvas) -> None:
        """Draw the target as steps, each as wide as its periods."""
        width = (self.width - _LEFT - _RIGHT) / len(self.chart.points)
        steps = []
        for index, point in enumerate(self.chart.points):
            if point.target is not None:
                height = self._y(point.target)
                steps += [(_LEFT + index * width, height), (_LEFT + (index + 1) * width, height)]
        if steps:
            canvas.polyline(steps, theme.TARGET_LINE, 1.2, "[5 3] 0")

    def _draw_results(self, canvas: TaggedCanvas) -> None:
        """Draw the line, open where a result is missing, and a mark for each result."""
        for has_value, run in groupby(enumerate(self.chart.points), key=lambda place: place[1].value is not None):
            line = [(self._x(index), self._y(point.value)) for index, point in run if point.value is not None]
            if has_value and len(line) > 1:
                canvas.polyline(line, theme.NAVY, 1.8)
        for index, point in enumerate(self.chart.points):
            if point.value is not None:
                self._draw_mark(canvas, index, point, self._y(point.value))

    def _draw_mark(self, canvas: TaggedCanvas, index: int, point: ChartPoint, height: float) -> None:
        """Draw the shape of the rating on a white ground, so that it stands clear of the line."""
        x = self._x(index)
        canvas.fill_box(x - 5, height - 5, 10, 10, theme.WHITE, 5)
        draw_rating_shape(canvas, point.rating, x, height, theme.NAVY)

    def _draw_labels(self, canvas: TaggedCanvas, labels: Sequence[tuple[float, str, Colour]]) -> None:
        """Name each line where it ends, moved apart where they would touch."""
        ordered = sorted(labels, key=lambda label: label[0])
        heights: list[float] = []
        for height, _, _ in ordered:
            heights.append(max(height, heights[-1] + _LABEL_GAP) if heights else height)
        over = max(heights[-1] - (self.height - 8), 0)
        for height, (_, words, colour) in zip(heights, ordered, strict=True):
            face = CHART_TEXT.strong if words == self.chart.last_words else CHART_TEXT.regular
            canvas.show(self.width - _RIGHT + 6, height - over - 3, words + " ", face, CHART_TEXT.size, colour)


def _label_step(labels: Sequence[str], room: float) -> int:
    """Return how many periods share one label, so that no two labels touch."""
    widest = max(font(CHART_TEXT.regular).width(label, CHART_TEXT.size) for label in labels) + 6
    return max(int(-(-widest // room)), 1)


def _show(canvas: TaggedCanvas, x: float, y: float, words: str, colour: Colour) -> None:
    canvas.show(x, y, words + " ", CHART_TEXT.regular, CHART_TEXT.size, colour)
