"""What is said of months, quarters, terms, half years and years: whole phrases, since in Welsh a noun changes with them."""

from collections.abc import Callable

from kccreport.language import say, say_many
from kccreport.models.measure import Basis, Polarity
from kccreport.models.period import Frequency


def count_of(frequency: Frequency, number: int) -> str:
    """Return how many periods of a frequency, such as "5 months"."""
    match frequency.noun:
        case "month":
            return say_many("{number} month", "{number} months", number)
        case "quarter":
            return say_many("{number} quarter", "{number} quarters", number)
        case "term":
            return say_many("{number} term", "{number} terms", number)
        case "half year":
            return say_many("{number} half year", "{number} half years", number)
        case "year":
            return say_many("{number} year", "{number} years", number)
        case _:
            return say_many("{number} period", "{number} periods", number)


def rating_heading(frequency: Frequency) -> str:
    """Return the heading of the ratings of the latest periods, such as "Month RAG"."""
    return _of(frequency, {
        "month": lambda: say("Month RAG"), "quarter": lambda: say("Quarter RAG"), "term": lambda: say("Term RAG"),
        "half year": lambda: say("Half year RAG"), "year": lambda: say("Year RAG"), "period": lambda: say("Period RAG"),
    })  # fmt: skip


def same_last_year(frequency: Frequency) -> str:
    """Return the heading of figures of one year before, such as "Same month last year"."""
    return _of(frequency, {
        "month": lambda: say("Same month last year"), "quarter": lambda: say("Same quarter last year"),
        "term": lambda: say("Same term last year"), "half year": lambda: say("Same half year last year"),
        "year": lambda: say("Same year last year"), "period": lambda: say("Same period last year"),
    })  # fmt: skip


def results_words(frequency: Frequency, unit: str, first: str, last: str) -> str:
    """Return what a chart plots, such as "Results each quarter (%), June 2020 to March 2021"."""
    filled = {"unit": unit, "first": first, "last": last}
    return _of(frequency, {
        "month": lambda: say("Results each month ({unit}), {first} to {last}", **filled),
        "quarter": lambda: say("Results each quarter ({unit}), {first} to {last}", **filled),
        "term": lambda: say("Results each term ({unit}), {first} to {last}", **filled),
        "half year": lambda: say("Results each half year ({unit}), {first} to {last}", **filled),
        "year": lambda: say("Results each year ({unit}), {first} to {last}", **filled),
        "period": lambda: say("Results each period ({unit}), {first} to {last}", **filled),
    })  # fmt: skip


def period_before(frequency: Frequency) -> str:
    """Return what the period before the latest is called, such as "the month before"."""
    return _of(frequency, {
        "month": lambda: say("the month before"), "quarter": lambda: say("the quarter before"),
        "term": lambda: say("the term before"), "half year": lambda: say("the half year before"),
        "year": lambda: say("the year before"), "period": lambda: say("the period before"),
    })  # fmt: skip


def _the(frequency: Frequency) -> str:
    return _of(frequency, {
        "month": lambda: say("the month"), "quarter": lambda: say("the quarter"), "term": lambda: say("the term"),
        "half year": lambda: say("the half year"), "year": lambda: say("the year"), "period": lambda: say("the period"),
    })  # fmt: skip


def _each(frequency: Frequency) -> str:
    return _of(frequency, {
        "month": lambda: say("each month"), "quarter": lambda: say("each quarter"), "term": lambda: say("each term"),
        "half year": lambda: say("each half year"), "year": lambda: say("each year"), "period": lambda: say("each period"),
    })  # fmt: skip


def _of(frequency: Frequency, words: dict[str, Callable[[], str]]) -> str:
    return words[frequency.noun]()


def frequency_words(frequency: Frequency) -> str:
    """Return how often, as it stands within a sentence: "monthly", "two years"."""
    match frequency:
        case Frequency.MONTHLY:
            return say("monthly")
        case Frequency.QUARTERLY:
            return say("quarterly")
        case Frequency.TERMLY:
            return say("termly")
        case Frequency.HALF_YEARLY:
            return say("half-yearly")
        case Frequency.ANNUAL:
            return say("annual")
        case Frequency.ACADEMIC_YEAR:
            return say("academic year")
        case Frequency.CALENDAR_YEAR:
            return say("calendar year")
        case Frequency.TWO_YEARS:
            return say("two years")
        case Frequency.THREE_YEARS:
            return say("three years")
        case Frequency.FOUR_YEARS:
            return say("four years")
        case Frequency.FIVE_YEARS:
            return say("five years")


def measured_words(frequency: Frequency, basis: Basis) -> str:
    """Return what one result covers, such as "Monthly, the twelve months to the end of the month"."""
    often = frequency_words(frequency).capitalize()
    match basis:
        case Basis.IN_PERIOD:
            return say("{often}, {each} by itself", often=often, each=_each(frequency))
        case Basis.SNAPSHOT:
            return say("{often}, as it stood at the end of {the_period}", often=often, the_period=_the(frequency))
        case Basis.CUMULATIVE:
            return say("{often}, from April to the end of {the_period}", often=often, the_period=_the(frequency))
        case Basis.ACADEMIC_TO_DATE:
            return say("{often}, academic year to the end of {the_period}", often=often, the_period=_the(frequency))
        case Basis.ROLLING_12:
            return say("{often}, the twelve months to the end of {the_period}", often=often, the_period=_the(frequency))
        case Basis.MEAN_OF_MONTHS:
            return say("{often}, the mean of the month ends in {the_period}", often=often, the_period=_the(frequency))


def in_period(what: str, period: str) -> str:
    """Return a figure, or what else was, with its period: "93% in December 2020"."""
    return say("{what} in {period}", what=what, period=period)


def better_words(polarity: Polarity) -> str:
    """Return which way is better, as it stands within a sentence."""
    return say("higher is better") if polarity is Polarity.HIGHER else say("lower is better")
