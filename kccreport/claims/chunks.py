"""Words to parts: what each stretch of a sentence means for one indicator, the longest reading first."""

from collections.abc import Sequence
from decimal import Decimal

from kccreport.claims.clauses import BASES
from kccreport.claims.clocks import as_held
from kccreport.claims.deeds import as_deed, is_each_step, is_span
from kccreport.claims.lexicon import LONGEST, PHRASES
from kccreport.claims.lexicon.tables import phrases
from kccreport.claims.lexicon.times import OPEN
from kccreport.claims.lexicon.titles import FUNCTION_WORDS
from kccreport.claims.numbers import read_quantity
from kccreport.claims.parts import (
    COMPARING,
    Against,
    Bar,
    Extreme,
    Hedge,
    Linking,
    Move,
    Part,
    Quantity,
    Rating,
    Role,
    Share,
    Side,
    Time,
    TimeKind,
    Unit,
    Way,
    Word,
)
from kccreport.claims.text import Token
from kccreport.claims.times import read_time
from kccreport.claims.vocabulary import Vocabulary
from kccreport.models.rag import Rag

_OF_BARS = (Unit.PERCENT, Unit.PLAIN, Unit.MONEY, Unit.DURATION, Unit.CLOCK)  # that a bar is given in
_LAST = Time(TimeKind.BEFORE, OPEN)
_COLOURS = {rag.value: rag for rag in Rag if " " not in rag.value}
_WEAK = (Role.FILL, Role.GENERIC, Role.AGENT, Role.DEMAND, Role.UNKNOWN, Role.LATE)
# these end in -ly and say when, where or which
_LY = phrases(
    """
    early, daily, weekly, monthly, quarterly, family, supply, yearly, elderly, hourly, fortnightly, assembly,
    seasonally, locally, partially, partly, initially, temporarily, potentially, formerly, originally, hypothetically,
    usually, normally"""
)


def chunks(words: Sequence[Token], own: Vocabulary) -> list[Part]:
    """Return a sentence as parts, in order, each word in one of them."""
    found: list[Part] = []
    at = 0
    while at < len(words):
        part, length = _in_company(words, at, own, found) or _next(words, at, own)
        found.append(as_deed(part, words, at, length, found, own))
        at += length
    return _with_bars(_with_last(_fallen_short(found)))


def _in_company(words: Sequence[Token], at: int, own: Vocabulary, before: Sequence[Part]) -> tuple[Part, int] | None:
    """Read what means something by what stands before it."""
    if is_each_step(words, at, before):
        return Share(None, None), 2
    if is_span(words, at, before):
        return Time(TimeKind.UNKNOWN), 3
    return _whole(words, at, own, before) or _as_many(words, at, before)


def _whole(words: Sequence[Token], at: int, own: Vocabulary, before: Sequence[Part]) -> tuple[Part, int] | None:
    """Read "all complaints" and "every call", where a statement begins with them, as a hundred percent."""
    begins = (
        not before or isinstance(before[-1], Time) or (isinstance(before[-1], Word) and before[-1].role is Role.BREAK)
    )
    if words[at].fold not in ("all", "every", "each") or not begins:
        return None
    after = at + 1
    while after < len(words) and words[after].fold in ("of", "the", "our"):
        after += 1
    is_own = (
        after < len(words)
        and words[after].fold.isalpha()
        and words[after].fold not in FUNCTION_WORDS
        and own.names(words[after])
    )
    return (Quantity(Decimal(100), Unit.PERCENT, in_words=True), after - at) if is_own else None


def _as_many(words: Sequence[Token], at: int, before: Sequence[Part]) -> tuple[Part, int] | None:
    """Read "twice as many … as last year": the first "as" as nothing, the second as "than"."""
    if words[at].fold != "as":
        return None
    times = [part for part in before if isinstance(part, Quantity) and part.unit in (Unit.TIMES, Unit.SHARE)]
    if not times or any(isinstance(part, Move) for part in before):
        return None
    if before[-1] is times[-1]:
        is_many = at + 1 < len(words) and words[at + 1].fold in ("many", "much", "high", "large", "often")
        return (Word(Role.FILL, "as many"), 2) if is_many else None
    return (
        (Word(Role.PREPOSITION, "than"), 1)
        if any(isinstance(part, Word) and part.text == "as many" for part in before)
        else None
    )


def _next(words: Sequence[Token], at: int, own: Vocabulary) -> tuple[Part, int]:
    if (called := own.rating(words, at)) is not None:
        return Rating(called[0]), called[1]
    run = own.run(words, at)
    if run:
        return Word(Role.OWN, " ".join(word.fold for word in words[at : at + run])), run
    readings: list[tuple[Part, int]] = []
    if (time := read_time(words, at)) is not None:
        readings.append(time)
    if (quantity := _with_unit(words, at, own) or read_quantity(words, at)) is not None:
        readings.append(_owned((as_held(quantity[0], own.clock), quantity[1]), own))
    if (phrase := _phrase(words, at)) is not None:
        readings.append(phrase)
    best = max(readings, key=lambda reading: reading[1], default=None)
    word = words[at]
    if best is not None:
        part, length = best
        if length == 1 and isinstance(part, Word) and part.role in _WEAK and own.names(word):
            return Word(Role.OWN, word.fold), 1
        return best
    if own.names(word):
        return Word(Role.OWN, word.fold), 1
    rag = _COLOURS.get(word.fold)
    if rag is not None and (word.is_capital or (at and words[at - 1].fold in ("rated", "rag"))):
        return Rating(rag), 1
    if word.fold.endswith("ly") and word.fold not in _LY:
        return Word(Role.FILL, word.fold), 1
    return Word(Role.UNKNOWN, word.fold), 1


def _with_unit(words: Sequence[Token], at: int, own: Vocabulary) -> tuple[Quantity, int] | None:
    """Read "4 out of 5" and "44 per 100,000" as figures of an indicator that has such, and not as shares and two numbers."""
    for end in range(at + 1, min(at + 5, len(words))) if own.behind else ():
        if tuple(word.fold for word in words[end : end + len(own.behind)]) == own.behind:
            found = read_quantity(words[:end], at)
            is_whole = found is not None and found[1] == end - at and found[0].unit is Unit.PLAIN
            return (found[0], end - at + len(own.behind)) if found is not None and is_whole else None
    return None


def _owned(reading: tuple[Quantity, int], own: Vocabulary) -> tuple[Part, int]:
    """Turn "15 days" of a title into a word of the title."""
    quantity, length = reading
    if quantity.unit in (Unit.DURATION, Unit.PLAIN) and str(quantity.value) in own.numbers and quantity.value < 100:
        return Word(Role.OWN, f"{quantity.value} {quantity.noun}".strip()), length
    return reading


def _phrase(words: Sequence[Token], at: int) -> tuple[Part, int] | None:
    for length in range(min(LONGEST.get(words[at].fold, 0), len(words) - at), 0, -1):
        part = PHRASES.get(tuple(word.fold for word in words[at : at + length]))
        if part is not None:
            return part, length
    return None


# who may be counted, or be the best of several
_COUNTED = phrases(
    """
    team, service, department, directorate, teams, services, councils, staff, officers,
    colleagues, contractors, crews, firefighters, advisors, agents, assessors"""
)


def _fallen_short(parts: list[Part]) -> list[Part]:
    """Turn the verb of "fell two points short of the target" into one that says no movement."""
    kept = [at for at, part in enumerate(parts) if not (isinstance(part, Word) and part.role in (Role.FILL, Role.OWN))]
    found = list(parts)
    for at, after, then in zip(kept, kept[1:], kept[2:], strict=False):
        verb, side = parts[at], parts[then]
        is_short = isinstance(side, Against) and side.side is Side.SHORT and isinstance(parts[after], Quantity)
        if is_short and isinstance(verb, Move) and verb.way is Way.DOWN:
            found[at] = Linking()
    return found


def _with_last(parts: list[Part]) -> list[Part]:
    """Settle what "last quarter" is: the one before where something is compared with it, and else open."""
    return [
        Time(TimeKind.BEFORE if _is_base(parts[:at]) else TimeKind.UNKNOWN) if part == _LAST else part
        for at, part in enumerate(parts)
    ]


def _is_base(before: Sequence[Part]) -> bool:
    kept = [part for part in before if not (isinstance(part, Word) and part.role is Role.FILL)]
    if kept and isinstance(kept[-1], Word) and kept[-1].text == "in":
        kept.pop()  # "better than in last quarter"
    elif kept and isinstance(kept[-1], Quantity):
        kept.pop()  # "from 95% last month"
    last = kept[-1] if kept else None
    if isinstance(last, Word) and last.role is Role.PREPOSITION:
        has_moved = any(isinstance(part, Move | Against) for part in kept)
        return last.text in (*BASES, "since", "from") or (last.text == "on" and has_moved)
    return isinstance(last, Against) and last.side in COMPARING


def _with_bars(parts: list[Part]) -> list[Part]:
    """Join a bar with the figure that is said of it: "the 95% target", "its target of 95%", "the target, 95%,"."""
    found: list[Part] = []
    at = 0
    while at < len(parts):
        part = parts[at]
        if isinstance(part, Bar):
            after = at + 1
            if after < len(parts) and isinstance(parts[after], Word) and getattr(parts[after], "text", "") == "of":
                after += 1
            stated = parts[after] if after < len(parts) else None
            if isinstance(stated, Quantity) and after > at + 1 and part.stated is None and stated.unit in _OF_BARS:
                found.append(part._replace(stated=stated))
                at = after + 1
                continue
            before = found[-1] if found else None
            if isinstance(before, Quantity) and before.unit in _OF_BARS:
                found.pop()
                found.extend(_side_of(before))
                part = part._replace(stated=before._replace(hedge=type(before.hedge).EXACT))
        if isinstance(part, Quantity) and part.unit is Unit.PLAIN:
            part = part._replace(noun=_noun(parts, at + 1))
            _of_others(parts, at + 1)
        if isinstance(part, Extreme):
            _of_others(parts, at + 1)
        found.append(part)
        at += 1
    return found


def _of_others(parts: list[Part], at: int) -> None:
    """Mark as somebody else who is counted, or the best: "two teams were moved" and "the best team" are not the indicator's."""
    while at < len(parts) and isinstance(part := parts[at], Word) and part.role in (Role.FILL, Role.AGENT):
        if part.role is Role.AGENT and part.text.rpartition(" ")[2] in _COUNTED:
            parts[at] = Word(Role.OTHER, part.text)
            return
        at += 1


def _noun(parts: list[Part], at: int) -> str:
    """Return the words of the title that a number counts, "" where none follow it."""
    while at < len(parts):
        part = parts[at]
        if not isinstance(part, Word) or part.role not in (Role.FILL, Role.OWN):
            return ""
        if part.role is Role.OWN:
            return part.text
        at += 1
    return ""


def _side_of(quantity: Quantity) -> list[Part]:
    """Return what a hedge before a figure means once the figure turns out to be the bar's: "above the 95% target"."""

    sides = {
        Hedge.OVER: Against(Side.ABOVE), Hedge.UNDER: Against(Side.BELOW), Hedge.JUST_OVER: Against(Side.ABOVE, is_near=True),
        Hedge.JUST_UNDER: Against(Side.BELOW, is_near=True),
    }  # fmt: skip
    side = sides.get(quantity.hedge)
    return [side] if side is not None else []
