"""What an issue of a pack published, and what is different in the next."""

from pathlib import Path

import pytest

from kccreport.ground.errors import UnreadableFile
from kccreport.published.packs import (
    PackRecord,
    PublishedPaper,
    changes,
    file_hash,
    moved,
    read_pack_record,
    record_bytes,
)


def paper(place: str, pages: str = "2", title: str = "A report", sha256: str = "aa") -> PublishedPaper:
    return PublishedPaper(place=place, title=title, pages=pages, sha256=sha256, where="'Agenda'!B2")


BEFORE = PackRecord(version="1", papers=(paper("Item 1"), paper("Item 2", "3–9")))


@pytest.mark.parametrize(
    ("now", "words"),
    [
        ([paper("Item 1"), paper("Item 2", "3–9")], []),
        ([paper("Item 1")], ["Item 2: the paper is withdrawn."]),
        ([paper("Item 2", "3–9")], ["Item 1: the paper is withdrawn."]),
        (
            [paper("Item 1"), paper("Item 2", "3–9"), paper("Item 3", "10")],
            ["Item 3: the paper is new, on pages 10."],
        ),
        ([paper("Item 1", title="Another"), paper("Item 2", "3–9")], ["Item 1: the title is changed."]),
        ([paper("Item 1", sha256="bb"), paper("Item 2", "3–9")], ["Item 1: the paper is changed, on pages 2."]),
        ([paper("Item 1"), paper("Item 2", "4–10")], ["Item 2: the paper is on pages 4–10, before on 3–9."]),
        (
            [paper("Item 1", "5", "Another", "bb")],
            [
                "Item 1: the title is changed.",
                "Item 1: the paper is changed, on pages 5.",
                "Item 2: the paper is withdrawn.",
            ],
        ),
    ],
)
def test_each_difference_is_said_once_paper_by_paper(now: list[PublishedPaper], words: list[str]) -> None:
    assert changes(BEFORE, now) == words


@pytest.mark.parametrize(
    ("now", "codes"),
    [
        ([paper("Item 1"), paper("Item 2", "3–9")], []),
        ([paper("Item 1")], []),
        ([paper("Item 3", "10")], []),
        ([paper("Item 1", sha256="bb")], []),  # the same pages: a correction
        ([paper("Item 1", "2A")], ["published-page-moved"]),
        ([paper("Item 2", "3–10")], ["published-page-moved"]),
        ([paper("Item 1", title="A Report")], ["published-title-changed"]),
        ([paper("Item 1", "5", "Another")], ["published-page-moved", "published-title-changed"]),
    ],
)
def test_pages_and_titles_of_published_papers_may_not_change(now: list[PublishedPaper], codes: list[str]) -> None:
    found = list(moved(BEFORE, now))
    assert [each.code for each in found] == codes
    assert all(each.is_error and each.where == "'Agenda'!B2" for each in found)


def test_a_record_is_kept_whole_and_a_hash_is_that_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "agenda.pack.json"
    assert read_pack_record(path) is None
    path.write_bytes(record_bytes(BEFORE))
    assert read_pack_record(path) == BEFORE
    # FIPS 180-4, the example of one block
    (tmp_path / "abc").write_bytes(b"abc")
    assert file_hash(tmp_path / "abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"papers": [{"place": 1}]}', bytes(range(256))])
def test_a_file_that_is_no_record_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.json").write_bytes(content)
    with pytest.raises(UnreadableFile, match="not the record of a pack"):
        read_pack_record(tmp_path / "x.json")


def test_a_record_that_is_far_too_large_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_bytes(record_bytes(BEFORE))
    with path.open("ab") as file:
        file.truncate(5_000_001)
    with pytest.raises(UnreadableFile, match="too large"):
        read_pack_record(path)
