"""Headings and dates to tokens: numbers, the words that periods are named with, and what stands between them."""

import re
import unicodedata
from enum import Enum, auto

from msgspec import Struct

from kccreport.ground.pattern import pattern
from kccreport.models.period import MONTH_NAMES, WEEKDAY_NAMES


class Kind(Enum):
    """What a token is. A LENGTH of time holds its months; WORD is any word that names no period."""

    NUMBER = auto()
    ORDINAL = auto()
    MONTH = auto()
    WEEKDAY = auto()
    SEASON = auto()
    QUARTER = auto()
    HALF = auto()
    TERM = auto()
    YEAR = auto()
    MONTHS = auto()
    PERIOD = auto()
    FINANCIAL = auto()
    ACADEMIC = auto()
    CALENDAR = auto()
    TO = auto()
    END = auto()
    AT = auto()
    ROLLING = auto()
    RELATIVE = auto()
    RESULT = auto()
    HYPHEN = auto()
    DASH = auto()
    SLASH = auto()
    DOT = auto()
    WORD = auto()


class Token(Struct, frozen=True):
    """One token; `value` is the number of a month, weekday, season or ordinal, or else 0."""

    kind: Kind
    text: str
    value: int = 0


_CENTURY = 2000
_NINETIES = 90  # a year of two digits from here on is of the last century
_LONGEST = 80  # letters: longer text is no heading of a period
_WEEKDAYS = tuple(name.lower() for name in WEEKDAY_NAMES)
_ORDINALS = ("first", "second", "third", "fourth")
_COUNTS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "nine": 9, "twelve": 12}
_SEASONS = {"autumn": 9, "spring": 1, "summer": 5}  # by the month in which a school's term begins
_WORDS = {
    Kind.QUARTER: "q qtr qtrs quarter quarterly",
    Kind.HALF: "h half",
    Kind.TERM: "term",
    Kind.YEAR: "y yr yrs year years annual",
    Kind.MONTHS: "m mth mths month months",
    Kind.PERIOD: "p pd period",
    Kind.FINANCIAL: "fy financial fiscal fin",
    Kind.ACADEMIC: "ay academic acad school",
    Kind.CALENDAR: "cy calendar cal",
    Kind.TO: "to until till through thru",
    Kind.END: "e end ending ended ends",
    Kind.AT: "as at on",
    Kind.ROLLING: "rolling",
    Kind.RELATIVE: "this last latest current previous prior next now present",
    Kind.RESULT: "result results actual actuals outturn performance",
}
_BY_WORD = {word: kind for kind, words in _WORDS.items() for word in words.split()}
_TOGETHER = {
    "ye": "year end", "y/e": "year end", "qe": "quarter end", "q/e": "quarter end", "me": "month end",
    "m/e": "month end", "he": "half end", "h/e": "half end", "fye": "fy year end", "halfyear": "half year",
}  # fmt: skip
_PASSED_OVER = frozenset({"of", "the", "in", "for", "full"})
_MIDNIGHT = pattern(r"[t ]\s*00:00(:00(\.0+)?)?z?$")
_INITIALS = pattern(r"(?<![a-z])([a-z])\.([a-z])\.")
_PIECES = pattern(r"[0-9]+|[a-z]/e(?![a-z])|[^\W\d_]+|\S")
_SAME = str.maketrans({
    "\N{HYPHEN}": "-", "\N{NON-BREAKING HYPHEN}": "-", "\N{MINUS SIGN}": "-", "\N{FIGURE DASH}": "–",
    "\N{EM DASH}": "–", "\N{HORIZONTAL BAR}": "–", "\N{FRACTION SLASH}": "/", "\N{DIVISION SLASH}": "/",
    "\N{SOFT HYPHEN}": None, "\N{ZERO WIDTH SPACE}": None, "\N{ZERO WIDTH NO-BREAK SPACE}": None, "'": " ",
    "\N{LEFT SINGLE QUOTATION MARK}": " ", "\N{RIGHT SINGLE QUOTATION MARK}": " ", "`": " ",
    "(": " ", ")": " ", "[": " ", "]": " ", ",": " ", ":": " ", ";": " ", "_": " ",
})  # fmt: skip


def tokens(text: str) -> tuple[Token, ...] | None:
    """Return a text's tokens; None where it is too long, or holds nothing, to be a period.

    Case, full stops after words, brackets, commas, apostrophes and kinds of space and dash do not matter. A hyphen
    between spaces, or any longer dash, is a DASH, which joins the two ends of something; a hyphen may also be part of
    a date.

    >>> [token.kind.name for token in tokens("Q1 (Apr–Jun) 2023/24")]
    ['QUARTER', 'NUMBER', 'MONTH', 'DASH', 'MONTH', 'NUMBER', 'SLASH', 'NUMBER']
    """
    if len(text) > _LONGEST:
        return None
    folded = unicodedata.normalize("NFKC", text).casefold().strip()
    folded = re.sub(r"\s+", " ", _MIDNIGHT.sub("", folded).translate(_SAME)).strip()
    folded = _INITIALS.sub(r"\1\2 ", folded)
    folded = re.sub(r"(?<![0-9])\.|\.(?![0-9])", " " if " " in folded else "", folded)
    found: list[Token] = []
    for piece in _PIECES.finditer(folded):
        spaced = folded[piece.start() - 1 : piece.start()] == " " and folded[piece.end() : piece.end() + 1] == " "
        found.extend(
            token for word in _TOGETHER.get(piece[0], piece[0]).split() for token in _token(word, spaced, found)
        )
    return tuple(found) or None


def _token(word: str, spaced: bool, before: list[Token]) -> list[Token]:
    if word.isascii() and word.isdigit():
        return [Token(Kind.NUMBER, word, int(word))]
    if word in ("st", "nd", "rd", "th") and before and before[-1].kind is Kind.NUMBER:
        number = before.pop()
        return [Token(Kind.ORDINAL, number.text, number.value)]
    if word in _PASSED_OVER:
        return []
    marks = {"-": Kind.DASH if spaced else Kind.HYPHEN, "–": Kind.DASH, "/": Kind.SLASH, ".": Kind.DOT}
    if word in marks:
        return [Token(marks[word], word)]
    if word in _BY_WORD:
        return [Token(_BY_WORD[word], word)]
    if word in _COUNTS:
        return [Token(Kind.NUMBER, str(_COUNTS[word]), _COUNTS[word])]
    if word in _ORDINALS:
        return [Token(Kind.ORDINAL, word, _ORDINALS.index(word) + 1)]
    if word in _SEASONS:
        return [Token(Kind.SEASON, word, _SEASONS[word])]
    if (month := month_number(word)) is not None:
        return [Token(Kind.MONTH, word, month)]
    weekday = next((at for at, name in enumerate(_WEEKDAYS) if len(word) > 2 and name.startswith(word)), None)
    if weekday is not None or word in ("weds", "thurs"):
        return [Token(Kind.WEEKDAY, word, {"weds": 2, "thurs": 3}.get(word, weekday or 0))]
    return [Token(Kind.WORD, word)]


def vocabulary() -> tuple[str, ...]:
    """Return every word that a period may be named with, of four letters or more: what a misspelling is held against."""
    months = (name.lower() for name in MONTH_NAMES)
    words = (*months, *_BY_WORD, *_SEASONS, *_WEEKDAYS, *_ORDINALS)
    return tuple(word for word in words if len(word) > 3)


def month_number(word: str) -> int | None:
    """Return the number of a month by its name, in full or cut short after three letters or more; None for others.

    >>> month_number("sept"), month_number("augustus")
    (9, None)
    """
    names = (name.lower() for name in MONTH_NAMES)
    return next((at for at, name in enumerate(names, 1) if len(word) > 2 and name.startswith(word)), None)


def full_year(token: Token) -> int | None:
    """Return the year that a number of four or two digits is, of two digits from 1990 to 2089; None for others.

    >>> full_year(Token(Kind.NUMBER, "20", 20)), full_year(Token(Kind.NUMBER, "98", 98))
    (2020, 1998)
    """
    if len(token.text) == 2:
        return token.value + (_CENTURY if token.value < _NINETIES else _CENTURY - 100)
    return token.value if len(token.text) == 4 and 1900 <= token.value < 2100 else None
