"""A tolerance: Amber up to a margin short of the target, relative to it or in points."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import ClassVar, Self

from pydantic import Field

from kccreport.language import say
from kccreport.models.measure import Polarity
from kccreport.models.rag import Rag
from kccreport.models.schemes.base import (
    TOLERANCE_COLUMN,
    Edge,
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

    A shortfall of exactly the margin is Amber, unless the edge says less than.

    Source: Medway Council (5%) and Maidstone Borough Council (10%), which rate relative to the target.
    """

    name = "tolerance"
    needs: ClassVar[tuple[FigureColumn, ...]] = (TOLERANCE_COLUMN,)
    has_edge: ClassVar[bool] = True

    margin: Decimal = Field(ge=0)
    basis: ToleranceBasis
    edge: Edge | None = None

    @classmethod
    def from_figures(cls, figures: Mapping[str, Decimal], basis: ToleranceBasis) -> Self:
        """Take the margin, in percent of the target or in points."""
        return cls(margin=figures["Tolerance"], basis=basis)

    def rate(self, measured: Measured) -> Rag:
        """Compare the shortfall with the margin."""
        if measured.is_met:
            return Rag.GREEN
        return Rag.AMBER if self.edge_in_use.holds(measured.shortfall(self.basis), self.margin) else Rag.RED

    @property
    def edge_in_use(self) -> Edge:
        """Return on which side exactly a margin falls: inside it, unless the workbook says otherwise."""
        return self.edge or Edge.WITHIN

    def meanings(self) -> dict[Rag, str]:
        """Return the words for the key, with the margin."""
        margin = margin_words(self.margin, self.basis)
        return {
            Rag.GREEN: say("The result meets or beats the target."),
            Rag.AMBER: say("The result misses the target by {gap}.", gap=self.edge_in_use.inside(margin)),
            Rag.RED: say("The result misses the target by {gap}.", gap=self.edge_in_use.beyond(margin)),
        }

    def amber_limit(self, target: Decimal | None, polarity: Polarity) -> Decimal | None:
        """Return the target less the margin, in the sense of the polarity."""
        if target is None:
            return None
        points = self.margin if self.basis is ToleranceBasis.POINTS else abs(target) * self.margin / 100
        return target - polarity.sign * points

    def faults(self, target: Decimal | None, polarity: Polarity) -> Iterator[Fault]:
        """Find a margin relative to nought. Problems: zero-target."""
        yield from relative_to_nought(target, self.basis)

    @property
    def is_limit_met(self) -> bool:
        """True where exactly the margin is Amber."""
        return self.edge_in_use is Edge.WITHIN

    @property
    def bars(self) -> tuple[str, ...]:
        """Both edges count as met, unless the edge says less than."""
        return (say("the target"), say("the edge of the tolerance")) if self.is_limit_met else (say("the target"),)
