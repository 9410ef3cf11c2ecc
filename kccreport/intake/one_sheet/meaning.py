"""What a row of Measures means: unit, decimals, frequency, kind and basis, where nobody has typed them."""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from kccreport.ground.pattern import pattern
from kccreport.intake.fields import read_heading
from kccreport.intake.one_sheet.rows import MeasureRow
from kccreport.intake.one_sheet.words import absence_of, frequency_of, is_not_rated, polarity_of
from kccreport.intake.sheet_format import fold
from kccreport.intake.target_words import TargetRead, read_target
from kccreport.intake.written import Written, parse_written
from kccreport.models.measure import Basis, Polarity, Status, Unit
from kccreport.models.period import Frequency
from kccreport.models.reading.meaning import Heading, Meaning, Sort
from kccreport.workbook.cell import Cell
from kccreport.workbook.number_format import Kind

_LONGEST_DECIMALS = 2  # of figures whose cells do not say how many: more were calculated
_PER_CENT = pattern(r"(?:%|percentage|percent|per cent)\b|^%|\(%\)|% of\b", re.IGNORECASE)
_CUMULATIVE = pattern(r"\b(?:cumulative|year to date|ytd|running total)\b", re.IGNORECASE)
_IN_BRACKETS = pattern(r"\(([^()]+)\)\s*$")
_UNITS = frozenset(
    map(fold, ("%", "£", "£000s", "£000", "£k", "£m", "000s", "days", "working days", "calendar days", "weeks", "months", "years",
               "hours", "minutes", "seconds", "kg", "kgs", "tonnes", "tonnes per household", "kg per household", "miles", "km",
               "number", "no", "count", "rate", "ratio", "rank", "score", "points", "people", "households", "mm:ss", "h:mm"))
)  # fmt: skip
_BESIDE = pattern(r"[-−]?[\d,.]+\s*([A-Za-z][A-Za-z ]*)", re.ASCII)  # 20 days
_MILLIONS = pattern(r"£\s*[\d,.]+\s*(?:m|million)\b", re.IGNORECASE | re.ASCII)
_PER = pattern(r"per [\d,]+\b.*|per \w+|out of \d+|/ ?\d+", re.IGNORECASE)
_NUMBERS = frozenset(
    map(fold, ("number", "no", "no.", "#", "count", "num", "numeric", "volume", "integer", "whole number"))
)
_PERCENTAGES = frozenset(map(fold, ("%", "percent", "percentage", "per cent", "percentage %", "% rate", "pct")))
_SORTS = {
    Sort.FINANCIAL_YEAR: Frequency.ANNUAL,
    Sort.ACADEMIC_YEAR: Frequency.ACADEMIC_YEAR,
    Sort.CALENDAR_YEAR: Frequency.CALENDAR_YEAR,
}
_LENGTHS = {1: Frequency.MONTHLY, 3: Frequency.QUARTERLY, 6: Frequency.HALF_YEARLY, 12: Frequency.ANNUAL, 24: Frequency.TWO_YEARS,
            36: Frequency.THREE_YEARS, 48: Frequency.FOUR_YEARS, 60: Frequency.FIVE_YEARS}  # fmt: skip
_ORDER = list(Frequency)
# Q5 2026/27 is no quarter, but nothing else can be meant
_NUMBERED = pattern(
    r"(?:\d{2,4}\W+){0,2}(?:q|qtr|quarter|h|half|half[ -]year|month)\W*\d{1,2}(?:\W+\d{2,4}){0,2}\W*",
    re.IGNORECASE | re.ASCII,
)


class Meant(NamedTuple):
    """What a row means, as the full workbook would say it. `figures` are its results by the address of their headings.

    `coarser` are those of longer periods than its own, such as last year's beside quarters. `target` is as it was typed;
    what has one is a KPI, which `is_rated` unless its kind or its words say that it is not.
    """

    unit: str
    frequency: Frequency
    decimals: int
    year_to_date_decimals: int
    target_decimals: int
    basis: str
    is_kpi: bool
    is_rated: bool
    polarity: str
    target: TargetRead
    figures: Mapping[str, Cell]
    coarser: Mapping[str, Cell]
    suspension: str


def what_is_meant(row: MeasureRow, periods: Sequence[tuple[Cell, Heading | None]], usual: Frequency) -> Meant:
    """Return what a row means. `usual` is how often the sheet's measures are reported, for a row that does not show it."""
    figures = {
        str(heading.address): row.record.cell(str(heading.address))
        for heading, _ in periods
        if not row.record.cell(str(heading.address)).is_blank
    }
    read = {str(heading.address): found for heading, found in periods if found is not None}
    figures = {at: _as_code(cell) for at, cell in figures.items()}
    suspension = _suspension(list(figures.values()))
    if suspension:
        figures = {}
    unit = unit_of(row, list(figures.values()))
    typed = frequency_of(row.text("Frequency"))
    frequency = typed or frequency_by([read[at] for at in figures if at in read]) or usual
    basis = row.text("Basis") or _basis(row)
    of_year = next((each for each in Basis if fold(each) == fold(basis)), None)  # a cumulative year is its last quarter
    coarser = {} if row.text("Frequency") and typed is None else _coarser(figures, read, frequency, of_year)
    own = {at: cell for at, cell in figures.items() if at not in coarser}
    target = read_target(row.text("Target"), unit)
    decimals = _decimals(list(own.values()), unit)
    to_date = row.cell("Year to date")
    kind = row.text("Kind")
    says_not = is_not_rated(kind) or is_not_rated(row.text("Polarity"))
    says_kpi = fold(kind) == fold("KPI")
    has_target = not row.cell("Target").is_blank
    return Meant(
        unit=unit,
        frequency=frequency,
        decimals=decimals,
        year_to_date_decimals=decimals if to_date.is_blank else _decimals([to_date], unit),
        target_decimals=decimals if not target.figure else _places(target.figure),
        basis=basis,
        is_kpi=says_kpi or has_target,
        is_rated=says_kpi or (bool(target.figure or target.is_odd) and not says_not),
        polarity=_polarity(row, target, unit),
        target=target,
        figures=own,
        coarser=coarser,
        suspension=suspension,
    )


def unit_of(row: MeasureRow, figures: Sequence[Cell]) -> str:
    """Return the unit that was typed, or the one that the title or the figures show; else a number."""
    typed = row.text("Unit")
    if fold(typed) in _PERCENTAGES and typed:
        return "%"
    if typed:
        return "number" if fold(typed) in _NUMBERS else typed
    title = row.record.text("Title")
    bracket = _IN_BRACKETS.search(title)
    if bracket and (fold(bracket[1]) in _UNITS or _PER.fullmatch(bracket[1].strip())):
        return "%" if fold(bracket[1]) in _PERCENTAGES else bracket[1].strip()
    shown = [*figures, row.record.cell("Target"), row.record.cell("Year to date")]
    if any(_is_percentage(cell) for cell in shown):
        return "%"
    if any("£" in cell.text for cell in shown):
        return _money(shown)
    beside = {match[1] for cell in shown if isinstance(cell.value, str) and (match := _BESIDE.fullmatch(cell.text))}
    if len(beside) == 1 and (word := beside.pop()) and fold(word) in _UNITS:
        return word
    if _PER_CENT.match(title.strip()) and all(abs(float(cell.value)) > 1 for cell in shown if cell.is_number):  # type: ignore[arg-type]
        return "%"
    return "number"


def _money(shown: Sequence[Cell]) -> str:
    """Return the unit of sums: £m where each of them is written in millions, as £1.2m; else £."""
    filled = [cell for cell in shown if any(map(str.isdigit, cell.text))]
    return "£m" if all(isinstance(cell.value, str) and _MILLIONS.search(cell.text) for cell in filled) else "£"


def _is_percentage(cell: Cell) -> bool:
    if cell.is_number:
        return cell.shown.kind is Kind.PERCENTAGE
    return isinstance(cell.value, str) and bool(re.search(r"\d\s*%", cell.text))


def frequency_by(headings: Sequence[Heading]) -> Frequency | None:
    """Return how often a measure is reported whose figures stand below some headings: the finest of their periods.

    Months that are all three, six or twelve apart are the ends of quarters. None where there are none, or one month alone.
    """
    if not headings:
        return None
    meanings = [heading.meanings[0] if len(heading.meanings) == 1 else _year_of(heading) for heading in headings]
    found = min((_of(each) for each in meanings), key=_ORDER.index)
    if found is not Frequency.MONTHLY:
        return found
    months = sorted({each.end for each in meanings if each.months == 1})
    if len(months) < 2:
        return None
    steps = {later.months_since(earlier) for earlier, later in pairwise(months)}
    return Frequency.QUARTERLY if all(step % 3 == 0 for step in steps) else Frequency.MONTHLY


def _year_of(heading: Heading) -> Meaning:
    """Return the first of several meanings, which are years: a financial one before the others."""
    return min(
        heading.meanings, key=lambda each: (each.sort is not Sort.FINANCIAL_YEAR, each.sort is not Sort.CALENDAR_YEAR)
    )


def _of(meaning: Meaning) -> Frequency:
    return _SORTS.get(meaning.sort) or _LENGTHS.get(meaning.months, Frequency.ANNUAL)


def _coarser(
    figures: Mapping[str, Cell], read: Mapping[str, Heading], frequency: Frequency, basis: Basis | None
) -> dict[str, Cell]:
    """Return the figures of years beside those of shorter periods; they are no results of these."""
    if frequency.is_yearly:
        return {}
    return {
        at: cell
        for at, cell in figures.items()
        if at in read
        and read[at].period_for(frequency, basis) is None
        and all(each.months >= 12 for each in read[at].meanings)
    }


def _decimals(cells: Sequence[Cell], unit: str) -> int:
    """Return how many decimals figures are shown with; those that were calculated, and say nothing of it, at most two."""
    return max((_shown_places(cell, unit) for cell in cells), default=0)


def _shown_places(cell: Cell, unit: str) -> int:
    if not cell.is_number:
        written = parse_written(cell.text, Unit(name=unit)) if isinstance(cell.value, str) else None
        return max(0, _places(cell.text) - written.power) if isinstance(written, Written) else 0
    places = _places(cell.text)
    return min(places, _LONGEST_DECIMALS) if cell.number_format == "General" else min(places, 6)


def _places(text: str) -> int:
    match = re.search(r"\d\.(\d+)", text)
    return min(len(match[1]), 6) if match else 0


def _basis(row: MeasureRow) -> str:
    """Return the basis that takes least for granted.

    Where a year to date is given, figures add up over the year; where the words say cumulative, each is its own year to
    date; else nothing is added up: each figure stands for itself.
    """
    to_date = row.cell("Year to date")
    if not to_date.is_blank and absence_of(to_date.text) is not Status.NOT_APPLICABLE and to_date.text != "[z]":
        return "In-period"
    words = f"{row.record.text('Title')} {row.text('Unit')}"
    return "Cumulative" if _CUMULATIVE.search(words) else "Snapshot"


def _polarity(row: MeasureRow, target: TargetRead, unit: str) -> str:
    """Return the polarity typed, or that which a bound means, or a target and its amber limit show; "" where none does."""
    typed = row.text("Polarity")
    if typed:
        known = polarity_of(typed)
        return known.value.capitalize() if known else "" if is_not_rated(typed) else typed
    if target.polarity is not None:
        return target.polarity.value.capitalize()
    limit = read_target(row.text("Amber limit"), unit)
    values = [parse_written(each.figure, Unit(name=unit)) for each in (target, limit) if each.figure]
    if len(values) == 2 and isinstance(values[0], Written) and isinstance(values[1], Written):
        best, least = values[0].value, values[1].value
        if best != least:
            return (Polarity.HIGHER if best > least else Polarity.LOWER).value.capitalize()
    return ""


def _as_code(cell: Cell) -> Cell:
    """Return a cell of words that say why there is no result as the status code that means it."""
    if not isinstance(cell.value, str) or cell.is_error or cell.is_uncalculated:
        return cell
    absent = absence_of(cell.text)
    return cell if absent is None else cell._replace(value=f"[{absent.value}]", number_format="General")


def _suspension(figures: Sequence[Cell]) -> str:
    """Return the words that stand in the place of all results of a row, where they are no figures and no codes."""
    texts = {cell.text for cell in figures if isinstance(cell.value, str) and not cell.is_error}
    if len(texts) != 1 or len(figures) != sum(isinstance(cell.value, str) and not cell.is_error for cell in figures):
        return ""
    (text,) = texts
    is_words = len(text.split()) > 1 and not any(map(str.isdigit, text)) and "[" not in text
    return text if is_words else ""


def period_headings(own: Sequence[Cell], below: Mapping[str, Sequence[Cell]]) -> list[tuple[Cell, Heading | None]]:
    """Return the headings that are periods, or that can only be meant for one, since figures stand below them."""
    found: list[tuple[Cell, Heading | None]] = []
    for cell in own:
        if cell.is_error or cell.is_uncalculated:
            found.append((cell, None))
            continue
        read = read_heading(cell)
        if isinstance(read, Heading):
            found.append((cell, read))
        elif (read.code != "not-a-period" or _NUMBERED.fullmatch(cell.text.strip())) and any(
            map(_has_figure, below.get(str(cell.address), ()))
        ):
            found.append((cell, None))
    return found


def _has_figure(cell: Cell) -> bool:
    return cell.is_number or any(map(str.isdigit, cell.text))
