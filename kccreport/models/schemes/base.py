"""What every rating scheme is: figures that a council declares, one rule, and the words for the key."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar, NamedTuple, Self

from msgspec import Struct
from pydantic import Field

from kccreport.language import say
from kccreport.models.measure import Frozen, Polarity
from kccreport.models.rag import Rag


class ToleranceBasis(StrEnum):
    """Whether a margin is a share of the target or points of the unit.

    For a target of 85% and a result of 80% the shortfall is 5.9% of the target but 5 points.
    """

    RELATIVE = "% of target"
    POINTS = "points"


class Edge(StrEnum):
    """Which side a result exactly on the edge of a margin falls: "within 10%" holds exactly 10%, "less than 10%" does not."""

    WITHIN = "within"
    LESS_THAN = "less than"

    def holds(self, gap: Decimal, margin: Decimal) -> bool:
        """Say whether a gap is inside a margin."""
        return gap < margin or (self is Edge.WITHIN and gap == margin)

    def inside(self, margin: str) -> str:
        """Return the words for a gap inside a margin: "no more than 10%", or "less than 10%"."""
        return (
            say("no more than {margin}", margin=margin)
            if self is Edge.WITHIN
            else say("less than {margin}", margin=margin)
        )

    def beyond(self, margin: str) -> str:
        """Return the words for a gap that is not inside it: "more than 10%", or "10% or more"."""
        return (
            say("more than {margin}", margin=margin) if self is Edge.WITHIN else say("{margin} or more", margin=margin)
        )


class Measured(Struct, frozen=True):
    """What a rule may look at: figures as they are printed, in the KPI's own unit.

    `target` is None where it is no figure, as some schemes do not look at it; `last_year` is the same figure one year
    before, None where it is not known. A target that `must_be_beaten`, such as "<5", is not met exactly on it.
    """

    result: Decimal
    target: Decimal | None
    polarity: Polarity
    last_year: Decimal | None = None
    must_be_beaten: bool = False

    @property
    def bar(self) -> Decimal:
        """Return the target.

        Raises:
            ValueError: it is no figure, and the scheme looks at it all the same.
        """
        if self.target is None:
            raise ValueError("a target that is no figure cannot be compared with")
        return self.target

    @property
    def is_met(self) -> bool:
        """True on or better than the target; better alone where it must be beaten."""
        return self.polarity.meets(self.result, self.bar) and not (self.must_be_beaten and self.result == self.bar)

    def shortfall(self, basis: ToleranceBasis) -> Decimal:
        """Return how far the result is short of the target: positive where it is missed, negative where it is beaten.

        In points of the unit, or in percent of the target's size.

        Raises:
            ValueError: the target is 0 and the basis relative; `faults` should have caught it.
        """
        points = self.polarity.sign * (self.bar - self.result)
        if basis is ToleranceBasis.POINTS or points == 0:
            return points
        if self.bar == 0:
            raise ValueError("a margin relative to a target of 0 has no meaning")
        return points * 100 / abs(self.bar)


class End(NamedTuple):
    """One end of a band of results: the figures above it or below it, with or without the figure itself."""

    bar: Decimal
    is_above: bool
    is_included: bool


Band = tuple[End, ...]  # one end, or two


class Fault(Struct, frozen=True):
    """Why a scheme's figures make no sense: the problem's code, the heading of the cell, and the words."""

    code: str
    heading: str
    message: str
    hint: str


class FigureColumn(Struct, frozen=True):
    """A column of the Indicators sheet that holds a figure of a scheme, with what to type below it.

    `example` is what it might be beside a target of 90 where higher is better. A figure is in the KPI's own unit, or
    where it `is_margin`, in points or in percent of the target. A workbook is written without columns that are not
    `is_usual`, unless it needs them.
    """

    heading: str
    note: str
    example: int
    is_margin: bool = False
    is_usual: bool = False
    also: tuple[str, ...] = ()


TOLERANCE_COLUMN = FigureColumn(
    "Tolerance", "Instead of a floor: how far short of the target is still Amber.", 10, is_margin=True, is_usual=True
)
CLOSE_WITHIN_COLUMN = FigureColumn("Close within", "Within this of the target is still Green.", 2, is_margin=True)


class Scheme(Frozen):
    """One way of deciding a rating. Add one by writing a file like its neighbours and importing it in `__init__`.

    `name` is what officers type in the column Scheme; `needs` are the columns that must then be filled, which the
    workbook has from here, and of `one_of` at least one. Tables print last year's figure beside KPIs whose scheme
    `looks_at_last_year`; where it does not look at the target, that need not be a figure. One that `has_edge` takes what
    the column Edge says.
    """

    name: ClassVar[str]
    needs: ClassVar[tuple[FigureColumn, ...]] = ()
    one_of: ClassVar[tuple[FigureColumn, ...]] = ()
    looks_at_last_year: ClassVar[bool] = False
    looks_at_target: ClassVar[bool] = True
    has_edge: ClassVar[bool] = False

    @classmethod
    def headings(cls) -> tuple[str, ...]:
        """Return the headings of the columns that must, or may, be filled."""
        return tuple(column.heading for column in (*cls.needs, *cls.one_of))

    @classmethod
    def from_figures(cls, figures: Mapping[str, Decimal], basis: ToleranceBasis) -> Self:
        """Make the scheme from the figures of one row, by heading; every heading of `needs` is there."""
        raise NotImplementedError

    def rate(self, measured: Measured) -> Rag | None:
        """Return the rating; None where the rule needs a figure that is not known."""
        raise NotImplementedError

    def meanings(self) -> dict[Rag, str]:
        """Return what each rating means, a sentence each, best first. Schemes that say the same share a key."""
        raise NotImplementedError

    def amber_limit(self, target: Decimal | None, polarity: Polarity) -> Decimal | None:
        """Return the least good figure that is not yet the worst rating; None where there is no such figure."""
        return None

    def faults(self, target: Decimal | None, polarity: Polarity) -> Iterator[Fault]:
        """Yield why the figures make no sense together."""
        yield from ()

    def steps(self) -> tuple[tuple[str, Decimal], ...]:
        """Return the figures that decide and stand in no column, each with what begins there, for the key."""
        return ()

    def bands(self, polarity: Polarity) -> Iterator[tuple[Rag, Band]]:
        """Yield each rating with the results that earn it, where figures of a KPI's own decide and not its target."""
        yield from ()

    @property
    def is_limit_met(self) -> bool:
        """True where a result exactly on `amber_limit` is not yet the worst rating."""
        return True

    @property
    def bars(self) -> tuple[str, ...]:
        """Return the lines that a result exactly on them still meets, for the key."""
        return (say("the target"),)

    @property
    def note(self) -> str:
        """Return a sentence that explains a term of the scheme, for the key; often nothing."""
        return ""


def margin_words(margin: Decimal, basis: ToleranceBasis) -> str:
    """Return a margin as the key names it: "5% of the target", "3 points".

    >>> margin_words(Decimal("5.0"), ToleranceBasis.RELATIVE)
    '5% of the target'
    """
    plain = f"{margin.normalize():f}"
    return (
        say("{number}% of the target", number=plain)
        if basis is ToleranceBasis.RELATIVE
        else say("{number} points", number=plain)
    )


def relative_to_nought(target: Decimal | None, basis: ToleranceBasis) -> Iterator[Fault]:
    """Yield the fault of a margin that would be a share of nothing."""
    if target == 0 and basis is ToleranceBasis.RELATIVE:
        yield Fault(
            "zero-target",
            "Target",
            "the target is 0, so a margin in % of it has no meaning.",
            "give a floor standard, or type points in the column Tolerance in",
        )


class TwoMargins(Scheme):
    """What the schemes share that measure a gap from the target against a small margin and a large one.

    `edge` is None where each edge falls as the scheme itself has it.
    """

    needs = (CLOSE_WITHIN_COLUMN, TOLERANCE_COLUMN)
    has_edge = True

    edge: Edge | None = None

    close: Decimal = Field(ge=0)
    margin: Decimal = Field(ge=0)
    basis: ToleranceBasis

    @classmethod
    def from_figures(cls, figures: Mapping[str, Decimal], basis: ToleranceBasis) -> Self:
        """Take both margins, in percent of the target or in points."""
        return cls(close=figures["Close within"], margin=figures["Tolerance"], basis=basis)

    def faults(self, target: Decimal | None, polarity: Polarity) -> Iterator[Fault]:
        """Find margins in the wrong order, or relative to nought. Problems: margins-swapped, zero-target."""
        yield from relative_to_nought(target, self.basis)
        if self.close > self.margin:
            yield Fault(
                "margins-swapped",
                "Close within",
                f"the small margin, {self.close:f}, is larger than the tolerance, {self.margin:f}.",
                "are the two swapped?",
            )
