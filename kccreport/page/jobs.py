"""The work that was asked for: what is running, what waits, and what came of it."""

import secrets
import threading
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, Generic, TypeVar

from kccreport.page.process import CANCELLED, done_apart
from kccreport.page.work.running import Finished, Stopped
from kccreport.page.work.task import Task

T = TypeVar("T")
_MOST_WAITING = 300
_MOST_KEPT = 100  # of those that are over; what they brought is dropped with them
_MOST_STEPS = 200
USUAL, LONG = 300, 3600  # seconds: a paper; a pack of many papers


class State(StrEnum):
    """How far a job has come."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class TooBusy(Exception):
    """So much is waiting that nothing more is taken."""


@dataclass(slots=True)
class Job(Generic[T]):
    """One piece of work: what it is called, where its result is shown, and what came of it.

    `result` is there once it is done, `failure`, a sentence, where something stopped it.
    """

    key: str
    title: str
    then: str
    state: State = State.WAITING
    steps: list[str] = field(default_factory=list)
    result: T | None = None
    failure: str = ""
    stop: threading.Event = field(default_factory=threading.Event)
    over: threading.Event = field(default_factory=threading.Event)

    @property
    def is_over(self) -> bool:
        """True once it is done or has failed."""
        return self.over.is_set()

    def wait(self, seconds: float) -> bool:
        """Wait for its end, but not for ever; say whether it is over."""
        return self.over.wait(seconds)

    def tell(self, step: str) -> None:
        """Note a step that has begun."""
        if len(self.steps) < _MOST_STEPS:
            self.steps.append(step)
        else:
            self.steps[-1] = step


class Jobs:
    """All jobs of one workspace, a few at a time, each in a process of its own."""

    def __init__(self, folder: Path, at_once: int) -> None:
        self._folder = str(folder)
        self._pool = ThreadPoolExecutor(at_once, thread_name_prefix="job")
        self._lock = threading.Lock()
        self._jobs: OrderedDict[str, Job[Any]] = OrderedDict()

    def start(self, task: Task[T], title: str, then: str, *, seconds: int = USUAL) -> Job[T]:
        """Have a task done as soon as there is room. Raises TooBusy where too many wait."""
        job: Job[T] = Job(secrets.token_urlsafe(12), title, then)
        with self._lock:
            if sum(not each.is_over for each in self._jobs.values()) >= _MOST_WAITING:
                raise TooBusy
            over = [key for key, each in self._jobs.items() if each.is_over]
            for key in over[: max(len(over) - _MOST_KEPT, 0)]:
                del self._jobs[key]
            self._jobs[job.key] = job
        self._pool.submit(self._do, job, task, seconds)
        return job

    def find(self, key: str) -> Job[Any] | None:
        """Return a job by its key; None where there is none, or it is long over."""
        with self._lock:
            return self._jobs.get(key)

    @property
    def running(self) -> list[Job[Any]]:
        """Return the jobs that are not over, oldest first."""
        with self._lock:
            return [each for each in self._jobs.values() if not each.is_over]

    def close(self) -> None:
        """Stop everything."""
        for job in self.running:
            job.stop.set()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _do(self, job: Job[T], task: Task[T], seconds: int) -> None:
        job.state = State.RUNNING
        is_wanted = not job.stop.is_set()
        found = done_apart(task, self._folder, seconds, job.tell, job.stop) if is_wanted else Stopped(CANCELLED)
        if isinstance(found, Finished):
            job.result, job.state = found.result, State.DONE
        else:
            job.failure, job.state = found.why, State.FAILED
        job.over.set()
