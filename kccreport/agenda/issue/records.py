"""The record of what was published of a meeting, found by committee and day; records of older versions are found too."""

import contextlib
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kccreport.agenda.merging.subject import subject_of
from kccreport.agenda.models import Agenda
from kccreport.agenda.words.identity import issue_subject
from kccreport.ground.errors import UnreadableFile, UnwritableFile
from kccreport.ground.problem import Problem, warning
from kccreport.paper.wording import day_words
from kccreport.published.packs import PackRecord, PublishedFile, PublishedPaper, read_pack_record
from kccreport.published.shelf import published_files

_LONGEST = 60  # letters of a committee's name in a file's name: paths on Windows end at 260
_OLD_FILES = ("public", "front-sheet", "supplement", "consolidated", "restricted")


@dataclass(frozen=True, slots=True)
class Found:
    """The record of a meeting and the file it was found in; `record` is None where nothing was published yet."""

    path: Path
    record: PackRecord | None = None
    files: Sequence[PublishedFile] = ()


def file_stem(agenda: Agenda) -> str:
    """Return what the names of a meeting's files begin with: its committee and its day.

    So next month's agenda never meets this month's record, whatever its workbook is called.
    """
    name = unicodedata.normalize("NFKD", agenda.meeting.committee.replace("&", " and ")).casefold()
    letters = (letter for letter in name if not unicodedata.combining(letter) and letter not in "'’")
    kept = "".join(letter if letter.isascii() and letter.isalnum() else " " for letter in letters)
    plain = "-".join("".join(kept).split())[:_LONGEST].strip("-")
    return f"{plain or 'meeting'}-{agenda.meeting.day.isoformat()}"


def find_record(agenda: Agenda, out: Path, workbook: Path) -> Found:
    """Return the record of an agenda's meeting in a folder.

    One of format 1 had the name of the workbook, and did not say of which meeting it is; the pack beside it does.

    Raises:
        UnreadableFile: a file of that name is no such record.
        UnwritableFile: it is the record of another council's meeting.
    """
    path = out / f"{file_stem(agenda)}.pack.json"
    record = read_pack_record(path)
    if record is not None and record.day is not None:
        if record.day != agenda.meeting.day or record.council.casefold() != agenda.meeting.council.casefold():
            raise UnwritableFile(
                f"{path} is the record of another meeting ({record.council}, {record.day}); choose another folder with --out."
            )
        return Found(path, record, record.files)
    old_path = out / f"{workbook.stem}.pack.json"
    old = read_pack_record(old_path)
    pack = out / f"{workbook.stem}-public.pdf"
    if old is None or old.format != 1 or (pack.exists() and subject_of(pack) != issue_subject(agenda)):
        return Found(path)
    names = [f"{workbook.stem}-{name}.pdf" for name in _OLD_FILES]
    standing = [name for name in (*names, old_path.name) if (out / name).is_file()]
    return Found(path, old, published_files({name: out / name for name in standing}))


def published_elsewhere(agenda: Agenda, found: Found, listed: Sequence[PublishedPaper]) -> Iterator[Problem]:
    """Warn where all these papers were published for another day, or under another committee's name.

    Then the meeting was moved, or its name mended, and what was published stands beside the new files as if it still
    applied. Only for a meeting of which nothing is published yet. Problems: published-elsewhere.
    """
    if found.record is not None:
        return
    own = {paper.sha256 for paper in listed if paper.sha256}
    for path in sorted(found.path.parent.glob("*.pack.json")):
        with contextlib.suppress(UnreadableFile):
            other = read_pack_record(path)
            theirs = {paper.sha256 for paper in other.papers if paper.sha256} if other is not None else set()
            if other is None or other.day is None or not theirs or not theirs <= own:
                continue
            yield warning(
                "published-elsewhere",
                str(agenda.meeting.cells["Meeting date"]),
                f"these papers were published for the {other.committee} on {day_words(other.day)}, as {path.name} says.",
                "if the meeting was moved or renamed, move those files away, and say so to those who have them",
            )
