"""Words are broken into lines that fit, and no letter is lost."""

from hypothesis import given
from hypothesis import strategies as st

from kccreport.paper.blocks import Run, plain
from kccreport.writers.pdf.fonts import font
from kccreport.writers.pdf.lines import after_lines, break_lines
from kccreport.writers.pdf.theme import BODY

letters = st.text(st.sampled_from("abcW i-/.ŵ£ "), max_size=120)


def joined(content: tuple[Run, ...], width: float) -> str:
    return "".join(piece.text for line in break_lines(content, BODY, width) for piece in line.pieces)


@given(letters, st.floats(30, 400))
def test_no_letter_is_lost_and_no_line_is_too_wide(text: str, width: float) -> None:
    lines = break_lines(plain(text), BODY, width)
    assert joined(plain(text), width).replace(" ", "") == text.replace(" ", "")
    assert all(line.width <= width + 0.01 for line in lines)


@given(st.lists(st.tuples(letters, st.booleans(), st.booleans()), min_size=2, max_size=5), st.floats(30, 400))
def test_runs_of_several_manners_are_broken_by_the_same_rules(
    parts: list[tuple[str, bool, bool]], width: float
) -> None:
    content = tuple(Run(text, is_strong=strong, link="https://x.org" if link else "") for text, strong, link in parts)
    lines = break_lines(content, BODY, width)
    assert joined(content, width).replace(" ", "") == "".join(text for text, _, _ in parts).replace(" ", "")
    assert all(line.width <= width + 0.01 for line in lines)
    for line in lines:
        for piece in line.pieces:
            assert piece.width <= font(piece.face).width(piece.text, BODY.size) + 0.01


@given(st.lists(st.tuples(letters, st.booleans()), min_size=1, max_size=4), st.floats(30, 200), st.floats(0, 1))
def test_what_follows_some_lines_is_the_rest_in_the_manner_it_had(
    parts: list[tuple[str, bool]], width: float, share: float
) -> None:
    content = tuple(Run(text, is_strong=strong) for text, strong in parts)
    lines = break_lines(content, BODY, width)
    shown = lines[: round(share * len(lines))]
    before = "".join(piece.text for line in shown for piece in line.pieces)
    after = after_lines(content, shown)
    letters_of = [(letter, run.is_strong) for run in content for letter in run.text if letter != " "]
    assert [(letter, run.is_strong) for run in after for letter in run.text if letter != " "] == letters_of[
        len(before.replace(" ", "")) :
    ]


def test_every_line_but_the_last_ends_in_a_space_so_that_copied_words_stay_apart() -> None:
    lines = break_lines(plain("one two three four five six"), BODY, 60)
    assert [line.pieces[-1].text[-1:] == " " for line in lines] == [True] * (len(lines) - 1) + [False]


def test_a_change_of_manner_within_a_word_does_not_break_it() -> None:
    content = (Run("please "), Run("note", is_strong=True), Run("."))
    assert joined(content, 400) == "please note."
    assert all(piece.text != "." for line in break_lines(content, BODY, 62) for piece in line.pieces[:1])


def test_a_long_word_is_broken_where_it_can_best_be() -> None:
    first, *_ = break_lines(plain("https://example.org/a-long-path/and-more"), BODY, 110)
    assert first.pieces[0].text.strip()[-1] in "/-."
