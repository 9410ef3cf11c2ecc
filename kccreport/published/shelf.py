"""The folder that published files stand in: what was published is replaced only by a release, and then kept aside."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import count
from pathlib import Path
from typing import NamedTuple

from kccreport.ground.files import change_folder_whole, copy_all_whole
from kccreport.published.packs import PublishedFile, file_hash

SUPERSEDED, DRAFTS = "superseded", "draft"


class Superseded(NamedTuple):
    """A file that was published and does not apply any more: where it was, and where it is kept now.

    `is_replaced` where another of the same name stands in its place.
    """

    was: Path
    now: Path
    is_replaced: bool


def publish(
    out: Path,
    made: Mapping[str, Path],
    published: Sequence[PublishedFile],
    version: str,
    kept: Collection[str],
    records: Mapping[str, bytes],
) -> tuple[Superseded, ...]:
    """Put the files of an issue, and the record of it, into their folder; those of the issue before that are different, or
    gone, are moved aside.

    `made` maps names to finished files. A published file whose name is among `kept` stays as it is. Everything moved is
    first copied to its new place, so that at no moment a published file is nowhere. Then the files, what is gone, and the
    `records` by their names change in one step, so that a process that is killed never leaves files without their record.

    Raises:
        UnwritableFile: a file cannot be written.
    """
    standing = {each.name for each in published if (out / each.name).is_file()}
    equal = {name for name in standing & made.keys() if file_hash(made[name]) == file_hash(out / name)}
    same = equal | (standing & set(kept))
    moves = {name: _aside(out, name, version) for name in sorted(standing - same)}
    copy_all_whole({aside: out / name for name, aside in moves.items()})
    new = {name: source for name, source in made.items() if name not in same}
    gone = [name for name in moves if name not in made and name not in records]
    change_folder_whole(out, new, records, gone)
    return tuple(Superseded(out / name, aside, name in made) for name, aside in moves.items())


def published_files(files: Mapping[str, Path]) -> tuple[PublishedFile, ...]:
    """Return what a record keeps of files, by the names they have or will have in its folder."""
    return tuple(PublishedFile(name=name, sha256=file_hash(path)) for name, path in sorted(files.items()))


def _aside(out: Path, name: str, version: str) -> Path:
    """Return a name below superseded/ that says which version a file was of: a free one, or that of the same file.

    A release that was killed may have put it there already.
    """
    own = file_hash(out / name)
    names = _names(out / SUPERSEDED, Path(name), version)
    return next(path for path in names if not path.exists() or file_hash(path) == own)


def _names(folder: Path, file: Path, version: str) -> Iterator[Path]:
    safe = "".join(letter if letter.isalnum() or letter in ".-" else "-" for letter in version).strip(".-")
    marked = f"{file.stem}-version-{safe or '0'}"
    yield folder / f"{marked}{file.suffix}"
    for number in count(2):
        yield folder / f"{marked}-{number}{file.suffix}"
