"""Colours can be read, in colour and in grey, and every character is one the typeface has."""

from itertools import combinations
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from kccreport import assets
from kccreport.models.rag import Rag
from kccreport.models.ratings import USUAL_SCALE, Shape
from kccreport.models.travel import Travel
from kccreport.writers import shapes
from kccreport.writers.pdf import theme
from kccreport.writers.pdf.flowables.cells import pill_width
from kccreport.writers.pdf.fonts import font
from kccreport.writers.pdf.theme import PILLS, TINT, WHITE, Colour

TEXT = {
    "ink": theme.INK,
    "navy": theme.NAVY,
    "grey": theme.GREY,
    "link": theme.LINK,
    **{f"style {role.value}": style.colour for role, style in theme.STYLES.items()},
    **{f"heading {level}": style.colour for level, style in theme.HEADINGS.items()},
    "running": theme.RUNNING.colour,
    "state": theme.CELL_STATE.colour,
}


@pytest.mark.parametrize("name", TEXT)
@pytest.mark.parametrize("ground", [WHITE, TINT], ids=["on white", "on tint"])
def test_text_stands_out_from_its_ground_by_at_least_4_5_to_1(name: str, ground: Colour) -> None:
    assert TEXT[name].contrast(ground) >= 4.5


@pytest.mark.parametrize("rating", PILLS)
def test_the_word_of_a_rating_stands_out_from_its_fill(rating: str) -> None:
    pill = next(pill for name, pill in PILLS.items() if name == rating)
    assert pill.ink.contrast(pill.fill) >= 4.5


def test_every_word_fits_its_pill_at_nine_points_or_nearly() -> None:
    words = [rating.value.capitalize() for rating in Rag] + ["Not rated", "Above", "Below", "Yes"]
    room = theme.PILL_WIDTH - theme.PILL_TEXT - 3
    for word in words:
        assert room / font(theme.CELL.strong).width(word, 1) > 8.2, word


def test_the_fills_of_ratings_differ_in_greyscale() -> None:
    for first, second in combinations((PILLS[rating] for rating in (Rag.GREEN, Rag.AMBER, Rag.RED)), 2):
        assert first.fill.contrast(second.fill) >= 1.7


def test_lines_that_carry_meaning_stand_out_by_3_to_1() -> None:
    assert theme.NOT_RATED.outline is not None
    assert theme.NOT_RATED.outline.contrast(WHITE) >= 3
    assert theme.RULE.contrast(WHITE) >= 3


def test_contrast_is_measured_as_wcag_does() -> None:
    assert WHITE.contrast(Colour(0, 0, 0)) == pytest.approx(21)
    assert Colour.hex("#767676").contrast(WHITE) == pytest.approx(4.54, abs=0.005)  # WCAG's own example of a pass


def test_the_list_of_printable_characters_is_what_all_faces_have() -> None:
    faces = sorted((Path(assets.__file__).parent / "fonts").glob("*.ttf"))
    assert len(faces) == 4
    common = set.intersection(*(set(TTFont(face).getBestCmap()) for face in faces))
    printable = {code for code in common if code >= 0x20 and not 0x7F <= code < 0xA0}
    assert assets.printable_characters() == printable
    assert {ord(letter) for letter in "ŵŷŴŶ£€–—‘’“”…•½▲▼■●"} <= printable


def test_every_rating_and_direction_has_a_colour_and_a_shape_of_its_own() -> None:
    assert set(PILLS) == set(Rag)
    assert len({USUAL_SCALE.shape(rating) for rating in Rag}) == len(Rag)
    drawn = {shape: tuple(shapes.RATINGS[shape]) for shape in Shape}
    assert len(set(drawn.values())) == len(Shape)
    assert len({tuple(shapes.TRAVELS[travel]) for travel in Travel}) == len(Travel)


def test_a_pill_is_as_wide_as_a_councils_longest_word_needs() -> None:
    assert pill_width("Not rated") == theme.PILL_WIDTH
    room = pill_width("Close to our target") - theme.PILL_TEXT - 3
    assert font(theme.CELL.strong).width("Close to our target", theme.LEAST_PILL_SIZE) <= room + 1e-6
