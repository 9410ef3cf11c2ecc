"""The shapes that stand beside the words of ratings, directions and alerts, so that colour is never alone.

Each is a polygon round (0, 0), about two units across, with y pointing up; every writer draws the same ones.
"""

from math import cos, pi, sin

from kccreport.models.alert import Alert
from kccreport.models.ratings import Shape
from kccreport.models.travel import Travel
from kccreport.paper.blocks import Sign

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

SIGNS = {
    Sign.UP: _UP,
    Sign.DOWN: _DOWN,
    Sign.LEVEL: _BAR,
    Sign.PASS: _CIRCLE,
    Sign.FAIL: _SQUARE,
    Sign.EITHER: _DIAMOND,
}
RATINGS = {
    Shape.DIAMOND: _DIAMOND,
    Shape.HEXAGON: _HEXAGON,
    Shape.CIRCLE: _CIRCLE,
    Shape.HALF_CIRCLE: _HALF_CIRCLE,
    Shape.TRIANGLE: _UP,
    Shape.SQUARE: _SQUARE,
    Shape.CROSS: _CROSS,
    Shape.STAR: _STAR,
}
TRAVELS = {
    Travel.IMPROVING: _UP,
    Travel.WORSENING: _DOWN,
    Travel.UNCHANGED: _BAR,
    Travel.INCREASED: _RISE,
    Travel.DECREASED: [(x, -y) for x, y in _RISE],
}
ALERTS = {Alert.ABOVE: _UP, Alert.YES: _BAR, Alert.BELOW: _DOWN}
UNRATED = _BAR
