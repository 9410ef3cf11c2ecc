"""What becomes of every column is said once, in the schema; templates and rollover do what it says."""

from pathlib import Path

import pytest

from kccreport.agenda.intake.schema import AGENDA_SHEETS, MEETING_ITEMS
from kccreport.ground.address import CellAddress
from kccreport.intake.schema import ITEMS, PAPER, SHEETS
from kccreport.intake.sheet_format import Column, Fate, SheetFormat
from kccreport.intake.table import read_table
from kccreport.models.period import Period
from kccreport.models.submission import Submission
from kccreport.officers.kept import Kept, previous_of, what_is_kept
from kccreport.officers.rollover import Rollover, roll_over
from kccreport.workbook.reader import Workbook, open_workbook
from tests import books
from tests.samples import reading_of

COLUMNS = [(sheet, column) for sheet in SHEETS if sheet is not PAPER for column in sheet.columns]
NAMES = [f"{sheet.name}: {column.heading}" for sheet, column in COLUMNS]
NEXT_YEAR = Period(2021, 4)


def full(folder: Path) -> Workbook:
    """A workbook with something below every heading of every sheet, and beside every item."""
    records = {
        sheet.name: [{column.heading: f"{column.heading} typed" for column in sheet.columns}]
        for sheet in SHEETS
        if sheet is not PAPER
    }
    records[PAPER.name] = [{"Item": item.name, "Value": f"{item.name} typed"} for item in ITEMS]
    path = folder / "full.xlsx"
    path.write_bytes(books.plain(records))
    return open_workbook(path)


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    return full(tmp_path_factory.mktemp("full"))


@pytest.fixture(scope="module")
def submission() -> Submission:
    return reading_of("dashboard-2021").rated.submission


def cell_of(workbook: Workbook, sheet: SheetFormat, heading: str) -> CellAddress:
    table = read_table(workbook, sheet, [])
    assert table is not None
    return table.records[0].address(heading)


@pytest.fixture(scope="module")
def rolled(workbook: Workbook, submission: Submission) -> dict[bool, Rollover]:
    """What rollover does with the workbook, by whether it asks for targets again."""
    return {asks: roll_over(submission, workbook, NEXT_YEAR, carries_targets=not asks) for asks in (False, True)}


@pytest.fixture(scope="module")
def kept(workbook: Workbook) -> Kept:
    return what_is_kept(workbook)


@pytest.mark.parametrize(("sheet", "column"), COLUMNS, ids=NAMES)
@pytest.mark.parametrize("asks", [False, True])
def test_rollover_does_with_each_column_what_its_fate_says(
    workbook: Workbook, rolled: dict[bool, Rollover], sheet: SheetFormat, column: Column, asks: bool
) -> None:
    changed = rolled[asks].cells
    place = cell_of(workbook, sheet, column.heading)
    receives = {previous_of(heading) for heading in sheet.headings(Fate.PREVIOUS)}
    if column.heading == "Previous actions":
        assert changed[place] == "Actions typed (Action owner typed, by Action due typed)", (
            "with who does it and by when"
        )
    elif column.heading in receives:
        assert (
            changed[place]
            == column.heading.replace("revious ", "").lstrip("P").replace(" p", " ").capitalize() + " typed"
        )
    elif column.fate is Fate.CARRIED or (column.fate is Fate.AGREED and not asks):
        assert place not in changed
    else:
        assert place in changed, "it would print again"
        assert changed[place] is None


@pytest.mark.parametrize(("sheet", "column"), COLUMNS, ids=NAMES)
def test_a_template_keeps_of_each_column_what_its_fate_says(kept: Kept, sheet: SheetFormat, column: Column) -> None:
    rows = kept.rows[sheet.name]
    stays = column.fate in (Fate.CARRIED, Fate.AGREED)
    receives = column.heading in {previous_of(heading) for heading in sheet.headings(Fate.PREVIOUS)}
    assert any(column.heading in row for row in rows) is (stays or receives)


def test_items_are_carried_shifted_or_cleared(workbook: Workbook, submission: Submission) -> None:
    changed = roll_over(submission, workbook, NEXT_YEAR).cells
    table = read_table(workbook, PAPER, [])
    assert table is not None
    places = {record.text("Item"): record.address("Value") for record in table.records}
    shifted = {"Results up to": "April 2021", "Financial year": "2021/22"}
    for item in ITEMS:
        expected = {Fate.CARRIED: "untouched", Fate.CLEARED: None, Fate.SHIFTED: shifted.get(item.name, "a new value")}
        assert changed.get(places[item.name], "untouched") == expected[item.fate], item.name
    kept = what_is_kept(workbook).items
    assert set(kept) == {item.name for item in ITEMS if item.fate is Fate.CARRIED}


@pytest.mark.parametrize("sheet", [*SHEETS, *AGENDA_SHEETS], ids=lambda sheet: sheet.name)
def test_what_is_kept_as_previous_has_a_column_to_go_to(sheet: SheetFormat) -> None:
    assert {previous_of(heading) for heading in sheet.headings(Fate.PREVIOUS)} <= set(sheet.headings())
    assert all(isinstance(each.fate, Fate) for each in (*sheet.columns, *ITEMS, *MEETING_ITEMS))
