"""The axis of a chart: round ticks of one precision, which hold every value, and how they are written."""

from collections.abc import Iterable, Iterator
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from kccreport.ground.pattern import pattern
from kccreport.language import say
from kccreport.models.measure import Unit, Writing, clock_words, own_decimals

Ticks = tuple[tuple[Decimal, str], ...]

_MOST_STEPS = 6  # gridlines: four to six are enough to read a value by
_CLOSE = Decimal("0.2")  # of a step: a line so near to the foot would be taken for it
_STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
_CLOCK_STEPS = tuple(map(Decimal, (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600)))  # of seconds or minutes
_NO_COUNT = pattern(
    r"\b(per|rate|ratio|index|average|mean|point|year|month|week|day|hour|hr|minute|min|second|sec)s?\b"
)
_MILLION, _THOUSAND_MILLION = Decimal(10**6), Decimal(10**9)


def axis(values: Iterable[Decimal], unit: Unit, *, from_nought: bool) -> Ticks:
    """Return the ticks that hold some values, at least one, each with its words, lowest first.

    With `from_nought` the axis starts there. Otherwise it does unless all values lie in its upper half; and then there is
    one more tick below where a line would run along a foot that is not nought, or close to it.
    """
    found = list(values)
    low, high = min(found), max(found)
    if from_nought:
        low, high = min(low, Decimal(0)), max(high, Decimal(0))
    finest = max(map(own_decimals, found))
    ticks = axis_ticks(low, high, decimals=finest, is_clock=unit.writing is Writing.CLOCK)
    step = ticks[1] - ticks[0]
    if ticks[0] > 0 and low - ticks[0] < step * _CLOSE:
        ticks = [ticks[0] - step, *ticks]
    return tuple(zip(ticks, tick_words(ticks, unit), strict=True))


def starts_at_nought(unit: Unit) -> bool:
    """Say whether figures of a unit are counts, or sums of money, whose chart from anywhere else would mislead.

    Shares, rates, times, ranks, scores and ratios are none.
    """
    return unit.writing is Writing.PLAIN and not _NO_COUNT.search(unit.name.casefold())


def axis_ticks(lowest: Decimal, highest: Decimal, *, decimals: int = 6, is_clock: bool = False) -> list[Decimal]:
    """Return round values, evenly spaced, from at or below the lowest to at or above the highest.

    The axis starts at nought unless all values lie in its upper half, where a chart from nought would show a flat line.
    No step is finer than so many decimals.

    >>> [str(tick) for tick in axis_ticks(Decimal(78), Decimal(90))]
    ['78', '80', '82', '84', '86', '88', '90']
    """
    if lowest >= 0 and lowest < highest / 2:
        lowest = Decimal(0)
    elif highest <= 0 and highest > lowest / 2:
        highest = Decimal(0)
    span = highest - lowest or abs(highest) or Decimal(1)
    step = next(step for step in _steps(span, decimals, is_clock=is_clock) if span / step <= _MOST_STEPS)
    first = (lowest / step).to_integral_value(ROUND_FLOOR)
    last = (highest / step).to_integral_value(ROUND_CEILING)
    if last == first:
        last += 1
    return [step * number for number in range(int(first), int(last) + 1)]


def _steps(span: Decimal, decimals: int, *, is_clock: bool) -> Iterator[Decimal]:
    """Yield round steps, growing; a quarter only of tens, since 2.5 beside 5 would be of two precisions."""
    if is_clock:
        yield from _CLOCK_STEPS
    least = Decimal(1).scaleb(-decimals)
    magnitude = max(Decimal(1).scaleb((span / _MOST_STEPS).adjusted()), least)
    while True:
        for step in _STEPS:
            if step != _STEPS[2] or magnitude >= 10:
                yield step * magnitude
        magnitude *= 10


def tick_words(ticks: Iterable[Decimal], unit: Unit) -> list[str]:
    """Return the values of an axis as they are written, all with as many decimals; of millions in millions.

    >>> tick_words([Decimal(0), Decimal("2.5"), Decimal(5)], Unit(name="%"))
    ['0.0%', '2.5%', '5.0%']
    >>> tick_words([Decimal(0), Decimal(500_000), Decimal(1_000_000)], Unit(name="£"))
    ['£0.0m', '£0.5m', '£1.0m']
    """
    found = list(ticks)
    if unit.writing is Writing.CLOCK:
        return [clock_words(tick, unit.clock) for tick in found]
    highest = max(map(abs, found)) if unit.writing is Writing.PLAIN else Decimal(0)
    scale = next((each for each in (_THOUSAND_MILLION, _MILLION) if highest >= each), Decimal(1))
    scaled = [tick / scale for tick in found]
    decimals = max(map(own_decimals, scaled))
    return [_written(f"{abs(tick):,.{decimals}f}", unit, scale, is_negative=tick < 0) for tick in scaled]


def _written(figure: str, unit: Unit, scale: Decimal, *, is_negative: bool) -> str:
    if scale == _MILLION:
        figure = say("{figure}m", figure=figure)
    elif scale == _THOUSAND_MILLION:
        figure = say("{figure}bn", figure=figure)
    if unit.writing is Writing.PERCENTAGE:
        figure += "%"
    elif unit.writing is Writing.RATIO:
        figure = unit.ratio.replace("n", figure)
    elif unit.name == "£":
        figure = f"£{figure}"
    return f"-{figure}" if is_negative else figure
