"""The rules of a page: what every page has, and for its tables at which widths they become cards."""

import base64
import hashlib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from kccreport.ground.colour import Colour
from kccreport.paper.blocks import Look


def rules(turns: Iterable[int], look: Look) -> str:
    """Return the style of a page in a council's own colours, whose tables become cards below so many rem of room."""
    cards = "".join(
        _read("cards.css").replace("WIDTH", f"{turn}rem").replace("TABLE", f".cards-{turn}") for turn in sorted(turns)
    )
    return "\n" + _read("style.css").replace("/* OWN COLOURS */\n", _own_colours(look)) + cards


def _own_colours(look: Look) -> str:
    """Return a council's own colours, which stand on white; on a dark screen ours, which can be read there, do."""
    own = {"head": look.headings, "line": look.headings, "rule": look.rules}
    said = " ".join(f"--{name}: {Colour.hex(code).code};" for name, code in own.items() if code)
    return f":root {{ {said} }}\n" if said else ""


def policy(style: str, *, has_pictures: bool) -> str:
    """Return what a page allows a browser to do: show it in this style, with the pictures within it, and nothing else.

    Source: Content Security Policy Level 3.
    """
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    pictures = "img-src data:; " if has_pictures else ""
    return f"default-src 'none'; style-src 'sha256-{digest}'; {pictures}base-uri 'none'; form-action 'none'"


@cache
def _read(name: str) -> str:
    return files(__package__).joinpath(name).read_text("utf-8")
