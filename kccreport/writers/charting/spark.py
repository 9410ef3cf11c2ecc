"""A series as a small line: one geometry for paper and screen."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple

from kccreport.writers.charting.parts import Place


class Spark(NamedTuple):
    """Lines, open where a value is missing, and the place of the last value; a value alone between gaps is a `lone` one."""

    lines: tuple[tuple[Place, ...], ...]
    lone: tuple[Place, ...]
    last: Place | None


def spark(values: Sequence[Decimal | None], width: float, height: float) -> Spark:
    """Return a series within a width and a height, from its lowest to its highest value, y pointing up.

    All are half-way up where they are equal. Values stand as far apart as their periods, the last at the end.
    """
    known = [value for value in values if value is not None]
    low, spread = min(known, default=Decimal(0)), max(known, default=Decimal(0)) - min(known, default=Decimal(0))
    step = width / max(len(values) - 1, 1)
    places = [
        None if value is None else Place(at * step, height * (float((value - low) / spread) if spread else 0.5))
        for at, value in enumerate(values)
    ]
    runs = [
        tuple(place for place in run if place is not None)
        for is_open, run in groupby(places, key=lambda place: place is None)
        if not is_open
    ]
    last = next((place for place in reversed(places) if place is not None), None)
    return Spark(
        tuple(run for run in runs if len(run) > 1),
        tuple(run[0] for run in runs if len(run) == 1 and run[0] != last),
        last,
    )
