"""The large-print edition stands beside the paper, and beside its summary where that is asked for too."""

from pathlib import Path

import pymupdf
import pytest

from kccreport.cli.running import Usage
from kccreport.roads.papers import build
from tests import books
from tests.cli.test_commands import run


def test_it_is_written_beside_the_paper_and_beside_its_summary(tmp_path: Path) -> None:
    book, out = tmp_path / "mine.xlsx", tmp_path / "out" / "mine.pdf"
    books.save(book)
    built = build(book, out, with_large=True, with_summary=True).value
    assert built is not None
    names = ["mine-large.pdf", "mine-summary-large.pdf", "mine-summary.pdf", "mine.pdf"]
    assert sorted(path.name for path in out.parent.iterdir()) == names
    assert sorted(path.name for path in built.beside) == names[:3]
    for name in (names[0], names[1]):
        words = pymupdf.open(out.parent / name)[0].get_text("dict")["blocks"]
        assert min(span["size"] for block in words for line in block["lines"] for span in line["spans"]) > 15.9


def test_two_workbooks_that_would_make_the_same_file_are_refused(tmp_path: Path) -> None:
    for name in ("mine.xlsx", "mine-large.xlsx"):
        books.save(tmp_path / name)
    asked = [str(tmp_path / name) for name in ("mine.xlsx", "mine-large.xlsx")]
    with pytest.raises(Usage, match=r"would both make mine-large\.pdf"):
        run("build", *asked, "--large", "--out", str(tmp_path / "out"))
