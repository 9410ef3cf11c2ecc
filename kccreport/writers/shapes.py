"""The shapes that stand beside the words of ratings, directions and alerts, so that colour is never alone.

Each is a polygon round (0, 0), about two units across, with y pointing up; every writer draws the same ones.
"""

from math import cos, pi, sin

from kccreport.models.alert import Alert
from kccreport.models.rag import Rag
from kccreport.models.travel import Travel
from kccreport.paper.blocks import Sign

Points = list[tuple[float, float]]

_CIRCLE: Points = [(cos(step * pi / 12), sin(step * pi / 12)) for step in range(24)]
_UP: Points = [(-1.1, -0.85), (1.1, -0.85), (0, 1.05)]
_DOWN: Points = [(x, -y) for x, y in _UP]
_SQUARE: Points = [(-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)]
_DIAMOND: Points = [(0, 1.2), (1.2, 0), (0, -1.2), (-1.2, 0)]
_HALF_CIRCLE: Points = _CIRCLE[:13]
_CROSS: Points = [
    (0, 0.45), (0.65, 1.1), (1.1, 0.65), (0.45, 0), (1.1, -0.65), (0.65, -1.1),
    (0, -0.45), (-0.65, -1.1), (-1.1, -0.65), (-0.45, 0), (-1.1, 0.65), (-0.65, 1.1),
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
RATINGS: dict[Rag | None, Points] = {
    Rag.BLUE: _DIAMOND,
    Rag.GREEN: _CIRCLE,
    Rag.LIGHT_GREEN: _HALF_CIRCLE,
    Rag.AMBER: _UP,
    Rag.RED: _SQUARE,
    Rag.NOT_MET: _CROSS,
    None: _BAR,
}
TRAVELS = {Travel.IMPROVING: _UP, Travel.WORSENING: _DOWN, Travel.UNCHANGED: _BAR}
ALERTS = {Alert.ABOVE: _UP, Alert.YES: _BAR, Alert.BELOW: _DOWN}
