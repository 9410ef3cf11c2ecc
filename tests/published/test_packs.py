"""What an issue of a pack published is kept whole; what is different in the next is in tests/agenda/test_reissue.py."""

from pathlib import Path

import pytest

from kccreport.ground.errors import UnreadableFile
from kccreport.published.packs import (
    PackRecord,
    PublishedPaper,
    file_hash,
    read_pack_record,
    record_bytes,
)


def paper(place: str, pages: str = "2", title: str = "A report", sha256: str = "aa") -> PublishedPaper:
    return PublishedPaper(place=place, title=title, pages=pages, sha256=sha256, where="'Agenda'!B2")


BEFORE = PackRecord(version="1", papers=(paper("Item 1"), paper("Item 2", "3–9")))


def test_a_record_is_kept_whole_and_a_hash_is_that_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "agenda.pack.json"
    assert read_pack_record(path) is None
    path.write_bytes(record_bytes(BEFORE))
    read = read_pack_record(path)
    assert read is not None
    known = {"place", "title", "pages", "sha256", "where"}
    assert [each.model_dump(include=known) for each in read.papers] == [
        each.model_dump(include=known) for each in BEFORE.papers
    ]
    path.write_bytes(record_bytes(read))
    assert read_pack_record(path) == read, "once it is complete, it stays as it is"
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
