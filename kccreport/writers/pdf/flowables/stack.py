"""Flowables one below the other in a column, as far as they fit, by the rules that a page is broken by."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from kccreport.writers.pdf.flowables.text import TextFlow

_HAIR = 0.01  # points that a sum of lengths may be out by


class Placed(NamedTuple):
    """A flowable at its place: how far right and how far down its upper left corner is, and its size."""

    flowable: Any
    x: float
    top: float
    width: float
    height: float


class Stack(NamedTuple):
    """A column: what stands in it, how high that is, and what had no room."""

    placed: tuple[Placed, ...]
    height: float
    rest: tuple[Any, ...]


def leads(flowable: Any) -> bool:
    """True for headings, and for paragraphs that introduce what follows."""
    return isinstance(flowable, TextFlow) and flowable.leads


def stacked(flowables: Sequence[Any], width: float, room: float, *, x: float = 0.0, top: float = 0.0) -> Stack:
    """Put flowables into a column of a width and of so much room; nothing is above the first, and a heading never ends it."""
    placed: list[Placed] = []
    y = after = 0.0
    for at, flowable in enumerate(flowables):
        gap = max(after, flowable.getSpaceBefore()) if placed else 0.0
        height = flowable.wrap(width, room - y - gap)[1]
        if y + gap + height + _led(flowables, at, width) > room + _HAIR:
            parts = [] if leads(flowable) else flowable.split(width, room - y - gap)
            rest = (parts[1], *flowables[at + 1 :]) if len(parts) == 2 else tuple(flowables[at:])
            if len(parts) == 2:
                height = parts[0].wrap(width, room)[1]
                placed.append(Placed(parts[0], x, top + y + gap, width, height))
                y += gap + height
            return Stack(tuple(placed), y, rest)
        placed.append(Placed(flowable, x, top + y + gap, width, height))
        y, after = y + gap + height, flowable.getSpaceAfter()
    return Stack(tuple(placed), y, ())


def _led(flowables: Sequence[Any], at: int, width: float) -> float:
    """Return how much of what follows must stand below a heading; 0 for anything else."""
    needed = 0.0
    while leads(flowables[at]) and at + 1 < len(flowables):
        after, follower = flowables[at].getSpaceAfter(), flowables[at + 1]
        needed += max(after, follower.getSpaceBefore())
        needed += follower.wrap(width, 0)[1] if leads(follower) else follower.least_height(width)
        at += 1
    return needed


def in_columns(flowables: Sequence[Any], width: float, gutter: float, count: int, room: float, *, top: float) -> Stack:
    """Put flowables into columns side by side, as level as they can be; in full ones where they do not fit."""
    each = (width - (count - 1) * gutter) / count

    def filled(depth: float) -> Stack:
        placed: list[Placed] = []
        rest, height = tuple(flowables), 0.0
        for column in range(count):
            stack = stacked(rest, each, depth, x=column * (each + gutter), top=top)
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
