"""A rated submission and a layout become the blocks of a paper."""

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeVar

import pytest

from kccreport.layout.columns import ACTIVITY_NAMES, KPI_NAMES, SUMMARY_NAMES
from kccreport.layout.reader import read_layout
from kccreport.layout.schema import Layout, Sections, ServiceAreas
from kccreport.models.period import Period
from kccreport.paper.blocks import (
    AlertCell,
    Block,
    Cell,
    FigureCell,
    GroupCell,
    Heading,
    Listing,
    PageCell,
    Paper,
    Prose,
    RatingCell,
    SparkCell,
    StateCell,
    Table,
    TextCell,
    TravelCell,
)
from kccreport.paper.compose import compose
from kccreport.paper.dashboard import rating_counts
from kccreport.paper.indicator_columns import ACTIVITY_COLUMNS, KPI_COLUMNS, SUMMARY_COLUMNS
from kccreport.paper.indicator_tables import kpi_table
from kccreport.paper.review import review, unsigned
from kccreport.rating.rated import rate_submission
from tests import books
from tests.books import activity, kpi, paper_items, results, told

T = TypeVar("T")
COVER = books.records()["Text"]


def layout(name: str = "committee-paper") -> Layout:
    found = read_layout(name).value
    assert found is not None
    return found


def paper(path: Path, name: str = "committee-paper", **sheets: Any) -> Paper:
    return compose(rate_submission(books.submission(path, **sheets)), layout(name))


def of(kind: type[T], blocks: Sequence[Block]) -> list[T]:
    return [block for block in blocks if isinstance(block, kind)]


def words(cell: Cell) -> str:
    match cell:
        case TextCell():
            return " / ".join("".join(run.text for run in paragraph) for paragraph in cell.paragraphs)
        case FigureCell():
            return cell.text
        case StateCell():
            return f"{cell.text} ({cell.columns})"
        case RatingCell():
            return cell.rating or cell.words
        case TravelCell():
            return cell.travel or "n/a"
        case AlertCell():
            return cell.alert or "n/a"
        case PageCell():
            return f"p. {cell.anchor}"
        case SparkCell():
            return f"line of {len(cell.values)}"


def after(title: str, blocks: Sequence[Block]) -> Table:
    start = next(index for index, block in enumerate(blocks) if isinstance(block, Heading) and block.text == title)
    return of(Table, blocks[start:])[0]


def texts(blocks: Sequence[Block]) -> list[str]:
    return ["".join(run.text for run in block.content) for block in of(Prose, blocks)]


def test_the_kpi_table_has_five_periods_then_rating_year_to_date_target_and_floor(tmp_path: Path) -> None:
    table = after("Key Performance Indicators – monthly", paper(tmp_path).blocks)
    assert [column.heading for column in table.columns] == [
        "Ref", "Indicator", "Aug 20", "Sep 20", "Oct 20", "Nov 20", "Dec 20",
        "Month RAG", "Year to date", "YTD RAG", "Target", "Floor",
    ]  # fmt: skip
    assert [words(cell) for cell in table.rows[0]] == [
        "HT02", "Title of HT02", "no figure", "no figure", "91%", "92%", "93%", "green", "92%", "green", "90%", "80%",
    ]  # fmt: skip


def test_a_table_of_quarters_is_headed_as_the_workbook_heads_them(tmp_path: Path) -> None:
    quarterly = [kpi(Frequency="Quarterly")]
    row = [{"Reference": "HT02", "Q2 2020/21": "92%", "Q3 2020/21": "93%", "Year to date": "92%"}]
    table = after("Key Performance Indicators – quarterly", paper(tmp_path, indicators=quarterly, results=row).blocks)
    assert [column.heading for column in table.columns][2:7] == [
        "Q3 2019/20", "Q4 2019/20", "Q1 2020/21", "Q2 2020/21", "Q3 2020/21",
    ]  # fmt: skip


def test_columns_that_would_be_empty_in_every_row_are_left_out(tmp_path: Path) -> None:
    blocks = paper(
        tmp_path,
        indicators=[kpi(Basis="Snapshot"), activity(Upper=None, Lower=None)],
        results=[
            results(**{"Year to date": None}),
            results("HT02b", **{"Oct 20": 1, "Nov 20": 2, "Dec 20": 3, "Year to date": 6}),
        ],
    ).blocks
    kpis = after("Key Performance Indicators – monthly", blocks)
    assert "Year to date" not in [column.heading for column in kpis.columns]
    activities = after("Activity Indicators – monthly", blocks)
    assert [column.heading for column in activities.columns][-2:] == ["Dec 20", "Year to date"]


def test_a_suspended_indicator_says_so_across_its_value_cells_and_in_the_summary(tmp_path: Path) -> None:
    suspended = {
        "Reference": "HR25",
        "Status": "[suspended]",
        "Status note": "Audits suspended",
        "Status reason": "due to Covid-19",
    }
    blocks = paper(tmp_path, indicators=[kpi(), kpi("HR25")], results=[results(), suspended]).blocks
    row = after("Key Performance Indicators – monthly", blocks).rows[1]
    assert [words(cell) for cell in row] == [
        "HR25",
        "Title of HR25",
        "Audits suspended due to Covid-19 (8)",
        "90%",
        "80%",
    ]
    summary = after("Key Performance Indicator summary", blocks)
    assert isinstance(summary.rows[0][0], GroupCell)
    assert [words(cell) for cell in summary.rows[2]] == [
        "HR25", "Title of HR25", "–", "90%", "Audits suspended (4)", "p. area-ht",
    ]  # fmt: skip


def test_indicators_of_other_periods_stand_in_tables_of_their_own(tmp_path: Path) -> None:
    blocks = paper(
        tmp_path,
        indicators=[kpi("A"), kpi("B"), kpi("C", Frequency="Quarterly")],
        results=[
            results("A"),
            results("B", **{"Dec 20": None, "Status": "[n]"}),
            results("C", **{"Oct 20": None, "Nov 20": None}),
        ],
    ).blocks
    tables = [table for table in of(Table, blocks) if any(column.heading == "Floor" for column in table.columns)]
    assert [[column.heading for column in table.columns][2:7] for table in tables] == [
        ["Aug 20", "Sep 20", "Oct 20", "Nov 20", "Dec 20"],
        ["Jul 20", "Aug 20", "Sep 20", "Oct 20", "Nov 20"],
        ["Dec 19", "Mar 20", "Jun 20", "Sep 20", "Dec 20"],
    ]


def test_headings_never_span_two_rows_and_the_range_has_its_two_ends(tmp_path: Path) -> None:
    row = results("HT02b", **{"Oct 20": 1, "Nov 20": 2, "Dec 20": 3, "Year to date": 206, "Previous year": 99})
    blocks = paper(tmp_path, indicators=[kpi(), activity()], results=[results(), row]).blocks
    table = after("Activity Indicators – monthly", blocks)
    assert [column.heading for column in table.columns][-5:] == [
        "Year to date", "In expected range?", "Expected upper", "Expected lower", "Previous YTD",
    ]  # fmt: skip
    assert [words(cell) for cell in table.rows[0]][-5:] == ["206", "above", "200", "100", "99"]


def test_shared_commentary_stands_once_below_the_table(tmp_path: Path) -> None:
    blocks = paper(
        tmp_path,
        indicators=[kpi("A"), kpi("B")],
        results=[results("A"), results("B")],
        commentary=[{"References": "A & B", "Commentary": "First.\n- one\n- two"}],
    ).blocks
    assert [text for text in texts(blocks) if "First." in text] == ["A and B: First."]
    listing = of(Listing, blocks)[-1]
    assert [item.content[0].text for item in listing.items] == ["one", "two"]


def test_text_of_a_cell_is_carried_over_letter_by_letter(tmp_path: Path) -> None:
    nasty = '<b>bold</b> & <img src="/etc/passwd"/> {not computed} &amp; <!-- x --> %PDF'
    blocks = paper(tmp_path, commentary=[{"References": "HT02", "Commentary": nasty}]).blocks
    assert f"HT02: {nasty}" in texts(blocks)


def test_sections_and_paragraphs_are_numbered_in_both_forms(tmp_path: Path) -> None:
    cover = [
        *COVER[:2],
        {"Passage": "Cover", "Heading": "One", "Text": "a"},
        {"Passage": "Cover", "Heading": "One", "Text": "b"},
        {"Passage": "Cover", "Heading": "Two", "Text": "c"},
        COVER[-1],
    ]
    by_section = paper(tmp_path, text=cover).blocks
    assert [block.number for block in of(Prose, by_section) if block.number] == ["1.1", "1.2", "2.1", "3.1"]
    assert [block.number for block in of(Heading, by_section) if block.number] == ["1.", "2.", "3.", "4.", "5."]
    throughout = paper(tmp_path, "committee-paper-2012", text=cover).blocks
    assert [block.number for block in of(Prose, throughout) if block.number] == ["1.", "2.", "3.", "4."]
    assert not any(block.number for block in of(Heading, throughout))


def test_the_recommendation_is_stored_once_and_printed_in_both_places(tmp_path: Path) -> None:
    printed = [text for text in texts(paper(tmp_path).blocks) if "asked to note the report" in text]
    assert printed == [
        "Recommendation: The Committee is asked to note the report.",
        "The Committee is asked to note the report.",
    ]


def test_anchors_are_unique_and_every_page_number_has_its_place(tmp_path: Path) -> None:
    area = books.records()["Service areas"][0]
    blocks = paper(
        tmp_path,
        service_areas=[area, {**area, "Code": "H2"}],
        indicators=[kpi("A"), kpi("B", **{"Service area": "H2"})],
        results=[results("A"), results("B")],
    ).blocks
    anchors = [heading.anchor for heading in of(Heading, blocks)]
    assert len(set(anchors)) == len(anchors)
    named = [
        cell.anchor for table in of(Table, blocks) for row in table.rows for cell in row if isinstance(cell, PageCell)
    ]
    assert set(named) <= set(anchors)
    assert [heading.text for heading in of(Heading, blocks) if heading.text.startswith("Highways –")] == [
        "Highways – delivered by Highways (1 of 2)",
        "Highways – delivered by Highways (2 of 2)",
    ]


def test_heading_levels_are_never_skipped(tmp_path: Path) -> None:
    for name in ("committee-paper", "committee-paper-2012", "dashboard"):
        levels = [heading.level for heading in of(Heading, paper(tmp_path, name).blocks)]
        assert levels[0] == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_2012_form_prints_commentary_on_every_kpi_red_for_the_year_to_date(tmp_path: Path) -> None:
    text = [*COVER[:2], {"Passage": "Cover", "Heading": "X", "Text": "{red commentary table}"}, COVER[-1]]
    rows = [results("A", **{"Year to date": "70%"}), results("B"), results("C", **{"Dec 20": "70%"})]
    blocks = paper(
        tmp_path,
        "committee-paper-2012",
        indicators=[kpi("A"), kpi("B"), kpi("C")],
        results=rows,
        commentary=[
            {"References": "A", "Commentary": "Why A.\nAnd more."},
            {"References": "C", "Commentary": "Why C."},
        ],
        text=text,
    ).blocks
    table = after("X", blocks)
    assert [[words(cell) for cell in row] for row in table.rows] == [["Title of A", "Why A. / And more."]]


def test_phased_targets_forecasts_and_previous_ratings_have_their_columns(tmp_path: Path) -> None:
    submission = books.submission(
        tmp_path,
        targets=[{"Reference": "HT02", "Dec 20": "95%"}],
        results=[results(Forecast="85%")],
    )
    block = ServiceAreas(
        kind="service_areas",
        kpi_columns=(
            "reference",
            "rating",
            "previous_rating",
            "target",
            "year_end_target",
            "forecast",
            "forecast_rating",
        ),
    )
    table = kpi_table(block, rate_submission(submission).kpis, ())
    assert [column.heading for column in table.columns] == [
        "Ref", "Month RAG", "Previous RAG", "Target", "Year-end target", "Forecast", "Forecast RAG",
    ]  # fmt: skip
    assert [words(cell) for cell in table.rows[0]] == ["HT02", "amber", "green", "95%", "90%", "85%", "amber"]


def test_changed_ratings_are_listed_from_and_to(tmp_path: Path) -> None:
    text = [*COVER, {"Passage": "Cover", "Text": "{changed ratings}"}]
    rows = [results("A", **{"Dec 20": "85%"}), results("B")]
    blocks = paper(tmp_path, indicators=[kpi("A"), kpi("B")], results=rows, text=text).blocks
    assert "Since the period before, ratings have changed for A from Green to Amber; 1 stayed the same." in texts(
        blocks
    )


def test_a_sparkline_shows_the_results_of_the_table_and_says_so_in_words(tmp_path: Path) -> None:
    submission = books.submission(
        tmp_path,
        indicators=[kpi("A"), kpi("B")],
        results=[results("A"), {"Reference": "B", "Dec 20": "90%", "Year to date": "90%"}],
    )
    block = ServiceAreas(kind="service_areas", kpi_columns=("reference", "sparkline"))
    periods = [Period(2020, month) for month in (9, 10, 11, 12)]
    first, second = kpi_table(block, rate_submission(submission).kpis, periods).rows
    assert isinstance(first[1], SparkCell)
    assert first[1].values == (None, 91, 92, 93)
    assert "latest 93% in December 2020" in first[1].alt
    assert words(second[1]) == "–"


def test_the_table_of_counts_adds_up(tmp_path: Path) -> None:
    rows = [results("A"), results("B", **{"Dec 20": "85%"}), results("C", **{"Dec 20": "[x]"})]
    found = rate_submission(books.submission(tmp_path, indicators=[kpi("A"), kpi("B"), kpi("C")], results=rows))
    table, note = rating_counts(found)
    assert isinstance(table, Table)
    assert isinstance(note, Prose)
    assert [[words(cell) for cell in row] for row in table.rows] == [
        ["green", "1", "33%"], ["amber", "1", "33%"], ["red", "0", "0%"], ["Not rated", "1", "33%"], ["Total", "3", "100%"],
    ]  # fmt: skip
    assert "rounded by itself" in note.content[0].text, "33 and 33 and 33 are not 100, and the page says why"


def test_shares_have_the_decimals_and_the_denominator_that_the_layout_asks_for(tmp_path: Path) -> None:
    rows = [results("A"), results("B", **{"Dec 20": "85%"}), results("C", **{"Dec 20": "[x]"})]
    found = rate_submission(books.submission(tmp_path, indicators=[kpi("A"), kpi("B"), kpi("C")], results=rows))
    table, *notes = rating_counts(found, decimals=1, of_rated=True)
    assert isinstance(table, Table)
    assert [words(row[2]) for row in table.rows] == ["50.0%", "50.0%", "0.0%", "–", "100%"]
    assert table.columns[2].heading == "Share of those rated"
    assert not notes


# -- the key


def key(path: Path, **sheets: Any) -> list[str]:
    blocks = paper(path, "dashboard", **sheets).blocks
    start = next(
        index for index, block in enumerate(blocks) if isinstance(block, Heading) and block.text == "RAG ratings"
    )
    end = next(
        index for index, block in enumerate(blocks) if isinstance(block, Heading) and block.text.startswith("Key Perf")
    )
    found: list[str] = []
    for block in blocks[start:end]:
        match block:
            case Heading():
                found.append(f"# {block.text}")
            case Prose():
                found.extend(texts([block]))
            case Table():
                found.extend(" = ".join(words(cell) for cell in row) for row in block.rows)
    return found


def test_the_key_names_the_floor_scheme_and_nothing_that_is_not_used(tmp_path: Path) -> None:
    found = key(tmp_path)
    assert "amber = The result misses the target but meets the floor standard." in found
    assert "# Activity indicators" not in found
    assert "# Marks used in the tables" not in found
    assert not any("lower figure" in line or "tolerance" in line or "worsening" in line for line in found)


def test_the_key_names_each_tolerance_and_the_indicators_it_is_for(tmp_path: Path) -> None:
    found = key(
        tmp_path,
        indicators=[kpi("A", Floor=None, Tolerance=5), kpi("B", Floor=None, Tolerance=3, **{"Tolerance in": "points"})],
        results=[results("A"), results("B")],
    )
    assert "amber = The result misses the target by no more than 5% of the target." in found
    assert "amber = The result misses the target by no more than 3 points." in found
    assert "For A:" in found
    assert not any("floor" in line for line in found)


def test_the_key_describes_every_scheme_with_its_own_ratings(tmp_path: Path) -> None:
    found = key(
        tmp_path,
        indicators=[
            kpi("A", Floor=None, Scheme="Target only"),
            kpi("B", Floor=None, Scheme="Low and high target", **{"Low target": "85%"}),
        ],
        results=[results("A"), results("B")],
        commentary=[{"References": "A & B", "Commentary": "Why."}],
    )
    assert "not met = The result misses the target; no floor standard is set." in found
    assert "blue = The result beats the high target." in found
    assert any("exactly on the target, the low target or the high target meets it" in line for line in found)


def test_the_key_names_the_indicators_for_which_lower_is_better(tmp_path: Path) -> None:
    found = key(
        tmp_path, indicators=[kpi("A"), kpi("B", Polarity="Lower", Floor="95%")], results=[results("A"), results("B")]
    )
    assert "A higher figure is better, except for B, where a lower figure is better." in found


def test_the_key_states_the_direction_method_and_the_directions_in_use(tmp_path: Path) -> None:
    assert any("compared with the period before" in line for line in key(tmp_path))
    found = key(tmp_path, paper=paper_items(direction_of_travel="same period last year"))
    assert any("the same period one year earlier" in line for line in found)
    assert "n/a = There are not enough earlier figures to compare with." in found
    assert not any(line.startswith("improving") for line in found)


def test_the_key_lists_only_the_alerts_and_marks_in_use(tmp_path: Path) -> None:
    row = results("HT02b", **{"Oct 20": "5 [p]", "Nov 20": "-", "Dec 20": 3, "Year to date": 8})
    found = key(tmp_path, indicators=[kpi(), activity()], results=[results(), row])
    assert "below = Below the lower end of the expected range." in found
    assert not any(line.startswith(("above", "yes")) for line in found)
    assert found[-2:] == ["[p] = Provisional", "- = Nil."]


def test_not_rated_is_in_the_key_only_where_it_is_printed(tmp_path: Path) -> None:
    assert "Not rated = There is no figure to rate." not in key(tmp_path)
    missing = [results(**{"Dec 20": "[x]"})]
    assert "Not rated = There is no figure to rate." in key(tmp_path, results=missing)
    row = after("Key Performance Indicators – monthly", paper(tmp_path, results=missing).blocks).rows[0]
    assert [words(cell) for cell in row][6:8] == ["[x]", "Not rated"]


# -- what is checked with the ratings


def reviewed(path: Path, name: str = "committee-paper", **sheets: Any) -> list[tuple[str, str]]:
    return told(tuple(review(rate_submission(books.submission(path, **sheets)), layout(name))))


def test_a_red_without_commentary_is_a_fault_that_names_the_indicator(tmp_path: Path) -> None:
    red = [results(**{"Dec 20": "70%"})]
    assert reviewed(tmp_path, results=red) == [("missing-commentary", "'Indicators'!A2")]
    assert reviewed(tmp_path, results=red, commentary=[{"References": "HT02", "Commentary": "Why."}]) == []


def test_the_policy_is_the_layouts(tmp_path: Path) -> None:
    red_now = [results(**{"Dec 20": "70%"})]
    assert reviewed(tmp_path, "committee-paper-2012", results=red_now) == []
    red_for_the_year = [results(**{"Year to date": "70%"})]
    assert reviewed(tmp_path, "committee-paper-2012", results=red_for_the_year) == [
        ("missing-commentary", "'Indicators'!A2")
    ]


def test_a_year_to_date_is_wanted_only_where_the_layout_prints_one(tmp_path: Path) -> None:
    without = [results(**{"Year to date": None})]
    assert ("missing-year-to-date", "'Results'!E2") in reviewed(tmp_path, results=without)
    assert "missing-year-to-date" not in dict(reviewed(tmp_path, "quarterly-report", results=without))


def test_who_answers_for_a_service_area_is_wanted_only_where_the_layout_prints_it(tmp_path: Path) -> None:
    bare = [{"Code": "HT", "Service area": "Highways"}]
    assert reviewed(tmp_path, service_areas=bare) == [
        ("blank-cell", "'Service areas'!D2"), ("blank-cell", "'Service areas'!E2"), ("blank-cell", "'Service areas'!F2")
    ]  # fmt: skip
    assert "blank-cell" not in dict(reviewed(tmp_path, "quarterly-report", service_areas=bare))


def test_passages_and_people_that_the_layout_prints_must_be_there(tmp_path: Path) -> None:
    text = [{"Passage": "Weather", "Text": "Fair."}]
    assert set(reviewed(tmp_path, text=text, people=[])) == {
        ("missing-passage", "'Text'"), ("missing-person", "'People'"), ("unread-passage", "'Text'!C2"),
    }  # fmt: skip
    assert reviewed(tmp_path, "dashboard", people=[]) == []


def test_a_cover_is_named_as_not_printed_only_where_the_layout_prints_sections_of_another_passage(
    tmp_path: Path,
) -> None:
    submission = books.submission(tmp_path, text=COVER)
    others = [
        block.model_copy(update={"passage": "Report"}) if isinstance(block, Sections) else block
        for block in layout().blocks
    ]
    with_others = layout().model_copy(update={"blocks": tuple(others)})
    unread = [each for each in review(rate_submission(submission), with_others) if each.code == "unread-passage"]
    assert [("'Cover'" in each.message, each.is_error) for each in unread] == [(True, False)]
    alone = review(rate_submission(submission), layout("dashboard"))
    assert not {"unread-passage", "unprinted"} & {each.code for each in alone}


def test_an_unknown_phrase_is_a_fault_that_lists_the_known_ones(tmp_path: Path) -> None:
    text = [*COVER, {"Passage": "Cover", "Text": "There are {number of kittens}."}]
    submission = books.submission(tmp_path, text=text)
    found = tuple(review(rate_submission(submission), layout()))
    assert told(found) == [("unknown-phrase", "'Text'!C6")]
    assert "{number of KPIs}" in found[0].hint


def test_a_rating_that_rounding_decides_is_a_warning(tmp_path: Path) -> None:
    assert reviewed(tmp_path, results=[results(**{"Dec 20": "89.6%"})]) == [("rounding-decides", "'Results'!D2")]


def test_a_recommendation_without_a_verb_is_a_warning(tmp_path: Path) -> None:
    text = [{**row, "Text": "Please read this."} if row["Passage"] == "Recommendation" else row for row in COVER]
    assert reviewed(tmp_path, text=text) == [("no-verb", "'Text'!C3")]


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("{number of KPIs}", "two (2)"),
        (
            "{Rating Sentence}",
            "Of the 2 KPIs included, current performance is Green for one indicator and Amber for one indicator.",
        ),
        (
            "{direction sentence}",
            "Net direction of travel for December 2020 was level, with 1 improving and 1 worsening.",
        ),
        ("{results up to} of {financial year}", "December 2020 of 2020/21"),
        ("{", "{"),
    ],
)
def test_phrases_in_passages_are_computed(tmp_path: Path, phrase: str, expected: str) -> None:
    blocks = paper(
        tmp_path,
        indicators=[kpi("A"), kpi("B")],
        results=[results("A"), results("B", **{"Nov 20": "86%", "Dec 20": "85%"})],
        text=[*COVER, {"Passage": "Cover", "Text": phrase}],
    ).blocks
    assert expected in texts(blocks)


def test_the_rating_sentence_accounts_for_every_kpi(tmp_path: Path) -> None:
    suspended = {"Reference": "B", "Status": "[suspended]", "Status note": "Suspended"}
    blocks = paper(
        tmp_path,
        indicators=[kpi("A"), kpi("B")],
        results=[results("A"), suspended],
        text=[*COVER, {"Passage": "Cover", "Text": "{rating sentence} {direction sentence}"}],
    ).blocks
    assert (
        "Of the 2 KPIs included, current performance is Green for one indicator; one is not rated. Net direction of "
        "travel for December 2020 was positive, with 1 improving and 0 worsening; 1 could not be compared."
    ) in texts(blocks)


# -- signing


SIGNED = {"Service area": "HT", "Name": "A Director", "Role": "Director", "Date": "1 March 2021"}


@pytest.mark.parametrize(
    ("row", "is_draft"),
    [(SIGNED, False), (SIGNED | {"Date": None}, True), (SIGNED | {"Name": None}, True)],
)
def test_a_paper_is_a_draft_until_every_service_area_is_signed_off(
    tmp_path: Path, row: dict[str, Any], is_draft: bool
) -> None:
    identity = paper(tmp_path, **{"sign-off": [row]}).identity
    assert (identity.watermark == "DRAFT") is is_draft
    assert identity.title.startswith("DRAFT: ") is is_draft
    assert identity.footer_left.endswith("draft, not for publication") is is_draft


def test_a_council_that_does_not_sign_papers_makes_no_drafts_and_releases_none(tmp_path: Path) -> None:
    assert paper(tmp_path).identity.watermark == ""
    rated = rate_submission(books.submission(tmp_path))
    assert told(tuple(unsigned(rated))) == [("unsigned", "'Sign-off'")]


def test_release_names_each_service_area_that_is_not_signed(tmp_path: Path) -> None:
    rows = [SIGNED | {"Date": None}]
    rated = rate_submission(books.submission(tmp_path, **{"sign-off": rows}))
    assert told(tuple(unsigned(rated))) == [("unsigned", "'Sign-off'!A2")]
    signed = rate_submission(books.submission(tmp_path, **{"sign-off": [SIGNED]}))
    assert list(unsigned(signed)) == []


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (SIGNED | {"Date": "soon"}, ("not-a-value", "'Sign-off'!D2")),
        (SIGNED | {"Service area": "XX"}, ("unknown-area", "'Sign-off'!A2")),
    ],
)
def test_a_faulty_sign_off_names_its_cell(tmp_path: Path, row: dict[str, Any], fault: tuple[str, str]) -> None:
    assert fault in told(books.problems(tmp_path, **{"sign-off": [row]}))


def test_every_column_that_a_layout_may_name_is_there() -> None:
    by_layout = [set(names) for names in (KPI_NAMES, ACTIVITY_NAMES, SUMMARY_NAMES)]
    assert by_layout == [
        {*KPI_COLUMNS, "results"}, {*ACTIVITY_COLUMNS, "results"}, {*SUMMARY_COLUMNS, "service_area", "page"},
    ]  # fmt: skip
