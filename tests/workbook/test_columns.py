"""A column comes in among others only where nothing else can notice; what moves, moves whole."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table

from kccreport.workbook.columns import with_colours, with_column
from kccreport.workbook.editor import repacked

WIDTHS = {"A": 8, "B": 9, "C": 10, "D": 30, "E": 40}


def workbook(edit: Callable[[Any], None] = lambda book: None) -> bytes:
    """Two periods, a year to date and a status, with all that a template has on such a sheet."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Results"
    for row in (
        ["Reference", "Jun 26", "Sep 26", "Year to date", "Status"],
        ["H1", 1, 2, "=B2+C2", "x"],
        ["H2", 3, 4, 7, "y"],
    ):
        sheet.append(row)
    sheet["D1"].comment = Comment("the year", "us")
    sheet["B1"].comment = Comment("June", "us")
    sheet.conditional_formatting.add("B2:C3", FormulaRule(["B2>$A2"], fill=PatternFill("solid", bgColor="FF00FF00")))
    for place in ("E2:E3", "A2:A3"):
        listed = DataValidation("list", formula1='"x,y"')
        listed.add(place)
        sheet.add_data_validation(listed)
    sheet.add_table(Table(displayName="Table_Results", ref="A1:E3"))
    for letter, width in WIDTHS.items():
        sheet.column_dimensions[letter].width = width
    sheet.print_title_rows = "1:1"
    other = book.create_sheet("Other")
    other["A1"] = "=B1+1"
    edit(book)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def test_what_stands_to_the_right_moves_with_all_that_belongs_to_it() -> None:
    made = with_column(workbook(), "Results", 4, "Dec 26")
    assert made is not None
    book = openpyxl.load_workbook(io.BytesIO(made))
    sheet = book["Results"]
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["Reference", "Jun 26", "Sep 26", None, "Year to date", "Status"],
        ["H1", 1, 2, None, "=B2+C2", "x"],
        ["H2", 3, 4, None, 7, "y"],
    ]
    assert {cell.coordinate: cell.comment.text for cell in sheet[1] if cell.comment} == {"B1": "June", "E1": "the year"}
    assert [str(each.sqref) for each in sheet.conditional_formatting] == ["B2:D3"]
    assert [str(each.sqref) for each in sheet.data_validations.dataValidation] == ["F2:F3", "A2:A3"]
    table = sheet.tables["Table_Results"]
    assert (table.ref, table.autoFilter.ref) == ("A1:F3", "A1:F3")
    assert [each.name for each in table.tableColumns] == [
        "Reference", "Jun 26", "Sep 26", "Dec 26", "Year to date", "Status",
    ]  # fmt: skip
    widths = {letter: sheet.column_dimensions[letter].width for letter in ("E", "F")}
    assert widths == {"E": 30, "F": 40}
    assert book["Other"]["A1"].value == "=B1+1"


@pytest.mark.parametrize(
    "edit",
    [
        lambda book: book["Other"].__setitem__("A2", "=Results!D2"),
        lambda book: book["Other"].__setitem__("A2", "=SUM('Results'!B2:E2)"),
        lambda book: book["Other"].__setitem__("A2", "=SUM(Table_Results[Status])"),
        lambda book: book["Other"].__setitem__("A2", '=INDIRECT("Results"&"!D2")'),
        lambda book: book["Results"].__setitem__("E2", "=D2*2"),
        lambda book: book["Results"].__setitem__("E2", "=SUM(B2:D2)"),
        lambda book: book["Results"].__setitem__("E2", "=SUM(D:D)"),
        lambda book: book["Results"].__setitem__("E2", "=COUNTA(2:2)"),
        lambda book: book.defined_names.add(DefinedName("ytd", attr_text="Results!$D$2:$D$3")),
        lambda book: setattr(book["Results"], "print_area", "A1:E3"),
        lambda book: book["Results"].add_chart(openpyxl.chart.BarChart(), "H2"),
        lambda book: book["Results"].conditional_formatting.add("B2:C3", FormulaRule(["D2>1"])),
    ],
)  # fmt: skip
def test_where_anything_may_refer_to_what_would_move_nothing_is_done(edit: Callable[[Any], None]) -> None:
    assert with_column(workbook(edit), "Results", 4, "Dec 26") is None


def test_a_colour_goes_on_looking_at_the_same_column() -> None:
    rule = FormulaRule(['IF(OR($D2="[x]",$E$1="$D2"),B2>Other!$D$4,$B2)'])
    made = with_column(
        workbook(lambda book: book["Results"].conditional_formatting.add("B2:C3", rule)), "Results", 4, "Dec 26"
    )
    assert made is not None
    rules = openpyxl.load_workbook(io.BytesIO(made))["Results"].conditional_formatting
    (found,) = [each for area in rules for each in area.rules if "[x]" in str(each.formula)]
    assert found.formula == ['IF(OR($E2="[x]",$F$1="$D2"),B2>Other!$D$4,$B2)']


@pytest.mark.parametrize("apostrophe", [b"'", b"&apos;", b"&#39;", b"&#x27;"])
def test_a_reference_is_seen_however_its_apostrophes_are_written(apostrophe: bytes) -> None:
    def edit(book: Any) -> None:
        book["Results"].title = "My Results"
        book["Other"]["A2"] = "='My Results'!D2"

    with zipfile.ZipFile(io.BytesIO(workbook(edit))) as old:
        name = old.namelist()[
            [b"My Results" in old.read(each) and b"<f>" in old.read(each) for each in old.namelist()].index(True)
        ]
        changed = repacked(old, {name: old.read(name).replace(b"'", apostrophe)})
    assert with_column(changed, "My Results", 4, "Dec 26") is None


def test_a_heading_that_a_table_has_already_or_a_sheet_that_is_not_there_changes_nothing() -> None:
    assert with_column(workbook(), "Results", 4, "Status") is None
    assert with_column(workbook(), "None", 4, "Dec 26") is None


def test_colours_reach_a_column_further_on() -> None:
    made = with_colours(workbook(), "Results", 3, 7)
    sheet = openpyxl.load_workbook(io.BytesIO(made))["Results"]
    assert [str(each.sqref) for each in sheet.conditional_formatting] == ["B2:C3 G2:G3"]
    again = with_colours(made, "Results", 3, 7)
    assert [str(e.sqref) for e in openpyxl.load_workbook(io.BytesIO(again))["Results"].conditional_formatting] == [
        "B2:C3 G2:G3"
    ]
