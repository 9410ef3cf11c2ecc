"""What a passage says of the whole paper: "All 25 are Green", "no indicator is Red", "nineteen of the 25 KPIs met their target".

Taken for granted: without a time the latest ratings are meant, or those for the year to date; indicators are the KPIs, which
alone have ratings. Whatever else a clause says, such as the name of a directorate, makes it a statement about fewer.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from kccreport.claims.numbers import read_number
from kccreport.claims.text import tokens
from kccreport.claims.verdict import AGREES, SILENT, Ruling, Verdict, contradicts
from kccreport.claims.vocabulary import rating_words
from kccreport.ground.pattern import pattern
from kccreport.models.rag import Rag
from kccreport.models.ratings import RatingScale
from kccreport.rating.rated import Counts, RatedSubmission

_NOUN = r"(?:kpi|kpis|indicator|indicators|performance indicators|key performance indicators|measures)"


def _whole(name: str) -> str:
    return rf"(?:of )?(?:the |our |its |these |all )*(?:(?P<{name}>\d+) )?(?:{_NOUN} )?"


_WHO = (
    rf"(?:(?P<all>all|every|each|every one|each one) {_whole('total_of_all')}"
    rf"|(?P<none>no|none|not one|not a single) {_whole('total_of_none')}"
    rf"|(?:only |just |there are |there were )?(?P<count>\d+) (?:of {_whole('total_of_some')}|(?:{_NOUN} )?))"
)
_BE = r"(?:is |are |was |were |remain |remains |have been |has been |being )?(?:now |currently |all |still )?(?:rated |at )?"
_WHEN = (
    r"(?: (?:for|in|at)?\s?(?:the )?"
    r"(?P<when>year to date|latest month|latest quarter|latest period|month|quarter|end of the (?:month|quarter)))?"
)
_ENDS = pattern(rf"{_WHEN}$")
_RATINGS = "|".join(rating for rating in Rag if rating is not Rag.NOT_MET)
_RATED = pattern(rf"{_WHO}{_BE}(?P<rating>{_RATINGS}){_WHEN}")
_THERE = pattern(
    rf"(?:there (?:are|were) |we have )(?:(?P<none>no)|(?P<count>\d+)) (?P<rating>{_RATINGS}) {_NOUN}{_WHEN}"
)
_MOVED = pattern(
    rf"{_WHO}(?:have |has |are |is )?(?P<way>improved|improving|worsened|worsening|unchanged)"
    r"(?: since the (?:period|month|quarter) before)?"
)
_HELD = pattern(rf"{_WHO}(?:have |has )?(?P<met>met|achieved|missed|exceeded)(?: (?:the|its|their))? targets?{_WHEN}")


def judged_counts(sentence: str, rated: RatedSubmission) -> Verdict:
    """Return what becomes of the counts in one sentence of a passage."""
    found = SILENT
    scale = rated.submission.paper.ratings
    for clause in (each for said in _clauses(sentence) for each in _in_our_words(said, scale)):
        for shape, judge in ((_RATED, _ratings), (_THERE, _ratings), (_MOVED, _travel), (_HELD, _targets)):
            match = shape.fullmatch(clause)
            verdict = judge(match, rated) if match is not None else SILENT
            if verdict.ruling is Ruling.CONTRADICTS:
                return verdict
            found = verdict if verdict.ruling is Ruling.AGREES else found
    return found


def _in_our_words(clause: str, scale: RatingScale) -> Iterator[str]:
    """Yield a clause, and where it ends with the council's word for a rating, the same with ours."""
    yield clause
    for own, rating in rating_words(scale):
        for when in ("", *(match[0] for match in _ENDS.finditer(clause))):
            head, tail = clause.removesuffix(when), f" {' '.join(own)}"
            if clause.endswith(when) and head.endswith(tail):
                yield f"{head.removesuffix(tail)} {rating.value}{when}"


def _clauses(sentence: str) -> Iterator[str]:
    """Yield the clauses of a sentence with numbers in digits: "19 of the 25 kpis are green"."""
    words = tokens(sentence)
    clause: list[str] = []
    at = 0
    while at < len(words):
        fold = words[at].fold
        if fold in (",", ";", ":", "and", "but", ".", "–", "with", "while", "(", ")"):
            yield " ".join(clause)
            clause, at = [], at + 1
            continue
        number = read_number(words, at)
        if number is not None and number[0] == int(number[0]):
            clause.append(str(int(number[0])))
            at = number[1]
        else:
            clause.append(fold)
            at += 1
    yield " ".join(clause)


def _ratings(match: re.Match[str], rated: RatedSubmission) -> Verdict:
    rating = Rag(match["rating"])
    when = match["when"] or ""
    latest, to_date = rated.latest_counts, rated.year_to_date_counts
    readings = [to_date] if when == "year to date" else [latest] if when else [latest, to_date]
    if any(_is_count(match, counts[rating], _rated(counts), counts.total) for counts in readings):
        return AGREES
    shown = "" if readings[0] is latest else " for the year to date"
    number, called = readings[0][rating], rated.submission.paper.ratings.word(rating)
    return contradicts(f"{number} of the {latest.total} KPIs {_are(number)} {called}{shown}")


def _rated(counts: Counts) -> int:
    return counts.total - counts.not_rated - counts.stale


def _travel(match: re.Match[str], rated: RatedSubmission) -> Verdict:
    counts = rated.travel_counts
    way = {"improv": "improving", "worsen": "worsening", "unchan": "unchanged"}[match["way"][:6]]
    number = {"improving": counts.improving, "worsening": counts.worsening, "unchanged": counts.unchanged}[way]
    compared = counts.compared
    if _is_count(match, number, compared, compared + counts.not_available):
        return AGREES
    return contradicts(f"{number} of the {compared + counts.not_available} KPIs {_are(number)} {way}")


def _targets(match: re.Match[str], rated: RatedSubmission) -> Verdict:
    met = {Rag.GREEN, Rag.BLUE, Rag.DARK_GREEN, Rag.LIGHT_GREEN}
    readings = [rated.latest_counts] if match["when"] != "year to date" else []
    readings += [rated.year_to_date_counts] if match["when"] in (None, "year to date") else []
    numbers = []
    for counts in readings:
        number = sum(counts[rating] for rating in met)
        number = number if match["met"] != "missed" else _rated(counts) - number
        if _is_count(match, number, _rated(counts), counts.total):
            return AGREES
        numbers.append((number, counts.total))
    number, total = numbers[0]
    return contradicts(f"{number} of the {total} KPIs {match['met']} their target")


def _is_count(match: re.Match[str], number: int, rated: int, total: int) -> bool:
    """Say whether what a clause counts is so; a total that it names must be that of the paper, unrated ones in or out."""
    groups = match.groupdict()
    named = groups.get("total_of_all") or groups.get("total_of_none") or groups.get("total_of_some")
    if named is not None and Decimal(named) not in (rated, total):
        return False
    if groups.get("all"):
        return number == rated
    return number == 0 if match["none"] else number == int(match["count"])


def _are(number: int) -> str:
    return "is" if number == 1 else "are"
