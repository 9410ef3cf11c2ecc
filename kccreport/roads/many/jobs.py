"""One paper among many: what is asked for, and what became of it."""

import os
from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from kccreport.ground.errors import ExitCode, KccReportError, WrongWorkbook
from kccreport.ground.problem import Problem
from kccreport.roads import papers as road
from kccreport.roads.papers import Stage


class Wanted(Struct, frozen=True):
    """How papers are asked for, as `roads.papers.build` takes it."""

    layout: str | None = None
    layouts: Path | None = None
    strict: bool = False
    release: bool = False
    csv: bool = False
    data: bool = False
    html: bool = False
    summary: bool = False
    large: bool = False


class Job(Struct, frozen=True):
    """One workbook, and where its paper goes."""

    workbook: Path
    out: Path


class Done(Struct, frozen=True):
    """What became of one job.

    `files` are what was written, the paper first; none where there were faults. `failure` is a sentence where something
    stopped it, `agenda` where that is only that the workbook is an agenda. `was_there` where it was made before.
    """

    job: Job
    code: ExitCode
    problems: tuple[Problem, ...] = ()
    files: tuple[Path, ...] = ()
    pages: int = 0
    is_draft: bool = False
    record: str = ""
    failure: str = ""
    is_agenda: bool = False
    was_there: bool = False


def make_one(job: Job, wanted: Wanted, on_stage: Callable[[Stage], None] = lambda stage: None) -> Done:
    """Make one paper; what stops it is a sentence. Ctrl-C and bugs are not."""
    try:
        outcome = road.build(
            job.workbook,
            job.out,
            layout=wanted.layout,
            layouts=wanted.layouts,
            strict=wanted.strict,
            release=wanted.release,
            csv=wanted.csv,
            data=wanted.data,
            html=wanted.html,
            with_summary=wanted.summary,
            with_large=wanted.large,
            on_stage=on_stage,
        )
    except WrongWorkbook as fault:
        return Done(job, fault.exit_code, failure=str(fault), is_agenda=True)
    except KccReportError as fault:
        return Done(job, fault.exit_code, failure=str(fault))
    except MemoryError:
        return Done(job, ExitCode.FILES, failure=f"{job.workbook} needs more memory than there is.")
    built = outcome.value
    if built is None:
        return Done(job, ExitCode.FAULTS, outcome.problems, failure=f"{job.workbook}: no paper was made.")
    record = "" if built.kept_in is None else f"{built.kept_in.path}  {built.kept_in.words}"
    files = (job.out, *built.beside)
    return Done(job, ExitCode.DONE, outcome.problems, files, built.pages, built.is_draft, record)


def make_elsewhere(job: Job, wanted: Wanted) -> Done:
    """Make one paper in a process whose traceback nobody sees: a bug costs that paper only, and is told as one."""
    try:
        return make_one(job, wanted)
    except Exception as bug:
        if os.environ.get("KCCREPORT_DEBUG"):
            raise
        return lost(job, f"something went wrong inside kccreport itself ({type(bug).__name__}). Please report it.")


def lost(job: Job, why: str) -> Done:
    """Return that a paper was not made for a reason that lies outside its workbook."""
    return Done(job, ExitCode.FILES, failure=f"{job.workbook}: {why}")
