"""What a council calls its ratings: how its words are read, and what cannot be meant."""

import pytest

from kccreport.models.rag import Rag
from kccreport.models.ratings import RatingScale, Shape, scale_of


def scale(*said: str) -> RatingScale:
    found = scale_of(*said)
    assert isinstance(found, RatingScale), found
    return found


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("", ["Green", "Amber", "Red", "Not met"]),
        ("Green = On track, Amber = Close to target, Red = Off track", ["On track", "Close to target", "Off track", "Not met"]),
        ("On track; Close; Off track", ["On track", "Close", "Off track", "Off track"]),
        ("Met, Not met", ["Met", "Amber", "Not met", "Not met"]),
        ("Met = Green, Not met = Red", ["Met", "Amber", "Not met", "Not met"]),
        ("Green, Red", ["Green", "Amber", "Red", "Red"]),
        ("green = green", ["Green", "Amber", "Red", "Not met"]),
    ],
)  # fmt: skip
def test_words_are_read_as_an_officer_types_them(said: str, expected: list[str]) -> None:
    found = scale(said)
    made = [found.made(rating) for rating in (Rag.GREEN, Rag.AMBER, Rag.RED, Rag.NOT_MET)]
    assert [found.word(rating) for rating in made if rating] == expected
    assert [found.read(word.upper()) for word in expected] == made


def test_a_rating_that_is_called_by_another_colour_is_that_rating() -> None:
    found = scale("Blue = Dark green, Not met = Red")
    assert (found.made(Rag.BLUE), found.made(Rag.NOT_MET), found.made(Rag.AMBER)) == (
        Rag.DARK_GREEN,
        Rag.RED,
        Rag.AMBER,
    )
    assert found.words == (), "colours are our own words"


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        (("Purple = Fine",), "'Purple' is not a rating"),
        (("Green = Red",), "which is another rating"),
        (("Red = Blue",), "which is another rating"),
        (("Met, Close, Blue",), "which is another rating"),
        (("Green = Met, Amber = Met",), "same word"),
        (("Green = 1",), "is no word"),
        (("Green = " + "x" * 25,), "more than 24 letters"),
        (("Green =",), "nothing is said"),
        (("Green = a, Green = b",), "there twice"),
        (("One word",), "is not a rating"),
        (("", "Red, Purple"), "'Purple' is not a rating of this paper"),
        (("", "", "Red = blob"), "'blob' is not a shape; they are circle"),
        (("", "", "Red = triangle"), "same shape"),
    ],
)
def test_words_that_would_mislead_are_refused_with_the_reason(said: tuple[str, ...], fault: str) -> None:
    found = scale_of(*said)
    assert isinstance(found, str)
    assert fault in found


def test_ratings_are_listed_in_the_papers_order_and_the_rest_after_it() -> None:
    found = scale("Green = On track", "Red, amber, On track")
    assert found.ordered([Rag.GREEN, Rag.BLUE, Rag.AMBER, Rag.RED]) == [Rag.RED, Rag.AMBER, Rag.GREEN, Rag.BLUE]


def test_shapes_of_ones_own_are_drawn_and_the_others_keep_theirs() -> None:
    found = scale("", "", "Green = star, Amber = circle, Red = triangle")
    shapes = [found.shape(rating) for rating in (Rag.GREEN, Rag.AMBER, Rag.RED, Rag.BLUE)]
    assert shapes == [Shape.STAR, Shape.CIRCLE, Shape.TRIANGLE, Shape.DIAMOND]
