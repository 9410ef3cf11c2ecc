"""The times of a clause that its figure is not of: those it is compared with, and those it started from."""

from kccreport.claims.clauses import Clause, Item
from kccreport.claims.parts import COMPARING, Against, Interval, Move, Quantity, Time, TimeKind
from kccreport.claims.verdict import AT

_BEFORE = (TimeKind.SERIES, TimeKind.YEAR, TimeKind.LAST_YEAR, TimeKind.BEFORE)


def has_other_times(clause: Clause, at: int) -> bool:
    """Say whether a clause has more than one time that the figure at a place may be of."""
    return sum(isinstance(item.part, Time) for item in without_bases(clause, at)) > 1


def has_bases(clause: Clause) -> bool:
    """Say whether a clause names a time that something is compared with or started from."""
    return any(isinstance(item.part, Time) and item.prep not in AT for item in clause.items)


def without_bases(clause: Clause, at: int) -> tuple[Item, ...]:
    """Leave out the times a movement starts from, which say nothing of where it ends, and those of other quantities."""
    kept: list[Item] = []
    for place, item in enumerate(clause.items):
        part = item.part
        is_of_other = place > 0 and place != at + 1 and isinstance(clause.items[place - 1].part, Quantity)
        if isinstance(part, Time) and (
            item.prep not in AT or item.prep == "from" or part.kind in _BEFORE or is_of_other
        ):
            continue
        if isinstance(part, Interval):
            kept.append(Item("in", part.end))
        else:
            kept.append(item)
    return tuple(kept)


def without_compared(clause: Clause) -> tuple[Item, ...]:
    """Leave out the times that something is compared with: "63% is better than in November", "is up on November"."""
    kept: list[Item] = []
    for place, item in enumerate(clause.items):
        before = clause.items[place - 1] if place else None
        part = before.part if before is not None else None
        is_same = isinstance(part, Move) and part.takes_base
        is_side = isinstance(part, Against) and part.side in COMPARING
        is_up_on = (
            item.prep == "on"
            and isinstance(part, Move | Quantity)
            and any(isinstance(each.part, Move) for each in kept)
        )
        if not (isinstance(item.part, Time) and (is_same or is_side or is_up_on)):
            kept.append(item)
    return tuple(kept)
