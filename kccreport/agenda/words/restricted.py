"""The sheet that stands before the exempt papers, which only members may read."""

from collections.abc import Collection, Mapping
from datetime import date

from kccreport.agenda.models import Agenda
from kccreport.agenda.words.identity import RESTRICTED_MARK, agenda_identity, committee_name, masthead
from kccreport.agenda.words.items import language_of_title, title_in
from kccreport.agenda.words.language import ENGLISH, Furniture
from kccreport.agenda.words.notices import exempt_by, marking
from kccreport.paper.blocks import (
    Block,
    Cell,
    Column,
    ColumnKind,
    Heading,
    NewPage,
    Orientation,
    PackPlace,
    Paper,
    Prose,
    Role,
    Run,
    Table,
    TextCell,
    plain,
    strong_cell,
    text_cell,
)


def restricted_sheet(
    agenda: Agenda,
    pages: Mapping[str, str],
    place: PackPlace,
    *,
    supplement: int = 0,
    published: date | None = None,
    lists: Collection[str] | None = None,
    linked: Collection[str] | None = None,
    words: Furniture = ENGLISH,
) -> Paper:
    """Return the sheet before the exempt papers: their titles in full, why they are exempt, and their pages.

    That of a `supplement` names its number and day, and of the papers only those it `lists`. Titles lead to their papers,
    in a part of a pack to those of `linked` alone.
    """
    kind = words.restricted_supplement.format(number=supplement) if supplement else words.restricted_papers
    title = f"{kind}: {committee_name(agenda, words)}"
    blocks: tuple[Block, ...] = (
        NewPage(Orientation.PORTRAIT),
        masthead(agenda, words),
        Heading(title, 1, "restricted", bookmark=title),
        *((Prose(plain(f"{words.published} {words.day(published)}")),) if published else ()),
        Prose(plain(words.restricted_words), Role.BOXED),
        Heading(words.exempt_papers, 2, "exempt-papers"),
        _table(agenda, pages, lists, pages if linked is None else linked, words),
    )
    return Paper(agenda_identity(agenda, title, place, RESTRICTED_MARK, words), blocks)


def _table(
    agenda: Agenda, pages: Mapping[str, str], lists: Collection[str] | None, linked: Collection[str], words: Furniture
) -> Table:
    columns = (
        Column(words.item, ColumnKind.REFERENCE),
        Column(words.title, ColumnKind.TEXT),
        Column(words.pages, ColumnKind.COMPARATOR),
    )
    rows: list[tuple[Cell, ...]] = []
    for item, document in agenda.exempt_documents:
        if document.exemption is None or (lists is not None and document.key not in lists):
            continue
        title = title_in(document, words, is_public=False)
        language = language_of_title(document, words, is_public=False)
        link = f"pack:{document.key}" if document.key in pages and document.key in linked else ""
        leads_to = f"{title}, {words.page.casefold()} {pages[document.key]}" if link else ""
        why = exempt_by(document.exemption, agenda.clock.jurisdiction, words)
        paragraphs = (
            (Run(title, is_strong=True, link=link, leads_to=leads_to, language=language),),
            plain(words.withdrawn_words if document.is_withdrawn else why),
            plain(document.exemption.reason, words.typed),
        )
        label = f"{item.number}, {words.appendix.format(label=document.label)}" if document.label else item.number
        missing = words.withdrawn if document.is_withdrawn else words.to_follow
        rows.append((strong_cell(label), TextCell(paragraphs), text_cell(pages.get(document.key, missing))))
    return Table(columns, tuple(rows))


def restricted_marking(agenda: Agenda, words: Furniture = ENGLISH) -> str:
    """Return the marking of the sheet that lists the exempt papers: the paragraphs of all of them."""
    exemptions = [document.exemption for _, document in agenda.exempt_documents if document.exemption is not None]
    numbers = tuple(sorted({number for exemption in exemptions for number in exemption.paragraphs}))
    return marking(exemptions[0].model_copy(update={"paragraphs": numbers}), agenda.clock.jurisdiction, words)
