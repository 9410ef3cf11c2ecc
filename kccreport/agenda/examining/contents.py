"""Everything a PDF file holds, seen or not: text, strings, names, streams, and objects that nothing refers to."""

import contextlib
import hashlib
import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree.ElementTree import ParseError

import pikepdf
import pypdfium2
from defusedxml import DefusedXmlException, ElementTree
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from kccreport.agenda.examining.disguises import letters_in, plain_letters
from kccreport.agenda.examining.makings import Makings
from kccreport.agenda.examining.placed import texts_as_placed
from kccreport.agenda.merging.links import all_bookmarks
from kccreport.agenda.merging.trees import as_list
from kccreport.ground.pattern import pattern

_REFERENCE = pattern(rb"(?<![\d.])(\d+) 0 R\b")
_STRING = pattern(rb"\((?:\\.|[^\\()])*\)|<[0-9A-Fa-f]*>(?!>)", re.DOTALL)
_NAME = pattern(rb"/([^\s/\[\]<>(){}%]{6,})")
_ESCAPE = pattern(rb"\\([0-7]{1,3}|[nrtbf\\()]|\r?\n)")
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_WORD, _ASCII_WORD = pattern(r"[^\W_]+"), pattern("[a-z0-9]+")
_QUOTED = pattern("%[0-9A-Fa-f]{2}")
_OPERATORS = pattern(rb"(?:^|\s)(?:BT|BDC|BMC|Do|re|cm|Tj|TJ)(?:\s|$)")
# soft hyphen, joiners, marks of direction, byte order mark
_NO_WIDTH = pattern("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
# a hyphen and what follows up to the next line; PDFium writes the first two for a hyphen at the end of a line
_AT_LINE_END = pattern(r"(?:[\x02\ufffe]|[-\u2010\u00ad](?=\s*[\r\n]))\s*")
_TAG, _ATTRIBUTE = pattern(r"<[^>]*>"), pattern(r"([\w:.-]+)\s*=\s*\"([^\"]*)\"")
# namespaces in which a file's XMP declares what PDF/A wants declared, in the same words everywhere
_STANDARDS = tuple(f"{{http://www.aiim.org/pdfa/ns/{name}#}}" for name in ("schema", "property", "field", "type"))
_OF_THE_FILE = (Name.XRef, Name.ObjStm)
_LEAST_WIDE = 12  # bytes: six letters
_MOST_PACKED, _MOST_PIXELS = 1 << 20, 1 << 22  # bytes of a picture, packed and unpacked, that are read
_LEAST_STREAM = 48  # bytes: shorter streams are alike by chance
# keys of fonts and colour profiles, which papers that have nothing to do with one another share
_NOT_ITS_OWN = ("/Length1", "/Length2", "/Length3", "/N")


def words_of(text: str) -> list[str]:
    """Return the words of a text as they are compared: letters and digits only, small and without accents.

    Words hyphenated at the end of a line are whole again, what has no width is gone, and %20 is a space.
    """
    if "%" in text and _QUOTED.search(text):
        text = unquote(text)
    if text.isascii():  # as most texts are, and there is less to look for
        if "-" in text or "\x02" in text:
            text = _AT_LINE_END.sub("", text)
        return _ASCII_WORD.findall(text.lower())
    return _WORD.findall(plain_letters(_NO_WIDTH.sub("", _AT_LINE_END.sub("", text))))


@dataclass(slots=True)
class Contents:
    """What is in a file. `texts` are passages with the place they stand at; `strings` short ones of metadata, bookmarks
    and names. `streams` are the digests of content, pictures and attachments. `code` is what stands in fonts, colour
    profiles and the code of pages: much alike in all papers, so nothing to look for, but a place to look in.
    """

    texts: list[tuple[str, str]] = field(default_factory=list)
    strings: list[tuple[str, str]] = field(default_factory=list)
    code: list[tuple[str, str]] = field(default_factory=list)
    streams: dict[bytes, str] = field(default_factory=dict)
    bookmarks: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    attachments: list[str] = field(default_factory=list)
    thumbnails: list[str] = field(default_factory=list)
    unreferenced: list[str] = field(default_factory=list)
    revisions: int = 1


def contents_of(path: Path, known: dict[str, list[str]] | None = None) -> Contents:
    """Return everything in a file, decompressed.

    Of our packs the same pages are in several: what a page says is `known` by what it is made of, and is noted there.
    """
    raw = path.read_bytes()
    found = Contents(revisions=max(len(re.findall(rb"startxref\s+[1-9]\d*", raw)), 1))
    tail = raw[raw.rfind(b"%%EOF") + 5 :].strip()
    if tail:
        found.texts.append(("bytes after the end of the file", tail.decode("latin-1")))
    with Pdf.open(path) as pdf:
        _read_pages(path, found, None if known is None else _known_by(pdf, known))
        _read_objects(pdf, found)
        _read_metadata(pdf, found)
        _read_forms(pdf, found)
    return found


_Said = Callable[
    [int, Callable[[], list[str]]], list[str]
]  # what the page at a place says, as it is known or found out


def _read_pages(path: Path, found: Contents, said: _Said | None) -> None:
    """Take the text of every page as a reader's copy and paste would, hidden, white and cut off text included, and as it
    stands on the page: line by line, and column by column.
    """
    document = pypdfium2.PdfDocument(path)

    def read(at: int) -> list[str]:
        text = document[at].get_textpage()
        return [text.get_text_range(), *texts_as_placed(text)]

    try:
        for at in range(len(document)):
            texts = read(at) if said is None else said(at, partial(read, at))
            found.texts += [(f"page {at + 1}", each) for each in texts]
    finally:
        document.close()


def _known_by(pdf: Pdf, known: dict[str, list[str]]) -> _Said:
    """Return what tells a page's texts by the digest of what it is made of; where it has none, they are found out."""
    makings, pages = Makings(pdf), list(pdf.pages)

    def said(at: int, read: Callable[[], list[str]]) -> list[str]:
        digest = makings.of(pages[at])
        if not digest:
            return read()
        if digest not in known:
            known[digest] = read()
        return known[digest]

    return said


def _page_texts(source: Path | bytes) -> Iterator[str]:
    document = pypdfium2.PdfDocument(source)
    try:
        for page in document:
            yield page.get_textpage().get_text_range()
    finally:
        document.close()


def _read_objects(pdf: Pdf, found: Contents) -> None:
    """Go through every object of the file, whether anything refers to it or not."""
    codes: dict[int, bytes] = {}
    for thing in pdf.objects:
        number = thing.objgen[0] if isinstance(thing, pikepdf.Object) else 0
        if not number:
            continue
        if isinstance(thing, Stream):
            if thing.get("/Type") in _OF_THE_FILE:
                continue
            codes[number] = thing.stream_dict.unparse()
            _read_stream(thing, f"object {number}", found)
        else:
            codes[number] = thing.unparse(resolved=True) if thing.is_indirect else thing.unparse()
        _read_strings(codes[number], f"object {number}", found)
        if isinstance(thing, Dictionary | Stream):
            if "/Thumb" in thing:
                found.thumbnails.append(f"object {number}")
            if thing.get("/Type") == Name.EmbeddedFile or "/EF" in thing:
                found.attachments.append(f"object {number}")
    _find_unreferenced(pdf, codes, found)


def _find_unreferenced(pdf: Pdf, codes: dict[int, bytes], found: Contents) -> None:
    reached: set[int] = set()
    waiting = [int(number) for number in _REFERENCE.findall(pdf.trailer.unparse())]
    while waiting:
        number = waiting.pop()
        if number not in reached and number in codes:
            reached.add(number)
            waiting += map(int, _REFERENCE.findall(codes[number]))
    for number in sorted(codes.keys() - reached):
        found.unreferenced.append(f"object {number}")


def _read_strings(code: bytes, where: str, found: Contents) -> None:
    for match in _STRING.finditer(code):
        text = _decoded(match[0])
        if len(text) > 3:
            found.strings.append((where, text))
    for name in _NAME.findall(code):
        found.strings.append((where, re.sub(rb"#([0-9A-Fa-f]{2})", _from_hex, name).decode("utf-8", "replace")))


def _from_hex(match: re.Match[bytes]) -> bytes:
    return bytes([int(match[1], 16)])


def _decoded(code: bytes) -> str:
    """Return a string object's text, however it is encoded."""
    if code.startswith(b"<"):
        digits = code[1:-1]
        data = bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))
    else:
        data = _ESCAPE.sub(_unescaped, code[1:-1])
    if data.startswith(b"\xfe\xff"):
        return data[2:].decode("utf-16-be", "replace")
    if data.startswith(b"\xff\xfe"):
        return data[2:].decode("utf-16-le", "replace")
    if data.startswith(b"\xef\xbb\xbf"):
        return data[3:].decode("utf-8", "replace")
    if (wide := _wide_text(data)) is not None:
        return wide
    return bytes(data).decode("pdfdoc", "replace")


def _wide_text(data: bytes) -> str | None:
    """Return text of 16 bits a letter that does not say so, either way round; None where it is none."""
    for zeros, coding in ((data[::2], "utf-16-be"), (data[1::2], "utf-16-le")):
        if len(data) >= _LEAST_WIDE and zeros.count(0) * 10 >= len(zeros) * 9:
            return data.decode(coding, "replace")
    return None


def _unescaped(match: re.Match[bytes]) -> bytes:
    what = match[1]
    if what[:1].isdigit():
        return bytes([int(what, 8) & 255])
    return _ESCAPED.get(what, b"" if what.endswith(b"\n") else what)


def _read_stream(stream: Any, where: str, found: Contents) -> None:
    """Note a stream's digest, and its text where it may hold plain text, such as metadata or an attachment."""
    raw = stream.read_raw_bytes()
    kind = stream.get("/Subtype")
    try:
        data = b"" if kind == Name.Image else stream.read_bytes()
    except pikepdf.PdfError:
        data = b""
    if kind == Name.Image:
        found.code += [(where, each) for each in _letters_of_picture(stream, raw)]
    if any(key in stream for key in _NOT_ITS_OWN) or b"begincmap" in data:
        found.code.append((where, _plain_text(data)))
        found.code += [(where, each) for each in letters_in(data)]
        return
    for each in (raw, data):
        if len(each) >= _LEAST_STREAM:
            found.streams[hashlib.sha256(each).digest()] = where
    if not data:
        return
    text = _plain_text(data)
    if _OPERATORS.search(data):
        found.code.append((where, text))
        found.texts.append((where, " ".join(_decoded(match[0]) for match in _STRING.finditer(data))))
        return
    is_markup = "<?xpacket" in text or "<?xml" in text
    found.texts += [(where, each) for each in (_markup_texts(text) if is_markup else [text]) if each.strip()]


def _letters_of_picture(picture: Any, raw: bytes) -> Iterator[str]:
    """Yield words that stand among a picture's bytes, as it is stored and, where that is quickly done, unpacked."""
    yield from letters_in(raw)
    if picture.get("/Filter") == Name.FlateDecode and len(raw) <= _MOST_PACKED:
        with contextlib.suppress(zlib.error):
            yield from letters_in(zlib.decompressobj().decompress(raw, _MOST_PIXELS))


def _markup_texts(text: str) -> list[str]:
    """Return what the elements and attributes of XML say, each by itself; what declares standards is no paper's own."""
    try:
        root = ElementTree.fromstring(text[text.index("<") :].encode())
    except (ParseError, DefusedXmlException, ValueError):
        return [_TAG.sub(" ", text), " ".join(value for _, value in _ATTRIBUTE.findall(text))]
    found = []
    for element in root.iter():
        if not str(element.tag).startswith(_STANDARDS):
            found += [element.text or "", element.tail or "", *element.attrib.values()]
    return found


def _plain_text(data: bytes) -> str:
    if (wide := _wide_text(data)) is not None:
        return wide
    has_mark = data[:2] in (b"\xfe\xff", b"\xff\xfe")
    try:
        return data.decode("utf-16" if has_mark else "utf-8")
    except ValueError:
        return data.decode("latin-1")


def _read_metadata(pdf: Pdf, found: Contents) -> None:
    for key, list_ in (("/Title", found.titles), ("/Author", found.authors)):
        if (value := pdf.docinfo.get(key)) is not None and str(value).strip():
            list_.append(str(value).strip())
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        for creator in metadata.get("dc:creator") or []:
            found.authors.append(str(creator).strip())
        if title := metadata.get("dc:title"):
            found.titles.append(str(title).strip())
    found.bookmarks += [str(each.get("/Title", "")) for each in all_bookmarks(pdf.Root.get("/Outlines"))]


def _read_forms(pdf: Pdf, found: Contents) -> None:
    """Take the text of forms, drawn or not, by putting each on a page of its own."""
    forms = [
        thing
        for thing in pdf.objects
        if isinstance(thing, Stream) and (thing.get("/Subtype") == Name.Form or thing.get("/PatternType") == 1)
    ]
    if not forms:
        return
    stage = Pdf.new()
    places = []
    for form in forms:
        box = form.get("/BBox")
        if len(as_list(box)) != 4:
            continue
        copy = stage.copy_foreign(form)
        page = stage.add_blank_page(page_size=(2_000, 2_000))
        copy.Type, copy.Subtype = Name.XObject, Name.Form
        copy.Matrix = Array([1, 0, 0, 1, 0, 0])
        page.obj.Resources = Dictionary(XObject=Dictionary(Form=copy))
        page.obj.Contents = stage.make_stream(b"/Form Do")
        places.append(f"object {form.objgen[0]}")
    file = BytesIO()
    stage.save(file)
    for where, text in zip(places, _page_texts(file.getvalue()), strict=True):
        if text.strip():
            found.texts.append((where, text))
