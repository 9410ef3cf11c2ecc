"""What is wrong with someone's file: collected, never raised."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Generic, TypeVar

from msgspec import Struct

T = TypeVar("T")


class Severity(StrEnum):
    """Whether a paper can be made all the same; a note is about the look itself, such as what it could not see yet."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Problem(Struct, frozen=True):
    """One fault in a workbook or a layout.

    `code` is the short name listed in README, `where` a cell ('KPIs'!F14), a sheet, or a file and key,
    `message` one sentence with what was found and what was expected, `hint` what to type instead.
    """

    code: str
    where: str
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR

    @property
    def is_error(self) -> bool:
        """True where no paper can be made until it is mended."""
        return self.severity is Severity.ERROR


def warning(code: str, where: str, message: str, hint: str = "") -> Problem:
    """Return a problem that is reported but does not stop the paper."""
    return Problem(code, where, message, hint, Severity.WARNING)


def note(code: str, where: str, message: str, hint: str = "") -> Problem:
    """Return something to know about what was looked at; it is neither a fault nor a warning, and is not counted."""
    return Problem(code, where, message, hint, Severity.NOTE)


class Outcome(Struct, Generic[T], frozen=True):
    """What a stage made, together with everything it found wrong.

    `value` is None exactly when an error stopped the stage.
    """

    value: T | None
    problems: tuple[Problem, ...] = ()

    @classmethod
    def of(cls, value: T, problems: Iterable[Problem]) -> "Outcome[T]":
        """Return the value with its warnings, or no value where one of the problems is an error."""
        found = tuple(problems)
        return cls(None if has_errors(found) else value, found)


def has_errors(problems: Iterable[Problem], *, strict: bool = False) -> bool:
    """Say whether any of the problems stops the paper; under `strict` a warning does too."""
    return any(strict or problem.is_error for problem in problems)
