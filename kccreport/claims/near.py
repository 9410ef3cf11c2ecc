"""How near a figure must be to the words that give it: by the places it was written with, and by "about", "just over"."""

from collections.abc import Iterator
from decimal import Decimal

from kccreport.claims.facts import Facts, Point
from kccreport.claims.parts import Hedge, Quantity, Unit
from kccreport.models.measure import published

# points of tolerance, our choice: wide enough that nobody who writes "about" is told off
_ABOUT_PERCENT, _ABOUT_ROUND_PERCENT, _ABOUT_SHARE = Decimal("2"), Decimal("3"), Decimal("5")
_WIDER = Decimal("1.5")  # on the side that "just over" names
_PLAIN_SHARE = Decimal("4.5")
_ABOUT_COUNT = Decimal("0.06")
_SIZES = 3
# units that a bare number may be of; "56" of so many per 10,000 is not said beside "1,745 children"
_COUNTED = frozenset({"number", "000s", "£000s", "£m", "£", ""})


def fits(quantity: Quantity, facts: Facts) -> bool:
    """Say whether a quantity is of the indicator's kind: percent for a percentage, a count for a number, days for days."""
    if facts.is_percentage:
        return quantity.unit in (Unit.PERCENT, Unit.SHARE)
    name = facts.unit.name.casefold()
    if quantity.unit is Unit.MONEY:
        return name.startswith("£")
    if quantity.unit is Unit.CLOCK:
        return bool(facts.unit.clock)
    if quantity.unit is Unit.DURATION:
        return bool(quantity.noun) and name.startswith(quantity.noun.rstrip("s"))
    if quantity.unit is not Unit.PLAIN:
        return False
    return (
        name in _COUNTED
        or facts.unit.power > 0
        or (not quantity.noun and facts.latest is not None and _is_like(quantity.value, facts.latest.value))
    )


def _is_like(one: Decimal, other: Decimal) -> bool:
    """Say whether two figures are of a size, so that both may be rates and neither the count behind one."""
    return other / _SIZES <= one <= other * _SIZES


def is_value(quantity: Quantity, point: Point, facts: Facts, *, complement: bool = False) -> bool:
    """Say whether a quantity may be said of a point; with `complement` of what is left of a hundred percent."""
    for value in _readings(point, facts):
        shown = 100 - value if complement else value
        if is_near(quantity, shown):
            return True
    return False


def scales(facts: Facts) -> tuple[int, ...]:
    """Return by what a figure held may be multiplied in a sentence: 28,907 of £000s is also 28,907,000."""
    return (1, 10**facts.unit.power) if facts.unit.power else (1,)


def _readings(point: Point, facts: Facts) -> Iterator[Decimal]:
    for scale in scales(facts):
        yield point.value * scale
        yield point.full * scale


def is_near(quantity: Quantity, value: Decimal) -> bool:
    """Say whether a value is what a quantity says, hedges and rounding allowed for."""
    said = quantity.value
    half = Decimal(5).scaleb(-quantity.places - 1)
    if quantity.high is not None:
        return said - half <= value <= quantity.high + half
    match quantity.hedge:
        case Hedge.EXACT:
            return _exactly(quantity, value, half)
        case Hedge.ABOUT:
            return abs(value - said) <= _about(quantity)
        case Hedge.JUST_OVER:
            return said - half <= value <= said + _WIDER * _about(quantity) or _exactly(quantity, value, half)
        case Hedge.JUST_UNDER:
            return said - _WIDER * _about(quantity) <= value <= said + half or _exactly(quantity, value, half)
        case Hedge.OVER:
            return value > said
        case Hedge.UNDER:
            return value < said
        case Hedge.AT_LEAST:
            return value >= said - half
        case _:
            return value <= said + half


def _exactly(quantity: Quantity, value: Decimal, half: Decimal) -> bool:
    if quantity.unit is Unit.CLOCK:
        return abs(value - quantity.value) < quantity.step
    if quantity.unit is Unit.SHARE:
        return abs(value - quantity.value) <= _PLAIN_SHARE
    if quantity.is_rounded:
        return abs(value - quantity.value) <= quantity.value / 20
    if (
        quantity.unit in (Unit.PLAIN, Unit.MONEY)
        and not quantity.places
        and quantity.value >= 1000
        and quantity.value % 100 == 0
    ):
        step = Decimal(10) ** (len(str(int(quantity.value))) - len(str(int(quantity.value)).rstrip("0")))
        return abs(value - quantity.value) <= step / 2
    return published(value, quantity.places) == quantity.value


def _about(quantity: Quantity) -> Decimal:
    if quantity.unit is Unit.SHARE:
        return _ABOUT_SHARE
    if quantity.unit in (Unit.PERCENT, Unit.POINTS):
        wide = quantity.value % 5 == 0
        return min(_ABOUT_ROUND_PERCENT if wide else _ABOUT_PERCENT, max(quantity.value / 2, Decimal("0.5")))
    return max(abs(quantity.value) * _ABOUT_COUNT, Decimal(1))


def is_change(quantity: Quantity, earlier: Point, later: Point, facts: Facts) -> bool | None:
    """Say whether a quantity may be said of the change from one point to another; None where it is of another kind.

    "4 points" is a difference of percentages; "4%" a share of the earlier figure, or of percentages points as well.
    """
    differences = {abs(later.value - earlier.value), abs(later.full - earlier.full)}
    bases = [(later.value, earlier.value), (later.full, earlier.full)]
    if quantity.unit is Unit.TIMES:
        return any(before and _ratio(quantity, now / before) for now, before in bases)
    if quantity.unit in (Unit.PERCENT, Unit.SHARE):
        shares = {abs(now - before) * 100 / abs(before) for now, before in bases if before}
        shares |= differences if facts.is_percentage and quantity.unit is Unit.PERCENT else set()
        slack = (
            Decimal("0.6")
            if quantity.unit is Unit.PERCENT and quantity.hedge is Hedge.EXACT and not quantity.places
            else 0
        )
        return any(is_near(quantity, share) or abs(share - quantity.value) <= slack for share in shares)
    if quantity.unit is Unit.POINTS:
        return any(is_near(quantity, each) for each in differences) if facts.is_percentage else None
    if facts.is_percentage:
        return None
    scaled = {each * scale for each in differences for scale in scales(facts)}
    if quantity.unit in (Unit.DURATION, Unit.CLOCK) and not fits(quantity, facts):
        return None
    return any(is_near(quantity, each) for each in scaled)


def _ratio(quantity: Quantity, ratio: Decimal) -> bool:
    said = quantity.value
    match quantity.hedge:
        case Hedge.OVER | Hedge.AT_LEAST:
            return ratio >= said * Decimal("0.98")
        case Hedge.UNDER | Hedge.AT_MOST:
            return ratio <= said * Decimal("1.02")
        case Hedge.JUST_UNDER:
            return said * Decimal("0.8") <= ratio <= said * Decimal("1.02")
        case Hedge.JUST_OVER:
            return said * Decimal("0.98") <= ratio <= said * Decimal("1.25")
        case _:
            return said * Decimal("0.85") <= ratio <= said * Decimal("1.2")
