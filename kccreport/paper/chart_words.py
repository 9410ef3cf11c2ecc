"""What a chart says to those who cannot see it: where the indicator stands, in few words; the table below carries the rest."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import groupby
from textwrap import shorten

from msgspec import Struct, field

from kccreport.ground.pattern import pattern
from kccreport.language import say, say_many
from kccreport.models.indicator import Comparator, Kpi
from kccreport.models.measure import Polarity
from kccreport.models.period import Period
from kccreport.models.rag import Rag
from kccreport.models.schemes import FloorStandard
from kccreport.paper.period_words import better_words, in_period, period_before
from kccreport.paper.wording import bar_words, comparator_words, noted_words, rating_words, target_words
from kccreport.rating.rated import RatedKpi, rating_at

MOST = 300  # letters: what a listener keeps in mind, and a screen reader says in one breath
_LEAST_TITLE = 24  # letters of a title that still tell what it is
_BESIDES = pattern(r"\.0+(?!\d)|(?<=\.\d)0+(?!\d)| \([^()]*\)$")  # noughts, and a note such as (approx.)


class Figures(Struct):
    """Figures as they are said, each once: one that is level with another is said to be so.

    71%, 71.0% and 71% (approx.) are level.
    """

    said: dict[str, str] = field(default_factory=dict)

    def knows(self, figure: str) -> bool:
        """Say whether a figure has been said."""
        return _BESIDES.sub("", figure) in self.said

    def words(self, what: str, figure: str, name: str) -> str:
        """Return `what` with its figure, such as "target 90%"; `name` is how others refer to it, such as "the target"."""
        key = _BESIDES.sub("", figure)
        if key in self.said:
            return say("{what} the same as {other}", what=what, other=self.said[key])
        self.said[key] = name
        return f"{what} {figure}"


def chart_words(
    each: RatedKpi,
    periods: Sequence[Period],
    *,
    has_bars: bool = False,
    control: Sequence[str] = (),
    special: Sequence[tuple[str, bool]] = (),
    verdicts: Sequence[str] = (),
) -> str:
    """Return what a chart of a KPI shows, in at most 300 letters and no figure twice.

    The latest result with its rating, target, limit and the result before it; of a control chart the mean and limits,
    which are `control`, each as name and figure, and which points are `special`, of all by their labels. Then, as far as there is room, its
    verdicts, forecasts and what others achieve. `periods` must hold a result that is no forecast.
    """
    kpi, figures = each.kpi, Figures()
    first, latest = _ends(kpi, periods)
    stands = "; ".join(_stands(each, latest, figures, has_limit=not control))
    lines = "; ".join(_lines(control, figures))
    must = [f"{lines}; {which}." for which in _specials(special)] if control else [""]
    may = list(verdicts)
    may += [
        say("{figure} for {period}.", figure=_forecast(kpi, period, figures), period=kpi.full_label(period))
        for period in periods
        if (figure := kpi.results.get(period)) and figure.is_forecast and figure.value is not None
    ]
    may += [] if control else [_others(kpi, comparator, figures) for comparator in kpi.comparators]

    sentence = _beginning(kpi.label(first), stands, has_bars=has_bars)
    return fitted(sentence, [kpi.full_title, kpi.short_title], must, may)


def spark_words(each: RatedKpi, periods: Sequence[Period]) -> str:
    """Return what a small line says: the same, but for the title, which heads its row, and for what others achieve."""
    first, latest = _ends(each.kpi, periods)
    words = "; ".join(_stands(each, latest, Figures(), has_limit=True))
    return _cut(say("Line from {first}: {words}.", first=each.kpi.label(first), words=words), MOST)


def _ends(kpi: Kpi, periods: Sequence[Period]) -> tuple[Period, Period]:
    """Return the first and the latest of some periods with a result that is no forecast."""
    shown = [(period, kpi.results.get(period)) for period in periods]
    found = [period for period, figure in shown if figure and figure.value is not None and not figure.is_forecast]
    return found[0], found[-1]


def _stands(each: RatedKpi, latest: Period, figures: Figures, *, has_limit: bool) -> Iterator[str]:
    """Yield the latest result with its rating, its target, its limit, and the result of the period before."""
    kpi = each.kpi
    result = figures.words(say("latest"), _figure(kpi, latest), say("the result"))
    rating = each.latest if latest == kpi.latest_period else rating_at(kpi, latest)
    named = rating_words(rating, kpi.ratings) if rating else say("not rated")
    yield f"{in_period(result, kpi.full_label(latest))}, {named}"
    target, limit = kpi.target_for(latest), kpi.amber_limit(latest)
    if target is not None or kpi.target_words:
        wanted = figures.words(say("target"), target_words(kpi, latest), say("the target"))
        if kpi.polarity is Polarity.LOWER:
            wanted = say("{target}, and {better}", target=wanted, better=better_words(kpi.polarity))
        yield wanted
    if limit is not None and has_limit:
        yield _limit(kpi, limit, figures)
    before = kpi.frequency.step(latest, -1)
    figure = kpi.results.get(before)
    if figure is not None and figure.value is not None:
        yield figures.words(period_before(kpi.frequency), _figure(kpi, before), period_before(kpi.frequency))


def _limit(kpi: Kpi, limit: Decimal, figures: Figures) -> str:
    """Return the limit as the chart names it, such as "Red above 50"; a floor lies below what is good, and is called so."""
    figure, name = bar_words(limit, kpi), say("floor standard") if has_floor(kpi) else say("amber limit")
    is_floor = has_floor(kpi) and kpi.polarity is Polarity.HIGHER
    if is_floor or figures.knows(figure):
        return figures.words(name, figure, name)
    figures.words(name, figure, name)
    return limit_words(kpi, limit)


def limit_words(kpi: Kpi, limit: Decimal) -> str:
    """Return what begins beyond the limit: a floor lies below, so where lower is better, or there is none, what is Red."""
    figure = bar_words(limit, kpi)
    if has_floor(kpi) and kpi.polarity is Polarity.HIGHER:
        return say("Floor {figure}", figure=figure)
    worst = rating_words(kpi.ratings.made(Rag.RED) or Rag.RED, kpi.ratings)
    is_above = kpi.polarity is Polarity.LOWER
    if kpi.scheme.is_limit_met and is_above:
        return say("{rating} above {figure}", rating=worst, figure=figure)
    if kpi.scheme.is_limit_met:
        return say("{rating} below {figure}", rating=worst, figure=figure)
    if is_above:
        return say("{rating} from {figure} up", rating=worst, figure=figure)
    return say("{rating} from {figure} down", rating=worst, figure=figure)


def has_floor(kpi: Kpi) -> bool:
    """Say whether the line between Amber and Red is a floor standard, and called so."""
    return isinstance(kpi.scheme, FloorStandard) and not kpi.scheme.is_amber_limit


def _figure(kpi: Kpi, period: Period) -> str:
    figure = kpi.results[period]
    assert figure.value is not None, "only periods with a result are said"
    words = noted_words(figure, kpi.decimals, kpi.unit)
    return words if figure.status is None or figure.is_forecast else f"{words} ({figure.status.meaning})"


def _forecast(kpi: Kpi, period: Period, figures: Figures) -> str:
    return figures.words(say("Forecast"), _figure(kpi, period), say("the forecast"))


def _others(kpi: Kpi, comparator: Comparator, figures: Figures) -> str:
    words = figures.words(comparator.name, comparator_words(comparator, kpi.unit), comparator.name)
    return f"{words} ({comparator.period})." if comparator.period else f"{words}."


def _lines(control: Sequence[str], figures: Figures) -> Iterator[str]:
    """Yield mean and limits of a control chart."""
    for line in control:
        name, _, figure = line.rpartition(" ")
        yield figures.words(name, figure, name)


def _specials(special: Sequence[tuple[str, bool]]) -> Iterator[str]:
    """Yield which results are more than chance, three or more in a row by the first and the last; then in fewer letters."""
    said: list[str] = []
    for is_special, run in groupby(special, key=lambda point: point[1]):
        labels = [label for label, _ in run]
        if is_special:
            said += [say("{first} to {last}", first=labels[0], last=labels[-1])] if len(labels) > 2 else labels
    if not said:
        yield say("no result is more than chance")
        return
    yield say("more than chance: {periods}", periods=", ".join(said))
    number = sum(is_special for _, is_special in special)
    yield say_many(
        "{number} result is more than chance, {period}",
        "{number} results are more than chance, the last of them {period}",
        number,
        period=said[-1],
    )


def series_words(what: str, points: Sequence[tuple[str, str, Decimal]], *, has_bars: bool) -> str:
    """Return what a chart of figures without targets shows: each point is a label, its figure as printed, and its value.

    The latest and the one before it, the first, the highest and the lowest, no figure twice and in at most 300 letters.
    `points` must hold two or more.
    """
    figures = Figures()
    first, before, latest = points[0], points[-2], points[-1]
    highest, lowest = max(points, key=lambda point: point[2]), min(points, key=lambda point: point[2])
    said = [in_period(figures.words(say("latest"), latest[1], say("the latest")), latest[0])]
    said += [figures.words(say("before that"), before[1], say("the one before"))] if len(points) > 2 else []
    said.append(figures.words(say("first"), first[1], say("the first")))
    for name, point in ((say("highest"), highest), (say("lowest"), lowest)):
        is_new = not figures.knows(point[1])
        words = figures.words(name, point[1], name)
        said.append(in_period(words, point[0]) if is_new else words)
    return fitted(_beginning(first[0], "; ".join(said), has_bars=has_bars), [what])


def _beginning(first: str, said: str, *, has_bars: bool) -> Callable[[str], str]:
    """Return what makes a sentence of a title: what kind of chart it is, of what, and from when on."""

    def sentence(title: str) -> str:
        if has_bars:
            return say("Bar chart of {what} from {first}: {words}.", what=title, first=first, words=said)
        return say("Line chart of {what} from {first}: {words}.", what=title, first=first, words=said)

    return sentence


def fitted(
    sentence: Callable[[str], str], titles: Sequence[str], must: Sequence[str] = ("",), may: Sequence[str] = ()
) -> str:
    """Return at most 300 letters: a sentence of a title, what must be said, and what may be as far as there is room.

    Of the titles, and of the ways to say what must be said, the first that fit are taken; where none do, the last, and the
    title is cut at a word.
    """
    tried = [(title, said) for said in must for title in titles]
    found = next(((title, said) for title, said in tried if len(sentence(title)) + 1 + len(said) <= MOST), None)
    if found is None:
        room = MOST - len(sentence("")) - 1 - len(must[-1])
        found = _cut(titles[-1], max(room, _LEAST_TITLE)), must[-1]
    words = f"{sentence(found[0])} {found[1]}".strip()
    for each in may:
        if len(words) + 1 + len(each) <= MOST:
            words += f" {each}"
    return _cut(words, MOST)


def _cut(words: str, most: int) -> str:
    """Return words with single spaces, cut at one where there are more letters than fit."""
    plainly = " ".join(words.split())
    return plainly if len(plainly) <= most else shorten(plainly, most, placeholder="…")
