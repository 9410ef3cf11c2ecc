"""Pages filled from the top down with whatever stands in a story, in one pass.

This is the part of ReportLab's platypus that a paper needs, by the same rules and with the same names: a flowable is asked
for its size in `wrap`, parted in `split` where it is too high for what is left of a page, and drawn. The whole of platypus
takes as long to import as a paper takes to lay out.
"""

from collections.abc import Callable, Sequence
from typing import Any, BinaryIO

_FUZZ = 1e-6  # points, for what arithmetic makes of lengths that are the same
_MOST_EMPTY_PAGES = 10  # in a row, which nothing but an endless loop makes


class LayoutError(Exception):
    """A flowable fits on no page."""


class Flowable:
    """Something that stands in a column: it knows its size, and draws itself in its own coordinates.

    `frame` is the column it is being put into, and `canv` the canvas, while that is done. A flowable with `has_no_size` is
    asked even where a page is full, and spaces above and below it meet as if it were not there.
    """

    has_no_size = False
    frame: "Frame | None" = None
    canv: Any = None
    _is_postponed = False

    def __init__(self) -> None:
        self.width = self.height = 0.0

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 - ReportLab's names
        """Return the size it takes where there is so much room."""
        return self.width, self.height

    def split(self, aW: float, aH: float) -> "Sequence[Flowable]":  # noqa: N803
        """Return its parts, of which the first fits into so much room; nothing where it cannot be parted there."""
        return ()

    def draw(self) -> None:
        """Draw it on `canv`, its lower left corner at the origin."""

    def drawOn(self, canvas: Any, x: float, y: float) -> None:  # noqa: N802 - ReportLab's name
        """Draw it with its lower left corner at (x, y)."""
        self.canv = canvas
        canvas.saveState()
        canvas.translate(x, y)
        self.draw()
        canvas.restoreState()

    def getSpaceBefore(self) -> float:  # noqa: N802
        """Return the least space above it, in points."""
        return 0

    def getSpaceAfter(self) -> float:  # noqa: N802
        """Return the least space below it, in points."""
        return 0


class Action(Flowable):
    """Stands in a story to change how it goes on."""

    def act(self, pages: "Pages") -> None:
        """Do it."""
        raise NotImplementedError


class PageBreak(Action):
    """Ends the page."""

    def act(self, pages: "Pages") -> None:
        """End the page."""
        pages.end_page()


class NextPageTemplate(Action):
    """Says by which template the pages from the next on are laid out."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def act(self, pages: "Pages") -> None:
        """Note the template."""
        pages.next_template = self.name


class Frame:
    """The column of a page; `at_top` where nothing stands in it yet, `after` the space below what stands in it last."""

    def __init__(self, left: float, bottom: float, width: float, height: float) -> None:
        self.left, self.bottom = left, bottom
        self.top = bottom + height
        self.width, self.height = left + width - left, self.top - bottom
        self.breaks = False
        self.reset()

    def reset(self) -> None:
        """Begin the column of a new page."""
        self.at_top, self.after, self._y = True, 0.0, self.top

    def break_before_the_next(self) -> None:
        """Go on with a new page before the next flowable: what a flowable may ask for while it is wrapped."""
        self.breaks = True

    def _room(self, flowable: Flowable) -> tuple[float, float]:
        """Return the space above a flowable, and what is left for itself."""
        above = 0.0
        if not self.at_top:
            above = 0.0 if flowable.has_no_size else max(flowable.getSpaceBefore() - self.after, 0)
        return above, self._y - self.bottom - above

    def add(self, flowable: Flowable, canvas: Any) -> bool:
        """Draw a flowable where it fits, and say whether it did."""
        above, room = self._room(flowable)
        if room <= 0 and not flowable.has_no_size:
            return False
        flowable.frame, flowable.canv = self, canvas
        try:
            height = flowable.wrap(self.width, room)[1] + above
            y = self._y - height
            if y < self.bottom - _FUZZ:
                return False
            flowable.drawOn(canvas, self.left, y)
        finally:
            flowable.frame = flowable.canv = None
        after = 0.0 if flowable.has_no_size else flowable.getSpaceAfter()
        y -= after
        if not flowable.has_no_size:
            self.after = after
        if y != self._y:
            self.at_top = False
        self._y = y
        return True

    def split(self, flowable: Flowable, canvas: Any) -> Sequence[Flowable]:
        """Return the parts of a flowable, of which the first fits into what is left of the column."""
        _, room = self._room(flowable)
        if room <= 0 and not flowable.has_no_size:
            return ()
        flowable.frame, flowable.canv = self, canvas
        try:
            return flowable.split(self.width, room)
        finally:
            flowable.frame = flowable.canv = None


class PageTemplate:
    """How a page lies, where its column is, and what is drawn on it before anything of the story."""

    def __init__(
        self, name: str, frame: Frame, pagesize: tuple[float, float], on_page: "Callable[[Any, Pages], None]"
    ) -> None:
        self.name, self.frame, self.pagesize, self.on_page = name, frame, pagesize, on_page


class Pages:
    """A document being laid out: its templates, and the page and the column that are being filled."""

    def __init__(self, file: BinaryIO, pagesize: tuple[float, float], templates: Sequence[PageTemplate]) -> None:
        self.file, self.pagesize = file, pagesize
        self.templates = {template.name: template for template in templates}
        self.template = templates[0]
        self.next_template = ""
        self.continued = ""  # the title under which the pages from the next on go on
        self.canv: Any = None
        self._is_between = True  # pages: the next begins with the next thing of the story
        self._added = self._empty = 0

    def make_canvas(self) -> Any:
        """Return the canvas to draw on."""
        raise NotImplementedError

    def build(self, story: Sequence[Flowable]) -> None:
        """Lay a story out, and write the file.

        Raises:
            LayoutError: a flowable fits on no page.
        """
        self.canv = self.make_canvas()
        waiting = list(reversed(story))
        while waiting:
            if self._is_between:
                self._begin_page()
            self._place(waiting.pop(), waiting)
        if not self._is_between:
            self.end_page()
        self.canv.save()

    def _begin_page(self) -> None:
        self._is_between = False
        if tuple(map(int, self.canv.page_size)) != tuple(map(int, self.template.pagesize)):
            self.canv.setPageSize(self.template.pagesize)
        self.template.on_page(self.canv, self)
        self.template.frame.reset()
        self._added = 0

    def end_page(self) -> None:
        """End the page that is being filled.

        Raises:
            LayoutError: nothing was put on it, nor on many pages before.
        """
        self._empty = 0 if self._added else self._empty + 1
        if self._empty >= _MOST_EMPTY_PAGES:
            raise LayoutError(f"nothing was put on {_MOST_EMPTY_PAGES} pages")
        self.canv.showPage()
        if self.next_template:
            self.template, self.next_template = self.templates[self.next_template], ""
        self._is_between = True

    def _place(self, flowable: Flowable, waiting: list[Flowable]) -> None:
        """Put a flowable into the column, or its first part, or leave it for the next page; `waiting` is what follows, backwards."""
        if isinstance(flowable, Action):
            flowable.act(self)
            return
        frame = self.template.frame
        if not frame.add(flowable, self.canv):
            parts = frame.split(flowable, self.canv)
            if not parts:
                self._postpone(flowable, waiting)
                return
            first, *rest = parts
            if not frame.add(first, self.canv):
                raise LayoutError(f"the first part of {type(flowable).__name__} is higher than it said")
            waiting.extend(reversed(rest))
        self._added += 1
        if frame.breaks:
            frame.breaks = False
            self.end_page()

    def _postpone(self, flowable: Flowable, waiting: list[Flowable]) -> None:
        if flowable._is_postponed:
            raise LayoutError(f"{type(flowable).__name__} is too large for any page")
        flowable._is_postponed = True
        waiting.append(flowable)
        self.end_page()
