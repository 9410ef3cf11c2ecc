"""Figures, dates, ratings and counts as a Member will read them."""

from datetime import date
from decimal import Decimal
from typing import assert_never

from kccreport.ground.pattern import pattern
from kccreport.language import ENGLISH, WELSH, say, say_word, spoken
from kccreport.models.data_table import DataCell
from kccreport.models.indicator import Comparator, Figure, Indicator, Kpi
from kccreport.models.measure import Status, Unit, Writing, clock_words, own_decimals, published
from kccreport.models.period import Period, month_name
from kccreport.models.rag import Rag
from kccreport.models.ratings import RatingScale
from kccreport.models.submission import Day, PaperDetails
from kccreport.models.travel import Travel
from kccreport.paper.blocks import AlertCell, Inline, RatingCell, Run, TravelCell
from kccreport.rating.rated import RatedKpi

NOT_RATED = "Not rated"
OVERRIDE_MARK = " †"
_WELSH_VOWELS = frozenset("aeiouwyâêîôûŵŷ18")  # and figures whose words begin with one: un, wyth
NOT_APPLICABLE = "n/a"

# verbs of a recommendation that committee papers traditionally print in capitals; ours are set bold, in lower case
RECOMMENDATION_VERBS = (
    "NOTE",
    "REVIEW",
    "COMMENT",
    "AGREE",
    "ENDORSE",
    "APPROVE",
    "CONSIDER",
    "DECIDE",
    "RECOMMEND",
    "DISCUSS",
)
_VERB = pattern(r"\b(" + "|".join(RECOMMENDATION_VERBS) + r")\b")


def is_not_applicable(words: str) -> bool:
    """Say whether a cell holds nothing but n/a, in the language spoken."""
    return words == say_word(NOT_APPLICABLE)


def rating_words(rating: Rag, scale: RatingScale) -> str:
    """Return what a rating is called: the council's own word for it, or ours."""
    return scale.own(rating) or _our_word(rating)


def _our_word(rating: Rag) -> str:
    match rating:
        case Rag.BLUE:
            return say("Blue")
        case Rag.DARK_GREEN:
            return say("Dark green")
        case Rag.GREEN:
            return say("Green")
        case Rag.LIGHT_GREEN:
            return say("Light green")
        case Rag.AMBER:
            return say("Amber")
        case Rag.RED:
            return say("Red")
        case Rag.NOT_MET:
            return say("Not met")
        case _:
            assert_never(rating)


def travel_words(travel: Travel) -> str:
    """Return the word for a direction."""
    match travel:
        case Travel.IMPROVING:
            return say("Improving")
        case Travel.WORSENING:
            return say("Worsening")
        case Travel.UNCHANGED:
            return say("Unchanged")
        case Travel.INCREASED:
            return say("Increased")
        case Travel.DECREASED:
            return say("Decreased")
        case _:
            assert_never(travel)


def mark_words(cell: RatingCell | AlertCell | TravelCell) -> str:
    """Return the word that stands beside the shape of a rating, an alert or a direction; n/a, or its own, where there is none."""
    match cell:
        case RatingCell():
            if cell.rating is None:
                return (cell.words == NOT_RATED and cell.scale.not_rated) or say_word(cell.words)
            return rating_words(cell.rating, cell.scale) + OVERRIDE_MARK * cell.is_override
        case AlertCell():
            return say_word(NOT_APPLICABLE if cell.alert is None else cell.alert.value.capitalize())
        case TravelCell():
            if cell.is_trend and cell.travel is Travel.UNCHANGED:
                return say("No trend")
            return say_word(NOT_APPLICABLE) if cell.travel is None else travel_words(cell.travel)
        case _:
            assert_never(cell)


def figure_words(value: Decimal, decimals: int, unit: Unit) -> str:
    """Return a figure as printed: rounded halves up, thousands separated, with its % or £ sign.

    Exactly 0% and 100% carry no decimals, since nothing is left to say.

    >>> figure_words(Decimal("99.75"), 1, Unit(name="%")), figure_words(Decimal(100), 1, Unit(name="%"))
    ('99.8%', '100%')
    >>> figure_words(Decimal(351155), 0, Unit(name="number")), figure_words(Decimal(95), 0, Unit(name="mm:ss"))
    ('351,155', '01:35')
    >>> figure_words(Decimal(5), 0, Unit(name="ratio")), figure_words(Decimal("4.2"), 1, Unit(name="out of 5"))
    ('1:5', '4.2/5')
    """
    rounded = published(value, decimals)
    match unit.writing:
        case Writing.PERCENTAGE:
            return f"{rounded:,.0f}%" if rounded in (0, 100) else f"{rounded:,}%"
        case Writing.CLOCK:
            return clock_words(value, unit.clock)
        case Writing.RATIO:
            return unit.ratio.replace("n", f"{rounded:,}")
        case Writing.RANK:
            return ordinal_words(rounded)
        case Writing.SCORE:
            return f"{rounded:,}/{unit.most}"
        case Writing.PLAIN:
            pass
    if unit.name == "£":
        return f"-£{-rounded:,}" if rounded < 0 else f"£{rounded:,}"
    return f"{rounded:,}"


def ordinal_words(rank: Decimal) -> str:
    """Return a rank such as "12th"; one that is no whole number, such as a mean, stays a number."""
    if rank != rank.to_integral_value() or rank < 0:
        return f"{rank:,}"
    number = int(rank)
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number:,}{ending}"


def result_words(figure: Figure | None, decimals: int, unit: Unit) -> str:
    """Return a result with its status code where it has one; "" where there is no result."""
    if figure is None:
        return ""
    if figure.status is Status.NOT_APPLICABLE:
        return say_word(NOT_APPLICABLE)
    if figure.status is Status.NIL:
        return "-"
    if figure.value is None:
        return status_mark(figure.status) if figure.status else ""
    words = noted_words(figure, decimals, unit)
    return words if figure.status is None else f"{words} {status_mark(figure.status)}"


def noted_words(figure: Figure, decimals: int, unit: Unit) -> str:
    """Return a figure with what was typed behind it, such as "60% (approx.)", without its status code; "" without a value.

    An approximate one has no more decimals than it was typed with: "about 60%" is not 60.0%.
    """
    if figure.value is None:
        return ""
    if figure.is_approximate:
        decimals = min(decimals, own_decimals(figure.value))
    words = figure_words(figure.value, decimals, unit)
    if not figure.note:
        return words
    return words + (figure.note if not figure.note[0].isalpha() and figure.note[0] != "(" else f" {figure.note}")


def case_words(figure: Figure | None) -> str:
    """Return the numbers behind a rate, such as "1,062 of 1,380"; "" where they are not known."""
    if figure is None or figure.cases is None:
        return ""
    part, whole = (f"{number:,f}" for number in figure.cases)
    return say("{part} of {whole}", part=part, whole=whole)


def unit_words(indicator: Indicator) -> str:
    """Return the unit as a column of units prints it: "%", "days", "£000s", "minutes and seconds"; "number" of a count."""
    unit = indicator.unit
    return unit.title_suffix.strip(" ()") if unit.clock else say_word(unit.name)


def titled_with_unit(indicator: Indicator) -> str:
    """Return the title with its unit, where neither figures nor title say it, such as "Time to re-let (days)"."""
    unit, title = indicator.unit, indicator.full_title
    is_said = unit.writing is not Writing.PLAIN or unit.name in ("number", "£") or title != indicator.title
    return title if is_said or unit.name.casefold() in title.casefold() else f"{title} ({unit.name})"


def short_with_unit(indicator: Indicator) -> str:
    """Return the short title where there is one, else the title with its unit: for where figures stand beside neither."""
    short = indicator.short_title
    return short if short != indicator.title else titled_with_unit(indicator)


def status_mark(status: Status) -> str:
    """Return how a status code is printed: n/a, a dash, or the code in square brackets."""
    if status is Status.NOT_APPLICABLE:
        return say_word(NOT_APPLICABLE)
    return "-" if status is Status.NIL else f"[{status.value}]"


def data_words(cell: DataCell | None) -> str:
    """Return a cell of a table as printed: its figure as Excel shows it, or its words; "" where blank."""
    if cell is None:
        return ""
    if cell.value is None or cell.text:
        return cell.text
    return f"{published(cell.value, cell.decimals):,}{'%' if cell.is_percentage else ''}"


def comparator_words(comparator: Comparator, unit: Unit) -> str:
    """Return what others achieve, with the decimals it was given with."""
    return figure_words(comparator.value, own_decimals(comparator.value), unit)


def bar_words(bar: Decimal, indicator: Indicator) -> str:
    """Return a target, a floor or a limit as printed: with every decimal that results are compared at.

    Its decimals are those of the column Target decimals, or more where it was typed with more.
    """
    return figure_words(bar, max(indicator.target_decimals, own_decimals(bar)), indicator.unit)


def target_words(kpi: Kpi, period: Period | None) -> str:
    """Return the target of a period as printed: in the words given for it; "not set" where it has none yet, or "not known"."""
    target = kpi.target_for(period)
    if kpi.target_words and target == kpi.target:
        return kpi.target_words
    if target is None and period is not None and kpi.phased_targets and period < min(kpi.phased_targets):
        return say("not known")
    return say("not set") if target is None else bar_words(target, kpi)


def override_words(each: RatedKpi) -> str:
    """Return who set a rating by hand, what the rules give, and why."""
    override = each.kpi.override
    if override is None:
        return ""
    scale = each.kpi.ratings
    computed = say("no rating") if each.computed is None else rating_words(each.computed, scale)
    return say(
        "† The rating was set to {rating} by {name}; by the figures it is {computed}. Reason: {reason}",
        rating=rating_words(override.rating, scale), name=override.by, computed=computed, reason=override.reason,
    )  # fmt: skip


def latest_words(indicator: Indicator) -> str:
    """Return an indicator's newest result as printed."""
    return result_words(indicator.latest, indicator.decimals, indicator.unit)


def day_words(day: Day | date) -> str:
    """Return a date such as "12 March 2021", or "February 2021" where only the month was given."""
    if isinstance(day, Day):
        return day_words(day.date).partition(" ")[2] if day.to_the_month else day_words(day.date)
    return f"{day.day} {month_name(day.month)} {day.year}"


def received_by(paper: PaperDetails) -> str:
    """Return which committee receives a paper and when, such as "Cabinet, 12 March 2021", as far as it is known."""
    return ", ".join(filter(None, (paper.committee, day_words(paper.meeting) if paper.meeting else "")))


def number_words(number: int) -> str:
    """Return a count in words, such as "thirty-one"."""
    if spoken() != ENGLISH:
        return str(number)  # in Welsh a number's word depends on what it counts
    from num2words import num2words  # late: only cover reports with computed sentences need it

    return str(num2words(number, lang="en_GB"))


def words_and_figure(number: int) -> str:
    """Return a count in words and figures, such as "thirty-one (31)"."""
    return f"{number_words(number)} ({number})" if spoken() == ENGLISH else str(number)


def listed(words: list[str], *, is_choice: bool = False) -> str:
    """Join words as in a sentence: "a", "a and b", "a, b and c"; with "or" where `is_choice`."""
    if not words:
        return ""
    *first, last = words
    if not first:
        return last
    between = say(" or ") if is_choice else say(" and ")
    if spoken() == WELSH and not is_choice and last[:1].casefold() in _WELSH_VOWELS:
        between = " ac "
    return ", ".join(first) + between + last


def recommendation_words(text: str) -> Inline:
    """Return a recommendation with its verb as a small emphasised word instead of capitals."""
    parts = _VERB.split(text)
    return tuple(
        Run(part.lower(), is_strong=True) if index % 2 else Run(part) for index, part in enumerate(parts) if part
    )


def has_verb(text: str) -> bool:
    """Say whether a recommendation asks for something by one of the customary verbs."""
    return _VERB.search(text) is not None
