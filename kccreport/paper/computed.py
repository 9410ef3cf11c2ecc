"""The words in {curly brackets} that a passage may use: counts, dates and whole sentences, all computed."""

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from kccreport.ground.pattern import pattern
from kccreport.ground.problem import Problem
from kccreport.language import say, say_many, say_word, speaking, spoken
from kccreport.models.data_table import DataCell
from kccreport.models.indicator import Kpi
from kccreport.models.measure import published
from kccreport.models.rag import Rag
from kccreport.models.ratings import RatingScale
from kccreport.models.reference import fold_reference
from kccreport.models.submission import Passage, Submission
from kccreport.models.travel import TravelMethod
from kccreport.models.welsh import named_in_english
from kccreport.paper.in_short import cut
from kccreport.paper.period_words import in_period
from kccreport.paper.wording import (
    NOT_APPLICABLE,
    data_words,
    day_words,
    latest_words,
    listed,
    number_words,
    rating_words,
    target_words,
    words_and_figure,
)
from kccreport.rating.attention import is_off_track, needs_attention
from kccreport.rating.rated import Counts, RatedIndicator, RatedKpi, RatedSubmission, TravelCounts, rate_submission

_PLACE = pattern(r"\{([^{}\n]{1,60})\}")


def rating_sentence(counts: Counts, what: str, scale: RatingScale) -> str:
    """Return the sentence that counts ratings, in words; the numbers in it add up to the number of KPIs."""
    parts = [
        say_many(
            "{rating} for {count} indicator", "{rating} for {count} indicators", number,
            rating=rating_words(rating, scale), count=number_words(number),
        )
        for rating, number in counts.by_rating.items()
    ]  # fmt: skip
    if counts.total == 1:
        return _rating_of_one(counts, what, scale)
    sentence = say_many("Of the {number} KPI included, ", "Of the {number} KPIs included, ", counts.total)
    if parts:
        sentence += say("{what} is {ratings}", what=what, ratings=listed(parts))
    else:
        sentence += say("none is rated for the period reported")
    if counts.not_rated and parts:
        unrated = number_words(counts.not_rated)
        sentence += say_many("; {count} is not rated", "; {count} are not rated", counts.not_rated, count=unrated)
    if counts.stale:
        sentence += say_many(
            "; {count} has a result of an earlier period only", "; {count} have results of an earlier period only",
            counts.stale, count=number_words(counts.stale),
        )  # fmt: skip
    return sentence + "."


def _rating_of_one(counts: Counts, what: str, scale: RatingScale) -> str:
    """Return the same of a paper that has one KPI."""
    if counts.stale:
        return say("The one KPI included has a result of an earlier period only.")
    rating = next((each for each, number in counts.by_rating.items() if number), None)
    if rating is None:
        return say("The one KPI included is not rated for the period reported.")
    return say("For the one KPI included, {what} is {rating}.", what=what, rating=rating_words(rating, scale))


_MOST_NAMED = 4  # beyond it the first ones are named, and the others counted
_NAMED_OF_MANY = 3
_MOST_TITLES = 8  # where there are no references to name the others by
_MOST_REFERENCES = 40  # three lines of codes


def latest_rating_sentence(rated: RatedSubmission, what: str, *, with_titles: bool = True) -> str:
    """Return the sentence that counts the latest ratings, and one that names the Reds, the furthest from target first.

    Above a table that has their titles, references are enough.
    """
    scale = rated.submission.paper.ratings
    red = [each for each in needs_attention(rated) if is_off_track(each)]
    sentence = rating_sentence(rated.latest_counts, what, scale)
    return " ".join([sentence, *_named(red, lambda each: each.latest, scale, with_titles=with_titles)])


def year_to_date_rating_sentence(rated: RatedSubmission) -> str:
    """Return the sentence that counts the ratings of the years to date, and one that names the Reds, in the workbook's order."""
    scale = rated.submission.paper.ratings
    red = [
        each
        for each in rated.kpis
        if not each.is_stale and each.year_to_date and each.year_to_date.calls_for_explanation
    ]
    sentence = rating_sentence(rated.year_to_date_counts, say("performance for the year to date"), scale)
    return " ".join([sentence, *_named(red, lambda each: each.year_to_date, scale)])


def named_reds(found: Sequence[RatedKpi], scale: RatingScale, longest: int | None = None) -> str:
    """Return a sentence for each rating of some KPIs that calls for an explanation, with those that have it; "" for none.

    Titles are cut where they are longer than `longest`.
    """
    red = [each for each in found if is_off_track(each)]
    return " ".join(_named(red, lambda each: each.latest, scale, with_titles=len(red) <= _MOST_NAMED, longest=longest))


def _named(
    red: Sequence[RatedKpi],
    rating_of: Callable[[RatedKpi], Rag | None],
    scale: RatingScale,
    *,
    with_titles: bool = True,
    longest: int | None = None,
) -> Iterator[str]:
    """Yield a sentence for each rating that calls for an explanation, with the KPIs that have it."""
    for rating in (rating for rating in Rag if rating.calls_for_explanation):
        kpis = [each.kpi for each in red if rating_of(each) is rating]
        if not kpis:
            continue
        has_titles = with_titles or not all(kpi.has_reference for kpi in kpis)
        names = named_briefly(kpis, longest) if has_titles else _references(kpis)
        sentence = say("{rating}: {indicators}.", rating=rating_words(rating, scale), indicators=names)
        yield sentence.removesuffix(".") if names.endswith("…") else sentence


def named_briefly(kpis: Sequence[Kpi], longest: int | None = None) -> str:
    """Return KPIs in a row, parted by semicolons since titles may have commas, each title cut where it is too long.

    Of many the first have their titles, and the others their references alone; where they have none they are counted.
    """
    names = [kpi.named(kpi.short_title if longest is None else cut(kpi.short_title, longest), " ") for kpi in kpis]
    if len(names) <= (_MOST_NAMED if all(kpi.has_reference for kpi in kpis) else _MOST_TITLES):
        return "; ".join(names)
    others = len(names) - _NAMED_OF_MANY
    few = "; ".join(names[:_NAMED_OF_MANY])
    references = [kpi.reference for kpi in kpis[_NAMED_OF_MANY:] if kpi.has_reference]
    if len(references) == others <= _MOST_REFERENCES:
        return say("{few}; and {references}", few=few, references=listed(references))
    return say_many("{few}; and {number} other", "{few}; and {number} others", others, few=few)


def _references(kpis: Sequence[Kpi]) -> str:
    """Return the references of KPIs; of very many the first, and how many others."""
    references = [kpi.reference for kpi in kpis]
    if len(references) <= _MOST_REFERENCES:
        return listed(references)
    others = len(references) - _MOST_REFERENCES
    few = ", ".join(references[:_MOST_REFERENCES])
    return say_many("{few}; and {number} other", "{few}; and {number} others", others, few=few)


def direction_sentence(rated: RatedSubmission, by: TravelMethod | None = None) -> str:
    """Return the sentence on net direction of travel; its numbers add up to the number of KPIs.

    Directions are found by one method where it is given, else as the paper finds them.
    """
    rule = rated.submission.paper.travel
    method = by or rule.method
    counts = rated.travel_counts if by is None else rated.travel_counts_by(by, rule.periods)
    net = say("positive") if counts.improving > counts.worsening else say("negative")
    if counts.improving == counts.worsening:
        net = say("level")
    periods = {
        each.kpi.full_label(each.kpi.latest_period)
        for each in rated.kpis
        if each.kpi.latest_period and not each.kpi.suspension
    }
    when = say(", each indicator at its latest period,")
    if len(periods) == 1:
        when = say(" for {period}", period=periods.pop())
    against = say(" against the period before") if by is TravelMethod.PREVIOUS else ""
    if method is TravelMethod.SAME_PERIOD_LAST_YEAR:
        against = say(" against the same period last year")
    elif method is TravelMethod.RELATIVE_TO_TARGET:
        against = say(" relative to target")
    elif method is TravelMethod.MEAN:
        against = say(" against the mean of the {number} periods before", number=number_words(rule.periods))
    rest = []
    if counts.unchanged and method.finds_trends:
        rest.append(
            say_many("{number} was without a clear trend", "{number} were without a clear trend", counts.unchanged)
        )
    elif counts.unchanged:
        rest.append(say_many("{number} was unchanged", "{number} were unchanged", counts.unchanged))
    rest += _unjudged(counts)
    if counts.not_available:
        rest.append(say("{number} could not be compared", number=counts.not_available))
    tail = f"; {listed(rest)}" if rest else ""
    if not (counts.improving or counts.worsening or counts.unchanged):
        return say("No KPI is improving or worsening{against}{rest}.", against=against, rest=tail)
    return say(
        "Net direction of travel{when} was {net}{against}, with {improving} improving and {worsening} worsening{rest}.",
        when=when, net=net, against=against, improving=counts.improving, worsening=counts.worsening,
        rest=tail,
    )  # fmt: skip


def direction_by_sentence(rated: RatedSubmission, argument: str) -> str | None:
    """Return the sentence on net direction by the method named, such as "same period last year"; None where it is none."""
    named = {method.casefold(): method for method in TravelMethod}
    method = named.get(" ".join(argument.casefold().split()))
    return None if method is None else direction_sentence(rated, method)


def _unjudged(counts: TravelCounts) -> list[str]:
    """Return how many figures rose and fell of which neither is better; nothing where there are none."""
    found = []
    if counts.increased:
        found.append(say("{number} increased (neither better nor worse)", number=counts.increased))
    if counts.decreased:
        found.append(say("{number} decreased (neither better nor worse)", number=counts.decreased))
    return found


def changed_ratings(rated: RatedSubmission) -> str:
    """Return which KPIs have another rating than one period before, from and to; then how many kept theirs."""
    moved = rated.changed_kpis
    kept = sum(each.latest is not None and each.latest is each.previous for each in rated.kpis)
    if not moved:
        return say("No rating has changed since the period before; {number} stayed the same.", number=kept)
    moves = [
        say(
            "{indicator} from {before} to {now}",
            indicator=each.kpi.reference,
            before=rating_words(each.previous, each.kpi.ratings),
            now=rating_words(each.latest, each.kpi.ratings),
        )
        for each in moved
        if each.previous and each.latest
    ]
    return say(
        "Since the period before, ratings have changed for {changes}; {number} stayed the same.",
        changes=listed(moves), number=kept,
    )  # fmt: skip


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
        how = _than_before(now[rating] - before[rating], is_first=not parts)
        parts.append(f"{now[rating]} {rating_words(rating, scale)} ({how})")
    travel = rated.travel_counts
    moves = say(
        "{improving} improving, {unchanged} unchanged, {worsening} worsening",
        improving=travel.improving, unchanged=travel.unchanged, worsening=travel.worsening,
    )  # fmt: skip
    moves = ", ".join([moves, *_unjudged(travel)])
    if travel.not_available:
        moves += "; " + say("{number} could not be compared", number=travel.not_available)
    ratings = listed(parts) or say("Nothing is rated")
    return say("{ratings}. Direction of travel: {moves}.", ratings=ratings, moves=moves)


def _than_before(change: int, *, is_first: bool) -> str:
    """Return how a count differs from that of the period before, which the first of several names."""
    count = number_words(abs(change))
    if change == 0:
        return say("the same as the period before") if is_first else say("the same")
    if change > 0:
        return say("{count} more than the period before", count=count) if is_first else say("{count} more", count=count)
    return say("{count} fewer than the period before", count=count) if is_first else say("{count} fewer", count=count)


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
    changes = [_change_words(earlier[2], cell, earlier[1]) for earlier in compared]
    shown = in_period(data_words(cell), heading)
    return say("{what}: {figure}, {changes}.", what=row.label, figure=shown, changes=listed(changes))


def _change_words(earlier: DataCell, later: DataCell, period: str) -> str:
    """Say by how much a figure is up or down: in percent of the earlier one, or in points where both are percentages."""
    before, now = earlier.value or Decimal(0), later.value or Decimal(0)
    if now == before:
        return say("the same as in {period}", period=period)
    if earlier.is_percentage or before == 0:
        by = f"{published(abs(now - before), later.decimals):,}"
        by = say("{number} points", number=by) if earlier.is_percentage else by
    else:
        by = f"{published(abs(now - before) * 100 / abs(before), 1)}%"
    if now > before:
        return say("up {difference} on {period}", difference=by, period=period)
    return say("down {difference} on {period}", difference=by, period=period)


def _of_indicator(words: Callable[[RatedIndicator], str]) -> Callable[[RatedSubmission, str], str | None]:
    """Return what says something of the indicator that an argument names, by its reference or title; None where it names none."""

    def said(rated: RatedSubmission, argument: str) -> str | None:
        wanted = fold_reference(argument).casefold()
        names = {fold_reference(each.indicator.reference).casefold(): each for each in rated.indicators}
        found = names.get(wanted)
        return None if found is None else words(found)

    return said


def _rating_of(each: RatedIndicator) -> str:
    rating = each.latest if isinstance(each, RatedKpi) else None
    return say("not rated") if rating is None else rating_words(rating, each.indicator.ratings)


def _result_of(each: RatedIndicator) -> str:
    suspension = each.indicator.suspension
    return suspension.note if suspension is not None else latest_words(each.indicator) or say_word(NOT_APPLICABLE)


def _target_of(each: RatedIndicator) -> str:
    kpi = each.indicator
    return target_words(kpi, kpi.latest_period) if isinstance(kpi, Kpi) else say_word(NOT_APPLICABLE)


# what an officer types between the brackets → the words; README lists them and a test compares the two
PHRASES: dict[str, Callable[[RatedSubmission], str]] = {
    "number of KPIs": lambda rated: words_and_figure(len(rated.kpis)),
    "number of activity indicators": lambda rated: words_and_figure(len(rated.activities)),
    "number Green": lambda rated: words_and_figure(rated.latest_counts[Rag.GREEN]),
    "number Amber": lambda rated: words_and_figure(rated.latest_counts[Rag.AMBER]),
    "number Red": lambda rated: words_and_figure(rated.latest_counts[Rag.RED]),
    "rating sentence": lambda rated: latest_rating_sentence(rated, say("current performance")),
    "year to date rating sentence": year_to_date_rating_sentence,
    "rating changes sentence": rating_changes_sentence,
    "direction sentence": direction_sentence,
    "changed ratings": changed_ratings,
    "results up to": lambda rated: rated.submission.paper.results_up_to.full_label,
    "financial year": lambda rated: rated.submission.paper.financial_year.label,
    "committee": lambda rated: rated.submission.paper.committee,
    "meeting date": lambda rated: day_words(meeting) if (meeting := rated.submission.paper.meeting) else "",
    "title": lambda rated: rated.submission.paper.title,
}

# these are followed by a name: an officer types {change Complaints}, {change Complaints: Highways}, or {rating CS07}
NAMED_PHRASES: dict[str, Callable[[RatedSubmission, str], str | None]] = {
    "change": change_sentence,
    "direction": direction_by_sentence,
    "rating": _of_indicator(_rating_of),
    "result": _of_indicator(_result_of),
    "target": _of_indicator(_target_of),
}

# these stand alone in their cell and become a block of their own; those with NAME are followed by one
BLOCK_PHRASES = ("rating key", "red commentary table", "rating counts", "indicator list", "changed ratings table",
                 "table NAME", "chart NAME", "facts NAME")  # fmt: skip


class BlockPhrase(NamedTuple):
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


# phrases that print an item of the sheet Paper which need not be there otherwise
_ITEMS_NAMED = {"committee": "Committee", "meeting date": "Meeting date", "financial year": "Financial year"}


def items_named(rated: RatedSubmission) -> frozenset[str]:
    """Return the items of the sheet Paper that the passages print in their computed words."""
    names = (name.strip().casefold() for each in rated.submission.passages for name in _PLACE.findall(each.text))
    return frozenset(_ITEMS_NAMED[name] for name in names if name in _ITEMS_NAMED)


def passage_words(passage: Passage, rated: RatedSubmission) -> str:
    """Return a passage with its phrases replaced, in its own language: titles too, where that is not the paper's."""
    if passage.language and passage.language != spoken():
        rated = rate_submission(named_in_english(rated.submission))
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
