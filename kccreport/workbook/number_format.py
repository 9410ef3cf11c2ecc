"""What Excel shows of a value under a number format, in British English: the one place where formats are understood.

Source: ECMA-376 part 1, 18.8.30 and 18.8.31, and Microsoft's "Number format codes". The tests hold it against
LibreOffice.
"""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from kccreport.workbook.format_dates import date_text
from kccreport.workbook.format_digits import decimals, general_text, number_text, scale
from kccreport.workbook.format_tokens import Part, Section, Token, read_sections

FormattedValue = str | int | float | Decimal | bool | date | datetime | time | timedelta | None

# by number, where a workbook names no code: as ECMA-376 lists them, but with British dates and pounds
BUILT_IN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00",
    5: '"£"#,##0_);\\("£"#,##0\\)', 6: '"£"#,##0_);[Red]\\("£"#,##0\\)', 7: '"£"#,##0.00_);\\("£"#,##0.00\\)',
    8: '"£"#,##0.00_);[Red]\\("£"#,##0.00\\)', 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
    14: "dd/mm/yyyy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM",
    20: "h:mm", 21: "h:mm:ss", 22: "dd/mm/yyyy h:mm",
    37: "#,##0_);(#,##0)", 38: "#,##0_);[Red](#,##0)", 39: "#,##0.00_);(#,##0.00)", 40: "#,##0.00_);[Red](#,##0.00)",
    41: '_(* #,##0_);_(* (#,##0);_(* "-"_);_(@_)', 42: '_("£"* #,##0_);_("£"* (#,##0);_("£"* "-"_);_(@_)',
    43: '_(* #,##0.00_);_(* (#,##0.00);_(* "-"??_);_(@_)',
    44: '_("£"* #,##0.00_);_("£"* (#,##0.00);_("£"* "-"??_);_(@_)',
    45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
}  # fmt: skip
HASHES = "########"  # what Excel fills a cell with that it cannot show
_CURRENCIES = frozenset("£$€¥")
_EPOCH, _LEAP = datetime(1899, 12, 30), datetime(1900, 3, 1)
_EPOCH_1904 = datetime(1904, 1, 1)
_MICROSECONDS = Decimal(86_400_000_000)  # of a day


class Kind(Enum):
    """What a reader takes the shown text for."""

    NUMBER = "number"
    PERCENTAGE = "percentage"
    MONEY = "money"
    DATE = "date"
    TIME = "time of day"
    DURATION = "duration"
    TEXT = "text"
    NOTHING = "nothing"
    HASHES = "hashes"


class Shown(NamedTuple):
    """What a cell shows: its text, without the padding that only lines figures up in a column, and what that is.

    `scale` is the power of ten from the stored number to the shown one: 2 for 0%, -3 for `#,##0,`, 0 for `0"%"`.
    `decimals` is how many places the format shows, None where it leaves that open, as General does. A duration that
    counts on, such as [h]:mm, and minutes and seconds without an hour are both of kind DURATION.
    """

    text: str
    kind: Kind
    scale: int = 0
    decimals: int | None = None


class NumberFormat(NamedTuple):
    """A format that has been read: its sections for numbers, the one for text, and its plain reading where it has one.

    `plain` holds the scale of a format whose every figure is read alike, without words, conditions or sections of
    another kind: reading the figure then needs no look at what is shown.
    """

    numbers: tuple[Section, ...]
    text: Section | None
    plain: tuple[int, bool] | None

    @property
    def is_date(self) -> bool:
        """True where a number is shown as a date, a time or a duration."""
        return bool(self.numbers) and self.numbers[0].is_date

    @property
    def shows_a_day(self) -> bool:
        """True where a day, a month or a year is shown, and not only the time of a day."""
        return self.is_date and _date_kind(self.numbers[0]) is Kind.DATE

    @property
    def is_duration(self) -> bool:
        """True where hours, minutes or seconds count on, as in [h]:mm."""
        return self.is_date and Part.ELAPSED in self.numbers[0].parts

    def section_for(self, value: Decimal) -> tuple[Section, bool] | None:
        """Return the section that shows a number, and whether the section itself stands for its minus; None for ####.

        Without conditions the first takes positive numbers, the second negative ones and the third nought. A section
        with a condition comes before those without. Source: 18.8.31.
        """
        first = self.numbers[0]
        second = self.numbers[1] if len(self.numbers) > 1 else None
        third = self.numbers[2] if len(self.numbers) > 2 else None
        if first.condition is not None:
            if first.condition.holds(value):
                return first, first.condition.is_below_zero
        elif second is None or (value > 0 if third or (second.condition is not None) else value >= 0):
            return first, False
        if second is None:
            return None
        if second.condition is not None:
            if second.condition.holds(value):
                return second, second.condition.is_below_zero
        elif third is None:
            return second, first.condition is None or _is_the_rest_below_zero(first)
        elif value < 0:
            return second, True
        return (third, False) if third is not None else (first, False) if first.condition is None else None


def _is_the_rest_below_zero(first: Section) -> bool:
    """Say whether only negative numbers are left over by a condition, as [>=0] leaves them."""
    condition = first.condition
    return condition is not None and condition.limit == 0 and condition.sign in (">=", ">")


@lru_cache(maxsize=4_096)
def read_format(code: str) -> NumberFormat:
    """Return a format's sections, read once for all cells that have it."""
    sections = list(read_sections(code or "General"))
    text = None
    if len(sections) == 4 or Part.TEXT in sections[-1].parts:
        text = sections[-1]
        sections = sections[:-1] or sections
    return NumberFormat(tuple(sections), text, _plain(sections))


def _plain(sections: Sequence[Section]) -> tuple[int, bool] | None:
    if len(sections) != 1:
        return None
    section = sections[0]
    known = {Part.DIGIT, Part.POINT, Part.COMMA, Part.PERCENT, Part.GENERAL}
    if section.condition is not None or not section.parts or not section.parts <= known or section.is_white:
        return None
    if Part.GENERAL not in section.parts and Token(Part.DIGIT, "0") not in section.tokens:
        return None  # nought would show as nothing
    return scale(section), Part.PERCENT in section.parts


@lru_cache(maxsize=8_192, typed=True)  # True is not 1
def show(value: FormattedValue, code: str, *, is_1904: bool = False) -> Shown:
    """Return what Excel shows of a value under a format code.

    >>> show(1234567, "#,##0,").text, show(0.9, '0.0"%"').text, show(0.25, "# ?/?").text
    ('1,235', '0.9%', '1/4')
    """
    if value is None:
        return Shown("", Kind.NOTHING)
    if isinstance(value, bool):
        return Shown("TRUE" if value else "FALSE", Kind.TEXT)
    if isinstance(value, str):
        return _text(value, read_format(code).text)
    return _number(serial_number(value, is_1904=is_1904), read_format(code), is_1904=is_1904)


def serial_number(value: int | float | Decimal | date | time | timedelta, *, is_1904: bool = False) -> Decimal:
    """Return the number that Excel stores, to its 15 significant digits; a date is the days since the epoch."""
    if isinstance(value, Decimal):
        return value
    if isinstance(value, (int, float)):
        return Decimal(f"{value:.15g}")
    if isinstance(value, time):
        value = timedelta(hours=value.hour, minutes=value.minute, seconds=value.second, microseconds=value.microsecond)
    if isinstance(value, timedelta):
        return Decimal(value // timedelta(microseconds=1)) / _MICROSECONDS
    moment = value.replace(tzinfo=None) if isinstance(value, datetime) else datetime(value.year, value.month, value.day)
    since = moment - (_EPOCH_1904 if is_1904 else _EPOCH)
    if not is_1904 and moment < _LEAP:
        since -= timedelta(days=1)
    return Decimal(since // timedelta(microseconds=1)) / _MICROSECONDS


def _text(value: str, section: Section | None) -> Shown:
    if section is None:
        return Shown(value, Kind.TEXT if value.strip() else Kind.NOTHING)
    words = "".join(
        value if token.part in (Part.TEXT, Part.GENERAL) else " " if token.part is Part.SPACE else token.text
        for token in section.tokens
    )
    return Shown(words, Kind.TEXT) if words.strip() and not section.is_white else Shown("", Kind.NOTHING)


def _number(value: Decimal, form: NumberFormat, *, is_1904: bool) -> Shown:
    if not value.is_finite():
        return Shown(HASHES, Kind.HASHES)
    found = form.section_for(value)
    if found is None:
        return Shown(HASHES, Kind.HASHES)
    section, has_own_sign = found
    if section.is_date:
        words = date_text(abs(value) if has_own_sign else value, section, is_1904=is_1904)
        return Shown(HASHES, Kind.HASHES) if words is None else Shown(_tidy(words), _date_kind(section))
    if section.is_white:
        return Shown("", Kind.NOTHING)
    words = number_text(abs(value), section)
    if value < 0 and not has_own_sign and any("1" <= letter <= "9" for letter in _digits_only(words, section)):
        words = "-" + words.lstrip()
    words = _tidy(words)
    if not words:
        return Shown("", Kind.NOTHING)
    if not section.parts & {Part.DIGIT, Part.GENERAL, Part.TEXT}:
        return Shown(words, Kind.TEXT)
    kind = Kind.NUMBER
    if "%" in words:
        kind = Kind.PERCENTAGE
    elif _CURRENCIES & set(words):
        kind = Kind.MONEY
    places = None if section.parts & {Part.GENERAL, Part.TEXT, Part.SLASH, Part.EXPONENT} else decimals(section)
    return Shown(words, kind, scale(section), places)


def _digits_only(words: str, section: Section) -> str:
    """Return the shown text without the digits of literals, so that a rounded nought is known as one."""
    for token in section.tokens:
        if token.part is Part.LITERAL and token.text.strip():
            words = words.replace(token.text, "", 1)
    return words


def _date_kind(section: Section) -> Kind:
    letters = {token.text[0] for token in section.tokens if token.part is Part.DATE}
    if letters & {"y", "m", "d"}:
        return Kind.DATE
    is_short = "h" not in letters and ("M" in letters or "s" in letters)
    return Kind.DURATION if Part.ELAPSED in section.parts or is_short else Kind.TIME


def _tidy(words: str) -> str:
    """Return what is shown without padding: single spaces, none at either end."""
    return " ".join(words.split())


__all__ = [
    "BUILT_IN",
    "HASHES",
    "Kind",
    "NumberFormat",
    "Shown",
    "general_text",
    "read_format",
    "serial_number",
    "show",
]
