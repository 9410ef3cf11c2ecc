"""Measures taken apart: the sheets of the full workbook, as tables whose cells keep their addresses."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from kccreport.ground.address import CellAddress
from kccreport.intake import schema
from kccreport.intake.one_sheet.above import Above, assumed
from kccreport.intake.one_sheet.headings import HeadingRow
from kccreport.intake.one_sheet.meaning import Meant, period_headings, what_is_meant
from kccreport.intake.one_sheet.rows import MeasureRow
from kccreport.intake.one_sheet.schema import ELSEWHERE, MEASURES
from kccreport.intake.one_sheet.words import frequency_of, rating_of, read_margin
from kccreport.intake.record import Record
from kccreport.intake.sheet_format import SheetFormat, fold
from kccreport.intake.table import Table
from kccreport.models.period import Frequency, Period
from kccreport.models.reading.meaning import Heading
from kccreport.models.schemes import ALL_SCHEMES, NotRated
from kccreport.models.travel import Travel, TravelMethod
from kccreport.workbook.cell import Cell

ALL_MEASURES = "All measures"
_THEIRS = {theirs: ours for ours, theirs in ELSEWHERE.items()} | {"Latest RAG": "RAG"}
_OUTTURN = "Last year's outturn"
_AREA_FIELDS = ("Director", "Cabinet Member", "Delivered by")


@dataclass(frozen=True, slots=True)
class Read:
    """A row with what it means."""

    row: MeasureRow
    meant: Meant

    @property
    def record(self) -> Record:
        """Return the row as it was typed."""
        return self.row.record


@dataclass(frozen=True, slots=True)
class Parts:
    """What the tables are made from: the sheet, its rows, its period headings, and what stands above."""

    table: Table
    rows: tuple[Read, ...]
    periods: tuple[tuple[Cell, Heading | None], ...]
    headings: HeadingRow
    above: Above


def read_rows(table: Table, rows: Sequence[MeasureRow], headings: HeadingRow, above: Above) -> Parts:
    """Return the rows with what they mean; how often most of them are reported stands for those that do not show it."""
    below: dict[str, list[Cell]] = {}
    for row in rows:
        for heading, cell in row.record.cells.items():
            below.setdefault(heading, []).append(cell)
    own = [cell for cell in table.own_headings if cell.address.column not in headings.targets]
    periods = tuple(period_headings(own, below))
    first = [what_is_meant(row, periods, Frequency.MONTHLY).frequency for row in rows if _shows_period(row, periods)]
    usual = Counter(first).most_common(1)[0][0] if first else Frequency.MONTHLY
    read = tuple(Read(row, what_is_meant(row, periods, usual)) for row in rows)
    return Parts(table, read, periods, headings, above)


def _shows_period(row: MeasureRow, periods: Sequence[tuple[Cell, Heading | None]]) -> bool:
    return any(not row.record.cell(str(heading.address)).is_blank for heading, _ in periods)


def tables(parts: Parts, path: PurePath) -> dict[str, Table]:
    """Return the tables that Measures holds, by the names of their sheets in the full workbook."""
    made = {
        schema.PAPER.name: _table(parts, schema.PAPER, _paper(parts, path)),
        schema.AREAS.name: _table(parts, schema.AREAS, _areas(parts)),
        schema.INDICATORS.name: _table(parts, schema.INDICATORS, _indicators(parts)),
        schema.RESULTS.name: _results(parts),
        schema.COMMENTARY.name: _commentary(parts),
        schema.DETAILS.name: _details(parts),
    }
    if parts.headings.targets:
        made[schema.TARGETS.name] = _targets(parts)
    published = list(_published(parts))
    if published:
        made[schema.PUBLISHED.name] = _table(parts, schema.PUBLISHED, published)
    return made


def _table(parts: Parts, format_: SheetFormat, records: Sequence[Record] | Iterator[Record]) -> Table:
    """Return a table with every column of a format; those that Measures lacks are taken for its titles' column."""
    source = parts.table
    columns = {column.heading: _column(parts, column.heading) for column in format_.columns}
    return Table(source.name, tuple(records), columns, (), source.heading_row)


def _column(parts: Parts, heading: str) -> int:
    name = _THEIRS.get(heading, heading)
    if heading in ("Reference", "References"):
        name = "Reference" if any("Reference" in each.record.cells for each in parts.rows) else "Title"
    return parts.table.columns.get(name, parts.table.columns.get("Title", 1))


def _record(
    parts: Parts, row: int, format_: SheetFormat, cells: Mapping[str, Cell], own: Sequence[Cell] = ()
) -> Record:
    """Return a row of a format, without the cells that are blank."""
    columns = {column.heading: _column(parts, column.heading) for column in format_.columns}
    columns |= {str(cell.address): cell.address.column for cell in own}
    return Record(parts.table.name, row, {name: cell for name, cell in cells.items() if not cell.is_blank}, columns)


def _said(value: str | int, at: Cell) -> Cell:
    """Return a cell that nobody typed, at the address of the one it follows from."""
    return Cell(at.address, value)


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


def newest_result(parts: Parts) -> tuple[Period, Cell] | None:
    """Return the newest period that has a figure, and its heading; None where there is none."""
    found: list[tuple[Period, int, Cell]] = []
    for heading, read in parts.periods:
        for each in parts.rows if read is not None else ():
            cell = each.meant.figures.get(str(heading.address))
            period = read.period_for(each.meant.frequency) if read is not None else None
            if cell is not None and period is not None and not cell.text.casefold().endswith("[f]"):
                found.append((period, heading.address.column, heading))
    if not found:
        return None
    period, _, heading = max(found, key=lambda each: each[:2])
    return period, heading


def _areas(parts: Parts) -> Iterator[Record]:
    """Yield a row for each group, in the order in which they come; one for all where there are none."""
    seen: dict[str, list[Read]] = {}
    for each in parts.rows:
        seen.setdefault(each.row.group.name, []).append(each)
    for name, members in seen.items():
        first = members[0]
        at = first.row.group.at or first.record.cell("Title")
        named = _said(name or ALL_MEASURES, at)
        cells = {"Code": named, "Service area": named, "Summary group": _directorate(parts, members) or named}
        for heading in _AREA_FIELDS:
            said = (each.record.cell(heading) for each in members)
            cells[heading] = next((cell for cell in said if not cell.is_blank), _said("", at))
        yield _record(parts, at.address.row, schema.AREAS, cells)


def _directorate(parts: Parts, members: Sequence[Read]) -> Cell | None:
    """Return the directorate of a group, where all of it has the same one."""
    heading = next((cell for cell in parts.table.own_headings if fold(cell.text) == "directorate"), None)
    cells = [each.record.cell(str(heading.address)) for each in members] if heading is not None else []
    return cells[0] if cells and len({cell.text for cell in cells}) == 1 and cells[0].text else None


def _indicators(parts: Parts) -> Iterator[Record]:
    for each in parts.rows:
        yield _record(parts, each.record.row, schema.INDICATORS, _indicator(each))


def _indicator(each: Read) -> dict[str, Cell]:
    row, meant = each.row, each.meant
    title = row.record.cell("Title")
    at = title if not title.is_blank else row.key
    same = {"Reference", "Title", "Short title", "Scheme", "Owner", "Arrears", "Suppress below", "Upper", "Lower"}
    cells = {
        name: row.cell(name) for name in schema.INDICATORS.headings() if name in same or name in MEASURES.headings()
    }
    cells |= {
        "Service area": _said(row.group.name or ALL_MEASURES, row.group.at or at),
        "Kind": _follows("KPI" if meant.is_kpi else "Activity", row.cell("Kind"), at),
        "Frequency": _frequency(row, meant, at),
        "Unit": _follows(meant.unit, row.cell("Unit"), at),
        "Decimals": row.cell("Decimals") if not row.cell("Decimals").is_blank else _said(meant.decimals, at),
        "Basis": _follows(meant.basis, row.cell("Basis"), at),
        "Polarity": _polarity(row, meant),
        "Direction": row.cell("Direction") if _is_method(row.cell("Direction")) else _said("", at),
    }
    for name, places in (("YTD decimals", meant.year_to_date_decimals), ("Target decimals", meant.target_decimals)):
        if row.cell(name).is_blank:
            cells[name] = _said(places, at)
    if meant.is_rated:
        cells |= _rated_by(row)
        return cells
    for name in _RATED_ONLY:
        cells.pop(name, None)
    if meant.target.figure:
        cells["Scheme"] = _said(NotRated.name, row.cell("Kind") if not row.cell("Kind").is_blank else at)
    return cells


_RATED_ONLY = frozenset(
    ("Tolerance in", "Edge", "Scheme", *(heading for scheme in ALL_SCHEMES for heading in scheme.headings()))
)


def _follows(value: str, typed: Cell, at: Cell) -> Cell:
    """Return a cell with a value of ours, where it was typed in other words, or else where it follows from."""
    return replace(typed if not typed.is_blank else at, value=value, number_format="General", is_struck=False)


def _frequency(row: MeasureRow, meant: Meant, at: Cell) -> Cell:
    typed = row.cell("Frequency")
    if not typed.is_blank and frequency_of(typed.text) is None:
        return typed  # which is said
    return _follows(meant.frequency.capitalize(), typed, at)


def _polarity(row: MeasureRow, meant: Meant) -> Cell:
    typed = row.cell("Polarity")
    return _follows(meant.polarity, typed, row.record.cell("Target")) if meant.polarity else _said("", row.key)


def _rated_by(row: MeasureRow) -> dict[str, Cell]:
    """Return the figures of a row's scheme as the full workbook has them."""
    cells = {"Floor": row.cell("Amber limit")}
    tolerance = row.cell("Tolerance")
    margin = read_margin(tolerance.text) if isinstance(tolerance.value, str) else None
    if margin is not None:
        cells["Tolerance"] = replace(tolerance, value=margin[0], number_format="General")
        if margin[1] and row.cell("Tolerance in").is_blank:
            cells["Tolerance in"] = _said("points", tolerance)
    return cells


def _results(parts: Parts) -> Table:
    own = tuple(heading for heading, _ in parts.periods)
    made, outturn = _table(parts, schema.RESULTS, ()), _outturn(parts)
    records = []
    for each in parts.rows:
        names = [name for name in schema.RESULTS.headings() if name in MEASURES.headings()]
        cells = {name: each.row.cell(name) for name in names}
        cells |= {"Reference": each.row.key, "Previous year": each.row.cell("Last year")} | dict(each.meant.figures)
        if cells[_OUTTURN].is_blank and outturn in each.meant.coarser:
            cells[_OUTTURN] = each.meant.coarser[outturn]
        if not _is_status(cells["Status"]):
            del cells["Status"]
        if each.meant.suspension:
            first = next(
                each.record.cell(str(cell.address)) for cell in own if not each.record.cell(str(cell.address)).is_blank
            )
            cells |= {"Status": _said("[suspended]", first), "Status note": _said(each.meant.suspension, first)}
        records.append(_record(parts, each.record.row, schema.RESULTS, cells, own))
    return replace(made, records=tuple(records), own_headings=own)


def _outturn(parts: Parts) -> str:
    """Return the address of the heading of the last whole financial year; "" where there is none."""
    newest = newest_result(parts)
    if newest is None:
        return ""
    end = newest[0].financial_year.first_month.plus(-1)
    years = (cell for cell, read in parts.periods if read is not None and read.period_for(Frequency.ANNUAL) == end)
    wanted = (str(cell.address) for cell in years)
    return next((at for at in wanted if any(at in each.meant.coarser for each in parts.rows)), "")


def _targets(parts: Parts) -> Table:
    """Return the targets of single periods, each below its period."""
    own = {
        at: Cell(CellAddress(parts.table.name, parts.table.heading_row, at), read.meanings[0].to_type)
        for at, read in parts.headings.targets.items()
    }
    made = _table(parts, schema.TARGETS, ())
    records = []
    for each in parts.rows:
        found = {str(cell.address): each.record.cell(str(cell.address)) for cell in own.values()}
        if each.meant.is_rated and any(not cell.is_blank for cell in found.values()):
            cells = {"Reference": each.row.key, **found}
            records.append(_record(parts, each.record.row, schema.TARGETS, cells, tuple(own.values())))
    return replace(made, records=tuple(records), own_headings=tuple(own.values()))


def _commentary(parts: Parts) -> Table:
    """Return the words on each measure, below the headings that are there; one for commentary is added if need be."""
    names = [name for name in schema.COMMENTARY.headings() if name in parts.table.columns]
    columns = {"References": _column(parts, "References"), **{name: parts.table.columns[name] for name in names}}
    added = frozenset({"Commentary"} - columns.keys())
    columns |= dict.fromkeys(added, parts.table.free_column)
    records = []
    for each in parts.rows:
        cells = {"References": each.row.key} | {name: each.record.cell(name) for name in names}
        filled = {name: cell for name, cell in cells.items() if not cell.is_blank}
        records.append(Record(parts.table.name, each.record.row, filled, columns))
    return Table(parts.table.name, tuple(records), columns, (), parts.table.heading_row, added)


def _details(parts: Parts) -> Table:
    """Return the facts of each row: what stands below headings of the officer's own, and years beside shorter periods."""
    taken = {heading.address.column for heading, _ in parts.periods} | set(parts.headings.targets)
    own = tuple(cell for cell in parts.table.own_headings if cell.address.column not in taken)
    outturn = _outturn(parts)
    coarser = [
        {at: cell for at, cell in each.meant.coarser.items() if at != outturn or _OUTTURN in each.record.cells}
        for each in parts.rows
    ]
    years = tuple(heading for heading, _ in parts.periods if any(str(heading.address) in found for found in coarser))
    states = tuple(cell for cell in parts.headings.cells.values() if cell.text == "Status")
    made = _table(parts, schema.DETAILS, ())
    records = []
    for each, of_years in zip(parts.rows, coarser, strict=True):
        cells = {str(cell.address): each.record.cell(str(cell.address)) for cell in own} | of_years
        state = each.record.cell("Status")
        if not state.is_blank and not _is_status(state) and rating_of(state.text) is None:
            cells |= {str(cell.address): state for cell in states}
        if any(not cell.is_blank for cell in cells.values()):
            headings = (*own, *years, *states)
            records.append(
                _record(parts, each.record.row, schema.DETAILS, {"Reference": each.row.key, **cells}, headings)
            )
    return replace(made, records=tuple(records), own_headings=(*own, *years, *states))


def _is_status(cell: Cell) -> bool:
    """Say whether what stands below Status is one of ours, such as [n] or suspended; it may be any words, or a rating."""
    return cell.text.startswith("[") or fold(cell.text) == "suspended"


def _published(parts: Parts) -> Iterator[Record]:
    """Yield the ratings and directions that were typed, where we know the words."""
    directions = {fold(each): each for each in Travel}
    for each in parts.rows:
        typed = each.record.cell("RAG")
        if typed.is_blank and rating_of(each.record.text("Status")) is not None:
            typed = each.record.cell("Status")
        rating, direction = rating_of(typed.text), directions.get(fold(each.record.text("Direction")))
        cells = {"Latest RAG": _follows(rating, typed, typed)} if rating is not None and not typed.is_blank else {}
        if direction is not None:
            cells["Direction"] = each.record.cell("Direction")
        if cells:
            made = _record(parts, each.record.row, schema.PUBLISHED, {"Reference": each.row.key, **cells})
            yield replace(made, columns={**made.columns, "Latest RAG": typed.address.column})


def _is_method(cell: Cell) -> bool:
    return fold(cell.text) in {fold(each) for each in TravelMethod}
