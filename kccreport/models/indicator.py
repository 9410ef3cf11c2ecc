"""Indicators and their results."""

from collections.abc import Mapping
from decimal import Decimal

from pydantic import Field

from kccreport.address import CellAddress
from kccreport.models.measure import Basis, Frozen, Polarity, Status, Unit
from kccreport.models.period import Frequency, Period
from kccreport.models.schemes import Scheme


class Figure(Frozen):
    """One figure of the workbook: a value, a status code, or both; never neither.

    A percentage is held as 97, not 0.97. `value` is None where the status says why there is none.
    """

    value: Decimal | None = None
    status: Status | None = None
    at: CellAddress


class Suspension(Frozen):
    """Why an indicator has no results at all for now, in the officer's words."""

    note: str
    reason: str = ""

    @property
    def sentence(self) -> str:
        """Return both parts, such as "Audits suspended due to Covid-19"."""
        return f"{self.note} {self.reason}".strip()


class Indicator(Frozen):
    """Anything measured and reported.

    `results` holds one figure a period, oldest first. `year_to_date` and `previous_year` are None where the workbook
    gives none; `previous_year` is the same year to date, or the same period, one year before; `forecast` is
    the figure expected at the end of the year. `cells` maps a field
    to the cell it came from, so that a check can point at it.
    """

    reference: str
    title: str
    short_title: str
    area: str
    frequency: Frequency
    unit: Unit
    basis: Basis
    decimals: int = Field(ge=0, le=6)
    year_to_date_decimals: int = Field(ge=0, le=6)
    target_decimals: int = Field(ge=0, le=6)
    owner: str = ""
    results: Mapping[Period, Figure] = Field(default_factory=dict)
    year_to_date: Figure | None = None
    previous_year: Figure | None = None
    forecast: Figure | None = None
    suspension: Suspension | None = None
    cells: Mapping[str, CellAddress] = Field(default_factory=dict)

    @property
    def latest_period(self) -> Period | None:
        """Return the newest period that holds a figure or a status; None where there is no result at all."""
        return max(self.results, default=None)

    @property
    def latest(self) -> Figure | None:
        """Return the figure of the newest period."""
        period = self.latest_period
        return None if period is None else self.results[period]

    @property
    def full_title(self) -> str:
        """Return the title with its unit where the figures need it, such as "Rent invoiced (£000s)"."""
        return self.title + self.unit.title_suffix


class Kpi(Indicator):
    """An indicator with a target, which is given a RAG rating.

    `target` is the level set for the financial year; `phased_targets` holds those set for single periods on the way.
    """

    polarity: Polarity
    target: Decimal
    scheme: Scheme
    phased_targets: Mapping[Period, Decimal] = Field(default_factory=dict)
    year_to_date_target: Decimal | None = None

    def target_for(self, period: Period | None) -> Decimal:
        """Return the target of one period: its own where targets are phased, otherwise the year-end target."""
        return self.target if period is None else self.phased_targets.get(period, self.target)


class ActivityIndicator(Indicator):
    """Demand or context: no target and no RAG, but where given an expected range, inclusive at both ends."""

    upper: Decimal | None = None
    lower: Decimal | None = None

    @property
    def has_range(self) -> bool:
        """True where both ends of an expected range are given."""
        return self.upper is not None and self.lower is not None


AnyIndicator = Kpi | ActivityIndicator
