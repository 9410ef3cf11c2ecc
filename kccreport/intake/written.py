"""Figures as people write them to a value in the unit of their row: £1.2m, (5.2), 12th, 4.2/5, 1:5, 01:35, 285,661*."""

import re
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from kccreport.ground.pattern import pattern
from kccreport.models.measure import Unit, Writing

HINT = "type a number, or a status code such as [x] not available, [z] not applicable, [n] not yet due"
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+"
_FIGURE = pattern(
    rf"""
    (?P<open>\()? \s* (?P<sign>[-+−–])? \s* (?P<money>£)? \s* (?P<minus>[-−])? (?P<number>{_NUMBER})
    \s* (?P<size>(?:million|thousand|billion|bn|m|k)\b)? \s* (?P<percent>%|per\ cent\b|percent\b)?
    (?P<close>\s*\))? \s* (?P<after>%)? \s* (?P<rest>.*)
    """,
    re.VERBOSE | re.ASCII | re.IGNORECASE | re.DOTALL,
)
_CLOCK = pattern(r"(?P<sign>[-−–]?)(?P<first>\d{1,5}):(?P<second>\d\d)(?::(?P<third>\d\d))?", re.ASCII)
_RATIO = pattern(rf"(?P<left>{_NUMBER})\s*:\s*(?P<right>{_NUMBER})", re.ASCII)
_RANK = pattern(r"(?P<number>\d{1,3}(?:,\d{3})+|\d{1,7})\s*(?:st|nd|rd|th)?(?P<rest>(?:\s.*|=)?)", re.ASCII | re.DOTALL)
_SCORE = pattern(rf"(?P<number>{_NUMBER})\s*(?:/|out\ of)\s*(?P<most>\d+)(?P<rest>.*)", re.ASCII | re.DOTALL)
_BOUND = pattern(
    rf"(?:[<>≤≥~]|under|over|fewer than|less than|more than)\s*£?(?:{_NUMBER})\s*%?", re.ASCII | re.IGNORECASE
)
# a single figure within other words: with spaces or commas between thousands, a comma for a point, or an exponent
_NEARLY = pattern(
    r"([-−]?)(\d+(?:[ ,]\d{3})+(?:\.\d+)?|\d+,\d{1,2}(?!\d)|\d+(?:\.\d+)?(?:e[-+]?\d{1,2})?)\s*(%?)",
    re.ASCII | re.IGNORECASE,
)
_MOST_DIGITS = 14
_IN_BRACKETS = pattern(r"\([^()]*\)")
_POWERS = {"k": 3, "thousand": 3, "m": 6, "million": 6, "bn": 9, "billion": 9}
_MARKS = "*†‡#§"
_LONGEST_NOTE = 60
# words that give a figure another unit; as a note they would make it say something else
_UNITS = frozenset(
    (
        "day",
        "week",
        "month",
        "year",
        "hour",
        "hr",
        "minute",
        "min",
        "second",
        "sec",
        "point",
        "pound",
        "tonne",
        "kg",
        "km",
    )
)
# rows whose figures stand for a length of time, and how many seconds one of them is
SECONDS = {
    **dict.fromkeys(("second", "seconds", "secs"), 1),
    **dict.fromkeys(("minute", "minutes", "mins"), 60),
    **dict.fromkeys(("hour", "hours", "hrs"), 3600),
}  # fmt: skip


class Written(NamedTuple):
    """A figure that was read: its value in the unit of its row, whether it had a % sign, what stood after it.

    `power` is the power of ten by which words such as m or thousand have made it larger, less what the unit leaves out.
    """

    value: Decimal
    is_percentage: bool = False
    note: str = ""
    power: int = 0


class Fault(NamedTuple):
    """Why a text is no figure of its row, and what to type instead."""

    code: str
    message: str
    hint: str


def parse_written(text: str, unit: Unit) -> Written | Fault:
    """Return the figure that a text holds, or what is wrong with it; `text` is trimmed and holds no status code.

    Problems: not-a-number, unit-mix.
    """
    text = text.replace("\u00a0", " ").strip()
    if _BOUND.fullmatch(text):
        hint = "type the figure itself; where a small result is withheld, type [c] instead"
        return Fault("not-a-number", f"{text[:60]!r} is a bound, not a figure.", hint)
    match unit.writing:
        case Writing.CLOCK:
            return parse_clock(text, unit)
        case Writing.RATIO:
            return _ratio(text, unit)
        case Writing.RANK if found := _RANK.fullmatch(text):
            return _with_note(Decimal(found["number"].replace(",", "")), found["rest"].strip(), unit, text)
        case Writing.SCORE if found := _SCORE.fullmatch(text):
            return _score(found, unit, text)
        case _:
            return _plain(text, unit)


def parse_clock(text: str, unit: Unit, *, has_hours: bool | None = None) -> Written | Fault:
    """Return a duration such as 01:35 in the smallest part of the unit's clock.

    Two parts are what the clock says they are; where it has three, `has_hours` says what a cell's format says of them.
    """
    match = _CLOCK.fullmatch(text)
    if match is None or int(match["second"]) > 59 or int(match["third"] or 0) > 59:
        return _no_clock(text, unit)
    first, second, third = int(match["first"]), int(match["second"]), match["third"]
    sign = -1 if match["sign"] else 1
    if third is not None:
        seconds = first * 3600 + second * 60 + int(third)
        if unit.counts == "minutes" and int(third):
            hint = "type h:mm:ss as its Unit on the Indicators sheet"
            return Fault("unit-mix", f"{text[:60]!r} has seconds, but this row is measured in {unit.name}.", hint)
        return Written(Decimal(sign * seconds) / (60 if unit.counts == "minutes" else 1))
    if unit.clock.count(":") == 2 and has_hours is None:
        hint = f"type it as {first}:{second:02d}:00 or 0:{first:02d}:{second:02d}"
        return Fault("not-a-number", f"{text[:60]!r} could be hours and minutes, or minutes and seconds.", hint)
    return Written(Decimal(sign * (first * 60 + second) * (60 if unit.clock.count(":") == 2 and has_hours else 1)))


def _no_clock(text: str, unit: Unit) -> Written | Fault:
    number = re.fullmatch(_NUMBER, text, re.ASCII)
    if number is not None and (found := clock_number(Decimal(text.replace(",", "")), unit)) is not None:
        return found
    example = {"m": "01:35", "h": "12:45"}[unit.clock[0]] + (":00" if unit.clock.count(":") == 2 else "")
    hint = f"set the cell's format to Text and type it as {unit.clock}, such as {example}"
    return Fault("not-a-number", f"{text[:60]!r} is not a length of time as {unit.clock}.", hint)


def clock_number(number: Decimal, unit: Unit) -> Written | None:
    """Return a plain number as a duration: of the row's own unit where that is one, such as minutes; else only nought."""
    seconds = SECONDS.get(unit.name.casefold())
    if seconds is not None:
        return Written(number * seconds / (60 if unit.counts == "minutes" else 1))
    return Written(number) if number == 0 else None


def _ratio(text: str, unit: Unit) -> Written | Fault:
    found = _RATIO.fullmatch(text)
    if found is None:
        number = re.fullmatch(_NUMBER, text, re.ASCII)
        if number is not None:
            return Written(Decimal(text.replace(",", "")))
        hint = f"type an apostrophe and the ratio, such as '{unit.ratio.replace('n', '5')}"
        return Fault("not-a-number", f"{text[:60]!r} is not a ratio.", hint)
    left, right = (Decimal(found[side].replace(",", "")) for side in ("left", "right"))
    one, other = (left, right) if unit.ratio == "1:n" else (right, left)
    if one == 1:
        return Written(other)
    if one == 0:
        return Fault("not-a-number", f"{text[:60]!r} is not a ratio {unit.ratio}.", "type [z] where there is none")
    scaled = f"{(other / one).quantize(Decimal('0.01')).normalize():f}"
    hint = f"type an apostrophe and the ratio, as '{unit.ratio.replace('n', scaled)}"
    return Fault("not-a-number", f"{text[:60]!r} is not a ratio {unit.ratio}.", hint)


def _score(found: re.Match[str], unit: Unit, text: str) -> Written | Fault:
    if int(found["most"]) != unit.most:
        hint = f"type it out of {unit.most}, or change the unit on the Indicators sheet to out of {int(found['most'])}"
        return Fault("unit-mix", f"{text[:60]!r} is not out of {unit.most}.", hint)
    return _with_note(Decimal(found["number"].replace(",", "")), found["rest"].strip(), unit, text)


def _plain(text: str, unit: Unit) -> Written | Fault:
    if fault := _of_another_unit(text):
        return fault
    found = _FIGURE.fullmatch(text)
    if found is None or bool(found["open"]) != bool(found["close"]) or (found["sign"] and found["minus"]):
        return Fault("not-a-number", f"{text[:60]!r} is not a figure.", _what_was_meant(text, unit))
    is_percentage = bool(found["percent"] or found["after"])
    power = 0
    value = Decimal(found["number"].replace(",", ""))
    if found["size"]:
        if unit.is_percentage or is_percentage:
            return Fault("unit-mix", f"{text[:60]!r} is not a percentage.", "type the percentage, with the % sign")
        power = _POWERS[found["size"].casefold()] - unit.power
        value = value.scaleb(power)
    if found["open"] or found["sign"] in ("-", "−", "–") or found["minus"]:
        value = -value
    if is_percentage and not unit.is_percentage:
        return Fault(
            "unit-mix",
            f"{text[:60]!r} is a percentage, but this row is measured in {unit.name}.",
            "type the figure without %, or change the unit on the Indicators sheet to %",
        )
    noted = _with_note(value, found["rest"].strip(), unit, text, is_percentage=is_percentage)
    return noted if isinstance(noted, Fault) else noted._replace(power=power)


def _what_was_meant(text: str, unit: Unit) -> str:
    """Return what to type instead of a text that holds a single figure; a plain hint where it holds none, or several."""
    found = _NEARLY.findall(text)
    if len(found) != 1 or "[" in text:
        return HINT
    sign, number, percent = found[0]
    if re.fullmatch(r"\d+,\d{1,2}", number):
        number = number.replace(",", ".")  # a comma for the decimal point
    try:
        value = Decimal(re.sub(r"[ ,]", "", number))
    except InvalidOperation:
        return HINT
    if not value.is_finite() or abs(value.adjusted()) > _MOST_DIGITS or (percent and not unit.is_percentage):
        return HINT
    percent = "%" if unit.is_percentage and (percent or value > 1) else percent
    if unit.is_percentage and not percent:
        return HINT
    return f"type {'-' if sign and text.startswith(sign) else ''}{value:f}{percent}, if that is meant"


def _of_another_unit(text: str) -> Fault | None:
    """Say which unit a ratio, a time, a rank or a score needs."""
    if _RATIO.fullmatch(text):
        units = "mm:ss or h:mm for a length of time, or ratio"
        message = f"{text[:60]!r} is a ratio or a time, which is not the unit of this row."
    elif found := _SCORE.fullmatch(text):
        units, message = f"out of {int(found['most'])}", f"{text[:60]!r} is a score, which is not the unit of this row."
    elif re.fullmatch(r"\d+(?:st|nd|rd|th)", text, re.ASCII):
        units, message = "rank", f"{text[:60]!r} is a rank, which is not the unit of this row."
    else:
        return None
    return Fault("unit-mix", message, f"change the unit on the Indicators sheet to {units}, or type a number")


def _with_note(value: Decimal, rest: str, unit: Unit, text: str, *, is_percentage: bool = False) -> Written | Fault:
    """Return a figure with the words after it as its note; more figures, or another unit, make it no figure."""
    rest = rest.strip()
    words = rest.casefold().split()
    if words and _same(words[0], unit.name):
        rest, words = rest.split(None, 1)[1] if len(words) > 1 else "", words[1:]
    if not rest:
        return Written(value, is_percentage)
    is_note = rest[0] in _MARKS or rest[0] in "(=" or (rest[0].isalpha() and text[-len(rest) - 1 :][:1] in " )%")
    outside = _IN_BRACKETS.sub("", rest)
    if unit.writing is Writing.RANK and re.fullmatch(r"(?:=\s*)?(?:of|out of) \d+", rest):
        outside = ""
    has_figures = any(letter.isdigit() or letter in "%£()" for letter in outside)
    if not is_note or has_figures or len(rest) > _LONGEST_NOTE or "[" in rest or "\n" in rest:
        return Fault("not-a-number", f"{text[:60]!r} is not a figure.", _what_was_meant(text, unit))
    if words and words[0].strip(".,;").rstrip("s") in _UNITS:
        if unit.name == "number":
            figure, named = text[: len(text) - len(rest)].strip(), words[0].strip(".,;")
            hint = f"type {figure} alone in each cell of the row, and {named} as its Unit on the Indicators sheet"
            return Fault("unit-mix", f"{text[:60]!r} has the unit {named}, but this row is of plain numbers.", hint)
        hint = f"type the figure in {unit.name}, or change the unit on the Indicators sheet"
        return Fault("unit-mix", f"{text[:60]!r} is not in {unit.name}, in which this row is measured.", hint)
    return Written(value, is_percentage, rest)


def _same(word: str, name: str) -> bool:
    """Say whether a word is the name of the unit, in one number or the other."""
    return word.strip(".,").rstrip("s") == name.casefold().rstrip("s") != ""
