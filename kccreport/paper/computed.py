"""The words in {curly brackets} that a passage may use: counts, dates and whole sentences, all computed."""

import re
from collections.abc import Callable, Iterator

from kccreport.models.rag import Rag
from kccreport.models.submission import Submission
from kccreport.models.travel import TravelMethod
from kccreport.paper.wording import RATING_WORDS, day_words, listed, number_words, plural, words_and_figure
from kccreport.problem import Problem
from kccreport.rating.rated import Counts, RatedSubmission

_PLACE = re.compile(r"\{([^{}\n]{1,60})\}")


def rating_sentence(counts: Counts, what: str) -> str:
    """Return the sentence that counts ratings, in words; the numbers in it add up to the number of KPIs."""
    parts = [
        f"{RATING_WORDS[rating]} for {number_words(number)} {plural(number, 'indicator')}"
        for rating, number in counts.by_rating.items()
    ]
    sentence = f"Of the {counts.total} {plural(counts.total, 'KPI')} included, {what} is {listed(parts) or 'not rated'}"
    if counts.not_rated and parts:
        sentence += f"; {number_words(counts.not_rated)} {plural(counts.not_rated, 'is', 'are')} not rated"
    return sentence + "."


def direction_sentence(rated: RatedSubmission) -> str:
    """Return the sentence on net direction of travel; its numbers add up to the number of KPIs."""
    counts = rated.travel_counts
    net = "positive" if counts.improving > counts.worsening else "negative"
    if counts.improving == counts.worsening:
        net = "level"
    periods = {each.kpi.latest_period for each in rated.kpis if each.kpi.latest_period and not each.kpi.suspension}
    when = f" for {periods.pop().full_label}" if len(periods) == 1 else ", each indicator at its latest period,"
    against = ""
    rule = rated.submission.paper.travel
    if rule.method is TravelMethod.SAME_PERIOD_LAST_YEAR:
        against = " against the same period last year"
    elif rule.method is TravelMethod.MEAN:
        against = f" against the mean of the {number_words(rule.periods)} periods before"
    rest = []
    if counts.unchanged:
        how = "without a clear trend" if rule.method.finds_trends else "unchanged"
        rest.append(f"{counts.unchanged} {plural(counts.unchanged, 'was', 'were')} {how}")
    if counts.not_available:
        rest.append(f"{counts.not_available} could not be compared")
    tail = f"; {listed(rest)}" if rest else ""
    return (
        f"Net direction of travel{when} was {net}{against}, with {counts.improving} improving "
        f"and {counts.worsening} lower{tail}."
    )


def changed_ratings(rated: RatedSubmission) -> str:
    """Return which KPIs have another rating than one period before, from and to; then how many kept theirs."""
    moved = [each for each in rated.kpis if each.latest and each.previous and each.latest is not each.previous]
    kept = sum(each.latest is not None and each.latest is each.previous for each in rated.kpis)
    if not moved:
        return f"No rating has changed since the period before; {kept} stayed the same."
    moves = [
        f"{each.kpi.reference} from {RATING_WORDS[each.previous]} to {RATING_WORDS[each.latest]}"
        for each in moved
        if each.previous and each.latest
    ]
    return f"Since the period before, ratings have changed for {listed(moves)}; {kept} stayed the same."


# what an officer types between the brackets → the words; README lists them and a test compares the two
PHRASES: dict[str, Callable[[RatedSubmission], str]] = {
    "number of KPIs": lambda rated: words_and_figure(len(rated.kpis)),
    "number of activity indicators": lambda rated: words_and_figure(len(rated.activities)),
    "number Green": lambda rated: words_and_figure(rated.latest_counts[Rag.GREEN]),
    "number Amber": lambda rated: words_and_figure(rated.latest_counts[Rag.AMBER]),
    "number Red": lambda rated: words_and_figure(rated.latest_counts[Rag.RED]),
    "rating sentence": lambda rated: rating_sentence(rated.latest_counts, "current performance"),
    "year to date rating sentence": lambda rated: rating_sentence(
        rated.year_to_date_counts, "performance for the year to date"
    ),
    "direction sentence": direction_sentence,
    "changed ratings": changed_ratings,
    "results up to": lambda rated: rated.submission.paper.results_up_to.full_label,
    "financial year": lambda rated: rated.submission.paper.financial_year.label,
    "committee": lambda rated: rated.submission.paper.committee,
    "meeting date": lambda rated: day_words(rated.submission.paper.meeting),
    "title": lambda rated: rated.submission.paper.title,
}

# these stand alone in their cell and become a block of their own
BLOCK_PHRASES = ("rating key", "red commentary table")


def with_phrases(text: str, rated: RatedSubmission) -> str:
    """Return a passage with every known phrase replaced; unknown brackets were reported by `unknown_phrases`."""
    known = {name.casefold(): make for name, make in PHRASES.items()}

    def words(match: re.Match[str]) -> str:
        make = known.get(match[1].strip().casefold())
        return match[0] if make is None else make(rated)

    return _PLACE.sub(words, text)


def block_phrase(text: str) -> str | None:
    """Return the name of the block that a passage asks for, where it is nothing but that."""
    match = _PLACE.fullmatch(text.strip())
    name = match[1].strip().casefold() if match else ""
    return name if name in BLOCK_PHRASES else None


def unknown_phrases(submission: Submission) -> Iterator[Problem]:
    """Find brackets in passages that no phrase answers. Problems: unknown-phrase."""
    known = {name.casefold() for name in PHRASES}
    for passage in submission.passages:
        if block_phrase(passage.text):
            continue
        for name in _PLACE.findall(passage.text):
            if name.strip().casefold() not in known:
                choices = ", ".join("{" + each + "}" for each in (*PHRASES, *BLOCK_PHRASES))
                yield Problem(
                    "unknown-phrase",
                    str(passage.at),
                    f"nothing is computed under the name {{{name}}}.",
                    f"the names are: {choices}; the last two must stand alone in their cell",
                )
