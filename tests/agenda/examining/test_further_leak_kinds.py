"""Further kinds of leak: on odd keys, in fields, layers, fonts and tags, in the bytes of a file, and words in disguise.

Each is planted in one of three public papers of a pack, and has words of its own, which the exempt paper has too. What
was planted is gone from the pack, or the proof finds it.
"""

import base64
import html
import quopri
import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, quote_plus

import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from kccreport.agenda.examining.contents import Contents, contents_of
from kccreport.agenda.examining.leaks import exempt_paper, find_leaks
from kccreport.agenda.merging.merge import merge
from tests.agenda.examining.test_leak_kinds import (
    KINDS,
    Spot,
    attribute,
    catalogue,
    data,
    everything_in,
    lines,
    look,
    named,
    on_bookmark,
    on_font,
    on_picture,
    on_resources,
    own_words,
    script,
    typed,
    words,
)
from tests.agenda.merging.test_merge import IDENTITY, foreign, front, saved
from tests.agendas import plain_pdf, tagged_pdf

Plant = Callable[[Spot], None]


# -- fields of a form


def field(kind: str, **keys: Callable[[Spot], Any]) -> Plant:
    """A field of a form on the page, of one of the four kinds."""

    def plant(spot: Spot) -> None:
        spot.note("Widget", FT=Name("/" + kind), T=String("field"), **{key: value(spot) for key, value in keys.items()})
        spot.page.Annots[0].Rect = Array([50, 300, 550, 330])
        form = spot.pdf.Root.get("/AcroForm")
        if form is None:
            form = spot.pdf.Root.AcroForm = spot.pdf.make_indirect(
                Dictionary(Fields=Array(), DR=Dictionary(Font=Dictionary(Helv=spot.page.Resources.Font.F1)))
            )
        form.Fields.append(spot.page.Annots[0])

    return plant


def states(spot: Spot) -> Any:
    form = look(spot, spot.said("0 5")).N
    form.Resources = spot.page.Resources
    return Dictionary(N=Dictionary(Off=look(spot).N, Yes=form))


def in_form(key: str, value: Callable[[Spot], Any]) -> Plant:
    def plant(spot: Spot) -> None:
        field("Tx")(spot)
        spot.pdf.Root.AcroForm[f"/{key}"] = value(spot)

    return plant


def signature(spot: Spot) -> Any:
    return Dictionary(
        Type=Name.Sig, Reason=words(spot), Location=words(spot), Name=words(spot), ContactInfo=words(spot)
    )


# -- layers


def layer(**keys: Callable[[Spot], Any]) -> Plant:
    """A layer that shows, with something in its description."""

    def plant(spot: Spot) -> None:
        more = {f"/{key}": value(spot) for key, value in keys.items()}
        group = spot.pdf.make_indirect(Dictionary({"/Type": Name.OCG, "/Name": String("Plan"), **more}))
        layers = spot.pdf.Root.get("/OCProperties")
        if layers is None:
            layers = spot.pdf.Root.OCProperties = Dictionary(OCGs=Array(), D=Dictionary(OFF=Array(), Order=Array()))
        layers.OCGs.append(group)
        spot.page.Resources = Dictionary({**dict(spot.page.Resources), "/Properties": Dictionary(Lay=group)})
        spot.draw("/OC /Lay BDC 0 0 5 5 re S EMC")

    return plant


def of_layers(key: str, value: Callable[[Spot], Any]) -> Plant:
    def plant(spot: Spot) -> None:
        layer()(spot)
        spot.pdf.Root.OCProperties[f"/{key}"] = value(spot)

    return plant


def of_default(key: str, value: Callable[[Spot], Any]) -> Plant:
    def plant(spot: Spot) -> None:
        layer()(spot)
        spot.pdf.Root.OCProperties.D[f"/{key}"] = value(spot)

    return plant


def unless_layer(spot: Spot) -> None:
    """Words that show only where a layer is off, by a membership, while it is on."""
    layer()(spot)
    group = spot.page.Resources.Properties.Lay
    spot.page.Resources.Properties.Not = Dictionary(Type=Name.OCMD, OCGs=group, P=Name.AllOff)
    spot.draw(f"/OC /Not BDC {spot.said()} EMC")


# -- pictures, patterns, fonts


def pixels(spot: Spot) -> None:
    row = spot.words.encode().ljust(256, b"\0")[:256]
    picture = spot.picture()
    picture.write(zlib.compress(row), filter=Name.FlateDecode)


def bare_pixels(spot: Spot) -> None:
    spot.picture().write(spot.words.encode().ljust(256, b"\0")[:256])


def palette(spot: Spot) -> None:
    picture = spot.picture()
    letters = spot.words.encode().ljust(96, b" ")
    picture.ColorSpace = Array([Name.Indexed, Name.DeviceRGB, len(letters) // 3 - 1, String(letters)])


def parameters(spot: Spot) -> None:
    spot.picture().DecodeParms = Dictionary(Predictor=1, Camera=words(spot))


def globals_of_a_scan(spot: Spot) -> None:
    spot.picture().DecodeParms = Dictionary(JBIG2Globals=data(spot))


def on_mask(key: str, value: Callable[[Spot], Any]) -> Plant:
    def plant(spot: Spot) -> None:
        mask = spot.stream(
            bytes(256), Type=Name.XObject, Subtype=Name.Image, Width=16, Height=16, ColorSpace=Name.DeviceGray,
            BitsPerComponent=8,
        )  # fmt: skip
        mask[f"/{key}"] = value(spot)
        spot.picture(SMask=mask)

    return plant


def postscript(spot: Spot) -> None:
    spot.page.Resources = Dictionary(
        {
            **dict(spot.page.Resources),
            "/XObject": Dictionary(Ps=spot.stream(f"({spot.words}) show".encode(), Type=Name.XObject, Subtype=Name.PS)),
        }
    )
    spot.draw("/Ps Do")


def tiles(code: str) -> Plant:
    """Words in the cell of a pattern, which the page paints with or does not."""

    def plant(spot: Spot) -> None:
        cell = spot.stream(
            spot.said("0 5").encode(), PatternType=1, PaintType=1, TilingType=1, BBox=Array([0, 0, 500, 20]), XStep=500,
            YStep=20, Resources=spot.page.Resources,
        )  # fmt: skip
        spot.page.Resources = Dictionary({**dict(spot.page.Resources), "/Pattern": Dictionary(Cell=cell)})
        spot.draw(code)

    return plant


def soft_mask(spot: Spot) -> None:
    group = spot.stream(
        f"1 g {spot.said('0 5')}".encode(), Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 595, 842]),
        Resources=spot.page.Resources, Group=Dictionary(S=Name.Transparency, CS=Name.DeviceGray),
    )  # fmt: skip
    state = Dictionary(G=Dictionary(Type=Name.ExtGState, SMask=Dictionary(S=Name.Luminosity, G=group)))
    spot.page.Resources = Dictionary({**dict(spot.page.Resources), "/ExtGState": state})
    spot.draw("q /G gs 0 0 20 20 re f Q")


def calculation(spot: Spot) -> Any:
    code = f"{{ % {spot.words}\n }}".encode()
    return Dictionary(G=Dictionary(TR=spot.stream(code, FunctionType=4, Domain=Array([0, 1]), Range=Array([0, 1]))))


def mesh(spot: Spot) -> Any:
    return Dictionary(M=spot.stream(
        spot.words.encode(), ShadingType=4, ColorSpace=Name.DeviceGray, BitsPerCoordinate=8, BitsPerComponent=8,
        BitsPerFlag=8, Decode=Array([0, 1, 0, 1, 0, 1])))  # fmt: skip


def profile(coded: Callable[[str], bytes]) -> Plant:
    return on_resources(
        "/ColorSpace",
        lambda spot: Dictionary(
            C=Array([Name.ICCBased, spot.stream(bytes(range(128)) + coded(spot.words) + bytes(range(200, 255)), N=3)])
        ),
    )


def descriptor(key: str, value: Callable[[Spot], Any]) -> Plant:
    return on_font(
        "/FontDescriptor",
        lambda spot: Dictionary(Type=Name.FontDescriptor, FontName=Name.Helvetica, Flags=32, **{key: value(spot)}),
    )


def program(coded: Callable[[str], bytes]) -> Plant:
    """A typeface whose program holds words, as its table of names does."""
    return descriptor(
        "FontFile2",
        lambda spot: spot.stream(
            b"\0\1\0\0" + bytes(range(128, 180)) + coded(spot.words) + bytes(range(200, 255)), Length1=300
        ),
    )


def drawn_letters(uses: bool) -> Plant:
    """A typeface whose letters are drawn by code (Type 3), one of which writes the words."""

    def plant(spot: Spot) -> None:
        shape = spot.stream(f"500 0 d0 {spot.said('0 0')}".encode())
        font = Dictionary(
            Type=Name.Font, Subtype=Name.Type3, FontBBox=Array([0, 0, 500, 20]), FontMatrix=Array([1, 0, 0, 1, 0, 0]),
            FirstChar=97, LastChar=97, Widths=Array([500]), CharProcs=Dictionary(a=shape), Resources=spot.page.Resources,
            Encoding=Dictionary(Type=Name.Encoding, Differences=Array([97, Name.a])),
        )  # fmt: skip
        spot.page.Resources = Dictionary(Font=Dictionary({**dict(spot.page.Resources.Font), "/T3": font}))
        spot.draw("BT /T3 1 Tf 20 20 Td (a) Tj ET" if uses else "BT /T3 1 Tf ET")

    return plant


def letter_map(code: str) -> Plant:
    return on_font(
        "/ToUnicode", lambda spot: spot.stream(f"%!PS\nbegincmap\n{code.format(spot.words)}\nendcmap".encode())
    )


def lone_names(spot: Spot) -> Any:
    names = [Name("/" + spot.words.replace(" ", "-"))]
    return Dictionary(Type=Name.Encoding, Differences=Array([1, *names]))


# -- marks, places and pages


def place_by_name(spot: Spot) -> None:
    if "/Names" not in spot.pdf.Root:
        spot.pdf.Root.Names = Dictionary()
    spot.pdf.Root.Names.Dests = Dictionary(Names=Array([words(spot), Array([spot.page, Name.Fit])]))


def bookmark_below(spot: Spot) -> None:
    above = spot.bookmark()
    below = spot.pdf.make_indirect(Dictionary(Title=words(spot), Parent=above, Dest=Array([spot.page, Name.Fit])))
    above.First, above.Last, above.Count = below, below, -1


def wide_bookmark(spot: Spot) -> Any:
    return String(b"\xfe\xff" + spot.words.encode("utf-16-be"))


def nested_forms(spot: Spot) -> None:
    inner = spot.stream(
        spot.said().encode(), Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 595, 842]),
        Resources=spot.page.Resources,
    )  # fmt: skip
    outer = spot.form("q /In Do Q")
    outer.Resources = Dictionary(XObject=Dictionary(In=inner))


def clipped_form(spot: Spot) -> None:
    spot.form(spot.said()).BBox = Array([0, 0, 1, 1])


def unused_form(spot: Spot) -> None:
    spot.form(spot.said())
    spot.page.Contents = spot.page.Contents[0]


GONE: dict[str, Plant] = {
    "heading among the layers": of_default("Order", lambda spot: Array([Array([words(spot)])])),
    "off the page": typed(lambda text: f"BT /F1 11 Tf 72 9000 Td ({text}) Tj ET 0 0 5 5 re S"),
    "default of a field": field("Tx", DV=words),
    "help of a field": field("Tx", TU=words),
    "export name of a field": field("Tx", TM=words),
    "rich words of a field": field("Tx", RV=words),
    "choices nobody made": field("Ch", Opt=lambda spot: Array([words(spot)])),
    "script of a field": field("Tx", AA=lambda spot: Dictionary(K=script(spot))),
    "captions of a button": field("Btn", MK=lambda spot: Dictionary(RC=words(spot), AC=words(spot))),
    "state of a box that is not ticked": field("Btn", AS=lambda _: Name.Off, AP=states),
    "signature": field("Sig", V=signature),
    "seed of a signature": field("Sig", SV=lambda spot: Dictionary(Reasons=Array([words(spot)]))),
    "dynamic form": in_form("XFA", data),
    "unknown key of the form": in_form("Secret", words),
    "look of all fields": in_form("DA", words),
    "note to print only": lambda spot: spot.note("Square", AP=look(spot), RT=Name.R, Intent=words(spot)),
    "mark that shows on paper only": lambda spot: spot.page.__setattr__("Annots", Array([spot.pdf.make_indirect(
        Dictionary(Subtype=Name.Stamp, F=36, Rect=Array([0, 0, 9, 9]), AP=look(spot, spot.said())))])),
    "maker of a layer": layer(Usage=lambda spot: Dictionary(CreatorInfo=Dictionary(Creator=words(spot)))),
    "unknown key of a layer": layer(Secret=words),
    "other view of the layers": of_layers("Configs", lambda spot: Array([Dictionary(Name=words(spot))])),
    "maker of the layers": of_default("Creator", words),
    "words shown unless a layer is": unless_layer,
    "key of a picture's decoding": parameters,
    "common part of a scan": globals_of_a_scan,
    "metadata of a mask": on_mask("Metadata", data),
    "unknown key of a mask": on_mask("Secret", words),
    "screen of a printer": on_resources("/ExtGState", lambda spot: Dictionary(G=Dictionary(HT=Dictionary(
        HalftoneType=1, HalftoneName=words(spot))))),
    "form that is not drawn": unused_form,
    "typeface that is not used": lambda spot: on_resources("/Font", lambda spot: Dictionary({
        **dict(spot.page.Resources.Font), "/No": Dictionary(Subtype=Name.Type1, BaseFont=Name.Helvetica, Title=words(spot))
    }))(spot),
    "transition of a page": attribute("Trans", lambda spot: Dictionary(S=Name.R, Title=words(spot))),
    "steps of a page": attribute("PresSteps", lambda spot: Dictionary(NA=words(spot))),
    "properties of a page": attribute("UserProperties", words),
    "part of a document": attribute("DPart", lambda spot: Dictionary(DPM=Dictionary(Title=words(spot)))),
    "boxes of a page": attribute("BoxColorInfo", lambda spot: Dictionary(CropBox=Dictionary(S=words(spot)))),
    "group of a page": attribute("Group", lambda spot: Dictionary(S=Name.Transparency, Title=words(spot))),
    "output intent of the file": catalogue("OutputIntents", lambda spot: Array([Dictionary(
        S=Name.GTS_PDFX, Info=words(spot), OutputCondition=words(spot), OutputConditionIdentifier=words(spot))])),
    "parts of the file": catalogue("DPartRoot", lambda spot: Dictionary(NodeNameList=Array([words(spot)]))),
    "tags of a file that is not tagged": catalogue("StructTreeRoot", lambda spot: Dictionary(
        K=Dictionary(S=Name.P, Alt=words(spot)))),
    "marks of the file": catalogue("MarkInfo", lambda spot: Dictionary(Title=words(spot))),
    "pages by name": named("Pages", lambda spot: Dictionary(Contents=data(spot))),
    "captured pages": named("IDS", lambda spot: Dictionary(T=words(spot))),
    "place of a structure": lambda spot: spot.note("Link", Dest=Array([spot.page, Name.Fit]), A=Dictionary(
        S=Name.GoTo, D=Array([spot.page, Name.Fit]), SD=Array([words(spot)]))),
    "own property with history": lambda spot: spot.pdf.docinfo.__setitem__("/SourceModified", words(spot)),
    "subject of the file": lambda spot: spot.pdf.docinfo.__setitem__("/Subject", words(spot)),
    "program of the file": lambda spot: spot.pdf.docinfo.__setitem__("/Creator", words(spot)),
    "web page of a bookmark to a file": on_bookmark("/A", lambda spot: Dictionary(
        S=Name.URI, URI=String(f"file:///x/{spot.words}"))),
    "place of a bookmark's tag": on_bookmark("/SE", lambda spot: Dictionary(T=words(spot))),
    "name of the trailer": lambda spot: spot.pdf.trailer.__setitem__("/Secret", words(spot)),
}  # fmt: skip
MET: dict[str, Plant] = {
    "language of the file": catalogue("Lang", words),
    "name of a layer": layer(Name=words),
    "typed words of a field": field("Tx", V=words, DA=lambda _: String("/Helv 9 Tf 0 g")),
    "state of a box that is ticked": field("Btn", AS=lambda _: Name.Yes, AP=states),
    "pixels that are letters": pixels,
    "bare pixels that are letters": bare_pixels,
    "palette that is letters": palette,
    "name of an intent": on_picture("Intent", lambda spot: Name("/" + spot.words.replace(" ", "."))),
    "words for a printer": postscript,
    "cell of a pattern": tiles("/Pattern cs /Cell scn 50 300 500 20 re f"),
    "cell of a pattern nobody paints with": tiles("0 0 1 1 re S"),
    "group of a mask": soft_mask,
    "comment in a calculation": on_resources("/ExtGState", calculation),
    "points of a shading": on_resources("/Shading", mesh),
    "words of a profile": profile(str.encode),
    "words of a profile in 16 bits": profile(lambda text: text.encode("utf-16-be")),
    "name of a colour": on_resources("/ColorSpace", lambda spot: Dictionary(C=Array([
        Name.Separation, Name("/" + spot.words.replace(" ", "-")), Name.DeviceGray, Dictionary(
            FunctionType=2, Domain=Array([0, 1]), C0=Array([0]), C1=Array([1]), N=1)]))),
    "family of a typeface": descriptor("FontFamily", words),
    "letters of a typeface": descriptor("CharSet", words),
    "style of a typeface": descriptor("Lang", lambda spot: Name("/" + spot.words.replace(" ", "-"))),
    "program of a typeface": program(str.encode),
    "program of a typeface in 16 bits": program(lambda text: text.encode("utf-16-be")),
    "letter that is drawn": drawn_letters(uses=True),
    "letter that is never drawn": drawn_letters(uses=False),
    "comment of a letter map": letter_map("% {}"),
    "name of a letter map": letter_map("/CMapName ({}) def"),
    "names of letters": on_font("/Encoding", lone_names),
    "maker of a letter set": on_font("/CIDSystemInfo", lambda spot: Dictionary(
        Registry=words(spot), Ordering=String("x"), Supplement=0)),
    "place by name": place_by_name,
    "bookmark below another": bookmark_below,
    "bookmark in 16 bits": on_bookmark("/Title", wide_bookmark),
    "web page of a bookmark": on_bookmark("/A", lambda spot: Dictionary(
        S=Name.URI, URI=String("https://example.org/" + quote(spot.words)))),
    "fragment of an address": lambda spot: spot.link(S=Name.URI, URI=String(f"https://example.org/#{spot.words}")),
    "search in an address": lambda spot: spot.link(S=Name.URI, URI=String(
        f"https://example.org/?q={quote_plus(spot.words)}")),
    "code in an address": lambda spot: spot.link(S=Name.URI, URI=String(
        "https://example.org/" + base64.urlsafe_b64encode(spot.words.encode()).decode())),
    "language of a link": lambda spot: spot.note("Link", Lang=words(spot), Dest=Array([spot.page, Name.Fit])),
    "form in a form in a form": nested_forms,
    "form larger than its box": clipped_form,
}  # fmt: skip
_LOOKALIKE = str.maketrans("aeopcx", "аеорсх")  # Latin letters to Cyrillic ones that look the same


def shown(change: Callable[[str], str], *, size: float = 8) -> Plant:
    """The words drawn after a change to their letters."""

    def plant(spot: Spot) -> None:
        code = change(spot.words).replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        spot.draw(f"BT /F1 {size} Tf 20 500 Td ({code}) Tj ET".encode("cp1252"))

    return plant


def alternative(change: Callable[[str], str]) -> Plant:
    """Words behind a picture, in any letters."""

    def plant(spot: Spot) -> None:
        code = f"feff{change(spot.words).encode('utf-16-be').hex()}"
        spot.draw(f"/Span <</ActualText <{code}>>> BDC 0 0 1 1 re S EMC")

    return plant


def placed(text: str, order: Callable[[list[str]], list[str]] = list) -> str:
    """Each letter in a place of its own, drawn in some order."""
    parts = [f"BT /F1 8 Tf {20 + 7 * at} 500 Td ({letter}) Tj ET" for at, letter in enumerate(text) if letter != " "]
    return " ".join(order(parts))


def half_in_a_form(spot: Spot) -> None:
    first, rest = " ".join(spot.words.split()[:3]), " ".join(spot.words.split()[3:])
    spot.form(f"BT /F1 11 Tf 200 500 Td ({rest}) Tj ET")
    spot.draw(f"BT /F1 11 Tf 20 500 Td ({first}) Tj ET")


DISGUISED: dict[str, Plant] = {
    "a word a table's cell": typed(lambda text: " ".join(
        f"{40 + 70 * at} 490 70 20 re S BT /F1 8 Tf {42 + 70 * at} 500 Td ({word}) Tj ET"
        for at, word in enumerate(text.split()))),
    "letters drawn from the last": typed(lambda text: placed(text, lambda each: each[::-1])),
    "letters drawn odd ones first": typed(lambda text: placed(text, lambda each: each[::2] + each[1::2])),
    "down the page": typed(lambda text: lines(list(text.replace(" ", "")))[:6000].replace("11 Tf", "6 Tf")),
    "upside down": typed(lambda text: f"BT /F1 11 Tf -1 0 0 -1 400 500 Tm ({text}) Tj ET"),
    "aslant": typed(lambda text: f"BT /F1 11 Tf .8 .6 -.6 .8 100 200 Tm ({text}) Tj ET"),
    "mirrored": typed(lambda text: f"BT /F1 11 Tf -1 0 0 1 500 500 Tm ({text}) Tj ET"),
    "in letters too small to draw": typed(lambda text: f"q .001 0 0 .001 9 9 cm BT /F1 1 Tf 0 0 Td ({text}) Tj ET Q"),
    "cut off by a frame": typed(lambda text: f"q 0 0 1 1 re W n BT /F1 11 Tf 72 500 Td ({text}) Tj ET Q"),
    "as a frame for nothing": typed(lambda text: f"q BT 7 Tr /F1 11 Tf 72 500 Td ({text}) Tj ET 0 0 1 1 re f Q"),
    "as outlines without width": typed(lambda text: f"q 0 w 1 G BT 1 Tr /F1 11 Tf 72 500 Td ({text}) Tj ET Q"),
    "with no colour at all": typed(lambda text: f"q 1 1 1 rg BT /F1 1 Tf 1 0 0 1 72 500 Tm ({text}) Tj ET Q"),
    "squeezed to nothing": typed(lambda text: f"BT 0.1 Tz /F1 11 Tf 72 500 Td ({text}) Tj ET"),
    "raised line by line": typed(lambda text: "BT /F1 11 Tf 72 500 Td " + " ".join(
        f"{at} Ts ({word} ) Tj" for at, word in enumerate(text.split())) + " ET"),
    "as the next line's operator": typed(lambda text: f"BT /F1 11 Tf 72 500 Td 12 TL ({text}) ' ET"),
    "with spacing of its own": typed(lambda text: f"BT /F1 11 Tf 72 500 Td 12 TL 0 0 ({text}) \" ET"),
    "as a digit code": typed(lambda text: f"BT /F1 8 Tf 20 500 Td <{text.encode().hex()}> Tj ET"),
    "as eights": typed(lambda text: "BT /F1 8 Tf 20 500 Td (" + "".join(f"\\{ord(each):03o}" for each in text) + ") Tj ET"),
    "as the name of a mark": typed(lambda text: f"/{text.replace(' ', '-')} BMC 0 0 1 1 re S EMC"),
    "at a point that is marked": typed(lambda text: f"/Point <</Note ({text})>> DP"),
    "as an operator nobody knows": typed(lambda text: f"BX ({text}) unheard EX"),
    "left over before an operator": typed(lambda text: f"({text}) 0 0 1 1 re S"),
    "in an inline picture": typed(lambda text: f"BI /W {len(text)} /H 1 /CS /G /BPC 8 ID {text} EI"),
    "as a running foot": typed(lambda text: f"/Artifact <</Type /Pagination>> BDC BT /F1 8 Tf 20 20 Td ({text}) Tj ET EMC"),
    "half on the page and half in a form": half_in_a_form,
    "bars between": shown(lambda text: "|".join(text.split())),
    "dots between": shown(lambda text: ".".join(text)),
    "brackets and quotes": shown(lambda text: " ".join(f"({word})" for word in text.split())),
    "no-break spaces": shown(lambda text: text.replace(" ", "\xa0")),
    "stressed letters": shown(lambda text: text.replace("e", "é").replace("i", "ï")),
    "every letter escaped": shown(lambda text: "".join(f"%{ord(each):02x}" for each in text), size=4),
    "plus signs": shown(quote_plus),
    "base64": shown(lambda text: base64.b64encode(text.encode()).decode(), size=5),
    "base64 of 16 bits": shown(lambda text: base64.b64encode(text.encode("utf-16-le")).decode(), size=5),
    "digits of bytes": shown(lambda text: text.encode().hex(), size=5),
    "digits of bytes with spaces": shown(lambda text: text.encode().hex(" "), size=4),
    "mail's way of writing": shown(lambda text: quopri.encodestring(text.encode(), quotetabs=True).decode().replace(
        "=\n", ""), size=5),
    "a web page's way of writing": shown(lambda text: "".join(f"&#{ord(each)};" for each in text), size=4),
    "escapes of a program": shown(lambda text: "".join(f"\\u{ord(each):04x}" for each in text), size=3),
    "tags between": shown(lambda text: " ".join(f"<b>{html.escape(each)}</b>" for each in text.split()), size=6),
    "from right to left": shown(lambda text: text[::-1]),
    "full width": alternative(lambda text: "".join(chr(ord(each) + 0xFEE0) if each != " " else each for each in text)),
    "mathematical letters": alternative(lambda text: "".join(
        chr(0x1D41A + ord(each) - 97) if each.isalpha() else each for each in text)),
    "letters of another script": alternative(lambda text: text.translate(_LOOKALIKE)),
    "turned by a mark of direction": alternative(lambda text: f"\u202e{text[::-1]}\u202c"),
    "joiners between": alternative(lambda text: "\u2060".join(text)),
    "variation marks between": alternative(lambda text: "\ufe0f".join(text)),
    "tag letters": alternative(lambda text: "".join(chr(0xE0000 + ord(each)) for each in text)),
    "accents on their own": alternative(lambda text: "\u0301".join(text)),
    "hyphens that may break": alternative(lambda text: "-\n".join(re.findall(".{1,6}", text))),
}  # fmt: skip


# -- a paper that is tagged

Tag = Callable[[Pdf, Any, Any, str], None]


def element(**keys: Callable[[str], Any]) -> Tag:
    """An element with words in one of its keys."""

    def plant(pdf: Pdf, document: Any, page: Any, words_: str) -> None:
        new = Dictionary(Type=Name.StructElem, S=Name.Span, P=document, Pg=page, K=1)
        for key, value in keys.items():
            new[f"/{key}"] = value(words_)
        document.K.append(pdf.make_indirect(new))

    return plant


def of_tree(key: str, value: Callable[[Pdf, str], Any]) -> Tag:
    def plant(pdf: Pdf, document: Any, page: Any, words_: str) -> None:
        pdf.Root.StructTreeRoot[f"/{key}"] = value(pdf, words_)

    return plant


def dashed(words_: str) -> Any:
    return Name("/" + words_.replace(" ", "-"))


def attributes(**keys: Any) -> Callable[[str], Any]:
    return lambda words_: Dictionary(
        **{key: String(words_) if value is None else value(words_) for key, value in keys.items()}
    )


TAGGED: dict[str, Tag] = {
    "alternative of a tag": element(Alt=String),
    "actual text of a tag": element(ActualText=String),
    "expansion of a tag": element(E=String),
    "title of a tag": element(T=String),
    "identifier of a tag": element(ID=String),
    "language of a tag": element(Lang=String),
    "role of a tag": element(S=dashed),
    "class of a tag": element(C=dashed),
    "revision of a tag": element(R=String),
    "unknown key of a tag": element(Secret=String),
    "file of a tag": element(AF=lambda words_: Array([Dictionary(F=String(words_))])),
    "summary of a table": element(A=attributes(O=lambda _: Name.Table, Summary=None)),
    "headers of a cell": element(A=attributes(O=lambda _: Name.Table, Headers=lambda words_: Array([String(words_)]))),
    "description of a field": element(A=attributes(O=lambda _: Name.PrintField, Desc=None)),
    "property of a user": element(A=attributes(
        O=lambda _: Name.UserProperties, P=lambda words_: Array([Dictionary(N=String("a"), V=String(words_))]))),
    "tag of HTML": element(A=attributes(O=lambda _: Name("/HTML-4.01"), Title=None)),
    "space of names": element(NS=lambda words_: Dictionary(Type=Name.Namespace, NS=String(words_))),
    "map of roles": of_tree("RoleMap", lambda pdf, words_: Dictionary({str(dashed(words_)): Name.P})),
    "map of classes": of_tree("ClassMap", lambda pdf, words_: Dictionary(Wide=Dictionary(O=Name.Layout, Note=String(words_)))),
    "file of the tags": of_tree("AF", lambda pdf, words_: Array([Dictionary(F=String(words_))])),
    "dictionary of sounds": of_tree("PronunciationLexicon", lambda pdf, words_: Array([Dictionary(F=String(words_))])),
    "unknown key of the tags": of_tree("Secret", lambda pdf, words_: String(words_)),
}  # fmt: skip
# -- the bytes of a file


def updated(file: bytes, words_: str) -> bytes:
    """A file whose page was changed afterwards: what it said before is still there."""
    number = int(re.findall(rb"/Contents (\d+) 0 R", file)[0])
    start = re.search(rb"\n%d 0 obj\n" % number, file)
    assert start is not None
    new = b"\n%d 0 obj\n<</Length 12>>\nstream\n0 0 5 5 re S\nendstream\nendobj\n" % number
    root, size = re.findall(rb"/Root (\d+ 0 R)", file)[-1], re.findall(rb"/Size (\d+)", file)[-1]
    before = int(re.findall(rb"startxref\s+(\d+)", file)[-1])
    table = b"xref\n%d 1\n%010d 00000 n \ntrailer\n" % (number, len(file) + 1)
    trailer = b"<</Size %b/Root %b/Prev %d/ID[(%b)(x)]>>\nstartxref\n%d\n%%%%EOF\n" % (
        size, root, before, words_.encode(), len(file) + len(new),
    )  # fmt: skip
    return file + new + table + trailer


BYTES: dict[str, Callable[[bytes, str], bytes]] = {
    "comment between objects": lambda file, words_: file.replace(b"endobj\n", f"endobj\n% {words_}\n".encode(), 1),
    "identity of the file": updated,
    "after the end of the file": lambda file, words_: file + f"\n{words_}\n".encode(),
    "before the file begins": lambda file, words_: f"{words_}\n".encode() + file,
}


@dataclass(frozen=True)
class Tried:
    """What was in the papers as they were sent, what is in the pack made of them, and what the proof found there."""

    sent: str
    everything: str
    found: str


UNREAD = ("code in an address", "common part of a scan")  # what `sent` does not decode
EARLIER = "what the page said before"
PLANTED = {**GONE, **MET, **DISGUISED}
ALL = [*PLANTED, *TAGGED, EARLIER, *BYTES]


def words_for(kind: str) -> str:
    return own_words(ALL.index(kind))


@pytest.fixture(scope="module")
def tried(tmp_path_factory: pytest.TempPathFactory) -> Tried:
    return tried_in(tmp_path_factory.mktemp("further"))


def tried_in(folder: Path) -> Tried:
    def plant(pdf: Pdf) -> None:
        for number, (kind, change) in enumerate(PLANTED.items()):
            page = pdf.pages[number].obj
            page.Resources = Dictionary(dict(page.Resources))
            change(Spot(pdf, page, words_for(kind)))

    def tag(pdf: Pdf, document: Any) -> None:
        for kind, change in TAGGED.items():
            change(pdf, document, pdf.pages[0].obj, words_for(kind))

    raw = plain_pdf(f"Before {words_for(EARLIER)}")
    for kind, rewrite in BYTES.items():
        raw = rewrite(raw, words_for(kind))
    sources = {
        "a": plain_pdf("Public", pages=len(PLANTED), change=plant),
        "b": tagged_pdf("Tagged", change=tag),
        "c": raw,
    }
    papers, first, sent = [front()], 2, ""
    for key, content in sources.items():
        source = saved(folder, f"{key}-sent.pdf", content)
        sent += everything_in(source) + content.decode("latin-1")
        papers.append(foreign(source, folder, key, first))
        first += len(papers[-1].facts.pages) if papers[-1].facts else 0
    merge(IDENTITY, papers, folder / "pack.pdf")
    contents = Contents(texts=[("", " . ".join(map(words_for, ALL)))])
    leaks = find_leaks(
        contents_of(folder / "pack.pdf"), [exempt_paper("Item 9", contents, titles=[], files=[])], [], []
    )
    return Tried(sent, everything_in(folder / "pack.pdf"), " ".join(leak.what for leak in leaks))


@pytest.mark.parametrize("kind", [*GONE, EARLIER, *BYTES])
def test_what_rides_along_is_gone(tried: Tried, kind: str) -> None:
    assert words_for(kind).split()[0] not in tried.everything


@pytest.mark.parametrize("kind", [*MET, *DISGUISED])
def test_what_stays_is_found_however_it_is_written(tried: Tried, kind: str) -> None:
    assert words_for(kind).split()[0] in tried.found


@pytest.mark.parametrize("kind", TAGGED)
def test_what_a_tag_says_is_gone_or_found(tried: Tried, kind: str) -> None:
    name = words_for(kind).split()[0]
    assert name not in tried.everything or name in tried.found


@pytest.mark.parametrize("kind", [*GONE, *MET, *TAGGED, *BYTES])
def test_it_was_there_before(tried: Tried, kind: str) -> None:
    assert kind in UNREAD or words_for(kind).split()[0] in tried.sent


def test_no_kind_is_planted_twice() -> None:
    assert not set(ALL) & set(KINDS)
    assert len({*ALL, *KINDS}) >= 300
