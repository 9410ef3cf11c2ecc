"""Pages on which something lies over words, and pages that only look like it: a table of each, made in code."""

import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf

from tests.agendas import plain_pdf

Change = Callable[[Pdf], None]
SECRET = "Mrs Ann Example of 1 High Street"
LINE = f"BT /F1 12 Tf 72 600 Td (The complainant is {SECRET} here) Tj ET "
WHOLE = "70 596 340 16 re"
NAME = "172 596 190 16 re"  # the name and the street only


def code(text: str) -> Change:
    """A page whose content is this, before the plain page's own."""

    def change(pdf: Pdf) -> None:
        page = pdf.pages[0].obj
        page.Resources.ExtGState = Dictionary(
            Mul=Dictionary(BM=Name.Multiply), Half=Dictionary(ca=0.4), Solid=Dictionary(ca=1), Dark=Dictionary(ca=0.995)
        )
        page.Resources.Font.F2 = pdf.make_indirect(
            Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name("/Times-Bold"))
        )
        page.Resources.XObject = Dictionary(
            Black=picture(pdf, 8, b"\0" * 64),
            Photo=picture(pdf, 16, bytes((at * 37 + at // 16 * 91) % 256 for at in range(256))),
            White=picture(pdf, 8, b"\xff" * 64),
            Box=form(pdf, f"0 g {WHOLE} f"),
            Words=form(pdf, LINE, page.Resources.Font),
            Both=form(pdf, f"{LINE} 0 g {WHOLE} f", page.Resources.Font),
            Scan=picture(pdf, 64, scan(covered=False)),
            Blacked=picture(pdf, 64, scan(covered=True)),
        )
        page.Resources.Shading = Dictionary(
            Grade=Dictionary(
                ShadingType=2, ColorSpace=Name.DeviceGray, Coords=Array([70, 600, 410, 600]), Extend=Array([True, True]),
                Function=Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([0]), C1=Array([0.8]), N=1),
            )
        )  # fmt: skip
        page.Contents = pdf.make_stream(text.encode("latin-1"))

    return change


def picture(pdf: Pdf, side: int, grey: bytes) -> Any:
    return pdf.make_stream(
        zlib.compress(grey), Filter=Name.FlateDecode, Type=Name.XObject, Subtype=Name.Image, Width=side,
        Height=len(grey) // side, ColorSpace=Name.DeviceGray, BitsPerComponent=8,
    )  # fmt: skip


def scan(*, covered: bool) -> bytes:
    """64 pixels square of paper with strokes of ink in the middle, and a black bar over it if it was covered."""
    rows = []
    for row in range(64):
        inked = 24 <= row < 40
        rows.append(bytes(0 if inked and (covered or column % 3 == 0) else 250 for column in range(64)))
    return b"".join(rows)


def form(pdf: Pdf, text: str, fonts: Any = None) -> Any:
    resources = Dictionary() if fonts is None else Dictionary(Font=fonts)
    return pdf.make_stream(
        text.encode("latin-1"), Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 595, 842]), Resources=resources
    )


def mark(kind: str, look: str | None, rect: tuple[float, float, float, float] = (70, 596, 410, 612)) -> Change:
    """The line with a mark of some kind over it, which looks like `look`, or has no look of its own."""

    def change(pdf: Pdf) -> None:
        code(LINE)(pdf)
        note = Dictionary(Type=Name.Annot, Subtype=Name("/" + kind), Rect=Array(list(rect)), F=4)
        if look is not None:
            stream = form(pdf, look, pdf.pages[0].obj.Resources.Font)
            stream.BBox = Array([0, 0, rect[2] - rect[0], rect[3] - rect[1]])
            stream.Resources.ExtGState = Dictionary(Mul=Dictionary(BM=Name.Multiply))
            note.AP = Dictionary(N=stream)
        if kind in ("Highlight", "Underline", "StrikeOut", "Squiggly"):
            x0, y0, x1, y1 = rect
            note.QuadPoints, note.C = Array([x0, y1, x1, y1, x0, y0, x1, y0]), Array([1, 1, 0])
        pdf.pages[0].obj.Annots = Array([pdf.make_indirect(note)])

    return change


@dataclass(frozen=True)
class Case:
    name: str
    change: Change

    def pdf(self) -> bytes:
        return plain_pdf("Plain words", change=self.change)


HIDE = (
    Case("black box over the line", code(f"{LINE} 0 g {WHOLE} f")),
    Case("white box over the line", code(f"{LINE} 1 g {WHOLE} f")),
    Case("coloured box over the line", code(f"{LINE} 0.1 0.3 0.7 rg {WHOLE} f")),
    Case("box over the name only", code(f"{LINE} 0 g {NAME} f")),
    Case("box filled and stroked", code(f"{LINE} 0 g 0 G {WHOLE} B")),
    Case("box filled by the even-odd rule", code(f"{LINE} 0 g {WHOLE} f*")),
    Case("thick line instead of a box", code(f"{LINE} 0 G 16 w 70 604 m 410 604 l S")),
    Case("box of lines and curves", code(f"{LINE} 0 g 70 596 m 410 596 l 415 604 415 608 410 612 c 70 612 l h f")),
    Case("box moved by a matrix", code(f"{LINE} q 1 0 0 1 70 596 cm 0 g 0 0 340 16 re f Q")),
    Case("turned box", code(f"{LINE} q 0 1 -1 0 410 596 cm 0 g 0 0 16 340 re f Q")),
    Case("many small boxes", code(LINE + "".join(f" 0 g {x} 596 12 16 re f" for x in range(70, 410, 11)))),
    Case("black picture", code(f"{LINE} q 340 0 0 16 70 596 cm /Black Do Q")),
    Case("white picture", code(f"{LINE} q 340 0 0 16 70 596 cm /White Do Q")),
    Case("photograph", code(f"{LINE} q 340 0 0 16 70 596 cm /Photo Do Q")),
    Case("photograph over half the page", code(f"{LINE} q 500 0 0 400 50 400 cm /Photo Do Q")),
    Case("inline picture", code(f"{LINE} q 340 0 0 16 70 596 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \0 EI Q")),
    Case("gradient", code(f"{LINE} q {WHOLE} W n /Grade sh Q")),
    Case("box in a form", code(f"{LINE} /Box Do")),
    Case("words in a form, box on the page", code(f"/Words Do 0 g {WHOLE} f")),
    Case("words and box in one form", code("/Both Do")),
    Case("words in one form, box in another", code("/Words Do /Box Do")),
    Case("box with a label on it", code(f"{LINE} 0 g {WHOLE} f 1 g BT /F1 12 Tf 90 600 Td (REDACTED) Tj ET")),
    Case("white box with other words on it", code(f"{LINE} 1 g {WHOLE} f 0 g BT /F1 12 Tf 72 600 Td (withheld) Tj ET")),
    Case("box all but opaque", code(f"{LINE} /Dark gs 0 g {WHOLE} f")),
    Case("white words on blue, blue box", code(f"0 0 .6 rg 60 580 400 40 re f 1 g {LINE} 0 0 .6 rg {WHOLE} f")),
    Case("words letter by letter", code(
        "BT /F1 12 Tf 72 600 Td " + " ".join(f"({letter}) Tj" for letter in SECRET) + f" ET 0 g {WHOLE} f")),
    Case("small print", code(f"BT /F1 6 Tf 72 600 Td ({SECRET}) Tj ET 0 g {WHOLE} f")),
    Case("large print", code(f"BT /F1 20 Tf 72 598 Td ({SECRET}) Tj ET 0 g 70 590 360 30 re f")),
    Case("bold serif", code(f"BT /F2 12 Tf 72 600 Td ({SECRET}) Tj ET 0 g {WHOLE} f")),
    Case("scan whose words were blacked out in the picture", code(
        f"q 340 0 0 42 70 583 cm /Blacked Do Q BT 3 Tr /F1 12 Tf 72 600 Td ({SECRET}) Tj ET")),
    Case("box over the words behind a scan", code(
        f"q 340 0 0 42 70 583 cm /Scan Do Q BT 3 Tr /F1 12 Tf 72 600 Td ({SECRET}) Tj ET 0 g {WHOLE} f")),
    Case("box drawn twice", code(f"{LINE} 0 g {WHOLE} f {WHOLE} f")),
    Case("table cell shaded afterwards", code(f"{LINE} 0.9 g 60 590 400 30 re f")),
    Case("FreeText that is a white box", mark("FreeText", "1 g 0 0 340 16 re f")),
    Case("Stamp that is a black box", mark("Stamp", "0 g 0 0 340 16 re f")),
    Case("Square that is a black box", mark("Square", "0 g 0 0 340 16 re f")),
    Case("opaque Highlight", mark("Highlight", "0 g 0 0 340 16 re f")),
    Case("Ink scribbled over", mark("Ink", "0 G 14 w 0 8 m 340 8 l S")),
    Case("Redact that shows as a box", mark("Redact", "0 g 0 0 340 16 re f")),
)  # fmt: skip
SHOW = (
    Case("plain line", code(LINE)),
    Case("line on a box drawn before", code(f"0.8 g {WHOLE} f 0 g {LINE}")),
    Case("white words on black, drawn afterwards", code(f"0 g {WHOLE} f 1 g {LINE}")),
    Case("table with shaded rows behind", code("".join(
        f"{0.9 if row % 2 else 1} g 60 {590 - 20 * row} 400 20 re f 0 g "
        f"BT /F1 10 Tf 72 {596 - 20 * row} Td (Row {row} of the table) Tj ET " for row in range(12)))),
    Case("highlighted with multiply", code(f"{LINE} /Mul gs 1 1 0 rg {WHOLE} f")),
    Case("half transparent box", code(f"{LINE} /Half gs 0.5 g {WHOLE} f")),
    Case("box with only an outline", code(f"{LINE} 0 G 1 w {WHOLE} S")),
    Case("underline drawn afterwards", code(f"{LINE} 0 g 72 597 300 1 re f")),
    Case("struck through afterwards", code(f"{LINE} 0 g 72 603 300 1 re f")),
    Case("box beside the words", code(f"{LINE} 0 g 420 596 60 16 re f")),
    Case("box that only touches", code(f"{LINE} 0 g 70 609 340 12 re f")),
    Case("picture beside words", code(f"{LINE} q 100 0 0 100 72 400 cm /Photo Do Q")),
    Case("letterhead behind words", code(f"q 500 0 0 60 60 590 cm /Photo Do Q 1 g {LINE}")),
    Case("gradient behind words", code(f"q 60 590 400 30 re W n /Grade sh Q 1 0 0 rg {LINE}")),
    Case("white paper drawn first", code(f"1 g 0 0 595 842 re f 0 g {LINE}")),
    Case("white paper in a form first", code("1 g 0 0 595 842 re f 0 g /Words Do")),
    Case("box clipped to nothing", code(f"{LINE} q 0 0 10 10 re W n 0 g {WHOLE} f Q")),
    Case("box in a clip elsewhere", code(f"{LINE} q 70 500 340 16 re W n 0 g 0 400 595 300 re f Q")),
    Case("scan with its words behind it", code(
        f"q 340 0 0 42 70 583 cm /Scan Do Q BT 3 Tr /F1 12 Tf 72 600 Td ({SECRET}) Tj ET")),
    Case("scan drawn over its words", code(
        f"BT 3 Tr /F1 12 Tf 72 600 Td ({SECRET}) Tj ET q 340 0 0 42 70 583 cm /Scan Do Q")),
    Case("grey words", code(f"0.75 g {LINE}")),
    Case("light words on white", code(f"0.93 g {LINE}")),
    Case("outlined words", code(f"1 Tr 0 G 0.4 w {LINE}")),
    Case("bold by drawing twice", code(f"{LINE} {LINE.replace('72 600', '72.3 600')}")),
    Case("words with a shadow", code(f"0.6 g {LINE.replace('72 600', '73 599')} 0 g {LINE}")),
    Case("bullets and leaders", code("BT /F1 10 Tf 72 600 Td (1.1 Contents . . . . . . . . . . . . . 7) Tj ET")),
    Case("watermark across", code(f"{LINE} /Half gs 0.9 g BT /F2 80 Tf 100 560 Td (DRAFT) Tj ET")),
    Case("empty form over words", code(f"{LINE} q 0 0 595 842 re W n Q")),
    Case("white box below everything, rule above", code(f"1 g {WHOLE} f 0 g {LINE} 0 G 0.5 w 60 590 m 500 590 l S")),
    Case("logo over a margin", code(f"{LINE} q 60 0 0 60 500 760 cm /Black Do Q")),
    Case("chart bars with labels on top", code("0 0 .7 rg 72 590 100 20 re f 1 g BT /F1 10 Tf 76 596 Td (42%) Tj ET")),
    Case("FreeText beside the words", mark("FreeText", "BT /F1 10 Tf 2 4 Td (Approved) Tj ET", (70, 560, 410, 576))),
    Case("Highlight that multiplies", mark("Highlight", "/Mul gs 1 1 0 rg 0 0 340 16 re f")),
    Case("Underline mark", mark("Underline", "0 G 1 w 0 1 m 340 1 l S")),
    Case("Square that is an outline", mark("Square", "1 0 0 RG 1 w 0 0 340 16 re S")),
    Case("Highlight without a look of its own", mark("Highlight", None)),
)  # fmt: skip
