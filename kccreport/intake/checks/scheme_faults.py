"""The figures of a KPI's rating scheme make sense together."""

from collections.abc import Iterator

from kccreport.ground.problem import Problem
from kccreport.models.indicator import Kpi
from kccreport.models.period import Period
from kccreport.models.schemes import Scheme
from kccreport.models.submission import Submission


def _schemes(kpi: Kpi) -> Iterator[tuple[Period | None, Scheme]]:
    """Yield the scheme of the year, and that of each period whose target or floor is its own."""
    for period in (None, *sorted({*kpi.phased_targets, *kpi.phased_floors})):
        yield period, kpi.scheme_for(period)


def scheme_faults(submission: Submission) -> Iterator[Problem]:
    """Find floors, margins and bands that contradict their targets; each scheme knows what it cannot use.

    Problems: those of `models.schemes`, at the cell they name.
    """
    for kpi in submission.indicators:
        if isinstance(kpi, Kpi):
            held = dict.fromkeys((scheme, kpi.target_for(period)) for period, scheme in _schemes(kpi))
            if kpi.polarity is None:
                continue
            for scheme, target in held:
                if target is None and scheme.looks_at_target:
                    continue
                for fault in scheme.faults(target, kpi.polarity):
                    where = str(kpi.cells[fault.heading])
                    yield Problem(fault.code, where, f"{kpi.reference}: {fault.message}", fault.hint)
