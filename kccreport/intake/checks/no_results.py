"""An indicator that is not suspended has at least one result."""

from collections.abc import Iterator

from kccreport.ground.problem import Problem, warning
from kccreport.models.submission import Submission


def no_results(submission: Submission) -> Iterator[Problem]:
    """Find rows of the Results sheet without a figure, and suspended ones with figures.

    Problems: no-results, suspended-with-results (a warning).
    """
    for indicator in submission.indicators:
        if "Results" not in indicator.cells:
            continue  # no row at all: reported where the sheets were read
        if not indicator.results and indicator.suspension is None:
            yield Problem(
                "no-results",
                str(indicator.cells["Results"]),
                f"{indicator.reference} has no results.",
                "type its figures, or [suspended] in the column Status and what to print instead in Status note",
            )
        if indicator.results and indicator.suspension is not None:
            yield warning(
                "suspended-with-results",
                str(indicator.cells["Results"]),
                f"{indicator.reference} is suspended, so its figures are not printed.",
                "clear the status if the figures should be printed",
            )
