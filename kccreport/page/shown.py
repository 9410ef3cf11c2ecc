"""Problems as a page shows them: grouped by what they are, in the words of the command."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kccreport.ground.problem import Problem, Severity
from kccreport.ground.report import ALWAYS_SHOWN, MOST_ALIKE


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
    """Return the problems of some severities by their codes, in the order in which the first of each was found."""
    found: dict[tuple[Severity, str], list[Problem]] = {}
    for each in problems:
        if each.severity in severities:
            found.setdefault((each.severity, each.code), []).append(each)
    result = []
    for (severity, code), alike in found.items():
        most = len(alike) if code in ALWAYS_SHOWN else MOST_ALIKE
        result.append(Group(code, severity, alike[:most], alike[most:]))
    return result
