"""One paper's destinations, links and bookmarks into the pack's, and the pack's own links from paper to paper."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from kccreport.agenda.merging.structure import ObjectKey
from kccreport.agenda.merging.trees import as_list, leaves

PACK_LINK = b"pack:"  # an address of this scheme in a paper of ours leads to another paper of the pack
FILE_LINK = b"pack-file:"  # an address of this scheme in another's paper leads to a file, which may be in the pack


def file_link(name: str, page: int) -> str:
    """Return the address that stands for a page, counted from 0, of another paper, known by its file's name."""
    return f"{FILE_LINK.decode()}{page}:{name.casefold()}"


def annotations(page: Any) -> list[Any]:
    """Return a page's annotations that are dictionaries, as they should be."""
    return [each for each in as_list(page.get("/Annots")) if isinstance(each, Dictionary)]


def siblings(node: Any) -> Iterator[Any]:
    """Yield the bookmarks from a node on, safe against circles."""
    seen: set[ObjectKey] = set()
    while isinstance(node, Dictionary) and node.objgen not in seen:
        seen.add(node.objgen)
        yield node
        node = node.get("/Next")


def all_bookmarks(outlines: Any) -> Iterator[Any]:
    """Yield every bookmark of a file once, parents before what is below them."""
    waiting = list(siblings(outlines.get("/First"))) if isinstance(outlines, Dictionary) else []
    seen: set[ObjectKey] = set()
    while waiting:
        each = waiting.pop()
        if each.objgen not in seen:
            seen.add(each.objgen)
            yield each
            waiting += siblings(each.get("/First"))


class Links:
    """Rewrites what points at places within one paper; `prefix` keeps its names apart from other papers'."""

    def __init__(self, bundle: Any, pages: Sequence[Any], prefix: bytes) -> None:
        self.pages, self.prefix = pages, prefix
        self.known = {page.objgen for page in pages}
        self.done: set[ObjectKey] = set()
        self.names: dict[bytes, Any] = {}
        named = [(bytes(key), value) for key, value in leaves(bundle.get("/NamedDests"), "/Names")]
        named += [
            (key[1:].encode("latin-1", "replace"), value)
            for key, value in bundle.get("/OldDests", Dictionary()).items()
        ]
        for name, value in named:
            place = value.get("/D") if isinstance(value, Dictionary) else value
            if isinstance(place, Array) and self._leads_somewhere(place):
                self.names[name] = place
        for page in pages:
            for annotation in annotations(page):
                self.mend(annotation)

    def renamed(self) -> Iterator[tuple[bytes, Any]]:
        """Yield the paper's named places under the names they have in the pack."""
        return ((self.prefix + name, place) for name, place in self.names.items())

    def _leads_somewhere(self, place: Any) -> bool:
        if len(place) and isinstance(place[0], int) and 0 <= place[0] < len(self.pages):
            place[0] = self.pages[place[0]]
        return len(place) > 0 and isinstance(place[0], Dictionary) and place[0].objgen in self.known

    def mend(self, holder: Any) -> None:
        """Let an annotation or a bookmark lead where it led in its own file."""
        if "/Dest" in holder:
            holder.Dest = self._place(holder.Dest)
        action = holder.get("/A")
        if not isinstance(action, Dictionary):
            return
        if action.is_indirect:
            if action.objgen in self.done:
                return
            self.done.add(action.objgen)
        if action.get("/S") == Name.GoTo and "/D" in action:
            action.D = self._place(action.D)

    def _place(self, place: Any) -> Any:
        if isinstance(place, Array):
            self._leads_somewhere(place)
            return place
        name = bytes(place) if isinstance(place, String) else str(place)[1:].encode("latin-1", "replace")
        return String(self.prefix + name)

    def hang_bookmarks(self, outlines: Any, parent: Any) -> None:
        """Hang a paper's own bookmarks, closed, below the pack's bookmark for it."""
        first = outlines.get("/First") if isinstance(outlines, Dictionary) else None
        top = list(siblings(first))
        if not top:
            return
        for each in all_bookmarks(outlines):
            if each.objgen not in self.done:
                self.done.add(each.objgen)
                self.mend(each)
        for bookmark in top:
            bookmark.Parent = parent
        parent.First, parent.Last = top[0], top[-1]
        parent.Count = -sum(1 + max(0, int(each.get("/Count", 0))) for each in top)


def bookmark(pdf: Pdf, title: str, page: Object) -> Any:
    """Return a bookmark that leads to a page."""
    return pdf.make_indirect(Dictionary(Title=String(title), Dest=Array([page, Name.Fit])))


def chain(parent: Any, kids: Sequence[Any]) -> None:
    """Hang bookmarks below another, or below the outline's root, open."""
    for before, after in pairwise(kids):
        before.Next, after.Prev = after, before
    for kid in kids:
        kid.Parent = parent
    if kids:
        parent.First, parent.Last = kids[0], kids[-1]
        parent.Count = len(kids) + sum(max(0, int(kid.get("/Count", 0))) for kid in kids)


def lead_to_papers(pages: Sequence[Any], first_page_of: Mapping[str, Any]) -> None:
    """Turn the addresses pack:KEY of our own papers into links to the first page of the paper with that key.

    Raises:
        KeyError: a link names a paper that is not in the pack.
    """
    for page in pages:
        for annotation in annotations(page):
            action = annotation.get("/A")
            if not isinstance(action, Dictionary) or action.get("/S") != Name.URI:
                continue
            address = bytes(action.URI)
            if address.startswith(PACK_LINK):
                annotation.Dest = Array([first_page_of[address[len(PACK_LINK) :].decode()], Name.Fit])
                del annotation["/A"]


def lead_to_files(pages: Iterable[Any], pages_of: Mapping[str, Sequence[Any]]) -> None:
    """Turn links to files that are papers of this pack into links to their pages; those to any other are taken out.

    `pages_of` has the pages of each paper by its file's name, in small letters and without folders.
    """
    for page in pages:
        for annotation in annotations(page):
            action = annotation.get("/A")
            if not isinstance(action, Dictionary) or action.get("/S") != Name.URI:
                continue
            address = bytes(action.get("/URI", b""))
            if not address.startswith(FILE_LINK):
                continue
            number, _, name = str(action.URI)[len(FILE_LINK) :].partition(":")
            del annotation["/A"]
            if there := pages_of.get(name):
                annotation.Dest = Array([there[min(int(number), len(there) - 1)], Name.Fit])
