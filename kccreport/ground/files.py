"""Write a file whole or not at all."""

import contextlib
import os
import shutil
import tempfile
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import BinaryIO

from kccreport.ground.errors import UnwritableFile
from kccreport.ground.interrupts import Uninterrupted

_AT_A_TIME = 1 << 20  # bytes


def write_whole(path: Path, content: bytes) -> None:
    """Put `content` at `path`, replacing what is there in one step.

    The bytes go to a hidden temporary file in the same folder, are forced to disk, and the file is then renamed, so
    that a reader, a crash or Ctrl-C never meets half a paper. The folder is made if it is missing.

    Raises:
        UnwritableFile: the folder cannot be made or written to, the disk is full, or (on Windows) the file is open.
    """
    with contextlib.ExitStack() as stack:
        _replace(_staged(path, lambda file: file.write(content), stack), path)


def copy_all_whole(copies: Mapping[Path, Path]) -> None:
    """Put copies of finished files in their places: all are brought beside them first, and only then replace what is there.

    `copies` maps where each goes to where it is. So a full disk, a missing permission or Ctrl-C leaves every old file, and
    new and old ones are not mixed. Raises as `write_whole` does.
    """
    with contextlib.ExitStack() as stack:
        staged = {path: _staged(path, partial(_copy, source), stack) for path, source in copies.items()}
        with Uninterrupted():
            for path, temporary in staged.items():
                _replace(temporary, path)


def _copy(source: Path, file: BinaryIO) -> None:
    with source.open("rb") as content:
        shutil.copyfileobj(content, file, _AT_A_TIME)


def _staged(path: Path, fill: Callable[[BinaryIO], object], stack: contextlib.ExitStack) -> Path:
    """Return a temporary file beside `path`, filled and on disk; the stack takes it away if it is still there."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with Uninterrupted():
            handle, name = tempfile.mkstemp(prefix=".kccreport-", suffix=".tmp", dir=path.parent)
            temporary = Path(name)
            stack.callback(_take_away, temporary)
    except OSError as fault:
        raise UnwritableFile(f"{path.parent} cannot be written to ({fault.strerror or fault}).") from fault
    try:
        with os.fdopen(handle, "wb") as file:
            fill(file)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(0o644)  # mkstemp gives 0600, which a shared folder's other readers could not open
    except OSError as fault:
        raise _unwritable(path, fault) from fault
    return temporary


def _replace(temporary: Path, path: Path) -> None:
    try:
        temporary.replace(path)
    except OSError as fault:
        raise _unwritable(path, fault) from fault
    _settle_folder(path.parent)


def _unwritable(path: Path, fault: OSError) -> UnwritableFile:
    return UnwritableFile(
        f"{path} cannot be written ({fault.strerror or fault}); if it is open in another program, close it there."
    )


def _take_away(temporary: Path) -> None:
    with Uninterrupted(), contextlib.suppress(OSError):
        temporary.unlink(missing_ok=True)


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
