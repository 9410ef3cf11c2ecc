"""Commentary in the page: who owes what, requests as a ZIP, what came back side by side, and a merge with a backup."""

import io
import re
import shutil
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from kccreport.roads import officers as road
from tests import books
from tests.officers.test_commentary_round import ASKED, asked, fill, reading, said
from tests.page.browser import Answer, Browser, key_of, page_of, work_here

TODAY = date(2021, 3, 1)
ANN, BEN = {"What_happened": "Calls rose."}, {"What_happened": "Calls fell.", "Why": "A storm <b>came</b>."}


@pytest.fixture
def browser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Browser]:
    work_here(monkeypatch)
    monkeypatch.setattr("kccreport.page.desk.Desk.today", staticmethod(lambda: TODAY))
    with page_of(tmp_path) as found:
        yield found


@pytest.fixture(scope="module")
def away(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder where owners fill in what they were asked."""
    folder = tmp_path_factory.mktemp("away")
    asked(folder)
    return folder


def begun(folder: Path) -> Path:
    return books.save(folder / "june.xlsx", **ASKED)


_FILLED: dict[str, bytes] = {}


def filled(away: Path, boxes: dict[str, dict[str, str]]) -> bytes:
    """A request that came back; the same boxes are filled in once."""
    key = repr(boxes)
    if key not in _FILLED:
        _FILLED[key] = fill(away, "filled.xlsx", **boxes).read_bytes()
    return _FILLED[key]


def sent_back(browser: Browser, away: Path, **files: dict[str, dict[str, str]]) -> Answer:
    sent = [(f"{name}.xlsx", filled(away, boxes)) for name, boxes in files.items()]
    return browser.post(f"/commentary/{key_of(browser, 'june.xlsx')}/returns", sent)


def test_who_owes_what_is_shown_by_owner_with_the_days_left(browser: Browser, tmp_path: Path) -> None:
    begun(tmp_path)
    shown = browser.get(f"/commentary/{key_of(browser, 'june.xlsx')}").words
    assert "2 of 3 explanations are missing. 2 days left to the deadline, 3 March 2021." in shown
    for line in (
        "Ann Indicator Asked because State A Title of A is Red for December 2020 (70% against a target of 90%) missing",
        "Bob Indicator Asked because State B Title of B",
        "D Title of D is Red for December 2020 (70% against a target of 90%) explained",
    ):
        assert line in shown


def test_a_workbook_with_faults_says_so_and_where_they_are(browser: Browser, tmp_path: Path) -> None:
    books.save(tmp_path / "june.xlsx", indicators=[books.kpi(Polarity="Sideways")])
    key = key_of(browser, "june.xlsx")
    shown = browser.get(f"/commentary/{key}")
    assert "The workbook has faults" in shown.words
    assert f'href="/papers/{key}"' in shown.text


def test_requests_are_those_of_the_command_and_come_in_a_zip_of_the_same_bytes(
    browser: Browser, tmp_path: Path
) -> None:
    begun(tmp_path)
    key = key_of(browser, "june.xlsx")
    assert browser.get(f"/commentary/{key}/requests.zip").status == 404
    assert "2 requests are ready" in browser.post(f"/commentary/{key}/requests", again="1").words
    other = tmp_path.parent / "command"
    shutil.copytree(tmp_path, other, ignore=shutil.ignore_patterns("requests"))
    expected = {
        path.name: path.read_bytes()
        for path in road.write_requests(reading(other / "june.xlsx"), other / "asked", again=True)
    }
    assert set(expected) == {"Ann.xlsx", "Bob.xlsx"}
    first = browser.get(f"/commentary/{key}/requests.zip").content
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == expected
    assert browser.get(f"/commentary/{key}/requests.zip").content == first
    links = re.findall(rf'href="(/commentary/{key}/requests/[0-9a-f]+)"', browser.get(f"/commentary/{key}").text)
    assert [browser.get(link).content for link in links] == list(expected.values())


def test_what_came_back_is_shown_before_anything_is_merged(browser: Browser, tmp_path: Path, away: Path) -> None:
    workbook = begun(tmp_path)
    before = workbook.read_bytes()
    answer = sent_back(browser, away, ann={"A": ANN}, bob={"B": BEN})
    assert answer.path.startswith("/commentary/")
    assert "Nothing is merged yet." in answer.words
    assert "ann.xlsx to be merged: A; left empty: B, D" in answer.words
    assert "To be merged: A, B." in answer.words
    assert workbook.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["june.xlsx", "returned"]


def test_a_merge_is_that_of_the_command_with_a_backup(browser: Browser, tmp_path: Path, away: Path) -> None:
    workbook = begun(tmp_path)
    before = workbook.read_bytes()
    sent_back(browser, away, ann={"A": ANN}, bob={"B": BEN})
    other = tmp_path.parent / "command"
    shutil.copytree(tmp_path, other)
    road.collect(other / "june.xlsx", [other / "returned" / "june"], TODAY)
    answer = browser.post(f"/commentary/{key_of(browser, 'june.xlsx')}/merge")
    assert "Merged: A, B." in answer.words
    assert "june.backup-1.xlsx" in answer.words
    files = {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()}
    assert files == {path.name: path.read_bytes() for path in other.iterdir() if path.is_file()}
    assert files["june.backup-1.xlsx"] == before
    assert said(workbook)["B"][0] == "Calls fell.\nA storm <b>came</b>."


def test_what_contradicts_stands_side_by_side_and_is_left_unless_somebody_chooses(
    browser: Browser, tmp_path: Path, away: Path
) -> None:
    workbook = begun(tmp_path)
    answer = sent_back(browser, away, ann={"A": ANN, "B": ANN}, ben={"A": BEN, "D": BEN})
    sides = re.findall(r'(?s)<div class="side"><h3>(.*?)</h3>', answer.text)
    assert sides.count("ann.xlsx") == 1
    assert "A storm &lt;b&gt;came&lt;/b&gt;." in answer.text
    fields = dict(re.findall(r'name="(reference-\d+)" value="([^"]*)"', answer.text))
    assert "A" in fields.values()
    key = key_of(browser, "june.xlsx")
    left = browser.post(f"/commentary/{key}/merge", **fields)
    assert "Merged: B" in left.words
    assert "A" not in said(workbook)
    # the choice is by what is shown: the number of a side
    shown = browser.get(f"/commentary/{key}/returns")
    at = next(name.removeprefix("reference-") for name, value in fields.items() if value == "A")
    labels = re.findall(rf'for="choose-{at}-(\d)">Take the words of ([^<]+)<', shown.text)
    number = next(number for number, file in labels if file == "ben.xlsx")
    fields = dict(re.findall(r'name="(reference-\d+)" value="([^"]*)"', shown.text))
    chosen = browser.post(f"/commentary/{key}/merge", **fields, **{f"choose-{at}": number})
    assert "Merged: A" in chosen.words
    assert said(workbook)["A"][0] == "Calls fell.\nA storm <b>came</b>."
    # and it is settled: neither file is raised again, nor are the words put back
    again = browser.get(f"/commentary/{key}/returns")
    assert "A" not in dict(re.findall(r'name="(reference-\d+)" value="([^"]*)"', again.text)).values()
    browser.post(f"/commentary/{key}/merge")
    assert said(workbook)["A"][0] == "Calls fell.\nA storm <b>came</b>."


def test_words_that_somebody_changed_meanwhile_are_kept_unless_the_returned_ones_are_chosen(
    browser: Browser, tmp_path: Path, away: Path
) -> None:
    workbook = begun(tmp_path)
    changed = [{"References": "D", "Commentary": "Words of somebody else.", "Actions": "Old action."}]
    books.save(workbook, **{**ASKED, "commentary": changed})
    answer = sent_back(browser, away, dee={"D": ANN})
    assert "In the workbook now Words of somebody else. Old action." in answer.words
    key = key_of(browser, "june.xlsx")
    fields = dict(re.findall(r'name="(reference-\d+)" value="([^"]*)"', answer.text))
    assert list(fields.values()) == ["D"]
    browser.post(f"/commentary/{key}/merge", **fields, **{"choose-0": ""})
    assert said(workbook)["D"][0] == "Words of somebody else."
    browser.post(f"/commentary/{key}/merge", **fields, **{"choose-0": "0"})
    assert said(workbook)["D"][0] == "Calls rose."


def test_a_choice_for_what_is_not_shown_any_more_is_refused(browser: Browser, tmp_path: Path, away: Path) -> None:
    workbook = begun(tmp_path)
    before = workbook.read_bytes()
    sent_back(browser, away, ann={"A": ANN}, ben={"A": BEN})
    key = key_of(browser, "june.xlsx")
    for fields in ({"choose-0": "0"}, {"reference-0": "B", "choose-0": "0"}):
        assert browser.post(f"/commentary/{key}/merge", **fields).status == 409
    for number in ("9", "-1", "x", "²"):
        browser.post(f"/commentary/{key}/merge", **{"reference-0": "A", "choose-0": number})
    assert workbook.read_bytes() == before


def test_two_files_of_one_name_are_two_files(browser: Browser, tmp_path: Path, away: Path) -> None:
    begun(tmp_path)
    sent_back(browser, away, back={"A": ANN})
    sent_back(browser, away, back={"B": BEN})
    answer = sent_back(browser, away, back={"B": BEN})
    assert sorted(path.name for path in (tmp_path / "returned" / "june").iterdir()) == ["back-2.xlsx", "back.xlsx"]
    assert "To be merged: A, B." in answer.words


def test_nothing_is_merged_while_the_workbook_is_open_in_excel(browser: Browser, tmp_path: Path, away: Path) -> None:
    workbook = begun(tmp_path)
    before = workbook.read_bytes()
    sent_back(browser, away, ann={"A": ANN})
    (tmp_path / "~$june.xlsx").write_bytes(b"\x05Ann")
    answer = browser.post(f"/commentary/{key_of(browser, 'june.xlsx')}/merge")
    assert "june.xlsx is open in Excel; save and close it there" in answer.words
    assert workbook.read_bytes() == before


def test_what_is_no_return_is_named_and_stops_nothing(browser: Browser, tmp_path: Path, away: Path) -> None:
    begun(tmp_path)
    sent_back(browser, away, ann={"A": ANN})
    answer = browser.post(f"/commentary/{key_of(browser, 'june.xlsx')}/returns", [("torn.xlsx", b"PK\x03\x04torn")])
    assert "torn.xlsx not read" in answer.words
    assert "To be merged: A." in answer.words


def test_a_file_that_does_not_belong_is_set_aside_and_kept(browser: Browser, tmp_path: Path, away: Path) -> None:
    begun(tmp_path)
    sent_back(browser, away, ann={"A": ANN})
    key = key_of(browser, "june.xlsx")
    aside = tmp_path / "returned-set-aside" / "june"
    for number in range(1, 3):
        content = b"PK\x03\x04torn" + bytes(number)
        answer = browser.post(f"/commentary/{key}/returns", [("torn.xlsx", content)])
        assert "torn.xlsx not read: see below" in answer.words
        file = next(
            each for each in re.findall(r'name="file" value="(\w+)"><button[^>]*aria-label="Set torn', answer.text)
        )
        answer = browser.post(f"/commentary/{key}/aside", file=file)
        assert "The file was set aside." in answer.words
        assert "torn.xlsx" not in answer.words
        assert "To be merged: A." in answer.words
        assert len(list(aside.iterdir())) == number
    assert browser.post(f"/commentary/{key}/aside", file=file).status == 404  # it is there no more
    assert browser.post(f"/commentary/{key}/aside", file=key).status == 404  # and nothing else can be named
    assert "set aside" not in browser.get("/papers").words  # what is kept there is no paper
