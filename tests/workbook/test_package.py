"""A workbook is read, looked through and changed alike, whichever program has put its parts into which places."""

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from lxml import etree

from kccreport.ground.address import CellAddress
from kccreport.intake.submission import read_submission
from kccreport.workbook.editor import with_cells
from kccreport.workbook.hidden import hidden_things
from kccreport.workbook.package import WorkbookPackage
from kccreport.workbook.reader import Workbook, open_workbook
from tests import books
from tests.libreoffice import converted
from tests.packages import KINDS, OPENED_BY_LIBREOFFICE, parts
from tests.test_tools import needs

SAID = "What the service says, with < and & and Tŷ."
CHANGES = {
    CellAddress("Commentary", 2, 1): "HT02",
    CellAddress("Commentary", 2, 2): SAID,
    CellAddress("Commentary", 4, 2): "below a gap",
    CellAddress("Results", 2, 6): 0.5,
    CellAddress("Text", 3, 3): None,
}


def plain(path: Path) -> bytes:
    """A paper whose figures only a style tells apart, with something hidden."""

    def hide(book: openpyxl.Workbook) -> None:
        sheet = book.create_sheet("Notes")
        sheet.append(["a note"])
        sheet.append(["another"])
        sheet.row_dimensions[2].hidden = True
        sheet.sheet_state = "hidden"

    said = [{"References": "HT02", "Commentary": "so far"}, {"References": "HT02", "Commentary": "and more"}]
    return books.edited(books.save_whole(path, Commentary=said), hide).read_bytes()


def cells(workbook: Workbook) -> dict[str, tuple[object, str]]:
    return {
        str(cell.address): (cell.value, cell.number_format)
        for sheet in workbook.sheets
        for row in sheet.rows.values()
        for cell in row.values()
    }


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return plain(tmp_path_factory.mktemp("written"))


def looked_through(path: Path, content: bytes) -> tuple[object, object, set[tuple[str, str]]]:
    """What a package says: its cells, what is wrong with them, and what is hidden."""
    path.write_bytes(content)
    workbook = open_workbook(path)
    hidden = {(each.where, each.what) for each in hidden_things(content)}
    return cells(workbook), read_submission(workbook).problems, hidden


@pytest.fixture(scope="module")
def usual(written: bytes, tmp_path_factory: pytest.TempPathFactory) -> tuple[object, object, set[tuple[str, str]]]:
    return looked_through(tmp_path_factory.mktemp("usual") / "book.xlsx", written)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_package_is_read_and_looked_through_alike(
    written: bytes, usual: tuple[object, object, set[tuple[str, str]]], tmp_path: Path, kind: str
) -> None:
    found = looked_through(tmp_path / "book.xlsx", KINDS[kind](written))
    assert found == usual
    *_, hidden = found
    assert ("'Notes'", "rows are hidden or filtered away: 2") in hidden
    assert ("'Notes'", "the sheet is hidden") in hidden


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_package_is_changed_in_the_cells_named_and_nowhere_else(
    written: bytes, tmp_path: Path, kind: str
) -> None:
    before = KINDS[kind](written)
    path = tmp_path / "before.xlsx"
    path.write_bytes(before)
    was = cells(open_workbook(path))
    after = with_cells(before, CHANGES)
    path.write_bytes(after)
    now = cells(open_workbook(path))
    changed = {str(address): value for address, value in CHANGES.items()}
    assert {place: value for place, (value, _) in now.items() if place in changed} == {
        place: value for place, value in changed.items() if value is not None
    }
    assert {place: shown for place, shown in now.items() if place not in changed} == {
        place: shown for place, shown in was.items() if place not in changed
    }
    held, holds = parts(before), parts(after)
    untouched = [name for name, content in held.items() if holds[name] == content]
    assert len(held) - len(untouched) == 3, "three sheets were changed"
    assert list(held) == list(holds)
    assert_places_are_whole(after)


def assert_places_are_whole(content: bytes) -> None:
    """No row and no cell stands twice, all in order, in every sheet that has places at all."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        package = WorkbookPackage(archive)
        for sheet in package.sheets:
            root = etree.fromstring(package.read(sheet.part))
            rows = [int(row.get("r")) for row in root.iter("{*}row") if row.get("r")]
            assert rows == sorted(set(rows)), sheet.name
            for row in root.iter("{*}row"):
                places = [cell.get("r") for cell in row if cell.get("r")]
                assert places == sorted(set(places), key=lambda place: (len(place), place)), sheet.name
                if row.get("r"):
                    assert all(place.endswith(row.get("r")) for place in places)


@needs("soffice")
def test_libreoffice_reads_back_what_was_changed(written: bytes, tmp_path: Path) -> None:
    kinds = sorted(OPENED_BY_LIBREOFFICE)
    for number, kind in enumerate(kinds):
        (tmp_path / f"kind{number}.xlsx").write_bytes(with_cells(KINDS[kind](written), CHANGES))
    out = tmp_path / "out"
    converted("xlsx", [tmp_path / f"kind{number}.xlsx" for number in range(len(kinds))], out)
    for number, kind in enumerate(kinds):
        book = openpyxl.load_workbook(out / f"kind{number}.xlsx")
        assert book["Commentary"]["B2"].value == SAID, kind
        assert book["Commentary"]["B3"].value == "and more", kind
        assert book["Commentary"]["B4"].value == "below a gap", kind
        assert book["Results"]["F2"].value == 0.5, kind
        assert book["Results"]["A2"].value == "HT02", kind


def test_a_formula_that_cells_share_is_handed_on_when_its_first_cell_is_changed(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    book = openpyxl.Workbook()
    for row in range(1, 5):
        book.worksheets[0].append([row, 0])
    book.save(path)

    def share(name: str, content: bytes) -> bytes:
        for row in range(1, 5):
            text = 'ref="B1:B4" si="0">A1*2' if row == 1 else 'si="0">'
            content = content.replace(
                f'<c r="B{row}" t="n"><v>0</v></c>'.encode(),
                f'<c r="B{row}"><f t="shared" {text}</f><v>{row * 2}</v></c>'.encode(),
            )
        return content

    books.repacked(path, share)
    sheet = book.worksheets[0].title
    path.write_bytes(with_cells(path.read_bytes(), {CellAddress(sheet, 1, 2): 7}))
    formulas = openpyxl.load_workbook(path)[sheet]
    assert [formulas.cell(row, 2).value for row in range(1, 5)] == [7, "=A2*2", "=A3*2", "=A4*2"]


def test_a_new_row_goes_to_its_place_among_rows_out_of_order(tmp_path: Path) -> None:
    content = plain(tmp_path)
    path = tmp_path / "mixed.xlsx"
    path.write_bytes(content)

    def swap(name: str, old: bytes) -> bytes:
        start, end = old.find(b'<row r="2"'), old.find(b'<row r="3"')
        close = old.find(b"</row>", end) + len(b"</row>")
        return old[:start] + old[end:close] + old[start:end] + old[close:] if 0 < start < end < close else old

    books.repacked(path, swap)
    path.write_bytes(with_cells(path.read_bytes(), {CellAddress("Commentary", 2, 2): "new"}))
    found = next(sheet for sheet in open_workbook(path).sheets if sheet.name == "Commentary")
    assert [cell.value for row in found.rows.values() for cell in row.values() if cell.address.column == 2] == [
        "Commentary",
        "new",
        "and more",
    ]
