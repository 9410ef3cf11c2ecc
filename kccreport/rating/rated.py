"""A submission with its ratings, and what they add up to."""

from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal

from msgspec import Struct

from kccreport.models.alert import Alert
from kccreport.models.indicator import ActivityIndicator, Figure, Indicator, Kpi
from kccreport.models.measure import published
from kccreport.models.period import Period
from kccreport.models.rag import Rag
from kccreport.models.ratings import RatingScale
from kccreport.models.schemes import Measured, Scheme
from kccreport.models.submission import Submission
from kccreport.models.travel import Travel, TravelMethod
from kccreport.rating.expected import alert
from kccreport.rating.travel import method_for, same_period_last_year, travel, travel_by


class RatedKpi(Struct, frozen=True):
    """A KPI with its ratings and direction; None where there is nothing to rate or compare.

    `latest` is the rating that is printed: the override where there is one, else `computed`. `previous` is the rating
    one period before the latest, `forecast` that of the expected figure against the year-end target. A KPI `is_stale`
    where its newest result is older than the paper's period, its arrears allowed for. `rounding_decides` is true where
    the full figure would be rated otherwise than the figure as printed.
    """

    kpi: Kpi
    latest: Rag | None
    computed: Rag | None
    previous: Rag | None
    year_to_date: Rag | None
    forecast: Rag | None
    travel: Travel | None
    travel_method: TravelMethod
    is_stale: bool
    rounding_decides: bool

    @property
    def indicator(self) -> Kpi:
        """Return the indicator that was rated, whatever its kind."""
        return self.kpi


class RatedActivity(Struct, frozen=True):
    """An activity indicator with its alert and direction; None where it has no expected range or no figures for it."""

    activity: ActivityIndicator
    alert: Alert | None
    travel: Travel | None
    travel_method: TravelMethod

    @property
    def indicator(self) -> ActivityIndicator:
        """Return the indicator that was compared, whatever its kind."""
        return self.activity


RatedIndicator = RatedKpi | RatedActivity


class Counts(Struct, frozen=True):
    """How many KPIs have each rating, in the paper's order, how many have none, and how many are stale.

    All together they are the KPIs: a stale one is counted as that and not by its rating.

    Source: a Cabinet Member queried a green of the year before that stood among current ones (Kent, Cabinet).
    """

    by_rating: Mapping[Rag, int]
    not_rated: int
    stale: int = 0

    def __getitem__(self, rating: Rag) -> int:
        return self.by_rating.get(rating, 0)

    @property
    def rated(self) -> int:
        """Return how many have a rating of now."""
        return sum(self.by_rating.values())

    @property
    def total(self) -> int:
        """Return the number of KPIs counted."""
        return sum(self.by_rating.values()) + self.not_rated + self.stale


class TravelCounts(Struct, frozen=True):
    """How many indicators moved each way. All add up to the number counted.

    What has no polarity can only have `increased` or `decreased`.
    """

    improving: int
    worsening: int
    unchanged: int
    not_available: int
    increased: int = 0
    decreased: int = 0

    @classmethod
    def of(cls, travels: Iterable[Travel | None]) -> "TravelCounts":
        """Count directions; None is one that is not available."""
        found = Counter(travels)
        return cls(
            found[Travel.IMPROVING],
            found[Travel.WORSENING],
            found[Travel.UNCHANGED],
            found[None],
            found[Travel.INCREASED],
            found[Travel.DECREASED],
        )

    @property
    def compared(self) -> int:
        """Return how many have a direction."""
        return self.improving + self.worsening + self.unchanged + self.increased + self.decreased


class RatedSubmission(Struct, frozen=True):
    """A submission with every indicator rated, in the order of the workbook."""

    submission: Submission
    indicators: tuple[RatedIndicator, ...]

    @property
    def kpis(self) -> tuple[RatedKpi, ...]:
        """Return the KPIs in order."""
        return tuple(rated for rated in self.indicators if isinstance(rated, RatedKpi))

    @property
    def changed_kpis(self) -> tuple[RatedKpi, ...]:
        """Return the KPIs whose rating is another than one period before; both must be known."""
        return tuple(each for each in self.kpis if each.latest and each.previous and each.latest is not each.previous)

    @property
    def activities(self) -> tuple[RatedActivity, ...]:
        """Return the activity indicators in order."""
        return tuple(rated for rated in self.indicators if isinstance(rated, RatedActivity))

    @property
    def latest_counts(self) -> Counts:
        """Count the ratings of the latest results."""
        return _counts((rated.latest for rated in self.kpis if not rated.is_stale), self._stale, self._scale)

    @property
    def year_to_date_counts(self) -> Counts:
        """Count the ratings of the years to date."""
        return _counts((rated.year_to_date for rated in self.kpis if not rated.is_stale), self._stale, self._scale)

    @property
    def previous_counts(self) -> Counts:
        """Count the ratings one period before the latest, of the same KPIs."""
        return _counts((rated.previous for rated in self.kpis if not rated.is_stale), self._stale, self._scale)

    @property
    def _scale(self) -> RatingScale:
        return self.submission.paper.ratings

    @property
    def _stale(self) -> int:
        return sum(rated.is_stale for rated in self.kpis)

    @property
    def travel_counts(self) -> TravelCounts:
        """Count the directions of travel of the KPIs."""
        return TravelCounts.of(rated.travel for rated in self.kpis)

    def travel_counts_by(self, method: TravelMethod, periods: int = 1) -> TravelCounts:
        """Count the directions of the KPIs by one method, such as against last quarter, whatever their own is."""
        return TravelCounts.of(travel_by(rated.kpi, method, periods) for rated in self.kpis)

    @property
    def alert_counts(self) -> Counter[Alert | None]:
        """Count the alerts; None stands for activity without an expected range."""
        return Counter(rated.alert for rated in self.activities)


def rate_submission(submission: Submission) -> RatedSubmission:
    """Rate every indicator of a submission that passed its checks."""
    return RatedSubmission(
        submission,
        tuple(
            _rate_kpi(indicator, submission) if isinstance(indicator, Kpi) else _rate_activity(indicator, submission)
            for indicator in submission.indicators
        ),
    )


def _rate_kpi(kpi: Kpi, submission: Submission) -> RatedKpi:
    period = kpi.latest_period
    computed, latest_rounds = _rating(
        kpi, kpi.scheme_for(period), _current(kpi), kpi.target_for(period), same_period_last_year(kpi), kpi.decimals
    )
    before = kpi.previous_year if kpi.basis.has_year_to_date else None
    to_date_target = kpi.target if kpi.year_to_date_target is None else kpi.year_to_date_target
    to_date, to_date_rounds = _rating(
        kpi, kpi.year_to_date_scheme, year_to_date(kpi), to_date_target, before, kpi.year_to_date_decimals
    )
    forecast, _ = _rating(
        kpi, kpi.scheme_for(None), None if kpi.suspension else kpi.forecast, kpi.target, None, kpi.decimals
    )
    return RatedKpi(
        kpi,
        computed if kpi.override is None else kpi.override.rating,
        computed,
        None if period is None else rating_at(kpi, kpi.frequency.step(period, -1)),
        to_date,
        forecast,
        travel(kpi, submission.paper.travel),
        method_for(kpi, submission.paper.travel),
        _is_stale(kpi, submission.paper.results_up_to),
        rounding_decides=latest_rounds or to_date_rounds,
    )


def _is_stale(kpi: Kpi, reported: Period) -> bool:
    latest = kpi.latest_period
    return (
        latest is not None
        and kpi.suspension is None
        and latest < kpi.frequency.latest_by(reported.plus(-kpi.arrears), like=latest)
    )


def rating_at(kpi: Kpi, period: Period) -> Rag | None:
    """Return the rating of any period of a KPI's series, against the target of that period; None without a figure."""
    if kpi.suspension is not None:
        return None
    last_year = kpi.results.get(period.plus(-12))
    return _rating(
        kpi, kpi.scheme_for(period), kpi.results.get(period), kpi.target_for(period), last_year, kpi.decimals
    )[0]


def times_met(kpi: Kpi, periods: Iterable[Period]) -> tuple[int, int]:
    """Return in how many of some periods a KPI met its target, and how many had both a result and a target."""
    met = [
        kpi.meets(published(figure.value, kpi.decimals), target)
        for period in periods
        if (figure := kpi.results.get(period)) is not None
        and figure.value is not None
        and not figure.is_forecast
        and (target := kpi.target_for(period)) is not None
    ]
    return sum(met), len(met)


def _rating(
    kpi: Kpi, scheme: Scheme, figure: Figure | None, target: Decimal | None, last_year: Figure | None, decimals: int
) -> tuple[Rag | None, bool]:
    """Rate a figure as printed, and say whether the figures in full would be rated otherwise."""
    if figure is None or figure.value is None or kpi.polarity is None:
        return None, False
    if target is None and scheme.looks_at_target:
        return None, False
    before = None if last_year is None else last_year.value
    printed_before = None if before is None else published(before, decimals)
    rating, in_full = (
        scheme.rate(Measured(result, target, kpi.polarity, last, kpi.must_be_beaten))
        for result, last in ((published(figure.value, decimals), printed_before), (figure.value, before))
    )
    return kpi.ratings.made(rating), rating is not in_full


def _rate_activity(activity: ActivityIndicator, submission: Submission) -> RatedActivity:
    compared = compared_with_range(activity)
    found = None
    if activity.upper is not None and activity.lower is not None and compared is not None:
        found = alert(compared, activity.lower, activity.upper)
    rule = submission.paper.travel
    return RatedActivity(activity, found, travel(activity, rule), method_for(activity, rule))


def compared_with_range(activity: ActivityIndicator) -> Decimal | None:
    """Return the figure an expected range is for, as printed.

    It is the year to date where the indicator has one, since the range is then set for the same months; otherwise the
    latest result. None where that figure is missing.
    """
    if (to_date := year_to_date(activity)) is not None:
        return None if to_date.value is None else published(to_date.value, activity.year_to_date_decimals)
    current = _current(activity)
    return None if current is None or current.value is None else published(current.value, activity.decimals)


def year_to_date(indicator: Indicator) -> Figure | None:
    """Return the year to date that is printed: none for a suspended indicator or a basis that has none."""
    if indicator.suspension is not None or not indicator.basis.has_year_to_date:
        return None
    return indicator.year_to_date


def _current(indicator: Indicator) -> Figure | None:
    return None if indicator.suspension is not None else indicator.latest


def _counts(ratings: Iterable[Rag | None], stale: int, scale: RatingScale) -> Counts:
    found = Counter(ratings)
    return Counts({rating: found[rating] for rating in scale.ordered(Rag) if found[rating]}, found[None], stale)
