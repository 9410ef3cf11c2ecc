"""How the pages of a section lie, as a layout asks."""

from kccreport.layout.spec import Lying
from kccreport.paper.blocks import NewPage, Orientation

_ORIENTATIONS: dict[Lying, Orientation] = {
    "auto": Orientation.FITTING,
    "portrait": Orientation.PORTRAIT,
    "landscape": Orientation.LANDSCAPE,
}


def new_page(lying: Lying) -> NewPage:
    """Return the start of a page that lies as a layout asks; auto is as the tables on it fit."""
    return NewPage(_ORIENTATIONS[lying])
