"""A chart's axis is round and holds every value; its words say what it shows."""

import re
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kccreport.ground.values import replace
from kccreport.layout.schema import IndicatorReports, Layout
from kccreport.models.indicator import Comparator, Figure
from kccreport.models.measure import Polarity, Status, Unit
from kccreport.models.period import Period
from kccreport.paper.axis import axis, axis_ticks, starts_at_nought
from kccreport.paper.blocks import Chart, Prose, Table, TextCell, VerdictCell
from kccreport.paper.chart import trend_chart
from kccreport.paper.chart_words import MOST, Figures, chart_words, series_words
from kccreport.paper.compose import compose
from kccreport.rating.rated import RatedKpi, rate_submission
from kccreport.rating.spc import control_chart
from tests import books
from tests.books import kpi, results

PERIODS = [Period(2020, month) for month in (8, 9, 10, 11, 12)]
figures = st.decimals(-(10**6), 10**6, places=2)


def rated(path: Path, **sheets: Any) -> RatedKpi:
    return rate_submission(books.submission(path, **sheets)).kpis[0]


def chart(path: Path, **sheets: Any) -> Chart:
    found = trend_chart(rated(path, **sheets), PERIODS)
    assert found is not None
    return found


@given(figures, figures)
def test_the_axis_holds_both_ends_in_few_even_round_steps(first: Decimal, second: Decimal) -> None:
    low, high = sorted((first, second))
    ticks = axis_ticks(low, high)
    assert ticks[0] <= low
    assert ticks[-1] >= high
    assert 2 <= len(ticks) <= 9
    steps = {after - before for before, after in pairwise(ticks)}
    assert len(steps) == 1
    assert str(steps.pop().normalize().as_tuple().digits).strip("(),") in ("1", "2", "5", "2, 5")


@pytest.mark.parametrize(
    ("low", "high", "starts_at_nought"), [(10, 90, True), (0, 5, True), (50, 90, False), (78, 90, False)]
)
def test_the_axis_starts_at_nought_unless_all_lies_in_its_upper_half(
    low: int, high: int, starts_at_nought: bool
) -> None:
    assert (axis_ticks(Decimal(low), Decimal(high))[0] == 0) is starts_at_nought


def test_ticks_are_of_one_precision_and_no_finer_than_the_figures() -> None:
    percent, number = Unit(name="%"), Unit(name="number")
    halves = axis([Decimal("97.5"), Decimal(99)], percent, from_nought=False)
    assert [words for _, words in halves] == ["97.0%", "97.5%", "98.0%", "98.5%", "99.0%"]
    assert [words for _, words in axis([Decimal(0), Decimal(3)], number, from_nought=True)] == ["0", "1", "2", "3"]
    millions = axis([Decimal(815_704), Decimal(945_000)], number, from_nought=True)
    assert [words for _, words in millions] == ["0.0m", "0.2m", "0.4m", "0.6m", "0.8m", "1.0m"]


@given(st.lists(figures, min_size=1, max_size=5), st.sampled_from(["%", "number", "£", "days"]), st.booleans())
def test_every_value_lies_on_the_axis_and_every_tick_has_as_many_decimals(
    values: list[Decimal], unit: str, from_nought: bool
) -> None:
    found = axis(values, Unit(name=unit), from_nought=from_nought)
    assert found[0][0] <= min(values) <= max(values) <= found[-1][0]
    assert not from_nought or found[0][0] <= 0 <= found[-1][0]
    decimals = {len(words.strip("£%mbn-").partition(".")[2]) for _, words in found}
    assert len(decimals) == 1
    assert len({words for _, words in found}) == len(found), "no two ticks say the same"


@pytest.mark.parametrize(
    ("unit", "is_count"),
    [
        ("number", True), ("£000s", True), ("£", True), ("tonnes", True), ("households", True), ("%", False),
        ("days", False), ("per 10,000 children", False), ("mm:ss", False), ("out of 5", False), ("ratio", False),
        ("rank", False), ("working days", False),
    ],
)  # fmt: skip
def test_counts_and_money_start_at_nought_and_shares_rates_and_times_may_not(unit: str, is_count: bool) -> None:
    assert starts_at_nought(Unit(name=unit)) is is_count


def test_a_clock_has_ticks_at_whole_minutes() -> None:
    words = [words for _, words in axis([Decimal(95), Decimal(260)], Unit(name="mm:ss"), from_nought=False)]
    assert words == ["00:00", "01:00", "02:00", "03:00", "04:00", "05:00"]


def test_a_count_that_is_a_line_starts_at_nought_too(tmp_path: Path) -> None:
    rows = [results(**{"Oct 20": 91, "Nov 20": 92, "Dec 20": 93, "Year to date": None})]
    count = kpi(Unit="number", Basis="Snapshot", Target=90, Floor=80)
    found = chart(tmp_path, indicators=[count], results=rows)
    assert (found.has_bars, found.ticks[0][0], found.is_broken) == (False, 0, False)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "Floor 80%"),
        ({"Polarity": "Lower", "Target": "80%", "Floor": "90%"}, "Red above 90%"),
        ({"Floor": None, "Scheme": "tolerance", "Tolerance": "5%"}, "Red below 85.5%"),
        (
            {"Floor": None, "Scheme": "tolerance", "Tolerance": "5%", "Polarity": "Lower", "Target": "80%"},
            "Red above 84%",
        ),
    ],
)
def test_the_limit_is_called_floor_only_where_falling_below_it_is_bad(
    tmp_path: Path, changes: dict[str, Any], words: str
) -> None:
    assert chart(tmp_path, indicators=[kpi(**changes)]).limit_words == words


def test_a_chart_is_titled_with_what_it_plots(tmp_path: Path) -> None:
    assert chart(tmp_path).title == "Results each month (%), October 2020 to December 2020"


def test_results_of_the_year_before_are_earlier_and_periods_are_named_within_their_year(tmp_path: Path) -> None:
    each, months = rated(tmp_path), [Period(2020, month) for month in (2, 3, 4, 5)]
    figures = [each.kpi.results[Period(2020, 12)].model_copy(update={"value": Decimal(90 + at)}) for at in range(4)]
    figures[3] = figures[3].model_copy(update={"value": None, "status": Status.CONFIDENTIAL})
    results = dict(zip(months, figures, strict=True))
    found = trend_chart(replace(each, kpi=each.kpi.model_copy(update={"results": results})), months)
    assert found is not None
    assert [(point.short, point.year, point.is_earlier) for point in found.points] == [
        ("Feb", "2019/20", True), ("Mar", "2019/20", True), ("Apr", "2020/21", False), ("May", "2020/21", False),
    ]  # fmt: skip
    assert found.points[-1].mark == "[c]"


def test_past_and_future_periods_are_left_open(tmp_path: Path) -> None:
    found = chart(tmp_path)
    assert [point.value for point in found.points] == [None, None, 91, 92, 93]
    assert [point.rating for point in found.points] == [None, None, "green", "green", "green"]
    assert (found.target_words, found.limit_words, found.last_words) == ("Target 90%", "Floor 80%", "93%")
    assert found.is_broken


def test_a_phased_target_is_drawn_for_each_period(tmp_path: Path) -> None:
    found = chart(tmp_path, targets=[{"Reference": "HT02", "Nov 20": "95%", "Dec 20": "96%"}])
    assert [point.target for point in found.points] == [90, 90, 90, 95, 96]
    assert found.target_words == "Target 96%"


@pytest.mark.parametrize(
    ("targets", "at_end", "in_key"),
    [
        ({"Sep 20": "85%"}, "Target 90%", ""),  # which has stepped before the latest result
        ({"Dec 20": "92%"}, "Target 90%", "Target 92%; 90% by Mar 21"),
        ({"Dec 20": "85%", "Mar 21": "95%"}, "Target 95%", "Target 85%; 95% by Mar 21"),
        ({"Dec 20": "[n]", "Mar 21": "95%"}, "Target 95%", "Target 95% by Mar 21"),
        ({"Nov 20": "85%", **dict.fromkeys(("Dec 20", "Jan 21", "Feb 21", "Mar 21"), "[n]")}, "Target 85%", "Target 85% in Nov 20"),
        ({}, "Target 90%", ""),
    ],
)  # fmt: skip
def test_a_target_that_steps_is_named_by_that_of_the_latest_result_where_its_end_is_not_seen(
    tmp_path: Path, targets: dict[str, str], at_end: str, in_key: str
) -> None:
    sheets = {"results": [results()], "targets": [{"Reference": "HT02", **targets}]} if targets else {}
    found = trend_chart(
        rated(tmp_path, indicators=[kpi()], **sheets), [Period(2020, 12).plus(at) for at in range(-3, 4)]
    )
    assert found is not None
    assert (found.target_words, found.target_key) == (at_end, in_key)


def test_a_limit_and_forecasts_that_step_are_named_so_too(tmp_path: Path) -> None:
    row = kpi(Floor=None, Scheme="Tolerance", Tolerance=10, **{"Tolerance in": "points"})
    found = trend_chart(
        rated(tmp_path, indicators=[row], results=[results(**{"Jan 21": "94% [f]", "Feb 21": "95% [f]", "Mar 21": "97% [f]"})],
              targets=[{"Reference": "HT02", "Mar 21": "95%"}]),
        [Period(2020, 12).plus(at) for at in range(-3, 4)],
    )  # fmt: skip
    assert found is not None
    assert (found.limit_words, found.limit_key) == ("Red below 85%", "Red below 80%; 85% by Mar 21")
    assert (found.forecast_words, found.forecast_key) == ("Forecast 97%", "Forecast 97% by Mar 21")


def test_the_words_say_result_rating_target_limit_and_the_period_before_and_no_figure_twice(tmp_path: Path) -> None:
    row = {"Oct 20": "85%", "Nov 20": "92%", "Dec 20": "89%"}
    beginning = "Line chart of Title of HT02 from Oct 20: latest "
    for changes, end in (
        ({}, "89% in December 2020, Amber; target 90%; floor standard 80%; the month before 92%."),
        ({"Dec 20": "90%"}, "90% in December 2020, Green; target the same as the result; floor standard 80%; "
         "the month before 92%."),
        ({"Nov 20": "80%", "Dec 20": "79% [p]"}, "79% (provisional) in December 2020, Red; target 90%; floor standard 80%; "
         "the month before the same as floor standard."),
        ({"Nov 20": "[x]"}, "89% in December 2020, Amber; target 90%; floor standard 80%."),
    ):  # fmt: skip
        assert chart_words(rated(tmp_path, results=[results(**(row | changes))]), PERIODS) == beginning + end
    lower = kpi(Polarity="Lower", Target="90%", Floor="95%")
    each = rated(tmp_path, indicators=[lower], results=[results(**row)])
    assert "89% in December 2020, Green; target 90%, and lower is better; Red above 95%" in chart_words(each, PERIODS)


PERCENT = st.integers(0, 12).map(lambda number: Decimal(80) + Decimal(number) / 2)
TITLES = st.lists(st.sampled_from(["Residents", "who", "wait", "satisfied"]), min_size=1, max_size=60).map(" ".join)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> RatedKpi:
    return rated(tmp_path_factory.mktemp("base"))


@given(st.lists(PERCENT, min_size=2, max_size=5), PERCENT, PERCENT, TITLES, st.sampled_from(Polarity))
def test_the_words_are_at_most_300_letters_and_have_no_figure_twice(
    base: RatedKpi, values: list[Decimal], target: Decimal, other: Decimal, title: str, polarity: Polarity
) -> None:
    at = base.kpi.cells["Results"]
    found = {month: Figure(value=value, at=at) for month, value in zip(PERIODS[-len(values) :], values, strict=True)}
    other_council = Comparator(name="England", period="2019/20", value=other, at=at)
    changed = {
        "results": found,
        "decimals": 1,
        "target": target,
        "target_decimals": 1,
        "title": title,
        "short_title": title,
    }
    changed |= {"comparators": (other_council,), "polarity": polarity}
    said = chart_words(replace(base, kpi=base.kpi.model_copy(update=changed)), PERIODS)
    assert len(said) <= MOST
    figures = [Decimal(each) for each in re.findall(r"([\d.]+)%", said)]
    assert len(figures) == len(set(figures)), said
    assert {values[-1], values[-2], target} <= set(figures), said


def test_a_figure_that_is_level_with_one_said_before_is_said_to_be_so() -> None:
    figures = Figures()
    said = [figures.words(what, figure, f"the {what}") for what, figure in (
        ("a", "71%"), ("b", "71.0%"), ("c", "7"), ("d", "70"), ("e", "0.50"), ("f", "0.5"), ("g", "1,000"), ("h", "1,000.0"),
        ("i", "60% (approx.)"), ("j", "60%"),
    )]  # fmt: skip
    assert said == [
        "a 71%", "b the same as the a", "c 7", "d 70", "e 0.50", "f the same as the e", "g 1,000", "h the same as the g",
        "i 60% (approx.)", "j the same as the i",
    ]  # fmt: skip


def test_the_words_of_a_series_say_its_ends_and_its_extremes() -> None:
    points = [
        ("Q1", "50", Decimal(50)),
        ("Q2", "70", Decimal(70)),
        ("Q3", "40", Decimal(40)),
        ("Q4", "45", Decimal(45)),
    ]
    assert series_words("Calls", points, has_bars=False) == (
        "Line chart of Calls from Q1: latest 45 in Q4; before that 40; first 50; highest 70 in Q2; lowest the same as the one "
        "before."
    )
    assert len(series_words("Calls " * 80, points, has_bars=True)) <= MOST


def test_one_result_or_a_suspended_indicator_has_no_chart(tmp_path: Path) -> None:
    assert (
        trend_chart(rated(tmp_path, results=[{"Reference": "HT02", "Dec 20": "90%", "Year to date": "90%"}]), PERIODS)
        is None
    )
    suspended = {"Reference": "HT02", "Status": "[suspended]", "Status note": "Suspended"}
    assert trend_chart(rated(tmp_path, results=[suspended]), PERIODS) is None


def test_a_scheme_without_a_limit_draws_none(tmp_path: Path) -> None:
    found = chart(tmp_path, indicators=[kpi(Floor=None, Scheme="target only")])
    assert (found.limit, found.limit_words) == (None, "")


def controlled(path: Path, *values: int) -> list[str]:
    months = [Period(2020, 12).plus(-step) for step in reversed(range(len(values)))]
    row = {period.label: f"{value}%" for period, value in zip(months, values, strict=True)}
    block = IndicatorReports(kind="indicator_reports", periods=24, control=True)
    layout = Layout(title="T", description="D", blocks=(block,))
    submission = rate_submission(books.submission(path, results=[{"Reference": "HT02", **row, "Year to date": "90%"}]))
    blocks = compose(submission, layout).blocks
    found = ["".join(run.text for run in block.content) for block in blocks if isinstance(block, Prose)]
    for table in (block for block in blocks if isinstance(block, Table)):
        for row in table.rows:
            if isinstance(row[1], VerdictCell):
                name, why = (cell.paragraphs[0][0].text for cell in (row[0], row[2]) if isinstance(cell, TextCell))
                found.append(f"{name}: {row[1].sign.value} {row[1].words}. {why}")
    return found


def test_a_control_chart_gives_both_verdicts_in_words(tmp_path: Path) -> None:
    said = controlled(tmp_path, 80, 81, 79, 80, 82, 78, 80, 85, 86, 85, 87, 86, 85, 86)
    assert "Variation: up Improvement. The latest result is one of seven in a row above the mean." in said
    assert "Assurance: fail Consistently fails. As things are, the target of 90% will not be met." in said


def test_results_that_are_more_than_chance_are_marked(tmp_path: Path) -> None:
    values = [80, 81, 79, 80, 82, 78, 80, 85, 86, 85, 87, 86, 85, 86]
    months = [Period(2020, 12).plus(-step) for step in reversed(range(len(values)))]
    row = {month.label: f"{value}%" for month, value in zip(months, values, strict=True)}
    each = rated(tmp_path, results=[{"Reference": "HT02", **row, "Year to date": "90%"}])
    control = control_chart([Decimal(value) for value in values])
    found = trend_chart(each, months, control)
    assert found is not None
    assert [point.is_special for point in found.points] == [cause is not None for cause in control.causes]
    assert any(point.is_special for point in found.points)


def test_where_there_can_be_no_control_chart_the_paper_says_why(tmp_path: Path) -> None:
    said = controlled(tmp_path, 80, 81, 79, 80, 82)
    assert "There is no control chart: it needs at least 13 results, and there are 5." in said


def controlled_series(path: Path, values: list[object], **changes: Any) -> tuple[Chart, list[str]]:
    """The control chart of a series of months up to December 2020, and the words of its page."""
    months = [Period(2020, 12).plus(step - len(values) + 1) for step in range(len(values))]
    row = {month.label: value for month, value in zip(months, values, strict=True)}
    indicator = kpi(Unit="number", Target=50, Floor=40, Basis="Snapshot") | changes
    submission = books.submission(path, indicators=[indicator], results=[{"Reference": "HT02", **row}])
    block = IndicatorReports(kind="indicator_reports", periods=36, control=True)
    layout = Layout(title="T", description="D", blocks=(block,))
    blocks = compose(rate_submission(submission), layout).blocks
    found = next(each for each in blocks if isinstance(each, Chart))
    said = [run.text for each in blocks if isinstance(each, Prose) for run in each.content]
    return found, said


SERIES = [round(50 + 0.11 * step + 0.07 * (step * 7 % 5), 3) for step in range(16)]


@pytest.mark.parametrize("decimals", [0, 1, 2])
def test_a_control_chart_is_made_of_results_in_full_whatever_is_printed(tmp_path: Path, decimals: int) -> None:
    found, _ = controlled_series(tmp_path, list(SERIES), Decimals=decimals)
    in_full = control_chart([Decimal(str(value)) for value in SERIES])
    assert [point.is_special for point in found.points] == [cause is not None for cause in in_full.causes]
    for (value, _), limit in zip(found.control, (in_full.lower, in_full.mean, in_full.upper), strict=True):
        assert abs(float(value) - limit) <= 0.05 / 10**decimals + 1e-9


@pytest.mark.parametrize(("unit", "lowest"), [("number", 0), ("days", 0), ("£000s", -5)])
def test_the_lower_limit_of_a_count_is_never_below_nought(tmp_path: Path, unit: str, lowest: int) -> None:
    counts: list[object] = [2, 6, 1, 7, 0, 5, 2, 6, 1, 4, 3, 0, 5]
    found, _ = controlled_series(tmp_path, counts, Unit=unit, Target=3, Floor=1)
    lower = found.control[0][0]
    assert lower == 0 if lowest == 0 else lower < lowest
    assert min(tick for tick, _ in found.ticks) == (0 if lowest == 0 else min(tick for tick, _ in found.ticks))


def test_a_break_in_the_series_starts_new_limits(tmp_path: Path) -> None:
    before: list[object] = [90, 91, 90, 92, 91]
    after: list[object] = [20, 21, 19, 20, 22, 21, 20, 19, 21, 20, 22, 20, 21]
    found, _ = controlled_series(tmp_path, [*before, "20 [b]", *after[1:]])
    assert 19 < found.control[1][0] < 22, "the mean is of the figures since the break"
    assert not any(point.is_special for point in found.points)
    _, said = controlled_series(tmp_path, [*before, "20 [b]", *after[1:8]])
    assert any("at least 13 results, and there are 8" in words for words in said)


def test_the_words_of_a_control_chart_give_mean_limits_and_what_is_more_than_chance(tmp_path: Path) -> None:
    values: list[object] = [50, 51, 49, 50, 52, 48, 50, 51, 49, 50, 51, 49, 90]
    found, _ = controlled_series(tmp_path, values)
    for _, words in found.control:
        assert words in found.alt
    special = [point.label for point in found.points if point.is_special]
    assert "Dec 20" in special
    assert len(special) == len(found.points), "a lift at the end leaves all before it below the mean"
    assert f"more than chance: {special[0]} to {special[-1]}." in found.alt
    assert len(found.alt) <= MOST
    calm, _ = controlled_series(tmp_path, [*values[:-1], 50])
    assert "no result is more than chance" in calm.alt
