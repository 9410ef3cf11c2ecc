"""The rows of Measures as those of the sheet Indicators: what each measure is, and how it is rated."""

from collections.abc import Iterator

from kccreport.intake import schema
from kccreport.intake.one_sheet.meaning import Meant
from kccreport.intake.one_sheet.parts import ALL_MEASURES, Parts, Read, follows, record_of, said
from kccreport.intake.one_sheet.rows import MeasureRow
from kccreport.intake.one_sheet.schema import MEASURES
from kccreport.intake.one_sheet.words import frequency_of, read_margin
from kccreport.intake.record import Record
from kccreport.intake.sheet_format import fold
from kccreport.models.schemes import ALL_SCHEMES, NotRated
from kccreport.models.travel import TravelMethod
from kccreport.workbook.cell import Cell


def indicators(parts: Parts) -> Iterator[Record]:
    """Yield each measure as a row of the sheet Indicators."""
    for each in parts.rows:
        yield record_of(parts, each.record.row, schema.INDICATORS, _indicator(each))


def _indicator(each: Read) -> dict[str, Cell]:
    row, meant = each.row, each.meant
    title = row.record.cell("Title")
    at = title if not title.is_blank else row.key
    same = {"Reference", "Title", "Short title", "Scheme", "Owner", "Arrears", "Suppress below", "Upper", "Lower"}
    cells = {
        name: row.cell(name) for name in schema.INDICATORS.headings() if name in same or name in MEASURES.headings()
    }
    cells |= {
        "Service area": said(row.group.name or ALL_MEASURES, row.group.at or at),
        "Kind": follows("KPI" if meant.is_kpi else "Activity", row.cell("Kind"), at),
        "Frequency": _frequency(row, meant, at),
        "Unit": follows(meant.unit, row.cell("Unit"), at),
        "Decimals": row.cell("Decimals") if not row.cell("Decimals").is_blank else said(meant.decimals, at),
        "Basis": follows(meant.basis, row.cell("Basis"), at),
        "Polarity": _polarity(row, meant),
        "Direction": row.cell("Direction") if _is_method(row.cell("Direction")) else said("", at),
    }
    for name, places in (("YTD decimals", meant.year_to_date_decimals), ("Target decimals", meant.target_decimals)):
        if row.cell(name).is_blank:
            cells[name] = said(places, at)
    if meant.is_rated:
        cells |= _rated_by(row)
        return cells
    for name in _RATED_ONLY:
        cells.pop(name, None)
    if meant.target.figure:
        cells["Scheme"] = said(NotRated.name, row.cell("Kind") if not row.cell("Kind").is_blank else at)
    return cells


_RATED_ONLY = frozenset(
    ("Tolerance in", "Edge", "Scheme", *(heading for scheme in ALL_SCHEMES for heading in scheme.headings()))
)


def _frequency(row: MeasureRow, meant: Meant, at: Cell) -> Cell:
    typed = row.cell("Frequency")
    if not typed.is_blank and frequency_of(typed.text) is None:
        return typed  # which is said
    return follows(meant.frequency.capitalize(), typed, at)


def _polarity(row: MeasureRow, meant: Meant) -> Cell:
    typed = row.cell("Polarity")
    return follows(meant.polarity, typed, row.record.cell("Target")) if meant.polarity else said("", row.key)


def _rated_by(row: MeasureRow) -> dict[str, Cell]:
    """Return the figures of a row's scheme as the full workbook has them."""
    cells = {"Floor": row.cell("Amber limit")}
    tolerance = row.cell("Tolerance")
    margin = read_margin(tolerance.text) if isinstance(tolerance.value, str) else None
    if margin is not None:
        cells["Tolerance"] = tolerance._replace(value=margin[0], number_format="General")
        if margin[1] and row.cell("Tolerance in").is_blank:
            cells["Tolerance in"] = said("points", tolerance)
    return cells


def _is_method(cell: Cell) -> bool:
    return fold(cell.text) in {fold(each) for each in TravelMethod}
