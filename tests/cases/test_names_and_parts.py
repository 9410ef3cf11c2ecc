"""Workbooks that once went wrong: names, words and parts. What each holds and what is right is said by its test."""

import io
import shutil
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pikepdf
import pytest

from kccreport.ground.address import CellAddress
from kccreport.ground.errors import UnreadableFile
from kccreport.ground.problem import Problem
from kccreport.roads import officers as rounds
from kccreport.roads import papers as pipeline
from kccreport.workbook.editor import with_cells
from kccreport.workbook.reader import open_workbook
from tests.books import told
from tests.writers.pdf.checks import check
from tests.writers.pdf.walk import _kids

WORKBOOKS = Path(__file__).parent / "workbooks"


def checked(name: str, layout: str | None = None) -> tuple[Problem, ...]:
    """What `kccreport check` says of a case."""
    return pipeline.read(WORKBOOKS / f"{name}.xlsx", layout=layout, hidden=True).problems


def built(name: str, folder: Path) -> Path:
    out = folder / "paper.pdf"
    assert pipeline.build(WORKBOOKS / f"{name}.xlsx", out).value is not None
    return out


def said(out: Path) -> str:
    """Everything a paper's text says, in the order of its pages."""
    import pypdfium2

    document = pypdfium2.PdfDocument(out)
    words = "\n".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    return words


def test_a_main_part_of_another_name_is_read_checked_and_edited() -> None:
    assert checked("a05-workbook2") == ()
    before = (WORKBOOKS / "a05-workbook2.xlsx").read_bytes()
    after = with_cells(before, {CellAddress("Commentary", 2, 2): "New words."})
    assert openpyxl.load_workbook(io.BytesIO(after))["Commentary"]["B2"].value == "New words."
    with zipfile.ZipFile(io.BytesIO(before)) as was, zipfile.ZipFile(io.BytesIO(after)) as now:
        assert [name for name in was.namelist() if was.read(name) != now.read(name)] == ["xl/worksheets/sheet6.xml"]


def test_rows_without_places_are_merged_once_and_stay_valid(tmp_path: Path) -> None:
    workbook = Path(shutil.copy(WORKBOOKS / "a06-rows-without-r.xlsx", tmp_path))
    outcome = rounds.collect(workbook, [WORKBOOKS / "a06-return.xlsx"], date(2021, 3, 1))
    assert outcome.problems == ()
    rows = openpyxl.load_workbook(workbook)["Commentary"].iter_rows(values_only=True)
    assert [row[:2] for row in rows] == [
        ("References", "Commentary"),
        ("K2", "New words K2"),
        ("K1", "New words K1"),
    ]
    assert pipeline.read(workbook, hidden=True).problems == ()


def test_words_struck_out_within_a_cell_are_named() -> None:
    (only,) = checked("a09-partial-strikethrough")
    assert (only.code, only.where) == ("struck-through", "'Commentary'!B2")
    assert "'The contractor was dismissed for fraud.'" in only.message


@pytest.mark.parametrize("name", ["a10-nbsp-reference", "a13-ampersand-reference"])
def test_a_reference_with_a_hard_space_or_an_ampersand_is_read(name: str) -> None:
    assert checked(name) == ()


def test_every_hidden_place_is_named() -> None:
    said_of = "\n".join(problem.message for problem in checked("a14-hidden-places"))
    for words in (
        "connection strings", "the folder it was saved in is kept: C:\\Users\\pat.example\\Exempt\\", "Pat Example",
        "sensitivity label", "slicer", "picture", "picture of its first page", "query", "chart", "colour of their cell, or are too "
        "small: H5", "shows nothing: H6", "too narrow to be seen: H",
    ):  # fmt: skip
        assert words in said_of
    assert "example" not in said_of.partition("connection strings")[2].partition("\n")[0], (
        "a password is never repeated"
    )


def test_a_workbook_encrypted_by_a_label_is_told_from_one_with_a_password() -> None:
    with pytest.raises(UnreadableFile, match=r"sensitivity label .*, save a copy, and use that"):
        open_workbook(WORKBOOKS / "a15-label-encrypted.xlsx")


def test_a_hidden_column_that_is_used_is_a_warning() -> None:
    assert ("hidden-columns", "'Results'") in told(checked("a16-hidden-column"))


def test_a_comment_with_replies_is_named_with_its_cell_and_person() -> None:
    messages = [problem.message for problem in checked("a20-threaded-comment")]
    assert any("by Pat Example: B2" in message for message in messages)
    assert not any("tc=" in message for message in messages)


def test_a_sheet_of_results_with_only_references_and_periods_is_read() -> None:
    found = [problem for problem in checked("min_results", "dashboard") if "Results" in problem.where]
    assert not {"missing-heading", "unread-sheet"} & {problem.code for problem in found}


def test_a_link_over_several_lines_is_one_link_with_a_box_for_each(tmp_path: Path) -> None:
    out = built("b02-link-over-lines", tmp_path)
    assert check(out).faults == []
    with pikepdf.open(out) as pdf:
        links = [link for link in elements(pdf.Root.StructTreeRoot) if pikepdf.Name.Link == link.S]
        boxes = [[kid for kid in _kids(link) if not isinstance(kid, int) and "/Obj" in kid] for link in links]
        (strategy,) = (
            found for found in boxes if "/A" in found[0].Obj and "strategy" in str(found[0].Obj.A.get("/URI", ""))
        )
        assert len({float(box.Obj.Rect[1]) for box in strategy}) == len(strategy) > 1, "a box for each line"


def elements(element: pikepdf.Object) -> list[pikepdf.Object]:
    found = []
    for kid in _kids(element):
        if not isinstance(kid, int) and "/S" in kid:
            found += [kid, *elements(kid)]
    return found


def test_a_soft_hyphen_is_not_printed_and_is_named(tmp_path: Path) -> None:
    words = said(built("b04-soft-hyphen", tmp_path))
    assert "\xad" not in words
    assert "cooperation" in words
    assert told(checked("b04-soft-hyphen")) == [("soft-hyphen", "'Indicators'!B2"), ("soft-hyphen", "'Commentary'!B2")]


def test_a_draft_is_said_to_be_one_before_all_else(tmp_path: Path) -> None:
    out = built("b05-draft-welsh", tmp_path)
    assert check(out).faults == []
    with pikepdf.open(out) as pdf:
        document = _kids(pdf.Root.StructTreeRoot)[0]
        first = _kids(document)[0]
        assert first.S == pikepdf.Name.P
        code = pdf.pages[0].Contents.read_bytes()
        mark = code.index(f"<</MCID {int(_kids(first)[0])}>>".encode())
        assert b"0.866 0.5" in code[mark : code.index(b"EMC", mark)], "the watermark itself is its content"
