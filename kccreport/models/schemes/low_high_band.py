"""A low and a high target: the result is below, within or beyond the band."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Self

from kccreport.language import say
from kccreport.models.measure import Polarity
from kccreport.models.rag import Rag
from kccreport.models.schemes.base import Fault, FigureColumn, Measured, Scheme, ToleranceBasis


class LowHighBand(Scheme):
    """Blue beyond the target (the high one), Green from the low target up to it, both included, Red short of the low one.

    "High" is in the sense of the polarity: where lower is better it is the smaller figure.

    Source: City of Lincoln Council's performance report, Quarter 4 2024/25.
    """

    name = "low and high target"
    needs = (FigureColumn("Low target", "The lower of two targets; Target holds the higher.", 80),)

    low: Decimal

    @classmethod
    def from_figures(cls, figures: Mapping[str, Decimal], basis: ToleranceBasis) -> Self:
        """Take the low target, in the KPI's own unit; the column Target holds the high one."""
        return cls(low=figures["Low target"])

    def rate(self, measured: Measured) -> Rag:
        """Compare with both targets."""
        if measured.is_met and measured.result != measured.target:
            return Rag.BLUE
        return Rag.GREEN if measured.polarity.meets(measured.result, self.low) else Rag.RED

    def meanings(self) -> dict[Rag, str]:
        """Return the words for the key."""
        return {
            Rag.BLUE: say("The result beats the high target."),
            Rag.GREEN: say("The result lies between the low and the high target."),
            Rag.RED: say("The result misses the low target."),
        }

    def amber_limit(self, target: Decimal | None, polarity: Polarity) -> Decimal:
        """Return the low target."""
        return self.low

    def faults(self, target: Decimal | None, polarity: Polarity) -> Iterator[Fault]:
        """Find a low target that is harder to meet than the high one. Problems: low-beyond-high."""
        if target is not None and self.low != target and polarity.meets(self.low, target):
            yield Fault(
                "low-beyond-high",
                "Low target",
                f"the low target, {self.low:f}, is harder to meet than the target, {target:f}.",
                "are the two swapped?",
            )

    @property
    def bars(self) -> tuple[str, ...]:
        """Both ends belong to the band."""
        return (say("the low target"), say("the high target"))
