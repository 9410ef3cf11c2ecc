"""Rating schemes, one idea a file: the figures a council declares, the rule, its source, and the words for the key."""

from kccreport.models.schemes.base import Band as Band
from kccreport.models.schemes.base import Edge as Edge
from kccreport.models.schemes.base import End as End
from kccreport.models.schemes.base import Fault as Fault
from kccreport.models.schemes.base import FigureColumn as FigureColumn
from kccreport.models.schemes.base import Measured as Measured
from kccreport.models.schemes.base import Scheme as Scheme
from kccreport.models.schemes.base import ToleranceBasis as ToleranceBasis

# a new scheme is one file, its test, and its line here
from kccreport.models.schemes.close_to_target import CloseToTarget as CloseToTarget
from kccreport.models.schemes.exceeding_band import ExceedingBand as ExceedingBand
from kccreport.models.schemes.floor_standard import FloorStandard as FloorStandard
from kccreport.models.schemes.improved_but_missed import ImprovedButMissed as ImprovedButMissed
from kccreport.models.schemes.improved_but_missed import WithinToleranceOrImproved as WithinToleranceOrImproved
from kccreport.models.schemes.low_high_band import LowHighBand as LowHighBand
from kccreport.models.schemes.not_rated import NotRated as NotRated
from kccreport.models.schemes.quartile import Quartile as Quartile
from kccreport.models.schemes.target_only import TargetOnly as TargetOnly
from kccreport.models.schemes.thresholds import Thresholds as Thresholds
from kccreport.models.schemes.tolerance import Tolerance as Tolerance
from kccreport.models.schemes.two_tolerances import TwoTolerances as TwoTolerances

ALL_SCHEMES: tuple[type[Scheme], ...] = tuple(
    found
    for found in list(vars().values())
    if isinstance(found, type) and issubclass(found, Scheme) and found is not Scheme
)
