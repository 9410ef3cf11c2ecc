"""How full the pages of a paper are, measured on the pages as they were laid out."""

from collections.abc import Iterator
from dataclasses import dataclass

import pymupdf

from kccreport.paper.blocks import Beside, Heading, NewPage, Paper, Part
from kccreport.writers.pdf import theme
from kccreport.writers.pdf.render import render


@dataclass(frozen=True)
class PageSet:
    """A page set: its first heading, whether figures stand beside words in it, and how full each of its pages is."""

    heading: str
    is_beside: bool
    fills: tuple[float, ...]


_WITH_FIGURES = (Beside(Part.WORDS), Beside(Part.FOOT))


def page_sets(paper: Paper, content: bytes = b"") -> list[PageSet]:
    """The page sets of a paper that begin with a heading which has a bookmark, as its pages are laid out."""
    pdf = pymupdf.open(stream=content or render(paper).content)
    fills = [_fill(page) for page in pdf]
    pages = iter(page for _, _, page in pdf.get_toc())
    begins: list[tuple[str, bool, int]] = []
    for opens, heading, is_beside in _headings(paper):
        page = next(pages)
        if opens:
            begins.append((heading, is_beside, page - 1))
    ends = [*(page for _, _, page in begins[1:]), len(fills)]
    return [
        PageSet(heading, is_beside, tuple(fills[start:end]))
        for (heading, is_beside, start), end in zip(begins, ends, strict=True)
    ]


def _headings(paper: Paper) -> Iterator[tuple[bool, str, bool]]:
    """Each heading with a bookmark: whether it opens a page set, its words, and whether figures stand there beside words."""
    opens, stands_beside = True, False
    for at, block in enumerate(paper.blocks):
        opens = opens or isinstance(block, NewPage)
        if isinstance(block, Beside | NewPage):
            stands_beside = block == Beside(Part.FIGURES) or (stands_beside and block in _WITH_FIGURES)
        if isinstance(block, Heading) and block.level <= 3 and not stands_beside:
            rest = paper.blocks[at + 1 :]
            end = next((index for index, each in enumerate(rest) if isinstance(each, NewPage)), len(rest))
            yield opens, block.text, Beside(Part.FIGURES) in rest[:end]
            opens = False


def _fill(page: pymupdf.Page) -> float:
    """How far down the words of a page reach, as a share of the room between its margins."""
    shape = theme.LANDSCAPE if page.rect.width > page.rect.height else theme.PORTRAIT
    top, foot = shape.top, shape.height - shape.bottom
    lows = [y1 for _, y0, _, y1, *_ in page.get_text("words") if y0 >= top - 1 and y1 <= foot + 1]
    return (max(lows, default=top) - top) / (foot - top)
