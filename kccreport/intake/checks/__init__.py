"""Rules that need the whole submission: one a file, each a generator named after the fault it finds.

`missing_result` comes after all of these: it looks only where the others found nothing in doubt.
"""

from collections.abc import Callable, Iterator

from kccreport.ground.problem import Problem
from kccreport.intake.checks.dates_amiss import dates_amiss
from kccreport.intake.checks.no_results import no_results
from kccreport.intake.checks.period_out_of_step import period_out_of_step
from kccreport.intake.checks.range_of_one_period import range_of_one_period
from kccreport.intake.checks.range_upside_down import range_upside_down
from kccreport.intake.checks.scheme_faults import scheme_faults
from kccreport.intake.checks.target_of_one_period import target_of_one_period
from kccreport.intake.checks.unknown_area import unknown_area
from kccreport.intake.checks.year_to_date_unused import year_to_date_unused
from kccreport.models.submission import Submission

ALL_CHECKS: tuple[Callable[[Submission], Iterator[Problem]], ...] = (
    dates_amiss,
    no_results,
    period_out_of_step,
    range_of_one_period,
    range_upside_down,
    scheme_faults,
    target_of_one_period,
    unknown_area,
    year_to_date_unused,
)
