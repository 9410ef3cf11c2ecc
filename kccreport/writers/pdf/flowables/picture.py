"""A picture that was given to us, drawn as one Figure with its alternative text."""

from reportlab.lib.units import mm

from kccreport.ground.pictures import on_white
from kccreport.paper.blocks import Picture
from kccreport.writers.pdf.flowables.measured import Measured
from kccreport.writers.pdf.tagging.canvas import canvas_of
from kccreport.writers.pdf.tagging.structure import Element

_BEFORE, _AFTER = 10.0, 8.0  # points


class PictureFlow(Measured):
    """A picture at the left edge, as high as was asked for, or as its width allows."""

    def __init__(self, picture: Picture, element: Element) -> None:
        super().__init__()
        self.picture, self.element = picture, element
        self.image = on_white(picture.data)

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 - ReportLab's names
        """Take the height asked for where the width then fits."""
        wide, high = self.image.size
        self.height = min(self.picture.height_mm * mm, aW * high / wide)
        self.width = self.height * wide / high
        return self.width, self.height

    def getSpaceBefore(self) -> float:  # noqa: N802 - ReportLab's name
        """Return the space above, in points; there is none at the head of a page."""
        return _BEFORE

    def getSpaceAfter(self) -> float:  # noqa: N802 - ReportLab's name
        """Return the space below, in points."""
        return _AFTER

    def draw(self) -> None:
        """Draw it inside its Figure."""
        canvas = canvas_of(self)
        self.element.bbox = canvas.frame(0, 0, self.width, self.height)
        canvas.begin(self.element)
        canvas.show_picture(self.image, self.width, self.height)
        canvas.end()
