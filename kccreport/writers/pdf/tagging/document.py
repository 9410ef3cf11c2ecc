"""The file itself: ReportLab's objects and the structure tree, in object streams, the same bytes every time."""

import hashlib
import struct
from collections.abc import Iterator
from itertools import chain
from typing import Any, NamedTuple

from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.pdfdoc import PDFDocument, PDFError, PDFName, PDFObject, PDFPage, PDFStream

from kccreport.ground.flate import packed
from kccreport.writers.pdf.tagging.objects import direct, indirect, written
from kccreport.writers.pdf.tagging.structure import Annotated, Element, Mark, prune

_HEADER = b"%%PDF-%d.%d\n%%\xe2\xe3\xcf\xd3\n"
_PER_OBJECT_STREAM = 400
_NOTE = (
    "Note"  # PDF/UA-1, 7.9: every note has an identifier of its own; so has a cell that others name as their heading
)
_XREF_ENTRY = struct.Struct(">BIH")  # kind of entry, place or containing stream, index within it
_FREE, _IN_FILE, _IN_STREAM = range(3)  # kinds of entries (ISO 32000-1, table 18)


class StructureRoot(PDFObject):
    """Keeps a number for the structure tree's root, which is written last."""

    __RefOnly__ = 1


class TaggedDocument(PDFDocument):
    """ReportLab's document, made to carry a structure tree and to write itself compactly.

    ReportLab writes every object on its own and no line end before `endstream`, which PDF/A forbids. Writing the
    objects ourselves mends that without touching ReportLab's classes, and makes the file a third of the size.
    """

    # private to ReportLab, and missing in its stubs
    Catalog: Any
    Reference: Any
    _pdfVersion: tuple[int, int]  # noqa: N815
    _timeStamp: Any  # noqa: N815

    def take_over(self, root: Element, key: str = "") -> None:
        """Start to collect what the pages of a tree leave behind; called once, by the canvas.

        `key` begins every identifier, so that none is used twice where papers are merged.
        """
        self.structure, self.key = root, key
        self.tree: TreeText | None = None
        self.structure_root = StructureRoot()
        self.page_marks: list[list[Element]] = []
        self.annotations: list[tuple[Any, Element]] = []
        self.late_pages: list[Any] = []

    def addPage(self, page: Any) -> None:  # noqa: N802 - ReportLab's name
        """Give a page its entry in the parent tree and its tab order; note it where text is still to come."""
        page.__NoDefault__ = [*pdfdoc.PDFPage.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents = len(self.page_marks)
        page.Tabs = PDFName("S")
        page.Trans = None
        super().addPage(page)
        if "\x01" in page.stream:
            self.late_pages.append(page)

    def getInternalFontName(self, psfontname: str) -> str:  # noqa: N802 - ReportLab's name
        """Refuse the fonts of the PDF reader: PDF/A and PDF/UA want every font embedded."""
        raise PDFError(f"the font {psfontname!r} would not be embedded")

    def format(self) -> bytes:
        """Return the whole file."""
        for thing in (self.Catalog, self.info):
            self.Reference(thing)
        for number, (annotation, _) in enumerate(self.annotations, len(self.page_marks)):
            annotation["StructParent"] = number
        writer = _Writer(_HEADER % self._pdfVersion)
        number = 1
        root_number = 0
        while (name := self.numberToId.get(number)) is not None:
            thing = self.idToObject[name]
            if thing is self.structure_root:
                root_number = number
            else:
                writer.add(number, indirect(thing, self))
                if isinstance(thing, PDFPage):
                    thing.stream = ""  # the stream after it has it now
                elif isinstance(thing, PDFStream):
                    thing.content = ""  # a long paper would be there twice
            number += 1
        tree = _tree_text(self, root_number, number)
        for offset, body in _structure_objects(tree, root_number):
            writer.add(offset, body)
        if self.key:
            self.tree = tree  # for the pack, which takes the tree as text
        references = [direct(self.Reference(thing), self) for thing in (self.Catalog, self.info)]
        return writer.finish(*references)


class _Entries:
    """The table of all objects of a file, in which a long paper has a hundred thousand: where each is."""

    def __init__(self, count: int) -> None:
        self.table = bytearray(_XREF_ENTRY.size * count)
        self.put(0, _FREE, 0, 65535)

    def put(self, number: int, kind: int, place: int, index: int) -> None:
        """Say where an object is: a place in the file, or an index within a stream."""
        _XREF_ENTRY.pack_into(self.table, _XREF_ENTRY.size * number, kind, place, index)


class _Writer:
    """Collects objects: streams as they come, everything else packed into object streams."""

    def __init__(self, header: bytes) -> None:
        self.parts = [header]
        self.length = len(header)
        self.places: dict[int, int] = {}
        self.packed: list[tuple[int, bytes]] = []

    def add(self, number: int, body: bytes) -> None:
        if body.endswith(b"endstream\n"):
            self._emit(number, _with_line_end(body[: -len(b"endstream\n")]))
        else:
            self.packed.append((number, body))

    def _emit(self, number: int, body: bytes) -> None:
        whole = b"%d 0 obj\n%b\nendobj\n" % (number, body)
        self.places[number] = self.length
        self.parts.append(whole)
        self.length += len(whole)

    def finish(self, catalog: str, info: str) -> bytes:
        """Write the object streams and the cross-reference stream, and return the file."""
        first = 1 + max(chain(self.places, (number for number, _ in self.packed)))
        starts = range(0, len(self.packed), _PER_OBJECT_STREAM)
        number = first + len(starts)
        entries = _Entries(number + 1)
        for stream, start in enumerate(starts, first):
            chunk = self.packed[start : start + _PER_OBJECT_STREAM]
            self._emit(stream, _object_stream(chunk))
            for index, (member, _) in enumerate(chunk):
                entries.put(member, _IN_STREAM, stream, index)
        self.places[number] = start = self.length
        for each, place in self.places.items():
            entries.put(each, _IN_FILE, place, 0)
        # the file's identity is its content, so the same paper has the same identity
        digest = hashlib.sha256()
        for part in self.parts:
            digest.update(part)
        identity = digest.hexdigest()[:32].upper().encode()
        table = packed(entries.table)
        head = (
            b"<</Type/XRef/Size %d/W[1 4 2]/Root %b/Info %b/ID[<%b><%b>]/Filter/FlateDecode/Length %d>>\nstream\n"
            % (
                number + 1,
                catalog.encode(),
                info.encode(),
                identity,
                identity,
                len(table),
            )
        )
        self.parts.append(
            b"%d 0 obj\n%b\nendobj\nstartxref\n%d\n%%%%EOF\n" % (number, _with_line_end(head + table), start)
        )
        return b"".join(self.parts)


def _object_stream(chunk: list[tuple[int, bytes]]) -> bytes:
    index, offset = [], 0
    for number, body in chunk:
        index.append(b"%d %d" % (number, offset))
        offset += len(body) + 1
    head = b" ".join(index) + b"\n"
    data = packed(head + b"\n".join(body for _, body in chunk))
    start = b"<</Type/ObjStm/N %d/First %d/Filter/FlateDecode/Length %d>>\nstream\n" % (
        len(chunk),
        len(head),
        len(data),
    )
    return _with_line_end(start + data)


def _with_line_end(stream: bytes) -> bytes:
    """End a stream with the line end PDF/A asks for; after a CR it is CR LF, or a reader would count the CR as its half."""
    return stream + (b"\r\n" if stream.endswith(b"\r") else b"\n") + b"endstream"


class TreeText(NamedTuple):
    """A structure tree as it is written, by the numbers that objects have in its paper.

    `bodies` are the elements, the Document first, and the attributes they share, numbered from `first`. `parents` are the
    entries of the parent tree, pages first and then annotations, whose object numbers are `pages` and `annotations`.
    """

    first: int
    bodies: tuple[bytes, ...]
    parents: tuple[str, ...]
    identifiers: tuple[tuple[str, int], ...]
    pages: tuple[int, ...]
    annotations: tuple[int, ...]


def _tree_text(doc: TaggedDocument, root_number: int, first: int) -> TreeText:
    """Return the elements of the tree, numbered from `first`, and what the parent tree says of them.

    Source: ISO 32000-1, 14.7.2 (elements), 14.7.4.3 (marked content), 14.7.4.4 (parent tree).
    """
    elements = prune(doc.structure)
    numbers = {element: number for number, element in enumerate(elements, first)}
    pages = [doc.idToObjectNumberAndVersion[f"Page{index + 1}"][0] for index in range(len(doc.page_marks))]
    # the few attributes that many cells have, such as a scope, are objects they share
    shared = dict.fromkeys(element.attributes for element in elements if element.attributes)
    attributes = {each: number for number, each in enumerate(shared, first + len(elements))}
    named = {head for element in elements for head in element.heads}
    named.update(element for element in elements if element.kind == _NOTE)
    identities = {element: f"{doc.key}{_identity(element, numbers[element])}" for element in named}
    known = _Known(numbers, identities, attributes)
    bodies = [_element(element, known, pages, doc, root_number) for element in elements]
    parents = [f"[{' '.join(f'{numbers[element]} 0 R' for element in marks)}]" for marks in doc.page_marks]
    parents += [f"{numbers[element]} 0 R" for _, element in doc.annotations]
    return TreeText(
        first,
        (*bodies, *(each.encode() for each in attributes)),
        tuple(parents),
        tuple(sorted((name, numbers[element]) for element, name in identities.items())),
        tuple(pages),
        tuple(_object_number(annotation, doc) for annotation, _ in doc.annotations),
    )


def _structure_objects(tree: TreeText, root_number: int) -> Iterator[tuple[int, bytes]]:
    """Yield the structure tree: its elements, the parent tree, and the root."""
    yield from enumerate(tree.bodies, tree.first)
    parent_tree = tree.first + len(tree.bodies)
    lines = "\n".join(f"{key} {entry}" for key, entry in enumerate(tree.parents))
    yield parent_tree, f"<</Nums[{lines}]>>".encode()
    names = "".join(f"({name}){number} 0 R" for name, number in tree.identifiers)
    root = (
        f"<</Type/StructTreeRoot/K[{tree.first} 0 R]/ParentTree {parent_tree} 0 R"
        f"/ParentTreeNextKey {len(tree.parents)}{f'/IDTree<</Names[{names}]>>' if names else ''}>>"
    )
    yield root_number, root.encode()


class _Known(NamedTuple):
    """What elements are known by: their numbers, the identifiers of some, and the numbers of attributes that many share."""

    numbers: dict[Element, int]
    identities: dict[Element, str]
    shared: dict[str, int]


def _element(element: Element, known: _Known, pages: list[int], doc: TaggedDocument, root_number: int) -> bytes:
    """Return one element as briefly as PDF allows: there are a hundred on a page, and a pack holds many pages."""
    numbers = known.numbers
    parent = root_number if element.parent is None else numbers[element.parent]
    parts = [f"<</S/{element.kind}/P {parent} 0 R"]
    if element in known.identities:
        parts.append(f"/ID({known.identities[element]})")
    if element.language:
        parts.append(f"/Lang{written(element.language, doc)}")
    if element.alt:
        parts.append(f"/Alt{written(element.alt, doc)}")
    if element.actual_text:
        parts.append(f"/ActualText{written(element.actual_text, doc)}")
    if element.expansion:
        parts.append(f"/E{written(element.expansion, doc)}")
    if attributes := _attributes(element, known, doc):
        parts.append(f"/A {_one_or_many(attributes)}")
    home: int | None = None
    kids = []
    for kid in element.kids:
        if isinstance(kid, Element):
            kids.append(f"{numbers[kid]} 0 R")
        elif isinstance(kid, Mark):
            if home is None:
                home = kid.page
                parts.append(f"/Pg {pages[home]} 0 R")
            number = kid.number
            kids.append(str(number) if kid.page == home else f"<</Type/MCR/Pg {pages[kid.page]} 0 R/MCID {number}>>")
        else:
            kids.append(_annotation(kid, pages, doc))
    if kids:
        parts.append(f"/K {_one_or_many(kids)}")
    return ("".join(parts) + ">>").encode("latin-1")


def _attributes(element: Element, known: _Known, doc: TaggedDocument) -> list[str]:
    found = []
    if element.attributes:
        found.append(f"{known.shared[element.attributes]} 0 R")
    if element.summary:
        found.append(f"<</O/Table/Summary{written(element.summary, doc)}>>")
    if element.heads:
        found.append(f"<</O/Table/Headers[{''.join([f'({known.identities[head]})' for head in element.heads])}]>>")
    if element.bbox:
        found.append("<</O/Layout/Placement/Block/BBox[{:.2f} {:.2f} {:.2f} {:.2f}]>>".format(*element.bbox))
    return found


def _one_or_many(things: list[str]) -> str:
    return things[0] if len(things) == 1 else f"[{' '.join(things)}]"


def _identity(element: Element, number: int) -> str:
    """Return an element's identifier; numbers are padded so that they sort as an identifier tree must."""
    return f"{'note' if element.kind == _NOTE else 'head'}{number:08d}"


def _annotation(kid: Annotated, pages: list[int], doc: TaggedDocument) -> str:
    return f"<</Type/OBJR/Pg {pages[kid.page]} 0 R/Obj {_object_number(kid.annotation, doc)} 0 R>>"


def _object_number(annotation: Any, doc: TaggedDocument) -> int:
    return int(doc.idToObjectNumberAndVersion[annotation.__InternalName__][0])
