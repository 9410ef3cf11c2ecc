"""A page says what the PDF of the same paper says, word for word and link for link."""

import os

import pytest
from hypothesis import HealthCheck, given, settings

from kccreport.paper.blocks import Heading, Paper
from kccreport.writers.html.render import render
from kccreport.writers.pdf.render import render as render_pdf
from tests.writers.html.papers import SAMPLES, papers, sample, sample_pdf
from tests.writers.html.said import parsed, words_of
from tests.writers.html.sound import assert_sound
from tests.writers.pdf.said import said_of


def of_pdf(content: bytes) -> list[str]:
    """What the tags say; where a column of pages is headed so, the page has another word, and no numbers."""
    return ["Section" if word == "Page" else word for word in said_of(content).words()]


def of_page(paper: Paper) -> list[str]:
    """What the page says, its links to places named by the PDF's bookmarks; it must be sound too."""
    tree, errors = parsed(render(paper))
    assert errors == []
    assert_sound(tree)
    titles = {
        f"→#{block.anchor}": "→" + (block.bookmark or f"{block.number} {block.text}".strip()).replace(" ", "_")
        for block in paper.blocks
        if isinstance(block, Heading)
    }
    return [
        titles.get(word, "→?" if word.startswith("→#") else word) for word in words_of(tree)
    ]  # ? is a note, or a row


@pytest.mark.parametrize("name", SAMPLES)
def test_every_word_figure_rating_and_link_of_a_sample_stands_on_its_sound_page_in_the_same_order(name: str) -> None:
    said = of_page(sample(name))
    assert said == of_pdf(sample_pdf(name))
    assert len(said) > 1000
    assert sum(word.startswith("→") for word in said) > 5


@settings(
    max_examples=50 if os.environ.get("KCCREPORT_EXPECT_TOOLS") else 15, suppress_health_check=[HealthCheck.too_slow]
)
@given(papers())
def test_so_it_is_with_any_paper(paper: Paper) -> None:
    assert of_page(paper) == of_pdf(render_pdf(paper).content)
