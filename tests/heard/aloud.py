"""A PDF read aloud from its structure tree, as NVDA says it: one line for each thing that is heard.

Headings come with their level, tables with their size and name, cells with the headings that change on the way to them,
links and graphics with their kind, abbreviations as what they stand for. Shares no code with the writer.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from tests.writers.pdf.said import said_of

INLINE = {"Link", "Span", "Reference", "Lbl", "Note"}  # said within the line that they stand in
PARTS = {"THead", "TBody", "TFoot"}


@dataclass
class Heads:
    """The headings that were said last, so that only those that change are said again."""

    row: list[str] = field(default_factory=list)
    column: list[str] = field(default_factory=list)


class Aloud:
    """A PDF whose lines can be heard; with `pages`, only what begins on the first so many."""

    def __init__(self, content: bytes, pages: int = 10_000) -> None:
        self.said = said_of(content)
        root = self.said.pdf.Root
        self.root, self.pages = root.StructTreeRoot, pages
        self.language = str(root.get("/Lang", ""))
        self.numbers = {page.obj.objgen: number for number, page in enumerate(self.said.pdf.pages, 1)}
        self.page = 0
        self.identified = {bytes(each.ID): each for each in self._elements(self.root) if "/ID" in each}

    def _elements(self, element: Any) -> Iterator[Any]:
        for kid in kids(element):
            if is_element(kid):
                yield kid
                yield from self._elements(kid)

    def lines(self) -> Iterator[str]:
        """Yield what is heard, line by line, each page announced where something of it is heard first."""
        yield f"{self.said.pdf.docinfo.Title}, document, language {self.language}"
        for element in kids(self.root):
            yield from self._block(element, "")

    # -- blocks

    def _block(self, element: Any, indent: str) -> Iterator[str]:
        kind = kind_of(element)
        if kind in {"Document", "Part", "Sect", "Div", "TOC"}:
            for kid in kids(element):
                yield from self._block(kid, indent)
            return
        page = self._page_of(element)
        if page and page != self.page:
            if page > self.pages:
                return
            self.page = page
            yield f"--- page {page}"
        if kind == "Table":
            yield from self._table(element, indent)
        elif kind == "L":
            yield from self._list(element, indent)
        else:
            yield indent + self._begins(element, kind) + self._words(element)

    def _begins(self, element: Any, kind: str) -> str:
        if kind[0] == "H" and kind[1:].isdigit():
            return f"heading level {kind[1:]}: " + self._tongue(element)
        return {"P": "", "Note": "note ", "Figure": "", "TOCI": ""}.get(kind, f"<{kind}> ") + self._tongue(element)

    def _tongue(self, element: Any) -> str:
        language = str(element.get("/Lang", self.language))
        return f"({language}) " if language != self.language else ""

    def _list(self, element: Any, indent: str) -> Iterator[str]:
        items = kids(element)
        yield f"{indent}list with {len(items)} item{'s' * (len(items) != 1)}"
        for item in items:
            words, below = [], []
            for part in kids(item):
                inside = [kid for kid in kids(part) if is_element(kid)]
                below += [kid for kid in inside if kind_of(kid) == "L"]
                words.append(self._words(part, without=below))
            yield f"{indent}  " + " ".join(filter(None, words))
            for each in below:
                yield from self._list(each, indent + "    ")

    def _page_of(self, element: Any) -> int:
        """The page on which the first content of an element stands; 0 where it has none."""
        if "/Pg" in element:
            return self.numbers[element.Pg.objgen]
        return next((page for kid in kids(element) if is_element(kid) and (page := self._page_of(kid))), 0)

    # -- tables

    def _table(self, element: Any, indent: str) -> Iterator[str]:
        rows = [row for part in kids(element) for row in (kids(part) if kind_of(part) in PARTS else [part])]
        width = max(sum(span_of(cell) for cell in kids(row)) for row in rows)
        name = attributes_of(element).get("/Summary")
        caption = next((self._words(kid) for kid in kids(element) if kind_of(kid) == "Caption"), "")
        named = caption or ("" if name is None else str(name))
        yield f"{indent}table with {len(rows)} rows and {width} columns" + (
            f": {named}" if named else ", WITHOUT A NAME"
        )
        heads, above = Heads(), [[] for _ in range(width)]
        for number, row in enumerate(rows, 1):
            yield f"{indent}  row {number}: " + " | ".join(self._row(row, above, heads))

    def _row(self, row: Any, above: list[list[str]], heads: Heads) -> Iterator[str]:
        """Yield each cell of a row after the headings that have changed since the cell before; note those it holds.

        A cell that names its Headers has these and no others: ISO 32000-1, table 349.
        """
        at, of_row, found = 0, [], []
        for cell in kids(row):
            words, attributes = self._words(cell), attributes_of(cell)
            column, left = list(above[at]), list(of_row)
            if "/Headers" in attributes:
                named = [self.identified[bytes(each)] for each in attributes["/Headers"]]
                column = [self._words(each) for each in named if attributes_of(each).get("/Scope") == "/Column"]
                left = [self._words(each) for each in named if attributes_of(each).get("/Scope") == "/Row"]
            said = []
            if left != heads.row:
                said += left
                heads.row = left
            if column != heads.column:
                said += [f"{each}:" for each in column]
                heads.column = column
            yield " ".join([*said, self._tongue(cell) + (words or "blank")])
            scope = str(attributes.get("/Scope", ""))
            if kind_of(cell) == "TH" and scope == "/Row":
                of_row.append(words)
            if kind_of(cell) == "TH" and scope == "/Column":
                found += [(place, words, is_group(cell, row)) for place in range(at, at + span_of(cell))]
            at += span_of(cell)
        for place, words, heads_a_group in found:
            above[place] = [*above[place][:1], words] if heads_a_group else [words]

    # -- words

    def _words(self, element: Any, without: list[Any] | None = None) -> str:
        return " ".join("".join(self._texts(element, element.get("/Pg"), without or [])).split())

    def _texts(self, element: Any, page: Any, without: list[Any]) -> Iterator[str]:
        page = element.get("/Pg", page)
        kind = kind_of(element)
        if kind == "Figure":
            yield f" graphic: {element.Alt} "
            return
        if kind == "Link":
            yield " link "
        if kind == "Span":
            yield self._tongue(element)
        meant = next((str(element[key]) for key in ("/ActualText", "/Alt", "/E") if key in element), None)
        if meant is not None:
            yield meant
            return
        is_first = True
        for kid in kids(element):
            if isinstance(kid, int):
                yield self.said.content(page, kid)
            elif "/MCID" in kid:
                yield self.said.content(kid.get("/Pg", page), int(kid.MCID))
            elif is_element(kid) and not any(kid.objgen == each.objgen for each in without):
                inside = kind_of(kid) not in INLINE
                yield " / " if kind_of(kid) == "P" and not is_first else " " * inside
                yield from self._texts(kid, page, without)
                yield " " * inside
            is_first = False


def kids(element: Any) -> list[Any]:
    found = element.get("/K", [])
    return list(found) if isinstance(found, pikepdf.Array | list) else [found]


def is_element(kid: Any) -> bool:
    return isinstance(kid, pikepdf.Dictionary) and "/S" in kid


def kind_of(element: Any) -> str:
    return str(element.get("/S", "/"))[1:]


def attributes_of(element: Any) -> dict[str, Any]:
    found: dict[str, Any] = {}
    attributes = element.get("/A", [])
    for each in list(attributes) if isinstance(attributes, pikepdf.Array | list) else [attributes]:
        found |= {str(key): value for key, value in each.items()}
    return found


def span_of(cell: Any) -> int:
    return int(attributes_of(cell).get("/ColSpan", 1))


def is_group(cell: Any, row: Any) -> bool:
    """True for a cell that is alone in its row, below the heading row, and heads those that follow."""
    return len(kids(row)) == 1 and kind_of(row.P) != "THead"


def annotation_of(link: Any) -> Any:
    return next(kid.Obj for kid in kids(link) if isinstance(kid, pikepdf.Dictionary) and "/Obj" in kid)
