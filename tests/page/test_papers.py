"""An officer's road in the page: dropped, mended cell by cell, looked at, made, signed off and released."""

import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kccreport.ground.problem import Problem, Severity
from kccreport.ground.report import lines
from kccreport.page.shown import groups
from kccreport.roads import papers as road
from tests import books
from tests.officers.test_commentary_round import asked
from tests.page.browser import Browser, key_of, page_of, work_here

SIGNED = [{"Service area": "HT", "Name": "A Director", "Role": "Director", "Date": date(2021, 3, 1)}]
UNSIGNED = [{"Service area": "HT", "Name": None, "Role": "Director", "Date": None}]


@pytest.fixture
def browser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Browser]:
    work_here(monkeypatch)
    with page_of(tmp_path) as found:
        yield found


def workbook(folder: Path, **sheets: Any) -> bytes:
    return books.save(folder / "elsewhere.xlsx", **sheets).read_bytes()


def dropped(browser: Browser, folder: Path, **sheets: Any) -> Any:
    """What a workbook that is dropped as june.xlsx leads to."""
    place = folder.parent / "sent"
    place.mkdir(exist_ok=True)
    return browser.post("/papers", [("june.xlsx", workbook(place, **sheets))])


def made(folder: Path) -> dict[str, bytes]:
    out = folder / "out"
    return {path.name: path.read_bytes() for path in sorted(out.iterdir())} if out.is_dir() else {}


def test_a_workbook_that_is_dropped_is_put_into_the_folder_and_checked(browser: Browser, tmp_path: Path) -> None:
    answer = dropped(browser, tmp_path)
    assert answer.status == 200
    assert answer.path.startswith(f"/papers/{key_of(browser, 'june.xlsx')}")
    assert "Ready to make, no warnings." in answer.words
    assert (
        "Highways Dashboard, Environment Cabinet Committee, 12 March 2021. Results up to December 2020." in answer.words
    )
    assert sorted(path.name for path in tmp_path.iterdir()) == ["june.xlsx"]
    assert "june.xlsx" in browser.get("/papers").words


def test_a_fault_is_shown_with_its_cell_its_row_and_what_to_type(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheets = {"indicators": [books.kpi(Polarity="Sideways")], "results": [books.results(**{"Nov 20": "abc"})]}
    answer = dropped(browser, tmp_path, **sheets)
    assert "2 faults" in answer.words
    monkeypatch.chdir(tmp_path)
    problems = road.read("june.xlsx", records=Path("out"), hidden=True).problems
    assert len(problems) > 1
    for each in problems:  # the command's own words, of which the page leaves none out
        assert each.where in answer.words
        assert " ".join(each.message.split()) in answer.words
        assert each.hint in answer.words
    grids = re.findall(r'(?s)<table class="grid">(.*?)</table>', answer.text)
    row = next(grid for grid in grids if "abc" in grid)
    letters, headings, cells = (
        [re.sub(r"<[^>]+>", "", cell) for cell in re.findall(r"(?s)<t[dh][^>]*>(.*?)</t[dh]>", line)]
        for line in re.findall(r"(?s)<tr[^>]*>(.*?)</tr>", row)
    )
    where = next(each.where for each in problems if "abc" in each.message)
    at = cells.index("This cell: abc")
    assert where == f"'Results'!{letters[at]}{cells[0]}"
    assert headings[at] == "Nov 20"
    assert cells[1] == "HT02"  # the row says what it is about
    assert row.count("<mark>") == 1


def test_a_blank_cell_says_that_it_is_blank(browser: Browser, tmp_path: Path) -> None:
    answer = dropped(browser, tmp_path, indicators=[books.kpi(Target=None)])
    assert "This cell: (blank)" in answer.words


def test_what_is_saved_in_excel_is_checked_again(browser: Browser, tmp_path: Path) -> None:
    answer = dropped(browser, tmp_path, indicators=[books.kpi(Polarity="Sideways")])
    key = key_of(browser, "june.xlsx")
    before = browser.get(f"/papers/{key}/stamp").text
    assert f'data-stamp="{before.split(chr(34))[3]}"' in answer.text
    assert "1 fault" in answer.words
    books.save(tmp_path / "june.xlsx")
    assert browser.get(f"/papers/{key}/stamp").text != before
    assert "Ready to make" in browser.get(f"/papers/{key}").words


def test_what_the_page_makes_is_what_the_command_makes_byte_for_byte(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dropped(browser, tmp_path, **{"sign-off": SIGNED})
    key = key_of(browser, "june.xlsx")
    answer = browser.post(f"/papers/{key}/make", html="1", csv="1", data="1")
    assert "The paper is made." in answer.words
    other = tmp_path.parent / "command"
    other.mkdir()
    shutil.copy(tmp_path / "june.xlsx", other)
    monkeypatch.chdir(other)
    options = {"html": True, "csv": True, "data": True}
    assert road.build("june.xlsx", Path("out/june.pdf"), **options).value  # type: ignore[arg-type]
    assert made(tmp_path) == made(other)
    assert len(made(other)) == 5
    assert browser.get(f"/papers/{key}/preview").content == made(other)["june.html"]
    # and a release, with its record
    answer = browser.post(f"/papers/{key}/release", html="1", csv="1")
    assert "Released." in answer.words
    assert road.build("june.xlsx", Path("out/june.pdf"), release=True, html=True, csv=True).value
    assert made(tmp_path) == made(other)
    assert any(name.endswith(".record.json") for name in made(other))


def test_every_file_that_was_made_can_be_taken_away(browser: Browser, tmp_path: Path) -> None:
    dropped(browser, tmp_path)
    key = key_of(browser, "june.xlsx")
    shown = browser.post(f"/papers/{key}/make", html="1", csv="1").text
    links = re.findall(rf'href="(/papers/{key}/files/[0-9a-f]+)"', shown)
    taken = {}
    for link in links:
        answer = browser.get(link)
        assert "attachment" in answer.headers["content-disposition"]
        taken[re.findall(r'filename="([^"]+)"', answer.headers["content-disposition"])[0]] = answer.content
    assert taken == made(tmp_path)
    assert browser.get(f"/papers/{key}/workbook").content == (tmp_path / "june.xlsx").read_bytes()


def test_a_paper_older_than_its_workbook_says_so(browser: Browser, tmp_path: Path) -> None:
    dropped(browser, tmp_path)
    key = key_of(browser, "june.xlsx")
    browser.post(f"/papers/{key}/make")
    assert "The workbook was saved since" not in browser.get(f"/papers/{key}").words
    books.save(tmp_path / "june.xlsx", results=[books.results(**{"Nov 20": "94%"})])
    assert "The workbook was saved since" in browser.get(f"/papers/{key}").words


def test_a_workbook_with_faults_makes_nothing(browser: Browser, tmp_path: Path) -> None:
    dropped(browser, tmp_path, indicators=[books.kpi(Polarity="Sideways")])
    key = key_of(browser, "june.xlsx")
    shown = browser.get(f"/papers/{key}").text
    assert "Make the paper" not in shown
    answer = browser.post(f"/papers/{key}/make", html="1")
    assert "no paper was made" in answer.words
    assert "Sideways" in answer.words
    assert made(tmp_path) == {}
    assert browser.get(f"/papers/{key}/preview").status == 404


def test_sign_off_decides_what_can_be_released(browser: Browser, tmp_path: Path) -> None:
    answer = dropped(browser, tmp_path, **{"sign-off": UNSIGNED})
    key = key_of(browser, "june.xlsx")
    assert "Highways nobody yet" in answer.words
    assert f"/papers/{key}/release" not in answer.text
    assert "DRAFT" in browser.post(f"/papers/{key}/make").words
    assert "cannot be released yet" in browser.get(f"/papers/{key}/release").words
    before = made(tmp_path)
    refused = browser.post(f"/papers/{key}/release")
    assert "is not signed off" in refused.words
    assert made(tmp_path) == before
    answer = dropped(browser, tmp_path, **{"sign-off": SIGNED})
    assert "Highways A Director, 1 March 2021" in answer.words
    assert f"/papers/{key}/release" in answer.text


def test_a_release_says_first_what_it_records_and_then_that_it_did(browser: Browser, tmp_path: Path) -> None:
    dropped(browser, tmp_path, **{"sign-off": SIGNED})
    key = key_of(browser, "june.xlsx")
    asked = browser.get(f"/papers/{key}/release").words
    assert made(tmp_path) == {}
    answer = browser.post(f"/papers/{key}/release", html="1")
    record = next(name for name in made(tmp_path) if name.endswith(".record.json"))
    for words in (f"out/{record}", "starts with this release", "Environment Cabinet Committee", "December 2020"):
        assert words in asked
    assert f"Recorded in out/{record}" in answer.words
    assert "has this release already" in browser.get(f"/papers/{key}/release").words
    assert f"{record}: the record of published figures" in answer.words
    assert "It is released: its figures are recorded." in browser.get(f"/papers/{key}").words
    changed = {"sign-off": SIGNED, "results": [books.results(**{"Nov 20": "94%"})]}
    assert "It is released" not in dropped(browser, tmp_path, **changed).words


def test_a_workbook_of_the_same_name_takes_the_place_of_the_older_one_which_is_kept(
    browser: Browser, tmp_path: Path
) -> None:
    dropped(browser, tmp_path)
    first = (tmp_path / "june.xlsx").read_bytes()
    assert "was in the folder already" in dropped(browser, tmp_path).words
    answer = dropped(browser, tmp_path, results=[books.results(**{"Nov 20": "94%"})])
    assert "kept beside it as a backup" in answer.words
    assert (tmp_path / "june.backup-1.xlsx").read_bytes() == first
    assert (tmp_path / "june.xlsx").read_bytes() != first
    assert "backup" not in browser.get("/papers").words  # a backup is no paper


def test_a_workbook_that_is_open_in_excel_is_not_replaced(browser: Browser, tmp_path: Path) -> None:
    dropped(browser, tmp_path)
    before = (tmp_path / "june.xlsx").read_bytes()
    (tmp_path / "~$june.xlsx").write_bytes(b"\x05Ann")
    answer = dropped(browser, tmp_path, results=[books.results(**{"Nov 20": "94%"})])
    assert answer.status == 409
    assert "is open in Excel; close it there" in answer.words
    assert (tmp_path / "june.xlsx").read_bytes() == before


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty (0 bytes)"),
        (b"%PDF-1.7", "is a PDF, not an Excel workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "is an old Excel file (.xls)"),
        (b"PK\x03\x04" + bytes(100), "is damaged"),
    ],
)
def test_what_is_no_workbook_is_a_sentence_the_commands_own(browser: Browser, content: bytes, words: str) -> None:
    answer = browser.post("/papers", [("june.xlsx", content)])
    assert answer.status == 200
    assert f"june.xlsx {words}" in answer.words


def test_what_is_no_workbook_is_not_kept_and_takes_no_place(browser: Browser, tmp_path: Path) -> None:
    dropped(browser, tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    other = before["june.xlsx"]
    for files in ([("june.xlsx", b"")], [("torn.xlsx", b"PK\x03\x04"), ("other.xlsx", other), ("june.xlsx", b"%PDF-")]):
        answer = browser.post("/papers", files)
        assert "not put into the folder, where nothing has changed" in answer.words
        assert all(name in answer.words for name, _ in files)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before | {"other.xlsx": other}


def test_the_lock_file_beside_a_workbook_is_passed_over_but_alone_is_refused(browser: Browser, tmp_path: Path) -> None:
    lock = ("~$june.xlsx", b"\x05Ann")
    assert "lock file" in browser.post("/papers", [lock]).words
    answer = browser.post("/papers", [lock, (".~lock.june.xlsx#", b",Ann"), ("june.xlsx", workbook(tmp_path.parent))])
    assert answer.status == 200
    assert [path.name for path in tmp_path.iterdir()] == ["june.xlsx"]


def test_a_workbook_too_large_to_be_one_is_not_kept(browser: Browser, tmp_path: Path) -> None:
    answer = browser.post("/papers", [("june.xlsx", bytes(31 << 20))])
    assert answer.status == 413
    assert list(tmp_path.iterdir()) == []


def test_several_workbooks_at_once_are_all_there(browser: Browser, tmp_path: Path) -> None:
    place = tmp_path.parent / "sent"
    place.mkdir()
    sent = [
        (f"area {number}.xlsx", workbook(place, results=[books.results(**{"Oct 20": f"8{number}%"})]))
        for number in range(3)
    ]
    answer = browser.post("/papers", sent)
    assert answer.path == "/papers"
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == dict(sent)


def test_one_bad_name_among_several_keeps_all_of_them_out(browser: Browser, tmp_path: Path) -> None:
    content = workbook(tmp_path.parent)
    assert browser.post("/papers", [("good.xlsx", content), ("con.xlsx", content)]).status == 400
    assert list(tmp_path.iterdir()) == []


def test_a_request_that_came_back_is_sent_on_to_commentary(browser: Browser, tmp_path: Path) -> None:
    away = tmp_path.parent / "away"
    away.mkdir()
    asked(away)
    answer = browser.post("/papers", [("Ann.xlsx", (away / "asked.xlsx").read_bytes())])
    assert answer.status == 400
    assert "Ann.xlsx is a request for commentary. Open the page Commentary" in answer.words
    assert list(tmp_path.iterdir()) == []


def test_problems_alike_go_down_each_sheet() -> None:
    met = ["'B'!C10", "'A'!AA2", "'B'!C9", "'A'", "'A'!B2", "'A'!C1", "'B'!B9"]
    (group,) = groups([Problem("missing-item", where, "is blank.") for where in met], Severity.ERROR)
    going_down = ["'B'!B9", "'B'!C9", "'B'!C10", "'A'", "'A'!C1", "'A'!B2", "'A'!AA2"]
    assert [each.where for each in (*group.first, *group.more)] == going_down


def test_problems_alike_are_grouped_and_none_is_left_out(browser: Browser, tmp_path: Path) -> None:
    kpis = [books.kpi(f"HT{number}", Polarity="Sideways") for number in range(9)]
    figures = [books.results(f"HT{number}") for number in range(9)]
    answer = dropped(browser, tmp_path, indicators=kpis, results=figures)
    assert "4 more of “Not a choice”" in answer.words
    assert answer.words.count("is not a polarity") == 9
    problems = road.read(tmp_path / "june.xlsx").problems
    assert (
        len([line for line in lines(problems) if "[not-a-choice]" in line]) == 6
    )  # the command shows five, and how many more


def test_without_script_a_page_says_how_far_work_has_come_and_goes_on_by_itself(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kccreport.page.desk._SOON", 0)
    books.save(tmp_path / "june.xlsx")
    key = key_of(browser, "june.xlsx")
    first = browser.raw("GET", f"/papers/{key}?taken=new", browser._headers())
    assert first.status == 303
    shown = browser.raw("GET", first.headers["location"], browser._headers())
    if shown.status == 200:
        assert '<noscript><meta http-equiv="refresh" content="2"></noscript>' in shown.text
    last = browser.get(f"/papers/{key}?taken=same")
    assert "was in the folder already" in last.words  # what was to be said is said, whatever came between


def test_areas_of_one_name_are_told_apart_by_what_the_sheet_sign_off_calls_them(
    browser: Browser, tmp_path: Path
) -> None:
    area = books.records()["Service areas"][0]
    answer = dropped(
        browser,
        tmp_path,
        service_areas=[area, area | {"Code": "HR", "Delivered by": "Roads"}],
        indicators=[books.kpi(), books.kpi(**{"Reference": "B", "Service area": "HR"})],
        results=[books.results(), books.results(Reference="B")],
        **{"sign-off": [*SIGNED, {"Service area": "HR", "Name": None, "Role": "Director", "Date": None}]},
    )
    assert "Highways (HT) A Director, 1 March 2021" in answer.words
    assert "Highways (HR) nobody yet" in answer.words
