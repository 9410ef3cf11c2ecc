"""What is short goes over whole: a table, a paragraph, the facts at the foot of a report."""

import io

import pymupdf
import pytest

from kccreport.paper.blocks import (
    Beside,
    Block,
    Column,
    ColumnKind,
    Paper,
    Part,
    Prose,
    Role,
    Table,
    TableLook,
    plain,
    strong_cell,
    text_cell,
)
from kccreport.writers.pdf import theme
from kccreport.writers.pdf.flowables.beside import BesideFlow
from kccreport.writers.pdf.flowables.stack import stacked
from kccreport.writers.pdf.flowables.table import TableFlow
from kccreport.writers.pdf.flowables.text import TextFlow
from kccreport.writers.pdf.render import render
from kccreport.writers.pdf.tagging.structure import Element
from tests.writers.pdf.small import IDENTITY, PORTRAIT, TITLE, table

LINE = "Line of words that fills most of one line of the page, whatever that takes, and on. "


def pages(*blocks: Block) -> list[str]:
    content = render(Paper(IDENTITY, (PORTRAIT, TITLE, *blocks))).content
    return [page.get_text() for page in pymupdf.open(stream=io.BytesIO(content))]


def filling(lines: int) -> list[Block]:
    return [Prose(plain(f"Filler {at}"), Role.FOOTNOTE) for at in range(lines)]


def test_a_short_table_goes_over_whole_with_its_heading() -> None:
    flow = TableFlow(table(5), Element("Table"))
    height = flow.wrap(theme.PORTRAIT.measure, 0)[1]
    assert flow.split(theme.PORTRAIT.measure, height - 1) == []
    assert flow.least_height(theme.PORTRAIT.measure) == height
    heading = TextFlow(plain("A key"), theme.HEADINGS[2], Element("H2"), leads=True)
    stack = stacked([heading, flow], theme.PORTRAIT.measure, height)
    assert (stack.placed, stack.rest) == ((), (heading, flow))


def test_a_long_table_is_broken() -> None:
    flow = TableFlow(table(30), Element("Table"))
    assert flow.wrap(theme.PORTRAIT.measure, 0)[1] > theme.WHOLE_TABLE
    assert len(flow.split(theme.PORTRAIT.measure, 200)) == 2


def test_a_short_paragraph_goes_over_whole_but_may_go_on_right_beside_itself() -> None:
    flow = TextFlow(plain(LINE * 4), theme.BODY, Element("P"))
    assert 3 < flow.wrap(theme.PORTRAIT.measure, 0)[1] / theme.BODY.leading <= 5
    assert flow.split(theme.PORTRAIT.measure, 2.5 * theme.BODY.leading) == []
    assert flow.least_height(theme.PORTRAIT.measure) == flow.height
    assert len(flow.tear(theme.PORTRAIT.measure, 2.5 * theme.BODY.leading)) == 2


@pytest.mark.parametrize("room", [0.3, 20.0, 600.0])
def test_a_foot_that_has_no_room_goes_over_whole(room: float) -> None:
    foot = TextFlow(plain("Owner Kim Lee"), theme.BODY, Element("P"))
    flow = BesideFlow((), (), (foot,))
    height = flow.wrap(400, room)[1]
    assert flow.split(400, room) == ([flow] if height <= room else [])


@pytest.mark.parametrize("lines", [41, 43])
def test_facts_at_the_foot_of_a_report_never_stop_a_paper(lines: int) -> None:
    facts = Table(
        (Column("", ColumnKind.LABEL), Column("", ColumnKind.TEXT)),
        ((strong_cell("Owner"), text_cell("Kim Lee")),),
        TableLook.BARE,
    )
    found = pages(*filling(lines), Beside(Part.WORDS), Prose(plain("Said.")), Beside(Part.FOOT), facts)
    assert "Kim Lee" in "".join(found)
