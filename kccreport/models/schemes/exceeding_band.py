"""A tolerance with a fourth band for results well beyond the target."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Self

from pydantic import Field

from kccreport.language import say
from kccreport.models.rag import Rag
from kccreport.models.schemes.base import TOLERANCE_COLUMN, FigureColumn, Measured, ToleranceBasis, margin_words
from kccreport.models.schemes.tolerance import Tolerance


class ExceedingBand(Tolerance):
    """As a tolerance, but Blue where the target is beaten by more than a second margin. Exactly that margin is Green,
    unless the edge says less than.

    Source: Cambridgeshire County Council's corporate performance report, which singles out Red and Blue indicators.
    """

    name = "exceeding band"
    needs = (
        TOLERANCE_COLUMN,
        FigureColumn("Exceeds by", "Beyond the target by more than this is Blue.", 5, is_margin=True),
    )

    exceeds: Decimal = Field(ge=0)

    @classmethod
    def from_figures(cls, figures: Mapping[str, Decimal], basis: ToleranceBasis) -> Self:
        """Take both margins, in percent of the target or in points."""
        return cls(margin=figures["Tolerance"], exceeds=figures["Exceeds by"], basis=basis)

    def rate(self, measured: Measured) -> Rag:
        """Look for a result well beyond the target first."""
        is_beyond = (
            not self.edge_in_use.holds(-measured.shortfall(self.basis), self.exceeds)
            and measured.shortfall(self.basis) < 0
        )
        return Rag.BLUE if is_beyond else super().rate(measured)

    def meanings(self) -> dict[Rag, str]:
        """Return the words for the key, with both margins."""
        beyond = margin_words(self.exceeds, self.basis)
        return {
            Rag.BLUE: say("The result beats the target by {gap}.", gap=self.edge_in_use.beyond(beyond)),
            **super().meanings(),
            Rag.GREEN: say("The result meets the target, or beats it by {gap}.", gap=self.edge_in_use.inside(beyond)),
        }
