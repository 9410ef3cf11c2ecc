"""Officers' and clerks' whole journeys in a real browser: with the mouse and with the keyboard alone, wide and narrow.

Chromium takes seconds, so it is asked in CI alone, or wherever KCCREPORT_EXPECT_TOOLS is set.
"""

import os
import shutil
import zipfile
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from kccreport.roads import officers as rounds
from tests import ROOT, books
from tests.agendas import EXEMPT, STEM, agenda_workbook, plain_pdf, report
from tests.officers.test_commentary_round import ASKED, fill, reading, said
from tests.page.seat import Seat, chromium, served

pytestmark = [
    pytest.mark.skipif(
        not os.environ.get("KCCREPORT_EXPECT_TOOLS"), reason="Chromium is asked in CI, or with KCCREPORT_EXPECT_TOOLS=1"
    ),
]
WAYS = [(1280, False), (1280, True), (390, False), (390, True), (320, False)]
SIGNED = [{"Service area": "HT", "Name": "A Director", "Role": "Director", "Date": date(2021, 3, 1)}]
FAULTY = {"indicators": [books.kpi(Polarity="Sideways")], "results": [books.results(**{"Nov 20": "abc"})]}
SECRET = ["The tender of Brightwater Drainage Limited is 245,310 pounds and was the lowest of four"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def sent(tmp_path: Path) -> Path:
    """A folder of what people send, outside the workspace."""
    folder = tmp_path.parent / "sent"
    folder.mkdir()
    return folder


@pytest.mark.parametrize(("width", "keyboard"), WAYS)
def test_an_officers_journey_from_a_faulty_workbook_to_a_released_paper(
    browser: Any, tmp_path: Path, sent: Path, width: int, keyboard: bool
) -> None:
    faulty = books.save(sent / "june.xlsx", **FAULTY)
    with served(tmp_path) as start:
        seat = Seat(browser, start, width, keyboard=keyboard)
        seat.sees("Drop a workbook here", "officer")
        if keyboard:
            seat.send("Drop a workbook here, or choose one", "Check it", faulty)
        else:
            seat.drop("form.drop", faulty)
        seat.sees("2 faults", "officer")
        assert seat.page.locator("mark").all_text_contents() == ["Sideways", "abc"]
        # mended in Excel and saved, it is checked again by itself
        books.save(tmp_path / "june.xlsx", **{"sign-off": SIGNED})
        seat.sees("Ready to make", "officer")
        frame = seat.page.frame_locator("iframe.preview")
        frame.get_by_role("heading", name="Highways Dashboard", level=1).wait_for()
        seat.press("Make the paper")
        seat.sees("The paper is made.", "officer")
        assert seat.take("The paper (PDF)") == (tmp_path / "out" / "june.pdf").read_bytes()
        seat.press("Release the paper …")
        seat.sees("A release is what you publish.", "officer")
        seat.press("Release and record it")
        seat.sees("Released.", "officer")
        assert any(path.name.endswith(".record.json") for path in (tmp_path / "out").iterdir())
        seat.press("Papers")
        seat.sees("june.xlsx", "officer")


@pytest.mark.parametrize(("width", "keyboard"), WAYS)
def test_an_officers_journey_through_commentary(
    browser: Any, tmp_path: Path, sent: Path, width: int, keyboard: bool
) -> None:
    workbook = books.save(tmp_path / "june.xlsx", **ASKED)
    rounds.write_requests(reading(workbook), sent / "asked.xlsx")
    ann = fill(sent, "Ann.xlsx", A={"What_happened": "Calls rose."}, B={"What_happened": "So did these."})
    ben = fill(sent, "Ben.xlsx", A={"What_happened": "Calls fell.", "Why": "A storm came."})
    with served(tmp_path) as start:
        seat = Seat(browser, start, width, keyboard=keyboard)
        seat.press("Commentary")
        seat.sees("Choose the paper", "commentary")
        seat.press("june.xlsx")
        seat.sees("2 of 3 explanations are missing.", "commentary")
        seat.press("Make the requests")
        seat.sees("2 requests are ready below.", "commentary")
        with zipfile.ZipFile(BytesIO(seat.take("Download all 2 as a ZIP"))) as archive:
            assert archive.namelist() == ["Ann.xlsx", "Bob.xlsx"]
        seat.send("Drop the workbooks that came back, or choose them", "Look at them", ann, ben)
        seat.sees("Choose, or leave it", "commentary")
        seat.tick("Take the words of Ben.xlsx")
        seat.press("Merge into the workbook")
        seat.sees("Merged:", "commentary")
        assert said(workbook)["A"][0] == "Calls fell.\nA storm came."
        assert said(workbook)["B"][0] == "So did these."
        assert (tmp_path / "june.backup-1.xlsx").exists()


@pytest.mark.parametrize(("width", "keyboard"), WAYS)
def test_a_clerks_journey_from_a_leaking_paper_to_a_released_pack(
    browser: Any, tmp_path: Path, sent: Path, width: int, keyboard: bool
) -> None:
    (tmp_path / "report-1.pdf").write_bytes(plain_pdf("Public", lines=SECRET))
    (tmp_path / "report-2.pdf").write_bytes(plain_pdf("Private", lines=SECRET))
    agenda_workbook(
        tmp_path,
        report("1"),
        report("2", **EXEMPT),
        report("3", File=None),
        Versions=[{"Version": "1", "Date": date(2021, 3, 1)}],
    )
    paper, clean = sent / "three.pdf", sent / "clean.pdf"
    paper.write_bytes(plain_pdf("Three"))
    clean.write_bytes(plain_pdf("Public"))
    with served(tmp_path) as start:
        seat = Seat(browser, start, width, keyboard=keyboard)
        seat.press("Agenda")
        seat.sees("agenda.xlsx", "clerk")
        seat.press("agenda.xlsx")
        seat.sees("Exempt words that would be published", "clerk")
        if keyboard:
            seat.send("Drop the paper of item 3 here, or choose it", "Put it there", paper)
        else:
            seat.drop(".items > li:nth-child(3) form.drop", paper)
        seat.sees("its name stands in the agenda", "clerk")
        if keyboard:
            seat.send("Drop the paper of item 1 here, or choose it", "Put it there", clean)
        else:
            seat.drop(".items > li:nth-child(1) form.drop", clean)
        # the page that was left saw the folder change, and must not have taken the answer away
        seat.sees("The one it replaces is kept beside it as a backup.", "clerk")
        seat.sees("Ready to release", "clerk")
        seat.press("Make the packs")
        seat.sees("The packs are made.", "clerk")
        public = tmp_path / "out" / f"{STEM}-public.pdf"
        assert seat.take(public.name) == public.read_bytes()
        seat.press("Release the packs …")
        seat.sees("From then on no page number moves", "clerk")
        seat.press("Release and record it")
        seat.sees("Released and recorded.", "clerk")
        assert (tmp_path / "out" / f"{STEM}.pack.json").exists()
        clean.write_bytes(plain_pdf("Another"))
        (tmp_path / "report-1.pdf").write_bytes(clean.read_bytes())
        seat.sees("Agenda Item 1: the paper is changed.", "clerk")


@pytest.mark.parametrize(("width", "keyboard"), [(1280, True), (390, False)])
def test_a_first_day_from_blank_templates(browser: Any, tmp_path: Path, width: int, keyboard: bool) -> None:
    books.save(tmp_path / "march.xlsx")
    agenda_workbook(tmp_path, {"Number": "1", "Title": "Apologies", "Kind": "Apologies and substitutes"})
    with served(tmp_path) as start:
        seat = Seat(browser, start, width, keyboard=keyboard)
        seat.open("A paper, from a blank template")
        seat.sees("Kind of paper", "start")
        seat.type("Name of the new paper’s workbook", "june 2026")
        seat.press("Start the paper")
        seat.sees("june 2026.xlsx is there.", "start")
        seat.press("check it here")
        seat.sees("faults", "start")
        seat.press("Start")
        page = seat.page
        page.locator("#last").select_option(label="march.xlsx")
        page.locator("#next-name").fill("april")
        seat.press("Start the next paper")
        seat.sees("It is ready for results up to January 2021.", "start")
        seat.open("An agenda")
        page.locator("#agenda-name").fill("april agenda")
        seat.press("Start the agenda")
        seat.sees("april agenda.xlsx is there.", "start")
        seat.press("check it here")
        seat.sees("9 April 2021", "start")
        for name in ("con", "march", "../x"):
            seat.press("Start")
            page.locator("#next-name").fill(name)
            seat.press("Start the next paper")
            page.get_by_role("alert").wait_for()
            seat.sees("Not done" if name != "march" else "is there already", "start")
    assert {path.name for path in tmp_path.iterdir()} == {
        "march.xlsx", "agenda.xlsx", "june 2026.xlsx", "april.xlsx", "april agenda.xlsx",
    }  # fmt: skip


def test_work_that_takes_long_shows_how_far_it_has_come_and_can_be_stopped(browser: Any, tmp_path: Path) -> None:
    shutil.copytree(
        ROOT / "inputs", tmp_path, dirs_exist_ok=True
    )  # the sample, whose papers take a while on any machine
    with served(tmp_path) as start:
        seat = Seat(browser, start, 390, keyboard=True)
        seat.press("Agenda")
        seat.press("agenda-2021.xlsx")
        seat.page.get_by_text("Checking agenda-2021.xlsx and its papers").first.wait_for(state="attached")
        seat.sees("so far. This page shows the result when it is done.", "progress")
        seat.press("Stop")
        seat.sees("Stopped, as you asked.", "progress")


@pytest.mark.parametrize("width", [1280, 390])
def test_without_script_everything_works_too(browser: Any, tmp_path: Path, sent: Path, width: int) -> None:
    faulty = books.save(sent / "june.xlsx", **FAULTY)
    with served(tmp_path) as start:
        seat = Seat(browser, start, width, keyboard=False, scripted=False)
        seat.send("Drop a workbook here, or choose one", "Check it", faulty)
        seat.sees("2 faults")
        books.save(tmp_path / "june.xlsx", **{"sign-off": SIGNED})
        seat.press("Check again")
        seat.sees("Ready to make")
        seat.page.get_by_role("button", name="Make the paper").click()
        seat.sees("The paper is made.")  # by way of a page that goes on by itself
        assert seat.take("The paper (PDF)") == (tmp_path / "out" / "june.pdf").read_bytes()


def test_another_site_in_the_same_browser_gets_nothing(browser: Any, tmp_path: Path) -> None:
    """A real browser's own rules, and ours: no form, no picture, no frame, no script of another origin comes through."""
    books.save(tmp_path / "june.xlsx")
    with served(tmp_path) as start:
        context = browser.new_context()
        page = context.new_page()
        page.goto(start)
        origin = start.partition("/enter")[0]
        statuses: list[tuple[str, int]] = []
        page.on("response", lambda response: statuses.append((response.url, response.status)))
        page.route("http://evil.example/", lambda route: route.fulfill(
            content_type="text/html",
            body=f"<form method=post action='{origin}/new'><input name=what value=paper><input name=name value=evil>"
            f"<button>Go</button></form><img src='{origin}/papers'><iframe src='{origin}/papers'></iframe>",
        ))  # fmt: skip
        page.goto("http://evil.example/")
        page.wait_for_timeout(500)
        page.get_by_role("button").click()
        page.wait_for_timeout(500)
        # the page that says so has its style
        ours = [status for url, status in statuses if url.startswith(origin) and "/static/" not in url]
        assert ours
        assert set(ours) == {403}
        context.close()
    assert [path.name for path in tmp_path.iterdir()] == ["june.xlsx"]
