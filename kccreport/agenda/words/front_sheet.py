"""An agenda to its front sheet: the meeting, its items with their pages, and what the public must be told."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from kccreport.agenda.models import Agenda, AgendaItem, Document, ItemKind, Member
from kccreport.agenda.words.notices import exclusion_resolution, exemption_words, late_words, marking
from kccreport.paper.blocks import (
    Block,
    Cell,
    Column,
    ColumnKind,
    Heading,
    Identity,
    Inline,
    Item,
    Listing,
    NewPage,
    Orientation,
    PackPlace,
    Paper,
    Prose,
    Role,
    Run,
    Table,
    TableLook,
    TextCell,
    plain,
    strong_cell,
    text_cell,
)
from kccreport.paper.prose import prose_blocks
from kccreport.paper.wording import RECOMMENDATION_VERBS, day_words

TO_FOLLOW, RESTRICTED = "To follow", "Restricted"
RESTRICTED_MARK = "NOT FOR PUBLICATION"
# said of an item without words of its own; the law on urgency is s.100B(4)(b) of the Local Government Act 1972
_USUAL_WORDS = {
    ItemKind.DECLARATIONS: "Members are asked to declare any interest they have in an item on this agenda.",
    ItemKind.URGENT: "Items which the Chairman agrees are urgent by reason of special circumstances, to be recorded in the "
    "minutes.",
}
_ASKED = ("The Committee is", "The Cabinet Committee is", "The Cabinet is", "Members are")
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
    issue. With `has_links` titles lead to their papers. `inaccessible` names papers that a screen reader cannot use, and
    `changes` what is different from the issue before.
    """

    agenda: Agenda
    edition: Edition
    pages: Mapping[str, str]
    has_links: bool = True
    inaccessible: Sequence[str] = ()
    changes: Sequence[str] = ()


def front_sheet(front: FrontSheet, place: PackPlace | None) -> Paper:
    """Return the front sheet of a public pack; of exempt papers it says only what the public may know."""
    agenda = front.agenda
    meeting = agenda.meeting
    is_supplement = front.edition is Edition.SUPPLEMENT
    title = f"{'Supplementary agenda' if is_supplement else 'Agenda'}: {meeting.committee}"
    blocks = [
        NewPage(Orientation.PORTRAIT),
        Prose(plain(meeting.council), Role.MASTHEAD),
        Heading(title, 1, "agenda", bookmark=title),
        Table(_BARE, tuple(_meeting_rows(front)), TableLook.BARE),
        *_changes(front),
        *([] if is_supplement else _membership(agenda)),
        Heading("Papers to follow the agenda" if is_supplement else "Items", 2, "items"),
        _items_table(front),
        *_exclusion(front),
        *_late_papers(front),
        *_inaccessible(front),
        *([] if is_supplement else _about_the_meeting(agenda)),
    ]
    return Paper(_identity(agenda, title, place), tuple(blocks))


def _identity(agenda: Agenda, title: str, place: PackPlace | None, watermark: str = "") -> Identity:
    meeting = agenda.meeting
    version = agenda.version
    dated = version.published if version else meeting.published or meeting.day
    day = day_words(meeting.day)
    return Identity(
        title=f"{title}, {day}",
        author=meeting.council,
        subject=f"{meeting.committee}, {day}",
        header_left=title,
        header_right=day,
        footer_left=f"Version {version.number}, {day_words(version.published)}" if version else meeting.council,
        dated=min(dated, meeting.day),
        watermark=watermark,
        place=place,
    )


def issue_identity(agenda: Agenda, title: str) -> Identity:
    """Return what a whole pack says of itself; its papers have running lines of their own."""
    front = _identity(agenda, title, None)
    return replace(front, title=f"{title}: {front.subject}", header_left="", header_right="", footer_left="")


def _meeting_rows(front: FrontSheet) -> Iterator[tuple[Cell, ...]]:
    agenda = front.agenda
    meeting = agenda.meeting
    contact = ", ".join(filter(None, (meeting.contact, meeting.phone)))
    details: list[tuple[str, Inline]] = [
        ("Date:", plain(f"{_WEEKDAYS[meeting.day.weekday()]} {day_words(meeting.day)}")),
        ("Time:", plain(meeting.begins)),
        ("Venue:", plain(meeting.venue)),
        ("Contact:", plain(contact)),
    ]
    if meeting.email:
        details.append(("Email:", plain(meeting.email)))
    if meeting.quorum:
        details.append(("Quorum:", plain(meeting.quorum)))
    if meeting.published:
        details.append(("Published:", plain(day_words(meeting.published))))
    if agenda.version:
        details.append(("Version:", plain(f"{agenda.version.number}, {day_words(agenda.version.published)}")))
    return ((strong_cell(label), TextCell((words,))) for label, words in details)


_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def _changes(front: FrontSheet) -> Iterator[Block]:
    """Yield what is different from the issue before; for a consolidated pack also what its page numbers mean."""
    version = front.agenda.version
    if front.edition is Edition.CONSOLIDATED:
        yield Prose(
            plain(
                "This pack includes papers that followed the agenda. Their pages have letters after the number of the "
                "page before them, so that every page number first published is still right."
            ),
            Role.BOXED,
        )
    if version is not None and version.changed:
        yield Heading(f"What has changed in version {version.number}", 2, "changes")
        yield from prose_blocks(version.changed)
        if front.changes:
            yield Prose(plain("Compared with the version published before:"), leads=True)
            yield Listing(tuple(Item(plain(change)) for change in front.changes))


def _membership(agenda: Agenda) -> Iterator[Block]:
    members = [member for member in agenda.members if not member.is_substitute]
    substitutes = [member for member in agenda.members if member.is_substitute]
    if members:
        yield Heading("Membership", 2, "membership")
        yield Prose(plain("; ".join(_member(member) for member in members) + "."))
    if substitutes:
        yield Prose((Run("Substitutes: ", is_strong=True), Run("; ".join(map(_member, substitutes)) + ".")))


def _member(member: Member) -> str:
    role = "" if member.is_substitute else member.role
    details = ", ".join(filter(None, (role, member.group)))
    return f"{member.name} ({details})" if details else member.name


def _items_table(front: FrontSheet) -> Table:
    columns = (
        Column("Item", ColumnKind.REFERENCE),
        Column("Title", ColumnKind.TEXT),
        Column("Pages", ColumnKind.COMPARATOR),
    )
    rows: list[tuple[Cell, ...]] = []
    for item in front.agenda.items:
        for document in item.documents:
            if front.edition is Edition.SUPPLEMENT and document.key not in front.pages:
                continue
            label = f"Appendix {document.label}" if document.label else item.number
            if document.label and front.edition is Edition.SUPPLEMENT:
                label = f"{item.number}, Appendix {document.label}"
            rows.append((strong_cell(label), _title_cell(front, item, document), text_cell(_pages(front, document))))
    return Table(columns, tuple(rows))


def _pages(front: FrontSheet, document: Document) -> str:
    if document.is_exempt:
        return RESTRICTED
    return front.pages.get(document.key, TO_FOLLOW if document.is_to_follow else "")


def _title_cell(front: FrontSheet, item: AgendaItem, document: Document) -> TextCell:
    """Return an item's title, which leads to its paper, and below it who presents it, for what, and when."""
    link = f"pack:{document.key}" if front.has_links and document.key in front.pages else ""
    leads_to = f"{document.public_title}, page {front.pages[document.key]}" if link else ""
    paragraphs: list[Inline] = [(Run(document.public_title, is_strong=True, link=link, leads_to=leads_to),)]
    if not document.label:
        details = ". ".join(filter(None, (item.purpose, item.lead, item.time)))
        paragraphs += [plain(details)] if details else []
        words = item.words or _USUAL_WORDS.get(item.kind, "")
        paragraphs += [plain(line) for line in words.split("\n") if line.strip()]
    if document.exemption is not None:
        jurisdiction = front.agenda.clock.jurisdiction
        paragraphs.append(
            plain(f"Not for publication by virtue of {exemption_words(document.exemption, jurisdiction)}.")
        )
        paragraphs.append(plain(document.exemption.reason))
        paragraphs.append(plain(f"Public interest: {document.exemption.public_interest}"))
    return TextCell(tuple(paragraphs))


def _exclusion(front: FrontSheet) -> Iterator[Block]:
    motion = exclusion_resolution(front.agenda)
    if motion is None or front.edition is Edition.SUPPLEMENT:
        return
    yield Heading(motion.title, 2, "exclusion")
    yield from (Prose(plain(paragraph)) for paragraph in motion.paragraphs)


def _late_papers(front: FrontSheet) -> Iterator[Block]:
    late = [
        (item, document)
        for item, document in front.agenda.documents
        if document.is_to_follow and document.key in front.pages
    ]
    if late:
        yield Heading("Papers published after the agenda", 2, "late-papers")
    for item, document in late:
        yield Prose((Run(f"{item.stamp(document)}. ", is_strong=True), Run(late_words(document))))


def _inaccessible(front: FrontSheet) -> Iterator[Block]:
    if not front.inaccessible:
        return
    yield Heading("Papers that are not fully accessible", 2, "accessibility")
    yield Prose(
        plain(
            "These papers came from others in a form that some readers, screen readers among them, cannot use in full:"
        ),
        leads=True,
    )
    yield Listing(tuple(Item(plain(name)) for name in front.inaccessible))
    contact = front.agenda.meeting.contact
    yield Prose(plain(f"Please ask {contact} if you need one of them in another form."))


def _about_the_meeting(agenda: Agenda) -> Iterator[Block]:
    if agenda.meeting.webcast:
        yield Heading("Filming and recording", 2, "recording")
        yield from prose_blocks(agenda.meeting.webcast)
    if agenda.meeting.formats:
        yield Heading("Other formats and languages", 2, "formats")
        yield from prose_blocks(agenda.meeting.formats)


# -- the restricted papers


def restricted_sheet(agenda: Agenda, pages: Mapping[str, str], place: PackPlace) -> Paper:
    """Return the sheet that stands before the exempt papers: their titles in full, why they are exempt, and their pages."""
    title = f"Restricted papers: {agenda.meeting.committee}"
    columns = (
        Column("Item", ColumnKind.REFERENCE),
        Column("Title", ColumnKind.TEXT),
        Column("Pages", ColumnKind.COMPARATOR),
    )
    rows: list[tuple[Cell, ...]] = []
    for item, document in agenda.exempt_documents:
        if document.exemption is None:
            continue
        link = f"pack:{document.key}" if document.key in pages else ""
        paragraphs = (
            (
                Run(
                    document.title,
                    is_strong=True,
                    link=link,
                    leads_to=f"{document.title}, page {pages[document.key]}" if link else "",
                ),
            ),
            plain(f"Exempt by virtue of {exemption_words(document.exemption, agenda.clock.jurisdiction)}."),
            plain(document.exemption.reason),
        )
        label = f"{item.number}, Appendix {document.label}" if document.label else item.number
        rows.append((strong_cell(label), TextCell(paragraphs), text_cell(pages.get(document.key, TO_FOLLOW))))
    blocks: tuple[Block, ...] = (
        NewPage(Orientation.PORTRAIT),
        Prose(plain(agenda.meeting.council), Role.MASTHEAD),
        Heading(title, 1, "restricted", bookmark=title),
        Prose(
            plain(
                "These papers are not for publication. They are for members of the committee and officers who need them. "
                "Please do not copy, forward or discuss them outside the meeting."
            ),
            Role.BOXED,
        ),
        Heading("Exempt papers", 2, "exempt-papers"),
        Table(columns, tuple(rows)),
    )
    return Paper(_identity(agenda, title, place, RESTRICTED_MARK), blocks)


def restricted_marking(agenda: Agenda) -> str:
    """Return the marking of the sheet that lists the exempt papers: the paragraphs of all of them."""
    exemptions = [document.exemption for _, document in agenda.exempt_documents if document.exemption is not None]
    numbers = tuple(sorted({number for exemption in exemptions for number in exemption.paragraphs}))
    return marking(exemptions[0].model_copy(update={"paragraphs": numbers}), agenda.clock.jurisdiction)


def public_words(agenda: Agenda) -> Iterator[str]:
    """Yield what an agenda says in public: its own fields, and the words the law gives us.

    An exempt paper may say these too, with its committee and date at its head, without leaking when a pack does.
    """
    meeting = agenda.meeting
    day = day_words(meeting.day)
    weekday = _WEEKDAYS[meeting.day.weekday()]
    yield from (meeting.council, meeting.venue, meeting.contact, meeting.webcast, meeting.formats)
    yield f"{meeting.council} {meeting.committee} {day} {meeting.council}"
    yield f"{meeting.committee} {weekday} {day} {meeting.committee} {day}"
    for verb in RECOMMENDATION_VERBS:  # the words in which every report asks for something
        yield from (f"{who} asked to {verb} the report" for who in _ASKED)
        yield f"The {meeting.committee} is asked to {verb} the report"
    for item, document in agenda.documents:
        yield from (document.public_title, item.lead, item.purpose, item.words)
        yield f"{item.stamp(document)} {document.public_title}"
        if document.exemption is not None:
            yield from (document.exemption.reason, document.exemption.public_interest)
            yield f"Not for publication by virtue of {exemption_words(document.exemption, agenda.clock.jurisdiction)}"
            yield marking(document.exemption, agenda.clock.jurisdiction)
        if document.late_reason:
            yield late_words(document)
    if (motion := exclusion_resolution(agenda)) is not None:
        yield from motion.paragraphs
