"""The statuses and arrows of Kent's Quarterly Performance Report, Quarter 1 2011/12, are reproduced by computation.

The report prints no floor standards. Those below are chosen so that its ratings come out; that one floor for each
indicator is enough for all its periods shows that the council used floors, and not a percentage of the target (Amber
at 25% short for enablement, Red at 15% short for visits to the web site).
"""

from decimal import Decimal

import pytest

from kccreport.models.measure import Polarity
from kccreport.models.schemes import FloorStandard
from kccreport.rating.travel import travel_between
from tests import golden
from tests.models.schemes.rating import rated

FLOORS = {
    "1": "50", "2": "10", "3": "45", "4": "80", "5": "8", "6": "71", "7": "12", "8": "70", "9": "2500", "10": "0.15",
    "11": "6", "12": "2400", "13": "700", "14": "900", "15": "28", "16": "400", "17": "75", "18": "65", "19": "85",
    "20": "30", "21": "70", "22": "70", "23": "700", "24": "65", "25": "900000", "26": "70",
}  # fmt: skip
TRAVELS = {"better": "improving", "worse": "worsening", "same": "unchanged"}
ROWS = golden.seed_004()


def figures(text: str) -> list[Decimal | None]:
    return [Decimal(each.strip("%").replace(",", "")) if each else None for each in text.split(";")]


def computed(row: dict[str, str]) -> list[str | None]:
    scheme, polarity = FloorStandard(floor=Decimal(FLOORS[row["ref"]])), Polarity(row["polarity"])
    pairs = zip(figures(row["values"]), figures(row["targets"]), strict=True)
    return [
        None if value is None or target is None else rated(scheme, value, target, polarity) for value, target in pairs
    ]


def test_all_26_indicators_are_there() -> None:
    assert [row["ref"] for row in ROWS] == [str(number) for number in range(1, 27)]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["ref"])
def test_every_rating_of_every_period_is_as_published_against_its_own_target(row: dict[str, str]) -> None:
    assert computed(row) == [rag.lower() or None for rag in row["rags"].split(";")]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["ref"])
def test_the_floor_chosen_is_no_harder_than_any_target(row: dict[str, str]) -> None:
    scheme = FloorStandard(floor=Decimal(FLOORS[row["ref"]]))
    for target in filter(None, figures(row["targets"])):
        assert list(scheme.faults(target, Polarity(row["polarity"]))) == []


def test_current_and_previous_statuses_are_as_published() -> None:
    counts = {"red": 0, "amber": 0, "green": 0}
    for row in ROWS:
        ratings = [rating for rating in computed(row) if rating]
        assert ratings[-1] == row["current_status"].lower()
        assert ratings[-2] == row["previous_status"].lower()
        counts[ratings[-1]] += 1
    assert counts == {"red": 7, "amber": 8, "green": 11}


def test_all_26_arrows_are_the_latest_result_against_the_one_before() -> None:
    for row in ROWS:
        before, latest = [value for value in figures(row["values"]) if value is not None][-2:]
        assert travel_between(before, latest, Polarity(row["polarity"])) == TRAVELS[row["direction"]]
