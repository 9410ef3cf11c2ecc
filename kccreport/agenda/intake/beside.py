"""Files that an agenda names: they lie in its folder or below it, wherever a name or a link in the folder would lead."""

from pathlib import Path, PurePosixPath

from kccreport.agenda.models import Logo
from kccreport.ground.pictures import LARGEST_FILE, drawn_svg, picture_fault
from kccreport.ground.problem import Problem
from kccreport.intake.items import ItemSheet

_LOGO, _WORDS = "Logo", "Logo words"


def found_below(folder: Path, typed: str) -> Path | None:
    """Return where a file would be that a cell names; None where the name leads out of the folder."""
    name = typed.replace("\\", "/")
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or ":" in name or "\n" in name or "\0" in name:
        return None
    found = folder / name
    return found if found.resolve().is_relative_to(folder.resolve()) else None


def read_logo(items: ItemSheet, folder: Path) -> Logo | None:
    """Return the council's logo, with words for those who cannot see it; None where there is none, or none to be used.

    Problems: unsafe-file, missing-file, unusable-picture, missing-item.
    """
    typed = items.text(_LOGO)
    if not typed:
        return None
    where = str(items.cells[_LOGO].address)
    path = found_below(folder, typed)
    if path is None:
        words = f"{typed[:60]!r} is not a file in the folder of this workbook."
        problem = Problem("unsafe-file", where, words, "copy the logo beside this workbook, and type only its name")
    elif not path.is_file():
        words = f"there is no file {typed[:60]!r}."
        problem = Problem("missing-file", where, words, "put it into the folder of this workbook, or mend the name")
    elif not items.text(_WORDS):
        words = "the logo has no words for those who cannot see it."
        hint = f"type in the item {_WORDS} what it shows, such as Logo of Kent County Council"
        problem = Problem("missing-item", where, words, hint)
    else:
        picture = _picture(path)
        if isinstance(picture, bytes):
            return Logo(picture=picture, words=items.text(_WORDS))
        hint = "save it as PNG, or as SVG with its words as outlines"
        problem = Problem("unusable-picture", where, f"{typed[:60]!r} {picture}.", hint)
    items.problems.append(problem)
    return None


def _picture(path: Path) -> bytes | str:
    """Return a picture as PNG, or why it cannot be one."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except OSError as fault:
        return f"cannot be read ({fault.strerror or fault})"
    if path.suffix.casefold() == ".svg":
        return drawn_svg(data)
    return picture_fault(data) or data
