"""The same run on other machines, by the workers of a Dask scheduler, which share no disk with this one."""

import importlib.util
import logging
import os
import time
import warnings
from collections.abc import Generator, Iterator, Mapping
from concurrent.futures import CancelledError
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from kccreport.ground.errors import ClusterFault, ExitCode
from kccreport.roads.many.jobs import Done, Job, lost
from kccreport.roads.many.makings import Makings
from kccreport.roads.many.parcel import Answer, Parcel, make_of, packed, unpacked
from kccreport.roads.many.versions import difference, here

_CONNECTING = 20  # seconds a scheduler may take to answer
_PATIENCE = 60.0  # seconds without a single worker, after which the run is given up
_LOOK = 2.0  # seconds between looks at which workers there are
_AHEAD = 2  # papers in the hands of each worker: one it makes, and one it can begin at once


def on_cluster(
    left: Iterator[tuple[int, Job]], makings: Makings, address: str
) -> Generator[tuple[int, Done], None, None]:
    """Yield each job with what became of it, as the workers of a cluster make them; the files are written here, whole.

    A paper whose worker is lost is made by another; one that has brought several workers down costs itself only.

    Raises:
        ClusterFault: Dask is not installed, nobody answers at the address, there is no worker, workers have other versions
            than this machine, or in the end none is left.
    """
    with _connected(address) as client:
        _check(client, address)
        run = _Run(client, address, makings, left)
        with closing(run.ends()) as ends:
            yield from ends


@contextmanager
def _connected(address: str) -> Iterator[Any]:
    if importlib.util.find_spec("distributed") is None:
        raise ClusterFault('For --cluster install what it needs: pip install "kccreport[cluster]".')
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # versions are compared below, in our words
        from distributed import Client  # late: only where it is asked for

        if not os.environ.get("KCCREPORT_DEBUG"):
            for name in [name for name in logging.root.manager.loggerDict if name.startswith("distributed")]:
                logging.getLogger(name).setLevel(logging.CRITICAL)
        try:
            client = Client(address, timeout=_CONNECTING, set_as_default=False)
        except (OSError, ValueError, RuntimeError) as fault:  # a time-out is an OSError
            raise ClusterFault(f"No Dask scheduler answers at {address}; see that it runs, and its address.") from fault
    try:
        yield client
    finally:
        client.close(timeout=_LOOK)


def _check(client: Any, address: str) -> None:
    """Raise where a worker would make other papers than this machine."""
    found: Mapping[str, Any] = client.run(here, on_error="return")
    if not found:
        raise ClusterFault(f"The scheduler at {address} has no worker; start some with dask worker {address}.")
    ours = here()
    wrong = {name: _differs(theirs, ours) for name, theirs in sorted(found.items())}
    wrong = {name: said for name, said in wrong.items() if said}
    if wrong:
        name, said = next(iter(wrong.items()))
        of = f"{len(wrong)} of {len(found)} workers would make other papers than this machine"
        raise ClusterFault(f"{of}: {name} has {said}; install the same there, and start again.")


def _differs(theirs: object, ours: Mapping[str, str]) -> str:
    return difference(theirs, ours) if isinstance(theirs, dict) else "no kccreport that can be used"


def make_there(parcel: Parcel) -> tuple[Answer, str]:
    """Make a parcel's paper in a worker, and say which that is."""
    from distributed import get_worker  # late: as above

    return make_of(parcel), str(get_worker().address)


@dataclass
class _Run:
    """Papers in the hands of a cluster: never more than its workers can begin, so that memory does not grow with the run."""

    client: Any
    address: str
    makings: Makings
    left: Iterator[tuple[int, Job]]
    held: dict[Any, "_Held"] = field(default_factory=dict)
    refusing: set[str] = field(default_factory=set)  # workers that came later, with other versions
    workers: frozenset[str] = frozenset()
    looked: float = 0.0
    seen: float = 0.0

    def ends(self) -> Generator[tuple[int, Done], None, None]:
        """Yield each job with what became of it."""
        from distributed import wait  # late: as above

        self.seen = time.monotonic()
        try:
            while True:
                self._look()
                yield from self._hand_out()
                if not self.held:
                    return
                with self._reaching():
                    try:
                        with self.client.as_current():
                            ready = wait(list(self.held), timeout=_LOOK, return_when="FIRST_COMPLETED").done
                    except TimeoutError:
                        continue
                for future in ready:
                    yield from self._take(future)
        finally:
            with suppress(OSError, RuntimeError, CancelledError):
                self.client.cancel(list(self.held), force=True)

    @contextmanager
    def _reaching(self) -> Iterator[None]:
        """Give up in one sentence where the scheduler goes while it is asked something."""
        try:
            yield
        except (OSError, RuntimeError, CancelledError) as fault:
            raise self._fault("cannot be reached any more, or was started anew") from fault

    def _look(self) -> None:
        """See which workers there are; give up where for long there has been none."""
        now = time.monotonic()
        if now - self.looked < _LOOK:
            return
        self.looked = now
        with self._reaching():
            found = self.client.scheduler_info(n_workers=-1)["workers"]
        self.workers = frozenset(found) - self.refusing
        if self.workers:
            self.seen = now
            self._hand_on()
        elif now - self.seen > _PATIENCE:
            raise self._fault("has no worker left")

    def _hand_on(self) -> None:
        """Give papers that only workers could make which are gone to those that are there."""
        for future, held in list(self.held.items()):
            if held.only and not held.only & self.workers:
                del self.held[future]
                with self._reaching():
                    self.client.cancel([future], force=True)
                self._submit(held.at, held.job, held.parcel)

    def _fault(self, what: str) -> ClusterFault:
        return ClusterFault(f"The scheduler at {self.address} {what}; mend that, and go on with --resume.")

    def _hand_out(self) -> Iterator[tuple[int, Done]]:
        while len(self.held) < _AHEAD * max(1, len(self.workers)):
            piece = next(self.left, None)
            if piece is None:
                return
            at, job = piece
            try:
                parcel = packed(job, self.makings)
            except OSError as fault:
                yield (
                    at,
                    Done(job, ExitCode.FILES, failure=f"{job.workbook} cannot be read ({fault.strerror or fault})."),
                )
            else:
                self._submit(at, job, parcel)

    def _submit(self, at: int, job: Job, parcel: Parcel) -> None:
        """Hand out a paper: to any worker, or where some refuse to any of the others."""
        only = self.workers if self.refusing else frozenset()
        with self._reaching():
            future = self.client.submit(make_there, parcel, pure=False, workers=sorted(only) or None)
        self.held[future] = _Held(at, job, parcel, only)

    def _take(self, future: Any) -> Iterator[tuple[int, Done]]:
        held = self.held.pop(future)
        with self._reaching():
            fault = future.exception()
            answer, worker = (None, "") if fault is not None else future.result()
        if answer is None:
            yield held.at, lost(held.job, _why(fault))
        elif answer.refused:  # it came after the others were asked; the paper is another's to make
            self.refusing.add(worker)
            self.looked = 0.0
            self._look()
            self._submit(held.at, held.job, held.parcel)
        else:
            yield held.at, unpacked(answer, held.job, held.parcel, self.makings.wanted)


@dataclass(frozen=True, slots=True)
class _Held:
    """A paper in the hands of the cluster, and of which workers only; of any, where there are none."""

    at: int
    job: Job
    parcel: Parcel
    only: frozenset[str]


def _why(fault: BaseException) -> str:
    if type(fault).__name__ == "KilledWorker":
        return "every worker that made its paper was stopped from outside, or ran out of memory."
    return f"its worker could not make the paper ({type(fault).__name__})."
