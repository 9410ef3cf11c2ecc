"""Everything one workbook said, validated."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from pydantic import Field

from kccreport.address import CellAddress
from kccreport.models.indicator import AnyIndicator
from kccreport.models.measure import Frozen
from kccreport.models.period import FinancialYear, Period


class TravelMethod(StrEnum):
    """What a KPI's latest result is compared with to say whether it is improving."""

    PREVIOUS = "previous period"
    SAME_PERIOD_LAST_YEAR = "same period last year"
    MEAN = "mean of earlier periods"
    REGRESSION = "regression"
    MANN_KENDALL = "Mann-Kendall"

    @property
    def finds_trends(self) -> bool:
        """True for the tests that look at a whole series, and may find no clear trend."""
        return self in (TravelMethod.REGRESSION, TravelMethod.MANN_KENDALL)

    @property
    def fewest_periods(self) -> int:
        """Return how many periods the method needs at the least; 1 where it does not count them."""
        return 5 if self.finds_trends else 2 if self is TravelMethod.MEAN else 1


class TravelRule(Frozen):
    """The method of a paper, and over how many periods: earlier ones for the mean, all of them for a trend."""

    method: TravelMethod = TravelMethod.PREVIOUS
    periods: int = 1


class Day(Frozen):
    """A date as the officer gave it: to the day, or only to the month ("February 2021")."""

    date: date
    to_the_month: bool = False


class PaperDetails(Frozen):
    """What stands on the title page and the cover."""

    title: str
    council: str
    committee: str
    meeting: date
    subject: str
    classification: str
    financial_year: FinancialYear
    results_up_to: Period
    produced_by: str
    published: Day
    travel: TravelRule
    layout: str = ""
    cells: Mapping[str, CellAddress] = Field(default_factory=dict)


class ServiceArea(Frozen):
    """Who answers for a group of indicators. `code` ties indicators to it and is not printed."""

    code: str
    name: str
    group: str
    director: str
    cabinet_member: str
    delivered_by: str
    at: CellAddress


class Person(Frozen):
    """Someone named on the cover. `role` is "From" or "Contact"."""

    role: str
    name: str
    title: str = ""
    team: str = ""
    phone: str = ""
    email: str = ""
    at: CellAddress


class Commentary(Frozen):
    """The service's words on one or several indicators."""

    references: tuple[str, ...]
    text: str
    at: CellAddress


class Passage(Frozen):
    """One paragraph of a named text, such as a paragraph of the cover report."""

    name: str
    heading: str = ""
    text: str
    link: str = ""
    at: CellAddress


class Published(Frozen):
    """What a paper that was already published printed for one indicator; None where it printed nothing.

    The states are in the words of `Rag`, `Alert` and `Travel`.
    """

    reference: str
    latest: str | None = None
    year_to_date: str | None = None
    alert: str | None = None
    direction: str | None = None
    cells: Mapping[str, CellAddress]


class Submission(Frozen):
    """One workbook. Indicators, areas, commentary and passages keep the order of their sheets."""

    paper: PaperDetails
    areas: tuple[ServiceArea, ...]
    people: tuple[Person, ...]
    indicators: tuple[AnyIndicator, ...]
    commentary: tuple[Commentary, ...]
    passages: tuple[Passage, ...]
    published: tuple[Published, ...] = ()

    def passages_named(self, name: str) -> tuple[Passage, ...]:
        """Return the paragraphs of one named text, in order; empty where the workbook has none."""
        return tuple(passage for passage in self.passages if passage.name.casefold() == name.casefold())

    def commentary_on(self, reference: str) -> tuple[Commentary, ...]:
        """Return the commentary that names an indicator, alone or with others."""
        return tuple(entry for entry in self.commentary if reference in entry.references)
