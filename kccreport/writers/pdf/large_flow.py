"""Blocks to flowables as the large-print edition has them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from reportlab.platypus.flowables import Flowable, PageBreak

from kccreport.paper.blocks import Block, NewPage, Prose, Role, SideBySide, Table
from kccreport.writers.pdf import theme
from kccreport.writers.pdf.flow import Flow
from kccreport.writers.pdf.flowables.chart import ChartFlow, LargeChartFlow
from kccreport.writers.pdf.flowables.contents import ContentsLine
from kccreport.writers.pdf.flowables.large_table import LargeTableFlow
from kccreport.writers.pdf.flowables.measured import Measured
from kccreport.writers.pdf.flowables.stack import leads, stacked
from kccreport.writers.pdf.settling import settle_loosely
from kccreport.writers.pdf.tagging.structure import Element


@dataclass
class LargeFlow(Flow):
    """The walk over the blocks in large print: it knows the `title` of the record that it is in, and the lists of the
    records so far that stand for the rows of the same table.
    """

    upright: ClassVar[theme.PageShape] = theme.LARGE_PAGE
    sizes: ClassVar[theme.Sizes] = theme.LARGE_PRINT
    charts: ClassVar[type[ChartFlow]] = LargeChartFlow

    title: str = ""
    lists: list[Table] = field(default_factory=list)

    def settle(self, flowables: list[Flowable], block: NewPage) -> None:
        """Lay the flowables of a page set as closely as is best; contents that a title page has no room for go over whole."""
        if block.is_title:
            _part_contents(flowables, self.upright)
        else:
            settle_loosely(flowables, self.upright)

    def flowables(self, blocks: Sequence[Block]) -> Iterator[Flowable]:
        """Yield the flowables of some blocks; the list of a record knows what leads it."""
        above: list[Measured] = []
        for flowable in super().flowables(blocks):
            if isinstance(flowable, LargeTableFlow) and not flowable.leads:
                flowable.above = tuple(above)
            above = [*above, flowable] if isinstance(flowable, Measured) and leads(flowable) else []
            yield flowable

    def block(self, block: Block | SideBySide, following: Block | SideBySide | None) -> Iterator[Flowable]:
        """Yield the flowables of a block that another is following."""
        if isinstance(block, Table):
            yield self._table(block, following)
            return
        is_record = isinstance(block, Prose) and block.role is Role.RECORD
        self.title = "".join(run.text for run in block.content) if isinstance(block, Prose) and is_record else ""
        if not is_record and not (isinstance(block, Prose) and block.role is Role.GROUP):
            self.lists = []
        yield from super().block(block, following)

    def _table(self, table: Table, following: Block | SideBySide | None) -> LargeTableFlow:
        title = self.title
        if not table.is_facts:
            element = Element("Table", self.root, summary=self.names.of(table))
            return LargeTableFlow(table, element, title=title, leads=bool(title) and isinstance(following, Table))
        flow = LargeTableFlow(table, Element("L", self.root), title=title)
        self.title = ""  # the list ends the record
        if title:
            self.lists.append(table)
            flow.kin = self.lists
        return flow


def _part_contents(flowables: list[Flowable], shape: theme.PageShape) -> None:
    """Break the page before the heading of the contents, where they would begin on one page and end on another."""
    content = [flowable for flowable in flowables if isinstance(flowable, Measured)]
    at = next((index for index, flowable in enumerate(flowables) if isinstance(flowable, ContentsLine)), 0)
    while at and leads(flowables[at - 1]):
        at -= 1
    if at and stacked(content, shape.measure, shape.depth).rest:
        flowables.insert(at, PageBreak())
