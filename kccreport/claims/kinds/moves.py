"""Which way it went: "fell by two points to 93%", "higher than in November", "up a third on last year", "unchanged".

Taken for granted: without a time, a movement is from the period before to the latest, or over all that is shown, or on the
year before, whichever fits. "Up" and "down" are of the number, "improved" and "worse" of performance; where "performance"
went up and lower is better, nothing is judged. "Faster" and "slower" are read of times where lower is
better. "Stable" allows three points, or five percent of a number.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kccreport.claims.clauses import Clause
from kccreport.claims.facts import Facts, Pair, Point
from kccreport.claims.near import is_change, is_value
from kccreport.claims.pairs import COMPARED, EARLIER, before_first, pairs, steps
from kccreport.claims.parts import (
    Against,
    Extreme,
    Move,
    Quantity,
    Side,
    Time,
    TimeKind,
    Unit,
    Way,
)
from kccreport.claims.roles import Use, quantities
from kccreport.claims.verdict import AGREES, AT, SILENT, Mode, Verdict, contradicts, rule, told
from kccreport.models.measure import Polarity

_SIDES = {
    Side.ABOVE: Way.UP,
    Side.BELOW: Way.DOWN,
    Side.BETTER: Way.BETTER,
    Side.WORSE: Way.WORSE,
    Side.SHORT: Way.WORSE,
}
_TIMES = frozenset({"seconds", "minutes", "hours", "days", "working days", "weeks"})
_STEADY_POINTS, _UNSTEADY_POINTS = 3, 5
_STEADY_SHARE, _UNSTEADY_SHARE = 5, 12  # percent of a number


class Moved(NamedTuple):
    """One movement that a clause states, with how much and from where."""

    clause: Clause
    way: Way
    is_numeric: bool
    amounts: tuple[Quantity, ...]
    starts: tuple[Quantity, ...]
    is_comparison: bool = False

    def judge(self, facts: Facts) -> Verdict:
        """Hold the movement against the pairs of points it may be between."""
        way = _way(self, facts)
        if way is None:
            return SILENT
        stepwise = steps(self.clause, facts)
        if stepwise is not None:
            if self.amounts or self.starts or stepwise.mode is Mode.ONE:
                return SILENT
            outcome = rule(stepwise, lambda point: _stepped(point, way, facts), negated=self.clause.negated)
            return _verdict(outcome, [*before_first(stepwise, facts), *stepwise.points], facts)
        between = pairs(self.clause, facts, has_amount=bool(self.amounts))
        if not between:
            return SILENT
        told_ = [self._holds(pair, way, facts) for pair in between]
        if any(told_):
            return AGREES
        if None in told_:
            return SILENT
        first = between[0]
        return contradicts(told([first.earlier, first.later], facts))

    def _holds(self, pair: Pair, way: Way, facts: Facts) -> bool | None:
        went = _went(pair, way, facts)
        if self.clause.negated:
            return None if went is None or self.amounts else not went
        if went is not True:
            return went
        for amount in self.amounts:
            fits = is_change(amount, pair.earlier, pair.later, facts)
            if fits is not True:
                return fits
        return all(is_value(start, pair.earlier, facts) for start in self.starts)


def read(clause: Clause, facts: Facts) -> Iterator[Moved]:
    """Yield the movement that a clause states, where it states one and no more."""
    found = [(at, item.part) for at, item in enumerate(clause.items) if isinstance(item.part, Move)]
    found += [
        (at, Move(_side_way(item.part.side, facts), is_comparison=True))
        for at, item in enumerate(clause.items)
        if isinstance(item.part, Against) and item.part.side in _SIDES and _is_compared(clause, at)
        and not (item.part.side is Side.SHORT and facts.polarity is Polarity.LOWER)
    ]  # fmt: skip
    uses = quantities(clause)
    ratios = [
        (at, quantity) for at, quantity, use in uses
        if use in (Use.STAND, Use.AMOUNT) and (quantity.unit is Unit.TIMES or (quantity.unit is Unit.SHARE and _is_of_a_time(clause, at)))
    ]  # fmt: skip
    if ratios and not found and (clause.subject.is_named or clause.before):
        at, quantity = ratios[0]
        quantity = (
            quantity if quantity.unit is Unit.TIMES else quantity._replace(unit=Unit.TIMES, value=quantity.value / 100)
        )
        way = Way.UP if quantity.value > 1 else Way.DOWN
        yield Moved(clause, way, False, (quantity,), ())
        return
    ways = {_compass(move.way) for _, move in found}
    if not found or len(ways) > 1 or clause.late or clause.parts(Extreme):
        return  # "the largest rise of the period" is of rises
    at, move = found[0]
    if move.is_comparison and not _can_compare(clause, at, uses):
        return
    amounts = tuple(quantity for _, quantity, use in uses if use is Use.AMOUNT)
    starts = tuple(quantity for _, quantity, use in uses if use is Use.START)
    if facts.is_percentage and not clause.subject.is_named and any(each.unit is Unit.PLAIN for each in amounts):
        return  # "three more than in May": of what is counted, and not of the percentage
    if any(use in (Use.GAP, Use.RATIO) for _, _, use in uses) and not move.is_comparison:
        amounts = ()
    yield Moved(clause, move.way, move.is_numeric, amounts, starts, move.is_comparison)


def _is_of_a_time(clause: Clause, at: int) -> bool:
    """Say whether a share is of the figure of another time: "half those of November"."""
    after = clause.items[at + 1] if at + 1 < len(clause.items) else None
    return after is not None and isinstance(after.part, Time) and after.prep in ("that of", "those of")


def _side_way(side: Side, facts: Facts) -> Way:
    """Return which way a side is; of a mere number, ahead and behind are more and less."""
    way = _SIDES[side]
    return {Way.BETTER: Way.UP, Way.WORSE: Way.DOWN}.get(way, way) if facts.polarity is None else way


def _compass(way: Way) -> str:
    return "same" if way in (Way.SAME, Way.STEADY) else way.name


def _is_compared(clause: Clause, at: int) -> bool:
    """Say whether a side is followed by a time: "above September", "better than last year"."""
    after = clause.items[at + 1] if at + 1 < len(clause.items) else None
    return (
        after is not None
        and isinstance(after.part, Time)
        and after.prep in (*AT, *EARLIER)
        and after.part.kind not in (TimeKind.SERIES, TimeKind.YEAR)
    )


def _can_compare(clause: Clause, at: int, uses: Sequence[tuple[int, Quantity, Use]]) -> bool:
    """Say whether "higher" is said of the result itself and not of a bar or of something else."""
    has_base = any(
        isinstance(item.part, Time) and (item.prep in EARLIER or item.part.kind in COMPARED) for item in clause.items
    )
    has_amount = any(use in (Use.AMOUNT, Use.START, Use.REACH) for _, _, use in uses)
    return has_base or has_amount or _is_compared(clause, at) or at == 0 or at == len(clause.items) - 1


def _way(moved: Moved, facts: Facts) -> Way | None:
    """Return the way in terms of this indicator; None where the words leave it open."""
    way, subject = moved.way, moved.clause.subject
    if way in (Way.FASTER, Way.SLOWER):
        is_time = bool(facts.unit.clock) or facts.unit.name.casefold() in _TIMES
        better = Way.BETTER if way is Way.FASTER else Way.WORSE
        return better if is_time and facts.polarity is Polarity.LOWER else None
    if facts.polarity is None:
        if moved.is_numeric:
            return Way.DOWN
        return None if way in (Way.BETTER, Way.WORSE) else way
    is_performance = (subject.agent or subject.generic) and not subject.own and not subject.figure
    if moved.is_numeric and facts.polarity is Polarity.LOWER and not is_performance:
        return None
    if way in (Way.UP, Way.DOWN):
        if facts.polarity is Polarity.LOWER and is_performance and not _says_number(moved):
            return None
        if facts.is_percentage and not _is_result(moved, facts):
            return None
    return way


def _says_number(moved: Moved) -> bool:
    return bool(moved.amounts or moved.starts)


def _is_result(moved: Moved, facts: Facts) -> bool:
    """Say whether what went up or down is the percentage: "requests rose" speaks of how many came in."""
    subject = moved.clause.subject
    if subject.generic or not subject.own or facts.vocabulary.is_coded(subject.own):
        return True
    if any(
        each.unit in (Unit.PERCENT, Unit.POINTS)
        for each in (*moved.starts, *(each for each in moved.amounts if each.unit is Unit.POINTS))
    ):
        return True
    if any(use is Use.REACH and quantity.unit is Unit.PERCENT for _, quantity, use in quantities(moved.clause)):
        return True
    return facts.vocabulary.says_what_is_done(facts.own_words(subject.own))


def _went(pair: Pair, way: Way, facts: Facts) -> bool | None:
    earlier, later = pair.earlier.value, pair.later.value
    if way is Way.SAME:
        return earlier == later or (None if pair.earlier.decimals != pair.later.decimals else False)
    if way is Way.STEADY:
        size = (
            abs(later - earlier) if facts.is_percentage else abs(later - earlier) * 100 / abs(earlier) if earlier else 0
        )
        calm, wild = (_STEADY_POINTS, _UNSTEADY_POINTS) if facts.is_percentage else (_STEADY_SHARE, _UNSTEADY_SHARE)
        return True if size <= calm else False if size > wild else None
    if earlier == later:
        return None if pair.earlier.full != pair.later.full else False
    rising = later > earlier
    if way in (Way.UP, Way.DOWN):
        return rising is (way is Way.UP)
    if facts.polarity is None:
        return None
    return facts.polarity.meets(later, earlier) is (way is Way.BETTER)


def _stepped(point: Point, way: Way, facts: Facts) -> bool | None:
    before = facts.before(point)
    return None if before is None else _went(Pair(before, point), way, facts)


def _verdict(outcome: bool | None, points: Sequence[Point], facts: Facts) -> Verdict:
    if outcome is None:
        return SILENT
    return AGREES if outcome else contradicts(told(points, facts))
