"""A cell is changed, and nothing else in the package is."""

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation

from kccreport.ground.address import CellAddress
from kccreport.workbook.editor import NoSuchSheet, with_cells
from kccreport.workbook.reader import open_workbook


def rich(path: Path) -> bytes:
    """A workbook with much in it that a program may lose."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "A sheet"
    for row in (["Head", "Other"], ["x", 1], ["y", "=B2+1"]):
        sheet.append(row)
    sheet["B2"].font = Font(bold=True)
    sheet["A1"].comment = Comment("note", "someone")
    validation = DataValidation("list", formula1='"a,b"')
    validation.add("A2:A9")
    sheet.add_data_validation(validation)
    sheet.conditional_formatting.add("B2:B9", CellIsRule("greaterThan", ["1"], fill=PatternFill("solid", "FFFF0000")))
    chart = BarChart()
    chart.add_data(Reference(sheet, 2, 1, 2, 3))
    sheet.add_chart(chart, "D5")
    book.create_sheet("Other").append(["untouched"])
    book.save(path)
    return path.read_bytes()


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_only_the_part_that_holds_the_cell_is_changed(tmp_path: Path) -> None:
    before = rich(tmp_path / "book.xlsx")
    after = with_cells(before, {CellAddress("A sheet", 2, 1): "new"})
    was, now = parts(before), parts(after)
    assert list(was) == list(now)
    assert [name for name in was if was[name] != now[name]] == ["xl/worksheets/sheet1.xml"]
    for mark in (b"dataValidation", b"conditionalFormatting", b"<drawing", b"legacyDrawing"):
        assert now["xl/worksheets/sheet1.xml"].count(mark) == was["xl/worksheets/sheet1.xml"].count(mark)


def test_changed_and_new_cells_read_back(tmp_path: Path) -> None:
    at = {(2, 1): "=not a formula", (2, 2): 7.5, (3, 1): None, (5, 2): "below", (2, 4): "beside", (1, 3): "head"}
    cells = {CellAddress("A sheet", row, column): value for (row, column), value in at.items()}
    path = tmp_path / "after.xlsx"
    path.write_bytes(with_cells(rich(tmp_path / "book.xlsx"), cells))
    sheet = openpyxl.load_workbook(path)["A sheet"]
    for (row, column), value in at.items():
        assert sheet.cell(row, column).value == value
    assert sheet["A2"].data_type in ("s", "inlineStr")
    assert sheet["B2"].font.b, "its look is kept"
    assert sheet["B5"].has_style == sheet["B3"].has_style
    read = open_workbook(path)
    assert [cell.text for cell in read.sheets[0].rows[2].values()] == ["=not a formula", "7.5", "beside"]


def test_a_formula_that_goes_takes_the_order_of_calculation_with_it(tmp_path: Path) -> None:
    before = rich(tmp_path / "book.xlsx")
    chained = io.BytesIO()
    with zipfile.ZipFile(chained, "w") as package:
        for name, content in parts(before).items():
            if name == "[Content_Types].xml":
                content = content.replace(
                    b"</Types>", b'<Override PartName="/xl/calcChain.xml" ContentType="x"/></Types>'
                )
            if name == "xl/_rels/workbook.xml.rels":
                content = content.replace(
                    b"</Relationships>", b'<Relationship Id="rId99" Type="t" Target="calcChain.xml"/></Relationships>'
                )
            package.writestr(name, content)
        package.writestr("xl/calcChain.xml", b"<calcChain/>")
    kept = parts(with_cells(chained.getvalue(), {CellAddress("A sheet", 2, 1): "x"}))
    assert "xl/calcChain.xml" in kept
    gone = parts(with_cells(chained.getvalue(), {CellAddress("A sheet", 3, 2): 5}))
    assert "xl/calcChain.xml" not in gone
    assert b"calcChain" not in gone["[Content_Types].xml"] + gone["xl/_rels/workbook.xml.rels"]


def test_a_sheet_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NoSuchSheet, match="Nowhere"):
        with_cells(rich(tmp_path / "book.xlsx"), {CellAddress("Nowhere", 1, 1): "x"})
