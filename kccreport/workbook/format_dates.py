"""A serial number to the date, time or duration that a section of a number format shows, in British English."""

from datetime import date, timedelta
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import NamedTuple

from kccreport.workbook.format_tokens import Part, Section

_LAST_DAY = 2_958_465  # 31 December 9999, the last that Excel shows
_DAY = 86_400  # seconds
_FINEST = Decimal("0.0001")  # seconds
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_DAYS = ("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")


class _Day(NamedTuple):
    """A day of Excel's calendar, which has a 29 February 1900 and a 0 January before it. Sunday is weekday 0."""

    year: int
    month: int
    day: int
    weekday: int


def _day(serial: int, *, is_1904: bool) -> _Day:
    """Return the day of a serial number.

    Source: ECMA-376 part 1, 18.17.4.1: in the 1900 system, serial 60 is 29 February 1900, a day that never was.
    """
    if is_1904:
        found = date(1904, 1, 1) + timedelta(days=serial)
        return _Day(found.year, found.month, found.day, found.isoweekday() % 7)
    weekday = (serial + 6) % 7
    if serial == 0:
        return _Day(1900, 1, 0, weekday)
    if serial == 60:
        return _Day(1900, 2, 29, weekday)
    found = date(1899, 12, 31 if serial < 60 else 30) + timedelta(days=serial)
    return _Day(found.year, found.month, found.day, weekday)


def date_text(serial: Decimal, section: Section, *, is_1904: bool = False) -> str | None:
    """Return what the section shows of a serial number; None where Excel fills the cell with ####.

    Seconds are rounded to the places shown; minutes and hours are never rounded up.
    """
    if serial < 0 or serial > _LAST_DAY + 1:
        return None
    places = max((len(token.text) - 1 for token in section.tokens if token.part is Part.SUBSECOND), default=0)
    exact = (serial * _DAY).quantize(_FINEST, ROUND_HALF_UP)  # finer than this, 15 digits of a day say nothing
    seconds = exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    days = int(seconds // _DAY)
    if days > _LAST_DAY - (1462 if is_1904 else 0):
        return None
    clock = seconds - days * _DAY
    whole = int(clock.to_integral_value(ROUND_FLOOR))
    has_halves = Part.HALF_DAY in section.parts
    day = _day(days, is_1904=is_1904)
    shown: list[str] = []
    for token in section.tokens:
        match token.part:
            case Part.DATE:
                shown.append(_piece(token.text, day, whole, has_halves=has_halves))
            case Part.ELAPSED:
                size = {"h": 3600, "m": 60, "s": 1}[token.text[1]]
                shown.append(str(int(seconds // size)).zfill(len(token.text) - 2))
            case Part.HALF_DAY:
                word = "AM" if whole < _DAY // 2 else "PM"
                shown.append(word if len(token.text) > 3 else word[0])
            case Part.SUBSECOND:
                shown.append(
                    "." + f"{clock:f}".partition(".")[2][: len(token.text) - 1].ljust(len(token.text) - 1, "0")
                )
            case Part.SPACE:
                shown.append(" ")
            case Part.TEXT:
                pass
            case _:
                shown.append(token.text)
    return "".join(shown)


def _piece(code: str, day: _Day, clock: int, *, has_halves: bool) -> str:
    """Return one element of a date or time: the letter says which, its count how long."""
    hour, minute, second = clock // 3600, clock // 60 % 60, clock % 60
    if has_halves:
        hour = hour % 12 or 12
    size = len(code)
    match code[0]:
        case "y":
            return f"{day.year:04d}" if size > 2 else f"{day.year % 100:02d}"
        case "m":
            name = _MONTHS[day.month - 1]
            return (str(day.month), f"{day.month:02d}", name[:3], name, name[0], name)[min(size, 6) - 1]
        case "d":
            name = _DAYS[day.weekday]
            return (str(day.day), f"{day.day:02d}", name[:3], name)[min(size, 4) - 1]
        case "h":
            return str(hour).zfill(min(size, 2))
        case "M":
            return str(minute).zfill(min(size, 2))
        case _:
            return str(second).zfill(min(size, 2))
