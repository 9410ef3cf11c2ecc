"""The list of what was made into a folder, of what and how: a file there, a line for each paper, the last one counts."""

import contextlib
import json
from pathlib import Path
from typing import IO, Any

from kccreport.ground.errors import ExitCode, UnwritableFile
from kccreport.ground.files import write_whole
from kccreport.roads.many.jobs import Done, Job
from kccreport.roads.many.makings import digest_of

LEDGER = ".kccreport-made.jsonl"


class Ledger:
    """The list, read once; a line is added with each paper, so that ten thousand papers cost no more each than ten do.

    A line that was cut short by a power cut is no line: its paper is made again.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / LEDGER
        self._made = _read(self.path)
        self._file: IO[bytes] | None = None

    def __enter__(self) -> "Ledger":
        return self

    def __exit__(self, *_: object) -> None:
        if self._file is not None:
            self._file.close()

    def known(self, job: Job, of: str) -> Done | None:
        """Return what became of a job before, where it would become the same again and all its files are there.

        `of` says of what it would be made, as `Makings.digest` does.
        """
        entry = self._made.get(str(job.out))
        if not of or entry is None or entry.get("of") != of:
            return None
        try:
            files = {Path(name): digest for name, digest in entry["files"].items()}
            is_there = bool(files) and all(digest_of(path) == digest for path, digest in files.items())
            pages, is_draft = int(entry["pages"]), bool(entry["is_draft"])
        except (OSError, KeyError, TypeError, ValueError, AttributeError):
            return None
        if not is_there:
            return None
        return Done(job, ExitCode.DONE, files=tuple(files), pages=pages, is_draft=is_draft, was_there=True)

    def add(self, done: Done, of: str) -> None:
        """Note what became of a job that was made of `of`; one that failed is tried again next time.

        Raises:
            UnwritableFile: the list cannot be written.
        """
        key, entry = str(done.job.out), None
        if done.code is ExitCode.DONE:
            files = {str(path): digest_of(path) for path in done.files}
            entry = {"of": of, "files": files, "pages": done.pages, "is_draft": done.is_draft}
        elif key not in self._made:
            return
        self._made[key] = entry or {}
        line = json.dumps({key: entry}, sort_keys=True, ensure_ascii=False)
        try:
            self._opened().write(line.encode() + b"\n")
        except OSError as fault:
            raise UnwritableFile(f"{self.path} cannot be written ({fault.strerror or fault}).") from fault

    def _opened(self) -> IO[bytes]:
        """Return the file to add lines to, having put it in order first: one line for each paper, all of them whole."""
        if self._file is None:
            kept = [json.dumps({key: entry}, sort_keys=True, ensure_ascii=False) for key, entry in self._made.items()]
            write_whole(self.path, "".join(f"{line}\n" for line in kept).encode())
            self._file = self.path.open("ab", buffering=0)
        return self._file


def _read(path: Path) -> dict[str, dict[str, Any]]:
    """Return the list; an empty one where there is none. A line that cannot be read says nothing: it is made anew."""
    made: dict[str, dict[str, Any]] = {}
    with contextlib.suppress(OSError):
        for line in path.read_bytes().split(b"\n"):
            with contextlib.suppress(ValueError, RecursionError, AttributeError):
                for key, entry in json.loads(line).items():
                    if isinstance(entry, dict):
                        made[key] = entry
                    else:
                        made.pop(key, None)
    return made
