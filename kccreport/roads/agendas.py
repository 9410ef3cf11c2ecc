"""An agenda workbook and its papers to the packs that members and the public read."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kccreport.agenda.clock.published_in_time import MonthInTime, published_in_time
from kccreport.agenda.clock.timetable import Timetable, timetable
from kccreport.agenda.issue.files import Issue, PackFile
from kccreport.agenda.issue.papers import Papers, Step
from kccreport.agenda.models import Agenda
from kccreport.agenda.words import dates as date_words
from kccreport.agenda.words.notices import Notice, notices
from kccreport.ground.errors import UnwritableFile, WrongWorkbook
from kccreport.ground.files import copy_all_whole, write_whole
from kccreport.ground.interrupts import Uninterrupted, scratch_folder
from kccreport.ground.problem import Outcome, Problem, has_errors
from kccreport.published.packs import read_pack_record, record_bytes
from kccreport.roads import papers as pipeline


@dataclass(frozen=True, slots=True)
class Packs:
    """Everything that was made of one agenda."""

    files: tuple[PackFile, ...]


def read(workbook: str | Path, *, papers_matter: bool = True) -> Outcome[Agenda]:
    """Read and check an agenda workbook; its papers are looked for, but not opened.

    Where they do not matter yet, faults in items do not stop it: see `intake.agenda`.

    Raises:
        UnreadableFile: the workbook cannot be read.
        WrongWorkbook: it is a paper, not an agenda.
    """
    from kccreport.agenda.intake.agenda import is_agenda, read_agenda  # late: openpyxl
    from kccreport.workbook.reader import open_workbook

    book = open_workbook(workbook)
    if not is_agenda(book):
        raise WrongWorkbook(
            f"{workbook} has no sheets Meeting and Agenda; kccreport build makes papers of other workbooks."
        )
    return read_agenda(book, papers_matter=papers_matter)


def check(workbook: Path, *, layouts: Path | None = None) -> tuple[Problem, ...]:
    """Return what is wrong with an agenda workbook and with each of its papers; nothing is written."""
    outcome = read(workbook)
    if outcome.value is None:
        return outcome.problems
    with scratch_folder() as folder:
        papers = Papers(outcome.value, workbook.parent, folder, layouts=layouts)
        papers.prepare()
    return (*outcome.problems, *papers.problems)


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


def dates(workbook: Path) -> Outcome[Dates]:
    """Return the statutory dates and the notices of an agenda, which may be unfinished. Raises as `read` does."""
    outcome = read(workbook, papers_matter=False)
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
    on_step: Step = lambda _: None,
) -> Outcome[Packs]:
    """Make every pack of an agenda in the folder `out`; where there are errors, nothing is written.

    They are the public pack, the front sheet alone, a report for officers; with exempt papers the restricted pack; with
    papers that followed a supplement and the consolidated pack. Under `strict` warnings stop it, under `release` drafts
    do, and what was published is recorded.

    Raises:
        KccReportError: see `errors`.
    """
    on_step(f"reading {workbook.name}")
    outcome = read(workbook)
    if outcome.value is None:
        return Outcome(None, outcome.problems)
    agenda = outcome.value
    record_file = out / f"{workbook.stem}.pack.json"
    record = read_pack_record(record_file)
    with scratch_folder() as folder:
        papers = Papers(agenda, workbook.parent, folder, layouts=layouts, records=out, on_step=on_step)
        papers.prepare(release=release)
        problems = (*outcome.problems, *papers.problems)
        if has_errors(problems, strict=strict):
            return Outcome(None, problems)
        issue = Issue(agenda, papers, workbook.stem, folder, record, on_step)
        issue.make()
        problems += tuple(issue.problems)
        if has_errors(problems, strict=strict):
            return Outcome(None, problems)
        files = [replace(each, path=out / each.path.name) for each in issue.files]
        _refuse_to_replace_papers([each.path for each in files], papers)
        with Uninterrupted():  # else packs could be out without the record that they were published
            copy_all_whole({new.path: made.path for new, made in zip(files, issue.files, strict=True)})
            if release:
                files += _keep_records(papers, out)
                write_whole(record_file, record_bytes(issue.record()))
                files.append(PackFile(record_file, None))
    return Outcome(Packs(tuple(files)), problems)


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
