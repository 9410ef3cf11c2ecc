"""Tables, which become cards where there is too little room, and facts, which are a list of terms and what they say."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kccreport.language import say
from kccreport.paper.blocks import (
    Cell,
    Column,
    ColumnKind,
    FigureCell,
    GroupCell,
    RatingCell,
    Table,
    TableLook,
    TextCell,
)
from kccreport.paper.wording import mark_words
from kccreport.writers.html.cells import Content, cell_content
from kccreport.writers.html.element import Element, Node, el
from kccreport.writers.html.words import Links, abbreviated

# how wide a column is at the least before its words are squeezed, in rem
LEAST_WIDTHS: dict[ColumnKind, float] = {
    ColumnKind.REFERENCE: 3.5,
    ColumnKind.TITLE: 9,
    ColumnKind.FIGURE: 3,
    ColumnKind.TOTAL: 3.5,
    ColumnKind.COMPARATOR: 4.5,
    ColumnKind.RATING: 6.25,
    ColumnKind.TRAVEL: 6.75,
    ColumnKind.ALERT: 6.25,
    ColumnKind.PAGE: 4.5,
    ColumnKind.SPARK: 5.5,
    ColumnKind.HISTORY: 6.5,
    ColumnKind.HEADLINE: 6,
    ColumnKind.PERIOD: 4.5,
    ColumnKind.POINT: 4,
    ColumnKind.AREA: 7,
    ColumnKind.VERDICT: 8,
    ColumnKind.LABEL: 5,
    ColumnKind.UNIT: 3.5,
    ColumnKind.DETAIL: 4,
    ColumnKind.TEXT: 9,
}
FIGURES = frozenset({ColumnKind.FIGURE, ColumnKind.TOTAL, ColumnKind.COMPARATOR})
_WORDS = frozenset({ColumnKind.TITLE, ColumnKind.TEXT, ColumnKind.AREA})
_LETTER, _PADDING = 0.48, 0.95  # rem of a letter of a figure, and of the space round it
_STEP = 2  # rem: widths at which tables become cards
WIDEST = 76  # rem: a wider table is cards on small screens, and beside that scrolls
_CARDS_OF_WIDEST = 48
_PILL_LETTERS, _LEAST_PILL = (
    5,
    11,
)  # letters: what its shape and edges take the room of, and as wide as it is at the least
_ALWAYS_FIT = 2  # columns, whose words break
_ZEBRA_FROM = 9
_MOST_PILLS = 7  # columns
_CLOSE_POINT = 2.75  # rem


class Shown(NamedTuple):
    """A table, how many rem of room it needs, and below how many it becomes cards."""

    element: Element
    needs: int
    turns: int


def table(block: Table, name: str, key: str, links: Links) -> Shown:
    """Return a table under its `name`.

    A table too wide for any screen scrolls within a region that is named, and that can be reached with the keyboard.
    """
    needed = _room(block)
    head = el("thead", el("tr", *(_column_head(column) for column in block.columns), role="row"), role="rowgroup")
    body = block.rows[:-1] if block.has_total else block.rows
    places = block.places or ("",) * len(block.rows)
    rows = [_row(block, row, place, links) for row, place in zip(block.rows, places, strict=True)]
    foot = rows[len(body) :]
    parts = [head, *(el("tbody", *group, role="rowgroup") for group in _groups(body, rows))]
    parts += [el("tfoot", *foot, role="rowgroup")] if foot else []
    looks = [
        "under" * (block.look is TableLook.UNDER_CHART),
        "close" * _is_close(block),
        "narrow" * (block.look is TableLook.NARROW),
        "striped" * (len(block.rows) >= _ZEBRA_FROM),
    ]
    turns = min(needed, _CARDS_OF_WIDEST) if needed > WIDEST else needed
    # one below a chart does not stand under its points, as it does on paper: it says that it is a table of its own
    is_seen = block.look is TableLook.UNDER_CHART
    caption = el("caption", *abbreviated(name), id=key, class_=None if is_seen else "unseen")
    shown = el("table", caption, *parts, role="table", class_=" ".join([f"cards-{turns}", *filter(None, looks)]))
    if needed <= WIDEST:
        return Shown(el("div", shown, class_="table"), needed, turns)
    region = el("div", shown, class_="table scrolls", role="region", aria_labelledby=key, tabindex="0")
    return Shown(region, needed, turns)


def _room(block: Table) -> int:
    """Return how much room a table needs, in rem, rounded up to a step: its longest words, and more for titles and texts."""
    if len(block.columns) <= _ALWAYS_FIT:
        return _STEP
    total = 0.0
    for at, column in enumerate(block.columns):
        figures = (
            _longest(row[at], column, is_close=_is_close(block)) for row in block.rows if len(row) == len(block.columns)
        )
        heading = 0 if column.kind is ColumnKind.POINT else _longest_word(column.heading)
        longest = max(heading, *figures, 0)
        least = _CLOSE_POINT if _is_close(block) and column.kind is ColumnKind.POINT else LEAST_WIDTHS[column.kind]
        total += max(least, longest * _LETTER + _PADDING)
    return int(-(-total // _STEP)) * _STEP


def _is_close(block: Table) -> bool:
    """True under a chart of many periods, where ratings are shapes whose words are heard but not seen."""
    return block.look is TableLook.UNDER_CHART and len(block.columns) > _MOST_PILLS


def _longest(cell: Cell, column: Column, *, is_close: bool) -> int:
    """Return the letters of a cell's longest word, as far as it must not be broken: that of a figure or a rating."""
    match cell:
        case FigureCell():
            return _longest_word(cell.text)
        case TextCell() if column.kind in FIGURES:
            return max(sum(len(run.text) for run in paragraph) for paragraph in cell.paragraphs)
        case TextCell() if column.kind is ColumnKind.POINT:
            return max(_longest_word("".join(run.text for run in paragraph)) for paragraph in cell.paragraphs)
        case RatingCell() if not is_close:
            return max(len(mark_words(cell)) + _PILL_LETTERS, _LEAST_PILL)
        case _:
            return 0


def _longest_word(text: str) -> int:
    return max(map(len, text.split()), default=0)


def _column_head(column: Column) -> Element:
    said = _heading(column)
    look = "figure" if column.kind in FIGURES else "point" if column.kind is ColumnKind.POINT else None
    if not said:
        return el("td", role="cell", class_=look)
    return el("th", *abbreviated(said), scope="col", role="columnheader", class_=look)


def _heading(column: Column) -> str:
    """Return a column's heading; that of pages is another, since a page on a screen has no number."""
    return say("Section") if column.kind is ColumnKind.PAGE else column.heading


def _groups(body: Sequence[Sequence[Cell]], rows: Sequence[Element]) -> Iterator[list[Element]]:
    """Yield the rows of a table's body, those of each group together with the row that heads it."""
    group: list[Element] = []
    for cells, row in zip(body, rows, strict=False):
        if group and isinstance(cells[0], GroupCell):
            yield group
            group = []
        group.append(row)
    if group:
        yield group


def _row(block: Table, row: Sequence[Cell], place: str, links: Links) -> Element:
    cells, at, heads = [], 0, block.row_heads
    for cell in row:
        content = cell_content(cell, links)
        cells.append(_cell(block.columns[at], content, is_head=at in heads and bool(content.nodes)))
        at += content.columns
    look = "group" if isinstance(row[0], GroupCell) else None
    return el("tr", *cells, role="row", id=place or None, class_=look)


def _cell(column: Column, content: Content, *, is_head: bool) -> Element:
    looks = [
        "figure" * (column.kind in FIGURES and not content.is_quiet),
        "words" * (column.kind in _WORDS),
        "point" * (column.kind is ColumnKind.POINT),
        "name" * (column.kind is ColumnKind.TITLE),
        "headline" * (column.kind is ColumnKind.HEADLINE),
        "quiet" * content.is_quiet,
    ]
    look = " ".join(filter(None, looks)) or None
    span = str(content.columns) if content.columns > 1 else None
    if content.is_group:
        return el("th", *content.nodes, scope="rowgroup", role="rowheader", colspan=span, class_=look)
    if is_head:
        return el("th", *content.nodes, scope="row", role="rowheader", colspan=span, class_=look)
    label = _heading(column) if content.columns == 1 and content.nodes else None  # a card's words for its heading
    return el("td", *content.nodes, role="cell", colspan=span, class_=look, data_label=label)


def facts(block: Table, links: Links) -> Element:
    """Return facts, each a label and what it says, as a list of terms; a place without a fact is left out."""
    groups = []
    for row in block.rows:
        for at in range(0, len(row), 2):
            label, *said = (cell_content(cell, links) for cell in row[at : at + 2])
            if not any(each.nodes for each in (label, *said)):
                continue
            says: list[Node] = [node for each in said for node in each.nodes]
            groups.append(el("div", el("dt", *label.nodes), el("dd", *says)))
    return el("dl", *groups, class_="facts panel" if len(block.columns) > 2 else "facts")
