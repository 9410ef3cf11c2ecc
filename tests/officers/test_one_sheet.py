"""The officers' round on a workbook of one sheet: next period, commentary, templates, differences, data, LibreOffice."""

import csv
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from kccreport.ground.problem import Outcome
from kccreport.intake.indicators import Manner, read_indicators
from kccreport.intake.paper_tables import paper_tables
from kccreport.intake.schema import INDICATORS
from kccreport.intake.submission import read_submission
from kccreport.models.indicator import Kpi
from kccreport.models.measure import Status
from kccreport.models.submission import Submission
from kccreport.rating.audit import disagreements
from kccreport.rating.summary import diff_data
from kccreport.roads import officers, papers
from kccreport.workbook.reader import open_workbook
from tests import ROOT
from tests.intake.one_sheet.sheets import Rows, save
from tests.officers.test_template import recalculated
from tests.test_tools import needs

LAYOUTS = Path(__file__).parents[1] / "intake" / "one_sheet" / "layouts"
TODAY = date(2024, 10, 20)
HEADINGS = [
    "Group",
    "Title",
    "Polarity",
    "Target",
    "Amber limit",
    "Q1 2024/25",
    "Q2 2024/25",
    "Commentary",
    "Owner",
    "Directorate",
]
ROWS: list[list[Any]] = [
    ["Council", "Invented Borough Council"],
    ["Title", "Quarter 2 report"],
    ["Results up to", "Q2 2024/25"],
    ["Layout", "plain"],
    [],
    HEADINGS,
    ["Housing"],
    [None, "Repairs on time", "Higher", "95%", "90%", "94%", "85%", "Two posts were vacant.", "Ann Day", "Place"],
    [None, "Re-let time (days)", "Lower", 20, 25, 22, 30, None, "Bob Fox", "Place"],
    ["Contact"],
    [None, "Calls taken", None, "No target", None, 1200, 1300, None, "Ann Day", "Resources"],
]


@pytest.fixture
def june(tmp_path: Path) -> Path:
    return save(tmp_path / "june.xlsx", ROWS)


def read(path: Path) -> Submission:
    outcome = read_submission(open_workbook(path))
    assert outcome.value is not None, [str(each) for each in outcome.problems]
    return outcome.value


def cells(path: Path) -> dict[str, Any]:
    sheet = openpyxl.load_workbook(path)["Measures"]
    return {cell.coordinate: cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None}


def column(path: Path, heading: str, row: int = 6) -> int:
    sheet: Any = openpyxl.load_workbook(path)["Measures"]
    return next(cell.column for cell in sheet[row] if cell.value == heading)


def values(submission: Submission) -> Mapping[str, list[str]]:
    return {each.title: [period.label for period in each.results] for each in submission.indicators}


def test_the_next_workbook_has_a_column_more_and_what_was_said_is_kept_as_previous(june: Path, tmp_path: Path) -> None:
    out = tmp_path / "september.xlsx"
    outcome = officers.rollover(june, out, layouts=LAYOUTS)
    assert outcome.value is not None, outcome.problems
    assert outcome.value.results_up_to == "December 2024"
    after = openpyxl.load_workbook(out)["Measures"]
    headings = [cell.value for cell in after[6]]
    assert headings == [*HEADINGS[:7], "Q3 2024/25", *HEADINGS[7:], "Previous commentary"]
    assert (after["B3"].value, after["B2"].value, after["B1"].value) == (
        "December 2024",
        "Quarter 3 report",
        "Invented Borough Council",
    )
    assert [after.cell(8, at).value for at in (7, 8, 9, 12)] == [0.85, None, None, "Two posts were vacant."]
    assert after["H8"].number_format == "0%", "the new column looks like the one before it"
    submission = read_as_it_is(out)
    assert submission is not None
    assert submission.previous_commentary == {"Repairs on time": "Two posts were vacant."}


def read_as_it_is(path: Path) -> Submission | None:
    from kccreport.intake.submission import read_as_far_as_possible

    return read_as_far_as_possible(open_workbook(path)).submission


def test_headings_that_do_not_say_their_year_are_spelt_out_when_the_year_moves_on(tmp_path: Path) -> None:
    rows = [list(row) for row in ROWS]
    rows[5][5:7] = ["Last quarter", "This quarter"]
    june, out = save(tmp_path / "june.xlsx", rows), tmp_path / "september.xlsx"
    assert officers.rollover(june, out, layouts=LAYOUTS).value is not None
    headings = [cell.value for cell in openpyxl.load_workbook(out)["Measures"][6]]
    assert headings[5:8] == ["Quarter 1 2024/25", "Quarter 2 2024/25", "Q3 2024/25"]


def test_a_sheet_that_does_not_say_its_period_is_asked_for_the_new_one_all_the_same(tmp_path: Path) -> None:
    rows = [*ROWS[:2], ROWS[3], [], *ROWS[5:]]
    out = tmp_path / "september.xlsx"
    assert officers.rollover(save(tmp_path / "june.xlsx", rows), out, layouts=LAYOUTS).value is not None
    after = cells(out)
    assert (after["A4"], after["B4"]) == ("Results up to", "December 2024")
    asked = [each.where for each in papers.read(out, layouts=LAYOUTS).problems if each.code == "missing-result"]
    assert asked == ["'Measures'!H7", "'Measures'!H8", "'Measures'!H10"]
    full = save(tmp_path / "full.xlsx", [*ROWS[:2], ROWS[3], *ROWS[5:]])
    warned = officers.rollover(full, tmp_path / "next.xlsx", layouts=LAYOUTS).problems
    assert "nothing says that the next paper reports results up to December 2024." in {each.message for each in warned}


def test_a_new_year_warns_of_the_targets_that_are_carried(june: Path, tmp_path: Path) -> None:
    outcome = officers.rollover(june, tmp_path / "next.xlsx", to="June 2025", layouts=LAYOUTS)
    (carried,) = [each for each in outcome.problems if each.code == "carried-targets"]
    assert carried.where == "'Measures'!D8"
    asked = tmp_path / "asked.xlsx"
    officers.rollover(june, asked, to="June 2025", ask_targets=True, layouts=LAYOUTS)
    after = cells(asked)
    assert not {"D8", "E8", "D9", "E9"} & after.keys()
    assert after["C8"] == "Higher"


def asked_and_returned(june: Path, folder: Path, answers: Mapping[str, str]) -> Outcome[officers.Collected]:
    reading = papers.read(june, layouts=LAYOUTS, reviewed=False).value
    assert reading is not None
    for path in officers.write_requests(reading, folder):
        book = openpyxl.load_workbook(path)
        sheet = book["Requests"]
        at = next(row for row in range(1, 10) if sheet.cell(row, 1).value == "Reference")
        for row in range(at + 1, sheet.max_row + 1):
            title = str(sheet.cell(row, 2).value)
            sheet.cell(row, 7).value = next((text for name, text in answers.items() if title.startswith(name)), None)
        book.save(path)
    return officers.collect(june, [folder], TODAY, layouts=LAYOUTS)


def test_returned_commentary_goes_into_the_row_of_its_measure(june: Path, tmp_path: Path) -> None:
    outcome = asked_and_returned(june, tmp_path / "back", {"Re-let": "Fewer homes were empty for long."})
    assert outcome.value is not None
    assert outcome.value.references == ("Re-let time (days)",)
    after = cells(june)
    assert after == _flat() | {"H9": "Fewer homes were empty for long."}
    assert {each.code for each in papers.read(june, layouts=LAYOUTS).problems} <= {"unprinted"}


def _flat() -> dict[str, Any]:
    from kccreport.ground.address import column_letters

    percent = {"95%": 0.95, "90%": 0.9, "94%": 0.94, "85%": 0.85}
    return {
        f"{column_letters(at)}{row}": percent.get(value, value)
        for row, found in enumerate(ROWS, 1)
        for at, value in enumerate(found, 1)
        if value is not None
    }


def test_a_sheet_without_a_column_for_commentary_gains_one(tmp_path: Path) -> None:
    rows: Rows = [[*row[:7], *row[8:]] if len(row) > 7 else row for row in ROWS]
    june = save(tmp_path / "june.xlsx", rows)
    outcome = asked_and_returned(
        june, tmp_path / "back", {"Re-let": "Long voids.", "Repairs": "Two posts were vacant."}
    )
    assert outcome.value is not None
    after = cells(june)
    assert (after["J6"], after["J8"], after["J9"]) == ("Commentary", "Two posts were vacant.", "Long voids.")
    assert {each.code for each in papers.read(june, layouts=LAYOUTS).problems} <= {"unprinted"}


def test_a_new_workbook_begins_with_what_stays_of_either_kind(june: Path, tmp_path: Path) -> None:
    for kind in ("simple", None):
        out = tmp_path / f"{kind}.xlsx"
        assert officers.template(out, kind, "2025/26", TODAY, source=june, layouts=LAYOUTS).value is not None
        sheet: Any = openpyxl.load_workbook(out)["Measures"]
        top = next(row for row in range(1, 30) if sheet.cell(row, 1).value == "Group")
        headings = [cell.value for cell in sheet[top]]
        found = [
            dict(zip(headings, (cell.value for cell in row), strict=True)) for row in sheet.iter_rows(min_row=top + 1)
        ]
        assert found[0]["Group"] == "Housing"
        assert (found[1]["Title"], found[1]["Target"], found[1]["Owner"], found[1]["Directorate"]) == (
            "Repairs on time", 0.95, "Ann Day", "Place",
        )  # fmt: skip
        assert found[1]["Previous commentary"] == "Two posts were vacant."
        assert found[1]["Commentary"] is None
        assert [each for each in headings if each and "2025/26" in each] == [
            f"Q{number} 2025/26" for number in (1, 2, 3, 4)
        ]
        assert found[4]["Target"] == "No target"
    full = tmp_path / "full.xlsx"
    assert officers.template(full, "quarterly", "2025/26", TODAY, source=june, layouts=LAYOUTS).value is not None
    book = openpyxl.load_workbook(full)
    assert [book["Indicators"].cell(row, 2).value for row in (2, 3, 4)] == [
        "Repairs on time",
        "Re-let time (days)",
        "Calls taken",
    ]
    back = tmp_path / "back.xlsx"
    assert (
        officers.template(back, "simple", "2025/26", TODAY, source=Path("inputs/quarterly-2011.xlsx")).value is not None
    )
    assert openpyxl.load_workbook(back).sheetnames == ["Measures"]


def test_ratings_differences_and_typed_ratings_are_told_as_of_any_workbook(june: Path, tmp_path: Path) -> None:
    rows = [list(row) for row in ROWS]
    rows[5].append("RAG")
    rows[7].append("Green")
    rows[7][6] = "92%"
    july = save(tmp_path / "july.xlsx", rows)
    first, second = (papers.read(path, layouts=LAYOUTS, reviewed=False).value for path in (june, july))
    assert first is not None
    assert second is not None
    changes = diff_data(first.rated, second.rated)["changes"]
    (change,) = [each for each in changes if each["what"] == "Q2 2024/25"]
    assert (change["reference"], change["before"], change["after"]) == ("Repairs on time", "85", "92")
    (wrong,) = disagreements(second.rated)
    assert (wrong.reference, wrong.published, wrong.computed, str(wrong.at)) == (
        "Repairs on time",
        "green",
        "amber",
        "'Measures'!K8",
    )
    warned = [each for each in papers.read(july, layouts=LAYOUTS).problems if each.code == "typed-rating"]
    assert [each.where for each in warned] == ["'Measures'!K8"]


def test_a_paper_and_its_data_are_made_of_one_sheet(june: Path, tmp_path: Path) -> None:
    asked_and_returned(june, tmp_path / "back", {"Re-let": "Long voids."})
    built = papers.build(june, tmp_path / "out" / "june.pdf", layouts=LAYOUTS, csv=True, data=True)
    assert built.value is not None, built.problems
    assert {path.suffix for path in built.value.beside} >= {".csv", ".xlsx"}
    with (tmp_path / "out" / "june.csv").open(encoding="utf-8-sig", newline="") as file:
        titles = {row["title"] for row in csv.DictReader(file)}
    assert titles == {"Repairs on time", "Re-let time (days)", "Calls taken"}


def test_a_result_that_is_not_due_is_no_fault(tmp_path: Path) -> None:
    rows = [list(row) for row in ROWS]
    rows[8][6] = "Not yet due"
    submission = read(save(tmp_path / "june.xlsx", rows))
    latest = submission.indicators[1].latest
    assert latest is not None
    assert latest.status is Status.NOT_DUE


@needs("soffice")
def test_a_copy_saved_by_libreoffice_says_the_same(june: Path, tmp_path: Path) -> None:
    officers.template(tmp_path / "blank.xlsx", "simple", "2024/25", TODAY)
    out = recalculated(tmp_path, "june.xlsx", "blank.xlsx")
    assert read(out / "june.xlsx").model_copy(update={"paper": read(june).paper}) == read(june)
    asked = {each.code for each in papers.read(out / "blank.xlsx", layout="plain", layouts=LAYOUTS).problems}
    assert asked == {"no-indicators", "missing-item"}


@pytest.mark.parametrize("sample", ["dashboard-2021", "committee-2012", "quarterly-2011", "district-2026"])
def test_what_stays_of_a_workbook_means_the_same_on_one_sheet(tmp_path: Path, sample: str) -> None:
    out = tmp_path / "simple.xlsx"
    source = ROOT / "inputs" / f"{sample}.xlsx"
    assert officers.template(out, "simple", "2026/27", TODAY, source=source).value is not None
    assert measures(out) == measures(source)


def measures(path: Path) -> list[tuple[Any, ...]]:
    """What the indicators of a workbook are, by whatever sheets it has: without figures of any period."""
    table = paper_tables(open_workbook(path), [])[INDICATORS]
    assert table is not None
    found, _ = read_indicators(table, Manner(), [])
    return [
        (each.published_reference, each.title, each.unit, each.polarity, each.owner, each.target_words,
         (each.target, each.scheme) if isinstance(each, Kpi) else (each.upper, each.lower))
        for each in found
    ]  # fmt: skip


def test_the_next_column_stands_in_the_table_of_the_template(tmp_path: Path) -> None:
    officers.template(tmp_path / "june.xlsx", "simple", "2024/25", TODAY)
    book = openpyxl.load_workbook(tmp_path / "june.xlsx")
    sheet: Any = book["Measures"]
    top = next(row for row in range(1, 30) if sheet.cell(row, 1).value == "Group")
    headings = [cell.value for cell in sheet[top]]
    row = {"Group": "Housing", "Title": "Repairs (days)", "Polarity": "Lower", "Target": 5, "Amber limit": 7,
           "Q2 2024/25": 6}  # fmt: skip
    for heading, value in row.items():
        sheet.cell(top + 1, headings.index(heading) + 1, value)
    sheet["B1"], sheet["B2"], sheet["B3"], sheet["B4"] = "A Council", "A report", "A committee", "5 November 2024"
    book.save(tmp_path / "june.xlsx")
    assert papers.read(tmp_path / "june.xlsx").problems == ()
    assert officers.rollover(tmp_path / "june.xlsx", tmp_path / "next.xlsx", to="June 2025").value is not None
    after: Any = openpyxl.load_workbook(tmp_path / "next.xlsx")["Measures"]
    named = [column.name for column in after.tables["Table_Measures"].tableColumns]
    assert named == [*headings[:-1], "Q1 2025/26", "Commentary"]
    assert [cell.value for cell in after[top]][: len(named)] == named
    assert after["B5"].value == "June 2025"
