"""A year to date is there where the figures add up over the year, and only there."""

from collections.abc import Iterator

from kccreport.models.indicator import AnyIndicator
from kccreport.models.submission import Submission
from kccreport.problem import Problem, warning


def year_to_date_amiss(submission: Submission) -> Iterator[Problem]:
    """Find in-period indicators without a year to date, and others with one.

    Problems: missing-year-to-date, year-to-date-not-used (a warning).
    """
    for indicator in submission.indicators:
        if not indicator.results or indicator.suspension:
            continue
        where = str(indicator.cells.get("Year to date", indicator.cells["Reference"]))
        if indicator.basis.has_year_to_date and indicator.year_to_date is None:
            yield Problem(
                "missing-year-to-date",
                where,
                f"{indicator.reference} has results but no year to date.",
                "type it, type [z] if it has none, or give numerators and denominators on the Data sheet",
            )
        elif not indicator.basis.has_year_to_date and _has_value(indicator):
            yield warning(
                "year-to-date-not-used",
                where,
                f"{indicator.reference} is {indicator.basis}, which has no year to date of its own, so this figure is not printed.",
                "clear it, or change the basis on the Indicators sheet",
            )


def _has_value(indicator: AnyIndicator) -> bool:
    return indicator.year_to_date is not None and indicator.year_to_date.value is not None
