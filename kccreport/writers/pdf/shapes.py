"""The shapes of ratings, directions and alerts, drawn on the canvas."""

from kccreport.ground.colour import Colour
from kccreport.models.alert import Alert
from kccreport.models.rag import Rag
from kccreport.models.ratings import RatingScale
from kccreport.models.travel import Travel
from kccreport.paper.blocks import Sign
from kccreport.writers.pdf.tagging.canvas import TaggedCanvas
from kccreport.writers.pdf.theme import NAVY, NOT_RATED, PILLS
from kccreport.writers.shapes import ALERTS, RATINGS, SIGNS, TRAVELS, UNRATED, Points

_RADIUS = 3.4
_SHAPE_SHARE = 0.55  # of a badge's height that its shape takes


def draw_rating_shape(
    canvas: TaggedCanvas,
    rating: Rag | None,
    scale: RatingScale,
    x: float,
    y: float,
    ink: Colour,
    radius: float = _RADIUS,
) -> None:
    """Draw the shape of a rating round (x, y); a dash where there is none."""
    _draw(canvas, UNRATED if rating is None else RATINGS[scale.shape(rating)], x, y, ink, radius)


def draw_badge(
    canvas: TaggedCanvas,
    rating: Rag | None,
    scale: RatingScale,
    centre: tuple[float, float],
    half: tuple[float, float],
) -> None:
    """Draw the shape of a rating on its colour, without its word: half as wide and half as high as `half` says."""
    look = NOT_RATED if rating is None else PILLS[rating]
    (x, y), (across, up) = centre, half
    canvas.fill_box(x - across, y - up, 2 * across, 2 * up, look.fill, min(2.0, across, up))
    if look.outline is not None:
        canvas.outline_box(x - across, y - up, 2 * across, 2 * up, look.outline, min(2.0, across, up))
    draw_rating_shape(canvas, rating, scale, x, y, look.ink, min(half) * _SHAPE_SHARE)


def draw_travel_shape(canvas: TaggedCanvas, travel: Travel, x: float, y: float) -> None:
    """Draw an arrowhead up or down, or a bar; an arrow where neither way is better."""
    _draw(canvas, TRAVELS[travel], x, y, NAVY)


def draw_sign_shape(canvas: TaggedCanvas, sign: Sign, x: float, y: float) -> None:
    """Draw the shape of a control chart's verdict."""
    _draw(canvas, SIGNS[sign], x, y, NAVY)


def draw_alert_shape(canvas: TaggedCanvas, alert: Alert, x: float, y: float, ink: Colour) -> None:
    """Draw an arrowhead up or down, or a bar."""
    _draw(canvas, ALERTS[alert], x, y, ink)


def _draw(canvas: TaggedCanvas, shape: Points, x: float, y: float, ink: Colour, radius: float = _RADIUS) -> None:
    canvas.fill_shape([(x + px * radius, y + py * radius) for px, py in shape], ink)
