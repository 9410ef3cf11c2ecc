"""The shapes of ratings, directions and alerts, drawn on the canvas."""

from kccreport.ground.colour import Colour
from kccreport.models.alert import Alert
from kccreport.models.rag import Rag
from kccreport.models.ratings import RatingScale
from kccreport.models.travel import Travel
from kccreport.paper.blocks import Sign
from kccreport.writers.pdf.tagging.canvas import TaggedCanvas
from kccreport.writers.pdf.theme import NAVY
from kccreport.writers.shapes import ALERTS, RATINGS, SIGNS, TRAVELS, UNRATED, Points

_RADIUS = 3.4


def draw_rating_shape(
    canvas: TaggedCanvas, rating: Rag | None, scale: RatingScale, x: float, y: float, ink: Colour
) -> None:
    """Draw the shape of a rating round (x, y); a dash where there is none."""
    _draw(canvas, UNRATED if rating is None else RATINGS[scale.shape(rating)], x, y, ink)


def draw_travel_shape(canvas: TaggedCanvas, travel: Travel, x: float, y: float) -> None:
    """Draw an arrowhead up or down, or a bar; an arrow where neither way is better."""
    _draw(canvas, TRAVELS[travel], x, y, NAVY)


def draw_sign_shape(canvas: TaggedCanvas, sign: Sign, x: float, y: float) -> None:
    """Draw the shape of a control chart's verdict."""
    _draw(canvas, SIGNS[sign], x, y, NAVY)


def draw_alert_shape(canvas: TaggedCanvas, alert: Alert, x: float, y: float, ink: Colour) -> None:
    """Draw an arrowhead up or down, or a bar."""
    _draw(canvas, ALERTS[alert], x, y, ink)


def _draw(canvas: TaggedCanvas, shape: Points, x: float, y: float, ink: Colour) -> None:
    canvas.fill_shape([(x + px * _RADIUS, y + py * _RADIUS) for px, py in shape], ink)
