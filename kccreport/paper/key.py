"""The key, generated from the schemes, polarities, alerts, directions and codes that the paper really uses."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from kccreport.language import say
from kccreport.layout.schema import ActivityIndicators, Layout, ServiceAreas
from kccreport.models.alert import Alert
from kccreport.models.indicator import Figure, Indicator, Kpi
from kccreport.models.measure import Polarity, Status
from kccreport.models.period import Period
from kccreport.models.rag import Rag
from kccreport.models.ratings import RatingScale
from kccreport.models.schemes import Band, End, Scheme
from kccreport.models.travel import Travel, TravelMethod
from kccreport.paper.blocks import (
    AlertCell,
    Block,
    Cell,
    Column,
    ColumnKind,
    Heading,
    Item,
    Listing,
    Prose,
    RatingCell,
    Role,
    Run,
    Table,
    TextCell,
    TravelCell,
    plain,
    text_cell,
)
from kccreport.paper.directions import direction_heading
from kccreport.paper.printed import Printed
from kccreport.paper.unprinted import is_printed
from kccreport.paper.unrated import earlier_ratings, not_rated_meaning, shows_activity_among_kpis, why_not_rated
from kccreport.paper.wording import bar_words, listed, number_words, override_words, rating_words, status_mark
from kccreport.rating.rated import RatedKpi, RatedSubmission, year_to_date
from kccreport.rating.travel import travel_by

_MOST_LISTED = 8  # references that a sentence lists where it can say "all other" instead


def key_blocks(
    rated: RatedSubmission, layout: Layout, anchor: Callable[[str], str], found: Printed | None = None
) -> Iterator[Block]:
    """Yield the key's headings, tables and notes: everything the paper uses, and nothing else.

    `found` is what stands on its pages; without it, what they may hold is explained.
    """
    if _prints_ratings(rated, found):
        yield Heading(say("RAG ratings"), 3, anchor("key rag ratings"))
        yield from _ratings(rated, layout, found)
    if _prints_directions(rated, layout, found):
        yield Heading(say("Direction of travel"), 3, anchor("key direction"))
        yield from _directions(rated, layout, found)
    prints_activity = any(isinstance(block, ServiceAreas | ActivityIndicators) for block in layout.blocks)
    if alerts := _alerts_in_use(rated, prints_activity, found):
        yield Heading(say("Activity indicators"), 3, anchor("key activity"))
        yield from _alerts(alerts)
    elif prints_activity and rated.activities:
        yield Heading(say("Activity indicators"), 3, anchor("key activity"))
        yield Prose(plain(say("Activity indicators show demand. They have no target, so they are not given a rating.")))
    if codes := _codes_in_use(rated, layout, found):
        yield Heading(say("Marks used in the tables"), 3, anchor("key marks"))
        yield Table(
            (Column(say("Mark"), ColumnKind.LABEL), Column(say("Meaning"), ColumnKind.TEXT)),
            tuple((text_cell(status_mark(code)), text_cell(_mark_meaning(code, layout))) for code in codes),
        )


def _prints_ratings(rated: RatedSubmission, found: Printed | None) -> bool:
    """Say whether the paper prints ratings: as marks, or in words alone, such as "Amber in May" or the heading of a count."""
    if found is None or not rated.kpis:
        return bool(rated.kpis)
    return found.has_ratings or found.names_a_rating(rated.submission.paper.ratings)


def _prints_directions(rated: RatedSubmission, layout: Layout, found: Printed | None) -> bool:
    """Say whether the paper prints directions: as marks, or in a sentence."""
    if found is None or _says_direction(rated):
        return bool(rated.kpis) and shows_direction(layout, rated)
    return bool(found.directions)


def _alerts_in_use(rated: RatedSubmission, prints_activity: bool, found: Printed | None) -> frozenset[Alert | None]:
    """Return the alerts that are printed."""
    if found is not None:
        return found.alerts
    has_range = any(each.activity.has_range for each in rated.activities)
    return frozenset(each.alert for each in rated.activities if prints_activity and has_range)


def rating_key_list(rated: RatedSubmission) -> Listing:
    """Return the ratings in use as a list, for the body of a cover report."""
    items: list[Item] = []
    scale = rated.submission.paper.ratings
    groups = _schemes(rated)
    for scheme, kpis in groups:
        which = f" ({listed(_references(kpis))})" if len(groups) > 1 else ""
        for rating, meaning in _meanings(scheme, kpis, scale):
            words = (Run(f"{rating_words(rating, scale)}:", is_strong=True), Run(f" {meaning}{which}"))
            items.append(Item(words))
        items += [Item(plain(line)) for line in _bands_apart(kpis)]
    return Listing(tuple(items))


def meanings(scheme: Scheme, scale: RatingScale) -> list[tuple[Rag, str]]:
    """Return what each rating of a scheme means, as the paper calls and lists them."""
    said: dict[Rag, str] = {}
    for rating, meaning in scheme.meanings().items():
        made = scale.made(rating) or rating
        said[made] = f"{said[made]} {meaning}" if made in said else meaning
    return [(rating, said[rating]) for rating in scale.ordered(said)]


def _meanings(scheme: Scheme, kpis: Sequence[Kpi], scale: RatingScale) -> list[tuple[Rag, str]]:
    """Return the same for the KPIs of a scheme: in figures where these are their own, and alike for all of them."""
    found = {_bands(kpi) for kpi in kpis}
    exact = dict(found.pop()) if len(found) == 1 else {}
    said = meanings(scheme, scale)
    return [
        (rating, say("The result is {band}.", band=exact[rating]) if rating in exact else meaning)
        for rating, meaning in said
    ]


def _bands(kpi: Kpi) -> tuple[tuple[Rag, str], ...]:
    """Return each rating with the results that earn it, where figures of a KPI's own decide."""
    if kpi.polarity is None:
        return ()
    bands = kpi.scheme.bands(kpi.polarity)
    return tuple((kpi.ratings.made(rating) or rating, band_words(band, kpi)) for rating, band in bands)


def _bands_apart(kpis: Sequence[Kpi]) -> Iterator[str]:
    """Yield a line for each set of such figures, where the KPIs of a scheme have more than one."""
    said: dict[tuple[tuple[Rag, str], ...], list[Kpi]] = {}
    for kpi in kpis:
        said.setdefault(_bands(kpi), []).append(kpi)
    for bands, alike in said.items() if len(said) > 1 else ():
        words = "; ".join(f"{rating_words(rating, alike[0].ratings)} {band}" for rating, band in bands)
        yield f"{listed(_references(alike))}: {words}."


def _references(kpis: Sequence[Kpi]) -> list[str]:
    return [kpi.reference for kpi in kpis]


def shows_direction(layout: Layout, rated: RatedSubmission) -> bool:
    """Say whether the paper prints a direction of travel, in a column or in a sentence."""
    if layout.prints_direction:
        return True
    return _says_direction(rated)


def _says_direction(rated: RatedSubmission) -> bool:
    return any("{direction sentence}" in passage.text.casefold() for passage in rated.submission.passages)


def _schemes(rated: RatedSubmission) -> list[tuple[Scheme, list[Kpi]]]:
    """Group the KPIs by scheme; schemes that the key would describe in the same words are one.

    What is not rated at all has no words, and is left out.
    """
    found: dict[tuple[str, ...], tuple[Scheme, list[Kpi]]] = {}
    for each in rated.kpis:
        scheme = each.kpi.scheme
        if not scheme.meanings():
            continue
        words = (scheme.name, *scheme.meanings().values())
        found.setdefault(words, (scheme, []))[1].append(each.kpi)
    return list(found.values())


def _ratings(rated: RatedSubmission, layout: Layout, found: Printed | None) -> Iterator[Block]:
    scale = rated.submission.paper.ratings
    not_rated = why_not_rated(rated, layout, found)
    groups = _schemes(rated)
    rest = _rest([_references(kpis) for _, kpis in groups], rated)
    if rest:
        groups.sort(key=lambda group: _references(group[1]) == rest)
    for index, (scheme, kpis) in enumerate(groups):
        if rest and _references(kpis) == rest:
            yield Prose(plain(_all_others(rated)), leads=True)
        elif len(groups) > 1:
            yield Prose(plain(say("For {indicators}:", indicators=listed(_references(kpis)))), leads=True)
        said = _meanings(scheme, kpis, scale)
        rows = [(RatingCell(rating, scale=scale), text_cell(meaning)) for rating, meaning in said]
        if index == 0 and not_rated:
            rows.append((RatingCell(None, scale=scale), text_cell(not_rated_meaning(not_rated))))
        yield _key_table(say("Rating"), ColumnKind.RATING, rows)
    if not groups:
        if not_rated:
            rows = [(RatingCell(None, scale=scale), text_cell(not_rated_meaning(not_rated)))]
            yield _key_table(say("Rating"), ColumnKind.RATING, rows)
        return
    bars = list(dict.fromkeys(bar for scheme, kpis in groups for bar in _met_exactly(scheme, kpis)))
    on_bars = " " + say("A result exactly on {bars} meets it.", bars=listed(bars, is_choice=True)) if bars else ""
    yield Prose(plain(say("Ratings are made on the figures as printed.") + on_bars))
    beaten = [each.kpi.reference for each in rated.kpis if each.kpi.must_be_beaten]
    if beaten:
        words = say(
            "The target of {indicators} must be beaten: exactly on it is not enough.", indicators=listed(beaten)
        )
        yield Prose(plain(words))
    for _, kpis in groups:
        for line in _bands_apart(kpis):
            yield Prose(plain(line))
    for each in rated.kpis:
        if steps := each.kpi.scheme.steps():
            words = listed(
                [say("{what} from {figure}", what=name, figure=bar_words(bar, each.kpi)) for name, bar in steps]
            )
            yield Prose(plain(f"{each.kpi.reference}: {words}."))
    phased = [each.kpi.reference for each in rated.kpis if _differ(each.kpi, each.kpi.phased_targets)]
    if phased:
        yield Prose(
            plain(
                say(
                    "Targets of {indicators} are phased over the year: each result is rated against its own period's target.",
                    indicators=listed(phased),
                )
            )
        )
    floors = [each.kpi.reference for each in rated.kpis if _differ(each.kpi, each.kpi.phased_floors)]
    if floors and phased:
        words = say("Floor standards of {indicators} are phased over the year too.", indicators=listed(floors))
        yield Prose(plain(words))
    elif floors:
        yield Prose(plain(say("Floor standards of {indicators} are phased over the year.", indicators=listed(floors))))
    lower = [each.kpi.reference for each in rated.kpis if each.kpi.polarity is Polarity.LOWER]
    if lower and len(lower) < len(rated.kpis):
        words = say(
            "A higher figure is better, except for {indicators}, where a lower figure is better.",
            indicators=listed(lower),
        )
        yield Prose(plain(words))
    elif lower:
        yield Prose(plain(say("For every indicator in this paper a lower figure is better.")))
    yield from earlier_ratings(rated, found)
    for each in rated.kpis:
        if each.kpi.override is not None:
            yield Prose(plain(f"{each.kpi.reference}: {override_words(each)}"))
    for note in dict.fromkeys(scheme.note for scheme, _ in groups if scheme.note):
        yield Prose(plain(note), Role.NOTE)


def _differ(kpi: Kpi, phased: Mapping[Period, object]) -> bool:
    """Say whether targets or floor standards of single periods are not the same throughout some financial year."""
    for first in phased:
        period = kpi.frequency.latest_by(first.financial_year.first_month.plus(11), like=first)
        bars = set()
        while period.financial_year == first.financial_year:
            bars.add(
                kpi.target_for(period) if phased is kpi.phased_targets else phased.get(period, kpi.amber_limit(None))
            )
            period = kpi.frequency.step(period, -1)
        if len(bars - {None}) > 1:
            return True
    return False


def _rest(groups: Sequence[list[str]], rated: RatedSubmission) -> list[str]:
    """Return the largest of several groups where to list it would be long: by titles, or by more than a few references."""
    largest = max(groups, key=len) if len(groups) > 1 else []
    return largest if _is_by_title(rated) or len(largest) > _MOST_LISTED else []


def _is_by_title(rated: RatedSubmission) -> bool:
    return not any(each.indicator.has_reference for each in rated.indicators)


def _all_others(rated: RatedSubmission) -> str:
    """Return what leads to the words on the indicators that are not listed before."""
    return say("For all other measures:") if _is_by_title(rated) else say("For all other indicators:")


def _within(sentence: str) -> str:
    """Return a sentence of ours as it goes on after a colon."""
    return sentence[:1].lower() + sentence[1:]


def _met_exactly(scheme: Scheme, kpis: Sequence[Kpi]) -> list[str]:
    """Return the lines that a result exactly on them meets: not the target where it must be beaten."""
    is_beaten = all(kpi.must_be_beaten for kpi in kpis)
    return [bar for bar in scheme.bars if not (is_beaten and bar == say("the target"))]


def band_words(band: Band, kpi: Kpi) -> str:
    """Return the results of a band with both its ends, such as "at or above 90% and below 95%"."""
    return (
        say("{one} and {other}", one=_end_words(band[0], kpi), other=_end_words(band[1], kpi))
        if len(band) > 1
        else (_end_words(band[0], kpi))
    )


def _end_words(end: End, kpi: Kpi) -> str:
    bar = bar_words(end.bar, kpi)
    match end.is_above, end.is_included:
        case True, True:
            return say("at or above {figure}", figure=bar)
        case True, False:
            return say("above {figure}", figure=bar)
        case False, True:
            return say("at or below {figure}", figure=bar)
        case _:
            return say("below {figure}", figure=bar)


def _directions(rated: RatedSubmission, layout: Layout, found: Printed | None) -> Iterator[Block]:
    """Describe each method in use: the paper's, and that of cumulative figures where it is another."""
    rule = rated.submission.paper.travel
    printed = [each for each in rated.indicators if isinstance(each, RatedKpi) or shows_activity_among_kpis(layout)]
    seen: set[tuple[Travel | None, bool]] = set()
    for method in layout.directions:
        sentence = _within(_method_sentence(method, rule.periods))
        yield Prose(plain(f"{direction_heading(method, printed)}: {sentence}"))
        seen |= {(travel_by(each.indicator, method, rule.periods), method.finds_trends) for each in printed}
    if layout.prints_own_direction or not layout.directions:
        used: dict[TravelMethod, list[str]] = {}
        for each in printed:
            used.setdefault(each.travel_method, []).append(each.indicator.reference)
        rest = _rest(list(used.values()), rated)
        for method, references in sorted(used.items(), key=lambda each: bool(rest) and each[1] == rest):
            which = "" if len(used) == 1 else say("For {indicators}: ", indicators=listed(references))
            if rest and references == rest:
                which = f"{_all_others(rated)} "
            sentence = _method_sentence(method, rule.periods)
            yield Prose(plain(which + (_within(sentence) if which else sentence)))
        seen |= {(each.travel, each.travel_method.finds_trends) for each in printed}
    if found is not None and found.directions:
        seen = set(found.directions)
    meanings = {
        (Travel.IMPROVING, False): say("Performance is better than it was."),
        (Travel.WORSENING, False): say("Performance is worse than it was."),
        (Travel.UNCHANGED, False): say("Performance is the same."),
        (Travel.IMPROVING, True): say("Performance has a trend for the better."),
        (Travel.WORSENING, True): say("Performance has a trend for the worse."),
        (Travel.UNCHANGED, True): say("Performance is stable or has no clear trend."),
        (Travel.INCREASED, False): say("The figure is higher than it was; neither is better or worse."),
        (Travel.DECREASED, False): say("The figure is lower than it was; neither is better or worse."),
        (Travel.INCREASED, True): say("The figure has a rising trend; neither way is better or worse."),
        (Travel.DECREASED, True): say("The figure has a falling trend; neither way is better or worse."),
    }
    rows = [(TravelCell(*state), text_cell(meaning)) for state, meaning in meanings.items() if state in seen]
    if any(travel is None for travel, _ in seen):
        rows.append((TravelCell(None), text_cell(say("There are not enough earlier figures to compare with."))))
    yield _key_table(say("Direction"), ColumnKind.TRAVEL, rows)


def _method_sentence(method: TravelMethod, periods: int) -> str:
    """Return how directions are found, in one sentence."""
    match method:
        case TravelMethod.PREVIOUS:
            before = say("the period before it (the month, quarter or year, by the indicator's frequency)")
        case TravelMethod.SAME_PERIOD_LAST_YEAR:
            before = say("the same period one year earlier")
        case TravelMethod.MEAN:
            before = say("the mean of the {number} periods before it", number=number_words(periods))
        case TravelMethod.RELATIVE_TO_TARGET:
            return say(
                "The share of the target by which the latest result falls short of it, or beats it, is compared with that of "
                "the period before, each against its own period's target."
            )
        case TravelMethod.REGRESSION:
            return say(
                "A straight line is fitted through the latest {number} results, as printed. There is a trend where its slope "
                "differs from nought by Student's t at 5% (ordinary least squares).",
                number=number_words(periods),
            )
        case TravelMethod.MANN_KENDALL:
            return say(
                "The latest {number} results, as printed, are tested for a trend (Mann-Kendall, at 5%).",
                number=number_words(periods),
            )
    return say("The latest result is compared with {before}, both as printed.", before=before)


def _alerts(used: Collection[Alert | None]) -> Iterator[Block]:
    yield Prose(
        plain(
            say(
                "Activity indicators show demand and are not given a rating. Where an expected range is set, the year to date "
                "(or, where there is none, the latest result) is compared with it."
            )
        )
    )
    meanings = {
        Alert.ABOVE: say("Above the upper end of the expected range."),
        Alert.YES: say("In the expected range, both ends included."),
        Alert.BELOW: say("Below the lower end of the expected range."),
    }
    rows = [(AlertCell(alert), text_cell(meaning)) for alert, meaning in meanings.items() if alert in used]
    if None in used:
        rows.append(
            (AlertCell(None), text_cell(say("No expected range is set; last year's figure is given for comparison.")))
        )
    yield _key_table(say("In range?"), ColumnKind.ALERT, rows)


def _key_table(heading: str, kind: ColumnKind, rows: Sequence[tuple[Cell, TextCell]]) -> Table:
    return Table((Column(heading, kind), Column(say("Meaning"), ColumnKind.TEXT)), tuple(rows))


def _codes_in_use(rated: RatedSubmission, layout: Layout, found: Printed | None) -> list[Status]:
    """Return the status codes that stand in the paper, in the order of `Status`.

    A letter in brackets is a code only where a figure carries it: in somebody's words it may lead to a note.
    """
    used: set[Status] = set()
    for each in rated.indicators:
        if not is_printed(each, layout):
            continue
        indicator = each.indicator
        used.update(figure.status for figure in _figures(indicator) if figure.status is not None)
        if layout.prints_year_to_date and indicator.suspension is None and not indicator.basis.has_year_to_date:
            used.add(Status.NOT_APPLICABLE)
    if found is not None:
        used = {code for code in used | {Status.NOT_APPLICABLE} if status_mark(code) in found.marks}
    return [status for status in Status if status in used and status is not Status.SUSPENDED]


def _figures(indicator: Indicator) -> Iterator[Figure]:
    if indicator.suspension is not None:
        return
    yield from indicator.results.values()
    expected = (indicator.forecast, indicator.baseline, indicator.last_outturn)
    for figure in (year_to_date(indicator), indicator.previous_year, *expected):
        if figure is not None:
            yield figure


def _mark_meaning(code: Status, layout: Layout) -> str:
    """Return what a mark means, a sentence where the code's own words do not say enough."""
    if code is Status.NOT_APPLICABLE and not layout.prints_year_to_date:
        return say("Not applicable: there is no such figure or rating.")
    if code is Status.NOT_APPLICABLE:
        return say("Not applicable: for instance, a figure that describes one moment has no year to date.")
    return say("Nil.") if code is Status.NIL else code.meaning.capitalize()
