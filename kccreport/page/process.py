"""One piece of work in a process of its own: told of step by step, stopped when asked to or when it takes too long."""

import contextlib
import os
import signal
import threading
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any

from kccreport.ground.processes import context
from kccreport.page.work.running import Finished, Step, Stopped, work
from kccreport.page.work.task import Task

_PATIENCE = 5.0  # seconds a process that was told to end may take to leave nothing half-made
_TICK = 0.1  # seconds
_GONE = "The process that did this was stopped from outside, or ran out of memory; nothing half-made was left behind."
CANCELLED = "Stopped, as you asked. Nothing half-made was left behind."


def done_apart(
    task: Task[Any], folder: str, seconds: int, tell: Callable[[str], None], stop: threading.Event
) -> Finished | Stopped:
    """Return what came of a task, done in a process of its own in a folder; `stop` ends it, and so do `seconds`."""
    started = context("kccreport.roads.warm", "kccreport.page.work.running")
    near, far = started.Pipe()
    process: BaseProcess = started.Process(target=work, args=(far, folder, task, seconds))
    try:
        process.start()
    except OSError as fault:
        near.close()
        far.close()
        return Stopped(f"No process could be started for this ({fault.strerror or fault}).")
    far.close()
    found = None
    try:
        found = _answer(near, time.monotonic() + seconds, seconds, tell, stop)
        return found
    finally:
        near.close()
        _end(process, is_done=isinstance(found, Finished))


def _answer(
    pipe: Connection, until: float, seconds: int, tell: Callable[[str], None], stop: threading.Event
) -> Finished | Stopped:
    while True:
        if stop.is_set():
            return Stopped(CANCELLED)
        if time.monotonic() > until:
            minutes = max(round(seconds / 60), 1)
            return Stopped(f"This took more than {minutes} minute{'' if minutes == 1 else 's'}, and was stopped.")
        try:
            if not pipe.poll(_TICK):
                continue
            message = pipe.recv()
        except (EOFError, OSError):
            return Stopped(_GONE)
        if isinstance(message, Step):
            tell(message.words)
        else:
            found: Finished | Stopped = message
            return found


def _end(process: BaseProcess, *, is_done: bool) -> None:
    """See that a process, and whatever it started, is gone."""
    if not is_done:
        process.terminate()
    process.join(_PATIENCE)
    if process.is_alive() or not is_done:
        _kill_group(process)
    process.join(_PATIENCE)
    with contextlib.suppress(ValueError):
        process.close()


def _kill_group(process: BaseProcess) -> None:
    if process.pid is not None and hasattr(os, "killpg"):
        with contextlib.suppress(OSError):
            os.killpg(
                process.pid, signal.SIGKILL
            )  # the group it leads; its number is not used anew while one of it lives
            return
    with contextlib.suppress(OSError, AttributeError):
        process.kill()
