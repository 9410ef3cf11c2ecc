"""A chart as inline pictures: one for wide and one for narrow places, of which a page shows the one that fits.

Both are drawn as on paper; letters are as large on a phone as they are on a desk. Together they are one picture with one
text.
"""

from collections.abc import Iterator

from kccreport.language import say
from kccreport.paper.blocks import Chart
from kccreport.writers.charting.letters import width_in_arial
from kccreport.writers.charting.parts import Badge, Bar, Dot, Drawing, Hand, Ink, Stroke, Words
from kccreport.writers.charting.plot import plot
from kccreport.writers.html.element import Element, el
from kccreport.writers.html.pictures import RADIUS, number, rating_id, rating_look

SIZES = {"slim": 340.0, "broad": 640.0}  # pixels, in which each is drawn; style.css has the widths they are shown at
HEIGHT = 240.0
_LETTERS, _LEADING = 13.0, 15.5
_SAFE = 1.03  # of letters of a typeface that is not Arial to those of Arial
_SHAPE_SHARE = 0.55  # of half a badge
_OVER_BARS = frozenset({Ink.TARGET, Ink.LIMIT, Ink.COMPARATOR})
_GROUND = frozenset({Ink.GRID, Ink.BASE})


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
        *(_stroke(each, drawing) for each in drawing.strokes if each.ink in _GROUND),
        *(_bar(each, drawing) for each in drawing.bars),
        *(_stroke(each, drawing, "halo") for each in drawing.strokes if drawing.bars and each.ink in _OVER_BARS),
        *(_stroke(each, drawing) for each in drawing.strokes if each.ink not in _GROUND),
        *(_dot(each, drawing) for each in drawing.dots),
        *(part for each in drawing.badges for part in _badge(each, drawing, block)),
        *(_words(each, drawing) for each in drawing.words),
    ]
    return el("svg", *drawn, class_=look, viewBox=size, aria_hidden="true")


def _stroke(stroke: Stroke, drawing: Drawing, look: str = "") -> Element:
    (x, y), *rest = stroke.places
    path = f"M{number(x)} {number(drawing.height - y)}"
    path += "".join(f"L{number(x)} {number(drawing.height - y)}" for x, y in rest)
    return el("path", d=path, class_=look or stroke.ink.value)


def _bar(bar: Bar, drawing: Drawing) -> Element:
    left, bottom, right, top = bar.box
    size = {"width": number(right - left), "height": number(top - bottom)}
    return el("rect", x=number(left), y=number(drawing.height - top), class_=f"bar {bar.ink.value}", **size)


def _dot(dot: Dot, drawing: Drawing) -> Element:
    x, y = dot.centre
    return el(
        "circle",
        cx=number(x),
        cy=number(drawing.height - y),
        r=number(dot.radius),
        class_=f"dot {dot.ink.value}",
    )


def _badge(badge: Badge, drawing: Drawing, block: Chart) -> Iterator[Element]:
    """Yield the colour of a rating, and on it its shape."""
    left, top = badge.box.left, badge.box.top
    across, up = badge.half
    size = {"width": number(2 * across), "height": number(2 * up)}
    look = f"badge {rating_look(badge.rating)}"
    yield el("rect", x=number(left), y=number(drawing.height - top), rx="2", class_=look, **size)
    (x, y), scale = badge.centre, min(badge.half) * _SHAPE_SHARE / RADIUS
    moved = f"translate({number(x)} {number(drawing.height - y)}) scale({number(scale)})"
    yield el("use", href=f"#{rating_id(badge.rating, block.scale)}", transform=moved, class_=f"on {look}")


def _words(words: Words, drawing: Drawing) -> Element:
    look = f"{words.ink.value} strong" if words.is_strong else words.ink.value
    y = number(drawing.height - words.at.y)
    return el("text", words.text, x=number(words.at.x), y=y, text_anchor=words.anchor, class_=look)
