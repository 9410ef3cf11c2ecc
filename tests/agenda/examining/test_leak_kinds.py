"""Kinds of leak, each planted on a page of its own of one public paper: in the pack it is gone, or the proof finds it.

Each kind has words of its own, which the exempt paper has too. What is looked for afterwards is looked for without our
own reader: the whole file unpacked by qpdf, and what PDFium draws.
"""

import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String
from PIL import Image

from kccreport.agenda.examining.contents import Contents, contents_of
from kccreport.agenda.examining.leaks import exempt_paper, find_leaks
from kccreport.agenda.merging.merge import merge
from tests.agenda.merging.test_merge import IDENTITY, foreign, front, saved
from tests.agendas import plain_pdf


@dataclass(frozen=True)
class Spot:
    """Where one kind is planted: the file, its page, and the words."""

    pdf: Pdf
    page: Any
    words: str

    def draw(self, code: str | bytes) -> None:
        """Draw on the page after what is there."""
        before = self.page.Contents if isinstance(self.page.Contents, Array) else Array([self.page.Contents])
        code = code if isinstance(code, bytes) else code.encode("latin-1")
        self.page.Contents = Array([*list(before), self.pdf.make_stream(b"\n" + code)])

    def note(self, kind: str, **keys: Any) -> None:
        """Lay a mark upon the page."""
        mark = Dictionary(Type=Name.Annot, Subtype=Name("/" + kind), Rect=Array([300, 300, 340, 330]), F=4, **keys)
        self.page.Annots = Array([self.pdf.make_indirect(mark)])

    def bookmark(self) -> Any:
        """Add a bookmark that leads to the page."""
        new = self.pdf.make_indirect(Dictionary(Title=String("Bookmark"), Dest=Array([self.page, Name.Fit])))
        outlines = self.pdf.Root.get("/Outlines")
        if outlines is None:
            self.pdf.Root.Outlines = self.pdf.make_indirect(Dictionary(First=new, Last=new, Count=1))
            return new
        outlines.Last.Next, new.Prev, outlines.Last = new, outlines.Last, new
        outlines.Count = int(outlines.Count) + 1
        return new

    def link(self, **action: Any) -> None:
        self.note("Link", A=Dictionary(**action))

    def stream(self, data: bytes, **keys: Any) -> Any:
        return self.pdf.make_stream(data, **keys)

    def picture(self, data: bytes | None = None, **keys: Any) -> Any:
        """Draw a picture, of 16 pixels square unless `data` is a JPEG."""
        kind = Name.FlateDecode if data is None else Name.DCTDecode
        picture = self.stream(
            zlib.compress(bytes(256)) if data is None else data, Filter=kind, Type=Name.XObject, Subtype=Name.Image,
            Width=16, Height=16, ColorSpace=Name.DeviceGray, BitsPerComponent=8, **keys,
        )  # fmt: skip
        self.page.Resources.XObject = Dictionary(Im=picture)
        self.draw("q 20 0 0 20 300 300 cm /Im Do Q")
        return picture

    def form(self, code: str = "", **keys: Any) -> Any:
        form = self.stream(
            code.encode(), Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 595, 842]), Resources=self.page.Resources,
            **keys,
        )  # fmt: skip
        resources = Dictionary(dict(self.page.Resources))
        resources.XObject = Dictionary(Fm=form)
        self.page.Resources = resources
        self.draw("/Fm Do")
        return form

    def said(self, at: str = "72 500") -> str:
        return f"BT /F1 11 Tf {at} Td ({self.words}) Tj ET"


def jpeg(words: str, where: str) -> bytes:
    """A photograph with words in one of the places where cameras and editors put them."""
    file = BytesIO()
    more: dict[str, Any] = {}
    if where == "exif":
        exif = Image.Exif()
        exif[0x010E] = words
        more["exif"] = exif
    elif where == "comment":
        more["comment"] = words.encode()
    elif where == "xmp":
        more["xmp"] = f"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{words}</x:xmpmeta>".encode()
    elif where == "profile":
        more["icc_profile"] = b"\0" * 128 + words.encode()
    Image.linear_gradient("L").resize((16, 16)).save(file, "JPEG", **more)
    data = file.getvalue()
    if where == "photoshop":
        block = b"Photoshop 3.0\0" + words.encode()
        data = data[:2] + b"\xff\xed" + (len(block) + 2).to_bytes(2, "big") + block + data[2:]
    return data + (words.encode() if where == "tail" else b"")


def zipped(words: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("note.txt", words)
    return file.getvalue()


def attribute(kind: str, value: Callable[[Spot], Any]) -> Callable[[Spot], None]:
    def plant(spot: Spot) -> None:
        spot.page[f"/{kind}"] = value(spot)

    return plant


def catalogue(key: str, value: Callable[[Spot], Any]) -> Callable[[Spot], None]:
    def plant(spot: Spot) -> None:
        spot.pdf.Root[f"/{key}"] = value(spot)

    return plant


def named(tree: str, value: Callable[[Spot], Any]) -> Callable[[Spot], None]:
    def plant(spot: Spot) -> None:
        if "/Names" not in spot.pdf.Root:
            spot.pdf.Root.Names = Dictionary()
        spot.pdf.Root.Names[f"/{tree}"] = Dictionary(Names=Array([String("x"), value(spot)]))

    return plant


def mark(kind: str, **keys: Any) -> Callable[[Spot], None]:
    """A mark of some kind whose author, words, subject, rich words and reply all say it."""

    def plant(spot: Spot) -> None:
        words = String(spot.words)
        spot.note(
            kind, Contents=words, T=words, Subj=words, RC=words, NM=words, Popup=Dictionary(Contents=words),
            IRT=Dictionary(Contents=words), Measure=Dictionary(X=words), OverlayText=words,
            **{key: value(spot) for key, value in keys.items()},
        )  # fmt: skip

    return plant


def script(spot: Spot) -> Any:
    return Dictionary(S=Name.JavaScript, JS=String(spot.words))


def file_of(spot: Spot) -> Any:
    data = spot.stream(spot.words.encode(), Type=Name.EmbeddedFile)
    return Dictionary(Type=Name.Filespec, F=String("x.txt"), EF=Dictionary(F=data))


def look(spot: Spot, code: str = "0 0 40 30 re S") -> Any:
    form = spot.stream(code.encode(), Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 40, 30]))
    return Dictionary(N=form)


def on_picture(key: str, value: Callable[[Spot], Any]) -> Callable[[Spot], None]:
    def plant(spot: Spot) -> None:
        spot.picture(**{key: value(spot)})

    return plant


def on_form(key: str, value: Callable[[Spot], Any]) -> Callable[[Spot], None]:
    def plant(spot: Spot) -> None:
        spot.form("0 0 5 5 re S", **{key: value(spot)})

    return plant


def photograph(where: str) -> Callable[[Spot], None]:
    def plant(spot: Spot) -> None:
        spot.picture(jpeg(spot.words, where))

    return plant


def words(spot: Spot) -> Any:
    return String(spot.words)


def data(spot: Spot) -> Any:
    return spot.stream(spot.words.encode())


def bytes_after_a_picture(spot: Spot) -> None:
    picture = spot.picture()
    picture.write(picture.read_raw_bytes() + spot.words.encode(), filter=Name.FlateDecode)


def bytes_after_the_code(spot: Spot) -> None:
    code = zlib.compress(b"0 0 5 5 re S") + spot.words.encode()
    spot.page.Contents = Array([spot.page.Contents, spot.stream(code, Filter=Name.FlateDecode)])


def hidden_layer(spot: Spot) -> None:
    group = spot.pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(spot.words)))
    layers = spot.pdf.Root.get("/OCProperties")
    if layers is None:
        layers = spot.pdf.Root.OCProperties = Dictionary(OCGs=Array(), D=Dictionary(OFF=Array()))
    layers.OCGs.append(group)
    layers.D.OFF.append(group)
    spot.page.Resources = Dictionary({**dict(spot.page.Resources), "/Properties": Dictionary(Hid=group)})
    spot.draw(f"/OC /Hid BDC {spot.said()} EMC")


def form_on_a_hidden_layer(spot: Spot) -> None:
    hidden_layer(spot)
    group = spot.page.Resources.Properties.Hid
    spot.page.Contents = spot.page.Contents[0]
    spot.form(spot.said(), OC=group)


def mark_on_a_hidden_layer(spot: Spot) -> None:
    form_on_a_hidden_layer(spot)
    group = spot.page.Resources.Properties.Hid
    spot.page.Contents = spot.page.Contents[0]
    spot.note("Stamp", OC=group, AP=look(spot, spot.said("0 5")))


def cropped(spot: Spot) -> None:
    spot.draw(spot.said("72 20"))
    spot.page.CropBox = Array([0, 60, 595, 842])


def cropped_picture(spot: Spot) -> None:
    spot.picture(jpeg(spot.words, "tail"))
    spot.page.CropBox = Array([0, 400, 595, 842])


def page_reached_by_a_bookmark(spot: Spot) -> None:
    lost = spot.pdf.make_indirect(
        Dictionary(Type=Name.Page, MediaBox=Array([0, 0, 595, 842]), Contents=spot.stream(spot.said().encode()),
                   Resources=spot.page.Resources, Parent=spot.page.Parent)
    )  # fmt: skip
    spot.bookmark().Dest = Array([lost, Name.Fit])


def on_bookmark(key: str, value: Callable[[Spot], Any]) -> Callable[[Spot], None]:
    def plant(spot: Spot) -> None:
        new = spot.bookmark()
        if key == "/A":
            del new["/Dest"]
        new[key] = value(spot)

    return plant


def on_resources(key: str, value: Callable[[Spot], Any]) -> Callable[[Spot], None]:
    def plant(spot: Spot) -> None:
        spot.page.Resources = Dictionary({**dict(spot.page.Resources), key: value(spot)})

    return plant


def on_font(key: str, value: Callable[[Spot], Any]) -> Callable[[Spot], None]:
    def plant(spot: Spot) -> None:
        font = Dictionary({**dict(spot.page.Resources.Font.F1), key: value(spot)})
        spot.page.Resources = Dictionary(Font=Dictionary(F1=spot.pdf.make_indirect(font)))

    return plant


def typed(code: Callable[[str], str]) -> Callable[[Spot], None]:
    """The words drawn on the page in some way of their own."""

    def plant(spot: Spot) -> None:
        spot.draw(code(spot.words))

    return plant


def rows_of_two_columns(text: str) -> str:
    """A word of the left column, then one of the right, and so on down."""
    return " ".join(
        f"BT /F1 11 Tf 72 {500 - 14 * at} Td ({word}) Tj ET BT /F1 11 Tf 320 {500 - 14 * at} Td (other words here) Tj ET"
        for at, word in enumerate(text.split())
    )


def lines(parts: list[str], end: str = "") -> str:
    return " ".join(f"BT /F1 11 Tf 72 {500 - 14 * at} Td ({part}{end}) Tj ET" for at, part in enumerate(parts))


CLEANED: dict[str, Callable[[Spot], None]] = {
    "unknown key of a page": attribute("Secret", words),
    "unknown stream of a page": attribute("Extra", data),
    "zip under an unknown key": attribute("Zip", lambda spot: spot.stream(zipped(spot.words))),
    "PDF under an unknown key": attribute("Pdf", lambda spot: spot.stream(plain_pdf(spot.words))),
    "UTF-16 under an unknown key": attribute("Wide", lambda spot: spot.stream(spot.words.encode("utf-16-le"))),
    "deflated twice": attribute("Deep", lambda spot: spot.stream(zlib.compress(zlib.compress(spot.words.encode())))),
    "metadata of a page": attribute("Metadata", data),
    "thumbnail": attribute("Thumb", data),
    "private data of a page": attribute("PieceInfo", lambda spot: Dictionary(X=Dictionary(Private=words(spot)))),
    "script of a page": attribute("AA", lambda spot: Dictionary(O=script(spot))),
    "file of a page": attribute("AF", lambda spot: Array([file_of(spot)])),
    "beads of a page": attribute("B", lambda spot: Array([Dictionary(T=Dictionary(I=Dictionary(Title=words(spot))))])),
    "viewports of a page": attribute("VP", lambda spot: Array([Dictionary(Name=words(spot))])),
    "separation of a page": attribute("SeparationInfo", lambda spot: Dictionary(DeviceColorant=words(spot))),
    "output intent of a page": attribute("OutputIntents", lambda spot: Array([Dictionary(Info=words(spot))])),
    "last modification of a page": attribute("LastModified", words),
    "template name of a page": attribute("TemplateInstantiated", words),
    "identity of a page": attribute("ID", words),
    "unknown key of the catalogue": catalogue("Leftover", words),
    "private data of the file": catalogue("PieceInfo", lambda spot: Dictionary(X=data(spot))),
    "script on opening": catalogue("OpenAction", script),
    "scripts of the file": catalogue("AA", lambda spot: Dictionary(WC=script(spot))),
    "metadata of the file": catalogue("Metadata", lambda spot: spot.stream(
        f"<?xpacket begin=''?><a>{spot.words}</a>".encode(), Type=Name.Metadata, Subtype=Name.XML)),
    "portfolio": catalogue("Collection", lambda spot: Dictionary(Schema=Dictionary(X=Dictionary(N=words(spot))))),
    "associated file": catalogue("AF", lambda spot: Array([file_of(spot)])),
    "signature store": catalogue("DSS", lambda spot: Dictionary(Certs=Array([data(spot)]))),
    "permissions": catalogue("Perms", lambda spot: Dictionary(DocMDP=Dictionary(Name=words(spot)))),
    "article threads": catalogue("Threads", lambda spot: Array([Dictionary(I=Dictionary(Title=words(spot)))])),
    "legal attestation": catalogue("Legal", lambda spot: Dictionary(Attestation=words(spot))),
    "web capture": catalogue("SpiderInfo", lambda spot: Dictionary(C=Array([words(spot)]))),
    "address base": catalogue("URI", lambda spot: Dictionary(Base=words(spot))),
    "page label": catalogue("PageLabels", lambda spot: Dictionary(Nums=Array([0, Dictionary(P=words(spot))]))),
    "viewer preferences": catalogue("ViewerPreferences", lambda spot: Dictionary(X=words(spot))),
    "extensions": catalogue("Extensions", lambda spot: Dictionary(ADBE=Dictionary(URL=words(spot)))),
    "script by name": named("JavaScript", script),
    "embedded file": named("EmbeddedFiles", file_of),
    "film by name": named("Renditions", lambda spot: Dictionary(N=words(spot))),
    "slide show": named("AlternatePresentations", lambda spot: Dictionary(X=words(spot))),
    "template": named("Templates", lambda spot: Dictionary(X=words(spot))),
    "web address by name": named("URLS", lambda spot: Dictionary(X=words(spot))),
    "appearance by name": named("AP", lambda spot: spot.stream(spot.said().encode())),
    **{
        f"{kind} mark without a look": mark(kind)
        for kind in (
            "Text", "Square", "Circle", "Polygon", "PolyLine", "Line", "Ink", "Highlight", "Underline", "Squiggly",
            "StrikeOut", "Caret", "Stamp", "Popup", "FileAttachment", "Sound", "Movie", "Screen", "PrinterMark", "TrapNet",
            "Watermark", "3D", "Redact", "Projection", "RichMedia", "Widget", "Link", "Nonsense",
        )
        if kind != "Link"
    },
    **{
        f"{kind} mark with a look": mark(kind, AP=look)
        for kind in ("FreeText", "Square", "Stamp", "Highlight", "Ink", "Redact", "Watermark", "PrinterMark", "Caret")
    },
    "script of a mark": lambda spot: spot.note("Square", AP=look(spot), A=script(spot), AA=Dictionary(E=script(spot))),
    "private data of a mark's look": lambda spot: spot.note("Stamp", AP=Dictionary(N=spot.stream(
        b"0 0 9 9 re S", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]), PieceInfo=words(spot)))),
    "look of a mark that is not shown": lambda spot: spot.note("Stamp", AP=Dictionary(
        N=look(spot).N, R=spot.stream(spot.said().encode()), D=spot.stream(spot.said().encode()))),
    "hidden mark": lambda spot: spot.page.__setattr__("Annots", Array([spot.pdf.make_indirect(Dictionary(
        Subtype=Name.Stamp, F=2, Rect=Array([0, 0, 9, 9]), AP=look(spot, spot.said())))])),
    "network path": lambda spot: spot.link(S=Name.URI, URI=String(f"\\\\server\\{spot.words}")),
    "file address": lambda spot: spot.link(S=Name.URI, URI=String(f"file:///c:/{spot.words}")),
    "relative address": lambda spot: spot.link(S=Name.URI, URI=String(f"../{spot.words}.docx")),
    "another PDF": lambda spot: spot.link(S=Name.GoToR, F=String(f"{spot.words}.pdf"), D=Array([0, Name.Fit])),
    "programme to start": lambda spot: spot.link(S=Name.Launch, F=String(spot.words)),
    "form to send": lambda spot: spot.link(S=Name.SubmitForm, F=String(spot.words)),
    "thread to follow": lambda spot: spot.link(S=Name.Thread, D=String(spot.words)),
    "chained action": lambda spot: spot.link(S=Name.URI, URI=String("https://example.org"), Next=script(spot)),
    "unknown key of an action": lambda spot: spot.link(S=Name.URI, URI=String("https://example.org"), X=words(spot)),
    "unknown key of a link": lambda spot: spot.note("Link", X=words(spot), T=words(spot), PA=script(spot),
                                                    A=Dictionary(S=Name.URI, URI=String("https://example.org"))),
    "alternate pictures": on_picture("Alternates", lambda spot: Array([Dictionary(Image=data(spot))])),
    "metadata of a picture": on_picture("Metadata", data),
    "unknown key of a picture": on_picture("Camera", words),
    "print server's data of a picture": on_picture("OPI", lambda spot: Dictionary(X=words(spot))),
    "identity of a picture": on_picture("ID", words),
    "measure of a picture": on_picture("Measure", lambda spot: Dictionary(X=words(spot))),
    "private data of a form": on_form("PieceInfo", lambda spot: Dictionary(X=words(spot))),
    "metadata of a form": on_form("Metadata", data),
    "another file's page in a form": on_form("Ref", lambda spot: Dictionary(F=words(spot))),
    "last modification of a form": on_form("LastModified", words),
    "PostScript of a form": on_form("PS", data),
    "unknown resource": on_resources("/Hidden", lambda spot: Dictionary(X=data(spot))),
    "unknown graphics state": on_resources("/ExtGState", lambda spot: Dictionary(G=Dictionary(X=words(spot)))),
    "profile's metadata": on_resources("/ColorSpace", lambda spot: Dictionary(C=Array(
        [Name.ICCBased, spot.stream(b"\0" * 200, N=3, Metadata=data(spot))]))),
    "pattern's private data": on_resources("/Pattern", lambda spot: Dictionary(P=spot.stream(
        b"0 0 1 1 re f", PatternType=1, PaintType=1, TilingType=1, BBox=Array([0, 0, 1, 1]), XStep=1, YStep=1,
        Resources=Dictionary(), PieceInfo=words(spot)))),
    "unknown key of a font": on_font("/Licence", words),
    "unknown stream of a font": on_font("/Source", data),
    **{f"JPEG {where}": photograph(where) for where in ("exif", "comment", "xmp", "photoshop", "profile", "tail")},
    "bytes after a picture": bytes_after_a_picture,
    "bytes after the code": bytes_after_the_code,
    "comment in the code": typed(lambda text: f"% {text}\n0 0 1 1 re S"),
    "hidden layer": hidden_layer,
    "form on a hidden layer": form_on_a_hidden_layer,
    "mark on a hidden layer": mark_on_a_hidden_layer,
    "cropped words": cropped,
    "cropped picture": cropped_picture,
    "script of a bookmark": on_bookmark("/A", script),
    "unknown key of a bookmark": on_bookmark("/X", words),
    "page that only a bookmark reaches": page_reached_by_a_bookmark,
    "property of the file": lambda spot: spot.pdf.docinfo.__setitem__("/Keywords", words(spot)),
    "own property of the file": lambda spot: spot.pdf.docinfo.__setitem__("/Company", words(spot)),
    "object that nothing refers to": lambda spot: spot.pdf.make_indirect(words(spot)) and None,
}  # fmt: skip
FOUND: dict[str, Callable[[Spot], None]] = {
    "words": typed(lambda text: f"BT /F1 11 Tf 72 500 Td ({text}) Tj ET"),
    "white words": typed(lambda text: f"1 g BT /F1 11 Tf 72 500 Td ({text}) Tj ET"),
    "invisible words": typed(lambda text: f"BT 3 Tr /F1 11 Tf 72 500 Td ({text}) Tj ET"),
    "tiny words": typed(lambda text: f"BT /F1 0.5 Tf 72 500 Td ({text}) Tj ET"),
    "words under a box": typed(lambda text: f"BT /F1 11 Tf 72 500 Td ({text}) Tj ET 0 g 60 490 400 30 re f"),
    "upper case": typed(lambda text: f"BT /F1 11 Tf 72 500 Td ({text.upper()}) Tj ET"),
    "letter by letter": typed(
        lambda text: "BT /F1 11 Tf 72 500 Td " + " ".join(f"({letter}) Tj" for letter in text) + " ET"
    ),
    "letters with spaces between": typed(lambda text: f"BT /F1 8 Tf 72 500 Td ({' '.join(text)}) Tj ET"),
    "letters spread wide": typed(lambda text: f"BT 5 Tc /F1 8 Tf 72 500 Td ({text}) Tj ET"),
    "no spaces": typed(lambda text: f"BT /F1 11 Tf 72 500 Td ({text.replace(' ', '')}) Tj ET"),
    "kerned": typed(lambda text: "BT /F1 11 Tf 72 500 Td [" + " 20 ".join(f"({each})" for each in text) + "] TJ ET"),
    "underscores": typed(lambda text: f"BT /F1 11 Tf 72 500 Td ({text.replace(' ', '_')}) Tj ET"),
    "%20": typed(lambda text: f"BT /F1 11 Tf 72 500 Td ({text.replace(' ', '%20')}) Tj ET"),
    "a word a line": typed(lambda text: lines(text.split())),
    "hyphens at line ends": typed(lambda text: lines([text[:9] + "-", text[9:20] + "-", text[20:]])),
    "soft hyphens": typed(lambda text: f"BT /F1 11 Tf 72 500 Td ({text[:4]}\xad{text[4:12]}\xad{text[12:]}) Tj ET"),
    "columns drawn row by row": typed(rows_of_two_columns),
    "words drawn backwards": typed(lambda text: " ".join(reversed([
        f"BT /F1 11 Tf {72 + 60 * at} 500 Td ({word}) Tj ET" for at, word in enumerate(text.split())]))),
    "turned on its side": typed(lambda text: f"BT /F1 11 Tf 0 1 -1 0 300 100 Tm ({text}) Tj ET"),
    "words in a form": lambda spot: spot.form(spot.said()) and None,
    "replacement text": typed(lambda text: f"/Span <</ActualText ({text})>> BDC 0 0 1 1 re S EMC"),
    "replacement text in 16 bits": typed(
        lambda text: f"/Span <</ActualText <feff{text.encode('utf-16-be').hex()}>>> BDC 0 0 1 1 re S EMC"
    ),
    "16 bits the other way": typed(
        lambda text: f"/Span <</ActualText <fffe{text.encode('utf-16-le').hex()}>>> BDC 0 0 1 1 re S EMC"
    ),
    "16 bits that do not say so": typed(
        lambda text: f"/Span <</ActualText <{text.encode('utf-16-le').hex()}>>> BDC 0 0 1 1 re S EMC"
    ),
    "no width between letters": typed(
        lambda text: f"/Span <</ActualText <feff{chr(0x200B).join(text).encode('utf-16-be').hex()}>>> BDC 0 0 1 1 re S EMC"
    ),
    "alternative text": typed(lambda text: f"/Figure <</Alt ({text})>> BDC 0 0 1 1 re S EMC"),
    "unknown property": typed(lambda text: f"/Span <</Whatever ({text})>> BDC 0 0 1 1 re S EMC"),
    "expansion": typed(lambda text: f"/Span <</E ({text})>> BDC 0 0 1 1 re S EMC"),
    "words of a link": lambda spot: spot.note(
        "Link", Contents=words(spot), A=Dictionary(S=Name.URI, URI=String("https://example.org"))
    ),
    "web address": lambda spot: spot.link(S=Name.URI, URI=String("https://example.org/" + spot.words.replace(" ", "%20"))),
    "mail address": lambda spot: spot.link(S=Name.URI, URI=String(f"mailto:a@example.org?subject={spot.words}")),
    "bookmark": on_bookmark("/Title", words),
    "name of a place": lambda spot: spot.pdf.Root.__setattr__("Dests", Dictionary(
        {"/" + spot.words.replace(" ", "-"): Array([spot.page, Name.Fit])})),
    "name of a font": on_font("/BaseFont", lambda spot: Name("/" + spot.words.replace(" ", "-"))),
    "typed mark": lambda spot: spot.note("FreeText", Contents=words(spot), DA=String("/Helv 10 Tf")),
    "look of a stamp": lambda spot: spot.note("Stamp", AP=Dictionary(N=spot.stream(
        spot.said("0 5").encode(), Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 400, 30]),
        Resources=spot.page.Resources))),
}  # fmt: skip
KINDS = {**CLEANED, **FOUND}
_HEX = re.compile(rb"<((?:[0-9a-f]{2}){6,})>")
_SYLLABLES = ["ba", "de", "fi", "go", "hu", "ka", "le", "mi", "no", "pu", "ra", "se", "ti", "vo", "wu", "za"]


def own_words(number: int) -> str:
    """Seven words of one kind: no two kinds share any run of them."""
    one, two = (_SYLLABLES[number // 16**at % 16] for at in (0, 1))
    name = f"q{one}{two}x"
    return f"{name} offered nine {name}mill rivers for {name}"


@dataclass(frozen=True)
class Tried:
    everything: str
    found: str


@pytest.fixture(scope="module")
def tried(tmp_path_factory: pytest.TempPathFactory) -> Tried:
    folder = tmp_path_factory.mktemp("kinds")

    def plant(pdf: Pdf) -> None:
        for number, kind in enumerate(KINDS.values()):
            page = pdf.pages[number].obj
            page.Resources = Dictionary(dict(page.Resources))
            kind(Spot(pdf, page, own_words(number)))

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a field without a form is one of the kinds
        planted = plain_pdf("Public", pages=len(KINDS), change=plant)
    source = saved(folder, "planted.pdf", planted)
    merge(IDENTITY, [front(), foreign(source, folder, "a", 2)], folder / "pack.pdf")
    secret = saved(folder, "secret.pdf", plain_pdf("Exempt", lines=[own_words(0)]))
    contents = contents_of(secret)
    contents.texts.append(("", " . ".join(own_words(number) for number in range(len(KINDS)))))
    leaks = find_leaks(
        contents_of(folder / "pack.pdf"), [exempt_paper("Item 9", contents, titles=[], files=[])], [], []
    )
    return Tried(everything_in(folder / "pack.pdf"), " ".join(leak.what for leak in leaks))


def everything_in(path: Path) -> str:
    """Every byte of a file unpacked, strings of 16 bits without their zeros, and what is drawn."""
    plain = BytesIO()
    with Pdf.open(path) as pdf:
        pdf.save(
            plain,
            qdf=True,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            static_id=True,
        )
    document = pypdfium2.PdfDocument(path)
    seen = " ".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    content = plain.getvalue()
    content += b" ".join(bytes.fromhex(digits.decode()) for digits in _HEX.findall(content))
    return " ".join([content.decode("latin-1"), content.replace(b"\0", b"").decode("latin-1"), seen]).casefold()


@pytest.mark.parametrize("kind", CLEANED)
def test_what_rides_along_is_gone(tried: Tried, kind: str) -> None:
    assert own_words(list(KINDS).index(kind)).split()[0] not in tried.everything


@pytest.mark.parametrize("kind", FOUND)
def test_what_stays_is_found(tried: Tried, kind: str) -> None:
    assert own_words(list(KINDS).index(kind)).split()[0] in tried.found


def test_a_pack_in_which_nothing_was_planted_is_clean(tmp_path: Path) -> None:
    source = saved(tmp_path, "public.pdf", plain_pdf("Public", pages=2))
    merge(IDENTITY, [front(), foreign(source, tmp_path, "a", 2)], tmp_path / "pack.pdf")
    texts = [("", " . ".join(own_words(number) for number in range(len(KINDS))))]
    exempt = exempt_paper("Item 9", Contents(texts=texts), titles=[], files=[])
    assert list(find_leaks(contents_of(tmp_path / "pack.pdf"), [exempt], [], [])) == []
