"""Parts to clauses: where one statement ends and the next begins, who it is about, and whether it states a fact.

A clause is read only where every word of it is understood, since one word that is not ("on weekdays", "in Dover") may
turn it into a statement about something else. What explains ("because …", "due to …") is cut off first.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from kccreport.claims.joining import joined, pieces
from kccreport.claims.lexicon.tables import phrases
from kccreport.claims.parts import (
    Against,
    Bar,
    Extreme,
    FirstTime,
    Interval,
    Linking,
    Move,
    Outcome,
    Part,
    Quantity,
    Rating,
    Role,
    Share,
    Streak,
    Time,
    TimeKind,
    Unit,
    Word,
)

BASES = phrases(
    """
             than,  against,  compared with,  compared to,  compared against,  compares with,  compares to,  contrasts
    with,          versus,  relative to,  in comparison with,  in comparison to,  as against,  as compared with,  when
    compared with,          when compared to,  set against,  contrast with,  in contrast to,  in contrast with,  than
    that of,  than that, where it was, where it was in,
    where we were, where we were in, where it stood, where it stood in, what it was, what it was in"""
)
FIGURES = phrases(
    """
    figure, figures, rate, rates, percentage, proportion, share, number, numbers, level, the level, total, totals, average,
    value, amount, count"""
)
PRONOUNS = frozenset({"it", "they", "this", "that", "these", "there"})
_TEMPORAL = frozenset({"after", "following", "before the", "once", "even after", "in the wake of"})
_LIMITS = frozenset({"within", "in", "under", "over", "after", "inside"})
_STARTS = frozenset({"from", "since", "between"})
_PLACES = frozenset({"in", "at", "on", "for", "during", "across", "within", "over"})
_RESTRICTING = frozenset(
    {"in", "for", "on", "among", "at", "across", "within", "of", "about", "per", "with", "by", "over", "during"}
)
_PREDICATES = (Move, Against, Outcome, Linking, Rating, Extreme)
_WHENS = (Time, Interval, Share, Streak, FirstTime)


class Item(NamedTuple):
    """One part with the preposition before it, "" where there is none."""

    prep: str
    part: Part


class Subject(NamedTuple):
    """Which words name what a clause is about; all false where it names nothing itself."""

    own: tuple[str, ...] = ()
    generic: bool = False
    agent: bool = False
    demand: bool = False
    bar: bool = False
    pronoun: bool = False
    figure: bool = False  # names a mere number: the figure, the rate

    @property
    def is_named(self) -> bool:
        """True where the clause says itself what it is about."""
        return bool(self.own) or self.generic or self.agent or self.demand or self.bar


@dataclass(frozen=True, slots=True)
class Clause:
    """One statement: its items in order, its subject, and what it takes over from the clause before.

    `words` are all its own words of the title and of results, subject or not.
    """

    items: tuple[Item, ...]
    subject: Subject
    negated: bool = False
    late: bool = False
    words: tuple[Word, ...] = ()
    also: tuple[Time, ...] = ()
    before: "Clause | None" = field(default=None, repr=False)

    def parts(self, kind: type) -> list[int]:
        """Return where parts of one kind stand among the items."""
        return [index for index, item in enumerate(self.items) if isinstance(item.part, kind)]


@dataclass(slots=True)
class _State:
    """What a sentence has said so far."""

    is_own: bool = True
    carried: tuple[Item, ...] = ()
    last: Clause | None = None
    mood: bool = False
    is_first: bool = True
    is_elsewhere: bool = False  # "last month, …", "in Dover, …": what comes next is of that
    times: tuple[Time, ...] = ()


def clauses(parts: Sequence[Part], *, stands_alone: bool = True) -> Iterator[Clause]:
    """Yield the clauses of a sentence that state facts about the indicator.

    `stands_alone` says that a sentence without a subject of its own means the indicator.
    """
    if any(isinstance(part, Word) and (part.role is Role.CONDITION or part.text == "?") for part in parts):
        return
    state = _State(is_own=stands_alone)
    for piece in pieces(joined(parts)):
        clause = _clause(piece, state)
        state.is_first = False
        if clause is not None:
            yield clause


def _clause(piece: Sequence[Part], state: _State) -> Clause | None:
    cut, is_cause = _without_cause(_from_agent(piece))
    if is_cause:
        state.is_own, state.carried = False, ()
        return None
    items, words, negated, late, unknown, trailing = _items(cut)
    if trailing == "since":
        items = (*items, *(Item("since then", time) for time in state.times[:1]))
        unknown = True if not state.times else unknown
    items = (*state.carried, *items)
    first = next((index for index, item in enumerate(items) if isinstance(item.part, _PREDICATES)), len(items))
    subject = _subject(cut)
    if state.is_elsewhere:
        state.is_elsewhere, state.is_own, state.carried, state.last = False, False, (), None
        return None
    if any(isinstance(part, Word) and part.role is Role.MOOD for part in cut):
        state.is_own, state.carried = False, ()
        return None
    if unknown is not None:
        is_restricted = unknown or first == len(items)
        state.is_elsewhere = state.is_first and _is_lead(cut)
        state.is_own = subject.is_named and not is_restricted and not _has_other(cut)
        state.carried, state.last = (), None
        return None
    is_when = all(isinstance(item.part, _WHENS) for item in items)
    if is_when and not words and not negated:
        state.carried = items
        return None
    state.carried = ()
    if subject.is_named and not (subject.pronoun and not state.is_own):
        state.is_own = True
    elif not state.is_own:
        return None
    given = subject if subject.is_named or state.last is None else state.last.subject
    if (
        not subject.is_named
        and state.last is not None
        and not any(isinstance(item.part, _PREDICATES) for item in state.last.items)
    ):
        # "performance for the year to date, at 82%, is …": one statement with words between commas
        items = (*(item for item in state.last.items if isinstance(item.part, _WHENS)), *items)
    clause = Clause(items, given, negated, late, words, state.times, state.last)
    times = tuple(item.part for item in items if isinstance(item.part, Time) and _is_at(item))
    state.last = clause
    state.times = times or state.times
    return clause


def _is_lead(piece: Sequence[Part]) -> bool:
    """Say whether a piece only says when or where, of a time or place that is not known."""
    kept = [part for part in piece if not (isinstance(part, Word) and part.role is Role.FILL)]
    begins = kept[0] if kept else None
    is_lead = isinstance(begins, Time) or (isinstance(begins, Word) and begins.text in _PLACES)
    return is_lead and not any(isinstance(part, _PREDICATES) for part in kept)


def _is_at(item: Item) -> bool:
    return item.prep in ("", "in", "for", "at", "during", "of") and isinstance(item.part, Time)


def _has_other(piece: Sequence[Part]) -> bool:
    return any(isinstance(part, Word) and part.role is Role.OTHER for part in piece)


def _from_agent(piece: Sequence[Part]) -> Sequence[Part]:
    """Return what follows a cause that has no comma behind it: "despite heavy demand we answered"."""
    if piece and isinstance(piece[0], Word) and piece[0].role is Role.CAUSE:
        for at, part in enumerate(piece):
            if isinstance(part, Word) and part.text == "we":
                return piece[at:]
    return piece


def _without_cause(piece: Sequence[Part]) -> tuple[list[Part], bool]:
    """Cut off what explains; true where nothing is left before it."""
    kept: list[Part] = []
    for index, part in enumerate(piece):
        if isinstance(part, Word) and part.role is Role.CAUSE:
            if part.text in _TEMPORAL and any(isinstance(each, Time) for each in piece[index:]):
                # "fell back after the October campaign": at that time, not now, unless it has a time of its own
                return kept, not any(isinstance(each, Time) and each.kind is TimeKind.MONTH for each in kept)
            return kept, not any(not isinstance(each, Word) or each.role not in (Role.FILL,) for each in kept)
        if isinstance(part, Word) and part.text == "with" and kept and any(_is_unknown(each) for each in piece[index:]):
            return kept, False
        kept.append(part)
    return kept, False


def _is_unknown(part: Part) -> bool:
    return isinstance(part, Word) and part.role in (Role.UNKNOWN, Role.OTHER)


def _items(piece: Sequence[Part]) -> tuple[tuple[Item, ...], tuple[Word, ...], bool, bool, bool | None, str]:
    """Return the items of a piece, its own words, whether it is negated or turned round, and whether a word is unknown.

    The last is None where every word is known, and true where the unknown one restricts what is said.
    """
    items: list[Item] = []
    words: list[Word] = []
    negated = late = False
    prep = ""
    for part in piece:
        if isinstance(part, Word):
            if part.role is Role.PREPOSITION:
                prep = prep if prep in BASES or (prep in _STARTS and part.text not in BASES) else part.text
                continue
            if part.role is Role.FILL:
                continue
            if part.role is Role.NOT:
                negated = True
                continue
            if part.role in (Role.UNKNOWN, Role.OTHER):
                return tuple(items), tuple(words), negated, late, prep in _RESTRICTING or part.role is Role.OTHER, ""
            if part.role is Role.LATE:
                late = True
            words.append(part)
            prep = ""
            continue
        is_limit = isinstance(part, Quantity) and prep in _LIMITS and _is_limit(part, prep)
        if is_limit or (isinstance(part, Time) and part.kind is TimeKind.UNKNOWN):
            return tuple(items), tuple(words), negated, late, True, ""
        items.append(Item(prep, part))
        prep = ""
    return tuple(items), tuple(words), negated, late, None, prep


def _is_limit(quantity: Quantity, prep: str) -> bool:
    """Say whether a duration is what something was done in: "within ten minutes"; "in 8 minutes 26 seconds" it took so long."""
    return quantity.unit is Unit.DURATION or (quantity.unit is Unit.CLOCK and (quantity.step > 1 or prep != "in"))


def _subject(piece: Sequence[Part]) -> Subject:
    """Return what is named before the first verb, or after a noun of movement: "a rise in calls"."""
    own: list[str] = []
    figure = is_led = False  # led: by a verb, as in "there were", "came to 6% of the total"
    generic = agent = demand = bar = pronoun = is_noun = after_prep = False
    for part in piece:
        if isinstance(part, Bar) and not after_prep:
            bar = True
        is_there = isinstance(part, Linking) and pronoun and not (own or generic)  # "there were 63 households …"
        if isinstance(part, _PREDICATES) and not (
            (isinstance(part, Linking) and not (own or generic or agent)) or is_there
        ):
            if isinstance(part, Move) and part.is_noun:
                is_noun = True
                continue
            if not is_noun:
                break
        is_led = is_led or isinstance(part, Linking)
        if isinstance(part, Quantity) and not is_noun:
            continue
        if isinstance(part, Word):
            after_prep = part.role is Role.PREPOSITION or (after_prep and part.role is Role.FILL)
            own += [part.text] if part.role is Role.OWN else []
            generic = generic or (part.role is Role.GENERIC and not is_led)
            figure = figure or (part.role is Role.GENERIC and part.text in FIGURES)
            agent = agent or part.role is Role.AGENT
            pronoun = pronoun or (part.role is Role.AGENT and part.text in PRONOUNS)
            demand = demand or part.role is Role.DEMAND
    return Subject(tuple(own), generic, agent, demand, bar, pronoun and not (own or generic or demand), figure)
