"""The whole document, reproducibly: a paper to the bytes of a tagged PDF, in one layout pass."""

import io

from reportlab.platypus.doctemplate import LayoutError

from kccreport.errors import RenderingFault
from kccreport.memory import without_collecting
from kccreport.paper.blocks import NewPage, Orientation, Paper
from kccreport.pdf.flow import story, template_name
from kccreport.pdf.pages import PaperTemplate
from kccreport.pdf.tagging.structure import Element


def render(paper: Paper) -> tuple[bytes, int]:
    """Return the PDF of a paper and its number of pages. The same paper gives the same bytes.

    Raises:
        RenderingFault: a block fits on no page, or the typeface lacks a character.
    """
    root = Element("Document")
    place = paper.identity.place
    file = io.BytesIO()
    template = PaperTemplate(file, paper.identity, root)
    first = paper.blocks[0] if paper.blocks and isinstance(paper.blocks[0], NewPage) else NewPage(Orientation.PORTRAIT)
    names = [each.id for each in template.pageTemplates]
    template._firstPageTemplateIndex = names.index(template_name(first))
    try:
        with without_collecting():
            template.build(story(paper.blocks, root, place.level if place is not None and place.heading else 0))
    except LayoutError as fault:
        raise RenderingFault(
            "A part of the paper is too large for any page; please report this, with the workbook."
        ) from fault
    canvas = template.tagged_canvas
    return file.getvalue(), canvas.page_count if canvas else 0
