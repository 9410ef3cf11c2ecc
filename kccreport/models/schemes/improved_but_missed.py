"""The year before decides between Amber and Red."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Self

from pydantic import Field

from kccreport.language import say, say_in
from kccreport.models.measure import Polarity
from kccreport.models.rag import Rag
from kccreport.models.schemes.base import (
    TOLERANCE_COLUMN,
    Edge,
    Fault,
    Measured,
    Scheme,
    ToleranceBasis,
    margin_words,
    relative_to_nought,
)


class ImprovedButMissed(Scheme):
    """Green where the target is met, Amber where it is missed but the result is better than last year's, else Red.

    Last year's is the same period, or the same year to date; without it a missed target is not rated.

    Source: Thurrock Council (the Red leg is inferred).
    """

    name = "improved but missed"
    looks_at_last_year = True

    @classmethod
    def from_figures(cls, figures: Mapping[str, Decimal], basis: ToleranceBasis) -> Self:
        """Take no figure but last year's."""
        return cls()

    def rate(self, measured: Measured) -> Rag | None:
        """Compare with the target, then with last year."""
        if measured.is_met:
            return Rag.GREEN
        if measured.last_year is None:
            return None
        is_worse = measured.polarity.meets(measured.last_year, measured.result)
        return Rag.RED if is_worse else Rag.AMBER

    def meanings(self) -> dict[Rag, str]:
        """Return the words for the key."""
        return {
            Rag.GREEN: say("The result meets or beats the target."),
            Rag.AMBER: say("The result misses the target but is better than a year before."),
            Rag.RED: say("The result misses the target and is no better than a year before."),
        }


class WithinToleranceOrImproved(Scheme):
    """Green within a margin of the target, Amber where it is missed by more but is no worse than last year, else Red.

    Source: London Borough of Havering, Quarter 3 2014/15 (10% of the target).
    """

    name = "within tolerance or improved"
    needs = (TOLERANCE_COLUMN,)
    looks_at_last_year = True
    has_edge = True

    margin: Decimal = Field(ge=0)
    basis: ToleranceBasis
    edge: Edge | None = None

    @classmethod
    def from_figures(cls, figures: Mapping[str, Decimal], basis: ToleranceBasis) -> Self:
        """Take the margin, in percent of the target or in points."""
        return cls(margin=figures["Tolerance"], basis=basis)

    def rate(self, measured: Measured) -> Rag | None:
        """Compare the shortfall with the margin, then the result with last year's."""
        if measured.is_met or self.edge_in_use.holds(measured.shortfall(self.basis), self.margin):
            return Rag.GREEN
        if measured.last_year is None:
            return None
        return Rag.AMBER if measured.polarity.meets(measured.result, measured.last_year) else Rag.RED

    @property
    def edge_in_use(self) -> Edge:
        """Return on which side exactly a margin falls: inside it, unless the workbook says otherwise."""
        return self.edge or Edge.WITHIN

    def meanings(self) -> dict[Rag, str]:
        """Return the words for the key, with the margin."""
        margin = margin_words(self.margin, self.basis)
        more = say_in("misses it by", "more") if self.edge_in_use is Edge.WITHIN else say("as much or more")
        return {
            Rag.GREEN: say("The result meets the target, or misses it by {gap}.", gap=self.edge_in_use.inside(margin)),
            Rag.AMBER: say("The result misses the target by {gap}, but is no worse than a year before.", gap=more),
            Rag.RED: say("The result misses the target by {gap}, and is worse than a year before.", gap=more),
        }

    def faults(self, target: Decimal | None, polarity: Polarity) -> Iterator[Fault]:
        """Find a margin relative to nought. Problems: zero-target."""
        yield from relative_to_nought(target, self.basis)
