"""Stay close to the target: neither more nor less is better."""

from kccreport.language import say
from kccreport.models.rag import Rag
from kccreport.models.schemes.base import Edge, Measured, TwoMargins, margin_words


class CloseToTarget(TwoMargins):
    """Green within a small distance of the target on either side, Amber within a larger one, Red further away.

    Exactly on a distance is within it, unless the edge says less than. The polarity does not matter.

    Source: Ideagen Pentana's "Goldilocks" indicators.
    """

    name = "close to target"

    def rate(self, measured: Measured) -> Rag:
        """Compare the distance from the target with both."""
        distance = abs(measured.shortfall(self.basis))
        if distance == 0 or self.edge_in_use.holds(distance, self.close):
            return Rag.GREEN
        return Rag.AMBER if self.edge_in_use.holds(distance, self.margin) else Rag.RED

    @property
    def edge_in_use(self) -> Edge:
        """Return on which side exactly a margin falls: inside it, unless the workbook says otherwise."""
        return self.edge or Edge.WITHIN

    def meanings(self) -> dict[Rag, str]:
        """Return the words for the key, with both distances."""
        close, margin = (margin_words(each, self.basis) for each in (self.close, self.margin))
        return (
            {
                Rag.GREEN: say("The result is no further from the target than {gap}, above or below.", gap=close),
                Rag.AMBER: say("The result is further away, but by no more than {gap}.", gap=margin),
                Rag.RED: say("The result is further from the target than {gap}.", gap=margin),
            }
            if self.edge_in_use is Edge.WITHIN
            else {
                Rag.GREEN: say("The result is on the target, or less than {gap} from it, above or below.", gap=close),
                Rag.AMBER: say("The result is further away, but by less than {gap}.", gap=margin),
                Rag.RED: say("The result is {gap} or more from the target.", gap=margin),
            }
        )

    @property
    def bars(self) -> tuple[str, ...]:
        """Return the edges that count as within."""
        return (say("the edge of a distance"),) if self.edge_in_use is Edge.WITHIN else ()
