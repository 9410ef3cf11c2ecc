"""A tolerance in percent of the target needs a target other than 0."""

from collections.abc import Iterator

from kccreport.models.indicator import Kpi
from kccreport.models.scheme import Tolerance, ToleranceBasis
from kccreport.models.submission import Submission
from kccreport.problem import Problem


def relative_tolerance_of_zero(submission: Submission) -> Iterator[Problem]:
    """Find KPIs whose tolerance would be a share of nothing. Problems: zero-target."""
    for kpi in submission.indicators:
        if not isinstance(kpi, Kpi) or not isinstance(kpi.scheme, Tolerance):
            continue
        if kpi.target == 0 and kpi.scheme.basis is ToleranceBasis.RELATIVE:
            yield Problem(
                "zero-target",
                str(kpi.cells["Target"]),
                f"the target of {kpi.reference} is 0, so a tolerance in % of it has no meaning.",
                "give a floor standard, or type points in the column Tolerance in",
            )
