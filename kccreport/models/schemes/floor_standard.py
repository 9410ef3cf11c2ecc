"""Target and floor standard: Kent County Council's scheme, and the usual one."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Self

from kccreport.language import say
from kccreport.models.measure import Polarity
from kccreport.models.rag import Rag
from kccreport.models.schemes.base import Edge, Fault, FigureColumn, Measured, Scheme, ToleranceBasis


class FloorStandard(Scheme):
    """Green where the target is met, Amber where only the floor standard is, Red where neither is.

    A result exactly on a boundary meets it; where the edge says less than, the floor standard must be beaten. A floor
    equal to the target leaves no Amber. Councils that set no floor standards call the same line an amber limit: where it
    `is_amber_limit`, so does the key.

    Source: the key of Kent County Council's directorate dashboards, 2012 to 2026, and "below a pre-defined minimum
    standard" for Red (Communities Cabinet Committee, 6 July 2012): on the floor is therefore Amber.
    """

    name = "floor standard"
    needs = (
        FigureColumn(
            "Floor", "The floor standard: the least acceptable level.", 70, is_usual=True, also=("Floor standard",)
        ),
    )

    has_edge = True

    floor: Decimal
    edge: Edge | None = None
    is_amber_limit: bool = False

    @classmethod
    def from_figures(cls, figures: Mapping[str, Decimal], basis: ToleranceBasis) -> Self:
        """Take the floor standard, in the KPI's own unit."""
        return cls(floor=figures["Floor"])

    def rate(self, measured: Measured) -> Rag:
        """Compare with the target, then with the floor standard."""
        if measured.is_met:
            return Rag.GREEN
        is_held = measured.polarity.meets(measured.result, self.floor)
        return Rag.AMBER if is_held and (self.is_limit_met or measured.result != self.floor) else Rag.RED

    @property
    def is_limit_met(self) -> bool:
        """True where exactly on the floor standard is Amber."""
        return self.edge is not Edge.LESS_THAN

    def meanings(self) -> dict[Rag, str]:
        """Return the words for the key."""
        amber, red = self._of_amber_limit() if self.is_amber_limit else self._of_floor()
        return {Rag.GREEN: say("The result meets or beats the target."), Rag.AMBER: amber, Rag.RED: red}

    def _of_floor(self) -> tuple[str, str]:
        if self.is_limit_met:
            return (
                say("The result misses the target but meets the floor standard."),
                say("The result misses the floor standard."),
            )
        return (
            say("The result misses the target but beats the floor standard."),
            say("The result does not beat the floor standard."),
        )

    def _of_amber_limit(self) -> tuple[str, str]:
        if self.is_limit_met:
            return (
                say("The result misses the target but meets the amber limit."),
                say("The result misses the amber limit."),
            )
        return (
            say("The result misses the target but beats the amber limit."),
            say("The result does not beat the amber limit."),
        )

    def amber_limit(self, target: Decimal | None, polarity: Polarity) -> Decimal:
        """Return the floor standard."""
        return self.floor

    def faults(self, target: Decimal | None, polarity: Polarity) -> Iterator[Fault]:
        """Find a floor that is harder to meet than the target. Problems: floor-beyond-target."""
        if target is not None and self.floor != target and polarity.meets(self.floor, target):
            which = "lower" if polarity.sign > 0 else "higher"
            yield Fault(
                "floor-beyond-target",
                "Floor",
                f"the floor standard is {self.floor:f}, which is harder to meet than the target of {target:f}.",
                f"where {polarity} is better the floor standard is the {which} figure; are the two swapped?",
            )

    @property
    def bars(self) -> tuple[str, ...]:
        """Both lines count as met, unless the floor standard must be beaten."""
        limit = say("the amber limit") if self.is_amber_limit else say("the floor standard")
        return (say("the target"), limit) if self.is_limit_met else (say("the target"),)

    @property
    def note(self) -> str:
        """Say what a floor standard is."""
        if self.is_amber_limit:
            return ""
        return say(
            "A floor standard is the least performance that is acceptable; falling below it calls for management action."
        )
