"""The figures of a KPI's rating scheme make sense together."""

from collections.abc import Iterator

from kccreport.ground.problem import Problem
from kccreport.models.indicator import Kpi
from kccreport.models.submission import Submission


def scheme_faults(submission: Submission) -> Iterator[Problem]:
    """Find floors, margins and bands that contradict their targets; each scheme knows what it cannot use.

    Problems: those of `models.schemes`, at the cell they name.
    """
    for kpi in submission.indicators:
        if isinstance(kpi, Kpi):
            targets = dict.fromkeys((kpi.target, *kpi.phased_targets.values()))
            for target in (target for target in targets if target is not None):
                for fault in kpi.scheme.faults(target, kpi.polarity):
                    where = str(kpi.cells[fault.heading])
                    yield Problem(fault.code, where, f"{kpi.reference}: {fault.message}", fault.hint)
