"""A figure for each rating, apart from the target: the result earns the best rating whose figure it reaches."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple, Self

from kccreport.language import say
from kccreport.models.measure import Polarity
from kccreport.models.rag import Rag
from kccreport.models.schemes.base import Band, End, Fault, FigureColumn, Measured, Scheme, ToleranceBasis

_BEST_FIRST = (Rag.BLUE, Rag.DARK_GREEN, Rag.GREEN, Rag.LIGHT_GREEN, Rag.AMBER)
_EXAMPLES = {Rag.BLUE: 98, Rag.DARK_GREEN: 96, Rag.GREEN: 90, Rag.LIGHT_GREEN: 85, Rag.AMBER: 80}


class Threshold(NamedTuple):
    """Where a rating begins. One that `is_strict` must be beaten: exactly on it is not enough."""

    rating: Rag
    bar: Decimal
    is_strict: bool = False

    def is_reached(self, result: Decimal, polarity: Polarity) -> bool:
        """Say whether a result earns the rating, or a better one."""
        return polarity.meets(result, self.bar) and not (self.is_strict and result == self.bar)

    def reached(self, polarity: Polarity) -> End:
        """Return the results that reach it."""
        return End(self.bar, polarity is Polarity.HIGHER, not self.is_strict)

    def missed(self, polarity: Polarity) -> End:
        """Return the results that do not."""
        return End(self.bar, polarity is not Polarity.HIGHER, self.is_strict)


def _columns() -> Iterator[FigureColumn]:
    for rating in _BEST_FIRST:
        name, example = rating.value.capitalize(), _EXAMPLES[rating]
        kind = f"{name} {{}}; where lower is better, {{}}."
        yield FigureColumn(
            f"{name} from", kind.format("from this figure on", "up to it"), example, also=(f"{name} to",)
        )
        yield FigureColumn(
            f"{name} above", kind.format("above this figure", "below it"), example, also=(f"{name} below",)
        )


class Thresholds(Scheme):
    """The best rating whose figure the result reaches, or where its column says above, beats; Red where it reaches none.

    "Better" is in the sense of the polarity. The target is printed, but does not decide, and need not be a figure. With
    one figure alone the scheme has two colours, Green and Red.

    Source: keys such as "Green: 95% and above; Amber: above 90% and below 95%; Red: 90% and below", which councils print.
    """

    name = "thresholds"
    one_of = tuple(_columns())
    looks_at_target = False

    thresholds: tuple[Threshold, ...]

    @classmethod
    def from_figures(cls, figures: Mapping[str, Decimal], basis: ToleranceBasis) -> Self:
        """Take the figures that are given, in the KPI's own unit, best rating first."""
        given = (
            Threshold(rating, figures[heading], is_strict)
            for rating in _BEST_FIRST
            for heading, is_strict in (
                (f"{rating.value.capitalize()} from", False),
                (f"{rating.value.capitalize()} above", True),
            )
            if heading in figures
        )
        return cls(thresholds=tuple(given))

    def rate(self, measured: Measured) -> Rag:
        """Look for the best rating that the result earns."""
        earned = (each for each in self.thresholds if each.is_reached(measured.result, measured.polarity))
        return next((each.rating for each in earned), Rag.RED)

    def meanings(self) -> dict[Rag, str]:
        """Return the words for the key; the figures of each KPI stand below it."""
        said = {each.rating: "The result reaches the figure that is set for this rating." for each in self.thresholds}
        return {**said, Rag.RED: say("The result reaches none of the figures that are set.")}

    def amber_limit(self, target: Decimal | None, polarity: Polarity) -> Decimal | None:
        """Return where the last rating but Red begins."""
        return self.thresholds[-1].bar if self.thresholds else None

    @property
    def is_limit_met(self) -> bool:
        """True where exactly on that figure is not Red."""
        return not (self.thresholds and self.thresholds[-1].is_strict)

    def bands(self, polarity: Polarity) -> Iterator[tuple[Rag, Band]]:
        """Yield each rating with the results that earn it, both ends said."""
        ends: Band = ()
        for each in self.thresholds:
            yield each.rating, (each.reached(polarity), *ends)
            ends = (each.missed(polarity),)
        yield Rag.RED, ends

    def faults(self, target: Decimal | None, polarity: Polarity) -> Iterator[Fault]:
        """Find figures of which a better rating's is easier to reach. Problems: thresholds-out-of-order."""
        for better, worse in zip(self.thresholds, self.thresholds[1:], strict=False):
            twice = better.rating is worse.rating
            is_harder = polarity.meets(better.bar, worse.bar) and better.bar != worse.bar
            is_harder = is_harder or (better.bar == worse.bar and better.is_strict and not worse.is_strict)
            if is_harder and not twice:
                continue
            heading = f"{worse.rating.value.capitalize()} {'above' if worse.is_strict else 'from'}"
            yield Fault(
                "thresholds-out-of-order",
                heading,
                f"{worse.rating.value.capitalize()} has two figures, {better.bar:f} and {worse.bar:f}."
                if twice
                else f"{worse.rating.value.capitalize()} begins at {worse.bar:f}, so that {better.rating.value}, which "
                f"begins at {better.bar:f}, is no harder to reach.",
                "keep one of the two"
                if twice
                else f"where {polarity} is better, the better rating's figure is the "
                f"{'higher' if polarity.sign > 0 else 'lower'}; are the two swapped?",
            )

    @property
    def bars(self) -> tuple[str, ...]:
        """Return nothing: the words of each rating say which of its ends belong to it."""
        return ()
