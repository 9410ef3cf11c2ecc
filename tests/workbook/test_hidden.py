"""Whatever a workbook holds that does not show is found, and the clean copy holds none of it."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName

from kccreport.roads import papers as pipeline
from kccreport.workbook.hidden import hidden_things
from tests import books

SECRET = "Jane Resident, 4 High Street"


def part(name: str, content: bytes = SECRET.encode()) -> Callable[[Path], None]:
    def add(path: Path) -> None:
        with zipfile.ZipFile(path, "a") as package:
            package.writestr(name, content)

    return add


def by_hand(edit: Callable[[openpyxl.Workbook], None]) -> Callable[[Path], None]:
    return lambda path: void(books.edited(path, edit))


def void(_: object) -> None:
    return None


def a_sheet(state: str) -> Callable[[openpyxl.Workbook], None]:
    def edit(book: openpyxl.Workbook) -> None:
        sheet = book.create_sheet("Notes")
        sheet["A1"] = SECRET
        sheet.sheet_state = state

    return edit


def a_row(book: openpyxl.Workbook) -> None:
    sheet = book.create_sheet("Notes")
    sheet["A9"] = SECRET
    sheet.row_dimensions[9].hidden = True


def a_column(book: openpyxl.Workbook) -> None:
    sheet = book.create_sheet("Notes")
    sheet["Z1"] = SECRET
    sheet.column_dimensions["Z"].hidden = True


def a_note(book: openpyxl.Workbook) -> None:
    book["Results"]["B2"].comment = Comment(SECRET, "Jane Officer")


def a_name(book: openpyxl.Workbook) -> None:
    book.defined_names["Prices"] = DefinedName("Prices", attr_text="'[1]Secret'!$A$1")


def a_hidden_name(book: openpyxl.Workbook) -> None:
    book.defined_names["Secret"] = DefinedName("Secret", attr_text="'Paper'!$A$1", hidden=True)


def an_author(book: openpyxl.Workbook) -> None:
    book.properties.creator = SECRET


def a_last_author(book: openpyxl.Workbook) -> None:
    book.properties.lastModifiedBy = SECRET


KINDS: list[tuple[str, Callable[[Path], None], str]] = [
    ("a hidden sheet", by_hand(a_sheet("hidden")), "the sheet is hidden"),
    ("a very hidden sheet", by_hand(a_sheet("veryHidden")), "menus do not show it"),
    ("a hidden row", by_hand(a_row), "rows are hidden or filtered away: 9"),
    ("a hidden column", by_hand(a_column), "columns are hidden or filtered away: Z"),
    ("a note", by_hand(a_note), "notes by Jane Officer"),
    ("a comment with replies", part("xl/threadedComments/threadedComment1.xml"), "comments with replies"),
    ("a pivot cache", part("xl/pivotCache/pivotCacheRecords1.xml"), "pivot table keeps a copy"),
    ("an external link", part("xl/externalLinks/externalLink1.xml"), "values of other workbooks"),
    ("an embedded file", part("xl/embeddings/oleObject1.bin"), "files are embedded"),
    ("a data model", part("xl/model/item.data"), "data model"),
    ("data of other programs", part("customXml/item1.xml"), "other programs"),
    ("a name that points outside", by_hand(a_name), "the name Prices points outside"),
    ("a hidden name", by_hand(a_hidden_name), "the name Secret is hidden"),
    ("an author", by_hand(an_author), "the author: Jane Resident"),
    ("who saved it last", by_hand(a_last_author), "who saved it last: Jane Resident"),
    (
        "properties of its own",
        part("docProps/custom.xml", f"<Properties>{SECRET}</Properties>".encode()),
        "properties of its own",
    ),
]


@pytest.mark.parametrize(("hide", "said"), [kind[1:] for kind in KINDS], ids=[kind[0] for kind in KINDS])
def test_each_kind_of_hidden_data_is_found_and_the_clean_copy_holds_none_of_it(
    tmp_path: Path, hide: Callable[[Path], None], said: str
) -> None:
    workbook = books.save(tmp_path)
    clean = {found.what for found in hidden_things(workbook.read_bytes())}
    hide(workbook)
    found = [each.what for each in hidden_things(workbook.read_bytes()) if each.what not in clean]
    assert any(said in what for what in found), found
    problems = pipeline.read(workbook, hidden=True).problems
    assert any(problem.code == "hidden-data" and said in problem.message for problem in problems)
    built = pipeline.build(workbook, tmp_path / "out" / "paper.pdf").value
    assert built is not None
    assert built.reading is not None
    for path in pipeline.write_data(built.reading, tmp_path / "out" / "paper.pdf", csv=True, workbook=True):
        assert SECRET.split(",")[0] not in everything(path), path.name


def everything(path: Path) -> str:
    if path.suffix != ".xlsx":
        return path.read_text("utf-8-sig")
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as package:
        return "".join(package.read(name).decode("latin-1") for name in package.namelist())


def test_our_own_workbooks_hide_nothing(tmp_path: Path) -> None:
    assert list(hidden_things(books.save(tmp_path).read_bytes())) == []


def test_only_check_speaks_of_it(tmp_path: Path) -> None:
    workbook = books.edited(books.save(tmp_path), an_author)
    assert pipeline.read(workbook).problems == ()


def test_a_part_that_cannot_be_read_is_said_and_not_a_crash(tmp_path: Path) -> None:
    workbook = books.save(tmp_path)
    content = books.repacked(workbook, lambda name, old: b"<broken" if name == "docProps/app.xml" else old).read_bytes()
    assert [found.what for found in hidden_things(content)] == ["a part of it cannot be read"]
