"""The typeface, embedded: four static faces of Arimo, which has Arial's measures and Welsh letters."""

import io
import re
from functools import cache
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from kccreport.assets import asset
from kccreport.ground.errors import RenderingFault

REGULAR, BOLD, ITALIC = "Arimo-Regular", "Arimo-Bold", "Arimo-Italic"


class EmbeddedFont(TTFont):
    """A TrueType face that is always embedded, never shows an empty box, and remembers the width of words.

    What ReportLab's own class would do: print a missing character as .notdef (PDF/UA forbids it), map unused codes
    to U+0000, and measure the same word again each time.
    """

    def __init__(self, name: str) -> None:
        super().__init__(name, io.BytesIO(asset("fonts", f"{name}.ttf").read_bytes()), asciiReadable=1)
        self._widths: dict[str, float] = {}

    def width(self, text: str, size: float) -> float:
        """Return how wide text is, in points."""
        unit = self._widths.get(text)
        if unit is None:
            unit = self._widths[text] = float(super().stringWidth(text, 1))
        return unit * size

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
            if key.startswith("toUnicodeCMap:"):
                stream = doc.idToObject[key]
                stream.content = _to_unicode(key.partition(":")[2], stream.content)


@cache
def font(name: str) -> EmbeddedFont:
    """Return a face, read from the package the first time it is asked for."""
    loaded = EmbeddedFont(name)
    pdfmetrics.registerFont(loaded)
    return loaded


_MAPPING = re.compile(r"<([0-9A-F]{2})> <([0-9A-F]+)>")
_PER_BLOCK = 100  # the most entries a bfchar block may hold (PDF 32000-1, 9.10.3, after Adobe Technical Note 5014)


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
