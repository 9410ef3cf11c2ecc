"""What councils type for a polarity, a target, a tolerance, a frequency or the lack of a result is read as it is meant."""

import pytest

from kccreport.intake.one_sheet.words import (
    absence_of,
    frequency_of,
    is_not_rated,
    polarity_of,
    rating_of,
    read_margin,
)
from kccreport.models.measure import Polarity, Status
from kccreport.models.period import Frequency
from kccreport.models.rag import Rag

HIGHER, LOWER = Polarity.HIGHER, Polarity.LOWER


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Higher", HIGHER), ("High", HIGHER), ("Up", HIGHER), ("Bigger is better", HIGHER), ("Bigger is Better", HIGHER),
        ("Aim to maximise", HIGHER), ("Increase", HIGHER), ("↑", HIGHER), ("H", HIGHER), ("High is good", HIGHER),
        ("Lower", LOWER), ("Low", LOWER), ("Down", LOWER), ("Smaller is better", LOWER), ("Aim to minimise", LOWER),
        ("Decrease", LOWER), ("▼", LOWER), ("l", LOWER), ("Lower is better", LOWER), ("Less", LOWER),
        ("Neither", None), ("N/A", None), ("Higher or lower", None), ("Goldilocks", None), ("", None),
    ],
)  # fmt: skip
def test_a_polarity_is_read_by_its_words(text: str, meant: Polarity | None) -> None:
    assert polarity_of(text) is meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("5%", ("5%", None)), ("±5%", ("5%", None)), ("+/- 5%", ("5%", None)), ("within 5%", ("5%", None)),
        ("5 points", ("5", True)), ("5% points", ("5", True)), ("5pp", ("5", True)), ("2.5 percentage points", ("2.5", True)),
        ("10% of target", ("10%", None)), ("10", ("10", None)), ("5 days", None), ("a bit", None),
    ],
)  # fmt: skip
def test_a_tolerance_is_a_margin_and_whether_it_is_in_points(text: str, meant: tuple[str, bool | None] | None) -> None:
    assert read_margin(text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Monthly", Frequency.MONTHLY), ("month", Frequency.MONTHLY), ("Q", Frequency.QUARTERLY), ("Annually", Frequency.ANNUAL),
        ("6 monthly", Frequency.HALF_YEARLY), ("Half-yearly", Frequency.HALF_YEARLY), ("Three years", Frequency.THREE_YEARS),
        ("Academic year", Frequency.ACADEMIC_YEAR), ("when it suits", None),
    ],
)  # fmt: skip
def test_a_frequency_is_read_by_its_words(text: str, meant: Frequency | None) -> None:
    assert frequency_of(text) is meant


def test_words_that_say_it_is_not_rated_are_known() -> None:
    assert all(
        map(is_not_rated, ("Data only", "data-only", "Volumetric", "Contextual", "N/A", "Not rated", "Activity"))
    )
    assert not any(map(is_not_rated, ("KPI", "Outcome", "Local", "")))


def test_words_in_the_place_of_a_result_say_why_there_is_none() -> None:
    assert absence_of("No data") is Status.NOT_AVAILABLE
    assert absence_of("Not yet available") is Status.NOT_DUE
    assert absence_of("n/a") is Status.NOT_APPLICABLE
    assert absence_of("Awaiting data.") is Status.OVERDUE
    assert absence_of("see below") is None


def test_a_typed_rating_is_known_by_its_word_or_letter() -> None:
    assert [rating_of(each) for each in ("Green", "AMBER", "r", "A", "Complete", "")] == [
        Rag.GREEN, Rag.AMBER, Rag.RED, Rag.AMBER, None, None,
    ]  # fmt: skip
