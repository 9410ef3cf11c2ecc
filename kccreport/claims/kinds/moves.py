"""Which way it went: "fell by two points to 93%", "higher than in November", "up a third on last year", "unchanged".

Taken for granted: without a time, a movement is from the period before to the latest, or over all that is shown, or on the
year before, whichever fits. "Up" and "down" are of the number, "improved" and "worse" of performance; where "performance"
went up and lower is better, nothing is judged. "Stable" allows three points, or five percent of a number.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kccreport.claims.clauses import BASES, Clause, Item
from kccreport.claims.facts import Facts, Pair, Point
from kccreport.claims.near import is_change, is_value
from kccreport.claims.parts import (
    Against,
    Extreme,
    Interval,
    Move,
    Quantity,
    Share,
    Side,
    Streak,
    Time,
    TimeKind,
    Unit,
    Way,
)
from kccreport.claims.roles import Use, quantities, use
from kccreport.claims.verdict import AGREES, AT, SILENT, SINCE, Mode, Scope, Verdict, contradicts, rule, told
from kccreport.models.measure import Polarity

_SIDES = {Side.ABOVE: Way.UP, Side.BELOW: Way.DOWN, Side.BETTER: Way.BETTER, Side.WORSE: Way.WORSE}
_STEADY_POINTS, _UNSTEADY_POINTS = 3, 5
_STEADY_SHARE, _UNSTEADY_SHARE = 5, 12  # percent of a number
_EARLIER = frozenset({*BASES, *SINCE, "from", "on", "that of", "those of"})
_COMPARED = frozenset({TimeKind.LAST_YEAR, TimeKind.BEFORE})


@dataclass(frozen=True, slots=True)
class Moved:
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
        stepwise = _steps(self.clause, facts)
        if stepwise is not None:
            if self.amounts or self.starts or stepwise.mode is Mode.ONE:
                return SILENT
            outcome = rule(stepwise, lambda point: _stepped(point, way, facts), negated=self.clause.negated)
            return _verdict(outcome, [*_before_first(stepwise, facts), *stepwise.points], facts)
        pairs = _pairs(self, facts)
        if not pairs:
            return SILENT
        told_ = [self._holds(pair, way, facts) for pair in pairs]
        if any(told_):
            return AGREES
        if None in told_:
            return SILENT
        first = pairs[0]
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
    ]
    uses = quantities(clause)
    ratios = [
        (at, quantity) for at, quantity, use in uses
        if use in (Use.STAND, Use.AMOUNT) and (quantity.unit is Unit.TIMES or (quantity.unit is Unit.SHARE and _is_of_a_time(clause, at)))
    ]  # fmt: skip
    if ratios and not found and (clause.subject.is_named or clause.before):
        at, quantity = ratios[0]
        quantity = (
            quantity if quantity.unit is Unit.TIMES else replace(quantity, unit=Unit.TIMES, value=quantity.value / 100)
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
        and after.prep in (*AT, *_EARLIER)
        and after.part.kind not in (TimeKind.SERIES, TimeKind.YEAR)
    )


def _can_compare(clause: Clause, at: int, uses: Sequence[tuple[int, Quantity, Use]]) -> bool:
    """Say whether "higher" is said of the result itself and not of a bar or of something else."""
    has_base = any(
        isinstance(item.part, Time) and (item.prep in _EARLIER or item.part.kind in _COMPARED) for item in clause.items
    )
    has_amount = any(use in (Use.AMOUNT, Use.START, Use.REACH) for _, _, use in uses)
    return has_base or has_amount or _is_compared(clause, at) or at == 0 or at == len(clause.items) - 1


def _way(moved: Moved, facts: Facts) -> Way | None:
    """Return the way in terms of this indicator; None where the words leave it open."""
    way, subject = moved.way, moved.clause.subject
    if subject.demand and not subject.own and facts.polarity is not None:
        return None  # demand is not the result
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


def _steps(clause: Clause, facts: Facts) -> Scope | None:
    """Return the points each of which must have moved: "for four months running", "in each of the last three months"."""
    streak = next((item.part for item in clause.items if isinstance(item.part, Streak)), None)
    share = next((item.part for item in clause.items if isinstance(item.part, Share)), None)
    if isinstance(streak, Streak):
        count = min(streak.count, len(facts.series) - 1)
        points = facts.last(count) if count > 0 else None
        return Scope(points, Mode.ALL) if points else Scope([])
    if isinstance(share, Share):
        starts = [
            facts.period(item.part) for item in clause.items if isinstance(item.part, Time) and item.prep in SINCE
        ]
        if starts:
            start = starts[0]
            points = facts.since(start)[1:] if start is not None and facts.at(start) is not None else None
        else:
            shown = len(facts.series) - 1
            points = facts.last(min(share.of or shown, shown)) if shown > 0 else None
        if not points or share.count is not None:
            return Scope([])
        return Scope(points, Mode.ALL)
    return None


def _before_first(steps: Scope, facts: Facts) -> list[Point]:
    before = facts.before(steps.points[0]) if steps.points else None
    return [] if before is None else [before]


def _pairs(moved: Moved, facts: Facts) -> list[Pair]:
    """Return the pairs of points that a movement may be between; none where a time has no figure."""
    clause = moved.clause
    earlier: list[Item] = []
    later: list[Time] = []
    for item in clause.items:
        part = item.part
        if isinstance(part, Interval):
            if part.is_pair:
                return []
            start, end = (facts.at(facts.period(each)) for each in (part.start, part.end))
            return [Pair(start, end)] if start is not None and end is not None else []
        if not isinstance(part, Time):
            continue
        if part.kind is TimeKind.SERIES:
            return _over(part, facts) if item.prep not in BASES else []
        if part.kind is TimeKind.YEAR:
            return []
        of = _use_before(clause, item)
        if of is Use.REACH:
            later.append(part)
        elif (
            of in (Use.START, Use.BASE, Use.EXTREME)
            or item.prep in _EARLIER
            or part.kind in _COMPARED
            or _follows_comparison(clause, item)
        ):
            earlier.append(item)
        elif item.prep in AT:
            later.append(part)
        else:
            return []
    return _between(earlier, later, moved, facts)


def _use_before(clause: Clause, item: Item) -> Use | None:
    """Return what the quantity right before a time is said for."""
    at = next(at for at, each in enumerate(clause.items) if each is item)
    return use(clause, at - 1) if at and isinstance(clause.items[at - 1].part, Quantity) and item.prep in AT else None


def _follows_comparison(clause: Clause, item: Item) -> bool:
    at = next(at for at, each in enumerate(clause.items) if each is item)
    before = clause.items[at - 1].part if at else None
    if isinstance(before, Against) and before.side in _SIDES:
        return True
    return isinstance(before, Move) and before.way is Way.SAME and item.prep in ("in", "for", "at", "")


def _over(series: Time, facts: Facts) -> list[Pair]:
    """Read "over the last three months": from its first month, or from the one before it, to the latest."""
    if series.number and facts.latest and facts.latest.period and series.number != facts.latest.period.month:
        return []
    points = facts.series if series.count is None else facts.last(series.count)
    if not points or len(points) < 2:
        return []
    before = facts.before(points[0])
    return [Pair(points[0], points[-1]), *([Pair(before, points[-1])] if before is not None else [])]


def _between(earlier: list[Item], later: list[Time], moved: Moved, facts: Facts) -> list[Pair]:
    to_date = [time for time in later if time.kind is TimeKind.TO_DATE]
    later = to_date or [time for time in later if time.kind is not TimeKind.LATEST] or later
    if len(later) > 1 or len(earlier) > 1 or facts.latest is None:
        return []
    ends = facts.points(later[0]) if later else [facts.latest]
    if not earlier and to_date:
        return (
            [facts.last_year] if facts.last_year is not None and moved.amounts else []
        )  # a total to date always rises
    if not earlier:
        return _open(ends, bool(later), facts)
    start = earlier[0].part
    assert isinstance(start, Time)
    if start.kind is TimeKind.LAST_YEAR:
        return _on_last_year(ends, bool(later), facts)
    found: list[Pair] = []
    for end in ends:
        if start.kind is TimeKind.BEFORE:
            before = facts.before(end)
            found += [Pair(before, end)] if before is not None else []
        else:
            found += [Pair(point, end) for point in facts.points(start) if point is not end]
    return found


def _on_last_year(ends: list[Point], is_dated: bool, facts: Facts) -> list[Pair]:
    found = [Pair(before, end) for end in ends if (before := facts.year_before(end)) is not None]
    if not is_dated and facts.last_year is not None:
        found.append(facts.last_year)
    return [pair for at, pair in enumerate(found) if pair not in found[:at]]


def _open(ends: list[Point], is_dated: bool, facts: Facts) -> list[Pair]:
    """Return what a movement without a start may be measured from."""
    found = [Pair(before, end) for end in ends if (before := facts.before(end)) is not None]
    is_latest = ends == [facts.latest]
    if not is_dated and is_latest and found:
        first = facts.series[0]
        found += [Pair(first, ends[0])] if first is not ends[0] else []
        found += [facts.last_year] if facts.last_year is not None else []
        if facts.latest is not None and (year := facts.year_before(facts.latest)) is not None:
            found.append(Pair(year, facts.latest))
    return found


def _verdict(outcome: bool | None, points: Sequence[Point], facts: Facts) -> Verdict:
    if outcome is None:
        return SILENT
    return AGREES if outcome else contradicts(told(points, facts))
