"""The whole document, reproducibly: a paper to the bytes of a tagged PDF, in one layout pass."""

import io
from typing import NamedTuple

from reportlab.platypus.doctemplate import LayoutError

from kccreport.ground.errors import RenderingFault
from kccreport.ground.memory import without_collecting
from kccreport.language import speaking
from kccreport.paper.blocks import NewPage, Orientation, Paper
from kccreport.writers.pdf.flow import Flow, oriented, story, template_name
from kccreport.writers.pdf.fonts import set_in
from kccreport.writers.pdf.large import in_large_print
from kccreport.writers.pdf.large_flow import LargeFlow
from kccreport.writers.pdf.pages import PaperTemplate
from kccreport.writers.pdf.tagging.document import TreeText
from kccreport.writers.pdf.tagging.structure import Element


class Rendered(NamedTuple):
    """A PDF and its number of pages; for a paper with a place in a pack also its structure as text."""

    content: bytes
    pages: int
    tree: TreeText | None = None


def render(paper: Paper, *, is_large: bool = False) -> Rendered:
    """Return the PDF of a paper, or of its large-print edition. The same paper gives the same bytes.

    Raises:
        RenderingFault: a block fits on no page, or the typeface lacks a character.
    """
    with speaking(paper.identity.language), set_in(paper.identity.look.typeface):
        paper = in_large_print(paper) if is_large else paper
    root = Element("Document")
    place = paper.identity.place
    file = io.BytesIO()
    template = PaperTemplate(file, paper.identity, root, is_large=is_large)
    blocks = oriented(paper.blocks)
    first = blocks[0] if blocks and isinstance(blocks[0], NewPage) else NewPage(Orientation.PORTRAIT)
    template.begin_with(template_name(first))
    try:
        with without_collecting(), speaking(paper.identity.language), set_in(paper.identity.look.typeface):
            shift = place.level if place is not None and place.heading else 0
            template.build(story(blocks, (LargeFlow if is_large else Flow)(root, shift)))
    except LayoutError as fault:
        raise RenderingFault(
            "A part of the paper is too large for any page; please report this, with the workbook."
        ) from fault
    canvas = template.tagged_canvas
    if canvas is None:
        return Rendered(file.getvalue(), 0)
    return Rendered(file.getvalue(), canvas.page_count, canvas.tree)
