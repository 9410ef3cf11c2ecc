"""The officers' round: asking for commentary, collecting it, templates and the next period."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from kccreport.ground.errors import WrongWorkbook
from kccreport.ground.files import write_whole
from kccreport.ground.problem import Outcome, Problem
from kccreport.roads import papers

if TYPE_CHECKING:
    from kccreport.officers.requests import Owed


@dataclass(frozen=True, slots=True)
class Requests:
    """All that must be explained, by owner, and how many days are left; None where the workbook names no deadline."""

    owed: "tuple[Owed, ...]"
    days_left: int | None

    def as_data(self) -> dict[str, object]:
        """Return plain data, for those who ask for JSON."""
        return {"owed": [each.as_data() for each in self.owed], "days_left": self.days_left}


def requests(reading: papers.Reading, today: date) -> Requests:
    """Return who owes commentary on what under the layout's policy."""
    from kccreport.officers.requests import by_owner, days_left, owed

    groups = by_owner(owed(reading.rated, reading.layout))
    deadline = reading.rated.submission.paper.deadline
    return Requests(tuple(each for group in groups.values() for each in group), days_left(deadline, today))


def write_requests(reading: papers.Reading, out: Path) -> list[Path]:
    """Write the workbook that asks for commentary to `out`, or where that is a folder one for each owner into it.

    Raises:
        UnwritableFile: a file cannot be written.
    """
    from kccreport.officers.requests import by_owner, owed, request_workbook

    groups = by_owner(owed(reading.rated, reading.layout))
    if out.suffix.lower() == ".xlsx":
        found = [each for group in groups.values() for each in group]
        write_whole(out, request_workbook(found, reading.rated))
        return [out]
    written = []
    for owner, group in groups.items():
        name = "".join(letter if letter.isalnum() else "-" for letter in owner).strip("-") or "owner"
        path = out / f"{name}.xlsx"
        write_whole(path, request_workbook(group, reading.rated, owner))
        written.append(path)
    return written


@dataclass(frozen=True, slots=True)
class Collected:
    """Which references' commentary was merged, and where the workbook as it was is kept; None where nothing changed."""

    references: tuple[str, ...]
    backup: Path | None


def collect(
    workbook: Path, returned: Sequence[Path], today: date, *, layout: str | None = None, layouts: Path | None = None
) -> Outcome[Collected]:
    """Merge returned commentary into a paper's workbook, having kept the workbook as it was beside it.

    A folder stands for the workbooks in it. What conflicts is named and left out; the rest is merged. Only the cells of
    the Commentary sheet change.

    Raises:
        KccReportError: see `errors`.
    """
    from kccreport.officers.returns import merge, read_return
    from kccreport.workbook.editor import with_cells
    from kccreport.workbook.reader import open_workbook

    outcome = papers.read(workbook, layout=layout, layouts=layouts, reviewed=False)
    if outcome.value is None:
        return Outcome(None, outcome.problems)
    problems: list[Problem] = []
    files = [file for path in returned for file in (sorted(path.glob("*.xlsx")) if path.is_dir() else [path])]
    returns = [each for file in files for each in read_return(open_workbook(file), file, problems)]
    merged = merge(returns, outcome.value.rated, open_workbook(workbook), today)
    found = (*problems, *merged.problems)
    if not merged.cells:
        return Outcome(Collected((), None), found)
    content = workbook.read_bytes()
    backup = _free_name(workbook)
    write_whole(backup, content)
    write_whole(workbook, with_cells(content, merged.cells))
    return Outcome(Collected(merged.references, backup), found)


def template(
    out: Path,
    kind: str | None,
    year: str | None,
    today: date,
    *,
    source: Path | None = None,
    meeting: date | None = None,
    layouts: Path | None = None,
) -> Outcome[Path]:
    """Write a workbook ready to fill in for a kind of paper and a financial year, or for an agenda.

    With `source`, what stays is filled in, and the kind is by default that of the source; an agenda is then for the next
    meeting, on the day `meeting` or else in the same week of the next month.

    Raises:
        KccReportError: see `errors`.
    """
    from kccreport.officers.kept import what_is_kept
    from kccreport.officers.template import Source, TemplateKind, template_bytes, year_of
    from kccreport.workbook.reader import open_workbook

    if kind == "agenda":
        return _agenda_template(out, source, meeting)
    start = None
    problems: tuple[Problem, ...] = ()
    if source is not None:
        outcome = papers.read(source, layouts=layouts, reviewed=False)
        if outcome.value is None:
            return Outcome(None, outcome.problems)
        start, problems = Source(outcome.value.rated.submission, what_is_kept(open_workbook(source))), outcome.problems
    found = year_of(year, today)
    if isinstance(found, Problem):
        return Outcome(None, (found,))
    wanted = TemplateKind(kind) if kind else start.kind if start else TemplateKind.DASHBOARD
    write_whole(out, template_bytes(wanted, found, start))
    return Outcome(out, problems)


def _agenda_template(out: Path, source: Path | None, meeting: date | None) -> Outcome[Path]:
    from kccreport.agenda.intake.agenda import is_agenda, read_agenda
    from kccreport.agenda.intake.clone import cloned, next_meeting
    from kccreport.agenda.intake.template import agenda_template_bytes
    from kccreport.workbook.reader import open_workbook

    if source is None:
        write_whole(out, agenda_template_bytes())
        return Outcome(out, ())
    book = open_workbook(source)
    if not is_agenda(book):
        raise WrongWorkbook(f"{source} has no sheets Meeting and Agenda, so no agenda can be started from it.")
    outcome = read_agenda(book, papers_matter=False)
    if outcome.value is None:
        return Outcome(None, outcome.problems)
    day = meeting or next_meeting(outcome.value.meeting.day)
    write_whole(out, agenda_template_bytes(cloned(book, outcome.value, day)))
    return Outcome(out, ())


@dataclass(frozen=True, slots=True)
class RolledOver:
    """Which period the new workbook is for, in words."""

    results_up_to: str


def rollover(
    workbook: Path, out: Path, *, to: str | None = None, ask_targets: bool = False, layouts: Path | None = None
) -> Outcome[RolledOver]:
    """Write the workbook of the next paper to `out`; `to` is the month it reports up to, such as February 2021 or Q4 2020/21.

    Everything that is not of one period stays as it is, sheets of one's own included.

    Raises:
        KccReportError: see `errors`.
    """
    from kccreport.officers.rollover import roll_over, target_period
    from kccreport.workbook.editor import with_cells
    from kccreport.workbook.reader import open_workbook

    outcome = papers.read(workbook, layouts=layouts, reviewed=False)
    if outcome.value is None:
        return Outcome(None, outcome.problems)
    submission = outcome.value.rated.submission
    period = target_period(submission, to)
    if isinstance(period, Problem):
        return Outcome(None, (period,))
    rolled = roll_over(submission, open_workbook(workbook), period, carries_targets=not ask_targets)
    write_whole(out, with_cells(workbook.read_bytes(), rolled.cells, rolled.like))
    return Outcome(RolledOver(period.full_label), (*outcome.problems, *rolled.problems))


def _free_name(workbook: Path) -> Path:
    """Return the first name for a backup that is not taken: paper.backup-1.xlsx, paper.backup-2.xlsx …"""
    numbers = (workbook.with_name(f"{workbook.stem}.backup-{number}{workbook.suffix}") for number in count(1))
    return next(path for path in numbers if not path.exists())
