"""Where the words of a chart stand, so that none meets a line, a mark or other words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, pi, sin

from kccreport.writers.charting.parts import Bar, Box, Dot, Hand, Ink, Place, Stroke, Words

_GAP = 2.0  # between two names one above the other
_SAMPLE, _SAMPLE_GAP, _ENTRY_GAP = 16.0, 4.0, 12.0  # of a line before its name, and between two names in a row
_WAYS = (90, -90, 60, 120, -60, -120, 30, 150, -30, -150, 180, 0)  # degrees: above a point, below it, beside it
_FARTHEST = 36.0


@dataclass(frozen=True, slots=True)
class Name:
    """What a line is called, and the height at which it ends."""

    text: str
    height: float
    ink: Ink
    is_strong: bool = False


@dataclass(frozen=True, slots=True)
class Taken:
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


def at_the_ends(
    names: Sequence[Name], left: float, room: float, between: tuple[float, float], hand: Hand
) -> list[Words] | None:
    """Return the name of each line where it ends, between two heights, moved apart where two would touch.

    None where all together need more height.
    """
    floor, ceiling = between
    ordered = sorted(names, key=lambda name: name.height)
    lines = [hand.broken(name.text, room, is_strong=name.is_strong) for name in ordered]
    depths = [len(each) * hand.leading for each in lines]
    if sum(depths) + _GAP * (len(depths) - 1) > ceiling - floor:
        return None
    bottoms: list[float] = []
    for name, depth in zip(ordered, depths, strict=True):
        least = bottoms[-1] + depths[len(bottoms) - 1] + _GAP if bottoms else floor
        bottoms.append(max(name.height - depth / 2, least))
    for at in reversed(range(len(bottoms))):
        bottoms[at] = min(bottoms[at], ceiling - depths[at])
        ceiling = bottoms[at] - _GAP
    found: list[Words] = []
    for name, bottom, depth, broken in zip(ordered, bottoms, depths, lines, strict=True):
        for row, part in enumerate(broken):
            y = bottom + depth - (row + 1) * hand.leading + 0.3 * hand.leading
            found.append(hand.words(part, Place(left, y), name.ink, is_strong=name.is_strong))
    return found


@dataclass(frozen=True, slots=True)
class Key:
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
