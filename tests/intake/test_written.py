"""What people write in a cell is a figure of its row, printed as written, or a fault whose remedy works."""

from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kccreport.ground.address import CellAddress
from kccreport.ground.problem import Problem
from kccreport.intake.figures import read_figure
from kccreport.models.indicator import Figure
from kccreport.models.measure import Unit, published
from kccreport.paper.wording import figure_words, result_words
from kccreport.workbook.cell import Cell

AT = CellAddress("Results", 2, 4)


def read(value: Any, unit: str, shown: str = "General") -> Figure | Problem:
    return read_figure(Cell(AT, value, shown), Unit(name=unit))


@pytest.mark.parametrize(
    ("value", "shown", "unit", "decimals", "printed", "held"),
    [
        # as text
        ("01:35", "@", "mm:ss", 0, "01:35", 95),
        ("1:35", "@", "h:mm", 0, "1:35", 95),
        ("1:05:30", "@", "h:mm:ss", 0, "1:05:30", 3930),
        ("125:10", "@", "m:ss", 0, "125:10", 7510),
        ("1:5", "@", "ratio", 0, "1:5", 5),
        ("1:2.5", "@", "1:n", 1, "1:2.5", "2.5"),
        ("5:1", "@", "n:1", 0, "5:1", 5),
        ("£1.2m", "@", "£m", 1, "1.2", "1.2"),
        ("£1.2m", "@", "£", 0, "£1,200,000", 1_200_000),
        ("£1.2 million", "@", "£000s", 0, "1,200", 1200),
        ("£950k", "@", "£m", 2, "0.95", "0.95"),
        ("(5.2)", "@", "number", 1, "-5.2", "-5.2"),
        ("(£5.2m)", "@", "£m", 1, "-5.2", "-5.2"),
        ("(5%)", "@", "%", 0, "-5%", -5),
        ("-£5", "@", "£", 0, "-£5", -5),
        ("4.2/5", "@", "out of 5", 1, "4.2/5", "4.2"),
        ("4.2 out of 5", "@", "score out of 5", 1, "4.2/5", "4.2"),
        ("12th", "@", "rank", 0, "12th", 12),
        ("12th of 27", "@", "rank", 0, "12th of 27", 12),
        ("101", "@", "rank", 0, "101st", 101),
        ("115% (9,498/8,241)", "@", "%", 0, "115% (9,498/8,241)", 115),
        ("285,661*", "@", "number", 0, "285,661*", 285_661),
        ("Approximately 60%", "@", "%", 0, "60% (approx.)", 60),
        ("approx. 51% [p]", "@", "%", 0, "51% (approx.) [p]", 51),
        ("c. 470", "@", "number", 0, "470 (approx.)", 470),
        ("circa £1.2m", "@", "£m", 1, "1.2 (approx.)", Decimal("1.2")),
        ("12 days", "@", "days", 0, "12", 12),
        ("90 per cent", "@", "%", 0, "90%", 90),
        ("1,264 provisional", "@", "number", 0, "1,264 provisional", 1264),
        # as Excel turns what is typed into times and numbers
        (time(1, 35), "h:mm", "mm:ss", 0, "01:35", 95),
        (time(1, 35), "h:mm", "h:mm", 0, "1:35", 95),
        (timedelta(seconds=95), "[mm]:ss", "mm:ss", 0, "01:35", 95),
        (timedelta(hours=30, minutes=5), "[h]:mm", "h:mm", 0, "30:05", 1805),
        (time(1, 35), "h:mm", "h:mm:ss", 0, "1:35:00", 5700),
        (4.2, "General", "out of 5", 1, "4.2/5", "4.2"),
        (12, "General", "rank", 0, "12th", 12),
        (22, '0"nd"', "number", 0, "22nd", None),
        # as formats show them
        (1234567, "#,##0,", "£000s", 0, "1,235", "1234.567"),
        (1234567, '"£"0.0,,"m"', "£m", 1, "1.2", "1.234567"),
        (1234567, '"£"0.0,,"m"', "£", 0, "£1,234,567", 1_234_567),
        (0.9, '0.0"%"', "%", 1, "0.9%", "0.9"),
        (97, "0\\%", "%", 0, "97%", 97),
        (5.1, '0.0" %"', "%", 1, "5.1%", "5.1"),
        (-0.05, "0%;[Red](0%)", "%", 0, "-5%", -5),
        (0, '#,##0;-#,##0;"-"', "number", 0, "-", 0),
        (5, '0" days"', "days", 0, "5", 5),
        (2021, "0", "number", 0, "2,021", 2021),
    ],
)
def test_a_figure_is_read_and_printed_as_written(
    value: Any, shown: str, unit: str, decimals: int, printed: str, held: Any
) -> None:
    found = read(value, unit, shown)
    if held is None:
        assert isinstance(found, Problem)
        return
    assert isinstance(found, Figure), found
    assert found.value == Decimal(held)
    assert result_words(found, decimals, Unit(name=unit)) == printed


@pytest.mark.parametrize(
    ("value", "shown", "unit", "code", "remedy", "unit_then", "printed"),
    [
        # what is typed then, in which unit, and what it prints
        ("<5", "@", "number", "not-a-number", "[c]", "number", "[c]"),
        ("1:5", "@", "number", "unit-mix", "1:5", "ratio", "1:5"),
        ("4.2/5", "@", "number", "unit-mix", "4.2/5", "out of 5", "4/5"),
        ("12th", "@", "number", "unit-mix", "12th", "rank", "12th"),
        ("2:5", "@", "ratio", "not-a-number", "1:2.5", "ratio", "1:3"),
        ("3.5/4", "@", "out of 5", "unit-mix", "3.5/4", "out of 4", "4/4"),
        ("01:35:30", "@", "h:mm", "unit-mix", "01:35:30", "h:mm:ss", "1:35:30"),
        (time(1, 5), "h:mm", "ratio", "not-a-number", "1:5", "ratio", "1:5"),
        (time(1, 35), "h:mm", "minutes", "not-a-number", "01:35", "mm:ss", "01:35"),
        (time(1, 35), "h:mm", "number", "not-a-number", "01:35", "h:mm", "1:35"),
        (datetime(2026, 5, 4), "d-mmm", "out of 5", "not-a-number", "4/5", "out of 5", "4/5"),
        (datetime(1900, 1, 1, 2), "h:mm", "h:mm", "not-shown", "26:00", "h:mm", "26:00"),
        ("-", "@", "%", "not-a-number", "0%", "%", "0%"),
        ("-", "@", "%", "not-a-number", "[z]", "%", "n/a"),
        ("5 weeks", "@", "days", "unit-mix", "35", "days", "35"),
        ("£1.2m", "@", "%", "unit-mix", "12%", "%", "12%"),
        (95, "General", "mm:ss", "not-a-number", "01:35", "mm:ss", "01:35"),
        (55, ";;;", "number", "not-shown", "55", "number", "55"),
        (-5, "0;0", "number", "not-shown", "-5", "number", "-5"),
        (5, "[>=10]0", "number", "not-shown", "5", "number", "5"),
    ],
)
def test_a_fault_names_a_remedy_that_works(
    value: Any, shown: str, unit: str, code: str, remedy: str, unit_then: str, printed: str
) -> None:
    fault = read(value, unit, shown)
    assert isinstance(fault, Problem), fault
    assert (fault.code, fault.where, bool(fault.hint)) == (code, "'Results'!D2", True)
    mended = read(remedy, unit_then)
    assert isinstance(mended, Figure), mended
    assert result_words(mended, 0, Unit(name=unit_then)) == printed


@pytest.mark.parametrize(
    "text", ["5 to 10", "90 of 100", "90 or 91", "about 90", "5-10", "(5", "5)", "12 [q] x", "4//5"]
)
def test_more_than_one_figure_is_none(text: str) -> None:
    assert isinstance(read(text, "number"), Problem)


UNITS = [
    "%",
    "number",
    "£",
    "£m",
    "£000s",
    "days",
    "mm:ss",
    "m:ss",
    "h:mm",
    "h:mm:ss",
    "ratio",
    "n:1",
    "rank",
    "out of 5",
]


@given(st.decimals(0, 10**6, places=3), st.integers(0, 3), st.sampled_from(UNITS))
def test_what_is_printed_reads_back_as_the_figure_that_was_rated(value: Decimal, decimals: int, name: str) -> None:
    unit = Unit(name=name)
    if unit.clock or name == "rank":
        decimals = 0
    found = read(figure_words(value, decimals, unit), name)
    assert isinstance(found, Figure), found
    assert found.value == published(value, decimals)


@given(
    st.floats(-1e7, 1e7),
    st.sampled_from(["0.00", "#,##0.0", "0%", "0.0%", "0.0,", "#,##0;(#,##0)", "£#,##0.00", '0"%"']),
)
def test_a_cell_and_the_text_it_shows_are_the_same_figure(value: float, code: str) -> None:
    """To the decimals that are shown: what is stored may have more."""
    unit = "%" if "%" in code else "number"
    stored, cell = read(value, unit, code), Cell(AT, value, code)
    if isinstance(stored, Problem):
        return
    shown = read(cell.text, unit)
    if isinstance(shown, Problem):  # 0.5 and no sign: said of either
        return
    assert stored.value is not None
    assert shown.value is not None
    assert abs(stored.value - shown.value) <= Decimal("0.5") / 10 ** (cell.shown.decimals or 0)
