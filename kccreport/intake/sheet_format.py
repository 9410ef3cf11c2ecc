"""What a sheet is: its columns, what may be typed below them, and what becomes of each when the next workbook is made."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from functools import lru_cache

from kccreport.ground.pattern import pattern

_MINOR = pattern(r"[^\w%£]|_")  # every character but letters, figures, % and £
_LONGEST_KEPT = 100


class Fate(Enum):
    """What becomes of a column or an item in the workbook of the next paper.

    CARRIED stays as it is. AGREED was agreed for a financial year: it is carried, with a warning into a new year, or
    cleared there to be asked for. SHIFTED moves on to the new period. PREVIOUS is kept as what was said last time.
    CLEARED belongs to one paper alone.
    """

    CARRIED = "carried"
    AGREED = "agreed for a year"
    SHIFTED = "shifted"
    PREVIOUS = "kept as previous"
    CLEARED = "cleared"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, other headings that mean the same, what to type below it, and its fate.

    `required` columns must exist; `filled` ones must hold something in every row that holds anything. A workbook is
    written without columns that are not `is_usual`, unless it needs them. `choices` are the words of a closed list.
    Where the column is missing or quite blank, one with a heading of `instead` is read in its place.
    """

    heading: str
    note: str = ""
    also: tuple[str, ...] = ()
    required: bool = True
    filled: bool = False
    is_usual: bool = True
    width: float = 14
    choices: tuple[str, ...] = ()
    instead: tuple[str, ...] = ()
    fate: Fate = field(kw_only=True)


@dataclass(frozen=True, slots=True)
class SheetFormat:
    """One sheet.

    `has_periods` marks the sheets whose other columns are headed by periods such as "Q3 2020/21", `has_own_columns` those
    whose other columns have headings of the officer's own.
    """

    name: str
    purpose: str
    columns: tuple[Column, ...]
    required: bool = True
    has_periods: bool = False
    has_own_columns: bool = False
    by_heading: dict[str, Column] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        names = {fold(name): column for column in self.columns for name in (column.heading, *column.also)}
        object.__setattr__(self, "by_heading", names)

    def headings(self, *fates: Fate) -> tuple[str, ...]:
        """Return the headings in their usual order; with `fates`, those of columns that have one of them."""
        return tuple(column.heading for column in self.columns if not fates or column.fate in fates)


@dataclass(frozen=True, slots=True)
class Item:
    """One row of a sheet with one item a row, such as Paper: its name, other names, what to type, and its fate.

    One that is not `required` may yet be `printed` by a layout, and is then asked for.
    """

    name: str
    note: str
    required: bool = True
    printed: bool = False
    also: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    fate: Fate = field(kw_only=True)

    @property
    def names(self) -> Iterator[str]:
        """Yield the folded names by which the item is known."""
        return (fold(name) for name in (self.name, *self.also))


def fold(name: str) -> str:
    """Return a heading or sheet name as it is compared: case, spaces and punctuation do not matter."""
    return _folded(name) if len(name) <= _LONGEST_KEPT else _MINOR.sub("", name.casefold())


@lru_cache(maxsize=4096)
def _folded(name: str) -> str:
    """The same headings and names are compared again and again, while longer texts in cells are not."""
    return _MINOR.sub("", name.casefold())
