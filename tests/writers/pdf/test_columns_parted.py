"""Words in columns are parted between paragraphs, and no item of a list stands alone, where there is room for it."""

import random
from collections.abc import Sequence
from itertools import pairwise

import pytest

from kccreport.paper.blocks import plain
from kccreport.writers.pdf import theme
from kccreport.writers.pdf.flowables.beside import BesideFlow
from kccreport.writers.pdf.flowables.measured import Measured
from kccreport.writers.pdf.flowables.stack import Ending, Placed, Stack, in_columns, stacked
from kccreport.writers.pdf.flowables.text import TextFlow
from kccreport.writers.pdf.tagging.structure import Element
from tests.writers.pdf.test_whole import LINE

WIDTH, GUTTER = 700.0, 20.0
COLUMN = (WIDTH - GUTTER) / 2


def said(lines: int, words: str = "") -> TextFlow:
    """A paragraph of so many lines in a column."""
    flow = TextFlow(
        plain(words or "Words that fill most of a line and a little more of it. " * lines), theme.BODY, Element("P")
    )
    while not words and flow.wrap(COLUMN, 0)[1] > lines * theme.BODY.leading + 0.1:
        flow = TextFlow(plain(flow.content[0].text[:-4]), theme.BODY, Element("P"))
    return flow


def heading(words: str = "Risks") -> TextFlow:
    return TextFlow(plain(words), theme.HEADINGS[3], Element("H3"), leads=True)


def listed(*lines: int) -> list[TextFlow]:
    whole = Element("L")
    items = [Element("LBody", Element("LI", whole)) for _ in lines]
    return [
        TextFlow(plain(f"Item. {LINE * (each - 1)}"), theme.BODY, item) for each, item in zip(lines, items, strict=True)
    ]


def columns(placed: Sequence[Placed]) -> list[list[Measured]]:
    found: dict[float, list[Measured]] = {}
    for each in placed:
        found.setdefault(each.x, []).append(each.flowable)
    return [found[x] for x in sorted(found)]


def badly_parted(placed: Sequence[Placed]) -> list[str]:
    """What is torn from one column to the next: a short paragraph, or a list with one item at either side."""
    found = []
    for before, after in pairwise(columns(placed)):
        last, first = before[-1], after[0]
        assert isinstance(last, TextFlow)
        assert isinstance(first, TextFlow)
        if last.element is first.element and len(last.lines) + len(first.lines) <= 5:
            found.append("a paragraph")
        elif last.list_of is not None and last.list_of is first.list_of:
            sides = [sum(each.list_of is first.list_of for each in column) for column in (before, after)]
            found += ["an item alone"] if min(sides) < 2 else []
        found += ["a heading at the foot"] if last.leads else []
    return found


def in_two(flowables: Sequence[Measured], room: float, **more: float) -> Stack:
    return in_columns(flowables, WIDTH, GUTTER, 2, room, top=0.0, **more)


def test_a_short_paragraph_is_whole_where_the_columns_have_room_and_torn_where_they_have_none() -> None:
    words = [heading(), said(4), heading("Panel discussion"), said(1)]
    leading = theme.BODY.leading
    easy = in_two(words, 200.0)
    assert (badly_parted(easy.placed), easy.rest, easy.tears) == ([], (), False)
    tight = in_two([said(4), said(1)], 3 * leading + theme.BODY.after + 1)
    assert (badly_parted(tight.placed), tight.rest, tight.tears) == (["a paragraph"], (), True)
    assert in_two([said(4), said(2)], 200.0, slack=0.0).tears, "no higher than it must be, where something may follow"


@pytest.mark.parametrize("items", [(1, 1), (1, 1, 1), (2, 1, 1, 1), (1, 1, 1, 3), (1,) * 7])
def test_no_item_of_a_list_stands_alone(items: tuple[int, ...]) -> None:
    for before in range(4):
        words = [*[said(1) for _ in range(before)], said(1, "The panel agreed:"), *listed(*items)]
        found = in_two(words, 300.0)
        assert (badly_parted(found.placed), found.rest, found.tears) == ([], (), False)
        ends = [column[-1] for column in columns(found.placed)[:-1]]
        assert not any(end.introduces for end in ends), "words that introduce a list go with it"


def test_a_column_without_a_fair_end_is_left_and_not_left_empty() -> None:
    first, *rest = listed(1, 1, 1)
    room = 2.5 * theme.BODY.leading
    assert stacked([first, *rest], COLUMN, room, ending=Ending.WHOLE).placed == ()
    assert len(columns(in_two([first, *rest], room).placed)) == 2, "three that need two columns are parted"


def test_random_words_lose_nothing_and_are_parted_well_where_half_a_page_is_free() -> None:
    for seed in range(60):
        of = random.Random(seed)
        words: list[Measured] = []
        for _ in range(of.randint(2, 6)):
            words += [heading()] if of.random() < 0.6 else []
            words += listed(*(1 for _ in range(of.randint(2, 5)))) if of.random() < 0.4 else [said(of.randint(1, 5))]
        found = in_two(words, 2000.0)
        assert [each.flowable for each in found.placed] == words
        assert badly_parted(found.placed) == []
        for room in (60.0, 120.0, 200.0):
            part = in_two(words, room)
            elements = [flow.element for flow in (*(each.flowable for each in part.placed), *part.rest)]
            assert list(dict.fromkeys(elements)) == [each.element for each in words]
            assert max((each.top + each.height for each in part.placed), default=0.0) <= room + 1


def test_words_beside_figures_say_that_they_are_torn_from_column_to_column() -> None:
    figures, words = [said(6)], [said(3), said(3), said(4), said(2)]
    free, full = (BesideFlow(figures, words), BesideFlow(figures, words))
    free.wrap(WIDTH, 500.0)
    assert not free.tears
    height = next(room for room in range(60, 500, 2) if full.wrap(WIDTH, room)[1] <= room)
    full.wrap(WIDTH, height)
    assert full.tears
    assert height < free.height + 1
