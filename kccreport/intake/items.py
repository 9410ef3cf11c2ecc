"""Sheets with one item a row, in any order: Paper, and an agenda's Meeting."""

import difflib
from collections.abc import Sequence

from kccreport.ground.address import CellAddress, sheet_address
from kccreport.ground.problem import Problem, warning
from kccreport.intake.record import Record
from kccreport.intake.sheet_format import Item, fold
from kccreport.intake.table import Table
from kccreport.workbook.cell import Cell


class ItemSheet:
    """The rows of such a sheet by item, with a place to point at for those that are missing.

    Problems: missing-item, repeated-item, unknown-item, renamed-heading; and not-a-value where `wrong` is asked to.
    """

    def __init__(self, table: Table, items: Sequence[Item], problems: list[Problem]) -> None:
        self.table, self.items, self.problems = table, items, problems
        self._names = {fold(name): item for item in items for name in (item.name, *item.also)}
        self.cells: dict[str, Cell] = {}
        self.blank: dict[str, CellAddress] = {}
        for record in table.records:
            self._take(record)
        for item in items:
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
        item = self._names.get(fold(name)) or self._nearest(record, name)
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
        near = difflib.get_close_matches(fold(name), self._names, n=1, cutoff=0.8)
        if near:
            item = self._names[near[0]]
            self.problems.append(
                warning("renamed-heading", where, f"{name[:40]!r} is read as {item.name}.", f"type {item.name}")
            )
            return item
        known = ", ".join(item.name for item in self.items)
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
