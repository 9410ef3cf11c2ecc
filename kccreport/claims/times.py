"""Phrases of time: months, quarters, "the last three months", "four months running", "in two of the five months"."""

from collections.abc import Sequence

from kccreport.claims.numbers import BEGIN_NUMBER, ORDINALS, read_number
from kccreport.claims.parts import Hedge, Part, Share, Streak, Time, TimeKind
from kccreport.claims.text import Token
from kccreport.models.period import MONTH_NAMES

_MONTHS = {name.casefold(): number for number, name in enumerate(MONTH_NAMES, 1)}
_SHORT = {name[:3].casefold(): number for number, name in enumerate(MONTH_NAMES, 1)} | {"sept": 9}
_PERIODS = frozenset({"month", "months", "quarter", "quarters", "period", "periods", "term", "terms"})
_RUNNING = frozenset({"running", "straight"})
_LASTS = frozenset({"last", "past", "previous", "latest", "preceding", "recent", "most"})
_SHOWN = frozenset(
    {"shown", "reported", "covered", "above", "published", "charted", "listed", "displayed", "here", "to", "in"}
)


# the words that any of the readers below begins with, besides numbers, months and the like
_BEGIN_SHARE = {
    "in",
    "for",
    "on",
    "during",
    "only",
    "just",
    "at",
    "more",
    "fewer",
    "less",
    "every",
    "both",
    "none",
    "neither",
}
_BEGIN_SERIES = {"the", "these", "those", "all", "a", "its", "our", "each", "of", "now"} | _LASTS
_BEGIN_QUARTER = {"q1", "q2", "q3", "q4", "quarter", "qtr", "months", "term"}
_BEGIN = frozenset(_BEGIN_SHARE | _BEGIN_SERIES | _BEGIN_QUARTER) | ORDINALS.keys() | BEGIN_NUMBER


def read_time(words: Sequence[Token], at: int) -> tuple[Part, int] | None:
    """Return what a phrase of time at a word names, and how many words it takes; None where none begins there."""
    word = words[at]
    if not (word.fold in _BEGIN or word.is_number or word.is_capital or "/" in word.fold):
        return None
    for reader in (_share, _streak, _series, _quarter, _month, _year):
        found = reader(words, at)
        if found is not None:
            return found
    return None


def _fold(words: Sequence[Token], at: int) -> str:
    return words[at].fold if 0 <= at < len(words) else ""


def _count(words: Sequence[Token], at: int) -> tuple[int, int] | None:
    if at >= len(words):
        return None
    found = read_number(words, at)
    if found is None or found[0] != int(found[0]) or found[0] > 60:
        return None
    return int(found[0]), found[1]


def _month(words: Sequence[Token], at: int) -> tuple[Part, int] | None:
    word = words[at]
    if not word.is_capital:
        return None
    number = _MONTHS.get(word.fold) or _SHORT.get(word.fold)
    if number is None or (word.fold == "may" and at == 0 and _fold(words, 1) not in ("was", "and", ",", "saw", "had")):
        return None
    before, after = words[at - 1] if at else None, words[at + 1] if at + 1 < len(words) else None
    if (
        before is not None
        and before.is_number
        and int(float(before.fold)) <= 31
        and _fold(words, at - 2) not in ("to", "at", "was", "stood")
    ):
        return Time(TimeKind.UNKNOWN), 1  # a day: 4 December
    if after is not None and after.is_number:
        value = after.fold
        if value.isdigit() and 2000 <= int(value) <= 2100:
            return Time(TimeKind.MONTH, number, int(value)), 2
        if (
            value.isdigit()
            and len(value) == 2
            and _fold(words, at + 2) not in ("%", "percent", "per", "points", "point")
        ):
            return Time(TimeKind.MONTH, number, 2000 + int(value)), 2
        if value.isdigit() and int(value) <= 31 and len(value) < 3:
            return Time(TimeKind.UNKNOWN), 2
    if _fold(words, at + 1) == "last" and _fold(words, at + 2) == "year":
        return Time(TimeKind.MONTH, number, -1), 3
    if (
        _fold(words, at + 1) in ("a", "the")
        and _fold(words, at + 2) in ("year",)
        and _fold(words, at + 3) in ("before", "earlier", "ago")
    ):
        return Time(TimeKind.MONTH, number, -1), 4
    return Time(TimeKind.MONTH, number), 1


def _quarter(words: Sequence[Token], at: int) -> tuple[Part, int] | None:
    fold = words[at].fold
    if len(fold) == 2 and fold[0] == "q" and fold[1] in "1234":
        return _quarter_of(int(fold[1]), words, at, at + 1)
    if fold in ("quarter", "qtr") and _fold(words, at + 1) in ("1", "2", "3", "4"):
        return _quarter_of(int(words[at + 1].fold), words, at, at + 2)
    if fold in ("quarter", "months", "term") and _fold(words, at + 1) in ("to", "ending", "ended", "up"):
        after = at + 2 + (_fold(words, at + 2) in ("to", "in"))
        if after < len(words):
            found = _month(words, after)
            if found is not None:
                return found[0], after - at + found[1]
    return None


def _quarter_of(number: int, words: Sequence[Token], at: int, end: int) -> tuple[Part, int]:
    """Return a quarter with the financial year behind it, if there is one: the last ends in the second of its years."""
    year = _fold(words, end + (_fold(words, end) == "of"))
    if len(year) == 7 and year[:4].isdigit() and year[4] == "/":
        end += 1 + (_fold(words, end) == "of")
        return Time(TimeKind.QUARTER, number, int(year[:4]) + (number == 4)), end - at
    return Time(TimeKind.QUARTER, number), end - at


def _year(words: Sequence[Token], at: int) -> tuple[Part, int] | None:
    fold = words[at].fold
    is_year = words[at].is_number and fold.isdigit() and 1990 <= int(fold) <= 2100 and "," not in words[at].text
    if "/" in fold and fold[:4].isdigit() and len(fold) == 7:
        return Time(TimeKind.UNKNOWN), 1
    if is_year and _fold(words, at - 1) in ("in", "since", "during", "for", "of", "from", "than", "to", "until"):
        return Time(TimeKind.UNKNOWN), 1
    return None


def _series(words: Sequence[Token], at: int) -> tuple[Part, int] | None:
    """Read "the last three months", "the five months shown", "all five months", "the three months to December"."""
    position = at
    while _fold(words, position) in ("the", "these", "those", "all", "of", "our") and position < at + 3:
        position += 1
    is_last = False
    while _fold(words, position) in _LASTS:
        is_last, position = True, position + 1
    count = _count(words, position)
    if count is None or _fold(words, count[1]) not in _PERIODS:
        return None
    number, end = count[0], count[1] + 1
    following = _fold(words, end)
    is_share = position == at and number == 3 and _fold(words, end - 1) == "quarters" and following == "of"
    if is_share and not {_fold(words, end + 1), _fold(words, end + 2)} & {*_PERIODS, "year"}:
        return None  # of the rise, of the cases
    if following in (*_RUNNING, "in", "ago", "earlier", "before", "later") and not (following == "in" and is_last):
        return None if following in _RUNNING or following == "in" else (Time(TimeKind.UNKNOWN), end + 1 - at)
    if following in ("to", "ending", "ended") and end + 1 < len(words):
        month = _month(words, end + 1)
        if month is not None:
            return Time(
                TimeKind.SERIES, month[0].number if isinstance(month[0], Time) else 0, count=number
            ), end + 1 + month[1] - at
    if position == at and not is_last:
        return None if number < 2 else (Time(TimeKind.SERIES, count=number), end - at)
    while _fold(words, end) in _SHOWN and _fold(words, end) not in ("to", "in"):
        end += 1
    return Time(TimeKind.SERIES, count=number), end - at


def _streak(words: Sequence[Token], at: int) -> tuple[Part, int] | None:
    """Read "third month in a row", "four months running", "three consecutive months", "fourth successive month"."""
    position = at
    while _fold(words, position) in ("the", "a", "for", "its", "our", "each", "of", "now"):
        position += 1
    if position >= len(words):
        return None
    number = ORDINALS.get(words[position].fold)
    count = (number, position + 1) if number else _count(words, position)
    if count is None:
        return None
    end = count[1]
    if _fold(words, end) in ("consecutive", "successive", "straight") and _fold(words, end + 1) in _PERIODS:
        return Streak(count[0]), end + 2 - at
    if _fold(words, end) in (*_PERIODS, "times", "occasions"):
        if _fold(words, end + 1) in _RUNNING:
            return Streak(count[0]), end + 2 - at
        if _fold(words, end + 1) == "in" and _fold(words, end + 2) in ("a", "succession"):
            return Streak(count[0]), end + (4 if _fold(words, end + 2) == "a" else 3) - at
        if _fold(words, end + 1) == "in" and _fold(words, end + 2) == "row":
            return Streak(count[0]), end + 3 - at
    if (
        number
        and number > 1
        and _fold(words, at) == "for"
        and _fold(words, end) in _PERIODS
        and _fold(words, end + 1) != "of"
    ):
        return Streak(count[0]), end + 1 - at
    if _fold(words, end) in ("in",) and _fold(words, end + 1) == "a" and _fold(words, end + 2) == "row":
        return Streak(count[0]), end + 3 - at
    return None


def _share(words: Sequence[Token], at: int) -> tuple[Part, int] | None:
    """Read "four of the five months shown", "each of the last three months", "every month since", "two months out of five"."""
    position, hedge = at, Hedge.EXACT
    if _fold(words, position) in ("in", "for", "on", "during"):
        position += 1
    if _fold(words, position) in ("only", "just"):
        position += 1
    elif _fold(words, position) == "at" and _fold(words, position + 1) == "least":
        position, hedge = position + 2, Hedge.AT_LEAST
    elif (_fold(words, position), _fold(words, position + 1)) in (
        ("more", "than"),
        ("fewer", "than"),
        ("less", "than"),
    ):
        hedge = Hedge.OVER if _fold(words, position) == "more" else Hedge.UNDER
        position += 2
    fold = _fold(words, position)
    if fold == "all" and _fold(words, position + 1) == "but":
        missing = _count(words, position + 2)
        if missing is None:
            return None
        position, count = missing[1], -missing[0]
    elif fold in ("each", "every", "all", "both"):
        position, count = position + 1, -100
        if fold == "every" and _fold(words, position) == "one":
            position += 1
    elif fold in ("none", "neither"):
        position, count = position + 1, 0
    else:
        found = _count(words, position)
        if found is None:
            return None
        count, position = found
    has_noun = _fold(words, position) in _PERIODS and _fold(words, position + 1) in ("out", "of", "in")
    if has_noun:
        position += 1
    elif _fold(words, position) in _PERIODS and fold in ("all", "both"):
        return None
    if _fold(words, position) == "out":
        position += 1
    if _fold(words, position) in ("of", "in"):
        position += 1
    elif fold not in ("all", "both", "each", "every"):
        return None
    series = _series(words, position)
    if series is None or not isinstance(series[0], Time) or series[0].kind is not TimeKind.SERIES:
        end = position
        while _fold(words, end) in ("the", "those", "these", "our"):
            end += 1
        total = _count(words, end)
        if _fold(words, end) in ("months", "quarters", "periods") and fold not in ("all", "both"):
            end += 1
            while _fold(words, end) in ("shown", "reported", "covered"):
                end += 1
            return _shared(count, None, hedge), end - at
        is_whole = total is not None and has_noun and total[0] >= count
        return (_shared(count, total[0], hedge), total[1] - at) if total is not None and is_whole else None
    return _shared(count, series[0].count, hedge, series[0].number), position + series[1] - at


def _shared(count: int, of: int | None, hedge: Hedge, to: int = 0) -> Share:
    if count == -100:
        return Share(None, of, hedge, to)
    if count < 0:
        return Share(of + count if of is not None else None, of, hedge, to)
    return Share(count, of, hedge, to)
