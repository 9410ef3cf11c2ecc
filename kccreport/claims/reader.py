"""Commentary against the figures it stands beside: sentences that say something else than the table.

The steps: `text` parts a cell into sentences and words, `chunks` reads words as parts by `numbers`, `clocks`, `times`, `lexicon`
and `vocabulary`, `joining` and `clauses` make statements of them, `kinds` finds the claims, and each is held against `facts`.
What cannot be judged is silent.
"""

from collections.abc import Iterator

from kccreport.claims.chunks import chunks
from kccreport.claims.clauses import PRONOUNS, Item, clauses
from kccreport.claims.facts import Facts
from kccreport.claims.kinds import KINDS, ratings
from kccreport.claims.lexicon.times import SEQUENCE
from kccreport.claims.parts import FirstTime, Interval, Move, Part, Rating, Share, Streak, Time, TimeKind
from kccreport.claims.text import sentences, tokens
from kccreport.claims.verdict import AGREES, SILENT, SINCE, Ruling, Verdict, at_time

_MOST_WORDS = 150  # no sentence, but a list or worse; nobody's claim is that long
_THEN = Time(TimeKind.UNKNOWN, SEQUENCE)


def judged_text(text: str, facts: Facts) -> Iterator[tuple[str, Verdict]]:
    """Yield each sentence of a text with what becomes of it.

    "It" and "they" mean what the sentence before was about, so they are read only where that one was read.
    """
    was_read = True
    for sentence in sentences(text):
        first = next(iter(tokens(sentence)), None)
        is_taken_up = first is not None and first.fold in PRONOUNS
        verdict = SILENT if is_taken_up and not was_read else judged(sentence, facts)
        was_read = verdict.ruling is not Ruling.UNKNOWN
        yield sentence, verdict


def judged(sentence: str, facts: Facts, *, by_name: bool = False) -> Verdict:
    """Return what becomes of one sentence: contradicted by its first wrong claim, or else borne out by a right one.

    With `by_name` only what is said of the indicator by words of its title, or by its code, is judged.
    """
    words = tokens(sentence)
    if facts.latest is None or len(words) > _MOST_WORDS:
        return SILENT
    found = SILENT
    parts = chunks(words, facts.vocabulary)
    names_others = any(not _has_figure(part, facts) for part in parts) or _THEN in parts
    for clause in clauses(parts, stands_alone=not by_name):
        dated = [item.part for item in clause.items if _is_dated(item.part)]
        if names_others and not (dated and all(_has_figure(part, facts) for part in dated)):
            continue  # of a month without a figure, and perhaps all that is said with it
        if by_name and not facts.vocabulary.is_named_by(clause.subject.own):
            continue
        if clause.subject.demand and not clause.subject.own and facts.polarity is not None:
            continue  # demand is not the result
        for read in KINDS:
            for claim in read(clause, facts):
                verdict = claim.judge(facts)
                if verdict.ruling is Ruling.CONTRADICTS:
                    return verdict
                if verdict.ruling is Ruling.AGREES:
                    found = verdict
    return found


def gives_rating(sentence: str, facts: Facts) -> bool:
    """Say whether a sentence rightly gives the rating that an indicator, which it names, has now.

    What tells of a change ("slipped from Green to Amber", "has been Red for two quarters") gives more than that, and would
    be wrong next time with another rating in it.
    """
    words = tokens(sentence)
    if facts.latest is None or len(words) > _MOST_WORDS:
        return False
    for clause in clauses(chunks(words, facts.vocabulary), stands_alone=False):
        time, is_one = at_time(clause)
        is_now = time is None or time.kind is TimeKind.LATEST or facts.period(time) == facts.latest.period
        if any(_is_of_change(item) for item in clause.items):
            continue
        if not (is_one and is_now and facts.vocabulary.is_named_by(clause.subject.own)):
            continue
        if any(not claim.was and claim.judge(facts) is AGREES for claim in ratings.read(clause, facts)):
            return True
    return False


def _is_of_change(item: Item) -> bool:
    is_turned = isinstance(item.part, Rating) and item.prep in ("from", "to")
    return is_turned or isinstance(item.part, Move | Streak | Share | FirstTime | Interval) or item.prep in SINCE


def _is_dated(part: Part) -> bool:
    return isinstance(part, Interval) or (isinstance(part, Time) and part.kind in (TimeKind.MONTH, TimeKind.QUARTER))


def _has_figure(part: Part, facts: Facts) -> bool:
    """Say whether a month or quarter that is named has a figure; true for all else."""
    if isinstance(part, Interval):
        return _has_figure(part.start, facts) and _has_figure(part.end, facts)
    if isinstance(part, Time) and _is_dated(part):
        return facts.at(facts.period(part)) is not None
    return True
