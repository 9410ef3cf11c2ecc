"""An agenda: its items and their papers, what was found in them, its dates, and its packs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from kccreport.ground.address import CellAddress
from kccreport.ground.errors import UnwritableFile
from kccreport.ground.files import free_backup, write_whole
from kccreport.ground.places import OUT, own_layouts
from kccreport.ground.problem import Problem, has_errors
from kccreport.ground.turns import is_open_elsewhere, turn_in
from kccreport.ground.values import replace
from kccreport.page.work.grids import Grid, grids
from kccreport.page.work.task import Tell
from kccreport.roads import agendas as road

if TYPE_CHECKING:
    from kccreport.agenda.models import Agenda, AgendaItem, Document
    from kccreport.workbook.reader import Workbook


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that was found in a paper that somebody sent, on a page from 1 or, with 0, in the whole of it."""

    what: str
    page: int
    concern: str


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One paper of an item, as the agenda has it.

    `typed` is what stands in its File, and `file` the same where it is there and may be used. `at` is the cell, as it is
    named in problems.
    """

    key: str
    title: str
    label: str
    typed: str
    file: str
    state: str
    is_exempt: bool
    is_fault: bool
    takes_file: bool
    pages: int
    at: str
    cell: CellAddress
    found: tuple[Found, ...] = ()


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One item of the agenda, its own paper first."""

    number: str
    title: str
    purpose: str
    papers: tuple[PaperLine, ...]


@dataclass(frozen=True, slots=True)
class AgendaLook:
    """What `check` and `dates` say of an agenda.

    `stem` begins the names of its files, `version` is that of the issue that was published, "" where nothing was, and
    `next_version` what the workbook says now.
    """

    problems: tuple[Problem, ...]
    grids: Mapping[str, Grid] = field(default_factory=dict)
    is_ready: bool = False
    is_read: bool = False
    committee: str = ""
    meeting: str = ""
    stem: str = ""
    items: tuple[ItemLine, ...] = ()
    dates: road.Dates | None = None
    is_published: bool = False
    version: str = ""
    next_version: str = ""
    changes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LookAtAgenda:
    """Check an agenda and its papers, as `kccreport check` does, and reckon its dates, as `kccreport dates` does."""

    workbook: Path
    today: date

    def run(self, tell: Tell) -> AgendaLook:
        """Return what was found."""
        from kccreport.agenda.issue.records import file_stem
        from kccreport.paper.wording import day_words
        from kccreport.workbook.reader import open_workbook

        tell(f"reading {self.workbook.name}")
        found = road.look(self.workbook, out=OUT, layouts=own_layouts(), today=self.today, on_step=tell)
        found = replace(found, problems=tuple(_without_command(each) for each in found.problems))
        book = open_workbook(self.workbook)
        rows = grids(found.problems, book, self.workbook.parent)
        agenda = found.agenda
        if agenda is None:
            return AgendaLook(found.problems, rows)
        return AgendaLook(
            found.problems,
            rows,
            not has_errors(found.problems),
            True,
            agenda.meeting.committee,
            day_words(agenda.meeting.day),
            file_stem(agenda),
            tuple(_item(item, found, book) for item in agenda.items),
            self._dates(agenda, found.problems),
            found.before is not None,
            found.before.version if found.before is not None else "",
            agenda.version.number if agenda.version is not None else "",
            found.changes,
        )

    def _dates(self, agenda: "Agenda", problems: tuple[Problem, ...]) -> road.Dates | None:
        """Return the dates; None where the meeting is beyond the bank holidays that are known, which is a fault."""
        if any(each.code == "beyond-bank-holidays" for each in problems):
            return None
        return road.dates(self.workbook).value


def _without_command(found: Problem) -> Problem:
    """Return a problem whose hint names no command: the page has a button for it."""
    from kccreport.agenda.issue.proof import BY_COMMAND

    return replace(found, hint=found.hint.replace(BY_COMMAND, "")) if found.hint else found


def _item(item: "AgendaItem", found: road.Looked, book: "Workbook") -> ItemLine:
    papers = tuple(_paper(item, document, found, book) for document in item.documents)
    return ItemLine(item.number, item.paper.title, item.purpose, papers)


def _paper(item: "AgendaItem", document: "Document", found: road.Looked, book: "Workbook") -> PaperLine:
    from kccreport.agenda.models import ItemKind

    cell = document.cells["File"]
    faults = [each for each in found.problems if each.is_error and each.where == str(cell)]
    leaks = _leaks(item, document, found.problems)
    needs = bool(document.label) or item.kind in (ItemKind.REPORT, ItemKind.MINUTES)
    if document.is_withdrawn:
        state = "withdrawn"
    elif faults:
        state = "fault"
    elif leaks:
        state = "fault: exempt words in it"
    elif document.file:
        state = "here"
    elif document.is_to_follow:
        state = "to follow"
    else:
        state = ("no paper of its own" if item.appendices else "missing") if needs else "no paper needed"
    return PaperLine(
        document.key,
        document.title,
        document.label,
        _typed(book, cell),
        document.file,
        state,
        document.is_exempt,
        bool(faults or leaks),
        not document.is_withdrawn,
        found.pages.get(document.key, 0),
        str(cell),
        cell,
        tuple(Found(each.what, each.page or 0, str(each.concern)) for each in found.findings.get(document.key, ())),
    )


def _leaks(item: "AgendaItem", document: "Document", problems: tuple[Problem, ...]) -> bool:
    """Say whether exempt words would be published in a paper, as the proof names it."""
    named = f"{item.stamp(document)} ({document.file})"
    return not document.is_exempt and any(each.code == "leak" and named in each.message for each in problems)


def _typed(book: "Workbook", at: CellAddress) -> str:
    for sheet in book.sheets:
        if sheet.name == at.sheet:
            cell = sheet.rows.get(at.row, {}).get(at.column)
            return cell.text if cell is not None else ""
    return ""


@dataclass(frozen=True, slots=True)
class NameFile:
    """Type the name of a file into a cell of a workbook, of which a backup is kept."""

    workbook: Path
    cell: CellAddress
    name: str

    def run(self, tell: Tell) -> str:
        """Return the name of the backup. Raises UnwritableFile where the workbook is open in Excel."""
        from kccreport.workbook.editor import with_cells

        tell(f"writing {self.name} into {self.cell}")
        with turn_in(self.workbook.parent):
            if is_open_elsewhere(self.workbook):
                raise UnwritableFile(
                    f"{self.workbook} is open in Excel, so {self.name} was put beside it, but not typed into {self.cell}; "
                    "type it there, and save."
                )
            content = self.workbook.read_bytes()
            backup = free_backup(self.workbook)
            write_whole(backup, content)
            write_whole(self.workbook, with_cells(content, {self.cell: self.name}))
        return backup.name


@dataclass(frozen=True, slots=True)
class PackLine:
    """A file that was made: its name, its pages, and what it claims."""

    name: str
    pages: int | None
    conformance: str
    is_kept: bool


@dataclass(frozen=True, slots=True)
class PacksMade:
    """What became of making the packs; no files where faults stopped it."""

    problems: tuple[Problem, ...]
    files: tuple[PackLine, ...] = ()
    superseded: tuple[str, ...] = ()
    is_draft: bool = False
    is_made: bool = False
    is_release: bool = False


@dataclass(frozen=True, slots=True)
class MakePacks:
    """Make the packs of an agenda, as `kccreport pack` does."""

    workbook: Path
    separate: bool = False
    web: bool = False
    offers: bool = False
    release: bool = False

    def run(self, tell: Tell) -> PacksMade:
        """Return what was made. Raises UnwritableFile where phrases are to be offered in a workbook open in Excel."""
        if self.offers and is_open_elsewhere(self.workbook):
            raise UnwritableFile(f"{self.workbook} is open in Excel; save and close it there first.")
        outcome = road.make(
            self.workbook,
            OUT,
            layouts=own_layouts(),
            release=self.release,
            separate=self.separate,
            web=self.web,
            offers=self.offers,
            on_step=tell,
        )
        packs = outcome.value
        if packs is None:
            return PacksMade(outcome.problems, is_release=self.release)
        lines = tuple(PackLine(each.path.name, each.pages, each.conformance, each.is_kept) for each in packs.files)
        moved = tuple(f"{each.was.name}, kept as {each.now.as_posix()}" for each in packs.superseded)
        return PacksMade(outcome.problems, lines, moved, packs.is_draft, is_made=True, is_release=self.release)
