"""Have other people's files read in processes of their own (`child`), with limits: a crash there is a sentence here.

Starting such a process takes as long as reading a paper, so one that has answered is asked again; one that broke down
over a paper is not.
"""

import atexit
import contextlib
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from kccreport.agenda.merging.facts import MOST_SECONDS, PaperFacts
from kccreport.ground.errors import ChildFailed, UnusablePaper


class _BrokeDown(Exception):
    """The child gave no answer; the message is the end of a sentence about what it looked at."""


def examine(path: Path, cleaned: Path, *, validates: bool = True, key: str = "", level: int = 1) -> PaperFacts:
    """Clean a PDF into `cleaned` and return what it is; see `examiner.examine`.

    Raises:
        UnusablePaper: it cannot be part of a pack.
        ChildFailed: no process could be started to look at it.
    """
    try:
        options = {"validates": validates, "key": key, "level": level}
        answer = _ask({"task": "examine", "path": str(path.resolve()), "cleaned": str(cleaned), "options": options})
    except _BrokeDown as fault:
        raise UnusablePaper(f"{fault}; print it to a new PDF") from fault
    return PaperFacts.from_data(answer)


def standards_met(path: Path, profiles: Sequence[str]) -> set[str]:
    """Return which of some standards (ua1, 2a, 2u, 2b) a validator finds a file to meet.

    Raises:
        ChildFailed: the file could not be validated.
    """
    try:
        with ThreadPoolExecutor(max(len(profiles), 1)) as pool:
            answers = pool.map(lambda each: _ask({"task": "meets", "path": str(path), "profiles": [each]}), profiles)
            return {met for answer in answers for met in answer["met"]}
    except _BrokeDown as fault:
        raise ChildFailed(f"{path.name} could not be validated, so nothing was written: it {fault}.") from fault


def with_barriers(facts: PaperFacts, cleaned: Path) -> PaperFacts:
    """Return the facts of a cleaned paper with what keeps readers from it in a pack; see `examiner.with_barriers`.

    Raises:
        ChildFailed: the paper could not be validated.
    """
    try:
        answer = _ask({"task": "barriers", "cleaned": str(cleaned), "facts": facts.as_data()})
    except _BrokeDown as fault:
        raise ChildFailed(f"{cleaned.name} could not be validated, so nothing was written: it {fault}.") from fault
    return PaperFacts.from_data(answer)


def pages_that_differ(pack: Path, papers: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the pages of a pack that do not look as they were sent; see `comparing.pages_that_differ`.

    Raises:
        ChildFailed: the pack could not be compared.
    """
    try:
        found: list[dict[str, Any]] = _ask({"task": "compare", "pack": str(pack), "papers": list(papers)})["differing"]
    except _BrokeDown as fault:
        raise ChildFailed(
            f"{pack.name} could not be compared with the papers as they were sent, so nothing was written: it {fault}."
        ) from fault
    return found


def find_leaks(request: dict[str, Any]) -> list[dict[str, Any]]:
    """Return what of exempt papers is found in public files, as plain data; `leaks.answer` says what a request holds.

    Raises:
        ChildFailed: the files could not be checked.
    """
    try:
        found: list[dict[str, Any]] = _ask({"task": "leaks", **request})["leaks"]
    except _BrokeDown as fault:
        names = ", ".join(Path(pack).name for pack in request["packs"])
        raise ChildFailed(
            f"The public files could not be checked for exempt content, so nothing was written: one of {names}, or of "
            f"the papers, {fault}."
        ) from fault
    return found


def _ask(request: dict[str, Any]) -> dict[str, Any]:
    worker = _free_worker()
    try:
        line = worker.ask(json.dumps(request))
    except BaseException:
        worker.end()
        raise
    try:
        answer: dict[str, Any] = json.loads(line)
    except ValueError as fault:
        worker.end()
        if worker.was_late:
            raise _BrokeDown(f"takes more than {MOST_SECONDS // 60} minutes to read") from fault
        # killed for memory, or by a fault in a library: whatever it was, the paper did it
        raise _BrokeDown("cannot be read: the reader broke down over it") from fault
    if "broken" in answer:
        worker.end()
        raise _BrokeDown(answer["broken"])
    _idle.append(worker)
    if "unusable" in answer:
        raise UnusablePaper(answer["unusable"])
    return answer


class _Worker:
    """A process that answers one request after another, until one breaks it."""

    def __init__(self) -> None:
        self.program, self.was_late = _PROGRAM, False
        command = [sys.executable, "-P", "-c", _PROGRAM, str(Path(__file__).parents[3])]
        errors = None if os.environ.get("KCCREPORT_DEBUG") else subprocess.DEVNULL
        try:
            self.process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, text=True, encoding="utf-8"
            )
        except OSError as fault:
            raise ChildFailed(f"A second Python could not be started to look at the papers ({fault}).") from fault
        _running.add(self)
        if _is_stopping.is_set():
            self.process.kill()

    def ask(self, request: str) -> str:
        """Return the answer to a request, or "" where there is none."""
        if self.process.stdin is None or self.process.stdout is None:
            raise ValueError("the process has no pipes")
        clock = threading.Timer(MOST_SECONDS, self._stop)
        clock.start()
        try:
            self.process.stdin.write(request + "\n")
            self.process.stdin.flush()
            return self.process.stdout.readline()
        except OSError:
            return ""  # it is gone already
        finally:
            clock.cancel()

    def _stop(self) -> None:
        self.was_late = True
        self.process.kill()

    def end(self) -> None:
        """Let the process go."""
        _running.discard(self)
        self.process.kill()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        self.process.wait()


# a list's append and pop are whole, as are a set's add and discard, so threads may share them
_idle: list[_Worker] = []
_running: set[_Worker] = set()
_is_stopping = threading.Event()


@contextlib.contextmanager
def stopped() -> Iterator[None]:
    """End every process that looks at papers, and those that are started within the block; may be used in any thread.

    For whoever stops waiting for them, as at Ctrl-C: the threads that ask them then have their answer at once.
    """
    _is_stopping.set()
    try:
        for worker in tuple(_running):
            worker.process.kill()
        yield
    finally:
        _is_stopping.clear()


def _free_worker() -> _Worker:
    while True:
        try:
            worker = _idle.pop()
        except IndexError:
            return _Worker()
        if worker.program == _PROGRAM and worker.process.poll() is None:
            return worker
        worker.end()


@atexit.register
def let_go() -> None:
    """Let the processes go that wait for papers."""
    while _idle:
        _idle.pop().end()


# -P keeps the folder one stands in, and its modules, out of the child; the package's own folder is then named
_PROGRAM = "import sys; sys.path.append(sys.argv[1]); from kccreport.agenda.examining.child import main; main()"
