"""Find layouts, and turn one into a `Layout` or into problems that name the file and the key."""

import difflib
import tomllib
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path, PurePosixPath

from pydantic import ValidationError

from kccreport.ground.errors import UnknownLayout
from kccreport.ground.problem import Outcome, Problem
from kccreport.layout.brand import BrandKeys, read_brand
from kccreport.layout.schema import OWN_FACE, Layout

DEFAULT_LAYOUT, ONE_SHEET_LAYOUT = "committee-paper", "one-table"
_MOST_BYTES = 1 << 20
_LARGEST_BESIDE = 5_000_000  # bytes of a file that a layout names; what it is for may allow less
_LONGEST_NAME = 200  # letters: what is longer, such as the words for a picture, names no file


def layout_files(*folders: Path | None) -> dict[str, Traversable]:
    """Return the layout files by name: those that ship with kccreport, overridden by the ones in each folder in turn."""
    found = dict(_shipped())
    for place in folders:
        if place is not None and place.is_dir():
            found |= _files_in(place)
    return dict(sorted(found.items()))


@lru_cache(maxsize=1)
def _shipped() -> dict[str, Traversable]:
    """Return the layouts that ship, which stay the same while kccreport runs."""
    shipped = files("kccreport") / "layouts"
    if not shipped.is_dir():  # running from a checkout, where the folder stands beside the package
        shipped = Path(__file__).parents[2] / "layouts"
    return _files_in(shipped)


def _files_in(folder: Traversable) -> dict[str, Traversable]:
    return {file.name.removesuffix(".toml"): file for file in folder.iterdir() if file.name.endswith(".toml")}


def usual_layout(*, is_one_sheet: bool = False) -> str:
    """Return the layout of a workbook that names none: of one sheet, a table of all its measures."""
    return ONE_SHEET_LAYOUT if is_one_sheet else DEFAULT_LAYOUT


def read_layout(name: str, *folders: Path | None) -> Outcome[Layout]:
    """Return the layout of that name, or every fault in its file; `folders` are looked in as by `layout_files`.

    Problems: layout-syntax, layout-key, brand.

    Raises:
        UnknownLayout: there is no such layout; the message lists those there are.
    """
    available = layout_files(*folders)
    file = available.get(name)
    if file is None:
        near = difflib.get_close_matches(name, available, n=1)
        suggestion = f" Did you mean {near[0]}?" if near else ""
        raise UnknownLayout(f"There is no layout named {name!r}; there are {', '.join(available)}.{suggestion}")
    return _read(file, name)


def is_layout_path(given: str) -> bool:
    """Say whether what was given on the command line is a file of one's own, and not the name of a layout."""
    return given.casefold().endswith(".toml")


def read_layout_file(path: Path) -> Outcome[Layout]:
    """Return the layout in a file of one's own, named for it, or every fault in it.

    Problems: those of `read_layout`.

    Raises:
        UnknownLayout: there is no such file.
    """
    if not path.is_file():
        raise UnknownLayout(f"There is no layout file {path}.")
    return _read(path, path.stem)


def files_named_in(file: Path) -> list[Path]:
    """Return the files beside a layout that it names, such as a logo; of one that cannot be read, none.

    A folder that it names stands for the typefaces in it. What leads out of the layout's folder is not named.
    """
    try:
        keys = tomllib.loads(file.read_text("utf-8")).get("brand")
    except (OSError, ValueError, RecursionError):
        return []
    found: list[Path] = []
    for name in keys.values() if isinstance(keys, dict) else ():
        if isinstance(name, str) and name and "\0" not in name and len(name) < _LONGEST_NAME:
            place = file.parent / PurePosixPath(name.replace("\\", "/"))
            inside = sorted(place.glob("*.[tT][tT][fF]")) if place.is_dir() else [place]
            found += [each for each in inside if _is_beside(each, file.parent)]
    return found


def _is_beside(path: Path, folder: Path) -> bool:
    return path.is_file() and path.resolve().is_relative_to(folder.resolve())


def _read(file: Traversable, name: str) -> Outcome[Layout]:
    outcome = _parsed(file.read_bytes(), file.name, name)
    layout = outcome.value
    if layout is None or layout.brand == BrandKeys():
        return outcome
    face, problems = read_brand(layout.brand, file.name, lambda name: _beside(file, name))
    return Outcome(None if problems else layout.model_copy(update={OWN_FACE: face}), problems)


@lru_cache(maxsize=16)
def _parsed(content: bytes, where: str, name: str) -> Outcome[Layout]:
    """Return what a layout's file says, parsed once however many papers it is for; `where` is the name of the file."""
    try:
        if len(content) > _MOST_BYTES:
            raise ValueError("the file is far larger than a layout")
        data = tomllib.loads(content.decode("utf-8"))
    except (ValueError, RecursionError) as fault:  # a TOML or UTF-8 fault is a ValueError
        return Outcome(
            None, (Problem("layout-syntax", where, f"the file is not valid TOML: {fault}.", "mend the line named"),)
        )
    if data.get("blocks") == []:
        from kccreport.layout.faults import no_blocks  # late: most layouts have no faults

        return Outcome(None, (no_blocks(where),))
    try:
        return Outcome(
            Layout.model_validate({key: value for key, value in data.items() if key != OWN_FACE} | {"name": name})
        )
    except ValidationError as faults:
        from kccreport.layout.faults import fault_in_words  # late, too

        return Outcome(None, tuple(fault_in_words(where, fault) for fault in faults.errors(include_url=False)))


def _beside(file: Traversable, name: str) -> bytes:
    """Return a file in the folder of a layout, however it is reached; never one that a link leads out of it."""
    if not isinstance(file, Path):
        raise FileNotFoundError(name)
    found = (file.parent / name).resolve(strict=True)
    if not found.is_relative_to(file.parent.resolve()):
        raise FileNotFoundError(name)
    with found.open("rb") as opened:
        return opened.read(_LARGEST_BESIDE + 1)
