"""A pack as it grows: its file, and what each paper has left for the end, when all are in."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf, String

from kccreport.agenda.merging.carried import CarriedTrees
from kccreport.agenda.merging.papers import PackPaper
from kccreport.agenda.merging.stamping import PageStamps, StampForm
from kccreport.agenda.merging.structure import Owners, Vocabulary
from kccreport.paper.blocks import Identity, PageNumbers
from kccreport.writers.pdf.stamps import Stamp


@dataclass(slots=True)
class Item:
    """An agenda item as it is built: its element, and its papers' bookmarks."""

    title: str
    part: Any
    bookmarks: list[Any] = field(default_factory=list)


class Pack:
    """Everything that is known of a pack while papers are taken in."""

    def __init__(self, identity: Identity) -> None:
        self.identity = identity
        self.pdf = Pdf.new()
        self.tree = self.pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        self.document = self.element("Document", self.tree)
        self.items: list[Item] = []
        self.bookmarks: list[Any] = []
        self.carried = CarriedTrees()
        self.names: dict[bytes, Any] = {}  # leaves of the identifier tree by the paper they are of
        self.owners, self.vocabulary = Owners(), Vocabulary()
        self.destinations: dict[bytes, Any] = {}
        self.first_page_of: dict[str, Any] = {}
        self.firsts: dict[str, int] = {}
        self.others: list[Any] = []  # pages of others, which may lead to other files
        self.pages_of: dict[str, Sequence[Any]] = {}  # by the name of a paper's file
        self.ours: list[Any] = []  # pages whose links may lead to other papers
        self.labels: list[tuple[int, PageNumbers]] = []
        self.intents: list[Any] = []
        self.layers: list[Any] = []
        self.stamps: dict[tuple[str, int], PageStamps] = {}
        self.forms: dict[Stamp, StampForm] = {}
        self.unclaimed: list[set[int]] = []  # by the page of others, marked content that no tag holds
        self.ua, self.levels, self.version = True, set[str](), "1.7"
        self.last_bookmark: Any = None  # of the paper that is being taken in

    def element(self, kind: str, parent: Any, **keys: Any) -> Any:
        """Make a structure element, the last of its parent's."""
        element = self.pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name("/" + kind), P=parent, K=Array(), **keys)
        )
        if parent is not self.tree:
            parent.K.append(element)
        return element

    def item_of(self, paper: PackPaper) -> Item | None:
        """Return the agenda item a paper belongs to, begun where it is the first; None for what belongs to none."""
        if not paper.item:
            return None
        if not self.items or self.items[-1].title != paper.item:
            part = self.element("Part", self.document, T=String(paper.item))
            self.items.append(Item(paper.item, part))
            self.bookmarks.append(self.items[-1])
        return self.items[-1]
