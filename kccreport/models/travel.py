"""Direction of travel: the directions, the methods by which one is found, and which of them a paper uses."""

from enum import StrEnum

from kccreport.models.measure import Frozen


class Travel(StrEnum):
    """A direction: of performance, in the sense of polarity; of the number alone where neither way is better.

    `UNCHANGED` stands for equal figures, and by the trend methods for "stable or no clear trend".
    """

    IMPROVING = "improving"
    WORSENING = "worsening"
    UNCHANGED = "unchanged"
    INCREASED = "increased"
    DECREASED = "decreased"


class TravelMethod(StrEnum):
    """What an indicator's latest result is compared with to say whether it is improving."""

    PREVIOUS = "previous period"
    SAME_PERIOD_LAST_YEAR = "same period last year"
    MEAN = "mean of earlier periods"
    REGRESSION = "regression"
    MANN_KENDALL = "Mann-Kendall"
    RELATIVE_TO_TARGET = "relative to target"

    @property
    def finds_trends(self) -> bool:
        """True for the tests that look at a whole series, and may find no clear trend."""
        return self in (TravelMethod.REGRESSION, TravelMethod.MANN_KENDALL)

    @property
    def fewest_periods(self) -> int:
        """Return how many periods the method needs at the least; 1 where it does not count them."""
        return 5 if self.finds_trends else 2 if self is TravelMethod.MEAN else 1


class TravelRule(Frozen):
    """The method of a paper, and over how many periods: earlier ones for the mean, all of them for a trend."""

    method: TravelMethod = TravelMethod.PREVIOUS
    periods: int = 1
