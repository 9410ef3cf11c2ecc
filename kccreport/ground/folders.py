"""What lies in a folder while other processes put things there and take them away again."""

import os
from pathlib import Path


def lying_in(folder: Path, *, start: str = "", end: str = "", depth: int = 0) -> list[Path]:
    """Return what lies in a folder with such a start and end of its name, by name; with `depth`, in the folders so far below.

    A folder that is not there, or goes while it is looked into, as those of work in progress do, holds nothing; nor does
    one that may not be read. (`Path.glob` of Python 3.11 and 3.12 raises where a folder goes.)
    """
    try:
        with os.scandir(folder) as entries:
            if depth:
                below = [folder / entry.name for entry in entries if entry.is_dir()]
            else:
                here = [entry.name for entry in entries if entry.name.startswith(start) and entry.name.endswith(end)]
    except OSError:
        return []
    if not depth:
        return [folder / name for name in sorted(here)]
    return [path for each in sorted(below) for path in lying_in(each, start=start, end=end, depth=depth - 1)]


def files_below(folder: Path) -> list[Path]:
    """Return every file in a folder and the folders in it, by name; those that go meanwhile, or may not be read, hold nothing.

    Folders that are links are passed over, since they could lead round in a circle.
    """
    return sorted(
        path for place, _, names in os.walk(folder) for name in names if (path := Path(place, name)).is_file()
    )
