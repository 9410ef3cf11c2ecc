"""A number format to its sections and their tokens, before any value is looked at.

Source: ECMA-376 part 1, 18.8.30 (numFmt) and 18.8.31 (numFmts).
"""

import operator
import re
from collections.abc import Callable
from decimal import Decimal
from enum import Enum, auto
from typing import NamedTuple

from kccreport.ground.pattern import pattern


class Part(Enum):
    """What a token of a section is."""

    LITERAL = auto()
    DIGIT = auto()  # 0, # or ?
    POINT = auto()
    COMMA = auto()
    PERCENT = auto()
    EXPONENT = auto()  # E+ or E-
    SLASH = auto()
    TEXT = auto()  # @
    GENERAL = auto()
    DATE = auto()  # y, m, d, h or s, once or more
    ELAPSED = auto()  # [h], [m] or [s], once or more
    HALF_DAY = auto()  # AM/PM or A/P
    SUBSECOND = auto()  # .0, .00 or .000 after seconds
    SPACE = auto()  # _x: as wide as x


class Token(NamedTuple):
    """One piece of a section and the characters it is made of."""

    part: Part
    text: str


class Condition(NamedTuple):
    """When a section applies, such as [>=1000]."""

    sign: str
    limit: Decimal

    def holds(self, value: Decimal) -> bool:
        """Say whether a value meets the condition."""
        return _COMPARE[self.sign](value, self.limit)

    @property
    def is_below_zero(self) -> bool:
        """True where all negative numbers and no others meet it: their minus is then the format's own affair."""
        return self.limit == 0 and self.sign == "<"


class Section(NamedTuple):
    """The tokens of one section, its condition, and whether it was left empty."""

    tokens: tuple[Token, ...]
    condition: Condition | None = None
    is_white: bool = False

    @property
    def parts(self) -> frozenset[Part]:
        """Return which parts occur in the section."""
        return frozenset(token.part for token in self.tokens)

    @property
    def is_date(self) -> bool:
        """True where the section shows a date, a time or a duration."""
        return bool(self.parts & {Part.DATE, Part.ELAPSED, Part.HALF_DAY})


_COMPARE: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
    "<>": operator.ne,
}
_PIECE = pattern(
    r"""
      (?P<quoted>"[^"]*"?) | (?P<escaped>\\.?) | (?P<space>_.?) | (?P<fill>\*.?)
    | (?P<elapsed>\[(?:h+|m+|s+)\])
    | \[(?P<compare><=|>=|<>|<|>|=)\s*(?P<limit>[-+]?\d*\.?\d+(?:E[-+]?\d+)?)\]
    | \[\$(?P<currency>[^\]-]*)(?:-(?P<locale>[^\]]*))?\]
    | (?P<bracket>\[[^\]]*\])
    | (?P<general>general) | (?P<half>am/pm|a/p)
    | (?P<date>y+|m+|d+|h+|s+)
    | (?P<exponent>e[+-])
    | (?P<digit>[0\#?]) | (?P<point>\.) | (?P<comma>,) | (?P<percent>%) | (?P<slash>/) | (?P<text>@)
    | (?P<other>.)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_SIMPLE = {
    "elapsed": Part.ELAPSED,
    "general": Part.GENERAL,
    "half": Part.HALF_DAY,
    "date": Part.DATE,
    "exponent": Part.EXPONENT,
    "digit": Part.DIGIT,
    "point": Part.POINT,
    "comma": Part.COMMA,
    "percent": Part.PERCENT,
    "slash": Part.SLASH,
    "text": Part.TEXT,
    "space": Part.SPACE,
}
# what Windows shows for a long date and a long time in British English; the tags stand in place of a format
_SYSTEM = {"f800": "dd mmmm yyyy", "f400": "hh:mm:ss"}


def read_sections(code: str) -> tuple[Section, ...]:
    """Return the sections of a format, at least one and at most four."""
    if match := re.match(r"\[\$-(f800|f400)\]", code, re.IGNORECASE):
        code = _SYSTEM[match[1].lower()]
    sections: list[Section] = []
    tokens: list[Token] = []
    condition, is_white = None, False
    for match in _PIECE.finditer(code):
        kind, text = match.lastgroup or "other", match[0]
        if kind == "other" and text == ";":
            sections.append(Section(_settled(tokens), condition, is_white))
            tokens, condition, is_white = [], None, False
        elif match["compare"]:
            condition = Condition(match["compare"], Decimal(match["limit"]))
        elif kind in _SIMPLE:
            tokens.append(Token(_SIMPLE[kind], text))
        elif kind == "bracket":
            is_white = is_white or text.lower() == "[white]"
        elif kind != "fill":
            tokens.append(Token(Part.LITERAL, _literal(match, kind, text)))
    sections.append(Section(_settled(tokens), condition, is_white))
    return tuple(sections[:4])


def _literal(match: re.Match[str], kind: str, text: str) -> str:
    if kind == "quoted":
        return text.strip('"')
    if kind == "escaped":
        return text[1:]
    return (match["currency"] or "") if match["currency"] is not None else text


def _settled(tokens: list[Token]) -> tuple[Token, ...]:
    """Settle what one token alone cannot tell: points, zeros, commas and strokes among dates, and where m is minutes."""
    if not any(token.part in (Part.DATE, Part.ELAPSED) for token in tokens):
        return tuple(tokens)
    found: list[Token] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if token.part is Part.POINT and _is_seconds(found):
            end = at + 1
            while end < len(tokens) and tokens[end] == Token(Part.DIGIT, "0"):
                end += 1
            if end > at + 1:
                found.append(Token(Part.SUBSECOND, "." + "0" * (end - at - 1)))
                at = end
                continue
        if token.part in (Part.POINT, Part.COMMA, Part.SLASH, Part.PERCENT, Part.EXPONENT):
            token = Token(Part.LITERAL, token.text)
        found.append(token)
        at += 1
    return tuple(_with_minutes(found))


def _is_seconds(found: list[Token]) -> bool:
    times = [token for token in found if token.part in (Part.DATE, Part.ELAPSED)]
    return bool(times) and times[-1].text.strip("[]").lower().startswith("s")


def _with_minutes(tokens: list[Token]) -> list[Token]:
    """Return the tokens, months that follow hours or stand before seconds turned into minutes, written M or MM."""
    places = [at for at, token in enumerate(tokens) if token.part in (Part.DATE, Part.ELAPSED)]
    letters = [tokens[at].text.strip("[]")[0].lower() for at in places]
    result = [
        Token(token.part, token.text.lower()) if token.part in (Part.DATE, Part.ELAPSED) else token for token in tokens
    ]
    for index, at in enumerate(places):
        follows = index > 0 and letters[index - 1] == "h"
        leads = index + 1 < len(letters) and letters[index + 1] == "s"
        if letters[index] == "m" and tokens[at].part is Part.DATE and len(tokens[at].text) <= 2 and (follows or leads):
            result[at] = Token(Part.DATE, tokens[at].text.upper())
    return result
