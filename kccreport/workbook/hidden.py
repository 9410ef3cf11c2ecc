"""What a workbook holds that nobody sees on its sheets, and that would leave with the file if it were published.

Source: data were published in hidden rows, sheets and pivot caches by Islington (2012), Hammersmith and Fulham (2023)
and others; the Information Commissioner names these places.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree

from kccreport.ground.address import column_letters, sheet_address
from kccreport.ground.problem import Problem, warning
from kccreport.workbook.package import parse, parts_by_relation

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_OURS = "kccreport"  # the author of the notes on our own headings
_OUTSIDE = re.compile(r"\[\d+\]|\[[^\]]+\.xl\w+\]|https?://|file:|\\\\", re.IGNORECASE)
_MOST_LISTED = 8


@dataclass(frozen=True, slots=True)
class Hidden:
    """One thing that does not show: where it is, what it is, and how it goes away."""

    where: str
    what: str
    remedy: str


def hidden_data(workbook: Path) -> tuple[Problem, ...]:
    """Return a warning for each thing that would leave with the workbook unseen."""
    return tuple(
        warning("hidden-data", found.where, f"{found.what}; it would be published with the workbook.", found.remedy)
        for found in hidden_things(workbook.read_bytes())
    )


def hidden_things(content: bytes) -> Iterator[Hidden]:
    """Yield everything hidden in a workbook: sheets, rows, columns, notes, caches, links, names, properties, objects."""
    try:
        yield from _found(content)
    except etree.XMLSyntaxError:
        yield Hidden("the workbook", "a part of it cannot be read", "open it in Excel, and save it as a new workbook")


def _found(content: bytes) -> Iterator[Hidden]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        names = package.namelist()
        book = parse(package.read("xl/workbook.xml"))
        parts = parts_by_relation(package)
        for sheet in book.iter(f"{_MAIN}sheet"):
            yield from _of_sheet(sheet, package, parts)
        yield from _names(book)
        yield from _comments(package, names)
        yield from _properties(package, names)
        for prefix, what in (
            ("xl/pivotCache/", "a pivot table keeps a copy of all the rows it was made from"),
            ("xl/externalLinks/", "values of other workbooks are kept in links to them"),
            ("xl/embeddings/", "files are embedded in the workbook"),
            ("xl/model/", "a data model keeps tables that no sheet shows"),
            ("customXml/", "other programs have left data in the workbook"),
        ):
            if any(name.startswith(prefix) for name in names):
                remedy = "File > Info > Inspect Document finds and removes it"
                yield Hidden("the workbook", what, remedy)


def _of_sheet(sheet: Any, package: zipfile.ZipFile, parts: dict[str, str]) -> Iterator[Hidden]:
    name = sheet_address(str(sheet.get("name")))
    state = sheet.get("state")
    if state == "veryHidden":
        yield Hidden(
            name,
            "the sheet is hidden so that Excel's menus do not show it",
            "delete it with the VBA editor, or in a copy",
        )
    elif state == "hidden":
        yield Hidden(name, "the sheet is hidden", "unhide it, and delete it if it is not for publication")
    part = parts.get(str(sheet.get(_RELATION)))
    if part is None or part not in package.namelist():
        return
    columns: list[str] = []
    rows: list[str] = []
    for _, element in etree.iterparse(io.BytesIO(package.read(part)), resolve_entities=False, no_network=True):
        if element.tag == f"{_MAIN}col" and element.get("hidden") in ("1", "true"):
            first, last = (column_letters(int(element.get(end))) for end in ("min", "max"))
            columns.append(first if first == last else f"{first} to {last}")
        elif element.tag == f"{_MAIN}row":
            if element.get("hidden") in ("1", "true") and len(element):
                rows.append(str(element.get("r")))
            element.clear()
    for what, found in (("columns", columns), ("rows", rows)):
        if found:
            listed = ", ".join(found[:_MOST_LISTED]) + (" …" if len(found) > _MOST_LISTED else "")
            yield Hidden(name, f"{what} are hidden or filtered away: {listed}", f"unhide the {what}, or delete them")


def _names(book: Any) -> Iterator[Hidden]:
    for name in book.iter(f"{_MAIN}definedName"):
        text = "".join(name.itertext())
        if _OUTSIDE.search(text):
            yield Hidden(
                "the workbook",
                f"the name {name.get('name')} points outside: {text[:60]}",
                "delete it in the Name Manager",
            )
        elif name.get("hidden") in ("1", "true") and not str(name.get("name")).startswith("_xlnm."):
            yield Hidden("the workbook", f"the name {name.get('name')} is hidden", "delete it in the Name Manager")


def _comments(package: zipfile.ZipFile, names: list[str]) -> Iterator[Hidden]:
    for part in names:
        if re.fullmatch(r"xl/(?:comments/)?comments?\d*\.xml", part):
            authors = {"".join(author.itertext()) for author in parse(package.read(part)).iter(f"{_MAIN}author")}
            people = sorted(authors - {_OURS, "", "Unknown Author"})  # LibreOffice drops the names of those it re-saves
            if people:
                yield Hidden(
                    "the workbook",
                    f"there are notes by {', '.join(people)}",
                    "Review > Notes: read them, and delete them",
                )
        elif part.startswith("xl/threadedComments/"):
            yield Hidden(
                "the workbook", "there are comments with replies", "Review > Comments: read them, and delete them"
            )


def _properties(package: zipfile.ZipFile, names: list[str]) -> Iterator[Hidden]:
    """Find properties that name people, or that somebody has added."""
    wanted = {"creator": "the author", "lastModifiedBy": "who saved it last", "Manager": "a manager"}
    for part in ("docProps/core.xml", "docProps/app.xml"):
        if part not in names:
            continue
        for element in parse(package.read(part)).iter():
            label = wanted.get(etree.QName(element).localname) if isinstance(element.tag, str) else None
            text = (element.text or "").strip()
            if label and text and text not in (_OURS, "openpyxl"):
                yield Hidden(
                    "the workbook",
                    f"its properties name {label}: {text[:60]}",
                    "File > Info > Inspect Document removes it",
                )
    if "docProps/custom.xml" in names:
        yield Hidden("the workbook", "it has properties of its own", "File > Info > Properties shows them")
