"""Every paper of a run, here or on other machines, each of them whole, noted, and told of as soon as it is done."""

from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import ExitStack, closing
from functools import partial
from pathlib import Path

from kccreport.ground.processes import Lost, side_by_side
from kccreport.roads.many.cluster import on_cluster
from kccreport.roads.many.jobs import Done, Job, Wanted, lost, make_elsewhere
from kccreport.roads.many.ledger import Ledger
from kccreport.roads.many.makings import Makings
from kccreport.roads.papers import WARM


def make_all(
    jobs: Sequence[Job],
    wanted: Wanted,
    processes: int,
    *,
    cluster: str = "",
    ledger: Path | None = None,
    resume: bool = False,
    tell: Callable[[Done], None],
) -> list[Done]:
    """Make every paper, `processes` at a time, and return what became of each in the order of the jobs.

    With `cluster`, the address of a Dask scheduler, they are made by its workers. `tell` is called with each as it is
    done, in any order. A process that is killed costs the paper it was making, which is named, and no other. `ledger` is
    a folder that keeps the list of what was made; with `resume` a paper is passed over where workbook, layouts, records,
    wishes and version are as they were and its files are still there, unchanged.

    Raises:
        ClusterFault: the cluster cannot be used, or none of its workers is left.
        UnwritableFile: the list cannot be written.
    """
    makings = Makings(wanted)
    of: dict[int, str] = {}
    found: dict[int, Done] = {}
    with ExitStack() as stack:
        made = None if ledger is None else stack.enter_context(Ledger(ledger))

        def left() -> Iterator[tuple[int, Job]]:
            """Yield what is to be made, looked at just before: a workbook saved later is not the one the paper shows."""
            for at, job in enumerate(jobs):
                of[at] = "" if made is None else makings.digest(job)
                known = made.known(job, of[at]) if resume and made is not None else None
                if known is None:
                    yield at, job
                else:
                    found[at] = known
                    tell(known)

        ends = on_cluster(left(), makings, cluster) if cluster else _here(left(), wanted, min(processes, len(jobs)))
        for at, done in stack.enter_context(closing(ends)):
            found[at] = done
            if made is not None:
                made.add(done, of[at])
            tell(done)
    return [found[at] for at in range(len(jobs))]


def _here(left: Iterator[tuple[int, Job]], wanted: Wanted, processes: int) -> Generator[tuple[int, Done], None, None]:
    """Yield each job with what became of it, as processes of this machine make them."""
    pieces = (((at, job), job) for at, job in left)
    for ended in side_by_side(pieces, partial(make_elsewhere, wanted=wanted), processes, warm=WARM):
        at, job = ended.key
        if isinstance(ended.fault, Lost):
            yield at, lost(job, "the process that made its paper was stopped from outside, or ran out of memory.")
        else:
            yield at, ended.result
