"""What is measured beside us is the same document, and README shows what was measured."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pymupdf
import pytest

from kccreport.paper import blocks as b
from kccreport.roads import papers as road
from tests import ROOT
from tests.bare import lay_out, primitives
from tests.bench.print_page import print_page
from tests.bench.ratios import AIMS, BARE, TYPST, US, WEASYPRINT, Ratios, changes, keep, kept, ratios_of, table
from tests.bench.typst_markup import markup
from tests.writers.html.papers import sample
from tests.writers.pdf.small import IDENTITY, PORTRAIT, TITLE


class _Words(HTMLParser):
    """The words of a page's body, but for its running lines and the name of what each link leads to."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.passed_over: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        look = dict(attrs).get("class") or ""
        passes_over = tag in ("header", "footer", "nav", "caption", "summary", "head") or look in ("skip", "unseen")
        if tag not in ("meta", "img", "br") and (self.passed_over or passes_over):  # those have no end
            self.passed_over.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.passed_over and self.passed_over[-1] == tag:
            self.passed_over.pop()

    def handle_data(self, data: str) -> None:
        if not self.passed_over:
            self.found += re.findall(r"\w+", data)


@pytest.fixture(scope="module")
def paper() -> b.Paper:
    return sample("quarterly-2011")


def test_typst_is_given_every_word_figure_and_chart_of_the_paper(paper: b.Paper) -> None:
    made = markup(paper)
    strings = re.findall(r'"((?:[^"\\]|\\.)*)"', made)
    given = set(re.findall(r"\w+", " ".join(strings).replace("\\n", " ")))
    page = _Words()
    page.feed(road.render_page(paper).decode())
    assert len(page.found) > 10_000
    # said once for each chart and page by the web page itself, not by the paper
    own = {"Details", "Section", "axis"}
    assert set(page.found) - given == own
    assert made.count("#figure(alt:") == sum(isinstance(block, b.Chart) for block in paper.blocks)
    assert made.count("table(columns:") == sum(isinstance(block, b.Table) for block in paper.blocks)


def test_words_that_look_like_markup_are_words_for_typst() -> None:
    hostile = 'a "quoted" \\ #panic("x") $x$ <y> @z'
    look = b.Paper(_identity(), (b.Prose(b.plain(hostile)),))
    assert '[#"a \\"quoted\\" \\\\ #panic(\\"x\\") $x$ <y> @z"]' in markup(look)


def _identity() -> b.Identity:
    from datetime import date

    return b.Identity("T", "A", "S", "", "", "", date(2021, 3, 4))


def test_weasyprint_is_given_our_page_with_a_stylesheet_for_print(paper: b.Paper) -> None:
    page = road.render_page(paper)
    printed = print_page(page, ROOT / "kccreport" / "assets" / "fonts")
    assert "grid-template" not in printed
    assert printed.count("<style>") == 1
    ours, theirs = _Words(), _Words()
    ours.feed(page.decode())
    theirs.feed(printed)
    assert theirs.found == ours.found
    assert len(ours.found) > 10_000


def figures(cpu: float, wall: float, peak: float, pages: int) -> dict[str, float]:
    return {"cpu": cpu, "wall": wall, "peak": peak, "pages": pages}


FURTHER = {
    "help to bare Typer": 1.0,
    "cold check to importing openpyxl and ReportLab": 1.25,
    "200 papers: two processes to half of the time of one": 1.05,
    "260: rendering alone to that of bare ReportLab": 0.45,
}


def test_ratios_are_ours_to_theirs_and_memory_grows_by_the_page(tmp_path: Path) -> None:
    found = {
        26: {US: figures(2, 2, 80, 50), TYPST: figures(1, 1, 100, 40), WEASYPRINT: figures(8, 8, 1, 1), BARE: figures(1, 1, 1, 1)},
        260: {US: figures(6, 5, 130, 550), TYPST: figures(3, 4, 520, 500)},
    }  # fmt: skip
    ratios = ratios_of(found, FURTHER)
    assert ratios == {
        "26: CPU to Typst": 2.0,
        "26: CPU to WeasyPrint": 0.25,
        "26: CPU to bare ReportLab": 2.0,
        "260: CPU to Typst": 2.0,
        "260: wall to Typst": 1.25,
        "260: memory to Typst": 0.25,
        "260: rendering alone to that of bare ReportLab": 0.45,
        "MiB for each further page": 0.1,  # 50 MiB for 500 pages
        "cold check to importing openpyxl and ReportLab": 1.25,
        "help to bare Typer": 1.0,
        "200 papers: two processes to half of the time of one": 1.05,
    }
    assert list(ratios) == [name for name in AIMS if name in ratios]
    lines = "\n".join(changes(ratios, {}))
    assert re.search(r"260: CPU to Typst +2\.00 +– +– +1\.00  not met", lines)
    assert re.search(r"260: memory to Typst +0\.25 +– +– +0\.25$", lines, re.MULTILINE)
    place = tmp_path / "ratios.json"
    keep(Ratios("here", "abc", ratios), {}, is_release=False, place=place)
    better = {**ratios, "260: CPU to Typst": 1.5}
    assert any(line.endswith("-25% since the release") for line in changes(better, kept(place)))
    keep(Ratios("here", "def", better), kept(place), is_release=False, place=place)
    assert [kept(place)[name].commit for name in ("now", "release")] == ["def", "abc"]
    keep(Ratios("here", "fed", better), kept(place), is_release=True, place=place)
    assert kept(place)["release"].commit == "fed"


def test_readme_shows_what_was_measured_last_and_at_the_last_release() -> None:
    assert table() in (ROOT / "README.md").read_text("utf-8")
    assert set(kept()["now"].ratios) <= set(AIMS)


def words_set_bare(paper: b.Paper) -> list[str]:
    content, _ = lay_out(primitives(paper))
    with pymupdf.open(stream=content) as made:
        return " ".join(page.get_text() for page in made).split()


def test_bare_reportlab_sets_tables_of_every_kind_and_finds_the_rows_that_are_led_to() -> None:
    reading = road.read(ROOT / "inputs" / "district-2026.xlsx").value
    assert reading is not None
    assert len(words_set_bare(road.compose(reading))) > 1_000


def test_bare_reportlab_finds_the_notes_that_are_led_to() -> None:
    note = b.Prose(b.plain("A note"), role=b.Role.FOOTNOTE, number="(1)", anchor="note-1", back="there")
    led = b.Prose((b.Run("Led", link="#note-1"),))
    assert words_set_bare(b.Paper(IDENTITY, (PORTRAIT, TITLE, led, note)))[-3:] == ["(1)", "A", "note"]
