"""Stay close to the target: neither more nor less is better."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Self

from pydantic import Field

from kccreport.models.measure import Polarity
from kccreport.models.rag import Rag
from kccreport.models.schemes.base import Fault, Measured, Scheme, ToleranceBasis, margin_words, relative_to_nought


class CloseToTarget(Scheme):
    """Green within a small distance of the target on either side, Amber within a larger one, Red further away.

    Exactly on a distance is within it. The polarity does not matter.

    Source: Ideagen Pentana's "Goldilocks" indicators.
    """

    name = "close to target"
    needs = ("Close within", "Tolerance")
    uses = ("Tolerance in",)

    close: Decimal = Field(ge=0)
    margin: Decimal = Field(ge=0)
    basis: ToleranceBasis

    @classmethod
    def from_figures(cls, figures: Mapping[str, Decimal], basis: ToleranceBasis) -> Self:
        """Take both distances, in percent of the target or in points."""
        return cls(close=figures["Close within"], margin=figures["Tolerance"], basis=basis)

    def rate(self, measured: Measured) -> Rag:
        """Compare the distance from the target with both."""
        distance = abs(measured.shortfall(self.basis))
        if distance <= self.close:
            return Rag.GREEN
        return Rag.AMBER if distance <= self.margin else Rag.RED

    def meanings(self) -> dict[Rag, str]:
        """Return the words for the key, with both distances."""
        close, margin = (margin_words(each, self.basis) for each in (self.close, self.margin))
        return {
            Rag.GREEN: f"The result is no further from the target than {close}, above or below.",
            Rag.AMBER: f"The result is further away, but by no more than {margin}.",
            Rag.RED: f"The result is further from the target than {margin}.",
        }

    def faults(self, target: Decimal, polarity: Polarity) -> Iterator[Fault]:
        """Find distances in the wrong order, or relative to nought. Problems: margins-swapped, zero-target."""
        yield from relative_to_nought(target, self.basis)
        if self.close > self.margin:
            yield Fault(
                "margins-swapped",
                "Close within",
                f"the small distance, {self.close:f}, is larger than the tolerance, {self.margin:f}.",
                "are the two swapped?",
            )

    @property
    def bars(self) -> tuple[str, ...]:
        """Return the edges that count as within."""
        return ("the edge of a distance",)
