"""Measures taken apart: the sheets of the full workbook, as tables whose cells keep their addresses."""

from collections.abc import Iterator, Sequence
from pathlib import PurePath

from kccreport.ground.address import CellAddress
from kccreport.intake import schema
from kccreport.intake.one_sheet.above import assumed
from kccreport.intake.one_sheet.figure_rows import commentary, details, published, results, targets
from kccreport.intake.one_sheet.indicator_rows import indicators
from kccreport.intake.one_sheet.parts import ALL_MEASURES, Parts, Read, newest_result, record_of, said, table_of
from kccreport.intake.record import Record
from kccreport.intake.sheet_format import fold
from kccreport.intake.table import Table
from kccreport.workbook.cell import Cell

"""Measures taken apart: the sheets of the full workbook, as tables whose cells keep their addresses."""


_AREA_FIELDS = ("Director", "Cabinet Member", "Delivered by")


def tables(parts: Parts, path: PurePath) -> dict[str, Table]:
    """Return the tables that Measures holds, by the names of their sheets in the full workbook."""
    made = {
        schema.PAPER.name: table_of(parts, schema.PAPER, _paper(parts, path)),
        schema.AREAS.name: table_of(parts, schema.AREAS, _areas(parts)),
        schema.INDICATORS.name: table_of(parts, schema.INDICATORS, indicators(parts)),
        schema.RESULTS.name: results(parts),
        schema.COMMENTARY.name: commentary(parts),
        schema.DETAILS.name: details(parts),
    }
    if parts.headings.targets:
        made[schema.TARGETS.name] = targets(parts)
    ratings = list(published(parts))
    if ratings:
        made[schema.PUBLISHED.name] = table_of(parts, schema.PUBLISHED, ratings)
    return made


def _paper(parts: Parts, path: PurePath) -> list[Record]:
    """Return the items of the paper: those typed above the headings, and those that follow from the rest."""
    above = parts.above
    typed = [each for each in above.items if "Value" in each.cells]
    blank = [each for each in above.items if "Value" not in each.cells]
    found: dict[str, Record] = {}
    top = CellAddress(parts.table.name, parts.headings.first, 1)
    title = above.value("Title") or above.title
    if above.value("Title") is None:
        name = " ".join(path.stem.replace("_", " ").replace("-", " ").split())
        found["Title"] = assumed(
            "Title", title.text if title else f"{name[:1].upper()}{name[1:]}", title.address if title else top
        )
    if above.value("Subject") is None:
        words = title.text if title else found["Title"].text("Value")
        found["Subject"] = assumed("Subject", words, title.address if title else top)
    newest = newest_result(parts)
    if above.value("Results up to") is None and newest is not None:
        found["Results up to"] = assumed("Results up to", newest[0].full_label, newest[1].address)
        if above.value("Financial year") is None:
            found["Financial year"] = assumed(
                "Financial year", f"FY {newest[0].financial_year.label}", newest[1].address
            )
    names = set(found)
    return [*typed, *(each for each in blank if _name(each) not in names), *found.values()]


def _name(record: Record) -> str:
    return next((item.name for item in schema.ITEMS if fold(record.text("Item")) in item.names), "")


def _areas(parts: Parts) -> Iterator[Record]:
    """Yield a row for each group, in the order in which they come; one for all where there are none."""
    seen: dict[str, list[Read]] = {}
    for each in parts.rows:
        seen.setdefault(each.row.group.name, []).append(each)
    for name, members in seen.items():
        first = members[0]
        at = first.row.group.at or first.record.cell("Title")
        named = said(name or ALL_MEASURES, at)
        cells = {"Code": named, "Service area": named, "Summary group": _directorate(parts, members) or named}
        for heading in _AREA_FIELDS:
            found = (each.record.cell(heading) for each in members)
            cells[heading] = next((cell for cell in found if not cell.is_blank), said("", at))
        yield record_of(parts, at.address.row, schema.AREAS, cells)


def _directorate(parts: Parts, members: Sequence[Read]) -> Cell | None:
    """Return the directorate of a group, where all of it has the same one."""
    heading = next((cell for cell in parts.table.own_headings if fold(cell.text) == "directorate"), None)
    cells = [each.record.cell(str(heading.address)) for each in members] if heading is not None else []
    return cells[0] if cells and len({cell.text for cell in cells}) == 1 and cells[0].text else None
