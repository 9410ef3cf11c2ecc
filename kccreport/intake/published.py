"""The Published sheet: what a paper already printed."""

from kccreport.ground.problem import Problem
from kccreport.intake.fields import read_choice, read_rating, read_whole
from kccreport.intake.period_sheet import rows_by_reference
from kccreport.intake.references import References
from kccreport.intake.table import Table
from kccreport.models.alert import Alert
from kccreport.models.ratings import RatingScale
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


def read_published(
    table: Table, listed: References, problems: list[Problem], scale: RatingScale
) -> tuple[Published, ...]:
    """Return what was published, row by row, in the council's words for ratings or in ours.

    Problems: unknown-reference, repeated-reference, not-a-choice.
    """
    headings = ("Latest RAG", "YTD RAG", "Previous RAG", "Alert", "Direction", "Page")
    return tuple(
        Published(
            reference=reference,
            latest=read_rating(record, "Latest RAG", scale, problems),
            year_to_date=read_rating(record, "YTD RAG", scale, problems),
            previous=read_rating(record, "Previous RAG", scale, problems),
            page=read_whole(record, "Page", _MOST_PAGES, problems),
            alert=read_choice(record, "Alert", Alert, problems),
            direction=read_choice(record, "Direction", Travel, problems),
            cells={heading: record.address(heading) for heading in headings},
        )
        for reference, record in rows_by_reference(table, listed, problems).items()
    )
