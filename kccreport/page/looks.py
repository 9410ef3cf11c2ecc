"""What was found of files as they are now: each is looked at once, and again when it was saved anew."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Any, TypeVar

from kccreport.page.jobs import USUAL, Job, Jobs, State
from kccreport.page.work.task import Task

T = TypeVar("T")
_MOST = 60


class Looks:
    """The looks of late, by what was looked at, how, and its stamp."""

    def __init__(self, jobs: Jobs) -> None:
        self._jobs = jobs
        self._found: OrderedDict[tuple[str, str], tuple[str, Job[Any]]] = OrderedDict()
        self._lock = threading.Lock()

    def of(
        self, what: str, key: str, stamp: str, task: Callable[[], Task[T]], title: str, then: str, seconds: int = USUAL
    ) -> Job[T]:
        """Return the look at something as it is now; one that is not there yet is begun.

        `what` names the kind of look and `key` what is looked at. One that was made of an older stamp is dropped.
        """
        with self._lock:
            known = self._found.get((what, key))
            if known is not None and known[0] == stamp and known[1].state is not State.FAILED:
                self._found.move_to_end((what, key))
                return known[1]
            if known is not None and not known[1].is_over:
                known[1].stop.set()  # of something that is no more
            job = self._jobs.start(task(), title, then, seconds=seconds)
            self._found[what, key] = stamp, job
            if len(self._found) > _MOST:
                _, (_, dropped) = self._found.popitem(last=False)
                dropped.stop.set()
            return job

    def known(self, what: str, key: str, stamp: str) -> Job[Any] | None:
        """Return a look that is there already and is of this stamp; None where there is none."""
        with self._lock:
            known = self._found.get((what, key))
            return known[1] if known is not None and known[0] == stamp else None

    def forget(self, key: str) -> None:
        """Forget every look at something, so that it is looked at anew."""
        with self._lock:
            for each in [each for each in self._found if each[1] == key]:
                del self._found[each]
