"""What a sheet holds and does not show: hidden and tiny rows and columns, words that cannot be seen, objects, links."""

from collections.abc import Iterator
from typing import Any

from lxml import etree
from msgspec import Struct, field

from kccreport.ground.address import column_letters, sheet_address
from kccreport.ground.pattern import pattern
from kccreport.workbook.package import (
    SheetPart,
    WorkbookPackage,
    column_number,
    column_of,
    local_name,
    row_number,
)
from kccreport.workbook.unseen.looks import Looks
from kccreport.workbook.unseen.thing import Hidden, listed, root_of
from kccreport.workbook.visibility import TRUE, is_unseen_column, is_unseen_row

_TAGS = ("col", "row", "conditionalFormatting", "scenario", "tablePart")
_LOCAL = pattern(r"(?i)^(file:|[a-z]:[\\/]|\\\\)|%5c%5c")
_SPAN = pattern(r"\$?([A-Za-z]+)\$?(\d+)(?::\$?([A-Za-z]+)\$?(\d+))?")


class _Found(Struct):
    """What has been met on a sheet so far."""

    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    tiny_columns: list[tuple[int, int]] = field(default_factory=list)
    hidden_rows: list[str] = field(default_factory=list)
    tiny_rows: list[str] = field(default_factory=list)
    filled: set[int] = field(default_factory=set)
    pale: list[tuple[int, int]] = field(default_factory=list)
    blank: list[tuple[int, int]] = field(default_factory=list)
    coloured: list[tuple[int, int, int, int]] = field(default_factory=list)
    people: list[str] = field(default_factory=list)


def hidden_on_sheet(
    sheet: SheetPart, package: WorkbookPackage, looks: Looks, blank_texts: set[str]
) -> Iterator[Hidden]:
    """Yield what does not show of a sheet; `blank_texts` are the numbers of shared texts that hold only space."""
    name = sheet_address(sheet.name)
    if sheet.state == "veryHidden":
        remedy = "delete it with the VBA editor, or in a copy"
        yield Hidden(name, "the sheet is hidden so that Excel's menus do not show it", remedy)
    elif sheet.state == "hidden":
        yield Hidden(name, "the sheet is hidden", "unhide it, and delete it if it is not for publication")
    if not sheet.part or not sheet.is_worksheet:
        return
    found = _look_through(sheet.part, package, looks, blank_texts)
    for what, columns in (
        ("columns are hidden or filtered away", found.hidden_columns),
        ("columns are too narrow to be seen", found.tiny_columns),
    ):
        ranges = [_range(first, last) for first, last in columns if any(first <= at <= last for at in found.filled)]
        if ranges:
            yield Hidden(name, f"{what}: {listed(ranges)}", "unhide the columns and make them wider, or delete them")
    for what, rows in (
        ("rows are hidden or filtered away", found.hidden_rows),
        ("rows are too low to be seen", found.tiny_rows),
    ):
        if rows:
            yield Hidden(name, f"{what}: {listed(rows)}", "unhide the rows and make them higher, or delete them")
    pale = [place for place in found.pale if not any(_is_in(place, area) for area in found.coloured)]
    for why, places in (
        ("they have the colour of their cell, or are too small", pale),
        ("their number format, such as ;;;, shows nothing", found.blank),
    ):
        if places:
            cells = listed([f"{column_letters(column)}{row}" for row, column in places])
            yield Hidden(
                name,
                f"there are words or figures that nobody sees, since {why}: {cells}",
                "delete them, or show them",
            )
    if found.people:
        yield Hidden(name, f"scenarios name {listed(found.people)}", "Data > What-If Analysis > Scenarios: delete them")
    yield from _links_and_objects(name, sheet.part, package)


def _range(first: int, last: int) -> str:
    return column_letters(first) if first == last else f"{column_letters(first)} to {column_letters(last)}"


def _is_in(place: tuple[int, int], area: tuple[int, int, int, int]) -> bool:
    (row, column), (top, left, bottom, right) = place, area
    return top <= row <= bottom and left <= column <= right


def _look_through(part: str, package: WorkbookPackage, looks: Looks, blank_texts: set[str]) -> _Found:
    """Read a sheet once, row by row."""
    found, number = _Found(), 0
    with package.archive.open(part) as source:
        tags = [f"{{*}}{tag}" for tag in _TAGS]
        for _, element in etree.iterparse(source, tag=tags, resolve_entities=False, no_network=True):
            match local_name(element):
                case "row":
                    number = row_number(element, number)
                    _look_at_row(element, number, found, looks, blank_texts)
                    element.clear()
                case "col" if is_unseen_column(element.attrib):
                    ends = int(element.get("min", 0)), int(element.get("max", 0))
                    (found.hidden_columns if element.get("hidden") in TRUE else found.tiny_columns).append(ends)
                case "conditionalFormatting":
                    rules = {str(rule.get("dxfId")) for rule in element}
                    if any(rule.isdigit() and int(rule) in looks.filling_rules for rule in rules):
                        found.coloured.extend(_areas(str(element.get("sqref") or "")))
                case "scenario" if element.get("user"):
                    found.people.append(str(element.get("user")))
    for table in package.related(part, "table"):
        root = root_of(package, table)
        for top, left, _, right in [] if root is None else _areas(str(root.get("ref") or "")):
            found.coloured.append((top, left, top, right))  # a table's style may lend its headings a dark fill
    return found


def _areas(text: str) -> Iterator[tuple[int, int, int, int]]:
    for span in text.split():
        if match := _SPAN.fullmatch(span):
            left, top, right, bottom = match.groups()
            yield int(top), column_of(left), int(bottom or top), column_of(right or left)


def _look_at_row(row: Any, number: int, found: _Found, looks: Looks, blank_texts: set[str]) -> None:
    column, holds = 0, False
    for cell in row:
        if local_name(cell) != "c":
            continue
        column = column_number(cell, column)
        if len(cell) == 0 or not _holds_something(cell, blank_texts):
            continue
        holds = True
        found.filled.add(column)
        style = str(cell.get("s") or 0)
        look = looks.hiding.get(int(style)) if looks.hiding and style.isdigit() else None
        if look is None:
            continue
        if look.is_pale:
            found.pale.append((number, column))
        elif look.shows_nothing(_value(cell)):
            found.blank.append((number, column))
    if holds and is_unseen_row(row.attrib):
        (found.hidden_rows if row.get("hidden") in TRUE else found.tiny_rows).append(str(number))


def _holds_something(cell: Any, blank_texts: set[str]) -> bool:
    if cell.get("t") == "s":
        return not any(child.text in blank_texts for child in cell if local_name(child) == "v")
    return any("".join(child.itertext()).strip() for child in cell)


def _value(cell: Any) -> float | None:
    """Return a cell's number; None for a text."""
    if cell.get("t", "n") not in ("n", "b", "d"):
        return None
    text = next((child.text for child in cell if local_name(child) == "v"), None)
    try:
        return float(text or "")
    except ValueError:
        return 1.0  # a date that is written out, or a formula without its result: something all the same


def _links_and_objects(name: str, part: str, package: WorkbookPackage) -> Iterator[Hidden]:
    """Find links that name a folder or a computer, and objects that are switched off."""
    relations = package.relations(part).values()
    folders = [each.target for each in relations if each.is_external and _LOCAL.search(each.target)]
    if folders:
        yield Hidden(name, f"links name folders: {listed([folder[:60] for folder in folders])}", "delete the links")
    for drawing in package.related(part, "drawing"):
        root = root_of(package, drawing)
        unseen = [each for each in ([] if root is None else root.iter("{*}cNvPr")) if each.get("hidden") in TRUE]
        if unseen:
            names = listed([str(each.get("name")) for each in unseen])
            yield Hidden(name, f"objects are hidden: {names}", "Home > Find & Select > Selection Pane shows them")
