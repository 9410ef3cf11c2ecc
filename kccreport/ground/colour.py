"""Colours, and how well one can be read on another."""

from typing import NamedTuple, Self

from kccreport.ground.pattern import pattern

TEXT, LINES = 4.5, 3.0  # the least contrast of words and of lines with what they stand on (WCAG 2.2, 1.4.3 and 1.4.11)
_HEX = pattern(r"#[0-9A-Fa-f]{6}")


class Colour(NamedTuple):
    """An sRGB colour, each part from 0 to 1; a tuple, since it is looked up with every word that is drawn."""

    red: float
    green: float
    blue: float

    @classmethod
    def hex(cls, code: str) -> Self:
        """Read "#12284B".

        Raises:
            ValueError: it is not written so.
        """
        if not _HEX.fullmatch(code):
            raise ValueError(f"{code!r} is no colour; it is written as #12284B")
        return cls(*(int(code[start : start + 2], 16) / 255 for start in (1, 3, 5)))

    @property
    def code(self) -> str:
        """Return the colour as "#12284B"."""
        return "#" + "".join(f"{round(part * 255):02X}" for part in (self.red, self.green, self.blue))

    @property
    def operands(self) -> str:
        """Return the colour as the operands of rg or RG."""
        return f"{self.red:.4g} {self.green:.4g} {self.blue:.4g}"

    @property
    def luminance(self) -> float:
        """Return the relative luminance. Source: WCAG 2.2, "relative luminance"."""
        parts = (
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
            for part in (self.red, self.green, self.blue)
        )
        return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))

    def contrast(self, other: "Colour") -> float:
        """Return the contrast ratio, from 1 to 21. Source: WCAG 2.2, "contrast ratio"."""
        lighter, darker = sorted((self.luminance, other.luminance), reverse=True)
        return (lighter + 0.05) / (darker + 0.05)

    def darkened_until(self, contrast: float, ground: "Colour") -> "Colour":
        """Return the nearest colour of the same hue that has a contrast with a light ground, itself where it has it.

        >>> Colour.hex("#FFCC00").darkened_until(4.5, Colour(1, 1, 1)).code
        '#907300'
        """
        for step in range(256):
            share = 1 - step / 255
            darker = Colour(self.red * share, self.green * share, self.blue * share)
            darker = Colour.hex(darker.code)  # what can be typed
            if darker.contrast(ground) >= contrast:
                return darker
        return Colour(0, 0, 0)
