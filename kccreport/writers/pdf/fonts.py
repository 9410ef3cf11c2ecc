"""The typeface, embedded: static faces of Arimo, which has Arial's measures and Welsh letters, or a council's own."""

import hashlib
import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, lru_cache
from itertools import groupby
from typing import Any
from weakref import WeakKeyDictionary

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfdoc import PDFName
from reportlab.pdfbase.ttfonts import TTFont, TTFontFace

from kccreport.assets import asset
from kccreport.ground.errors import RenderingFault
from kccreport.ground.flate import packed
from kccreport.ground.pattern import pattern

_MOST_SUBSETS = 24  # remembered, of some 25 KiB each: three faces of two councils, in papers of several languages
REGULAR, BOLD, ITALIC = "Arimo-Regular", "Arimo-Bold", "Arimo-Italic"


class _Face(TTFontFace):
    """A face that remembers the subsets it made: of papers made one after the other most have the same letters."""

    def makeSubset(self, subset: Sequence[int]) -> bytes:  # noqa: N802 - ReportLab's name
        """Return a TrueType file of some characters."""
        return _subset(self, tuple(subset))


@lru_cache(maxsize=_MOST_SUBSETS)
def _subset(face: _Face, letters: tuple[int, ...]) -> bytes:
    return bytes(TTFontFace.makeSubset(face, list(letters)))


_packed = lru_cache(maxsize=_MOST_SUBSETS)(packed)


class EmbeddedFont(TTFont):
    """A TrueType face that is always embedded, never shows an empty box, and remembers the width of words.

    What ReportLab's own class would do: print a missing character as .notdef (PDF/UA forbids it), map unused codes
    to U+0000, and measure the same word again each time.
    """

    def __init__(self, name: str, data: bytes) -> None:
        super().__init__(name, io.BytesIO(data), asciiReadable=1)
        self.face.__class__ = _Face
        self._widths: dict[str, float] = {}
        self._first: WeakKeyDictionary[Any, str] = WeakKeyDictionary()  # by document, the name of subset 0
        pdfmetrics.registerFont(self)

    def width(self, text: str, size: float) -> float:
        """Return how wide text is, in points."""
        unit = self._widths.get(text)
        if unit is None:
            unit = self._widths[text] = float(super().stringWidth(text, 1))
        return unit * size

    def has(self, letter: str) -> bool:
        """Say whether the face can print a character."""
        return ord(letter) in self.face.charToGlyph

    def spans(self, text: str, doc: Any) -> Sequence[tuple[str, bytes]]:
        """Return text as it is shown: the name of a subset as a page knows it, and codes in it."""
        name = self._first.get(doc)
        if name is not None and text.isascii() and text.isprintable():
            return ((name, text.encode("ascii")),)  # most texts, without asking what the name is each time
        found = [(self.getSubsetInternalName(subset, doc), codes) for subset, codes in self.splitString(text, doc)]
        self._first[doc] = self.getSubsetInternalName(0, doc)
        return found

    def stringWidth(self, text: str, size: float, encoding: str = "utf8") -> float:  # noqa: N802 - ReportLab's name
        """Return the same to ReportLab."""
        return self.width(text, size)

    def splitString(self, text: str, doc: Any, encoding: str = "utf-8") -> list[tuple[int, bytes]]:  # noqa: N802
        """Return the text in the codes of the embedded subsets.

        Raises:
            RenderingFault: the face lacks a character; the intake reports such a cell before it comes here.
        """
        if text.isascii() and text.isprintable():
            if doc not in self.state:
                self.state[doc] = TTFont.State(1, self)
            return [(0, text.encode("ascii"))]  # subset 0 always holds the printable ASCII characters
        known = self.face.charToGlyph
        for letter in text:
            if ord(letter) not in known:
                raise RenderingFault(f"The typeface has no U+{ord(letter):04X}, in the text {text[:60]!r}.")
        return list(super().splitString(text, doc, encoding))

    def addObjects(self, doc: Any) -> None:  # noqa: N802 - ReportLab's name
        """Write the subsets, with ToUnicode maps that name only the characters there are."""
        before = set(doc.idToObject)
        super().addObjects(doc)
        for key in doc.idToObject.keys() - before:
            stream = doc.idToObject[key]
            if key.startswith("toUnicodeCMap:"):
                stream.content = _to_unicode(key.partition(":")[2], stream.content)
            elif key.startswith("fontFile:"):
                stream.content, stream.filters = _packed(stream.content), None
                stream.dictionary["Filter"] = PDFName("FlateDecode")


class CouncilFont:
    """A face of the council's own. What it cannot print, such as ŵ or †, is printed in the house's."""

    def __init__(self, own: EmbeddedFont, house: EmbeddedFont) -> None:
        self.own, self.house = own, house

    def width(self, text: str, size: float) -> float:
        """Return how wide text is, in points."""
        return sum(face.width(part, size) for face, part in self._parts(text))

    def spans(self, text: str, doc: Any) -> Sequence[tuple[str, bytes]]:
        """Return text as it is shown: the name of a subset as a page knows it, and codes in it."""
        return [span for face, part in self._parts(text) for span in face.spans(part, doc)]

    def _parts(self, text: str) -> Iterator[tuple[EmbeddedFont, str]]:
        for is_own, letters in groupby(text, key=self.own.has):
            yield self.own if is_own else self.house, "".join(letters)


Font = EmbeddedFont | CouncilFont
Typeface = tuple[bytes, bytes, bytes]  # TrueType files of the faces: upright, bold, italic
_council: ContextVar[Mapping[str, CouncilFont]] = ContextVar("council", default={})  # noqa: B039 - never changed


def font(name: str) -> Font:
    """Return a face: the council's where one is in use, else the house's."""
    return _council.get().get(name) or house_font(name)


@cache
def house_font(name: str) -> EmbeddedFont:
    """Return one of our own faces, read from the package the first time it is asked for."""
    return EmbeddedFont(name, asset("fonts", f"{name}.ttf").read_bytes())


@contextmanager
def set_in(typeface: Typeface | None) -> Iterator[None]:
    """Set everything in a council's own typeface until the block ends; None stands for ours."""
    before = _council.set(_council_fonts(typeface) if typeface else {})
    try:
        yield
    finally:
        _council.reset(before)


@lru_cache(maxsize=4)
def _council_fonts(typeface: Typeface) -> Mapping[str, CouncilFont]:
    found = {}
    for name, data in zip((REGULAR, BOLD, ITALIC), typeface, strict=True):
        own = EmbeddedFont(f"{name.replace('Arimo', 'Council')}-{hashlib.sha256(data).hexdigest()[:12]}", data)
        found[name] = CouncilFont(own, house_font(name))
    return found


_MAPPING = pattern(r"<([0-9A-F]{2})> <([0-9A-F]+)>")
_PER_BLOCK = 100  # the most entries a bfchar block may hold (PDF 32000-1, 9.10.3, after Adobe Technical Note 5014)


@lru_cache(maxsize=_MOST_SUBSETS)
def _to_unicode(name: str, written: str) -> str:
    """Return ReportLab's map without the codes that stand for nothing, in blocks of lawful size."""
    pairs = [(code, value) for code, value in _MAPPING.findall(written.split("beginbfchar")[1]) if int(value, 16)]
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        f"/CMapName /{name}-UCS def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<00> <FF>",
        "endcodespacerange",
    ]
    for start in range(0, len(pairs), _PER_BLOCK):
        block = pairs[start : start + _PER_BLOCK]
        lines.append(f"{len(block)} beginbfchar")
        lines.extend(f"<{code}> <{chr(int(value, 16)).encode('utf-16-be').hex().upper()}>" for code, value in block)
        lines.append("endbfchar")
    return "\n".join([*lines, "endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end", ""])
