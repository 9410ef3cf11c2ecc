"""The RAG rating of one result."""

from decimal import Decimal
from enum import StrEnum
from typing import assert_never

from kccreport.models.measure import Polarity
from kccreport.models.scheme import FloorStandard, RatingScheme, Tolerance, ToleranceBasis


class Rag(StrEnum):
    """A rating: a state, never a colour."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"


def rate(result: Decimal, target: Decimal, scheme: RatingScheme, polarity: Polarity) -> Rag:
    """Rate a result, as it is published, against its target by the scheme declared for it."""
    match scheme:
        case FloorStandard():
            return rate_by_floor(result, target, scheme.floor, polarity)
        case Tolerance():
            return rate_by_tolerance(result, target, scheme, polarity)
        case _:
            assert_never(scheme)


def rate_by_floor(result: Decimal, target: Decimal, floor: Decimal, polarity: Polarity) -> Rag:
    """Green where the target is met, Amber where only the floor standard is, Red where neither is.

    A result exactly on a boundary meets it. All figures are in the KPI's own unit. A floor equal to the target
    leaves no Amber.

    Source: the key of Kent County Council's directorate dashboards, 2012 to 2026, and "below a pre-defined minimum
    standard" for Red (Communities Cabinet Committee, 6 July 2012): on the floor is therefore Amber.
    """
    if polarity.meets(result, target):
        return Rag.GREEN
    if polarity.meets(result, floor):
        return Rag.AMBER
    return Rag.RED


def rate_by_tolerance(result: Decimal, target: Decimal, tolerance: Tolerance, polarity: Polarity) -> Rag:
    """Green where the target is met, Amber where it is missed by no more than the margin, Red beyond it.

    The shortfall is counted in points of the unit, or in percent of the target's size; exactly the margin is Amber.

    Raises:
        ValueError: the target is 0 and the tolerance relative; intake.checks should have caught it.
    Source: Medway Council (5%) and Maidstone Borough Council (10%), which rate relative to the target.
    """
    if polarity.meets(result, target):
        return Rag.GREEN
    shortfall = abs(target - result)
    if tolerance.basis is ToleranceBasis.POINTS:
        return Rag.AMBER if shortfall <= tolerance.margin else Rag.RED
    if target == 0:
        raise ValueError("a tolerance relative to a target of 0 has no meaning")
    # multiplied out, so that a margin met exactly is not lost to a division that does not come out even
    return Rag.AMBER if shortfall * 100 <= tolerance.margin * abs(target) else Rag.RED
