"""What an officer has looked at and found right: a name and a code in the column Checked by.

The code is made from the sentence and from the figures that contradict it, so it is no longer true once either changes,
and the sentence is raised again. It can only be typed by somebody who has seen the warning.
"""

import re
from hashlib import blake2b
from typing import NamedTuple

from kccreport.ground.pattern import pattern

# letters and digits that nobody mistakes for one another; the first is always a letter and the last a digit
_LETTERS, _DIGITS = "ACDEFGHJKLMNPQRTUVWXY", "34679"
_CODE = pattern(rf"\b[{_LETTERS}]{{3}}[{_DIGITS}]{{2}}\b", re.IGNORECASE)
_CELLS = pattern(r"\s*\('[^)]*\)")
_NAME = pattern(r"[^\W\d_]{2}")


class Checked(NamedTuple):
    """What a cell below Checked by says: the codes in it, and whether a name stands beside them."""

    codes: frozenset[str]
    has_name: bool

    def covers(self, code: str) -> bool:
        """Say whether somebody answers with their name for the sentence of a code."""
        return self.has_name and code in self.codes


def code_for(reference: str, sentence: str, figures: str) -> str:
    """Return the code of a sentence and the figures against it; where the cells stand does not matter.

    >>> code_for("A", "It rose.", "it was 2 ('Results'!B2)") == code_for("A", "It  rose.", "it was 2 ('Results'!C3)")
    True
    >>> code_for("A", "It rose.", "it was 2") == code_for("A", "It rose.", "it was 3")
    False
    """
    said = "\n".join((reference, " ".join(sentence.split()).casefold(), _CELLS.sub("", figures)))
    number = int.from_bytes(blake2b(said.encode(), digest_size=8).digest())
    code = ""
    for letters in (_LETTERS, _LETTERS, _LETTERS, _DIGITS, _DIGITS):
        number, place = divmod(number, len(letters))
        code += letters[place]
    return code


def read_checked(cell: str) -> Checked:
    """Return what stands below Checked by, such as "A. Officer KDW47, RTC39".

    >>> read_checked("A. Officer kdw47").covers("KDW47"), read_checked("KDW47").covers("KDW47")
    (True, False)
    """
    codes = frozenset(code.upper() for code in _CODE.findall(cell))
    return Checked(codes, _NAME.search(_CODE.sub("", cell)) is not None)
