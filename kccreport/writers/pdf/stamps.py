"""Short texts, to be laid on pages that others made."""

import io
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from kccreport.paper.blocks import Identity
from kccreport.writers.pdf.fonts import font
from kccreport.writers.pdf.tagging.canvas import TaggedCanvas
from kccreport.writers.pdf.tagging.structure import Element
from kccreport.writers.pdf.theme import STAMP, STAMP_HEIGHT, WATERMARK, TextStyle, shortened

_BASELINE = 3.5


class Stamp(NamedTuple):
    """One text: a line of stamp, or a watermark where `is_watermark`."""

    text: str
    is_watermark: bool = False

    @property
    def style(self) -> TextStyle:
        """Return how it is set."""
        return WATERMARK if self.is_watermark else STAMP

    @property
    def size(self) -> tuple[float, float]:
        """Return its width and height, in points; a watermark's at a size of one point."""
        if self.is_watermark:
            return font(WATERMARK.regular).width(self.text, 1), 1.0
        return font(STAMP.regular).width(self.text, STAMP.size), STAMP_HEIGHT


def fitted(text: str, width: float) -> Stamp:
    """Return a line of stamp cut to a width."""
    return Stamp(shortened(text, width, STAMP))


def stamp_sheet(stamps: Sequence[Stamp]) -> bytes:
    """Return a PDF with one page on which every stamp is drawn at its lower left corner, each on a line of code of its own.

    Nothing there is tagged: the tag belongs where a stamp is laid. What lies in a form has none of its own.
    """
    file = io.BytesIO()
    identity = Identity("Stamps", "", "", "", "", "", date(2000, 1, 1))
    canvas = TaggedCanvas(file, identity, Element("Document"), stamps[0].size)
    for stamp in stamps:
        style = stamp.style
        if stamp.is_watermark:
            canvas.show_bare(0, 0, stamp.text, style.regular, 1, style.colour)
        else:
            canvas.show_bare(0, _BASELINE, stamp.text, style.regular, style.size, style.colour)
    canvas.save()
    return file.getvalue()
