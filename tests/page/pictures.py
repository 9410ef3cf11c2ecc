"""README's pictures of the local page: `python -m tests.page.pictures` takes them anew into .pictures/."""

import shutil
import tempfile
from io import BytesIO
from pathlib import Path

import openpyxl
from PIL import Image

from tests import ROOT, books
from tests.officers.test_commentary_round import ASKED, fill, reading
from tests.page.seat import Seat, chromium, served

PICTURES = ROOT / ".pictures"
_WIDTH, _HEIGHT, _COLOURS = 1060, 700, 64


def main() -> None:
    """Take every picture."""
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        folder = Path(place) / "papers"
        folder.mkdir()
        _fill(folder)
        opened = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        with served(folder) as start:
            seat = Seat(opened, start, _WIDTH, keyboard=False)
            seat.page.set_viewport_size({"width": _WIDTH, "height": _HEIGHT})
            _take(seat, "page-start")
            seat.press("june.xlsx")
            seat.page.get_by_text("faults,").first.wait_for()
            _take(seat, "page-faults")
            shutil.copy(ROOT / "inputs" / "dashboard-2021.xlsx", folder / "june.xlsx")
            seat.page.get_by_text("Ready to make").first.wait_for()
            _take(seat, "page-ready")
            seat.page.locator("#preview").scroll_into_view_if_needed()
            seat.page.frame_locator("iframe").locator("h1").wait_for()
            seat.page.locator("iframe").scroll_into_view_if_needed()
            _take(seat, "page-preview")
            seat.press("Commentary")
            seat.press("july.xlsx")
            seat.page.get_by_text("so far: look at").click()
            seat.page.locator("#choose").scroll_into_view_if_needed()
            seat.page.evaluate("document.querySelector('#choose').scrollIntoView()")
            _take(seat, "page-commentary")
            seat.press("Agenda")
            seat.press("agenda-2021.xlsx")
            seat.page.locator("#items").wait_for()
            seat.page.evaluate("document.querySelector('.items > li:nth-child(7)').scrollIntoView()")
            _take(seat, "page-agenda")
        opened.close()


def _fill(folder: Path) -> None:
    """Fill a folder: a paper with two slips, one whose commentary came back twice, and an agenda with its papers."""
    for path in sorted((ROOT / "inputs").glob("*.xlsx")):
        shutil.copy(path, folder)
    shutil.copytree(ROOT / "inputs" / "papers", folder / "papers")
    book = openpyxl.load_workbook(folder / "dashboard-2021.xlsx")
    book["Indicators"]["K5"] = "Sideways"
    book["Results"]["F9"] = "about 9 in 10"
    book.save(folder / "june.xlsx")
    from kccreport.roads import officers

    workbook = books.save(folder / "july.xlsx", **ASKED)
    officers.write_requests(reading(workbook), folder / "asked.xlsx")
    back = folder / "returned" / "july"
    back.mkdir(parents=True)
    for name, words in (
        ("Ann.xlsx", {"What_happened": "Calls rose by a fifth.", "Why": "Two new lines opened."}),
        ("Ben.xlsx", {"What_happened": "Calls rose.", "Action": "Two posts are filled."}),
    ):
        shutil.move(fill(folder, name, A=words), back / name)
    (folder / "asked.xlsx").unlink()


def _take(seat: Seat, name: str) -> None:
    with Image.open(BytesIO(seat.page.screenshot())) as shot:
        small = shot.convert("RGB").quantize(_COLOURS, dither=Image.Dither.NONE)
        small.save(PICTURES / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
