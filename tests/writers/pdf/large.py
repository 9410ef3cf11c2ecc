"""Small papers in large print, and what is read of them."""

from collections.abc import Sequence

import pikepdf
import pymupdf

from kccreport.paper.blocks import (
    Block,
    Cell,
    Column,
    ColumnKind,
    FigureCell,
    text_cell,
)
from kccreport.writers.pdf.render import render
from tests.writers.pdf.said import Said
from tests.writers.pdf.small import IDENTITY, LANDSCAPE, TITLE, Paper

MONTHS = tuple(Column(f"Month {at}", ColumnKind.FIGURE) for at in range(9))
NAMED = (Column("Ref", ColumnKind.REFERENCE), Column("Indicator", ColumnKind.TITLE))
RATINGS = tuple(Column(f"Rating of area {at}", ColumnKind.TEXT) for at in range(12))
RATED = Column("Rating", ColumnKind.RATING)


BODY = 12 * 1.6  # points: what a heading heads, or the list below the title of a record


def large_print(*blocks: Block) -> bytes:
    """The large-print edition of a small paper."""
    return render(Paper(IDENTITY, (LANDSCAPE, TITLE, *blocks)), is_large=True).content


def said_in_large_print(*blocks: Block) -> list[str]:
    return Said(large_print(*blocks)).words()


def sizes_of(*blocks: Block) -> dict[str, float]:
    """The sizes in points that words are printed in, by the word."""
    pdf = pymupdf.open(stream=large_print(*blocks))
    spans = (
        span
        for page in pdf
        for block in page.get_text("dict")["blocks"]
        for line in block.get("lines", [])
        for span in line["spans"]
    )
    return {word: span["size"] for span in spans for word in span["text"].split()}


def record(number: int, columns: Sequence[Column]) -> tuple[Cell, ...]:
    """A row whose every figure names it."""
    return (text_cell(f"R{number}"), text_cell("Calls answered"), *(FigureCell(f"{number}.{at}") for at in range(len(columns) - 2)))  # fmt: skip


def pages_of(*blocks: Block) -> list[list[str]]:
    content = large_print(*blocks)
    return [page.get_text().split() for page in pymupdf.open(stream=content)]


def tables_of(content: bytes) -> int:
    """How many tables the tags of a PDF know."""
    said = Said(content)
    elements = [each for each in said.pdf.objects if isinstance(each, pikepdf.Dictionary)]
    return sum(str(each.get("/S")) == "/Table" for each in elements)
