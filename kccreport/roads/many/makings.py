"""Every file that a paper may be made of: its workbook, the layouts with what they name, and the records before it."""

import hashlib
import json
import os
from pathlib import Path, PurePosixPath

from msgspec.structs import asdict

from kccreport.ground.values import replace
from kccreport.layout.reader import files_named_in, is_layout_path
from kccreport.published.series import Shelf
from kccreport.roads.many.jobs import Job, Wanted
from kccreport.roads.many.versions import here


class Makings:
    """What the papers of one run are made of, looked for once in each folder."""

    def __init__(self, wanted: Wanted) -> None:
        self.wanted = wanted
        self._layouts_in: dict[Path, list[Path]] = {}
        self._digests: dict[Path, str] = {}
        # whatever a paper's bytes depend on besides files: options and versions
        self._wishes = json.dumps([here(), asdict(replace(wanted, layouts=None))], sort_keys=True)

    def files(self, job: Job) -> list[Path]:
        """Return the files that a job's paper may be made of, the workbook first; links to a folder are followed.

        Raises:
            OSError: a folder cannot be looked into.
        """
        found = [really(job.workbook)]
        for folder in filter(None, (self.wanted.layouts, job.workbook.parent)):
            found += self._layouts(really(folder))
        if self.wanted.layout is not None and is_layout_path(self.wanted.layout):
            chosen = really(Path(self.wanted.layout))
            found += [chosen, *files_named_in(chosen)]
        found += map(really, Shelf(job.out.parent, job.workbook).files())
        return [path for path in dict.fromkeys(found) if path.is_file()]

    def digest(self, job: Job) -> str:
        """Return what tells whether a paper would become the same again; "" where its workbook cannot be read."""
        try:
            workbook, *others = self.files(job)
            beside = json.dumps({str(path): self._digest(path) for path in sorted(others)}, sort_keys=True)
            return f"{digest_of(workbook)} {hashlib.sha256((beside + self._wishes).encode()).hexdigest()}"
        except (OSError, ValueError):
            return ""

    def _layouts(self, folder: Path) -> list[Path]:
        if folder not in self._layouts_in:
            layouts = sorted(folder.glob("*.toml"))
            self._layouts_in[folder] = [path for each in layouts for path in (each, *files_named_in(each))]
        return self._layouts_in[folder]

    def _digest(self, path: Path) -> str:
        if path not in self._digests:
            self._digests[path] = digest_of(path)
        return self._digests[path]


def really(path: Path) -> Path:
    """Return where something is, with no link or .. on the way to it; its own name stays, though it be a link."""
    return path.parent.resolve() / path.name if path.name not in ("", "..") else path.resolve()


def places(folders: list[Path], files: list[Path]) -> dict[Path, str]:
    """Return a name for each file, and each folder, that says how they lie to one another and nothing else.

    >>> places([Path("/home/a/out")], [Path("/home/a/in/june.xlsx")])[Path("/home/a/in/june.xlsx")]
    'in/june.xlsx'
    """
    every = [*folders, *files]
    try:
        root = os.path.commonpath([*folders, *(path.parent for path in files)])
        return {path: PurePosixPath(*path.relative_to(root).parts).as_posix() for path in every}
    except ValueError:  # on several drives of Windows
        return {
            path: PurePosixPath(path.drive.strip(":\\/").replace("\\", "-") or "_", *path.parts[1:]).as_posix()
            for path in every
        }


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
