"""What makes a sentence speak of something else than the result as it is, word by word, and what is judged in it."""

from dataclasses import replace
from decimal import Decimal

import pytest

from kccreport.claims.reader import contradictions
from kccreport.models.measure import Status
from kccreport.rating.rated import RatedKpi
from tests.claims.test_claims import kpis  # noqa: F401 - a fixture

pytestmark = pytest.mark.usefixtures("kpis")


def is_judged_wrong(words: str, about: RatedKpi) -> bool:
    return bool(list(contradictions(words, about)))


def test_a_plain_claim_that_is_wrong_is_told(kpis: dict[str, RatedKpi]) -> None:  # noqa: F811
    """Calls answered are 93%, against a target of 95%: Amber, and down."""
    assert is_judged_wrong("The target was met.", kpis["calls"])
    assert is_judged_wrong("The target was met in January.", kpis["calls"])


@pytest.mark.parametrize(
    "aside",
    [
        # the future, plans and conditions
        "The target will be met.", "The target would be met.", "The target should be met.", "The target could be met.",
        "The target may be met.", "The target might be met.", "We expect the target was met.",
        "We aim to see the target was met.", "The plan is that the target was met.", "We hope the target was met.",
        "We intend that the target was met.", "The forecast says the target was met.",
        "It is projected that the target was met.", "If the target was met, well.", "Once the target was met, well.",
        "We wait until the target was met.", "Unless the target was met, no.", "We anticipate that the target was met.",
        "We work to reach what the target was met for.", "In order that the target was met, we work.",
        # others
        "The national target was met.", "In England the target was met.", "English councils: the target was met.",
        "In the South East the target was met.", "Our neighbours say the target was met.",
        "In other councils the target was met.", "By other authorities the target was met.",
        "On the average of all councils the target was met.", "As a benchmark the target was met.",
        # other times
        "Last year the target was met.", "In the year before, the target was met.",
        "In the previous year the target was met.", "A year ago the target was met.",
        "Twelve months ago the target was met.", "In 2019/20 the target was met.",
        "At the same time, the target was met.", "In the same period the target was met.",
        "In the same month the target was met.", "In the same quarter the target was met.",
        "In March alone the target was met.", "In October the target was met.",
    ],
)  # fmt: skip
def test_a_sentence_about_something_else_is_not_judged(kpis: dict[str, RatedKpi], aside: str) -> None:  # noqa: F811
    assert not is_judged_wrong(aside, kpis["calls"])


@pytest.mark.parametrize(
    ("words", "is_wrong"),
    [
        ("The target was not met.", False),
        ("We failed to meet it, and never met the target.", False),
        ("We just missed meeting the target.", False),
        ("We narrowly missed meeting the target.", False),
        ("The target was missed.", False),
        ("The result is above the target.", True),
        ("The result is below the target.", False),
        ("The floor standard was met.", False),
        ("The floor standard was missed.", True),
        ("Performance is Amber.", False),
        ("Performance is Green.", True),
        ("Performance is Red.", True),
        ("Performance is Blue.", True),
        ("Performance is not Green.", False),
        ("Performance is Green for the year to date.", False),  # 95%
        ("Performance is Red for the year to date.", True),
        ("The result is 2 points below target.", False),
        ("The result is two points below target.", False),
        ("The result is 3 points below target.", True),
        ("The result is 2 points above target.", True),
        ("We missed the target by 2 points.", False),
        ("We missed the target by 1 point.", True),
        ("The result was 93%.", False),
        ("The result was 93.0%.", False),
        ("The result was 93.4%.", True),
        ("The result was 12%.", True),
    ],
)
def test_each_kind_of_claim_is_held_against_the_figures(
    kpis: dict[str, RatedKpi],  # noqa: F811
    words: str,
    is_wrong: bool,
) -> None:
    assert is_judged_wrong(words, kpis["calls"]) == is_wrong


def test_a_forecast_is_no_figure_that_a_sentence_may_print_as_a_result(kpis: dict[str, RatedKpi]) -> None:  # noqa: F811
    each = kpis["calls"]
    figure = each.kpi.results[max(each.kpi.results)]
    coming = max(each.kpi.results).plus(1)
    expected = figure.model_copy(update={"value": Decimal(71), "status": Status.FORECAST})
    with_forecast = replace(each, kpi=each.kpi.model_copy(update={"results": {**each.kpi.results, coming: expected}}))
    assert is_judged_wrong("The result was 71%.", with_forecast)
