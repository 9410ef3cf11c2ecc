"""An agenda workbook ready to fill in: what to type beside each item, and lists to choose from."""

from kccreport.agenda.intake.schema import (
    AGENDA_SHEETS,
    APPENDICES,
    CLEARABLE,
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
from kccreport.agenda.models import ItemKind, Jurisdiction
from kccreport.intake.schema import SheetFormat
from kccreport.intake.writing import item_sheet
from kccreport.workbook.writer import HeadingCell, SheetContent, WritableValue, workbook_bytes

_YES_NO = ("Yes", "No")
# sheet → heading → what may be typed below it
CHOICES: dict[str, dict[str, tuple[str, ...]]] = {
    ITEMS.name: {"Kind": tuple(kind.capitalize() for kind in ItemKind), "To follow": _YES_NO},
    APPENDICES.name: {"To follow": _YES_NO},
    CLEARED_FINDINGS.name: {"What": CLEARABLE},
    MEMBERS.name: {"Role": ("Chairman", "Vice-Chairman", "Substitute")},
}
_ITEM_CHOICES = {
    "Jurisdiction": tuple(Jurisdiction),
    "Saturdays count": _YES_NO,
    "Private meeting": _YES_NO,
}
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


def agenda_template_bytes() -> bytes:
    """Return a template of an agenda workbook. The same every time."""
    rows: list[list[WritableValue]] = [["", line] for line in _GUIDANCE]
    rows += [[format_.name, format_.purpose] for format_ in AGENDA_SHEETS]
    guidance = SheetContent(
        "Guidance", (HeadingCell("Sheet", width=18), HeadingCell("What it is for", width=110)), rows
    )
    sheets = [_meeting() if format_ is MEETING else _sheet(format_) for format_ in AGENDA_SHEETS]
    return workbook_bytes([guidance, *sheets], title="Template: agenda")


def _meeting() -> SheetContent:
    known = {"Jurisdiction": Jurisdiction.ENGLAND}
    return item_sheet(MEETING.name, MEETING_ITEMS, known, _ITEM_CHOICES, "What the agenda should print.")


def _sheet(format_: SheetFormat) -> SheetContent:
    choices = CHOICES.get(format_.name, {})
    headings = [
        HeadingCell(column.heading, column.note, column.width, choices=choices.get(column.heading, ()))
        for column in format_.columns
    ]
    return SheetContent(format_.name, headings, [], spare=_SPARE[format_], is_protected=True, is_table=True)
