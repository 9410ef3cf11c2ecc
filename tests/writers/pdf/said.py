"""What the tags of a PDF say, word for word in their order, read from its structure tree; shares no code with the writer."""

import io
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import pikepdf

INLINE = {"Link", "Span", "Reference", "Lbl"}  # words before and after these may be parts of one word


@lru_cache(maxsize=12)
def said_of(content: bytes) -> "Said":
    """The words of a paper, its pages read once however many ask."""
    return Said(content)


class Said:
    """The words of a paper. A link is a token of its own before its words: → and where it leads."""

    def __init__(self, content: bytes) -> None:
        self.pdf = pikepdf.open(io.BytesIO(content))
        self.pages = {page.obj.objgen: page for page in self.pdf.pages}
        self.marked: dict[Any, dict[int, str]] = {}
        self.titles = dict(self._outline(self.pdf.Root.get("/Outlines", {}).get("/First")))

    def words(self) -> list[str]:
        """Every word, in reading order."""
        return "".join(self._texts(self.pdf.Root.StructTreeRoot, None)).split()

    def _outline(self, item: Any) -> Iterator[tuple[Any, str]]:
        while item is not None:
            yield self._place(item), str(item.Title)
            yield from self._outline(item.get("/First"))
            item = item.get("/Next")

    def _place(self, holder: Any) -> Any:
        place = holder.Dest if "/Dest" in holder else holder.A.D
        return tuple(each.objgen if isinstance(each, pikepdf.Dictionary) else str(each) for each in place)

    def _texts(self, element: Any, page: Any) -> Iterator[str]:
        page = element.get("/Pg", page)
        kind = str(element.get("/S", "/Root"))[1:]
        if kind not in INLINE:
            yield " "
        if kind == "Figure":
            yield str(element.Alt)
        elif kind == "L":
            yield from self._list(element, page)
        else:
            yield from self._kids(element, page, kind)
        if kind not in INLINE:
            yield " "

    def _list(self, element: Any, page: Any) -> Iterator[str]:
        for kid in _kids(element):
            yield " " + " ".join(self._texts(kid, page)).replace("•", "").strip() + " "

    def _kids(self, element: Any, page: Any, kind: str) -> Iterator[str]:
        kids = _kids(element)
        links = [kid.Obj for kid in kids if isinstance(kid, pikepdf.Dictionary) and "/Obj" in kid]
        texts: list[str] = []
        for before, kid in zip([None, *kids], kids, strict=False):
            if isinstance(kid, int) and isinstance(before, int):
                texts.append(" ")  # paragraphs of a cell
            if isinstance(kid, int) or "/Obj" not in kid:
                texts += self._kid(kid, page)
        if kind == "Link":
            yield from self._link(links[0], "".join(texts))
        else:
            yield from texts

    def _kid(self, kid: Any, page: Any) -> Iterator[str]:
        if isinstance(kid, int):
            yield self.content(page, kid)
        elif "/MCID" in kid:
            yield self.content(kid.get("/Pg", page), int(kid.MCID))
        else:
            yield from self._texts(kid, page)

    def _link(self, annotation: Any, text: str) -> Iterator[str]:
        if "/Dest" not in annotation:
            address = bytes(annotation.A.URI).decode()
            joined = "".join(text.split())  # an address longer than a line is broken, and ends its line in a space
            yield f"→{address}|{joined if joined == address else text}"
            return
        # a number, or a range, is the page of what is named: in the line, or in what the link says of itself
        yield f" →{self.titles.get(self._place(annotation), '?').replace(' ', '_')} "
        name = re.sub(r"\s*\b[ivxlcA-Z\d]+(–[ivxlcA-Z\d]+)?\s*$", "", text)
        yield name or "Details: " + re.sub(r", page \w+$", "", str(annotation.Contents))

    def content(self, page: Any, mark: int) -> str:
        """The words of some marked content."""
        key = page.objgen
        if key not in self.marked:
            self.marked[key] = dict(self._read(self.pages[key]))
        return self.marked[key].get(mark, "")

    def _read(self, page: Any) -> Iterator[tuple[int, str]]:
        maps = {name: _unicode(font) for name, font in page.obj.Resources.get("/Font", {}).items()}
        found: dict[int, str] = {}
        mark, letters = -1, {}
        for instruction in pikepdf.parse_content_stream(page):
            operator = str(instruction.operator)
            if operator == "BDC":
                mark = (
                    int(instruction.operands[1].get("/MCID", -1))
                    if isinstance(instruction.operands[1], pikepdf.Dictionary)
                    else -1
                )
            elif operator == "EMC":
                mark = -1
            elif operator == "Tf":
                letters = maps[str(instruction.operands[0])]
            elif operator == "Tj" and mark >= 0:
                shown = bytes(instruction.operands[0])
                found[mark] = found.get(mark, "") + "".join(letters[code] for code in shown)
        yield from found.items()


def _kids(element: Any) -> list[Any]:
    kids = element.get("/K", [])
    return list(kids) if isinstance(kids, pikepdf.Array | list) else [kids]


def _unicode(font: Any) -> dict[int, str]:
    pairs = re.findall(rb"<([0-9A-Fa-f]{2})> <([0-9A-Fa-f]{4,})>", font.ToUnicode.read_bytes())
    return {int(code, 16): bytes.fromhex(value.decode()).decode("utf-16-be") for code, value in pairs}
