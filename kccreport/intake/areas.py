"""Service areas that are named by a code which no row of their sheet has."""

from collections.abc import Sequence

from kccreport.ground.problem import Problem
from kccreport.intake.sheet_format import fold
from kccreport.models.submission import ServiceArea


def no_such_area(text: str, where: str, areas: Sequence[ServiceArea]) -> Problem:
    """Return the fault of a code that no service area has, with the one that is meant where only one can be.

    Problems: unknown-area.
    """
    meant = [area.code for area in areas if fold(text) in (fold(area.code), fold(area.name))]
    if len(meant) == 1:
        hint = f"type {meant[0]}"
    elif areas:
        hint = f"type one of: {', '.join(area.code for area in areas)}; or add a row for it on the Service areas sheet"
    else:
        hint = "add a row for it on the Service areas sheet"
    return Problem("unknown-area", where, f"{text[:30]!r} is not a code on the Service areas sheet.", hint)
