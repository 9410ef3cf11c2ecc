"""Two margins short of the target: Green up to the first, Amber up to the second."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Self

from pydantic import Field

from kccreport.models.measure import Polarity
from kccreport.models.rag import Rag
from kccreport.models.schemes.base import Fault, Measured, Scheme, ToleranceBasis, margin_words, relative_to_nought


class TwoTolerances(Scheme):
    """Green within a small margin of the target or better, Red where the large margin is reached, Amber in between.

    Exactly the small margin is Green; exactly the large one is Red.

    Source: Belfast City Council's self-assessment 2023/24 (1% and 5% of the target).
    """

    name = "two tolerances"
    needs = ("Close within", "Tolerance")
    uses = ("Tolerance in",)

    close: Decimal = Field(ge=0)
    margin: Decimal = Field(ge=0)
    basis: ToleranceBasis

    @classmethod
    def from_figures(cls, figures: Mapping[str, Decimal], basis: ToleranceBasis) -> Self:
        """Take both margins, in percent of the target or in points."""
        return cls(close=figures["Close within"], margin=figures["Tolerance"], basis=basis)

    def rate(self, measured: Measured) -> Rag:
        """Compare the shortfall with both margins."""
        if measured.is_met:
            return Rag.GREEN
        shortfall = measured.shortfall(self.basis)
        if shortfall <= self.close:
            return Rag.GREEN
        return Rag.AMBER if shortfall < self.margin else Rag.RED

    def meanings(self) -> dict[Rag, str]:
        """Return the words for the key, with both margins."""
        close, margin = (margin_words(each, self.basis) for each in (self.close, self.margin))
        return {
            Rag.GREEN: f"The result meets the target, or misses it by no more than {close}.",
            Rag.AMBER: f"The result misses the target by more than {close}, but by less than {margin}.",
            Rag.RED: f"The result misses the target by {margin} or more.",
        }

    def faults(self, target: Decimal, polarity: Polarity) -> Iterator[Fault]:
        """Find margins in the wrong order, or relative to nought. Problems: margins-swapped, zero-target."""
        yield from relative_to_nought(target, self.basis)
        if self.close > self.margin:
            yield Fault(
                "margins-swapped",
                "Close within",
                f"the small margin, {self.close:f}, is larger than the tolerance, {self.margin:f}.",
                "are the two swapped?",
            )
