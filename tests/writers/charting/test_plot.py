"""Where everything on a chart stands: no words meet a line, a mark or other words, and everything is at its value."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kccreport.ground.values import replace
from kccreport.models.rag import Rag
from kccreport.paper.blocks import Chart, ChartPoint
from kccreport.writers.charting.labels import Name, at_the_ends, spread
from kccreport.writers.charting.letters import width_in_arial
from kccreport.writers.charting.parts import COMPARATORS, Box, Drawing, Hand, Ink, Place
from kccreport.writers.charting.plot import Planned, plot
from kccreport.writers.charting.sides import sides
from kccreport.writers.pdf.flowables.chart import STROKES
from tests import ROOT
from tests.writers.charting.charts import random_chart

MM = 72 / 25.4
WIDTHS = (95 * MM, 110 * MM, 170 * MM)
HEIGHT = 60 * MM
CHARTS = 210  # every width seventy times


def hand(size: float = 9.0) -> Hand:
    return Hand(size, size * 1.2, lambda words, is_strong: width_in_arial(words, is_strong=is_strong) * size)


def drawn(seed: int) -> Drawing:
    size = (9.0, 10.0)[seed % 2]
    return plot(random_chart(seed), WIDTHS[seed % 3], HEIGHT, hand(size), least_left=(0.0, 56.0)[seed % 2])


def test_the_height_of_a_chart_is_known_before_it_is_drawn() -> None:
    for seed in range(CHARTS):
        for height in (HEIGHT * 0.6, HEIGHT):
            planned = Planned(random_chart(seed), WIDTHS[seed % 3], height, hand())
            assert planned.height == planned.drawing.height, seed


def faults(drawing: Drawing) -> Iterator[str]:
    for words in drawing.words:
        for stroke in drawing.strokes:
            if any(words.box.is_met_by(start, end) for start, end in pairwise(stroke.places)):
                yield f"{words.text!r} meets a line of {stroke.ink.value}"
        for mark in (*drawing.bars, *drawing.dots, *drawing.badges):
            if words.box.touches(mark.box):
                yield f"{words.text!r} meets a {type(mark).__name__}"
        if words.box.left < -0.01 or words.box.right > drawing.width + 0.01:
            yield f"{words.text!r} leaves the chart at a side"
        if words.box.bottom < -2 or words.box.top > drawing.height + 0.01:
            yield f"{words.text!r} leaves the chart above or below"
    for first, second in combinations(drawing.words, 2):
        if first.box.touches(second.box):
            yield f"{first.text!r} meets {second.text!r}"
        noted, other = (second, first) if second.text.startswith("The axis starts") else (first, second)
        is_noted = noted.text.startswith("The axis starts") and other.ink is Ink.RESULT
        if is_noted and noted.box._replace(right=noted.box.right + 17).touches(other.box):
            yield f"{noted.text!r} would be read on as {other.text!r}"


def test_no_words_meet_a_line_a_mark_or_other_words_in_any_of_two_hundred_charts() -> None:
    found = {seed: fault for seed in range(CHARTS) if (fault := list(faults(drawn(seed))))}
    assert not found


def test_the_test_of_words_sees_a_fault_of_each_kind() -> None:
    drawing = drawn(2)
    (first, second, *rest) = drawing.words
    moved = second._replace(box=first.box)
    over = first._replace(box=Box(*drawing.strokes[0].places[0], *drawing.strokes[0].places[-1]).grown(1))
    away = first._replace(box=Box(drawing.width, 0, drawing.width + 20, 10))
    for planted, expected in ((moved, "meets"), (over, "meets a line"), (away, "leaves")):
        said = " ".join(faults(replace(drawing, words=(first, planted, *rest))))
        assert expected in said


def series(*values: int | None, **more: object) -> Chart:
    points = tuple(
        ChartPoint(f"Mon {at}", None if value is None else Decimal(value), Decimal(80), Rag.GREEN)
        for at, value in enumerate(values)
    )
    ticks = tuple((Decimal(tick), f"{tick}%") for tick in range(0, 101, 20))
    return replace(Chart(points, ticks, "Words.", "last", "Target 80%", Decimal(50), "Floor 50%"), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(("width", "name"), [(150.0, "Target 20%; 80% by Mon 3"), (900.0, "Target 80%")])
def test_a_line_is_named_in_a_key_by_more_than_where_it_ends(width: float, name: str) -> None:
    stepped = series(10, 20, None, None)
    points = tuple(replace(point, target=Decimal(20 * (at + 1))) for at, point in enumerate(stepped.points))
    chart = replace(stepped, points=points, target_key="Target 20%; 80% by Mon 3")
    drawing = plot(chart, width, HEIGHT, hand())
    target = [words for words in drawing.words if words.ink is Ink.TARGET]
    assert " ".join(words.text for words in target) == name
    assert (target[0].at.y > max(stroke.places[0].y for stroke in drawing.strokes if stroke.ink is Ink.GRID)) == (
        width < 200
    )


@pytest.mark.parametrize("at", range(5))
def test_a_figure_does_not_stand_behind_where_the_axis_starts_as_if_it_were_part_of_that(at: int) -> None:
    ticks = tuple((Decimal(tick), f"{tick}") for tick in range(46, 57, 2))
    values = [*["55"] * at, "56", *[None] * (4 - at)]
    points = tuple(
        ChartPoint(f"Mon {index}", None if value is None else Decimal(value), Decimal(47), Rag.RED)
        for index, value in enumerate(values)
    )
    chart = Chart(points, ticks, "Words.", "56.0%", "Target 47", Decimal(50), "Red above 50")
    drawing = plot(chart, 140 * MM, HEIGHT, hand(8))
    assert any(words.text.startswith("The axis starts") for words in drawing.words)
    assert not list(faults(drawing))


@pytest.mark.parametrize("width", WIDTHS)
def test_every_result_stands_at_its_value_and_in_the_middle_of_its_period(width: float) -> None:
    drawing = plot(series(0, 50, 100, 25), width, HEIGHT, hand())
    room = (drawing.right - drawing.left) / 4
    assert [dot.centre.x for dot in drawing.dots] == pytest.approx(
        [drawing.left + room * (at + 0.5) for at in range(4)]
    )
    bottom, middle, top, quarter = (dot.centre.y for dot in drawing.dots)
    assert middle == pytest.approx((bottom + top) / 2)
    assert quarter == pytest.approx(bottom + (top - bottom) / 4)


def test_the_columns_of_a_table_below_stand_under_the_points() -> None:
    for seed in range(30):
        chart = random_chart(seed)
        drawing = plot(chart, WIDTHS[seed % 3], HEIGHT, hand(), least_left=56)
        slots = sides(chart, WIDTHS[seed % 3], hand(), least_left=56).slots(len(chart.points))
        middles = [left + room / 2 for left, room in slots]
        marked = [badge.centre.x for badge in drawing.badges] + [dot.centre.x for dot in drawing.dots]
        assert all(any(abs(x - middle) < 1e-6 for middle in middles) for x in marked)


def test_a_line_is_open_where_a_result_is_missing_or_the_series_breaks() -> None:
    def runs(chart: Chart) -> list[int]:
        strokes = plot(chart, 400, HEIGHT, hand()).strokes
        return [len(stroke.places) for stroke in strokes if stroke.ink is Ink.RESULT]

    assert runs(series(50, 60, 70, 80, 90)) == [5]
    assert runs(series(50, 60, None, 80, 90)) == [2, 2]
    whole = series(50, 60, 70, 80, 90)
    broken = replace(whole, points=(*whole.points[:3], replace(whole.points[3], is_after_break=True), whole.points[4]))
    assert runs(broken) == [3, 2]
    (mark,) = [each for each in plot(broken, 400, HEIGHT, hand()).strokes if each.ink is Ink.SERIES_BREAK]
    assert mark.places[0].x == mark.places[1].x


def test_results_of_the_year_before_are_of_another_ink_and_the_line_goes_on() -> None:
    whole = series(50, 60, 70, 80)
    points = tuple(replace(point, is_earlier=at < 2) for at, point in enumerate(whole.points))
    drawing = plot(replace(whole, points=points), 400, HEIGHT, hand())
    runs = [(stroke.ink, len(stroke.places)) for stroke in drawing.strokes if stroke.ink in (Ink.RESULT, Ink.EARLIER)]
    assert runs == [(Ink.EARLIER, 2), (Ink.RESULT, 3)]
    assert [dot.ink for dot in drawing.dots] == [Ink.EARLIER] * 2 + [Ink.RESULT] * 2
    bars = plot(replace(whole, points=points, has_bars=True), 400, HEIGHT, hand()).bars
    assert [bar.ink for bar in bars] == [Ink.EARLIER] * 2 + [Ink.RESULT] * 2


def test_a_forecast_is_hollow_led_to_by_a_line_of_its_own_and_named() -> None:
    whole = series(50, 60, 70)
    points = (*whole.points[:2], replace(whole.points[2], is_forecast=True))
    drawing = plot(replace(whole, points=points, forecast_words="Forecast 70%"), 500, HEIGHT, hand())
    assert [dot.ink for dot in drawing.dots] == [Ink.RESULT, Ink.RESULT, Ink.FORECAST]
    assert "Forecast 70%" in {words.text for words in drawing.words}
    assert len(drawing.badges) == 2, "what is not measured has no rating below it"


def test_bars_stand_on_nought_and_hang_from_it_where_negative() -> None:
    ticks = tuple((Decimal(tick), str(tick)) for tick in (-50, 0, 50))
    drawing = plot(series(-50, 50, 0, has_bars=True, ticks=ticks, limit=None), 400, HEIGHT, hand())
    below, above, flat = (bar.box for bar in drawing.bars)
    assert below.top == pytest.approx(above.bottom)
    assert above.top - above.bottom == pytest.approx(below.top - below.bottom)
    assert flat.top == flat.bottom == above.bottom


def test_ratings_stand_in_a_strip_below_the_axis_and_a_figure_withheld_is_said_there() -> None:
    whole = series(50, None, 70, 90)
    points = (whole.points[0], replace(whole.points[1], mark="[c]", rating=None), *whole.points[2:])
    drawing = plot(replace(whole, points=points), 400, HEIGHT, hand())
    axis = min(stroke.places[0].y for stroke in drawing.strokes if stroke.ink is Ink.BASE)
    assert len({badge.centre.y for badge in drawing.badges}) == 1
    assert all(badge.box.top < axis for badge in drawing.badges)
    (mark,) = [words for words in drawing.words if words.text == "[c]"]
    assert mark.box.top < axis
    room = (drawing.right - drawing.left) / 4
    assert (mark.box.left + mark.box.right) / 2 == pytest.approx(drawing.left + 1.5 * room)


def test_a_limit_steps_with_its_periods() -> None:
    whole = series(50, 60, 70)
    points = tuple(replace(point, limit=Decimal(40 + 10 * at)) for at, point in enumerate(whole.points))
    (line,) = [
        each for each in plot(replace(whole, points=points), 400, HEIGHT, hand()).strokes if each.ink is Ink.LIMIT
    ]
    assert len({place.y for place in line.places}) == 3


@pytest.mark.parametrize("values", [(50,), (0,), (100, 100, 100), (None, 50, None), tuple(range(36))])
def test_series_of_every_length_are_drawn_within_the_chart(values: tuple[int | None, ...]) -> None:
    for width in WIDTHS:
        drawing = plot(series(*values), width, HEIGHT, hand())
        assert not list(faults(drawing))
        assert len(drawing.dots) == sum(value is not None for value in values)
        for dot in drawing.dots:
            assert drawing.left <= dot.box.left <= dot.box.right <= drawing.right
            assert 0 < dot.box.bottom < dot.box.top <= HEIGHT


def test_a_box_is_met_by_a_line_that_passes_through_it_and_not_by_one_that_passes_by() -> None:
    box = Box(0, 0, 10, 10)
    assert box.is_met_by(Place(-5, 5), Place(15, 5))
    assert box.is_met_by(Place(5, 5), Place(6, 6))
    assert box.is_met_by(Place(-1, -1), Place(11, 11))
    assert not box.is_met_by(Place(-5, 11), Place(15, 11))
    assert not box.is_met_by(Place(-5, 0), Place(15, 0)), "along an edge"
    assert not box.is_met_by(Place(-5, 5), Place(-1, 5))
    assert not box.is_met_by(Place(8, 14), Place(14, 8))


@given(
    st.lists(st.tuples(st.floats(0, 100), st.floats(5, 12)), min_size=1, max_size=6),
    st.floats(-10, 10),
)
def test_names_are_moved_apart_as_little_as_can_be(wanted: list[tuple[float, float]], floor: float) -> None:
    heights, depths = sorted(height for height, _ in wanted), [depth for _, depth in wanted]
    ceiling = floor + sum(depths) + 40
    found = spread(heights, depths, floor, ceiling)
    bottoms = [middle - depth / 2 for middle, depth in zip(found, depths, strict=True)]
    tops = [middle + depth / 2 for middle, depth in zip(found, depths, strict=True)]
    assert bottoms[0] >= floor - 1e-6
    assert tops[-1] <= ceiling + 1e-6
    assert all(top <= bottom + 1e-6 for top, bottom in zip(tops, bottoms[1:], strict=False))
    moved = sum((place - height) ** 2 for place, height in zip(found, heights, strict=True))
    for at in range(len(found)):  # no name alone, and not all together, would stand better a little higher or lower
        for step in (-0.5, 0.5):
            others = [*found[:at], found[at] + step, *found[at + 1 :]]
            low, high = others[at] - depths[at] / 2, others[at] + depths[at] / 2
            is_free = low >= max(floor, tops[at - 1] if at else floor) and high <= min(
                ceiling, bottoms[at + 1] if at + 1 < len(found) else ceiling
            )
            if is_free:
                assert sum((place - height) ** 2 for place, height in zip(others, heights, strict=True)) >= moved - 1e-6


def test_a_name_that_stands_away_from_its_line_is_led_to() -> None:
    names = [Name(f"Line {at}", 50.0, Ink.TARGET) for at in range(4)]
    ends = at_the_ends(names, 100, 106, 60, (0, 100), hand())
    assert ends is not None
    assert len(ends.words) == 4
    assert {stroke.places[0] for stroke in ends.leaders} == {Place(100.5, 50)}
    assert 2 <= len(ends.leaders) <= 4
    assert at_the_ends(names, 100, 106, 60, (0, 30), hand()) is None, "there is too little height for four"


def test_comparators_are_told_apart_by_their_dashes_on_paper_and_on_a_screen() -> None:
    many = replace(random_chart(3), comparators=tuple((Decimal(at), f"Other {at}") for at in range(4)))
    for width in (95 * MM, 170 * MM):  # with names at the ends of lines, and in a key above the plot
        drawing = plot(many, width, HEIGHT, hand())
        inks = {words.ink for words in drawing.words if words.text.startswith("Other")}
        assert inks == {stroke.ink for stroke in drawing.strokes if stroke.ink in COMPARATORS} == set(COMPARATORS)
    style = (ROOT / "kccreport/writers/html/style.css").read_text("utf-8")
    first = re.search(r"path\[class\$=comparator\] {[^}]*stroke-dasharray: ([\d .]+)", style)
    others = re.findall(r"path\.[a-z]+-comparator {[^}]*stroke-dasharray: ([\d .]+)", style)
    on_a_screen = [first and first[1].strip(), *(dashes.strip() for dashes in others)]
    on_paper = [dashes for ink, (_, _, dashes) in STROKES.items() if ink in COMPARATORS]
    for dashes in (on_a_screen, on_paper):
        assert len(set(dashes)) == len(COMPARATORS)
