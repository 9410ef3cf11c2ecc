"""ReportLab's objects as they stand in the file: briefly, each kind by a function of its own.

ReportLab writes every entry on a line of its own, and every name anew. What is not known here is left to it.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any

from reportlab.lib.rl_accel import escapePDF, fp_str
from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFObject, PDFPage, PDFStream, PDFString

from kccreport.ground.flate import packed

_BOOKMARK = ("Title", "Parent", "Dest", "Prev", "Next", "First", "Last", "Count")


def indirect(thing: Any, doc: Any) -> bytes:
    """Return an object of a document as it stands between `obj` and `endobj`; a stream ends with `endstream`."""
    if type(thing) is PDFStream:
        return _stream(thing, doc)
    write = _KINDS.get(type(thing))
    return bytes(pdfdoc.format(thing, doc, 1)) if write is None else write(thing, doc).encode("latin-1")


def direct(thing: Any, doc: Any) -> str:
    """Return a value within an object: a number, a name, a string, an array, a dictionary, or a reference to an object."""
    kind = type(thing)
    if kind is str:
        return str(thing)
    if kind is int or kind is float:
        return str(fp_str(thing))
    if isinstance(thing, PDFObject) and hasattr(thing, "__RefOnly__"):
        thing = doc.Reference(thing)
        kind = type(thing)
    write = _KINDS.get(kind)
    return pdfdoc.format(thing, doc).decode("latin-1") if write is None else write(thing, doc)


def written(words: str, doc: Any) -> str:
    """Return words as a text string of a document: in PDFDocEncoding, or else in UTF-16 (ISO 32000-1, 7.9.2.2)."""
    if words.isascii() and words.isprintable():
        return f"({escapePDF(words)})"  # as most are; both encodings begin with ASCII's letters
    return PDFString(words).format(doc).decode("latin-1")


@cache
def _name(name: str) -> str:
    return str(PDFName(name))


def _entries(entries: Mapping[str, Any], doc: Any) -> str:
    return f"<<{''.join([f'{_name(name)} {direct(value, doc)}' for name, value in entries.items()])}>>"


def _attributes(thing: Any, names: Iterable[str], doc: Any) -> str:
    """Return as a dictionary what ReportLab keeps as attributes of an object; what is None has no entry."""
    found = ((name, getattr(thing, name, None)) for name in names)
    return _entries({name: value for name, value in found if value is not None}, doc)


def _page(page: Any, doc: Any) -> str:
    page.check_format(doc)
    page.Contents = doc.Reference(page.Contents)
    return f"<</Type/Page{_attributes(page, page.__NoDefault__, doc)[2:]}"


def _resources(resources: Any, doc: Any) -> str:
    """Return the resources of a page, as ReportLab has them: sets that are empty are left out."""
    names = (*resources.dict_attributes, "ProcSet")
    found = ((name, getattr(resources, name)) for name in names)
    return _entries({name: _as_object(value) for name, value in found if value}, doc)


def _as_object(value: Any) -> Any:
    if isinstance(value, dict):
        return PDFDictionary(value)
    return PDFArray(value) if isinstance(value, list | tuple) else value


def _bookmark(entry: Any, doc: Any) -> str:
    entry.Title = PDFString(entry.Title)
    return _attributes(entry, _BOOKMARK, doc)


def _font(font: Any, doc: Any) -> str:
    names = "".join([f"/{name}{_name(getattr(font, name))}" for name in font.name_attributes])
    return f"<<{names}{_attributes(font, font.local_attributes, doc)[2:]}"


def _string(string: Any, doc: Any) -> str:
    is_text = isinstance(string.s, str) and string.escape == 1 and string.enc == "auto"
    return written(string.s, doc) if is_text else string.format(doc).decode("latin-1")


def _place(place: Any, doc: Any) -> str:
    """Return a place that a link or a bookmark leads to.

    Raises:
        ValueError: no page has it.
    """
    if place.page is None:
        raise ValueError(f"a link leads to {place.name!r}, which stands on no page")
    place.fmt.page = place.page
    return direct(place.fmt, doc)


def _spot(spot: Any, doc: Any) -> str:
    return f"[{direct(spot.page, doc)}/XYZ {direct(spot.left, doc)} {direct(spot.top, doc)} {direct(spot.zoom, doc)}]"


def _reference(reference: Any, doc: Any) -> str:
    number, generation = doc.idToObjectNumberAndVersion[reference.name]
    return f"{number} {generation} R"


def _stream(stream: Any, doc: Any) -> bytes:
    entries = dict(stream.dictionary.dict)
    content = stream.content if isinstance(stream.content, bytes) else stream.content.encode()
    if stream.filters and "Filter" not in entries:
        if stream.filters != [pdfdoc.PDFZCompress]:
            raise ValueError("a stream is packed in one way only")
        content, entries["Filter"] = packed(content), "/FlateDecode"
    entries["Length"] = len(content)
    return b"%b\nstream\n%bendstream\n" % (_entries(entries, doc).encode("latin-1"), content)


# ReportLab has more kinds, of which a paper holds one or none
_KINDS: dict[type, Callable[[Any, Any], str]] = {
    PDFDictionary: lambda thing, doc: _entries(thing.dict, doc),
    PDFArray: lambda thing, doc: f"[{' '.join([direct(each, doc) for each in thing.sequence])}]",
    PDFString: _string,
    PDFPage: _page,
    pdfdoc.PDFResourceDictionary: _resources,
    pdfdoc.PDFObjectReference: _reference,
    pdfdoc.OutlineEntryObject: _bookmark,
    pdfdoc.Destination: _place,
    pdfdoc.PDFDestinationXYZ: _spot,
    pdfdoc.PDFTrueTypeFont: _font,
}
