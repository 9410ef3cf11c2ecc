"""How an indicator is measured: unit, polarity, basis and status codes."""

from decimal import ROUND_HALF_UP, Decimal
from enum import Enum, StrEnum

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """A value: it cannot be changed after it is made, and a misspelt field is a bug."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


class Polarity(StrEnum):
    """Which way is better."""

    HIGHER = "higher"
    LOWER = "lower"

    def meets(self, value: Decimal, bar: Decimal) -> bool:
        """Say whether `value` is on the good side of `bar`; exactly on it counts as met.

        This is the one comparison behind every RAG rating. Source: Kent County Council's dashboards, of which all
        45 ratings printed for January 2021 follow it.
        """
        return value >= bar if self is Polarity.HIGHER else value <= bar

    @property
    def sign(self) -> int:
        """Return +1 where higher is better, -1 where lower is."""
        return 1 if self is Polarity.HIGHER else -1


class Basis(StrEnum):
    """What one result covers, which decides whether it has a year to date and what it may be compared with."""

    IN_PERIOD = "in-period"
    SNAPSHOT = "snapshot"
    CUMULATIVE = "cumulative"
    ACADEMIC_TO_DATE = "academic year to date"
    ROLLING_12 = "rolling 12 months"
    MEAN_OF_MONTHS = "mean of month ends"

    @property
    def has_year_to_date(self) -> bool:
        """True only for figures that add up over the year.

        A snapshot or a rolling figure has none ("n/a"); a cumulative result is its own year to date.
        """
        return self is Basis.IN_PERIOD

    @property
    def is_cumulative(self) -> bool:
        """True for figures that start again each year: in April, or with the academic year in September."""
        return self in (Basis.CUMULATIVE, Basis.ACADEMIC_TO_DATE)


class Unit(Frozen):
    """The unit of a figure, as typed in the workbook: "%", "number", "£000s", "000s", "days" and so on."""

    name: str

    @property
    def is_percentage(self) -> bool:
        """True where figures carry a % sign."""
        return self.name == "%"

    @property
    def title_suffix(self) -> str:
        """Return what the title must add for the figures to be understood, such as " (£000s)"; often nothing."""
        return f" ({self.name})" if self.name in {"000s", "£000s", "£m", "£"} else ""


class Status(Enum):
    """Why a figure is missing or not final; the value is the code typed, and printed, in square brackets.

    Source: the Welsh Government and Government Statistical Service shorthand, and four of our own: `suspended`
    (GSS keeps `s` for significance), `n` not yet due, `o` overdue from its owner, and `nil` for a dash.
    """

    PROVISIONAL = "p"
    REVISED = "r"
    ESTIMATED = "e"
    FORECAST = "f"
    BREAK_IN_SERIES = "b"
    LOW_RELIABILITY = "u"
    ROUNDS_TO_ZERO = "k"
    NOT_AVAILABLE = "x"
    NOT_APPLICABLE = "z"
    CONFIDENTIAL = "c"
    SUSPENDED = "suspended"
    NOT_DUE = "n"
    OVERDUE = "o"
    NIL = "nil"

    @property
    def has_value(self) -> bool:
        """True where a figure stands beside the code; without one the result is never rated nor counted."""
        return self not in _WITHOUT_VALUE

    @property
    def meaning(self) -> str:
        """Return the code in words, for the key."""
        return _MEANINGS[self]


_WITHOUT_VALUE = frozenset(
    {
        Status.NOT_AVAILABLE,
        Status.NOT_APPLICABLE,
        Status.CONFIDENTIAL,
        Status.SUSPENDED,
        Status.NOT_DUE,
        Status.OVERDUE,
    }
)
_MEANINGS = {
    Status.PROVISIONAL: "provisional",
    Status.REVISED: "revised since it was last published",
    Status.ESTIMATED: "estimated",
    Status.FORECAST: "forecast",
    Status.BREAK_IN_SERIES: "break in the series",
    Status.LOW_RELIABILITY: "low reliability",
    Status.ROUNDS_TO_ZERO: "a low figure that rounds to zero",
    Status.NOT_AVAILABLE: "not available",
    Status.NOT_APPLICABLE: "not applicable",
    Status.CONFIDENTIAL: "confidential",
    Status.SUSPENDED: "suspended",
    Status.NOT_DUE: "not yet due",
    Status.OVERDUE: "not received",
    Status.NIL: "nil",
}


MOST_TYPED = 4  # decimals: a figure with more was calculated, not typed


def own_decimals(value: Decimal) -> int:
    """Return how many decimals a figure has of its own.

    >>> own_decimals(Decimal("48.60")), own_decimals(Decimal(1500))
    (1, 0)
    """
    return max(-int(value.normalize().as_tuple().exponent), 0)


def agreed(value: Decimal, decimals: int) -> Decimal:
    """Return a target, a floor or a limit as it is printed, and as results are compared with it.

    One that was typed keeps its decimals, up to four, so that "112, target 112.4, Amber" says what was compared. One that
    was calculated, and has more, is rounded to `decimals` before anything is compared with it.

    >>> agreed(Decimal("112.4"), 0), agreed(Decimal("52.3846153846154"), 1)
    (Decimal('112.4'), Decimal('52.4'))
    """
    return value if own_decimals(value) <= MOST_TYPED else published(value, decimals)


def published(value: Decimal, decimals: int) -> Decimal:
    """Return a figure as it is printed: `decimals` places, halves away from zero.

    Ratings are made on this figure, so that a Member never reads "85%, target 85%, Amber". Python's own `round` gives
    94 for 94.5; a council prints 95.

    >>> published(Decimal("94.5"), 0), published(Decimal("-0.04"), 1)
    (Decimal('95'), Decimal('0.0'))
    """
    rounded = value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return abs(rounded) if rounded == 0 else rounded
