"""A table of true and false sentences for each kind of claim. A new kind brings its own."""

import pytest

from kccreport.claims.reader import judged
from kccreport.claims.verdict import Ruling
from tests.claims.measure import dashboard_facts

# about | true | false: the figures are in inputs/dashboard-2021.xlsx
VALUES = [
    ("CS04a", "The answer rate was 93% in December.", "The answer rate was 95% in December."),
    ("CS04a", "In October performance was 96%.", "In October performance was 93%."),
    ("CS04a", "Just over nine in ten calls were answered.", "Just over eight in ten calls were answered."),
    ("CS04a", "7% of calls were not answered.", "12% of calls were not answered."),
    ("CS04b", "Performance has ranged from 88% to 97%.", "Performance has ranged from 90% to 97%."),
    ("CS08", "There were 30,670 calls in December.", "There were 38,162 calls in December."),
    ("FN05b", "Debt stood at £28.9 million.", "Debt stood at £26.1 million."),
    ("CS12", "Visits reached 851,300.", "Visits reached 815,300."),
]
MOVES = [
    ("CS04a", "Performance fell by two points to 93%.", "Performance fell by three points to 93%."),
    ("CS04a", "Performance is lower than in November.", "Performance is higher than in November."),
    ("CS04a", "Performance is down four points since August.", "Performance is down two points since August."),
    ("FN07", "Performance rose by 9 points to 91%.", "Performance rose by 9 points to 93%."),
    ("FN05", "The proportion is unchanged.", "The proportion has fallen since November."),
    ("CS12", "Visits rose every month from September to December.", "Visits fell every month from September to December."),
    ("CS12", "Visits rose each month between October and December.", "Visits fell in each month from October to December."),
    ("CS12", "Visits have risen for four months running.", "Visits have fallen for two months running."),
    ("CS08", "Calls are down 13% on last year.", "Calls are up 13% on last year."),
    ("ICT02b", "Responses have nearly doubled on last year.", "Responses have halved on last year."),
    ("FN06", "The proportion of debt over 6 months old fell in November.", "The proportion of debt over 6 months old rose in November."),
]  # fmt: skip
BARS = [
    ("CS04a", "The target was missed by two points.", "The target was missed by one point."),
    ("CS04a", "Performance is within three points of target.", "Performance is within one point of target."),
    ("CS07", "Performance is just short of the floor standard.", "Performance is just short of the target of 80%."),
    ("FN07", "The target was met in two of the last three months.", "The target was met in each of the last three months."),
    ("PI01", "Overdue rent is half the target level.", "Overdue rent is twice the target level."),
    ("FN06", "Older debt is below the target of 15%.", "Older debt exceeds the target."),
    ("HR12", "Activity is outside its expected range of 70 to 80.", "Activity is inside its expected range of 70 to 80."),
    ("CS12", "Visits are above the expected range.", "Visits are within the expected range."),
    ("GL03b", "Requests are 14 below the lower threshold.", "Requests are 40 below the lower threshold."),
    ("CS04a", "Performance was 93% against a target of 95%.", "Performance was 93% against a target of 94%."),
]  # fmt: skip
RATINGS = [
    ("CS07", "The indicator is Red.", "The indicator remains Amber."),
    ("CS07", "The rating moved from Amber to Red.", "The rating moved from Green to Red."),
    ("GL02", "The indicator has been Red all year.", "The indicator has been Amber since October."),
    ("FN07", "For the year to date we are Amber.", "For the year to date we are Green."),
]
EXTREMES = [
    ("CS08", "Calls were the lowest of the five months.", "Calls were the highest of the five months."),
    ("CS08", "Calls peaked in September.", "Calls peaked in October."),
    ("CS04b", "September was the best month.", "November was the best month."),
    ("FN07", "December was the best month since August.", "November was the best month since August."),
]


@pytest.mark.parametrize(
    "sentence",
    [
        "Two teams were moved.",
        "Two new staff were hired.",
        "Two services were improved.",
        "The best team answered 97%.",
        "Three quarters of the visits were in Dover.",
    ],
)
@pytest.mark.parametrize("about", ["CS12", "CS08", "CS04a", "FN07"])
def test_who_is_counted_or_best_of_several_is_no_figure_of_the_indicator(about: str, sentence: str) -> None:
    assert judged(sentence, dashboard_facts()[about]).ruling is Ruling.UNKNOWN


def test_every_month_up_to_one_of_its_own_is_not_judged_by_those_after_it() -> None:
    assert judged("Visits fell every month to November.", dashboard_facts()["CS12"]).ruling is Ruling.UNKNOWN


@pytest.mark.parametrize(("about", "true", "false"), [*VALUES, *MOVES, *BARS, *RATINGS, *EXTREMES])
def test_a_true_sentence_is_borne_out_and_a_false_one_contradicted(about: str, true: str, false: str) -> None:
    facts = dashboard_facts()[about]
    assert judged(true, facts).ruling is Ruling.AGREES
    assert judged(false, facts).ruling is Ruling.CONTRADICTS


@pytest.mark.parametrize("about", ["FN06", "PI01"])
@pytest.mark.parametrize("sentence", ["The target was exceeded.", "Performance is above target.", "Performance rose."])
def test_what_may_mean_better_or_more_is_not_judged_where_lower_is_better(about: str, sentence: str) -> None:
    assert judged(sentence, dashboard_facts()[about]).ruling is not Ruling.CONTRADICTS
