"""The command that makes papers: build, for one workbook or for a thousand."""

import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

import typer

from kccreport.cli.options import (
    INPUTS,
    OUT,
    AsCsv,
    AsHtml,
    AsLarge,
    AsSummary,
    AttachData,
    Cluster,
    Jobs,
    LayoutName,
    OptionalWorkbooks,
    OutFolder,
    Release,
    Resume,
    Strict,
    own_layouts,
)
from kccreport.cli.running import Usage, attempt
from kccreport.cli.showing import show
from kccreport.ground.errors import ExitCode, KccReportError
from kccreport.ground.folders import files_below
from kccreport.ground.processes import begin_to_warm, cores
from kccreport.ground.progress import Progress
from kccreport.ground.report import warnings_words
from kccreport.roads.many.jobs import Done, Job, Wanted, make_one
from kccreport.roads.papers import WARM, Stage, large_of, summary_of

_WORTH_SHARING = 4  # papers: fewer are made before another process would have begun


def build(
    workbooks: OptionalWorkbooks = None,
    out: OutFolder = OUT,
    layout: LayoutName = None,
    strict: Strict = False,
    release: Release = False,
    csv: AsCsv = False,
    attach_data: AttachData = False,
    html: AsHtml = False,
    summary: AsSummary = False,
    large: AsLarge = False,
    jobs: Jobs = None,
    resume: Resume = False,
    cluster: Cluster = None,
) -> None:
    """Make the paper of each WORKBOOK, or of each workbook in a FOLDER, as OUT/<name>.pdf; one with faults makes none."""
    if cluster is not None and release:
        raise Usage(
            "a release goes on with the record of the one before, so this machine makes them; leave out --cluster."
        )
    if cluster is not None and jobs is not None:
        raise Usage(
            "--jobs is for the cores of this machine; a --cluster makes as many papers at once as it has workers."
        )
    asked = list(_jobs(workbooks or [INPUTS], out, is_named=bool(workbooks)))
    if not asked:
        raise Usage(
            f"there is no workbook in {', '.join(map(str, workbooks or [INPUTS]))}; name one, or put one there."
        )
    _refuse_same_names(asked, with_summary=summary, with_large=large)
    wanted = Wanted(layout, own_layouts(), strict, release, csv, attach_data, html, summary, large)
    # a release goes on with the record of the one before, so the order of papers matters
    is_long = len(asked) >= _WORTH_SHARING
    processes = jobs or cores() if is_long and not release else 1
    teller = _Teller(asked, names_agendas=bool(workbooks) and not any(path.is_dir() for path in workbooks or ()))
    if is_long and cluster is None and not resume:
        begin_to_warm(WARM)
    if cluster is not None or is_long or resume:
        from kccreport.roads.many.run import make_all  # late: other processes, and layouts

        make = partial(make_all, asked, wanted, processes, cluster=cluster or "", ledger=out, resume=resume)
        _side_by_side(len(asked), make, teller)
    else:
        _one_by_one(asked, wanted, teller)
    raise typer.Exit(teller.worst)


class _Teller:
    """Tells what became of each job, in the order of the jobs, as soon as those before it are told."""

    def __init__(self, jobs: Sequence[Job], *, names_agendas: bool) -> None:
        self._order, self._at, self._names_agendas = jobs, 0, names_agendas
        self._waiting: dict[Path, Done] = {}
        self.worst = ExitCode.DONE
        self.made = 0

    def take(self, done: Done) -> None:
        self._waiting[done.job.out] = done
        self.made += done.code is ExitCode.DONE
        while self._at < len(self._order) and self._order[self._at].out in self._waiting:
            self._tell(self._waiting.pop(self._order[self._at].out))
            self._at += 1

    def _tell(self, done: Done) -> None:
        show(done.job.workbook, done.problems)
        if done.failure:
            is_stop = done.code is not ExitCode.FAULTS and not (done.is_agenda and not self._names_agendas)
            typer.echo(f"kccreport: {done.failure}" if is_stop else done.failure, err=True)
            if not done.is_agenda or self._names_agendas:  # that nobody named it is no mistake
                self.worst = max(self.worst, done.code)
            return
        if done.was_there:
            typer.echo(f"{done.job.out}  made before, from the same workbook")
            return
        draft = ", DRAFT: not signed off" if done.is_draft else ""
        pages = f"{done.pages} {'page' if done.pages == 1 else 'pages'}"
        typer.echo(f"{done.job.out}  {pages}, {warnings_words(done.problems)}{draft}")
        for extra in done.files[1:]:
            typer.echo(str(extra))
        if done.record:
            typer.echo(done.record)


def _one_by_one(jobs: Sequence[Job], wanted: Wanted, teller: _Teller) -> None:
    with Progress(len(jobs) * len(Stage)) as progress:
        for job in jobs:
            attempt(job.workbook, partial(_make, job, wanted, teller, progress))


def _make(job: Job, wanted: Wanted, teller: _Teller, progress: Progress) -> ExitCode:
    done = make_one(job, wanted, on_stage=lambda stage: progress.step(f"{stage} {job.workbook.name}"))
    teller.take(done)
    return done.code


def _side_by_side(count: int, make: Callable[..., list[Done]], teller: _Teller) -> None:
    """Have many papers made, and tell how fast that goes and what became of each."""
    began = time.monotonic()
    with Progress(count) as progress:
        progress.step("starting")
        told = 0

        def tell(done: Done) -> None:
            nonlocal told
            told += 1
            pace = told * 60 / max(time.monotonic() - began, 0.001)
            left = _minutes_words((count - told) / pace)
            progress.step(f"{done.job.workbook.name}; {pace:.0f} papers a minute, {left} left")
            teller.take(done)

        try:
            make(tell=tell)
        except KeyboardInterrupt:
            said = f"stopped when {teller.made} of {count} papers were made; nothing half-made was left behind."
            typer.echo(f"kccreport: {said} With --resume the rest is made.", err=True)
            raise typer.Exit(130) from None
        except KccReportError as fault:
            typer.echo(f"kccreport: {fault}", err=True)
            teller.worst = max(teller.worst, fault.exit_code)


def _minutes_words(minutes: float) -> str:
    return "less than a minute" if minutes < 1 else f"about {minutes:.0f} min"


def _jobs(given: Sequence[Path], out: Path, *, is_named: bool) -> Iterator[Job]:
    """Yield the workbooks that were named, and those in folders that were, each with the place of its paper.

    A folder's papers keep their folders below `out`; where several are named, each begins with the folder's own name.
    """
    folders = [path for path in given if path.is_dir()]
    for path in given:
        if not path.is_dir():
            if is_named:
                yield Job(path, out / f"{path.stem}.pdf")
            continue
        place = out / path.resolve().name if len(folders) > 1 else out
        for workbook in _workbooks_in(path, is_deep=is_named):
            yield Job(workbook, (place / workbook.relative_to(path)).with_suffix(".pdf"))


def _workbooks_in(folder: Path, *, is_deep: bool) -> list[Path]:
    """Return the workbooks of a folder, and where `is_deep` of folders in it, by name; no lock files, nothing hidden."""
    try:
        next(folder.iterdir(), None)
    except OSError as fault:
        raise Usage(f"{folder} cannot be looked into: {fault.strerror}.") from fault
    found = [path for path in files_below(folder) if is_deep or path.parent == folder]
    return [
        path
        for path in found
        if path.match("*.xlsx") and not any(part.startswith(("~$", ".")) for part in path.relative_to(folder).parts)
    ]


def _refuse_same_names(jobs: Sequence[Job], *, with_summary: bool, with_large: bool) -> None:
    seen: dict[str, Path] = {}
    for job in jobs:
        files = [job.out, *([summary_of(job.out)] if with_summary else [])]
        for made in (*files, *(map(large_of, files) if with_large else ())):
            other = seen.setdefault(str(made).casefold(), job.workbook)
            if other is not job.workbook:
                name = made.name
                raise Usage(f"{other} and {job.workbook} would both make {name}; build them to different folders.")
