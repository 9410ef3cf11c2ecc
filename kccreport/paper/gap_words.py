"""How far a result is from its target, in words that fit its unit: "6 points short", "2 days over", "£20 thousand short"."""

from collections.abc import Callable
from decimal import Decimal

from kccreport.language import say, say_many
from kccreport.models.indicator import Kpi
from kccreport.models.measure import Polarity, Unit, Writing, published
from kccreport.models.rag import Rag
from kccreport.models.schemes.quartile import Quartile
from kccreport.models.schemes.thresholds import Thresholds
from kccreport.paper.wording import bar_words, latest_words, rating_words, target_words
from kccreport.rating.rated import RatedKpi

_NO_TARGET = ("no target", "none", "n/a")


def standing_in_short(each: RatedKpi) -> str:
    """Return a KPI's latest result beside its target, such as "89%, target 95%, 6 points short"; "" without a result."""
    kpi = each.kpi
    if kpi.latest is None:
        return ""
    words, gap, target = latest_words(kpi), gap_words(each), target_words(kpi, kpi.latest_period)
    if kpi.target_for(kpi.latest_period) is not None or kpi.target_words.casefold() not in _NO_TARGET:
        words = say("{result}, target {target}", result=words, target=target)
    return f"{words}, {gap}" if gap else words


def gap_words(each: RatedKpi) -> str:
    """Return by how much the latest result, as printed, misses what it is rated by; "" where nothing can be said.

    That is the target; where figures of its own decide, and the target is none, the one from which it would be Green.
    A result that is good enough says so, since a rating may be set by hand.
    """
    kpi = each.kpi
    if kpi.latest is None or kpi.latest.value is None or kpi.polarity is None or kpi.suspension is not None:
        return ""
    result = published(kpi.latest.value, kpi.decimals)
    target = kpi.target_for(kpi.latest_period)
    if target is not None and not kpi.meets(result, target):
        if result == target:
            return say("no better than the target, which must be beaten")
        return missed_by(abs(result - target), kpi)
    if target is not None and kpi.scheme.looks_at_target:
        return say("target met")
    bar = _green_from(kpi)
    if bar is None or kpi.polarity.meets(result, bar):
        return "" if target is None else say("target met")
    gap, rating = missed_by(abs(result - bar), kpi), rating_words(Rag.GREEN, kpi.ratings)
    return say("{gap}; {rating} begins at {bar}", gap=gap, rating=rating, bar=bar_words(bar, kpi))


def _green_from(kpi: Kpi) -> Decimal | None:
    """Return the figure from which a KPI is Green, where figures of its own decide; None where there is none."""
    match kpi.scheme:
        case Thresholds():
            return next((each.bar for each in kpi.scheme.thresholds if each.rating is Rag.GREEN), None)
        case Quartile():
            return kpi.scheme.top
        case _:
            return None


def missed_by(amount: Decimal, kpi: Kpi) -> str:
    """Return by how much a target is missed: short of it where higher is better, over it where lower is.

    A rank is never over its target: it is so many places short of it.
    """
    difference = difference_words(amount, kpi.unit)
    if kpi.polarity is Polarity.HIGHER or kpi.unit.writing is Writing.RANK:
        return say("{difference} short", difference=difference)
    return say("{difference} over", difference=difference)


def difference_words(amount: Decimal, unit: Unit) -> str:
    """Return a difference of two figures with what it is of: percentages differ by points, ranks by places."""
    number = f"{amount.normalize():,f}"
    match unit.writing:
        case Writing.PERCENTAGE:
            return _many(_NAMED["points"], amount)
        case Writing.RANK:
            return _many(_NAMED["places"], amount)
        case Writing.CLOCK:
            return _time_words(amount, unit)
        case Writing.RATIO | Writing.SCORE:
            return number
        case Writing.PLAIN:
            return _plain_words(amount, number, unit)


def _plain_words(amount: Decimal, number: str, unit: Unit) -> str:
    name = " ".join(unit.name.casefold().split())
    if name == "number" or not name or name.startswith("per "):
        return number
    is_money = name.startswith("£")
    if unit.power or name == "£":
        scaled = {
            0: "{number}", 3: say("{number} thousand"), 6: say("{number} million"), 9: say("{number} billion"),
        }[unit.power].format(number=number)  # fmt: skip
        return f"£{scaled}" if is_money else scaled
    known = _NAMED.get(name) or _NAMED.get(name + "s")
    return _many(known, amount) if known else f"{number} {unit.name}"


def _time_words(amount: Decimal, unit: Unit) -> str:
    """Return a difference held in the smallest part of a clock, such as "3 minutes 35 seconds"."""
    parts = {"h": _NAMED["hours"], "m": _NAMED["minutes"], "s": _NAMED["seconds"]}
    faces = [parts[face[0]] for face in unit.clock.split(":")]
    left = int(published(amount, 0))
    words: list[str] = []
    for at, say_part in enumerate(reversed(faces)):
        left, part = divmod(left, 60) if at < len(faces) - 1 else (0, left)
        if part:
            words.insert(0, _many(say_part, Decimal(part)))
    return " ".join(words) or _many(faces[-1], Decimal(0))


Counted = Callable[[int, str], str]


def _many(say_it: Counted, amount: Decimal) -> str:
    """Return a number with its noun; a number with decimals takes the noun of several."""
    whole = int(amount) if amount == amount.to_integral_value() else 2
    return say_it(whole, f"{amount.normalize():,f}")


_NAMED: dict[str, Counted] = {
    "points": lambda count, number: say_many("{number} point", "{number} points", count, number=number),
    "places": lambda count, number: say_many("{number} place", "{number} places", count, number=number),
    "seconds": lambda count, number: say_many("{number} second", "{number} seconds", count, number=number),
    "minutes": lambda count, number: say_many("{number} minute", "{number} minutes", count, number=number),
    "hours": lambda count, number: say_many("{number} hour", "{number} hours", count, number=number),
    "days": lambda count, number: say_many("{number} day", "{number} days", count, number=number),
    "working days": lambda count, number: say_many(
        "{number} working day", "{number} working days", count, number=number
    ),
    "weeks": lambda count, number: say_many("{number} week", "{number} weeks", count, number=number),
    "months": lambda count, number: say_many("{number} month", "{number} months", count, number=number),
    "years": lambda count, number: say_many("{number} year", "{number} years", count, number=number),
}
