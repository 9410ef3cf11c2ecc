"""Rating schemes, one idea a file: the figures a council declares, the rule, its source, and the words for the key."""

from kccreport.models.schemes.base import Fault, Measured, Scheme, ToleranceBasis
from kccreport.models.schemes.close_to_target import CloseToTarget
from kccreport.models.schemes.exceeding_band import ExceedingBand
from kccreport.models.schemes.floor_standard import FloorStandard
from kccreport.models.schemes.improved_but_missed import ImprovedButMissed, WithinToleranceOrImproved
from kccreport.models.schemes.low_high_band import LowHighBand
from kccreport.models.schemes.quartile import Quartile
from kccreport.models.schemes.target_only import TargetOnly
from kccreport.models.schemes.tolerance import Tolerance
from kccreport.models.schemes.two_tolerances import TwoTolerances

# a new scheme is one file, its test, and its name here
ALL_SCHEMES: tuple[type[Scheme], ...] = (
    FloorStandard,
    Tolerance,
    TargetOnly,
    ExceedingBand,
    TwoTolerances,
    CloseToTarget,
    ImprovedButMissed,
    WithinToleranceOrImproved,
    LowHighBand,
    Quartile,
)

__all__ = [
    "ALL_SCHEMES",
    "CloseToTarget",
    "ExceedingBand",
    "Fault",
    "FloorStandard",
    "ImprovedButMissed",
    "LowHighBand",
    "Measured",
    "Quartile",
    "Scheme",
    "TargetOnly",
    "Tolerance",
    "ToleranceBasis",
    "TwoTolerances",
    "WithinToleranceOrImproved",
]
