"""The large-print edition says the same, in 16 points or more, on upright pages that need no turning."""

import re
from itertools import pairwise
from pathlib import Path

import pymupdf
import pytest
from hypothesis import given, settings

from kccreport.paper.blocks import (
    Beside,
    Column,
    ColumnKind,
    Contents,
    ContentsEntry,
    FigureCell,
    GroupCell,
    Heading,
    NewPage,
    Orientation,
    Part,
    Prose,
    Role,
    Run,
    Table,
    TableLook,
    plain,
    text_cell,
)
from kccreport.roads.papers import large_of
from kccreport.writers.pdf.render import render
from tests.writers.html.papers import papers, sample
from tests.writers.pdf.checks import check
from tests.writers.pdf.large import (
    BODY,
    NAMED,
    RATINGS,
    large_print,
    sizes_of,
)
from tests.writers.pdf.said import Said
from tests.writers.pdf.small import IDENTITY, LANDSCAPE, TITLE, Paper, table
from tests.writers.pdf.walk import walk

HEADS = {"Ref", "Indicator"}  # of columns whose cells head a list in place of a row
SAMPLES = ("committee-2012", "scrutiny-2012")


def words_of(content: bytes) -> set[str]:
    return {word for word in Said(content).words() if not word.startswith("→")}


@pytest.fixture(scope="module", params=SAMPLES)
def edition(request: pytest.FixtureRequest) -> tuple[Paper, bytes]:
    paper = sample(request.param)
    return paper, render(paper, is_large=True).content


def test_it_passes_every_check_that_the_usual_edition_passes(edition: tuple[Paper, bytes], tmp_path: Path) -> None:
    path = tmp_path / "large.pdf"
    path.write_bytes(edition[1])
    check(path)


def test_nothing_is_smaller_than_16_points_and_no_page_lies_across(edition: tuple[Paper, bytes]) -> None:
    for page in pymupdf.open(stream=edition[1]):
        assert page.rect.width < page.rect.height
        spans = [
            span
            for block in page.get_text("dict")["blocks"]
            for line in block.get("lines", [])
            for span in line["spans"]
        ]
        assert all(span["size"] >= 15.99 for span in spans if span["text"].strip()), page.number
        boxes = [pymupdf.Rect(span["bbox"]) for span in spans if span["text"].strip()]
        assert all(box.x0 >= -1 and box.x1 <= page.rect.width - 20 for box in boxes if box.height < 100), page.number


def test_no_word_is_lost_and_none_is_broken(edition: tuple[Paper, bytes]) -> None:
    usual, said = render(edition[0]).content, words_of(edition[1])
    lost = {word for word in words_of(usual) - said if not re.search(r"\d", word)}  # page numbers differ
    assert not lost - HEADS
    whole = {"continued", *(bare(word) for word in said | printed(usual))}
    assert not {bare(word) for word in printed(edition[1]) if bare(word).isalpha()} - whole


def bare(word: str) -> str:
    return word.strip(".,;:()…'\"“”‘’")


def printed(content: bytes) -> set[str]:
    return {word for page in pymupdf.open(stream=content) for *_, word, _, _, _ in page.get_text("words")}


def test_a_table_too_wide_for_the_page_becomes_lists_and_a_narrow_one_stays() -> None:
    months = tuple(Column(f"Month {at}", ColumnKind.TEXT) for at in range(9))
    row = (text_cell("R1"), text_cell("Calls"), *(FigureCell(f"{at},000") for at in range(9)))
    wide = Table((*table(1).columns[:2], *months), (row,))
    narrow = table(2)
    content = large_print(wide, narrow)
    said = " ".join(Said(content).words())
    assert "R1 Calls Month 0 0,000 Month 1 1,000" in said
    assert "Ref Indicator Dec 20 RAG R0" in said


def test_what_stands_beside_stands_below() -> None:
    parts = [
        Beside(Part.FIGURES),
        Prose(plain("Figures")),
        Beside(Part.WORDS),
        Heading("Why", 2, "why"),
        Prose(plain("Words")),
    ]
    pdf = pymupdf.open(stream=large_print(*parts))
    heights = {word: y0 for _, y0, _, _, word, *_ in pdf[0].get_text("words")}
    assert heights["Figures"] < heights["Why"] < heights["Words"]


def test_its_title_says_so_and_its_name_too() -> None:
    pdf = pymupdf.open(stream=render(Paper(IDENTITY, (LANDSCAPE, TITLE)), is_large=True).content)
    assert pdf.metadata["title"] == f"{IDENTITY.title} (large print)"
    assert large_of(Path("out/june.pdf")) == Path("out/june-large.pdf")


def test_a_heading_is_larger_than_those_of_the_levels_below_it_and_none_is_smaller_than_the_body() -> None:
    """The order that a reader without colours goes by: the paper, its sections, a table, a group of its rows, a row."""
    levels = [Heading(f"Level{level}", level, f"level-{level}") for level in (1, 2, 3, 4)]
    blocks = (
        *levels,
        Prose((Run("Table", is_strong=True),), Role.LABEL, leads=True),
        Table(
            (*NAMED, *RATINGS),
            (
                (GroupCell("Group", 14, "Director"),),
                (text_cell("Record"), text_cell("Calls"), *[FigureCell("Body")] * 12),
            ),
            TableLook.WIDE,
        ),
    )
    sizes = sizes_of(Heading("Paper", 1, "paper", is_title=True), *blocks)
    order = ["Paper", "Level1", "Level2", "Level3", "Level4", "Table", "Group", "Record"]
    assert all(sizes[above] >= sizes[below] + 0.75 for above, below in pairwise(order)), sizes
    assert sizes["Record"] >= sizes["Rating"] >= BODY - 0.01


@pytest.mark.parametrize("role", Role)
def test_a_paragraph_of_every_role_is_set_in_16_points_or_more_and_what_leads_in_those_of_the_body(role: Role) -> None:
    sizes = sizes_of(Prose(plain("Words"), role), Prose((Run("Strong", is_strong=True),), role, leads=True))
    assert min(sizes["Words"], sizes["Strong"]) >= 15.99
    assert sizes["Strong"] >= BODY - 0.01 or role in {Role.NOTE, Role.FOOTNOTE}, "these are no headings"


@pytest.mark.parametrize("count", [1, 5, 8, 12, 16])
def test_contents_stand_together_under_their_heading_on_the_title_page_or_overleaf(count: int) -> None:
    entries = Contents(tuple(ContentsEntry(f"Entry{at}", "title") for at in range(count)))
    details = [Prose(plain(f"Detail {at}"), Role.TITLE_DETAIL) for at in range(5)]
    paper = Heading("A long title of a paper on performance", 1, "title", is_title=True)
    blocks = (
        NewPage(Orientation.PORTRAIT, is_title=True),
        paper,
        *details,
        Heading("Contents", 2, "contents"),
        entries,
    )
    pdf = pymupdf.open(stream=render(Paper(IDENTITY, blocks), is_large=True).content)
    every = {"Contents", *(f"Entry{at}" for at in range(count))}
    pages = [every & {*page.get_text().split()} for page in pdf]
    assert [found for found in pages if found] == [every]
    assert len(pages) == 1 if count < 9 else pages[0] == set()


def test_what_runs_along_a_page_stands_apart_from_it_and_is_no_heading() -> None:
    """A box that fills the page ends a line above the footer; what a page continues is grey, where headings are bold."""
    section = Heading("Section", 2, "section", continues=True)
    box = [Prose(plain("Words of the summary."), Role.BOXED) for _ in range(60)]
    pdf = pymupdf.open(stream=large_print(section, *box))
    assert pdf.page_count > 2
    for page in pdf:
        footer = page.search_for("Unrestricted")[0]
        lowest = max(each["rect"].y1 for each in page.get_drawings())
        assert footer.y0 - lowest >= 16, page.number
    spans = {
        span["text"].strip(): span
        for block in pdf[1].get_text("dict")["blocks"]
        for line in block.get("lines", [])
        for span in line["spans"]
    }
    line = spans["Section (continued)"]
    assert not line["flags"] & pymupdf.TEXT_FONT_BOLD
    assert line["color"] == spans["Unrestricted"]["color"]


@pytest.mark.parametrize("count", range(4, 40, 3))
def test_large_print_is_never_set_closely(count: int) -> None:
    """However many lines the last page would hold: paragraphs stand apart as far as they do where there is room."""
    content = large_print(*[Prose(plain("Words."))] * count)
    heights = [y0 for _, y0, _, _, word, *_ in pymupdf.open(stream=content)[0].get_text("words") if word == "Words."]
    assert min(after - before for before, after in pairwise(heights)) >= (17 + 0.8 * 8) * 1.6 - 0.1


@settings(max_examples=10)
@given(papers())
def test_no_word_of_any_paper_is_lost_and_its_tags_are_sound(paper: Paper) -> None:
    usual, large = render(paper).content, render(paper, is_large=True).content
    lost = {*Said(usual).words()} - {*Said(large).words()}
    assert {word for word in lost if not word.isdigit()} <= {"Heading"}, "of what heads a record"
    assert walk(large).faults == []
