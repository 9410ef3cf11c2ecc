"""Where commands and the local page look and put things, as seen from the folder they work in."""

from pathlib import Path

INPUTS, OUT, LAYOUTS = Path("inputs"), Path("out"), Path("layouts")


def own_layouts() -> Path | None:
    """Return the folder of one's own layouts; None where there is none."""
    return LAYOUTS if LAYOUTS.is_dir() else None
