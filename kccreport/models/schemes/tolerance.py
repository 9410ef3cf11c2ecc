"""A tolerance: Amber up to a margin short of the target, relative to it or in points."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import ClassVar, Self

from pydantic import Field

from kccreport.models.measure import Polarity
from kccreport.models.rag import Rag
from kccreport.models.schemes.base import (
    TOLERANCE_COLUMN,
    Fault,
    FigureColumn,
    Measured,
    Scheme,
    ToleranceBasis,
    margin_words,
    relative_to_nought,
)


class Tolerance(Scheme):
    """Green where the target is met, Amber where it is missed by no more than the margin, Red beyond it.

    A shortfall of exactly the margin is Amber.

    Source: Medway Council (5%) and Maidstone Borough Council (10%), which rate relative to the target.
    """

    name = "tolerance"
    needs: ClassVar[tuple[FigureColumn, ...]] = (TOLERANCE_COLUMN,)

    margin: Decimal = Field(ge=0)
    basis: ToleranceBasis

    @classmethod
    def from_figures(cls, figures: Mapping[str, Decimal], basis: ToleranceBasis) -> Self:
        """Take the margin, in percent of the target or in points."""
        return cls(margin=figures["Tolerance"], basis=basis)

    def rate(self, measured: Measured) -> Rag:
        """Compare the shortfall with the margin."""
        if measured.is_met:
            return Rag.GREEN
        return Rag.AMBER if measured.shortfall(self.basis) <= self.margin else Rag.RED

    def meanings(self) -> dict[Rag, str]:
        """Return the words for the key, with the margin."""
        margin = margin_words(self.margin, self.basis)
        return {
            Rag.GREEN: "The result meets or beats the target.",
            Rag.AMBER: f"The result misses the target by no more than {margin}.",
            Rag.RED: f"The result misses the target by more than {margin}.",
        }

    def amber_limit(self, target: Decimal, polarity: Polarity) -> Decimal:
        """Return the target less the margin, in the sense of the polarity."""
        points = self.margin if self.basis is ToleranceBasis.POINTS else abs(target) * self.margin / 100
        return target - polarity.sign * points

    def faults(self, target: Decimal, polarity: Polarity) -> Iterator[Fault]:
        """Find a margin relative to nought. Problems: zero-target."""
        yield from relative_to_nought(target, self.basis)

    @property
    def bars(self) -> tuple[str, ...]:
        """Both edges count as met."""
        return ("the target", "the edge of the tolerance")
