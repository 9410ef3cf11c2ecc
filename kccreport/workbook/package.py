"""Where the parts of an .xlsx package are, whatever the program that wrote it calls them.

The one place that knows: reader, editor and the search for what is hidden all ask here. A part is found by what points
to it, as Excel finds it: the main part by the package's relations, sheets, styles and texts by those of the main part.
Names are compared without regard to case, as the format has it.

Source: ECMA-376 part 2 (Open Packaging Conventions), 6.2.2 on names and 6.5 on relations; part 1, annex on Strict.
"""

import io
import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import IO, Any, NamedTuple
from urllib.parse import unquote

from lxml import etree

CONTENT_TYPES = "[Content_Types].xml"
_MAIN_KIND, _SHEET_KIND = "officeDocument", "worksheet"
_USUAL_MAIN = "xl/workbook.xml"
# what Strict Open XML calls the same things (ISO/IEC 29500-1)
_STRICT = b"http://purl.oclc.org/ooxml/spreadsheetml/"
_TRANSITIONAL = (
    (b"http://purl.oclc.org/ooxml/spreadsheetml/main", b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)


class NoMainPart(ValueError):
    """Nothing in a package says which part is the workbook."""


class Relation(NamedTuple):
    """What one part says of another: what it is to it (`worksheet`, `comments` …), and where it is.

    `target` is the name of a part as the package writes it, or an address outside where `is_external`; "" where there
    is no such part.
    """

    kind: str
    target: str
    is_external: bool = False


class SheetPart(NamedTuple):
    """A sheet as the main part lists it; `part` is "" where the package does not have it."""

    name: str
    part: str
    is_worksheet: bool
    state: str = "visible"


def parse(content: bytes) -> Any:
    """Return the root of an XML part; entities and documents elsewhere are never followed."""
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))


def local_name(element: Any) -> str:
    """Return an element's name without its namespace, which Strict and other writers vary; "" for a comment."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def local_attribute(element: Any, name: str) -> str:
    """Return an attribute by its name, in whatever namespace it stands; "" where there is none."""
    return next((str(value) for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


def folded(name: str) -> str:
    """Return a part's name as it is compared: without regard to case, to escapes and to which way slashes lean."""
    return unquote(name).replace("\\", "/").lstrip("/").casefold()


class WorkbookPackage:
    """The parts of a workbook, found by relation. Nothing is read before it is asked for."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        self.names = tuple(archive.namelist())
        self._actual = {folded(name): name for name in self.names}
        self._relations: dict[str, dict[str, Relation]] = {}

    def find(self, name: str) -> str:
        """Return a part's name as the package writes it; "" where there is no such part."""
        return self._actual.get(folded(name), "")

    def read(self, name: str) -> bytes:
        """Return a part's bytes.

        Raises:
            KeyError: there is no such part.
        """
        return self.archive.read(self.find(name) or name)

    def relations_part(self, part: str) -> str:
        """Return the part that holds the relations of another, or of the package where `part` is ""."""
        folder, name = posixpath.split(part.replace("\\", "/"))
        return self.find(posixpath.join(folder, "_rels", f"{name}.rels"))

    def relations(self, part: str) -> Mapping[str, Relation]:
        """Return what a part points to, by the names of the relations; what the package does where `part` is ""."""
        if part not in self._relations:  # asked for again and again
            self._relations[part] = self._read_relations(part)
        return self._relations[part]

    def _read_relations(self, part: str) -> dict[str, Relation]:
        found = self.relations_part(part)
        if not found:
            return {}
        relations = {}
        for each in parse(self.archive.read(found)):
            target = str(each.get("Target", ""))
            is_external = each.get("TargetMode") == "External"
            if not is_external:
                target = self.find(_resolved(part, target))
            relations[str(each.get("Id"))] = Relation(str(each.get("Type")).rpartition("/")[2], target, is_external)
        return relations

    def related(self, part: str, kind: str) -> list[str]:
        """Return the parts that are something to a part, such as its `comments`."""
        found = self.relations(part).values()
        return [each.target for each in found if each.kind == kind and not each.is_external and each.target]

    @cached_property
    def main(self) -> str:
        """The part that is the workbook.

        Raises:
            NoMainPart: there is none.
        """
        for part in self.related("", _MAIN_KIND):
            return part
        if usual := self.find(_USUAL_MAIN):
            return usual
        raise NoMainPart("the package has no workbook")

    @cached_property
    def _main_content(self) -> bytes:
        return self.archive.read(self.main)

    @cached_property
    def book(self) -> Any:
        """The root of the main part."""
        return parse(self._main_content)

    @cached_property
    def sheets(self) -> tuple[SheetPart, ...]:
        """Every sheet of the workbook, in its order."""
        relations = self.relations(self.main)
        found = []
        for sheet in self.book.iter("{*}sheet"):
            relation = relations.get(local_attribute(sheet, "id"), Relation(_SHEET_KIND, ""))
            found.append(
                SheetPart(
                    str(sheet.get("name")),
                    relation.target,
                    relation.kind == _SHEET_KIND,
                    str(sheet.get("state", "visible")),
                )
            )
        return tuple(found)

    @cached_property
    def kinds(self) -> dict[str, str]:
        """What each part is to the one that points to it, by the part's name; parts that nothing points to are left out."""
        found = {}
        for name in self.names:
            folder, file = posixpath.split(name.replace("\\", "/"))
            if file.casefold().endswith(".rels") and posixpath.basename(folder).casefold() == "_rels":
                source = posixpath.join(posixpath.dirname(folder), file[: -len(".rels")])
                for each in self.relations(self.find(source) or source).values():
                    if each.target and not each.is_external:
                        found[each.target] = each.kind
        return found

    @cached_property
    def is_strict(self) -> bool:
        """True for a workbook saved as Strict Open XML, whose elements have other namespaces."""
        return _STRICT in self._main_content

    def opened(self, part: str) -> IO[bytes]:
        """Open a part to be read in the usual namespaces, whichever it is written in."""
        if not self.is_strict:
            return self.archive.open(part)
        return io.BytesIO(as_transitional(self.archive.read(part)))


def as_transitional(content: bytes) -> bytes:
    """Return a part of a Strict package in the namespaces that other programs write."""
    for strict, usual in _TRANSITIONAL:
        content = content.replace(strict, usual)
    return content


def _resolved(source: str, target: str) -> str:
    """Return where a relation leads, from the root of the package, whether it is written from there or not."""
    target = target.replace("\\", "/").partition("#")[0]
    if target.startswith("/"):
        return posixpath.normpath(target).lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(source.replace("\\", "/")), target))


def rows_of(data: Any) -> Iterator[tuple[int, Any]]:
    """Yield the rows of a sheet's data with their numbers, whether these are written or only follow from the order."""
    number = 0
    for row in data:
        if local_name(row) == "row":
            number = row_number(row, number)
            yield number, row


def row_number(row: Any, before: int) -> int:
    """Return a row's number: as written on it or on its first cell, or else one more than the row before."""
    written = row.get("r")
    if written:
        return int(float(written))
    first = next((cell.get("r") for cell in row if cell.get("r")), None)
    return int("".join(filter(str.isdigit, first)) or before + 1) if first else before + 1


def column_number(cell: Any, before: int) -> int:
    """Return a cell's column, from 1: as written on it, or else one more than the cell before."""
    return column_of(str(cell.get("r") or "")) or before + 1


def column_of(place: str) -> int:
    """Return the column of a place such as AB12, from 1; 0 where it names none.

    >>> column_of("AB12"), column_of("")
    (28, 0)
    """
    number = 0
    for letter in place:
        if not letter.isalpha():
            break
        number = number * 26 + ord(letter.upper()) - ord("A") + 1
    return number
