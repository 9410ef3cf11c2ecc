"""Page templates: frames, and the header and footer that run along every page but a title page."""

from collections.abc import Callable
from typing import Any, BinaryIO

from reportlab.platypus.doctemplate import BaseDocTemplate, PageTemplate
from reportlab.platypus.frames import Frame

from kccreport.paper.blocks import Identity
from kccreport.pdf.fonts import font
from kccreport.pdf.tagging.canvas import TaggedCanvas
from kccreport.pdf.tagging.structure import Element
from kccreport.pdf.theme import (
    CONTINUED,
    HAIRLINE,
    LANDSCAPE,
    PORTRAIT,
    RUNNING,
    RUNNING_BOTTOM,
    RUNNING_TOP,
    WATERMARK,
    PageShape,
    TextStyle,
)

_PAGE_ROOM = "Page 0000 of 0000"
_CONTINUED = " (continued)"


class PaperTemplate(BaseDocTemplate):
    """The document being laid out: one pass, onto a tagged canvas."""

    def __init__(self, file: BinaryIO, identity: Identity, root: Element) -> None:
        super().__init__(file, pagesize=(PORTRAIT.width, PORTRAIT.height), title=identity.title)
        self.identity, self.root = identity, root
        self._firstPageTemplateIndex = 0
        self.tagged_canvas: TaggedCanvas | None = None
        self.continued = ""
        self.addPageTemplates(
            [
                self._template("portrait", PORTRAIT, self._run),
                self._template("landscape", LANDSCAPE, self._run),
                self._template("title", PORTRAIT, self._mark),
            ]
        )

    def _template(self, name: str, shape: PageShape, on_page: Callable[..., None]) -> PageTemplate:
        frame = Frame(
            shape.side,
            shape.bottom,
            shape.measure,
            shape.depth,
            leftPadding=0,
            rightPadding=0,
            topPadding=0,
            bottomPadding=0,
        )
        return PageTemplate(name, [frame], pagesize=(shape.width, shape.height), onPage=on_page)

    def _makeCanvas(self, filename: Any = None, canvasmaker: Any = None) -> TaggedCanvas:  # noqa: N802 - ReportLab's
        self.tagged_canvas = TaggedCanvas(self.filename, self.identity, self.root, self.pagesize)
        return self.tagged_canvas

    def handle_continue_as(self, title: str) -> None:
        """Note the title that the pages from the next on continue; ReportLab calls this for a `Continues`."""
        self.continued = title

    def _mark(self, canvas: TaggedCanvas, _: BaseDocTemplate) -> None:
        """Lay the watermark under a page, as an artifact; the title and the footer say the same to a screen reader."""
        if self.identity.watermark:
            canvas.begin_artifact("Pagination", "Watermark")
            canvas.show_across(self.identity.watermark, WATERMARK)
            canvas.end()

    def _run(self, canvas: TaggedCanvas, _: BaseDocTemplate) -> None:
        """Draw the running header and footer as artifacts; the first page of a cover has no header of its own."""
        self._mark(canvas, _)
        shape = LANDSCAPE if canvas._pagesize[0] > canvas._pagesize[1] else PORTRAIT
        right = shape.width - shape.side
        if canvas.getPageNumber() > 1:
            canvas.begin_artifact("Pagination", "Header")
            y = shape.height - RUNNING_TOP
            _spread(canvas, shape, y, self.identity.header_left, self.identity.header_right)
            canvas.rule(shape.side, right, y - 5, HAIRLINE)
            if self.continued:
                room = shape.measure - font(CONTINUED.regular).width(_CONTINUED, CONTINUED.size)
                words = _shortened(self.continued, room, CONTINUED) + _CONTINUED
                canvas.show(shape.side, y - 18, words, CONTINUED.regular, CONTINUED.size, CONTINUED.colour)
            canvas.end()
        canvas.begin_artifact("Pagination", "Footer")
        room = font(RUNNING.regular).width(_PAGE_ROOM, RUNNING.size)
        _show(canvas, shape.side, RUNNING_BOTTOM, _shortened(self.identity.footer_left, right - room - shape.side - 12))
        canvas.show_late(
            right,
            RUNNING_BOTTOM,
            _page_of_pages(canvas.getPageNumber()),
            room,
            RUNNING.regular,
            RUNNING.size,
            RUNNING.colour,
        )
        canvas.end()


def _page_of_pages(number: int) -> Any:
    return lambda done: f"Page {number} of {done.page_count}"


def _spread(canvas: TaggedCanvas, shape: PageShape, y: float, left: str, right: str) -> None:
    """Set one text at each side; the left one gives way where both do not fit."""
    width = shape.measure
    right = _shortened(right, width * 0.55)
    taken = font(RUNNING.regular).width(right, RUNNING.size)
    _show(canvas, shape.side, y, _shortened(left, width - taken - 16))
    _show(canvas, shape.width - shape.side - taken, y, right)


def _show(canvas: TaggedCanvas, x: float, y: float, text: str) -> None:
    canvas.show(x, y, text, RUNNING.regular, RUNNING.size, RUNNING.colour)


def _shortened(text: str, width: float, style: TextStyle = RUNNING) -> str:
    """Return text cut to a width, with an ellipsis; running lines repeat what the title page says in full."""
    measure = font(style.regular).width
    if measure(text, style.size) <= width:
        return text
    while text and measure(text + "…", style.size) > width:
        text = text[:-1]
    return text.rstrip() + "…"
