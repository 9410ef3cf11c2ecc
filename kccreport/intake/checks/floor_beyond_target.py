"""A floor standard must not be harder to meet than the target."""

from collections.abc import Iterator

from kccreport.models.indicator import Kpi
from kccreport.models.scheme import FloorStandard
from kccreport.models.submission import Submission
from kccreport.problem import Problem


def floor_beyond_target(submission: Submission) -> Iterator[Problem]:
    """Find KPIs whose floor lies on the good side of their target. A floor equal to the target is allowed.

    Problems: floor-beyond-target.
    """
    for kpi in submission.indicators:
        if not isinstance(kpi, Kpi) or not isinstance(kpi.scheme, FloorStandard):
            continue
        floor = kpi.scheme.floor
        if floor != kpi.target and kpi.polarity.meets(floor, kpi.target):
            which = "lower" if kpi.polarity.sign > 0 else "higher"
            yield Problem(
                "floor-beyond-target",
                str(kpi.cells["Floor"]),
                f"the floor standard of {kpi.reference} is {floor:f}, which is harder to meet than its target of {kpi.target:f}.",
                f"where {kpi.polarity} is better the floor standard is the {which} figure; are the two swapped?",
            )
