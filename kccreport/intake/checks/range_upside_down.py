"""An expected range runs from its lower end to its upper end."""

from collections.abc import Iterator

from kccreport.ground.problem import Problem
from kccreport.models.indicator import ActivityIndicator
from kccreport.models.submission import Submission


def range_upside_down(submission: Submission) -> Iterator[Problem]:
    """Find activity indicators whose lower end is above their upper end. Problems: range-upside-down."""
    for activity in submission.indicators:
        if not isinstance(activity, ActivityIndicator) or activity.upper is None or activity.lower is None:
            continue
        if activity.lower > activity.upper:
            yield Problem(
                "range-upside-down",
                str(activity.cells["Lower"]),
                f"the lower end of {activity.reference}'s range, {activity.lower:f}, is above its upper end, {activity.upper:f}.",
                "are the two swapped?",
            )
