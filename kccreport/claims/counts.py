"""What a passage says of the whole paper: "All 25 are Green", "no indicator is Red", "nineteen of the 25 KPIs met their target".

Taken for granted: without a time the latest ratings are meant, or those for the year to date; indicators are the KPIs, which
alone have ratings. Whatever else a clause says, such as the name of a directorate, makes it a statement about fewer.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from kccreport.claims.count_patterns import (
    BOARD,
    CHANGED,
    COMPARED,
    ENDS,
    HELD,
    HOLDS,
    MOVED,
    NARROWS,
    RATED,
    SHIFTED,
    SHOWS,
    THERE,
    TURNED,
    WIDE,
)
from kccreport.claims.count_said import SO_TO_DATE, CountSaid, Reading, readings
from kccreport.claims.named_alone import named_alone
from kccreport.claims.numbers import read_number
from kccreport.claims.text import tokens
from kccreport.claims.verdict import AGREES, SILENT, Ruling, Verdict, contradicts
from kccreport.claims.vocabulary import rating_words
from kccreport.models.rag import Rag
from kccreport.models.ratings import RatingScale
from kccreport.rating.rated import Counts, RatedSubmission

_MOST_NAMED = 6


def counts_in(sentence: str, rated: RatedSubmission) -> Iterator[CountSaid]:
    """Yield the counts in one sentence of a passage, a clause each; none where it begins with another time or place."""
    if _is_of_something_else(sentence, rated):
        return
    yield from named_alone(sentence, rated)
    scale = rated.submission.paper.ratings
    clauses = [_turned(_of_now(clause, rated)) for clause in _clauses(sentence)]
    is_to_date = bool(clauses) and clauses[0] in ("for the year to date", "year to date", "in the year to date")
    for clause in clauses:
        for words in _in_our_words(SHOWS.sub("", clause), scale):
            words = f"{words} for the year to date" if is_to_date and "year to date" not in words else words
            found = _judged(words, rated)
            if found is not None and found.verdict.ruling is not Ruling.UNKNOWN:
                yield found
                break


def _judged(words: str, rated: RatedSubmission) -> CountSaid | None:
    for pattern, judge, computed_by in (
        (RATED, _ratings, _by_rating),
        (THERE, _ratings, _by_rating),
        (BOARD, _ratings, _by_rating),
        (MOVED, _travel, _by_direction),
        (HELD, _targets, _by_sentence),
        (HOLDS, _holds, _by_total),
        (SHIFTED, _shifted, _by_changes),
        (CHANGED, _changed, _by_changes),
        (COMPARED, _compared, _by_sentence),
    ):
        match = pattern.fullmatch(words)
        if match is not None:
            verdict = judge(match, rated)
            if verdict is SO_TO_DATE:
                return CountSaid(words, verdict, ("{year to date rating sentence}",))
            return CountSaid(words, verdict, computed_by(match, rated.submission.paper.ratings))
    return None


def _of_now(clause: str, rated: RatedSubmission) -> str:
    """Return a clause that ends with the month reported, such as "in september 2026", as one that ends "in the month"."""
    label = rated.submission.paper.results_up_to.full_label.casefold()
    month, _, year = label.partition(" ")
    return re.sub(rf" (?:in|for|at the end of) {re.escape(month)}(?: {re.escape(year)})?$", " in the month", clause)


def _turned(clause: str) -> str:
    """Return "6 kpis are on target" of "performance is on target for 6 kpis"; any other clause as it is."""
    match = TURNED.fullmatch(clause)
    return clause if match is None else f"{match['who']} are {match['how']}"


def _is_of_something_else(sentence: str, rated: RatedSubmission) -> bool:
    """Say whether a sentence begins with a time, a place or a condition of its own, as in "Last quarter, all were Green".

    What a count may begin with is known: the period of the paper, the year to date, and what says that all are meant.
    """
    lead, comma, _ = sentence.partition(",")
    period = rated.submission.paper.results_up_to.full_label
    words = " ".join(token.fold for token in tokens(lead.replace(period, "PERIOD")))
    return bool(comma) and bool(NARROWS.match(words)) and not WIDE.fullmatch(words)


# what computes a count, as an officer types it; tests hold these against the list of `paper.computed`
def _by_rating(match: re.Match[str], scale: RatingScale) -> tuple[str, ...]:
    groups = match.groupdict()
    if "year to date" in (groups.get("when") or ""):
        return ("{year to date rating sentence}",)
    rating = Rag(_rating_in(match))
    known = rating in (Rag.GREEN, Rag.AMBER, Rag.RED) or scale.own(rating)
    if not (groups.get("count") or groups.get("number")) or groups.get("other") or not known:
        return ("{rating sentence}",)
    number = "{number " + (scale.own(rating) or rating.value.capitalize()) + "}"
    return (number, "{number of KPIs}") if groups.get("total_of_some") else (number,)


def _by_direction(match: re.Match[str], scale: RatingScale) -> tuple[str, ...]:
    return ("{direction sentence}",)


def _by_sentence(match: re.Match[str], scale: RatingScale) -> tuple[str, ...]:
    return ("{rating sentence}",)


def _by_changes(match: re.Match[str], scale: RatingScale) -> tuple[str, ...]:
    return ("{rating changes sentence}",)


def _by_total(match: re.Match[str], scale: RatingScale) -> tuple[str, ...]:
    return ("{number of KPIs}",)


def _in_our_words(clause: str, scale: RatingScale) -> Iterator[str]:
    """Yield a clause, and where it ends with the council's word for a rating, the same with ours."""
    yield clause
    for own, rating in rating_words(scale):
        for when in ("", *(match[0] for match in ENDS.finditer(clause))):
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
        if fold == "all" and at + 1 < len(words) and words[at + 1].fold == "but":
            clause.append("all but")
            at += 2
            continue
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
    groups = match.groupdict()
    wanted = [Rag(name) for name in (_rating_in(match), groups.get("other")) if name]
    when = groups.get("when") or ""
    latest = rated.latest_counts
    found = readings(rated, when)
    for each in found:
        if _is_count(match, sum(each.counts[rating] for rating in wanted), each.counts):
            return each.agrees
    is_latest = found[0].is_latest
    shown = "" if is_latest else " for the year to date"
    scale = rated.submission.paper.ratings
    number, called = sum(found[0].counts[rating] for rating in wanted), " or ".join(scale.word(each) for each in wanted)
    told = f"{number} of the {latest.total} KPIs {_are(number)} {called}{shown}"
    are_meant = any(groups.get(name) for name in ("count", "number", "none", "no"))
    names = _names(rated, [each for each in Rag if (each in wanted) is are_meant], is_latest=is_latest)
    return contradicts(f"{told}; {names}" if names else told)


def _rating_in(match: re.Match[str]) -> str:
    groups = match.groupdict()
    return groups.get("rating") or groups.get("colour") or ""


def _names(rated: RatedSubmission, ratings: Sequence[Rag], *, is_latest: bool) -> str:
    """Return which KPIs have some ratings, the worst first, such as "Red are CS07 and GL02, Amber is CS04a"."""
    found = []
    for rating in reversed(ratings):
        names = [
            each.kpi.reference
            for each in rated.kpis
            if not each.is_stale and (each.latest if is_latest else each.year_to_date) is rating
        ]
        if names:
            called = rated.submission.paper.ratings.word(rating)
            found.append(f"{called} {_are(len(names))} {_few(names)}")
    return ", ".join(found)


def _few(names: Sequence[str]) -> str:
    if len(names) > _MOST_NAMED:
        return f"{', '.join(names[: _MOST_NAMED - 1])} and {len(names) - _MOST_NAMED + 1} others"
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _rated(counts: Counts) -> int:
    return counts.total - counts.not_rated - counts.stale


def _holds(match: re.Match[str], rated: RatedSubmission) -> Verdict:
    """Hold a paper's number of KPIs against those it has; of indicators it may be all, activity included."""
    total, kpis = int(match["total"]), len(rated.kpis)
    is_any = match["noun"] in ("indicator", "indicators", "measures", "performance measures")
    if total == kpis or (is_any and total in (len(rated.indicators), len(rated.activities))):
        return AGREES
    if match["noun"] == "targets":
        return SILENT
    return contradicts(f"it has {kpis} KPIs" + (f" and {len(rated.activities)} activity indicators" if is_any else ""))


def _travel(match: re.Match[str], rated: RatedSubmission) -> Verdict:
    counts = rated.travel_counts
    way = {"improv": "improving", "worsen": "worsening", "unchan": "unchanged"}[match["way"][:6]]
    number = {"improving": counts.improving, "worsening": counts.worsening, "unchanged": counts.unchanged}[way]
    compared = counts.compared
    if _is_number(match, number, compared, compared + counts.not_available):
        return AGREES
    return contradicts(f"{number} of the {compared + counts.not_available} KPIs {_are(number)} {way}")


def _targets(match: re.Match[str], rated: RatedSubmission) -> Verdict:
    met = {Rag.GREEN, Rag.BLUE, Rag.DARK_GREEN, Rag.LIGHT_GREEN}
    is_missed = match["met"] in ("missed", "off target")
    found = readings(rated, match["when"] or "")

    def number_of(each: Reading) -> int:
        number = sum(each.counts[rating] for rating in met)
        return _rated(each.counts) - number if is_missed else number

    for each in found:
        if _is_count(match, number_of(each), each.counts):
            return each.agrees
    number, total = number_of(found[0]), found[0].counts.total
    names = _names(rated, [each for each in Rag if each not in met], is_latest=found[0].is_latest)
    how = f"{_are(number)} {match['met']}" if "target" in match["met"] else f"{match['met']} their target"
    told = f"{number} of the {total} KPIs {how}"
    return contradicts(f"{told}; {names}" if names and not is_missed else told)


def _shifted(match: re.Match[str], rated: RatedSubmission) -> Verdict:
    """Hold how many KPIs went from one rating to another since the period before."""
    before, now = Rag(match["before"]), Rag(match["rating"])
    known = [each for each in rated.kpis if each.latest and each.previous and not each.is_stale]
    names = [each.kpi.reference for each in known if (each.previous, each.latest) == (before, now)]
    if _is_number(match, len(names), len(known), len(rated.kpis)):
        return AGREES
    scale = rated.submission.paper.ratings
    told = f"{len(names)} went from {scale.word(before)} to {scale.word(now)} since the period before"
    return contradicts(f"{told}: {_few(names)}" if names else told)


def _changed(match: re.Match[str], rated: RatedSubmission) -> Verdict:
    """Hold how a number of ratings changed since the period before."""
    rating = Rag(match["rating"])
    before, now = rated.previous_counts[rating], rated.latest_counts[rating]
    is_up = match["way"] in ("rose", "risen", "grew", "grown", "increased", "gone up", "went up")
    said = {"by": abs(now - before), "from": before, "to": now}
    is_right = now != before and (now > before) is is_up
    if is_right and all(match[name] is None or int(match[name]) == number for name, number in said.items()):
        return AGREES
    return contradicts(
        f"{before} were {rated.submission.paper.ratings.word(rating)} in the period before and {now} now"
    )


def _compared(match: re.Match[str], rated: RatedSubmission) -> Verdict:
    """Hold of which of two ratings there are more."""
    ratings = Rag(match["rating"]), Rag(match["other"])
    found = readings(rated, match["when"] or "")
    for each in found:
        one, other = (each.counts[rating] for rating in ratings)
        if one > other if match["more"] == "more" else one < other:
            return each.agrees
    words = (rated.submission.paper.ratings.word(rating) for rating in ratings)
    told = (f"{found[0].counts[rating]} {word}" for rating, word in zip(ratings, words, strict=True))
    return contradicts(f"there are {' and '.join(told)}")


def _is_count(match: re.Match[str], number: int, counts: Counts) -> bool:
    return _is_number(match, number, _rated(counts), counts.total)


def _is_number(match: re.Match[str], number: int, rated: int, total: int) -> bool:
    """Say whether what a clause counts is so; a total that it names must be that of the paper, unrated ones in or out.

    A share may be one of all or of those rated, rounded down or up.
    """
    groups = match.groupdict()
    named = next((value for name, value in groups.items() if name.startswith("total_of") and value), None)
    if named is not None and int(named) not in (rated, total):
        return False
    wholes = [int(named)] if named is not None else [rated, total]
    if groups.get("all"):
        return number == rated and rated > 0
    if groups.get("but"):
        return int(match["fewer"]) in (rated - number, total - number)
    if groups.get("none") or groups.get("no"):
        return number == 0
    if groups.get("most"):
        return any(2 * number > whole for whole in wholes)
    if groups.get("few"):
        return any(2 * number < whole for whole in wholes)
    if groups.get("both"):
        return rated == 2 and number == (2 if groups["both"] == "both" else 0)
    if groups.get("part"):
        share = _share(groups["part"])
        return any(whole and 20 * abs(number - share * whole) <= whole for whole in wholes)
    if groups.get("share"):
        return any(whole and abs(100 * number - int(match["share"]) * whole) < whole for whole in wholes)
    return number == int(groups.get("count") or groups.get("number") or -1)


def _share(words: str) -> Decimal:
    """Return a fraction as a clause has it, such as "half" or "3 quarters"."""
    top, _, bottom = words.rpartition(" ")
    parts = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "tenth": 10}
    return Decimal(1 if top in ("", "a") else int(top)) / parts[bottom.removesuffix("s")]


def _are(number: int) -> str:
    return "is" if number == 1 else "are"
