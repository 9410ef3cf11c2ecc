"""Page templates: frames, and the header and footer that run along every page but a title page."""

from collections.abc import Callable
from typing import Any, BinaryIO

from reportlab.platypus.doctemplate import BaseDocTemplate, PageTemplate
from reportlab.platypus.frames import Frame

from kccreport.language import say
from kccreport.paper.blocks import Identity, PackPlace
from kccreport.writers.pdf.fonts import font
from kccreport.writers.pdf.tagging.canvas import TaggedCanvas
from kccreport.writers.pdf.tagging.structure import Element
from kccreport.writers.pdf.theme import (
    CONTINUED,
    HAIRLINE,
    LANDSCAPE,
    LARGE,
    LARGE_CONTINUED,
    LARGE_PAGE,
    LARGE_RUNNING_BOTTOM,
    PORTRAIT,
    RUNNING,
    RUNNING_BOTTOM,
    RUNNING_TOP,
    STAMP,
    STAMP_TOP,
    WATERMARK,
    PageShape,
    shortened,
    with_end,
)

_APART = 16.0  # points between the two ends of a running header
_LOWER = 5.0  # how much lower a header of two lines stands below the stamp of a pack


class PaperTemplate(BaseDocTemplate):
    """The document being laid out: one pass, onto a tagged canvas."""

    def __init__(self, file: BinaryIO, identity: Identity, root: Element, *, is_large: bool = False) -> None:
        super().__init__(file, pagesize=(PORTRAIT.width, PORTRAIT.height), title=identity.title)
        self.enlarged = LARGE if is_large else 1.0
        self.running_bottom = LARGE_RUNNING_BOTTOM if is_large else RUNNING_BOTTOM
        self.continued_style = LARGE_CONTINUED if is_large else CONTINUED
        self.identity, self.root = identity, root
        place = identity.place
        # the first thing on the first page, so the first in the tree
        self.heading = None
        if place is not None and place.heading:
            language = "" if place.language == identity.language else place.language
            self.heading = Element(f"H{place.level}", root, language=language)
        self.mark = Element("P", root) if identity.watermark else None
        self.tagged_canvas: TaggedCanvas | None = None
        self.continued = ""
        self.addPageTemplates(
            [
                self._template("portrait", self._upright, self._run),
                self._template("landscape", LANDSCAPE, self._run),
                self._template("title", self._upright, self._open),
            ]
        )

    def begin_with(self, name: str) -> None:
        """Lay out the first page by the page template of that name; ReportLab begins with the first in the list."""
        self.pageTemplates.sort(key=lambda template: template.id != name)

    @property
    def _shape(self) -> PageShape:
        """Return how the page that is being drawn lies."""
        width, height = self.pageTemplate.pagesize
        return LANDSCAPE if width > height else self._upright

    @property
    def _upright(self) -> PageShape:
        return PORTRAIT if self.enlarged == 1 else LARGE_PAGE

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
        size = (shape.width * self.enlarged, shape.height * self.enlarged)
        return PageTemplate(name, [frame], pagesize=size, onPage=on_page)

    def _makeCanvas(self, filename: Any = None, canvasmaker: Any = None) -> TaggedCanvas:  # noqa: N802 - ReportLab's
        self.tagged_canvas = TaggedCanvas(self.filename, self.identity, self.root, self.pagesize)
        return self.tagged_canvas

    def handle_continue_as(self, title: str) -> None:
        """Note the title that the pages from the next on continue; ReportLab calls this for a `Continues`."""
        self.continued = title

    def _open(self, canvas: TaggedCanvas, _: BaseDocTemplate) -> None:
        """Mark a title page, which has neither header nor footer; in a pack it shows its place there all the same."""
        self._mark(canvas)
        if self.identity.place is not None:
            canvas.begin_artifact("Pagination", "Footer")
            self._page_number(canvas, self._upright)
            canvas.end()

    def _mark(self, canvas: TaggedCanvas) -> None:
        """Lay the watermark under a page, and a pack's stamps above its header.

        On the first page the watermark is a paragraph, so that a screen reader says it before all else; on the others,
        where it would only be said again, an artifact.
        """
        if self.enlarged != 1:
            canvas.enlarge(self.enlarged)
        is_first = canvas.getPageNumber() == 1
        place = self.identity.place
        if place is not None:
            draw_stamps(canvas, place, self._shape, self.heading if is_first else None)
        if self.mark is None:
            return
        if is_first:
            canvas.begin(self.mark)
        else:
            canvas.begin_artifact("Pagination", "Watermark")
        canvas.show_across(self.identity.watermark, WATERMARK)
        canvas.end()

    def _run(self, canvas: TaggedCanvas, _: BaseDocTemplate) -> None:
        """Draw the running header and footer as artifacts; the first page of a cover has no header of its own."""
        self._mark(canvas)
        shape = self._shape
        right = shape.width - shape.side
        if canvas.getPageNumber() > 1:
            canvas.begin_artifact("Pagination", "Header")
            y = _run_header(canvas, shape, self.identity)
            canvas.rule(shape.side, right, y - 5, HAIRLINE)
            if self.continued:
                style = self.continued_style
                room = shape.measure - font(style.regular).width(_continued(), style.size)
                words = shortened(self.continued, room, style) + _continued()
                canvas.show(shape.side, y - 17, words, style.regular, style.size, style.colour)
            canvas.end()
        canvas.begin_artifact("Pagination", "Footer")
        room = font(RUNNING.regular).width(_numbered("0000", "0000"), RUNNING.size)
        _show(canvas, shape.side, self.running_bottom, shortened(self.identity.footer_left, shape.measure - room - 12))
        self._page_number(canvas, shape)
        canvas.end()

    def _page_number(self, canvas: TaggedCanvas, shape: PageShape) -> None:
        room = font(RUNNING.regular).width(_numbered("0000", "0000"), RUNNING.size)
        words = _page_of_pages(canvas.getPageNumber())
        right = shape.width - shape.side
        canvas.show_late(right, self.running_bottom, words, room, RUNNING.regular, RUNNING.size, RUNNING.colour)


def draw_stamps(canvas: TaggedCanvas, place: PackPlace, shape: PageShape, heading: Element | None) -> None:
    """Draw a pack's stamp and marking along the top edge; on a paper's first page the stamp is its heading there."""
    y = shape.height - STAMP_TOP
    room = shape.measure
    if place.marking:
        marking = shortened(place.marking, room * (0.68 if place.stamp else 1), STAMP)
        canvas.begin_artifact("Pagination", "Header")
        canvas.show(shape.side, y, marking, STAMP.regular, STAMP.size, STAMP.colour)
        canvas.end()
        room -= font(STAMP.regular).width(marking, STAMP.size) + 16
    if not place.stamp:
        return
    words = shortened(place.heading if heading is not None else place.stamp, room, STAMP)
    width = font(STAMP.regular).width(words, STAMP.size)
    left = shape.width - shape.side - width
    if heading is None:
        canvas.begin_artifact("Pagination", "Header")
        canvas.show(left, y, words, STAMP.regular, STAMP.size, STAMP.colour)
        canvas.end()
        return
    link = Element("Link", heading)
    link.actual_text = place.heading if words != place.heading else ""
    canvas.begin(link)
    canvas.show(left, y, words, STAMP.regular, STAMP.size, STAMP.colour)
    canvas.end()
    canvas.link((left, y - 3, left + width, y + STAMP.size), link, place.back_words, url=place.back)


def _continued() -> str:
    return say(" (continued)")


def _numbered(number: str, total: str) -> str:
    return say("Page {number} of {total}", number=number, total=total)


def _page_of_pages(number: int) -> Any:
    def words(done: TaggedCanvas) -> str:
        if done.identity.place is not None:
            return f"{done.identity.place.page_word} {done.label(number)}".strip()
        return _numbered(str(number), str(done.page_count))

    return words


def _run_header(canvas: TaggedCanvas, shape: PageShape, identity: Identity) -> float:
    """Draw the title, and committee and date, at the two ends of a line, or where they only fit so on two lines.

    Where even a line of its own is too short for one, they are cut, the committee's name after a word, and never the date; in
    large print still on two lines, since one has little room. Returns the height of the lower baseline.
    """
    y, width = shape.height - RUNNING_TOP, shape.measure
    left, right = identity.header_left, identity.header_right
    wide, taken = (font(RUNNING.regular).width(each, RUNNING.size) for each in (left, right))
    if wide + _APART + taken > width and (max(wide, taken) <= width or shape is LARGE_PAGE):
        y -= _LOWER if identity.place is not None else 0.0
        _show(canvas, shape.side, y + RUNNING.leading, shortened(left, width))
        _show(canvas, shape.side, y, with_end(right, identity.header_end, width))
        return y
    right = with_end(right, identity.header_end, width * 0.55)
    taken = font(RUNNING.regular).width(right, RUNNING.size)
    _show(canvas, shape.side, y, shortened(left, width - taken - _APART))
    _show(canvas, shape.width - shape.side - taken, y, right)
    return y


def _show(canvas: TaggedCanvas, x: float, y: float, text: str) -> None:
    canvas.show(x, y, text, RUNNING.regular, RUNNING.size, RUNNING.colour)
