"""What an agenda workbook says: the meeting, who sits on the committee, its items, and when papers were published."""

from collections.abc import Iterator, Mapping
from datetime import date, time
from enum import StrEnum

from pydantic import Field

from kccreport.ground.address import CellAddress
from kccreport.models.measure import Frozen


class Jurisdiction(StrEnum):
    """Whose law the meeting is held under."""

    ENGLAND = "England"
    WALES = "Wales"

    @property
    def clear_days(self) -> int:
        """Return how many clear days before a meeting its agenda and reports must be open to the public.

        Source: Local Government Act 1972, s.100B(3) and (4)(a) as amended by SI 2002/715 (England, five); s.100BA(3),
        inserted by the Local Government and Elections (Wales) Act 2021, Sch. 4 (Wales, three).
        """
        return 5 if self is Jurisdiction.ENGLAND else 3

    @property
    def exempt_paragraphs(self) -> Mapping[int, str]:
        """Return the paragraphs of Schedule 12A to the Local Government Act 1972 by which information may be exempt.

        Source: Sch. 12A Part 1 (England, paragraphs 1 to 7) and Part 4 (Wales, 12 to 18); the words are ours.
        """
        first = 1 if self is Jurisdiction.ENGLAND else 12
        return dict(enumerate(_EXEMPT, first))

    @property
    def exempt_part(self) -> int:
        """Return the Part of Schedule 12A that lists the paragraphs."""
        return 1 if self is Jurisdiction.ENGLAND else 4


_EXEMPT = (
    "information about any individual",
    "information likely to reveal who an individual is",
    "information about the financial or business affairs of any person, the authority included",
    "information about consultations or negotiations on labour relations",
    "information covered by legal professional privilege",
    "information which reveals that the authority proposes to give a notice or make an order or direction",
    "information about the prevention, investigation or prosecution of crime",
)


class Exemption(Frozen):
    """Why a paper is not for publication.

    `paragraphs` are those of Schedule 12A; `safe_title`, where given, stands in public instead of a title that is exempt
    itself.
    """

    paragraphs: tuple[int, ...]
    reason: str
    public_interest: str = ""
    safe_title: str = ""


class ItemKind(StrEnum):
    """What happens under an item of the agenda."""

    REPORT = "report"
    APOLOGIES = "apologies and substitutes"
    DECLARATIONS = "declarations"
    MINUTES = "minutes"
    URGENT = "urgent business"
    OTHER = "other"


class Document(Frozen):
    """One paper of an item: its report, or an appendix with its `label`, such as A.

    `key` is unique in the agenda. `file` is a path below the folder of the agenda workbook; "" where there is none, or
    not yet, or where the paper `is_withdrawn`. `welsh_title` is what the public may read of it in Welsh. `followed_on` is
    the day a paper that followed was published.
    """

    key: str
    title: str
    welsh_title: str = ""
    file: str = ""
    label: str = ""
    exemption: Exemption | None = None
    is_to_follow: bool = False
    late_reason: str = ""
    followed_on: date | None = None
    is_withdrawn: bool = False
    cells: Mapping[str, CellAddress] = Field(default_factory=dict)

    @property
    def is_exempt(self) -> bool:
        """True for a paper that is not for publication."""
        return self.exemption is not None

    @property
    def public_title(self) -> str:
        """Return the title as the public may read it."""
        return self.title if self.exemption is None else self.exemption.safe_title or self.title


class AgendaItem(Frozen):
    """One item of the agenda: its own paper, which may be without a file, and its appendices."""

    number: str
    kind: ItemKind
    purpose: str = ""
    lead: str = ""
    time: str = ""
    words: str = ""
    paper: Document
    appendices: tuple[Document, ...] = ()

    @property
    def documents(self) -> tuple[Document, ...]:
        """Return the item's paper and its appendices, in order."""
        return (self.paper, *self.appendices)

    def stamp(self, document: Document) -> str:
        """Return what stands at the head of a paper's pages: Agenda Item 7, or Appendix B to item 7."""
        return f"Appendix {document.label} to item {self.number}" if document.label else f"Agenda Item {self.number}"


class Member(Frozen):
    """A member of the committee, or a substitute."""

    name: str
    role: str = ""
    group: str = ""

    @property
    def is_substitute(self) -> bool:
        """True for those who may stand in for a member."""
        return "substitute" in self.role.casefold()


class Version(Frozen):
    """One issue of the pack: its number, when it was published, and what is different from the one before."""

    number: str
    published: date
    changed: str = ""
    at: CellAddress


class LoggedMeeting(Frozen):
    """When the papers of one meeting were published, and at what time if that is known; None where they never were."""

    committee: str
    meeting: date
    published: date | None
    published_at: time | None = None
    at: CellAddress


class ClockRules(Frozen):
    """How a council counts days and works deadlines back from publication.

    `saturdays_count` is the convention of some councils; `closures` are days on which the offices are closed, bank
    holidays apart; papers published after `cut_off` count as published on the next working day. The last three are
    working days before publication.
    """

    jurisdiction: Jurisdiction = Jurisdiction.ENGLAND
    closures: frozenset[date] = frozenset()
    saturdays_count: bool = False
    cut_off: time | None = None
    papers_due: int = 1
    sign_off: int = 3
    commentary: int = 5


class Holding(StrEnum):
    """How a meeting is held."""

    IN_PERSON = "in person"
    HYBRID = "hybrid"
    REMOTE = "remote"


class Logo(Frozen):
    """A council's logo: a PNG picture that has been looked at, and what it shows in words."""

    picture: bytes = Field(repr=False)
    words: str


class Meeting(Frozen):
    """Where and when a committee meets, and what its agenda says of that.

    `join` is how to take part online, `despatched` the day the papers were sent to members, `proper_officer` who issued
    them. With `right_hand` every paper starts on a right-hand page; a public pack of more than `largest_file` bytes is
    also made in parts.
    """

    council: str
    committee: str
    day: date
    begins: str
    venue: str
    contact: str
    phone: str = ""
    email: str = ""
    quorum: str = ""
    webcast: str = ""
    formats: str = ""
    is_private: bool = False
    private_reason: str = ""
    representations: str = ""
    is_open: bool = True
    holding: Holding = Holding.IN_PERSON
    join: str = ""
    declarations: str = ""
    proper_officer: str = ""
    logo: Logo | None = None
    welsh_council: str = ""
    welsh_committee: str = ""
    right_hand: bool = False
    largest_file: int | None = None
    despatched: date | None = None
    published: date | None = None
    published_at: time | None = None
    cells: Mapping[str, CellAddress] = Field(default_factory=dict)


class ClearedPhrase(Frozen):
    """Words that stand in an exempt paper and may be published all the same, and who said so."""

    words: str
    by: str
    at: CellAddress


class ClearedFinding(Frozen):
    """Something found in a paper that would stop the pack, which somebody has looked at and lets through.

    `what` is a kind of `merging.facts.Finding`, `paper` a file of the agenda. `pages` are those of the paper, from 1;
    none stand for all.
    """

    paper: str
    pages: tuple[int, ...]
    what: str
    reason: str
    by: str
    at: CellAddress


class Agenda(Frozen):
    """All that one agenda workbook said."""

    meeting: Meeting
    clock: ClockRules
    members: tuple[Member, ...]
    items: tuple[AgendaItem, ...]
    versions: tuple[Version, ...] = ()
    log: tuple[LoggedMeeting, ...] = ()
    cleared: tuple[ClearedPhrase, ...] = ()
    cleared_findings: tuple[ClearedFinding, ...] = ()

    @property
    def documents(self) -> Iterator[tuple[AgendaItem, Document]]:
        """Yield every paper with its item, in the order of the agenda."""
        return ((item, document) for item in self.items for document in item.documents)

    @property
    def exempt_documents(self) -> Iterator[tuple[AgendaItem, Document]]:
        """Yield the papers that are not for publication."""
        return ((item, document) for item, document in self.documents if document.is_exempt)

    @property
    def is_bilingual(self) -> bool:
        """True where the agenda gives names or titles in Welsh too."""
        return bool(self.meeting.welsh_committee) or any(document.welsh_title for _, document in self.documents)

    @property
    def version(self) -> Version | None:
        """Return the newest issue of the pack; None where the workbook names none."""
        return self.versions[-1] if self.versions else None
