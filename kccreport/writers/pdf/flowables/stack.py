"""Flowables one below the other in a column, as far as they fit, by the rules that a page is broken by."""

from collections.abc import Sequence
from typing import Any

from msgspec import Struct

from kccreport.writers.pdf.flowables.measured import Measured

_HAIR = 0.01  # points that a sum of lengths may be out by


class Placed(Struct, frozen=True):
    """A flowable at its place: how far right and how far down its upper left corner is, and its size."""

    flowable: Measured
    x: float
    top: float
    width: float
    height: float


class Stack(Struct, frozen=True):
    """A column: what stands in it, how high that is, and what had no room."""

    placed: tuple[Placed, ...]
    height: float
    rest: tuple[Any, ...]


def leads(flowable: Any) -> bool:
    """True for headings, and for paragraphs that introduce what follows."""
    return isinstance(flowable, Measured) and flowable.leads


def stacked(
    flowables: Sequence[Measured], width: float, room: float, *, x: float = 0.0, top: float = 0.0, tears: bool = False
) -> Stack:
    """Put flowables into a column of a width and of so much room; nothing is above the first, and a heading never ends it.

    A short paragraph goes on in the next column only where it `tears`: where that one stands right beside this.
    """
    placed: list[Placed] = []
    y = after = 0.0
    for at, flowable in enumerate(flowables):
        taken = flowable.extent(width)
        gap = max(after, taken.before) if placed else 0.0
        start = y + gap
        needed = start + taken.height + (_led(flowables, at, width, tears=tears) if taken.leads else 0.0)
        if needed > room + _HAIR:
            part = flowable.tear if tears else flowable.split
            parts: list[Any] = [] if taken.leads else part(width, room - y - gap)
            if len(parts) != 2:
                return Stack(tuple(placed), y, tuple(flowables[at:]))
            height = parts[0].extent(width).height
            placed.append(Placed(parts[0], x, top + start, width, height))
            return Stack(tuple(placed), start + height, (parts[1], *flowables[at + 1 :]))
        placed.append(Placed(flowable, x, top + start, width, taken.height))
        y, after = start + taken.height, taken.after
    return Stack(tuple(placed), y, ())


def _led(flowables: Sequence[Measured], at: int, width: float, *, tears: bool) -> float:
    """Return how much of what follows a heading must stand below it."""
    needed, heading = 0.0, flowables[at].extent(width)
    for flowable in flowables[at + 1 :]:
        follower = flowable.extent(width)
        needed += max(heading.after, follower.before)
        if not follower.leads:
            return needed + (flowable.least_torn(width) if tears else follower.least)
        needed += follower.height
        heading = follower
    return needed


def in_columns(
    flowables: Sequence[Measured], width: float, gutter: float, count: int, room: float, *, top: float
) -> Stack:
    """Put flowables into columns side by side, as level as they can be; in full ones where they do not fit."""
    each = (width - (count - 1) * gutter) / count

    def filled(depth: float) -> Stack:
        placed: list[Placed] = []
        rest, height = tuple(flowables), 0.0
        for column in range(count):
            stack = stacked(rest, each, depth, x=column * (each + gutter), top=top, tears=column < count - 1)
            placed.extend(stack.placed)
            rest, height = stack.rest, max(height, stack.height)
        return Stack(tuple(placed), height, rest)

    if count == 1:
        return filled(room)
    depth = min(stacked(flowables, each, 10_000).height / count, room)
    while depth < room:
        found = filled(depth)
        if not found.rest:
            return found
        depth += _STEP
    return filled(room)


_STEP = 8.5  # points: half a line of the body
