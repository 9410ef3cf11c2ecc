"""A column among others of a sheet, where nothing refers to those that make room for it; else nothing is changed.

What moves with a column: its cells, widths, colours, lists to choose from, notes on cells, and the columns of a table.
Whatever else a sheet may hold, or refers to its columns from elsewhere, is not followed: the column is then not put in.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from html import unescape
from typing import Any

from lxml import etree
from lxml.etree import LxmlError
from openpyxl.formula.tokenizer import Token, Tokenizer
from openpyxl.utils.cell import range_boundaries

from kccreport.ground.address import column_letters
from kccreport.ground.pattern import pattern
from kccreport.workbook.editor import cells_of, repacked
from kccreport.workbook.package import SheetPart, WorkbookPackage, column_of, local_name, parse

_FOLLOWED = frozenset(
    ("sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetProtection", "mergeCells",
     "conditionalFormatting", "dataValidations", "hyperlinks", "ignoredErrors", "phoneticPr", "printOptions",
     "pageMargins", "pageSetup", "headerFooter", "legacyDrawing", "tableParts")
)  # fmt: skip
_RELATED = frozenset(("comments", "vmlDrawing", "table", "printerSettings"))
_COLUMN = pattern(r"\$?([A-Z]{1,3})\$?\d+|\$?([A-Z]{1,3}):\$?([A-Z]{1,3})", re.IGNORECASE)
_ROWS_ONLY = pattern(r"\$?\d+:\$?\d+")
_COLUMNS_ONLY = pattern(r"[A-Z]+:[A-Z]+")
_IN_ONE_COLUMN = pattern(r"\$([A-Z]{1,3})(\$?\d+)", re.IGNORECASE)
_LAST = 16_384


class _NotFollowed(Exception):
    """Something may refer to the columns that would move."""


def with_column(content: bytes, sheet: str, at: int, heading: str) -> bytes | None:
    """Return a workbook with a blank column at a place on a sheet, and what stood there and beyond moved to the right.

    A range that ends with the column before it takes the new one in. `heading` is what a table there calls it; the cell
    is left blank. None where something may refer to a column that would move.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as old:
        package = WorkbookPackage(old)
        found = next((each for each in package.sheets if each.name == sheet and each.is_worksheet and each.part), None)
        if found is None:
            return None
        try:
            changed = _changed(package, old, found, at, heading)
        except (_NotFollowed, LxmlError, KeyError, ValueError, TypeError, AttributeError):
            return None
        return repacked(old, changed)


def _changed(
    package: WorkbookPackage, archive: zipfile.ZipFile, sheet: SheetPart, at: int, heading: str
) -> dict[str, bytes]:
    relations = package.relations(sheet.part).values()
    if any(each.kind not in _RELATED for each in relations):
        raise _NotFollowed
    parts = {kind: [each.target for each in relations if each.kind == kind] for kind in _RELATED}
    tables = {part: parse(archive.read(part)) for part in parts["table"]}
    _refuse_mentions(package, archive, sheet, [str(root.get("displayName")) for root in tables.values()])
    changed = {sheet.part: _sheet(parse(archive.read(sheet.part)), at)}
    changed |= {part: _table(root, at, heading) for part, root in tables.items()}
    changed |= {part: _comments(parse(archive.read(part)), at) for part in parts["comments"]}
    changed |= {part: _shapes(parse(archive.read(part)), at) for part in parts["vmlDrawing"]}
    return changed


def _refuse_mentions(package: WorkbookPackage, archive: zipfile.ZipFile, sheet: SheetPart, tables: list[str]) -> None:
    """Refuse where any part speaks of the sheet's cells, by its name, by a table's, or by a text that is made a reference."""
    quoted = sheet.name.replace("'", "''").casefold()
    marks = [f"{quoted}!", f"{quoted}'!", "indirect(", "offset(", *(f"{table.casefold()}[" for table in tables)]
    main = parse(archive.read(package.main))
    for name in main.iter(f"{{{etree.QName(main).namespace}}}definedName"):
        text = (name.text or "").casefold()
        is_title = name.get("name") == "_xlnm.Print_Titles" and _ROWS_ONLY.fullmatch(text.rpartition("!")[2])
        if any(mark in text for mark in marks) and not is_title:
            raise _NotFollowed
    for part in package.names:
        lower = part.casefold()
        if part == package.main or not lower.endswith(".xml") or lower.startswith(("docprops/",)):
            continue
        text = unescape(archive.read(part).decode("utf-8", errors="replace")).casefold()  # some write ' as &apos;
        if any(mark in text for mark in marks) and "sharedstrings" not in lower and "comments" not in lower:
            raise _NotFollowed


def _sheet(root: Any, at: int) -> bytes:
    if any(local_name(child) not in _FOLLOWED for child in root):
        raise _NotFollowed
    for formula in root.iter():
        if local_name(formula) == "formula" and local_name(formula.getparent()) == "cfRule":
            formula.text = _followed(str(formula.text or ""), at)
        elif local_name(formula) in ("f", "formula", "formula1", "formula2"):
            _refuse_reaching(formula, at)
    space = root.tag.rpartition("}")[0] + "}"
    for (row, column), cell in cells_of(root).items():
        if column >= at:
            cell.set("r", f"{column_letters(column + 1)}{row}")
    for row in root.iter(f"{space}row"):
        row.attrib.pop("spans", None)
    for element in root.iter(*(space + name for name in ("conditionalFormatting", "dataValidation", "ignoredError"))):
        element.set("sqref", " ".join(_moved(each, at) for each in str(element.get("sqref")).split()))
    for element in root.iter(*(space + name for name in ("dimension", "mergeCell", "hyperlink"))):
        element.set("ref", _moved(str(element.get("ref")), at))
    for column in root.iter(f"{space}col"):
        first, last = int(column.get("min")), int(column.get("max"))
        column.set("min", str(first + 1 if first >= at else first))
        column.set("max", str(min(last + 1, _LAST) if last >= at - 1 else last))
    return _bytes(root)


def _refuse_reaching(formula: Any, at: int) -> None:
    """Refuse a formula that reaches a column that would move, or that is shared with cells there."""
    shared = str(formula.get("ref") or "")
    if shared and _bounds(shared)[2] >= at:
        raise _NotFollowed
    for token in Tokenizer(f"={formula.text or ''}").items:
        if _reaches(token, at):
            raise _NotFollowed


def _followed(condition: str, at: int) -> str:
    """Return the condition of a colour with its cells where they are then: one in a column named by $ is the same cell.

    One named without is another for each cell that is coloured, so it is not followed beyond the new column.
    """
    formula = Tokenizer(f"={condition}")
    for token in formula.items:
        if _reaches(token, at):
            if (match := _IN_ONE_COLUMN.fullmatch(token.value)) is None:
                raise _NotFollowed
            token.value = f"${column_letters(column_of(f'{match[1].upper()}1') + 1)}{match[2]}"
    return "".join(token.value for token in formula.items)


def _reaches(token: Token, at: int) -> bool:
    """Say whether a part of a formula names a cell of this sheet that would move."""
    if token.type != Token.OPERAND or token.subtype != Token.RANGE or "!" in token.value:
        return False
    return bool(_ROWS_ONLY.fullmatch(token.value)) or any(column >= at for column in _columns(token.value))


def _columns(reference: str) -> Iterator[int]:
    for match in _COLUMN.finditer(reference):
        yield from (column_of(f"{letters.upper()}1") for letters in match.groups() if letters)


def _moved(reference: str, at: int) -> str:
    """Return a range as it is once the column is in: one that ends just before it takes it in."""
    first, top, last, bottom = _bounds(reference)
    if first >= at:
        first, last = first + 1, last + 1
    elif last >= at - 1 and (first, last) != (1, 1):
        last += 1
    start, end = f"{column_letters(first)}{top}", f"{column_letters(last)}{bottom}"
    return start if start == end else f"{start}:{end}"


def _bounds(reference: str) -> tuple[int, int, int, int]:
    """Return the first column and row of a range, and the last; whole columns and rows are not followed."""
    first, top, last, bottom = range_boundaries(reference)
    if first is None or top is None or last is None or bottom is None:
        raise _NotFollowed
    return first, top, last, bottom


def _table(root: Any, at: int, heading: str) -> bytes:
    """Give a table a column; a table with formulas, totals or filters of its own is not followed."""
    space = root.tag.rpartition("}")[0] + "}"
    first, _, last, _ = _bounds(str(root.get("ref")))
    listed = root.find(f"{space}tableColumns")
    if any(local_name(each) in ("calculatedColumnFormula", "filterColumn", "sortState") for each in root.iter()):
        raise _NotFollowed
    if listed is None or root.get("totalsRowCount") or not first < at <= last + 1:
        raise _NotFollowed
    names = {str(each.get("name")).casefold() for each in listed}
    numbers = [int(each.get("id")) for each in listed]
    if heading.casefold() in names or len(listed) != last - first + 1:
        raise _NotFollowed
    made = etree.Element(f"{space}tableColumn", id=str(max(numbers) + 1), name=heading)
    listed.insert(at - first, made)
    listed.set("count", str(len(listed)))
    for element in (root, root.find(f"{space}autoFilter")):
        if element is not None:
            element.set("ref", _moved(str(element.get("ref")), at))
    return _bytes(root)


def _comments(root: Any, at: int) -> bytes:
    for note in root.iter():
        if local_name(note) == "comment":
            column = column_of(str(note.get("ref")))
            row = "".join(filter(str.isdigit, str(note.get("ref"))))
            note.set("ref", f"{column_letters(column + (column >= at))}{row}")
    return _bytes(root)


def _shapes(root: Any, at: int) -> bytes:
    """Move the boxes of notes; they count columns from 0."""
    for data in root.iter():
        if local_name(data) != "ClientData":
            continue
        column = next((each for each in data if local_name(each) == "Column"), None)
        if column is None or int(column.text or 0) < at - 1:
            continue
        column.text = str(int(column.text) + 1)
        for anchor in (each for each in data if local_name(each) == "Anchor"):
            places = [int(number) for number in str(anchor.text).split(",")]
            places[0], places[4] = places[0] + 1, places[4] + 1
            anchor.text = ", ".join(map(str, places))
    return _bytes(root)


def _bytes(root: Any) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def with_colours(content: bytes, sheet: str, like: int, column: int) -> bytes:
    """Return a workbook in which the colours that a column of a sheet takes by a rule are those of another column too."""
    with zipfile.ZipFile(io.BytesIO(content)) as old:
        package = WorkbookPackage(old)
        part = next(each.part for each in package.sheets if each.name == sheet and each.part)
        root = parse(old.read(part))
        space = root.tag.rpartition("}")[0] + "}"
        for rule in root.iter(f"{space}conditionalFormatting"):
            areas = str(rule.get("sqref")).split()
            bounds = [_bounds(area) for area in areas if not _COLUMNS_ONLY.fullmatch(area)]
            over = [(top, last) for first, top, end, last in bounds if first <= like <= end]
            is_there = any(first <= column <= end for first, _, end, _ in bounds)
            added = (
                []
                if is_there
                else [f"{column_letters(column)}{top}:{column_letters(column)}{end}" for top, end in over]
            )
            rule.set("sqref", " ".join((*areas, *added)))
        return repacked(old, {part: _bytes(root)})
