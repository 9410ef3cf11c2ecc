"""How closely a page set is laid, so that it takes no page for a few lines."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from reportlab.platypus.flowables import Flowable, PageBreak

from kccreport.writers.pdf import theme
from kccreport.writers.pdf.flowables.beside import BesideFlow
from kccreport.writers.pdf.flowables.chart import ChartFlow
from kccreport.writers.pdf.flowables.contents import ContentsLine
from kccreport.writers.pdf.flowables.picture import PictureFlow
from kccreport.writers.pdf.flowables.stack import leads
from kccreport.writers.pdf.flowables.table import TableFlow
from kccreport.writers.pdf.flowables.text import TextFlow

Laid = TextFlow | TableFlow | ContentsLine | ChartFlow | PictureFlow | BesideFlow  # what takes room
_MOST_PAGES_SAVED = 3  # beyond it, where the page breaks fall decides more than the space between things


class _Taken(NamedTuple):
    """How many pages a page set takes, how full the last one is, and for each flowable the page on which it begins."""

    pages: int
    last: float
    begins: tuple[int, ...]


def settle(flowables: list[Flowable], shape: theme.PageShape) -> None:
    """Lay a page set as closely as saves it a page, or fills its last page: a third of one beside figures, else a sixth.

    Where no way of laying it does, what stands last on the page before goes over to the last one too.
    """
    content = [flowable for flowable in flowables if isinstance(flowable, Laid)]
    usual = _taken(content, shape)
    if usual.pages < 2:
        if _tears(content):
            _keep_whole(content, shape)
        return
    is_beside = any(isinstance(flowable, BesideFlow) and flowable.figures for flowable in content)
    least = theme.LEAST_BESIDE if is_beside else theme.LEAST_PAGE
    is_short = usual.last < least
    tried = [theme.COMPACT] if usual.pages <= _MOST_PAGES_SAVED else []
    tried += [theme.CLOSE] if is_beside or usual.last < theme.LEAST_BESIDE else []
    saving = []
    for density in tried:
        _lay(content, density)
        if _taken(content, shape).pages < usual.pages:
            if not _tears(content):
                return
            saving.append(density)
    if saving:
        _lay(content, saving[0])
        return
    others = [theme.ROOMY] if is_beside else []
    others += [theme.COMPACT, theme.SNUG, theme.LOOSE] if is_short else []
    for density in others:
        _lay(content, density)
        found = _taken(content, shape)
        if found.pages == usual.pages and found.last >= least:
            return
    _lay(content, theme.NORMAL)
    if is_short:
        _carry_over(flowables, content, usual, shape, least)


def settle_loosely(flowables: list[Flowable], shape: theme.PageShape) -> None:
    """Lay a page set of large print, which is never set closely: a little more so where that saves it a page.

    Where the last page is short all the same, what stands last on the page before goes over to it too.
    """
    content = [flowable for flowable in flowables if isinstance(flowable, Laid)]
    usual = _taken(content, shape)
    if usual.pages < 2:
        return
    _lay(content, theme.SNUG)
    taken = _taken(content, shape)
    if taken.pages == usual.pages:
        _lay(content, theme.NORMAL)
        taken = usual
    if taken.pages > 1 and taken.last < theme.LEAST_PAGE:
        _carry_over(flowables, content, taken, shape, theme.LEAST_PAGE)


def _keep_whole(content: Sequence[Laid], shape: theme.PageShape) -> None:
    """Lay a page more closely where no short paragraph is then torn between what stands beside figures and below them."""
    for density in (theme.SNUG, theme.COMPACT, theme.NORMAL):
        _lay(content, density)
        taken = _taken(content, shape)
        if taken.pages == 1 and not _tears(content):
            return


def _tears(content: Sequence[Laid]) -> bool:
    """Say whether a short paragraph is torn as a page set was laid last."""
    return any(isinstance(each, BesideFlow) and each.tears for each in content)


def _lay(content: Sequence[Laid], density: theme.Density) -> None:
    for flowable in content:
        flowable.set_density(density)


def _carry_over(
    flowables: list[Flowable], content: Sequence[Laid], taken: _Taken, shape: theme.PageShape, least: float
) -> None:
    """Break the page before the last earlier, where whole flowables can then go over: never between a heading and its text."""
    height = 0.0
    for at in range(len(content) - 1, 0, -1):
        if taken.begins[at] < taken.pages - 1:
            return
        height += content[at].wrap(shape.measure, shape.depth)[1] + content[at].getSpaceAfter()
        if height >= least * shape.depth and not leads(content[at - 1]):
            if taken.begins[at] == taken.pages - 1 and height < shape.depth * 0.6:
                flowables.insert(flowables.index(content[at]), PageBreak())
            return


def _taken(content: Sequence[Laid], shape: theme.PageShape) -> _Taken:
    """Return what a page set takes, by the rules that the layout itself follows.

    Nothing is drawn: the lines and rows measured here are those that the layout then finds measured.
    """
    waiting: list[tuple[int, Laid]] = list(reversed(list(enumerate(content))))
    begins = [0] * len(content)
    pages, room, after, fresh = 1, shape.depth, 0.0, True
    while waiting:
        at, flowable = waiting.pop()
        gap = 0.0 if fresh else max(after, flowable.getSpaceBefore())
        height = flowable.wrap(shape.measure, room - gap)[1]
        needed = height + gap
        if leads(flowable) and waiting:
            needed += flowable.getSpaceAfter() + _led((each for _, each in reversed(waiting)), shape.measure)
        parts: list[Any] = [] if needed <= room else flowable.split(shape.measure, room - gap)
        begins[at] = begins[at] or pages
        if needed > room and not (fresh and not parts):
            begins[at] = pages if len(parts) == 2 else pages + 1
            pages, room, after, fresh = pages + 1, shape.depth, 0.0, True
            waiting.append((at, parts[1] if len(parts) == 2 else flowable))
            continue
        room, after, fresh = room - gap - height, flowable.getSpaceAfter(), False
    return _Taken(pages, 1 - room / shape.depth, tuple(begins))


def _led(following: Iterable[Laid], width: float) -> float:
    """Return how much of what follows a heading must stand below it: all other headings, and the beginning of their text."""
    needed = 0.0
    for flowable in following:
        if not leads(flowable):
            return needed + flowable.least_height(width)
        needed += flowable.wrap(width, 0)[1] + flowable.getSpaceAfter()
    return needed
