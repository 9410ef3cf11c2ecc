"""Pages in a real browser: axe finds nothing, and at every width and in every scheme all of a page can be read.

Chromium takes seconds, so it is asked in CI alone, or wherever KCCREPORT_EXPECT_TOOLS is set.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kccreport.writers.html.render import render
from tests.writers.html.papers import SAMPLES, sample

EXPECTED = bool(os.environ.get("KCCREPORT_EXPECT_TOOLS"))
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(not EXPECTED, reason="Chromium is asked in CI, or with KCCREPORT_EXPECT_TOOLS=1")

WIDTHS = (1280, 390, 320)  # 320 is also 1280 at 400 %: WCAG 2.2, 1.4.10
EVERY_WIDTH = range(320, 1700, 97)
# what reaches beyond the page, or can only be seen by scrolling within itself, though nothing says so
OUT_OF_SIGHT = """
() => [...document.querySelectorAll('body *:not(svg *)')].filter(element => {
    if (element.closest('.unseen, .close .word, .definitions, .skip, thead, [role=region], nav.sections')) return false;
    const box = element.getBoundingClientRect();
    if (!box.width || getComputedStyle(element).visibility == 'hidden') return false;
    const scrolls = getComputedStyle(element).overflowX != 'visible' && element.scrollWidth > element.clientWidth + 1;
    return scrolls || box.right > document.documentElement.clientWidth + 1 || box.left < -1;
}).map(element => `${element.tagName} ${element.textContent.slice(0, 40)}`).slice(0, 5)
"""
SPACED = """
() => document.querySelectorAll('body *').forEach(element => {
    element.style.lineHeight = '1.5'; element.style.letterSpacing = '.12em'; element.style.wordSpacing = '.16em';
    if (element.tagName == 'P') element.style.marginBottom = '2em';
})
"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    for name in SAMPLES:
        (folder / f"{name}.html").write_bytes(render(sample(name)))
    return folder


def opened(browser: Any, file: Path, width: int, scheme: str = "light") -> Any:
    """A page at a width; whatever its policy refuses, or it asks for from elsewhere, is a fault."""
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page.faults = []
    page.on("console", lambda message: page.faults.append(message.text))
    page.on("request", lambda request: request.url.startswith("file:") or page.faults.append(request.url))
    page.goto(file.as_uri())
    assert page.faults == []
    return page


def violations(page: Any, **options: Any) -> list[str]:
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, options={"resultTypes": ["violations"], **options}).response["violations"]
    return [f"{each['id']}: {each['nodes'][0]['html'][:120]} and {len(each['nodes']) - 1} more" for each in found]


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing(browser: Any, pages: Path, name: str, width: int) -> None:
    page = opened(browser, pages / f"{name}.html", width)
    assert violations(page, rules={"color-contrast": {"enabled": False}}) == []
    page.close()


# measuring the contrast of every word takes axe far longer than all else; one sample, which has every kind of block, is
# measured at every width in both schemes
@pytest.mark.parametrize(
    ("name", "width", "scheme"),
    [
        *((name, 1280, "light") for name in SAMPLES),
        *((name, 320, "dark") for name in SAMPLES),
        *(
            ("scrutiny-2012", width, scheme)
            for width, scheme in ((1280, "dark"), (390, "light"), (390, "dark"), (320, "light"))
        ),
    ],
)
def test_axe_finds_every_word_in_good_contrast(browser: Any, pages: Path, name: str, width: int, scheme: str) -> None:
    page = opened(browser, pages / f"{name}.html", width, scheme)
    assert violations(page, runOnly=["color-contrast"]) == []
    page.close()


@pytest.mark.parametrize("name", SAMPLES)
def test_at_every_width_all_can_be_read_without_scrolling_in_two_directions(
    browser: Any, pages: Path, name: str
) -> None:
    page = opened(browser, pages / f"{name}.html", 320)
    for width in EVERY_WIDTH:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(OUT_OF_SIGHT) == [], width
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


def test_with_more_space_between_letters_words_and_lines_nothing_is_lost(browser: Any, pages: Path) -> None:
    """WCAG 2.2, 1.4.12."""
    for width in (320, 1280):
        page = opened(browser, pages / "quarterly-2011.html", width)
        page.evaluate(SPACED)
        assert page.evaluate(OUT_OF_SIGHT) == [], width
        page.close()


def test_the_keyboard_reaches_the_paper_first_and_then_every_link(browser: Any, pages: Path) -> None:
    page = opened(browser, pages / "dashboard-2021.html", 1280)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.tagName") == "MAIN"
    within = []
    for _ in range(8):
        page.keyboard.press("Tab")
        within.append(page.evaluate("!!document.activeElement.closest('main') && document.activeElement.tagName"))
    assert set(within) == {"A"}
    page.close()


def test_printed_it_has_a_landscape_page_for_each_wide_set_and_no_navigation(browser: Any, pages: Path) -> None:
    import io

    import pikepdf

    page = opened(browser, pages / "dashboard-2021.html", 1280)
    with pikepdf.open(io.BytesIO(page.pdf(prefer_css_page_size=True))) as pdf:
        shapes = [float(each.MediaBox[2]) > float(each.MediaBox[3]) for each in pdf.pages]
    assert shapes[0] is False
    assert sum(shapes) >= 10
    page.close()
