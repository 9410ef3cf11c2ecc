"""A row of the Text sheet to blocks: prose, or the block that it asks for in curly brackets."""

from collections.abc import Iterator

from kccreport.language import say, say_word
from kccreport.models.rag import Rag
from kccreport.models.submission import Passage
from kccreport.paper.blocks import (
    Block,
    Cell,
    Column,
    ColumnKind,
    FigureCell,
    Item,
    Listing,
    Prose,
    RatingCell,
    Role,
    Table,
    TableLook,
    TextCell,
    in_language,
    plain,
    strong_cell,
    text_cell,
)
from kccreport.paper.computed import BlockPhrase, block_phrase, passage_words
from kccreport.paper.data_tables import data_chart, data_table, facts_table
from kccreport.paper.key import rating_key_list
from kccreport.paper.numbering import Numbering
from kccreport.paper.prose import cell_paragraphs, in_another_language, prose_blocks
from kccreport.paper.wording import NOT_APPLICABLE, figure_words
from kccreport.rating.rated import RatedSubmission
from kccreport.rating.shares import percentages


def passage_blocks(
    passage: Passage, rated: RatedSubmission, numbering: Numbering, *, level: int, is_numbered: bool = False
) -> Iterator[Block]:
    """Yield one paragraph, or the block it asks for; sub-headings in it are of `level`."""
    phrase = block_phrase(passage.text)
    if phrase is not None:
        yield from _asked_for(phrase, rated, numbering)
        return
    number = numbering.next_paragraph() if is_numbered else ""
    blocks = prose_blocks(passage_words(passage, rated), number=number, anchor=numbering.anchor, level=level)
    yield from in_another_language(blocks, passage.language)


def _asked_for(phrase: BlockPhrase, rated: RatedSubmission, numbering: Numbering) -> Iterator[Block]:
    submission = rated.submission
    match phrase.name:
        case "rating key":
            yield rating_key_list(rated)
        case "red commentary table":
            yield from red_commentary(rated)
        case "rating counts":
            yield from rating_counts(rated)
        case "indicator list":
            yield Listing(tuple(Item(plain(each.kpi.short_title)) for each in rated.kpis))
        case "changed ratings table":
            yield from changed_ratings_table(rated)
        case "facts":
            yield facts_table(list((submission.facts_named(phrase.argument) or {}).items()))
        case _:
            table = submission.table_named(phrase.argument)
            if table is not None and phrase.name == "table":
                yield from data_table(table, numbering.anchor, submission.paper.ratings)
            elif table is not None:
                yield from data_chart(table)


def rating_counts(rated: RatedSubmission, *, decimals: int = 0, of_rated: bool = False) -> Iterator[Block]:
    """Yield how many KPIs have each rating that their schemes can give, with shares, and how these are rounded.

    Shares are of all KPIs, or where `of_rated` of those that are rated now. Equal counts have equal shares; where shares
    do not add up to 100 a note says why.
    """
    counts = rated.latest_counts
    scale = rated.submission.paper.ratings
    possible = {scale.made(rating) for each in rated.kpis for rating in each.kpi.scheme.meanings()}
    ratings = scale.ordered(rating for rating in Rag if rating in possible | counts.by_rating.keys())
    rows: list[tuple[Cell, int]] = [(RatingCell(rating, scale=scale), counts[rating]) for rating in ratings]
    if counts.not_rated:
        rows.append((RatingCell(None, scale=scale), counts.not_rated))
    if counts.stale:
        rows.append((text_cell(say("Earlier period only")), counts.stale))
    numbers = [number for _, number in rows]
    shares = percentages(numbers, decimals, counts.rated) if of_rated else percentages(numbers, decimals)
    shared = len(ratings) if of_rated else len(rows)
    body: list[tuple[Cell, ...]] = [
        (cell, FigureCell(f"{number:,}"), FigureCell(f"{share}%" if at < shared else "–"))
        for at, ((cell, number), share) in enumerate(zip(rows, shares, strict=True))
    ]
    body.append((strong_cell(say("Total")), FigureCell(f"{counts.total:,}"), FigureCell("100%")))
    heading = say("Share of those rated") if of_rated else say("Share")
    columns = (
        Column(say("Rating"), ColumnKind.TEXT),
        Column(say("KPIs"), ColumnKind.TOTAL),
        Column(heading, ColumnKind.TOTAL),
    )
    caption = say("How many KPIs have each rating")
    yield Table(columns, tuple(body), look=TableLook.NARROW, has_total=True, caption=caption)
    if sum(shares[:shared]) not in (0, 100):
        yield Prose(
            plain(say("Each share is rounded by itself, so that together they are not exactly 100%.")), Role.NOTE
        )


def changed_ratings_table(rated: RatedSubmission) -> Iterator[Block]:
    """Yield the KPIs whose rating is another than one period before, from and to, or a sentence where none is."""
    moved = rated.changed_kpis
    if not moved:
        yield Prose(plain(say("No rating has changed since the period before.")))
        return
    has_references = any(each.kpi.has_reference for each in moved)
    columns = (
        *((Column(say("Ref"), ColumnKind.REFERENCE),) if has_references else ()),
        Column(say("Indicator"), ColumnKind.TITLE),
        Column(say("Previous RAG"), ColumnKind.RATING),
        Column(say("Latest RAG"), ColumnKind.RATING),
    )
    rows = tuple(
        (
            *((strong_cell(each.kpi.published_reference),) if has_references else ()),
            text_cell(each.kpi.short_title),
            RatingCell(each.previous, scale=each.kpi.ratings),
            RatingCell(each.latest, is_override=each.kpi.override is not None, scale=each.kpi.ratings),
        )
        for each in moved
    )
    yield Table(columns, rows)


def revisions_table(rated: RatedSubmission) -> Table:
    """Return what was published, what it is now, and why it has changed."""
    known = {indicator.reference: indicator for indicator in rated.submission.indicators}
    has_references = any(known[each.reference].has_reference for each in rated.submission.revisions)
    columns = (
        Column(say("Ref"), ColumnKind.REFERENCE) if has_references else Column(say("Indicator"), ColumnKind.TITLE),
        Column(say("Period"), ColumnKind.FIGURE),
        Column(say("Published"), ColumnKind.TOTAL),
        Column(say("Now"), ColumnKind.TOTAL),
        Column(say("Rating then"), ColumnKind.RATING),
        Column(say("Rating now"), ColumnKind.RATING),
        Column(say("Reason"), ColumnKind.TEXT),
    )
    rows = []
    for each in rated.submission.revisions:
        indicator = known[each.reference]
        was, now = (
            say_word(NOT_APPLICABLE) if value is None else figure_words(value, indicator.decimals, indicator.unit)
            for value in (each.published, each.now)
        )
        rows.append(
            (
                strong_cell(each.reference) if has_references else text_cell(indicator.short_title),
                FigureCell(indicator.label(each.period)),
                FigureCell(was),
                FigureCell(now),
                RatingCell(each.rating_then, say_word(NOT_APPLICABLE), scale=indicator.ratings),
                RatingCell(each.rating_now, say_word(NOT_APPLICABLE), scale=indicator.ratings),
                TextCell(cell_paragraphs(each.reason)),
            )
        )
    return Table(columns, tuple(rows))


def red_commentary(rated: RatedSubmission) -> Iterator[Block]:
    """Yield the table of commentary on every KPI that is Red for the year to date, or a sentence where none is."""
    rows: list[tuple[Cell, ...]] = []
    for each in rated.kpis:
        if each.year_to_date is not None and each.year_to_date.calls_for_explanation:
            said = [
                in_language(paragraph, entry.language)
                for entry in rated.submission.commentary_on(each.kpi.reference)
                for paragraph in cell_paragraphs(entry.text)
            ]
            rows.append((TextCell((plain(each.kpi.title),)), TextCell(tuple(said))))
    if rows:
        yield Table(
            (Column(say("Indicator"), ColumnKind.TITLE), Column(say("Commentary"), ColumnKind.TEXT)), tuple(rows)
        )
    else:
        yield Prose(plain(say("No indicator is Red for the year to date.")), Role.BODY)
