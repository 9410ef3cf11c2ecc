"""An agenda workbook ready to fill in: what to type beside each item, and lists to choose from."""

from collections.abc import Mapping, Sequence

from kccreport.agenda.intake.schema import (
    AGENDA_SHEETS,
    APPENDICES,
    CLEARED,
    CLEARED_FINDINGS,
    CLOSURES,
    ITEMS,
    LOG,
    MEETING,
    MEETING_ITEMS,
    MEMBERS,
    VERSIONS,
)
from kccreport.agenda.models import Jurisdiction
from kccreport.intake.sheet_format import SheetFormat
from kccreport.intake.writing import item_sheet
from kccreport.workbook.writer import HeadingCell, SheetContent, WritableValue, workbook_bytes

Known = Mapping[str, Sequence[Mapping[str, WritableValue]]]  # sheet → rows, each by heading

_SPARE = {ITEMS: 30, APPENDICES: 20, MEMBERS: 30, CLOSURES: 10, VERSIONS: 8, LOG: 60, CLEARED: 20, CLEARED_FINDINGS: 20}
_GUIDANCE = (
    "White cells are yours to fill in. What is locked can be unlocked without a password: Review > Unprotect Sheet.",
    "Put the papers into the folder of this workbook, as PDF or as a paper's own workbook, and type their names in File.",
    "kccreport dates says by when agenda and papers must be published, and gives the notices as text.",
    "kccreport check says what is missing or wrong, cell by cell; kccreport pack makes the packs.",
    "A paper with a number in Exempt paragraphs is kept out of the public pack. Where its title is exempt too, give a "
    "Safe title.",
    "A sheet named Notes is yours; it is not read.",
)


def agenda_template_bytes(known: Known | None = None) -> bytes:
    """Return a template of an agenda workbook, with the rows that are known of each sheet. The same every time."""
    filled = known or {}
    rows: list[list[WritableValue]] = [["", line] for line in _GUIDANCE]
    rows += [[format_.name, format_.purpose] for format_ in AGENDA_SHEETS]
    guidance = SheetContent(
        "Guidance", (HeadingCell("Sheet", width=18), HeadingCell("What it is for", width=110)), rows
    )
    sheets = [
        _meeting(filled) if format_ is MEETING else _sheet(format_, filled.get(format_.name, ()))
        for format_ in AGENDA_SHEETS
    ]
    return workbook_bytes([guidance, *sheets], title="Template: agenda")


def _meeting(filled: Known) -> SheetContent:
    known: dict[str, WritableValue] = {"Jurisdiction": Jurisdiction.ENGLAND.value}
    known |= {str(row["Item"]): row["Value"] for row in filled.get(MEETING.name, ()) if row["Value"] is not None}
    return item_sheet(MEETING.name, MEETING_ITEMS, known, "What the agenda should print.")


def _sheet(format_: SheetFormat, known: Sequence[Mapping[str, WritableValue]]) -> SheetContent:
    headings = [
        HeadingCell(column.heading, column.note, column.width, choices=column.choices) for column in format_.columns
    ]
    rows = [[row.get(column.heading) for column in format_.columns] for row in known]
    return SheetContent(format_.name, headings, rows, spare=_SPARE[format_], is_protected=True, is_table=True)
