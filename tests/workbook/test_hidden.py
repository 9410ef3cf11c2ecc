"""Whatever a workbook holds that does not show is found, and the clean copy holds none of it."""

import io
import pickle
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Color, Font, PatternFill
from openpyxl.workbook.defined_name import DefinedName

from kccreport.ground.problem import warning
from kccreport.ground.report import lines
from kccreport.intake.schema import heading_notes
from kccreport.models.period import FinancialYear
from kccreport.officers.template import TemplateKind, template_bytes
from kccreport.roads import papers as pipeline
from kccreport.workbook.hidden import hidden_things
from kccreport.writers.data_copy import data_files
from tests import books
from tests.officers.test_template import recalculated
from tests.test_tools import needs

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


def coloured(colour: str, ground: str = "") -> Callable[[openpyxl.Workbook], None]:
    """Words on a sheet of their own, in one colour on another."""

    def edit(book: openpyxl.Workbook) -> None:
        cell = book.create_sheet("Notes")["B2"]
        cell.value = SECRET
        cell.font = Font(color=colour)
        if ground:
            cell.fill = PatternFill("solid", fgColor=ground)

    return edit


def themed(number: int) -> Callable[[openpyxl.Workbook], None]:
    def edit(book: openpyxl.Workbook) -> None:
        cell = book.create_sheet("Notes")["B2"]
        cell.value, cell.font = SECRET, Font(color=Color(theme=number))

    return edit


def formatted(value: object, code: str) -> Callable[[openpyxl.Workbook], None]:
    def edit(book: openpyxl.Workbook) -> None:
        cell = book.create_sheet("Notes")["B2"]
        cell.value, cell.number_format = value, code

    return edit


def sized(*, width: float = 0, height: float = 0) -> Callable[[openpyxl.Workbook], None]:
    def edit(book: openpyxl.Workbook) -> None:
        sheet = book.create_sheet("Notes")
        sheet["C3"] = SECRET
        if width:
            sheet.column_dimensions["C"].width = width
        if height:
            sheet.row_dimensions[3].height = height

    return edit


def in_main_part(xml: bytes) -> Callable[[Path], None]:
    """Something more in the main part, before its sheets."""
    return lambda path: void(
        books.repacked(path, lambda name, old: old.replace(b"<bookViews>", xml + b"<bookViews>", 1))
    )


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
THREADED = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
PERSONS = f'<personList xmlns="{THREADED}"><person displayName="{SECRET}" id="1"/></personList>'.encode()
CONNECTION = (
    f'<connections xmlns="{MAIN}"><connection id="1" name="clients"><dbPr connection="Data Source={SECRET};Pwd=x"/>'
    "</connection></connections>"
).encode()
PATH = f'<x:absPath xmlns:x="http://schemas.microsoft.com/office/spreadsheetml/2010/11/ac" url="C:\\\\{SECRET}"/>'
VIEW = f'<customWorkbookViews><customWorkbookView name="{SECRET} - Personal View" guid="x"/></customWorkbookViews>'
NOTE = (
    f'<comments xmlns="{MAIN}"><authors><author>{{}}</author></authors><commentList>'
    f'<comment ref="B2" authorId="0"><text><t>{SECRET}</t></text></comment></commentList></comments>'
)
PRINTER = "\\\\server\\Jane".encode("utf-16-le").ljust(64, b"\0") + b"\1\4"


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
    ("a column too narrow to see", by_hand(sized(width=0.2)), "columns are too narrow to be seen: C"),
    ("a row too low to see", by_hand(sized(height=0.75)), "rows are too low to be seen: 3"),
    (
        "white words",
        by_hand(coloured("FFFFFFFF")),
        "nobody sees, since they have the colour of their cell, or are too small: B2",
    ),
    ("almost white words", by_hand(coloured("FFFEFEFE")), "the colour of their cell, or are too small: B2"),
    ("words as blue as their cell", by_hand(coloured("FF123456", "FF123456")), "the colour of their cell"),
    ("words white by theme", by_hand(themed(0)), "the colour of their cell"),
    ("words that ;;; hides", by_hand(formatted(SECRET, ";;;")), "shows nothing: B2"),
    ("a figure that ;;; hides", by_hand(formatted(123456, ";;;")), "shows nothing: B2"),
    ("a figure that a format of colours hides", by_hand(formatted(123456, "[Red];[Blue];")), "shows nothing: B2"),
    ("a negative figure that a format hides", by_hand(formatted(-5, "0;;0;@")), "shows nothing: B2"),
    ("a figure in white by its format", by_hand(formatted(5, "[White]General")), "the colour of their cell"),
    (
        "connections",
        part("xl/connections.xml", CONNECTION),
        "connection strings to other data are kept (clients), with a password",
    ),
    ("people", part("xl/persons/person.xml", PERSONS), "its list of people names Jane Resident"),
    ("the author's folder", in_main_part(PATH.encode()), "the folder it was saved in is kept: C:"),
    ("a view of somebody's", in_main_part(VIEW.encode()), "a view of its own: Jane Resident"),
    ("who reserved it", in_main_part(f'<fileSharing userName="{SECRET}"/>'.encode()), "who reserved it: Jane"),
    ("a label", part("docMetadata/LabelInfo.xml", b"<labelList/>"), "a sensitivity label is kept"),
    ("a slicer cache", part("xl/slicerCaches/slicerCache1.xml", b"<a/>"), "a slicer keeps every value"),
    ("a timeline cache", part("xl/timelineCaches/timelineCache1.xml", b"<a/>"), "a timeline keeps"),
    ("a chart", part("xl/charts/chart1.xml", b"<a/>"), "a chart keeps a copy"),
    ("a picture", part("xl/media/image1.png"), "there are pictures, which keep what was cropped away"),
    ("a thumbnail", part("docProps/thumbnail.jpeg"), "a picture of its first page"),
    ("a query table", part("xl/queryTables/queryTable1.xml", b"<a/>"), "a query is kept"),
    ("a log of changes", part("xl/revisions/revisionLog1.xml", b"<a/>"), "a log of who changed what"),
    ("an add-in from the web", part("xl/webextensions/webextension1.xml", b"<a/>"), "add-ins from the web"),
    ("macros", part("xl/vbaProject.bin"), "it holds macros"),
    ("a printer that names a computer", part("xl/printerSettings/printerSettings1.bin", PRINTER), "name a computer: "),
    (
        "a note, its author only",
        part("xl/comments9.xml", NOTE.format("Jane Officer").encode()),
        "notes by Jane Officer: B2",
    ),
]


@pytest.mark.parametrize(("hide", "said"), [kind[1:] for kind in KINDS], ids=[kind[0] for kind in KINDS])
def test_each_kind_of_hidden_data_is_found_and_the_clean_copy_holds_none_of_it(
    tmp_path: Path, hide: Callable[[Path], None], said: str
) -> None:
    workbook = books.save(tmp_path)
    clean = whats(workbook.read_bytes())
    hide(workbook)
    found = [each.what for each in hidden_things(workbook.read_bytes()) if each.what not in clean]
    assert any(said in what for what in found), found
    read = pipeline.read(workbook, hidden=True)
    assert any(problem.code == "hidden-data" and said in problem.message for problem in read.problems)
    assert read.value is not None
    for name, content in clean_copy(pickle.dumps(read.value.rated)).items():
        assert SECRET.split(",")[0] not in everything(content), name


@cache
def whats(content: bytes) -> frozenset[str]:
    return frozenset(found.what for found in hidden_things(content))


@cache
def clean_copy(rated: bytes) -> dict[str, bytes]:
    """The files of what was read, by name: made once for all workbooks that say the same to the last letter."""
    files = data_files(pickle.loads(rated), Path("paper.pdf"), csv=True, workbook=True)
    return {path.name: content for path, content in files.items()}


def everything(content: bytes) -> str:
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return content.decode("utf-8-sig")
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return "".join(package.read(name).decode("latin-1") for name in package.namelist())


def test_our_own_workbooks_hide_nothing(tmp_path: Path) -> None:
    assert list(hidden_things(books.save_whole(tmp_path).read_bytes())) == []


NOT_HIDDEN: list[tuple[str, Callable[[Path], None]]] = [
    ("white words on blue", by_hand(coloured("FFFFFFFF", "FF12284B"))),
    ("grey words", by_hand(coloured("FF767676"))),
    ("black words by theme", by_hand(themed(1))),
    ("a nought that its format hides", by_hand(formatted(0, "0;-0;;@"))),
    ("words below a format for figures", by_hand(formatted("words", "0;;"))),
    ("a semicolon in quotes", by_hand(formatted(5, '0";"0'))),
    (
        "a printer of one's own",
        part("xl/printerSettings/printerSettings1.bin", "Microsoft Print to PDF".encode("utf-16-le")),
    ),
    ("a note of nobody", part("xl/comments9.xml", NOTE.format(" ").encode())),
    ("a name of a column of a table", by_hand(lambda book: a_defined(book, "Table1[2019]"))),
]


@pytest.fixture(scope="module")
def saved_again(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A workbook as openpyxl saves it."""
    return books.edited(books.save(tmp_path_factory.mktemp("own")), lambda book: None).read_bytes()


def a_defined(book: openpyxl.Workbook, text: str) -> None:
    book.defined_names["Prices"] = DefinedName("Prices", attr_text=text)


def hide_what_is_empty(book: openpyxl.Workbook) -> None:
    sheet = book["Results"]
    sheet.column_dimensions["Z"].hidden = True
    sheet.row_dimensions[99].hidden = True
    sheet.row_dimensions[98].height = 1


@pytest.mark.parametrize(
    "add",
    [kind[1] for kind in NOT_HIDDEN] + [by_hand(hide_what_is_empty)],
    ids=[kind[0] for kind in NOT_HIDDEN] + ["rows and columns that hold nothing"],
)
def test_what_everybody_sees_or_nobody_wrote_is_not_called_hidden(
    tmp_path: Path, saved_again: bytes, add: Callable[[Path], None]
) -> None:
    workbook = tmp_path / "book.xlsx"
    workbook.write_bytes(saved_again)
    before = list(hidden_things(saved_again))
    add(workbook)
    assert list(hidden_things(workbook.read_bytes())) == before


def test_a_note_of_nobody_is_named_unless_its_words_are_ours(tmp_path: Path) -> None:
    workbook = books.save_whole(tmp_path)
    part("xl/comments9.xml", NOTE.format(" ").encode())(workbook)
    content = workbook.read_bytes()
    assert [each.what for each in hidden_things(content, ("other words",))] == ["there are notes: B2"]
    assert list(hidden_things(content, ("Jane  resident, 4 High street",))) == []


def test_a_comment_with_replies_is_named_once_by_sheet_cell_and_person(tmp_path: Path) -> None:
    workbook = books.save_whole(tmp_path)
    said = f'<ThreadedComments xmlns="{THREADED}"><threadedComment ref="B2" personId="1" id="2"><text>x</text></threadedComment>'
    relation = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{relation}" Target="../odd/said.xml"/></Relationships>'
    )
    part("xl/odd/said.xml", f"{said}</ThreadedComments>".encode())(workbook)
    part("xl/persons/person.xml", PERSONS)(workbook)
    part("xl/comments9.xml", NOTE.format("tc={2}").encode())(workbook)
    with zipfile.ZipFile(workbook) as package:
        sheet = next(name for name in package.namelist() if name.endswith("worksheets/sheet2.xml"))
        target = sheet.replace("worksheets/", "worksheets/_rels/") + ".rels"
        old = package.read(target).decode() if target in package.namelist() else ""
    if old:
        one = rels.partition('package/2006/relationships">')[2].partition("</Relationships>")[0]
        books.repacked(
            workbook,
            lambda name, was: (
                was.replace(b"</Relationships>", f"{one}</Relationships>".encode()) if name == target else was
            ),
        )
    else:
        part(target, rels.encode())(workbook)
    found = [(each.where, each.what) for each in hidden_things(workbook.read_bytes())]
    assert found == [
        ("'Service areas'", f"there are comments with replies by {SECRET}: B2"),
        ("the workbook", f"its list of people names {SECRET}"),
    ]


def test_every_hidden_thing_is_shown_however_many_there_are() -> None:
    many = [warning("hidden-data", "the workbook", f"thing {number}") for number in range(20)]
    assert sum("thing" in line for line in lines(many)) == 20


@needs("soffice")
def test_our_own_notes_are_not_hidden_once_libreoffice_has_saved_them_again(tmp_path: Path) -> None:
    workbook = tmp_path / "template.xlsx"
    workbook.write_bytes(template_bytes(TemplateKind.QUARTERLY, FinancialYear(2021)))
    saved = recalculated(tmp_path, workbook.name) / workbook.name
    assert list(hidden_things(saved.read_bytes(), tuple(heading_notes()))) == []


def test_only_check_speaks_of_it(tmp_path: Path) -> None:
    workbook = books.edited(books.save_whole(tmp_path), an_author)
    assert pipeline.read(workbook).problems == ()


def test_a_part_that_cannot_be_read_is_said_and_not_a_crash(tmp_path: Path) -> None:
    workbook = books.save_whole(tmp_path)
    content = books.repacked(workbook, lambda name, old: b"<broken" if name == "docProps/app.xml" else old).read_bytes()
    assert [found.what for found in hidden_things(content)] == ["a part of it cannot be read"]
