"""An agenda workbook and its papers to the packs that members and the public read."""

from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from kccreport.agenda.clock.published_in_time import MonthInTime, published_in_time
from kccreport.agenda.clock.timetable import Timetable, timetable
from kccreport.agenda.issue.against import without_unseen
from kccreport.agenda.issue.files import REPORT_ENDING, Issue
from kccreport.agenda.issue.papers import Papers, Step, helpers
from kccreport.agenda.issue.press import PackFile
from kccreport.agenda.issue.records import Found, file_stem, find_record, published_elsewhere
from kccreport.agenda.merging.facts import Finding
from kccreport.agenda.models import Agenda
from kccreport.agenda.words import dates as date_words
from kccreport.agenda.words.meeting_notices import notices
from kccreport.agenda.words.notices import Notice
from kccreport.ground.errors import UnwritableFile, WrongWorkbook
from kccreport.ground.files import copy_all_whole, write_over
from kccreport.ground.interrupts import Uninterrupted
from kccreport.ground.problem import Outcome, Problem, has_errors, warning
from kccreport.ground.scratch import scratch_folder
from kccreport.ground.turns import turn_in
from kccreport.ground.values import replace
from kccreport.published.packs import PackRecord, record_bytes
from kccreport.published.shelf import DRAFTS, Superseded, publish, published_files
from kccreport.roads import papers as pipeline

_SIGN = "read each with the paper it comes from; where the public may read it, type who decided that in Cleared by"


@dataclass(frozen=True, slots=True)
class Packs:
    """Everything that was made of one agenda, and what of the issue before was moved aside.

    They are a `draft` where the meeting's papers were published and these are not to replace them.
    """

    files: tuple[PackFile, ...]
    superseded: tuple[Superseded, ...] = ()
    is_draft: bool = False


def read(workbook: str | Path, *, is_unfinished: bool = False, today: date | None = None) -> Outcome[Agenda]:
    """Read and check an agenda workbook; its papers are looked for, but not opened.

    Of one that `is_unfinished` faults in items do not stop it: see `agenda.intake.agenda`.

    Raises:
        UnreadableFile: the workbook cannot be read.
        WrongWorkbook: it is a paper, not an agenda.
    """
    from kccreport.agenda.intake.agenda import read_agenda  # late: pydantic
    from kccreport.agenda.intake.kind import is_agenda
    from kccreport.workbook.reader import open_workbook

    book = open_workbook(workbook)
    if not is_agenda(book):
        raise WrongWorkbook(
            f"{workbook} has no sheets Meeting and Agenda; kccreport build makes papers of other workbooks."
        )
    return read_agenda(book, is_unfinished=is_unfinished, today=today)


def check(
    workbook: Path,
    *,
    out: Path | None = None,
    layouts: Path | None = None,
    today: date | None = None,
    on_step: Step = lambda _: None,
    jobs: int | None = None,
) -> tuple[Problem, ...]:
    """Return everything that would stop an agenda from being released in the folder `out`; nothing is written.

    The packs are made aside and thrown away, of the papers that are there. What was published in `out` is compared; without
    it, nothing was. A draft that is not signed off is a warning.

    Raises:
        KccReportError: see `errors`.
    """
    return look(workbook, out=out, layouts=layouts, today=today, on_step=on_step, jobs=jobs).problems


@dataclass(frozen=True, slots=True)
class Looked:
    """What there is to know of an agenda before its packs are made; `agenda` is None where it could not be read.

    `pages` are those of each paper that is there, and `findings` what was found in each that others sent, both by the
    paper's key. `before` is what was published last, and `changes` what is different since, in words.
    """

    problems: tuple[Problem, ...]
    agenda: Agenda | None = None
    pages: Mapping[str, int] = field(default_factory=dict)
    findings: Mapping[str, Sequence[Finding]] = field(default_factory=dict)
    before: PackRecord | None = None
    changes: tuple[str, ...] = ()


def look(
    workbook: Path,
    *,
    out: Path | None = None,
    layouts: Path | None = None,
    today: date | None = None,
    on_step: Step = lambda _: None,
    jobs: int | None = None,
) -> Looked:
    """Return all that `check` finds, and what of each paper it is found in; nothing is written. Raises as `check` does."""
    outcome = read(workbook, is_unfinished=True, today=today)
    if outcome.value is None:
        return Looked(outcome.problems)
    agenda = outcome.value
    found = find_record(agenda, out, workbook) if out is not None else None
    with scratch_folder() as folder, helpers() as crew:
        papers = Papers(
            agenda, workbook.parent, folder, layouts=layouts, records=out, on_step=on_step, jobs=jobs, helpers=crew
        )
        papers.prepare(foretells=True, validates=False)
        if not agenda.items:
            return Looked((*outcome.problems, *papers.problems), agenda)
        issue = _made(agenda, papers, folder, found, on_step, goes_on=True)
        problems = [*outcome.problems, *papers.problems]
        problems += without_unseen(issue.problems, agenda, papers, problems)
        if found is not None and out is not None:
            problems += published_elsewhere(agenda, found, issue.listed)
            _refuse_to_replace_papers([out / each.path.name for each in issue.files], papers)
        facts = {key: each.facts for key, each in papers.found.items() if each.facts is not None}
        return Looked(
            tuple(dict.fromkeys(problems)),
            agenda,
            {key: len(each.pages) for key, each in facts.items()},
            {key: each.findings for key, each in facts.items()},
            found.record if found is not None else None,
            tuple(issue.reissue.changes({})) if issue.reissue is not None else (),
        )


def _made(
    agenda: Agenda,
    papers: Papers,
    folder: Path,
    found: Found | None,
    on_step: Step,
    *,
    goes_on: bool = False,
    separate: bool = False,
    web: bool = False,
) -> Issue:
    """Return the issue of an agenda with its files made in a scratch folder.

    If a pack is not what its papers say, they are validated, so that the front sheet names the one that is not.
    """
    before = found.record if found is not None else None
    issue = Issue(agenda, papers, file_stem(agenda), folder, before, on_step, separate=separate, web=web)
    issue.make(goes_on=goes_on)
    if issue.has_false_claims and not papers.are_validated:
        papers.validate()
        issue = Issue(agenda, papers, file_stem(agenda), folder, before, on_step, separate=separate, web=web)
        issue.make(goes_on=goes_on)
    return issue


@dataclass(frozen=True, slots=True)
class Dates:
    """The timetable of a meeting, its notices, and how many meetings had their papers published in time."""

    timetable: Timetable
    notices: tuple[Notice, ...]
    in_time: tuple[MonthInTime, ...]

    def as_data(self) -> dict[str, object]:
        """Return plain data; days as 2021-03-04."""
        return date_words.as_data(self.timetable, self.notices, self.in_time)

    def lines(self) -> list[str]:
        """Return the same as lines of text."""
        return date_words.lines(self.timetable, self.notices, self.in_time)


def dates(workbook: Path, *, today: date | None = None) -> Outcome[Dates]:
    """Return the statutory dates and the notices of an agenda, which may be unfinished. Raises as `read` does."""
    outcome = read(workbook, is_unfinished=True, today=today)
    if outcome.value is None:
        return Outcome(None, outcome.problems)
    agenda = outcome.value
    found = timetable(agenda)
    in_time = published_in_time(agenda.log, agenda.clock)
    return Outcome(Dates(found, tuple(notices(agenda, found)), in_time), outcome.problems)


def make(
    workbook: Path,
    out: Path,
    *,
    layouts: Path | None = None,
    strict: bool = False,
    release: bool = False,
    separate: bool = False,
    web: bool = False,
    offers: bool = False,
    on_step: Step = lambda _: None,
    jobs: int | None = None,
) -> Outcome[Packs]:
    """Make every pack of an agenda in the folder `out`; where there are errors, nothing is written.

    They are the public pack, the front sheet alone, a report for officers; with exempt papers the restricted pack; with
    papers that followed supplements and the consolidated pack. Under `strict` warnings stop it, under `release` drafts
    do, and what was published is recorded. Once something is, only a release replaces it, and moves what it replaces to the
    folder superseded; without one the files go into the folder draft. With `web` the front sheet and the papers made here
    are made as web pages too, with `separate` the papers as files of their own, in a ZIP. Where the leak proof stops them
    and it `offers`, the phrases it has met are written into the agenda, to be signed. `jobs` papers are looked at, read or
    laid out at once, else one for each core; the bytes do not depend on it.

    Problems: those of reading and making, and with `offers` offered-phrases.

    Raises:
        KccReportError: see `errors`.
    """
    on_step(f"reading {workbook.name}")
    outcome = read(workbook)
    if outcome.value is None:
        return Outcome(None, outcome.problems)
    agenda = outcome.value
    # a turn of one's own, else two could be released upon the same record
    with turn_in(out) if release else nullcontext(), scratch_folder() as folder, helpers() as crew:
        found = find_record(agenda, out, workbook)
        papers = Papers(
            agenda, workbook.parent, folder, layouts=layouts, records=out, on_step=on_step, jobs=jobs, helpers=crew
        )
        papers.prepare(release=release, validates=False)
        problems = (*outcome.problems, *papers.problems)
        if has_errors(problems, strict=strict):
            return Outcome(None, problems)
        issue = _made(agenda, papers, folder, found, on_step, separate=separate, web=web)
        elsewhere = published_elsewhere(agenda, found, issue.listed)
        problems = (*outcome.problems, *papers.problems, *issue.problems, *elsewhere)
        if offers and issue.leaked_phrases:
            problems += (_offer(workbook, issue.leaked_phrases),)
        if has_errors(problems, strict=strict):
            return Outcome(None, problems)
        is_draft = found.record is not None and not release
        place = out / DRAFTS if is_draft else out
        _refuse_to_replace_papers([place / each.path.name for each in issue.files], papers)
        made = {each.path.name: each.path for each in issue.files}
        if release:
            with Uninterrupted():  # else packs could be out without the record that they were published
                return Outcome(_release(issue, papers, found, out, made), problems)
        with turn_in(place):
            copy_all_whole({place / name: path for name, path in made.items()})
    files = tuple(replace(each, path=place / each.path.name) for each in issue.files)
    return Outcome(Packs(files, is_draft=is_draft), problems)


def _offer(workbook: Path, phrases: Sequence[str]) -> Problem:
    """Write phrases into an agenda for somebody to sign, having kept the workbook as it was, and say so.

    Problems: offered-phrases.
    """
    from kccreport.agenda.intake.clearing import offered_phrases  # late: openpyxl
    from kccreport.agenda.intake.schema import CLEARED
    from kccreport.workbook.added_sheet import with_sheet
    from kccreport.workbook.editor import with_cells
    from kccreport.workbook.reader import open_workbook

    with turn_in(workbook.parent):  # else what somebody types into it on the page meanwhile would be lost
        book, content = open_workbook(workbook), workbook.read_bytes()
        cells = offered_phrases(book, phrases)
        if not cells:
            return warning("offered-phrases", "'Cleared phrases'", "every phrase is there already.", _SIGN)
        if not {each.sheet for each in cells} & {sheet.name for sheet in book.sheets}:
            columns = CLEARED.columns
            content = with_sheet(
                content, CLEARED.name, [each.heading for each in columns], [each.width for each in columns]
            )
        backup = write_over(workbook, with_cells(content, cells))
    count = "1 phrase was" if len(cells) == 1 else f"{len(cells)} phrases were"
    words = f"{count} written below what stood there; the workbook as it was is {backup.name}."
    return warning("offered-phrases", str(next(iter(cells))), words, _SIGN)


def _release(issue: Issue, papers: Papers, found: Found, out: Path, made: Mapping[str, Path]) -> Packs:
    """Put the files of an issue into their place, and with them the record of what is published.

    The records of its own papers come first: a paper released again is recorded once, but files without a record would be
    released and nobody know it.
    """
    before = found.record
    standing = {each.name for each in found.files if (out / each.name).is_file()}
    kept = {name for name in standing if issue.keeps(name)}
    records = _keep_records(papers, out)
    files_of = {name: path for name, path in made.items() if not name.endswith(REPORT_ENDING)}
    files_of |= {name: out / name for name in kept}
    record = record_bytes(issue.record(published_files(files_of)))
    version = before.version if before is not None else ""
    superseded = publish(out, made, found.files, version, kept, {found.path.name: record})
    files = [replace(each, path=out / each.path.name, is_kept=each.path.name in kept) for each in issue.files]
    return Packs((*files, *records, PackFile(found.path, None)), superseded)


def _keep_records(papers: Papers, out: Path) -> list[PackFile]:
    """Keep the record of each paper that was made here and is now published, and return the records."""
    kept = [
        pipeline.keep_record(prepared.reading, out, prepared.source)
        for prepared in papers.found.values()
        if prepared.reading is not None
    ]
    return [PackFile(path, None, words) for path, words in {each.path: each.words for each in kept}.items()]


def _refuse_to_replace_papers(files: Sequence[Path], papers: Papers) -> None:
    """Raise where a file to be written is one of the papers it is made of."""
    sources = {prepared.source.resolve() for prepared in papers.found.values()}
    for path in files:
        if path.resolve() in sources:
            raise UnwritableFile(f"{path} is a paper of this agenda; choose another folder with --out.")
