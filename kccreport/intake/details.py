"""The Paper sheet to `PaperDetails`: one item a row, in any order."""

import difflib

from kccreport.address import CellAddress, sheet_address
from kccreport.intake.fields import parse_day, parse_period_cell
from kccreport.intake.figures import read_figure
from kccreport.intake.schema import ITEMS, Item, fold
from kccreport.intake.table import Record, Table
from kccreport.models.measure import Unit
from kccreport.models.period import FinancialYear, Period, parse_financial_year
from kccreport.models.schemes import Tolerance, ToleranceBasis
from kccreport.models.submission import Day, PaperDetails
from kccreport.models.travel import TravelMethod, TravelRule
from kccreport.problem import Problem, warning
from kccreport.workbook.cell import Cell

_MOST_PERIODS = 36
_NAMES = {fold(name): item for item in ITEMS for name in (item.name, *item.also)}


class _Items:
    """The rows of the Paper sheet by item, with a place to point at for those that are missing."""

    def __init__(self, table: Table, problems: list[Problem]) -> None:
        self.table, self.problems = table, problems
        self.cells: dict[str, Cell] = {}
        self.blank: dict[str, CellAddress] = {}
        for record in table.records:
            self._take(record)
        for item in ITEMS:
            if item.required and item.name in self.blank:
                where = str(self.blank[item.name])
                problems.append(Problem("missing-item", where, f"{item.name} is blank.", f"type it here. {item.note}"))
            elif item.required and item.name not in self.cells:
                problems.append(
                    Problem(
                        "missing-item",
                        sheet_address(table.name),
                        f"there is no {item.name}.",
                        f"add a row with {item.name} in the column Item. {item.note}",
                    )
                )

    def _take(self, record: Record) -> None:
        name = record.text("Item")
        item = _NAMES.get(fold(name)) or self._nearest(record, name)
        if item is None:
            return
        if item.name in self.cells:
            self.problems.append(
                Problem(
                    "repeated-item",
                    str(record.address("Item")),
                    f"{item.name} is given twice; it is also at {self.cells[item.name].address}.",
                    "keep one of the two rows",
                )
            )
        elif record.cell("Value").is_blank:
            self.blank[item.name] = record.address("Value")
        else:
            self.cells[item.name] = record.cell("Value")

    def _nearest(self, record: Record, name: str) -> Item | None:
        if not name:
            return None
        where = str(record.address("Item"))
        near = difflib.get_close_matches(fold(name), _NAMES, n=1, cutoff=0.8)
        if near:
            item = _NAMES[near[0]]
            self.problems.append(
                warning("renamed-heading", where, f"{name[:40]!r} is read as {item.name}.", f"type {item.name}")
            )
            return item
        known = ", ".join(item.name for item in ITEMS)
        self.problems.append(warning("unknown-item", where, f"{name[:40]!r} is not read.", f"the items are: {known}"))
        return None

    def text(self, name: str) -> str:
        """Return an item's text; "" where it is missing."""
        return self.cells[name].text if name in self.cells else ""

    def wrong(self, name: str, expected: str) -> None:
        """Report an item whose value cannot be read."""
        cell = self.cells[name]
        self.problems.append(
            Problem(
                "not-a-value",
                str(cell.address),
                f"{name} is {cell.text[:40]!r}, which cannot be read.",
                f"type {expected}",
            )
        )


def read_details(table: Table, problems: list[Problem]) -> tuple[PaperDetails | None, Tolerance | None]:
    """Return the paper's details, and the tolerance declared for the whole paper, if one is.

    The details are None where a required item is missing or cannot be read.
    Problems: missing-item, repeated-item, unknown-item, renamed-heading, not-a-value.
    """
    items = _Items(table, problems)
    meeting, published = _day(items, "Meeting date"), _day(items, "Publication date")
    year, results_up_to = _year(items), _results_up_to(items)
    travel = _travel(items)
    deadline = _day(items, "Commentary deadline")
    tolerance = _tolerance(items)
    if meeting is None or published is None or year is None or results_up_to is None:
        return None, tolerance
    if any(item.required and item.name not in items.cells for item in ITEMS):
        return None, tolerance
    return (
        PaperDetails(
            title=items.text("Title"),
            council=items.text("Council"),
            committee=items.text("Committee"),
            meeting=meeting.date,
            subject=items.text("Subject"),
            classification=items.text("Classification"),
            financial_year=year,
            results_up_to=results_up_to,
            produced_by=items.text("Produced by"),
            published=published,
            travel=travel,
            layout=items.text("Layout"),
            record=items.text("Record"),
            deadline=deadline.date if deadline else None,
            cells=_addresses(items),
        ),
        tolerance,
    )


def _addresses(items: _Items) -> dict[str, CellAddress]:
    return {name: cell.address for name, cell in items.cells.items()}


def _day(items: _Items, name: str) -> Day | None:
    if name not in items.cells:
        return None
    day = parse_day(items.cells[name])
    if day is None or (name == "Meeting date" and day.to_the_month) or not 1990 <= day.date.year <= 2099:
        items.wrong(name, "a date, such as 12 March 2021")
        return None
    return day


def _year(items: _Items) -> FinancialYear | None:
    if "Financial year" not in items.cells:
        return None
    year = parse_financial_year(items.text("Financial year"))
    if year is None:
        items.wrong("Financial year", "it as 2020/21, the second year following the first")
    return year


def _results_up_to(items: _Items) -> Period | None:
    if "Results up to" not in items.cells:
        return None
    period = parse_period_cell(items.cells["Results up to"])
    if period is None:
        items.wrong("Results up to", "a month and year, such as January 2021")
    return period


def _travel(items: _Items) -> TravelRule:
    """Return how directions are found: against the previous period, unless the sheet says otherwise."""
    method = TravelMethod.PREVIOUS
    if "Direction of travel" in items.cells:
        named = {fold(each): each for each in TravelMethod}
        method = named.get(fold(items.text("Direction of travel")), TravelMethod.PREVIOUS)
        if fold(items.text("Direction of travel")) not in named:
            items.wrong("Direction of travel", "one of: " + ", ".join(TravelMethod))
    periods = method.fewest_periods if method is not TravelMethod.MEAN else 4
    if "Direction periods" in items.cells:
        text = items.text("Direction periods")
        if text.isascii() and text.isdigit() and method.fewest_periods <= int(text) <= _MOST_PERIODS:
            periods = int(text)
        else:
            items.wrong("Direction periods", f"a whole number from {method.fewest_periods} to {_MOST_PERIODS}")
    return TravelRule(method=method, periods=periods)


def _tolerance(items: _Items) -> Tolerance | None:
    """Return the paper-wide tolerance. Its number is in percent of the target unless `Tolerance in` says points."""
    if "Tolerance" not in items.cells:
        return None
    basis = ToleranceBasis.RELATIVE
    if "Tolerance in" in items.cells:
        try:
            basis = ToleranceBasis(items.text("Tolerance in").casefold())
        except ValueError:
            items.wrong("Tolerance in", " or ".join(ToleranceBasis))
    cell = items.cells["Tolerance"]
    written_with_sign = "%" in cell.number_format or "%" in cell.text
    figure = read_figure(cell, Unit(name="%" if written_with_sign else "points"))
    if isinstance(figure, Problem):
        items.problems.append(figure)
        return None
    if figure.value is None or figure.value < 0:
        items.wrong("Tolerance", "a number that is not negative, such as 10")
        return None
    return Tolerance(margin=figure.value, basis=basis)
