"""Write a file whole or not at all, and files that belong together all or none."""

import contextlib
import errno
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from itertools import count
from pathlib import Path
from typing import IO, BinaryIO

from kccreport.ground.errors import UnwritableFile
from kccreport.ground.interrupts import Uninterrupted
from kccreport.ground.scratch import claim, is_abandoned, leave_root, note_staged, staged_folders

_AT_A_TIME = 1 << 20  # bytes
_FOR_ALL = 0o644  # whatever the system gives a temporary file: a shared folder has other readers
_STAGING, _PLAN = ".kccreport-set-", "decided"


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
    """Put copies of finished files in their places, as `write_all_whole` does; `copies` maps where each goes to where it
    is. Raises as `write_whole` does.
    """
    _replace_all({path: partial(_copy, source) for path, source in copies.items()})


def write_all_whole(contents: Mapping[Path, bytes]) -> None:
    """Put files that belong together in their places: never does a new one stand beside an old one of them.

    All are brought beside their places first, so a full disk or a missing permission leaves every old file. Then the old
    ones are moved away, and only then do the new ones come. A process that is killed in between leaves some of one set;
    the next run (`settle_staged`) completes it. Raises as `write_whole` does.
    """
    _replace_all({path: partial(_write, content) for path, content in contents.items()})


def change_folder_whole(
    folder: Path, copies: Mapping[str, Path], contents: Mapping[str, bytes], gone: Collection[str] = ()
) -> None:
    """Bring a folder from one set of files to the next in one step, as `write_all_whole` does: none stands beside another's.

    `copies` maps names to finished files, `contents` names to what is written; `gone` are names taken away. Raises as
    `write_whole` does.
    """
    fills: dict[str, Callable[[BinaryIO], object]] = {name: partial(_copy, path) for name, path in copies.items()}
    fills |= {name: partial(_write, content) for name, content in contents.items()}
    _replace_in(folder, fills, gone)


def write_over(path: Path, content: bytes) -> Path:
    """Replace what is at `path`, having put a backup of it beside it; return where that is. Raises as `write_whole` does."""
    backup = free_backup(path)
    write_whole(backup, path.read_bytes())
    write_whole(path, content)
    return backup


def free_backup(path: Path) -> Path:
    """Return the first name for a backup that is not taken: paper.backup-1.xlsx, paper.backup-2.xlsx …"""
    numbers = (path.with_name(f"{path.stem}.backup-{number}{path.suffix}") for number in count(1))
    return next(each for each in numbers if not each.exists())


def _write(content: bytes, file: BinaryIO) -> None:
    file.write(content)


def _replace_all(fills: Mapping[Path, Callable[[BinaryIO], object]]) -> None:
    for folder in dict.fromkeys(path.parent for path in fills):
        _replace_in(folder, {path.name: fill for path, fill in fills.items() if path.parent == folder})


def _replace_in(folder: Path, fills: Mapping[str, Callable[[BinaryIO], object]], gone: Collection[str] = ()) -> None:
    with contextlib.ExitStack() as stack:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with Uninterrupted():
                staging = Path(tempfile.mkdtemp(prefix=_STAGING, dir=folder))
                lock, note = claim(staging), note_staged(staging)
                stack.callback(_leave, staging, lock, note)
        except OSError as fault:
            raise UnwritableFile(f"{folder} cannot be written to ({fault.strerror or fault}).") from fault
        for at, (name, fill) in enumerate(fills.items()):
            _fill(staging / f"new-{at}", folder / name, fill)
        with Uninterrupted():
            _decide(staging, list(fills), list(gone))
            _swap(staging, folder, list(fills), list(gone))
    _settle_folder(folder)


def _leave(staging: Path, lock: IO[bytes], note: Path) -> None:
    """Take away a folder of files on their way, and the note of it."""
    with Uninterrupted():
        lock.close()
        shutil.rmtree(staging, ignore_errors=True)
        note.unlink(missing_ok=True)
        leave_root()


def _fill(staged: Path, path: Path, fill: Callable[[BinaryIO], object]) -> None:
    try:
        with staged.open("wb") as file:
            fill(file)
            file.flush()
            os.fsync(file.fileno())
        staged.chmod(_FOR_ALL)
    except OSError as fault:
        raise _unwritable(path, fault) from fault


def _decide(staging: Path, names: Sequence[str], gone: Sequence[str]) -> None:
    """Write down what goes where, and what goes: from now on the new set is the one."""
    plan = staging / "plan"
    try:
        plan.write_text(json.dumps({"new": names, "gone": gone}), "utf-8")
        plan.replace(staging / _PLAN)
    except OSError as fault:
        raise _unwritable(staging, fault) from fault


def _swap(staging: Path, folder: Path, names: Sequence[str], gone: Sequence[str]) -> None:
    """Move the old files away and the new ones in; where one cannot be moved, all old ones come back."""
    moved: list[tuple[Path, Path]] = []
    try:
        for at, name in enumerate([*names, *gone]):
            if (folder / name).is_dir():  # somebody's, and not ours to move
                raise IsADirectoryError(errno.EISDIR, "a folder of that name is there", str(folder / name))
            if (folder / name).exists():
                (folder / name).replace(staging / f"old-{at}")
                moved.append((staging / f"old-{at}", folder / name))
        for at, name in enumerate(names):
            (staging / f"new-{at}").replace(folder / name)
    except OSError as fault:
        (staging / _PLAN).unlink(missing_ok=True)
        placed = [folder / name for at, name in enumerate(names) if not (staging / f"new-{at}").exists()]
        for path in placed:
            path.unlink(missing_ok=True)
        for old, path in moved:
            old.replace(path)
        raise _unwritable(folder / name, fault) from fault


def settle_staged() -> None:
    """Complete what a process that was killed had decided, and take away what it had not."""
    for staging, note in list(staged_folders()):
        if staging.name.startswith(_STAGING) and staging.is_dir():
            if not is_abandoned(staging):
                continue
            with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
                _complete(staging, json.loads((staging / _PLAN).read_text("utf-8")))
            shutil.rmtree(staging, ignore_errors=True)
        note.unlink(missing_ok=True)
        leave_root()


def _complete(staging: Path, plan: Mapping[str, Sequence[str]]) -> None:
    """Bring in what is still to come of a set that was decided, and take away what is still to go."""
    for at, name in enumerate(plan["new"]):
        if (staging / f"new-{at}").exists():
            (staging / f"new-{at}").replace(staging.parent / Path(name).name)
    for name in plan["gone"]:
        (staging.parent / Path(name).name).unlink(missing_ok=True)


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
        temporary.chmod(_FOR_ALL)
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
