"""Which looks of a workbook's cells show nothing: words in the colour of their cell, formats that print nothing."""

import colorsys
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from msgspec import Struct, field

from kccreport.ground.pattern import pattern
from kccreport.workbook.package import WorkbookPackage
from kccreport.workbook.unseen.palette import INDEXED
from kccreport.workbook.unseen.thing import root_of

_WHITE, _BLACK = (1.0, 1.0, 1.0), (0.0, 0.0, 0.0)
_SYSTEM = {64: _BLACK, 65: _WHITE}  # the window's text and its background
# theme colours by number, in the order of the theme's own list (ECMA-376 part 1, 18.8.3): light and dark change places
_THEME_ORDER = (1, 0, 3, 2)
_LEAST_CONTRAST = 1.12  # WCAG's ratio; below it the words of a sheet cannot be told from its paper
_SMALLEST = 2.0  # points
# what a section of a number format may hold and still print nothing: colours, quoted nothing, room for a letter
_NOTHING = pattern(r'\[[^\]]*\]|"\s*"|_.|\\ |\*.|\s')

Rgb = tuple[float, float, float]


class Look(NamedTuple):
    """What a cell's style hides: all that is in it by colour or size, or by its number format a kind of value."""

    is_pale: bool = False
    sections: tuple[str, ...] = ()

    def shows_nothing(self, value: float | None) -> bool:
        """Say whether the number format prints nothing of a number, or of a text where it is None.

        A nought that does not show is a way of printing noughts, not a way of hiding something.
        """
        sections = self.sections
        if value is None:
            return len(sections) > 3 and not _NOTHING.sub("", sections[3])
        if not sections or value == 0:
            return False
        section = sections[1] if value < 0 and len(sections) > 1 else sections[0]
        return len(sections) > 1 and not _NOTHING.sub("", section)


class Looks(Struct, frozen=True):
    """The looks of a workbook that hide something, by the number of the style, and which rules lend cells a fill."""

    hiding: Mapping[int, Look] = field(default_factory=dict)
    filling_rules: frozenset[int] = frozenset()


def looks_of(package: WorkbookPackage) -> Looks:
    """Return what the styles of a workbook hide."""
    parts = package.related(package.main, "styles") or list(filter(None, [package.find("xl/styles.xml")]))
    root = root_of(package, parts[0]) if parts else None
    if root is None:
        return Looks()
    theme = _theme(package)
    fonts = [_font(each, theme) for each in _children(root, "fonts")]
    fills = [_fill(each, theme) for each in _children(root, "fills")]
    formats = {str(each.get("numFmtId")): str(each.get("formatCode")) for each in _children(root, "numFmts")}
    hiding = {}
    for number, style in enumerate(_children(root, "cellXfs")):
        colour, is_tiny = _at(fonts, style.get("fontId"), (_BLACK, False))
        ground = _at(fills, style.get("fillId"), _WHITE)
        sections = _sections(formats.get(str(style.get("numFmtId")), ""))
        if any("[white]" in section.casefold() for section in sections):
            colour = _WHITE
        is_pale = is_tiny or (ground is not None and colour is not None and _contrast(colour, ground) < _LEAST_CONTRAST)
        if is_pale or any(not _NOTHING.sub("", section) for section in sections[:4] if len(sections) > 1):
            hiding[number] = Look(is_pale, sections)
    rules = frozenset(at for at, each in enumerate(_children(root, "dxfs")) if each.find("{*}fill") is not None)
    return Looks(hiding, rules)


def _children(root: Any, name: str) -> list[Any]:
    parent = root.find(f"{{*}}{name}")
    return [] if parent is None else [child for child in parent if isinstance(child.tag, str)]


def _at(found: list[Any], number: Any, otherwise: Any) -> Any:
    text = str(number or 0)
    return found[int(text)] if text.isdigit() and int(text) < len(found) else otherwise


def _sections(code: str) -> tuple[str, ...]:
    """Return the sections of a number format; a semicolon in quotes, or after a backslash, parts none."""
    parts, at = [""], 0
    for token in re.findall(r'"[^"]*"|\\.|\[[^\]]*\]|.', code):
        if token == ";":
            parts.append("")
            at += 1
        else:
            parts[at] += token
    return tuple(parts) if code else ()


def _font(font: Any, theme: list[Rgb]) -> tuple[Rgb | None, bool]:
    size = font.find("{*}sz")
    is_tiny = size is not None and _number(size.get("val"), 11) < _SMALLEST
    colour = font.find("{*}color")
    return (_BLACK if colour is None else _colour(colour, theme, _BLACK)), is_tiny


def _fill(fill: Any, theme: list[Rgb]) -> Rgb | None:
    """Return the colour behind a cell's words; None where it is a pattern of several."""
    pattern = fill.find("{*}patternFill")
    if pattern is None:
        return None
    kind = pattern.get("patternType", "none")
    if kind in ("none", "gray125", "gray0625"):
        return _WHITE
    colour = pattern.find("{*}fgColor")
    if kind != "solid":
        return None
    return _BLACK if colour is None else _colour(colour, theme, _BLACK)


def _colour(colour: Any, theme: list[Rgb], automatic: Rgb) -> Rgb | None:
    if colour.get("rgb"):
        found = _rgb(str(colour.get("rgb")))
    elif colour.get("theme") is not None:
        number = int(_number(colour.get("theme"), -1))
        number = _THEME_ORDER[number] if 0 <= number < len(_THEME_ORDER) else number
        found = theme[number] if 0 <= number < len(theme) else None
    elif colour.get("indexed") is not None:
        number = int(_number(colour.get("indexed"), -1))
        found = _SYSTEM.get(number) or (_rgb(INDEXED[number]) if 0 <= number < len(INDEXED) else None)
    else:
        return automatic
    return None if found is None else _tinted(found, _number(colour.get("tint"), 0))


def _rgb(text: str) -> Rgb | None:
    if not re.fullmatch(r"(?:[0-9A-Fa-f]{2})?[0-9A-Fa-f]{6}", text):
        return None
    red, green, blue = (int(text[-6:][at : at + 2], 16) / 255 for at in (0, 2, 4))
    return red, green, blue


def _tinted(colour: Rgb, tint: float) -> Rgb:
    """Return a colour made darker or lighter (ECMA-376 part 1, 18.8.19)."""
    if not tint:
        return colour
    hue, light, saturation = colorsys.rgb_to_hls(*colour)
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    return colorsys.hls_to_rgb(hue, min(max(light, 0), 1), saturation)


def _theme(package: WorkbookPackage) -> list[Rgb]:
    """Return the colours of a workbook's theme in the theme's order: dark 1, light 1, dark 2, light 2, accents."""
    found: list[Rgb] = []
    for part in package.related(package.main, "theme")[:1]:
        root = root_of(package, part)
        scheme = None if root is None else root.find(".//{*}clrScheme")
        for entry in [] if scheme is None else scheme:
            colour = next(iter(entry), None)
            text = "" if colour is None else str(colour.get("lastClr") or colour.get("val") or "")
            found.append(_rgb(text) or _BLACK)
    return found or [_BLACK, _WHITE]


def _contrast(one: Rgb, other: Rgb) -> float:
    """Return the contrast ratio of two colours, from 1 to 21 (WCAG 2.2)."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: Rgb) -> float:
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _number(text: Any, otherwise: float) -> float:
    try:
        return float(text)
    except (TypeError, ValueError):
        return otherwise
