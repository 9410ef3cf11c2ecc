"""A cell becomes a figure in the indicator's own unit, or a problem that names the cell."""

from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kccreport.ground.address import CellAddress
from kccreport.ground.problem import Problem
from kccreport.intake.figures import exact, read_figure
from kccreport.models.indicator import Figure
from kccreport.models.measure import Status, Unit
from kccreport.workbook.cell import Cell

PERCENT, NUMBER = Unit(name="%"), Unit(name="number")
AT = CellAddress("Results", 2, 4)


def read(value: Any, unit: Unit = NUMBER, shown: str = "General") -> Figure | Problem:
    return read_figure(Cell(AT, value, shown), unit)


def value_of(found: Figure | Problem) -> Decimal | None:
    assert isinstance(found, Figure), found
    return found.value


@pytest.mark.parametrize(
    ("value", "shown"),
    [(0.97, "0%"), (0.97, "0.00%"), (97, "General"), (97.0, "0"), ("97%", "General"), (" 97 % ", "@")],
)
def test_three_ways_of_writing_a_percentage_are_97(value: Any, shown: str) -> None:
    assert value_of(read(value, PERCENT, shown)) == 97


@given(st.integers(0, 10_000))
def test_a_percentage_with_two_decimals_is_read_exactly_in_all_three_ways(hundredths: int) -> None:
    wanted = Decimal(hundredths) / 100
    assert value_of(read(hundredths / 10_000, PERCENT, "0.00%")) == wanted
    assert value_of(read(f"{wanted}%", PERCENT)) == wanted
    if wanted > 1 or wanted == 0:
        assert value_of(read(float(wanted), PERCENT)) == wanted


@given(st.decimals(-(10**9), 10**9, places=4))
def test_a_number_is_read_as_it_was_typed(number: Decimal) -> None:
    assert value_of(read(float(number))) == number
    assert value_of(read(f"{number:,f}")) == number


def test_fifteen_digits_are_all_that_excel_keeps() -> None:
    assert exact(0.07) * 100 == 7
    assert exact(0.1 + 0.2) == Decimal("0.3")


@pytest.mark.parametrize("value", [0.97, 1, 0.5, "0.5"])
def test_a_fraction_without_a_percent_sign_is_not_guessed_at(value: Any) -> None:
    found = read(value, PERCENT)
    assert isinstance(found, Problem)
    assert found.code == "ambiguous-percentage"
    assert "with the % sign" in found.hint + found.message


def test_nought_is_nought_in_every_unit() -> None:
    assert value_of(read(0, PERCENT)) == 0
    assert value_of(read(0)) == 0
    assert value_of(read("0%", PERCENT)) == 0


def test_ninety_seven_formatted_as_a_percentage_is_a_slip_and_says_what_to_type() -> None:
    found = read(97, PERCENT, "0%")
    assert isinstance(found, Problem)
    assert (found.code, found.hint) == ("unit-mix", "type 97%")


@pytest.mark.parametrize(("value", "shown"), [(0.5, "0%"), ("50%", "General")])
def test_a_percentage_among_numbers_is_a_unit_mix(value: Any, shown: str) -> None:
    found = read(value, NUMBER, shown)
    assert isinstance(found, Problem)
    assert found.code == "unit-mix"


@pytest.mark.parametrize(
    ("text", "value", "status"),
    [
        ("-", 0, Status.NIL),
        ("–", 0, Status.NIL),
        ("nil", 0, Status.NIL),
        ("n/a", None, Status.NOT_APPLICABLE),
        ("[x]", None, Status.NOT_AVAILABLE),
        ("[suspended]", None, Status.SUSPENDED),
        ("1,264 [p]", 1264, Status.PROVISIONAL),
        ("12 [ r ]", 12, Status.REVISED),
        ("£1,200.50", Decimal("1200.5"), None),
        ("-5", -5, None),
        ("−5", -5, None),
        (".5", Decimal("0.5"), None),
    ],
)
def test_text_holds_a_figure_a_code_or_both(text: str, value: Any, status: Status | None) -> None:
    found = read(text)
    assert isinstance(found, Figure)
    assert (found.value, found.status) == (value, status)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("about 90", "not-a-number"),
        ("None", "not-a-number"),
        ("NaN", "not-a-number"),
        ("Infinity", "not-a-number"),
        ("1e999", "not-a-number"),
        ("1_000", "not-a-number"),
        ("１２", "not-a-number"),
        ("٣", "not-a-number"),
        ("1,2,3", "not-a-number"),
        ("9" * 40, "not-a-number"),
        ("12 [q]", "unknown-status"),
        ("12 [x]", "unknown-status"),
        ("%", "not-a-number"),
        ("=1+1", "not-a-number"),
    ],
)
def test_text_that_is_no_figure_is_a_problem_at_its_cell(text: str, code: str) -> None:
    found = read(text)
    assert isinstance(found, Problem)
    assert (found.code, found.where) == (code, "'Results'!D2")
    assert found.hint


@pytest.mark.parametrize("value", [True, datetime(2020, 12, 20), float("nan"), float("inf"), 10**400])
def test_other_values_are_problems_not_figures(value: Any) -> None:
    found = read(value) if not isinstance(value, int) or isinstance(value, bool) else read(str(value))
    assert isinstance(found, Problem)


def test_errors_and_formulas_without_a_result_say_what_to_do() -> None:
    error = read_figure(Cell(AT, "#REF!", is_error=True), NUMBER)
    formula = read_figure(Cell(AT, None, is_uncalculated=True), NUMBER)
    assert isinstance(error, Problem)
    assert isinstance(formula, Problem)
    assert (error.code, formula.code) == ("error-cell", "uncalculated-formula")
    assert "open the workbook in Excel" in formula.hint


@given(st.text(max_size=40))
def test_any_text_at_all_gives_a_figure_or_a_problem(text: str) -> None:
    for unit in (PERCENT, NUMBER):
        if text.strip():
            assert isinstance(read(text, unit), Figure | Problem)
