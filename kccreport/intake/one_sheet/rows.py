"""The rows of Measures: which are measures, which begin a group, and which are totals or notes."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from kccreport.ground.problem import Problem, warning
from kccreport.intake.one_sheet.schema import SETTINGS, TOTALS
from kccreport.intake.record import Record
from kccreport.intake.sheet_format import fold
from kccreport.intake.table import Table
from kccreport.workbook.cell import Cell

_NAMES = ("Group", "Reference", "Title")
_INSTEAD_OF_TOLERANCE = ("Amber limit", "Scheme")


class Group(NamedTuple):
    """What measures stand under: its name, "" where there is none, its cell, and what holds for all of them."""

    name: str
    at: Cell | None
    settings: Mapping[str, Cell]


class MeasureRow(NamedTuple):
    """One measure: its row as it was typed, and its group."""

    record: Record
    group: Group

    def cell(self, heading: str) -> Cell:
        """Return what was typed below a heading, or else what its group says there."""
        own = self.record.cell(heading)
        if not own.is_blank or heading not in self.group.settings:
            return own
        if heading in ("Tolerance", "Tolerance in") and any(
            name in self.record.cells for name in _INSTEAD_OF_TOLERANCE
        ):
            return own
        return self.group.settings[heading]

    def text(self, heading: str) -> str:
        """Return the text of that cell."""
        return self.cell(heading).text

    @property
    def key(self) -> Cell:
        """Return the cell by which the measure is known: its reference, or its title where it has none."""
        reference = self.record.cell("Reference")
        return self.record.cell("Title") if reference.is_blank else reference


def measure_rows(table: Table, settings: Mapping[str, Cell], problems: list[Problem]) -> tuple[MeasureRow, ...]:
    """Return the measures in order, each with its group and what holds for it.

    A row with nothing but a name, or with a group and no title, begins a group, whose settings are those of its row; a
    group that stands in the rows themselves goes on until another. Totals and notes are no measures.

    Problems: blank-cell, unread-row (a warning).
    """
    found: list[MeasureRow] = []
    group = Group("", None, settings)
    heads: list[tuple[Record, Group]] = []
    for record in table.records:
        if fold(record.text("Title") or record.text("Group")) in TOTALS:
            problems.append(_unread(record, "is a total, which is computed"))
            continue
        begun = _begins(record, settings)
        if begun is not None:
            problems.extend(_unread(head, "stands alone; no measure stands below it") for head, _ in heads)
            heads = [(record, begun)]
            group = begun
            continue
        own = record.cell("Group")
        if not own.is_blank and fold(own.text) != fold(group.name):
            group = Group(own.text, own, settings)
        heads = []
        found.append(MeasureRow(record, group))
    problems.extend(_unread(head, "stands alone; no measure stands below it") for head, _ in heads)
    problems.extend(_without_name(found))
    return tuple(found)


def _begins(record: Record, settings: Mapping[str, Cell]) -> Group | None:
    """Return the group that a row begins; None where it is a measure."""
    said = {name: cell for name, cell in record.cells.items() if not cell.is_blank}
    name = said.get("Group")
    if (
        name is not None
        and "Title" not in said
        and "Reference" not in said
        and set(said) <= {"Group", *SETTINGS, "Tolerance"}
    ):
        return Group(name.text, name, {**settings, **{each: cell for each, cell in said.items() if each != "Group"}})
    if len(said) != 1:
        return None
    ((heading, cell),) = said.items()
    is_name = heading in _NAMES and isinstance(cell.value, str) and any(map(str.isalpha, cell.text))
    return Group(cell.text, cell, settings) if is_name else None


def _unread(record: Record, why: str) -> Problem:
    cell = next(iter(record.cells.values()))
    hint = "nothing need be done; a note may stand above the headings or on a sheet named Notes"
    return warning("unread-row", str(cell.address), f"{cell.text[:60]!r} {why}, so the row is not read.", hint)


def _without_name(rows: Sequence[MeasureRow]) -> Iterator[Problem]:
    """Find measures without a title, and those without a group where others have one. Problems: blank-cell."""
    has_groups = any(row.group.name for row in rows)
    for row in rows:
        if row.record.cell("Title").is_blank:
            where = str(row.record.address("Title"))
            yield Problem(
                "blank-cell", where, "Title is blank.", "type what is measured, as printed; or delete the row"
            )
        if has_groups and not row.group.name:
            where = str(row.record.address("Group"))
            hint = "type what it stands under in the column Group, or in a row of its own above it"
            yield Problem("blank-cell", where, "the measure stands under no group, though others do.", hint)
