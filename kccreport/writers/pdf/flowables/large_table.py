"""Tables and lists of the large-print edition, whose records stand whole on a page or go on under their title."""

from collections.abc import Sequence
from typing import Any, Self

from kccreport.language import say
from kccreport.paper.blocks import Role, Run, Table
from kccreport.writers.pdf import theme
from kccreport.writers.pdf.flowables.cells import LaidCell, LaidRow, lay_row
from kccreport.writers.pdf.flowables.columns import label_width, row_widths
from kccreport.writers.pdf.flowables.measured import Measured
from kccreport.writers.pdf.flowables.table import TableFlow
from kccreport.writers.pdf.lines import break_lines
from kccreport.writers.pdf.tagging.structure import Element

_SLACK = 1.0  # points that a sum of lengths may be out by


class LargeTableFlow(TableFlow):
    """A table in large print, or a list of pairs of a label and what it says.

    The list of a record has its `title`, with which it stands on one page where that has room for both, `above` and all;
    else it goes on under the title, repeated. The labels of lists that are `kin`, such as those of all rows of a table, are
    as wide as the longest of them. A small table that `leads` stays with the list of its record.
    """

    whole = theme.LARGE_WHOLE_TABLE

    def __init__(self, table: Table, element: Element, *, title: str = "", leads: bool = False) -> None:
        super().__init__(table, element)
        self.title, self.leads = title, leads
        self.kin: Sequence[Table] = (table,)
        self.above: Sequence[Measured] = ()
        self._left = 0.0  # of the page on which its first part stands, in points

    @property
    def _keeps_two(self) -> bool:
        return True

    def least_height(self, width: float) -> float:
        """Return the height of the part that must stand below a heading: all where that fits on a page with what leads it."""
        return float(self.wrap(width, 0)[1]) if self._stays_whole(width) else super().least_height(width)

    def split(self, aW: float, aH: float) -> list[Any]:  # noqa: N803 - ReportLab's names
        """Break between two rows, but not what stands whole on a page; the rest goes overleaf, and not on below itself."""
        if self._stays_whole(aW) or aH <= self._left:
            return []
        parts = super().split(aW, aH)
        if len(parts) == 2:
            parts[1]._left = aH - parts[0].wrap(aW, aH)[1]
        return parts

    def _stays_whole(self, width: float) -> bool:
        if self.leads:
            return True
        if not (self.title and self.is_bare) or self.is_continued:
            return False
        needed = sum(each.wrap(width, 0)[1] + each.getSpaceBefore() + each.getSpaceAfter() for each in self.above)
        return bool(needed + self.getSpaceBefore() + self.wrap(width, 0)[1] <= theme.LARGE_PAGE.depth - _SLACK)

    def _part(self, rows: tuple[LaidRow, ...], carried: LaidRow | None, *, is_continued: bool) -> Self:
        if is_continued and self.title and self.is_bare:
            carried = self._title_again(self.width)
        part = super()._part(rows, carried, is_continued=is_continued)
        part.title, part.kin, part.above, part.leads, part._left = self.title, self.kin, (), False, 0.0
        return part

    def _title_again(self, width: float) -> LaidRow:
        """Return the title as it is repeated at the head of a page."""
        style = theme.STYLES[Role.RECORD]
        words = (Run(self.title + say(" (continued)"), is_strong=True),)
        return lay_row([LaidCell(0.0, width, self.element, style, (break_lines(words, style, width),))], self.row_pad)

    def _widths(self, width: float) -> list[tuple[float, float]]:
        if not self.is_bare:
            return row_widths(self.table, width) if self.title else super()._widths(width)
        labels = label_width(self.table, self.kin, width)
        return [(0.0, labels), (labels, width - labels)]
