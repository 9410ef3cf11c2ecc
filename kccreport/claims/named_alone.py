"""What a passage says of all KPIs with a rating by naming them: "Only CS07 is Red", "Four are Red: CS04b, CS07, GL02 and GL03".

Or of all but those it names: "All met their targets except FN07". They are named by reference or title.
"""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from kccreport.claims.count_judges import MET
from kccreport.claims.count_said import CountSaid
from kccreport.claims.names_listed import listed
from kccreport.claims.verdict import AGREES, SILENT, Verdict, contradicts, joined
from kccreport.ground.pattern import pattern
from kccreport.models.rag import Rag
from kccreport.models.ratings import RatingScale
from kccreport.rating.rated import RatedKpi, RatedSubmission

_LONGEST = 1000  # no sentence, but a list or worse
_IN_COLOUR = pattern(r"\bin (?:the )?(red|amber|green)\b", re.IGNORECASE)
_KPIS = r"(?:kpis?|(?:performance )?indicators?|(?:performance )?measures?|ones?)"
_NOUN = rf"(?:s| {_KPIS})?"
_OPEN = pattern(r"\b(?:such as|including|includes?|for example|e\.g|among|mainly|not|one of|some of)\b", re.IGNORECASE)
_MAY_NAME = pattern(
    r"\bonly\b|\ball but\b|[:(]|\b(?:except|apart from|other than|bar|save|exception)\b"
    r"|\b(?:is|are|was|were|met|achieved|hit|exceeded|remain)\b",
    re.IGNORECASE,
)
_NUMBER = r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[a-z]+teen|[a-z]+ty(?:-[a-z]+)?)"
_WHOLE = rf"(?:of )?(?:(?:the|our|its|these) )?(?:{_NUMBER} )?(?:{_KPIS} )?"
_BE = r"(?:is|are|remains?|was|were)(?: now| currently| still| rated)*"
_EXCEPT = (
    r",? (?:except(?: for)?|excepting|excluding|apart from|other than|bar|save(?: for)?|with the exception of|but not)"
)
EXCEPTION = pattern(rf"\b{_EXCEPT.removeprefix(',? ')}\b", re.IGNORECASE)
_MEET = r"(?:(?:have |has )?(?:met|achieved|hit|exceeded) (?:the|its|their) targets?|(?:are|is|were|was)(?: now)? on target)"


class _Named(NamedTuple):
    """The KPIs that a sentence says are all that have a rating; or with None that met their target, or did not, or changed."""

    names: set[str]
    rating: Rag | None = None
    is_met: bool | None = None
    is_rest: bool = False
    are_some: bool = False  # there may be others: "CS07 and GL02 are Red"


def named_alone(sentence: str, rated: RatedSubmission, *, is_to_date: bool = False) -> CountSaid | None:
    """Return what a sentence says of all that have a rating, where it names them and says no more; None where it does not.

    Names are all that have it after "only", or where they are what is Red; a list that is open ("such as") is not read.
    """
    words = _IN_COLOUR.sub(r"\1", " ".join(sentence.split()).rstrip(". "))
    if len(words) > _LONGEST or _OPEN.search(words) or not _MAY_NAME.search(words):
        return None
    said = _named(words, rated, rated.submission.paper.ratings)
    if said is None:
        return None
    computed_by = "{rating changes sentence}" if said.rating is None and said.is_met is None else "{rating sentence}"
    return CountSaid(sentence, _verdict(said, rated, is_to_date=is_to_date), (computed_by,), words)


def _named(words: str, rated: RatedSubmission, scale: RatingScale) -> _Named | None:
    ratings = {name.casefold(): rating for rating in Rag for name in (scale.word(rating), rating.value)}
    one_of = "|".join(map(re.escape, sorted(ratings, key=len, reverse=True)))
    folded = words.casefold()
    if not any(name in folded for name in (*ratings, "target", "rating")):
        return None
    for form, is_rest in _forms(folded, rf"(?P<rating>{one_of})"):
        match = re.fullmatch(form, words, re.IGNORECASE)
        names = None if match is None else listed(match["names"], rated)
        if match is None or names is None:
            continue
        groups = match.groupdict()
        if groups.get("some"):
            rating = ratings[match["rating"].casefold()] if groups.get("rating") else None
            return _Named(names, rating, is_met=True, are_some=True) if len(names) > 1 else None
        if groups.get("rating"):
            return _Named(names, ratings[match["rating"].casefold()], is_rest=is_rest)
        return _Named(names, is_met=None if groups.get("changed") else not is_rest, is_rest=is_rest)
    return None


def _forms(words: str, rating: str) -> Iterator[tuple[str, bool]]:
    """Yield the forms in which all that have a rating are named, and whether those named are the ones that have not.

    Only those that words may have: they are long, and most sentences have none.
    """
    those, every, none = r"(?P<names>[^:]+?)", r"(?:all|everything|every|each)(?: one)?", r"(?:no|none|nothing)"
    yield rf"(?:the )?(?:only )?(?:{_NUMBER} )?{rating}{_NOUN} (?:is|are) {those}", False
    if "only" in words:
        yield rf"only {those} {_BE} {rating}", False
        yield rf"only {those} {_MEET}", False
        yield rf"{those} (?:is|are) the only (?:{_NUMBER} )?{rating}{_NOUN}", False
        yield (
            (
                rf"(?:the )?only {_KPIS} (?:to (?:have )?changed?|that (?:has |have )?changed|whose) (?:its |their )?"
                r"(?P<changed>ratings?)(?: changed)?(?: since the (?:period|month|quarter) before)? (?:is|are|was|were) "
                r"(?P<names>[^:,]+)(?:,.*)?"
            ),
            False,
        )
    if ":" in words or "(" in words:
        yield (
            (rf"(?:there are |only |just )*(?:{_NUMBER}|these|the following) {_WHOLE}{_BE} {rating} ?[:(] ?{those}\)?"),
            False,
        )
    if " and " in words:
        names = r"(?:both )?(?P<names>(?P<some>[^:]+?) and [^:]+?)"
        yield rf"{names} (?:are|remain|were)(?: both| all| now| still| currently| rated)* {rating}", False
        yield rf"{names} (?:both |all )?{_MEET}", False
    if "all but" in words:
        yield rf"all but {those} {_BE} {rating}", True
        yield rf"all but {those} {_MEET}", True
    if EXCEPTION.search(words):
        yield rf"{every} {_WHOLE}{_BE} {rating}{_EXCEPT} {those}", True
        yield rf"{every} {_WHOLE}{_MEET}{_EXCEPT} {those}", True
        yield rf"{none} {_WHOLE}{_BE} {rating}{_EXCEPT} {those}", False
        yield rf"{none} {_WHOLE}{_MEET}{_EXCEPT} {those}", False


def _verdict(said: _Named, rated: RatedSubmission, *, is_to_date: bool) -> Verdict:
    current = [each for each in rated.kpis if not each.is_stale]
    scale = rated.submission.paper.ratings
    if said.rating is None and said.is_met is None:
        have = [each.kpi.reference for each in rated.changed_kpis]
        return (
            AGREES
            if said.names == set(have)
            else contradicts(_told(have, "changed their rating", "changed its rating"))
        )
    is_of = _has(said, is_to_date=is_to_date)
    if said.are_some:
        return _each(said.names, is_of, current, scale)
    known = [each for each in current if _rating(each, is_to_date=is_to_date) is not None]
    have = [each.kpi.reference for each in known if is_of(each) is not said.is_rest]
    if said.names == set(have):
        return AGREES
    to_date = " for the year to date" if is_to_date else ""
    what = "on target" if said.rating is None else scale.word(said.rating)
    if said.is_rest and not have:
        return contradicts(f"every KPI is {what}{to_date}")
    what = f"{'not ' if said.is_rest else ''}{what}{to_date}"
    return contradicts(_told(have, f"are {what}", f"is {what}"))


def _each(names: set[str], is_of: Callable[[RatedKpi], bool], current: list[RatedKpi], scale: RatingScale) -> Verdict:
    """Return what becomes of a rating that is said of each of some KPIs; what is right is left to be read one by one."""
    others = [each for each in current if each.kpi.reference in names and each.latest is not None and not is_of(each)]
    if not others:
        return SILENT
    return contradicts(joined([f"{each.kpi.reference} is {scale.word(each.latest)}" for each in others if each.latest]))


def _has(said: _Named, *, is_to_date: bool) -> Callable[[RatedKpi], bool]:
    wanted = MET if said.rating is None else (said.rating,)
    return lambda each: _rating(each, is_to_date=is_to_date) in wanted


def _rating(each: RatedKpi, *, is_to_date: bool) -> Rag | None:
    return each.year_to_date if is_to_date else each.latest


def _told(names: list[str], are: str, is_: str) -> str:
    if not names:
        return f"no KPI {is_}"
    return f"{joined(names)} {is_ if len(names) == 1 else are}"
