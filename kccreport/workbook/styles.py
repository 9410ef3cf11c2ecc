"""What the styles of a workbook say of a cell that matters to us: its number format, and whether its words show.

Source: ECMA-376 part 1, 18.8 (styles).
"""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from msgspec import Struct

from kccreport.workbook.number_format import BUILT_IN, read_format
from kccreport.workbook.package import WorkbookPackage, parse

_GENERAL = "General"
_USUAL_PART = "xl/styles.xml"
_WHITES = ("1", "9")  # their places in the old palette


class Style(Struct, frozen=True, dict=True):
    """How one style shows a cell: its number format, whether it is struck through, and whether it is white on white."""

    number_format: str = _GENERAL
    is_struck: bool = False
    is_white: bool = False

    @cached_property
    def is_date(self) -> bool:
        """True where a number is shown as a date, a time or a duration."""
        return read_format(self.number_format).is_date

    @cached_property
    def shows_a_day(self) -> bool:
        """True where a day, a month or a year is shown, and not only the time of a day."""
        return read_format(self.number_format).shows_a_day

    @cached_property
    def is_duration(self) -> bool:
        """True where hours, minutes or seconds count on, as in [h]:mm."""
        return read_format(self.number_format).is_duration


def styles_of(package: WorkbookPackage) -> tuple[Style, ...]:
    """Return the styles that cells have by number; one plain style where the workbook keeps none.

    Raises:
        IndexError, ValueError: a style names a font or a fill that is not there.
    """
    parts = package.related(package.main, "styles") or list(filter(None, [package.find(_USUAL_PART)]))
    if not parts:
        return (Style(),)
    root = parse(package.read(parts[-1]))
    formats = {each.get("numFmtId"): each.get("formatCode") or _GENERAL for each in _children(root, "numFmts")}
    struck = [_is_struck(font) for font in _children(root, "fonts")]
    white = [_is_white(font.find("{*}color")) for font in _children(root, "fonts")]
    unfilled = [_is_unfilled(fill) for fill in _children(root, "fills")]
    found = []
    for each in _children(root, "cellXfs"):
        font, fill = int(each.get("fontId", 0)), int(each.get("fillId", 0))
        is_struck = struck[font] if struck else False
        is_white = bool(white and white[font] and (not unfilled or unfilled[fill]))
        found.append(Style(_format_code(each.get("numFmtId", "0"), formats), is_struck, is_white))
    return tuple(found) or (Style(),)


def _children(root: Any, name: str) -> list[Any]:
    parent = root.find(f"{{*}}{name}")
    return [] if parent is None else [child for child in parent if isinstance(child.tag, str)]


def _format_code(number: str, formats: Mapping[str, str]) -> str:
    """Return the code of a number format: the workbook's own where it has one of that number, else the built-in one."""
    return formats.get(number) or BUILT_IN.get(int(number), _GENERAL)


def _is_struck(font: Any) -> bool:
    strike = font.find("{*}strike")
    return strike is not None and strike.get("val", "1") not in ("0", "false")


def _is_white(colour: Any) -> bool:
    """True for white: by its value, as the first colour of the theme, or by its place in the old palette."""
    if colour is None:
        return False
    if (place := colour.get("indexed")) is not None:
        return place in _WHITES
    if (place := colour.get("theme")) is not None:
        return bool(place == "0" and not float(colour.get("tint") or 0))
    return bool(colour.get("rgb", "")[-6:].upper() == "FFFFFF")


def _is_unfilled(fill: Any) -> bool:
    """True where a cell has no fill, or a white one."""
    pattern = fill.find("{*}patternFill")
    if pattern is None:
        return len(fill) == 0
    kind = pattern.get("patternType", "none")
    return kind == "none" or (kind == "solid" and _is_white(pattern.find("{*}fgColor")))
