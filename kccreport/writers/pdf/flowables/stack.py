"""Flowables one below the other in a column, as far as they fit, by the rules that a page is broken by."""

from collections.abc import Sequence
from enum import IntEnum
from typing import Any

from msgspec import Struct

from kccreport.writers.pdf.flowables.measured import Measured

_HAIR = 0.01  # points that a sum of lengths may be out by
_ITEMS = 2  # of a list that stay together at either side of a break


class Placed(Struct, frozen=True):
    """A flowable at its place: how far right and how far down its upper left corner is, and its size."""

    flowable: Measured
    x: float
    top: float
    width: float
    height: float


class Stack(Struct, frozen=True):
    """A column: what stands in it, how high that is, and what had no room; `tears` what had better be whole, if it must."""

    placed: tuple[Placed, ...]
    height: float
    rest: tuple[Any, ...]
    tears: bool = False


class Ending(IntEnum):
    """How a column may end, the best way first: with short paragraphs and lists whole, lists anywhere, or anywhere."""

    WHOLE = 0
    IN_LIST = 1
    TORN = 2


def leads(flowable: Any) -> bool:
    """True for headings, and for paragraphs that introduce what follows."""
    return isinstance(flowable, Measured) and flowable.leads


def stacked(
    flowables: Sequence[Measured],
    width: float,
    room: float,
    *,
    x: float = 0.0,
    top: float = 0.0,
    ending: Ending = Ending.IN_LIST,
) -> Stack:
    """Put flowables into a column of a width and of so much room; nothing is above the first, and a heading never ends it.

    A short paragraph goes on in the next column only where it may be torn: where that one stands right beside this. A list
    that is whole leaves two of its items or more at either side, or goes over with what introduces it.
    """
    placed: list[Placed] = []
    tears = ending is Ending.TORN
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
                end = _end(flowables, at) if ending is Ending.WHOLE else at
                height = placed[end - 1].top + placed[end - 1].height - top if end < at else y
                return Stack(tuple(placed[:end]), height, tuple(flowables[end:]))
            height = parts[0].extent(width).height
            placed.append(Placed(parts[0], x, top + start, width, height))
            return Stack(tuple(placed), start + height, (parts[1], *flowables[at + 1 :]))
        placed.append(Placed(flowable, x, top + start, width, taken.height))
        y, after = start + taken.height, taken.after
    return Stack(tuple(placed), y, ())


def _end(flowables: Sequence[Measured], at: int) -> int:
    """Return where a column ends that could end before `at`: earlier where one item of a list would stand alone, or words
    that introduce something would end it. That may leave the column empty.
    """
    end = _end_in_list(flowables, at)
    while end and (flowables[end - 1].leads or flowables[end - 1].introduces):
        end -= 1
    return end


def _end_in_list(flowables: Sequence[Measured], at: int) -> int:
    """Return the last place, not behind another, that leaves a list whole or two of its items or more at either side."""
    whole = flowables[at].list_of
    if whole is None or not at or flowables[at - 1].list_of is not whole:
        return at
    first, last = at, at
    while first and flowables[first - 1].list_of is whole:
        first -= 1
    while last < len(flowables) and flowables[last].list_of is whole:
        last += 1
    at = min(at, last - _ITEMS)
    return at if at - first >= _ITEMS else first


def _led(flowables: Sequence[Measured], at: int, width: float, *, tears: bool) -> float:
    """Return how much of what follows a heading must stand below it."""
    if at + 1 == len(flowables):
        return 0.0
    heading, follower = flowables[at], flowables[at + 1]
    found = heading.led.get((width, follower, tears))
    if found is None:
        taken = follower.extent(width)
        found = max(heading.extent(width).after, taken.before)
        if taken.leads:
            found += taken.height + _led(flowables, at + 1, width, tears=tears)
        else:
            found += follower.least_torn(width) if tears else taken.least
        heading.led[width, follower, tears] = found
    return found


def in_columns(
    flowables: Sequence[Measured],
    width: float,
    gutter: float,
    count: int,
    room: float,
    *,
    top: float,
    slack: float = 10_000.0,
) -> Stack:
    """Put flowables into columns side by side, as level as they can be; in full ones where they do not fit.

    The columns end as well as they can, where that makes them no more than so much `slack` higher.
    """
    each = (width - (count - 1) * gutter) / count

    def filled(depth: float, ending: Ending) -> Stack:
        placed: list[Placed] = []
        rest, height = tuple(flowables), 0.0
        for column in range(count):
            here = ending if column < count - 1 else Ending.IN_LIST
            stack = stacked(rest, each, depth, x=column * (each + gutter), top=top, ending=here)
            placed.extend(stack.placed)
            rest, height = stack.rest, max(height, stack.height)
        return Stack(tuple(placed), height, rest, tears=ending is not Ending.WHOLE)

    if count == 1:
        return filled(room, Ending.IN_LIST)
    fullest = filled(room, Ending.TORN)
    if fullest.rest:
        return fullest
    least = min(stacked(flowables, each, 10_000).height / count, room)

    def level(ending: Ending, most: float) -> Stack | None:
        depth = least
        while depth < most:
            found = filled(depth, ending)
            if not found.rest and found.placed[0].x == 0.0:  # the first column has something in it
                return found
            depth += _STEP
        return None

    torn = level(Ending.TORN, room) or fullest
    most = min(room, torn.height + slack)
    return level(Ending.WHOLE, most) or level(Ending.IN_LIST, most) or torn


_STEP = 8.5  # points: half a line of the body
