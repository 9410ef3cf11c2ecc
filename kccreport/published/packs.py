"""What an issue of a pack published: titles and page numbers, which must not move, and which papers have changed since."""

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from pydantic import ValidationError

from kccreport.ground.errors import UnreadableFile
from kccreport.ground.problem import Problem
from kccreport.models.measure import Frozen

FORMAT = 1
_MOST_BYTES = 5_000_000


class PublishedPaper(Frozen):
    """One public paper of an issue: its place in the agenda (Agenda Item 7), title, pages, and the hash of its file."""

    place: str
    title: str
    pages: str
    sha256: str
    where: str = ""


class PackRecord(Frozen):
    """The last issue that was published."""

    format: int = FORMAT
    version: str = ""
    papers: tuple[PublishedPaper, ...] = ()


def file_hash(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def read_pack_record(path: Path) -> PackRecord | None:
    """Return the record of the last issue; None where nothing was published yet.

    Raises:
        UnreadableFile: the file is not such a record.
    """
    if not path.exists():
        return None
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise UnreadableFile(f"{path} is too large to be the record of a pack.")
        return PackRecord.model_validate_json(path.read_bytes())
    except (ValidationError, OSError) as fault:
        raise UnreadableFile(f"{path} is not the record of a pack; move it away, or restore it from a copy.") from fault


def record_bytes(record: PackRecord) -> bytes:
    """Return a record as it is kept: the same record, the same bytes."""
    return (record.model_dump_json(indent=1) + "\n").encode()


def moved(record: PackRecord, papers: Sequence[PublishedPaper]) -> Iterator[Problem]:
    """Find published pages that would move, and titles that would change, without a new version.

    Problems: published-page-moved, published-title-changed. Source: CouncilPapers, whose minor versions cannot change the
    titles of items once they are published.
    """
    hint = "add a row to the sheet Versions, with a new number and what changed"
    before = {paper.place: paper for paper in record.papers}
    for paper in papers:
        published = before.get(paper.place)
        if published is None:
            continue
        if published.pages != paper.pages:
            yield Problem(
                "published-page-moved",
                paper.where,
                f"{paper.place} was published on pages {published.pages}, and would now be on {paper.pages}.",
                hint,
            )
        if published.title != paper.title:
            yield Problem(
                "published-title-changed",
                paper.where,
                f"{paper.place} was published as {published.title[:60]!r}.",
                hint,
            )


def changes(record: PackRecord, papers: Sequence[PublishedPaper]) -> list[str]:
    """Return in words what is different from the last issue, paper by paper."""
    before = {paper.place: paper for paper in record.papers}
    now = {paper.place: paper for paper in papers}
    words = []
    for place, paper in now.items():
        old = before.get(place)
        if old is None:
            words.append(f"{place}: the paper is new, on pages {paper.pages}.")
            continue
        if old.title != paper.title:
            words.append(f"{place}: the title is changed.")
        if old.sha256 != paper.sha256:
            words.append(f"{place}: the paper is changed, on pages {paper.pages}.")
        elif old.pages != paper.pages:
            words.append(f"{place}: the paper is on pages {paper.pages}, before on {old.pages}.")
    words += [f"{place}: the paper is withdrawn." for place in before.keys() - now.keys()]
    return words
