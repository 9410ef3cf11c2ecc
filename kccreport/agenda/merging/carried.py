"""The structure of papers made here, carried past qpdf as text.

A page has about a hundred structure elements. As objects in memory they would take most of a pack's memory and half its
time, and nothing about them changes but their numbers. So only a holder stands for a paper's tree while qpdf writes the
pack: an empty stream that names the tree, its parent, and the pages and annotations it refers to, which qpdf numbers
like everything else. `compact` then puts the tree in the holder's place, with the numbers the pack has given.
"""

import re
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pikepdf import Array, Dictionary, Pdf, String

from kccreport.agenda.merging.trees import parts
from kccreport.ground.pattern import pattern

if TYPE_CHECKING:
    from kccreport.writers.pdf.tagging.document import TreeText

# a reference, or a string, in which what looks like one is only words
_REFERENCE = pattern(rb"\((?:\\.|[^\\()])*\)|\b(\d+) 0 R\b", re.DOTALL)
_NUMBERS = pattern(rb"(\d+) 0 R")
_BETWEEN = b"\n\0\0\n"  # stands in no body
_HOLDER_END = b">>\nstream\n\nendstream\nendobj\n"
_HOLDER = pattern(rb"(\d+) 0 obj\n<< (?P<keys>.*) ", re.DOTALL)

Number = Callable[[], int]
Add = Callable[[int, bytes], None]


@dataclass(slots=True)
class _Carried:
    """One paper's tree: its title, its language if that is another, and from which key its entries of the pack's parent tree begin.

    `numbers` are those of its objects, where they do not follow one another. `entries` and `names` are what the parent
    tree and the identifier tree say of it, once it has the pack's numbers.
    """

    tree: "TreeText"
    title: str
    first_key: int
    language: str = ""
    numbers: Sequence[int] = ()
    entries: tuple[bytes, ...] = ()
    names: bytes = b""


class CarriedTrees:
    """The trees that one pack carries: their places are held while qpdf writes it, and taken afterwards.

    A holder is known by a key made up for this pack, so that nothing in another's paper can be taken for one; it is gone
    from the finished file.
    """

    def __init__(self) -> None:
        key = f"/Hold{secrets.token_hex(8)}"
        self._tree_key, self._names_key, self._parents_key = f"{key}Tree", f"{key}Names", f"{key}Parents"
        self._trees: list[_Carried] = []
        self._waiting: list[tuple[int, bytes]] = []
        self.next_key = 0

    def hold_tree(
        self,
        pdf: Pdf,
        tree: "TreeText",
        title: str,
        parent: Any,
        pages: Sequence[Any],
        annotations: Sequence[Any],
        language: str = "",
        numbers: Sequence[int] = (),
    ) -> Any:
        """Return what stands for a paper's Part; its entries of the parent tree take the keys from `next_key` on.

        `language` is the paper's where it is not that of the pack; `numbers` are those of the tree's objects where they
        do not follow one another. What else the tree refers to may stand among the `annotations`.
        """
        index = len(self._trees)
        self._trees.append(_Carried(tree, title, self.next_key, language, numbers))
        self.next_key += len(tree.parents)
        named = {"/P": parent, "/Pages": Array(list(pages)), "/Annots": Array(list(annotations))}
        return pdf.make_stream(b"", {self._tree_key: index, **named})

    def hold_names(self, pdf: Pdf) -> Any:
        """Return what stands for the leaf of the identifier tree that holds the last tree's identifiers."""
        return pdf.make_stream(b"", {self._names_key: len(self._trees) - 1})

    def hold_parents(self, pdf: Pdf, entries: Sequence[tuple[int, Any]]) -> Any:
        """Return what stands for the parent tree; `entries` are those of papers that are not carried."""
        return pdf.make_stream(b"", {self._parents_key: Array([each for pair in entries for each in pair])})

    def replaces(self, whole: bytes, number_of: Number, add: Add) -> bool:
        """Add what an object holds the place of, and say whether it was such a holder.

        `number_of` gives a number that no object has, `add` takes an object.
        """
        if not whole.endswith(_HOLDER_END) or (found := _HOLDER.match(whole)) is None:
            return False
        number, keys = int(found[1]), found["keys"]
        if (index := _value(self._tree_key, keys)) is not None:
            self._add_tree(self._trees[index], number, keys, number_of, add)
        elif self._names_key.encode() in keys or self._parents_key.encode() in keys:
            self._waiting.append((number, keys))  # until all trees have their numbers
        else:
            return False
        return True

    def finish(self, number_of: Number, add: Add) -> None:
        """Add what had to wait."""
        for number, keys in self._waiting:
            if (index := _value(self._names_key, keys)) is not None:
                add(number, self._trees[index].names)
            else:
                self._add_parents(number, keys, number_of, add)

    @staticmethod
    def _add_tree(carried: _Carried, holder: int, keys: bytes, number_of: Number, add: Add) -> None:
        """Add a tree with the numbers of the pack, its Document as the paper's Part in the holder's place."""
        tree = carried.tree
        top, *rest = carried.numbers or range(tree.first, tree.first + len(tree.bodies))
        numbers = {top: holder}
        numbers |= {each: number_of() for each in rest}
        numbers |= dict(zip(tree.pages, _references("/Pages", keys), strict=True))
        numbers |= dict(zip(tree.annotations, _references("/Annots", keys), strict=True))
        renamed = {b"%d" % old: b"%d 0 R" % new for old, new in numbers.items()}

        def rename(match: re.Match[bytes]) -> bytes:
            return match[0] if match[1] is None else renamed[match[1]]

        document, *others = tree.bodies
        parent = _references("/P", keys)[0]
        kids = _REFERENCE.sub(rename, document[document.index(b"/K ") :])
        language = b"/Lang(%b)" % carried.language.encode("ascii") if carried.language else b""
        add(holder, b"<</S/Part/T %b%b/P %d 0 R%b" % (_text(carried.title), language, parent, kids))
        bodies = _REFERENCE.sub(rename, _BETWEEN.join(others)).split(_BETWEEN)
        for each, body in zip(rest, bodies if others else (), strict=True):
            add(numbers[each], body)
        joined = _BETWEEN.join(entry.encode() for entry in tree.parents)
        carried.entries = tuple(_REFERENCE.sub(rename, joined).split(_BETWEEN)) if tree.parents else ()
        if tree.identifiers:
            pairs = b"".join(b"(%b)%d 0 R" % (name.encode(), numbers[at]) for name, at in tree.identifiers)
            first, last = tree.identifiers[0][0].encode(), tree.identifiers[-1][0].encode()
            carried.names = b"<</Limits[(%b)(%b)]/Names[%b]>>" % (first, last, pairs)

    def _add_parents(self, number: int, keys: bytes, number_of: Number, add: Add) -> None:
        """Add the parent tree: entries of carried trees and of the others, in leaves."""
        entries = [
            (carried.first_key + at, entry) for carried in self._trees for at, entry in enumerate(carried.entries)
        ]
        others = keys[keys.index(b"[") + 1 : keys.rindex(b"]")].split()
        entries += [
            (int(others[at]), b" ".join(others[at + 1 : at + 4])) for at in range(0, len(others), 4)
        ]  # key, then "12 0 R"
        entries.sort(key=lambda each: each[0])
        leaves = []
        for part in parts(entries):
            leaf = number_of()
            pairs = b" ".join(b"%d %b" % pair for pair in part)
            add(leaf, b"<</Limits[%d %d]/Nums[%b]>>" % (part[0][0], part[-1][0], pairs))
            leaves.append(leaf)
        add(number, b"<</Kids[%b]>>" % b" ".join(b"%d 0 R" % leaf for leaf in leaves))


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
