"""The shapes that stand beside the words of ratings, directions and alerts, so that colour is never alone."""

from math import cos, pi, sin

from kccreport.ground.colour import Colour
from kccreport.models.alert import Alert
from kccreport.models.rag import Rag
from kccreport.models.ratings import RatingScale, Shape
from kccreport.models.travel import Travel
from kccreport.paper.blocks import Sign
from kccreport.writers.pdf.tagging.canvas import TaggedCanvas
from kccreport.writers.pdf.theme import NAVY

Points = list[tuple[float, float]]

_CIRCLE: Points = [(cos(step * pi / 12), sin(step * pi / 12)) for step in range(24)]
_UP: Points = [(-1.1, -0.85), (1.1, -0.85), (0, 1.05)]
_DOWN: Points = [(x, -y) for x, y in _UP]
_SQUARE: Points = [(-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)]
_DIAMOND: Points = [(0, 1.2), (1.2, 0), (0, -1.2), (-1.2, 0)]
_HALF_CIRCLE: Points = _CIRCLE[:13]
_HEXAGON: Points = [(1.1 * cos(step * pi / 3), 1.1 * sin(step * pi / 3)) for step in range(6)]
_STAR: Points = [
    ((0.55 if step % 2 else 1.3) * sin(step * pi / 5), (0.55 if step % 2 else 1.3) * cos(step * pi / 5))
    for step in range(10)
]
_CROSS: Points = [
    (0, 0.45), (0.65, 1.1), (1.1, 0.65), (0.45, 0), (1.1, -0.65), (0.65, -1.1),
    (0, -0.45), (-0.65, -1.1), (-1.1, -0.65), (-0.45, 0), (-1.1, 0.65), (-0.65, 1.1),
]  # fmt: skip
_RISE: Points = [
    (0, 1.2), (1, 0.15), (0.3, 0.15), (0.3, -1.1), (-0.3, -1.1), (-0.3, 0.15), (-1, 0.15),
]  # fmt: skip
_BAR: Points = [(-1.1, -0.35), (1.1, -0.35), (1.1, 0.35), (-1.1, 0.35)]

_SIGNS = {
    Sign.UP: _UP,
    Sign.DOWN: _DOWN,
    Sign.LEVEL: _BAR,
    Sign.PASS: _CIRCLE,
    Sign.FAIL: _SQUARE,
    Sign.EITHER: _DIAMOND,
}
_RATINGS = {
    Shape.DIAMOND: _DIAMOND,
    Shape.HEXAGON: _HEXAGON,
    Shape.CIRCLE: _CIRCLE,
    Shape.HALF_CIRCLE: _HALF_CIRCLE,
    Shape.TRIANGLE: _UP,
    Shape.SQUARE: _SQUARE,
    Shape.CROSS: _CROSS,
    Shape.STAR: _STAR,
}
_TRAVELS = {
    Travel.IMPROVING: _UP,
    Travel.WORSENING: _DOWN,
    Travel.UNCHANGED: _BAR,
    Travel.INCREASED: _RISE,
    Travel.DECREASED: [(x, -y) for x, y in _RISE],
}
_ALERTS = {Alert.ABOVE: _UP, Alert.YES: _BAR, Alert.BELOW: _DOWN}
_RADIUS = 3.4


def draw_rating_shape(
    canvas: TaggedCanvas, rating: Rag | None, scale: RatingScale, x: float, y: float, ink: Colour
) -> None:
    """Draw the shape of a rating round (x, y); a dash where there is none."""
    _draw(canvas, _BAR if rating is None else _RATINGS[scale.shape(rating)], x, y, ink)


def draw_travel_shape(canvas: TaggedCanvas, travel: Travel, x: float, y: float) -> None:
    """Draw an arrowhead up or down, or a bar; an arrow where neither way is better."""
    _draw(canvas, _TRAVELS[travel], x, y, NAVY)


def draw_sign_shape(canvas: TaggedCanvas, sign: Sign, x: float, y: float) -> None:
    """Draw the shape of a control chart's verdict."""
    _draw(canvas, _SIGNS[sign], x, y, NAVY)


def draw_alert_shape(canvas: TaggedCanvas, alert: Alert, x: float, y: float, ink: Colour) -> None:
    """Draw an arrowhead up or down, or a bar."""
    _draw(canvas, _ALERTS[alert], x, y, ink)


def _draw(canvas: TaggedCanvas, shape: Points, x: float, y: float, ink: Colour) -> None:
    canvas.fill_shape([(x + px * _RADIUS, y + py * _RADIUS) for px, py in shape], ink)
