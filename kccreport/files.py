"""Write a file whole or not at all."""

import contextlib
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from kccreport.errors import UnwritableFile

_AT_A_TIME = 1 << 20  # bytes


def write_whole(path: Path, content: bytes) -> None:
    """Put `content` at `path`, replacing what is there in one step.

    The bytes go to a hidden temporary file in the same folder, are forced to disk, and the file is then renamed, so
    that a reader, a crash or Ctrl-C never meets half a paper. The folder is made if it is missing.

    Raises:
        UnwritableFile: the folder cannot be made or written to, the disk is full, or (on Windows) the file is open.
    """
    _put(path, lambda file: file.write(content))


def copy_whole(source: Path, path: Path) -> None:
    """Put a copy of a finished file at `path` as `write_whole` does, without holding it in memory. Raises the same."""

    def fill(file: BinaryIO) -> None:
        with source.open("rb") as content:
            shutil.copyfileobj(content, file, _AT_A_TIME)

    _put(path, fill)


def _put(path: Path, fill: Callable[[BinaryIO], object]) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=".kccreport-", suffix=".tmp", dir=path.parent)
    except OSError as fault:
        raise UnwritableFile(f"{path.parent} cannot be written to ({fault.strerror or fault}).") from fault
    try:
        with os.fdopen(handle, "wb") as file:
            fill(file)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(0o644)  # mkstemp gives 0600, which a shared folder's other readers could not open
        Path(temporary).replace(path)
    except OSError as fault:
        raise UnwritableFile(
            f"{path} cannot be written ({fault.strerror or fault}); if it is open in another program, close it there."
        ) from fault
    finally:
        with contextlib.suppress(OSError):
            Path(temporary).unlink(missing_ok=True)
    _settle_folder(path.parent)


def _settle_folder(folder: Path) -> None:
    """Force the rename itself to disk where the system allows a folder to be opened (not on Windows)."""
    if os.name != "posix":
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
