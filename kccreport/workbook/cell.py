"""One cell as it was found, still carrying its address."""

import unicodedata
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from kccreport.ground.address import CellAddress
from kccreport.ground.pattern import pattern
from kccreport.workbook.number_format import Kind, Shown, read_format, show

CellValue = str | int | float | bool | date | datetime | time | timedelta | None

_ESCAPED = pattern(r"_x([0-9A-Fa-f]{4})_")  # how OOXML writes a character that XML cannot hold
_CONTROLS = dict.fromkeys((*range(0x09), *range(0x0B, 0x20), *range(0x7F, 0xA0)))
_DIRECTION_MARKS = dict.fromkeys(
    (0x200B, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF),
)


class Cell(NamedTuple):
    """A value, how Excel shows it, and where it stands.

    Blank, 0, "n/a", an error such as #REF! and a formula saved without its result are five different things; the
    properties below tell them apart, and the rest of the code never guesses again. `is_white` is text in the colour
    of its background.
    """

    address: CellAddress
    value: CellValue = None
    number_format: str = "General"
    is_error: bool = False
    is_uncalculated: bool = False
    is_struck: bool = False
    is_white: bool = False

    @property
    def is_blank(self) -> bool:
        """True where nothing, or only space, was typed. Zero is not blank; nor is a formula without a result."""
        if self.is_uncalculated:
            return False
        return self.value is None or (isinstance(self.value, str) and not self.value.strip())

    @property
    def is_number(self) -> bool:
        """True for a plain number; Excel's TRUE and FALSE are not numbers."""
        return isinstance(self.value, (int, float)) and not isinstance(self.value, bool)

    @property
    def shown(self) -> Shown:
        """Return what Excel shows of the value under its number format."""
        return show(self.value, self.number_format)

    @property
    def shows_nothing(self) -> bool:
        """True where something is stored that nobody can see: a format such as ;;; or white text on white."""
        if self.is_blank or self.is_uncalculated:
            return False
        if self.is_white:
            return True
        if self.number_format == "General" or (self.is_number and read_format(self.number_format).plain is not None):
            return False
        return self.shown.kind is Kind.NOTHING

    @property
    def text(self) -> str:
        """Return what Excel shows, trimmed: 1.1 under 0.00 is "1.10"; "" for a cell that is blank or shows nothing."""
        value = self.value
        if value is None or self.is_white:
            return ""
        if isinstance(value, str) and self.number_format in ("General", "@"):
            return value.strip()
        return self.shown.text.strip()

    @property
    def stored(self) -> str:
        """Return what is stored as text whatever is shown: trimmed, a whole number without ".0"; "" for a blank cell."""
        value = self.value
        if value is None:
            return ""
        if isinstance(value, str):
            return value.strip()
        if isinstance(value, float):
            return f"{value:.15g}"
        if isinstance(value, datetime) and value.time() == time():
            value = value.date()
        return str(value)


def clean_text(raw: str) -> str:
    """Return text as its writer meant it: escapes decoded, accents composed, nothing invisible left.

    `_x000D_` is decoded once; line breaks become newlines; other control characters, byte-order and text-direction
    marks are removed, since they can make a printed line read differently from what is stored.

    >>> clean_text("Tŷ_x000D_\\nAgored\\u202e")
    'Tŷ\\nAgored'
    """
    if "_x" in raw:
        raw = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), raw)
    if raw.isascii() and raw.isprintable():
        return raw
    raw = raw.replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n")
    return unicodedata.normalize("NFC", raw.translate(_CONTROLS | _DIRECTION_MARKS))
