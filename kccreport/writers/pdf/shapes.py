"""The shapes of ratings, directions and alerts, drawn on the canvas."""

from kccreport.models.alert import Alert
from kccreport.models.rag import Rag
from kccreport.models.travel import Travel
from kccreport.paper.blocks import Sign
from kccreport.writers.pdf.tagging.canvas import TaggedCanvas
from kccreport.writers.pdf.theme import NAVY, Colour
from kccreport.writers.shapes import ALERTS, RATINGS, SIGNS, TRAVELS, Points

_RADIUS = 3.4


def draw_rating_shape(canvas: TaggedCanvas, rating: Rag | None, x: float, y: float, ink: Colour) -> None:
    """Draw the shape of a rating round (x, y); a dash where there is none."""
    _draw(canvas, RATINGS[rating], x, y, ink)


def draw_travel_shape(canvas: TaggedCanvas, travel: Travel, x: float, y: float) -> None:
    """Draw an arrowhead up or down, or a bar."""
    _draw(canvas, TRAVELS[travel], x, y, NAVY)


def draw_sign_shape(canvas: TaggedCanvas, sign: Sign, x: float, y: float) -> None:
    """Draw the shape of a control chart's verdict."""
    _draw(canvas, SIGNS[sign], x, y, NAVY)


def draw_alert_shape(canvas: TaggedCanvas, alert: Alert, x: float, y: float, ink: Colour) -> None:
    """Draw an arrowhead up or down, or a bar."""
    _draw(canvas, ALERTS[alert], x, y, ink)


def _draw(canvas: TaggedCanvas, shape: Points, x: float, y: float, ink: Colour) -> None:
    canvas.fill_shape([(x + px * _RADIUS, y + py * _RADIUS) for px, py in shape], ink)
