"""Every indicator belongs to a service area of the workbook, and every area has indicators."""

from collections.abc import Iterator

from kccreport.ground.problem import Problem, warning
from kccreport.intake.areas import no_such_area
from kccreport.models.submission import Submission


def unknown_area(submission: Submission) -> Iterator[Problem]:
    """Find indicators whose area has no row, and areas that nothing belongs to.

    Problems: unknown-area, unused-area (a warning).
    """
    codes = {area.code for area in submission.areas}
    for indicator in submission.indicators:
        if indicator.area not in codes:
            yield no_such_area(indicator.area, str(indicator.cells["Service area"]), submission.areas)
    used = {indicator.area for indicator in submission.indicators}
    for area in submission.areas:
        if area.code not in used:
            yield warning(
                "unused-area",
                str(area.at),
                f"no indicator belongs to {area.code}, so the paper leaves it out.",
                "delete the row",
            )
