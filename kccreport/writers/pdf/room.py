"""Whether a page of large print has room for a table."""

from kccreport.ground.errors import RenderingFault
from kccreport.ground.values import replace
from kccreport.paper.blocks import (
    AlertCell,
    Cell,
    FigureCell,
    GroupCell,
    PageCell,
    RatingCell,
    StateCell,
    Table,
    TableLook,
    TextCell,
    TravelCell,
    VerdictCell,
)
from kccreport.paper.wording import mark_words
from kccreport.writers.pdf import theme
from kccreport.writers.pdf.flowables.cells import pill_width
from kccreport.writers.pdf.flowables.columns import column_widths
from kccreport.writers.pdf.fonts import font
from kccreport.writers.pdf.lines import break_lines

_WIDTH = theme.LARGE_PAGE.measure


def holds(table: Table) -> bool:
    """Say whether a table has room across the page, and every word of it in its column."""
    table = replace(table, look=TableLook.RULED) if table.look is TableLook.WIDE else table
    try:
        widths = [width - 2 * theme.CELL_PAD_X for _, width in column_widths(table, _WIDTH)]
    except RenderingFault:  # far more columns than any page has room for
        return False
    measure = font(theme.CELL_HEAD.regular).width
    for column, width in zip(table.columns, widths, strict=True):
        if any(measure(word, theme.CELL_HEAD.size) > width for word in column.heading.split()):
            return False
    for row in table.rows:
        at = 0
        for cell in row:
            columns = cell.columns if isinstance(cell, StateCell | GroupCell) else 1
            width = sum(widths[at : at + columns])
            if _widest(cell) > width or _is_ladder(cell, width):
                return False
            at += columns
    return True


def _is_ladder(cell: Cell, width: float) -> bool:
    """Say whether the words of a cell would stand in many lines of few words each."""
    if not isinstance(cell, TextCell) or width >= theme.EASY_COLUMN:
        return False
    lines = (break_lines(content, theme.CELL, width) for content in cell.paragraphs)
    return sum(map(len, lines)) > theme.MOST_RUNGS


def _widest(cell: Cell) -> float:
    """Return the width of the widest word of a cell, or of its mark."""
    match cell:
        case RatingCell() | AlertCell():
            return pill_width(mark_words(cell))
        case TravelCell():
            return theme.PILL_TEXT + font(theme.CELL.regular).width(mark_words(cell), theme.CELL.size)
        case VerdictCell():
            return theme.PILL_TEXT + font(theme.CELL.regular).width(cell.words, theme.CELL.size)
        case _:
            measure = font(theme.CELL.strong).width
            return max((measure(word, theme.CELL.size) for word in words_of(cell)), default=0.0)


def words_of(cell: Cell) -> list[str]:
    """Return the words of a cell, one by one."""
    match cell:
        case TextCell():
            return [word for paragraph in cell.paragraphs for run in paragraph for word in run.text.split()]
        case GroupCell():
            return f"{cell.text} {cell.detail}".split()
        case FigureCell() | StateCell():
            return cell.text.split()
        case RatingCell() | AlertCell() | TravelCell():
            return mark_words(cell).split()
        case VerdictCell():
            return cell.words.split()
        case PageCell():
            return ["0000"]
        case _:
            return []
