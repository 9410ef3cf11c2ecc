"""A count beside the name of a service area is of its own KPIs; beside any other subject it is nobody's that is known."""

import pytest

from kccreport.claims.count_subjects import Groups, without_names
from tests.claims.passages import found_in, warned_of
from tests.samples import reading_of

# committee-2014: 19 Green, 5 Amber, 7 Red of 31. Finance and Procurement: 5 Green, IL08 and IL13 Red; Human Resources: 4
# Green, IL17 Amber, IL19 Red. dashboard-2021: 18 Green, 2 Amber, 4 Red, one not rated. Finance: 7 Green; Governance and
# Law: GL01 Green, GL02 and GL03 Red. district-2026: 8 Green, 7 Amber, 2 Red, four not rated; Homes for all: 4 Green, 1 Red.
RIGHT = [
    ("committee-2014", "Human Resources: one indicator is Red, one is Amber and four are Green."),
    ("committee-2014", "Human Resources has a single Red."),
    ("committee-2014", "Under Human Resources one measure is Red."),
    ("committee-2014", "Finance and Procurement had a mixed month: five of its seven indicators are on target and the other two are Red."),
    ("committee-2014", "Finance and Procurement has two Reds, IL08 and IL13."),
    ("committee-2014", "Five of the seven Finance and Procurement indicators are Green."),
    ("committee-2014", "Finance and Procurement did well. Five of its seven indicators are Green."),
    ("committee-2014", "Finance and Procurement did well. Nineteen KPIs are Green in all."),
    ("committee-2014", "Seven KPIs are Red, two of them in Finance and Procurement."),
    ("committee-2014", "All of Finance and Procurement's indicators are Green except IL08 and IL13."),
    ("dashboard-2021", "Finance is all Green."),
    ("dashboard-2021", "Finance met all of its targets."),
    ("dashboard-2021", "Nothing in Finance is Red."),
    ("dashboard-2021", "Governance and Law had a hard month, with two of its three KPIs Red."),
    ("dashboard-2021", "Performance is strongest in Finance, where every KPI is Green."),
    ("dashboard-2021", "Infrastructure did well: six of its seven KPIs are Green."),
    ("district-2026", "Homes for all is doing well: four of its six measures are Green."),
    ("district-2026", "Every measure in Homes for all is Green, bar urgent repairs."),
]  # fmt: skip
# their subject is none that the workbook names, or two at once
OF_OTHERS = [
    ("committee-2014", "Our legal team did well: two of its five indicators are Green."),
    ("committee-2014", "Our legal team did well, and two of its five indicators are Green."),
    ("committee-2014", "Legal struggled: two KPIs are Red."),
    ("committee-2014", "Contact Point fell short, with both indicators Red."),
    ("committee-2014", "Contact Point is improving: none of its indicators is Amber."),
    ("committee-2014", "Five of the seven indicators on money are Green, or five of seven."),
    ("committee-2014", "Governance and Law did well and Legal struggled: two are Red."),
    ("committee-2014", "In Finance and Procurement and Human Resources, three KPIs are Red."),
    ("committee-2014", "Finance and Procurement and Human Resources have three Reds."),
    ("dashboard-2021", "The ICT measures: four of the five are Green."),
    ("dashboard-2021", "Outside Governance and Law, only two KPIs are Red."),
    ("dashboard-2021", "Two of the four Reds sit in Governance and Law."),
    ("dashboard-2021", "Our finance is sound: three KPIs are Green."),
]
WRONG = [
    ("committee-2014", "Human Resources: two indicators are Red.", "of Human Resources 1 of the 6 KPIs is Red; Red is IL19"),
    ("committee-2014", "Human Resources has no Red indicators.", "of Human Resources 1 of the 6 KPIs is Red"),
    ("committee-2014", "Finance and Procurement had a good month: six of its seven indicators are on target.",
     "of Finance and Procurement 5 of the 7 KPIs are on target"),
    ("committee-2014", "Finance and Procurement did well. Six of its seven indicators are Green.", "5 of the 7 KPIs are Green"),
    ("committee-2014", "Finance and Procurement has three Reds.", "2 of the 7 KPIs are Red; Red are IL08 and IL13"),
    ("committee-2014", "All of Finance and Procurement's indicators are Green except IL08.", "IL08 and IL13 are not Green"),
    ("dashboard-2021", "Governance and Law is all Green.", "1 of the 3 KPIs is Green; Red are GL02 and GL03"),
    ("dashboard-2021", "Governance and Law met all of its targets.", "1 of the 3 KPIs met their target"),
    ("dashboard-2021", "Nothing in Governance and Law is Red.", "2 of the 3 KPIs are Red"),
    ("dashboard-2021", "Every measure under Governance and Law is Red.", "Green is GL01"),
    ("dashboard-2021", "None of the Governance and Law KPIs is Red or Amber.", "2 of the 3 KPIs are red or amber"),
    ("dashboard-2021", "Only GL02 is Green in Governance and Law.", "of Governance and Law GL01 is Green"),
    ("district-2026", "Homes for all has no Red.", "Red is Urgent repairs finished on time"),
    ("district-2026", "Every measure under A clean and green district is Amber.", "of A clean and green district 3 of the 5"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text"), [*RIGHT, *OF_OTHERS])
def test_neither_does_it_below_or_after_the_name_of_another_area(name: str, text: str) -> None:
    for group in {area.group for area in reading_of(name).rated.submission.areas}:
        assert warned_of(name, text, heading=group) == []
        assert warned_of(name, f"{group} was discussed in May. {text}") == []


@pytest.mark.parametrize(("name", "text"), [*RIGHT, *OF_OTHERS])
def test_a_right_count_of_a_service_area_and_one_of_others_raise_no_alarm(name: str, text: str) -> None:
    assert warned_of(name, text) == []


@pytest.mark.parametrize(("name", "text", "figures"), WRONG)
def test_a_wrong_count_of_a_service_area_is_told_with_its_own_figures(name: str, text: str, figures: str) -> None:
    (message,) = warned_of(name, text)
    assert figures.casefold() in message.casefold()
    assert "of the 31 KPIs" not in message


@pytest.mark.parametrize("name", ["dashboard-2021", "committee-2014", "district-2026", "quarterly-2011"])
def test_what_the_workbook_itself_counts_of_each_service_area_is_right_in_every_wording(name: str) -> None:
    """The oracle counts ratings KPI by KPI; one more than there are is wrong in each wording."""
    rated = reading_of(name).rated
    for area in {area.name: area for area in rated.submission.areas}.values():
        codes = {each.code for each in rated.submission.areas if area.name in (each.name, each.group)}
        own = [each for each in rated.kpis if each.kpi.area in codes and not each.is_stale]
        reds = sum(each.latest is not None and each.latest.value == "red" for each in own)
        for form in (
            "In {0}, {1} KPIs are Red.",
            "{0} has {1} Reds.",
            "{1} of {0}'s KPIs are Red.",
            "{0}: {1} are Red.",
        ):
            assert warned_of(name, form.format(area.name, reds or "no")) == [], (form, area.name)
            assert len(warned_of(name, form.format(area.name, reds + 20))) == 1, (form, area.name)


def test_a_name_of_one_word_is_a_service_area_only_with_a_capital_letter() -> None:
    groups = Groups(reading_of("dashboard-2021").rated)
    assert [each.name for each in groups.marked("Finance and our finance")[1]] == ["Finance"]
    assert groups.marked("Governance and Law's KPIs")[0] == "{0} KPIs"
    assert without_names("5 of the 7 {0} indicators are green") == "5 of the 7 indicators are green"


def test_a_total_that_is_no_paper_s_is_never_answered_with_the_paper_s_but_one_too_large_is() -> None:
    assert found_in("dashboard-2021", "Five of the seven KPIs are Green.") == []
    assert "18 of the 25 KPIs" in warned_of("dashboard-2021", "All 95 KPIs are Green.")[0]
