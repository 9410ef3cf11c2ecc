"""The gap between a result and its target, in words that fit the unit, the polarity, and what decides the rating."""

from functools import cache
from typing import Any

import pytest

from kccreport.paper.gap_words import standing_in_short
from tests.paper.tables import AREAS, kpi, rate, row

_OF_RESULTS = ("Override", "Override by", "Override reason")
CASES: list[tuple[Any, Any, dict[str, Any], str]] = [
    ("89%", "95%", {}, "89%, target 95%, 6 points short"),
    ("94%", "95%", {}, "94%, target 95%, 1 point short"),
    ("94.5%", "95%", {"Decimals": 1}, "94.5%, target 95.0%, 0.5 points short"),
    ("8%", "5%", {"Polarity": "Lower"}, "8%, target 5%, 3 points over"),
    ("95%", "95%", {}, "95%, target 95%, target met"),
    (418, 775, {"Unit": "number"}, "418, target 775, 357 short"),
    (31, 28, {"Unit": "days", "Polarity": "Lower"}, "31, target 28, 3 days over"),
    (29, 28, {"Unit": "days", "Polarity": "Lower"}, "29, target 28, 1 day over"),
    (29.5, 28, {"Unit": "days", "Polarity": "Lower", "Decimals": 1}, "29.5, target 28.0, 1.5 days over"),
    (71, 50, {"Unit": "per 100,000", "Polarity": "Lower"}, "71, target 50, 21 over"),
    (71, 50, {"Unit": "kg", "Polarity": "Lower"}, "71, target 50, 21 kg over"),
    (380, 400, {"Unit": "£000s"}, "380, target 400, £20 thousand short"),
    (3.8, 5, {"Unit": "£m", "Decimals": 1}, "3.8, target 5.0, £1.2 million short"),
    (1500, 2700, {"Unit": "£"}, "£1,500, target £2,700, £1,200 short"),
    ("08:35", "05:00", {"Unit": "mm:ss", "Polarity": "Lower", "Tolerance": "00:05"}, "08:35, target 05:00, 3 minutes 35 seconds over"),
    (12, 10, {"Unit": "rank", "Polarity": "Lower"}, "12th, target 10th, 2 places short"),
    (3.9, 4.2, {"Unit": "out of 5", "Decimals": 1}, "3.9/5, target 4.2/5, 0.3 short"),
    (5, "<5", {"Unit": "number", "Polarity": "Lower"}, "5, target <5, no better than the target, which must be beaten"),
    (7, "<5", {"Unit": "number", "Polarity": "Lower"}, "7, target <5, 2 over"),
    ("55%", "60% (national)", {}, "55%, target 60% (national), 5 points short"),
    # figures of its own decide, and the target is words
    (
        "77%",
        "Top quartile",
        {"Scheme": "thresholds", "Green from": "90%", "Amber from": "80%", "Tolerance": None},
        "77%, target Top quartile, 13 points short; Green begins at 90%",
    ),
    (
        "95%",
        "No target",
        {"Scheme": "thresholds", "Green from": "90%", "Amber from": "80%", "Tolerance": None},
        "95%",
    ),
    ("89% [p]", "95%", {}, "89% [p], target 95%, 6 points short"),
    ("[c]", "95%", {}, "[c], target 95%"),  # withheld
    ("97%", "95%", {"Override": "Red", "Override by": "A", "Override reason": "B"}, "97%, target 95%, target met"),
]  # fmt: skip


@cache
def standings() -> list[str]:
    """Every case as a KPI of one paper."""
    indicators, results = [], []
    for at, (figure, target, changes, _) in enumerate(CASES):
        more = {name: changes[name] for name in _OF_RESULTS if name in changes}
        own = {name: value for name, value in changes.items() if name not in _OF_RESULTS}
        indicators.append(kpi(f"E{at}", f"Title {at}", "E", target, **own))
        results.append(row(f"E{at}", figure, **more))
    rated = rate(indicators=indicators, results=results, commentary=[], service_areas=AREAS[:1])
    return [standing_in_short(each) for each in rated.kpis]


@pytest.mark.parametrize("at", range(len(CASES)), ids=[said for *_, said in CASES])
def test_the_gap_is_said_in_the_words_of_the_unit(at: int) -> None:
    assert standings()[at] == CASES[at][-1]
