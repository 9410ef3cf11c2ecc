"""Whatever comes back, and however, is merged, offered or named; nothing of it is lost, and nothing of ours is in its way."""

import shutil
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from kccreport.ground.address import CellAddress
from kccreport.ground.errors import UnreadableFile
from kccreport.ground.problem import Problem
from kccreport.ground.values import replace
from kccreport.officers.merged_before import memory_path
from kccreport.officers.requests import BOXES, GIVEN
from kccreport.officers.returned import Return, read_return
from kccreport.roads import officers as rounds
from kccreport.roads.officers import Collected
from kccreport.workbook.cell import Cell
from kccreport.workbook.opendocument import open_opendocument
from kccreport.workbook.reader import Workbook, open_workbook
from tests import books
from tests.books import kpi, results, told
from tests.libreoffice import converted
from tests.officers.test_commentary_round import ASKED, RED, TODAY, asked, fill, reading, said
from tests.test_tools import needs

WORDS = {"What_happened": "Calls rose."}
OTHER = {"What_happened": "Calls rose, and two posts were vacant."}


def collected(workbook: Path, *returned: Path, **options: Any) -> tuple[Collected, list[str]]:
    outcome = rounds.collect(workbook, returned, TODAY, **options)
    assert outcome.value is not None, outcome.problems
    return outcome.value, [each.code for each in outcome.problems if each.code != "nothing-returned"]


def edited(path: Path, edit: Callable[[Any], None]) -> Path:
    book = openpyxl.load_workbook(path)
    edit(book["Requests"])
    book.save(path)
    return path


def test_every_file_of_a_folder_is_named_with_what_became_of_it_and_none_stops_the_others(tmp_path: Path) -> None:
    workbook = asked(tmp_path)
    back = tmp_path / "back"
    (back / "housing" / "late").mkdir(parents=True)
    fill(tmp_path, "back/Ann.xlsx", A=WORDS)
    fill(tmp_path, "back/Ann (1).xlsx", A=WORDS)
    fill(tmp_path, "back/housing/late/Bob.xlsx", B=WORDS)
    (back / "~$Ann.xlsx").write_bytes(b"\x05Ann")
    (back / ".~lock.Bob.ods#").write_bytes(b",bob,")
    (back / "old.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    (back / "torn.xlsx").write_bytes((back / "Ann.xlsx").read_bytes()[:900])
    (back / "empty.xlsx").write_bytes(b"")
    (back / "reply.docx").write_bytes(b"PK")
    (back / "Thumbs.db").write_bytes(b"x")
    shutil.copy(workbook, back / "not a request.xlsx")
    outcome = rounds.collect(workbook, [back], TODAY)
    assert outcome.value is not None
    assert outcome.value.references == ("A", "B")
    fates = dict(outcome.value.files)
    assert set(fates) == {path.relative_to(back).as_posix() for path in back.rglob("*") if path.is_file()}
    assert fates["Ann (1).xlsx"] == "merged: A; left empty: B, D"
    assert fates["Ann.xlsx"].startswith("the same as in Ann (1).xlsx: A")
    assert fates["housing/late/Bob.xlsx"].startswith("left empty: A") or "merged: B" in fates["housing/late/Bob.xlsx"]
    assert fates["~$Ann.xlsx"] == "passed over: the lock file that Excel keeps while Ann.xlsx is open"
    assert fates["old.xls"] == fates["torn.xlsx"] == fates["not a request.xlsx"] == "not read: see above"
    found = {(each.code, each.where): each for each in outcome.problems}
    assert ".xlsx" in found["unreadable-return", "old.xls"].hint
    assert found["missing-sheet", "not a request.xlsx 'Requests'"].hint.startswith("this is no request for commentary")
    assert {where for code, where in found if code == "unreadable-return"} == {"old.xls", "torn.xlsx", "empty.xlsx"}
    assert {where for code, where in found if code == "open-elsewhere"} == {"~$Ann.xlsx", ".~lock.Bob.ods#"}
    assert ("unread-return", "reply.docx") in found
    assert any(code == "missing-sheet" and where.startswith("not a request.xlsx") for code, where in found)


def test_two_files_of_one_name_from_two_folders_are_told_apart(tmp_path: Path) -> None:
    workbook = asked(tmp_path)
    for folder, boxes in (("one", {"A": WORDS}), ("two", {"B": WORDS})):
        (tmp_path / folder).mkdir()
        fill(tmp_path, f"{folder}/Ann.xlsx", **boxes)
    found, _ = collected(
        workbook, tmp_path / "one", tmp_path / "two", tmp_path / "one" / "Ann.xlsx", tmp_path / "gone.xlsx"
    )
    assert [("merged: A" in fate, "merged: B" in fate) for _, fate in found.files] == [
        (True, False), (False, True), (False, False),
    ]  # fmt: skip
    assert dict(found.files)["gone.xlsx"] == "not read: see above"


def test_a_better_return_takes_the_place_of_one_that_was_merged_before(tmp_path: Path) -> None:
    workbook = asked(tmp_path)
    back = tmp_path / "back"
    back.mkdir()
    fill(tmp_path, "back/Ann.xlsx", A=WORDS)
    assert collected(workbook, back)[0].references == ("A",)
    fill(tmp_path, "back/Ann (1).xlsx", A=OTHER)
    again, codes = collected(workbook, back)
    assert (again.references, codes) == (("A",), ["replaced-commentary"])
    assert said(workbook)["A"][0] == OTHER["What_happened"]
    once_more, codes = collected(workbook, back)
    assert (once_more.references, codes) == ((), []), "the older of the two does not come back"
    assert dict(once_more.files)["Ann.xlsx"].startswith("merged before: A")


def test_a_better_return_alone_in_another_folder_takes_its_place_too(tmp_path: Path) -> None:
    workbook = asked(tmp_path)
    collected(workbook, fill(tmp_path, "Ann.xlsx", A=WORDS))
    _, codes = collected(workbook, fill(tmp_path, "better.xlsx", A=WORDS | {"Action": "More staff"}))
    assert codes == []
    assert said(workbook)["A"] == ("Calls rose.", "More staff")


def test_what_an_officer_typed_over_merged_words_is_a_conflict_and_the_remedy_works(tmp_path: Path) -> None:
    workbook = asked(tmp_path)
    collected(workbook, fill(tmp_path, "Ann.xlsx", A=WORDS))

    def put(text: str | None) -> None:
        book = openpyxl.load_workbook(workbook)
        sheet = book["Commentary"]
        row = next(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 1).value == "A")
        sheet.cell(row, 2).value = text
        book.save(workbook)

    put("Edited by hand.")
    better = fill(tmp_path, "better.xlsx", A=OTHER)
    assert collected(workbook, better)[1] == ["changed-commentary"]
    assert said(workbook)["A"][0] == "Edited by hand."
    put(None)
    assert collected(workbook, better)[1] == []
    assert said(workbook)["A"][0] == OTHER["What_happened"]


def test_after_the_workbook_was_put_back_the_same_return_is_merged_again(tmp_path: Path) -> None:
    workbook = asked(tmp_path)
    back = fill(tmp_path, "Ann.xlsx", A=WORDS)
    first, _ = collected(workbook, back)
    assert first.backup is not None
    shutil.copy(first.backup, workbook)
    assert collected(workbook, back)[0].references == ("A",)


def test_a_damaged_memory_is_named_and_nothing_is_merged(tmp_path: Path) -> None:
    workbook = asked(tmp_path)
    memory_path(workbook).write_bytes(b"[]")
    before = workbook.read_bytes()
    with pytest.raises(UnreadableFile, match=r"collected\.json"):
        rounds.collect(workbook, [fill(tmp_path, "Ann.xlsx", A=WORDS)], TODAY)
    assert workbook.read_bytes() == before


@pytest.fixture(scope="module")
def returned(tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    """A request as it came back, with what happened and an action on A."""
    folder = tmp_path_factory.mktemp("returned")
    asked(folder)
    return open_workbook(fill(folder, "Ann.xlsx", A=WORDS | {"Action": "More staff", "Action_owner": "Ann"}))


def typed_into(workbook: Workbook, row: int, column: int, value: Any) -> Workbook:
    """The workbook with something else in one cell of its first sheet."""
    sheet, *others = workbook.sheets
    cell = Cell(
        CellAddress(sheet.name, row, column), value, "d mmmm yyyy" if isinstance(value, datetime) else "General"
    )
    rows = {**sheet.rows, row: {**sheet.rows[row], column: cell}}
    return replace(workbook, sheets=(replace(sheet, rows=rows), *others))


def read(workbook: Workbook) -> tuple[Return, list[str]]:
    problems: list[Problem] = []
    found = read_return(workbook, "Ann.xlsx", problems)
    assert found is not None
    return found[0], [each.code for each in problems]


@pytest.mark.parametrize("column", range(1, len(GIVEN) + len(BOXES) + 1))
def test_a_renamed_heading_is_read_by_its_place_and_named(returned: Workbook, column: int) -> None:
    as_it_was, none = read(returned)
    assert none == []
    found, codes = read(typed_into(returned, 2, column, "Something else"))
    assert (found, codes) == (as_it_was, ["renamed-heading"])
    assert (found.reference, found.happened, found.actions) == ("A", "Calls rose.", "More staff (Ann)")


def test_headings_that_changed_places_are_read_where_they_are(returned: Workbook) -> None:
    swapped = typed_into(typed_into(returned, 2, 7, "Why"), 2, 8, "What happened")
    found, codes = read(swapped)
    assert (found.happened, found.why, codes) == ("", "Calls rose.", [])


def test_a_renamed_sheet_is_read_and_named(tmp_path: Path) -> None:
    workbook = asked(tmp_path)
    back = edited(fill(tmp_path, "Ann.xlsx", A=WORDS), lambda sheet: setattr(sheet, "title", "Ann"))
    found, codes = collected(workbook, back)
    assert (found.references, codes) == (("A",), ["renamed-sheet"])


def test_of_a_sheet_without_a_column_that_is_needed_nothing_is_merged(tmp_path: Path) -> None:
    workbook = asked(tmp_path)
    back = edited(fill(tmp_path, "Ann.xlsx", A=WORDS), lambda sheet: sheet.delete_cols(7))
    found, codes = collected(workbook, back, fill(tmp_path, "Bob.xlsx", B=WORDS))
    assert found.references == ("B",)
    assert "missing-heading" in codes
    assert dict(found.files)["Ann.xlsx"] == "not read: see above"


def added(reference: str | None, words: str) -> Callable[[Any], None]:
    def edit(sheet: Any) -> None:
        row = sheet.max_row + 1
        sheet.cell(row, 1, reference)
        sheet.cell(row, 7, words)

    return edit


def test_a_row_that_nobody_asked_for_is_offered_and_taken_when_asked_to(tmp_path: Path) -> None:
    workbook = asked(tmp_path)
    back = edited(fill(tmp_path, "Ann.xlsx"), added("C", "Best ever."))
    found, codes = collected(workbook, back)
    assert (found.references, codes) == ((), ["volunteered-commentary"])
    assert "offered: C" in dict(found.files)["Ann.xlsx"]
    found, codes = collected(workbook, back, takes_volunteered=True)
    assert (found.references, codes) == (("C",), [])
    assert said(workbook)["C"] == ("Best ever.", "")


def test_words_beside_no_reference_are_named(tmp_path: Path) -> None:
    back = edited(fill(asked(tmp_path).parent, "Ann.xlsx"), added(None, "Which one?"))
    outcome = rounds.collect(tmp_path / "book.xlsx", [back], TODAY)
    assert ("nameless-return", "Ann.xlsx 'Requests'!A6") in told(outcome.problems)


SHARED: dict[str, Any] = ASKED | {
    "results": [results("A", **RED), results("B", **RED), results("C", **RED), results("D", **RED)],
    "commentary": [{"References": "B, C & D", "Commentary": "Old words.", "Actions": "Old action."}],
}


@pytest.mark.parametrize(
    ("boxes", "after"),
    [
        (["D"], {"B & C": "Old words.", "D": "Words on D."}),
        (["B", "D"], {"C": "Old words.", "B": "Words on B.", "D": "Words on D."}),
        (["B", "C", "D"], {"B": "Words on B.", "C": "Words on C.", "D": "Words on D."}),
    ],
)
def test_an_indicator_that_shared_a_row_gets_its_own(tmp_path: Path, boxes: list[str], after: dict[str, str]) -> None:
    workbook = books.save(tmp_path, **SHARED)
    rounds.write_requests(reading(workbook), tmp_path / "asked.xlsx")
    back = fill(tmp_path, "back.xlsx", **{each: {"What_happened": f"Words on {each}."} for each in boxes})
    found, codes = collected(workbook, back)
    assert (sorted(found.references), set(codes)) == (boxes, {"shared-commentary"})
    assert {name: text for name, (text, _) in said(workbook).items()} == after


def test_the_same_words_on_all_that_share_a_row_stay_in_it(tmp_path: Path) -> None:
    workbook = books.save(tmp_path, **SHARED)
    rounds.write_requests(reading(workbook), tmp_path / "asked.xlsx")
    collected(workbook, fill(tmp_path, "back.xlsx", B=WORDS, C=WORDS, D=WORDS))
    assert {name: text for name, (text, _) in said(workbook).items()} == {"B & C & D": "Calls rose."}


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        (datetime(2027, 3, 1), "More staff (Ann, back on target by March 2027)"),
        ("31/03/2027", "More staff (Ann, back on target by March 2027)"),
        ("Mar 27", "More staff (Ann, back on target by March 2027)"),
        ("by March 2027", "More staff (Ann, back on target by March 2027)"),
        ("Q4 2026/27", "More staff (Ann, back on target by Q4 2026/27)"),
        ("end of March 2027", "More staff (Ann, back on target by March 2027)"),
        ("autumn 2027", "More staff (Ann, back on target by autumn 2027)"),
        ("unknown", "More staff (Ann). It is not known when it will be back on target."),
        ("TBC", "More staff (Ann). It is not known when it will be back on target."),
        ("?", "More staff (Ann). It is not known when it will be back on target."),
        ("not before the tender is let", "More staff (Ann). Not before the tender is let."),
    ],
)
def test_back_on_target_is_a_month_or_a_sentence(returned: Workbook, typed: Any, printed: str) -> None:
    assert read(typed_into(returned, 3, len(GIVEN) + len(BOXES), typed))[0].actions == printed


@pytest.mark.parametrize(
    ("action", "owner", "by", "printed"),
    [
        ("Posts are filled.", "Ann", "March 2027", "Posts are filled (Ann, back on target by March 2027)."),
        ("Posts are filled.", "", "", "Posts are filled."),
        ("", "Ann", "March 2027", "Ann, back on target by March 2027"),
        ("", "", "March 2027", "Back on target by March 2027"),
        ("", "", "unknown", "It is not known when it will be back on target."),
        ("Posts are filled", "", "unknown", "Posts are filled. It is not known when it will be back on target."),
        ("", "", "", ""),
    ],
)
def test_an_action_with_who_and_when_reads_as_a_sentence(action: str, owner: str, by: str, printed: str) -> None:
    returned = Return("A", "x", "", action, owner, by, "", "", "", "f", CellAddress("Requests", 3, 1))
    assert returned.actions == printed


def test_an_owner_can_be_asked_once_more_for_what_is_missing_and_no_answer_is_overwritten(tmp_path: Path) -> None:
    workbook = asked(tmp_path)
    out = tmp_path / "asks"
    first = rounds.write_requests(reading(workbook), out)
    assert [path.name for path in first] == ["Ann.xlsx", "Bob.xlsx", "no-owner.xlsx"]
    assert rounds.write_requests(reading(workbook), out) == first, "requests that nobody has filled in are replaced"
    edited(out / "Ann.xlsx", lambda sheet: sheet.cell(3, 7, "Half an ans"))
    answer = (out / "Ann.xlsx").read_bytes()
    again = rounds.write_requests(reading(workbook), out, again=True)
    assert [path.name for path in again] == ["Ann-2.xlsx", "Bob.xlsx"], "what nobody owns is explained already"
    assert (out / "Ann.xlsx").read_bytes() == answer
    only = rounds.write_requests(reading(workbook), out, owner="bob")
    assert [path.name for path in only] == ["Bob.xlsx"]


def test_two_owners_whose_names_make_one_file_name_get_a_file_each(tmp_path: Path) -> None:
    sheets = ASKED | {"indicators": [kpi("A", Owner="Ann/Bo"), kpi("B", Owner="Ann-Bo"), kpi("C"), kpi("D")]}
    written = rounds.write_requests(reading(books.save(tmp_path, **sheets)), tmp_path / "asks")
    assert len({path.name.casefold() for path in written}) == 3
    assert all(path.exists() for path in written)


def test_a_request_fits_a_screen_with_its_headings_and_titles_in_view(tmp_path: Path) -> None:
    asked(tmp_path)
    sheet = openpyxl.load_workbook(tmp_path / "asked.xlsx")["Requests"]
    widths = [sheet.column_dimensions[cell.column_letter].width for cell in sheet[2]]
    assert sum(7 * width + 5 for width in widths) <= 1366, "at 7 pixels a character, and 5 for each column's edges"
    assert sheet.freeze_panes == "C3"
    assert sheet.cell(3, 11).number_format == "mmmm yyyy"


CONTENT = """<?xml version="1.0"?><office:document-content
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"><office:body><office:spreadsheet>{}</office:spreadsheet>
</office:body></office:document-content>"""


def ods(path: Path, content: str) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    return path


def test_an_opendocument_cell_is_its_text_without_its_notes_and_its_date(tmp_path: Path) -> None:
    sheet = (
        '<table:table table:name="S"><table:table-row table:number-rows-repeated="2"/><table:table-row>'
        '<table:table-cell table:number-columns-repeated="2"/><table:table-cell office:value-type="string">'
        "<office:annotation><text:p>a note</text:p></office:annotation><text:p>one<text:s text:c='2'/>two</text:p>"
        "<text:p>three<text:line-break/>four</text:p></table:table-cell>"
        '<table:table-cell office:value-type="date" office:date-value="2027-03-01"><text:p>March 2027</text:p>'
        '</table:table-cell><table:table-cell office:value-type="percentage" office:value="0.7"><text:p>70%</text:p>'
        '</table:table-cell></table:table-row><table:table-row table:number-rows-repeated="1048000"/></table:table>'
    )
    book = open_opendocument(ods(tmp_path / "a.ods", CONTENT.format(sheet)))
    found = {cell.address: cell.value for row in book.sheets[0].rows.values() for cell in row.values()}
    assert found == {
        CellAddress("S", 3, 3): "one  two\nthree\nfour",
        CellAddress("S", 3, 4): date(2027, 3, 1),
        CellAddress("S", 3, 5): "70%",
    }


@pytest.mark.parametrize(
    "content",
    [
        "<nothing",
        "<!DOCTYPE x [<!ENTITY e 'x'>]>" + CONTENT.format(""),
        CONTENT.format(
            '<table:table table:name="S"><table:table-row table:number-rows-repeated="1048576"><table:table-cell '
            'table:number-columns-repeated="16384"><text:p>x</text:p></table:table-cell></table:table-row></table:table>'
        ),
    ],
)
def test_a_damaged_or_hostile_opendocument_file_is_refused(tmp_path: Path, content: str) -> None:
    with pytest.raises(UnreadableFile):
        open_opendocument(ods(tmp_path / "a.ods", content))


@needs("soffice")
def test_a_request_that_libreoffice_saved_as_ods_is_merged(tmp_path: Path) -> None:
    workbook = asked(tmp_path)
    boxes: Any = {
        "What_happened": "Calls rose.\nTwice.",
        "Action": "More staff",
        "Back_on_target_by": datetime(2027, 3, 1),
    }
    fill(tmp_path, "Ann.xlsx", A=boxes, D=WORDS)
    converted("ods", [tmp_path / "Ann.xlsx"], tmp_path / "back")
    found, codes = collected(workbook, tmp_path / "back")
    assert (found.references, codes) == (("A", "D"), [])
    assert said(workbook)["A"] == ("Calls rose.\nTwice.", "More staff (back on target by March 2027)")
