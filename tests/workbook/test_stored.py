"""What is read of a sheet is what openpyxl reads of it, which we do not read with, and what ECMA-376 says of the rest."""

import math
import zipfile
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils.datetime import from_excel, from_ISO8601

from kccreport.workbook.cell import Cell, clean_text
from kccreport.workbook.reader import open_workbook
from kccreport.workbook.serial import EPOCH_1900, EPOCH_1904, duration, iso_moment, moment
from tests import ROOT, books

SAMPLES = sorted((ROOT / "inputs").glob("*.xlsx"))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_every_cell_of_the_samples_is_as_openpyxl_reads_it(path: Path) -> None:
    theirs = openpyxl.load_workbook(path, data_only=True)
    ours = open_workbook(path)
    assert [sheet.name for sheet in ours.sheets] == theirs.sheetnames
    for sheet in ours.sheets:
        found = {
            (cell.row, cell.column): cell for row in theirs[sheet.name].iter_rows() for cell in row if cell.value is not None
        }  # fmt: skip
        held = {(row, column): cell for row, cells in sheet.rows.items() for column, cell in cells.items()}
        assert {place: cell.value for place, cell in held.items() if not cell.is_uncalculated} == {
            place: clean_text(cell.value).replace("\xad", "") if isinstance(cell.value, str) else cell.value
            for place, cell in found.items()
        }
        for place, cell in found.items():
            assert held[place].is_struck == bool(cell.font.strike), place
            if cell._style.numFmtId >= 164:  # below, the format is ours: British dates and pounds
                assert held[place].number_format == cell.number_format, place


serials = st.one_of(
    st.integers(-1, 2_958_465), st.floats(0, 2_958_465), st.floats(0, 61), st.sampled_from([0, 59, 60, 61, 0.5, 1, 59.99999])
)  # fmt: skip


@settings(max_examples=150)
@given(serials, st.sampled_from([EPOCH_1900, EPOCH_1904]))
def test_a_serial_number_is_the_moment_that_openpyxl_finds(serial: float, epoch: datetime) -> None:
    def found(read: Any, *arguments: Any, **options: Any) -> Any:
        try:
            return read(*arguments, **options)
        except (OverflowError, ValueError):
            return "no date"

    assert found(moment, serial, epoch) == found(from_excel, serial, epoch)
    assert found(duration, serial) == found(from_excel, serial, epoch, timedelta=True)


ISO = ["2020-12-20", "2020-12-20T09:30:00", "2020-12-20T09:30:00Z", "T09:30:00", "09:30:00", "09:30", "2020-12-20T09:30",
       "2020-12-20T09:30:15.250", "PT1H2M3S", "PT36H", "PT0.5S", "PT90M"]  # fmt: skip


@pytest.mark.parametrize("text", ISO)
def test_an_iso_moment_is_what_openpyxl_finds(text: str) -> None:
    theirs = from_ISO8601(text)
    assert iso_moment(text) == theirs
    assert type(iso_moment(text)) is type(theirs)


@pytest.mark.parametrize("text", ["", "PT", "P1D", "soon", "2020-13-01", "2020", "25:00:00"])
def test_what_is_no_iso_moment_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"isoformat|month|hour"):
        iso_moment(text)


STORED: dict[str, tuple[str, object]] = {  # the cell's XML, and what it holds: ECMA-376 part 1, 18.3.1.4 and 18.18.11
    "a whole number": ('<c r="A1"><v>12</v></c>', 12),
    "a number with an exponent": ('<c r="A1"><v>1.5E-3</v></c>', 0.0015),
    "a text of its own": ('<c r="A1" t="inlineStr"><is><t>a</t></is></c>', "a"),
    "a text of runs": ('<c r="A1" t="inlineStr"><is><r><t>a</t></r><r><rPr><b/></rPr><t>b</t></r></is></c>', "ab"),
    "how a text is spoken": (
        '<c r="A1" t="inlineStr"><is><t>a</t><rPh sb="0" eb="1"><t>ay</t></rPh></is></c>', "a"
    ),
    "the text of a formula": ('<c r="A1" t="str"><f>X</f><v>a</v></c>', "a"),
    "the number of a formula": ('<c r="A1"><f>1+1</f><v>2</v></c>', 2),
    "a truth": ('<c r="A1" t="b"><v>0</v></c>', False),
    "an ISO date": ('<c r="A1" t="d"><v>2020-12-20T00:00:00</v></c>', datetime(2020, 12, 20)),
    "a day": ('<c r="A1" t="d"><v>2020-12-20</v></c>', date(2020, 12, 20)),
    "a time": ('<c r="A1" t="d"><v>T09:30:00</v></c>', time(9, 30)),
    "a duration": ('<c r="A1" t="d"><v>PT1H</v></c>', timedelta(hours=1)),
    "no place": ("<c><v>7</v></c>", 7),
    "what is there besides cells": ('<extLst/><c><v>7</v></c>', 7),
}  # fmt: skip
FAULTY = {
    "no number": '<c r="A1"><v>NaN</v></c>',
    "no truth": '<c r="A1" t="b"><v>maybe</v></c>',
    "no date": '<c r="A1" t="d"><v>soon</v></c>',
    "an error": '<c r="A1" t="e"><v>#N/A</v></c>',
}


def first_cell(folder: Path, cell: str) -> Cell:
    path = folder / "book.xlsx"
    book = openpyxl.Workbook()
    book.active["A1"] = 55
    book.save(path)
    books.repacked(
        path, lambda _, content: content.replace(b'<c r="A1" t="n"><v>55</v></c>', cell.encode()) if b"55" in content else content
    )  # fmt: skip
    assert cell.encode() in zipfile.ZipFile(path).read("xl/worksheets/sheet1.xml")
    return open_workbook(path).sheets[0].rows[1][1]


@pytest.mark.parametrize(("cell", "value"), STORED.values(), ids=STORED)
def test_a_cell_holds_what_its_xml_says(tmp_path: Path, cell: str, value: object) -> None:
    found = first_cell(tmp_path, cell)
    assert (found.value, type(found.value), found.is_error) == (value, type(value), False)


@pytest.mark.parametrize("cell", FAULTY.values(), ids=FAULTY)
def test_a_cell_that_holds_no_such_thing_is_an_error_in_its_place(tmp_path: Path, cell: str) -> None:
    assert first_cell(tmp_path, cell).is_error


def test_a_date_beyond_the_last_is_an_error_in_its_place(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for at, serial in enumerate((44_185, 3_000_000, -5, math.pi), 1):
        book.active.cell(1, at, serial).number_format = "dd/mm/yyyy"
    book.save(tmp_path / "book.xlsx")
    found = open_workbook(tmp_path / "book.xlsx").sheets[0].rows[1]
    assert [found[at].is_error for at in range(1, 5)] == [False, True, False, False]
