"""The words in {curly brackets} that a passage may use: counts, dates and whole sentences, all computed."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from kccreport.ground.problem import Problem
from kccreport.language import say, speaking, spoken
from kccreport.models.data_table import DataCell
from kccreport.models.measure import published
from kccreport.models.rag import Rag
from kccreport.models.ratings import RatingScale
from kccreport.models.submission import Passage, Submission
from kccreport.models.travel import TravelMethod
from kccreport.paper.wording import data_words, day_words, listed, number_words, plural, rating_words, words_and_figure
from kccreport.rating.rated import Counts, RatedSubmission, TravelCounts

_PLACE = re.compile(r"\{([^{}\n]{1,60})\}")


def rating_sentence(counts: Counts, what: str, scale: RatingScale) -> str:
    """Return the sentence that counts ratings, in words; the numbers in it add up to the number of KPIs."""
    parts = [
        f"{rating_words(rating, scale)} for {number_words(number)} {plural(number, 'indicator')}"
        for rating, number in counts.by_rating.items()
    ]
    of_all = f"Of the {counts.total} {plural(counts.total, 'KPI')} included, "
    sentence = of_all + (f"{what} is {listed(parts)}" if parts else "none is rated for the period reported")
    if counts.not_rated and parts:
        sentence += f"; {number_words(counts.not_rated)} {plural(counts.not_rated, 'is', 'are')} not rated"
    if counts.stale:
        results = plural(counts.stale, "has a result", "have results")
        sentence += f"; {number_words(counts.stale)} {results} of an earlier period only"
    return sentence + "."


def direction_sentence(rated: RatedSubmission, by: TravelMethod | None = None) -> str:
    """Return the sentence on net direction of travel; its numbers add up to the number of KPIs.

    Directions are found by one method where it is given, else as the paper finds them.
    """
    rule = rated.submission.paper.travel
    method = by or rule.method
    counts = rated.travel_counts if by is None else rated.travel_counts_by(by, rule.periods)
    net = "positive" if counts.improving > counts.worsening else "negative"
    if counts.improving == counts.worsening:
        net = "level"
    periods = {
        each.kpi.full_label(each.kpi.latest_period)
        for each in rated.kpis
        if each.kpi.latest_period and not each.kpi.suspension
    }
    when = f" for {periods.pop()}" if len(periods) == 1 else ", each indicator at its latest period,"
    against = " against the period before" if by is TravelMethod.PREVIOUS else ""
    if method is TravelMethod.SAME_PERIOD_LAST_YEAR:
        against = " against the same period last year"
    elif method is TravelMethod.RELATIVE_TO_TARGET:
        against = " relative to target"
    elif method is TravelMethod.MEAN:
        against = f" against the mean of the {number_words(rule.periods)} periods before"
    rest = []
    if counts.unchanged:
        how = "without a clear trend" if method.finds_trends else "unchanged"
        rest.append(f"{counts.unchanged} {plural(counts.unchanged, 'was', 'were')} {how}")
    rest += _unjudged(counts)
    if counts.not_available:
        rest.append(f"{counts.not_available} could not be compared")
    tail = f"; {listed(rest)}" if rest else ""
    return (
        f"Net direction of travel{when} was {net}{against}, with {counts.improving} improving "
        f"and {counts.worsening} lower{tail}."
    )


def _unjudged(counts: TravelCounts) -> list[str]:
    """Return how many figures rose and fell of which neither is better; nothing where there are none."""
    found = []
    if counts.increased:
        found.append(say("{number} increased (neither better nor worse)", number=counts.increased))
    if counts.decreased:
        found.append(say("{number} decreased (neither better nor worse)", number=counts.decreased))
    return found


def direction_by_sentence(rated: RatedSubmission, argument: str) -> str | None:
    """Return the sentence on net direction by the method named, such as "same period last year"; None where it is none."""
    named = {method.casefold(): method for method in TravelMethod}
    method = named.get(" ".join(argument.casefold().split()))
    return None if method is None else direction_sentence(rated, method)


def changed_ratings(rated: RatedSubmission) -> str:
    """Return which KPIs have another rating than one period before, from and to; then how many kept theirs."""
    moved = rated.changed_kpis
    kept = sum(each.latest is not None and each.latest is each.previous for each in rated.kpis)
    if not moved:
        return f"No rating has changed since the period before; {kept} stayed the same."
    moves = [
        f"{each.kpi.reference} from {rating_words(each.previous, each.kpi.ratings)} to {rating_words(each.latest, each.kpi.ratings)}"
        for each in moved
        if each.previous and each.latest
    ]
    return f"Since the period before, ratings have changed for {listed(moves)}; {kept} stayed the same."


def rating_changes_sentence(rated: RatedSubmission) -> str:
    """Return how many KPIs have each rating, and how that compares with the period before.

    Source: how Kent's officers put it to Cabinet: "18 Green (2 fewer than the previous quarter), 15 Amber (one more)".
    """
    now, before = rated.latest_counts, rated.previous_counts
    parts: list[str] = []
    scale = rated.submission.paper.ratings
    for rating in scale.ordered(Rag):
        if not now[rating] and not before[rating]:
            continue
        change = now[rating] - before[rating]
        than = "the same as" if change == 0 else f"{number_words(abs(change))} {'more' if change > 0 else 'fewer'} than"
        how = f"{than} the period before" if not parts else than.removesuffix(" than").removesuffix(" as")
        parts.append(f"{now[rating]} {rating_words(rating, scale)} ({how})")
    travel = rated.travel_counts
    moves = f"{travel.improving} improving, {travel.unchanged} unchanged, {travel.worsening} worsening"
    moves = ", ".join([moves, *_unjudged(travel)])
    rest = f"; {travel.not_available} could not be compared" if travel.not_available else ""
    return f"{listed(parts) or 'Nothing is rated'}. Direction of travel: {moves}{rest}."


def change_sentence(rated: RatedSubmission, argument: str) -> str | None:
    """Return how the newest figure of a table differs from the period before and from a year before.

    The argument is a table's name, or its name, a colon and the label of a row; otherwise its last row is meant. None
    where there is no such table or row, or fewer than two of its columns are periods.
    """
    name, _, label = argument.partition(":")
    table = rated.submission.table_named(name.strip())
    if table is None:
        return None
    wanted = label.strip().casefold()
    row = next((row for row in table.rows if row.label.casefold() == wanted), None) if wanted else table.shown_last
    if row is None:
        return None
    found = [
        (period, heading, cell)
        for period, heading, cell in zip(table.periods, table.headings, row.cells, strict=True)
        if period is not None and cell is not None and cell.value is not None
    ]
    if len(found) < 2:
        return None
    newest, heading, cell = found[-1]
    compared = [found[-2], *(each for each in found[:-2] if newest.months_since(each[0]) == 12)]
    changes = [f"{_change_words(earlier[2], cell)} {earlier[1]}" for earlier in compared]
    return f"{row.label}: {data_words(cell)} in {heading}, {listed(changes)}."


def _change_words(earlier: DataCell, later: DataCell) -> str:
    """Say by how much a figure is up or down: in percent of the earlier one, or in points where both are percentages."""
    before, now = earlier.value or Decimal(0), later.value or Decimal(0)
    if now == before:
        return "the same as in"
    way = "up" if now > before else "down"
    if earlier.is_percentage or before == 0:
        by = f"{published(abs(now - before), later.decimals):,}"
        return f"{way} {by} {'points ' if earlier.is_percentage else ''}on"
    return f"{way} {published(abs(now - before) * 100 / abs(before), 1)}% on"


# what an officer types between the brackets → the words; README lists them and a test compares the two
PHRASES: dict[str, Callable[[RatedSubmission], str]] = {
    "number of KPIs": lambda rated: words_and_figure(len(rated.kpis)),
    "number of activity indicators": lambda rated: words_and_figure(len(rated.activities)),
    "number Green": lambda rated: words_and_figure(rated.latest_counts[Rag.GREEN]),
    "number Amber": lambda rated: words_and_figure(rated.latest_counts[Rag.AMBER]),
    "number Red": lambda rated: words_and_figure(rated.latest_counts[Rag.RED]),
    "rating sentence": lambda rated: rating_sentence(
        rated.latest_counts, "current performance", rated.submission.paper.ratings
    ),
    "year to date rating sentence": lambda rated: rating_sentence(
        rated.year_to_date_counts, "performance for the year to date", rated.submission.paper.ratings
    ),
    "rating changes sentence": rating_changes_sentence,
    "direction sentence": direction_sentence,
    "changed ratings": changed_ratings,
    "results up to": lambda rated: rated.submission.paper.results_up_to.full_label,
    "financial year": lambda rated: rated.submission.paper.financial_year.label,
    "committee": lambda rated: rated.submission.paper.committee,
    "meeting date": lambda rated: day_words(rated.submission.paper.meeting),
    "title": lambda rated: rated.submission.paper.title,
}

# these are followed by a name: an officer types {change Complaints}, or {change Complaints: Highways}
NAMED_PHRASES: dict[str, Callable[[RatedSubmission, str], str | None]] = {
    "change": change_sentence,
    "direction": direction_by_sentence,
}

# these stand alone in their cell and become a block of their own; those with NAME are followed by one
BLOCK_PHRASES = ("rating key", "red commentary table", "rating counts", "indicator list", "changed ratings table",
                 "table NAME", "chart NAME", "facts NAME")  # fmt: skip


@dataclass(frozen=True, slots=True)
class BlockPhrase:
    """A block that a passage asks for, and the name that follows it, if any."""

    name: str
    argument: str = ""


def _phrases(rated: RatedSubmission) -> dict[str, Callable[[RatedSubmission], str]]:
    """Return what may be typed between brackets: the names above, and the number of each rating by the council's word."""
    own = {f"number {word}": _number(rating) for rating, word in rated.submission.paper.ratings.words}
    return {**PHRASES, **own}


def _number(rating: Rag) -> Callable[[RatedSubmission], str]:
    return lambda rated: words_and_figure(rated.latest_counts[rating])


def with_phrases(text: str, rated: RatedSubmission) -> str:
    """Return a passage with every known phrase replaced; unknown brackets were reported by `unknown_phrases`."""
    known = {name.casefold(): make for name, make in _phrases(rated).items()}

    def words(match: re.Match[str]) -> str:
        name = match[1].strip()
        make = known.get(name.casefold())
        if make is not None:
            return make(rated)
        word, _, argument = name.partition(" ")
        named = NAMED_PHRASES.get(word.casefold())
        return (named(rated, argument) if named else None) or match[0]

    return _PLACE.sub(words, text)


def passage_words(passage: Passage, rated: RatedSubmission) -> str:
    """Return a passage with its phrases replaced, in its own language."""
    with speaking(passage.language or spoken()):
        return with_phrases(passage.text, rated)


def block_phrase(text: str) -> BlockPhrase | None:
    """Return the block that a passage asks for, where it is nothing but that."""
    match = _PLACE.fullmatch(text.strip())
    name = match[1].strip() if match else ""
    if name.casefold() in BLOCK_PHRASES:
        return BlockPhrase(name.casefold())
    word, _, argument = name.partition(" ")
    is_named = f"{word.casefold()} NAME" in BLOCK_PHRASES and argument.strip()
    return BlockPhrase(word.casefold(), argument.strip()) if is_named else None


def unknown_phrases(rated: RatedSubmission) -> Iterator[Problem]:
    """Find brackets in passages that no phrase answers, or that name what is not there. Problems: unknown-phrase."""
    submission = rated.submission
    phrases = _phrases(rated)
    known = {name.casefold() for name in phrases}
    for passage in submission.passages:
        if phrase := block_phrase(passage.text):
            if not _is_there(phrase, submission):
                sheet = "Details" if phrase.name == "facts" else "Tables"
                yield Problem(
                    "unknown-phrase",
                    str(passage.at),
                    f"there is nothing named {phrase.argument[:40]!r} on the sheet {sheet}.",
                    "add it there, or correct the name in the brackets",
                )
            continue
        for name in _PLACE.findall(passage.text):
            word, _, argument = name.strip().partition(" ")
            named = NAMED_PHRASES.get(word.casefold())
            if named is not None and named(rated, argument):
                continue
            if name.strip().casefold() not in known:
                choices = ", ".join(
                    "{" + each + "}" for each in (*phrases, *(f"{each} NAME" for each in NAMED_PHRASES), *BLOCK_PHRASES)
                )
                yield Problem(
                    "unknown-phrase",
                    str(passage.at),
                    f"nothing is computed under the name {{{name}}}.",
                    f"the names are: {choices}; from {{rating key}} on, they stand alone in their cell",
                )


def _is_there(phrase: BlockPhrase, submission: Submission) -> bool:
    """Say whether what a block phrase names is in the workbook."""
    if phrase.name in ("table", "chart"):
        return submission.table_named(phrase.argument) is not None
    return phrase.name != "facts" or submission.facts_named(phrase.argument) is not None
