"""Problems as a page shows them: grouped by what they are, in the words of the command."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kccreport.ground.pattern import pattern
from kccreport.ground.problem import Problem, Severity
from kccreport.ground.report import ALWAYS_SHOWN, MOST_ALIKE

_CELL = pattern(r"(?P<sheet>.+)!(?P<column>[A-Z]{1,3})(?P<row>[1-9][0-9]*)")


@dataclass(frozen=True, slots=True)
class Group:
    """The problems of one code: those shown at once, and those that are opened."""

    code: str
    severity: Severity
    first: Sequence[Problem]
    more: Sequence[Problem]

    @property
    def title(self) -> str:
        """Return the code as words: Missing heading."""
        words = self.code.replace("-", " ")
        return words[:1].upper() + words[1:]

    @property
    def count(self) -> int:
        """Return how many there are."""
        return len(self.first) + len(self.more)


def groups(problems: Iterable[Problem], *severities: Severity) -> list[Group]:
    """Return the problems of some severities by their codes, in the order in which the first of each was found.

    Within a code they go down each sheet, as somebody does who mends them one after the other.
    """
    found: dict[tuple[Severity, str], list[Problem]] = {}
    for each in problems:
        if each.severity in severities:
            found.setdefault((each.severity, each.code), []).append(each)
    result = []
    for (severity, code), met in found.items():
        alike = _down_the_sheets(met)
        most = len(alike) if code in ALWAYS_SHOWN else MOST_ALIKE
        result.append(Group(code, severity, alike[:most], alike[most:]))
    return result


def _down_the_sheets(problems: Sequence[Problem]) -> Sequence[Problem]:
    """Return problems by row and column within each sheet; sheets, and what names no cell, as they were first met."""
    places: dict[str, int] = {}

    def order(problem: Problem) -> tuple[int, int, int, str]:
        cell = _CELL.fullmatch(problem.where)
        sheet = cell["sheet"] if cell else problem.where.partition("!")[0]
        at = places.setdefault(sheet, len(places))
        return (at, int(cell["row"]), len(cell["column"]), cell["column"]) if cell else (at, 0, 0, "")

    return sorted(problems, key=order)
