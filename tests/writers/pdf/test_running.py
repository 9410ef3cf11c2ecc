"""What runs along a page: the date is never lost, and a title is not said twice."""

from collections import Counter
from statistics import mean

import pymupdf
import pytest

from kccreport.ground.values import replace
from kccreport.paper.blocks import Heading, Paper, Prose, Role, plain
from kccreport.writers.pdf import theme
from kccreport.writers.pdf.fonts import font
from kccreport.writers.pdf.lines import break_lines
from kccreport.writers.pdf.render import render
from kccreport.writers.pdf.theme import RUNNING, shortened, with_end
from tests.writers.html.papers import SAMPLES, sample, sample_pdf
from tests.writers.pdf.small import IDENTITY, LANDSCAPE, PORTRAIT, TITLE

DAY = "19 September 2014"
COMMITTEES = ("Cabinet", "Policy and Resources Cabinet Committee", "Strategy " * 9, "Environment " * 20, "W" * 150)


@pytest.mark.parametrize("committee", COMMITTEES)
@pytest.mark.parametrize(
    "title", ["Dashboard", "Strategic and Corporate Services Directorate Dashboard", "Report " * 40]
)
@pytest.mark.parametrize("is_large", [False, True], ids=["usual", "large"])
def test_the_header_of_every_page_has_the_whole_date(committee: str, title: str, is_large: bool) -> None:
    identity = replace(IDENTITY, header_left=title, header_right=f"{committee.strip()}, {DAY}", header_end=f", {DAY}")
    blocks = (PORTRAIT, TITLE, PORTRAIT, Heading("Second", 2, "second"), LANDSCAPE, Heading("Third", 2, "third"))
    for page in list(pymupdf.open(stream=render(Paper(identity, blocks), is_large=is_large).content))[1:]:
        header = page.get_text(clip=pymupdf.Rect(0, 0, page.rect.width, 110 if is_large else 52))
        assert DAY in " ".join(header.split())
        assert max(word[2] for word in page.get_text("words")) <= page.rect.width - 20


def test_a_name_is_cut_after_a_word_and_one_long_word_wherever_it_must_be() -> None:
    name = "Environment and Transport Cabinet Committee"
    assert with_end(f"{name}, {DAY}", f", {DAY}", 10_000) == f"{name}, {DAY}"
    assert with_end(f"{name}, {DAY}", f", {DAY}", 235) == f"Environment and Transport…, {DAY}"
    assert with_end(f"{name}, {DAY}", f", {DAY}", 20) == f", {DAY}"
    long = shortened("W" * 90, 100)
    assert long.endswith("W…")
    assert font(RUNNING.regular).width(long, RUNNING.size) <= 100


@pytest.mark.parametrize("name", SAMPLES)
def test_no_title_stands_twice_on_a_page(name: str) -> None:
    paper = sample(name)
    titles = [" ".join(block.text.split()) for block in paper.blocks if isinstance(block, Heading)]
    titles += ["".join(run.text for run in block.content) for block in paper.blocks
               if isinstance(block, Prose) and block.role is Role.LABEL]  # fmt: skip
    for page in pymupdf.open(stream=sample_pdf(name)):
        lines = Counter(
            " ".join(text.split())
            for *_, text, _, kind in page.get_text("blocks")
            if kind == 0 and len(text.split()) > 2
        )
        assert [text for text, count in lines.items() if count > 1 and text in titles] == []


def test_lines_of_the_body_hold_from_65_to_80_letters() -> None:
    assert (theme.BODY.size, theme.BODY.leading) == (12, 17)
    words = " ".join(
        "".join(run.text for run in block.content)
        for block in sample("quarterly-2011").blocks
        if isinstance(block, Prose) and block.role is Role.BODY
    )
    column = (theme.LANDSCAPE.measure - theme.GUTTER) / 2  # of words on a page that lies across
    for width in (theme.WIDEST_LINE, column):
        lines = break_lines(plain(words), theme.BODY, width)
        assert 65 <= mean(sum(len(piece.text.rstrip()) for piece in line.pieces) for line in lines[:-1]) <= 80


@pytest.mark.parametrize("name", SAMPLES)
def test_no_word_is_smaller_than_10_points_or_in_a_chart_9(name: str) -> None:
    sizes: Counter[float] = Counter()
    for page in pymupdf.open(stream=sample_pdf(name)):
        for block in page.get_text("dict")["blocks"]:
            sizes.update(
                round(span["size"], 1)
                for line in block.get("lines", [])
                for span in line["spans"]
                if span["text"].strip()
            )
    assert min(sizes) >= 9
    assert {size for size in sizes if size < 10} <= {theme.CHART_TEXT.size}
