"""A year to date stands only where figures add up over the year."""

from collections.abc import Iterator

from kccreport.ground.problem import Problem, warning
from kccreport.models.submission import Submission


def year_to_date_unused(submission: Submission) -> Iterator[Problem]:
    """Find a year to date given for a basis that has none of its own. Problems: year-to-date-not-used (a warning)."""
    for indicator in submission.indicators:
        given = indicator.year_to_date
        if not indicator.results or indicator.suspension or given is None or given.value is None:
            continue
        if not indicator.basis.has_year_to_date:
            yield warning(
                "year-to-date-not-used",
                str(indicator.cells.get("Year to date", indicator.cells["Reference"])),
                f"{indicator.reference} is {indicator.basis}, which has no year to date of its own, so this figure is not printed.",
                "clear it, or change the basis on the Indicators sheet",
            )
