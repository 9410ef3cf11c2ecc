"""Everything one workbook said, validated."""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date

from pydantic import Field

from kccreport.ground.address import CellAddress
from kccreport.language import ENGLISH
from kccreport.models.alert import Alert
from kccreport.models.data_table import DataTable
from kccreport.models.indicator import AnyIndicator
from kccreport.models.measure import Frozen
from kccreport.models.period import FinancialYear, Period, QuarterStyle
from kccreport.models.rag import Rag
from kccreport.models.ratings import USUAL_SCALE, RatingScale
from kccreport.models.revision import Revision, RevisionReason
from kccreport.models.schemes import Edge
from kccreport.models.travel import Travel, TravelMethod, TravelRule


class Day(Frozen):
    """A date as the officer gave it: to the day, or only to the month ("February 2021")."""

    date: date
    to_the_month: bool = False


class PaperDetails(Frozen):
    """What stands on the title page and the cover, as far as it is given: a layout asks for what it prints.

    `quarters` is None where the headings on Results decide. `cells` holds where each item that is given stands, `blank`
    where one that is not can be typed, and `sheet` which sheet they stand on; "" where there is none to type them on.
    `notes` says of each item what to type. `ratings` is what the paper calls its ratings, which its indicators carry too;
    `edge` on which side of a margin a result exactly on its edge falls, None where each scheme decides.
    `languages` are those that the paper is made in, the main one first: en-GB, cy for Welsh, or both.
    """

    title: str
    council: str = ""
    committee: str = ""
    meeting: date | None = None
    subject: str = ""
    classification: str = ""
    financial_year: FinancialYear
    results_up_to: Period
    produced_by: str = ""
    published: Day | None = None
    travel: TravelRule
    quarters: QuarterStyle | None = None
    ratings: RatingScale = USUAL_SCALE
    edge: Edge | None = None
    layout: str = ""
    record: str = ""
    deadline: date | None = None
    languages: tuple[str, ...] = (ENGLISH,)
    sheet: str = ""
    cells: Mapping[str, CellAddress] = Field(default_factory=dict)
    blank: Mapping[str, CellAddress] = Field(default_factory=dict)
    notes: Mapping[str, str] = Field(default_factory=dict)

    @property
    def dated(self) -> date:
        """Return the day that the paper is of: the earlier of publication and meeting, else the last of its results."""
        days = [day for day in (self.published.date if self.published else None, self.meeting) if day is not None]
        month = self.results_up_to
        return min(days, default=date(month.year, month.month, monthrange(month.year, month.month)[1]))


class ServiceArea(Frozen):
    """Who answers for a group of indicators, as far as it is given. `code` ties indicators to it; it is not printed.

    `travel_method` is how directions of its indicators are found, where it has a way of its own.
    """

    code: str
    name: str
    group: str
    director: str = ""
    cabinet_member: str = ""
    delivered_by: str = ""
    travel_method: TravelMethod | None = None
    at: CellAddress
    cells: Mapping[str, CellAddress] = Field(default_factory=dict)


class Person(Frozen):
    """Someone named on the cover or below the foreword. `role` is "From", "Contact" or "Signatory"."""

    role: str
    name: str
    title: str = ""
    team: str = ""
    phone: str = ""
    email: str = ""
    at: CellAddress


class SignOff(Frozen):
    """Who answers with their name for a service area's figures; not signed while the day or the name is missing."""

    area: str
    name: str = ""
    role: str = ""
    signed: Day | None = None
    at: CellAddress

    @property
    def is_signed(self) -> bool:
        """True once there is a name and a day."""
        return bool(self.name) and self.signed is not None


class Commentary(Frozen):
    """The service's words on one or several indicators: why, what is done, what could go wrong, what a panel said.

    `cause` is why in one sentence, and `action_owner` and `action_due` who acts and by when, where they are given apart.
    `previous` is what was said last time; `checked` who has found right what a check doubts, with its codes. `language`
    is theirs where it is not the paper's.
    """

    references: tuple[str, ...]
    text: str
    cause: str = ""
    actions: str = ""
    action_owner: str = ""
    action_due: "Day | str" = ""
    risks: str = ""
    discussion: str = ""
    previous: str = ""
    checked: str = ""
    language: str = ""
    at: CellAddress


class FollowUp(Frozen):
    """What was to be done about one or several indicators by last time's paper, and what has become of it; "" while nobody says.

    `asked_at` is the cell that holds, or should hold, the outcome; `language` is as in `Commentary`.
    """

    references: tuple[str, ...]
    actions: str
    outcome: str = ""
    language: str = ""
    at: CellAddress
    asked_at: CellAddress


class Passage(Frozen):
    """One paragraph of a named text, such as a paragraph of the cover report. `checked` and `language` are as in `Commentary`."""

    name: str
    heading: str = ""
    text: str
    link: str = ""
    checked: str = ""
    language: str = ""
    at: CellAddress


class Published(Frozen):
    """What a paper that was already published printed for one indicator; None where it printed nothing."""

    reference: str
    latest: Rag | None = None
    year_to_date: Rag | None = None
    previous: Rag | None = None
    alert: Alert | None = None
    direction: Travel | None = None
    page: int | None = None
    cells: Mapping[str, CellAddress]


class PublishedItem(Frozen):
    """One thing that a published paper said of itself: its key's method, a count, a share, or a range of pages."""

    name: str
    printed: str
    at: CellAddress


class Submission(Frozen):
    """One workbook. Indicators, areas, commentary and passages keep the order of their sheets.

    `sign_offs` is None where the workbook has no sheet for them: the council then does not sign papers this way.
    `revisions` are the published results that have changed, found when a paper is made beside its record. `welsh` holds
    the Welsh of what was typed in English, by its words. Where it `is_one_sheet`, `published` are ratings that somebody
    typed beside the figures.
    """

    paper: PaperDetails
    areas: tuple[ServiceArea, ...]
    people: tuple[Person, ...]
    indicators: tuple[AnyIndicator, ...]
    commentary: tuple[Commentary, ...]
    passages: tuple[Passage, ...]
    published: tuple[Published, ...] = ()
    published_paper: tuple[PublishedItem, ...] = ()
    facts: Mapping[str, Mapping[str, str]] = Field(default_factory=dict)
    tables: tuple[DataTable, ...] = ()
    sign_offs: tuple[SignOff, ...] | None = None
    previous_commentary: Mapping[str, str] = Field(default_factory=dict)
    follow_ups: tuple[FollowUp, ...] = ()
    revision_reasons: tuple[RevisionReason, ...] = ()
    revisions: tuple[Revision, ...] = ()
    is_one_sheet: bool = False
    welsh: Mapping[str, str] = Field(default_factory=dict)

    def passages_named(self, name: str) -> tuple[Passage, ...]:
        """Return the paragraphs of one named text, in order; empty where the workbook has none."""
        return tuple(passage for passage in self.passages if passage.name.casefold() == name.casefold())

    @property
    def unsigned_areas(self) -> tuple[ServiceArea, ...]:
        """Return the service areas with indicators that nobody has signed off yet; none where papers are not signed."""
        if self.sign_offs is None:
            return ()
        signed = {entry.area for entry in self.sign_offs if entry.is_signed}
        used = {indicator.area for indicator in self.indicators}
        return tuple(area for area in self.areas if area.code in used - signed)

    @property
    def is_draft(self) -> bool:
        """True while a service area is not signed off."""
        return bool(self.unsigned_areas)

    def table_named(self, name: str) -> DataTable | None:
        """Return the table of that name, however its letters are cased; None where the workbook has none."""
        return next((table for table in self.tables if table.name.casefold() == name.casefold()), None)

    def facts_named(self, name: str) -> Mapping[str, str] | None:
        """Return the facts of a boxed section, however its name is cased; None where the workbook has none."""
        return next((facts for key, facts in self.facts.items() if key.casefold() == name.casefold()), None)

    def commentary_on(self, reference: str) -> tuple[Commentary, ...]:
        """Return the commentary that names an indicator, alone or with others."""
        return tuple(entry for entry in self.commentary if reference in entry.references)

    def follow_ups_on(self, reference: str) -> tuple[FollowUp, ...]:
        """Return what was to be done about an indicator by last time's paper."""
        return tuple(each for each in self.follow_ups if reference in each.references)
