"""A piece of work that a process of its own does: plain data that goes there, and plain data that comes back."""

from collections.abc import Callable
from typing import Protocol, TypeVar

T_co = TypeVar("T_co", covariant=True)
Tell = Callable[[str], None]


class Task(Protocol[T_co]):
    """Something to do in the workspace, which is then the current folder; paths are as seen from there.

    `tell` is called with each step as it begins. What stops it is a `KccReportError`.
    """

    def run(self, tell: Tell) -> T_co:
        """Do it, and return what came of it."""
        ...
