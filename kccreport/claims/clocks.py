"""Durations of an indicator in mm:ss or h:mm, as its figures are held: "08:26" and "8 minutes 26 seconds" are 506."""

from decimal import Decimal

from kccreport.claims.parts import Quantity, Unit

_SECONDS = {"second": 1, "minute": 60, "hour": 3600}


def read_clock(text: str) -> Decimal:
    """Return a time with colons in the smallest of its parts.

    >>> read_clock("08:26"), read_clock("1:00:05")
    (Decimal('506'), Decimal('3605'))
    """
    total = 0
    for part in text.split(":"):
        total = 60 * total + int(part)
    return Decimal(total)


def as_held(quantity: Quantity, clock: str) -> Quantity:
    """Return a duration as an indicator's figures are held, for one whose clock that is; any other quantity as it is.

    `step` is the smallest part that was said: 60 for so many minutes of an indicator in mm:ss.
    """
    if not clock:
        return quantity
    if quantity.unit is Unit.CLOCK:
        is_alike = quantity.noun.count(":") == clock.count(":")
        return quantity._replace(noun="") if is_alike else quantity._replace(unit=Unit.DURATION, noun="")
    seconds = _SECONDS.get(quantity.noun.removesuffix("s"))
    if quantity.unit is not Unit.DURATION or seconds is None:
        return quantity
    held = Decimal(seconds) / (1 if clock.endswith("ss") else 60)
    high = None if quantity.high is None else quantity.high * held
    step = max(held.scaleb(-quantity.places), Decimal(1))
    return quantity._replace(value=quantity.value * held, high=high, unit=Unit.CLOCK, noun="", places=0, step=step)
