"""The officers' round: asking for commentary, collecting it, templates and the next period."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from kccreport.ground.errors import UnreadableFile, WrongWorkbook
from kccreport.ground.files import write_over, write_whole
from kccreport.ground.problem import Outcome, Problem
from kccreport.ground.turns import turn_in
from kccreport.roads import papers

if TYPE_CHECKING:
    from kccreport.officers.requests import Owed
    from kccreport.officers.returned import Return
    from kccreport.officers.returns import Merged


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


def write_requests(reading: papers.Reading, out: Path, *, again: bool = False, owner: str | None = None) -> list[Path]:
    """Write the workbook that asks for commentary to `out`, or where that is a folder one for each owner into it.

    With `again` only what is not explained yet is asked for, with `owner` only what that one owes. A request that is
    there and filled in is never replaced: the new one is then named Ann-2.xlsx beside it.

    Raises:
        UnwritableFile: a file cannot be written.
    """
    from kccreport.officers.requests import by_owner, owed, request_workbook

    asked = (each for each in owed(reading.rated, reading.layout) if not (again and each.is_explained))
    groups = by_owner(each for each in asked if owner is None or each.owner.casefold() == owner.casefold())
    if not groups:
        return []
    written: list[Path] = []
    if out.suffix.lower() == ".xlsx":
        found = [each for group in groups.values() for each in group]
        written.append(_free_request(out, written))
        write_whole(written[0], request_workbook(found, reading.rated))
        return written
    for name, group in groups.items():
        stem = "".join(letter if letter.isalnum() else "-" for letter in name).strip("-") or "owner"
        path = _free_request(out / f"{stem}.xlsx", written)
        write_whole(path, request_workbook(group, reading.rated, name))
        written.append(path)
    return written


def _free_request(path: Path, written: Sequence[Path]) -> Path:
    """Return the first name, of Ann.xlsx, Ann-2.xlsx …, under which nothing stands but a request that nobody filled in."""
    names = (path, *(path.with_name(f"{path.stem}-{number}{path.suffix}") for number in range(2, 1_000)))
    taken = {each.name.casefold() for each in written}
    return next(each for each in names if each.name.casefold() not in taken and _may_replace(each))


def _may_replace(path: Path) -> bool:
    from kccreport.officers.returned import read_return
    from kccreport.workbook.reader import open_workbook

    if not path.exists():
        return True
    try:
        problems: list[Problem] = []
        found = read_return(open_workbook(path), path.name, problems)
    except UnreadableFile:
        return False
    return bool(found) and not problems and not any(any(each.words) for each in found or ())


@dataclass(frozen=True, slots=True)
class Collected:
    """Which references' commentary was merged, and where the workbook as it was is kept; None where nothing changed.

    `files` says what became of each file that came back.
    """

    references: tuple[str, ...]
    backup: Path | None
    files: tuple[tuple[str, str], ...] = ()


def collect(
    workbook: Path,
    returned: Sequence[Path],
    today: date,
    *,
    layout: str | None = None,
    layouts: Path | None = None,
    takes_volunteered: bool = False,
    settled: Mapping[str, str] | None = None,
) -> Outcome[Collected]:
    """Merge returned commentary into a paper's workbook, having kept the workbook as it was beside it.

    A folder stands for the workbooks in it and below it; a file that cannot be read is named, and the others are read.
    What conflicts is named and left out, unless somebody has `settled` it: then the words of the file that is named for
    the reference are taken. The rest is merged, and remembered beside the workbook, so that a better return that comes
    later takes its place. Only the cells of the Commentary sheet change.

    Problems: those of `merge`, unreadable-return, and as warnings or notes unread-return, open-elsewhere.

    Raises:
        KccReportError: see `errors`.
    """
    with turn_in(workbook.parent):
        came = what_came(
            workbook,
            returned,
            today,
            layout=layout,
            layouts=layouts,
            takes_volunteered=takes_volunteered,
            settled=settled,
        )
        if came.value is None:
            return Outcome(None, came.problems)
        return Outcome(_write_merged(workbook, came.value), came.problems)


@dataclass(frozen=True, slots=True)
class Came:
    """What came back, read and compared with the workbook; nothing is written yet.

    `returns` are its rows by the references of the workbook, `stands` what the workbook says on each of these, and `files` says
    what becomes of each file.
    """

    returns: "tuple[Return, ...]"
    stands: Mapping[str, tuple[str, str]]
    merged: "Merged"
    files: tuple[tuple[str, str], ...]


def what_came(
    workbook: Path,
    returned: Sequence[Path],
    today: date,
    *,
    layout: str | None = None,
    layouts: Path | None = None,
    takes_volunteered: bool = False,
    settled: Mapping[str, str] | None = None,
) -> Outcome[Came]:
    """Return what `collect` would merge, and what is in the way; nothing is written. Problems and faults as there."""
    from kccreport.officers.arrivals import arrivals, opened
    from kccreport.officers.merged_before import memory_path, read_memory
    from kccreport.officers.returned import read_return
    from kccreport.officers.returns import by_reference, merge, standing
    from kccreport.workbook.reader import open_workbook

    outcome = papers.read(workbook, layout=layout, layouts=layouts, reviewed=False)
    if outcome.value is None:
        return Outcome(None, outcome.problems)
    memory = read_memory(memory_path(workbook))
    problems: list[Problem] = []
    files: dict[str, str] = {}
    returns = []
    for arrival in arrivals(returned, workbook):
        problems.extend(arrival.problems())
        files[arrival.name] = f"passed over: {arrival.passed_over}" if arrival.passed_over else "not read: see above"
        book = None if arrival.passed_over else opened(arrival, problems)
        found = read_return(book, arrival.name, problems) if book is not None else None
        if found is not None:
            files[arrival.name] = ""
            returns += found
    stood, rated = open_workbook(workbook), outcome.value.rated
    merged = merge(returns, rated, stood, today, memory, takes_volunteered=takes_volunteered, settled=settled or {})
    told = tuple((name, words or _fate_words(name, merged.fates)) for name, words in files.items())
    named = tuple(each for group in by_reference(returns, rated).values() for each in group)
    came = Came(named, standing(returns, rated, stood), merged, told)
    return Outcome(came, (*problems, *outcome.value.tell(merged.problems)))


def _write_merged(workbook: Path, came: Came) -> Collected:
    from kccreport.officers.merged_before import memory_bytes, memory_path
    from kccreport.workbook.editor import with_cells

    if not came.merged.cells:
        return Collected((), None, came.files)
    backup = write_over(workbook, with_cells(workbook.read_bytes(), came.merged.cells))
    write_whole(memory_path(workbook), memory_bytes(came.merged.memory))
    return Collected(came.merged.references, backup, came.files)


def _fate_words(name: str, fates: Mapping[tuple[str, str], str]) -> str:
    """Return what became of each row of one file, such as "merged A, D; left out B"."""
    by_fate: dict[str, list[str]] = {}
    for (file, reference), fate in fates.items():
        if file == name:
            by_fate.setdefault(fate, []).append(reference)
    return "; ".join(f"{fate}: {', '.join(references)}" for fate, references in by_fate.items()) or "nothing in it"


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
    from kccreport.officers.simple_template import simple_template_bytes
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
    if wanted is TemplateKind.SIMPLE:
        book = open_workbook(source) if source is not None else None
        write_whole(out, simple_template_bytes(found, start.frequency if start else wanted.frequency, book))
        return Outcome(out, problems)
    write_whole(out, template_bytes(wanted, found, start))
    return Outcome(out, problems)


def _agenda_template(out: Path, source: Path | None, meeting: date | None) -> Outcome[Path]:
    from kccreport.agenda.intake.agenda import read_agenda
    from kccreport.agenda.intake.clone import cloned, next_meeting
    from kccreport.agenda.intake.kind import is_agenda
    from kccreport.agenda.intake.template import agenda_template_bytes
    from kccreport.workbook.reader import open_workbook

    if source is None:
        write_whole(out, agenda_template_bytes())
        return Outcome(out, ())
    book = open_workbook(source)
    if not is_agenda(book):
        raise WrongWorkbook(f"{source} has no sheets Meeting and Agenda, so no agenda can be started from it.")
    outcome = read_agenda(book, is_unfinished=True)
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
    from kccreport.officers.next_workbook import next_workbook
    from kccreport.officers.rollover import roll_over, target_period
    from kccreport.workbook.reader import open_workbook

    outcome = papers.read(workbook, layouts=layouts, reviewed=False)
    if outcome.value is None:
        return Outcome(None, outcome.problems)
    submission = outcome.value.rated.submission
    period = target_period(submission, to)
    if isinstance(period, Problem):
        return Outcome(None, (period,))
    rolled = roll_over(submission, open_workbook(workbook), period, carries_targets=not ask_targets)
    content, placed = next_workbook(workbook.read_bytes(), rolled)
    write_whole(out, content)
    told = outcome.value.tell((*rolled.problems, *placed))
    return Outcome(RolledOver(period.full_label), (*outcome.problems, *told))
