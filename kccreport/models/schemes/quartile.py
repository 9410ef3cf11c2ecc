"""A place among comparable councils."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Self

from kccreport.language import say
from kccreport.models.measure import Polarity
from kccreport.models.rag import Rag
from kccreport.models.schemes.base import Fault, FigureColumn, Measured, Scheme, ToleranceBasis


class Quartile(Scheme):
    """Green in the top quarter of the group, Light green in the second, Amber in the third, Red in the last.

    The three figures are those at which a quarter begins, in the sense of the polarity; exactly on one is in the better
    quarter. The target is printed, but does not decide.

    Source: North Norfolk District Council, on its CIPFA nearest neighbours (the order by quartile is inferred).
    """

    name = "quartile"
    looks_at_target = False
    needs = (
        FigureColumn("Top quartile", "Where the best quarter of councils begins.", 95),
        FigureColumn("Median", "Where the second quarter begins.", 90),
        FigureColumn("Bottom quartile", "Where the third quarter begins.", 80),
    )

    top: Decimal
    median: Decimal
    bottom: Decimal

    @classmethod
    def from_figures(cls, figures: Mapping[str, Decimal], basis: ToleranceBasis) -> Self:
        """Take the three figures, in the KPI's own unit."""
        return cls(top=figures["Top quartile"], median=figures["Median"], bottom=figures["Bottom quartile"])

    def rate(self, measured: Measured) -> Rag:
        """Look for the best quarter that the result reaches."""
        steps = ((self.top, Rag.GREEN), (self.median, Rag.LIGHT_GREEN), (self.bottom, Rag.AMBER))
        return next((rating for bar, rating in steps if measured.polarity.meets(measured.result, bar)), Rag.RED)

    def meanings(self) -> dict[Rag, str]:
        """Return the words for the key."""
        return {
            Rag.GREEN: say("The result is in the best quarter of comparable councils."),
            Rag.LIGHT_GREEN: say("The result is in the second quarter."),
            Rag.AMBER: say("The result is in the third quarter."),
            Rag.RED: say("The result is in the last quarter."),
        }

    def amber_limit(self, target: Decimal | None, polarity: Polarity) -> Decimal:
        """Return where the last quarter begins."""
        return self.bottom

    def faults(self, target: Decimal | None, polarity: Polarity) -> Iterator[Fault]:
        """Find quartiles that are not in order. Problems: quartiles-out-of-order."""
        if not (polarity.meets(self.top, self.median) and polarity.meets(self.median, self.bottom)):
            yield Fault(
                "quartiles-out-of-order",
                "Median",
                f"the quartiles {self.top:f}, {self.median:f}, {self.bottom:f} are not in order from best to worst.",
                f"where {polarity} is better the top quartile is the {'higher' if polarity.sign > 0 else 'lower'} figure",
            )

    def steps(self) -> tuple[tuple[str, Decimal], ...]:
        """Return where each quarter but the last begins."""
        return ((say("best quarter"), self.top), (say("second"), self.median), (say("third"), self.bottom))

    @property
    def bars(self) -> tuple[str, ...]:
        """Return the lines that count as reached."""
        return (say("a quartile"),)
