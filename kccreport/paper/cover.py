"""The cover report: address block, summary box, numbered sections, background documents, contact."""

from collections.abc import Iterator
from itertools import groupby

from kccreport.ground.pattern import pattern
from kccreport.language import say, say_word
from kccreport.layout.schema import (
    AddressBlock,
    AddressField,
    BackgroundDocuments,
    Contacts,
    Layout,
    Recommendation,
    Sections,
    SummaryBox,
)
from kccreport.models.submission import Person
from kccreport.paper.blocks import (
    Block,
    Cell,
    Column,
    ColumnKind,
    Heading,
    Inline,
    Prose,
    Role,
    Run,
    Table,
    TableLook,
    TextCell,
    in_language,
    plain,
)
from kccreport.paper.computed import passage_words
from kccreport.paper.numbering import Numbering
from kccreport.paper.passages import passage_blocks
from kccreport.paper.wording import day_words, recommendation_words
from kccreport.rating.rated import RatedSubmission

_EMAIL = pattern(r"[A-Za-z0-9._%+\-]+@[A-Za-z0-9\-]+(\.[A-Za-z0-9\-]+)+")


def opening(rated: RatedSubmission, numbering: Numbering) -> Iterator[Block]:
    """Yield what every cover starts with: the council's name and the subject as its title."""
    paper = rated.submission.paper
    if paper.council:
        yield Prose(plain(paper.council), Role.MASTHEAD)
    subject = title_of(rated)
    yield Heading(
        subject, 1, numbering.anchor("cover report"), bookmark=say("Cover report: {subject}", subject=subject)
    )


def title_of(rated: RatedSubmission) -> str:
    """Return what a cover is called."""
    return rated.submission.paper.subject or rated.submission.paper.title


def address(block: AddressBlock, rated: RatedSubmission, title: str) -> Iterator[Block]:
    """Yield who the report is from and to, as a table without rules; a subject that is the title above is not said again."""
    fields = [name for name in block.fields if name != "subject" or rated.submission.paper.subject != title]
    rows = tuple(_address_row(name, block, rated) for name in fields)
    if rows:
        yield _details(rows)


def _address_row(name: AddressField, block: AddressBlock, rated: RatedSubmission) -> tuple[Cell, ...]:
    paper = rated.submission.paper
    match name:
        case "from":
            people = [person for person in rated.submission.people if person.role == "From"]
            return _row(_colon(say_word(block.from_label)), *(plain(_name_and_title(person)) for person in people))
        case "to":
            return _row(say("To:"), plain(paper.committee))
        case "to_and_date":
            return _row(say("To:"), plain(" – ".join(filter(None, (paper.committee, _meeting(rated))))))
        case "date":
            return _row(say("Date:"), plain(_meeting(rated)))
        case "subject":
            return _row(say("Subject:"), (Run(paper.subject, is_strong=True),))
        case "classification":
            return _row(say("Classification:"), plain(paper.classification))


def _details(rows: tuple[tuple[Cell, ...], ...]) -> Table:
    return Table((Column(say("Detail"), ColumnKind.LABEL), Column(say("Text"), ColumnKind.TEXT)), rows, TableLook.BARE)


def _colon(label: str) -> str:
    return f"{label}:"


def _meeting(rated: RatedSubmission) -> str:
    meeting = rated.submission.paper.meeting
    return day_words(meeting) if meeting else ""


def _row(label: str, *paragraphs: Inline) -> tuple[Cell, ...]:
    return (TextCell(((Run(label, is_strong=True),),)), TextCell(paragraphs))


def _name_and_title(person: Person) -> str:
    return f"{person.name}, {person.title}" if person.title else person.name


def summary_box(_: SummaryBox, rated: RatedSubmission) -> Iterator[Block]:
    """Yield the summary and the recommendation in the box that reads first."""
    for index, passage in enumerate(rated.submission.passages_named("Summary")):
        label = (Run(say("Summary: "), is_strong=True),) if index == 0 else ()
        yield Prose((*label, Run(passage_words(passage, rated), language=passage.language)), Role.BOXED)
    recommendations = _recommendations(rated)
    for index, recommendation in enumerate(recommendations):
        heading = say("Recommendations: ") if len(recommendations) > 1 else say("Recommendation: ")
        label = (Run(heading, is_strong=True),) if index == 0 else ()
        yield Prose((*label, *recommendation), Role.BOXED)


def _recommendations(rated: RatedSubmission) -> list[Inline]:
    return [
        in_language(recommendation_words(passage_words(passage, rated)), passage.language)
        for passage in rated.submission.passages_named("Recommendation")
    ]


def sections(block: Sections, rated: RatedSubmission, numbering: Numbering) -> Iterator[Block]:
    """Yield the sections of a passage: a heading for each run of rows under it, a number for each row."""
    heading = ""
    for text, rows in groupby(rated.submission.passages_named(block.passage), key=lambda row: row.heading):
        if text and text != heading:
            heading = text
            yield Heading(text, 2, numbering.anchor(text), numbering.next_section())
        for passage in rows:
            yield from passage_blocks(passage, rated, numbering, level=3, is_numbered=True)


def recommendation(block: Recommendation, rated: RatedSubmission, numbering: Numbering) -> Iterator[Block]:
    """Yield the recommendation once more, from the same passage as the box."""
    yield Heading(block.heading, 2, numbering.anchor(block.heading), numbering.next_section())
    for words in _recommendations(rated):
        yield Prose(words, number=numbering.next_paragraph())


def background_documents(block: BackgroundDocuments, rated: RatedSubmission, numbering: Numbering) -> Iterator[Block]:
    """Yield the background documents, each followed by its address as a live link."""
    yield Heading(block.heading, 2, numbering.anchor(block.heading), numbering.next_section())
    for passage in rated.submission.passages_named("Background documents"):
        yield Prose((Run(passage_words(passage, rated), language=passage.language),))
        if passage.link:
            yield Prose((Run(passage.link, link=passage.link),))


def contacts(block: Contacts, rated: RatedSubmission, numbering: Numbering) -> Iterator[Block]:
    """Yield whom to ask, one table for each contact."""
    yield Heading(block.heading, 2, numbering.anchor(block.heading), numbering.next_section())
    for person in rated.submission.people:
        if person.role != "Contact":
            continue
        details = (
            (say("Name:"), person.name),
            (say("Title:"), person.title),
            (say("Team:"), person.team),
            (say("Telephone:"), person.phone),
        )
        rows = [_row(label, plain(text)) for label, text in details if text]
        if person.email:
            link = f"mailto:{person.email}" if _EMAIL.fullmatch(person.email) else ""
            rows.append(_row(say("Email:"), (Run(person.email, link=link),)))
        yield _details(tuple(rows))


def is_numbered_by_section(layout: Layout) -> bool:
    """Say whether paragraphs are numbered within sections (1.1) rather than throughout (1, 2, 3)."""
    return layout.numbering == "sections"
