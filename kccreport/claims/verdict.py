"""Whether figures bear a claim out: over one point, each of several, so many of them, or for the first time."""

from collections.abc import Callable, Sequence
from enum import Enum, auto
from typing import NamedTuple

from msgspec import Struct

from kccreport.claims.clauses import Clause, Item
from kccreport.claims.facts import Facts, Point
from kccreport.claims.lexicon.tables import phrases
from kccreport.claims.parts import FirstTime, Hedge, Interval, Linking, Share, Streak, Time, TimeKind

Test = Callable[[Point], bool | None]
# what stands before the time that something is said of
AT = {""} | phrases(
    """
    in, for, during, at, by, of, as of, as at, over, across, to, within, by the end of, at the end of, over the
    course of, in the course of, on, through, between, from, about, per"""
)
# "since then" leaves out the time it takes up
SINCE = ("since", "since then")
_MOST_TOLD = 6


class Ruling(Enum):
    """What becomes of a claim. What cannot be judged is silent."""

    AGREES = auto()
    CONTRADICTS = auto()
    UNKNOWN = auto()


class Verdict(NamedTuple):
    """A ruling, and for a contradiction what the figures say instead."""

    ruling: Ruling
    figures: str = ""


SILENT = Verdict(Ruling.UNKNOWN)
AGREES = Verdict(Ruling.AGREES)


class Mode(Enum):
    """Of the points of a scope, which must bear a claim out."""

    ONE = auto()  # they are readings of the same words: one is enough
    ALL = auto()
    COUNT = auto()
    FIRST = auto()  # the last one, and none before


class Scope(Struct, frozen=True):
    """The points a claim is about, oldest first, and how many of them it must hold for."""

    points: Sequence[Point]
    mode: Mode = Mode.ONE
    count: int = 0
    hedge: Hedge = Hedge.EXACT


def contradicts(figures: str) -> Verdict:
    """Return the verdict that figures say otherwise."""
    return Verdict(Ruling.CONTRADICTS, figures)


def at_time(clause: Clause) -> tuple[Time | None, bool]:
    """Return the single time a clause speaks of, if any; false where it names two."""
    times = [
        item.part
        for item in clause.items
        if isinstance(item.part, Time) and item.prep in AT and item.part.kind is not TimeKind.SERIES
    ]
    kept = [time for time in times if time.kind is not TimeKind.LATEST] or times
    if any(item.part.kind is TimeKind.TO_DATE for item in clause.items if isinstance(item.part, Time)):
        kept = [time for time in kept if time.kind in (TimeKind.TO_DATE, TimeKind.LAST_YEAR)]
    return (kept[0] if kept else None), len(kept) < 2


def scope(clause: Clause, facts: Facts, *, also_to_date: bool = False, lasts: bool = False) -> Scope | None:
    """Return what a clause's claim must hold for; None where its times cannot be told, or have no figures.

    Without a time that is the latest result, or with `also_to_date` the year to date as well. `lasts` says that the verb
    speaks of a whole time, so that "since August" means each period from then on.
    """
    series = _series(clause, facts)
    if series is _UNTOLD:
        return None
    share = _first(clause, Share)
    streak = _first(clause, Streak)
    first = _first(clause, FirstTime)
    points = series if isinstance(series, list) else None
    if isinstance(streak, Streak):
        shown = facts.last(min(streak.count, len(facts.series)))
        return Scope(shown, Mode.ALL) if shown else None
    if isinstance(first, FirstTime):
        if points is None:
            points = facts.series
        elif facts.latest is not None and _since(clause) is not None:
            points = points[1:]
        return Scope(points, Mode.FIRST) if points and points[-1] is facts.latest else None
    if isinstance(share, Share):
        return _shared(share, points, clause, facts)
    time, is_one = at_time(clause)
    if points is not None and not (time is not None and time.kind is TimeKind.MONTH and _names_set(clause)):
        return Scope(points, Mode.ALL) if points else None
    if not is_one:
        return None
    if time is not None:
        found = facts.points(time)
        return Scope(found) if found else None
    if any(isinstance(item.part, Linking) and item.part.spans for item in clause.items):
        return Scope(facts.series, Mode.ALL)
    found = facts.points(None) if also_to_date else [facts.latest] if facts.latest else []
    for each in clause.also:
        found += facts.points(each)
    return Scope(found) if found else None


def rule(scope_: Scope, test: Test, *, negated: bool = False) -> bool | None:
    """Return whether a test holds over a scope; None where a point cannot be told."""
    told = [test(point) for point in scope_.points]
    if scope_.mode is Mode.ONE:
        if negated:
            told = [None if each is None else not each for each in told]
        if any(told):
            return True
        return None if None in told else False
    if scope_.mode is Mode.ALL:
        if negated:
            told = [None if each is None else not each for each in told]
        if False in told:
            return False
        return None if None in told else True
    if None in told:
        return None
    if scope_.mode is Mode.FIRST:
        wanted = not negated
        return told[-1] is wanted and not any(each is wanted for each in told[:-1])
    if negated:
        return None
    met = sum(1 for each in told if each)
    if scope_.hedge is Hedge.AT_LEAST:
        return met >= scope_.count
    if scope_.hedge in (Hedge.OVER, Hedge.UNDER):
        return met > scope_.count if scope_.hedge is Hedge.OVER else met < scope_.count
    return met == scope_.count


def _names_set(clause: Clause) -> bool:
    """Say whether a series is only what a month is one of: "of the five months, September"."""
    return any(
        isinstance(item.part, Time) and item.part.kind is TimeKind.SERIES and item.prep in ("", "of")
        for item in clause.items
    )


class _Untold:
    """A time that is named but has no figures."""


_UNTOLD = _Untold()


def _first(clause: Clause, kind: type) -> object | None:
    return next((item.part for item in clause.items if isinstance(item.part, kind)), None)


def _since(clause: Clause) -> Item | None:
    return next((item for item in clause.items if item.prep in SINCE and isinstance(item.part, Time)), None)


def _series(clause: Clause, facts: Facts) -> list[Point] | _Untold | None:
    """Return the points of a series that a clause names; None where it names none."""
    for item in clause.items:
        part = item.part
        if isinstance(part, Time) and item.prep in SINCE:
            start = facts.period(part)
            points = facts.since(start) if start is not None and facts.at(start) is not None else []
            points = points[1:] if item.prep == "since then" else points
            return points or _UNTOLD
        if isinstance(part, Interval):
            start, end = facts.period(part.start), facts.period(part.end)
            if start is None or end is None or facts.at(start) is None or facts.at(end) is None:
                return _UNTOLD
            if part.is_pair:
                return [point for each in (start, end) if (point := facts.at(each)) is not None]
            return facts.between(start, end) or _UNTOLD
        if isinstance(part, Time) and part.kind is TimeKind.SERIES:
            if not facts.is_up_to(part.number):
                return _UNTOLD
            return (facts.series if part.count is None else facts.last(part.count)) or _UNTOLD
        if isinstance(part, Time) and part.kind is TimeKind.YEAR and _first(clause, FirstTime) is not None:
            return facts.this_year or _UNTOLD
        if isinstance(part, Time) and part.kind is TimeKind.YEAR and facts.to_date is None:
            return _UNTOLD
    return None


def _shared(share: Share, points: list[Point] | None, clause: Clause, facts: Facts) -> Scope | None:
    if not facts.is_up_to(share.to):
        return None
    time, _ = at_time(clause)
    if points is None and share.of is None and share.count is None and time is not None:
        found = facts.points(time)  # throughout December: of December alone
        return Scope(found) if found else None
    if points is None:
        points = facts.series if share.of is None else facts.last(share.of)
    if not points or len(points) < 2:
        return None
    if share.count is None:
        return Scope(points, Mode.ALL)
    return Scope(points, Mode.COUNT, share.count, share.hedge)


def told(points: Sequence[Point], facts: Facts) -> str:
    """Return some points in words, the newest six: "it was 95% in November 2020 ('Results'!H4) and 93% in December 2020 (…)"."""
    words = [f"{facts.figure(point.value, point.decimals)} {point.when} ({point.cell})" for point in points]
    return "it was " + joined(list(dict.fromkeys(words))[-_MOST_TOLD:])


def joined(words: list[str]) -> str:
    """Return words as in a sentence: "a", "a and b", "a, b and c"."""
    return " and ".join(filter(None, [", ".join(words[:-1]), words[-1]])) if words else ""
