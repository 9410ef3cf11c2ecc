"""The items of an agenda as tables: what is public with its pages, what is exempt with the reasons the public may read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kccreport.agenda.models import Agenda, AgendaItem, Document, ItemKind
from kccreport.agenda.words.language import ENGLISH, Furniture
from kccreport.agenda.words.notices import declaration_words, exempt_lines, urgent_words
from kccreport.paper.blocks import (
    Cell,
    Column,
    ColumnKind,
    Inline,
    Run,
    Table,
    TextCell,
    in_language,
    plain,
    strong_cell,
    text_cell,
)
from kccreport.paper.prose import cell_paragraphs


@dataclass(frozen=True, slots=True)
class Listed:
    """What a table of items needs to know: `pages` by key of a paper, `links` the keys of papers it may lead to."""

    agenda: Agenda
    pages: Mapping[str, str]
    links: frozenset[str]
    words: Furniture = ENGLISH
    of_supplement: frozenset[str] | None = None


def item_tables(listed: Listed) -> tuple[Table | None, Table | None]:
    """Return the table of items open to the public, and that of exempt ones; None where there are none of a kind.

    An item stands among the exempt ones if its own paper is exempt. Of a supplement only its own papers are listed.
    """
    public: list[tuple[Cell, ...]] = []
    exempt: list[tuple[Cell, ...]] = []
    for item in listed.agenda.items:
        rows = exempt if item.paper.is_exempt else public
        for document in item.documents:
            if listed.of_supplement is None or document.key in listed.of_supplement:
                rows.append(_row(listed, item, document))
    return _table(listed.words, public), _table(listed.words, exempt)


def _table(words: Furniture, rows: Sequence[tuple[Cell, ...]]) -> Table | None:
    columns = (
        Column(words.item, ColumnKind.REFERENCE),
        Column(words.title, ColumnKind.TEXT),
        Column(words.pages, ColumnKind.COMPARATOR),
    )
    return Table(columns, tuple(rows)) if rows else None


def _row(listed: Listed, item: AgendaItem, document: Document) -> tuple[Cell, ...]:
    appendix = listed.words.appendix.format(label=document.label)
    label = appendix if document.label else item.number
    if document.label and listed.of_supplement is not None:
        label = f"{item.number}, {appendix}"
    return strong_cell(label), _title_cell(listed, item, document), text_cell(_pages(listed, document))


def _pages(listed: Listed, document: Document) -> str:
    words = listed.words
    if document.is_withdrawn:
        return listed.pages.get(document.key, words.withdrawn)
    if document.is_exempt:
        return words.restricted
    return listed.pages.get(document.key, words.to_follow if document.is_to_follow else "")


def _title_cell(listed: Listed, item: AgendaItem, document: Document) -> TextCell:
    """Return an item's title, which leads to its paper, and below it who presents it, for what, and when."""
    words = listed.words
    title, language = title_in(document, words), language_of_title(document, words)
    link = f"pack:{document.key}" if document.key in listed.links else ""
    leads_to = f"{title}, {listed.words.page.casefold()} {listed.pages[document.key]}" if link else ""
    paragraphs: list[Inline] = [(Run(title, is_strong=True, link=link, leads_to=leads_to, language=language),)]
    if not document.label:
        details = ". ".join(filter(None, (item.purpose, item.lead, item.time)))
        paragraphs += [plain(details, words.typed)] if details else []
        paragraphs += [in_language(line, words.typed) for line in cell_paragraphs(item.words)]
        paragraphs += [] if item.words else cell_paragraphs(_usual_words(listed, item))
    if document.is_withdrawn:
        paragraphs.append(plain(listed.words.withdrawn_words))
    elif document.exemption is not None:
        jurisdiction = listed.agenda.clock.jurisdiction
        paragraphs += exempt_lines(document.exemption, jurisdiction, words)
    return TextCell(tuple(paragraphs))


def _usual_words(listed: Listed, item: AgendaItem) -> str:
    """Return what is said of an item without words of its own; of declarations nothing where the agenda says it below."""
    if item.kind is ItemKind.DECLARATIONS:
        if listed.agenda.meeting.declarations:
            return ""
        return declaration_words(listed.agenda.clock.jurisdiction, listed.words)
    return urgent_words(listed.words) if item.kind is ItemKind.URGENT else ""


def title_in(document: Document, words: Furniture, *, is_public: bool = True) -> str:
    """Return a paper's title in a language: in public its safe title, in English where there is no other."""
    if words is not ENGLISH and document.welsh_title and (is_public or not document.is_exempt):
        return document.welsh_title
    return document.public_title if is_public else document.title


def language_of_title(document: Document, words: Furniture, *, is_public: bool = True) -> str:
    """Return the language of what `title_in` returns, where it is not that of the words beside it."""
    return "" if document.welsh_title and (is_public or not document.is_exempt) else words.typed
