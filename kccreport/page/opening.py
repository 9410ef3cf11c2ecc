"""Open a workbook in the program that this computer opens it with, usually Excel."""

import os
import subprocess
import sys
from pathlib import Path

from kccreport.ground.errors import UnwritableFile

_PATIENCE = 5.0  # seconds


def open_in_its_program(path: Path) -> None:
    """Open a file of the workspace as a double click would; it is handed over as one argument, never as a line of a shell.

    Raises:
        UnwritableFile: this computer has no way to open it.
    """
    try:
        if sys.platform == "win32":
            os.startfile(path)
            return
        opener = "open" if sys.platform == "darwin" else "xdg-open"
        nowhere = subprocess.DEVNULL
        started = subprocess.Popen(
            [opener, str(path)], stdin=nowhere, stdout=nowhere, stderr=nowhere, start_new_session=True
        )
        try:
            if started.wait(_PATIENCE):
                raise OSError("no program opens it")
        except subprocess.TimeoutExpired:
            return  # one that stays is the program that was wanted
    except OSError as fault:
        raise UnwritableFile(
            f"This computer did not open {path.name}; open it from the folder {path.parent}."
        ) from fault
