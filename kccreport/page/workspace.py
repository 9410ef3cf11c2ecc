"""The folder that the page works in: its files by keys that are no paths, and the only place that puts one there.

Whatever a browser sends names a file by its key, which is looked for among the files that are there; so nothing it sends
is ever used as a path. Links are passed over, so nothing leads out of the folder either.
"""

import contextlib
import glob
import hashlib
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kccreport.ground.files import write_over, write_whole
from kccreport.ground.pattern import pattern
from kccreport.ground.places import LAYOUTS, OUT
from kccreport.ground.turns import is_open_elsewhere, turn_in

REQUESTS, RETURNED, SET_ASIDE = Path("requests"), Path("returned"), Path("returned-set-aside")
_OURS = frozenset({OUT.name, LAYOUTS.name, REQUESTS.name, RETURNED.name, SET_ASIDE.name})
_BACKUP = pattern(r"\.backup-\d+$")
_MOST_FILES = 2_000


class NoSuchFile(Exception):
    """There is no file of that key, or not any more."""


class Refused(Exception):
    """A file cannot be put there; the message says why."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of the workspace: its path below the folder, and when it was saved; `key` stands for it in addresses."""

    path: Path
    saved: int
    size: int

    @property
    def key(self) -> str:
        """Return what stands for the path in an address."""
        return hashlib.blake2s(self.path.as_posix().encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()

    @property
    def name(self) -> str:
        """Return the file's name as it can be shown."""
        return self.path.name.encode("utf-8", "replace").decode()

    @property
    def shown_path(self) -> str:
        """Return the path below the folder as it can be shown."""
        return self.path.as_posix().encode("utf-8", "replace").decode()

    @property
    def stamp(self) -> str:
        """Return what is another once the file was saved anew."""
        return f"{self.saved:x}-{self.size:x}"


@dataclass(frozen=True, slots=True)
class Taken:
    """A file that was put into the workspace; `backup` is the name under which the one it replaces is kept."""

    entry: Entry
    backup: str = ""
    was_there: bool = False


class Workspace:
    """One folder, and what is in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve(strict=True)

    def workbooks(self) -> list[Entry]:
        """Return the workbooks in the folder and in the folders in it, but for ours; no links, locks or backups."""
        places = [Path(), *sorted(each for each in self._folders() if each.name not in _OURS)]
        found = (entry for place in places for entry in self.files(place, (".xlsx",)))
        return [each for each in found if not _BACKUP.search(each.path.stem)]

    def files(self, place: Path, endings: Iterable[str]) -> list[Entry]:
        """Return the plain files of some endings in a folder of the workspace, by name; none where it is not there."""
        ends = tuple(endings)
        found = [each for each in self._plain_files(place) if each.name.casefold().endswith(ends)]
        return sorted(found, key=lambda each: each.path.as_posix().casefold())

    def find(self, key: str, among: Iterable[Entry]) -> Entry:
        """Return the file that a key stands for. Raises NoSuchFile where there is none."""
        for each in among:
            if each.key == key:
                return each
        raise NoSuchFile

    def workbook(self, key: str) -> Entry:
        """Return the workbook that a key stands for. Raises NoSuchFile where there is none."""
        return self.find(key, self.workbooks())

    def entry(self, path: Path) -> Entry:
        """Return a plain file below the folder. Raises NoSuchFile where it is not there, or not one."""
        found = self._entry(path) if self._is_within(path.parent) else None
        if found is None:
            raise NoSuchFile
        return found

    def open_path(self, entry: Entry) -> Path:
        """Return where a file is. Raises NoSuchFile where it, or its folder, is a link by now."""
        return self.folder / self.entry(entry.path).path

    def stamps(self, *patterns: str) -> str:
        """Return what is another once any of the files of some patterns was saved, added or taken away."""
        found = hashlib.blake2s(digest_size=12)
        for wanted in patterns:
            # unlike Path.glob, it passes over folders that go meanwhile, and hidden ones, as those of work in progress are
            for name in sorted(glob.glob(wanted, root_dir=self.folder, recursive=True))[:_MOST_FILES]:  # noqa: PTH207
                with contextlib.suppress(OSError):  # it went meanwhile
                    facts = (self.folder / name).lstat()
                    said = f"{name}\0{facts.st_mtime_ns}\0{facts.st_size}\0"
                    found.update(said.encode("utf-8", "surrogatepass"))
        return found.hexdigest()

    def put(self, place: Path, name: str, content: bytes, *, replaces: bool = True) -> Taken:
        """Put a file of a safe name into a folder of the workspace; one that is there is kept as a backup.

        Raises:
            Refused: a link or a folder stands in its place, it is open in Excel, or it is there and nothing is replaced.
            UnwritableFile: it cannot be written.
        """
        self.refuse_links(place)
        with turn_in(self.folder / place):
            path = self.folder / place / name
            if (path.exists() or path.is_symlink()) and self._entry(place / name) is None:
                raise Refused(f"{name} is a link or a folder in the workspace, so no file can be put there.")
            backup = ""
            if path.exists():
                if path.read_bytes() == content:
                    return Taken(self.entry(place / name), was_there=True)
                if not replaces:
                    raise Refused(f"{name} is there already; choose another name.")
                if is_open_elsewhere(path):
                    raise Refused(f"{name} is open in Excel; close it there, and send it again.")
                backup = write_over(path, content).name
            else:
                write_whole(path, content)
        return Taken(self.entry(place / name), backup)

    def take_back(self, taken: Taken) -> None:
        """Take away a file that was put there just now; the one whose place it took stands there again."""
        if taken.was_there:
            return
        path = self.open_path(taken.entry)
        with turn_in(path.parent):
            kept = self._entry(taken.entry.path.with_name(taken.backup)) if taken.backup else None
            if kept is not None:
                (self.folder / kept.path).replace(path)
            else:
                path.unlink(missing_ok=True)

    def set_aside(self, entry: Entry, place: Path) -> None:
        """Move a file into another folder of the workspace, beside others of its name.

        Raises:
            Refused: a link stands in the way there.
            NoSuchFile: the file is not there any more.
        """
        self.refuse_links(place)
        with turn_in(self.folder / place):
            path = self.folder / place / entry.path.name
            for number in range(2, 1_000):
                if not (path.exists() or path.is_symlink()):
                    break
                path = path.with_name(f"{entry.path.stem}-{number}{entry.path.suffix}")
            else:
                raise Refused(f"{place.as_posix()} has very many files named {entry.name}; take some of them away.")
            self.open_path(entry).replace(path)

    def refuse_links(self, *places: Path) -> None:
        """Raise Refused where a folder that is to be written to is a link, which could lead anywhere."""
        for place in places:
            if not self._is_within(place):
                raise Refused(f"{place.as_posix()} is a link that leads elsewhere, so nothing is put there.")

    def _folders(self) -> Iterator[Path]:
        for each in self.folder.iterdir():
            if not each.name.startswith(".") and each.is_dir() and not each.is_symlink():
                yield each.relative_to(self.folder)

    def _plain_files(self, place: Path) -> Iterator[Entry]:
        folder = self.folder / place
        if not self._is_within(place) or not folder.is_dir():
            return
        for at, path in enumerate(folder.iterdir()):
            if at < _MOST_FILES and not path.name.startswith((".", "~$")):
                entry = self._entry(place / path.name)
                if entry is not None:
                    yield entry

    def _entry(self, path: Path) -> Entry | None:
        try:
            facts = (self.folder / path).lstat()
        except OSError:
            return None
        return Entry(path, facts.st_mtime_ns, facts.st_size) if stat.S_ISREG(facts.st_mode) else None

    def _is_within(self, place: Path) -> bool:
        """Say whether a folder is below ours, and no part of the way there is a link."""
        if place.is_absolute() or ".." in place.parts:
            return False
        steps = [self.folder.joinpath(*place.parts[:count]) for count in range(1, len(place.parts) + 1)]
        return not any(each.is_symlink() for each in steps)
