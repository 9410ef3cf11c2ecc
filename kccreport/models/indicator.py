"""Indicators and their results."""

from collections.abc import Mapping
from decimal import Decimal

from pydantic import Field

from kccreport.ground.address import CellAddress
from kccreport.models.measure import Basis, Frozen, Polarity, Status, Unit
from kccreport.models.period import Frequency, Period, QuarterStyle
from kccreport.models.rag import Rag
from kccreport.models.ratings import USUAL_SCALE, RatingScale
from kccreport.models.schemes import Measured, Scheme
from kccreport.models.travel import TravelMethod

APPROXIMATE = "(approx.)"  # the note of a figure that was typed as approximate


class Figure(Frozen):
    """One figure of the workbook: a value, a status code, or both; never neither.

    A percentage is held as 97, not 0.97. `value` is None where the status says why there is none. `note` is what was
    typed after the figure, such as "*" or "(9,498/8,241)", and is printed after it. `cases` are the numerator and the
    denominator that a rate was computed from, where they are known.
    """

    value: Decimal | None = None
    status: Status | None = None
    note: str = ""
    cases: tuple[Decimal, Decimal] | None = None
    at: CellAddress

    @property
    def is_forecast(self) -> bool:
        """True for a figure that is expected, not measured."""
        return self.status is Status.FORECAST

    @property
    def is_approximate(self) -> bool:
        """True for a figure that is no more exact than it was typed."""
        return self.note == APPROXIMATE


class Suspension(Frozen):
    """Why an indicator has no results at all for now, in the officer's words."""

    note: str
    reason: str = ""

    @property
    def sentence(self) -> str:
        """Return both parts, such as "Audits suspended due to Covid-19"; of two sentences the first is ended.

        >>> Suspension(note="No survey this year", reason="The next is in May.").sentence
        'No survey this year. The next is in May.'
        """
        ends = self.note[-1:] in ".!?:;,–-" or not self.reason[:1].isupper()
        return f"{self.note}{'' if ends else '.'} {self.reason}".strip()


class Override(Frozen):
    """A rating set by hand instead of the computed one, by whom and why: printed with a mark."""

    rating: Rag
    by: str
    reason: str
    at: CellAddress


class Comparator(Frozen):
    """What others achieve: a group or place such as England, its figure, and the period and source it is of."""

    name: str
    value: Decimal
    period: str
    source: str = ""
    at: CellAddress


class Indicator(Frozen):
    """Anything measured and reported.

    `reference` is what the indicator is called wherever it is named: its published reference, or its title where there
    is none, which `has_reference` tells; a reference that was not published is never printed.
    `results` holds one figure a period, oldest first; one that is marked as a forecast is no result yet. `year_to_date`
    and `previous_year` are None where the workbook gives none; `previous_year` is the same year to date, or the same
    period, one year before; `forecast` is the figure expected at the end of the year, `baseline` the one that
    progress is measured from, and `last_outturn` that of the whole year before. `target_words` are printed as its target
    instead of a figure, such as "No target", "<5" or "60% (national)". `arrears` is how many months
    the figures arrive after the month a paper reports up to. `absence` says why there is no result for the period that a
    paper reports, so that the newest earlier one stands for it. `polarity` is None where neither way is better, as of
    demand; `travel_method` is its own way of finding a direction, where it has one. `quarters` is how the paper prints
    its quarters, `ratings` what it calls its ratings. `facts` stand in the box of its report, under their own headings.
    `cells` maps a field to the cell it came from, so that a check can point at it.
    """

    reference: str
    has_reference: bool = True
    title: str
    short_title: str
    area: str
    frequency: Frequency
    unit: Unit
    basis: Basis
    decimals: int = Field(ge=0, le=6)
    year_to_date_decimals: int = Field(ge=0, le=6)
    target_decimals: int = Field(ge=0, le=6)
    polarity: Polarity | None = None
    travel_method: TravelMethod | None = None
    target_words: str = ""
    owner: str = ""
    arrears: int = Field(default=0, ge=0, le=24)
    suppress_below: int | None = None
    quarters: QuarterStyle = QuarterStyle.MONTHS
    ratings: RatingScale = USUAL_SCALE
    facts: Mapping[str, str] = Field(default_factory=dict)
    comparators: tuple[Comparator, ...] = ()
    results: Mapping[Period, Figure] = Field(default_factory=dict)
    year_to_date: Figure | None = None
    previous_year: Figure | None = None
    forecast: Figure | None = None
    baseline: Figure | None = None
    last_outturn: Figure | None = None
    suspension: Suspension | None = None
    absence: Status | None = None
    cells: Mapping[str, CellAddress] = Field(default_factory=dict)

    @property
    def published_reference(self) -> str:
        """Return the reference as papers print it; "" where there is none."""
        return self.reference if self.has_reference else ""

    def named(self, title: str, between: str = ": ") -> str:
        """Return a title after the reference, such as "HT02: Potholes repaired"; alone where there is none."""
        return f"{self.reference}{between}{title}" if self.has_reference else title

    @property
    def latest_period(self) -> Period | None:
        """Return the newest period that holds a figure or a status; None where there is no result at all."""
        measured = [period for period, figure in self.results.items() if figure.status is not Status.FORECAST]
        return max(measured, default=None)

    @property
    def latest(self) -> Figure | None:
        """Return the figure of the newest period."""
        period = self.latest_period
        return None if period is None else self.results[period]

    def label(self, period: Period) -> str:
        """Return one of its periods as it heads a column: "Dec 20", or "Q3 2020/21" where the paper shows quarters so."""
        return self.frequency.label(period, self.quarters)

    def full_label(self, period: Period) -> str:
        """Return one of its periods in a sentence, such as "December 2020"."""
        return self.frequency.full_label(period, self.quarters)

    @property
    def full_title(self) -> str:
        """Return the title with its unit where the figures need it, such as "Rent invoiced (£000s)"."""
        suffix = self.unit.title_suffix
        return self.title if self.title.casefold().endswith(suffix.strip().casefold()) else self.title + suffix


_LAST_MONTH, _LAST_OF_TERMS = 3, 7  # of a financial year, and of one of terms


class Kpi(Indicator):
    """An indicator with a target, which is given a RAG rating; or which would be, had it a target that is a figure.

    `target` is the level set for the financial year, None where it is words, such as "Data only"; one that
    `must_be_beaten` is not met by a result exactly on it. `polarity` is None only where there is no target.
    `phased_targets` holds those set for single periods on the way, None where a period's is not yet set, and
    `phased_floors` the floor standards of single periods. `year_to_date_target` and `year_to_date_floor` are those of the
    months so far together.
    """

    target: Decimal | None = None
    must_be_beaten: bool = False
    scheme: Scheme
    phased_targets: Mapping[Period, Decimal | None] = Field(default_factory=dict)
    phased_floors: Mapping[Period, Decimal] = Field(default_factory=dict)
    year_to_date_target: Decimal | None = None
    year_to_date_floor: Decimal | None = None
    override: Override | None = None

    def target_for(self, period: Period | None) -> Decimal | None:
        """Return the target of one period: its own where targets are phased, otherwise the year-end target.

        None where the period's own is not yet set, or the target is no figure; and on the way through an earlier year, where
        figures start again each year: what the whole year must reach says nothing of its first months.
        """
        if period is None or self._is_on_the_way_before(period):
            return self.target if period is None else None
        return self.phased_targets.get(period, self.target)

    def _is_on_the_way_before(self, period: Period) -> bool:
        """Say whether a period lies before those that have targets of their own, and does not end its year."""
        if not self.phased_targets or not self.basis.is_cumulative or period >= min(self.phased_targets):
            return False
        if self.frequency.is_yearly:
            return False
        return period.month != (_LAST_OF_TERMS if self.frequency is Frequency.TERMLY else _LAST_MONTH)

    def scheme_for(self, period: Period | None) -> Scheme:
        """Return the scheme that rates one period: with the floor standard of that period where floors are phased."""
        return self._with_floor(None if period is None else self.phased_floors.get(period))

    @property
    def year_to_date_scheme(self) -> Scheme:
        """Return the scheme that rates the year to date: with the floor standard of the months so far where it has one."""
        return self._with_floor(self.year_to_date_floor)

    def _with_floor(self, floor: Decimal | None) -> Scheme:
        return self.scheme if floor is None else self.scheme.model_copy(update={"floor": floor})

    def amber_limit(self, period: Period | None) -> Decimal | None:
        """Return the least good figure of a period that is not yet the worst rating; None where there is none."""
        if period is not None and self._is_on_the_way_before(period):
            return None
        target = self.target_for(period)
        target = self.target if target is None else target
        return None if self.polarity is None else self.scheme_for(period).amber_limit(target, self.polarity)

    def meets(self, value: Decimal, target: Decimal) -> bool:
        """Say whether a figure meets a target."""
        return self.polarity is not None and Measured(value, target, self.polarity, None, self.must_be_beaten).is_met

    @property
    def current_target(self) -> Decimal | None:
        """Return the target of the latest period, or the year-end target where that period has none."""
        target = self.target_for(self.latest_period)
        return self.target if target is None else target


class ActivityIndicator(Indicator):
    """Demand or context: no target and no RAG, but where given an expected range, inclusive at both ends."""

    upper: Decimal | None = None
    lower: Decimal | None = None

    @property
    def has_range(self) -> bool:
        """True where both ends of an expected range are given."""
        return self.upper is not None and self.lower is not None


AnyIndicator = Kpi | ActivityIndicator
