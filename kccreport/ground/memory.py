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
