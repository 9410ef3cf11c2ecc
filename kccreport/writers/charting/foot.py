"""What stands below a chart's axis: the shapes of ratings, the periods, and their years."""

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from kccreport.paper.blocks import Chart
from kccreport.writers.charting.parts import Badge, Hand, Ink, Place, Stroke, Words
from kccreport.writers.charting.sides import Sides

_MOST_LINES = 3
_WORDS_GAP = 3.0  # between two labels beside each other
_BADGE_ACROSS, _BADGE_UP = 0.72, 0.56  # half of a badge, of the size of letters
_BADGE_GAP = 3.0


class Foot(NamedTuple):
    """What stands below the axis, whose height is `top`; periods and years are below `labels_top`."""

    top: float
    labels_top: float
    badges: tuple[Badge, ...]
    words: tuple[Words, ...]
    strokes: tuple[Stroke, ...]


def foot(chart: Chart, edges: Sides, hand: Hand) -> Foot:
    """Return the shapes of ratings in a strip, below it the label of each period that has room, and below that the years."""
    has_years = all(point.year and point.short for point in chart.points)
    labels = [point.short if has_years else point.label for point in chart.points]
    slots = list(edges.slots(len(labels)))
    middles = [left + room / 2 for left, room in slots]
    shown = _period_words(labels, middles, edges, hand)
    below = max(map(len, shown)) * hand.leading + (hand.leading if has_years else 0.0)
    top = below + _strip_depth(chart, hand) + 0.3 * hand.leading
    marks, badges = _strip(chart, middles, top - _BADGE_GAP - _BADGE_UP * hand.size, slots[0][1], hand)
    words = [
        hand.words(line.text, Place(line.at.x, line.at.y + below), anchor="middle") for lines in shown for line in lines
    ]
    names, strokes = _years(chart, edges, hand) if has_years else ([], ())
    return Foot(top, below, tuple(badges), (*words, *marks, *names), strokes)


def _strip_depth(chart: Chart, hand: Hand) -> float:
    has_strip = chart.is_rated or any(point.mark for point in chart.points)
    return 2 * _BADGE_UP * hand.size + 2 * _BADGE_GAP if has_strip else 0.0


def _period_words(labels: Sequence[str], middles: Sequence[float], edges: Sides, hand: Hand) -> list[list[Words]]:
    """Return the lines of each label that is shown, from nought down, centred below its point, or moved in at an edge.

    Where there is little room every second, third … is shown, counted from the last.
    """
    room = (edges.right - edges.left) / len(labels)
    last = len(labels) - 1
    widest = [max((hand.width(word, False) for word in label.split()), default=0.0) for label in labels]
    for step in range(1, len(labels) + 1):
        if step <= last and max(widest[last % step :: step]) > room * step - _WORDS_GAP:
            continue
        shown = [at for at in range(len(labels)) if (last - at) % step == 0]
        words = [
            _lines(
                labels[at], middles[at], max(room * step, edges.width - edges.left if step > last else 0), edges, hand
            )
            for at in shown
        ]
        if step > last or _is_clear(words, [labels[at] for at in shown]):
            return words
    return []


def _lines(label: str, middle: float, room: float, edges: Sides, hand: Hand) -> list[Words]:
    found = []
    for row, part in enumerate(hand.broken(label, room - _WORDS_GAP)):
        half = hand.width(part, False) / 2
        x = max(min(middle, edges.width - half), half)
        found.append(hand.words(part, Place(x, -(row + 0.7) * hand.leading), anchor="middle"))
    return found


def _is_clear(words: Sequence[Sequence[Words]], labels: Sequence[str]) -> bool:
    """Say whether labels stand clear of one another, in few lines and without a broken word."""
    if any(
        len(lines) > _MOST_LINES or [word for line in lines for word in line.text.split()] != label.split()
        for lines, label in zip(words, labels, strict=True)
    ):
        return False
    right = [max(line.box.right for line in lines) for lines in words]
    left = [min(line.box.left for line in lines) for lines in words]
    return all(after - before >= _WORDS_GAP for before, after in zip(right, left[1:], strict=False))


def _strip(
    chart: Chart, middles: Sequence[float], height: float, room: float, hand: Hand
) -> tuple[list[Words], list[Badge]]:
    """Return the shape of each result's rating, and the codes of figures withheld that have room."""
    across, up = min(_BADGE_ACROSS * hand.size, room / 2 - 0.5), _BADGE_UP * hand.size
    half = Place(across, min(up, across))
    words, badges = [], []
    for x, point in zip(middles, chart.points, strict=True):
        if point.mark:
            mark = hand.words(point.mark, Place(x, height - 0.26 * hand.size), anchor="middle")
            if mark.box.right - mark.box.left < room:
                words.append(mark)
        elif chart.shows_rating(point):
            badges.append(Badge(Place(x, height), half, point.rating))
    return words, badges


def _years(chart: Chart, edges: Sides, hand: Hand) -> tuple[list[Words], tuple[Stroke, ...]]:
    """Return each year below its periods, and a short stroke between two."""
    words, strokes, at = [], [], 0
    room = (edges.right - edges.left) / len(chart.points)
    for year, run in groupby(point.year for point in chart.points):
        count = len(list(run))
        left = edges.left + at * room
        if at:
            strokes.append(Stroke((Place(left, 0.1 * hand.leading), Place(left, hand.leading)), Ink.BASE))
        if hand.width(year, False) + 2 * _WORDS_GAP <= count * room:
            words.append(hand.words(year, Place(left + count * room / 2, 0.3 * hand.leading), anchor="middle"))
        at += count
    return words, tuple(strokes)
