"""How a KPI's rating is decided: data that a council declares, read by `rating.rag`."""

from decimal import Decimal
from enum import StrEnum

from pydantic import Field

from kccreport.models.measure import Frozen


class ToleranceBasis(StrEnum):
    """Whether a tolerance is a share of the target or points of the unit.

    For a target of 85% and a result of 80% the shortfall is 5.9% of the target but 5 points.
    """

    RELATIVE = "% of target"
    POINTS = "points"


class FloorStandard(Frozen):
    """Amber between the target and a floor standard: the least acceptable level."""

    floor: Decimal


class Tolerance(Frozen):
    """Amber up to a margin short of the target. `margin` is in percent of the target, or in points of the unit."""

    margin: Decimal = Field(ge=0)
    basis: ToleranceBasis


RatingScheme = FloorStandard | Tolerance
