"""In which forms a clause counts: the patterns that it has, in other words too, what judges each, and what computes it."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from kccreport.claims.count_amounts import rating_in, total_in
from kccreport.claims.count_judges import (
    Judge,
    changed,
    compared,
    holds,
    ratings,
    shifted,
    targets,
    travel,
    travel_compared,
)
from kccreport.claims.count_patterns import (
    BOARD,
    CHANGED,
    COMPARED,
    ENDS,
    HELD,
    HOLDS,
    HOW_MANY,
    IN_OTHER_WORDS,
    MAY_COUNT,
    MOVED,
    MOVES_COMPARED,
    OF_THE_RATED,
    RATED,
    SHIFTED,
    SHOWS,
    THERE,
    TURNED,
)
from kccreport.claims.vocabulary import rating_words
from kccreport.models.rag import Rag
from kccreport.models.ratings import RatingScale


class Form(NamedTuple):
    """A pattern that a clause has, what judges it, and what computes it."""

    match: re.Match[str]
    judge: Judge
    computed_by: Callable[[re.Match[str], RatingScale], tuple[str, ...]]


def forms_of(words: str, scale: RatingScale, *, is_to_date: bool) -> list[Form]:
    """Return the forms in which a clause counts, none where it counts nothing."""
    found: list[Form] = []
    said = words.split()
    if OF_THE_RATED.match(words):
        return found
    if HOW_MANY.isdisjoint(said) and not any(word.isdigit() for word in said):
        return found
    if MAY_COUNT.isdisjoint(said) and not any(own[-1] in words for own, _ in rating_words(scale)):
        return found
    for each in _in_our_words(SHOWS.sub("", _turned(_plain(words))), scale):
        clause = f"{each} for the year to date" if is_to_date and "year to date" not in each else each
        for pattern, judge, computed_by in _FORMS:
            match = pattern.fullmatch(clause)
            if match is not None:
                found.append(Form(match, judge, computed_by))
                break
    return found


def _plain(words: str) -> str:
    for pattern, plain in IN_OTHER_WORDS:
        words = pattern.sub(plain, words)
    return words


def _turned(clause: str) -> str:
    """Return "6 kpis are on target" of "performance is on target for 6 kpis"; any other clause as it is."""
    match = TURNED.fullmatch(clause)
    return clause if match is None else f"{match['who']} are {match['how']}"


# what computes a count, as an officer types it; tests hold these against the list of `paper.computed`
def _by_rating(match: re.Match[str], scale: RatingScale) -> tuple[str, ...]:
    groups = match.groupdict()
    if "year to date" in (groups.get("when") or ""):
        return ("{year to date rating sentence}",)
    rating = Rag(rating_in(match))
    known = rating in (Rag.GREEN, Rag.AMBER, Rag.RED) or scale.own(rating)
    is_number = (groups.get("count") or groups.get("number")) and not groups.get("hedge")
    if not is_number or groups.get("other") or not known:
        return ("{rating sentence}",)
    number = "{number " + (scale.own(rating) or rating.value.capitalize()) + "}"
    return (number, "{number of KPIs}") if total_in(match) else (number,)


def _by(words: str) -> Callable[[re.Match[str], RatingScale], tuple[str, ...]]:
    return lambda match, scale: (words,)


_FORMS: tuple[tuple[re.Pattern[str], Judge, Callable[[re.Match[str], RatingScale], tuple[str, ...]]], ...] = (
    (RATED, ratings, _by_rating),
    (THERE, ratings, _by_rating),
    (BOARD, ratings, _by_rating),
    (MOVED, travel, _by("{direction sentence}")),
    (MOVES_COMPARED, travel_compared, _by("{direction sentence}")),
    (HELD, targets, _by("{rating sentence}")),
    (HOLDS, holds, _by("{number of KPIs}")),
    (SHIFTED, shifted, _by("{rating changes sentence}")),
    (CHANGED, changed, _by("{rating changes sentence}")),
    (COMPARED, compared, _by("{rating sentence}")),
)


def _in_our_words(clause: str, scale: RatingScale) -> Iterator[str]:
    """Yield a clause, and where it ends with the council's word for a rating, the same with ours."""
    yield clause
    for own, rating in rating_words(scale):
        for when in ("", *(match[0] for match in ENDS.finditer(clause))):
            head, tail = clause.removesuffix(when), f" {' '.join(own)}"
            if clause.endswith(when) and head.endswith(tail):
                yield f"{head.removesuffix(tail)} {rating.value}{when}"
