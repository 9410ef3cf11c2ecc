"""A cell to a figure in the indicator's own unit: the border where units are settled.

Excel keeps 85.3% as 0.853 with the format 0.0%, or as 85.3 with the format General, or as the text "85.3%". All three
become Decimal("85.3"); from here on a percentage is always 85.3.
"""

import math
import re
from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from kccreport.ground.pattern import pattern
from kccreport.ground.problem import Problem
from kccreport.ground.values import replace
from kccreport.intake.written import HINT, Fault, Written, clock_number, parse_clock, parse_written
from kccreport.models.indicator import APPROXIMATE, Figure
from kccreport.models.measure import Status, Unit, Writing
from kccreport.workbook.cell import Cell
from kccreport.workbook.number_format import Kind, read_format

_CODE = pattern(r"(?P<rest>.*?)\s*\[\s*(?P<code>[A-Za-z]+)\s*\]")
_ABOUT = pattern(
    r"(?:(?:approximately|approx|circa)\b\.?|ca?\.)\s*(?P<rest>[-−£]?\d.*)",
    re.IGNORECASE | re.DOTALL,
)
_DASHES = frozenset("-–—−")
_WORDS = {
    "n/a": Status.NOT_APPLICABLE,
    "na": Status.NOT_APPLICABLE,
    "not applicable": Status.NOT_APPLICABLE,
    "suspended": Status.SUSPENDED,
    "nil": Status.NIL,
    **dict.fromkeys(_DASHES, Status.NIL),
}
_LARGEST = Decimal(10) ** 15  # Excel keeps 15 significant digits; beyond that a figure is not what was typed
_MOST_PERCENT = 1000  # beyond that, 97 was typed as a number and shown as 9700%


def exact(number: float) -> Decimal:
    """Return an Excel number as it was typed: 15 significant digits, all that Excel keeps.

    >>> exact(0.07) * 100
    Decimal('7.00')
    """
    return Decimal(f"{number:.15g}")


def read_figure(cell: Cell, unit: Unit) -> Figure | Problem:
    """Return the figure in a cell that is not blank, or what is wrong with it.

    Problems: error-cell, uncalculated-formula, not-shown, not-a-number, unknown-status, ambiguous-percentage, unit-mix.
    """
    if fault := unusable(cell):
        return fault
    if cell.is_number:
        return _from_number(cell, float(cell.value), unit)  # type: ignore[arg-type]
    if isinstance(cell.value, (date, datetime, time, timedelta)):
        return _from_time(cell, unit)
    if isinstance(cell.value, bool):
        return Problem("not-a-number", str(cell.address), f"{cell.text} is not a figure.", HINT)
    return _from_text(cell, cell.text, unit)


def read_bar(cell: Cell, unit: Unit, *, codes: Collection[Status] = ()) -> Figure | Problem:
    """Return a figure that others are compared with, such as a target: one without a note, and with a value.

    `codes` are the status codes that may stand instead of it. Problems: those of `read_figure`, whose remedies name
    only what may stand in such a cell.
    """
    figure = read_figure(cell, unit)
    wanted = f"type {_an_example(unit)}"
    if codes:
        wanted += ", or " + " or ".join(f"[{code.value}] {code.meaning}" for code in codes)
    if isinstance(figure, Problem):
        return replace(figure, hint=wanted) if "[" in figure.hint else figure
    if figure.value is None and figure.status not in codes:
        return Problem("not-a-number", str(cell.address), f"{cell.text[:60]!r} is not a figure.", wanted)
    if not figure.note:
        return figure
    shown = cell.text.removesuffix(figure.note).strip()
    shown = about["rest"] if (about := _ABOUT.fullmatch(shown)) else shown
    return Problem("not-a-number", str(cell.address), f"{cell.text[:60]!r} is more than a figure.", f"type {shown}")


def _an_example(unit: Unit) -> str:
    """Return what to type in a row of a unit where nothing but a figure may stand."""
    match unit.writing:
        case Writing.CLOCK:
            return f"a length of time as {unit.clock}"
        case Writing.RATIO:
            return f"an apostrophe and a ratio, such as '{unit.ratio.replace('n', '5')}"
        case _:
            return "a percentage with the % sign, such as 95%" if unit.is_percentage else "a number"


def unusable(cell: Cell) -> Problem | None:
    """Say why a cell has no value to read: an error, a formula that was never calculated, or nothing that shows."""
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
    if cell.shows_nothing:
        how = "white text on white" if cell.is_white else f"the format {cell.number_format}"
        return Problem(
            "not-shown",
            str(cell.address),
            f"the cell holds {cell.stored[:40]!r} but shows nothing ({how}).",
            "clear the cell, or set its format to General and its colour to black and see whether it is meant",
        )
    return None


def _from_number(cell: Cell, number: float, unit: Unit) -> Figure | Problem:
    where = str(cell.address)
    if not math.isfinite(number) or abs(number) >= _LARGEST:
        return Problem("not-a-number", where, f"{cell.text} is too large to be a figure.", HINT)
    value, note = exact(number), ""
    plain = read_format(cell.number_format).plain
    if plain is None:
        worded = _as_worded(cell, value, unit)
        if isinstance(worded, (Problem, Figure)):
            return worded
        value, shown_as_percentage, note = worded.value, worded.is_percentage, worded.note
    else:
        scale, shown_as_percentage = plain
        value = value.scaleb(scale) if scale else value
    if unit.is_percentage and shown_as_percentage:
        if abs(value) > _MOST_PERCENT:
            return Problem(
                "unit-mix",
                where,
                f"the cell reads {value:,.0f}%, which cannot be meant.",
                f"type {exact(number).normalize():f}%",
            )
    elif unit.is_percentage and 0 < abs(value) <= 1:
        return Problem(
            "ambiguous-percentage",
            where,
            f"{value} could mean {value.normalize():f}% or {(value * 100).normalize():f}%.",
            _as_percentage(cell) + f"type {(value * 100).normalize():f}% or {value.normalize():f}%, with the % sign",
        )
    elif shown_as_percentage:
        return Problem(
            "unit-mix",
            where,
            f"the cell is shown as a percentage, but this row is measured in {unit.name}.",
            f"set the cell's format to General and type {value.normalize():f} (or what is meant), "
            "or change the unit on the Indicators sheet to %",
        )
    if unit.writing is Writing.CLOCK:
        found = clock_number(value, unit)
        if found is None:
            fault = _fault(parse_written("?", unit), cell)
            return replace(fault, message=fault.message.replace("'?'", repr(cell.text[:60])))
        value = found.value
    return Figure(value=value, note=note, at=cell.address)


def _as_percentage(cell: Cell) -> str:
    """Return what comes before typing a percentage into a cell in which Excel would not make one of it."""
    return "" if cell.number_format == "General" else "set the cell's format to Percentage and "


def _as_worded(cell: Cell, value: Decimal, unit: Unit) -> Written | Figure | Problem:
    """Return a number whose format adds words or signs: what is shown says by what scale, and what stands after it."""
    shown = cell.shown
    if shown.kind is Kind.HASHES:
        return Problem(
            "not-shown",
            str(cell.address),
            f"the cell holds {value:f} but shows only ####.",
            f"set the cell's format to {'Percentage' if '%' in cell.number_format else 'General'}",
        )
    if shown.kind is Kind.TEXT:
        if value == 0 and shown.text in _DASHES:
            return Figure(value=Decimal(0), status=Status.NIL, at=cell.address)
        return _from_text(cell, shown.text, unit)
    if value < 0 and shown.text[:1].isdigit():
        return Problem(
            "not-shown",
            str(cell.address),
            f"the cell holds {value:f} but shows {shown.text!r}, without the minus.",
            f"set the cell's format to {'Percentage' if '%' in cell.number_format else 'General'}",
        )
    scaled = value.scaleb(shown.scale)
    if not any(letter.isalpha() for letter in shown.text) or shown.decimals is None:
        return Written(scaled, shown.kind is Kind.PERCENTAGE)
    found = parse_written(shown.text, unit)
    if isinstance(found, Fault):
        return _fault(found, cell)
    return Written(scaled.scaleb(found.power), found.is_percentage, found.note)


def _from_time(cell: Cell, unit: Unit) -> Figure | Problem:
    """Return a cell that Excel holds as a date or time, as the length of time that it shows."""
    shown, where = cell.shown, str(cell.address)
    if unit.writing is Writing.CLOCK and shown.kind in (Kind.TIME, Kind.DURATION):
        if isinstance(cell.value, datetime):
            return Problem(
                "not-shown",
                where,
                f"the cell shows {shown.text}, but holds a day or more besides.",
                "set the cell's format to [h]:mm:ss and see whether it is meant",
            )
        section = read_format(cell.number_format).numbers[0]
        has_hours = any(token.text.strip("[]").startswith("h") for token in section.tokens)
        found = parse_clock(shown.text, unit, has_hours=has_hours)
        return _fault(found, cell) if isinstance(found, Fault) else Figure(value=found.value, at=cell.address)
    if shown.kind in (Kind.TIME, Kind.DURATION):
        what = "a time"
        wanted = (
            "change the unit on the Indicators sheet to mm:ss or h:mm; where a ratio is meant, change it to ratio and "
            "type an apostrophe and the ratio, such as '1:5"
        )
        if unit.writing is Writing.RATIO:
            wanted = f"type an apostrophe and the ratio, such as '{unit.ratio.replace('n', '5')}"
    else:
        what, wanted = "a date", "set the cell's format to General and type the figure again"
        if unit.writing is Writing.SCORE:
            wanted = f"type an apostrophe and the score, such as '4/{unit.most}"
    return Problem("not-a-number", where, f"Excel holds {what} here ({cell.text}) where a figure was expected.", wanted)


def _fault(found: Written | Fault, cell: Cell) -> Problem:
    assert isinstance(found, Fault)
    return Problem(found.code, str(cell.address), found.message, found.hint)


def _from_text(cell: Cell, text: str, unit: Unit) -> Figure | Problem:
    where, status = str(cell.address), None
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
    if status is Status.NIL and text in _DASHES and unit.writing is not Writing.PLAIN:
        nought = "0%" if unit.is_percentage else "0"
        return Problem(
            "not-a-number",
            where,
            f"a dash could mean {nought} or no figure.",
            f"type {nought}, or [z] where there is nothing to measure, or [x] where it is not available",
        )
    if status is Status.NIL:
        return Figure(value=Decimal(0), status=status, at=cell.address)
    about = _ABOUT.fullmatch(text)
    text = about["rest"] if about else text
    found = parse_written(text, unit)
    if isinstance(found, Fault):
        return _fault(found, cell)
    value, note = found.value, f"{found.note} {APPROXIMATE}".strip() if about else found.note
    if unit.is_percentage and not found.is_percentage and 0 < abs(value) <= 1:
        return Problem(
            "ambiguous-percentage",
            where,
            f"{text} could mean {value.normalize():f}% or {(value * 100).normalize():f}%.",
            f"type {(value * 100).normalize():f}% or {value.normalize():f}%, with the % sign",
        )
    if abs(value) >= _LARGEST:
        return Problem("not-a-number", where, f"{cell.text[:60]!r} is too large to be a figure.", HINT)
    return Figure(value=value, status=status, note=note, at=cell.address)
