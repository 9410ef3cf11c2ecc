"""The Tables sheet, and the sheets it names, to tables with computed totals."""

import difflib
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from kccreport.ground.address import CellAddress, sheet_address
from kccreport.ground.problem import Problem, Severity, warning
from kccreport.ground.totals import rounding_allowance, total, withheld
from kccreport.ground.values import replace
from kccreport.intake.fields import period_problem, read_choice, read_heading, read_whole
from kccreport.intake.figures import exact, read_figure, unusable
from kccreport.intake.period_sheet import quarters_as_typed
from kccreport.intake.record import Record
from kccreport.intake.sheet_format import fold
from kccreport.intake.table import Table
from kccreport.intake.table_grid import Grid, grid_of
from kccreport.intake.table_targets import ratings_of, targets_of
from kccreport.models.data_table import DataCell, DataRow, DataTable, Difference, Sums, TableChart, TablePeriods
from kccreport.models.measure import Status, Unit
from kccreport.models.period import Period, QuarterStyle
from kccreport.models.reading.meaning import Heading, NotRead
from kccreport.models.reading.read import last_month
from kccreport.workbook.cell import Cell
from kccreport.workbook.number_format import Kind, show
from kccreport.workbook.reader import Workbook
from kccreport.workbook.sheet import Sheet

_MOST_SUPPRESSED = 100
_PLAIN = Unit(name="number")
_LONGEST_TABLE = 200  # rows: a table for a paper, not a database


def read_tables(
    index: Table, workbook: Workbook, problems: list[Problem], *, quarters: QuarterStyle | None = None
) -> tuple[DataTable, ...]:
    """Return every table that the Tables sheet names, in its order.

    `quarters` is how the paper shows them; where it does not say, the headings of each table decide.

    Problems: missing-sheet, empty-table, repeated-reference, total-differs (a warning), missing-heading, not-a-choice,
    not-a-number, unrated-target (a warning), and those of single cells.
    """
    sheets = {fold(sheet.name): sheet for sheet in workbook.sheets}
    found: dict[str, DataTable] = {}
    for record in index.records:
        name = record.text("Table")
        where = str(record.address("Table"))
        if not name:
            continue
        sheet = sheets.get(fold(name))
        if sheet is None:
            near = difflib.get_close_matches(name, [sheet.name for sheet in workbook.sheets], n=1)
            hint = f"did you mean {near[0]}?" if near else "add it, or delete the row"
            problems.append(Problem("missing-sheet", where, f"there is no sheet named {name[:40]!r}.", hint))
        elif fold(name) in found:
            problems.append(
                Problem("repeated-reference", where, f"the table {name} is already listed.", "keep one of the two rows")
            )
        elif (table := _read(record, sheet, problems, quarters)) is not None:
            found[fold(name)] = table
    return tuple(found.values())


def _read(record: Record, sheet: Sheet, problems: list[Problem], quarters: QuarterStyle | None) -> DataTable | None:
    grid = grid_of(sheet)
    if grid is None or not grid.columns or not grid.rows or len(grid.rows) > _LONGEST_TABLE:
        problems.append(
            Problem(
                "empty-table",
                sheet_address(sheet.name),
                f"no table can be read: a heading row and from 1 to {_LONGEST_TABLE} rows were expected.",
                "type headings in one row, and below them a row for each line of the table",
            )
        )
        return None
    for cell in (cell for row in grid.rows for cell in row.values() if not cell.is_blank):
        if (fault := unusable(cell)) is None or (cell.shows_nothing and cell.value == 0):
            continue  # noughts that a format leaves out are blanks, and give nothing away
        problems.append(replace(fault, severity=Severity.WARNING) if cell.shows_nothing else fault)
    return _Reading(record, sheet, grid, problems, quarters).table()


class _Reading:
    """One table being read: what its row on the Tables sheet asks for, and its cells."""

    def __init__(
        self, record: Record, sheet: Sheet, grid: Grid, problems: list[Problem], quarters: QuarterStyle | None
    ) -> None:
        self.record, self.sheet, self.grid, self.problems = record, sheet, grid, problems
        self.sums = read_choice(record, "Totals", Sums, problems) or Sums.NONE
        self.shown = read_choice(record, "Periods", TablePeriods, problems)
        self.not_added = {fold(part) for part in re.split(r"[;\n]", record.text("Not added up")) if part.strip()}
        self.differences: list[Difference] = []
        columns = grid.columns
        is_total = "total" in fold(grid.headings[columns[-1]].text)
        self.typed_totals = columns.pop() if self.sums.has_row_totals and is_total and len(columns) > 1 else None
        self.columns = columns
        rows = list(grid.rows)
        last_label = rows[-1][grid.stub].text
        has_typed = self.sums.has_column_totals and "total" in fold(last_label) and len(rows) > 1
        self.typed_row = rows.pop() if has_typed else None
        self.rows = rows
        self.quarters = quarters or quarters_as_typed(grid.headings[number] for number in columns)
        self.span = read_whole(record, "Total of", len(columns), problems) or len(columns)
        self.periods = tuple(self._period(number) for number in columns) if self.shown else (None,) * len(columns)

    def table(self) -> DataTable:
        parts = self._parts()
        cells = with_parts([[self._cell(row.get(number)) for number in self.columns] for row in self.rows], parts)
        figures = [[cell.value if cell else None for cell in row] for row in cells]
        row_totals = self._row_totals(cells) if self.sums.has_row_totals else None
        if row_totals is not None:
            cells = [[*row, found] for row, found in zip(cells, row_totals, strict=True)]
        whole = [row for at, row in enumerate(cells) if at not in parts]  # a part is counted in what it is part of
        total_cells = self._column_totals(whole) if self.sums.has_column_totals else None
        cells, total_cells = self._suppressed(cells, total_cells, has_parts=bool(parts))
        stub, note = self.grid.stub, self.grid.steering("note")
        targets = targets_of(self.grid, self.columns, self.problems)
        read_rows = list(zip(self.rows, figures, strict=True))
        rated = ratings_of(self.grid, self.columns, targets, read_rows, self._cell, self.problems)
        rows = tuple(
            DataRow(
                label=row[stub].text,
                cells=tuple(found),
                note=_text(row, note),
                ratings=ratings,
                is_part=at in parts,
            )
            for at, (row, found, ratings) in enumerate(zip(self.rows, cells, rated, strict=True))
        )
        label = self.typed_row[stub].text if self.typed_row else "Total"
        total_note = _text(self.typed_row, note) if self.typed_row else ""
        return DataTable(
            name=self.record.text("Table"),
            title=self.record.text("Title"),
            stub=self.grid.headings[stub].text,
            headings=self._headings(),
            periods=(*self.periods, *([None] if row_totals is not None else [])),
            rows=rows,
            total=None if total_cells is None else DataRow(label=label, cells=tuple(total_cells), note=total_note),
            has_row_totals=row_totals is not None,
            targets=targets,
            chart=read_choice(self.record, "Chart", TableChart, self.problems),
            notes=self.record.text("Notes"),
            differences=tuple(self.differences),
            at=self.record.address("Table"),
        )

    def _parts(self) -> dict[int, int]:
        """Return the rows that are part of another above them, each with the number of that row."""
        column = self.grid.steering("partof")
        if column is None:
            return {}
        labels = [fold(row[self.grid.stub].text) for row in self.rows]
        found: dict[int, int] = {}
        for at, row in enumerate(self.rows):
            if not (named := fold(_text(row, column))):
                continue
            above = [place for place in range(at) if labels[place] == named and place not in found]
            if above:
                found[at] = above[-1]
            else:
                what = f"{row[column].text[:40]!r} is no row above this one."
                hint = "type the label of the row that this one is part of, as it stands above it"
                self.problems.append(Problem("not-a-choice", str(row[column].address), what, hint))
        return found

    # -- headings

    def _period(self, number: int) -> Period | None:
        heading = self.grid.headings[number]
        if "target" in fold(heading.text):
            return None
        read = read_heading(heading)
        period = table_period(read, self.shown) if isinstance(read, Heading) and self.shown else read
        if isinstance(period, NotRead):
            self.problems.append(period_problem(heading, period))
        return period if isinstance(period, Period) else None

    def _headings(self) -> tuple[str, ...]:
        shown = [
            self.shown.label(period, self.quarters)
            if period is not None and self.shown
            else self.grid.headings[number].text
            for number, period in zip(self.columns, self.periods, strict=True)
        ]
        if self.sums.has_row_totals:
            shown.append(self.grid.headings[self.typed_totals].text if self.typed_totals else "Total")
        return tuple(shown)

    # -- cells

    def _cell(self, cell: Cell | None) -> DataCell | None:
        """Return a figure as Excel shows it, or the words typed; None for a blank cell."""
        if cell is None or cell.is_blank or cell.is_error or cell.is_uncalculated or cell.shows_nothing:
            return None
        if not cell.is_number:
            self._words_among_figures(cell)
            return DataCell(text=cell.text)
        shown = cell.shown
        value = exact(float(cell.value)).scaleb(shown.scale)  # type: ignore[arg-type]
        decimals = shown.decimals
        if decimals is None:
            decimals = max(-int(value.normalize().as_tuple().exponent), 0)
        return DataCell(
            value=value,
            decimals=decimals,
            is_percentage=shown.kind is Kind.PERCENTAGE,
            text=cell.text,
            number_format=cell.number_format,
        )

    def _words_among_figures(self, cell: Cell) -> None:
        """Report words where figures are added up, but for status codes, which say why there is none."""
        if self.sums is not Sums.NONE and isinstance(fault := read_figure(cell, _PLAIN), Problem):
            self.problems.append(fault)

    # -- totals

    def _row_totals(self, cells: Sequence[Sequence[DataCell | None]]) -> list[DataCell | None]:
        found: list[DataCell | None] = []
        for row, typed in zip(cells, self.rows, strict=True):
            added = row[-self.span :]
            printed = typed.get(self.typed_totals) if self.typed_totals else None
            made = self._total(added, printed, f"the row {typed[self.grid.stub].text}")
            months = part_of_the_time(added, self.periods[-self.span :], self.shown)
            if made is not None and made.value is not None and months:
                shown = made.text or f"{made.value:,.{made.decimals}f}"
                made = made.model_copy(update={"text": f"{shown} ({months})"})
            found.append(made)
        return found

    def _column_totals(self, cells: Sequence[Sequence[DataCell | None]]) -> list[DataCell | None]:
        numbers = [*self.columns, *([self.typed_totals] if self.sums.has_row_totals else [])]
        found: list[DataCell | None] = []
        for at, number in enumerate(numbers):
            printed = self.typed_row.get(number) if self.typed_row and number is not None else None
            heading = self.grid.headings[number].text if number is not None else "Total"
            if fold(heading) in self.not_added:
                found.append(self._cell(printed))
                continue
            found.append(self._total([row[at] for row in cells], printed, f"the column {heading}"))
        return found

    def _total(self, added: Sequence[DataCell | None], printed: Cell | None, where: str) -> DataCell | None:
        """Return the sum, or the total typed where only rounding parts the two; report one that differs by more."""
        values = [cell.value for cell in added if cell is not None and cell.value is not None]
        if not values or any(cell.is_percentage for cell in added if cell is not None):
            return self._cell(printed)  # words, or percentages, which do not add up
        decimals = max(cell.decimals for cell in added if cell is not None and cell.value is not None)
        computed = total(values)
        given = self._cell(printed)
        if given is not None and given.value is not None and printed is not None and given.value != computed:
            if abs(given.value - computed) <= rounding_allowance(len(values), decimals):
                return given
            self._differs(printed.address, given.value, computed, where)
        return _shown_alike(computed, decimals, [cell for cell in added if cell is not None and cell.value is not None])

    def _differs(self, at: CellAddress, printed: Decimal, computed: Decimal, where: str) -> None:
        self.differences.append(Difference(where=where, printed=printed, computed=computed, at=at))
        self.problems.append(
            warning(
                "total-differs",
                str(at),
                f"the total typed for {where} is {printed:,f}, but its figures add up to {computed:,f}, which is printed.",
                "correct the figure that is wrong, or name the column under Not added up on the Tables sheet",
            )
        )

    # -- small numbers

    def _suppressed(
        self, cells: list[list[DataCell | None]], totals: list[DataCell | None] | None, *, has_parts: bool
    ) -> tuple[list[list[DataCell | None]], list[DataCell | None] | None]:
        """Withhold small counts, and whatever else would give them away."""
        threshold = read_whole(self.record, "Suppress below", _MOST_SUPPRESSED, self.problems)
        if not threshold:
            return cells, totals
        if has_parts:
            what = (
                "small counts cannot be withheld where rows are part of others: what is withheld could be worked out."
            )
            where = str(self.record.address("Suppress below"))
            hint = "leave out the column Part of on the table's sheet, or Suppress below"
            self.problems.append(Problem("suppressed-parts", where, what, hint))
            return cells, totals
        whole = [*cells, *([totals] if totals is not None else [])]
        gaps = withheld(
            [[cell.value if cell else None for cell in row] for row in whole],
            threshold,
            row_totals=self.sums.has_row_totals,
            column_totals=totals is not None,
        )
        shown: list[list[DataCell | None]] = [
            [_WITHHELD if (at, column) in gaps else cell for column, cell in enumerate(row)]
            for at, row in enumerate(whole)
        ]
        return (shown, None) if totals is None else (shown[:-1], shown[-1])


def with_parts(cells: Sequence[Sequence[DataCell | None]], parts: Mapping[int, int]) -> list[list[DataCell | None]]:
    """Return the cells of a table in which a row is the sum of its parts wherever it has no figure of its own."""
    filled = [list(row) for row in cells]
    for whole in sorted(set(parts.values())):
        for column, own in enumerate(cells[whole]):
            below = [cells[at][column] for at, of in parts.items() if of == whole]
            added = [cell for cell in below if cell is not None and cell.value is not None]
            if own is None and added and not any(cell.is_percentage for cell in added):
                decimals = max(cell.decimals for cell in added)
                filled[whole][column] = _shown_alike(
                    total([cell.value for cell in added if cell.value is not None]), decimals, added
                )
    return filled


def part_of_the_time(
    added: Sequence[DataCell | None], periods: Sequence[Period | None], shown: TablePeriods | None
) -> str:
    """Return which months a sum over quarters is of, where not all of them have a figure; else ""."""
    there = [period for cell, period in zip(added, periods, strict=True) if cell is not None and cell.value is not None]
    if shown is not TablePeriods.QUARTERS or None in periods or not there or len(there) == len(added):
        return ""
    first, last = there[0], there[-1]
    if first is None or last is None or len(there) != (last.months_since(first) // 3) + 1:
        return "; ".join(shown.label(period) for period in there if period is not None)
    return f"{first.plus(-2).label} to {last.label}" if len(there) > 1 else shown.label(first)


def table_period(read: Heading, shown: TablePeriods) -> Period | NotRead:
    """Return the last month of the period that heads a column; a fault where it covers more or less than the table's.

    A month, or a day, stands for the period that ends with it.
    """
    lengths = {TablePeriods.QUARTERS: 3, TablePeriods.YEARS_TO: 12}
    wanted = lengths.get(shown)
    fits = [each for each in read.meanings if each.months in (1, wanted or each.months)]
    if not fits:
        words = f"the table's periods are {shown}, but it is {read.name}"
        hint = f"type the last month of the period, such as {read.newest.full_label}, or change Periods on the Tables sheet"
        return NotRead("not-a-period", words, hint)
    return last_month(Heading(tuple(fits), read.typed))


def _text(row: Mapping[int, Cell], column: int | None) -> str:
    """Return the text of a row's cell; "" where the column or the cell is not there."""
    cell = None if column is None else row.get(column)
    return cell.text if cell is not None else ""


def _shown_alike(value: Decimal, decimals: int, added: Sequence[DataCell]) -> DataCell:
    """Return a total in the format of the figures it adds up, where they have one between them."""
    formats = {cell.number_format for cell in added}
    if len(formats) != 1:
        return DataCell(value=value, decimals=decimals)
    code = formats.pop()
    scale = show(Decimal(1), code).scale
    return DataCell(value=value, decimals=decimals, text=show(value.scaleb(-scale), code).text, number_format=code)


_WITHHELD = DataCell(text=f"[{Status.CONFIDENTIAL.value}]")
