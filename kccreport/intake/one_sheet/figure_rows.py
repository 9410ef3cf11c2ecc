"""The rows of Measures as those of the sheets of figures, facts and words."""

from collections.abc import Iterator

from kccreport.ground.address import CellAddress
from kccreport.intake import schema
from kccreport.intake.one_sheet.parts import Parts, column_of, follows, newest_result, record_of, said, table_of
from kccreport.intake.one_sheet.schema import MEASURES
from kccreport.intake.one_sheet.words import absence_of, is_not_rated
from kccreport.intake.record import Record
from kccreport.intake.sheet_format import fold
from kccreport.intake.table import Table
from kccreport.models.period import Frequency
from kccreport.models.travel import Travel
from kccreport.workbook.cell import Cell

_OUTTURN = "Last year's outturn"


def results(parts: Parts) -> Table:
    """Return the figures of each measure by period, and the other figures and statuses of its row."""
    own = tuple(heading for heading, _ in parts.periods)
    made, outturn = table_of(parts, schema.RESULTS, ()), _outturn(parts)
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
            cells |= {"Status": said("[suspended]", first), "Status note": said(each.meant.suspension, first)}
        records.append(record_of(parts, each.record.row, schema.RESULTS, cells, own))
    return made._replace(records=tuple(records), own_headings=own)


def _outturn(parts: Parts) -> str:
    """Return the address of the heading of the last whole financial year; "" where there is none."""
    newest = newest_result(parts)
    if newest is None:
        return ""
    end = newest[0].financial_year.first_month.plus(-1)
    years = (cell for cell, read in parts.periods if read is not None and read.period_for(Frequency.ANNUAL) == end)
    wanted = (str(cell.address) for cell in years)
    return next((at for at in wanted if any(at in each.meant.coarser for each in parts.rows)), "")


def targets(parts: Parts) -> Table:
    """Return the targets of single periods, each below its period."""
    own = {
        at: Cell(CellAddress(parts.table.name, parts.table.heading_row, at), read.meanings[0].to_type)
        for at, read in parts.headings.targets.items()
    }
    made = table_of(parts, schema.TARGETS, ())
    records = []
    for each in parts.rows:
        found = {str(cell.address): each.record.cell(str(cell.address)) for cell in own.values()}
        if each.meant.is_rated and any(not cell.is_blank for cell in found.values()):
            cells = {"Reference": each.row.key, **found}
            records.append(record_of(parts, each.record.row, schema.TARGETS, cells, tuple(own.values())))
    return made._replace(records=tuple(records), own_headings=tuple(own.values()))


def commentary(parts: Parts) -> Table:
    """Return the words on each measure, below the headings that are there; one for commentary is added if need be."""
    names = [name for name in schema.COMMENTARY.headings() if name in parts.table.columns]
    columns = {"References": column_of(parts, "References"), **{name: parts.table.columns[name] for name in names}}
    added = frozenset({"Commentary"} - columns.keys())
    columns |= dict.fromkeys(added, parts.table.free_column)
    records = []
    for each in parts.rows:
        cells = {"References": each.row.key} | {name: each.record.cell(name) for name in names}
        filled = {name: cell for name, cell in cells.items() if not cell.is_blank}
        records.append(Record(parts.table.name, each.record.row, filled, columns))
    return Table(parts.table.name, tuple(records), columns, (), parts.table.heading_row, added)


def details(parts: Parts) -> Table:
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
    made = table_of(parts, schema.DETAILS, ())
    records = []
    for each, of_years in zip(parts.rows, coarser, strict=True):
        cells = {str(cell.address): each.record.cell(str(cell.address)) for cell in own} | of_years
        state = each.record.cell("Status")
        if not state.is_blank and not _is_status(state) and not _says_rating(parts, state.text):
            cells |= {str(cell.address): state for cell in states}
        if any(not cell.is_blank for cell in cells.values()):
            headings = (*own, *years, *states)
            records.append(
                record_of(parts, each.record.row, schema.DETAILS, {"Reference": each.row.key, **cells}, headings)
            )
    return made._replace(records=tuple(records), own_headings=(*own, *years, *states))


def _is_status(cell: Cell) -> bool:
    """Say whether what stands below Status is one of ours, such as [n] or suspended; it may be any words, or a rating."""
    return cell.text.startswith("[") or fold(cell.text) == "suspended"


def _says_rating(parts: Parts, text: str) -> bool:
    """Say whether words are a rating, or mean that there is none."""
    unrated = fold(parts.ratings.not_rated)
    return (
        parts.rating(text) is not None
        or is_not_rated(text)
        or absence_of(text) is not None
        or (bool(unrated) and fold(text) == unrated)
    )


def published(parts: Parts) -> Iterator[Record]:
    """Yield the ratings and directions that were typed, where we know the words."""
    directions = {fold(each): each for each in Travel}
    for each in parts.rows:
        typed = each.record.cell("RAG")
        if typed.is_blank and parts.rating(each.record.text("Status")) is not None:
            typed = each.record.cell("Status")
        rating, direction = parts.rating(typed.text), directions.get(fold(each.record.text("Direction")))
        cells = {"Latest RAG": follows(rating, typed, typed)} if rating is not None and not typed.is_blank else {}
        if direction is not None:
            cells["Direction"] = each.record.cell("Direction")
        if cells:
            made = record_of(parts, each.record.row, schema.PUBLISHED, {"Reference": each.row.key, **cells})
            yield made._replace(columns={**made.columns, "Latest RAG": typed.address.column})
