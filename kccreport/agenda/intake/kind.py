"""Which workbooks are agendas: asked of every workbook, so it needs nothing that only agendas have."""

from kccreport.intake.schema import PAPER
from kccreport.intake.sheet_format import fold
from kccreport.workbook.reader import Workbook

MEETING_SHEET, ITEMS_SHEET = "Meeting", "Agenda"


def is_agenda(workbook: Workbook) -> bool:
    """Say whether a workbook is an agenda rather than a paper; one of its two sheets may be missing or misspelt."""
    names = {fold(sheet.name) for sheet in workbook.sheets}
    return bool({fold(MEETING_SHEET), fold(ITEMS_SHEET)} & names) and fold(PAPER.name) not in names
