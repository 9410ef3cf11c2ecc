"""Which rows hold lengths of time: their cells say so where the unit typed is only minutes, hours or seconds."""

from collections.abc import Iterable
from datetime import time, timedelta

from kccreport.intake.references import key_of
from kccreport.intake.table import Table
from kccreport.intake.written import SECONDS
from kccreport.models.measure import Unit
from kccreport.models.reference import fold_reference
from kccreport.workbook.cell import Cell
from kccreport.workbook.format_tokens import Part
from kccreport.workbook.number_format import Kind, read_format


def clocks(tables: Iterable[Table | None]) -> dict[str, frozenset[str]]:
    """Return the clocks, such as mm:ss, that the cells of each reference show beyond doubt.

    A cell shown as h:mm is in doubt, since Excel shows 1:35 so whether minutes or hours were meant; [h]:mm is not.
    """
    found: dict[str, set[str]] = {}
    for table in tables:
        for record in table.records if table is not None else ():
            for cell in record.cells.values():
                if face := _face(cell):
                    found.setdefault(fold_reference(key_of(record)), set()).add(face)
    return {reference: frozenset(faces) for reference, faces in found.items()}


def _face(cell: Cell) -> str:
    if not isinstance(cell.value, (time, timedelta)) or cell.shown.kind not in (Kind.TIME, Kind.DURATION):
        return ""
    section = read_format(cell.number_format).numbers[0]
    letters = [token.text.strip("[]").lower()[0] for token in section.tokens if token.part in (Part.DATE, Part.ELAPSED)]
    match "".join(letters):
        case "ms":
            return "mm:ss" if cell.shown.text[:2].isdigit() else "m:ss"
        case "hms":
            return "h:mm:ss"
        case "hm":
            return "h:mm" if Part.ELAPSED in section.parts else "h:mm?"
        case _:
            return ""


def with_clock(unit: Unit, faces: frozenset[str]) -> Unit:
    """Return the unit, shown as the clock that its cells show where it is one of time; the finest clock counts."""
    seconds = SECONDS.get(unit.name.casefold())
    if seconds is None:
        return unit
    if "h:mm?" in faces and seconds == SECONDS["hours"]:
        faces |= {"h:mm"}
    for clock in ("h:mm:ss", "mm:ss", "m:ss", "h:mm"):
        if clock in faces:
            return Unit(name=unit.name, shown_as=clock)
    return unit
