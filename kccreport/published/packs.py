"""What an issue of a pack published: the meeting, every paper with its page numbers, and the files that were made."""

import hashlib
from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError

from kccreport.ground.errors import UnreadableFile
from kccreport.ground.pattern import pattern
from kccreport.models.measure import Frozen

FORMAT = 2
_MOST_BYTES = 5_000_000
_OLD_PLACE = pattern(r"Agenda Item (.+) Appendix (.+)")  # format 1 said so what is now Appendix A to item 7
_PAGES = pattern(r"(\d+)([A-Z]*)(?:–(\d+)([A-Z]*))?")


class NumberRun(Frozen):
    """Pages that are numbered alike: `count` of them from `first`, as numbers or letters after a `prefix`."""

    prefix: str = ""
    style: Literal["decimal", "letters"] = "decimal"
    first: int = 1
    count: int = 1


class PublishedPaper(Frozen):
    """One paper of an issue, or an item without one, whose `sha256` is then "".

    `place` is its place in the agenda (Agenda Item 7), `title` what the public may read, `pages` its pages in words and
    `runs` the same as numbers. `supplement` says with which supplement it followed, 0 for a paper of the agenda itself.
    `key`, `where` and `title_where`, the cells of its file and title, are of this run only and are not kept.
    """

    place: str
    title: str
    pages: str = ""
    sha256: str = ""
    is_public: bool = True
    is_late: bool = False
    is_withdrawn: bool = False
    supplement: int = 0
    runs: tuple[NumberRun, ...] = ()
    key: str = Field(default="", exclude=True)
    where: str = Field(default="", exclude=True)
    title_where: str = Field(default="", exclude=True)


class PublishedFile(Frozen):
    """A file of an issue, by its name in the folder it was written to."""

    name: str
    sha256: str


class PublishedSupplement(Frozen):
    """A supplement: its number, and the day it was published where somebody has said so."""

    number: int
    day: date | None = None


class PackRecord(Frozen):
    """The last issue that was published.

    `details` are the words of the agenda besides its papers, each by its name (Venue). `vacated` are page numbers of
    papers that are no longer public, for which a sheet stands. `earlier` are the versions before this one. The meeting's
    day is None in the records of format 1, which knew only `version` and `papers`.
    """

    format: int = FORMAT
    council: str = ""
    committee: str = ""
    day: date | None = None
    version: str = ""
    earlier: tuple[str, ...] = ()
    front_pages: int = 0
    restricted_from: int = 0
    restricted_pages: int = 0
    papers: tuple[PublishedPaper, ...] = ()
    vacated: tuple[PublishedPaper, ...] = ()
    supplements: tuple[PublishedSupplement, ...] = ()
    details: dict[str, str] = Field(default_factory=dict)
    files: tuple[PublishedFile, ...] = ()


def file_hash(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def read_pack_record(path: Path) -> PackRecord | None:
    """Return the record of the last issue; None where nothing was published yet. One of format 1 is completed.

    Raises:
        UnreadableFile: the file is not such a record.
    """
    if not path.exists():
        return None
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise UnreadableFile(f"{path} is too large to be the record of a pack.")
        record = PackRecord.model_validate_json(path.read_bytes())
    except (ValidationError, OSError) as fault:
        raise UnreadableFile(f"{path} is not the record of a pack; move it away, or restore it from a copy.") from fault
    if record.format > FORMAT:
        raise UnreadableFile(f"{path} was written by a newer kccreport; install that one.")
    return _completed(record) if record.format == 1 else record


def record_bytes(record: PackRecord) -> bytes:
    """Return a record as it is kept: the same record, the same bytes."""
    return (record.model_dump_json(indent=1) + "\n").encode()


def runs_of(pages: str) -> tuple[NumberRun, ...]:
    """Return the numbers of pages in words, as format 1 kept them; none where they cannot be read.

    >>> runs_of("56A–56C")
    (NumberRun(prefix='56', style='letters', first=1, count=3),)
    >>> [(run.first, run.count) for run in runs_of("7–9")]
    [(7, 3)]
    """
    match = _PAGES.fullmatch(pages)
    if match is None:
        return ()
    number, letters, last, last_letters = match.groups()
    if letters:
        first = _letter_number(letters)
        until = _letter_number(last_letters) if last_letters else first
        return (NumberRun(prefix=number, style="letters", first=first, count=until - first + 1),)
    return (NumberRun(first=int(number), count=int(last or number) - int(number) + 1),)


def _letter_number(letters: str) -> int:
    """Return the number that letters stand for in page labels: C is 3, AA is 27, BB is 28."""
    return 26 * (len(letters) - 1) + ord(letters[0]) - ord("A") + 1


def _completed(record: PackRecord) -> PackRecord:
    """Return a record of format 1 with what its page numbers say: runs, what was late, and how long the front sheet was."""
    papers = tuple(_with_runs(paper) for paper in record.papers)
    first = [run.first for paper in papers for run in paper.runs if run.style == "decimal"]
    before_letters = [int(run.prefix) for paper in papers for run in paper.runs if run.style == "letters"]
    front = min([number - 1 for number in first] + before_letters, default=1)
    late = (PublishedSupplement(number=1),) if any(paper.is_late for paper in papers) else ()
    return record.model_copy(update={"papers": papers, "front_pages": front, "supplements": late})


def _with_runs(paper: PublishedPaper) -> PublishedPaper:
    runs = runs_of(paper.pages)
    is_late = any(run.style == "letters" for run in runs)
    place = _OLD_PLACE.sub(r"Appendix \2 to item \1", paper.place)
    return paper.model_copy(update={"place": place, "runs": runs, "is_late": is_late, "supplement": int(is_late)})
