"""What each workbook of the workspace is, by the names of its sheets; nothing else of it is read."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from kccreport.ground.errors import UnreadableFile
from kccreport.page.work.task import Tell


class Kind(StrEnum):
    """What a workbook is for."""

    PAPER = "paper"
    AGENDA = "agenda"
    REQUEST = "request for commentary"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class KindsOf:
    """Say of each workbook what it is."""

    workbooks: tuple[Path, ...]

    def run(self, tell: Tell) -> dict[Path, Kind]:
        """Return the kind of each, by its path."""
        found = {}
        for path in self.workbooks:
            tell(f"looking at {path.name}")
            found[path] = _kind(path)
        return found


def _kind(path: Path) -> Kind:
    from kccreport.agenda.intake.kind import is_agenda
    from kccreport.officers.requests import SHEET
    from kccreport.workbook.preflight import looked_through
    from kccreport.workbook.reader import Workbook
    from kccreport.workbook.sheet import Sheet

    try:
        with looked_through(path) as package:
            names = [sheet.name for sheet in package.sheets]
    except UnreadableFile:
        return Kind.UNREADABLE
    if is_agenda(Workbook(path, tuple(Sheet(name, {}) for name in names))):
        return Kind.AGENDA
    return Kind.REQUEST if SHEET in names else Kind.PAPER
