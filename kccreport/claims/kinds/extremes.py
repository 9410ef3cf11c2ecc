"""Ends of a series: "the best month since August", "the lowest of the five months", "peaked in October".

Taken for granted: without a time, an end is of all periods shown; a tie is an end too. What lies before the first period
shown is not known, so "a record" is doubted only where a period shown goes further.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kccreport.claims.clauses import Clause
from kccreport.claims.facts import Facts, Point
from kccreport.claims.parts import End, Extreme, FirstTime, Interval, Linking, Move, Share, Time, TimeKind
from kccreport.claims.roles import Use, quantities
from kccreport.claims.verdict import AGREES, AT, SILENT, SINCE, Verdict, contradicts, told
from kccreport.models.measure import Polarity


class Topped(NamedTuple):
    """A clause says that a point is an end of a series."""

    clause: Clause
    end: End

    def judge(self, facts: Facts) -> Verdict:
        """Look for a point of the series that goes further."""
        found = _window(self.clause, facts)
        sign = _sign(self.end, facts)
        if found is None or sign is None:
            return SILENT
        point, window = found
        further = [each for each in window if each is not point and (each.value - point.value) * sign > 0]
        if self.clause.negated:
            return SILENT if not further else AGREES
        return AGREES if not further else contradicts(told([*further[-3:], point], facts))


def _sign(end: End, facts: Facts) -> int | None:
    if end in (End.HIGHEST, End.LOWEST):
        return 1 if end is End.HIGHEST else -1
    if facts.polarity is None:
        return None
    return (1 if end is End.BEST else -1) * (1 if facts.polarity is Polarity.HIGHER else -1)


def end_of(points: Sequence[Point], end: End, facts: Facts) -> Point | None:
    """Return the point at one end of a series; None where better and worse cannot be told."""
    sign = _sign(end, facts)
    return None if sign is None or not points else max(points, key=lambda point: point.value * sign)


def _window(clause: Clause, facts: Facts) -> tuple[Point, list[Point]] | None:
    """Return the point that is said to be an end, and those it is an end of."""
    at: list[Time] = []
    window: list[Point] = facts.series
    for item in clause.items:
        part = item.part
        if isinstance(part, Time) and item.prep in SINCE:
            start = facts.period(part)
            if start is None or facts.at(start) is None:
                return None
            window = facts.since(start)[1:]
        elif isinstance(part, Interval):
            start, end = facts.period(part.start), facts.period(part.end)
            if start is None or end is None or facts.at(start) is None or facts.at(end) is None:
                return None
            window = facts.between(start, end)
        elif isinstance(part, Time) and part.kind is TimeKind.SERIES:
            last = facts.series if part.count is None else facts.last(part.count)
            if last is None:
                return None
            window = last
        elif isinstance(part, Time) and part.kind is TimeKind.YEAR:
            newest = facts.latest.period if facts.latest else None
            window = [
                each
                for each in facts.series
                if newest and each.period and each.period.financial_year == newest.financial_year
            ]
        elif isinstance(part, Time) and part.kind is not TimeKind.LATEST:
            at.append(part)
        elif isinstance(part, Share):
            return None
    if len(at) > 1 or any(time.kind not in (TimeKind.MONTH, TimeKind.QUARTER, TimeKind.BEFORE) for time in at):
        return None
    point = facts.at(facts.period(at[0])) if at else facts.latest
    return None if point is None or not window else (point, window)


def _leads(clause: Clause, at: int) -> bool:
    """Say whether an end is what the verb is about, and not what it says."""
    return any(place > at for place in clause.parts(Linking))


def read(clause: Clause, facts: Facts) -> Iterator[Topped]:
    """Yield the end that a clause says is reached, where it says one."""
    found = [(at, item) for at, item in enumerate(clause.items) if isinstance(item.part, Extreme)]
    if len(found) != 1 or any(isinstance(item.part, FirstTime) for item in clause.items) or clause.late:
        return
    at, item = found[0]
    extreme = item.part
    assert isinstance(extreme, Extreme)
    if item.prep in ("from", "than", "among") or clause.parts(Move):
        return
    before = clause.items[at - 1] if at else None
    if before is not None and isinstance(before.part, Time) and before.prep not in AT:
        return  # "since October's low"
    if item.prep == "at" and not clause.parts(Linking):
        return  # "at its best, in September, it was 97%"
    if clause.subject.own and not clause.subject.generic and facts.is_percentage and not (
        facts.vocabulary.says_what_is_done(facts.own_words(clause.subject.own)) or extreme.end in (End.BEST, End.WORST)
        or facts.vocabulary.is_coded(clause.subject.own)
    ):  # fmt: skip
        return
    if (
        any(place > at for place, _, _ in quantities(clause))
        and item.prep == ""
        and not extreme.is_noun
        and _leads(clause, at)
    ):
        return  # "the lowest result was 91%": of whichever period had it
    if any(use not in (Use.EXTREME, Use.STAND, Use.REACH) for _, _, use in quantities(clause)):
        return
    times = [
        each for each in clause.items if isinstance(each.part, Time) and each.prep not in AT and each.prep not in SINCE
    ]
    if times:
        return
    is_said = (
        any(isinstance(each.part, Linking) for each in clause.items)
        or extreme.is_noun
        or at == 0
        or clause.before is not None
    )
    if is_said:
        yield Topped(clause, extreme.end)
