"""One cell of a table: a function for each kind, in one table of them."""

from collections.abc import Callable
from typing import Any, NamedTuple

from kccreport.ground.errors import RenderingFault
from kccreport.language import say
from kccreport.models.rag import Rag
from kccreport.paper.blocks import (
    AlertCell,
    Cell,
    FigureCell,
    GroupCell,
    HistoryCell,
    PageCell,
    RatingCell,
    SparkCell,
    StateCell,
    TextCell,
    TravelCell,
    VerdictCell,
)
from kccreport.paper.wording import is_not_applicable, mark_words
from kccreport.writers.html.element import Node, el
from kccreport.writers.html.pictures import rating_id, shape, shape_id, spark, strip
from kccreport.writers.html.words import Links, abbreviated, words


class Content(NamedTuple):
    """What a cell holds, over how many columns, whether it stands quietly, as a state or n/a does, or heads a group."""

    nodes: tuple[Node, ...]
    columns: int = 1
    is_quiet: bool = False
    is_group: bool = False


def cell_content(cell: Cell, links: Links) -> Content:
    """Return what stands in a cell.

    Raises:
        RenderingFault: nobody has said how a page shows this kind of cell.
    """
    show = CELLS.get(type(cell))
    if show is None:
        raise RenderingFault(f"A page cannot show a {type(cell).__name__}.")
    return show(cell, links)


def _text(cell: TextCell, links: Links) -> Content:
    if len(cell.paragraphs) == 1:
        return Content(tuple(words(cell.paragraphs[0], links, ties=False)))
    return Content(tuple(el("p", *words(paragraph, links, ties=False)) for paragraph in cell.paragraphs))


def _figure(cell: FigureCell, _: Links) -> Content:
    return Content(tuple(abbreviated(cell.text)))


def _state(cell: StateCell, _: Links) -> Content:
    return Content(tuple(abbreviated(cell.text)), cell.columns, is_quiet=True)


def _group(cell: GroupCell, _: Links) -> Content:
    detail = (" ", el("span", *abbreviated(cell.detail), class_="quiet")) if cell.detail else ()
    return Content((*abbreviated(cell.text), *detail), cell.columns, is_group=True)


def _rating(cell: RatingCell, _: Links) -> Content:
    said = mark_words(cell)
    if is_not_applicable(said):
        return _quiet(said)
    return _pill(said, rating_id(cell.rating, cell.scale), cell.rating)


def _alert(cell: AlertCell, _: Links) -> Content:
    return (
        _quiet(mark_words(cell)) if cell.alert is None else _pill(mark_words(cell), shape_id("alert", cell.alert), None)
    )


def _travel(cell: TravelCell, _: Links) -> Content:
    return _quiet(mark_words(cell)) if cell.travel is None else _sign(mark_words(cell), shape_id("travel", cell.travel))


def _verdict(cell: VerdictCell, _: Links) -> Content:
    return _sign(cell.words, shape_id("sign", cell.sign.value))


def _page(cell: PageCell, _: Links) -> Content:
    """Lead to the place itself: a page on a screen has no number."""
    name = el("span", ": " + cell.describes, class_="unseen")
    return Content((el("a", say("Details"), name, href=f"#{cell.anchor}"),))


def _spark(cell: SparkCell, _: Links) -> Content:
    return Content((spark(cell.values, cell.alt),))


def _history(cell: HistoryCell, _: Links) -> Content:
    return Content((strip(cell.ratings, cell.scale, cell.alt),))


def _quiet(said: str) -> Content:
    return Content(tuple(abbreviated(said)), is_quiet=True)


def _pill(said: str, name: str, rating: Rag | None) -> Content:
    """Return a word with its shape, in a box of the rating's colour."""
    look = f"pill {rating.replace(' ', '-')}" if rating is not None else "pill"
    return Content((el("span", shape(name), el("span", said, class_="word"), class_=look),))


def _sign(said: str, name: str) -> Content:
    return Content((el("span", shape(name), said, class_="sign"),))


CELLS: dict[type, Callable[[Any, Links], Content]] = {
    TextCell: _text,
    FigureCell: _figure,
    StateCell: _state,
    GroupCell: _group,
    RatingCell: _rating,
    AlertCell: _alert,
    TravelCell: _travel,
    VerdictCell: _verdict,
    PageCell: _page,
    SparkCell: _spark,
    HistoryCell: _history,
}
