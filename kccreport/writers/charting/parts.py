"""What a drawn chart is made of: strokes, bars, dots, badges and words, each at its place.

Lengths are in the writer's own unit, from the lower left corner, y pointing up.
"""

from collections.abc import Callable
from enum import Enum
from typing import Literal, NamedTuple

from msgspec import Struct

from kccreport.models.rag import Rag


class Ink(Enum):
    """What a stroke, a bar or words stand for, which decides how each is drawn."""

    RESULT = "result"
    EARLIER = "earlier"
    FORECAST = "forecast"
    TARGET = "target"
    LIMIT = "limit"
    COMPARATOR = "comparator"
    SECOND_COMPARATOR = "second-comparator"
    THIRD_COMPARATOR = "third-comparator"
    FOURTH_COMPARATOR = "fourth-comparator"
    CONTROL = "control"
    MEAN = "mean"
    SPECIAL = "special"
    GRID = "grid"
    BASE = "base"
    SERIES_BREAK = "series-break"
    QUIET = "axis"


# each has dashes of its own, so that they are told apart in grey; a fifth begins again
COMPARATORS = (Ink.COMPARATOR, Ink.SECOND_COMPARATOR, Ink.THIRD_COMPARATOR, Ink.FOURTH_COMPARATOR)


class Place(NamedTuple):
    """A point of the drawing."""

    x: float
    y: float


class Box(NamedTuple):
    """A rectangle of the drawing."""

    left: float
    bottom: float
    right: float
    top: float

    def touches(self, other: "Box") -> bool:
        """Say whether two boxes share more than an edge."""
        return (
            self.left < other.right and other.left < self.right and self.bottom < other.top and other.bottom < self.top
        )

    def is_met_by(self, start: Place, end: Place) -> bool:
        """Say whether a straight line passes through the box (Liang and Barsky, 1984)."""
        first, last = 0.0, 1.0
        for origin, way, low, high in (
            (start.x, end.x - start.x, self.left, self.right),
            (start.y, end.y - start.y, self.bottom, self.top),
        ):
            if way == 0:
                if not low < origin < high:
                    return False
                continue
            entry, leave = sorted(((low - origin) / way, (high - origin) / way))
            first, last = max(first, entry), min(last, leave)
        return first < last

    def grown(self, by: float) -> "Box":
        """Return the box with so much more on each side."""
        return Box(self.left - by, self.bottom - by, self.right + by, self.top + by)


class Stroke(NamedTuple):
    """Straight lines from place to place."""

    places: tuple[Place, ...]
    ink: Ink


class Bar(NamedTuple):
    """A result as a bar; hollow for a forecast."""

    box: Box
    ink: Ink


class Dot(NamedTuple):
    """A result as a dot: hollow for a forecast, a ring for one that is special."""

    centre: Place
    radius: float
    ink: Ink

    @property
    def box(self) -> Box:
        """Return the room it takes."""
        return Box(*self.centre, *self.centre).grown(self.radius)


class Badge(NamedTuple):
    """The shape of a rating on its colour, below the axis; None is a result that has none."""

    centre: Place
    half: Place
    rating: Rag | None

    @property
    def box(self) -> Box:
        """Return the room it takes."""
        (x, y), (across, up) = self.centre, self.half
        return Box(x - across, y - up, x + across, y + up)


Anchor = Literal["start", "middle", "end"]


class Words(NamedTuple):
    """One line of words on its baseline; `at` is its start, middle or end."""

    text: str
    at: Place
    anchor: Anchor
    ink: Ink
    is_strong: bool
    box: Box

    @property
    def start(self) -> Place:
        """Return where the first letter begins."""
        return Place(self.box.left, self.at.y)


class Hand(NamedTuple):
    """How words are set: their size, the step from line to line, and how wide they are."""

    size: float
    leading: float
    width: Callable[[str, bool], float]

    def words(
        self, text: str, at: Place, ink: Ink = Ink.QUIET, anchor: Anchor = "start", *, is_strong: bool = False
    ) -> Words:
        """Return words at a place, with the room that capitals and descenders take."""
        wide = self.width(text, is_strong)
        left = at.x - {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
        box = Box(left, at.y - 0.22 * self.size, left + wide, at.y + 0.74 * self.size)
        return Words(text, at, anchor, ink, is_strong, box)

    def broken(self, text: str, room: float, *, is_strong: bool = False) -> tuple[str, ...]:
        """Return words in lines that fit a room; a word that does not is broken."""
        lines: list[str] = []
        for word in text.split() or [""]:
            if lines and self.width(f"{lines[-1]} {word}", is_strong) <= room:
                lines[-1] += f" {word}"
                continue
            while len(word) > 1 and self.width(word, is_strong) > room:
                end = next((at for at in range(len(word) - 1, 1, -1) if self.width(word[:at], is_strong) <= room), 1)
                lines.append(word[:end])
                word = word[end:]
            lines.append(word)
        return tuple(lines)


class Drawing(Struct, frozen=True):
    """A chart drawn: `left` and `right` are the edges of the plot. What comes later lies upon what came before."""

    width: float
    height: float
    left: float
    right: float
    strokes: tuple[Stroke, ...]
    bars: tuple[Bar, ...]
    dots: tuple[Dot, ...]
    badges: tuple[Badge, ...]
    words: tuple[Words, ...]
