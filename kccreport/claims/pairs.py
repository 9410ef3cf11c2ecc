"""Between which points a movement is: the periods that a clause names, or those it leaves to be understood."""

from kccreport.claims.clauses import BASES, Clause, Item
from kccreport.claims.facts import Facts, Pair, Point
from kccreport.claims.parts import COMPARING, Against, Interval, Move, Quantity, Share, Streak, Time, TimeKind
from kccreport.claims.roles import Use, use
from kccreport.claims.verdict import AT, SINCE, Mode, Scope

# before these stands the time that something is compared with
EARLIER = frozenset({*BASES, *SINCE, "from", "on", "that of", "those of"})
COMPARED = frozenset({TimeKind.LAST_YEAR, TimeKind.BEFORE})
_DATED = frozenset({TimeKind.MONTH, TimeKind.QUARTER})


def steps(clause: Clause, facts: Facts) -> Scope | None:
    """Return the points each of which must have moved: "for four months running", "in each of the last three months"."""
    streak = next((item.part for item in clause.items if isinstance(item.part, Streak)), None)
    share = next((item.part for item in clause.items if isinstance(item.part, Share)), None)
    if isinstance(streak, Streak):
        count = min(streak.count, len(facts.series) - 1)
        points = facts.last(count) if count > 0 else None
        return Scope(points, Mode.ALL) if points else Scope([])
    if isinstance(share, Share) and not facts.is_up_to(share.to):
        return Scope([])
    if isinstance(share, Share):
        starts = [
            facts.period(item.part) for item in clause.items if isinstance(item.part, Time) and item.prep in SINCE
        ]
        intervals = [item.part for item in clause.items if isinstance(item.part, Interval)]
        others = [item for item in clause.items if isinstance(item.part, Time) and item.part.kind in _DATED]
        if intervals:
            points = _within(intervals[0], facts) if len(intervals) == 1 and not others else None
        elif len(others) > len(starts):
            points = None  # "every month to August" ends at a time of its own
        elif starts:
            start = starts[0]
            points = facts.since(start)[1:] if start is not None and facts.at(start) is not None else None
        else:
            shown = len(facts.series) - 1
            points = facts.last(min(share.of or shown, shown)) if shown > 0 else None
        if not points or share.count is not None:
            return Scope([])
        return Scope(points, Mode.ALL)
    return None


def _within(interval: Interval, facts: Facts) -> list[Point] | None:
    """Return the points that were moved to from the start of a time to its end; None where either has no figure."""
    start, end = facts.period(interval.start), facts.period(interval.end)
    if interval.is_pair or start is None or end is None or facts.at(start) is None or facts.at(end) is None:
        return None
    return facts.between(start, end)[1:]


def before_first(steps: Scope, facts: Facts) -> list[Point]:
    """Return the point that the first step of a series started from; empty where it is not known."""
    before = facts.before(steps.points[0]) if steps.points else None
    return [] if before is None else [before]


def pairs(clause: Clause, facts: Facts, *, has_amount: bool) -> list[Pair]:
    """Return the pairs of points that a movement may be between; none where a time has no figure."""
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
            if any(isinstance(each.part, Time) and each.part.kind is TimeKind.LAST_YEAR for each in clause.items):
                continue  # this year against last
            return []
        of = _use_before(clause, item)
        if of is Use.REACH:
            later.append(part)
        elif (
            of in (Use.START, Use.BASE, Use.EXTREME)
            or item.prep in EARLIER
            or part.kind in COMPARED
            or _follows_comparison(clause, item)
        ):
            earlier.append(item)
        elif item.prep in AT:
            later.append(part)
        else:
            return []
    return _between(earlier, later, facts, has_amount=has_amount)


def _use_before(clause: Clause, item: Item) -> Use | None:
    """Return what the quantity right before a time is said for."""
    at = next(at for at, each in enumerate(clause.items) if each is item)
    return use(clause, at - 1) if at and isinstance(clause.items[at - 1].part, Quantity) and item.prep in AT else None


def _follows_comparison(clause: Clause, item: Item) -> bool:
    at = next(at for at, each in enumerate(clause.items) if each is item)
    before = clause.items[at - 1].part if at else None
    if isinstance(before, Against) and before.side in COMPARING:
        return True
    return isinstance(before, Move) and before.takes_base and item.prep in ("in", "for", "at", "")


def _over(series: Time, facts: Facts) -> list[Pair]:
    """Read "over the last three months": from its first month, or from the one before it, to the latest."""
    if not facts.is_up_to(series.number):
        return []
    points = facts.series if series.count is None else facts.last(series.count)
    if not points or len(points) < 2:
        return []
    before = facts.before(points[0])
    return [Pair(points[0], points[-1]), *([Pair(before, points[-1])] if before is not None else [])]


def _between(earlier: list[Item], later: list[Time], facts: Facts, *, has_amount: bool) -> list[Pair]:
    to_date = [time for time in later if time.kind is TimeKind.TO_DATE]
    later = to_date or [time for time in later if time.kind is not TimeKind.LATEST] or later
    if len(later) > 1 or len(earlier) > 1 or facts.latest is None:
        return []
    ends = facts.points(later[0]) if later else [facts.latest]
    if not earlier and to_date:
        return [facts.last_year] if facts.last_year is not None and has_amount else []  # a total to date always rises
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
