"""Figures, dates, ratings and counts as a Member will read them."""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from kccreport.models.alert import Alert
from kccreport.models.indicator import Figure, Indicator
from kccreport.models.measure import Status, Unit, published
from kccreport.models.period import MONTH_NAMES
from kccreport.models.rag import Rag
from kccreport.models.submission import Day
from kccreport.models.travel import Travel
from kccreport.paper.blocks import Inline, Run

RATING_WORDS = {rating: rating.value.capitalize() for rating in Rag}
TRAVEL_WORDS = {Travel.IMPROVING: "Improving", Travel.WORSENING: "Worsening", Travel.UNCHANGED: "Unchanged"}
ALERT_WORDS = {Alert.ABOVE: "Above", Alert.YES: "Yes", Alert.BELOW: "Below"}
NO_TREND = "No trend"
NOT_APPLICABLE = "n/a"

# verbs of a recommendation that committee papers traditionally print in capitals; ours are set bold, in lower case
_VERBS = ("NOTE", "REVIEW", "COMMENT", "AGREE", "ENDORSE", "APPROVE", "CONSIDER", "DECIDE", "RECOMMEND", "DISCUSS")
_VERB = re.compile(r"\b(" + "|".join(_VERBS) + r")\b")


def figure_words(value: Decimal, decimals: int, unit: Unit) -> str:
    """Return a figure as printed: rounded halves up, thousands separated, with its % or £ sign.

    Exactly 0% and 100% carry no decimals, since nothing is left to say.

    >>> figure_words(Decimal("99.75"), 1, Unit(name="%")), figure_words(Decimal(100), 1, Unit(name="%"))
    ('99.8%', '100%')
    >>> figure_words(Decimal(351155), 0, Unit(name="number"))
    '351,155'
    """
    rounded = published(value, decimals)
    if unit.is_percentage:
        return f"{rounded:,.0f}%" if rounded in (0, 100) else f"{rounded:,}%"
    if unit.name == "£":
        return f"-£{-rounded:,}" if rounded < 0 else f"£{rounded:,}"
    return f"{rounded:,}"


def result_words(figure: Figure | None, decimals: int, unit: Unit) -> str:
    """Return a result with its status code where it has one; "" where there is no result."""
    if figure is None:
        return ""
    if figure.status is Status.NOT_APPLICABLE:
        return NOT_APPLICABLE
    if figure.status is Status.NIL:
        return "-"
    if figure.value is None:
        return status_mark(figure.status) if figure.status else ""
    words = figure_words(figure.value, decimals, unit)
    return words if figure.status is None else f"{words} {status_mark(figure.status)}"


def status_mark(status: Status) -> str:
    """Return how a status code is printed: n/a, a dash, or the code in square brackets."""
    if status is Status.NOT_APPLICABLE:
        return NOT_APPLICABLE
    return "-" if status is Status.NIL else f"[{status.value}]"


def latest_words(indicator: Indicator) -> str:
    """Return an indicator's newest result as printed."""
    return result_words(indicator.latest, indicator.decimals, indicator.unit)


def day_words(day: Day | date) -> str:
    """Return a date such as "12 March 2021", or "February 2021" where only the month was given."""
    if isinstance(day, Day):
        return day_words(day.date).partition(" ")[2] if day.to_the_month else day_words(day.date)
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"


def number_words(number: int) -> str:
    """Return a count in words, such as "thirty-one"."""
    from num2words import num2words  # late: only cover reports with computed sentences need it

    return str(num2words(number, lang="en_GB"))


def words_and_figure(number: int) -> str:
    """Return a count in words and figures, such as "thirty-one (31)"."""
    return f"{number_words(number)} ({number})"


def percentages(numbers: Sequence[int]) -> list[int]:
    """Return each number's share in whole percent; together they are 100 (0 where there is nothing to share).

    What rounding down leaves over goes to those that lost most by it, earlier ones first.

    Source: the largest remainder method (Hare quota).

    >>> percentages([7, 8, 11])
    [27, 31, 42]
    """
    total = sum(numbers)
    if not total:
        return [0] * len(numbers)
    shares = [number * 100 // total for number in numbers]
    lost = sorted(range(len(numbers)), key=lambda at: -(numbers[at] * 100 % total))
    for at in lost[: 100 - sum(shares)]:
        shares[at] += 1
    return shares


def plural(number: int, singular: str, many: str = "") -> str:
    """Return the noun that goes with a count."""
    return singular if number == 1 else many or singular + "s"


def listed(words: list[str]) -> str:
    """Join words as in a sentence: "a", "a and b", "a, b and c"."""
    return " and ".join(filter(None, [", ".join(words[:-1]), words[-1]])) if words else ""


def recommendation_words(text: str) -> Inline:
    """Return a recommendation with its verb as a small emphasised word instead of capitals."""
    parts = _VERB.split(text)
    return tuple(
        Run(part.lower(), is_strong=True) if index % 2 else Run(part) for index, part in enumerate(parts) if part
    )


def has_verb(text: str) -> bool:
    """Say whether a recommendation asks for something by one of the customary verbs."""
    return _VERB.search(text) is not None
