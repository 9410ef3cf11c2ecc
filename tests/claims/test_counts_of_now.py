"""A count that names the period reported, or says what the whole paper is held against, is one of the whole paper now."""

import pytest

from tests.claims.passages import warned_of

# committee-2014 (all monthly, to July): 19 Green, 5 Amber and 7 Red of 31, and 7 Red in June; 14 improved, 10 worsened.
# dashboard-2021 (months and quarters, to December): 18 Green, 2 Amber, 4 Red; for the year to date 14 are Green
RIGHT = [
    ("committee-2014", "Fourteen indicators improved in July and ten got worse."),
    ("committee-2014", "Fourteen indicators improved this month."),
    ("committee-2014", "Nineteen indicators are Green at the latest reading."),
    ("committee-2014", "At the latest count, seven are Red."),
    ("committee-2014", "Performance against the Corporate Plan is mixed: nineteen KPIs are Green, five Amber and seven Red."),
    ("dashboard-2021", "On the year to date, fourteen KPIs are Green."),
    ("committee-2014", "Every Red but IL01 was Red in June as well."),
    ("committee-2014", "Every Red but IL05 was Red in June as well."),
    # of another time, of three months, or of a part
    ("committee-2014", "Twelve indicators improved in June."),
    ("committee-2014", "Twelve indicators improved this quarter."),
    ("dashboard-2021", "Three KPIs improved in December."),
    ("committee-2014", "Performance against the Housing Strategy is mixed: two KPIs are Red."),
    ("committee-2014", "The team's performance against the Plan is good: five KPIs are Green."),
]  # fmt: skip
WRONG = [
    ("committee-2014", "Twelve indicators improved in July and ten got worse.", "14 of the 31 KPIs are improving"),
    ("committee-2014", "Only two got worse this month.", "10 of the 31 KPIs are worsening"),
    ("committee-2014", "The number of Reds went up from six in June to seven in July.", "7 were Red in the period before"),
    ("committee-2014", "Twenty indicators are Green at the latest reading.", "19 of the 31 KPIs are Green"),
    ("committee-2014", "Progress against our Strategic Priorities is mixed: twenty KPIs are Green.", "19 of the 31 KPIs"),
    ("committee-2014", "Performance against the Police and Crime Plan 2014 is mixed: eight KPIs are Amber.", "5 of the 31 KPIs"),
    ("committee-2014", "Every indicator is Red except IL01.", "not Red"),
    ("dashboard-2021", "On the year to date, fifteen KPIs are Green.", "14 of the 25 KPIs are Green for the year to date"),
    ("dashboard-2021", "Every KPI met its target this time round.", "18 of the 25 KPIs met their target"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text"), RIGHT)
def test_a_right_count_or_one_of_something_else_raises_no_alarm(name: str, text: str) -> None:
    assert warned_of(name, text) == []


@pytest.mark.parametrize(("name", "text", "figures"), WRONG)
def test_a_wrong_count_of_now_is_told_with_what_is_so(name: str, text: str, figures: str) -> None:
    (message,) = warned_of(name, text)
    assert figures in message
