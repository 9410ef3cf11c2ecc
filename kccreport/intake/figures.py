"""A cell to a figure in the indicator's own unit: the border where units are settled.

Excel keeps 85.3% as 0.853 with the format 0.0%, or as 85.3 with the format General, or as the text "85.3%". All three
become Decimal("85.3"); from here on a percentage is always 85.3.
"""

import math
import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from kccreport.ground.problem import Problem
from kccreport.models.indicator import Figure
from kccreport.models.measure import Status, Unit
from kccreport.workbook.cell import Cell

_NUMBER = re.compile(
    r"(?P<sign>[-+−–]?)\s*£?\s*(?P<digits>\d{1,3}(?:,\d{3})+|\d+)?(?P<fraction>\.\d+)?\s*(?P<percent>%?)", re.ASCII
)
_CODE = re.compile(r"(?P<rest>.*?)\s*\[\s*(?P<code>[A-Za-z]+)\s*\]")
_WORDS = {
    "n/a": Status.NOT_APPLICABLE,
    "na": Status.NOT_APPLICABLE,
    "not applicable": Status.NOT_APPLICABLE,
    "suspended": Status.SUSPENDED,
    "nil": Status.NIL,
    "-": Status.NIL,
    "–": Status.NIL,
    "—": Status.NIL,
    "−": Status.NIL,
}
_LARGEST = Decimal(10) ** 15  # Excel keeps 15 significant digits; beyond that a figure is not what was typed
_HINT = "type a number, or a status code such as [x] not available, [z] not applicable, [suspended]"


def exact(number: float) -> Decimal:
    """Return an Excel number as it was typed: 15 significant digits, all that Excel keeps.

    >>> exact(0.07) * 100
    Decimal('7.00')
    """
    return Decimal(f"{number:.15g}")


def read_figure(cell: Cell, unit: Unit) -> Figure | Problem:
    """Return the figure in a cell that is not blank, or what is wrong with it.

    Problems: error-cell, uncalculated-formula, not-a-number, unknown-status, ambiguous-percentage, unit-mix.
    """
    if fault := unusable(cell):
        return fault
    if cell.is_number:
        return _from_number(cell, float(cell.value), unit)  # type: ignore[arg-type]
    if isinstance(cell.value, (date, datetime, time, timedelta)):
        return Problem(
            "not-a-number",
            str(cell.address),
            f"Excel holds a date here ({cell.text}) where a figure was expected.",
            "set the cell's format to General and type the figure again",
        )
    if isinstance(cell.value, bool):
        return Problem("not-a-number", str(cell.address), f"{cell.text.upper()} is not a figure.", _HINT)
    return _from_text(cell, unit)


def unusable(cell: Cell) -> Problem | None:
    """Say why a cell has no value to read: an Excel error, or a formula that was never calculated."""
    if cell.is_error:
        return Problem(
            "error-cell",
            str(cell.address),
            f"the cell shows {cell.text}, so its value is not known.",
            "mend the formula in Excel, or type the value itself",
        )
    if cell.is_uncalculated:
        return Problem(
            "uncalculated-formula",
            str(cell.address),
            "the cell holds a formula that was saved without its result.",
            "open the workbook in Excel, let it calculate, and save it",
        )
    return None


def _from_number(cell: Cell, number: float, unit: Unit) -> Figure | Problem:
    where = str(cell.address)
    if not math.isfinite(number) or abs(number) >= _LARGEST:
        return Problem("not-a-number", where, f"{cell.text} is too large to be a figure.", _HINT)
    value = exact(number)
    shown_as_percentage = "%" in cell.number_format
    if unit.is_percentage and shown_as_percentage:
        if abs(value) > 10:
            return Problem(
                "unit-mix",
                where,
                f"the cell reads {value * 100:,.0f}%, which cannot be meant.",
                f"type {value.normalize():f}%",
            )
        value *= 100
    elif unit.is_percentage and 0 < abs(value) <= 1:
        return Problem(
            "ambiguous-percentage",
            where,
            f"{value} could mean {value.normalize():f}% or {(value * 100).normalize():f}%.",
            f"type {(value * 100).normalize():f}% or {value.normalize():f}%, with the % sign",
        )
    elif shown_as_percentage:
        return Problem(
            "unit-mix",
            where,
            f"the cell is shown as a percentage, but this row is measured in {unit.name}.",
            "set the cell's format to General, or change the unit on the Indicators sheet to %",
        )
    return Figure(value=value, at=cell.address)


def _from_text(cell: Cell, unit: Unit) -> Figure | Problem:
    where, text, status = str(cell.address), cell.text, None
    if match := _CODE.fullmatch(text):
        try:
            status = Status(match["code"].lower())
        except ValueError:
            known = ", ".join(f"[{each.value}] {each.meaning}" for each in Status)
            return Problem("unknown-status", where, f"[{match['code']}] is not a status code.", f"use one of: {known}")
        text = match["rest"]
    status = status or _WORDS.get(text.casefold())
    if status is not None and not status.has_value:
        if text and text.casefold() not in _WORDS:
            return Problem(
                "unknown-status",
                where,
                f"{cell.text!r} gives both a figure and a code that says there is none.",
                f"type the figure alone, or [{status.value}] alone",
            )
        return Figure(status=status, at=cell.address)
    if status is Status.NIL:
        return Figure(value=Decimal(0), status=status, at=cell.address)
    match = _NUMBER.fullmatch(text)
    if match is None or not (match["digits"] or match["fraction"]):
        return Problem("not-a-number", where, f"{cell.text[:60]!r} is not a figure.", _HINT)
    if match["percent"] and not unit.is_percentage:
        return Problem(
            "unit-mix",
            where,
            f"{cell.text!r} is a percentage, but this row is measured in {unit.name}.",
            "type the figure without %, or change the unit on the Indicators sheet to %",
        )
    value = Decimal((match["digits"] or "0").replace(",", "") + (match["fraction"] or ""))
    if unit.is_percentage and not match["percent"] and 0 < value <= 1:
        return Problem(
            "ambiguous-percentage", where, f"{text} could mean {text}% or {value * 100:f}%.", "type it with the % sign"
        )
    if value >= _LARGEST:
        return Problem("not-a-number", where, f"{cell.text[:60]!r} is too large to be a figure.", _HINT)
    return Figure(value=-value if match["sign"] in ("-", "−", "–") else value, status=status, at=cell.address)
