"""Passages print prose, and the tables, charts and boxes that they ask for by name."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeVar

import pytest

from kccreport.intake.submission import read_submission
from kccreport.intake.writing import as_typed
from kccreport.layout.schema import Layout
from kccreport.paper.blocks import (
    Block,
    Chart,
    Contents,
    FigureCell,
    Heading,
    HistoryCell,
    Listing,
    NewPage,
    Prose,
    RatingCell,
    Role,
    StateCell,
    Table,
    TextCell,
)
from kccreport.paper.compose import compose
from kccreport.paper.computed import change_sentence, rating_changes_sentence
from kccreport.paper.review import review
from kccreport.rating.rated import RatedSubmission, rate_submission
from kccreport.workbook.reader import open_workbook
from tests import books
from tests.books import kpi, results, told

T = TypeVar("T")
GRID: list[list[Any]] = [
    ["Service", "Dec 19", "Sep 20", "Dec 20", "Note"],
    ["Roads", 40, 30, 20, "Counted anew."],
    ["Waste", 10, 10, 12, None],
    ["Staff away", "1.0%", "2.5%", "2.0%", None],
]
LAYOUT = Layout.model_validate(
    {
        "title": "T",
        "description": "D",
        "blocks": [
            {"kind": "title_page", "appendix": ""},
            {"kind": "passage", "passage": "Story", "signatories": True},
        ],
    }
)


def rated(folder: Path, *story: str, grid: list[list[Any]] = GRID, **asked: Any) -> RatedSubmission:
    """A paper with a passage Story, and a table Own of complaints by service."""
    path = folder / "book.xlsx"
    text = [{"Passage": "Story", "Heading": "Part", "Text": line} for line in story]
    tables = [{"Table": "Own", "Title": "Complaints", "Periods": "Quarters"} | asked]
    people = [{"Role": "Signatory", "Name": "A Leader", "Title": "Leader"}]
    sheets = books.records(text=text, tables=tables, people=people, details=[{"Reference": "Box", "Priority": "Roads"}])
    rows = [grid[0], *([as_typed(cell) if isinstance(cell, str) else cell for cell in line] for line in grid[1:])]
    path.write_bytes(books.plain(books.typed(sheets), {"Own": rows}))
    outcome = read_submission(open_workbook(path))
    assert outcome.problems == ()
    assert outcome.value is not None
    return rate_submission(outcome.value)


def of(kind: type[T], blocks: Sequence[Block]) -> list[T]:
    return [block for block in blocks if isinstance(block, kind)]


def said(blocks: Sequence[Block]) -> list[str]:
    return ["".join(run.text for run in block.content) for block in of(Prose, blocks)]


def story(folder: Path, *lines: str, **asked: Any) -> tuple[Block, ...]:
    return compose(rated(folder, *lines, **asked), LAYOUT).blocks


def test_a_passage_stands_under_its_heading_with_its_sections_and_who_signs_it(tmp_path: Path) -> None:
    blocks = story(tmp_path, "Words.\n- one\n# Below\nMore.")
    headings = [(heading.text, heading.level) for heading in of(Heading, blocks)]
    assert headings == [("Highways Dashboard", 1), ("Contents", 2), ("Story", 2), ("Part", 3), ("Below", 4)]
    assert said(blocks)[-1] == "A Leader, Leader"
    assert len(of(Listing, blocks)) == 1


def test_a_table_is_printed_with_its_notes_numbered_below_it(tmp_path: Path) -> None:
    blocks = story(tmp_path, "{table Own}")
    (table,) = of(Table, blocks)
    assert [column.heading for column in table.columns] == [
        "Service", "Oct to Dec 2019", "Jul to Sep 2020", "Oct to Dec 2020",
    ]  # fmt: skip
    first = table.rows[0]
    assert isinstance(first[0], TextCell)
    label, reference = first[0].paragraphs[0]
    assert (label.text, reference.text) == ("Roads ", "(1)")
    assert [cell.text for cell in table.rows[2][1:] if isinstance(cell, FigureCell)] == ["1.0%", "2.5%", "2.0%"]
    notes = [block for block in of(Prose, blocks) if block.role is Role.FOOTNOTE]
    assert [(note.number, note.content[0].text) for note in notes] == [("(1)", "Counted anew.")]
    assert reference.link == f"#{notes[0].anchor}"
    assert (notes[0].back, *table.places[1:]) == (table.places[0], "", "")


def test_a_chart_draws_the_last_row_and_says_it_in_words(tmp_path: Path) -> None:
    (chart,) = of(Chart, story(tmp_path, "{chart Own}", grid=GRID[:3], Totals="Columns", Chart="Bars"))
    assert [point.value for point in chart.points] == [50, 40, 32]
    assert chart.has_bars
    assert chart.ticks[0][0] == 0
    assert chart.alt == (
        "Bar chart of Complaints: Total from Oct to Dec 2019: latest 32 in Oct to Dec 2020; before that 40; first 50; highest the "
        "same as the first; lowest the same as the latest."
    )


def test_a_box_prints_a_row_of_the_details_sheet(tmp_path: Path) -> None:
    (table,) = of(Table, story(tmp_path, "{facts Box}"))
    assert [run.text for cell in table.rows[0] if isinstance(cell, TextCell) for run in cell.paragraphs[0]] == [
        "Priority", "Roads", "", "",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ("Own: Roads", "Roads: 20 in Oct to Dec 2020, down 33.3% on Jul to Sep 2020 and down 50.0% on Oct to Dec 2019."),
        ("Own: Waste", "Waste: 12 in Oct to Dec 2020, up 20.0% on Jul to Sep 2020 and up 20.0% on Oct to Dec 2019."),
        ("Own", "Staff away: 2.0% in Oct to Dec 2020, down 0.5 points on Jul to Sep 2020 and up 1.0 points on Oct to Dec 2019."),
        ("Own: Nothing", None),
        ("Other", None),
    ],
)  # fmt: skip
def test_change_is_in_percent_of_the_earlier_figure_or_in_points(
    tmp_path: Path, asked: str, sentence: str | None
) -> None:
    assert change_sentence(rated(tmp_path, "x"), asked) == sentence


def test_change_from_nought_and_no_change_are_said_plainly(tmp_path: Path) -> None:
    grid = [["S", "Sep 20", "Dec 20"], ["New", 0, 5], ["Same", 7, 7]]
    found = rated(tmp_path, "x", grid=grid)
    assert change_sentence(found, "Own: New") == "New: 5 in Oct to Dec 2020, up 5 on Jul to Sep 2020."
    assert change_sentence(found, "Own: Same") == "Same: 7 in Oct to Dec 2020, the same as in Jul to Sep 2020."


@pytest.mark.parametrize(
    "text", ["{table Gone}", "{chart Gone}", "{facts Gone}", "So {change Gone}.", "{table}", "{pie Own}"]
)
def test_what_a_passage_asks_for_must_be_there(tmp_path: Path, text: str) -> None:
    found = told(tuple(review(rated(tmp_path, text), LAYOUT)))
    assert ("unknown-phrase", "'Text'!C2") in found


def test_the_contents_give_the_range_of_pages_up_to_the_next_page_set(tmp_path: Path) -> None:
    blocks = story(tmp_path, "Words.")
    (contents,) = of(Contents, blocks)
    assert [(entry.text, entry.until, entry.runs_to_the_end) for entry in contents.entries] == [("Story", "", True)]


def test_rating_counts_and_the_changed_ratings_are_tables(tmp_path: Path) -> None:
    counts, changed = (
        of(Table, story(tmp_path, "{rating counts}", "{changed ratings table}"))[:1],
        said(story(tmp_path, "{changed ratings table}")),
    )
    assert [cell.text for cell in counts[0].rows[-1][1:] if isinstance(cell, FigureCell)] == ["1", "100%"]
    assert "No rating has changed since the period before." in changed


def test_the_sentence_on_changes_compares_with_the_period_before(tmp_path: Path) -> None:
    rows = [results("A", **{"Nov 20": "85%"}), results("B"), results("C", **{"Dec 20": "70%"})]
    submission = books.submission(tmp_path, indicators=[kpi("A"), kpi("B"), kpi("C")], results=rows)
    assert rating_changes_sentence(rate_submission(submission)) == (
        "2 Green (the same as the period before), 0 Amber (one fewer) and 1 Red (one more). "
        "Direction of travel: 2 improving, 0 unchanged, 1 worsening."
    )


# -- what stands for a KPI that is stale, overridden or forecast


def reports(folder: Path, layout: str = "quarterly-report", **sheets: Any) -> tuple[Block, ...]:
    from kccreport.layout.reader import read_layout

    found = read_layout(layout).value
    assert found is not None
    return compose(rate_submission(books.submission(folder, **sheets)), found).blocks


def test_a_stale_rating_stands_in_quiet_words_with_its_period_and_the_key_says_why(tmp_path: Path) -> None:
    rows = [{"Reference": "HT02", "Oct 20": "91%", "Nov 20": "92%", "Year to date": "91%", "Status": "[o]"}]
    blocks = reports(tmp_path, results=rows)
    cells = [cell for table in of(Table, blocks) for row in table.rows for cell in row if isinstance(cell, StateCell)]
    assert {cell.text for cell in cells} == {"Green in Nov 20"}
    assert any("HT02 has a result of an earlier period only" in text for text in said(blocks))
    assert any("The one KPI included has a result of an earlier period only." in text for text in said(blocks))


def test_a_rating_set_by_hand_carries_its_mark_and_its_reason(tmp_path: Path) -> None:
    row = results(Override="Amber", **{"Override by": "The Director", "Override reason": "Data in doubt."})
    blocks = reports(tmp_path, results=[row])
    why = "† The rating was set to Amber by The Director; by the figures it is Green. Reason: Data in doubt."
    assert why in said(blocks)
    assert f"HT02: {why}" in said(blocks), "in the key"
    marked = [cell for table in of(Table, blocks) for row in table.rows for cell in row
              if isinstance(cell, RatingCell) and cell.is_override]  # fmt: skip
    assert [cell.rating for cell in marked] == ["amber", "amber"]


def test_a_report_runs_from_the_first_result_to_the_end_of_the_year_periods_to_come_left_open(tmp_path: Path) -> None:
    rows = [{"Reference": "HT02", "Sep 20": "91%", "Dec 20": "92%", "Mar 21": "93% [f]"}]
    blocks = reports(tmp_path, indicators=[kpi(Frequency="Quarterly")], results=rows)
    trend = next(table for table in of(Table, blocks) if table.columns[0].heading == "Period")
    assert [column.heading for column in trend.columns] == ["Period", "Sep 20", "Dec 20", "Mar 21 forecast"]
    (chart,) = of(Chart, blocks)
    assert [(point.label, point.value, point.is_forecast) for point in chart.points][-2:] == [
        ("Dec 20", 92, False), ("Mar 21 forecast", 93, True),
    ]  # fmt: skip
    assert chart.last_words == "92%", "a forecast is not the latest result"
    assert chart.forecast_words == "Forecast 93%"
    assert "Forecast 93% for March 2021." in chart.alt
    assert trend.chart is chart, "its columns stand below the points"


def test_what_the_service_says_stands_under_the_layouts_headings(tmp_path: Path) -> None:
    commentary = [
        {"References": "HT02", "Commentary": "Why.", "Actions": "What.", "Risks": "If.", "Panel discussion": "So."}
    ]
    blocks = reports(tmp_path, commentary=commentary)
    found = [heading.text for heading in of(Heading, blocks) if heading.level == 3]
    assert found[-4:] == ["Commentary", "What we are doing about it", "Risks", "Panel discussion"]
    assert said(blocks)[-4:] == ["Why.", "What.", "If.", "So."]


def test_a_comparator_is_drawn_and_put_into_words_in_the_sense_that_is_better(tmp_path: Path) -> None:
    rows = [{"Reference": "HT02", "Comparator": "England", "Figure": 88.5, "Period": "Dec 20", "Source": "DfT"}]
    blocks = reports(tmp_path, comparators=rows)
    (chart,) = of(Chart, blocks)
    assert [words for _, words in chart.comparators] == ["England 88.5%, December 2020"]
    facts = [run.text for table in of(Table, blocks) for row in table.rows for cell in row if isinstance(cell, TextCell)
             for paragraph in cell.paragraphs for run in paragraph]  # fmt: skip
    assert "88.5% in December 2020 (DfT); ours is better by 4.5 points" in facts


def test_counts_and_yearly_figures_are_bars_and_levels_are_a_line(tmp_path: Path) -> None:
    count = {"Unit": "number", "Target": 90, "Floor": 80}
    rows = [{"Reference": "HT02", "Nov 20": 91, "Dec 20": 92}]
    assert [of(Chart, reports(tmp_path, indicators=[kpi(**each, **count)], results=rows))[0].has_bars
            for each in ({"Basis": "In-period"}, {"Basis": "Snapshot"}, {"Basis": "Cumulative"})] == [True, False, True]  # fmt: skip


def test_each_report_starts_on_a_page_of_its_own(tmp_path: Path) -> None:
    blocks = reports(tmp_path, indicators=[kpi("A"), kpi("B")], results=[results("A"), results("B")])
    starts = [
        at for at, block in enumerate(blocks) if isinstance(block, Heading) and block.text.startswith(("A:", "B:"))
    ]
    assert all(isinstance(blocks[at - 1], NewPage) for at in starts)
    assert len(starts) == 2


def test_a_history_strip_says_the_ratings_of_the_latest_periods(tmp_path: Path) -> None:
    layout = Layout.model_validate(
        {"title": "T", "description": "D", "blocks": [{"kind": "kpi_summary", "columns": ["reference", "history"]}]}
    )
    row = results(**{"Oct 20": "70%", "Nov 20": "85%"})
    blocks = compose(rate_submission(books.submission(tmp_path, results=[row])), layout).blocks
    (strip,) = [
        cell for table in of(Table, blocks) for line in table.rows for cell in line if isinstance(cell, HistoryCell)
    ]
    assert strip.ratings == ("red", "amber", "green")
    assert strip.alt == "Ratings of Title of HT02: Oct 20 Red, Nov 20 Amber, Dec 20 Green."
