"""What a passage says of all KPIs with a rating by naming them: "Only CS07 is Red", "Four are Red: CS04b, CS07, GL02 and GL03"."""

import re
from collections.abc import Iterator

from kccreport.claims.count_said import SO_TO_DATE, CountSaid
from kccreport.claims.verdict import AGREES, Verdict, contradicts
from kccreport.ground.pattern import pattern
from kccreport.models.rag import Rag
from kccreport.models.ratings import RatingScale
from kccreport.rating.rated import RatedSubmission

_NOUN = r"(?:s| KPIs?| indicators?| measures?| ones?)?"
_OPEN = pattern(r"\b(?:such as|including|includes?|for example|e\.g|among|mainly|not)\b", re.IGNORECASE)


def named_alone(sentence: str, rated: RatedSubmission) -> Iterator[CountSaid]:
    """Yield what a sentence says of all that have a rating, where it names them by their references and says no more.

    Names are all that have it after "only", or where they are what is Red; a list that is open ("such as") is not read.
    """
    scale = rated.submission.paper.ratings
    said = _named(" ".join(sentence.split()), rated, scale)
    if said is None:
        return
    rating, names = said
    yield CountSaid(sentence, _verdict(rating, names, rated, scale), ("{rating sentence}",))


def _named(sentence: str, rated: RatedSubmission, scale: RatingScale) -> tuple[Rag, set[str]] | None:
    by_code = {each.kpi.reference.casefold(): each.kpi.reference for each in rated.kpis if each.kpi.has_reference}
    words = {name.casefold(): rating for rating in Rag for name in (scale.word(rating), rating.value)}
    folded = sentence.casefold()
    if not any(code in folded for code in by_code) or _OPEN.search(sentence):
        return None
    code, rating = (
        f"(?:{'|'.join(map(re.escape, sorted(names, key=len, reverse=True)))})" for names in (by_code, words)
    )
    those, rated_so = rf"(?P<names>{code}(?:(?:, and |, | and |; | & ){code})*)", rf"(?P<rating>{rating})"
    for form in (
        rf"only {those}(?: is| are| remains?)(?: now| rated)* {rated_so}",
        rf"(?:the )?(?:only )?{rated_so}{_NOUN} (?:is|are) {those}",
        rf"{those} (?:is|are) the only {rated_so}{_NOUN}",
        rf"[^:(]*\b(?:is|are) {rated_so} ?[:(] ?{those}\)?",
    ):
        match = re.fullmatch(form, sentence.rstrip(". "), re.IGNORECASE)
        if match is not None:
            names = {by_code[name.casefold()] for name in re.findall(code, match["names"], re.IGNORECASE)}
            return words[match["rating"].casefold()], names
    return None


def _verdict(rating: Rag, names: set[str], rated: RatedSubmission, scale: RatingScale) -> Verdict:
    current = [each for each in rated.kpis if not each.is_stale]
    now = [each.kpi.reference for each in current if each.latest is rating]
    if names == set(now):
        return AGREES
    if names == {each.kpi.reference for each in current if each.year_to_date is rating}:
        return SO_TO_DATE
    are = "is" if len(now) == 1 else "are"
    told = " and ".join(filter(None, (", ".join(now[:-1]), *now[-1:])))
    return contradicts(f"{told} {are} {scale.word(rating)}" if now else f"no KPI is {scale.word(rating)}")
