"""The canvas: everything drawn is either content of a structure element or an artifact, and nothing else.

Page numbers are bound late. Where one belongs, a token stands in the page's code, inside its tag and in its font;
once all pages are laid out the token is replaced. One layout pass is therefore enough.

Places are written to a hundredth of a point, which no printer shows.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from reportlab.lib.rl_accel import escapePDF, fp_str
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFString
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus.flowables import Flowable

from kccreport.ground.colour import Colour
from kccreport.ground.pattern import pattern
from kccreport.paper.abbreviations import Parted, parted
from kccreport.paper.blocks import Identity
from kccreport.writers.pdf.fonts import REGULAR, font, house_font
from kccreport.writers.pdf.tagging.document import TaggedDocument, TreeText
from kccreport.writers.pdf.tagging.metadata import PRODUCER, metadata_stream, output_intent, time_stamp
from kccreport.writers.pdf.tagging.objects import written
from kccreport.writers.pdf.tagging.structure import Annotated, Element, Mark
from kccreport.writers.pdf.theme import TextStyle, own_colours

if TYPE_CHECKING:
    from PIL.Image import Image

LateText = Callable[["TaggedCanvas"], str]

_LATE = pattern("\x01(\\d+)\x01")  # cannot occur in an escaped PDF string
_MOST_SHOWN = 4_096  # texts, of which the code that shows them is remembered: most of a paper's words come again
_PRINTED = 4  # annotation flag F: shown in print (ISO 32000-1, 12.5.3); PDF/A requires it


class TaggedCanvas(Canvas):
    """A canvas for one document. Draw between `begin` and `end`, or between `begin_artifact` and `end`."""

    # private to ReportLab, and missing in its stubs
    _doc: TaggedDocument
    _code: list[str]
    _pageNumber: int  # noqa: N815
    _pagesize: tuple[float, float]
    _currentMatrix: tuple[float, ...]  # noqa: N815

    def __init__(self, file: BinaryIO, identity: Identity, root: Element, size: tuple[float, float]) -> None:
        self.identity = identity
        self.page_of: dict[str, int] = {}
        self.page_count = 0
        self.enlarged = 1.0
        self._marks: list[Element] = []
        self._places: list[tuple[float, ...]] = []
        self._open: str | None = None
        self._late: list[Callable[[], str]] = []
        self._late_contents: list[tuple[Any, LateText]] = []
        self._late_meanings: list[tuple[Element, LateText]] = []
        self._explained: set[str] = set()
        self._own_colours = own_colours(identity.look)
        self._written: dict[Colour, str] = {}
        self._shown: dict[tuple[str, float, str], str] = {}
        house_font(REGULAR)
        options: dict[str, Any] = {"pdfVersion": (1, 7), "initialFontName": REGULAR, "lang": identity.language}
        super().__init__(file, pagesize=size, **options)
        self._doc.__class__ = TaggedDocument
        self._doc.take_over(root, "" if identity.place is None else f"{identity.place.key}.")
        self._doc._timeStamp = time_stamp(identity.dated)
        self.setTitle(identity.title)
        self.setAuthor(identity.author)
        self.setSubject(identity.subject)
        self.setCreator(PRODUCER)
        self.setProducer(PRODUCER)

    @property
    def tree(self) -> TreeText | None:
        """Return the structure as it was written, for a paper with a place in a pack."""
        return self._doc.tree

    # -- places: everything is written out as it is drawn, so of ReportLab's forty states only the place is kept

    def saveState(self) -> None:  # noqa: N802 - ReportLab's name
        """Note where the origin is."""
        self._places.append(self._currentMatrix)
        self._code.append("q")

    def restoreState(self) -> None:  # noqa: N802
        """Put the origin back to where it was."""
        self._code.append("Q")
        self._currentMatrix = self._places.pop()

    def translate(self, dx: float, dy: float) -> None:
        """Move the origin."""
        a, b, c, d, e, f = self._currentMatrix
        self._currentMatrix = (a, b, c, d, a * dx + c * dy + e, b * dx + d * dy + f)
        self._code.append(f"1 0 0 1 {dx:.2f} {dy:.2f} cm")

    # -- marked content

    def begin(self, element: Element, whole: str = "") -> None:
        """Open marked content that belongs to an element; nothing may be open.

        `whole` is the text that a reader copies from here, where lines part what belongs together. The element is then a
        Span, as ISO 32000-1, 14.9.4 has it.
        """
        if self._open is not None:
            raise ValueError(f"{element} begun inside {self._open}")
        number = len(self._marks)
        self._marks.append(element)
        element.add(Mark(len(self._doc.page_marks), number))
        self._open = element.kind
        meant = f"/ActualText{written(whole, self._doc)}" if whole else ""
        self._code.append(f"/{element.kind} <</MCID {number}{meant}>> BDC")

    def begin_artifact(self, kind: str = "Layout", subtype: str = "") -> None:
        """Open content that a screen reader passes over: rules, fills, running headers."""
        if self._open is not None:
            raise ValueError(f"an artifact begun inside {self._open}")
        self._open = "artifact"
        extra = f"/Subtype/{subtype}" if subtype else ""
        self._code.append(f"/Artifact <</Type/{kind}{extra}>> BDC")

    def end(self) -> None:
        """Close what is open."""
        self._open = None
        self._code.append("EMC")

    def explained(self, text: str) -> Parted:
        """Return a text in parts, each with what it stands for: abbreviations have it once on a page, other words never."""
        return parted(text, self._explained)

    def label(self, page: int) -> str:
        """Return what is printed as the number of a page, counted from 1."""
        place = self.identity.place
        return str(page) if place is None else place.numbers.label(page)

    def _must_be_open(self) -> None:
        if self._open is None:
            raise ValueError("drawn outside marked content and outside an artifact: a screen reader would not know it")

    # -- drawing

    def show(self, x: float, y: float, text: str, face: str, size: float, colour: Colour) -> None:
        """Draw a line of text with its baseline at (x, y), in the flowable's own coordinates."""
        self._must_be_open()
        self._code.append(self._text_code(x, y, text, face, size, colour))

    def show_bare(self, x: float, y: float, text: str, face: str, size: float, colour: Colour) -> None:
        """Draw a line of text without a tag: for what is laid on another page, where its tag is."""
        self._code.append(self._text_code(x, y, text, face, size, colour))

    def _text_code(self, x: float, y: float, text: str, face: str, size: float, colour: Colour) -> str:
        shown = self._shown.get((face, size, text))
        if shown is None:
            high = _size(size)
            spans = font(face).spans(text, self._doc)
            shown = " ".join([f"{subset} {high} Tf ({escapePDF(codes)}) Tj" for subset, codes in spans])
            if len(self._shown) >= _MOST_SHOWN:
                self._shown.clear()
            self._shown[face, size, text] = shown
        return f"BT {self._operands(colour)} rg 1 0 0 1 {x:.2f} {y:.2f} Tm {shown} ET"

    def _operands(self, colour: Colour) -> str:
        """Return a colour as it is written on the page: the council's own in place of ours, where it has one."""
        written = self._written.get(colour)
        if written is None:
            written = self._written[colour] = self._own_colours.get(colour, colour).operands
        return written

    def enlarge(self, by: float) -> None:
        """Draw everything on this page larger from here on; every page begins in its usual size."""
        self.enlarged = by
        self.scale(by, by)

    def frame(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        """Return where a box in the flowable's own coordinates lies on the page, as a Figure says it."""
        return (*self.absolutePosition(left, bottom), *self.absolutePosition(right, top))

    def show_across(self, text: str, style: TextStyle) -> None:
        """Draw a text across the middle of the page, rising from left to right; a long one is set smaller."""
        self._must_be_open()
        wide, high = (side / self.enlarged for side in self._pagesize)
        longest = min(wide, high) * 1.05  # of a line at 30 degrees that stays on the page
        style = style._replace(size=min(style.size, longest / font(style.regular).width(text, 1)))
        half = font(style.regular).width(text, style.size) / 2
        turn = f"0.866 0.5 -0.5 0.866 {wide / 2:.2f} {high / 2:.2f} cm"  # 30 degrees
        words = self._text_code(-half, -style.size * 0.35, text, style.regular, style.size, style.colour)
        self._code.append(f"q {turn} {words} Q")

    def fill_box(self, x: float, y: float, width: float, height: float, colour: Colour, radius: float = 0) -> None:
        """Fill a rectangle, rounded where a radius is given."""
        self._must_be_open()
        if radius:
            shape = _rounded(width, height, radius)
            self._code.append(f"q 1 0 0 1 {x:.2f} {y:.2f} cm {self._operands(colour)} rg {shape} f Q")
        else:
            self._code.append(f"{self._operands(colour)} rg {x:.2f} {y:.2f} {width:.2f} {height:.2f} re f")

    def outline_box(self, x: float, y: float, width: float, height: float, colour: Colour, radius: float) -> None:
        """Draw a rounded outline 0.8 points wide."""
        self._must_be_open()
        shape = _rounded(width, height, radius)
        self._code.append(f"q 1 0 0 1 {x:.2f} {y:.2f} cm {self._operands(colour)} RG 0.8 w {shape} S Q")

    def rule(self, x1: float, x2: float, y: float, colour: Colour, width: float = 0.5, dash: str = "[] 0") -> None:
        """Draw a horizontal rule."""
        self._must_be_open()
        self._code.append(
            f"{self._operands(colour)} RG {width:g} w {dash} d {x1:.2f} {y:.2f} m {x2:.2f} {y:.2f} l S [] 0 d"
        )

    def polyline(self, points: Sequence[tuple[float, float]], colour: Colour, width: float, dash: str = "[] 0") -> None:
        """Draw straight lines from point to point."""
        self._must_be_open()
        self._code.append(f"{self._operands(colour)} RG {width:g} w 1 j {dash} d {_path(points)} S [] 0 d 0 j")

    def fill_shape(self, points: list[tuple[float, float]], colour: Colour) -> None:
        """Fill a polygon."""
        self._must_be_open()
        self._code.append(f"{self._operands(colour)} rg {_path(points)} h f")

    def show_picture(self, picture: "Image", width: float, height: float) -> None:
        """Draw a picture in RGB with its lower left corner at the origin of the flowable."""
        self._must_be_open()
        self.drawImage(ImageReader(picture), 0, 0, width, height)

    # -- late text

    def show_late(
        self, right: float, y: float, text: LateText, room: float, face: str, size: float, colour: Colour,
        *, begins: bool = False,
    ) -> None:  # fmt: skip
        """Draw text that is known once all pages are laid out, ending at `right`, in at most `room` points.

        With `begins` it stands at the beginning of that room instead.

        Raises, when the file is saved:
            ValueError: the text is wider than the room kept for it.
        """
        self._must_be_open()

        def code() -> str:
            words = text(self)
            width = font(face).width(words, size)
            if width > room + 0.01:
                raise ValueError(f"the late text {words!r} needs {width:.1f} points, but {room:.1f} were kept")
            return self._text_code(right - (room if begins else width), y, words, face, size, colour)

        self._code.append(f"\x01{len(self._late)}\x01")
        self._late.append(code)

    def say_late(self, element: Element, text: LateText) -> None:
        """Let an element be heard as a text that is known once all pages are laid out; what is copied stays what is drawn."""
        self._late_meanings.append((element, text))

    def mark_place(self, anchor: str, title: str = "", level: int | None = None, top: float = 0) -> None:
        """Note that an anchor stands on this page, `top` above the flowable's origin; with a level, bookmark it."""
        self.page_of[anchor] = self._pageNumber
        self.bookmarkHorizontal(anchor, 0, top)
        if level is not None:
            self.addOutlineEntry(title, anchor, level)

    # -- links

    def link(
        self,
        box: tuple[float, float, float, float],
        element: Element,
        describes: str | LateText,
        *,
        url: str = "",
        anchor: str = "",
    ) -> None:
        """Make a box, in the flowable's own coordinates, a link to an address or to an anchor of this paper."""
        left, bottom = self.absolutePosition(box[0], box[1])
        right, top = self.absolutePosition(box[2], box[3])
        annotation: Any = PDFDictionary(
            {
                "Type": PDFName("Annot"),
                "Subtype": PDFName("Link"),
                "Rect": PDFArray([left, bottom, right, top]),
                "Border": PDFArray([0, 0, 0]),
                "F": _PRINTED,
                "P": self._doc.thisPageRef(),
            }
        )
        if anchor:
            annotation["Dest"] = self._bookmarkReference(anchor)  # type: ignore[attr-defined]
        else:
            annotation["A"] = PDFDictionary({"S": PDFName("URI"), "URI": PDFString(url)})
        if isinstance(describes, str):
            annotation["Contents"] = PDFString(describes)
        else:
            self._late_contents.append((annotation, describes))
        annotation.__RefOnly__ = 1
        self._addAnnotation(annotation)  # type: ignore[attr-defined]
        self._doc.annotations.append((annotation, element))
        element.add(Annotated(annotation, len(self._doc.page_marks)))

    # -- pages and the end

    def _make_preamble(self) -> None:
        self._preamble = "1 0 0 1 0 0 cm"  # ReportLab's own would name a font that is not embedded

    def showPage(self) -> None:  # noqa: N802 - ReportLab's name
        """Finish a page; everything begun on it must have ended."""
        if self._open is not None:
            raise ValueError(f"{self._open} is still open at the end of the page")
        super().showPage()
        self._doc.page_marks.append(self._marks)
        self._marks = []
        self._explained = set()

    def save(self) -> None:
        """Fill in the late text, add the structure and the metadata, and write the file.

        Raises:
            ValueError: a late text was drawn where no page shows it, or an anchor it names stands nowhere.
        """
        if self._code:
            self.showPage()
        self.page_count = len(self._doc.page_marks)
        filled = 0
        for page in self._doc.late_pages:
            parts = _LATE.split(page.stream)
            parts[1::2] = [self._late[int(number)]() for number in parts[1::2]]
            filled += len(parts) // 2
            page.stream = "".join(parts)
        if filled != len(self._late):
            raise ValueError(f"{len(self._late)} late texts were drawn but {filled} stand on a page")
        for annotation, words in self._late_contents:
            annotation["Contents"] = PDFString(words(self))
        for element, words in self._late_meanings:
            element.alt = words(self)
        self._complete_catalog()
        super().save()

    def _complete_catalog(self) -> None:
        catalog = self._doc.Catalog
        catalog.__NoDefault__ = [*catalog.__NoDefault__, "OutputIntents"]
        catalog.__Refs__ = [name for name in catalog.__Refs__ if name not in ("ViewerPreferences", "MarkInfo")]
        catalog.MarkInfo = PDFDictionary({"Marked": "true"})
        catalog.ViewerPreferences = PDFDictionary({"DisplayDocTitle": "true"})
        catalog.PageMode = PDFName("UseOutlines")
        catalog.Metadata = metadata_stream(self.identity)
        catalog.OutputIntents = output_intent(self._doc)
        catalog.StructTreeRoot = self._doc.structure_root


def canvas_of(flowable: Flowable) -> TaggedCanvas:
    """Return the canvas that a flowable is drawn on, which in our documents is always a tagged one."""
    canvas: Any = flowable.canv
    return cast(TaggedCanvas, canvas)


@lru_cache(maxsize=64)
def _size(size: float) -> str:
    return str(fp_str(size))


def _path(points: Sequence[tuple[float, float]]) -> str:
    """Return straight lines from point to point."""
    (x, y), *rest = points
    return " ".join([f"{x:.2f} {y:.2f} m", *[f"{x:.2f} {y:.2f} l" for x, y in rest]])


@lru_cache(maxsize=256)
def _rounded(width: float, height: float, radius: float) -> str:
    """Return the path of a rounded rectangle; a quarter circle is a Bézier curve with handles of 0.5523 radius."""
    k = radius * 0.4477  # 1 - 0.5523
    inner, lower = width - radius, height - radius
    return (
        f"{radius:.2f} 0 m {inner:.2f} 0 l "
        f"{width - k:.2f} 0 {width:.2f} {k:.2f} {width:.2f} {radius:.2f} c {width:.2f} {lower:.2f} l "
        f"{width:.2f} {height - k:.2f} {width - k:.2f} {height:.2f} {inner:.2f} {height:.2f} c {radius:.2f} {height:.2f} l "
        f"{k:.2f} {height:.2f} 0 {height - k:.2f} 0 {lower:.2f} c 0 {radius:.2f} l "
        f"0 {k:.2f} {k:.2f} 0 {radius:.2f} 0 c h"
    )
