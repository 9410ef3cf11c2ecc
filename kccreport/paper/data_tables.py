"""A table of its own, a chart of its last row, and a box of facts, as blocks that a passage may ask for."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from kccreport.language import say, say_word
from kccreport.models.data_table import DataCell, DataRow, DataTable, TableChart
from kccreport.models.measure import Unit
from kccreport.models.ratings import USUAL_SCALE, RatingScale
from kccreport.paper.axis import axis
from kccreport.paper.blocks import (
    Block,
    Cell,
    Chart,
    ChartPoint,
    Column,
    ColumnKind,
    FigureCell,
    Inline,
    Prose,
    RatingCell,
    Role,
    Run,
    Table,
    TableLook,
    TextCell,
    plain,
    strong_cell,
)
from kccreport.paper.chart_words import series_words
from kccreport.paper.prose import cell_paragraphs, inline
from kccreport.paper.wording import NOT_APPLICABLE, data_words


def data_table(table: DataTable, anchor: Callable[[str], str], scale: RatingScale = USUAL_SCALE) -> Iterator[Block]:
    """Yield a table under its title, its total set apart, and its notes numbered below it; `scale` names its ratings.

    A row leads to its note, and the note back to the first row that has it; `anchor` names these places.
    """
    yield Prose((Run(table.title, is_strong=True),), Role.LABEL, leads=True)
    rows = [*table.rows, *([table.total] if table.total else [])]
    notes = list(dict.fromkeys(row.note for row in rows if row.note))
    has_words = [any(_is_words(row.cells[at]) for row in rows) for at in range(len(table.headings))]
    columns = [Column(table.stub, ColumnKind.TITLE)]
    for at, (heading, words) in enumerate(zip(table.headings, has_words, strict=True)):
        columns.append(Column(_spoken(heading), ColumnKind.TEXT if words else ColumnKind.TOTAL))
        if at in table.targets and len(table.targets) > 1:
            columns.append(Column(say("{heading} rating", heading=table.headings[at - 1]), ColumnKind.RATING))
    if len(table.targets) == 1:
        columns.append(Column(say("Rating"), ColumnKind.RATING))
    led = {note: anchor(f"{table.title} note {number}") for number, note in enumerate(notes, 1)}
    back = {note: anchor(f"{table.title} row of note {number}") for number, note in enumerate(notes, 1)}
    begun = max((at for row in rows for at, cell in enumerate(row.cells) if cell is not None), default=-1)
    body = tuple(_row(row, table, has_words, led, scale, begun) for row in rows)
    places = tuple(back[row.note] if row is _first_with(row.note, rows) else "" for row in rows) if notes else ()
    yield Table(tuple(columns), body, has_total=table.total is not None, places=places, caption=table.title)
    for number, note in enumerate(notes, 1):
        yield Prose(inline(note), Role.FOOTNOTE, number=f"({number})", anchor=led[note], back=back[note])
    for line in filter(None, (line.strip() for line in table.notes.split("\n"))):
        yield Prose(inline(line), Role.FOOTNOTE)


def _first_with(note: str, rows: Sequence[DataRow]) -> DataRow | None:
    return next((row for row in rows if row.note == note), None) if note else None


def _is_words(cell: DataCell | None) -> bool:
    return cell is not None and cell.value is None and len(cell.text) > 8


def _row(
    row: DataRow, table: DataTable, has_words: Sequence[bool], led: Mapping[str, str], scale: RatingScale, begun: int
) -> tuple[Cell, ...]:
    """Return a row as cells; a column of a period behind the last that anything is known of says that it is still to come."""
    is_strong = row is table.total
    cells: list[Cell] = [TextCell((_label(row, led, is_strong=is_strong),))]
    ratings = dict(zip(table.targets, row.ratings or (None,) * len(table.targets), strict=True))
    for at, (cell, words) in enumerate(zip(row.cells, has_words, strict=True)):
        shown = data_words(cell)
        if at > begun and table.periods[at] is not None:
            cells.append(TextCell(((Run(say("not yet"), is_emphasis=True),),)))
        else:
            cells.append(TextCell(cell_paragraphs(shown)) if words else FigureCell(shown))
        if at in ratings and len(ratings) > 1:
            cells.append(RatingCell(scale.made(ratings[at]), say_word(NOT_APPLICABLE), scale=scale))
    if len(ratings) == 1:
        cells += [RatingCell(scale.made(rating), say_word(NOT_APPLICABLE), scale=scale) for rating in ratings.values()]
    return tuple(cells)


def _spoken(words: str) -> str:
    """Return the word Total, which is ours, in the language spoken; all else as it stands in the workbook."""
    return say("Total") if words == "Total" else words


def _label(row: DataRow, led: Mapping[str, str], *, is_strong: bool) -> Inline:
    """Return the label of a row, and the number of its note, which leads there."""
    label = say("of which {part}", part=row.label) if row.is_part else _spoken(row.label)
    if not row.note:
        return (Run(label, is_strong),)
    number = list(led).index(row.note) + 1
    note = Run(f"({number})", is_strong, link=f"#{led[row.note]}", leads_to=say("Note {number}", number=number))
    return (Run(f"{label} ", is_strong), note)


def data_chart(table: DataTable) -> Iterator[Block]:
    """Yield a chart of a table's last row over its columns; nothing where fewer than two hold figures."""
    row = table.shown_last
    places = [
        (heading, cell)
        for heading, cell in zip(table.headings, row.cells, strict=True)
        if not (table.has_row_totals and heading == table.headings[-1])
    ]
    found = [(heading, cell, cell.value) for heading, cell in places if cell is not None and cell.value is not None]
    if len(found) < 2:
        return
    values = [value for _, _, value in found]
    has_bars = table.chart is not TableChart.LINE
    sample = found[-1][1]
    unit = Unit(name="%" if sample.is_percentage else "number")
    first, last = found[0], found[-1]
    what = row.label if table.total else table.title
    shown = f"{table.title}: {row.label}" if what != table.title else table.title
    title = say("{what}, {first} to {last}", what=shown, first=first[0], last=last[0])
    yield Prose((Run(title, is_strong=True),), Role.LABEL, leads=True)
    yield Chart(
        points=tuple(ChartPoint(heading, None if cell is None else cell.value) for heading, cell in places),
        ticks=axis(values, unit, from_nought=has_bars or not sample.is_percentage),
        alt=series_words(shown, [(label, data_words(cell), value) for label, cell, value in found], has_bars=has_bars),
        last_words=data_words(last[1]),
        has_bars=has_bars,
        title=title,
    )


def facts_table(facts: Sequence[tuple[str, str]]) -> Table:
    """Return facts as a table without rules, two beside each other, read from left to right."""
    kinds = (ColumnKind.LABEL, ColumnKind.TEXT) * 2
    columns = tuple(Column(heading, kind) for heading, kind in zip((say("Fact"), say("Text")) * 2, kinds, strict=True))
    rows = []
    for at in range(0, len(facts), 2):
        pair = [*facts[at : at + 2], *([("", "")] if at + 1 == len(facts) else [])]
        rows.append(tuple(cell for label, text in pair for cell in (strong_cell(label), TextCell((plain(text),)))))
    return Table(columns, tuple(rows), TableLook.BARE)
