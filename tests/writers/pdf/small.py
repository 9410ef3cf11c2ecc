"""Small papers made of blocks; imports nothing but what makes them, since processes are started with it."""

from datetime import date

from kccreport.models.rag import Rag
from kccreport.paper.blocks import (
    Block,
    Column,
    ColumnKind,
    FigureCell,
    Heading,
    Identity,
    NewPage,
    Orientation,
    Paper,
    RatingCell,
    Table,
    TextCell,
    plain,
)
from kccreport.writers.pdf.render import render

IDENTITY = Identity(
    title="A paper & its <title>",
    author="Testshire (Council)",
    subject="Tests",
    header_left="A paper",
    header_right="A committee, 1 April 2021",
    footer_left="Unrestricted",
    dated=date(2021, 4, 1),
)
PORTRAIT, LANDSCAPE = NewPage(Orientation.PORTRAIT), NewPage(Orientation.LANDSCAPE)
TITLE = Heading("Title", 1, "title")


def made(*blocks: Block) -> bytes:
    return render(Paper(IDENTITY, (PORTRAIT, TITLE, *blocks))).content


def table(rows: int, words: str = "Some words on an indicator") -> Table:
    columns = (
        Column("Ref", ColumnKind.REFERENCE),
        Column("Indicator", ColumnKind.TITLE),
        Column("Dec 20", ColumnKind.FIGURE),
        Column("RAG", ColumnKind.RATING),
    )
    return Table(
        columns,
        tuple(
            (TextCell((plain(f"R{row}"),)), TextCell((plain(words),)), FigureCell(f"{row:,}"), RatingCell(Rag.GREEN))
            for row in range(rows)
        ),
    )
