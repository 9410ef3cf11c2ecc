"""All that have a rating, named by reference or title; all but some; and counts in other words."""

import pytest

from kccreport.claims.names_listed import listed
from tests.claims.passages import warned_of
from tests.samples import reading_of

RIGHT = [
    ("dashboard-2021", "The two Ambers are CS04a and ICT02."),
    ("dashboard-2021", "Four KPIs are in the red: CS04b, CS07, GL02 and GL03."),
    ("dashboard-2021", "All KPIs are Green except CS04a, CS04b, CS07, GL02, GL03 and ICT02."),
    ("dashboard-2021", "No KPI is Amber other than CS04a and ICT02."),
    ("dashboard-2021", "All but CS04a, CS04b, CS07, GL02, GL03 and ICT02 met their targets."),
    ("dashboard-2021", "Two more KPIs are Red: CS04b and CS07."),  # of some others, not said of which
    ("dashboard-2021", "Two customer KPIs are Red: CS04b and CS07."),
    ("dashboard-2021", "Red KPIs include CS07 and GL02."),
    ("dashboard-2021", "Two KPIs are Amber: daytime calls, and whatever else."),
    ("district-2026", "Two measures are Red: urgent repairs, and other planning applications."),
    ("district-2026", "Two measures are Red: Urgent repairs finished on time and Other planning applications decided in time."),
    ("committee-2014", "The only indicator to change its rating since June was IL24, which slipped from Green to Amber."),
    ("dashboard-2021", "CS07 and GL02 are Red."),
    ("dashboard-2021", "Both CS07 and GL02 remain Red."),
    ("dashboard-2021", "FN01, FN02 and FN07 all met their targets."),
    ("dashboard-2021", "CS07 and complaints are Red."),
    ("dashboard-2021", "CS07 is Red and GL01 is Green."),
    ("dashboard-2021", "GL02 and GL03 are the Reds in Governance and Law."),
    ("district-2026", "Urgent repairs and other planning applications are Red."),
    # in other words
    ("dashboard-2021", "This time four KPIs are in the red."),
    ("dashboard-2021", "Over two thirds of KPIs are Green."),
    ("dashboard-2021", "Just over 70% of KPIs are Green."),
    ("dashboard-2021", "At least fifteen KPIs are Green, and fewer than five are Red."),
    ("dashboard-2021", "Eight KPIs are getting better and nine are getting worse."),
    ("dashboard-2021", "More KPIs worsened than improved."),
    ("dashboard-2021", "Around a third of KPIs improved."),
    ("dashboard-2021", "We met eighteen of our targets."),
    ("dashboard-2021", "Three quarters of the rated KPIs met their target."),
    ("committee-2014", "Almost half of the indicators improved between June and July."),
    ("district-2026", "Nine measures are moving in the right direction and eight in the wrong one."),
]  # fmt: skip
WRONG = [
    ("dashboard-2021", "The two Ambers are CS04a and FN07.", "CS04a and ICT02 are Amber"),
    ("dashboard-2021", "Four KPIs are in the red: CS04a, CS07, GL02 and GL03.", "CS04b, CS07, GL02 and GL03 are Red"),
    ("dashboard-2021", "All KPIs are Green except CS04a, CS04b, CS07, GL02 and ICT02.", "GL03 and ICT02 are not Green"),
    ("dashboard-2021", "All but CS04a, CS07, GL02, GL03 and ICT02 are Green.", "CS04b, CS07, GL02, GL03 and ICT02 are not Green"),
    ("dashboard-2021", "No KPI is Amber other than CS04a.", "CS04a and ICT02 are Amber"),
    ("district-2026", "Two measures are Red: Urgent repairs finished on time and Major planning applications decided in time.",
     "Other planning applications decided in time are Red"),
    ("committee-2014", "The only indicator to change its rating since June was IL21.", "IL24 changed its rating"),
    ("dashboard-2021", "CS04b, CS07, GL01 and GL03 are Red.", "GL01 is Green"),
    ("dashboard-2021", "Both CS07 and ICT02 remain Red.", "of ICT02 it was Amber"),
    ("dashboard-2021", "FN01, CS07 and FN07 all met their targets.", "CS07 is Red"),
    ("district-2026", "Urgent repairs and major planning applications are Red.", "Major planning applications decided in time is Amber"),
    ("dashboard-2021", "This time five KPIs are in the red.", "4 of the 25 KPIs are Red"),
    ("dashboard-2021", "Over two thirds of KPIs are getting better.", "8 of the 25 KPIs are improving"),
    ("dashboard-2021", "Over four fifths of KPIs are Green.", "18 of the 25 KPIs are Green"),
    ("dashboard-2021", "At least twenty KPIs are Green.", "18 of the 25 KPIs are Green"),
    ("dashboard-2021", "More KPIs improved than worsened.", "8 are improving and 9 worsening"),
    ("dashboard-2021", "We met twenty of our targets.", "18 of the 25 KPIs met their target"),
    ("committee-2014", "More indicators worsened than improved between June and July.", "10 are worsening and 14 improving"),
    ("district-2026", "Twelve measures are moving in the right direction.", "9 of the 21 KPIs are improving"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text"), RIGHT)
def test_a_right_or_open_list_and_a_right_count_raise_no_alarm(name: str, text: str) -> None:
    assert warned_of(name, text) == []


@pytest.mark.parametrize(("name", "text", "figures"), WRONG)
def test_a_wrong_list_or_count_is_told_with_what_is_so(name: str, text: str, figures: str) -> None:
    (message,) = warned_of(name, text)
    assert figures in message


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("CS07, GL02 and GL03", {"CS07", "GL02", "GL03"}),
        ("daytime calls answered & CS07", {"CS04a", "CS07"}),
        ("Council and Committee papers published at least five clear days before meetings", {"GL01"}),
        ("calls", None),  # of several
        ("CS07 and CS07", None),
        ("CS07 in Dover", None),
        ("", None),
    ],
)
def test_things_in_a_list_are_kpis_only_where_they_can_be_no_other(words: str, expected: set[str] | None) -> None:
    assert listed(words, reading_of("dashboard-2021").rated) == expected
