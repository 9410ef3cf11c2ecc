"""Facts one after the other in as few lines as they need: a label, what it says, and a gap before the next."""

from collections.abc import Iterator
from itertools import groupby

from msgspec import Struct

from kccreport.paper.blocks import Cell, Table, TextCell
from kccreport.writers.pdf import theme
from kccreport.writers.pdf.flowables.measured import Measured
from kccreport.writers.pdf.flowables.text import Pen
from kccreport.writers.pdf.fonts import font
from kccreport.writers.pdf.lines import fitted
from kccreport.writers.pdf.tagging.canvas import canvas_of
from kccreport.writers.pdf.tagging.structure import Element
from kccreport.writers.ties import TIE, tied

_LIST = "<</O/List/ListNumbering/None>>"
_GAP = 14.0  # points between two facts


class _Word(Struct, frozen=True):
    """A word on a line, `x` points from its left edge."""

    x: float
    text: str
    face: str
    element: Element


class FactsFlow(Measured):
    """A table of facts, each a pair of label and text, as a list that is set in running lines."""

    def __init__(self, table: Table, element: Element) -> None:
        super().__init__()
        element.attributes = _LIST
        self.facts = [
            (_whole(pair[0]), Element("Lbl", item), _words(pair[1]), Element("LBody", item))
            for row in table.rows
            for pair in (row[at : at + 2] for at in range(0, len(row), 2))
            if _words(pair[0]) or _words(pair[1])
            for item in [Element("LI", element)]
        ]
        self.lines: list[list[_Word]] = []
        self._measured = -1.0

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 - ReportLab's names
        """Set the facts in lines."""
        if self._measured != aW:
            self.lines, self._measured = list(self._broken(aW)), aW
        self.width, self.height = aW, len(self.lines) * theme.FACTS_LINE.leading
        return self.width, self.height

    def _broken(self, width: float) -> Iterator[list[_Word]]:
        style = theme.FACTS_LINE
        line: list[_Word] = []
        x = 0.0
        for label, term, text, said in self.facts:
            gap = _GAP
            first = font(style.regular).width(f" {text[0]}", style.size) if text else 0.0
            for words, face, element in ((label, style.strong, term), (text, style.regular, said)):
                measure = font(face).width
                for word, _ in fitted(words, face, style.size, width):
                    needed = measure(word, style.size)
                    follows = first if element is term else 0.0
                    if line and x + gap + needed + follows > width:  # a label does not end a line
                        yield line
                        line, x = [], 0.0
                    x += gap if line else 0.0
                    line.append(_Word(x, word, face, element))
                    x, gap = x + needed, measure(" ", style.size)
        if line:
            yield line

    def draw(self) -> None:
        """Draw each word as content of its label or text."""
        canvas, style = canvas_of(self), theme.FACTS_LINE
        baseline = self.height - style.first_baseline
        for line in self.lines:
            for element, run in groupby(line, key=lambda word: word.element):
                words = list(run)
                text = " ".join(word.text for word in words) + " "
                pen = Pen(canvas, element)
                pen.show(words[0].x, baseline, text, words[0].face, style.size, style.colour)
                pen.close()
            baseline -= style.leading


def can_run(table: Table) -> bool:
    """Say whether a table is of facts in plain words, which can be set in running lines."""
    cells = [cell for row in table.rows for cell in row]
    runs = [run for cell in cells if isinstance(cell, TextCell) for paragraph in cell.paragraphs for run in paragraph]
    is_plain = all(isinstance(cell, TextCell) for cell in cells) and not any(run.link or run.language for run in runs)
    return table.is_facts and is_plain


def _words(cell: Cell) -> list[str]:
    """Return the words of a cell; of those that belong together one, with ties in it."""
    paragraphs = cell.paragraphs if isinstance(cell, TextCell) else ()
    texts = (" ".join("".join(run.text for run in paragraph).split()) for paragraph in paragraphs)
    return [word for text in texts for word in tied(text).split(" ") if word]


def _whole(cell: Cell) -> list[str]:
    """Return all words of a label as one, with ties in it; none of an empty one."""
    words = _words(cell)
    return [TIE.join(words)] if words else []
