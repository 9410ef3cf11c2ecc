"""The Published sheet: what a paper already printed."""

from kccreport.ground.problem import Problem
from kccreport.intake.fields import read_choice, read_whole
from kccreport.intake.period_sheet import rows_by_reference
from kccreport.intake.references import References
from kccreport.intake.table import Table
from kccreport.models.alert import Alert
from kccreport.models.rag import Rag
from kccreport.models.submission import Published, PublishedItem
from kccreport.models.travel import Travel

_MOST_PAGES = 9999


def read_published_paper(table: Table) -> tuple[PublishedItem, ...]:
    """Return what a published paper said of itself, row by row."""
    return tuple(
        PublishedItem(name=record.text("Item"), printed=record.text("Printed"), at=record.address("Printed"))
        for record in table.records
        if record.text("Item") and record.text("Printed")
    )


def read_published(table: Table, listed: References, problems: list[Problem]) -> tuple[Published, ...]:
    """Return what was published, row by row. Problems: unknown-reference, repeated-reference, not-a-choice."""
    headings = ("Latest RAG", "YTD RAG", "Previous RAG", "Alert", "Direction", "Page")
    return tuple(
        Published(
            reference=reference,
            latest=read_choice(record, "Latest RAG", Rag, problems),
            year_to_date=read_choice(record, "YTD RAG", Rag, problems),
            previous=read_choice(record, "Previous RAG", Rag, problems),
            page=read_whole(record, "Page", _MOST_PAGES, problems),
            alert=read_choice(record, "Alert", Alert, problems),
            direction=read_choice(record, "Direction", Travel, problems),
            cells={heading: record.address(heading) for heading in headings},
        )
        for reference, record in rows_by_reference(table, listed, problems).items()
    )
