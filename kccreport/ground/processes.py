"""Work shared among processes of this machine: each does one piece after another, and one that is killed costs one piece."""

import os
import signal
import traceback
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from msgspec import Struct

from kccreport.ground.memory import collect_seldom

if TYPE_CHECKING:  # every command imports this file
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

Piece = TypeVar("Piece")
Key = TypeVar("Key")
Result = TypeVar("Result")

_PATIENCE = 10.0  # seconds: how long a process that was told to stop may take to leave nothing half-made


class Lost(Exception):
    """The process that did a piece of work was stopped from outside, or ran out of memory."""


class Ended(Struct, Generic[Key, Result], frozen=True):
    """What became of the piece of work called `key`: its result, or what it raised, which may be `Lost`."""

    key: Key
    value: Result | None = None
    fault: Exception | None = None

    @property
    def result(self) -> Result:
        """Return the result, or raise what the work raised."""
        if self.fault is not None:
            raise self.fault
        return self.value  # type: ignore[return-value]  # without a fault it is what the work returned


def cores() -> int:
    """Return how many pieces of work this machine can do at once."""
    return os.cpu_count() or 1


def may_start_others() -> bool:
    """Say whether this process may start others: one that was itself started to do a piece of work may not."""
    from multiprocessing import current_process

    return not current_process().daemon


def side_by_side(
    pieces: Iterable[tuple[Key, Piece]], do: Callable[[Piece], Result], processes: int, *, warm: str = ""
) -> Iterator[Ended[Key, Result]]:
    """Yield what became of each piece as it is done, in any order; `processes` are at work, and end with the iterator.

    `do` and the pieces are pickled: a function of a module, or a `partial` of one. A piece is asked for when there is
    somebody to do it. `warm` names a module that imports what the work needs, once for all where the system can fork.
    Close the iterator to stop the work at once.
    """
    from multiprocessing.connection import wait

    left = iter(pieces)
    workers: list[_Worker] = []
    done: list[Ended[Any, Any]] = []
    try:
        while True:
            workers = [worker for worker in workers if worker.is_alive]
            while (free := _free(workers)) or len(workers) < max(1, processes):
                piece = next(left, None)
                if piece is None:
                    break
                if free is None:
                    free = _Worker(do, warm)
                    workers.append(free)
                free.give(*piece)
            yield from done  # not before the next pieces are given, so that nobody waits while this is told
            busy = [worker for worker in workers if worker.is_busy]
            if not busy:
                return
            ready = wait([worker.pipe for worker in busy])
            done = [worker.take() for worker in busy if worker.pipe in ready]
    finally:
        for worker in workers:
            worker.stop()
        for worker in workers:
            worker.join()


class Crew(Generic[Piece, Result]):
    """Processes that several threads give work to: as many as there are threads asking at once, the first when asked.

    `do` and `warm` are as for `side_by_side`. Leave the block to let the processes go.
    """

    def __init__(self, do: Callable[[Piece], Result], *, warm: str = "") -> None:
        self._do, self._warm = do, warm
        # a list's append and pop are whole, as are a set's add and discard, so threads may share them
        self._idle: list[_Worker] = []
        self._all: set[_Worker] = set()
        self._is_stopping = False

    def __enter__(self) -> "Crew[Piece, Result]":
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def ask(self, piece: Piece) -> Result:
        """Have one piece of work done, and return its result or raise what it raised. May be called in any thread.

        Raises:
            Lost: the process was stopped from outside, ran out of memory, or is no longer wanted.
        """
        try:
            worker = self._idle.pop()
        except IndexError:
            worker = _Worker(self._do, self._warm)
            self._all.add(worker)
        if self._is_stopping:
            worker.process.terminate()
        worker.give(None, piece)
        ended = worker.take()
        if worker.is_alive:
            self._idle.append(worker)
        result: Result = ended.result
        return result

    def stop(self) -> None:
        """Let the processes go, those at work at once; threads that wait for them have their answer then."""
        self._is_stopping = True
        for worker in tuple(self._all):
            if worker.is_busy:
                worker.process.terminate()
            else:
                worker.stop()
        for worker in tuple(self._all):
            worker.join()
            self._all.discard(worker)


def _free(workers: "list[_Worker]") -> "_Worker | None":
    return next((worker for worker in workers if worker.is_alive and not worker.is_busy), None)


def context(*warm: str) -> Any:
    """Return how processes are started: forked from one that has imported the modules `warm`, where the system can."""
    import multiprocessing

    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    found = multiprocessing.get_context("forkserver")
    found.set_forkserver_preload(list(warm))
    return found


def begin_to_warm(warm: str) -> None:
    """Have the process that others are forked from, where the system can fork, import `warm` while this one goes on."""
    if context(warm).get_start_method() == "forkserver":
        from multiprocessing.forkserver import ensure_running

        ensure_running()


class _Worker:
    """One process that does one piece of work after the other."""

    def __init__(self, do: Callable[[Any], Any], warm: str) -> None:
        started = context(*([warm] if warm else []))
        self.pipe: Connection
        self.pipe, far = started.Pipe()
        self.process: BaseProcess = started.Process(target=_work, args=(far, do), daemon=True)
        self.process.start()
        far.close()
        self.doing: Any = None
        self.is_busy = False
        self.is_alive = True

    def give(self, key: Any, piece: Any) -> None:
        """Hand it a piece; a process that is gone already is found out when the result is taken."""
        self.doing, self.is_busy = key, True
        try:
            self.pipe.send(piece)
        except OSError:
            self.is_alive = False

    def take(self) -> Ended[Any, Any]:
        """Return what became of its piece; of a process that is gone, that."""
        key, self.doing, self.is_busy = self.doing, None, False
        try:
            value, fault = self.pipe.recv()
        except (EOFError, OSError):
            self.is_alive = False
            self.process.join(_PATIENCE)
            return Ended(key, fault=Lost())
        return Ended(key, value, fault)

    def stop(self) -> None:
        """Tell it to end: at once where it is at work, of which nothing then stays."""
        self.pipe.close()
        if self.is_busy and self.process.is_alive():
            self.process.terminate()

    def join(self) -> None:
        self.process.join(_PATIENCE)
        if self.process.is_alive():
            self.process.kill()


def _work(pipe: "Connection", do: Callable[[Any], Any]) -> None:
    """Do one piece after another until there is nobody to tell of them."""
    if hasattr(os, "setsid"):
        os.setsid()  # Ctrl-C on the terminal is the other process's to heed, which then tells this one
    # told to end, work is left as by Ctrl-C: whole or not at all
    signal.signal(signal.SIGTERM, lambda *_: signal.raise_signal(signal.SIGINT))
    signal.signal(signal.SIGINT, signal.default_int_handler)
    collect_seldom()
    try:
        while True:
            pipe.send(_done(do, pipe.recv()))
    except (EOFError, OSError, KeyboardInterrupt):
        pipe.close()


def _done(do: Callable[[Any], Any], piece: Any) -> tuple[Any, Exception | None]:
    """Return what a piece of work gave, or what it raised, which is raised again where somebody waits for the result."""
    try:
        return do(piece), None
    except Exception as fault:
        fault.add_note("".join(traceback.format_exception(fault)))
        return None, fault
