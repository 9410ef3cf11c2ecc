"""A chart, drawn straight on the canvas as one Figure with its alternative text."""

from kccreport.ground.colour import Colour
from kccreport.paper.blocks import Chart
from kccreport.writers.charting.parts import COMPARATORS, Bar, Dot, Drawing, Hand, Ink, Stroke
from kccreport.writers.charting.plot import Planned
from kccreport.writers.charting.sides import Sides, sides
from kccreport.writers.pdf import theme
from kccreport.writers.pdf.flowables.measured import Measured
from kccreport.writers.pdf.fonts import font
from kccreport.writers.pdf.shapes import draw_badge
from kccreport.writers.pdf.tagging.canvas import TaggedCanvas, canvas_of
from kccreport.writers.pdf.tagging.structure import Element
from kccreport.writers.pdf.theme import CHART_TEXT

_SOLID = "[] 0"
# colour, width and dashes
STROKES: dict[Ink, tuple[Colour, float, str]] = {
    Ink.GRID: (theme.HAIRLINE, 0.5, _SOLID),
    Ink.BASE: (theme.RULE, 0.8, _SOLID),
    Ink.SERIES_BREAK: (theme.GREY, 0.8, "[1 2] 0"),
    Ink.RESULT: (theme.NAVY, 1.8, _SOLID),
    Ink.EARLIER: (theme.EARLIER, 1.8, _SOLID),
    Ink.FORECAST: (theme.NAVY, 0.9, "[2 2] 0"),
    Ink.TARGET: (theme.TARGET_LINE, 1.2, "[5 3] 0"),
    Ink.LIMIT: (theme.LIMIT_LINE, 1.2, "[1.2 2.4] 0"),
    Ink.COMPARATOR: (theme.COMPARATOR_LINE, 1.2, "[8 2 1.5 2] 0"),
    Ink.SECOND_COMPARATOR: (theme.COMPARATOR_LINE, 1.2, "[14 3.5] 0"),
    Ink.THIRD_COMPARATOR: (theme.COMPARATOR_LINE, 1.2, "[8 2 1.5 2 1.5 2] 0"),
    Ink.FOURTH_COMPARATOR: (theme.COMPARATOR_LINE, 1.2, "[1.5 2 1.5 6] 0"),
    Ink.CONTROL: (theme.CONTROL_LINE, 0.9, "[2 2] 0"),
    Ink.MEAN: (theme.CONTROL_LINE, 0.9, _SOLID),
}
_OVER_BARS = frozenset({Ink.TARGET, Ink.LIMIT, *COMPARATORS})
_HALO = 2.8  # points: the white ground on which a line crosses bars
_WORDS: dict[Ink, Colour] = {
    Ink.QUIET: theme.GREY,
    Ink.RESULT: theme.NAVY,
    Ink.FORECAST: theme.NAVY,
    Ink.TARGET: theme.TARGET_LINE,
    Ink.LIMIT: theme.LIMIT_LINE,
    **dict.fromkeys(COMPARATORS, theme.COMPARATOR_LINE),
    Ink.CONTROL: theme.CONTROL_LINE,
    Ink.MEAN: theme.CONTROL_LINE,
}


def chart_hand() -> Hand:
    """Return how the words of charts are set."""
    regular, strong = font(CHART_TEXT.regular).width, font(CHART_TEXT.strong).width

    def width(words: str, is_strong: bool) -> float:
        return strong(words, CHART_TEXT.size) if is_strong else regular(words, CHART_TEXT.size)

    return Hand(CHART_TEXT.size, CHART_TEXT.leading, width)


def chart_sides(chart: Chart, width: float) -> Sides:
    """Return the edges of a chart's plot, below which the columns of a table stand."""
    return sides(chart, width, chart_hand(), least_left=theme.CHART_LEFT)


class ChartFlow(Measured):
    """Results as a line or as bars, what they are held against, and ratings below the axis, in whatever width there is."""

    def __init__(self, chart: Chart, element: Element, height: float = theme.CHART_HEIGHT) -> None:
        super().__init__()
        self.chart, self.element = chart, element
        self._usual_height = self._wanted = height
        self._asked = (0.0, height)
        self._tried: dict[tuple[float, float], Planned] = {}

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 - ReportLab's names
        """Take the full measure, and more height than usual where there are many lines to name."""
        self._asked = asked = aW, self._wanted
        if asked not in self._tried:
            self._tried[asked] = Planned(self.chart, aW, self._wanted, chart_hand(), least_left=theme.CHART_LEFT)
        self.width, self.height = aW, self._tried[asked].height
        return self.width, self.height

    def set_density(self, density: theme.Density) -> None:
        """Be as high as usual, or less where a page is laid so closely that nothing else helps."""
        self._wanted = self._usual_height * density.chart
        self.forget()

    def getSpaceAfter(self) -> float:  # noqa: N802 - ReportLab's name
        """Return the space below, in points."""
        return 4

    def draw(self) -> None:
        """Draw everything inside one Figure."""
        canvas = canvas_of(self)
        self.element.bbox = canvas.frame(0, 0, self.width, self.height)
        canvas.begin(self.element)
        self._draw(canvas, self._tried[self._asked].drawing)
        canvas.end()

    def _draw(self, canvas: TaggedCanvas, drawing: Drawing) -> None:
        ground = (Ink.GRID, Ink.BASE)
        for stroke in drawing.strokes:
            if stroke.ink in ground:
                _draw_stroke(canvas, stroke)
        for bar in drawing.bars:
            _draw_bar(canvas, bar)
        for stroke in drawing.strokes:
            if drawing.bars and stroke.ink in _OVER_BARS:
                canvas.polyline(stroke.places, theme.WHITE, _HALO)
        for stroke in drawing.strokes:
            if stroke.ink not in ground:
                _draw_stroke(canvas, stroke)
        for dot in drawing.dots:
            _draw_dot(canvas, dot)
        for badge in drawing.badges:
            draw_badge(canvas, badge.rating, self.chart.scale, badge.centre, badge.half)
        for words in drawing.words:
            face = CHART_TEXT.strong if words.is_strong else CHART_TEXT.regular
            canvas.show(*words.start, words.text + " ", face, CHART_TEXT.size, _WORDS[words.ink])


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


def _draw_stroke(canvas: TaggedCanvas, stroke: Stroke) -> None:
    colour, width, dash = STROKES[stroke.ink]
    canvas.polyline(stroke.places, colour, width, dash)


def _draw_bar(canvas: TaggedCanvas, bar: Bar) -> None:
    left, bottom, right, top = bar.box
    if bar.ink is Ink.FORECAST:
        canvas.outline_box(left, bottom, right - left, top - bottom, theme.NAVY, 0)
    else:
        canvas.fill_box(left, bottom, right - left, top - bottom, STROKES[bar.ink][0])


def _draw_dot(canvas: TaggedCanvas, dot: Dot) -> None:
    left, bottom, right, top = dot.box
    if dot.ink is Ink.SPECIAL:
        canvas.outline_box(left, bottom, right - left, top - bottom, theme.CONTROL_LINE, dot.radius)
        return
    is_hollow = dot.ink is Ink.FORECAST
    fill = theme.WHITE if is_hollow else STROKES[dot.ink][0]
    canvas.fill_box(left, bottom, right - left, top - bottom, fill, dot.radius)
    if is_hollow:
        canvas.outline_box(left, bottom, right - left, top - bottom, theme.NAVY, dot.radius)
