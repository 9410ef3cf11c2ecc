"""Each step of the reader by itself: sentences, words, numbers, times, parts, clauses, nearness, verdicts."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from num2words import num2words

from kccreport.claims.chunks import chunks
from kccreport.claims.clauses import clauses
from kccreport.claims.facts import Point
from kccreport.claims.near import is_near
from kccreport.claims.numbers import read_number, read_quantity
from kccreport.claims.parts import Hedge, Quantity, Role, Share, Streak, Time, TimeKind, Unit, Word
from kccreport.claims.text import sentences, tokens
from kccreport.claims.times import read_time
from kccreport.claims.verdict import Mode, Scope, rule
from tests.claims.measure import dashboard_facts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It fell. It rose.", ["It fell.", "It rose."]),
        ("It fell to 3.5 days, e.g. in May. Why?", ["It fell to 3.5 days, e.g. in May.", "Why?"]),
        ("Ask Mr. Smith at St. Mary's. Done.", ["Ask Mr. Smith at St. Mary's.", "Done."]),
        ("First line\n- second\n1. third", ["First line", "second", "third"]),
        ("**Bold** and [a link](https://example.org).", ["Bold and a link."]),
        ("", []),
    ],
)
def test_a_text_is_parted_into_sentences(text: str, expected: list[str]) -> None:
    assert list(sentences(text)) == expected


@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    facts = dashboard_facts()["CS07"]
    for sentence in sentences(text):
        for clause in clauses(chunks(tokens(sentence), facts.vocabulary)):
            assert clause.items or clause.words or clause.subject.is_named or clause.negated


@given(st.integers(min_value=2, max_value=999_999))
def test_a_number_in_british_words_is_read_as_the_number(number: int) -> None:
    """Oracle: num2words, which writes the computed sentences of a cover report."""
    words = tokens(str(num2words(number, lang="en_GB")).replace(",", "") + " calls")
    found = read_number(words, 0)
    assert found is not None
    assert (found[0], words[found[1]].fold) == (number, "calls")


@given(st.integers(min_value=0, max_value=10**9), st.integers(min_value=0, max_value=3))
def test_a_number_in_digits_is_read_as_the_number(number: int, places: int) -> None:
    value = Decimal(number).scaleb(-places)
    found = read_quantity(tokens(f"{value:,f}% of calls"), 0)
    assert found == (Quantity(value, Unit.PERCENT, places=places), 2)


@pytest.mark.parametrize(
    ("words", "value", "unit", "hedge"),
    [
        ("93%", "93", Unit.PERCENT, Hedge.EXACT),
        ("ninety-three per cent", "93", Unit.PERCENT, Hedge.EXACT),
        ("about 13%", "13", Unit.PERCENT, Hedge.ABOUT),
        ("two percentage points", "2", Unit.POINTS, Hedge.EXACT),
        ("a point", "1", Unit.POINTS, Hedge.EXACT),
        ("half a point", "0.5", Unit.POINTS, Hedge.EXACT),
        ("two pp", "2", Unit.POINTS, Hedge.EXACT),
        ("just over nine in ten", "90", Unit.SHARE, Hedge.JUST_OVER),
        ("four out of every five", "80", Unit.SHARE, Hedge.EXACT),
        ("fewer than half", "50", Unit.SHARE, Hedge.UNDER),
        ("three quarters", "75", Unit.SHARE, Hedge.EXACT),
        ("twice", "2", Unit.TIMES, Hedge.ABOUT),
        ("three times", "3", Unit.TIMES, Hedge.EXACT),
        ("more than a thousand", "1000", Unit.PLAIN, Hedge.OVER),
        ("a hundred and twenty", "120", Unit.PLAIN, Hedge.EXACT),
        ("at least 1,200", "1200", Unit.PLAIN, Hedge.AT_LEAST),
        ("£28.9 million", "28900000", Unit.MONEY, Hedge.EXACT),
        ("95% or more", "95", Unit.PERCENT, Hedge.AT_LEAST),
    ],
)
def test_a_quantity_is_read_with_its_unit_and_hedge(words: str, value: str, unit: Unit, hedge: Hedge) -> None:
    read = tokens(words)
    found = read_quantity(read, 0)
    assert found is not None
    quantity, length = found
    assert (quantity.value, quantity.unit, quantity.hedge, length) == (Decimal(value), unit, hedge, len(read))


@pytest.mark.parametrize(
    "words", ["88% to 97%", "between 88% and 97%", "88-97%", "88–97%", "between 88 and 97 per cent"]
)
def test_a_range_is_one_quantity(words: str) -> None:
    found = read_quantity(tokens(words), 0)
    assert found is not None
    assert (found[0].value, found[0].high, found[0].unit) == (88, 97, Unit.PERCENT)


@pytest.mark.parametrize(
    ("words", "part"),
    [
        ("December", Time(TimeKind.MONTH, 12)),
        ("Dec 20", Time(TimeKind.MONTH, 12, 2020)),
        ("quarter to September", Time(TimeKind.MONTH, 9)),
        ("Q3", Time(TimeKind.QUARTER, 3)),
        ("Q3 2025/26", Time(TimeKind.QUARTER, 3, 2025)),
        ("quarter 4 of 2025/26", Time(TimeKind.QUARTER, 4, 2026)),
        ("2025/26", Time(TimeKind.UNKNOWN)),
        ("the last three months", Time(TimeKind.SERIES, count=3)),
        ("the five months shown", Time(TimeKind.SERIES, count=5)),
        ("four months running", Streak(4)),
        ("third month in a row", Streak(3)),
        ("three consecutive quarters", Streak(3)),
        ("four of the five months shown", Share(4, 5)),
        ("each of the last three months", Share(None, 3)),
        ("three months out of five", Share(3, 5)),
        ("all but one of the five months", Share(4, 5)),
    ],
)
def test_a_phrase_of_time_is_read(words: str, part: object) -> None:
    assert read_time(tokens(words), 0) == (part, len(tokens(words)))


@pytest.mark.parametrize("words", ["may improve", "2,020 calls", "one of them", "a month"])
def test_what_is_no_time_is_not_read_as_one(words: str) -> None:
    assert read_time(tokens(words), 0) is None


def test_a_day_is_not_its_month() -> None:
    parts = chunks(tokens("On 4 December it fell."), dashboard_facts()["CS04a"].vocabulary)
    assert Time(TimeKind.UNKNOWN) in parts


@pytest.mark.parametrize(
    ("reference", "words", "is_own"),
    [
        ("GL02", "FOI", True),
        ("GL03", "SARs", True),
        ("GL03", "FOI", False),
        ("CS04a", "daytime calls", True),
        ("CS04b", "daytime calls", False),
        ("CS04b", "out of hours answering", True),
        ("PI01", "overdue rent", True),
        ("FN11", "completed within 15 days", True),
        ("FN11", "completed within 20 days", False),
        ("CS04a", "CS04a", True),
        ("CS04a", "CS04b", False),
    ],
)
def test_an_indicator_is_named_by_its_title_its_code_and_its_initials(reference: str, words: str, is_own: bool) -> None:
    parts = chunks(tokens(words), dashboard_facts()[reference].vocabulary)
    assert all(isinstance(part, Word) and part.role is Role.OWN for part in parts) is is_own


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("The rate fell to 93%, down from 95% and two points short of target.", 3),
        ("The rate fell because calls rose and staff were ill.", 1),
        ("Despite more calls, the rate rose.", 1),
        ("The rate will rise.", 0),
        ("If the rate falls, we shall act.", 0),
        ("The rate fell on weekdays.", 0),
        ("The rate fell, while demand rose.", 2),
        ("Did the rate fall?", 0),
    ],
)
def test_a_sentence_has_the_clauses_that_state_facts(sentence: str, count: int) -> None:
    found = clauses(chunks(tokens(sentence), dashboard_facts()["CS04a"].vocabulary))
    assert len([clause for clause in found if clause.items]) == count


@pytest.mark.parametrize(
    ("words", "fits", "does_not"),
    [
        ("93%", ["93", "92.5", "93.4"], ["92.4", "93.5", "95"]),
        ("about 13%", ["11", "13.5", "15"], ["10", "16"]),
        ("just over 90%", ["90", "92", "94"], ["89", "97"]),
        ("nearly 90%", ["88", "90"], ["92", "80"]),
        ("more than 40%", ["41", "98"], ["40", "39"]),
        ("at least 40%", ["40", "98"], ["39"]),
        ("half", ["50", "53", "46"], ["56", "44"]),
        ("88% to 97%", ["88", "90", "97"], ["87", "98"]),
        ("38,000", ["38162", "37600"], ["38600", "37400"]),
        ("38,162", ["38162"], ["38163"]),
    ],
)
def test_a_figure_fits_words_as_nearly_as_they_are_meant(words: str, fits: list[str], does_not: list[str]) -> None:
    found = read_quantity(tokens(words), 0)
    assert found is not None
    assert [value for value in (*fits, *does_not) if is_near(found[0], Decimal(value))] == fits


POINTS = [Point(Decimal(value), Decimal(value), 0, "", "") for value in (1, 2, 3)]


@pytest.mark.parametrize(
    ("mode", "count", "least", "expected"),
    [
        (Mode.ONE, 0, 3, True), (Mode.ONE, 0, 4, False), (Mode.ALL, 0, 1, True), (Mode.ALL, 0, 2, False),
        (Mode.COUNT, 2, 2, True), (Mode.COUNT, 1, 2, False), (Mode.FIRST, 0, 3, True), (Mode.FIRST, 0, 2, False),
    ],
)  # fmt: skip
def test_a_claim_must_hold_for_as_many_points_as_its_words_say(
    mode: Mode, count: int, least: int, expected: bool
) -> None:
    assert rule(Scope(POINTS, mode, count), lambda point: point.value >= least) is expected


@pytest.mark.parametrize("mode", list(Mode))
def test_a_point_that_cannot_be_told_leaves_a_claim_open(mode: Mode) -> None:
    assert rule(Scope(POINTS, mode, 1), lambda point: None) is None
