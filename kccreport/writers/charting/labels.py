"""Where the words of a chart stand, so that none meets a line, a mark or other words."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import cos, pi, sin
from typing import NamedTuple

from kccreport.writers.charting.parts import Bar, Box, Dot, Hand, Ink, Place, Stroke, Words

_GAP = 2.0  # between two names one above the other
_SAMPLE, _SAMPLE_GAP, _ENTRY_GAP = 16.0, 4.0, 12.0  # of a line before its name, and between two names in a row
_WAYS = (90, -90, 60, 120, -60, -120, 30, 150, -30, -150, 180, 0)  # degrees: above a point, below it, beside it
_FARTHEST = 36.0
_NEAR = 0.6  # lines of words: a name so near to its line needs nothing that leads to it


class Name(NamedTuple):
    """What a line is called, and the height at which it ends."""

    text: str
    height: float
    ink: Ink
    is_strong: bool = False


class Taken(NamedTuple):
    """Where no words may stand."""

    strokes: Sequence[Stroke]
    boxes: Sequence[Box]

    def leaves(self, box: Box) -> bool:
        """Say whether a box meets nothing of it."""
        return not any(box.touches(other) for other in self.boxes) and not any(
            box.is_met_by(start, end) for stroke in self.strokes for start, end in pairwise(stroke.places)
        )


def beside(text: str, point: Place, radius: float, hand: Hand, within: Box, taken: Taken) -> Words | None:
    """Return a figure as near to its point as there is room; None where there is none near enough to tell whose it is."""
    wide, high = hand.width(text, True), hand.size
    for step in range(int(_FARTHEST / 3)):
        far = radius + 2.5 + 3 * step
        for degrees in _WAYS:
            across, up = cos(degrees * pi / 180), sin(degrees * pi / 180)
            x = point.x + across * (far + wide / 2)
            middle = point.y + up * (far + high / 2)
            words = hand.words(text, Place(x, middle - 0.26 * high), Ink.RESULT, "middle", is_strong=True)
            box = words.box.grown(1.0)
            fits = within.left <= box.left and box.right <= within.right
            if fits and within.bottom <= box.bottom and box.top <= within.top and taken.leaves(box):
                return words
    return None


class Ends(NamedTuple):
    """The names of lines where these end, and short strokes that lead to those that stand away from their line."""

    words: tuple[Words, ...]
    leaders: tuple[Stroke, ...]


def at_the_ends(
    names: Sequence[Name], edge: float, left: float, room: float, between: tuple[float, float], hand: Hand
) -> Ends | None:
    """Return the name of each line, to the right of the `edge` where it ends, between two heights.

    Names that would touch are moved apart, each as little as can be. None where all together need more height.
    """
    ordered = sorted(names, key=lambda name: name.height)
    lines = [hand.broken(name.text, room, is_strong=name.is_strong) for name in ordered]
    depths = [len(each) * hand.leading + _GAP for each in lines]
    floor, ceiling = between
    if sum(depths) > ceiling - floor:
        return None
    middles = spread([name.height for name in ordered], depths, floor, ceiling)
    words: list[Words] = []
    leaders: list[Stroke] = []
    for name, middle, depth, broken in zip(ordered, middles, depths, lines, strict=True):
        top = middle + (depth - _GAP) / 2
        for row, part in enumerate(broken):
            y = top - (row + 0.7) * hand.leading
            words.append(hand.words(part, Place(left, y), name.ink, is_strong=name.is_strong))
        if abs(middle - name.height) > max((depth - _GAP) / 2, _NEAR * hand.leading):
            leaders.append(Stroke((Place(edge + 0.5, name.height), Place(left - 1.5, middle)), Ink.BASE))
    return Ends(tuple(words), tuple(leaders))


def spread(wanted: Sequence[float], depths: Sequence[float], floor: float, ceiling: float) -> list[float]:
    """Return where the middles of things stand one above the other, each as near to where it is wanted as can be.

    They come lowest first. Those that would touch are put together, about the mean of where they are wanted: the pool of
    adjacent violators (Barlow and others, 1972).
    """
    pools: list[tuple[float, float, list[float]]] = []  # middle, depth, and the depths of what is in it
    for middle, depth in zip(wanted, depths, strict=True):
        pool = (_held(middle, depth, floor, ceiling), depth, [depth])
        while pools and pools[-1][0] + pools[-1][1] / 2 > pool[0] - pool[1] / 2:
            below = pools.pop()
            whole = below[1] + pool[1]
            # of each pool its middle is where its own things are wanted, shifted by the room of the other
            mean = (len(below[2]) * (below[0] + pool[1] / 2) + len(pool[2]) * (pool[0] - below[1] / 2)) / (
                len(below[2]) + len(pool[2])
            )
            pool = (_held(mean, whole, floor, ceiling), whole, [*below[2], *pool[2]])
        pools.append(pool)
    found: list[float] = []
    for middle, whole, inside in pools:
        bottom = middle - whole / 2
        for depth in inside:
            found.append(bottom + depth / 2)
            bottom += depth
    return found


def _held(middle: float, depth: float, floor: float, ceiling: float) -> float:
    return min(max(middle, floor + depth / 2), ceiling - depth / 2)


class Key(NamedTuple):
    """The names of lines in rows above a plot, each after a sample of its line, and how much height they take."""

    strokes: tuple[Stroke, ...]
    words: tuple[Words, ...]
    depth: float


def key(names: Sequence[Name], left: float, right: float, top: float, hand: Hand) -> Key:
    """Return names in rows that fit between two edges, below a height."""
    strokes: list[Stroke] = []
    found: list[Words] = []
    for row, entries in enumerate(_rows(names, right - left, hand)):
        x, y = left, top - (row + 1) * hand.leading + 0.3 * hand.leading
        for name, text, has_sample in entries:
            if has_sample:
                middle = y + 0.3 * hand.size
                strokes.append(Stroke((Place(x, middle), Place(x + _SAMPLE, middle)), name.ink))
            words = hand.words(text, Place(x + _SAMPLE + _SAMPLE_GAP, y), name.ink, is_strong=name.is_strong)
            found.append(words)
            x = words.box.right + _ENTRY_GAP
    rows = len({words.at.y for words in found})
    return Key(tuple(strokes), tuple(found), rows * hand.leading)


def _rows(names: Sequence[Name], width: float, hand: Hand) -> Iterator[list[tuple[Name, str, bool]]]:
    """Yield the entries of each row: name, words, and whether a sample stands before them."""
    row: list[tuple[Name, str, bool]] = []
    used = 0.0
    for name in names:
        before = _SAMPLE + _SAMPLE_GAP
        for at, part in enumerate(hand.broken(name.text, width - before, is_strong=name.is_strong)):
            needed = before + hand.width(part, name.is_strong)
            if row and (at or used + _ENTRY_GAP + needed > width):
                yield row
                row, used = [], 0.0
            used += needed + (_ENTRY_GAP if row else 0.0)
            row.append((name, part, at == 0))
    if row:
        yield row


def cut(stroke: Stroke, boxes: Sequence[Box]) -> Iterator[Stroke]:
    """Yield what is left of a level line where words stand upon it."""
    (start, y), (end, _) = stroke.places[0], stroke.places[-1]
    met = sorted((box.left, box.right) for box in boxes if box.bottom < y < box.top)
    for left, right in met:
        if left > start:
            yield Stroke((Place(start, y), Place(min(left, end), y)), stroke.ink)
        start = max(start, right)
    if start < end:
        yield Stroke((Place(start, y), Place(end, y)), stroke.ink)


def room_of(words: Sequence[Words], dots: Sequence[Dot], bars: Sequence[Bar]) -> list[Box]:
    """Return the boxes of words and marks."""
    return [*(each.box for each in words), *(each.box for each in dots), *(each.box for each in bars)]
