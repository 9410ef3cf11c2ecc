"""An agenda to its front sheet: the meeting, its items with their pages, and what the public must be told."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from kccreport.agenda.models import Agenda, Member
from kccreport.agenda.words.identity import agenda_identity, committee_name, masthead
from kccreport.agenda.words.items import Listed, item_tables
from kccreport.agenda.words.language import ENGLISH, Furniture
from kccreport.agenda.words.notices import exclusion_resolution, late_run
from kccreport.paper.blocks import (
    Block,
    Cell,
    Column,
    ColumnKind,
    Heading,
    Inline,
    Item,
    Listing,
    NewPage,
    Orientation,
    PackPlace,
    Paper,
    Picture,
    Prose,
    Role,
    Run,
    Table,
    TableLook,
    TextCell,
    in_language,
    plain,
    strong_cell,
)
from kccreport.paper.prose import cell_paragraphs, in_another_language, inline, prose_blocks

_LOGO_MM = 18.0  # high: our choice, as most councils print it

_BARE = (Column("Detail", ColumnKind.LABEL), Column("Text", ColumnKind.TEXT))


class Edition(Enum):
    """Which issue of the papers a front sheet belongs to."""

    MAIN = "main"
    CONSOLIDATED = "consolidated"
    SUPPLEMENT = "supplement"


@dataclass(frozen=True, slots=True)
class FrontSheet:
    """What a front sheet has to say besides the agenda itself.

    `pages` are the pages of each paper in this issue by its key; a paper without them is to follow, or is not in this
    issue. With `has_links` titles lead to their papers, to those of `linked` alone where that is given. `inaccessible`
    names papers that a screen reader cannot use, and `changes` what is different from the issue before. A supplement has a
    `number`, the day it was `published` where that is known, and the keys of the papers it lists.
    """

    agenda: Agenda
    edition: Edition
    pages: Mapping[str, str]
    has_links: bool = True
    inaccessible: Sequence[Inline] = ()
    changes: Sequence[str] = ()
    number: int = 1
    published: date | None = None
    lists: frozenset[str] = frozenset()
    linked: frozenset[str] | None = None
    words: Furniture = ENGLISH

    @property
    def is_supplement(self) -> bool:
        """True for the front sheet of papers that followed."""
        return self.edition is Edition.SUPPLEMENT

    @property
    def listed(self) -> Listed:
        """Return what its tables of items need to know."""
        links = frozenset(self.pages if self.linked is None else self.linked & self.pages.keys())
        of_supplement = (self.lists or frozenset(self.pages)) if self.is_supplement else None
        return Listed(self.agenda, self.pages, links if self.has_links else frozenset(), self.words, of_supplement)


def front_sheet(front: FrontSheet, place: PackPlace | None) -> Paper:
    """Return the front sheet of a public pack; of exempt papers it says only what the public may know."""
    agenda, words = front.agenda, front.words
    kind = words.supplement.format(number=front.number) if front.is_supplement else words.agenda
    title = f"{kind}: {committee_name(agenda, words)}"
    blocks = [
        NewPage(Orientation.PORTRAIT),
        *_logo(agenda, words),
        masthead(agenda, words),
        Heading(title, 1, "agenda", bookmark=title),
        Table(_BARE, tuple(_meeting_rows(front)), TableLook.BARE),
        *_changes(front),
        *([] if front.is_supplement else _membership(agenda, words)),
        *_items(front),
        *_late_papers(front),
        *_inaccessible(front),
        *([] if front.is_supplement else _about_the_meeting(agenda, words)),
        *_signature(agenda, words),
    ]
    return Paper(agenda_identity(agenda, title, place, words=words), tuple(blocks))


def _logo(agenda: Agenda, words: Furniture) -> Iterator[Block]:
    logo = agenda.meeting.logo
    if logo is not None:
        yield Picture(logo.picture, logo.words, _LOGO_MM, language=words.typed)


def _meeting_rows(front: FrontSheet) -> Iterator[tuple[Cell, ...]]:
    agenda, words = front.agenda, front.words
    meeting = agenda.meeting

    def typed(lines: Sequence[Inline]) -> Sequence[Inline]:
        return [in_language(line, words.typed) for line in lines]

    details: list[tuple[str, Sequence[Inline]]] = [
        (words.held_on, [plain(words.weekday(meeting.day))]),
        (words.time, typed([plain(meeting.begins)])),
        (words.venue, typed(cell_paragraphs(meeting.venue))),
        (words.join, typed(cell_paragraphs(_link(meeting.join)))),
        (words.contact, typed([inline(", ".join(filter(None, (meeting.contact, meeting.phone))))])),
        (words.email, [plain(meeting.email)] if meeting.email else []),
        (words.quorum, typed([plain(meeting.quorum)]) if meeting.quorum else []),
        (words.published, [plain(words.day(meeting.published))] if meeting.published else []),
        (words.despatched, [plain(words.day(meeting.despatched))] if meeting.despatched else []),
    ]
    if front.is_supplement:
        day = f", {words.day(front.published)}" if front.published else ""
        details.append((words.supplement_row, [plain(f"{front.number}{day}")]))
    if agenda.version:
        number, day = agenda.version.number, words.day(agenda.version.published)
        details.append((f"{words.version}:", [plain(f"{number}, {day}")]))
    return ((strong_cell(label), TextCell(tuple(lines))) for label, lines in details if lines)


def _link(typed: str) -> str:
    """Return a joining link as words with a link: an address that was typed alone is its own words."""
    words = typed.strip()
    is_bare = words.startswith(("https://", "http://")) and not any(each.isspace() or each in "[]()" for each in words)
    return f"[{words}]({words})" if is_bare else typed


def _changes(front: FrontSheet) -> Iterator[Block]:
    """Yield what is different from the issue before; for a consolidated pack also what its page numbers mean.

    A supplement does not tell changes that were published on a day before it.
    """
    version, words = front.agenda.version, front.words
    if front.edition is Edition.CONSOLIDATED:
        yield Prose(plain(words.lettered), Role.BOXED)
    is_earlier = version is not None and front.published is not None and version.published < front.published
    if version is not None and version.changed and not (front.is_supplement and is_earlier):
        yield Heading(words.changes.format(number=version.number), 2, "changes")
        yield from in_another_language(prose_blocks(version.changed), words.typed)
        if front.changes:
            yield Prose(plain(words.compared), leads=True)
            yield Listing(tuple(Item(plain(change, words.typed)) for change in front.changes))


def _membership(agenda: Agenda, words: Furniture) -> Iterator[Block]:
    members = [member for member in agenda.members if not member.is_substitute]
    substitutes = [member for member in agenda.members if member.is_substitute]
    if members:
        yield Heading(words.membership, 2, "membership")
        yield Prose(plain("; ".join(_member(member) for member in members) + ".", words.typed))
    if substitutes:
        named = "; ".join(map(_member, substitutes)) + "."
        yield Prose((Run(words.substitutes, is_strong=True), Run(named, language=words.typed)))


def _member(member: Member) -> str:
    role = "" if member.is_substitute else member.role
    details = ", ".join(filter(None, (role, member.group)))
    return f"{member.name} ({details})" if details else member.name


def _items(front: FrontSheet) -> Iterator[Block]:
    """Yield the items: those open to the public, then the motion to exclude it, then the exempt ones."""
    words = front.words
    public, exempt = item_tables(front.listed)
    heading = words.to_follow_heading if front.is_supplement else words.part_a if exempt else words.items
    if public is not None or exempt is None:
        yield Heading(heading, 2, "items")
    if public is not None:
        yield public
    motion = None if front.is_supplement and exempt is None else exclusion_resolution(front.agenda, words)
    if motion is not None:
        yield Heading(motion.title, 2, "exclusion")
        yield from (Prose(plain(paragraph)) for paragraph in motion.paragraphs)
    if exempt is not None:
        yield Heading(words.part_b, 2, "exempt-items")
        yield exempt


def _late_papers(front: FrontSheet) -> Iterator[Block]:
    words = front.words
    shown = front.lists | front.pages.keys()
    late = [
        (item, document)
        for item, document in front.agenda.documents
        if document.is_to_follow and document.late_reason and not document.is_withdrawn and document.key in shown
    ]
    if late:
        yield Heading(words.late_heading, 2, "late-papers")
    for item, document in late:
        yield Prose((Run(f"{words.stamp(item, document)}. ", is_strong=True), *late_run(document, words)))


def _inaccessible(front: FrontSheet) -> Iterator[Block]:
    if not front.inaccessible:
        return
    words = front.words
    yield Heading(words.inaccessible, 2, "accessibility")
    yield Prose(plain(words.inaccessible_words), leads=True)
    yield Listing(tuple(Item(name) for name in front.inaccessible))
    yield Prose(words.filled(words.ask, contact=front.agenda.meeting.contact))


def _about_the_meeting(agenda: Agenda, words: Furniture) -> Iterator[Block]:
    meeting = agenda.meeting
    for heading, anchor, text in (
        (words.declarations, "declarations", meeting.declarations),
        (words.recording, "recording", meeting.webcast),
        (words.formats, "formats", meeting.formats),
    ):
        if text:
            yield Heading(heading, 2, anchor)
            yield from in_another_language(prose_blocks(text), words.typed)


def _signature(agenda: Agenda, words: Furniture) -> Iterator[Block]:
    """Yield who issued the agenda: the proper officer, with the office held where it is typed after a comma."""
    name, _, role = agenda.meeting.proper_officer.partition(",")
    if name.strip():
        office = role.strip()
        template = words.signed if office else words.signed.replace("{role}", words.proper_officer)
        yield Prose(words.filled(template, name=name.strip(), role=office))
