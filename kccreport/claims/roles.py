"""What each quantity of a clause is for: where something stands, how far it moved, how far it is from a bar."""

from enum import Enum, auto

from kccreport.claims.clauses import BASES, Clause, Item
from kccreport.claims.parts import (
    Against,
    Bar,
    Extreme,
    Hedge,
    Interval,
    Linking,
    Move,
    Outcome,
    Quantity,
    Time,
    TimeKind,
    Unit,
    Way,
)
from kccreport.claims.verdict import AT


class Use(Enum):
    """What a quantity is said for."""

    STAND = auto()  # was 93%
    REACH = auto()  # rose to 93%
    START = auto()  # from 91%
    BASE = auto()  # against 91% in November
    AMOUNT = auto()  # by two points
    GAP = auto()  # two points below target
    RATIO = auto()  # twice the target
    THRESHOLD = auto()  # exceeded 90%
    EXTREME = auto()  # a low of 79%
    OPEN = auto()  # 40 seconds inside the target: so far from it, or so much


_AMOUNTS = frozenset(
    {Unit.POINTS, Unit.PERCENT, Unit.SHARE, Unit.PLAIN, Unit.TIMES, Unit.MONEY, Unit.DURATION, Unit.CLOCK}
)
_TO_BAR = frozenset({"of", "off", "from", "away from", "to", "against", "under", "over", "within", "inside"})


_SIDES = frozenset({"under", "over", "within", "inside", "outside", "beyond", "off"})
_COUNTED = frozenset({Unit.PLAIN, Unit.MONEY, Unit.DURATION, Unit.CLOCK})


def use(clause: Clause, at: int) -> Use:
    """Return what the quantity at a place of a clause is said for."""
    item = clause.items[at]
    quantity = item.part
    assert isinstance(quantity, Quantity)
    before = clause.items[at - 1] if at else None
    after = clause.items[at + 1] if at + 1 < len(clause.items) else None
    if item.prep == "by":
        return Use.AMOUNT
    if item.prep in BASES:
        return Use.BASE
    if _is_of_change(clause, at):
        return Use.AMOUNT
    is_result = item.prep in ("at", "with") and quantity.unit is Unit.PERCENT  # with 63% done we did better than in May
    if after is not None and isinstance(after.part, Against) and _is_time(clause, at + 2) and not is_result:
        return Use.AMOUNT
    if after is not None and (found := _by_what_follows(quantity, after, item)) is not None:
        return found
    if item.prep in ("from", "between"):
        return Use.START
    if item.prep in ("to", "up to", "at", "to a", "down to") and item.prep != "at":
        return Use.REACH
    if before is not None and (found := _by_what_precedes(quantity, before, item)) is not None:
        return found
    return Use.STAND


def _is_of_change(clause: Clause, at: int) -> bool:
    """Say whether a quantity is that of a change which is itself spoken of: "the fall since May is 29", "8 points were lost"."""
    quantity = clause.items[at]
    if quantity.prep == "" and at and isinstance(clause.items[at - 1].part, Linking):
        spoken_of = next((item for item in clause.items[:at] if not isinstance(item.part, Time)), None)
        return (
            spoken_of is not None
            and spoken_of.prep == ""
            and isinstance(spoken_of.part, Move)
            and spoken_of.part.is_noun
        )
    following = [item.part for item in clause.items[at + 1 : at + 3]]
    is_points = isinstance(quantity.part, Quantity) and quantity.part.unit is Unit.POINTS
    return is_points and len(following) == 2 and isinstance(following[0], Linking) and isinstance(following[1], Move)


def _is_time(clause: Clause, at: int) -> bool:
    return at < len(clause.items) and isinstance(clause.items[at].part, Time)


def _by_what_follows(quantity: Quantity, after: Item, item: Item) -> Use | None:
    part = after.part
    if isinstance(part, Against) and after.prep == "" and quantity.high is None:
        return Use.GAP if quantity.unit in _AMOUNTS else None
    if isinstance(part, Bar) and (
        quantity.unit is Unit.TIMES or (quantity.unit is Unit.SHARE and after.prep in ("", "of"))
    ):
        return Use.RATIO
    if isinstance(part, Bar) and after.prep in _TO_BAR and quantity.unit is Unit.POINTS:
        return Use.GAP
    if isinstance(part, Bar) and after.prep in _SIDES and quantity.unit in _COUNTED:
        return Use.OPEN
    if (
        isinstance(part, Move)
        and (part.is_comparison or part.is_noun)
        and after.prep == ""
        and quantity.unit is not Unit.TIMES
    ):
        return Use.AMOUNT
    return None


def _by_what_precedes(quantity: Quantity, before: Item, item: Item) -> Use | None:
    part = before.part
    if isinstance(part, Move):
        if part.way in (Way.SAME, Way.STEADY) or item.prep == "at":
            return Use.STAND
        if quantity.by_side and quantity.unit in (Unit.PERCENT, Unit.PLAIN, Unit.SHARE):
            return Use.REACH
        if item.prep in ("", "of", "about", "over"):
            return Use.AMOUNT
    if isinstance(part, Outcome):
        return Use.THRESHOLD
    if isinstance(part, Extreme) and item.prep in ("", "of", "at"):
        return Use.EXTREME
    return None


def own_time(clause: Clause, at: int) -> Time | Interval | None:
    """Return the time that stands right after a quantity: "79% in September"."""
    after = clause.items[at + 1] if at + 1 < len(clause.items) else None
    if (
        after is not None
        and isinstance(after.part, Time)
        and after.prep in AT
        and after.part.kind not in (TimeKind.SERIES, TimeKind.YEAR)
    ):
        return after.part
    return None


def quantities(clause: Clause) -> list[tuple[int, Quantity, Use]]:
    """Return the quantities of a clause with their places and uses."""
    return [(at, item.part, use(clause, at)) for at, item in enumerate(clause.items) if isinstance(item.part, Quantity)]


__all__ = ["Hedge", "Use", "own_time", "quantities", "use"]
