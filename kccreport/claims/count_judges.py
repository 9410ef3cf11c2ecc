"""What becomes of each kind of count: held against the ratings or directions of some KPIs, now or for the year to date."""

import re
from collections.abc import Callable, Sequence

from kccreport.claims.count_amounts import is_count, is_number, rating_in
from kccreport.claims.count_said import reading
from kccreport.claims.verdict import AGREES, SILENT, Verdict, contradicts
from kccreport.models.rag import Rag
from kccreport.models.travel import TravelMethod
from kccreport.rating.rated import RatedSubmission

Judge = Callable[[re.Match[str], RatedSubmission, bool], Verdict]
_MOST_NAMED = 6
MET = (Rag.GREEN, Rag.BLUE, Rag.DARK_GREEN, Rag.LIGHT_GREEN)
_WAYS = {"improv": "improving", "worsen": "worsening", "unchan": "unchanged"}


def ratings(match: re.Match[str], rated: RatedSubmission, is_to_date: bool) -> Verdict:
    """Hold how many KPIs have a rating, or one of two."""
    groups = match.groupdict()
    wanted = [Rag(name) for name in (rating_in(match), groups.get("other")) if name]
    read = reading(rated, groups.get("when") or "", is_to_date=is_to_date)
    number = sum(read.counts[rating] for rating in wanted)
    if is_count(match, number, read.counts):
        return AGREES
    shown = "" if read.is_latest else " for the year to date"
    scale = rated.submission.paper.ratings
    called = " or ".join(scale.word(each) for each in wanted)
    told = f"{number} of the {read.counts.total} KPIs {are(number)} {called}{shown}"
    are_meant = any(groups.get(name) for name in ("count", "number", "none", "no"))
    names = _names(rated, [each for each in Rag if (each in wanted) is are_meant], is_latest=read.is_latest)
    return contradicts(f"{told}; {names}" if names else told)


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
            found.append(f"{called} {are(len(names))} {few(names)}")
    return ", ".join(found)


def few(names: Sequence[str]) -> str:
    """Return some names as in a sentence, the first five of many."""
    if len(names) > _MOST_NAMED:
        return f"{', '.join(names[: _MOST_NAMED - 1])} and {len(names) - _MOST_NAMED + 1} others"
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def holds(match: re.Match[str], rated: RatedSubmission, is_to_date: bool) -> Verdict:
    """Hold a paper's number of KPIs against those it has; of indicators it may be all, activity included."""
    total, kpis = int(match["total"]), len(rated.kpis)
    is_any = match["noun"] in ("indicator", "indicators", "measures", "performance measures")
    if total == kpis or (is_any and total in (len(rated.indicators), len(rated.activities))):
        return AGREES
    if match["noun"] == "targets":
        return SILENT
    return contradicts(f"it has {kpis} KPIs" + (f" and {len(rated.activities)} activity indicators" if is_any else ""))


def travel(match: re.Match[str], rated: RatedSubmission, is_to_date: bool) -> Verdict:
    """Hold how many KPIs went which way."""
    if not _is_from_before(match, rated):
        return SILENT
    counts = rated.travel_counts
    way = _WAYS[match["way"][:6]]
    number = getattr(counts, way)
    compared = counts.compared
    if is_number(match, number, compared, compared + counts.not_available):
        return AGREES
    return contradicts(f"{number} of the {compared + counts.not_available} KPIs {are(number)} {way}")


def _is_from_before(match: re.Match[str], rated: RatedSubmission) -> bool:
    """Say whether a clause may mean the paper's own directions: those from the period before, if it says so.

    A movement in the month is from the month before, and not of those KPIs that have a figure each quarter.
    """
    is_of_now = bool(match.groupdict().get("now"))
    if is_of_now and len({each.kpi.frequency for each in rated.kpis}) > 1:
        return False
    is_said = is_of_now or " before" in match[0]
    return not is_said or all(each.travel_method is TravelMethod.PREVIOUS for each in rated.kpis)


def travel_compared(match: re.Match[str], rated: RatedSubmission, is_to_date: bool) -> Verdict:
    """Hold whether more KPIs went one way than the other."""
    if not _is_from_before(match, rated):
        return SILENT
    ways = [_WAYS[match[name][:6]] for name in ("way", "than")]
    one, other = (getattr(rated.travel_counts, way) for way in ways)
    if one > other if match["more"] == "more" else one < other:
        return AGREES
    return contradicts(f"{one} {are(one)} {ways[0]} and {other} {ways[1]}")


def targets(match: re.Match[str], rated: RatedSubmission, is_to_date: bool) -> Verdict:
    """Hold how many KPIs met or missed their target."""
    is_missed = match["met"] in ("missed", "off target")
    read = reading(rated, match["when"] or "", is_to_date=is_to_date)
    number = sum(read.counts[rating] for rating in MET)
    number = read.counts.rated - number if is_missed else number
    if is_count(match, number, read.counts):
        return AGREES
    names = _names(rated, [each for each in Rag if each not in MET], is_latest=read.is_latest)
    how = f"{are(number)} {match['met']}" if "target" in match["met"] else f"{match['met']} their target"
    told = f"{number} of the {read.counts.total} KPIs {how}" + ("" if read.is_latest else " for the year to date")
    return contradicts(f"{told}; {names}" if names and not is_missed else told)


def shifted(match: re.Match[str], rated: RatedSubmission, is_to_date: bool) -> Verdict:
    """Hold how many KPIs went from one rating to another since the period before."""
    before, now = Rag(match["before"]), Rag(match["rating"])
    known = [each for each in rated.kpis if each.latest and each.previous and not each.is_stale]
    names = [each.kpi.reference for each in known if (each.previous, each.latest) == (before, now)]
    if is_number(match, len(names), len(known), len(rated.kpis)):
        return AGREES
    scale = rated.submission.paper.ratings
    told = f"{len(names)} went from {scale.word(before)} to {scale.word(now)} since the period before"
    return contradicts(f"{told}: {few(names)}" if names else told)


def changed(match: re.Match[str], rated: RatedSubmission, is_to_date: bool) -> Verdict:
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


def compared(match: re.Match[str], rated: RatedSubmission, is_to_date: bool) -> Verdict:
    """Hold of which of two ratings there are more."""
    wanted = Rag(match["rating"]), Rag(match["other"])
    counts = reading(rated, match["when"] or "", is_to_date=is_to_date).counts
    one, other = (counts[rating] for rating in wanted)
    if one > other if match["more"] == "more" else one < other:
        return AGREES
    words = (rated.submission.paper.ratings.word(rating) for rating in wanted)
    told = (f"{counts[rating]} {word}" for rating, word in zip(wanted, words, strict=True))
    return contradicts(f"there are {' and '.join(told)}")


def are(number: int) -> str:
    """Return the verb that a number of KPIs has."""
    return "is" if number == 1 else "are"
