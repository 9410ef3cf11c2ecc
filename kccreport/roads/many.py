"""Many papers: each made in one of several processes, named where it fails, and not made again where nothing changed."""

import hashlib
import json
import os
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kccreport import __version__
from kccreport.ground.dataclass import dataclass
from kccreport.ground.errors import ExitCode, KccReportError, WrongWorkbook
from kccreport.ground.files import write_whole
from kccreport.ground.problem import Problem
from kccreport.roads import papers as road
from kccreport.roads.papers import Stage

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

LEDGER = ".kccreport-made.json"
_PATIENCE = 10.0  # seconds: how long a process that was told to stop may take to leave nothing half-made


@dataclass(frozen=True, slots=True)
class Wanted:
    """How papers are asked for, as `roads.papers.build` takes it."""

    layout: str | None = None
    layouts: Path | None = None
    strict: bool = False
    release: bool = False
    csv: bool = False
    data: bool = False
    html: bool = False
    summary: bool = False


@dataclass(frozen=True, slots=True)
class Job:
    """One workbook, and where its paper goes."""

    workbook: Path
    out: Path


@dataclass(frozen=True, slots=True)
class Done:
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


def make_all(
    jobs: Sequence[Job],
    wanted: Wanted,
    processes: int,
    *,
    ledger: Path | None = None,
    resume: bool = False,
    tell: Callable[[Done], None],
) -> list[Done]:
    """Make every paper, `processes` at a time, and return what became of each in the order of the jobs.

    `tell` is called with each as it is done, in any order. A process that is killed costs the paper it was making, which
    is named, and no other. `ledger` is a folder that keeps the list of what was made; with `resume` a paper is passed over
    where workbook, layouts, records, wishes and version are as they were and its files are still there, unchanged.
    """
    made = Ledger(ledger, wanted) if ledger is not None else None
    found: dict[int, Done] = {}
    left: deque[tuple[int, Job]] = deque()
    for at, job in enumerate(jobs):
        if resume and made is not None and (known := made.known(job)) is not None:
            found[at] = known
            tell(known)
        else:
            left.append((at, job))
    for at, done in _side_by_side(left, wanted, max(1, min(processes, len(left)))):
        found[at] = done
        if made is not None:
            made.add(done)
        tell(done)
    return [found[at] for at in range(len(jobs))]


# -- processes


def _side_by_side(left: deque[tuple[int, Job]], wanted: Wanted, processes: int) -> Iterator[tuple[int, Done]]:
    """Yield each job with what became of it, as they are done."""
    from multiprocessing.connection import wait

    workers: list[_Worker] = []
    try:
        while left or any(worker.is_busy for worker in workers):
            workers = [worker for worker in workers if worker.is_alive]
            while left and len(workers) < processes:
                workers.append(_Worker(wanted))
            for worker in workers:
                if left and not worker.is_busy:
                    worker.give(*left.popleft())
            ready = wait([worker.pipe for worker in workers if worker.is_busy])
            for worker in workers:
                if worker.pipe in ready:
                    yield worker.take()
    finally:
        for worker in workers:
            worker.stop()
        for worker in workers:
            worker.join()


def _context() -> Any:
    """Return how processes are started: forked from one that has imported everything, where the system can."""
    import multiprocessing

    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["kccreport.roads.warm"])
    return context


class _Worker:
    """One process that makes papers, one after the other."""

    def __init__(self, wanted: Wanted) -> None:
        context = _context()
        self.pipe: Connection
        self.pipe, far = context.Pipe()
        self.process: BaseProcess = context.Process(target=_work, args=(far, wanted), daemon=True)
        self.process.start()
        far.close()
        self.doing: tuple[int, Job] | None = None
        self.is_alive = True

    @property
    def is_busy(self) -> bool:
        return self.doing is not None

    def give(self, at: int, job: Job) -> None:
        """Hand it a job; one that is gone already is found out when the job's result is taken."""
        self.doing = at, job
        try:
            self.pipe.send(job)
        except OSError:
            self.is_alive = False

    def take(self) -> tuple[int, Done]:
        """Return what became of its job; of one that is gone, that."""
        assert self.doing is not None
        (at, job), self.doing = self.doing, None
        try:
            done: Done = self.pipe.recv()
        except (EOFError, OSError):
            self.is_alive = False
            self.process.join(_PATIENCE)
            why = f"{job.workbook}: the process that made its paper was stopped from outside, or ran out of memory."
            return at, Done(job, ExitCode.FILES, failure=why)
        return at, done

    def stop(self) -> None:
        """Tell it to end: at once where it is making a paper, of which nothing then stays."""
        self.pipe.close()
        if self.is_busy and self.process.is_alive():
            self.process.terminate()

    def join(self) -> None:
        self.process.join(_PATIENCE)
        if self.process.is_alive():
            self.process.kill()


def _work(pipe: "Connection", wanted: Wanted) -> None:
    """Make papers until there is nobody to tell of them."""
    if hasattr(os, "setsid"):
        os.setsid()  # Ctrl-C on the terminal is the other process's to heed, which then tells this one
    # told to end, a paper is left as by Ctrl-C: whole or not at all
    signal.signal(signal.SIGTERM, lambda *_: signal.raise_signal(signal.SIGINT))
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        while True:
            pipe.send(_told_of(pipe.recv(), wanted))
    except (EOFError, OSError, KeyboardInterrupt):
        pipe.close()


def _told_of(job: Job, wanted: Wanted) -> Done:
    """Make one paper; a bug costs that paper only, and is told as one, since nobody sees this process's traceback."""
    try:
        return make_one(job, wanted)
    except Exception as bug:
        if os.environ.get("KCCREPORT_DEBUG"):
            raise
        words = (
            f"{job.workbook}: something went wrong inside kccreport itself ({type(bug).__name__}). Please report it."
        )
        return Done(job, ExitCode.FILES, failure=words)


# -- what was made before


class Ledger:
    """The list of what was made into a folder, of what and how: a file there, read once and written after each paper."""

    def __init__(self, folder: Path, wanted: Wanted) -> None:
        self.path = folder / LEDGER
        self._wishes = _digest(_wishes(wanted, folder))
        self._made: dict[str, Any] = _read(self.path)

    def known(self, job: Job) -> Done | None:
        """Return what became of a job before, where it would become the same again and all its files are there."""
        entry = self._made.get(str(job.out))
        if entry is None or entry.get("of") != self._of(job):
            return None
        try:
            files = {Path(name): digest for name, digest in entry["files"].items()}
            is_there = bool(files) and all(_digest_of(path) == digest for path, digest in files.items())
            pages, is_draft = int(entry["pages"]), bool(entry["is_draft"])
        except (OSError, KeyError, TypeError, ValueError, AttributeError):
            return None
        if not is_there:
            return None
        return Done(job, ExitCode.DONE, files=tuple(files), pages=pages, is_draft=is_draft, was_there=True)

    def add(self, done: Done) -> None:
        """Note what became of a job; one that failed is tried again next time."""
        key = str(done.job.out)
        if done.code is ExitCode.DONE:
            files = {str(path): _digest_of(path) for path in done.files}
            self._made[key] = {
                "of": self._of(done.job),
                "files": files,
                "pages": done.pages,
                "is_draft": done.is_draft,
            }
        elif self._made.pop(key, None) is None:
            return
        write_whole(self.path, json.dumps(self._made, indent=1, sort_keys=True, ensure_ascii=False).encode())

    def _of(self, job: Job) -> str:
        try:
            beside = json.dumps(_layouts_in(job.workbook.parent), sort_keys=True).encode()
            return f"{_digest_of(job.workbook)} {_digest(beside)} {self._wishes}"
        except OSError:
            return ""


def _read(path: Path) -> dict[str, Any]:
    """Return the list; an empty one where there is none, or none that can be read: then everything is made anew."""
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) and all(isinstance(each, dict) for each in found.values()) else {}


def _wishes(wanted: Wanted, out: Path) -> bytes:
    """Return everything besides the workbook that decides what a paper looks like: layouts, records, wishes, version."""
    from kccreport.layout.reader import is_layout_path

    layouts = _contents(wanted.layouts, "*") if wanted.layouts is not None else {}
    if wanted.layout is not None and is_layout_path(wanted.layout):
        layouts |= _layouts_in(Path(wanted.layout).parent)
    asked = asdict(replace(wanted, layouts=None))
    return json.dumps([__version__, asked, layouts, _contents(out, "*.record.json")], sort_keys=True).encode()


def _layouts_in(folder: Path) -> dict[str, str]:
    """Return the layouts in a folder, and what they may name: pictures and typefaces, in it or below it."""
    names = ("*.toml", "*.png", "*.svg", "*.ttf", "*/*.png", "*/*.svg", "*/*.ttf")
    return {str(path): _digest_of(path) for name in names for path in sorted(folder.glob(name)) if path.is_file()}


def _contents(folder: Path, pattern: str) -> dict[str, str]:
    return {str(path): _digest_of(path) for path in sorted(folder.rglob(pattern)) if path.is_file()}


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _digest_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
