"""All measures in one table: what other councils' papers hold, each line by a small workbook and layout."""

import pytest

from kccreport.ground.problem import Severity
from kccreport.layout.columns import COLUMNS, MEASURE_NAMES
from kccreport.paper.blocks import Contents, NewPage, Orientation, PageCell, SparkCell, StateCell, Table
from kccreport.paper.compose import compose
from kccreport.paper.measure_columns import MADE
from kccreport.paper.reasons import unprinted_commentary
from kccreport.paper.review import review
from tests.paper.tables import (
    COMMENTARY,
    DETAILS,
    INDICATORS,
    RESULTS,
    column,
    district,
    headings,
    kpi,
    layout,
    only,
    paper,
    rate,
    row,
    said,
    tables,
    texts,
    volume,
    words,
)

MEASURES = 'kind = "measures"\n'


def table(options: str = "", **more: object) -> Table:
    return tables(paper(MEASURES + options, **more))[0]  # type: ignore[arg-type]


def test_kpis_and_measures_that_are_not_rated_stand_in_one_table_in_the_workbook_s_order() -> None:
    found = table('columns = ["reference", "title", "results", "target", "rating"]\nperiods = ["this quarter"]')
    assert said(found)[0] == ["Ref", "Indicator", "Q3 2020/21", "Target", "Rating"]
    assert [words(cells[0]) for cells in found.rows] == [
        "[Clean and green]", "E1", "E2", "E3", "[Homes]", "H1", "H2", "H3", "H4",
    ]  # fmt: skip
    assert said(found)[2] == ["E1", "Waste recycled", "46%", "45%", "Green"]
    assert said(found)[4] == ["E3", "Fly-tips reported", "437", "n/a", "Not rated"]


def test_there_is_no_people_box_and_who_answers_is_said_only_when_asked() -> None:
    assert len(tables(paper(MEASURES))) == 1
    assert words(table().rows[0][0]) == "[Clean and green]"
    asked = table('people = ["director", "cabinet_member"]')
    assert words(asked.rows[0][0]) == "[Clean and green] Director: A Hill; Cabinet Member: Cllr Day"


def test_a_page_set_has_a_box_of_the_people_the_layout_names_and_asks_after_no_others() -> None:
    areas = [{"Code": "E", "Service area": "Clean", "Director": "A Hill"}]
    rated = rate(service_areas=areas, indicators=INDICATORS[:1], results=RESULTS[:1], commentary=[])
    boxed = layout('kind = "title_page"', 'kind = "service_areas"\npeople = ["director"]')
    assert said(only(Table, compose(rated, boxed).blocks)[0]) == [["Service area", "Director"], ["Clean", "A Hill"]]
    assert not list(review(rated, boxed))
    bare = compose(rated, layout('kind = "title_page"', 'kind = "service_areas"\npeople = []'))
    assert said(only(Table, bare.blocks)[0])[0][:2] == ["Ref", "Indicator"]


def test_groups_run_on_down_a_page_that_lies_as_the_table_fits() -> None:
    found = paper(MEASURES)
    assert only(NewPage, found.blocks) == [NewPage(Orientation.FITTING)]
    across = paper(MEASURES + 'new_page = true\norientation = "landscape"')
    assert only(NewPage, across.blocks)[1:] == [NewPage(Orientation.LANDSCAPE)]


def test_each_group_may_have_a_table_of_its_own_below_its_heading() -> None:
    found = paper(MEASURES + "one_table = false")
    assert headings(found)[1:] == ["Performance", "Clean and green", "Homes"]
    assert [len(each.rows) for each in tables(found)] == [3, 4]
    # no column of a group that has none: nothing is owned in Homes
    owners = paper(MEASURES + 'one_table = false\ncolumns = ["title", "owner", "target"]')
    assert [said(each)[0] for each in tables(owners)] == [["Indicator", "Owner", "Target"], ["Indicator", "Target"]]


def test_groups_are_of_any_kind_under_headings_of_their_own() -> None:
    by_group = table('columns = ["title"]\ngroup_by = "group"\ngroup_headings = { Place = "Our places" }')
    assert [words(cells[0]) for cells in by_group.rows][:4] == [
        "[Our places]", "Waste recycled", "Missed bins (per 100,000)", "Fly-tips reported",
    ]  # fmt: skip
    assert not any(words(cells[0]).startswith("[") for cells in table('group_by = "none"').rows)


def test_an_indicator_may_stand_in_two_lists() -> None:
    found = table('columns = ["reference", "title"]\ngroup_by = "detail: Priority"')
    assert [words(cells[0]) for cells in found.rows][:6] == [
        "[Climate]",
        "E1",
        "[Clean streets]",
        "E1",
        "E2",
        "[Other]",
    ]


def test_columns_and_periods_that_say_nothing_are_left_out() -> None:
    everything = ", ".join(f'"{name}"' for name in MEASURE_NAMES)
    plain = rate(indicators=INDICATORS[2:3], results=RESULTS[2:3], commentary=[])
    found = table(f"columns = [{everything}]\nperiods = 8", of=plain)
    assert said(found)[0] == [
        "Ref", "Indicator", "Unit", *["Q3 2019/20", "Q4 2019/20", "Q1 2020/21", "Q2 2020/21", "Q3 2020/21"],
        "Latest", "Direction of travel", "Last year's outturn", "Directorate", "Service area",
    ]  # fmt: skip


def test_periods_need_not_follow_each_other_and_a_figure_of_another_carries_its_own() -> None:
    found = table('columns = ["title", "results"]\nperiods = ["this period", "last period", "same period last year"]')
    assert said(found)[0][1:] == ["Q3 2020/21", "Q2 2020/21", "Q3 2019/20"]
    assert column(found, "Q3 2020/21") == ["46%", "71", "437", "98%", "29", "97% / (2019/20)", "21 / (Dec 20)"]
    assert column(found, "Q3 2019/20") == ["42%", "61", "412", "97%", "31", "96% / (2018/19)", ""]


def test_months_quarters_and_years_stand_in_one_table_each_under_its_own_heading() -> None:
    found = table('columns = ["reference", "results"]\nperiods = ["two years", "2 quarters", "December 2020"]')
    assert said(found)[0][1:] == ["2018/19", "2019/20", "Q2 2020/21", "Q3 2020/21", "Dec 20"]
    assert column(found, "2019/20") == ["", "", "", "", "", "97%", ""]
    assert column(found, "Dec 20") == [*[""] * 6, "21"]


def test_five_years_are_the_newest_five_and_a_named_year_is_that_year() -> None:
    years = {f"{year}/{year - 1999}": f"{year - 1920}%" for year in range(2012, 2020)}
    rated = rate(indicators=INDICATORS[5:6], results=[{"Reference": "H3", **years}], commentary=[])
    assert said(table('columns = ["title", "results"]\nperiods = ["five years"]', of=rated))[0][1:] == [
        "2015/16", "2016/17", "2017/18", "2018/19", "2019/20",
    ]  # fmt: skip
    assert said(table('columns = ["title", "results"]\nperiods = ["2012/13", "2019/20"]', of=rated)) == [
        ["Indicator", "2012/13", "2019/20"], ["[Homes]"], ["Council tax collected", "92%", "99%"],
    ]  # fmt: skip


def test_a_late_result_stands_in_the_last_column_with_its_own_period() -> None:
    late = [row("E1", "46%"), {"Reference": "E2", "Q3 2019/20": 61, "Status": "[n]"}]
    rated = rate(indicators=INDICATORS[:2], results=late, commentary=[])
    found = table('columns = ["title", "results"]\nperiods = 2', of=rated)
    assert said(found)[0][1:] == ["Latest"]  # as many rows are of one period as of another
    assert column(found, "Latest") == ["46% / (Q3 2020/21)", "61 / (Q3 2019/20)"]


def test_units_stand_in_a_column_of_their_own_or_in_the_title() -> None:
    assert column(table('columns = ["title", "unit"]'), "Unit") == [
        "%", "per 100,000", "number", "%", "days", "%", "days",
    ]  # fmt: skip
    assert column(table('columns = ["title"]'), "Indicator")[4] == "Time to re-let (days)"
    assert column(table('columns = ["title", "unit"]'), "Indicator")[4] == "Time to re-let"


def test_without_references_titles_head_the_rows() -> None:
    unnamed = [{**each, "Reference": None} for each in INDICATORS[:2]]
    named = [{**found, "Reference": each["Title"]} for found, each in zip(RESULTS, INDICATORS[:2], strict=False)]
    rated = rate(indicators=unnamed, results=named, commentary=[])
    assert said(table('columns = ["reference", "title", "target"]', of=rated))[0] == ["Indicator", "Target"]


def test_two_directions_stand_side_by_side() -> None:
    found = table('columns = ["title", "direction"]\ndirections = ["previous period", "same period last year"]')
    assert said(found)[0][1:] == ["Since last period", "Since this time last year"]
    assert said(found)[2][1:] == ["Improving", "Improving"]
    assert said(found)[3][1:] == ["Worsening", "Worsening"]
    assert said(found)[4][1:] == ["Decreased", "Increased"]  # a volume is neither better nor worse
    assert column(found, "Since this time last year")[-1] == "n/a"


def test_directions_of_quarters_alone_are_headed_so_and_a_cumulative_figure_is_not_held_against_its_last() -> None:
    cumulative = [*INDICATORS[:1], kpi("E9", "Homes built", "E", 100, Unit="number", Basis="Cumulative")]
    rated = rate(indicators=cumulative, results=[RESULTS[0], row("E9", 60, 80, 20, 40, 70)], commentary=[])
    found = table(
        'columns = ["title", "direction"]\ndirections = ["previous period", "same period last year"]', of=rated
    )
    assert said(found)[0][1] == "Since last quarter"
    assert said(found)[3][1:] == ["n/a", "Improving"]


def test_baseline_outturn_owner_and_directorate_have_columns() -> None:
    found = table('columns = ["reference", "title", "baseline", "outturn", "target", "owner", "directorate"]')
    assert said(found)[0][2:] == ["Baseline", "Last year's outturn", "Target", "Owner", "Directorate"]
    assert said(found)[2][2:] == ["40%", "43%", "45%", "Waste", "Place"]


def test_a_baseline_and_an_outturn_may_stand_with_the_results_and_are_missed_where_no_column_prints_them() -> None:
    given = [row("E1", "46%", **{"Baseline": "39%", "Last year's outturn": "41%"}), RESULTS[1]]
    rated = rate(indicators=INDICATORS[:2], results=given, commentary=[])
    found = table('columns = ["title", "baseline", "outturn"]', of=rated)
    assert said(found)[2][1:] == ["39%", "41%"]
    ours = layout('kind = "title"', MEASURES + 'columns = ["title", "baseline"]')
    unread = [problem.message for problem in review(rated, ours) if problem.code == "unprinted"]
    assert unread == ["last year's outturn of E1 is not printed by the layout ours."]


def test_words_stand_for_a_target_of_what_is_rated_and_of_what_is_not() -> None:
    worded = [
        kpi("E1", "Waste recycled", "E", "60% (national)"),
        kpi("E2", "Complaints", "E", "Data only", Unit="number", Tolerance=None),
        volume("E3", "Fly-tips", "E", Target="No target"),
    ]
    rated = rate(indicators=worded, results=[row("E1", "61%"), row("E2", 7), row("E3", 400)], commentary=[])
    found = table('columns = ["title", "target", "rating"]', of=rated)
    assert [cells[1:] for cells in said(found)[2:]] == [
        ["60% (national)", "Green"], ["Data only", "Not rated"], ["No target", "Not rated"],
    ]  # fmt: skip


def test_any_column_of_details_stands_in_any_table() -> None:
    found = table('columns = ["title", "detail: source"]\nheadings = { "detail: source" = "Where from" }')
    assert column(found, "Where from")[:3] == ["WasteDataFlow", "CRM", ""]
    other = compose(
        district(),
        layout(
            'kind = "title_page"',
            'kind = "kpi_summary"\ncolumns = ["title", "detail: Source"]',
            'kind = "service_areas"\nkpi_columns = ["title", "detail: Source", "target"]',
            'kind = "activity_indicators"\ncolumns = ["title", "detail: Source", "results"]',
        ),
    )
    heads = [said(each)[0] for each in only(Table, other.blocks)]
    assert ["Indicator", "Source"] in heads
    assert ["Indicator", "Source", "Target"] in heads
    assert not any("Source" in head and "Q3 2020/21" in head for head in heads)  # blank for all activity: left out


def test_headings_are_the_council_s_own() -> None:
    found = table(
        'columns = ["title", "results", "target", "direction"]\nperiods = ["this quarter"]\n'
        'directions = ["previous period"]\n'
        'headings = { target = "Aim", "this quarter" = "Now", "previous period" = "On last quarter" }'
    )
    assert said(found)[0] == ["Indicator", "Now", "Aim", "On last quarter"]


def test_case_numbers_stand_beside_a_percentage() -> None:
    data = [
        {"Reference": "E1", "Date": f"{month} 2020", "Numerator": done, "Denominator": 460}
        for month, done in (("October", 354), ("November", 354), ("December", 354))
    ]
    rated = rate(
        indicators=[kpi("E1", "Repairs in time", "E", "80%", Basis="In-period")], results=[], data=data, commentary=[]
    )
    beside = table('columns = ["title", "results"]\nperiods = 1\ncase_numbers = true', of=rated)
    assert said(beside) == [
        ["Indicator", "Dec 20"],
        ["[Clean and green]"],
        ["Repairs in time", "77% / (1,062 of 1,380)"],
    ]
    apart = table('columns = ["title", "results", "case_numbers"]\nperiods = 1', of=rated)
    assert column(apart, "Numbers") == ["1,062 of 1,380"]


def test_a_suspended_measure_says_why_across_its_figures() -> None:
    halted = {
        "Reference": "E1",
        "Status": "[suspended]",
        "Status note": "Not collected",
        "Status reason": "since April",
    }
    rated = rate(indicators=INDICATORS[:2], results=[halted, RESULTS[1]], commentary=[])
    found = table('columns = ["title", "results", "target", "rating", "direction"]\nperiods = 2', of=rated)
    cells = found.rows[1]
    assert [type(cell) for cell in cells].count(StateCell) == 2
    assert [cell.columns for cell in cells if isinstance(cell, StateCell)] == [2, 2]
    assert words(cells[1]) == "Not collected since April"


def test_two_landlords_stand_side_by_side_each_with_target_and_rating() -> None:
    pair = [
        kpi("N1", "Rent collected", "H", "98%", **{"Short title": "Rent"}),
        kpi("S1", "Rent collected", "H", "96%", **{"Short title": "Rent South"}),
        kpi("N2", "Repairs in time", "H", "90%"),
    ]
    details = [{"Reference": name, "Landlord": "North" if name[0] == "N" else "South"} for name in ("N1", "S1", "N2")]
    rated = rate(
        indicators=pair, results=[row("N1", "97%"), row("S1", "97%"), row("N2", "91%")], details=details, commentary=[]
    )
    found = table(
        'columns = ["reference", "title", "results", "target", "rating"]\nperiods = 1\nside_by_side = "Landlord"\ngroup_by = "none"',
        of=rated,
    )
    latest = said(found)[0][2].removeprefix("North: ")
    assert said(found) == [
        ["Ref", "Indicator", f"North: {latest}", "North: Target", "North: Rating", f"South: {latest}", "South: Target", "South: Rating"],
        ["N1 / S1", "Rent collected", "97%", "98%", "Amber", "97%", "96%", "Green"],
        ["N2", "Repairs in time", "91%", "90%", "Green", "", "", ""],
    ]  # fmt: skip


def test_the_summary_s_page_is_that_of_the_row() -> None:
    found = paper('kind = "kpi_summary"\ncolumns = ["title", "page"]', MEASURES)
    summary, measures = [each for each in tables(found) if each.columns[-1].heading == "Page"], tables(found)[-1]
    led_to = [cells[-1].anchor for each in summary for cells in each.rows if isinstance(cells[-1], PageCell)]
    at = {words(cells[0]): place for cells, place in zip(measures.rows, measures.places, strict=True)}
    assert led_to == [at[name] for name in ("E1", "E2", "H1", "H2", "H3", "H4")]
    assert len({place for place in measures.places if place}) == 7


def test_a_page_is_where_a_row_is_reported_and_blank_where_it_is_not() -> None:
    column_of = 'columns = ["reference", "page"]'
    in_reports = tables(paper(MEASURES + column_of, 'kind = "indicator_reports"'))[0]
    assert column(in_reports, "Page") == [
        "report-e1",
        "report-e2",
        "",
        "report-h1",
        "report-h2",
        "report-h3",
        "report-h4",
    ]
    in_areas = tables(paper(MEASURES + column_of, 'kind = "service_areas"'))[0]
    assert column(in_areas, "Page") == ["area-e"] * 3 + ["area-h"] * 4
    assert said(tables(paper(MEASURES + column_of))[0])[0] == ["Ref"]  # it stands nowhere else
    listed = paper('kind = "ranked"\nworst = 0\nbest = 1\ncolumns = ["reference", "page"]', MEASURES)
    assert column(tables(listed)[0], "Page") == ["row-e1"]


def test_an_indicator_that_two_tables_print_is_led_to_once() -> None:
    found = paper(MEASURES, MEASURES + 'heading = "Again"')
    first, second = tables(found)
    assert all(place for place, cells in zip(first.places, first.rows, strict=True) if len(cells) > 1)
    assert not any(second.places)


def test_commentary_stands_in_the_last_column_or_below_the_table() -> None:
    assert column(table('columns = ["title", "commentary"]'), "Commentary")[1] == (
        "Crews were short for three weeks. / Rounds are redrawn."
    )
    below = paper(MEASURES, 'kind = "commentary"\non = ["red_latest"]')
    assert headings(below)[-2:] == ["Commentary", "E2: Missed bins (per 100,000)"]
    assert texts(below)[-4:] == [
        "71 for Quarter 3 2020/21 against a target of 50: Red", "Crews were short for three weeks.", "Actions",
        "Rounds are redrawn.",
    ]  # fmt: skip


@pytest.mark.parametrize(("asked", "count"), [('"all"', 1), ('["amber_latest"]', 0), ('"required"', 1)])
def test_commentary_is_printed_on_what_the_layout_asks_for(asked: str, count: int) -> None:
    found = paper(MEASURES, f'kind = "commentary"\non = {asked}')
    assert sum("Missed bins" in heading for heading in headings(found)) == count


def test_what_no_block_asks_for_is_not_missed() -> None:
    """No cell is compulsory that the layout does not print: no people, references, or facts."""
    bare = rate(commentary=COMMENTARY, details=DETAILS[1:])
    ours = layout('kind = "title"', MEASURES + 'columns = ["title", "results", "target", "rating", "detail: Source"]')
    assert [problem.code for problem in review(bare, ours) if problem.is_error] == []
    unread = [problem for problem in review(bare, ours) if problem.code == "unprinted"]
    assert [problem.message for problem in unread] == [
        "what stands there on single indicators, in Priority, is not printed by the layout ours."
    ]


def test_every_column_has_one_description_and_is_made() -> None:
    assert set(MEASURE_NAMES) == set(COLUMNS) == MADE
    assert len(set(COLUMNS.values())) == len(COLUMNS)


def test_the_contents_name_no_section_that_has_nothing_to_print() -> None:
    found = compose(
        district(),
        layout(
            'kind = "title_page"',
            MEASURES + 'show = "activity"\nheading = "Volumes"\nnew_page = true',
            'kind = "commentary"\non = ["stale"]',
            'kind = "ranked"\nbest = 0\nworst = 0',
            'kind = "counts"\nheading = "How many"',
        ),
    )
    assert [entry.text for entry in only(Contents, found.blocks)[0].entries] == ["Volumes", "How many"]


def test_what_names_a_row_stands_first_since_it_heads_the_row() -> None:
    assert said(table('columns = ["results", "reference", "title"]\nperiods = 1'))[0] == [
        "Ref",
        "Q3 2020/21",
        "Indicator",
    ]
    assert said(table('columns = ["target"]'))[0] == ["Indicator", "Target"]


@pytest.mark.parametrize(
    "periods", [["this quarter", "last quarter", "same quarter last year"], ["last quarter", "this quarter"]]
)
def test_a_small_line_runs_with_time_whichever_way_the_periods_stand(periods: list[str]) -> None:
    found = table(f'columns = ["reference", "sparkline"]\nperiods = {periods}')
    (line,) = [cells[-1] for cells in found.rows if words(cells[0]) == "E1"]
    assert isinstance(line, SparkCell)
    assert [int(value) for value in line.values if value is not None] == (
        [42, 45, 46] if len(periods) == 3 else [45, 46]
    )


def test_commentary_that_a_section_on_some_indicators_leaves_out_is_named_by_a_note() -> None:
    rated = rate()
    said_of = {each for entry in rated.submission.commentary for each in entry.references}
    some = layout('kind = "measures"\ncolumns = ["title"]', 'kind = "commentary"\non = ["forecast_red"]')
    (found,) = list(unprinted_commentary(rated, some))
    assert (found.code, found.severity) == ("unprinted", Severity.NOTE)
    assert all(each in found.message for each in said_of)
    for more in (
        'kind = "commentary"\nheading = "All"\non = "all"',
        'kind = "measures"\ncolumns = ["title", "commentary"]',
    ):
        assert list(unprinted_commentary(rated, layout('kind = "commentary"\non = ["forecast_red"]', more))) == []


def test_a_figure_that_is_missing_is_said_to_be_and_what_has_no_place_in_a_column_is_not() -> None:
    gaps = [
        row("E1", "46%"),
        {"Reference": "E2", "Q2 2020/21": 61, "Q3 2020/21": 62},
        {"Reference": "H3", "2019/20": "97%"},
    ]
    of = rate(indicators=[*INDICATORS[:2], INDICATORS[5]], results=gaps, commentary=[])
    found = table('columns = ["title", "results"]\nperiods = ["2 quarters", "2019/20"]', of=of)
    assert column(found, "Q2 2020/21") == ["no figure", "61", ""]
    assert column(found, "2019/20") == ["", "", "97%"]
    outturn = table('columns = ["title", "results", "outturn"]\nperiods = 1', of=of)
    assert column(outturn, "Last year's outturn") == ["no figure", "no figure", "97%"]


def test_the_outturn_of_a_paper_by_years_does_not_stand_beside_the_same_figures_of_last_year() -> None:
    of = rate(
        indicators=INDICATORS[5:6], results=[{"Reference": "H3", "2018/19": "96%", "2019/20": "97%"}], commentary=[]
    )
    found = table('columns = ["title", "results", "outturn"]\nperiods = ["two years"]', of=of)
    assert said(found)[0][1:] == ["2018/19", "2019/20"]
