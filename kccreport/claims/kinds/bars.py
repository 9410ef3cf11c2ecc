"""Against target, floor and range: "missed by two points", "within four points of target", "met in four of five months".

Taken for granted: without a time the latest result is meant, for activity the figure its range is for. Of an indicator where
lower is better, "above" a bar is said of the number, and of one "short of" it
only the gap is judged; who "exceeded" a target may have done better or have had more, so that is judged only where the
words name a number. "Just short" allows five points, or six percent of the target.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from kccreport.claims.clauses import Clause
from kccreport.claims.facts import Facts, Point
from kccreport.claims.lexicon.relations import LITTLE_SIDES
from kccreport.claims.near import fits, is_near, scales
from kccreport.claims.parts import (
    Against,
    Bar,
    BarKind,
    Hedge,
    Linking,
    Move,
    Outcome,
    Quantity,
    Side,
    Time,
    TimeKind,
    Unit,
    Way,
)
from kccreport.claims.roles import Use, quantities
from kccreport.claims.verdict import AGREES, SILENT, Scope, Verdict, contradicts, rule, scope, told
from kccreport.ground.values import replace
from kccreport.models.measure import Polarity, published

_NEAR_POINTS, _NEAR_SHARE = Decimal(5), Decimal("0.06")
_RANGES = (BarKind.RANGE, BarKind.UPPER, BarKind.LOWER)


class Held(NamedTuple):
    """One statement of where the result lies against a bar: a side, or met and missed, with a gap if given."""

    clause: Clause
    bar: Bar
    side: Side | None
    outcome: Outcome | None
    gap: Quantity | None = None
    ratio: Quantity | None = None
    is_near: bool = False

    def judge(self, facts: Facts) -> Verdict:
        """Hold the statement against the bar of each point it is about."""
        if self.bar.kind in _RANGES:
            where = self._range_scope(facts)
        else:
            where = scope(self.clause, facts, lasts=True) if facts.kpi is not None else None
        if where is None:
            return SILENT
        outcome = rule(where, lambda point: self._holds(point, facts), negated=self.clause.negated)
        if outcome is None:
            return SILENT
        return AGREES if outcome else contradicts(f"{told(where.points, facts)}, {self._bar_words(where, facts)}")

    def _range_scope(self, facts: Facts) -> Scope | None:
        if facts.ranged is None:
            return None
        if any(
            isinstance(item.part, Time) and item.part.kind not in (TimeKind.LATEST, TimeKind.TO_DATE, TimeKind.YEAR)
            for item in self.clause.items
        ):
            return None
        return Scope([facts.ranged])

    def _holds(self, point: Point, facts: Facts) -> bool | None:
        if self.bar.kind in _RANGES:
            return self._holds_range(point, facts)
        bar = point.target if self.bar.kind is BarKind.TARGET else point.floor
        if bar is None or facts.polarity is None:
            return None
        value = point.value
        if self.bar.kind is BarKind.TARGET:
            meets = facts.kpi is not None and facts.kpi.meets(value, bar)
        else:
            is_met = facts.kpi is None or facts.kpi.scheme.is_limit_met
            meets = facts.polarity.meets(value, bar) and (is_met or value != bar)
        if self.ratio is not None:
            return _is_ratio(self.ratio, value / bar) if bar else None
        stands = self._stands(value, bar, meets, facts)
        if stands is not True:
            return stands
        if (
            self.is_near
            and not meets
            and abs(value - bar) > max(_NEAR_POINTS if facts.is_percentage else Decimal(0), abs(bar) * _NEAR_SHARE)
        ):
            return False
        return self._gap_fits(value, point.full, bar, meets, facts)

    def _stands(self, value: Decimal, bar: Decimal, meets: bool, facts: Facts) -> bool | None:
        lower = facts.polarity is Polarity.LOWER
        if self.outcome is not None:
            if self.outcome.exceeds:
                if lower:
                    is_number = (
                        bool(self.clause.subject.own) or self.clause.subject.figure
                    ) and not self.clause.subject.agent
                    return (
                        (value > bar) if is_number else (True if meets else None) if not self.clause.negated else None
                    )
                return True if value > bar else (None if value == bar else False)
            if self.outcome.is_short and lower:
                return None
            return meets is self.outcome.is_met
        match self.side:
            case Side.ABOVE | Side.BELOW:
                if lower and not _names_number(self.clause):
                    return None  # "performance is above target" may mean better
                return value > bar if self.side is Side.ABOVE else value < bar
            case Side.BETTER:
                return meets and value != bar
            case Side.SHORT if lower:
                return True if self.gap is not None else None  # fewer than the bar, or missed: the gap is the same
            case Side.WORSE | Side.SHORT:
                return not meets
            case Side.ON:
                return meets
            case Side.WITHIN if self.gap is None:
                return meets if lower else None
            case Side.OFF if self.gap is None:
                return not meets
            case Side.OUTSIDE:
                return not meets if lower else None
            case _:
                return True

    def _gap_fits(self, value: Decimal, full: Decimal, bar: Decimal, meets: bool, facts: Facts) -> bool | None:
        gap = self.gap
        if gap is None:
            return True
        gaps = {abs(value - bar), abs(full - bar), published(abs(full - bar), gap.places)}
        if self.side is Side.WITHIN:
            return True if meets else min(gaps) <= gap.value
        if gap.unit is Unit.POINTS and not facts.is_percentage:
            return None
        if gap.unit in (Unit.DURATION, Unit.CLOCK) and not fits(gap, facts):
            return None
        right = any(is_near(gap, each) for each in gaps)
        if gap.unit in (Unit.PERCENT, Unit.SHARE) and not right and bar:
            right = any(is_near(gap, each * 100 / abs(bar)) for each in gaps)
        if gap.unit is Unit.PLAIN and facts.is_percentage:
            return right or None
        if not right and gap.unit in (Unit.PLAIN, Unit.MONEY):
            right = any(is_near(gap, each * scale) for each in gaps for scale in scales(facts))
        return right

    def _holds_range(self, point: Point, facts: Facts) -> bool | None:
        ends = facts.range
        if ends is None:
            return None
        low, high = ends
        value = point.value
        bar = low if self.bar.kind is BarKind.LOWER else high
        match self.side:
            case Side.ABOVE | Side.BETTER:
                right = value > (low if self.bar.kind is BarKind.LOWER else high)
            case Side.BELOW | Side.WORSE | Side.SHORT:
                bar = high if self.bar.kind is BarKind.UPPER else low
                right = value < bar
            case Side.WITHIN | Side.ON:
                right = low <= value <= high if self.bar.kind is BarKind.RANGE else False
                if self.bar.kind is not BarKind.RANGE:
                    return None
            case Side.OUTSIDE | Side.OFF:
                right = not low <= value <= high
            case _:
                if self.outcome is None or (self.bar.kind is BarKind.RANGE and not self.outcome.exceeds):
                    return None
                right = (
                    value > (low if self.bar.kind is BarKind.LOWER else high) if self.outcome.exceeds else value < bar
                )
                if not self.outcome.exceeds:
                    return None
        if right and self.gap is not None and self.gap.unit in (Unit.PLAIN, Unit.POINTS, Unit.MONEY):
            return any(is_near(self.gap, abs(value - bar) * scale) for scale in scales(facts))
        return right

    def _bar_words(self, where: Scope, facts: Facts) -> str:
        decimals = facts.indicator.target_decimals
        if self.bar.kind in _RANGES and facts.range is not None:
            low, high = (facts.figure(end, decimals) for end in facts.range)
            return f"and the expected range is {low} to {high} ({facts.indicator.cells.get('Lower', '')})"
        point = where.points[-1]
        bar = point.target if self.bar.kind is BarKind.TARGET else point.floor
        name, heading = ("target", "Target") if self.bar.kind is BarKind.TARGET else ("floor standard", "Floor")
        shown = facts.figure(bar, max(decimals, 0)) if bar is not None else "not set"
        cell = facts.indicator.cells.get(heading)
        return f"and the {name} is {shown}" + (f" ({cell})" if cell is not None else "")


def _names_number(clause: Clause) -> bool:
    """Say whether a clause is about the figure itself, and not about performance, which may be above a target and better."""
    subject = clause.subject
    return bool(subject.own) or subject.figure or subject.bar or not subject.is_named


def _is_ratio(said: Quantity, ratio: Decimal) -> bool:
    """Say whether a result is so many times its bar, a fifth of that allowed for; "over twice" is meant as it stands."""
    times = said.value / 100 if said.unit is Unit.SHARE else said.value
    if said.hedge in (Hedge.OVER, Hedge.AT_LEAST, Hedge.UNDER, Hedge.AT_MOST):
        return ratio >= times if said.hedge in (Hedge.OVER, Hedge.AT_LEAST) else ratio <= times
    return abs(ratio - times) <= times / 5


class Stated(NamedTuple):
    """The figure that a clause gives for a target or floor itself."""

    clause: Clause
    bar: Bar

    def judge(self, facts: Facts) -> Verdict:
        """Hold it against every target or floor that the indicator has."""
        stated = self.bar.stated
        if stated is None or facts.kpi is None or self.bar.kind in _RANGES or facts.latest is None:
            return SILENT
        kpi = facts.kpi
        held = (kpi.target, *kpi.phased_targets.values(), kpi.year_to_date_target)
        targets = [each for each in held if each is not None]
        limits = [kpi.scheme.amber_limit(each, kpi.polarity) for each in targets if kpi.polarity is not None]
        floors = [
            *(each for each in (*limits, kpi.year_to_date_floor) if each is not None),
            *kpi.phased_floors.values(),
        ]
        known = targets if self.bar.kind is BarKind.TARGET else floors
        if (
            not known
            or stated.unit not in (Unit.PERCENT, Unit.PLAIN, Unit.MONEY, Unit.DURATION, Unit.CLOCK)
            or (stated.unit is Unit.PERCENT) is not facts.is_percentage
        ):
            return SILENT
        is_time = stated.unit in (Unit.DURATION, Unit.CLOCK)
        if (is_time and not fits(stated, facts)) or (facts.unit.clock and not is_time):
            return SILENT
        said = stated if is_time else stated._replace(unit=Unit.PERCENT)
        if any(is_near(said, each * scale) for each in known for scale in scales(facts)):
            return AGREES
        bar = Held(self.clause, self.bar._replace(stated=None), None, None)
        return contradicts(bar._bar_words(Scope([facts.latest]), facts).removeprefix("and "))


def read(clause: Clause, facts: Facts) -> Iterator[Held | Stated]:
    """Yield what a clause says of bars: each with the nearest verb or side, or with those of the clause before."""
    uses = quantities(clause)
    bars = [(at, item.part) for at, item in enumerate(clause.items) if isinstance(item.part, Bar)]
    if len({bar.kind for _, bar in bars}) > 1:
        return
    for _, bar in bars[:1]:
        if bar.stated is not None:
            yield Stated(clause, bar)
        elif clause.subject.bar and not clause.words and clause.parts(Linking) and len(clause.items) == 3:
            yield from (Stated(clause, bar._replace(stated=quantity)) for _, quantity, use in uses if use is Use.STAND)
    if not bars:
        yield from _inherited(clause)
        return
    at, bar = bars[0]
    if facts.kpi is not None and bar.kind in _RANGES:
        return
    gap = next(
        (quantity for _, quantity, use in uses if use in (Use.GAP, Use.AMOUNT) and quantity.unit is not Unit.TIMES),
        None,
    )
    ratio = next((quantity for _, quantity, use in uses if use is Use.RATIO), None)
    side, is_near_ = _side(clause, at)
    outcome = next((item.part for item in clause.items if isinstance(item.part, Outcome)), None)
    if ratio is not None:
        yield Held(clause, bar, None, None, ratio=ratio)
    elif side is not None and outcome is not None:
        return
    elif side is not None:
        if (
            gap is None
            and side in (Side.WITHIN, Side.OFF)
            and bar.kind not in _RANGES
            and facts.polarity is Polarity.HIGHER
        ):
            return
        yield Held(clause, bar, side, None, gap, is_near=is_near_)
    elif outcome is not None:
        yield Held(clause, bar, None, outcome, gap, is_near=outcome.is_near)
    elif (
        not any(isinstance(item.part, Linking) for item in clause.items)
        and clause.before is not None
        and bar.stated is None
    ):
        yield from _again(clause, bar)


def _side(clause: Clause, at: int) -> tuple[Side | None, bool]:
    """Return the side that stands before a bar, as a word of its own or as a little one."""
    item = clause.items[at]
    before = clause.items[at - 1] if at else None
    if (
        before is not None
        and isinstance(before.part, Against)
        and item.prep in ("", "of", "than", "the", "in", "that of")
    ):
        return before.part.side, before.part.is_near
    if before is not None and isinstance(before.part, Move) and before.part.way is Way.SAME and item.prep == "":
        return Side.ON, False
    if (
        item.prep == "of"
        and before is not None
        and isinstance(before.part, Quantity)
        and before.prep in ("within", "inside")
    ):
        return Side.WITHIN, False
    if item.prep == "of" and before is not None and isinstance(before.part, Quantity):
        return None, False
    if item.prep in ("within", "inside") and before is not None and isinstance(before.part, Quantity):
        return Side.BETTER, False  # "two points inside target"
    if item.prep in LITTLE_SIDES:
        return LITTLE_SIDES[item.prep], False
    return None, False


def _inherited(clause: Clause) -> Iterator[Held]:
    """Read "but was achieved in December" after a clause that names the target."""
    outcome = next((item.part for item in clause.items if isinstance(item.part, Outcome)), None)
    before = clause.before
    if outcome is None or before is None or any(isinstance(item.part, Quantity) for item in clause.items):
        return
    if clause.subject is not before.subject and not clause.subject.agent:
        return
    bar = next((item.part for item in before.items if isinstance(item.part, Bar)), None)
    if bar is not None:
        yield Held(clause, bar._replace(stated=None), None, outcome, is_near=outcome.is_near)


def _again(clause: Clause, bar: Bar) -> Iterator[Held]:
    """Read "but not the floor standard" after a clause that says what was met."""
    before = clause.before
    outcome = next((item.part for item in before.items if isinstance(item.part, Outcome)), None) if before else None
    if outcome is not None and before is not None and all(isinstance(item.part, Bar) for item in clause.items):
        yield Held(replace(clause, negated=clause.negated or before.negated), bar, None, outcome)
