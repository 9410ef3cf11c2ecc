"""What a rollover decides, put into the workbook: the column of a new period in order of time wherever that is sure."""

from kccreport.ground.address import CellAddress, column_letters
from kccreport.ground.problem import Problem, note
from kccreport.officers.rollover import AddedColumn, Rollover
from kccreport.workbook.columns import with_colours, with_column
from kccreport.workbook.editor import NewValue, with_cells


def next_workbook(content: bytes, rolled: Rollover) -> tuple[bytes, list[Problem]]:
    """Return the workbook of the next paper, and where a column could not be put in order of time.

    A new period stands beside the newest of its kind, within the table and its colours. Where something may refer to the
    columns that would have to make room, it stands to the right of all, coloured as well.

    Problems: period-at-the-end (a note).
    """
    of_new = {(each.heading.sheet, each.heading.column) for each in rolled.added}
    others = {at: value for at, value in rolled.cells.items() if (at.sheet, at.column) not in of_new}
    content = with_cells(content, others, rolled.like)
    problems: list[Problem] = []
    put_in = 0
    for added in sorted(rolled.added, key=lambda each: each.newest or 0, reverse=True):
        sheet, end = added.heading.sheet, added.heading.column
        room = None
        if added.newest is not None and added.newest + 1 < end:
            room = with_column(content, sheet, added.newest + 1, added.label)
        if room is not None and added.newest is not None:
            content = _filled(room, added, added.newest + 1)
            put_in += 1
            continue
        content = _filled(content, added, end + put_in)
        if added.newest is not None:
            content = with_colours(content, sheet, added.newest, end + put_in)
        if added.newest is not None and added.newest + 1 < end:
            problems.append(_at_the_end(added, end + put_in))
    return content, problems


def _filled(content: bytes, added: AddedColumn, column: int) -> bytes:
    sheet, top = added.heading.sheet, added.heading.row
    cells: dict[CellAddress, NewValue] = {CellAddress(sheet, top, column): added.label}
    cells |= {CellAddress(sheet, row, column): None for row in added.rows}
    if added.newest is None:
        return with_cells(content, cells)
    return with_cells(content, cells, {at: CellAddress(sheet, at.row, added.newest) for at in cells})


def _at_the_end(added: AddedColumn, column: int) -> Problem:
    before = column_letters((added.newest or 0) + 1)
    return note(
        "period-at-the-end",
        str(CellAddress(added.heading.sheet, added.heading.row, column)),
        f"the column {added.label} stands to the right of all, since something in the workbook may refer to the columns that "
        "would have to make room.",
        f"nothing need be done; to move it in Excel, cut column {column_letters(column)} and insert it before column {before}",
    )
