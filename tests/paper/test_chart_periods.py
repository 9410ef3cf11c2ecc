"""A chart shows the periods that have results, as many as there is room for, and nothing beyond the end of the year."""

from decimal import Decimal
from typing import Any

import pytest

from kccreport.ground.address import CellAddress
from kccreport.models.indicator import Figure, Kpi
from kccreport.models.measure import Basis, Polarity, Status, Unit
from kccreport.models.period import Frequency, Period
from kccreport.models.schemes import FloorStandard
from kccreport.paper.chart_periods import MOST_IN_TABLE, Window, chart_periods

LATEST = Period(2020, 12)
AT = CellAddress("Results", 2, 2)


def measured(*results: tuple[Period, str], **changes: Any) -> Kpi:
    """A KPI with some results."""
    found = {period: Figure(value=Decimal(value), at=AT) for period, value in results}
    usual: dict[str, Any] = {
        "reference": "HT02", "title": "T", "short_title": "T", "area": "HT", "frequency": Frequency.MONTHLY,
        "unit": Unit(name="%"), "basis": Basis.SNAPSHOT, "decimals": 0, "year_to_date_decimals": 0, "target_decimals": 0,
        "polarity": Polarity.HIGHER, "target": Decimal(90), "scheme": FloorStandard(floor=Decimal(80)), "results": found,
    }  # fmt: skip
    return Kpi(**usual | changes)


def run(count: int, value: str = "91", months: int = 1) -> list[tuple[Period, str]]:
    """So many results up to December 2020."""
    return [(LATEST.plus(-months * at), value) for at in reversed(range(count))]


def shown(each: Kpi, *, most: int = 13, to_year_end: bool = False, **more: Any) -> list[str]:
    return [period.label for period in chart_periods(each, Window(LATEST, to_year_end), most, **more)]


def test_the_newest_thirteen_months_are_shown_or_all_there_are() -> None:
    assert shown(measured(*run(20)))[0::9] == ["Mar 20", "Dec 20"], "ten have room for the words of ratings"
    unrated = measured(*run(20), target=None, polarity=None)
    assert shown(unrated)[0::12] == ["Dec 19", "Dec 20"]
    assert len(shown(unrated)) == MOST_IN_TABLE
    assert shown(measured(*run(8)))[0] == "May 20"
    assert shown(measured(*run(2))) == ["Nov 20", "Dec 20"], "no empty slots before the first"
    assert shown(measured()) == ["Dec 20"]
    assert shown(measured(), to_year_end=True)[0] == "Dec 20", (
        "of what has no result yet, in a report to the end of the year"
    )


@pytest.mark.parametrize(
    ("value", "unit", "decimals", "least"),
    [("93.4", "%", 1, 10), ("12345", "number", 0, 10), ("815704", "number", 0, 8)],
)
def test_wider_figures_leave_room_for_fewer_but_for_eight_or_more(
    value: str, unit: str, decimals: int, least: int
) -> None:
    found = shown(measured(*run(13, value), unit=Unit(name=unit), decimals=decimals))
    assert least <= len(found) < MOST_IN_TABLE
    assert found[-1] == "Dec 20"


def test_a_narrow_chart_shows_fewer_and_more_than_thirteen_only_where_a_layout_asks() -> None:
    each = measured(*run(30), target=None, polarity=None)
    assert 8 <= len(shown(each, share=0.62)) < 13
    assert len(shown(each, most=24)) == 24
    assert len(shown(each, most=13, in_full=True, share=0.3)) == 13


def test_a_year_of_quarters_is_shown_to_its_end_and_no_further() -> None:
    aims = {Period(2021, 6): Decimal(95)}
    each = measured(*run(3, months=3), frequency=Frequency.QUARTERLY, phased_targets=aims)
    assert shown(each, to_year_end=True) == ["Jun 20", "Sep 20", "Dec 20", "Mar 21"]
    assert shown(each) == ["Jun 20", "Sep 20", "Dec 20"]
    forecast = {**each.results, Period(2021, 6): Figure(value=Decimal(9), status=Status.FORECAST, at=AT)}
    assert shown(each.model_copy(update={"results": forecast}), to_year_end=True)[-1] == "Jun 21"


def test_months_to_come_are_shown_only_with_something_to_aim_at() -> None:
    early = [(Period(2020, 4), "91"), (Period(2020, 5), "92")]
    assert shown(measured(*early), to_year_end=True) == ["Apr 20", "May 20"]
    aims = {Period(2021, 3): Decimal(95)}
    aimed = shown(measured(*early, phased_targets=aims), to_year_end=True)
    assert (aimed[0], aimed[-1]) == ("Apr 20", "Jan 21"), "as many as there is room for beside those with results"
    unrated = measured(*early, phased_targets=aims, target=None, polarity=None)
    assert shown(unrated, to_year_end=True)[-1] == "Mar 21"


@pytest.mark.parametrize("known", [1, 2, 7, 8, 9, 15])
@pytest.mark.parametrize("share", [0.5, 0.94])
@pytest.mark.parametrize("kind", ["forecast", "aim"])
def test_months_to_come_leave_room_for_eight_with_results(known: int, share: float, kind: str) -> None:
    june = Period(2020, 6)
    found = [(june.plus(-at), "91") for at in range(known)]
    months = [june.plus(at) for at in range(1, 10)]
    ahead = {each: Figure(value=Decimal(95), status=Status.FORECAST, at=AT) for each in months if kind == "forecast"}
    each = measured(*found, phased_targets=dict.fromkeys(months, Decimal(95)))
    each = each.model_copy(update={"results": {**each.results, **ahead}})
    periods = chart_periods(each, Window(june, to_year_end=True), 13, share=share)
    room = len(chart_periods(measured(*run(20)), Window(LATEST), 13, share=share))
    assert sum(period <= june for period in periods) >= min(known, 8, room)
    assert periods[-1] <= months[-1]


def test_what_has_no_results_at_all_still_has_a_period_of_its_own() -> None:
    assert shown(measured(), to_year_end=True)[0] == "Dec 20"


def test_a_term_that_has_the_end_of_the_year_in_it_is_shown_where_it_has_a_target() -> None:
    terms = [(Period(2020, 12), "18"), (Period(2021, 4), "18"), (Period(2021, 7), "17")]
    each = measured(*terms, frequency=Frequency.TERMLY, unit=Unit(name="number"))
    assert shown(each, to_year_end=True)[-1] == "Dec 21"
    aims = {Period(2021, 12): Decimal(10), Period(2022, 4): Decimal(10), Period(2022, 7): Decimal(10)}
    assert shown(each.model_copy(update={"phased_targets": aims}), to_year_end=True)[-1] == "Apr 22"
