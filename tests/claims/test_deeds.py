"""What was done to something is no movement; where a movement ended is held against its end, and how far it went is no figure."""

import pytest

from kccreport.claims.numbers import read_quantity
from kccreport.claims.text import tokens
from tests.claims.passages import is_contradicted, warned_of

# committee-2014: IL20 is 89, 86, 83, 81 and 79%, Red since May. dashboard-2021: CS08 falls from 42,614 in October by 38,162 to
# 30,670; GL02 from 81 to 77%, GL03 rises from 52 by 61 to 63%, CS04b falls from 91 to 89%; FN05b is £28,907,000. district-2026:
# other planning applications fall from 87 by 84 to 79%, car parks earn £409k against £400k
COMMITTEE, DASHBOARD, DISTRICT = "committee-2014", "dashboard-2021", "district-2026"
OTHERS = "Other planning applications decided in time"
CAR_PARKS = "Income from car parks (£k)"
RIGHT = [
    # a time, and then how it is now
    (COMMITTEE, "IL20", "The rate has fallen every month since March and now stands at 79%."),
    (COMMITTEE, "IL20", "The rate has been Red since May and currently sits at 79%."),
    (COMMITTEE, "IL20", "The rate has been Red since May and in July stood at 79%."),
    (COMMITTEE, "IL20", "The rate was 83% in May and now 79%."),
    (COMMITTEE, "IL20", "The rate was Red in June and July."),
    (DASHBOARD, "GL03", "The rate has risen since October & now is 63%."),
    # every step of the way, to where it ended
    (COMMITTEE, "IL20", "The rate has fallen every month this year to 79%."),
    (COMMITTEE, "IL20", "The rate has dropped for four months running, to 79%."),
    (DASHBOARD, "CS08", "Calls have fallen each month since October to 30,670."),
    # what was done
    (COMMITTEE, "IL20", "79% of requests were turned around in time."),
    (COMMITTEE, "IL20", "Requests were progressed more quickly in July."),
    (DASHBOARD, "CS04b", "Only 89% of calls were picked up in December."),
    (DASHBOARD, "CS04b", "We picked up 89% of calls, two points fewer than in November."),
    (DASHBOARD, "CS04b", "The rota was strengthened and the script improved in December."),
    (DASHBOARD, "GL02", "The procedure was also improved in December."),
    (DASHBOARD, "GL02", "Three officers were gained in December."),
    (DASHBOARD, "CS08", "Some 900 calls were lost in December."),
    (DASHBOARD, "CS08", "Some 40 complaints were raised in December, and 30,670 calls answered."),
    (DASHBOARD, "CS08", "We cleared 900 in December."),
    # how far it went
    (DASHBOARD, "CS08", "The fall since October is 11,944."),
    (COMMITTEE, "IL20", "The drop since May is four points."),
    (COMMITTEE, "IL20", "Two points were lost in July."),
    (COMMITTEE, "IL20", "The rate has come down by two points a month since May."),
    # how it stands, with the time of which it is the best
    (DASHBOARD, "GL03", "At 63% it is the best since September."),
    # of what is counted, or of one period of a cumulative result
    (COMMITTEE, "IL31", "Three more were handed over than in May."),
    (DISTRICT, "Council tax collected (cumulative)", "We collected 27.4% of the tax this quarter."),
    (DISTRICT, OTHERS, "Eight points have been lost over two quarters."),
    (DISTRICT, CAR_PARKS, "Income was £409k against a target of £400k."),
    (DISTRICT, CAR_PARKS, "Income was £410k."),
    (DASHBOARD, "CS12", "Visits reached 851k."),
    (DASHBOARD, "CS12", "Visits reached 851.3k."),
]  # fmt: skip
WRONG = [
    (COMMITTEE, "IL20", "The rate has fallen every month since March and now stands at 81%."),
    (COMMITTEE, "IL20", "The rate has been Red since March and currently sits at 79%."),
    (COMMITTEE, "IL20", "The rate was Red in April and May."),
    (COMMITTEE, "IL20", "The rate has fallen every month this year to 81%."),
    (COMMITTEE, "IL20", "The rate has risen every month this year to 79%."),
    (COMMITTEE, "IL20", "Performance recovered in July."),
    (COMMITTEE, "IL20", "The rate recovered to 79%."),
    (COMMITTEE, "IL20", "Performance was improved by two points."),
    (DASHBOARD, "CS04b", "Answering picked up in December."),
    (DASHBOARD, "CS08", "The fall since October is 8,000."),
    (COMMITTEE, "IL20", "The drop since May is six points."),
    (COMMITTEE, "IL20", "Three points were lost in July."),
    (DASHBOARD, "GL03", "At 65% it is the best since September."),
    (DASHBOARD, "GL03", "At 63% it is the best since August."),
    (DISTRICT, "Council tax collected (cumulative)", "We collected 25.4% of the tax this quarter."),
    (COMMITTEE, "IL31", "Performance is better than in May."),
    (DISTRICT, CAR_PARKS, "Income was £419k."),
    (DISTRICT, CAR_PARKS, "Income was £409k against a target of £420k."),
    (DASHBOARD, "CS12", "Visits reached 849k."),
    (DASHBOARD, "FN05b", "Debt stood at £28,400k."),
]  # fmt: skip


@pytest.mark.parametrize(("name", "reference", "text"), RIGHT)
def test_a_right_sentence_is_not_contradicted(name: str, reference: str, text: str) -> None:
    assert not is_contradicted(name, reference, text)


@pytest.mark.parametrize(("name", "reference", "text"), WRONG)
def test_a_wrong_one_is(name: str, reference: str, text: str) -> None:
    assert is_contradicted(name, reference, text)


def test_a_passage_that_goes_on_to_how_it_is_now_is_judged_of_now() -> None:
    assert warned_of(COMMITTEE, "IL20 has been Red since May and now stands at 79%.") == []
    assert warned_of(COMMITTEE, "IL20 has been Red since May and now stands at 83%.") != []


@pytest.mark.parametrize("unit", ["k", " thousand"])
def test_thousands_are_held_as_if_written_out(unit: str) -> None:
    for said, out in (("409", "409,000"), ("410", "410,000"), ("1,204", "1,204,000")):
        short, long = read_quantity(tokens(f"£{said}{unit}"), 0), read_quantity(tokens(f"£{out}"), 0)
        assert short is not None
        assert long is not None
        assert short[0] == long[0]
