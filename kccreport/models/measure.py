"""How an indicator is measured: unit, polarity, basis and status codes."""

from decimal import ROUND_HALF_UP, Decimal
from enum import Enum, StrEnum
from functools import lru_cache

from pydantic import BaseModel, ConfigDict

from kccreport.ground.pattern import pattern
from kccreport.language import say, say_word


class Frozen(BaseModel):
    """A value: it cannot be changed after it is made, and a misspelt field is a bug."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True, defer_build=True)


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


class Writing(Enum):
    """How figures of a unit are written, and what number is held for them."""

    PLAIN = "a number"
    PERCENTAGE = "with a % sign"
    CLOCK = "hours, minutes or seconds with a colon, held in the smallest of them"
    RATIO = "1:5 or 5:1, held as 5"
    RANK = "12th, held as 12"
    SCORE = "4.2/5, held as 4.2"


_CLOCKS = {
    "min:sec": "m:ss", "minutes:seconds": "m:ss", "mins:secs": "m:ss", "hours:minutes": "h:mm", "hrs:mins": "h:mm",
    **{face: face for face in ("m:ss", "mm:ss", "h:mm", "hh:mm", "h:mm:ss", "hh:mm:ss")},
}  # fmt: skip
_RATIOS = {"ratio": "1:n", "1:n": "1:n", "1:x": "1:n", "n:1": "n:1", "x:1": "n:1"}
_RANKS = frozenset({"rank", "ranking", "position", "place"})
_SCORE = pattern(r"(?:score )?(?:out of |/ ?)(\d+)")
_THOUSANDS = {"000s": 3, "£000s": 3, "£000": 3, "£k": 3, "£m": 6, "£ million": 6, "£bn": 9, "millions": 6}


class Unit(Frozen):
    """The unit of a figure, as typed in the workbook: "%", "number", "£000s", "000s", "days" and so on.

    `shown_as` is a clock, such as mm:ss, where figures of a unit such as minutes stand as times in the workbook: they
    are then held and printed as the clock has it.
    """

    name: str
    shown_as: str = ""

    @property
    def is_percentage(self) -> bool:
        """True where figures carry a % sign."""
        return self.name == "%"

    @property
    def writing(self) -> Writing:
        """Return how figures of this unit are written."""
        return Writing.CLOCK if self.shown_as else _writing(self.name)

    @property
    def clock(self) -> str:
        """Return the clock of a duration, such as mm:ss or h:mm; "" for any other unit."""
        return self.shown_as or _CLOCKS.get(_folded(self.name), "")

    @property
    def ratio(self) -> str:
        """Return "1:n" or "n:1" for a ratio; "" for any other unit."""
        return _RATIOS.get(_folded(self.name), "")

    @property
    def most(self) -> int | None:
        """Return what a score is out of; None for any other unit."""
        match = _SCORE.fullmatch(_folded(self.name))
        return int(match[1]) if match else None

    @property
    def power(self) -> int:
        """Return the power of ten that the unit leaves out: 3 for £000s, 6 for £m, else 0."""
        return _THOUSANDS.get(_folded(self.name), 0)

    @property
    def counts(self) -> str:
        """Return what the number held counts: "seconds" or "minutes" for a clock, else the unit's own name."""
        clock = self.clock
        return ("seconds" if clock.endswith("ss") else "minutes") if clock else self.name

    @property
    def title_suffix(self) -> str:
        """Return what the title must add for the figures to be understood, such as " (£000s)"; often nothing."""
        if clock := self.clock:
            if clock.count(":") > 1:
                return say(" (hours, minutes and seconds)")
            return say(" (minutes and seconds)") if clock[0] == "m" else say(" (hours and minutes)")
        return f" ({self.name})" if self.name in {"000s", "£000s", "£m", "£"} else ""


def _folded(name: str) -> str:
    return " ".join(name.casefold().replace("[", "").replace("]", "").split())


@lru_cache(maxsize=256)
def _writing(name: str) -> Writing:
    if name == "%":
        return Writing.PERCENTAGE
    folded = _folded(name)
    if folded in _CLOCKS:
        return Writing.CLOCK
    if folded in _RATIOS:
        return Writing.RATIO
    if folded in _RANKS:
        return Writing.RANK
    return Writing.SCORE if _SCORE.fullmatch(folded) else Writing.PLAIN


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
        return say_word(_MEANINGS[self])


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


def clock_words(value: Decimal, clock: str) -> str:
    """Return a duration held in the clock's smallest part, such as "01:35" for 95 in mm:ss; the first part counts on."""
    left = int(published(abs(value), 0))
    sign = "-" if value < 0 and left else ""
    parts: list[str] = []
    for _ in clock.split(":")[1:]:
        left, part = divmod(left, 60)
        parts.insert(0, f"{part:02d}")
    return sign + ":".join([str(left).zfill(len(clock.partition(":")[0])), *parts])


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
