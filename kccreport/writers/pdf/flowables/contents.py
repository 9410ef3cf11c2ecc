"""The contents: one line for each entry, its page number bound late."""

from kccreport.language import say
from kccreport.paper.blocks import ContentsEntry, plain
from kccreport.writers.pdf.flowables.measured import Measured
from kccreport.writers.pdf.flowables.text import Pen
from kccreport.writers.pdf.fonts import font
from kccreport.writers.pdf.lines import Line, break_lines
from kccreport.writers.pdf.tagging.canvas import TaggedCanvas, canvas_of
from kccreport.writers.pdf.tagging.structure import Element
from kccreport.writers.pdf.theme import CONTENTS, INK, RULE

_NUMBER_ROOM = "0000–0000"
_GAP = 8.0


class ContentsLine(Measured):
    """One entry: TOCI, Reference and Link in one line, joined to its page by a dotted leader."""

    def __init__(self, entry: ContentsEntry, contents: Element) -> None:
        super().__init__()
        self.entry = entry
        self.element = Element("Link", Element("Reference", Element("TOCI", contents)))
        self.number = Element("Span", self.element, joins_late=True)
        self.lines: tuple[Line, ...] = ()
        self.room = font(CONTENTS.regular).width(_NUMBER_ROOM, CONTENTS.size)

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 - ReportLab's names
        """Break the entry's words; most take one line."""
        self.lines = break_lines(plain(self.entry.text), CONTENTS, aW - self.room - 3 * _GAP)
        self.width, self.height = aW, len(self.lines) * CONTENTS.leading
        return self.width, self.height

    def draw(self) -> None:
        """Draw the words, the leader and the number; the whole line is the link."""
        canvas = canvas_of(self)
        baseline = self.height - CONTENTS.first_baseline
        last = baseline - (len(self.lines) - 1) * CONTENTS.leading
        canvas.begin_artifact("Layout")
        start, end = self.lines[-1].width + _GAP, self.width - self.room - _GAP / 2
        if end > start:
            canvas.rule(start, end, last + 0.5, RULE, 0.7, "[0.7 3] 0")
        canvas.end()
        pen = Pen(canvas, self.element)
        for line in self.lines:
            for piece in line.pieces:
                pen.show(piece.x, baseline, piece.text, piece.face, CONTENTS.size, INK)
            baseline -= CONTENTS.leading
        pen.show(self.lines[-1].width, last, " ", CONTENTS.regular, CONTENTS.size, INK)
        pen.close()
        canvas.begin(self.number)
        canvas.show_late(self.width, last, self._shown, self.room, CONTENTS.regular, CONTENTS.size, INK)
        canvas.end()
        canvas.say_late(self.number, self._said)
        canvas.link(
            (0, 0, self.width, self.height),
            self.element,
            lambda done: f"{self.entry.text}, {self._said(done)}",
            anchor=self.entry.anchor,
        )

    def _pages(self, done: TaggedCanvas) -> tuple[str, str]:
        """Return the first and the last page of what it names, as they are numbered."""
        first = done.page_of[self.entry.anchor]
        last = done.page_of[self.entry.until] - 1 if self.entry.until else first
        if self.entry.runs_to_the_end:
            last = done.page_count
        return done.label(first), done.label(max(first, last))

    def _shown(self, done: TaggedCanvas) -> str:
        first, last = self._pages(done)
        return first if first == last else f"{first}–{last}"

    def _said(self, done: TaggedCanvas) -> str:
        """Return the pages in words: a dash between two numbers would be heard as a minus, or not at all."""
        first, last = self._pages(done)
        if first == last:
            return say("page {page}", page=first)
        return say("pages {first} to {last}", first=first, last=last)
