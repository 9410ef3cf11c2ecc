"""A cell is changed, and nothing else in the package is."""

import io
import zipfile
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from lxml import etree
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill
from openpyxl.utils.cell import coordinate_to_tuple
from openpyxl.worksheet.datavalidation import DataValidation

from kccreport.ground.address import CellAddress
from kccreport.workbook.editor import NewValue, NoSuchSheet, with_cells
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


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET = "xl/worksheets/sheet1.xml"
# a cell of each kind that is stored (ECMA-376, 18.18.11), at A2 to A8, with styles 1 to 3 about
STORED = f"""<?xml version="1.0"?><worksheet xmlns="{MAIN}"><dimension ref="A1:B8"/><sheetData>
<row r="1"><c r="A1" t="inlineStr" s="1"><is><t>Head</t></is></c><c r="B1" s="2"><v>1</v></c></row>
<row r="2" ht="40" customHeight="1"><c r="A2" t="inlineStr" s="3"><is><t>x</t></is></c></row>
<row r="3" ht="40" customHeight="1"><c r="A3"><v>7</v></c></row>
<row r="4"><c r="A4" t="b"><v>1</v></c></row>
<row r="5"><c r="A5" t="e"><v>#REF!</v></c></row>
<row r="6"><c r="A6" t="str"><f>"a"&amp;"b"</f><v>ab</v></c></row>
<row r="7"><c r="A7"><f>1+1</f><v>2</v></c></row>
<row r="8"><c r="A8" s="1"/></row>
</sheetData></worksheet>"""


@cache
def stored() -> bytes:
    """A workbook whose first sheet is the one above."""
    book = openpyxl.Workbook()
    book.active.title = "A sheet"
    for look in (Font(bold=True), Font(italic=True), Font(strike=True)):
        book.create_sheet(f"look {look.b} {look.i}").cell(1, 1, "x").font = look
    saved, changed = io.BytesIO(), io.BytesIO()
    book.save(saved)
    with zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts(saved.getvalue()).items():
            package.writestr(name, STORED if name == SHEET else content)
    return changed.getvalue()


def edited(at: str, value: NewValue, like: str = "") -> Any:
    """The first sheet after a cell was changed, as XML."""
    address = CellAddress("A sheet", *coordinate_to_tuple(at))
    source = {address: CellAddress("A sheet", *coordinate_to_tuple(like))} if like else None
    return etree.fromstring(parts(with_cells(stored(), {address: value}, source))[SHEET])


def cell(sheet: Any, at: str) -> Any:
    return next(each for each in sheet.iter(f"{{{MAIN}}}c") if each.get("r") == at)


@pytest.mark.parametrize("at", [f"A{row}" for row in range(2, 9)])
@pytest.mark.parametrize("value", ["words", "7", "", 7, 0, 2.5, Decimal("0.10"), None])
def test_whatever_a_cell_held_it_then_holds_the_new_value_of_its_kind_and_keeps_its_look(
    at: str, value: NewValue
) -> None:
    found = cell(edited(at, value), at)
    style = {"A2": "3", "A8": "1"}.get(at)
    if isinstance(value, str):
        assert dict(found.attrib) == {"r": at, "t": "inlineStr"} | ({"s": style} if style else {})
        assert [each.tag for each in found] == [f"{{{MAIN}}}is"]
        assert "".join(found.itertext()) == value
    else:
        assert dict(found.attrib) == {"r": at} | ({"s": style} if style else {})
        assert [(each.tag, each.text) for each in found] == ([] if value is None else [(f"{{{MAIN}}}v", str(value))])


@pytest.mark.parametrize("text", [" before", "after ", "two  between", "a line\nbelow", "\ttab"])
def test_spaces_and_lines_of_a_text_are_kept(text: str) -> None:
    """XML readers may drop them unless told not to (XML 1.0, 2.10)."""
    (found,) = cell(edited("A2", text), "A2").iter(f"{{{MAIN}}}t")
    assert found.text == text
    assert found.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"


def test_a_row_fits_its_new_text_and_keeps_its_height_for_a_figure() -> None:
    for value, height in (("words " * 90, None), (7, "40"), (None, "40")):
        row = cell(edited("A3", value), "A3").getparent()
        assert (row.get("ht"), row.get("customHeight")) == (height, height and "1")


@pytest.mark.parametrize(
    ("at", "size"), [("A1", "A1:B8"), ("B8", "A1:B8"), ("C2", "A1:C8"), ("A9", "A1:B9"), ("AB120", "A1:AB120")]
)
def test_the_size_that_a_sheet_states_takes_in_the_new_cell(at: str, size: str) -> None:
    sheet = edited(at, "new")
    assert sheet.find(f"{{{MAIN}}}dimension").get("ref") == size
    places = [coordinate_to_tuple(each.get("r")) for each in sheet.iter(f"{{{MAIN}}}c")]
    assert places == sorted(places), "rows and cells are stored in order"


@pytest.mark.parametrize(
    ("at", "like", "style"),
    [
        ("B2", "", "2"),  # the one above
        ("B7", "", "2"),  # the nearest above, however far
        ("A9", "", "1"),
        ("C4", "", None),  # nothing above
        ("C4", "A2", "3"),
        ("B7", "A2", "3"),
        ("B7", "A3", None),  # that one has no look of its own
        ("B7", "C9", None),  # nothing there
    ],
)
def test_a_new_cell_looks_like_the_one_named_or_the_one_above(at: str, like: str, style: str | None) -> None:
    assert cell(edited(at, 1, like), at).get("s") == style


def test_every_part_keeps_its_time_its_attributes_and_its_way_of_storing(tmp_path: Path) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        for at, (name, content) in enumerate(parts(stored()).items()):
            entry = zipfile.ZipInfo(name, (2021, 3, 12, 10, at % 60, 0))
            entry.external_attr, entry.create_system = 0o640 << 16, at % 2 * 3
            package.writestr(entry, content, zipfile.ZIP_STORED if at % 3 else zipfile.ZIP_DEFLATED)
    after = with_cells(made.getvalue(), {CellAddress("A sheet", 2, 1): "new"})
    before, now = (zipfile.ZipFile(io.BytesIO(each)).infolist() for each in (made.getvalue(), after))
    for was, entry in zip(before, now, strict=True):
        for name in ("filename", "date_time", "external_attr", "create_system", "compress_type"):
            assert getattr(entry, name) == getattr(was, name), name
