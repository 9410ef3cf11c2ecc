"""Change single cells of a workbook and nothing else: every other part of the package stays as it is, byte for byte.

openpyxl would write the whole package anew and lose what it does not know: charts, themes, custom parts, the look of
comments. So the one part that holds a cell is changed as XML.
"""

import io
import zipfile
from collections.abc import Collection, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from lxml import etree
from openpyxl.formula.translate import Translator

from kccreport.ground.address import CellAddress, column_letters
from kccreport.workbook.package import (
    CONTENT_TYPES,
    WorkbookPackage,
    column_number,
    column_of,
    folded,
    local_name,
    parse,
    rows_of,
)

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
    with zipfile.ZipFile(io.BytesIO(content)) as old:
        package = WorkbookPackage(old)
        parts = {sheet.name: sheet.part for sheet in package.sheets if sheet.is_worksheet and sheet.part}
        missing = by_sheet.keys() - parts.keys()
        if missing:
            raise NoSuchSheet(f"there is no sheet named {sorted(missing)[0]!r}")
        looks = {(new.sheet, new.row, new.column): (old_.row, old_.column) for new, old_ in (like or {}).items()}
        changed: dict[str, bytes] = {}
        lost_formula = False
        for sheet, found in by_sheet.items():
            looks_here = {place[1:]: source for place, source in looks.items() if place[0] == sheet}
            changed[parts[sheet]], has_lost = _edited(old.read(parts[sheet]), found, looks_here)
            lost_formula |= has_lost
        # Excel makes the order of calculation again; a stale one would be "repaired"
        chains = [part for part in package.names if _is_chain(part, package)] if lost_formula else []
        if chains:
            gone = frozenset(map(folded, chains))
            for part in (package.find(CONTENT_TYPES), package.relations_part(package.main)):
                changed[part] = _without(old.read(part), gone, package)
        return repacked(old, changed, chains)


def repacked(old: zipfile.ZipFile, changed: Mapping[str, bytes], without: Collection[str] = ()) -> bytes:
    """Return a package with some parts changed and some left out; all else is as it was, in its order."""
    result = io.BytesIO()
    with zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            if entry.filename not in without:
                data = changed[entry.filename] if entry.filename in changed else old.read(entry.filename)
                new.writestr(_like(entry), data, entry.compress_type)
    return result.getvalue()


def cells_of(root: Any) -> dict[tuple[int, int], Any]:
    """Return the cells of a sheet's XML by row and column, having written its place on each."""
    return _SheetData(root).cells


def _is_chain(part: str, package: WorkbookPackage) -> bool:
    return package.kinds.get(part) == "calcChain" or folded(part).endswith("calcchain.xml")


def _like(entry: zipfile.ZipInfo) -> zipfile.ZipInfo:
    """Return an entry of the same name, time and attributes, for a writer to fill."""
    made = zipfile.ZipInfo(entry.filename, entry.date_time)
    made.external_attr, made.create_system, made.comment = entry.external_attr, entry.create_system, entry.comment
    return made


class _SheetData:
    """The rows and cells of a sheet by their places, which are written on each of them while it is looked through.

    Some programs leave them out, since they follow from the order; a cell put between such cells would move the rest.
    """

    def __init__(self, root: Any) -> None:
        self.space = root.tag.rpartition("}")[0] + "}"
        self.data = root.find(f"{self.space}sheetData")
        self.rows: dict[int, Any] = {}
        self.cells: dict[tuple[int, int], Any] = {}
        for number, row in rows_of(self.data):
            row.set("r", str(number))
            self.rows.setdefault(number, row)
            column = 0
            for cell in row:
                if local_name(cell) == "c":
                    column = column_number(cell, column)
                    cell.set("r", f"{column_letters(column)}{number}")
                    self.cells[number, column] = cell

    def row(self, number: int) -> Any:
        """Return a row, made in its place where it was not there."""
        if number not in self.rows:
            made = self.rows[number] = etree.Element(f"{self.space}row", r=str(number))
            after = next((at for at, row in enumerate(self.data) if int(row.get("r") or 0) > number), len(self.data))
            self.data.insert(after, made)
        return self.rows[number]

    def cell(self, row_number: int, column: int, like: tuple[int, int] | None) -> Any:
        """Return a cell, made in its place with the style of another, or of the one above, where it was not there."""
        found = self.cells.get((row_number, column))
        if found is not None:
            return found
        row = self.row(row_number)
        made = etree.Element(f"{self.space}c", r=f"{column_letters(column)}{row_number}")
        after = next((at for at, cell in enumerate(row) if column_of(str(cell.get("r") or "")) > column), len(row))
        row.insert(after, made)
        row.attrib.pop("spans", None)  # a hint of how far the row reaches, which may now be wrong
        source = self._above(row_number, column) if like is None else self.cells.get(like)
        if source is not None and source.get("s") is not None:
            made.set("s", source.get("s"))
        self.cells[row_number, column] = made
        return made

    def _above(self, row_number: int, column: int) -> Any:
        above = [row for row, at in self.cells if at == column and row < row_number]
        return self.cells[max(above), column] if above else None

    def formulas(self, shared: str) -> Iterator[tuple[tuple[int, int], Any]]:
        """Yield what is left of a formula that several cells share, by place."""
        for place, cell in sorted(self.cells.items()):
            formula = cell.find(f"{self.space}f")
            if formula is not None and formula.get("t") == "shared" and formula.get("si") == shared:
                yield place, formula


def _edited(
    content: bytes, cells: Mapping[tuple[int, int], NewValue], like: Mapping[tuple[int, int], tuple[int, int]]
) -> tuple[bytes, bool]:
    """Return a sheet's XML with its cells changed, and whether a formula went."""
    root = parse(content)
    sheet = _SheetData(root)
    lost = False
    for (row_number, column), value in sorted(cells.items()):
        cell = sheet.cell(row_number, column, like.get((row_number, column)))
        formula = cell.find(f"{sheet.space}f")
        lost |= formula is not None
        for child in list(cell):
            cell.remove(child)
        for attribute in ("t", "cm", "vm"):  # its type, and what was noted of a formula or a value that is gone
            cell.attrib.pop(attribute, None)
        if formula is not None and formula.text and formula.get("t") == "shared":
            _pass_on(sheet, formula, (row_number, column))
        if isinstance(value, str):
            cell.set("t", "inlineStr")
            text = etree.SubElement(etree.SubElement(cell, f"{sheet.space}is"), f"{sheet.space}t")
            text.text = value
            text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            row = sheet.row(row_number)
            row.attrib.pop("ht", None)  # Excel fits the row to its new text
            row.attrib.pop("customHeight", None)
        elif value is not None:
            etree.SubElement(cell, f"{sheet.space}v").text = str(value)
    _widen(root, sheet.space, cells)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)), lost


def _pass_on(sheet: _SheetData, formula: Any, place: tuple[int, int]) -> None:
    """Hand a formula that other cells share to the next of them, since only the first of them holds its text."""
    rest = list(sheet.formulas(formula.get("si")))
    if not rest:
        return
    (row, column), heir = rest[0]
    rows, columns = [at[0] for at, _ in rest], [at[1] for at, _ in rest]
    heir.text = Translator(f"={formula.text}", _place(*place)).translate_formula(_place(row, column)).removeprefix("=")
    heir.set("ref", f"{_place(min(rows), min(columns))}:{_place(max(rows), max(columns))}")


def _place(row: int, column: int) -> str:
    return f"{column_letters(column)}{row}"


def _widen(root: Any, space: str, cells: Iterable[tuple[int, int]]) -> None:
    """Let the sheet's stated size take in the new cells."""
    dimension = root.find(f"{space}dimension")
    if dimension is None:
        return
    first, _, last = str(dimension.get("ref") or "A1").partition(":")
    last = last or first
    rows = int("".join(filter(str.isdigit, last)) or 1)
    columns = column_of(last)
    for row, column in cells:
        rows, columns = max(rows, row), max(columns, column)
    dimension.set("ref", f"{first}:{column_letters(columns)}{rows}")


def _without(content: bytes, gone: frozenset[str], package: WorkbookPackage) -> bytes:
    """Take parts that are gone out of the list of parts, or out of the relations of the main part."""
    root = parse(content)
    relations = package.relations(package.main)
    for child in list(root):
        relation = relations.get(str(child.get("Id")))
        target = relation.target if relation is not None else str(child.get("PartName", ""))
        if folded(target) in gone:
            root.remove(child)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
