"""A chart as inline pictures: one for wide and one for narrow places, of which a page shows the one that fits.

Both are drawn as on paper; letters are as large on a phone as they are on a desk. Together they are one picture with one
text.
"""

from collections.abc import Iterator

from kccreport.language import say
from kccreport.paper.blocks import Chart
from kccreport.writers.charting.letters import width_in_arial
from kccreport.writers.charting.parts import COMPARATORS, Badge, Bar, Dot, Drawing, Hand, Ink, Stroke, Words
from kccreport.writers.charting.plot import plot
from kccreport.writers.html.element import Element, el
from kccreport.writers.html.pictures import RADIUS, number, rating_id, rating_look

SIZES = {"slim": 340.0, "broad": 640.0}  # pixels, in which each is drawn; style.css has the widths they are shown at
HEIGHT = 240.0
_LETTERS, _LEADING = 13.0, 15.5
_SAFE = 1.03  # of letters of a typeface that is not Arial to those of Arial
_SHAPE_SHARE = 0.55  # of half a badge
_OVER_BARS = frozenset({Ink.TARGET, Ink.LIMIT, *COMPARATORS})
_GROUND = (Ink.GRID, Ink.BASE)


def chart(block: Chart, key: str) -> Element:
    """Return a chart, and below it what it shows in words, for everybody who would rather read."""
    pictures = [_svg(look, plot(block, width, HEIGHT, _HAND), block) for look, width in SIZES.items()]
    picture = el("div", *pictures, class_="chart", role="img", aria_labelledby=key)
    return el("figure", picture, el("details", el("summary", say("The chart in words")), el("p", block.alt, id=key)))


def _width(words: str, is_strong: bool) -> float:
    return width_in_arial(words, is_strong=is_strong) * _LETTERS * _SAFE


_HAND = Hand(_LETTERS, _LEADING, _width)


def _svg(look: str, drawing: Drawing, block: Chart) -> Element:
    size = f"0 0 {number(drawing.width)} {number(drawing.height)}"
    drawn = [
        *(_strokes(ink, drawing) for ink in _GROUND),
        *(_bar(each, drawing) for each in drawing.bars),
        *(_stroke(each, drawing, "halo") for each in drawing.strokes if drawing.bars and each.ink in _OVER_BARS),
        *(_stroke(each, drawing) for each in drawing.strokes if each.ink not in _GROUND),
        *(_dot(each, drawing) for each in drawing.dots),
        *(part for each in drawing.badges for part in _badge(each, drawing, block)),
        *(_words(each, drawing) for each in drawing.words),
    ]
    return el("svg", *drawn, class_=look, viewBox=size, aria_hidden="true")


def _strokes(ink: Ink, drawing: Drawing) -> Element:
    """Return all strokes of an ink as one."""
    return el("path", d="".join(_path(each, drawing) for each in drawing.strokes if each.ink is ink), class_=ink.value)


def _stroke(stroke: Stroke, drawing: Drawing, look: str = "") -> Element:
    return el("path", d=_path(stroke, drawing), class_=look or stroke.ink.value)


def _path(stroke: Stroke, drawing: Drawing) -> str:
    first, *rest = (f"{_at(x)} {_at(drawing.height - y)}" for x, y in stroke.places)
    return f"M{first}" + "".join(f"L{place}" for place in rest)


def _at(value: float) -> str:
    """Return a coordinate to a tenth of a pixel: charts have many."""
    return number(round(value, 1))


def _bar(bar: Bar, drawing: Drawing) -> Element:
    left, bottom, right, top = bar.box
    size = {"width": _at(right - left), "height": _at(top - bottom)}
    return el("rect", x=_at(left), y=_at(drawing.height - top), class_=f"bar {bar.ink.value}", **size)


def _dot(dot: Dot, drawing: Drawing) -> Element:
    x, y = dot.centre
    return el(
        "circle",
        cx=_at(x),
        cy=_at(drawing.height - y),
        r=_at(dot.radius),
        class_=f"dot {dot.ink.value}",
    )


def _badge(badge: Badge, drawing: Drawing, block: Chart) -> Iterator[Element]:
    """Yield the colour of a rating, and on it its shape."""
    left, top = badge.box.left, badge.box.top
    across, up = badge.half
    size = {"width": _at(2 * across), "height": _at(2 * up)}
    look = f"badge {rating_look(badge.rating)}"
    yield el("rect", x=_at(left), y=_at(drawing.height - top), rx="2", class_=look, **size)
    (x, y), scale = badge.centre, min(badge.half) * _SHAPE_SHARE / RADIUS
    moved = f"translate({_at(x)} {_at(drawing.height - y)}) scale({number(scale)})"
    yield el("use", href=f"#{rating_id(badge.rating, block.scale)}", transform=moved, class_=f"on {look}")


def _words(words: Words, drawing: Drawing) -> Element:
    looks = [words.ink.value] * (words.ink is not Ink.QUIET) + ["strong"] * words.is_strong
    look = " ".join(looks) or None
    y = _at(drawing.height - words.at.y)
    return el(
        "text",
        words.text,
        x=_at(words.at.x),
        y=y,
        text_anchor=None if words.anchor == "start" else words.anchor,
        class_=look,
    )
