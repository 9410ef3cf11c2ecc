"""Stay close to the target: neither more nor less is better."""

from kccreport.models.rag import Rag
from kccreport.models.schemes.base import Measured, TwoMargins, margin_words


class CloseToTarget(TwoMargins):
    """Green within a small distance of the target on either side, Amber within a larger one, Red further away.

    Exactly on a distance is within it. The polarity does not matter.

    Source: Ideagen Pentana's "Goldilocks" indicators.
    """

    name = "close to target"

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

    @property
    def bars(self) -> tuple[str, ...]:
        """Return the edges that count as within."""
        return ("the edge of a distance",)
