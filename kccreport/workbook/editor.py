"""Change single cells of a workbook and nothing else: every other part of the package stays as it is, byte for byte.

openpyxl would write the whole package anew and lose what it does not know: charts, themes, custom parts, the look of
comments. So the one part that holds a cell is changed as XML.
"""

import io
import zipfile
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from lxml import etree

from kccreport.ground.address import CellAddress, column_letters
from kccreport.workbook.package import parse, parts_by_relation

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CHAIN = "xl/calcChain.xml"

NewValue = str | int | float | Decimal | None


class NoSuchSheet(ValueError):
    """A cell was to be changed on a sheet that the workbook does not have."""


def with_cells(
    content: bytes, cells: Mapping[CellAddress, NewValue], like: Mapping[CellAddress, CellAddress] | None = None
) -> bytes:
    """Return a workbook with some cells changed; None empties one.

    A cell that is new looks like the one that `like` names on its sheet, or else like the one above it.

    Text is stored as text, whatever it begins with. A formula in a cell that is changed is gone.

    Raises:
        NoSuchSheet: a cell is on a sheet that is not there.
    """
    by_sheet: dict[str, dict[tuple[int, int], NewValue]] = {}
    for address, value in cells.items():
        by_sheet.setdefault(address.sheet, {})[address.row, address.column] = value
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old:
        parts = _sheet_parts(old)
        missing = by_sheet.keys() - parts.keys()
        if missing:
            raise NoSuchSheet(f"there is no sheet named {sorted(missing)[0]!r}")
        looks = {(new.sheet, new.row, new.column): (old_.row, old_.column) for new, old_ in (like or {}).items()}
        changed = {
            parts[sheet]: _edited(
                old.read(parts[sheet]),
                found,
                {place[1:]: source for place, source in looks.items() if place[0] == sheet},
            )
            for sheet, found in by_sheet.items()
        }
        lost_formula = any(has_lost for _, has_lost in changed.values())
        with zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new:
            for entry in old.infolist():
                if lost_formula and entry.filename == _CHAIN:
                    continue  # Excel makes the order of calculation again; a stale one would be "repaired"
                data = changed[entry.filename][0] if entry.filename in changed else old.read(entry.filename)
                if lost_formula and entry.filename in ("[Content_Types].xml", "xl/_rels/workbook.xml.rels"):
                    data = _without_chain(data)
                new.writestr(_like(entry), data, entry.compress_type)
    return result.getvalue()


def _like(entry: zipfile.ZipInfo) -> zipfile.ZipInfo:
    """Return an entry of the same name, time and attributes, for a writer to fill."""
    made = zipfile.ZipInfo(entry.filename, entry.date_time)
    made.external_attr, made.create_system = entry.external_attr, entry.create_system
    return made


def _sheet_parts(package: zipfile.ZipFile) -> dict[str, str]:
    """Return the part that holds each sheet, by the sheet's name."""
    relations = parts_by_relation(package)
    names = set(package.namelist())
    found = {}
    for sheet in parse(package.read("xl/workbook.xml")).iter(f"{{{_MAIN}}}sheet"):
        part = relations.get(str(sheet.get(f"{{{_RELATIONS}}}id")), "")
        if part in names:
            found[str(sheet.get("name"))] = part
    return found


def _edited(
    content: bytes, cells: Mapping[tuple[int, int], NewValue], like: Mapping[tuple[int, int], tuple[int, int]]
) -> tuple[bytes, bool]:
    """Return a sheet's XML with its cells changed, and whether a formula went."""
    root = parse(content)
    data = root.find(f"{{{_MAIN}}}sheetData")
    lost = False
    for (row_number, column), value in sorted(cells.items()):
        row = _row(data, row_number)
        cell = _cell(data, row, row_number, column, like.get((row_number, column)))
        lost |= cell.find(f"{{{_MAIN}}}f") is not None
        for child in list(cell):
            cell.remove(child)
        cell.attrib.pop("t", None)
        if isinstance(value, str):
            cell.set("t", "inlineStr")
            text = etree.SubElement(etree.SubElement(cell, f"{{{_MAIN}}}is"), f"{{{_MAIN}}}t")
            text.text = value
            text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            row.attrib.pop("ht", None)  # Excel fits the row to its new text
            row.attrib.pop("customHeight", None)
        elif value is not None:
            etree.SubElement(cell, f"{{{_MAIN}}}v").text = str(value)
    _widen(root, cells)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)), lost


def _row(data: Any, number: int) -> Any:
    """Return a row, made in its place where it was not there."""
    for at, row in enumerate(data):
        found = int(row.get("r") or 0)
        if found == number:
            return row
        if found > number:
            made = etree.Element(f"{{{_MAIN}}}row", r=str(number))
            data.insert(at, made)
            return made
    return etree.SubElement(data, f"{{{_MAIN}}}row", r=str(number))


def _cell(data: Any, row: Any, row_number: int, column: int, like: tuple[int, int] | None) -> Any:
    """Return a cell, made in its place with the style of another, or of the one above, where it was not there."""
    place = f"{column_letters(column)}{row_number}"
    for at, cell in enumerate(row):
        found = _column(str(cell.get("r")))
        if found == column:
            return cell
        if found > column:
            made = etree.Element(f"{{{_MAIN}}}c", r=place)
            row.insert(at, made)
            break
    else:
        made = etree.SubElement(row, f"{{{_MAIN}}}c", r=place)
    style = _style_above(data, row_number, column) if like is None else _style_at(data, *like)
    if style is not None:
        made.set("s", style)
    return made


def _style_at(data: Any, row_number: int, column: int) -> str | None:
    place = f"{column_letters(column)}{row_number}"
    found = next((cell for row in data for cell in row if cell.get("r") == place), None)
    style = None if found is None else found.get("s")
    return None if style is None else str(style)


def _style_above(data: Any, row_number: int, column: int) -> str | None:
    letters = column_letters(column)
    for row in reversed([row for row in data if int(row.get("r") or 0) < row_number]):
        for cell in row:
            if cell.get("r") == f"{letters}{row.get('r')}":
                style = cell.get("s")
                return None if style is None else str(style)
    return None


def _column(place: str) -> int:
    number = 0
    for letter in place:
        if not letter.isalpha():
            break
        number = number * 26 + ord(letter.upper()) - ord("A") + 1
    return number


def _widen(root: Any, cells: Iterable[tuple[int, int]]) -> None:
    """Let the sheet's stated size take in the new cells."""
    dimension = root.find(f"{{{_MAIN}}}dimension")
    if dimension is None:
        return
    first, _, last = str(dimension.get("ref") or "A1").partition(":")
    last = last or first
    rows = int("".join(filter(str.isdigit, last)) or 1)
    columns = _column(last)
    for row, column in cells:
        rows, columns = max(rows, row), max(columns, column)
    dimension.set("ref", f"{first}:{column_letters(columns)}{rows}")


def _without_chain(content: bytes) -> bytes:
    """Take the order of calculation out of the list of parts."""
    root = parse(content)
    for child in list(root):
        if str(child.get("PartName", child.get("Target", ""))).endswith("calcChain.xml"):
            root.remove(child)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
