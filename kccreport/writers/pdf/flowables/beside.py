"""Figures beside words, and below both what explains them; words that have no room there go on in columns."""

from collections.abc import Callable, Sequence
from typing import Any

from reportlab.platypus.flowables import Flowable

from kccreport.ground.values import replace
from kccreport.writers.pdf import theme
from kccreport.writers.pdf.flowables.measured import Measured
from kccreport.writers.pdf.flowables.stack import Ending, Placed, Stack, in_columns, stacked
from kccreport.writers.pdf.flowables.text import TextFlow
from kccreport.writers.pdf.tagging.canvas import canvas_of

_FAIR = 0.3  # of a column: it may end there, so that what follows stays together
_SLACK = 18.0  # points: so much higher words in columns may be that something follows, which could take another page
_NO_END = 10_000.0  # points: more than any page


class BesideFlow(Flowable):
    """Flowables side by side. Which words stand where is settled in `wrap`, for the room there is.

    What is beside the figures is as high as they are, or as the words, where all of these then fit. Otherwise the words
    fill the room beside the figures, and the rest of them stands in columns below; what still has no room is split off.
    """

    def __init__(self, figures: Sequence[Measured], words: Sequence[Measured], foot: Sequence[Measured] = ()) -> None:
        super().__init__()
        self.figures, self.words, self.foot = tuple(figures), tuple(words), tuple(foot)
        self._settled: tuple[float, float, Stack] | None = None
        self._is_part, self._goes_on_below = False, True
        self.tears = False  # a short paragraph, or one item off a list, as it was laid last

    @property
    def parts(self) -> tuple[Measured, ...]:
        """Return the flowables within, in reading order."""
        return (*self.figures, *self.words, *self.foot)

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 - ReportLab's names
        """Settle what stands where; what does not fit is too high for the page, and is then split."""
        stack = self._stack(aW, aH)
        self.width, self.height = aW, stack.height if not stack.rest else max(stack.height, aH + 1)
        return self.width, self.height

    def least_height(self, width: float) -> float:
        """Return the height of the part that must not be parted from a heading above: the figures, or the first words."""
        if self.figures:
            return stacked(self.figures, _split(width)[0], _NO_END).height
        needed, column = 0.0, _column(width)
        for flowable in self.words:
            taken = flowable.extent(column)
            if not taken.leads:
                return needed + taken.least
            needed += taken.height + taken.after
        return needed

    def set_density(self, density: theme.Density) -> None:
        """Lay all that stands within more closely."""
        self._settled, self._goes_on_below = None, density.goes_on_below
        for flowable in self.parts:
            flowable.set_density(density)

    def getSpaceBefore(self) -> float:  # noqa: N802 - ReportLab's name
        """Return the space above, in points."""
        return float(next((each.getSpaceBefore() for each in self.parts), 0.0))

    def getSpaceAfter(self) -> float:  # noqa: N802
        """Return the space below, in points."""
        return float(self.parts[-1].getSpaceAfter()) if self.parts else 0.0

    def split(self, aW: float, aH: float) -> list[Any]:  # noqa: N803
        """Break where the room ends, in every column."""
        stack = self._stack(aW, aH)
        if not stack.rest and stack.height <= aH:
            return [self]
        if not stack.rest or not stack.placed:
            return []  # a foot has no part that could stand by itself
        first = BesideFlow((), ())
        first._settled, first._is_part = (aW, aH, Stack(stack.placed, stack.height, ())), True
        return [first, stack.rest[0]]

    def draw(self) -> None:
        """Draw everything at its place."""
        canvas = canvas_of(self)
        assert self._settled is not None, "what is drawn was wrapped"
        for each in self._settled[2].placed:
            each.flowable.wrap(each.width, each.height)
            each.flowable.drawOn(canvas, each.x, self.height - each.top - each.height)

    def _stack(self, width: float, room: float) -> Stack:
        if self._settled is None or (self._settled[:2] != (width, room) and not self._is_part):
            self._settled = (width, room, self._laid(width, room))
        return self._settled[2]

    def _laid(self, width: float, room: float) -> Stack:
        foot = stacked(self.foot, width, _NO_END)
        gap = theme.FOOT_GAP if self.foot and (self.figures or self.words) else 0.0
        above = self._above(width, room - foot.height - gap)
        if above.rest:  # the foot is read last, so it goes on with the words that do
            above = self._above(width, room)
            return Stack(above.placed, above.height, above.rest or (BesideFlow((), (), self.foot),))
        top = above.height + gap
        lower = tuple(Placed(each.flowable, each.x, top + each.top, each.width, each.height) for each in foot.placed)
        return Stack((*above.placed, *lower), top + foot.height, ())

    def _above(self, width: float, room: float) -> Stack:
        """Return figures and words in so much room; the rest of them is one flowable with the foot."""
        self.tears = False
        left, right = _split(width)
        figures = stacked(self.figures, left, room)
        if figures.rest:  # the words are read after all of the figures, so none stands on the page before these end
            rest = (BesideFlow(figures.rest, self.words, self.foot),)
            return Stack(figures.placed, figures.height, rest)
        words = stacked(self.words, right, room if self.figures else 0.0, x=width - right)
        if not words.rest:
            return Stack((*figures.placed, *words.placed), max(figures.height, words.height), ())
        if self.figures and not self._goes_on_below:
            return self._overleaf(figures, words, right, room, x=width - right)
        top = figures.height + (theme.PARAGRAPH_GAP * 2 if self.figures else 0.0)

        def below(words: Sequence[Any]) -> Stack:
            slack = room if self.figures or self.foot else _SLACK
            return in_columns(words, width, theme.GUTTER, _count(width), max(room - top, 0.0), top=top, slack=slack)

        beside, under = self._parted(right, figures.height, width - right, below)
        self.tears = bool(self.figures) and not under.rest and under.tears
        placed = (*figures.placed, *beside.placed, *under.placed)
        over = [BesideFlow((), under.rest, self.foot)] if under.rest else []
        return Stack(placed, top + under.height if under.placed else figures.height, tuple(over))

    def _parted(
        self, width: float, room: float, x: float, below: Callable[[Sequence[Any]], Stack]
    ) -> tuple[Stack, Stack]:
        """Return the words beside the figures, and those that go on below, both parted as well as they can where all fit."""
        whole_columns = None
        for ending in Ending:
            beside = stacked(self.words, width, room, x=x, ending=ending)
            under = below(beside.rest)
            if under.rest or (room and not beside.placed):
                if whole_columns is None:
                    whole_columns = beside, under
                    torn = stacked(self.words, width, room, x=x, ending=Ending.TORN)
                    if below(torn.rest).rest:
                        break  # what has no room torn has none whole
                continue
            if at := self._section_before(len(self.words) - len(beside.rest)):
                whole = below(self.words[at:])  # a section is not torn apart where it has room as it is
                if not whole.rest:
                    return stacked(self.words[:at], width, room, x=x), whole
            return beside, replace(under, tears=under.tears or ending is not Ending.WHOLE)
        assert whole_columns is not None, "there are ways to end a column"
        return whole_columns

    def _overleaf(self, figures: Stack, words: Stack, width: float, room: float, *, x: float) -> Stack:
        """Return figures with the words beside them: whole sections where these take a fair part of the room."""
        at = self._section_before(len(self.words) - len(words.rest))
        whole = stacked(self.words[:at], width, room, x=x)
        if at and whole.height >= room * _FAIR:
            words = Stack(whole.placed, whole.height, self.words[at:])
        rest = (BesideFlow((), words.rest, self.foot),)
        return Stack((*figures.placed, *words.placed), max(figures.height, words.height), rest)

    def _section_before(self, end: int) -> int:
        """Return where the last section begins that does not end before some place among the words; 0 for the first."""
        return max((at for at in range(1, end + 1) if at < len(self.words) and self._is_heading(at)), default=0)

    def _is_heading(self, at: int) -> bool:
        word = self.words[at]
        return isinstance(word, TextFlow) and word.bookmark is not None and bool(word.bookmark.title)


def _split(width: float) -> tuple[float, float]:
    """Return the widths of figures and of words that share a width."""
    left = (width - theme.GUTTER) * theme.FIGURES_SHARE
    return left, width - theme.GUTTER - left


def _count(width: float) -> int:
    """Return how many columns of words a width has room for."""
    return max(int((width + theme.GUTTER) // (theme.LEAST_COLUMN + theme.GUTTER)), 1)


def _column(width: float) -> float:
    count = _count(width)
    return (width - (count - 1) * theme.GUTTER) / count
