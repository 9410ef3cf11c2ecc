"""Two margins short of the target: Green up to the first, Amber up to the second."""

from collections.abc import Iterator
from decimal import Decimal

from kccreport.language import say
from kccreport.models.measure import Polarity
from kccreport.models.rag import Rag
from kccreport.models.schemes.base import Edge, Fault, Measured, TwoMargins, margin_words


class TwoTolerances(TwoMargins):
    """Green within a small margin of the target or better, Red where the large margin is reached, Amber in between.

    Exactly the small margin is Green; exactly the large one is Red. Where an edge is given, both fall alike.

    Source: Belfast City Council's self-assessment 2023/24 (1% and 5% of the target).
    """

    name = "two tolerances"

    def rate(self, measured: Measured) -> Rag:
        """Compare the shortfall with both margins."""
        if measured.is_met:
            return Rag.GREEN
        shortfall = measured.shortfall(self.basis)
        if self._near.holds(shortfall, self.close):
            return Rag.GREEN
        return Rag.AMBER if self._far.holds(shortfall, self.margin) else Rag.RED

    @property
    def _near(self) -> Edge:
        return self.edge or Edge.WITHIN

    @property
    def _far(self) -> Edge:
        return self.edge or Edge.LESS_THAN

    def faults(self, target: Decimal | None, polarity: Polarity) -> Iterator[Fault]:
        """Find margins that are equal too: a result on both would be Green and Red. Problems: margins-swapped."""
        yield from super().faults(target, polarity)
        if self.close == self.margin and self.edge is None:
            yield Fault(
                "margins-swapped",
                "Close within",
                f"both margins are {self.margin:f}, so a result exactly there would be Green and Red at once.",
                "type a smaller figure here, or a larger Tolerance",
            )

    def meanings(self) -> dict[Rag, str]:
        """Return the words for the key, with both margins."""
        close, margin = (margin_words(each, self.basis) for each in (self.close, self.margin))
        return {
            Rag.GREEN: say("The result meets the target, or misses it by {gap}.", gap=self._near.inside(close)),
            Rag.AMBER: say(
                "The result misses the target by {gap}, but by {other}.",
                gap=self._near.beyond(close),
                other=self._far.inside(margin),
            ),
            Rag.RED: say("The result misses the target by {gap}.", gap=self._far.beyond(margin)),
        }
