"""Verbs that say a movement only where nobody does them to something: "calls picked up", and not "calls were picked up".

"Calls were picked up within 40 seconds", "we recovered 86% of the debt" and "the process was improved" say what was done.
Whatever is said with such a verb is not read as a movement; what it says may be anything.
"""

from collections.abc import Sequence

from kccreport.claims.lexicon.tables import phrases
from kccreport.claims.numbers import read_quantity
from kccreport.claims.parts import Move, Outcome, Part, Quantity, Role, Unit, Word
from kccreport.claims.text import Token
from kccreport.claims.vocabulary import Vocabulary

# of these nothing but the word itself is said to have been done, by however much
_DONE = frozenset(
    [
        "picked",
        "turned",
        "recovered",
        "progressed",
        "advanced",
        "lost",
        "gained",
        "raised",
        "raise",
        "dropped",
        "contracted",
        "mounted",
    ]
)
# these say a movement with how much or from where it went: "was improved by two points"
_CHANGED = frozenset({"improved", "strengthened", "boosted", "weakened", "eased"})
_WITH_OBJECT = frozenset(
    {"picked", "turned", "recovered", "progressed", "advanced", "improved", "strengthened", "raised", "dropped"}
) | {"boosted"}
_BE = frozenset({"was", "were", "been", "be", "being", "is", "are", "get", "got"})
_BETWEEN = phrases(
    "also, then, not, again, soon, all, never, only, just, already, still, both, now, since, largely, first"
)
_DETERMINERS = frozenset(
    {"the", "our", "its", "their", "more", "fewer", "some", "all", "most", "many", "every", "a", "an"}
)
_AMOUNT_AHEAD = frozenset({"by", "to", "from"})
_LIMITS = frozenset({"in", "within", "inside", "under", "on"})
_MONTHLY = frozenset({"month", "quarter"})
_NOT_A_STEP = frozenset({"ago", "earlier", "before", "later", "previously", "on", "in", "end"})


def as_deed(part: Part, words: Sequence[Token], at: int, length: int, before: Sequence[Part], own: Vocabulary) -> Part:
    """Return the verb at a place of a sentence as it is, or where it says what was done as a word that is not known.

    Where the title has that word it stays one of the title: "86% of the debt was recovered".
    """
    verb = words[at].fold
    if isinstance(part, Outcome):
        is_deed = verb == "cleared" and _counts(words, at + length)
    elif isinstance(part, Move) and not part.is_noun and not part.is_comparison and verb in _DONE | _CHANGED:
        is_deed = _is_done(verb, words, at, at + length, before) or (
            verb in _WITH_OBJECT and _has_object(words, at + length, own)
        )
    else:
        return part
    if not is_deed:
        return part
    is_own = isinstance(part, Move) and length == 1 and own.names(words[at])
    return Word(Role.OWN if is_own else Role.UNKNOWN, verb)


def _is_done(verb: str, words: Sequence[Token], at: int, end: int, before: Sequence[Part]) -> bool:
    """Say whether a form of "be" stands before, or behind it how soon it was done: "calls picked up in 40 seconds were …"."""
    start = at - 1
    while start >= 0 and (words[start].fold in _BETWEEN or words[start].fold.endswith("ly")):
        start -= 1
    if start >= 0 and words[start].fold in _BE:
        if any(isinstance(part, Quantity) and part.unit is Unit.POINTS for part in before):
            return False  # "eight points have been lost"
        return verb in _DONE or not _tells_amount(words, end)
    if verb not in _DONE or end >= len(words) or words[end].fold not in _LIMITS:
        return False
    ahead = _quantity(words, end + 1)
    is_in_time = end + 1 < len(words) and words[end + 1].fold in ("time", "timescale")
    return is_in_time or (ahead is not None and ahead.unit is Unit.DURATION)


def _tells_amount(words: Sequence[Token], at: int) -> bool:
    return at < len(words) and words[at].fold in _AMOUNT_AHEAD and _quantity(words, at + 1) is not None


def _has_object(words: Sequence[Token], at: int, own: Vocabulary) -> bool:
    """Say whether what follows a verb is what was done: "60% of calls", "the debt"; "three points" is how much it moved."""
    if at >= len(words):
        return False
    found = read_quantity(words, at)
    if found is None:
        return words[at].fold in _DETERMINERS and at + 1 < len(words) and words[at + 1].fold not in _MONTHLY
    quantity, length = found
    following = words[at + length].fold if at + length < len(words) else ""
    if quantity.unit in (Unit.PERCENT, Unit.SHARE):
        return following == "of"
    return quantity.unit in (Unit.PLAIN, Unit.MONEY) and following not in ("point", "points")


def _counts(words: Sequence[Token], at: int) -> bool:
    found = _quantity(words, at)
    return found is not None and found.unit is Unit.PLAIN


def _quantity(words: Sequence[Token], at: int) -> Quantity | None:
    found = read_quantity(words, at) if at < len(words) else None
    return found[0] if found is not None else None


def is_each_step(words: Sequence[Token], at: int, before: Sequence[Part]) -> bool:
    """Say whether "a month" or "per quarter" here makes a movement's amount that of each step: "down a point a month"."""
    if words[at].fold not in ("a", "per") or at + 1 >= len(words) or words[at + 1].fold not in _MONTHLY:
        return False
    if at + 2 < len(words) and words[at + 2].fold in _NOT_A_STEP:
        return False
    last = next((part for part in reversed(before) if not _is_little(part)), None)
    return isinstance(last, Quantity) and any(isinstance(part, Move) for part in before)


def is_span(words: Sequence[Token], at: int, before: Sequence[Part]) -> bool:
    """Say whether "over two quarters" here is how long a movement took; it is open which periods those are."""
    if words[at].fold not in ("over", "across") or not any(isinstance(part, Move) for part in before):
        return False
    found = _quantity(words, at + 1)
    return found is not None and found.unit is Unit.DURATION


def _is_little(part: Part) -> bool:
    return isinstance(part, Word) and part.role in (Role.FILL, Role.OWN)
