"""What is filled in is printed, or named: by the layouts that ship, and by any other."""

from pathlib import Path
from typing import Any

import pytest

from kccreport.layout.reader import read_layout
from kccreport.layout.schema import Layout
from kccreport.paper.blocks import Heading, Prose, Table
from kccreport.paper.compose import compose
from kccreport.paper.reasons import reasons_to_explain
from kccreport.paper.unprinted import unprinted
from kccreport.rating.rated import RatedSubmission, rate_submission
from tests import books
from tests.books import activity, kpi, results, told

ROWS = {
    "indicators": [kpi(), activity()],
    "results": [results(), results("HT02b", **{"Oct 20": 1, "Nov 20": 2, "Dec 20": 3, "Year to date": 6})],
}
ONE = {"title": "Reports", "description": "KPIs alone."}


def rated(folder: Path, **sheets: Any) -> RatedSubmission:
    return rate_submission(books.submission(folder, **(ROWS | sheets)))


@pytest.mark.parametrize(
    "name", ["quarterly-report", "indicator-reports", "scrutiny-report", "dashboard", "committee-paper"]
)
def test_every_layout_that_ships_prints_activity_indicators(tmp_path: Path, name: str) -> None:
    layout = read_layout(name).value
    assert layout is not None
    found = rated(tmp_path)
    assert list(unprinted(found, layout)) == []
    tables = [block for block in compose(found, layout).blocks if isinstance(block, Table)]
    assert any("In expected range?" in {column.heading for column in table.columns} for table in tables)


def test_where_there_is_no_activity_there_is_no_section_of_it(tmp_path: Path) -> None:
    layout = read_layout("quarterly-report").value
    assert layout is not None
    blocks = compose(rated(tmp_path, indicators=[kpi()], results=[results()]), layout).blocks
    assert not [each for each in blocks if isinstance(each, Heading) and each.text == "Activity indicators"]


def test_what_a_layout_of_ones_own_prints_nowhere_is_named_nobody_is_asked_about_it_and_the_key_is_silent(
    tmp_path: Path,
) -> None:
    layout = Layout.model_validate(
        {**ONE, "commentary": {"required": ["out_of_range"]}, "blocks": [{"kind": "title_page"}, {"kind": "guidance"}, {"kind": "kpi_summary"}]}
    )  # fmt: skip
    found = rated(tmp_path)
    assert told(tuple(unprinted(found, layout))) == [("unprinted", "'Indicators'!A3")]
    assert [reasons_to_explain(each, layout) for each in found.indicators] == [[], []]
    headings = {each.text for each in compose(found, layout).blocks if isinstance(each, Heading)}
    assert "Activity indicators" not in headings


def test_the_dashboard_prints_actions_risks_and_what_a_panel_said(tmp_path: Path) -> None:
    layout = read_layout("dashboard").value
    assert layout is not None
    said = [
        {
            "References": "HT02",
            "Commentary": "It fell.",
            "Actions": "More crews.",
            "Risks": "Frost.",
            "Panel discussion": "Noted.",
        }
    ]
    blocks = compose(rated(tmp_path, commentary=said), layout).blocks
    texts = ["".join(run.text for run in block.content) for block in blocks if isinstance(block, Prose)]
    for text in (
        "HT02: It fell.",
        "HT02, actions: More crews.",
        "HT02, risks: Frost.",
        "HT02, panel discussion: Noted.",
    ):
        assert text in texts


def test_a_forecast_that_no_column_prints_is_named(tmp_path: Path) -> None:
    layout = read_layout("dashboard").value
    assert layout is not None
    found = rated(tmp_path, indicators=[kpi()], results=[results(Forecast="95%")])
    assert [each.code for each in unprinted(found, layout)] == ["unprinted"]
    reports = read_layout("indicator-reports").value
    assert reports is not None
    assert list(unprinted(found, reports)) == []
