"""The page stands beside the PDF: both are put in place, or neither is."""

from pathlib import Path

import pytest

from kccreport.ground.errors import UnwritableFile
from kccreport.roads import papers as road
from tests import books
from tests.writers.html.said import only, parsed, text_of


def workbook(folder: Path, **changes: object) -> Path:
    path = folder / "mine.xlsx"
    books.save(path, **changes)
    return path


def test_the_page_is_written_beside_the_pdf_and_says_which_paper_it_is(tmp_path: Path) -> None:
    out = tmp_path / "out" / "mine.pdf"
    built = road.build(workbook(tmp_path), out, html=True).value
    assert built is not None
    assert built.beside == (tmp_path / "out" / "mine.html",)
    assert sorted(path.name for path in out.parent.iterdir()) == ["mine.html", "mine.pdf"]
    tree, _ = parsed(built.beside[0].read_bytes())
    assert text_of(only(tree, "h1")) == books.PAPER["Subject"]
    assert "DRAFT" in text_of(only(tree, "main"))[:10] if built.is_draft else True


def test_without_the_option_there_is_no_page(tmp_path: Path) -> None:
    road.build(workbook(tmp_path), tmp_path / "mine.pdf")
    assert not (tmp_path / "mine.html").exists()


def test_where_the_page_cannot_be_put_the_pdf_stays_as_it_was(tmp_path: Path) -> None:
    out = tmp_path / "out" / "mine.pdf"
    (out.parent / "mine.html").mkdir(parents=True)
    out.write_bytes(b"as it was")
    with pytest.raises(UnwritableFile):
        road.build(workbook(tmp_path), out, html=True)
    assert out.read_bytes() == b"as it was"
