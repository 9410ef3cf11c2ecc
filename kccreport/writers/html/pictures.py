"""Small pictures within words: the shapes of ratings and directions, and a series as a line."""

from collections.abc import Sequence
from decimal import Decimal

from kccreport.models.rag import Rag
from kccreport.models.ratings import RatingScale
from kccreport.writers.charting.parts import Place
from kccreport.writers.charting.spark import spark as series
from kccreport.writers.html.element import Element, el
from kccreport.writers.shapes import ALERTS, RATINGS, SIGNS, TRAVELS, UNRATED, Points

RADIUS = 5.0  # pixels of half a shape, in a picture of its own and in charts
_SHAPES: dict[tuple[str, str], Points] = {
    **{("rating", name): points for name, points in RATINGS.items()},
    ("rating", "none"): UNRATED,
    **{("travel", name): points for name, points in TRAVELS.items()},
    **{("alert", name): points for name, points in ALERTS.items()},
    **{("sign", sign.value): points for sign, points in SIGNS.items()},
}
_SPARK_WIDTH, _SPARK_HEIGHT, _SPARK_EDGE = 72.0, 16.0, 4.0
_STRIP_STEP, _STRIP_HEIGHT = 14.0, 16.0


def number(value: float) -> str:
    """Return a coordinate, to a hundredth, without the noughts at its end."""
    return f"{round(value, 2) + 0.0:.2f}".rstrip("0").rstrip(".")


def shape_id(family: str, name: str) -> str:
    """Return the name under which a shape is defined; it begins as no heading's anchor does."""
    return f"_{family}-{name.replace(' ', '-')}"


def rating_id(rating: Rag | None, scale: RatingScale) -> str:
    """Return the name of a rating's shape, as the council has chosen it: a bar where there is none."""
    return shape_id("rating", "none" if rating is None else scale.shape(rating))


def rating_look(rating: Rag | None) -> str:
    """Return the name of a rating's colours in style.css."""
    return "unrated" if rating is None else rating.value.replace(" ", "-")


def shape_definitions() -> Element:
    """Return every shape, defined once, to be used wherever it stands."""
    shapes = [el("path", id=shape_id(family, name), d=_outline(points)) for (family, name), points in _SHAPES.items()]
    return el("svg", el("defs", *shapes), class_="definitions", width="0", height="0", aria_hidden="true")


def _outline(points: Points) -> str:
    return "M" + "L".join(f"{number(x * RADIUS)} {number(-y * RADIUS)}" for x, y in points) + "Z"


def shape(name: str) -> Element:
    """Return a shape that stands before its word; the word says the same, so a screen reader passes it over."""
    return el("svg", el("use", href=f"#{name}"), class_="shape", viewBox="-6.5 -6.5 13 13", aria_hidden="true")


def spark(values: Sequence[Decimal | None], alt: str) -> Element:
    """Return a series as a line between its lowest and its highest value, with a dot on the last; open where one is missing."""
    line = series(values, _SPARK_WIDTH - 2 * _SPARK_EDGE, _SPARK_HEIGHT - 2 * _SPARK_EDGE)
    drawn = [el("polyline", points=" ".join(f"{x},{y}" for x, y in map(_turned, run))) for run in line.lines]
    for place, radius in [*((each, "1.25") for each in line.lone), *([(line.last, "2.5")] if line.last else [])]:
        x, y = _turned(place)
        drawn.append(el("circle", cx=x, cy=y, r=radius))
    return _picture("spark", drawn, _SPARK_WIDTH, _SPARK_HEIGHT, alt)


def _turned(place: Place) -> tuple[str, str]:
    """Return a place of a small line in its picture, whose y points down."""
    return number(_SPARK_EDGE + place.x), number(_SPARK_HEIGHT - _SPARK_EDGE - place.y)


def strip(ratings: Sequence[Rag | None], scale: RatingScale, alt: str) -> Element:
    """Return the ratings of several periods as shapes on their colours, oldest first."""
    drawn: list[Element] = []
    for at, rating in enumerate(ratings):
        look, left = f"badge {rating_look(rating)}", at * _STRIP_STEP + 0.5
        size = {"width": number(_STRIP_STEP - 1), "height": number(_STRIP_STEP - 1)}
        drawn.append(el("rect", x=number(left), y="1.5", rx="2", class_=look, **size))
        middle = f"translate({number((at + 0.5) * _STRIP_STEP)} {number(_STRIP_HEIGHT / 2)}) scale(.8)"
        name = rating_id(rating, scale)
        drawn.append(el("use", href=f"#{name}", transform=middle, class_=f"on {look}"))
    return _picture("strip", drawn, max(len(ratings), 1) * _STRIP_STEP, _STRIP_HEIGHT, alt)


def _picture(kind: str, drawn: Sequence[Element], width: float, height: float, alt: str) -> Element:
    """Return a picture as large as it is drawn, with the words that stand for it."""
    size = number(width), number(height)
    box = f"0 0 {size[0]} {size[1]}"
    return el("svg", *drawn, class_=kind, viewBox=box, width=size[0], height=size[1], role="img", aria_label=alt)
