"""The ratings Kent County Council published for January 2021 are reproduced by computation from the workbook."""

from typing import Any

import pytest

from kccreport.rating.summary import as_data
from tests import golden
from tests.samples import outcome_of


@pytest.fixture(scope="module")
def computed() -> dict[str, Any]:
    outcome = outcome_of("dashboard-2021")
    assert outcome.problems == ()
    assert outcome.value is not None
    return as_data(outcome.value.rated)


@pytest.fixture(scope="module")
def indicators(computed: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {each["reference"]: each for each in computed["indicators"]}


def test_all_45_indicators_are_there(indicators: dict[str, Any]) -> None:
    assert sorted(indicators) == sorted(row["ref"] for row in golden.seed_001())
    assert len(indicators) == 45


def test_the_24_latest_ratings_are_as_published(indicators: dict[str, Any]) -> None:
    published = {row["ref"]: row["published_latest_rag"] for row in golden.seed_001() if row["kind"] == "kpi"}
    rated = {ref: colour.lower() for ref, colour in published.items() if colour in ("GREEN", "AMBER", "RED")}
    assert len(rated) == 24
    assert {ref: indicators[ref]["latest"]["rag"] for ref in rated} == rated
    assert published["HR25"] == "Audits suspended"
    assert indicators["HR25"]["latest"] == {"period": None, "value": None, "rag": None}


def test_the_21_ratings_for_the_year_to_date_are_as_published(indicators: dict[str, Any]) -> None:
    published = {row["ref"]: row["published_ytd_rag"] for row in golden.seed_001() if row["kind"] == "kpi"}
    rated = {ref: colour.lower() for ref, colour in published.items() if colour in ("GREEN", "AMBER", "RED")}
    assert len(rated) == 21
    assert {ref: indicators[ref]["ytd"]["rag"] for ref in rated} == rated
    assert all(indicators[ref]["ytd"]["rag"] is None for ref in published.keys() - rated.keys())


def test_the_alerts_are_as_published_but_for_hr12_which_the_council_got_wrong(indicators: dict[str, Any]) -> None:
    published = {row["ref"]: row["published_alert"].lower() for row in golden.seed_001() if row["published_alert"]}
    assert len(published) == 9
    assert published["HR12"] == "yes"
    computed = {ref: indicators[ref]["alert"] for ref in published}
    assert computed == published | {"HR12": "above"}  # 81 is above 80


def test_latest_values_and_years_to_date_are_as_published(indicators: dict[str, Any]) -> None:
    for row in golden.seed_001():
        latest = row["values"].split(";")[-1].strip("%").replace(",", "")
        if latest:
            assert indicators[row["ref"]]["latest"]["value"] == float(latest), row["ref"]
            assert indicators[row["ref"]]["latest"]["period"] == row["period_labels"].split(";")[-1]
        total = row["ytd"].strip("%").replace(",", "")
        if total not in ("", "n/a"):
            assert indicators[row["ref"]]["ytd"]["value"] == float(total), row["ref"]


def test_counts_add_up_to_the_indicators(computed: dict[str, Any]) -> None:
    counts = computed["counts"]
    assert counts["kpi"] + counts["activity"] == 45
    for each in ("latest", "ytd", "direction"):
        assert sum(counts[each].values()) == counts["kpi"]
    assert sum(counts["alert"].values()) == counts["activity"]


def test_the_2014_totals_are_those_the_council_published() -> None:
    outcome = outcome_of("committee-2014")
    assert outcome.value is not None
    counts = as_data(outcome.value.rated)["counts"]
    assert counts["kpi"] == 31
    assert counts["latest"] == {"green": 19, "amber": 5, "red": 7, "not_rated": 0}
    assert counts["direction"] == {"improving": 14, "worsening": 10, "unchanged": 7, "not_available": 0}
