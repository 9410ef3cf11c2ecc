"""Find a sheet, its heading row and its columns, wherever an officer has put them."""

import difflib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from kccreport.ground.address import column_letters, sheet_address
from kccreport.ground.problem import Problem, warning
from kccreport.intake.record import Record
from kccreport.intake.rows import look_at_cells, one_table, struck
from kccreport.intake.schema import SHEETS
from kccreport.intake.sheet_format import Column, SheetFormat, fold
from kccreport.models.reading.meaning import Heading, NotRead
from kccreport.models.reading.read import may_be_period, read_text
from kccreport.workbook.cell import Cell
from kccreport.workbook.reader import Workbook
from kccreport.workbook.sheet import Sheet

_HEADING_SEARCH = 25  # rows: room for a title, notes and a blank line above the headings
_MOST_NAMED = 12  # sheets, in one sentence


class Table(NamedTuple):
    """A sheet with its headings understood. `own_headings` are the columns that no heading of the format names.

    `added` are headings in `columns` that the sheet does not have yet: what is written below them needs them first.
    """

    name: str
    records: tuple[Record, ...]
    columns: Mapping[str, int]
    own_headings: tuple[Cell, ...] = ()
    heading_row: int = 1
    added: frozenset[str] = frozenset()

    @property
    def free_column(self) -> int:
        """Return the first column to the right of all that have headings."""
        return max([*self.columns.values(), *(cell.address.column for cell in self.own_headings)], default=0) + 1


def read_table(
    workbook: Workbook, format_: SheetFormat, problems: list[Problem], *, siblings: Sequence[SheetFormat] = SHEETS
) -> Table | None:
    """Return the sheet's records, adding to `problems` whatever is missing, unknown or blank.

    `siblings` are the sheets that such a workbook may have.

    Problems: missing-sheet, renamed-sheet, hidden-sheet, hidden-rows, hidden-columns, merged-cells, missing-heading,
    renamed-heading, repeated-heading, unknown-column, blank-cell, error-cell, uncalculated-formula, struck-through,
    soft-hyphen.
    """
    sheet = _find_sheet(workbook, format_, siblings, problems)
    if sheet is None:
        return None
    if sheet.is_hidden:
        problems.append(
            warning(
                "hidden-sheet", sheet_address(sheet.name), "the sheet is hidden, but its content is used.", "unhide it"
            )
        )
    heading_row = _find_heading_row(sheet, format_)
    if heading_row is None:
        wanted = ", ".join(column.heading for column in format_.columns if column.required)
        problems.append(
            Problem(
                "missing-heading",
                sheet_address(sheet.name),
                "the sheet has no heading row.",
                f"its headings are: {wanted}",
            )
        )
        return None
    columns, others = _match_headings(sheet, heading_row, format_, problems)
    _look_for_merged(sheet, heading_row, problems)
    _look_for_hidden_columns(sheet, {*columns.values(), *(cell.address.column for cell in others)}, problems)
    _look_for_hidden_rows(sheet, heading_row, problems)
    records = tuple(one_table(_records(sheet, heading_row, columns, others), format_, others, problems))
    look_at_cells(records, format_, problems, merged=sheet.merged)
    _look_at_words(sheet, (cell for record in records for cell in record.cells.values()), problems)
    return Table(sheet.name, records, columns, tuple(others), heading_row)


def _find_sheet(
    workbook: Workbook, format_: SheetFormat, siblings: Sequence[SheetFormat], problems: list[Problem]
) -> Sheet | None:
    names = {fold(sheet.name): sheet for sheet in workbook.sheets}
    if found := names.get(fold(format_.name)):
        return found
    others = {fold(other.name) for other in siblings}  # a sheet that is another one is not this one misspelt
    own = sorted(names.keys() - others)
    near = difflib.get_close_matches(fold(format_.name), own, n=1, cutoff=0.75) if own else []
    if near and _find_heading_row(names[near[0]], format_) is not None:  # else a sheet Test is read as Text
        found = names[near[0]]
        problems.append(
            warning(
                "renamed-sheet",
                sheet_address(found.name),
                f"the sheet is read as {format_.name}.",
                f"rename it {format_.name}",
            )
        )
        return found
    if format_.required:
        have = sheet_names(workbook)
        hint = f"add a sheet named {format_.name}: {format_.purpose[:1].lower()}{format_.purpose[1:]}"
        like = [sheet.name for sheet in workbook.sheets if fold(sheet.name) not in others and _is_like(sheet, format_)]
        if len(like) == 1:
            hint = f"rename the sheet {like[0]} {format_.name}, if it is meant; else {hint}"
        problems.append(
            Problem(
                "missing-sheet",
                sheet_address(format_.name),
                f"the workbook has no sheet of this name; its sheets are: {have}.",
                hint,
            )
        )
    return None


def sheet_names(workbook: Workbook) -> str:
    """Return the names of the sheets that a workbook has, as a list in a sentence: the first twelve, and how many more."""
    names = [sheet.name for sheet in workbook.sheets]
    more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
    return (", ".join(names[:_MOST_NAMED]) or "none") + more


def _is_like(sheet: Sheet, format_: SheetFormat) -> bool:
    """Say whether a sheet has every heading that a sheet of the format must have, and a period where it has those."""
    row = _find_heading_row(sheet, format_)
    if row is None:
        return False
    found = {fold(cell.text) for cell in sheet.rows[row].values()}
    wanted = [column for column in format_.columns if column.required]
    if format_.has_periods and not any(isinstance(read_text(cell.text), Heading) for cell in sheet.rows[row].values()):
        return False
    return all(found & {fold(name) for name in (column.heading, *column.also)} for column in wanted)


def _find_heading_row(sheet: Sheet, format_: SheetFormat) -> int | None:
    """Return the row, among the first few, in which most cells are headings of the format.

    Beside one of them a period counts as well: a sheet may have no more than references and periods.
    """
    names = format_.by_heading.keys() | {fold(name) for column in format_.columns for name in column.instead}
    best, best_count = None, 0
    for row in [row for row in sheet.rows if row <= _HEADING_SEARCH]:
        cells = [(fold(text), cell) for cell in sheet.rows[row].values() if (text := cell.text)]
        count = sum(name in names for name, _ in cells)
        if count and format_.has_periods:
            count += sum(name not in names and _has_digits(cell) for name, cell in cells)
        if count > best_count:
            best, best_count = row, count
    return best if best_count >= min(2, len(format_.columns)) else None


def _match_headings(
    sheet: Sheet, heading_row: int, format_: SheetFormat, problems: list[Problem]
) -> tuple[dict[str, int], list[Cell]]:
    """Return the column of each heading, and the heading cells that belong to no column of the format."""
    columns: dict[str, int] = {}
    others: list[Cell] = []
    for number, cell in sorted(sheet.rows[heading_row].items()):
        if cell.is_blank:
            continue
        has_value = not (cell.is_error or cell.is_uncalculated)  # #REF! is no Ref
        column = format_.by_heading.get(fold(cell.text)) if has_value else None
        if column is None:
            others.append(cell)
        elif column.heading in columns:
            problems.append(
                Problem(
                    "repeated-heading",
                    str(cell.address),
                    f"the heading {column.heading} is already in column {column_letters(columns[column.heading])}.",
                    "keep one of the two columns",
                )
            )
        else:
            columns[column.heading] = number
    for column in format_.columns:
        _match_instead(sheet, heading_row, column, others, columns)
    missing = [column for column in format_.columns if column.heading not in columns]
    unread = [cell for cell in others if not (format_.has_own_columns or (format_.has_periods and _has_digits(cell)))]
    for column in missing:
        _match_near(column, unread, others, columns, problems)
        if column.required and column.heading not in columns:
            hint = f"add the heading {column.heading}. {column.note}".strip()
            like = [cell for cell in unread if fold(cell.text).startswith(fold(column.heading))]
            if len(like) == 1:
                place = f"{column_letters(like[0].address.column)}{like[0].address.row}"
                hint = f"type {column.heading} instead of {like[0].text[:40]!r} in {place}"
            problems.append(
                Problem(
                    "missing-heading",
                    f"{sheet_address(sheet.name)} row {heading_row}",
                    f"there is no column headed {column.heading}.",
                    hint,
                )
            )
    if format_.has_periods:  # a fault there, since an older result would print as the latest
        unread = [cell for cell in unread if not _means_a_period(cell, sheet, heading_row)]
    for cell in unread:
        known = ", ".join(column.heading for column in format_.columns)
        problems.append(
            warning(
                "unknown-column",
                str(cell.address),
                f"the column {cell.text[:40]!r} is not read.",
                f"the headings are: {known}",
            )
        )
    if not (format_.has_periods or format_.has_own_columns):
        others = []
    return columns, [cell for cell in others if cell not in unread]


def _match_instead(sheet: Sheet, heading_row: int, column: Column, others: list[Cell], columns: dict[str, int]) -> None:
    """Read another column in the place of one that is missing, or that holds nothing where the other does."""
    for name in column.instead:
        found = next((cell for cell in others if fold(cell.text) == fold(name)), None)
        if found is None or (column.heading in columns and _is_filled(sheet, heading_row, columns[column.heading])):
            continue
        if column.heading not in columns or _is_filled(sheet, heading_row, found.address.column):
            columns[column.heading] = found.address.column
            others.remove(found)
        return


def _is_filled(sheet: Sheet, heading_row: int, column: int) -> bool:
    """Say whether a column holds anything below its heading."""
    return any(
        row > heading_row and column in cells and not cells[column].is_blank for row, cells in sheet.rows.items()
    )


def _match_near(
    column: Column, unread: list[Cell], others: list[Cell], columns: dict[str, int], problems: list[Problem]
) -> None:
    """Read a misspelt heading as the column it is nearest to, and say so."""
    if not unread:
        return
    near = difflib.get_close_matches(fold(column.heading), [fold(cell.text) for cell in unread], n=1, cutoff=0.8)
    if not near:
        return
    cell = next(cell for cell in unread if fold(cell.text) == near[0])
    unread.remove(cell)
    others.remove(cell)
    columns[column.heading] = cell.address.column
    problems.append(
        warning(
            "renamed-heading",
            str(cell.address),
            f"the heading {cell.text[:40]!r} is read as {column.heading}.",
            f"type {column.heading}",
        )
    )


def _means_a_period(cell: Cell, sheet: Sheet, heading_row: int) -> bool:
    """True for a heading that lacks only its year, and for vaguer ones, such as "Outturn", above figures."""
    if not may_be_period(cell.text):
        return False
    below = (found.get(cell.address.column) for row, found in sheet.rows.items() if row > heading_row)
    has_figures = any(each.is_number or any(map(str.isdigit, each.text)) for each in below if each is not None)
    read = read_text(cell.text)
    return has_figures or (isinstance(read, NotRead) and read.code == "period-without-year")


def _has_digits(cell: Cell) -> bool:
    """True for a heading with a digit in it, dates and "Dec 20", and for one that has no value; not for a misspelt word."""
    if cell.is_error or cell.is_uncalculated or not isinstance(cell.value, str):
        return True
    return any(letter.isdigit() for letter in cell.text)


def _look_for_merged(sheet: Sheet, heading_row: int, problems: list[Problem]) -> None:
    for area in sheet.merged:
        first, _, last = area.partition(":")
        rows = [int("".join(filter(str.isdigit, part)) or 0) for part in (first, last or first)]
        if rows[1] >= heading_row:
            problems.append(
                Problem(
                    "merged-cells",
                    f"{sheet_address(sheet.name)}!{area}",
                    "these cells are merged, so only the first of them has a value.",
                    "unmerge them (Home > Merge & Centre) and fill in each cell",
                )
            )


def _look_for_hidden_columns(sheet: Sheet, used: set[int], problems: list[Problem]) -> None:
    hidden = [column_letters(column) for column in sheet.hidden_columns if column in used]
    if hidden:
        problems.append(
            warning(
                "hidden-columns",
                sheet_address(sheet.name),
                f"columns that are hidden, or too narrow to be seen, are used: {', '.join(hidden)}.",
                "unhide them, or delete them",
            )
        )


def _records(sheet: Sheet, heading_row: int, columns: Mapping[str, int], others: list[Cell]) -> Iterator[Record]:
    """Yield the rows below the headings that hold anything in a column that is read."""
    headings = {number: heading for heading, number in columns.items()}
    headings |= {cell.address.column: str(cell.address) for cell in others}
    addressed = {heading: number for number, heading in headings.items()}
    for row, found in sheet.rows.items():
        if row <= heading_row:
            continue
        cells = {headings[number]: cell for number, cell in found.items() if number in headings and not cell.is_blank}
        if cells:
            yield Record(sheet.name, row, cells, addressed)


def look_at_own(sheet: Sheet, problems: list[Problem]) -> None:
    """Report what is hidden, struck out or left out of a table of the officer's own, all of which is used.

    Problems: hidden-rows, hidden-columns, struck-through, soft-hyphen.
    """
    cells = [cell for row in sheet.rows.values() for cell in row.values()]
    _look_for_hidden_rows(sheet, 0, problems)
    _look_for_hidden_columns(sheet, set(sheet.hidden_columns), problems)
    for cell in cells:
        if cell.is_struck:
            problems.append(struck(cell))
    _look_at_words(sheet, cells, problems)


def _look_for_hidden_rows(sheet: Sheet, heading_row: int, problems: list[Problem]) -> None:
    hidden = [row for row in sheet.hidden_rows if row > heading_row]
    if hidden:
        listed = ", ".join(map(str, hidden[:10])) + (" …" if len(hidden) > 10 else "")
        problems.append(
            warning(
                "hidden-rows", sheet_address(sheet.name), f"hidden or filtered rows are used: {listed}.", "unhide them"
            )
        )


def _look_at_words(sheet: Sheet, cells: Iterable[Cell], problems: list[Problem]) -> None:
    """Report words struck out within a cell, which are used, and soft hyphens, which are not."""
    if not (sheet.struck or sheet.soft_hyphens):
        return
    parted = frozenset(sheet.soft_hyphens)
    for cell in cells:
        place = cell.address.row, cell.address.column
        if place in sheet.struck:
            problems.append(
                warning(
                    "struck-through",
                    str(cell.address),
                    f"the words {_short(sheet.struck[place])!r} are struck through, but they are used all the same.",
                    "delete them, or take the strikethrough off",
                )
            )
        if place in parted:
            problems.append(
                warning(
                    "soft-hyphen",
                    str(cell.address),
                    f"{_short(cell.text)!r} has soft hyphens, which only say where a word may be parted; they are left out.",
                    "nothing need be done; to be rid of this, delete them",
                )
            )


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"
