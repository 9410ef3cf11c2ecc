"""Add a sheet of plain words at the end of a workbook, every other part staying as it is but the lists that name it."""

import io
import posixpath
import zipfile
from collections.abc import Sequence
from itertools import count
from typing import Any

from lxml import etree

from kccreport.ground.address import column_letters
from kccreport.workbook.editor import repacked
from kccreport.workbook.package import CONTENT_TYPES, WorkbookPackage, parse

_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"


def with_sheet(content: bytes, name: str, headings: Sequence[str], widths: Sequence[float]) -> bytes:
    """Return a workbook with a sheet that has these headings in its first row, in columns of these widths in letters.

    The name must not be taken.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as old:
        package = WorkbookPackage(old)
        folder = posixpath.dirname(package.main)
        part = next(
            each
            for each in (posixpath.join(folder, f"worksheets/sheet{at}.xml") for at in count(len(package.sheets) + 1))
            if not package.find(each)
        )
        book, relations = package.book, parse(old.read(package.relations_part(package.main)))
        sheets = next(book.iter("{*}sheets"))
        known = next(iter(sheets))
        kind = next(str(each.get("Type")) for each in relations if str(each.get("Type")).endswith("/worksheet"))
        key = _free("rId", [str(each.get("Id")) for each in relations])
        number = max(int(each.get("sheetId") or 0) for each in sheets) + 1
        made = etree.SubElement(sheets, known.tag, name=name, sheetId=str(number))
        made.set(next(name for name in known.attrib if name.rpartition("}")[2] == "id"), key)
        etree.SubElement(relations, f"{_RELATIONS}Relationship", Id=key, Type=kind, Target=f"/{part}")
        types = parse(old.read(package.find(CONTENT_TYPES)))
        etree.SubElement(types, f"{_TYPES}Override", PartName=f"/{part}", ContentType=_KIND)
        changed = {
            package.main: _written(book),
            package.relations_part(package.main): _written(relations),
            package.find(CONTENT_TYPES): _written(types),
        }
        whole = io.BytesIO(repacked(old, changed))
    with zipfile.ZipFile(whole, "a", zipfile.ZIP_DEFLATED) as new:
        entry = zipfile.ZipInfo(part, old.infolist()[0].date_time)
        new.writestr(entry, _sheet(made.tag.rpartition("}")[0] + "}", headings, widths), zipfile.ZIP_DEFLATED)
    return whole.getvalue()


def _free(stem: str, taken: Sequence[str]) -> str:
    return next(each for each in (f"{stem}{at}" for at in count(len(taken) + 1)) if each not in taken)


def _sheet(space: str, headings: Sequence[str], widths: Sequence[float]) -> bytes:
    root: Any = etree.Element(f"{space}worksheet", nsmap={None: space[1:-1]})
    columns = etree.SubElement(root, f"{space}cols")
    for at, width in enumerate(widths, 1):
        etree.SubElement(columns, f"{space}col", min=str(at), max=str(at), width=str(width), customWidth="1")
    row = etree.SubElement(etree.SubElement(root, f"{space}sheetData"), f"{space}row", r="1")
    for at, heading in enumerate(headings, 1):
        cell = etree.SubElement(row, f"{space}c", r=f"{column_letters(at)}1", t="inlineStr")
        etree.SubElement(etree.SubElement(cell, f"{space}is"), f"{space}t").text = heading
    return _written(root)


def _written(root: Any) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
