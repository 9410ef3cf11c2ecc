"""Sentences made from the figures of a workbook: true as they stand, or false by one change. A seed gives the same ones again.

Each template says one thing about one indicator in one of several ways, with the words that are so and words that are not.
"""

import itertools
import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from kccreport.claims.facts import Facts, Point
from kccreport.models.measure import Polarity
from tests.claims.measure import Case

ORDINALS = ("", "first", "second", "third", "fourth", "fifth")
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
SUBJECTS = ("Performance", "The result", "The figure", "The rate")
COUNT_SUBJECTS = ("The number", "The total", "The figure")


@dataclass(frozen=True)
class Known:
    """One indicator, a dice to choose words with, and shorthands for its figures."""

    facts: Facts
    dice: random.Random

    @property
    def latest(self) -> Point:
        assert self.facts.latest is not None
        return self.facts.latest

    @property
    def before(self) -> Point:
        found = self.facts.before(self.latest)
        assert found is not None
        return found

    @property
    def who(self) -> str:
        return self.dice.choice(SUBJECTS if self.facts.is_percentage else COUNT_SUBJECTS)

    def say(self, value: Decimal, point: Point | None = None) -> str:
        decimals = (point or self.latest).decimals
        if self.facts.unit.name == "000s":
            return f"{value * 1000:,.0f}"
        if self.facts.unit.name == "£000s":
            return f"£{value * 1000:,.0f}"
        return f"{value:,.{decimals}f}{'%' if self.facts.is_percentage else ''}"

    def month(self, point: Point) -> str:
        month = point.name.split()[0]
        if sum(each.name.startswith(month) for each in self.facts.series) > 1:
            return point.name
        return self.dice.choice((point.name, point.name.split()[0]))

    def other(self, value: Decimal) -> Decimal:
        """A figure that no period, year to date or year before has, and no rounding makes the same."""
        known = {point.value for point in self.facts.series}
        known |= {self.facts.to_date.value} if self.facts.to_date else set()
        known |= {self.facts.last_year.earlier.value} if self.facts.last_year else set()
        for _ in range(200):
            step = (
                Decimal(self.dice.randint(3, 12))
                if self.facts.is_percentage
                else max(abs(value) / self.dice.randint(3, 8), Decimal(3))
            )
            made = value + self.dice.choice((-1, 1)) * step
            made = made.quantize(Decimal(1).scaleb(-self.latest.decimals))
            if made > 0 and (not self.facts.is_percentage or made <= 100) and made not in known:
                return made
        return value + 5 if not self.facts.is_percentage else value - 7


Made = Iterator[tuple[str, bool]]
Template = Callable[[Known], Made]


def stands(known: Known) -> Made:
    verb = known.dice.choice(("was", "stood at", "came in at"))
    for value, wrong in ((known.latest.value, False), (known.other(known.latest.value), True)):
        yield f"{known.who} {verb} {known.say(value)} in {known.month(known.latest)}.", wrong


def stood_earlier(known: Known) -> Made:
    point = known.dice.choice(known.facts.series[:-1])
    for value, wrong in ((point.value, False), (known.other(point.value), True)):
        yield f"In {known.month(point)} {known.who.lower()} was {known.say(value)}.", wrong


def from_to(known: Known) -> Made:
    start, end = known.dice.choice(known.facts.series[:-1]), known.latest
    if start.value == end.value:
        return
    went = ("rose", "increased", "went up") if end.value > start.value else ("fell", "dropped", "went down")
    verb = known.dice.choice(went)
    yield (
        f"{known.who} {verb} from {known.say(start.value)} in {known.month(start)} to {known.say(end.value)} in {known.month(end)}.",
        False,
    )
    wrong = known.other(start.value)
    yield (
        f"{known.who} {verb} from {known.say(wrong)} in {known.month(start)} to {known.say(end.value)} in {known.month(end)}.",
        True,
    )


def moved(known: Known) -> Made:
    if known.latest.value == known.before.value or (known.facts.polarity is Polarity.LOWER):
        return
    rising = known.latest.value > known.before.value
    up, down = known.dice.choice(
        (
            ("rose", "fell"),
            ("increased", "decreased"),
            ("was higher than in the month before", "was lower than in the month before"),
        )
    )
    when = f" in {known.month(known.latest)}" if "than" not in up else ""
    for is_up in (True, False):
        yield f"{known.who} {up if is_up else down}{when}.", is_up is not rising


def improved(known: Known) -> Made:
    if known.facts.polarity is None or known.latest.value == known.before.value:
        return
    better = known.facts.polarity.meets(known.latest.value, known.before.value)
    good, bad = known.dice.choice(
        (("improved", "worsened"), ("improved", "deteriorated"), ("has got better", "has got worse"))
    )
    for is_good in (True, False):
        yield f"Performance {good if is_good else bad} in {known.month(known.latest)}.", is_good is not better


def by_points(known: Known) -> Made:
    start = known.dice.choice(known.facts.series[:-1])
    gap = abs(known.latest.value - start.value)
    if not known.facts.is_percentage or not 1 <= gap <= 12 or gap != int(gap):
        return
    way = "up" if known.latest.value > start.value else "down"
    for size, wrong in ((int(gap), False), (int(gap) + known.dice.randint(2, 4), True)):
        number = NUMBERS[size] if size < len(NUMBERS) else str(size)
        unit = known.dice.choice(("percentage point", "point")) + ("" if size == 1 else "s")
        yield (
            known.dice.choice(
                (
                    f"{known.who} is {way} by {number} {unit} since {known.month(start)}.",
                    f"{known.who} is {way} {size} {unit} on {known.month(start)}.",
                    f"{known.who} is {number} {unit} {'higher' if way == 'up' else 'lower'} than in {known.month(start)}.",
                )
            ),
            wrong,
        )


def on_target(known: Known) -> Made:
    if known.facts.polarity is None or known.latest.target is None:
        return
    met = known.facts.polarity.meets(known.latest.value, known.latest.target)
    good, bad = known.dice.choice(
        (("The target was met", "The target was missed"), ("We achieved the target", "We missed the target"),
         ("Performance met its target", "Performance did not meet its target"), ("The target has been met", "The target has not been met"))
    )  # fmt: skip
    for is_good in (True, False):
        yield f"{good if is_good else bad} in {known.month(known.latest)}.", is_good is not met


def gap_to_target(known: Known) -> Made:
    target = known.latest.target
    if known.facts.polarity is not Polarity.HIGHER or target is None or not known.facts.is_percentage:
        return
    gap = abs(known.latest.value - target)
    if gap != int(gap) or not 1 <= gap <= 40:
        return
    side = "above" if known.latest.value > target else "below"
    for size, wrong in ((int(gap), False), (int(gap) + known.dice.randint(1, 5), True)):
        unit = known.dice.choice(("percentage point", "point")) + ("" if size == 1 else "s")
        yield f"{known.who} was {size} {unit} {side} target.", wrong


def times_met(known: Known) -> Made:
    polarity, series = known.facts.polarity, known.facts.series
    if polarity is None or any(point.target is None for point in series):
        return
    met = sum(polarity.meets(point.value, point.target) for point in series if point.target is not None)
    other = known.dice.choice([count for count in range(1, len(series) + 1) if count != met])
    noun = known.facts.frequency.noun
    for count, wrong in ((met, False), (other, True)):
        yield f"The target was met in {NUMBERS[count]} of the {NUMBERS[len(series)]} {noun}s shown.", wrong


def every_month(known: Known) -> Made:
    polarity, series = known.facts.polarity, known.facts.series
    if polarity is None or any(point.target is None for point in series):
        return
    met = [polarity.meets(point.value, point.target) for point in series if point.target is not None]
    noun = known.facts.frequency.noun
    yield f"The target was met in every {noun} shown.", not all(met)
    yield f"The target has not been met in any of the last {NUMBERS[len(series)]} {noun}s.", any(met)


def rating(known: Known) -> Made:
    if known.latest.rag is None:
        return
    wrong = known.dice.choice([colour for colour in ("green", "amber", "red") if colour != known.latest.rag.value])
    verb = known.dice.choice(("is", "remains", "is rated", "is now"))
    for colour, is_wrong in ((known.latest.rag.value, False), (wrong, True)):
        yield f"The indicator {verb} {colour.capitalize()}.", is_wrong


def rating_to_date(known: Known) -> Made:
    to_date = known.facts.to_date
    if to_date is None or to_date.rag is None:
        return
    wrong = known.dice.choice([colour for colour in ("green", "amber", "red") if colour != to_date.rag.value])
    for colour, is_wrong in ((to_date.rag.value, False), (wrong, True)):
        yield f"For the year to date the indicator is {colour.capitalize()}.", is_wrong


def to_date(known: Known) -> Made:
    point = known.facts.to_date
    if point is None:
        return
    for value, wrong in ((point.value, False), (known.other(point.value), True)):
        yield (
            known.dice.choice(
                (
                    f"The year to date stands at {known.say(value, point)}.",
                    f"For the year to date, {known.who.lower()} is {known.say(value, point)}.",
                )
            ),
            wrong,
        )


def year_on_year(known: Known) -> Made:
    pair = known.facts.last_year
    if pair is None or not pair.earlier.value or known.facts.polarity is not None:
        return
    change = (pair.later.value - pair.earlier.value) * 100 / pair.earlier.value
    if abs(change) < 2 or known.facts.is_percentage:
        return
    up, down = known.dice.choice((("up", "down"), ("higher", "lower")))
    than = "on" if up == "up" else "than"
    last = known.dice.choice(("last year", "the same period last year", "the year before"))
    for is_up in (True, False):
        yield f"{known.who} is {up if is_up else down} {than} {last}.", is_up is not (change > 0)
    size = abs(change).quantize(Decimal(1))
    way = "up" if change > 0 else "down"
    for shown, wrong in ((size, False), (size + known.dice.randint(4, 15), True)):
        yield f"{known.who} is {way} by {shown}% on {last}.", wrong


def extreme(known: Known) -> Made:
    series = known.facts.series
    values = [point.value for point in series]
    if len(series) < 3:
        return
    noun = known.facts.frequency.noun
    for word, end in (("highest", max(values)), ("lowest", min(values))):
        is_end = known.latest.value == end
        yield f"{known.who} was the {word} of the {NUMBERS[len(series)]} {noun}s.", not is_end


def spread(known: Known) -> Made:
    values = [point.value for point in known.facts.series]
    low, high = min(values), max(values)
    if low == high:
        return
    noun = f"{NUMBERS[len(values)]} {known.facts.frequency.noun}s"
    yield f"{known.who} has been between {known.say(low)} and {known.say(high)} over the {noun}.", False
    inner = low + max((high - low) / 2, Decimal(1)).quantize(Decimal(1).scaleb(-known.latest.decimals))
    if inner < high and inner > low:
        yield f"{known.who} has been between {known.say(inner)} and {known.say(high)} over the {noun}.", True


def in_range(known: Known) -> Made:
    point, ends = known.facts.ranged, known.facts.range
    if point is None or ends is None:
        return
    low, high = ends
    where = "above" if point.value > high else "below" if point.value < low else "within"
    wrong = known.dice.choice([each for each in ("above", "below", "within") if each != where])
    for side, is_wrong in ((where, False), (wrong, True)):
        yield (
            known.dice.choice(
                (f"{known.who} is {side} the expected range.", f"Activity is {side} its expected range.")
            ),
            is_wrong,
        )


def streak(known: Known) -> Made:
    values = [point.value for point in known.facts.series]
    if known.facts.polarity is Polarity.LOWER or len(values) < 4:
        return
    steps = [(later > earlier) - (later < earlier) for earlier, later in itertools.pairwise(values)]
    run = 0
    for step in reversed(steps):
        if step != steps[-1]:
            break
        run += 1
    if steps[-1] == 0 or not 2 <= run <= 4:
        return
    verb = "risen" if steps[-1] > 0 else "fallen"
    noun = known.facts.frequency.noun
    yield f"{known.who} has {verb} for {NUMBERS[run]} {noun}s running.", False
    if run < len(steps):
        yield f"{known.who} has {verb} for {NUMBERS[run + 1]} {noun}s running.", True


def in_ten(known: Known) -> Made:
    if not known.facts.is_percentage or known.facts.polarity is not Polarity.HIGHER or known.latest.value < 15:
        return
    tens = int((known.latest.value + 5) // 10)
    if not 2 <= tens <= 9 or abs(known.latest.value - tens * 10) > 2:
        return
    wrong = tens - 2 if tens > 3 else tens + 2
    for count, is_wrong in ((tens, False), (wrong, True)):
        yield f"{known.who} was about {NUMBERS[count]} in ten in {known.month(known.latest)}.", is_wrong


TEMPLATES: tuple[Template, ...] = (
    stands, stood_earlier, from_to, moved, improved, by_points, on_target, gap_to_target, times_met, every_month, rating,
    rating_to_date, to_date, year_on_year, extreme, spread, in_range, streak, in_ten,
)  # fmt: skip


def made(facts: Mapping[str, Facts], *, seed: int, rounds: int = 1) -> tuple[Case, ...]:
    """Sentences of every template about every indicator with at least two results, as often as `rounds` says."""
    dice = random.Random(seed)
    found: dict[tuple[str, str], Case] = {}
    for _ in range(rounds):
        for reference, each in facts.items():
            if each.latest is None or each.before(each.latest) is None:
                continue
            for template in TEMPLATES:
                for text, contradicts in template(Known(each, dice)):
                    found.setdefault((reference, text), Case(reference, text, contradicts, template.__name__))
    return tuple(found.values())
