"""Commentary is asked for by owner and merged when it comes back; what does not agree is named and left out."""

import io
import json
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from kccreport.layout.schema import Layout
from kccreport.officers.requests import NOBODY, by_owner, days_left, owed
from kccreport.rating.rated import rate_submission
from kccreport.roads import officers as rounds
from kccreport.roads import papers as pipeline
from tests import books
from tests.books import activity, kpi, paper_items, results, told
from tests.remembered import remembered

TODAY = date(2021, 3, 1)
RED = {"Dec 20": "70%", "Year to date": "85%"}
ASKED: dict[str, Any] = {
    "paper": paper_items(commentary_deadline="3 March 2021"),
    "indicators": [kpi("A", Owner="Ann"), kpi("B", Owner="Bob"), kpi("C", Owner="Ann"), kpi("D")],
    "results": [results("A", **RED), results("B", **RED), results("C"), results("D", **RED)],
    "commentary": [
        {"References": "D", "Commentary": "Old words.", "Actions": "Old action.", "Previous commentary": "Older words."}
    ],
}


def reading(workbook: Path) -> pipeline.Reading:
    outcome = pipeline.read(workbook, reviewed=False)
    assert outcome.value is not None
    return outcome.value


def asked(folder: Path) -> Path:
    """A workbook, and beside it the file that asks for commentary."""
    workbook = books.save(folder, **ASKED)
    rounds.write_requests(reading(workbook), folder / "asked.xlsx")
    return workbook


def fill(folder: Path, name: str, **boxes: dict[str, str]) -> Path:
    """Fill in the boxes of some references, as an officer would, and save under another name."""
    asked = (folder / "asked.xlsx").read_bytes()
    key = ("filled", asked, json.dumps(boxes, default=str))
    (folder / name).write_bytes(remembered(key, lambda: filled(asked, boxes)))
    return folder / name


def filled(asked: bytes, boxes: dict[str, dict[str, str]]) -> bytes:
    book, saved = openpyxl.load_workbook(io.BytesIO(asked)), io.BytesIO()
    sheet = book["Requests"]
    headings = {cell.value: cell.column for cell in sheet[2]}
    for row in range(3, sheet.max_row + 1):
        for box, text in boxes.get(str(sheet.cell(row, 1).value), {}).items():
            sheet.cell(row, headings[box.replace("_", " ")], text)
    book.save(saved)
    return saved.getvalue()


def said(workbook: Path) -> dict[str, tuple[str, str]]:
    return {
        " & ".join(entry.references): (entry.text, entry.actions)
        for entry in reading(workbook).rated.submission.commentary
    }


def test_who_owes_what_goes_by_owner_and_what_nobody_owns_comes_last(tmp_path: Path) -> None:
    found = rounds.requests(reading(books.save(tmp_path, **ASKED)), TODAY)
    assert [(each.owner, each.reference, each.is_explained) for each in found.owed] == [
        ("Ann", "A", False), ("Bob", "B", False), (NOBODY, "D", True),
    ]  # fmt: skip
    assert found.owed[0].reason == "is Red for December 2020 (70% against a target of 90%)"
    assert found.days_left == 2


@pytest.mark.parametrize(("today", "left"), [(date(2021, 3, 3), 0), (date(2021, 3, 4), -1), (date(2021, 2, 28), 3)])
def test_days_left_are_none_on_the_day_and_fewer_after_it(today: date, left: int) -> None:
    assert days_left(date(2021, 3, 3), today) == left
    assert days_left(None, today) is None


@pytest.mark.parametrize(
    ("policy", "sheets", "reason"),
    [
        ("red_latest", {"results": [results(**RED)]}, "is Red for December 2020 (70% against a target of 90%)"),
        ("red_ytd", {"results": [results(**{"Year to date": "70%"})]}, "is Red for the year to date (70% against a target of 90%)"),
        ("amber_running", {"results": [results(**{"Nov 20": "85%", "Dec 20": "85%"})]}, "has been Amber for 2 months running"),
        ("amber_running", {"results": [results(**{"Oct 20": "85%", "Dec 20": "85%"})]}, None),
        ("worsened", {"results": [results(**{"Nov 20": "95%"})]}, "is worsening"),
        ("forecast_red", {"results": [results(Forecast="70%")]}, "is forecast to be Red at the end of the year"),
        ("stale", {"results": [{"Reference": "HT02", "Nov 20": "95%", "Year to date": "95%", "Status": "[o]"}]}, "has no result since November 2020"),
        ("out_of_range", {"indicators": [activity("HT02")], "results": [{"Reference": "HT02", "Dec 20": 9, "Year to date": 9}]},
         "is below its expected range"),
    ],
)  # fmt: skip
def test_each_policy_gives_its_reason(tmp_path: Path, policy: str, sheets: dict[str, Any], reason: str | None) -> None:
    blocks = [{"kind": "kpi_summary"}, {"kind": "activity_indicators"}]  # nobody is asked about what is not printed
    layout = Layout.model_validate(
        {"title": "T", "description": "D", "commentary": {"required": [policy]}, "blocks": blocks}
    )
    found = list(owed(rate_submission(books.submission(tmp_path, **sheets)), layout))
    assert [each.reasons for each in found] == ([] if reason is None else [(reason,)])
    assert list(by_owner(found)) == ([] if reason is None else [NOBODY])


def test_a_request_shows_the_figures_and_the_last_words_beside_empty_boxes(tmp_path: Path) -> None:
    asked(tmp_path)
    book = openpyxl.load_workbook(tmp_path / "asked.xlsx")
    sheet = book["Requests"]
    rows = {row[0]: row for row in sheet.iter_rows(min_row=3, values_only=True)}
    assert rows["D"][:6] == (
        "D", "Title of D", "December 2020", "70%", "90%", "is Red for December 2020 (70% against a target of 90%)",
    )  # fmt: skip
    assert rows["D"][6:] == (None,) * 5
    said = {row[0]: row for row in book["Said so far"].iter_rows(min_row=2, values_only=True)}
    assert said["D"] == ("D", "Title of D", "Red", "Worsening", "Older words.", "Old words.")
    assert "Please return it by 3 March 2021." in str(sheet["A1"].value)


def test_only_the_boxes_can_be_typed_into(tmp_path: Path) -> None:
    asked(tmp_path)
    sheet = openpyxl.load_workbook(tmp_path / "asked.xlsx")["Requests"]
    assert sheet.protection.sheet
    assert sheet.protection.password is None
    assert [cell.protection.locked for cell in sheet[3]] == [True] * 6 + [False] * 5


def test_each_owner_gets_a_file_with_no_more_than_is_theirs(tmp_path: Path) -> None:
    written = rounds.write_requests(reading(books.save(tmp_path, **ASKED)), tmp_path / "asks")
    assert [path.name for path in written] == ["Ann.xlsx", "Bob.xlsx", "no-owner.xlsx"]
    with zipfile.ZipFile(tmp_path / "asks" / "Bob.xlsx") as package:
        everything = b"".join(package.read(name) for name in package.namelist())
    assert b"Title of B" in everything
    assert b"Title of A" not in everything
    assert b"Ann" not in everything


def test_what_comes_back_is_merged_and_a_backup_is_kept(tmp_path: Path) -> None:
    workbook = asked(tmp_path)
    before = workbook.read_bytes()
    back = fill(
        tmp_path, "back.xlsx",
        A={"What_happened": "Calls rose.", "Why": "Snow.", "Action": "More staff", "Action_owner": "Ann", "Back_on_target_by": "June 2021"},
        D={"What_happened": "New words."},
    )  # fmt: skip
    outcome = rounds.collect(workbook, [back], TODAY)
    assert told(outcome.problems) == [("nothing-returned", "back.xlsx 'Requests'!A4")]
    assert outcome.value is not None
    assert outcome.value.references == ("A", "D")
    assert said(workbook) == {
        "A": ("Calls rose.\nSnow.", "More staff (Ann, back on target by June 2021)"), "D": ("New words.", "Old action."),
    }  # fmt: skip
    assert outcome.value.backup is not None
    assert outcome.value.backup.name == "book.backup-1.xlsx"
    assert outcome.value.backup.read_bytes() == before


def test_only_the_commentary_sheet_is_changed(tmp_path: Path) -> None:
    workbook = asked(tmp_path)
    before = workbook.read_bytes()
    rounds.collect(workbook, [fill(tmp_path, "back.xlsx", A={"What_happened": "Why."})], TODAY)

    def parts(content: bytes) -> dict[str, bytes]:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return {name: package.read(name) for name in package.namelist()}

    was, now = parts(before), parts(workbook.read_bytes())
    names = [sheet.title for sheet in openpyxl.load_workbook(workbook).worksheets]
    changed = [name for name in was if was[name] != now[name]]
    assert changed == [f"xl/worksheets/sheet{names.index('Commentary') + 1}.xml"]
    assert list(was) == list(now)


def test_a_folder_stands_for_the_workbooks_in_it(tmp_path: Path) -> None:
    workbook = asked(tmp_path)
    (tmp_path / "back é").mkdir()
    for name in ("b", "a"):
        fill(tmp_path, f"back é/{name}.xlsx", **{name.upper(): {"What_happened": "Why."}})
    outcome = rounds.collect(workbook, [tmp_path / "back é"], TODAY)
    assert outcome.value is not None
    assert outcome.value.references == ("A", "B")


def test_the_same_return_again_changes_nothing_and_a_second_round_keeps_a_second_backup(tmp_path: Path) -> None:
    workbook = asked(tmp_path)
    back = fill(tmp_path, "back.xlsx", A={"What_happened": "Why."})
    rounds.collect(workbook, [back], TODAY)
    once = said(workbook)
    outcome = rounds.collect(workbook, [back], TODAY)
    assert [problem.code for problem in outcome.problems if problem.code != "nothing-returned"] == []
    assert said(workbook) == once
    assert not (tmp_path / "book.backup-2.xlsx").exists()
    rounds.collect(workbook, [fill(tmp_path, "bob.xlsx", B={"What_happened": "Because."})], TODAY)
    assert (tmp_path / "book.backup-2.xlsx").exists()


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        ("figures", ["changed-figures"]),
        ("target", ["changed-figures"]),
        ("commentary", ["changed-commentary"]),
        ("unknown", ["unknown-reference"]),
    ],
)
def test_what_has_changed_since_it_was_asked_is_named_and_left_out(
    tmp_path: Path, change: str, codes: list[str]
) -> None:
    asked(tmp_path)
    back = fill(tmp_path, "back.xlsx", D={"What_happened": "New words."})
    sheets = dict(ASKED)
    if change == "figures":
        sheets["results"] = [*ASKED["results"][:3], results("D", **(RED | {"Dec 20": "71%"}))]
    elif change == "target":
        sheets["indicators"] = [*ASKED["indicators"][:3], kpi("D", Target="91%")]
    elif change == "commentary":
        sheets["commentary"] = [{"References": "D", "Commentary": "Somebody's words."}]
    elif change == "shared":
        sheets["commentary"] = [{"References": "C & D", "Commentary": "Old words."}]
    else:
        sheets |= {"indicators": ASKED["indicators"][:3], "results": ASKED["results"][:3], "commentary": []}
    workbook = books.save(tmp_path, **sheets)
    before = workbook.read_bytes()
    outcome = rounds.collect(workbook, [back], TODAY)
    assert [problem.code for problem in outcome.problems if problem.code != "nothing-returned"] == codes
    assert workbook.read_bytes() == before
    assert not list(tmp_path.glob("*.backup-*"))


def test_two_returns_that_differ_are_a_conflict_and_the_rest_is_merged(tmp_path: Path) -> None:
    workbook = asked(tmp_path)
    one = fill(tmp_path, "one.xlsx", A={"What_happened": "This."}, B={"What_happened": "Same."})
    two = fill(tmp_path, "two.xlsx", A={"What_happened": "That."}, B={"What_happened": "Same."})
    outcome = rounds.collect(workbook, [one, two], TODAY)
    found = [each for each in told(outcome.problems) if each[0] != "nothing-returned"]
    assert found == [
        ("conflicting-returns", "two.xlsx 'Requests'!A3"), ("duplicate-return", "two.xlsx 'Requests'!A4"),
    ]  # fmt: skip
    assert outcome.value is not None
    assert outcome.value.references == ("B",)
    assert "A" not in said(workbook)


@pytest.mark.parametrize(("today", "is_late"), [(date(2021, 3, 3), False), (date(2021, 3, 4), True)])
def test_a_return_after_the_day_of_the_deadline_is_merged_and_said_to_be_late(
    tmp_path: Path, today: date, is_late: bool
) -> None:
    workbook = asked(tmp_path)
    back = fill(tmp_path, "back.xlsx", A={"What_happened": "Why."})
    outcome = rounds.collect(workbook, [back], today)
    assert (("late-return", "back.xlsx 'Requests'!A3") in told(outcome.problems)) == is_late
    assert "A" in said(workbook)


def test_without_a_column_for_actions_they_follow_the_commentary(tmp_path: Path) -> None:
    sheets = ASKED | {"commentary": [{"References": "D", "Commentary": "Old words."}]}
    workbook = books.save(tmp_path, **sheets)
    rounds.write_requests(reading(workbook), tmp_path / "asked.xlsx")
    back = fill(tmp_path, "back.xlsx", A={"What_happened": "Calls rose.", "Action": "More staff"})
    rounds.collect(workbook, [back], TODAY)
    assert said(workbook)["A"] == ("Calls rose.\n**Action:** More staff", "")


def test_a_file_that_was_never_a_request_says_so(tmp_path: Path) -> None:
    workbook = asked(tmp_path)
    outcome = rounds.collect(workbook, [workbook], TODAY)
    assert [problem.code for problem in outcome.problems] == ["missing-sheet"]
    assert outcome.value is not None
    assert outcome.value.backup is None
