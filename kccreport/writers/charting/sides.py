"""How a chart's width is shared: axis, plot, names of the lines. The columns of a table below it stand by the same."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kccreport.paper.blocks import Chart
from kccreport.writers.charting.parts import Hand

NARROW = 36.0  # letter sizes: a chart no wider has the names of its lines above the plot instead of beside it
_AXIS_GAP = 6.0  # between an axis label and the plot
_NAME_GAP = 6.0
_EDGE = 5.0
_WIDEST_NAMES = 8.4  # letter sizes


class Sides(NamedTuple):
    """The edges of the plot, and the width of a chart; names stand right of the plot, or above it where it is narrow."""

    left: float
    right: float
    width: float
    has_names_above: bool

    @property
    def names_left(self) -> float:
        """Return where names begin that stand beside the plot."""
        return self.right + _NAME_GAP

    def slots(self, count: int) -> Iterator[tuple[float, float]]:
        """Yield the left edge and the width of the room of each period."""
        room = (self.right - self.left) / max(count, 1)
        for at in range(count):
            yield self.left + at * room, room


def sides(chart: Chart, width: float, hand: Hand, *, least_left: float = 0.0) -> Sides:
    """Return the edges of a chart's plot; `least_left` is the room that a table below needs for the headings of its rows."""
    widest = max((hand.width(words, False) for _, words in chart.ticks), default=0.0)
    left = min(max(widest + _AXIS_GAP + 1, least_left), width / 2)
    said = names_said(chart)
    is_narrow = width < NARROW * hand.size
    if is_narrow or not said:
        return Sides(left, width - _EDGE, width, has_names_above=is_narrow)
    room = min(_WIDEST_NAMES * hand.size, width / 5)
    names = max(
        hand.width(line, is_strong) for text, is_strong in said for line in hand.broken(text, room, is_strong=is_strong)
    )
    return Sides(left, width - names - _NAME_GAP - 1, width, has_names_above=False)


def names_said(chart: Chart) -> Sequence[tuple[str, bool]]:
    """Return what may stand beside the plot, and whether it is strong."""
    said = [(chart.target_words, False), (chart.limit_words, False), (chart.forecast_words, False)]
    said += [(words, False) for _, words in (*chart.comparators, *chart.control)]
    if ends_with_result(chart):
        said.append((chart.last_words, True))
    return [(text, is_strong) for text, is_strong in said if text]


def ends_with_result(chart: Chart) -> bool:
    """True where the line of results ends with the plot, so that its last figure has room beside it."""
    last = chart.points[-1]
    return not chart.has_bars and last.value is not None and not last.is_forecast
