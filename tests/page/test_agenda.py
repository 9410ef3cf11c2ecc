"""A clerk's road in the page: items with their state, papers dropped onto them, what was found, dates, packs, release."""

import io
import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PIL import Image

from kccreport.roads import agendas as road
from tests import books
from tests.agenda.examining.covers import LINE, WHOLE, code
from tests.agendas import EXEMPT, STEM, agenda_workbook, in_this_process, plain_pdf, report
from tests.page.browser import Browser, key_of, page_of, work_here

TODAY = date(2021, 3, 1)
APOLOGIES = {"Number": "1", "Title": "Apologies", "Kind": "Apologies and substitutes"}


@pytest.fixture
def browser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Browser]:
    work_here(monkeypatch)
    in_this_process(monkeypatch)
    monkeypatch.setattr("kccreport.page.desk.Desk.today", staticmethod(lambda: TODAY))
    with page_of(tmp_path) as found:
        yield found


def address(browser: Browser) -> str:
    return f"/agenda/{key_of(browser, 'agenda.xlsx')}"


def states(text: str) -> list[str]:
    """Each item or appendix, with its state."""
    found = re.findall(
        r'(?s)<h3>(\d+)\. |<strong>(Appendix \w):|<span class="state is-\w+">([^<]+)</span>(?: – ([^<,]+))?', text
    )
    return [" ".join(filter(None, (part.strip() for part in each))) for each in found]


def made(folder: Path) -> dict[str, bytes]:
    out = folder / "out"
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file()}


def file_of(folder: Path, row: int) -> object:
    sheet = openpyxl.load_workbook(folder / "agenda.xlsx")["Agenda"]
    column = next(cell.column for cell in sheet[1] if cell.value == "File")
    return sheet.cell(row, column).value


def test_items_are_in_their_order_with_their_state(browser: Browser, tmp_path: Path) -> None:
    agenda_workbook(
        tmp_path, APOLOGIES, report("2"), report("3", File="gone.docx"), report("4", File=None, **{"To follow": "Yes"}),
        report("5", **EXEMPT), report("6", File=None),
        Appendices=[{"Item": "2", "Label": "A", "Title": "Map", "File": "map.pdf"}],
    )  # fmt: skip
    shown = browser.get(address(browser))
    assert states(shown.text) == [
        "1", "No paper needed", "2", "Here report-2.pdf", "Appendix A", "Here map.pdf", "3", "Fault gone.docx", "4", "To follow",
        "5", "Here report-5.pdf", "6", "Fault",
    ]  # fmt: skip
    assert shown.words.count("Exempt") >= 1
    assert "2 faults" in shown.words


def test_the_dates_stand_in_a_list_and_in_a_calendar(browser: Browser, tmp_path: Path) -> None:
    agenda_workbook(tmp_path, APOLOGIES)
    shown = browser.get(address(browser))
    dates = road.dates(tmp_path / "agenda.xlsx").value
    assert dates is not None
    days = [dates.timetable.publish_by, dates.timetable.meeting, *(each.day for each in dates.timetable.deadlines)]
    calendar = re.findall(r'(?s)<table class="month">\s*<caption>(.*?)</caption>(.*?)</table>', shown.text)
    marked = {
        (month, int(day)) for month, table in calendar for day in re.findall(r'<td class="busy[^>]*>(\d+)', table)
    }
    assert marked == {(f"{day:%B %Y}", day.day) for day in days}
    for each in dates.timetable.deadlines:
        assert each.what in shown.words
    assert "Thu 4 March 2021 Agenda and reports published: last day 5 clear days" in shown.words
    for notice in dates.notices:
        assert all(" ".join(words.split()) in shown.words for words in notice.paragraphs)


def test_a_paper_that_is_dropped_onto_an_item_is_kept_as_the_agenda_names_it(browser: Browser, tmp_path: Path) -> None:
    agenda_workbook(tmp_path, report("1", File="papers/minutes.pdf"))
    before = (tmp_path / "agenda.xlsx").read_bytes()
    (tmp_path / "papers" / "minutes.pdf").unlink()
    assert "Fault papers/minutes.pdf" in states(browser.get(address(browser)).text)
    paper = plain_pdf("Minutes")
    answer = browser.post(f"{address(browser)}/papers", [("Minutes FINAL (2).pdf", paper)], paper="item-2")
    assert states(answer.text) == ["1", "Here papers/minutes.pdf"]
    assert "The paper is there: item 1 , under the name that the agenda has for it, papers/minutes.pdf" in answer.words
    assert "kept beside it" not in answer.words
    again = browser.post(f"{address(browser)}/papers", [("minutes.pdf", paper)], paper="item-2")
    assert "That is the very paper which is there already" in again.words
    assert len(list(tmp_path.rglob("minutes*.pdf"))) == 1
    assert (tmp_path / "papers" / "minutes.pdf").read_bytes() == paper
    assert (tmp_path / "agenda.xlsx").read_bytes() == before


def test_where_the_item_names_none_its_name_is_typed_into_the_agenda_of_which_a_backup_is_kept(
    browser: Browser, tmp_path: Path
) -> None:
    agenda_workbook(tmp_path, report("1", File=None))
    before = (tmp_path / "agenda.xlsx").read_bytes()
    answer = browser.post(f"{address(browser)}/papers", [("Tŷ & co.pdf", plain_pdf())], paper="item-2")
    assert "agenda.backup-1.xlsx" in answer.words
    assert (tmp_path / "agenda.backup-1.xlsx").read_bytes() == before
    assert file_of(tmp_path, 2) == "Tŷ & co.pdf"
    assert "Here Tŷ &amp; co.pdf" in states(answer.text)


@pytest.mark.parametrize("typed", ["../out.pdf", "/etc/out.pdf", "C:\\out.pdf", "con.pdf", "a:b.pdf", "..\\out.pdf"])
def test_what_stands_in_the_agenda_is_no_path_that_leads_out(browser: Browser, tmp_path: Path, typed: str) -> None:
    agenda_workbook(tmp_path, report("1", File=None))
    book = openpyxl.load_workbook(tmp_path / "agenda.xlsx")
    column = next(cell.column for cell in book["Agenda"][1] if cell.value == "File")
    book["Agenda"].cell(2, column, typed)
    book.save(tmp_path / "agenda.xlsx")
    before = {path for path in tmp_path.parent.rglob("*") if tmp_path not in path.parents}
    browser.post(f"{address(browser)}/papers", [("paper.pdf", plain_pdf())], paper="item-2")
    assert {path for path in tmp_path.parent.rglob("*") if tmp_path not in path.parents} == before
    assert file_of(tmp_path, 2) == "paper.pdf"


def test_several_papers_go_to_the_items_that_name_them(browser: Browser, tmp_path: Path) -> None:
    agenda_workbook(tmp_path, report("1"), report("2", File="papers/two.pdf"))
    for path in tmp_path.rglob("*.pdf"):
        path.unlink()
    sent = [("report-1.pdf", plain_pdf("One")), ("two.pdf", plain_pdf("Two")), ("stray.pdf", plain_pdf("Three"))]
    answer = browser.post(f"{address(browser)}/papers", sent)
    assert states(answer.text) == ["1", "Here report-1.pdf", "2", "Here papers/two.pdf"]
    assert "Some have names that the agenda does not have yet" in answer.words
    assert (tmp_path / "stray.pdf").exists()


def test_what_is_no_pdf_is_not_kept(browser: Browser, tmp_path: Path) -> None:
    agenda_workbook(tmp_path, report("1", File=None))
    answer = browser.post(f"{address(browser)}/papers", [("paper.pdf", b"MZ no paper")], paper="item-2")
    assert answer.status == 400
    assert "paper.pdf is not a PDF" in answer.words
    assert not (tmp_path / "paper.pdf").exists()


def test_what_was_found_in_a_paper_stands_with_it_and_its_page_as_a_picture(browser: Browser, tmp_path: Path) -> None:
    covered = plain_pdf("Letter", change=code(f"{LINE} 0 g {WHOLE} f"))
    (tmp_path / "letter.pdf").write_bytes(covered)
    agenda_workbook(tmp_path, report("1", File="letter.pdf"))
    shown = browser.get(address(browser))
    pictures = re.findall(r'<img [^>]*src="([^"]+)" alt="([^"]+)"', shown.text)
    assert [alt for _, alt in pictures] == ["Page 1 of letter.pdf"]
    answer = browser.get(pictures[0][0])
    assert answer.headers["content-type"] == "image/png"
    picture = Image.open(io.BytesIO(answer.content)).convert("L")
    assert picture.size == (900, 1274)
    # the black bar of the page: 70 to 410 points from the left, 596 to 612 from the bottom, of 595 by 842
    by = 900 / 595
    assert picture.getpixel((int(240 * by), int((842 - 604) * by))) == 0
    assert picture.getpixel((int(500 * by), int((842 - 604) * by))) == 255
    assert browser.get(pictures[0][0].removesuffix("/1") + "/2").status == 404
    problem = next(each for each in road.check(tmp_path / "agenda.xlsx") if each.code == "covered-words")
    assert problem.message in shown.words


def test_leaks_are_shown_each_with_its_place(browser: Browser, tmp_path: Path) -> None:
    secret = ["The tender of Brightwater Drainage Limited is 245,310 pounds and was the lowest of four"]
    (tmp_path / "report-1.pdf").write_bytes(plain_pdf("Public", lines=secret))
    (tmp_path / "report-2.pdf").write_bytes(plain_pdf("Private", lines=secret))
    agenda_workbook(tmp_path, report("1"), report("2", **EXEMPT))
    shown = browser.get(address(browser))
    leaks = [each for each in road.check(tmp_path / "agenda.xlsx") if each.code == "leak"]
    assert leaks
    assert "Exempt words that would be published" in shown.words
    for each in leaks:
        assert each.where in shown.words
        assert " ".join(each.message.split()) in shown.words
    assert states(shown.text) == ["1", "Fault: exempt words in it report-1.pdf", "2", "Here report-2.pdf"]
    assert '<a href="#at-item-2">item 1</a>' in shown.text
    assert "--offer" not in shown.words  # a button does it
    refused = browser.post(f"{address(browser)}/pack")
    assert "No pack was made" in refused.words
    assert made(tmp_path) == {}
    answer = browser.post(f"{address(browser)}/papers", [("clean.pdf", plain_pdf("Public"))], paper="item-2")
    assert states(answer.text) == ["1", "Here report-1.pdf", "2", "Here report-2.pdf"]
    assert "The one it replaces is kept beside it as a backup." in answer.words
    assert "Ready to release" in answer.words


def test_a_report_of_appendices_only_can_be_given_a_paper_of_its_own(browser: Browser, tmp_path: Path) -> None:
    appendix = {"Item": "1", "Label": "A", "Title": "Map", "File": "map.pdf"}
    agenda_workbook(tmp_path, report("1", File=None), Appendices=[appendix])
    shown = browser.get(address(browser))
    assert states(shown.text) == ["1", "No paper of its own", "Appendix A", "Here map.pdf"]
    answer = browser.post(f"{address(browser)}/papers", [("cover.pdf", plain_pdf())], paper="item-2")
    assert states(answer.text) == ["1", "Here cover.pdf", "Appendix A", "Here map.pdf"]


def test_an_agenda_whose_papers_are_not_signed_off_is_not_called_ready_to_release(
    browser: Browser, tmp_path: Path
) -> None:
    books.save(tmp_path / "june.xlsx")
    agenda_workbook(tmp_path, report("1", File="june.xlsx"))
    shown = browser.get(address(browser)).words
    assert "Ready to make packs" in shown
    assert "Ready to release" not in shown


def test_packs_are_those_of_the_command_byte_for_byte_and_released_with_their_record(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    agenda_workbook(tmp_path, report("1"), report("2", **EXEMPT), Versions=[{"Version": "1", "Date": date(2021, 3, 1)}])
    answer = browser.post(f"{address(browser)}/pack", web="1", separate="1")
    assert "The packs are made." in answer.words
    assert "Exempt: for members, not for publication" in answer.words
    asked = browser.get(f"{address(browser)}/release").words
    assert f"out/{STEM}.pack.json" in asked
    released = browser.post(f"{address(browser)}/release")
    assert "Released and recorded." in released.words
    assert "Released, and nothing has changed since" in released.words
    assert "Ready to release" not in released.words
    assert f"{sum(not name.endswith('.json') for name in made(tmp_path))} files" in answer.words
    assert "before the workbook or a paper was last saved" not in released.words
    shelves = dict(re.findall(r'(?s)<h3>([^<]+)</h3>\s*<ul class="files">(.*?)</ul>', released.text))
    assert list(shelves) == [
        "For the public", "For officers, not for publication", "Exempt: for members, not for publication",
    ]  # fmt: skip
    for readers, files in shelves.items():
        names = re.findall(r"download>([^<]+)<", files)
        assert names
        assert all(("-restricted" in name) == readers.startswith("Exempt") for name in names)
        assert files.count(">Exempt<") == (len(names) if readers.startswith("Exempt") else 0)
    other = tmp_path.parent / "command"
    shutil.copytree(tmp_path, other, ignore=shutil.ignore_patterns("out"))
    monkeypatch.chdir(other)
    options: dict[str, Any] = {"web": True, "separate": True}
    assert road.make(Path("agenda.xlsx"), Path("out"), **options).value
    assert road.make(Path("agenda.xlsx"), Path("out"), release=True).value
    assert made(tmp_path) == made(other)
    links = re.findall(r'href="(/agenda/[^"]+/files/[0-9a-f]+)" download>([^<]+)<', released.text)
    assert {name: browser.get(link).content for link, name in links} == {
        name: content for name, content in made(other).items() if not name.endswith(".json")
    }
    # what has changed since is said before it is released again
    (tmp_path / "report-1.pdf").write_bytes(plain_pdf("Another"))
    shown = browser.get(address(browser)).words
    assert "Version 1 was published." in shown
    assert "before the workbook or a paper was last saved" in shown
    assert "Agenda Item 1: the paper is changed." in shown
