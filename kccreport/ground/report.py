"""Problems in words: what a terminal prints and a page shows, so that both say the same."""

from collections import Counter
from collections.abc import Iterator, Sequence

from kccreport.ground.problem import Problem, Severity

MOST_ALIKE = 5  # problems of one code told in full; --json has them all
ALWAYS_SHOWN = frozenset({"leak", "hidden-data"})  # each has to be read by somebody


def lines(problems: Sequence[Problem]) -> Iterator[str]:
    """Yield each problem as a line with its hint below it, at most a few of each code, so that a screen is enough."""
    shown: Counter[str] = Counter()
    for problem in problems:
        shown[problem.code] += 1
        if shown[problem.code] > MOST_ALIKE and problem.code not in ALWAYS_SHOWN:
            continue
        yield f"  {problem.severity} {problem.where}: {problem.message} [{problem.code}]"
        if problem.hint:
            yield f"      {problem.hint}"
    for code, count in shown.items():
        if count > MOST_ALIKE and code not in ALWAYS_SHOWN:
            yield f"  … and {count - MOST_ALIKE} more of [{code}]; kccreport check --json lists them all"


def warnings_words(problems: Sequence[Problem]) -> str:
    """Return how many warnings there are: no warnings, 1 warning, 2 warnings."""
    count = sum(problem.severity is Severity.WARNING for problem in problems)
    return "no warnings" if not count else f"{count} warning{'s' if count > 1 else ''}"


def verdict_words(problems: Sequence[Problem], has_faults: bool, next_step: str = "build") -> str:
    """Return what was found: "2 faults, 1 warning", or what a workbook is ready for: "ready to build, no warnings"."""
    errors = sum(problem.is_error for problem in problems)
    if has_faults:
        return f"{errors} fault{'' if errors == 1 else 's'}, {warnings_words(problems)}"
    return f"ready to {next_step}, {warnings_words(problems)}"
