"""What a sentence is made of once its words are read: quantities, times, bars, moves and so on, a type for each."""

from decimal import Decimal
from enum import Enum, auto
from typing import NamedTuple

from msgspec import Struct

from kccreport.models.rag import Rag


class Role(Enum):
    """What a word that carries no figure does in a sentence."""

    OWN = auto()  # names the indicator: a word of its title, or one that means the same
    GENERIC = auto()  # names a result in general: performance, the rate
    AGENT = auto()  # who answers for it: we, the service
    DEMAND = auto()  # how much comes in: demand, volumes
    OTHER = auto()  # somebody else: England, neighbours
    FILL = auto()  # changes nothing: articles, adverbs
    PREPOSITION = auto()
    NOT = auto()
    MOOD = auto()  # will, would, expect: not a fact
    CONDITION = auto()  # if, unless: what follows is not a fact either
    CAUSE = auto()  # because, due to: the rest of the clause explains
    BREAK = auto()  # a comma, and, but: may begin a new clause
    LATE = auto()  # turns a share round: late, unanswered
    ALSO_RAN = auto()  # only, just
    AGAIN = auto()
    UNKNOWN = auto()


class Unit(Enum):
    """In what a quantity is given."""

    PERCENT = auto()
    POINTS = auto()
    PLAIN = auto()
    SHARE = auto()  # a fraction or "nine in ten", held in percent
    TIMES = auto()
    MONEY = auto()
    DURATION = auto()  # days, weeks, minutes
    CLOCK = auto()  # 08:26, held in the smallest part; of an indicator in mm:ss any minutes and seconds


class Hedge(Enum):
    """How exactly a quantity is meant."""

    EXACT = auto()
    ABOUT = auto()
    JUST_OVER = auto()
    JUST_UNDER = auto()
    OVER = auto()
    UNDER = auto()
    AT_LEAST = auto()
    AT_MOST = auto()


class Way(Enum):
    """Which way something moved."""

    UP = auto()
    DOWN = auto()
    BETTER = auto()
    WORSE = auto()
    SAME = auto()
    STEADY = auto()
    FASTER = auto()  # of times alone
    SLOWER = auto()


class Side(Enum):
    """Where something lies against a bar, a figure or a time."""

    ABOVE = auto()
    BELOW = auto()
    BETTER = auto()
    WORSE = auto()
    SHORT = auto()  # short of: worse where more is better, and open where less is
    WITHIN = auto()
    OUTSIDE = auto()
    ON = auto()
    OFF = auto()


COMPARING = (Side.ABOVE, Side.BELOW, Side.BETTER, Side.WORSE, Side.SHORT)  # with a time: better than in November


class BarKind(Enum):
    """What a result is held against."""

    TARGET = auto()
    FLOOR = auto()
    RANGE = auto()
    UPPER = auto()
    LOWER = auto()


class End(Enum):
    """Which end of a series a word names."""

    HIGHEST = auto()
    LOWEST = auto()
    BEST = auto()
    WORST = auto()


class TimeKind(Enum):
    """What a phrase of time names."""

    MONTH = auto()
    QUARTER = auto()
    LATEST = auto()
    BEFORE = auto()  # the period before
    TO_DATE = auto()
    LAST_YEAR = auto()
    SERIES = auto()  # the last so many periods, or all that are shown
    YEAR = auto()  # this financial year, of which not all may be shown
    UNKNOWN = auto()


class Quantity(NamedTuple):
    """A figure as words give it. `high` is the other end of a range; `places` are the decimals it was written with."""

    value: Decimal
    unit: Unit
    hedge: Hedge = Hedge.EXACT
    places: int = 0
    high: Decimal | None = None
    in_words: bool = False
    noun: str = ""
    is_rounded: bool = False  # millions and thousands: 28.9 million
    step: Decimal = Decimal(1)  # of a clock, the smallest part that is said: 60 for minutes of mm:ss
    by_side: bool = False  # the hedge was "above" or "below", which after a verb of movement says where it ended


class Time(Struct, frozen=True):
    """A month or quarter with its year if given, or one that depends on the paper. `count` is the length of a series."""

    kind: TimeKind
    number: int = 0
    year: int | None = None
    count: int | None = None


class Interval(NamedTuple):
    """From one time to another: between September and January; or these two alone: in October and December."""

    start: Time
    end: Time
    is_pair: bool = False


class Move(NamedTuple):
    """A word that says which way something went. `is_numeric` is for "declined", which a mere number may do too.

    `takes_base` is for "the same as", after which a time is what is compared with; "unchanged in May" was so in May.
    """

    way: Way
    is_noun: bool = False
    is_comparison: bool = False  # higher, fewer: needs something to compare with
    is_numeric: bool = False
    takes_base: bool = False


class Against(NamedTuple):
    """A word that places something against a bar or a figure: above, within, short of. `is_near` is "just"."""

    side: Side
    is_near: bool = False


class Outcome(NamedTuple):
    """Met, or missed. `exceeds` is for words that of a number may also mean too many."""

    is_met: bool
    exceeds: bool = False
    is_near: bool = False
    is_short: bool = False  # undershot: missed, or where less is better well met


class Bar(NamedTuple):
    """A target, floor or range, with the figure that the words give it, if any."""

    kind: BarKind
    stated: Quantity | None = None


class Rating(NamedTuple):
    """A colour; `moves` where the word before it says that it has just become so."""

    rag: Rag


class Extreme(NamedTuple):
    """Best, highest, a low of."""

    end: End
    is_noun: bool = False


class Linking(NamedTuple):
    """Is, was, stood at. `lasts` is for those that speak of a whole time: stayed, has been, remained."""

    lasts: bool = False
    spans: bool = False  # ranged, varied


class Streak(Struct, frozen=True):
    """For the third month in a row: so many periods one after another, up to the latest."""

    count: int


class Share(Struct, frozen=True):
    """In four of the five months: in how many of the last so many; None for all that are shown, or those since a time."""

    count: int | None  # None means all of them
    of: int | None
    hedge: Hedge = Hedge.EXACT
    to: int = 0  # the month that they end with, where it is said


class FirstTime(Struct, frozen=True):
    """For the first time."""


class Word(NamedTuple):
    """Any other word, and what it does."""

    role: Role
    text: str = ""


Part = (
    Quantity
    | Time
    | Interval
    | Move
    | Against
    | Outcome
    | Bar
    | Rating
    | Extreme
    | Linking
    | Streak
    | Share
    | FirstTime
    | Word
)
