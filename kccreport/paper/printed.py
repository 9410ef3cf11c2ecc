"""What stands on a paper's pages, for a key that explains nothing else."""

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from kccreport.ground.pattern import pattern
from kccreport.models.alert import Alert
from kccreport.models.rag import Rag
from kccreport.models.ratings import USUAL_SCALE, RatingScale
from kccreport.models.travel import Travel
from kccreport.paper.blocks import (
    AlertCell,
    Block,
    Cell,
    Chart,
    ColumnKind,
    Contents,
    FigureCell,
    GroupCell,
    Heading,
    HistoryCell,
    Listing,
    Prose,
    RatingCell,
    StateCell,
    Table,
    TableLook,
    TextCell,
    TravelCell,
    VerdictCell,
)
from kccreport.paper.wording import mark_words, rating_words

_MARK = pattern(r"\[\w+\]")
Unrated = Literal["now", "in chart", "then"]  # what "Not rated" is said of: now, a result drawn, or any period


class Printed(NamedTuple):
    """The marks that stand beside or instead of figures, such as [p] or n/a; the directions, by trend or not; the ratings,
    and where there is none; the alerts; and all words, of which `states` stand in grey.
    """

    marks: frozenset[str]
    directions: frozenset[tuple[Travel | None, bool]] = frozenset()
    ratings: frozenset[Rag] = frozenset()
    unrated: frozenset[Unrated] = frozenset()
    alerts: frozenset[Alert | None] = frozenset()
    states: frozenset[str] = frozenset()
    words: str = ""

    @property
    def has_ratings(self) -> bool:
        """True where a rating is printed, or that there is none."""
        return bool(self.ratings or self.unrated)

    def names_a_rating(self, scale: RatingScale) -> bool:
        """Say whether words name one of the ratings of a scale, or that there is none."""
        names = (*(rating_words(rating, scale) for rating in Rag), not_rated_mark(scale))
        return any(name in self.words for name in names)


def not_rated_mark(scale: RatingScale) -> str:
    """Return what is printed where there is no rating."""
    return mark_words(RatingCell(None, scale=scale))


def printed(blocks: Iterable[Block], scale: RatingScale = USUAL_SCALE) -> Printed:
    """Return what stands in blocks, the charts and strips among them; `scale` is what the paper calls its ratings."""
    found = _Found(not_rated_mark(scale))
    for block in blocks:
        found.add(block)
    words = "\n".join(found.texts)
    return Printed(
        frozenset((*found.whole, *_MARK.findall(words))),
        frozenset(found.directions),
        frozenset(found.ratings),
        frozenset(found.unrated),
        frozenset(found.alerts),
        frozenset(found.states),
        words,
    )


class _Found:
    """What was found so far."""

    def __init__(self, not_rated: str) -> None:
        self.not_rated = not_rated
        self.texts: list[str] = []
        self.whole: set[str] = set()
        self.directions: set[tuple[Travel | None, bool]] = set()
        self.ratings: set[Rag] = set()
        self.unrated: set[Unrated] = set()
        self.alerts: set[Alert | None] = set()
        self.states: set[str] = set()

    def add(self, block: Block) -> None:
        """Add what stands in a block."""
        match block:
            case Table():
                self._table(block)
            case Chart():
                self._chart(block)
            case _:
                self.texts.extend(_said(block))

    def _table(self, table: Table) -> None:
        headings = [column.heading for column in table.columns]
        self.texts.extend((*headings, table.caption))
        if self.not_rated in headings:  # a column that counts them
            self.unrated.add("now")
        is_by_period = table.look is TableLook.UNDER_CHART or _is_by_period(table)
        for row in table.rows:
            for cell in row:
                self._cell(cell, "then" if is_by_period else "now")

    def _cell(self, cell: Cell, when: Unrated) -> None:
        match cell:  # what there is most of comes first
            case TextCell():
                for paragraph in cell.paragraphs:
                    self._text(paragraph[0].text if len(paragraph) == 1 else "".join(run.text for run in paragraph))
            case FigureCell():
                self._text(cell.text)
            case RatingCell():
                is_unrated = cell.rating is None and mark_words(cell) == not_rated_mark(cell.scale)
                self._rating(cell.rating, when if is_unrated else None)
                if cell.rating is None:
                    self._text(cell.words)
            case HistoryCell():
                for rating in cell.ratings:
                    self._rating(rating, "then")
            case TravelCell():
                self.directions.add((cell.travel, cell.is_trend))
            case AlertCell():
                self.alerts.add(cell.alert)
            case StateCell():
                self.states.add(cell.text)
                self._text(cell.text)
            case GroupCell():
                self.texts.extend((cell.text, cell.detail))
            case VerdictCell():
                self._text(cell.words)
            case _:
                pass

    def _text(self, text: str) -> None:
        self.texts.append(text)
        self.whole.add(text.strip())

    def _rating(self, rating: Rag | None, unrated: Unrated | None) -> None:
        if rating is not None:
            self.ratings.add(rating)
        elif unrated is not None:
            self.unrated.add(unrated)

    def _chart(self, chart: Chart) -> None:
        for point in chart.points:
            self.texts.append(point.mark)
            if chart.shows_rating(point):
                self._rating(point.rating, "in chart")
        self.texts.extend((chart.target_words, chart.limit_words, chart.forecast_words, chart.last_words, chart.title))


def _is_by_period(table: Table) -> bool:
    """Return whether a table has nothing but results and their ratings, a column for each period."""
    return all(column.kind is ColumnKind.RATING for column in table.columns[1:])


def _said(block: Block) -> Iterator[str]:
    match block:
        case Prose():
            yield "".join(run.text for run in block.content)
        case Heading():
            yield block.text
        case Contents():
            yield from (entry.text for entry in block.entries)
        case Listing():
            for item in block.items:
                yield "".join(run.text for run in item.content)
                for below in item.below:
                    yield from _said(below)
        case _:
            pass
