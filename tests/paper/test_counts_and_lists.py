"""How many, and which are best and worst: rated and not rated in one count, directions, ranked lists."""

from decimal import Decimal

import pytest

from kccreport.paper.computed import with_phrases
from kccreport.rating.gap import gap_to_target
from tests.paper.tables import (
    INDICATORS,
    RESULTS,
    column,
    district,
    headings,
    kpi,
    only,
    paper,
    rate,
    row,
    said,
    tables,
    texts,
)

COUNTS = 'kind = "counts"\n'


def test_rated_and_not_rated_are_one_count_with_shares_of_all_and_of_those_rated() -> None:
    found = tables(paper(COUNTS + 'shares = "both"\nshare_decimals = 1'))[0]
    # E1 46% and H1 98% meet theirs, H3 97% too; H2 29 is within 5% of 28, H4 21 of 20; E2 71 is far beyond 50
    assert said(found) == [
        ["Rating", "Indicators", "Share", "Share of those rated"],
        ["Green", "3", "42.9%", "50.0%"],
        ["Amber", "2", "28.6%", "33.3%"],
        ["Red", "1", "14.3%", "16.7%"],
        ["Not rated", "1", "14.3%", "–"],
        ["Total", "7", "100%", "100%"],
    ]


@pytest.mark.parametrize(("shares", "heads"), [("none", 0), ("all", 1), ("rated", 1), ("both", 2)])
def test_shares_are_those_that_the_layout_asks_for(shares: str, heads: int) -> None:
    assert len(tables(paper(COUNTS + f'shares = "{shares}"'))[0].columns) == 2 + heads


def test_what_is_not_rated_may_be_left_out_of_the_count() -> None:
    found = tables(paper(COUNTS + "not_rated = false"))[0]
    assert column(found, "Rating") == ["Green", "Amber", "Red", "Total"]
    assert column(found, "Indicators")[-1] == "6"


def test_each_group_has_a_row_and_totals_add_up() -> None:
    found = tables(paper(COUNTS + 'by = "group"'))[0]
    assert said(found) == [
        ["Group", "Green", "Amber", "Red", "Not rated", "Total"],
        ["Place", "1", "0", "1", "1", "3"],
        ["People", "2", "2", "0", "0", "4"],
        ["Total", "3", "2", "1", "1", "7"],
    ]


def test_two_directions_have_a_sentence_and_a_column_of_totals_each() -> None:
    found = paper(COUNTS + 'directions = ["previous period", "same period last year"]\ndirection_table = true')
    sentences = [text for text in texts(found) if text.startswith("Net direction")]
    assert sentences == [
        "Net direction of travel, each indicator at its latest period, was positive against the period before, "
        "with 4 improving and 2 worsening.",
        "Net direction of travel, each indicator at its latest period, was positive against the same period last year, "
        "with 4 improving and 1 worsening; 1 could not be compared.",
    ]  # fmt: skip
    totals = tables(found)[-1]
    assert said(totals) == [
        ["Direction", "Since last period", "Since this time last year"],
        ["Improving", "4", "4"],
        ["Worsening", "2", "1"],
        ["Increased", "0", "1"],
        ["Decreased", "1", "0"],
        ["Could not be compared", "0", "1"],
        ["Total", "7", "7"],
    ]


def test_a_passage_may_say_a_direction_by_any_method() -> None:
    said_of = with_phrases("{direction same period last year}", district())
    assert said_of.startswith(
        "Net direction of travel, each indicator at its latest period, was positive against the same"
    )
    assert with_phrases("{direction of nobody}", district()) == "{direction of nobody}"


def test_the_best_and_the_worst_are_ranked_by_their_gap_in_percent_of_the_target() -> None:
    found = paper('kind = "ranked"\nbest = 2\nworst = 9\ncolumns = ["reference", "gap"]')
    best, worst = tables(found)
    # E1 (46 - 45) / 45; H1 and H3 are on target, and nothing tells one from the other
    assert said(best) == [["Ref", "Gap to target"], ["E1", "2.2% better"], ["H1", "On target"], ["H3", "On target"]]
    # E2 (71 - 50) / 50, H4 (21 - 20) / 20, H2 (29 - 28) / 28
    assert said(worst)[1:] == [["E2", "42.0% short"], ["H4", "5.0% short"], ["H2", "3.6% short"]]
    assert "6 of 7 indicators can be ranked" in texts(found)[2]


def test_a_ranked_indicator_stands_in_the_table_of_all_too() -> None:
    found = paper('kind = "ranked"\nbest = 1\nworst = 0', 'kind = "measures"')
    assert [words[0] for words in said(tables(found)[0])[1:]] == ["E1"]
    assert "E1" in column(tables(found)[1], "Ref")
    assert headings(found)[1:3] == ["Best and worst against target", "Best against target"]


def test_what_has_no_target_no_result_of_now_or_a_target_of_nought_is_not_ranked() -> None:
    rated = rate(
        indicators=[INDICATORS[2], kpi("E8", "Faults", "E", 0, Unit="number", Polarity="Lower", **{"Tolerance in": "points"}),
                    kpi("E9", "Late", "E", "50%")],
        results=[RESULTS[2], row("E8", 3), {"Reference": "E9", "Q2 2020/21": "60%", "Status": "[n]"}],
        commentary=[],
    )  # fmt: skip
    assert [gap_to_target(each) for each in rated.indicators] == [None, None, None]
    assert gap_to_target(district().kpis[0]) == Decimal(100) / 45
    assert not only(type(tables(paper(COUNTS))[0]), paper('kind = "ranked"', of=rated).blocks)


def test_where_the_best_and_the_worst_meet_each_stands_in_the_list_it_belongs_to() -> None:
    names, shares = ("A", "B", "C"), ("95%", "80%", "70%")
    of = rate(
        indicators=[kpi(name, f"Title {name}", "E", "90%") for name in names],
        results=[row(name, share) for name, share in zip(names, shares, strict=True)],
        commentary=[],
    )
    found = paper('kind = "ranked"\nbest = 5\nworst = 5\ncolumns = ["reference", "gap"]', of=of)
    best, worst = tables(found)
    assert column(best, "Ref") == ["A"]
    assert column(worst, "Ref") == ["C", "B"]
    assert "can be ranked" not in " ".join(texts(found)), "all are: nothing is said of others"
