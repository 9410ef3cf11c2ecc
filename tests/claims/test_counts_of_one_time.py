"""The clauses of a sentence are held against one time, and a note vouches for the words that it quotes and for no more."""

import pytest

from tests.claims.passages import found_in, note_on, warned_of

# committee-2014: now 19 Green, 5 Amber, 7 Red; for the year to date 19, 6 and 6. district-2026 has no year to date at all.


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("committee-2014", "Nineteen KPIs are Green, five are Amber and seven are Red."),
        ("committee-2014", "Nineteen KPIs are Green, six are Amber and six are Red."),
        ("committee-2014", "Six KPIs are Red for the year to date and seven now."),
        ("committee-2014", "In the year to date six KPIs are Amber and six are Red."),
        ("committee-2014", "Seven KPIs are Red now, and over the year to date six are Red."),
        ("district-2026", "Eight measures are Green, seven are Amber and two are Red."),
        ("district-2026", "All but four measures are rated."),
    ],
)
def test_what_is_right_of_one_time_raises_no_alarm(name: str, text: str) -> None:
    assert warned_of(name, text) == []


@pytest.mark.parametrize(
    ("name", "text", "figures"),
    [
        ("committee-2014", "Nineteen KPIs are Green, six are Amber and seven are Red.", "5 of the 31 KPIs are Amber"),
        ("committee-2014", "Six are Amber and seven are Red.", "5 of the 31 KPIs are Amber"),
        ("committee-2014", "In the year to date seven KPIs are Red.", "6 of the 31 KPIs are Red for the year to date"),
        ("district-2026", "No KPI is Red.", "2 of the 21 KPIs are Red"),
        ("district-2026", "No KPI is Green.", "8 of the 21 KPIs are Green"),
        ("district-2026", "None of our KPIs is on target.", "8 of the 21 KPIs are on target"),
        ("district-2026", "All but 21 KPIs are Red.", "2 of the 21 KPIs are Red"),
    ],
)
def test_clauses_that_are_right_of_two_times_are_wrong_and_none_is_right_of_a_time_without_ratings(
    name: str, text: str, figures: str
) -> None:
    (message,) = warned_of(name, text)
    assert figures in message


def test_what_is_right_of_the_year_to_date_alone_is_noted_with_what_is_so_now() -> None:
    note = note_on("committee-2014", "Six indicators are Red.")
    assert "which is so for the year to date (now 7 of the 31 KPIs are Red), and is typed" in note.message
    assert note.hint == "type {year to date rating sentence} instead, so that it stays so"


@pytest.mark.parametrize(
    ("name", "text", "vouched"),
    [
        ("dashboard-2021", "Four KPIs are Red.", ", which is so now"),
        ("dashboard-2021", "Four KPIs are Red, one more than last time.", ", of which 'Four KPIs are Red' is so now"),
        ("dashboard-2021", "CS07 is Red because complaints have doubled.", ", of which the rating of CS07 is so now"),
        ("dashboard-2021", "Four are Red, and 90% of residents are content.", ", of which 'Four are Red' is so now"),
    ],
)
def test_a_note_vouches_for_the_count_or_the_rating_alone(name: str, text: str, vouched: str) -> None:
    assert vouched in note_on(name, text).message


@pytest.mark.parametrize(
    "text",
    [
        "ICT02 slipped from Green to Amber in January.",
        "ICT02 went from Green to Amber.",
        "CS07 has fallen and is Red for the first time.",
        "GL02 has been Red since August.",
    ],
)
def test_a_rating_that_is_told_with_a_change_is_not_to_be_computed(text: str) -> None:
    """Next time {rating ICT02} may be Green, and the sentence "slipped from Green to Green"."""
    assert found_in("dashboard-2021", text) == []


def test_a_rating_that_is_told_without_a_change_is() -> None:
    assert note_on("dashboard-2021", "ICT02 is Amber.").hint.startswith("type {rating ICT02} instead")
