"""What belongs together stays in one line, in a PDF and in a browser, and is copied and found as it was typed."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kccreport.paper.blocks import Run, plain, text_cell
from kccreport.writers.html.cells import cell_content
from kccreport.writers.html.words import Links, abbreviated, words
from kccreport.writers.pdf.lines import break_lines
from kccreport.writers.pdf.theme import BODY
from kccreport.writers.ties import TIE, tied

CASES = [
    ("Communications (1 of 2)", ["(1 of 2)"]),
    ("Rhan (1 o 2) yma", ["(1 o 2)"]),
    ("Red since Quarter 3 2025/26", ["Quarter 3"]),
    ("Result for Q3 2025/26", ["Q3 2025/26"]),
    ("target 80%, 5.2 points short", ["5.2 points"]),
    ("a saving of £1.2 million", ["£1.2 million"]),
    ("answered within 20 seconds", ["20 seconds"]),
    ("met on 29 June in full", ["29 June"]),
    ("Maths at Key Stage 2 this year", ["Key Stage 2"]),
    ("Amber since Mar 14 or before (5 months)", ["Mar 14", "(5 months)"]),
    ("94% (176 of 187), target ≥ 95%", ["(176 of 187),", "≥ 95%"]),
    ("see Appendix A below", ["Appendix A"]),
    ("Finance – delivered by Cantium", ["Finance –"]),
]


@pytest.mark.parametrize(("text", "wholes"), CASES)
def test_what_belongs_together_is_in_one_line_at_any_width_that_has_easy_room_for_it(
    text: str, wholes: list[str]
) -> None:
    for width in range(120, 300, 7):
        lines = ["".join(piece.text for piece in line.pieces) for line in break_lines(plain(text), BODY, width)]
        assert all(any(whole in line for line in lines) for whole in wholes), (width, lines)


@pytest.mark.parametrize(("text", "wholes"), CASES)
def test_a_browser_is_told_the_same_by_no_break_spaces(text: str, wholes: list[str]) -> None:
    shown = "".join(
        node if isinstance(node, str) else "".join(map(str, node.children)) for node in abbreviated(text, ties=True)
    )
    assert all(whole.replace(" ", TIE) in shown for whole in wholes)
    assert shown.replace(TIE, " ") == text


@pytest.mark.parametrize(
    "text", ["in 2011 the council", "60 of the schools", "20, 30 or 40", "at 5% of it", "on Monday", "All but the last"]
)
def test_what_only_stands_beside_a_number_is_not_tied(text: str) -> None:
    assert tied(text) == text


WORDS = st.lists(
    st.sampled_from(["3", "points", "of", "12", "Quarter", "–", "a", "longer", "≥", "2025/26"]), max_size=12
)


@settings(max_examples=40)
@given(WORDS, st.booleans(), st.fractions(30, 300).map(Fraction).map(float))
def test_the_page_holds_plain_spaces_and_every_word_and_no_line_is_too_wide(
    words: list[str], is_mixed: bool, width: float
) -> None:
    text = " ".join(words)
    half = len(text) // 2
    content = (Run(text[:half], is_strong=True), Run(text[half:])) if is_mixed else plain(text)
    lines = break_lines(content, BODY, width)
    shown = "".join(piece.text for line in lines for piece in line.pieces)
    assert TIE not in shown
    assert shown.split() == words
    assert all(line.width <= width + 0.01 for line in lines)


def test_a_short_last_word_is_not_alone_on_its_line() -> None:
    text = "against policy objectives, against targets, and as customers experience it."
    for width in range(120, 420, 10):
        last = break_lines(plain(text), BODY, width)[-1]
        assert "".join(piece.text for piece in last.pieces) != "it."


def test_a_short_last_word_never_costs_a_line() -> None:
    text = "Of the 25 indicators some words go on here until the end of it all is."
    unfinished = "Of the 25 indicators some words go on here until the end of it all isxxxxx"  # no short last word
    for width in range(80, 420, 10):
        assert len(break_lines(plain(text), BODY, width)) <= len(break_lines(plain(unfinished), BODY, width))


def test_the_cells_of_a_web_page_keep_every_place_to_break_at() -> None:
    content = cell_content(text_cell("Answered within 20 working days (1 of 2)"), Links({}))
    assert not any(TIE in str(node).replace("\\xa0", TIE) for node in content.nodes)
    assert words(plain("within 20 working days"), Links({})) == [f"within 20{TIE}working days"]
