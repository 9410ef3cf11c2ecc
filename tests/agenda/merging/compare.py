"""Is a paper in a pack what it was before? An oracle that shares no code with the merge.

A paper's structure is read into plain tuples, with everything resolved that a merge may rename or move: role maps to the
standard type, classes to their attributes, headers to the cells they name, pages to their number within the paper,
marked content to what it draws, links to where they lead.
"""

import hashlib
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

DRAWING = {"Tj", "TJ", "'", '"', "Do", "re", "l", "c", "m"}
HEADING = re.compile(r"H([1-6])")


def listed(value: Any) -> list[Any]:
    if value is None:
        return []
    return list(value) if isinstance(value, Array) else [value]


class File:
    """One PDF, of which `count` pages from `first` are looked at."""

    def __init__(self, path: Path, first: int = 0, count: int | None = None) -> None:
        self.pdf = pikepdf.open(path)
        self.first = first
        self.count = len(self.pdf.pages) - first if count is None else count
        self.root = self.pdf.Root
        self.tree = self.root.get("/StructTreeRoot")
        self.pages = {page.obj.objgen: at - first for at, page in enumerate(self.pdf.pages)}
        self.names = dict(self._names(self.root.get("/Names", {}).get("/Dests")))
        self.names |= {key[1:].encode(): value for key, value in self.root.get("/Dests", {}).items()}
        self.drawn: dict[int, dict[int, str]] = {}

    def _names(self, node: Any) -> list[tuple[bytes, Any]]:
        if node is None:
            return []
        flat = listed(node.get("/Names"))
        found = [(bytes(key), value) for key, value in zip(flat[::2], flat[1::2], strict=True)]
        return found + [pair for kid in listed(node.get("/Kids")) for pair in self._names(kid)]

    def kind(self, element: Any) -> str:
        roles = self.tree.get("/RoleMap", {})
        kind, steps = str(element.S), 0
        while kind in roles and str(roles[kind]) != kind and steps < 9:
            kind, steps = str(roles[kind]), steps + 1
        return kind[1:]

    def content(self, page: int, mark: int) -> str:
        """A digest of what marked content draws."""
        if page not in self.drawn:
            digests: dict[int, Any] = defaultdict(hashlib.sha256)
            opened: list[int | None] = []
            for instruction in pikepdf.parse_content_stream(self.pdf.pages[page + self.first]):
                operator = str(instruction.operator)
                if operator in ("BDC", "BMC"):
                    opened.append(self._mark(page, instruction))
                elif operator == "EMC" and opened:
                    opened.pop()
                elif operator in DRAWING and (inside := [each for each in opened if each is not None]):
                    words = [
                        each.unparse() if isinstance(each, pikepdf.Object) else str(each).encode()
                        for each in instruction.operands
                    ]
                    digests[inside[-1]].update(b" ".join(words) + operator.encode())
            self.drawn[page] = {number: digest.hexdigest()[:16] for number, digest in digests.items()}
        return self.drawn[page].get(mark, "nothing")

    def _mark(self, page: int, instruction: Any) -> int | None:
        properties = instruction.operands[1] if len(instruction.operands) > 1 else None
        if isinstance(properties, Name):
            properties = self.pdf.pages[page + self.first].obj.Resources.Properties[str(properties)]
        return int(properties["/MCID"]) if isinstance(properties, Dictionary) and "/MCID" in properties else None

    def place(self, place: Any) -> Any:
        """Where a destination leads: the page within the paper, and the view of it."""
        if isinstance(place, String | Name):
            key = bytes(place) if isinstance(place, String) else str(place)[1:].encode()
            place = self.names.get(key)
        if isinstance(place, Dictionary):
            place = place.get("/D")
        if not isinstance(place, Array) or not isinstance(place[0], Dictionary):
            return None
        return self.pages.get(place[0].objgen), [str(each) for each in list(place)[1:]]

    def leads_to(self, holder: Any) -> Any:
        action, place = holder.get("/A"), holder.get("/Dest")
        if action is not None and action.get("/S") == Name.URI:
            return "address", bytes(action.URI)
        if action is not None and action.get("/S") == Name.GoTo:
            place = action.D
        return ("place", self.place(place)) if place is not None else ("nowhere",)

    def attributes(self, element: Any) -> list[Any]:
        classes = self.tree.get("/ClassMap", {})
        own = [each for each in listed(element.get("/A")) if isinstance(each, Dictionary)]
        named = [
            each for name in listed(element.get("/C")) if isinstance(name, Name) for each in listed(classes[str(name)])
        ]
        return [
            {key: value.unparse(resolved=True) if isinstance(value, pikepdf.Object) else value
             for key, value in each.items() if key != "/Headers"}
            for each in [*own, *named]
        ]  # fmt: skip

    def headers(self, element: Any) -> list[bytes]:
        return [
            bytes(header)
            for each in listed(element.get("/A"))
            if isinstance(each, Dictionary)
            for header in listed(each.get("/Headers"))
        ]

    def rows(self, tops: list[Any], shift: int = 0) -> list[Any]:
        """Every element in reading order, headings `shift` levels further down."""
        found: list[Any] = []
        identities: dict[bytes, int] = {}

        def visit(element: Any, depth: int, page: Any) -> None:
            kind = self.kind(element)
            if shift and (heading := HEADING.fullmatch(kind)):
                kind = f"H{min(6, int(heading[1]) + shift)}"
            page = element.get("/Pg", page)
            words = [
                str(element[key]) if key in element else None for key in ("/Alt", "/ActualText", "/Lang", "/E", "/T")
            ]
            if "/ID" in element:
                identities[bytes(element.ID)] = len(found)
            row: list[Any] = [depth, kind, words, self.attributes(element), self.headers(element), []]
            found.append(row)
            for kid in listed(element.get("/K")):
                if isinstance(kid, int):
                    row[-1].append(self._content_of(page, kid))
                elif "/MCID" in kid:
                    row[-1].append(self._content_of(kid.get("/Pg", page), int(kid.MCID)))
                elif "/Obj" in kid:
                    thing = kid.Obj
                    row[-1].append((str(thing.get("/Subtype")), str(thing.get("/Contents", "")), self.leads_to(thing)))
                else:
                    row[-1].append("element")
                    visit(kid, depth + 1, page)

        for top in tops:
            visit(top, 0, None)
        for row in found:
            row[4] = [identities.get(header) for header in row[4]]
        return found

    def _content_of(self, page: Any, mark: int) -> tuple[int, str]:
        at = self.pages[page.objgen]
        return at, self.content(at, mark)

    def links(self) -> list[Any]:
        """Every annotation: its page within the paper, kind, rectangle and where it leads."""
        return [
            (at, str(each.get("/Subtype")), [round(float(side), 2) for side in each.Rect], self.leads_to(each))
            for at in range(self.count)
            for each in listed(self.pdf.pages[at + self.first].obj.get("/Annots"))
        ]

    def bookmarks(self, node: Any) -> list[Any]:
        found = []
        while node is not None:
            found.append((str(node.Title), self.leads_to(node), self.bookmarks(node.get("/First"))))
            node = node.get("/Next")
        return found


def below_document(file: File) -> list[Any]:
    """A paper's own top elements, without its Document."""
    tops = listed(file.tree.K)
    return listed(tops[0].K) if len(tops) == 1 and Name.Document == tops[0].S else tops


def part_of(pack: File, title: str) -> Any:
    """The Part of a paper in a pack, by its title."""
    waiting = listed(pack.tree.K)
    while waiting:
        element = waiting.pop()
        papers = [
            kid for kid in listed(element.get("/K")) if isinstance(kid, Dictionary) and kid.get("/S") == Name.Part
        ]
        if element.get("/S") == Name.Part and str(element.get("/T", "")) == title and not papers:
            return element
        waiting += papers
    raise AssertionError(f"no paper {title} in the pack")
