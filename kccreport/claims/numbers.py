"""Numbers as council English writes them: digits, words, fractions, "nine in ten", ranges, and how exactly they are meant."""

from collections.abc import Sequence
from decimal import Decimal

from kccreport.claims.clocks import read_clock
from kccreport.claims.lexicon.hedges import HEDGES
from kccreport.claims.parts import Hedge, Quantity, Unit
from kccreport.claims.text import Token

_UNITS = """
    nought one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen"""
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
ONES = {word: number for number, word in enumerate(_UNITS.split())} | {"zero": 0}
TENS = {word: 10 * number for number, word in enumerate(_TENS.split(), 2)}
ORDINALS = {word: number for number, word in enumerate(_ORDINALS.split(), 1)}
_SCALES = {"hundred": 100, "thousand": 1_000, "k": 1_000, "million": 10**6, "m": 10**6, "billion": 10**9, "bn": 10**9}
_THOUSANDS = ("k", "thousand")
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10, "halve": 2}
_PERCENT = {"%", "percent", "pc", "pct"}
_POINTS = {"point", "points", "pp", "ppt", "ppts", "pps"}
_DURATIONS = {"day", "days", "week", "weeks", "minute", "minutes", "second", "seconds", "hour", "hours", "month", "months", "year", "years",
              "quarter", "quarters", "working"}  # fmt: skip
_MULTIPLES = {
    ("doubled",): ("2", Hedge.ABOUT), ("trebled",): ("3", Hedge.ABOUT), ("tripled",): ("3", Hedge.ABOUT),
    ("quadrupled",): ("4", Hedge.ABOUT), ("halved",): ("0.5", Hedge.ABOUT), ("double",): ("2", Hedge.ABOUT),
    ("twice",): ("2", Hedge.ABOUT), ("triple",): ("3", Hedge.ABOUT),
}  # fmt: skip
BEGIN_NUMBER = frozenset({*ONES, *TENS, "a", "an", "dozen"})  # where it is not in digits
_BEGIN_BARE = BEGIN_NUMBER | {"half"} | {word for (word,) in _MULTIPLES}
_AFTER_A_QUARTER = frozenset({"earlier", "ago", "before", "to", "end", "running", "in", "later"})
_OR_SO = {
    **dict.fromkeys(("more", "higher", "better", "above", "over", "greater"), Hedge.AT_LEAST),
    **dict.fromkeys(("less", "lower", "fewer", "below", "under", "worse"), Hedge.AT_MOST),
    "so": Hedge.ABOUT,
}
_AMOUNTS = frozenset({"by", "up", "down", "about", "almost", "nearly", "over", "than", "around", "roughly"})
_BY_SIDE = frozenset({"above", "below", "beneath", "exceeding"})
_EXACTLY = frozenset({"exactly", "only", "just", "precisely", "a", "an", "mere", "still", "fully"})
_HEDGING = frozenset(phrase[0] for phrase in HEDGES) | _EXACTLY
_LONGEST_HEDGE = max(map(len, HEDGES))


def read_quantity(words: Sequence[Token], at: int) -> tuple[Quantity, int] | None:
    """Return the quantity that begins at a word, with its hedge, and how many words it takes; None where none does.

    A range, such as "88% to 97%" or "between 88 and 97%", is one quantity.
    """
    hedge, start = _hedge(words, at)
    is_between = start == at and words[at].fold == "between"
    if is_between:
        start += 1
    found = _bare(words, start)
    if found is None:
        return None
    quantity, end = found
    joint = ("and",) if is_between else ("to", "or")
    if end < len(words) and words[end].fold in joint and (is_between or not _follows_from(words, at)):
        other = _bare(words, end + 1)
        if other is not None and (other[0].unit is quantity.unit or quantity.unit is Unit.PLAIN):
            high, end = other
            if high.value >= quantity.value:
                return high._replace(value=quantity.value, high=high.value, hedge=Hedge.EXACT), end - at
    if is_between:
        return None
    if end + 1 < len(words) and words[end].fold in ("or", "and") and words[end + 1].fold in _OR_SO:
        hedge, end = _OR_SO[words[end + 1].fold], end + 2
    if hedge is Hedge.EXACT:
        return quantity, end - at
    by_side = any(word.fold in _BY_SIDE for word in words[at:start])
    return quantity._replace(hedge=hedge, by_side=by_side), end - at


def _follows_from(words: Sequence[Token], at: int) -> bool:
    """Say whether "from" or "by" stands before, so that "to" says where it ended."""
    return at > 0 and words[at - 1].fold in ("from", "by")


def _hedge(words: Sequence[Token], at: int) -> tuple[Hedge, int]:
    hedge, start = Hedge.EXACT, at
    if words[at].fold not in _HEDGING:
        return hedge, start
    for length in range(min(_LONGEST_HEDGE, len(words) - at - 1), 0, -1):
        phrase = tuple(word.fold for word in words[at : at + length])
        if phrase in HEDGES:
            hedge, start = HEDGES[phrase], at + length
            break
    while (
        start < len(words) - 1
        and words[start].fold in _EXACTLY
        and (start > at or words[start].fold not in ("a", "an"))
    ):
        if (
            words[start].fold in ("a", "an")
            and not words[start + 1].is_number
            and words[start + 1].fold not in (*ONES, *TENS)
        ):
            break
        start += 1
    return hedge, start


def _bare(words: Sequence[Token], at: int) -> tuple[Quantity, int] | None:
    """Return a quantity without its hedge, and where it ends."""
    if at >= len(words) or not (words[at].is_number or words[at].is_clock or words[at].fold in _BEGIN_BARE):
        return None
    if words[at].is_clock:
        return Quantity(read_clock(words[at].fold), Unit.CLOCK, noun=words[at].fold), at + 1
    for reader in (_a_point, _multiple, _so_many_in, _fraction, _number):
        found = reader(words, at)
        if found is not None:
            return found
    return None


def _a_point(words: Sequence[Token], at: int) -> tuple[Quantity, int] | None:
    """Read "a point", "a single percentage point", "half a point"."""
    end, value = at, Decimal(1)
    if words[end].fold == "half":
        end, value = end + 1, Decimal("0.5")
    if end >= len(words) or words[end].fold not in ("a", "one"):
        return None
    end += 1
    while end < len(words) and words[end].fold in ("single", "mere", "full", "whole", "percentage", "further"):
        end += 1
    if end >= len(words) or words[end].fold not in ("point", "pp"):
        return None
    return Quantity(value, Unit.POINTS, in_words=True, places=1 if value < 1 else 0), end + 1


def _multiple(words: Sequence[Token], at: int) -> tuple[Quantity, int] | None:
    found = _MULTIPLES.get((words[at].fold,))
    if found is not None:
        return Quantity(Decimal(found[0]), Unit.TIMES, found[1], in_words=True), at + 1
    number = read_number(words, at)
    if number is not None and number[1] < len(words) and words[number[1]].fold in ("times", "fold"):
        return Quantity(number[0], Unit.TIMES, places=_places(words[at])), number[1] + 1
    return None


def _so_many_in(words: Sequence[Token], at: int) -> tuple[Quantity, int] | None:
    """Read "nine in ten", "nine out of ten", "nine of every ten", and "one request in ten" with a noun between."""
    first = _small(words, at)
    if first is None:
        return None
    for gap in (1, 2, 3, 4):
        end = at + gap
        if end >= len(words) - 1:
            return None
        if words[end].fold in ("in", "out", "of"):
            after = end + 1
            while after < len(words) and words[after].fold in ("of", "every", "each", "in"):
                after += 1
            second = _small(words, after) if after < len(words) else None
            is_share = second is not None and second > first and second in (3, 4, 5, 6, 7, 8, 9, 10, 20, 100)
            following = words[after + 1].fold if after + 1 < len(words) else ""
            if second is not None and is_share and following not in (*_DURATIONS, *_POINTS, *_PERCENT, "of", "last"):
                noun = " ".join(word.fold for word in words[at + 1 : end])
                if words[end].fold == "of" and after == end + 1:
                    return None  # "two of five": of a set
                return Quantity(Decimal(first) * 100 / second, Unit.SHARE, in_words=True, noun=noun), after + 1
            return None
        if gap > 1 and not words[end - 1].fold.isalpha():
            return None
    return None


def _small(words: Sequence[Token], at: int) -> int | None:
    word = words[at]
    if word.is_number:
        return int(word.fold) if word.fold.isdigit() and int(word.fold) <= 100 else None
    return ONES.get(word.fold) or TENS.get(word.fold)


def _fraction(words: Sequence[Token], at: int) -> tuple[Quantity, int] | None:
    """Read "half", "a third", "two thirds", "three quarters"; a quarter of the year is for the caller to see."""
    top, position = 1, at
    if words[at].fold in ("a", "an", "one"):
        position = at + 1
    elif words[at].fold in ONES or (words[at].is_number and words[at].fold.isdigit() and int(words[at].fold) < 10):
        top, position = _small(words, at) or 0, at + 1
    elif words[at].fold != "half":
        return None
    if position >= len(words):
        return None
    part = words[position].fold
    bottom = _PARTS.get(part) or _PARTS.get(part.removesuffix("s"))
    if bottom is None or not 0 < top < bottom or (top, bottom) == (2, 4):
        return None  # "two quarters" are half a year
    following = words[position + 1].fold if position + 1 < len(words) else ""
    before = words[at - 1].fold if at else ""
    if part in ("quarter", "quarters") and top == 1 and _is_of_the_year(before, following):
        return None
    if (
        part == "half"
        and following in ("year", "way", "term", "of")
        and words[position - 1].fold in ("first", "second")
    ):
        return None
    end = position + 1
    of_point = [word.fold for word in words[end : end + 4]]
    if of_point[:2] == ["of", "a"] and of_point[2:] and of_point[-1 if of_point[2] == "percentage" else 2] in _POINTS:
        return Quantity(Decimal(top) / bottom, Unit.POINTS, places=1, in_words=True), end + (
            4 if of_point[2] == "percentage" else 3
        )
    return Quantity(Decimal(top) * 100 / bottom, Unit.SHARE, in_words=True), end


def _is_of_the_year(before: str, following: str) -> bool:
    """Say whether "a quarter" is three months: "for a quarter", "a quarter earlier"; "by a quarter on" is a fourth."""
    if following == "on":
        return before not in _AMOUNTS
    return following in _AFTER_A_QUARTER or before in ("for", "in", "than", "last")


def _number(words: Sequence[Token], at: int) -> tuple[Quantity, int] | None:
    number = read_number(words, at)
    if number is None:
        return None
    value, end = number
    word = words[at]
    unit, noun, in_words = Unit.PLAIN, "", not word.is_number
    after = words[end].fold if end < len(words) else ""
    following = words[end + 1].fold if end + 1 < len(words) else ""
    if after in _PERCENT or (after == "per" and following == "cent"):
        unit, end = Unit.PERCENT, end + (1 if after in _PERCENT else 2)
        if end < len(words) and words[end].fold in _POINTS:
            unit, end = Unit.POINTS, end + 1
    elif after == "percentage" and following in _POINTS:
        unit, end = Unit.POINTS, end + 2
    elif after in _POINTS:
        unit, end = Unit.POINTS, end + 1
    elif after in _DURATIONS:
        unit, noun, end = (
            Unit.DURATION,
            words[end].fold if after != "working" else following,
            end + (2 if after == "working" else 1),
        )
        if (smaller := _smaller(words, end, noun)) is not None:
            return Quantity(60 * value + smaller[0], unit, noun=smaller[1], in_words=in_words), smaller[2]
    elif word.text.startswith("£"):
        unit = Unit.MONEY
    elif in_words and value <= 1:
        return None  # "one of them", "no one"
    scale = next((each.fold for each in words[at:end] if each.fold in _SCALES), "") if word.is_number else ""
    if scale in _THOUSANDS:  # £409k is £409,000, and held to as much
        return Quantity(value, unit, places=max(_places(word) - 3, 0), noun=noun), end
    return Quantity(value, unit, places=_places(word), in_words=in_words, noun=noun, is_rounded=bool(scale)), end


def _smaller(words: Sequence[Token], at: int, noun: str) -> tuple[Decimal, str, int] | None:
    """Return the rest of a duration, its noun and where it ends: "26 seconds" of "8 minutes and 26 seconds"."""
    at += at < len(words) and words[at].fold == "and"
    rest = read_number(words, at) if at < len(words) else None
    if rest is None or rest[1] >= len(words):
        return None
    after = words[rest[1]].fold
    if (noun.rstrip("s"), after.rstrip("s")) not in (("hour", "minute"), ("minute", "second")):
        return None
    return rest[0], after, rest[1] + 1


def _places(word: Token) -> int:
    return len(word.fold.partition(".")[2]) if word.is_number else 0


def read_number(words: Sequence[Token], at: int) -> tuple[Decimal, int] | None:
    """Return the number that begins at a word, in digits or in words, and where it ends.

    >>> from kccreport.claims.text import tokens
    >>> read_number(tokens("one thousand two hundred and thirty-four calls"), 0)
    (Decimal('1234'), 7)
    """
    word = words[at]
    if word.is_number:
        value, end = Decimal(word.fold), at + 1
        while end < len(words) and words[end].fold in _SCALES:
            value, end = value * _SCALES[words[end].fold], end + 1
        return value, end
    if word.fold not in BEGIN_NUMBER:
        return None
    total, part, end, found = 0, 0, at, False
    if (
        word.fold in ("a", "an")
        and at + 1 < len(words)
        and words[at + 1].fold in ("hundred", "thousand", "million", "dozen")
    ):
        part, end, found = 1, at + 1, True
    while end < len(words):
        fold = words[end].fold
        if fold in ONES and (not found or part % 10 == 0 or part == 0):
            part, found = part + ONES[fold], True
        elif fold in TENS and part % 100 == 0:
            part, found = part + TENS[fold], True
        elif fold == "hundred" and found:
            part *= 100
        elif fold in ("thousand", "million") and found:
            total, part = total + part * _SCALES[fold], 0
        elif fold == "dozen":
            part, found = (part or 1) * 12, True
        elif not (found and fold == "and" and end + 1 < len(words) and part % 100 == 0 and (part or total)
                  and words[end + 1].fold in (*ONES, *TENS)):  # fmt: skip
            break
        end += 1
    return (Decimal(total + part), end) if found else None
