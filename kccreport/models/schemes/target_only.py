"""A target and nothing else: met, or not met."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Self

from kccreport.language import say
from kccreport.models.rag import Rag
from kccreport.models.schemes.base import Measured, Scheme, ToleranceBasis


class TargetOnly(Scheme):
    """Green where the target is met; otherwise "not met", since nothing tells Amber from Red.

    Source: our choice, because a missing floor standard must never be guessed.
    """

    name = "target only"

    @classmethod
    def from_figures(cls, figures: Mapping[str, Decimal], basis: ToleranceBasis) -> Self:
        """Take no figure."""
        return cls()

    def rate(self, measured: Measured) -> Rag:
        """Compare with the target."""
        return Rag.GREEN if measured.is_met else Rag.NOT_MET

    def meanings(self) -> dict[Rag, str]:
        """Return the words for the key."""
        return {
            Rag.GREEN: say("The result meets or beats the target."),
            Rag.NOT_MET: say("The result misses the target; no floor standard is set."),
        }
