"""Where it stands: "was 93% in December", "nine in ten calls were answered", "between 88% and 97% over the five months".

Taken for granted: a figure without a time is the latest result or the year to date; a share of a round fraction may be
4½ points out; figures may be rounded to the places they are written with.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kccreport.claims.bases import has_bases, has_other_times, without_bases, without_compared
from kccreport.claims.clauses import Clause, Item
from kccreport.claims.facts import Facts, Point
from kccreport.claims.kinds.extremes import end_of
from kccreport.claims.near import fits, is_near, is_value, scales
from kccreport.claims.parts import (
    End,
    Extreme,
    FirstTime,
    Hedge,
    Interval,
    Linking,
    Move,
    Outcome,
    Part,
    Quantity,
    Role,
    Share,
    Streak,
    Time,
    TimeKind,
    Unit,
    Way,
)
from kccreport.claims.roles import Use, own_time, quantities
from kccreport.claims.verdict import AGREES, AT, SILENT, SINCE, Mode, Scope, Verdict, contradicts, rule, scope, told
from kccreport.claims.vocabulary import stem
from kccreport.ground.values import replace


class Stands(NamedTuple):
    """A figure that a clause gives for its own times, or for a time of its own."""

    clause: Clause
    quantity: Quantity
    use: Use
    time: Time | None
    complement: bool
    end: End | None = None

    def judge(self, facts: Facts) -> Verdict:
        """Hold the figure against the points it may be of."""
        where = self._scope(facts)
        if where is None or not where.points or not fits(self.quantity, facts):
            return SILENT
        outcome = rule(where, lambda point: is_value(self.quantity, point, facts, complement=self.complement))
        if outcome is None:
            return SILENT
        if outcome and self.quantity.high is not None and _spans(self.clause) and _says_which(self.clause):
            outcome = self._touches_both_ends(where.points, facts)
        if not outcome and any(_is_added(self.quantity, point, facts) for point in where.points):
            return SILENT
        return AGREES if outcome else contradicts(told(where.points, facts))

    def _scope(self, facts: Facts) -> Scope | None:
        if self.time is not None:
            return Scope(facts.points(self.time))
        if self.use in (Use.START, Use.BASE):
            earlier = [point for point in facts.series if point is not facts.latest]
            last_year = [facts.last_year.earlier] if facts.last_year is not None else []
            to_date = [facts.to_date] if facts.to_date is not None else []
            return Scope([*earlier, *last_year, *to_date]) if len(earlier) >= 2 else None
        if self.use is Use.EXTREME and self.end is not None:
            found = scope(self.clause, facts, lasts=True)
            end = end_of(facts.series if found is None or found.mode is Mode.ONE else found.points, self.end, facts)
            return None if end is None else Scope([end])
        if self.use is Use.EXTREME:
            return Scope([*facts.series, *([facts.to_date] if facts.to_date else [])])
        stands = replace(self.clause, items=_without_since_an_end(without_compared(self.clause)))
        return scope(stands, facts, also_to_date=self.use is not Use.REACH, lasts=True)

    def _touches_both_ends(self, points: Sequence[Point], facts: Facts) -> bool:
        ends = (min(points, key=lambda point: point.value), max(points, key=lambda point: point.value))
        low = self.quantity._replace(high=None)
        high = self.quantity._replace(value=self.quantity.high or self.quantity.value, high=None)
        return is_value(low, ends[0], facts) and is_value(high, ends[1], facts)


def read(clause: Clause, facts: Facts) -> Iterator[Stands]:
    """Yield the figures that a clause gives for the indicator."""
    found = quantities(clause)
    has_times = [at for at, _, _ in found if own_time(clause, at) is not None]
    for at, quantity, use in found:
        time = own_time(clause, at)
        own = time if isinstance(time, Time) else None
        if not facts.is_percentage and quantity.noun and not facts.own_words([quantity.noun]) & facts.vocabulary.head:
            continue  # counts something else of the title: 90 web sites, of the visits to one
        if use is Use.STAND:
            if not _stands(clause, at, quantity, facts):
                continue
            if own is None and has_times:
                leading = _leading_time(clause, at)
                if leading is None:
                    continue
                own = leading
            if own is not None and not has_times:
                own = None
            is_complement = clause.late or (clause.negated and _is_share_of(clause, at, quantity, facts))
            if clause.negated and not is_complement:
                continue
            only = own if len(found) > 1 else None
            ends = [place for place in clause.parts(Extreme) if place < at]
            if ends and only is None and own is None:
                yield Stands(clause, quantity, Use.EXTREME, None, is_complement, _end(clause, ends[-1]))
            else:
                yield Stands(clause, quantity, use, only, is_complement)
        elif clause.negated:
            continue
        elif use is Use.REACH:
            if own is not None and len(found) > 1:
                yield Stands(clause, quantity, use, own, clause.late)
            elif not has_other_times(clause, at):
                yield Stands(replace(clause, items=_where_it_ended(clause, at)), quantity, use, None, clause.late)
        elif use in (Use.START, Use.BASE):
            if own is not None:
                yield Stands(clause, quantity, use, own, clause.late)
            elif use is Use.START and _moves(clause) and not has_bases(clause) and not clause.also:
                yield Stands(clause, quantity, use, None, clause.late)
        elif use is Use.THRESHOLD:
            threshold = _threshold(clause, at, quantity)
            if threshold is not None:
                yield Stands(clause, threshold, Use.STAND, None, clause.late)
        elif use is Use.EXTREME and (own is not None or not has_other_times(clause, at)):
            yield Stands(clause, quantity, use, own, clause.late)


def _is_added(quantity: Quantity, point: Point, facts: Facts) -> bool:
    """Say whether a figure is what one period added to a cumulative result: "we collected 27.4% this quarter"."""
    before = facts.before(point) if facts.indicator.basis.is_cumulative else None
    return before is not None and any(
        is_near(quantity, (point.value - before.value) * scale) for scale in scales(facts)
    )


def _without_since_an_end(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """Leave out the time since which it is the best or lowest: "at 63% it is the best since September"."""
    ends = [place for place, item in enumerate(items) if isinstance(item.part, Extreme)]
    return tuple(item for place, item in enumerate(items) if not (ends and place > ends[0] and item.prep in SINCE))


def _where_it_ended(clause: Clause, at: int) -> tuple[Item, ...]:
    """Leave out where a movement started and how often it moved: "fell every month since May to 68%" is 68% once."""
    steps = [item for item in clause.items[:at] if _is_each_step(item.part)]
    return tuple(item for item in without_bases(clause, at) if item not in steps)


def _is_each_step(part: Part) -> bool:
    return isinstance(part, Streak) or (isinstance(part, Share) and part.count is None and not part.to)


def _end(clause: Clause, at: int) -> End | None:
    part = clause.items[at].part
    return part.end if isinstance(part, Extreme) else None


def _stands(clause: Clause, at: int, quantity: Quantity, facts: Facts) -> bool:
    """Say whether a quantity with no other use is the indicator's own figure."""
    item = clause.items[at]
    before = clause.items[:at]
    while (
        len(before) > 1 and isinstance(now := before[-1].part, Time) and now.kind is TimeKind.LATEST and not now.number
    ):
        before = before[:-1]  # "is now 63%"
    if clause.subject.bar and not clause.words:
        return False  # "the target is 95%"
    if not fits(quantity, facts):
        return False
    if facts.is_percentage and quantity.unit is Unit.SHARE and _moves(clause):
        return False
    if any(isinstance(each.part, Move) and each.part.way not in (Way.SAME, Way.STEADY) for each in before[-1:]):
        return False
    if (before and isinstance(before[-1].part, Linking)) or (item.prep == "at" and (clause.subject.is_named or before)):
        return facts.is_percentage or _is_own_count(clause)
    if before and isinstance(before[-1].part, Move | Time) and not facts.is_percentage:
        return _is_own_count(clause)
    if before and isinstance(before[-1].part, Move):
        return True
    if item.prep in ("of", "at") and clause.subject.generic:
        return True
    if _is_in_apposition(clause) and quantity.unit is not Unit.SHARE:
        return True
    if facts.is_percentage:
        if _is_share_of(clause, at, quantity, facts):
            return True
        return own_time(clause, at) is not None and not clause.words and quantity.unit is Unit.PERCENT
    is_said = (
        any(isinstance(each.part, Linking) for each in clause.items)
        or clause.subject.agent
        or _says_done(clause, facts)
    )
    return _is_own_count(clause) and is_said and bool(clause.subject.own or clause.subject.demand or clause.words)


def _is_in_apposition(clause: Clause) -> bool:
    """Say whether a lone figure stands beside what it is of: "December's result, 91%, was …"."""
    before = clause.before
    is_lone = not clause.words and all(isinstance(item.part, Quantity | Time) for item in clause.items)
    return (
        is_lone
        and before is not None
        and before.subject.generic
        and all(isinstance(item.part, Time) for item in before.items)
    )


def _says_done(clause: Clause, facts: Facts) -> bool:
    return bool(facts.own_words(word.text for word in clause.words) & facts.vocabulary.doing)


def _is_own_count(clause: Clause) -> bool:
    return not clause.late


def _is_share_of(clause: Clause, at: int, quantity: Quantity, facts: Facts) -> bool:
    """Say whether a share is of what the title counts, done as the title says: "93% of calls were answered"."""
    own = facts.own_words(word.text for word in clause.words if word.role is Role.OWN)
    if quantity.noun:
        own |= {stem(word) for word in quantity.noun.split()}
    has_time = not facts.vocabulary.limits or bool(own & facts.vocabulary.limits)
    is_met = any(isinstance(item.part, Outcome) for item in clause.items) and bool(
        own & facts.vocabulary.limits
    )  # "met the standard"
    return bool(own) and (is_met or (facts.vocabulary.says_what_is_done(own) and has_time) or clause.late)


def _leading_time(clause: Clause, at: int) -> Time | None:
    before = clause.items[at - 1] if at else None
    if before is not None and isinstance(before.part, Linking) and at > 1:
        before = clause.items[at - 2]
    if (
        before is not None
        and isinstance(before.part, Time)
        and before.prep in AT
        and before.part.kind is not TimeKind.SERIES
    ):
        taken = at >= 2 and isinstance(clause.items[at - 2].part, Quantity)
        return None if taken else before.part
    return None


def _moves(clause: Clause) -> bool:
    return any(isinstance(item.part, Move) for item in clause.items)


def _spans(clause: Clause) -> bool:
    return any(isinstance(item.part, Linking) and item.part.spans for item in clause.items)


def _says_which(clause: Clause) -> bool:
    """Say whether a clause names the series it is about."""
    return any(
        isinstance(item.part, Interval | Share)
        or item.prep in SINCE
        or (isinstance(item.part, Time) and item.part.kind is TimeKind.SERIES)
        for item in clause.items
    )


def _threshold(clause: Clause, at: int, quantity: Quantity) -> Quantity | None:
    outcome = clause.items[at - 1].part
    if not isinstance(outcome, Outcome) or not outcome.is_met:
        return None
    if quantity.hedge is not Hedge.EXACT:
        return None if outcome.exceeds else quantity
    if outcome.exceeds:
        return quantity._replace(hedge=Hedge.OVER)
    often = any(isinstance(item.part, FirstTime | Share | Streak) for item in clause.items)
    return quantity._replace(hedge=Hedge.AT_LEAST) if often else quantity
