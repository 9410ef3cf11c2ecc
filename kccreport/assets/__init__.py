"""The files a paper is printed with: typeface, colour profile, and the list of characters it has."""

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable


def asset(*names: str) -> Traversable:
    """Return one file of this folder, wherever the package is installed."""
    return files(__name__).joinpath(*names)


@cache
def printable_characters() -> frozenset[int]:
    """Return the code points that all four faces of the typeface can print.

    They are read from `characters.txt`, first-last pairs in hexadecimal, so that checking a workbook needs neither
    ReportLab nor a font parser; a test holds the list equal to the fonts.
    """
    found: set[int] = set()
    for line in asset("characters.txt").read_text("ascii").split():
        first, _, last = line.partition("-")
        found.update(range(int(first, 16), int(last or first, 16) + 1))
    return frozenset(found)
