"""README's pictures of the local page: `python -m tests.page.pictures` takes them anew into .pictures/.

Or only those of some parts: `python -m tests.page.pictures agenda`.
"""

import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path

import openpyxl
from PIL import Image

from kccreport.roads import officers
from tests import ROOT, books
from tests.agenda.examining.covers import LINE, WHOLE, code
from tests.agendas import EXEMPT, agenda_workbook, plain_pdf
from tests.officers.test_commentary_round import ASKED, fill, reading
from tests.page.seat import Seat, chromium, served

_ARE_DRAWN = (
    "() => [...document.querySelectorAll('details[open] img')].every(each => each.complete && each.naturalWidth)"
)
PICTURES = ROOT / ".pictures"
_WIDTH, _HEIGHT, _COLOURS = 1060, 700, 64


def main(wanted: Sequence[str]) -> None:
    """Take the pictures of some of `PARTS`, or every one."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        for name, (fill_in, walk) in PARTS.items():
            if name not in (wanted or PARTS):
                continue
            with tempfile.TemporaryDirectory() as place:
                folder = Path(place) / "papers"
                folder.mkdir()
                fill_in(folder)
                with served(folder) as start:
                    seat = Seat(opened, start, _WIDTH, keyboard=False)
                    seat.page.set_viewport_size({"width": _WIDTH, "height": _HEIGHT})
                    walk(seat, folder)
        opened.close()


def _with_slips(folder: Path) -> None:
    for path in sorted((ROOT / "inputs").glob("*.xlsx")):
        shutil.copy(path, folder)
    book = openpyxl.load_workbook(folder / "dashboard-2021.xlsx")
    book["Indicators"]["K5"] = "Sideways"
    book["Results"]["F9"] = "about 9 in 10"
    book.save(folder / "june.xlsx")


def _paper(seat: Seat, folder: Path) -> None:
    _take(seat, "page-start")
    seat.press("june.xlsx")
    seat.page.get_by_text("faults,").first.wait_for()
    _take(seat, "page-faults")
    shutil.copy(ROOT / "inputs" / "dashboard-2021.xlsx", folder / "june.xlsx")
    seat.page.get_by_text("Ready to make").first.wait_for()
    _take(seat, "page-ready")


def _with_returns(folder: Path) -> None:
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


def _commentary(seat: Seat, folder: Path) -> None:
    seat.press("Commentary")
    seat.press("july.xlsx")
    seat.page.get_by_text("so far: see what").click()
    seat.page.locator("#choose").wait_for()
    seat.page.evaluate("document.querySelector('#choose').scrollIntoView()")
    _take(seat, "page-commentary")


def _with_papers(folder: Path) -> None:
    shutil.copytree(ROOT / "inputs" / "papers", folder, dirs_exist_ok=True)
    (folder / "parking-letter.pdf").write_bytes(plain_pdf("Review of parking", change=code(f"{LINE} 0 g {WHOLE} f")))
    agenda_workbook(
        folder,
        {"Number": "1", "Title": "Minutes of the last meeting", "Kind": "Minutes", "File": "minutes-2021-01-15.pdf"},
        {
            "Number": "2",
            "Title": "Review of parking in town centres",
            "File": "parking-letter.pdf",
            "Purpose": "For discussion",
        },
        {
            "Number": "3",
            "Title": "Award of a contract",
            "File": "contract-award.pdf",
            "Purpose": "For decision",
            **EXEMPT,
        },
        name="cabinet.xlsx",
    )


def _agenda(seat: Seat, folder: Path) -> None:
    seat.press("Agenda")
    seat.press("cabinet.xlsx")
    seat.page.locator("#items").wait_for()
    seat.page.locator(".pictures img").first.wait_for()
    seat.page.evaluate("document.querySelector('.items > li:nth-child(2)').scrollIntoView()")
    while not seat.page.evaluate(_ARE_DRAWN):  # a function to wait for would be a script that the page's policy refuses
        seat.page.wait_for_timeout(200)
    _take(seat, "page-agenda")


PARTS: dict[str, tuple[Callable[[Path], None], Callable[[Seat, Path], None]]] = {
    "paper": (_with_slips, _paper),
    "commentary": (_with_returns, _commentary),
    "agenda": (_with_papers, _agenda),
}


def _take(seat: Seat, name: str) -> None:
    with Image.open(BytesIO(seat.page.screenshot())) as shot:
        small = shot.convert("RGB").quantize(_COLOURS, dither=Image.Dither.NONE)
        small.save(PICTURES / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main(sys.argv[1:])
