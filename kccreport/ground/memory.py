"""Hold off the garbage collector while many objects are made and few are dropped."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collecting() -> Iterator[None]:
    """Pause collection: reading and layout make objects by the hundred thousand, all of them still needed.

    Left on, the collector walks them again and again and finds next to nothing, and time grows faster than the paper.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def collect_seldom() -> None:
    """Have this process look for circles among its objects once in 100,000 new ones, rather than once in 700 as usual.

    What is imported and what a paper is made of stays, so looking at it so often took a twentieth of a run; what waits
    in circles meanwhile is some ten megabytes at most.
    """
    gc.set_threshold(100_000)
