"""The summary of a paper: one page whatever the paper holds, which says what it leaves out, as a file and as a block."""

from decimal import Decimal
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from kccreport.language import WELSH
from kccreport.layout.schema import SummaryPage
from kccreport.paper.blocks import GroupCell, NewPage, Paper
from kccreport.paper.compose import compose_summary
from kccreport.paper.numbering import Numbering
from kccreport.paper.summary_page import fewest_rows, summary_page, tighter
from kccreport.rating.attention import is_off_track, needs_attention
from kccreport.rating.moves import best_movers, outlook, worst_movers
from kccreport.rating.rated import RatedSubmission
from kccreport.roads import papers
from kccreport.roads.papers import Reading
from tests import ROOT
from tests.paper.tables import AREAS, kpi, layout, paper, rate, row, said, tables, texts
from tests.samples import reading_of
from tests.writers.html.said import parsed, words_of
from tests.writers.pdf.checks import check
from tests.writers.pdf.said import Said

PAGE = SummaryPage(kind="summary_page")


def many(
    count: int, title: str = "Share of calls answered within twenty seconds", said_of: str = "Staff left."
) -> RatedSubmission:
    """A paper of so many KPIs, of which every other one is Red and every third has a forecast."""
    names = [f"K{at}" for at in range(count)]
    indicators = [kpi(name, f"{title} {name}", "E", "90%") for name in names]
    results: list[dict[str, Any]] = [
        row(name, "91%", "92%", "93%", f"{80 + at % 9}%", f"{60 + at % 30}%" if at % 2 else f"{91 + at % 9}%")
        | ({"Forecast": "70%" if at % 2 else "95%"} if at % 3 == 0 else {})
        for at, name in enumerate(names)
    ]
    words = [{"References": name, "Commentary": said_of, "Actions": said_of} for name in names]
    return rate(indicators=indicators, results=results, commentary=words, service_areas=AREAS[:1])


@cache
def usual() -> RatedSubmission:
    return many(20)


def summary(rated: RatedSubmission) -> Paper:
    return papers.summary(Reading(rated, layout('kind = "title"')))


def pages(found: Paper) -> int:
    return papers.render(found).pages


def test_a_summary_has_counts_with_changes_exceptions_movers_and_the_outlook() -> None:
    found = compose_summary(usual(), layout('kind = "title"'), PAGE)
    counts, exceptions, moves = tables(found)
    # 10 of 20 are 91% and more; before, all were 80 to 88%: Amber from 85.5% on
    assert said(counts) == [
        ["KPIs", "Green", "Amber", "Red", "Total"],
        ["Now", "10", "0", "10", "20"],
        ["Since the period before", "ten more", "six fewer", "four fewer", "the same"],
    ]
    assert len(exceptions.rows) == 10
    assert [str(cells[0].text) for cells in moves.rows if isinstance(cells[0], GroupCell)] == ["Better", "Worse"]
    assert texts(found)[-1].startswith("Forecasts are given for 7 KPIs: four Green and three Red. Expected Red: K3 ")


def test_movers_are_ordered_by_the_change_in_percent_of_target() -> None:
    best, worst = best_movers(usual()), worst_movers(usual())
    assert [round(each.by, 1) for each in best] == sorted((round(each.by, 1) for each in best), reverse=True)
    # K1 went from 81% to 61%: 20 points, of a target of 90%
    assert {each.rated.kpi.reference: round(each.by, 1) for each in worst}["K1"] == Decimal("-22.2")
    assert all(each.by < 0 for each in worst)
    assert len(list(outlook(usual()))) == 7


@pytest.mark.parametrize(
    ("count", "title", "words"),
    [
        (1, "One", "Staff left."),
        (20, "Share of calls answered", "Staff left."),
        (
            60,
            "Number of children in need of help and protection per 10,000 children, of those known " * 3,
            "Word " * 200,
        ),
    ],
)
def test_it_is_one_page_whatever_the_paper_holds_and_says_what_it_leaves_out(
    count: int, title: str, words: str
) -> None:
    rated = many(count, title, words)
    found = summary(rated)
    assert pages(found) == 1
    shown = next(
        (table for table in tables(found) if "Cause and action" in {each.heading for each in table.columns}), None
    )
    red = sum(each.latest is not None and each.latest.calls_for_explanation for each in rated.kpis)
    left = red - (len(shown.rows) if shown else 0)
    assert any(f"{left} more in the report" in text or f"{left} KPI" in text for text in texts(found)) is (left > 0)


@pytest.mark.parametrize("count", [10, 16])
def test_it_names_the_reds_that_it_has_no_row_for(count: int) -> None:
    found = many(count)
    blocks = list(summary_page(PAGE.model_copy(update={"exceptions": 1}), found, Numbering(by_section=False)))
    said_of = next(text for text in texts(Paper("", blocks=tuple(blocks))) if "more in the report" in text)
    red = [each.kpi for each in needs_attention(found)[1:] if is_off_track(each)]
    assert len(red) > 3
    assert all(kpi.reference in said_of for kpi in red)
    assert any(kpi.short_title in said_of for kpi in red) is (len(red) <= 4), "many are named by their reference alone"


def test_it_asks_for_ever_fewer_rows_down_to_none() -> None:
    asked = [(each.exceptions, each.moves) for each in tighter(fewest_rows(PAGE, usual()))]
    assert asked[0] == (10, 3)
    assert asked[-1] == (0, 0)
    assert all(sum(after) == sum(before) - 1 for before, after in pairwise(asked))


def test_as_a_block_it_stays_on_its_page_too() -> None:
    reading = Reading(usual(), layout('kind = "title"', 'kind = "summary_page"', 'kind = "exceptions"'))
    found = papers.compose(reading)
    at = [index for index, block in enumerate(found.blocks) if isinstance(block, NewPage)]
    with_title = Paper(found.identity, found.blocks[: at[2]])
    assert pages(with_title) == 2
    assert "Summary on one page" in {getattr(block, "text", "") for block in with_title.blocks}


def test_nothing_but_a_title_is_left_of_a_paper_without_kpis() -> None:
    found = paper('kind = "summary_page"', of=rate(indicators=[kpi("A", "One", "E", "90%")], results=[row("A", "95%")], commentary=[], service_areas=AREAS[:1]))  # fmt: skip
    assert any(text.startswith("Nothing needs attention now") for text in texts(found))


@pytest.mark.parametrize(("name", "language"), [("dashboard-2021", ""), ("district-2026", WELSH)])
def test_the_summaries_of_samples_pass_every_check_and_their_pages_say_the_same(
    name: str, language: str, tmp_path: Path
) -> None:
    found = papers.summary(reading_of(name), language)
    path = tmp_path / "summary.pdf"
    made = papers.render(found)
    path.write_bytes(made.content)
    check(path)
    assert made.pages == 1
    tree, errors = parsed(papers.render_page(found))
    assert errors == []
    assert words_of(tree) == Said(made.content).words()


def test_build_writes_it_beside_the_paper_in_every_language(tmp_path: Path) -> None:
    out = tmp_path / "june.pdf"
    made = papers.build(ROOT / "inputs" / "district-2026.xlsx", out, with_summary=True, html=True)
    assert made.value is not None
    assert sorted(path.name for path in made.value.beside) == ["june-summary.html", "june-summary.pdf", "june.html"]
    assert all(path.exists() for path in made.value.beside)
    assert made.value.reading is not None
    again = papers.render(papers.summary(made.value.reading)).content
    assert (tmp_path / "june-summary.pdf").read_bytes() == again
