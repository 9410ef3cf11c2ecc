"""The key explains what stands in the paper, and nothing that stands only in the workbook."""

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from msgspec import Struct

from kccreport.layout.schema import Layout
from kccreport.models.alert import Alert
from kccreport.models.measure import Status
from kccreport.models.rag import Rag
from kccreport.models.ratings import RatingScale
from kccreport.paper.blocks import (
    AlertCell,
    Beside,
    Block,
    Chart,
    ChartPoint,
    FigureCell,
    HistoryCell,
    Item,
    Listing,
    Part,
    Prose,
    RatingCell,
    StateCell,
    Table,
    TravelCell,
    plain,
)
from kccreport.paper.compose import compose
from kccreport.paper.printed import printed
from kccreport.paper.wording import mark_words, status_mark
from tests import ROOT
from tests.books import kpi, paper_items, results
from tests.paper.test_compose import layout, of, paper, texts, words
from tests.samples import INPUTS, reading_of
from tests.writers.pdf.small import table


def marks(blocks: tuple[Block, ...]) -> list[str]:
    """The first cells of the table of marks; none where there is no such table."""
    tables = [found for found in of(Table, blocks) if found.columns[0].heading == "Mark"]
    return [words(row[0]) for found in tables for row in found.rows]


def test_a_mark_is_explained_where_it_stands_and_not_where_only_the_workbook_has_it(tmp_path: Path) -> None:
    shown = paper(tmp_path, results=[results(**{"Nov 20": "[x]"})]).blocks
    assert "[x]" in marks(shown)
    early = paper(tmp_path, results=[results(**{"Jan 20": "[x]"})]).blocks  # the tables begin with August
    assert "[x]" not in marks(early)


def phased(folder: Path, **targets: Any) -> bool:
    said = texts(
        paper(folder, indicators=[kpi()], results=[results()], targets=[{"Reference": "HT02", **targets}]).blocks
    )
    return any("are phased over the year" in line for line in said)


def test_targets_are_phased_where_they_differ_within_a_year(tmp_path: Path) -> None:
    usual = kpi()["Target"]
    assert phased(tmp_path, **{"Nov 20": "91%", "Dec 20": "92%"})
    assert phased(tmp_path, **{"Dec 20": "99%"})  # and another in the months before
    assert not phased(tmp_path, **{"Nov 20": usual, "Dec 20": usual})
    whole = {f"{month} 19": "85%" for month in ("Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")}
    assert not phased(
        tmp_path, **whole, **{f"{month} 20": "85%" for month in ("Jan", "Feb", "Mar")}
    )  # a year of its own


def test_phased_floors_stand_behind_phased_targets_and_say_too_only_then(tmp_path: Path) -> None:
    floor = {"Reference": "HT02 floor", "Nov 20": "80%", "Dec 20": "81%"}
    target = {"Reference": "HT02", "Nov 20": "91%", "Dec 20": "92%"}
    alone = texts(paper(tmp_path, targets=[floor]).blocks)
    assert [line for line in alone if "phased" in line] == ["Floor standards of HT02 are phased over the year."]
    both = [line for line in texts(paper(tmp_path, targets=[floor, target]).blocks) if "phased" in line]
    assert [line.split(" of ")[0] for line in both] == ["Targets", "Floor standards"]
    assert both[1].endswith("over the year too.")


def test_what_is_printed_is_found_in_cells_and_in_sentences() -> None:
    directions = Table(
        table(1).columns[:2], ((FigureCell("7 [p]"), TravelCell(None)), (FigureCell(" n/a "), FigureCell("-")))
    )
    found = printed([Beside(Part.FIGURES), directions, Prose(plain("It was 5 [r] in May."))])
    assert {"[p]", "[r]", "n/a", "-"} <= found.marks
    assert found.directions == {(None, False)}


SAMPLES = sorted(path.stem for path in INPUTS.glob("*.xlsx") if not path.stem.startswith("agenda"))
LAYOUTS = sorted(path.stem for path in (ROOT / "layouts").glob("*.toml"))
NOT_RATED = mark_words(RatingCell(None))
SPOKEN = frozenset({"alt", "caption"})  # said to those who listen, and not printed


def parts(block: object) -> list[Any]:
    """Everything that a block is made of, however deep: its cells, points and runs, and their values."""
    found: list[Any] = [block]
    for value in found:  # which grows as it is walked
        if isinstance(value, tuple):
            found.extend(value)
        elif isinstance(value, Struct) and not isinstance(value, RatingScale):
            found.extend(getattr(value, name) for name in value.__struct_fields__ if name not in SPOKEN)
    return found


def shown(block: object) -> Iterator[object]:
    """Every rating, direction and alert that a block shows, and its codes; of a chart the shapes below it."""
    inside = parts(block)
    points = [part for part in inside if isinstance(part, ChartPoint)]
    drawn = [point for point in points if point.value is not None and not point.is_forecast and not point.mark]
    if any(point.rating for point in drawn):
        yield from (point.rating or NOT_RATED for point in drawn)
    for part in inside:
        match part:
            case Rag():
                yield from () if points else (part,)
            case str():
                yield from re.findall(r"\[\w+\]", part) if "[" in part else ()
            case RatingCell(rating=None):
                yield mark_words(part)
            case HistoryCell():
                yield from (rating or NOT_RATED for rating in part.ratings)
            case TravelCell():
                yield part.travel, part.is_trend
            case AlertCell():
                yield Alert, part.alert
            case FigureCell():
                yield part.text.strip()


def is_key(block: Block) -> bool:
    return isinstance(block, Table) and [column.heading for column in block.columns[1:]] == ["Meaning"]


def explained(blocks: tuple[Block, ...]) -> set[object]:
    """What the first column of each table of the key holds."""
    found: set[object] = set()
    for block in of(Table, tuple(filter(is_key, blocks))):
        for cell, _ in block.rows:
            found |= {words(cell)} if block.columns[0].heading == "Mark" else set(shown(cell))
    return found


@pytest.mark.parametrize("sample", SAMPLES)
def test_the_key_explains_all_that_is_shown_and_nothing_else_in_every_layout(sample: str) -> None:
    codes = {status_mark(code) for code in Status}
    for name in LAYOUTS:
        blocks = compose(reading_of(sample).rated, layout(name)).blocks
        marks = {each for block in blocks if not is_key(block) for each in shown(block)}
        marks = {each for each in marks if not isinstance(each, str) or each in codes | {NOT_RATED} | set(Rag)}
        key = explained(blocks)
        assert not marks - key, (name, marks - key)
        rest = key - marks
        if any(isinstance(each, Rag) for each in marks):
            rest -= set(Rag)  # a scale is explained whole: nobody is Red, and what would be
        assert not rest, (name, rest)
        cells = [cell for block in of(Table, blocks) for row in block.rows for cell in row]
        in_grey = {cell.text for cell in cells if isinstance(cell, StateCell)}
        is_said = any("stands in grey with its period" in line for line in texts(blocks))
        assert is_said == any(re.match(r"(Red|Amber|Green|Not rated) in \w+ \d\d", text) for text in in_grey)


def without_ratings(*columns: str) -> Layout:
    """A layout of one table and a key."""
    table = {"kind": "measures", "columns": ["reference", "title", *columns], "periods": 3}
    return Layout.model_validate({"title": "Figures", "description": "None.", "blocks": [table, {"kind": "guidance"}]})


def test_where_no_rating_is_printed_none_is_explained() -> None:
    rated = reading_of("scrutiny-2012").rated
    assert any(each.is_stale for each in rated.kpis)
    blocks = compose(rated, without_ratings("results")).blocks
    assert not [table for table in of(Table, blocks) if table.columns[0].heading == "Rating"]
    assert not any("stands in grey" in line for line in texts(blocks))
    assert "Direction" not in [table.columns[0].heading for table in of(Table, blocks) if is_key(table)]
    with_both = compose(rated, without_ratings("results", "rating", "direction")).blocks
    assert [table.columns[0].heading for table in of(Table, with_both) if is_key(table)] == ["Rating", "Direction"]
    assert any("stands in grey" in line for line in texts(with_both))


def not_rated_because(blocks: tuple[Block, ...]) -> str:
    (found,) = (each for each in of(Table, blocks) if is_key(each) and each.columns[0].heading == "Rating")
    return {words(mark): words(meaning) for mark, meaning in found.rows}.get(NOT_RATED, "")


def test_an_earlier_result_without_a_rating_is_explained_where_a_chart_or_a_strip_shows_it(tmp_path: Path) -> None:
    sheets: dict[str, Any] = {"indicators": [kpi()], "results": [results(**{"Nov 20": "[x]"})]}
    report, table = (paper(tmp_path, name, **sheets).blocks for name in ("indicator-reports", "one-table"))
    assert not_rated_because(report) == "There is no figure to rate."
    assert not_rated_because(table) == ""  # which has only the rating of now
    phased = {"results": [results()], "targets": [{"Reference": "HT02", "Nov 20": "[n]"}]}
    report = paper(tmp_path, "indicator-reports", **sheets | phased).blocks
    assert not_rated_because(report) == "There is no target to rate it against."


def test_a_forecast_is_not_rated_like_a_result_and_the_key_says_so(tmp_path: Path) -> None:
    for given, is_forecast in (("70% [f]", True), ("70% [p]", False)):
        sheets = {"indicators": [kpi()], "results": [results(**{"Jan 21": given})]}
        if not is_forecast:
            sheets["paper"] = paper_items(**{"Results up to": "January 2021"})
        blocks = paper(tmp_path, "scrutiny-report", **sheets).blocks
        (periods,) = (each for each in of(Table, blocks) if "Results of HT02 by period" in each.caption)
        last = [
            cell for cell, column in zip(periods.rows[-1], periods.columns, strict=True) if "Jan 21" in column.heading
        ]
        assert last == [StateCell("Red") if is_forecast else RatingCell(Rag.RED)]
        assert ("The rating of a forecast stands in grey." in texts(blocks)) is is_forecast


def test_marks_ratings_and_alerts_are_found_wherever_they_stand() -> None:
    points = (
        ChartPoint("May", None, mark="[c]"),
        ChartPoint("June", Decimal(4), rating=Rag.AMBER),
        ChartPoint("July", Decimal(4)),
        ChartPoint("August", Decimal(9), rating=Rag.RED, is_forecast=True),
    )
    chart = Chart(points, ((Decimal(0), "0"), (Decimal(5), "5")), "alt [q]", "4 [p]")
    found = printed([chart, Listing((Item(plain("one"), (Listing((Item(plain("below [e]")),)),)),))])
    assert found.marks >= {"[c]", "[p]", "[e]"}
    assert "[q]" not in found.marks
    assert (found.ratings, found.unrated) == ({Rag.AMBER}, {"in chart"})
    table = Table((), ((HistoryCell((Rag.GREEN, None), ""), AlertCell(Alert.ABOVE), StateCell("Red in May")),))
    assert (found := printed([table])).ratings == {Rag.GREEN}
    assert (found.unrated, found.alerts, found.states) == ({"then"}, {Alert.ABOVE}, {"Red in May"})
