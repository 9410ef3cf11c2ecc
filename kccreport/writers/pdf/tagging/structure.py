"""The logical tree: what a screen reader walks, made with the story and filled in while pages are drawn."""

from typing import Any, NamedTuple

from msgspec import Struct

COLUMN_SCOPE, ROW_SCOPE = "<</O/Table/Scope/Column>>", "<</O/Table/Scope/Row>>"
# an empty cell still has to be there, or its row would be too short
_KEPT_WHEN_EMPTY = frozenset({"TD", "TH", "TR"})


class Mark(Struct, frozen=True):
    """Marked content: the page, from 0, and its number on that page."""

    page: int
    number: int


class Annotated(NamedTuple):
    """An annotation that belongs to an element."""

    annotation: Any
    page: int


class Element:
    """A structure element, such as a P or a TD.

    A flowable points at its element; the parts of a flowable split over pages point at the same one, so that a
    paragraph over two pages stays one P. `kids` are elements, marks and annotations in reading order. An element with
    `joins_late` takes its place among its parent's kids when it is first drawn, such as a link within a paragraph.
    `inner` is the link, or the words of another language, that ended the words drawn last, by where it leads and how it is
    said: what follows of it belongs to the same element. `language` is that of its words, where it is not the document's.
    `actual_text` is what is meant where that is not what is drawn, `expansion` what an abbreviation stands for, and
    `summary` what a table is of. `heads` are the cells that head a cell where that cannot be told from where they stand.
    """

    __slots__ = (
        "_joins_late",
        "actual_text",
        "alt",
        "attributes",
        "bbox",
        "expansion",
        "heads",
        "inner",
        "kids",
        "kind",
        "language",
        "parent",
        "summary",
    )

    def __init__(
        self,
        kind: str,
        parent: "Element | None" = None,
        *,
        alt: str = "",
        attributes: str = "",
        joins_late: bool = False,
        language: str = "",
        summary: str = "",
    ) -> None:
        self.kind, self.parent, self.alt, self.attributes, self.language = kind, parent, alt, attributes, language
        self.actual_text = self.expansion = ""
        self.summary = summary
        self.heads: tuple[Element, ...] = ()
        self.kids: list[Element | Mark | Annotated] = []
        self.inner: tuple[tuple[str, str, str], Element] | None = None
        self.bbox: tuple[float, float, float, float] | None = None
        self._joins_late = joins_late
        if parent is not None and not joins_late:
            parent.kids.append(self)

    def __copy__(self) -> "Element":
        return self  # platypus copies flowables; their element stays the one in the tree

    def __deepcopy__(self, memo: object) -> "Element":
        return self

    def __repr__(self) -> str:
        return f"<{self.kind}>"

    def add(self, kid: "Mark | Annotated") -> None:
        """Take in what a page has just drawn for this element."""
        if self._joins_late and self.parent is not None:
            self._joins_late = False
            self.parent.kids.append(self)
        self.kids.append(kid)


def prune(root: Element) -> list[Element]:
    """Take elements without content out of the tree and return the rest in reading order, parents first."""
    live: list[Element] = []
    _keep(root, live)
    return live or [root]


def _keep(element: Element, live: list[Element]) -> bool:
    """Put an element and those below it that have content behind the others; say whether it has any."""
    at = len(live)
    live.append(element)
    element.kids = [kid for kid in element.kids if type(kid) is not Element or _keep(kid, live)]
    if element.kids or element.kind in _KEPT_WHEN_EMPTY:
        return True
    del live[at:]
    return False
