"""A chart is one Figure with alternative text, whose labels neither touch one another nor leave the page."""

from decimal import Decimal
from itertools import combinations
from pathlib import Path
from typing import Any

import pymupdf
import pytest

from kccreport.ground.values import replace
from kccreport.models.rag import Rag
from kccreport.paper.blocks import (
    Chart,
    ChartPoint,
    Column,
    ColumnKind,
    Paper,
    RatingCell,
    Table,
    TableLook,
    text_cell,
)
from kccreport.writers.pdf import theme
from kccreport.writers.pdf.flowables.chart import ChartFlow, chart_sides
from kccreport.writers.pdf.flowables.table import TableFlow
from kccreport.writers.pdf.render import render
from kccreport.writers.pdf.tagging.structure import Element
from tests.writers.pdf.checks import check
from tests.writers.pdf.small import IDENTITY, PORTRAIT, TITLE


def chart_of(values: list[int | None], target: int, limit: int, **others: Any) -> Chart:
    points = tuple(
        ChartPoint(f"Mon {index:02d}", None if value is None else Decimal(value), Decimal(target), Rag.GREEN)
        for index, value in enumerate(values)
    )
    ticks = tuple((Decimal(tick), f"{tick}%") for tick in range(0, 101, 20))
    return Chart(points, ticks, "What the chart shows.", "last", "Target", Decimal(limit), "Floor", **others)


def drawn(folder: Path, *charts: Chart) -> list[pymupdf.Page]:
    """A page for each chart, in one paper that passes every check."""
    path = folder / "chart.pdf"
    pages = [block for chart in charts for block in (PORTRAIT, chart)]
    path.write_bytes(render(Paper(IDENTITY, (PORTRAIT, TITLE, *pages[1:]))).content)
    assert check(path).counts["Figure"] == len(charts)
    found = list(pymupdf.open(path))
    assert len(found) == len(charts)
    return found


SHAPES: list[tuple[list[int | None], int, int]] = [
    ([50, 60, 70, 80, 90], 90, 90),  # all three labels would stand at one height
    ([1, 2, 1, 2, 0], 0, 0),
    ([100, 100, 100, 100, 100], 100, 99),
    ([None, 50, None, 60, 61], 62, 60),
    ([50, 60, None, None, None], 80, 70),
    ([*range(40, 64)], 60, 50),
]


@pytest.mark.parametrize(
    "others",
    [
        {},
        {"has_bars": True},
        {"comparators": ((Decimal(90), "Statistical neighbours 90%"), (Decimal(89), "The South East 89%"))},
    ],
    ids=["line", "bars", "comparators"],
)
def test_labels_never_touch_and_stay_on_the_page(tmp_path: Path, others: dict[str, Any]) -> None:
    for page, shape in zip(drawn(tmp_path, *(chart_of(*shape, **others) for shape in SHAPES)), SHAPES, strict=True):
        # the letters themselves, not the line they stand on
        boxes = [
            pymupdf.Rect(word[0], word[1] + 2.5, word[2], word[3] - 2.5)
            for block in page.get_text("dict")["blocks"]
            for line in block["lines"]
            for span in line["spans"]
            if 8.9 < span["size"] < 9.1
            for word in [span["bbox"]]
        ]
        assert len(boxes) > 8, shape
        for first, second in combinations(boxes, 2):
            assert not first.intersects(second), (shape, first, second)
        for box in boxes:
            assert box.x0 >= 56, shape
            assert box.x1 <= 595.28 - 50, shape


def test_a_line_is_open_where_a_result_is_missing(tmp_path: Path) -> None:
    ((whole,), (parted,)) = (
        [len(page.get_drawings()) for page in drawn(tmp_path, chart_of(values, 85, 75))]
        for values in ([50, 60, 70, 80, 90], [50, 60, None, 80, 90])
    )
    assert parted == whole + 1 - 3  # one line more; a dot, and the colour and the shape of a rating, less


def test_a_forecast_is_hollow_and_joined_by_a_thin_line(tmp_path: Path) -> None:
    (page,) = drawn(tmp_path, chart_of([50, 60, 70], 85, 75))
    solid = sum(path["fill"] is not None for path in page.get_drawings())
    points = tuple(
        ChartPoint(f"Mon {at}", Decimal(value), Decimal(85), Rag.RED) for at, value in enumerate((50, 60, 70))
    )
    ticks = tuple((Decimal(tick), f"{tick}%") for tick in range(0, 101, 20))
    chart = Chart(
        (*points[:2], replace(points[2], is_forecast=True)), ticks, "Words.", "60%", "Target", Decimal(75), "Floor"
    )
    path = tmp_path / "forecast.pdf"
    path.write_bytes(render(Paper(IDENTITY, (PORTRAIT, TITLE, chart))).content)
    check(path)
    page = pymupdf.open(path)[0]
    # its dot is white within an outline, and it has neither the colour nor the shape of a rating
    assert sum(each["fill"] is not None for each in page.get_drawings()) == solid - 2
    assert any(each["fill"] == (1, 1, 1) for each in page.get_drawings())
    assert "60%" in [word[4] for word in page.get_text("words") if 120 < word[0] < 350]


def test_a_special_result_has_a_ring(tmp_path: Path) -> None:
    points = [ChartPoint(f"Mon {at}", Decimal(50), Decimal(85), Rag.RED, is_special=at == 1) for at in range(3)]
    ticks = tuple((Decimal(tick), f"{tick}%") for tick in range(0, 101, 20))

    def rings(special: bool) -> int:
        shown = tuple(replace(point, is_special=special and point.is_special) for point in points)
        chart = Chart(shown, ticks, "Words.", "50%", "Target")
        pdf = pymupdf.open(stream=render(Paper(IDENTITY, (PORTRAIT, TITLE, chart))).content)
        return len(pdf[0].get_drawings())

    assert rings(True) == rings(False) + 1


def under(chart: Chart, figures: list[str]) -> Table:
    """A table of results and ratings that stands below a chart."""
    columns = (
        Column("Period", ColumnKind.PERIOD),
        *(Column(point.label, ColumnKind.POINT) for point in chart.points),
    )
    ratings = (RatingCell(point.rating) for point in chart.points)
    rows = (
        (text_cell("Result"), *map(text_cell, figures)),
        (text_cell("Target"), *(text_cell("9.9") for _ in figures)),
        (text_cell("Rating"), *ratings),
    )
    return Table(columns, rows, TableLook.UNDER_CHART, chart=chart)


@pytest.mark.parametrize("count", [3, 8, 13])
def test_the_figures_of_a_table_stand_below_their_points_and_end_in_one_line(tmp_path: Path, count: int) -> None:
    points = tuple(ChartPoint(f"Mon {at}", Decimal(50 + at), rating=Rag.AMBER) for at in range(count))
    ticks = tuple((Decimal(tick), f"{tick}%") for tick in range(0, 101, 20))
    chart = Chart(points, ticks, "Words.", "50%")
    path = tmp_path / "under.pdf"
    table = under(chart, [f"{50 + at}%" for at in range(count)])
    path.write_bytes(render(Paper(IDENTITY, (PORTRAIT, TITLE, chart, table))).content)
    check(path)
    page = pymupdf.open(path)[0]
    edges = chart_sides(chart, page.rect.width - 2 * theme.PORTRAIT.side)
    middles = [theme.PORTRAIT.side + left + room / 2 for left, room in edges.slots(count)]
    words = page.get_text("words")
    below = max(word[3] for word in words if word[4] == "Period")
    figures = sorted(word for word in words if word[4].endswith("%") and word[1] > below)
    targets = sorted(word for word in words if word[4] == "9.9")
    assert [(word[0] + word[2]) / 2 for word in figures] == pytest.approx(middles, abs=0.6)
    assert [word[2] for word in targets] == pytest.approx([word[2] for word in figures], abs=0.1)
    alts = [word for word in words if word[4] == "Amber"]
    assert len(alts) == (0 if count == 13 else count), "with least room a rating is its shape, and its word is heard"


def test_a_chart_with_many_lines_to_name_is_higher_and_keeps_its_plot() -> None:
    points = tuple(ChartPoint(f"Mon {at}", Decimal(50), Decimal(40)) for at in range(3))
    ticks = ((Decimal(0), "0"), (Decimal(100), "100"))
    few = ChartFlow(Chart(points, ticks, "Words.", "50", "Target"), Element("Figure"))
    others = tuple((Decimal(10 * at), f"A place far away {at}, March 2010") for at in range(8))
    many = ChartFlow(Chart(points, ticks, "Words.", "50", "Target", comparators=others), Element("Figure"))
    assert few.wrap(480, 800) == (480, theme.CHART_HEIGHT)
    assert many.wrap(269, 800)[1] > theme.CHART_HEIGHT


@pytest.mark.parametrize("count", range(5, 14))
def test_ratings_below_a_chart_are_all_words_or_all_shapes(count: int) -> None:
    ratings = (Rag.RED, Rag.AMBER, Rag.GREEN)
    points = tuple(ChartPoint(f"Mon {at}", Decimal(50), rating=ratings[at % 3]) for at in range(count))
    chart = Chart(points, ((Decimal(0), "0"), (Decimal(100), "100")), "Words.", "50")
    for width in range(270, 760, 12):
        flow = TableFlow(under(chart, ["50"] * count), Element("Table"))
        flow.wrap(float(width), 0)
        kinds = {type(cell.mark) for cell in flow._rows[2].cells[1:]}
        assert len(kinds) == 1, (count, width)
