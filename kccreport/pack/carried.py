"""The structure of papers made here, carried past qpdf as text.

A page has about a hundred structure elements. As objects in memory they would take most of a pack's memory and half its
time, and nothing about them changes but their numbers. So only a holder stands for a paper's tree while qpdf writes the
pack: an empty stream that names the tree, its parent, and the pages and annotations it refers to, which qpdf numbers
like everything else. `compact` then puts the tree in the holder's place, with the numbers the pack has given.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pikepdf import Array, Dictionary, Pdf, String

from kccreport.pack.trees import PER_LEAF
from kccreport.pdf.tagging.document import TreeText

# a reference, or a string, in which what looks like one is only words
_REFERENCE = re.compile(rb"\((?:\\.|[^\\()])*\)|\b(\d+) 0 R\b", re.DOTALL)
_NUMBERS = re.compile(rb"(\d+) 0 R")
_BETWEEN = b"\n\0\0\n"  # stands in no body
_TREE, _NAMES, _PARENTS = "/PackTree", "/PackNames", "/PackParents"
HOLDER_END = b">>\nstream\n\nendstream\nendobj\n"
_HOLDER = re.compile(rb"(\d+) 0 obj\n<< (?P<keys>.*) ", re.DOTALL)

Numbers = Callable[[], int]
Add = Callable[[int, bytes], None]


@dataclass(slots=True)
class CarriedTree:
    """One paper's tree: its title, and from which key its entries of the pack's parent tree begin."""

    tree: TreeText
    title: str
    first_key: int
    entries: tuple[bytes, ...] = ()
    names: bytes = b""


def tree_holder(pdf: Pdf, index: int, parent: Any, pages: Sequence[Any], annotations: Sequence[Any]) -> Any:
    """Return what stands for a paper's Part until the pack is written."""
    return pdf.make_stream(
        b"", {_TREE: index, "/P": parent, "/Pages": Array(list(pages)), "/Annots": Array(list(annotations))}
    )


def names_holder(pdf: Pdf, index: int) -> Any:
    """Return what stands for the leaf of the identifier tree that holds a paper's identifiers."""
    return pdf.make_stream(b"", {_NAMES: index})


def parents_holder(pdf: Pdf, entries: Sequence[tuple[int, Any]]) -> Any:
    """Return what stands for the parent tree; `entries` are those of papers that are not carried."""
    return pdf.make_stream(b"", {_PARENTS: Array([each for pair in entries for each in pair])})


class Carrier:
    """Puts carried trees into a file that is being written."""

    def __init__(self, trees: Sequence[CarriedTree], number: Numbers, add: Add) -> None:
        self.trees, self.number, self.add = trees, number, add
        self.waiting: list[tuple[int, bytes]] = []

    def replaces(self, whole: bytes) -> bool:
        """Write what an object holds the place of, and say whether it was such a holder."""
        if not whole.endswith(HOLDER_END) or (found := _HOLDER.match(whole)) is None:
            return False
        number, keys = int(found[1]), found["keys"]
        if (index := _value(_TREE, keys)) is not None:
            self._write_tree(self.trees[index], number, keys)
        elif _value(_NAMES, keys) is not None or _PARENTS.encode() in keys:
            self.waiting.append((number, keys))  # until all trees have their numbers
        else:
            return False
        return True

    def finish(self) -> None:
        """Write what had to wait."""
        for number, keys in self.waiting:
            if (index := _value(_NAMES, keys)) is not None:
                self.add(number, self.trees[index].names)
            else:
                self._write_parents(number, keys)

    def _write_tree(self, carried: CarriedTree, holder: int, keys: bytes) -> None:
        """Write a tree with the numbers of the pack, its Document as the paper's Part in the holder's place."""
        tree = carried.tree
        numbers = {tree.first: holder}
        numbers |= {tree.first + at: self.number() for at in range(1, len(tree.bodies))}
        numbers |= dict(zip(tree.pages, _references("/Pages", keys), strict=True))
        numbers |= dict(zip(tree.annotations, _references("/Annots", keys), strict=True))
        renamed = {b"%d" % old: b"%d 0 R" % new for old, new in numbers.items()}

        def rename(match: re.Match[bytes]) -> bytes:
            return match[0] if match[1] is None else renamed[match[1]]

        document, *others = tree.bodies
        parent = _references("/P", keys)[0]
        kids = _REFERENCE.sub(rename, document[document.index(b"/K ") :])
        self.add(holder, b"<</S/Part/T %b/P %d 0 R%b" % (_text(carried.title), parent, kids))
        bodies = _REFERENCE.sub(rename, _BETWEEN.join(others)).split(_BETWEEN)
        for at, body in enumerate(bodies if others else (), tree.first + 1):
            self.add(numbers[at], body)
        joined = _BETWEEN.join(entry.encode() for entry in tree.parents)
        carried.entries = tuple(_REFERENCE.sub(rename, joined).split(_BETWEEN)) if tree.parents else ()
        if tree.identifiers:
            pairs = b"".join(b"(%b)%d 0 R" % (name.encode(), numbers[at]) for name, at in tree.identifiers)
            first, last = tree.identifiers[0][0].encode(), tree.identifiers[-1][0].encode()
            carried.names = b"<</Limits[(%b)(%b)]/Names[%b]>>" % (first, last, pairs)

    def _write_parents(self, number: int, keys: bytes) -> None:
        """Write the parent tree: entries of carried trees and of the others, in leaves."""
        entries = [
            (carried.first_key + at, entry) for carried in self.trees for at, entry in enumerate(carried.entries)
        ]
        others = keys[keys.index(b"[") + 1 : keys.rindex(b"]")].split()
        entries += [
            (int(others[at]), b" ".join(others[at + 1 : at + 4])) for at in range(0, len(others), 4)
        ]  # key, then "12 0 R"
        entries.sort(key=lambda each: each[0])
        leaves = []
        for part in _parts(entries):
            leaf = self.number()
            pairs = b" ".join(b"%d %b" % pair for pair in part)
            self.add(leaf, b"<</Limits[%d %d]/Nums[%b]>>" % (part[0][0], part[-1][0], pairs))
            leaves.append(leaf)
        self.add(number, b"<</Kids[%b]>>" % b" ".join(b"%d 0 R" % leaf for leaf in leaves))


def _parts(entries: Sequence[tuple[int, bytes]]) -> Iterator[Sequence[tuple[int, bytes]]]:
    return (entries[start : start + PER_LEAF] for start in range(0, len(entries), PER_LEAF))


def _value(key: str, keys: bytes) -> int | None:
    found = re.search(key.encode() + rb" (\d+)", keys)
    return None if found is None else int(found[1])


def _references(key: str, keys: bytes) -> list[int]:
    """Return the numbers that a key of a holder refers to, one or an array."""
    found = re.search(key.encode() + rb" (\[[^\]]*\]|\d+ 0 R)", keys)
    return [int(each) for each in _NUMBERS.findall(found[1])] if found else []


def _text(words: str) -> bytes:
    """Return a text string in hexadecimal, so that nothing in it can be taken for anything else."""
    return b"<feff%b>" % words.encode("utf-16-be").hex().encode()


def leaf_of_names(names: Sequence[tuple[bytes, Any]]) -> Dictionary:
    """Return a leaf of the identifier tree for a paper that is not carried; its names are sorted."""
    flat = Array([each for name, element in names for each in (String(name), element)])
    return Dictionary({"/Names": flat, "/Limits": Array([String(names[0][0]), String(names[-1][0])])})
