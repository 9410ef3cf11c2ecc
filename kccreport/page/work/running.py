"""The process that does one piece of work, and says how far it has come; whatever stops it ends as one sentence."""

import contextlib
import os
import signal
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

from kccreport.ground.errors import KccReportError
from kccreport.page.work.limits import leave_terminal, limit
from kccreport.page.work.task import Task

NO_MEMORY = "This needs more memory than it may have; nothing was changed."


@dataclass(frozen=True, slots=True)
class Step:
    """A step has begun."""

    words: str


@dataclass(frozen=True, slots=True)
class Finished:
    """The work is done."""

    result: Any


@dataclass(frozen=True, slots=True)
class Stopped:
    """Something stopped it: one sentence."""

    why: str


def work(pipe: Connection, folder: str, task: Task[Any], seconds: int) -> None:
    """Do one task in a folder, within limits, and send its steps and what came of it."""
    with contextlib.suppress(KeyboardInterrupt):  # told to end, at whatever moment
        _work(pipe, folder, task, seconds)


def _work(pipe: Connection, folder: str, task: Task[Any], seconds: int) -> None:
    leave_terminal()
    # told to end, a file is left as by Ctrl-C: whole or not at all
    signal.signal(signal.SIGTERM, lambda *_: signal.raise_signal(signal.SIGINT))
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        limit(seconds)
        os.chdir(folder)
        pipe.send(_done(task, pipe))
    except (KeyboardInterrupt, OSError):
        pass  # nobody waits for it any more
    finally:
        pipe.close()


def _done(task: Task[Any], pipe: Connection) -> Finished | Stopped:
    try:
        return Finished(task.run(lambda words: pipe.send(Step(words))))
    except KccReportError as fault:
        return Stopped(str(fault))
    except MemoryError:
        return Stopped(NO_MEMORY)
    except Exception as bug:  # nobody sees this process's traceback; the page stays up, and says so in a sentence
        if os.environ.get("KCCREPORT_DEBUG"):
            raise
        return Stopped(
            f"Something went wrong inside kccreport itself ({type(bug).__name__}); your workbook is unchanged. Please report it."
        )
