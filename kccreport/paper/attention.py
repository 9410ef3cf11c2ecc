"""What needs attention now: a row for each Red, then for each Amber that lasts or grows worse, with why and what is done."""

from collections.abc import Iterator, Sequence

from kccreport.language import say, say_word
from kccreport.layout.schema import Exceptions, IndicatorReports, Layout, ServiceAreas
from kccreport.models.rag import Rag
from kccreport.paper.answerable import who_answers
from kccreport.paper.blocks import (
    Block,
    Cell,
    Column,
    ColumnKind,
    Heading,
    Inline,
    PageCell,
    Prose,
    Role,
    Run,
    StateCell,
    Table,
    TableLook,
    TextCell,
    plain,
    text_cell,
)
from kccreport.paper.gap_words import standing_in_short
from kccreport.paper.in_short import cut, follow_up_words, in_short
from kccreport.paper.indicator_columns import rating_cell
from kccreport.paper.orientation import new_page
from kccreport.paper.period_words import count_of
from kccreport.paper.places import AreaPlace
from kccreport.paper.reasons import prints_commentary
from kccreport.paper.sections import section_anchor, section_heading
from kccreport.paper.wording import NOT_APPLICABLE, listed, rating_words, short_with_unit
from kccreport.rating.attention import needs_attention, rating_run, unknown_by_now
from kccreport.rating.rated import RatedKpi, RatedSubmission

_LONGEST_TITLE = 120  # letters: seven lines of their column


def exceptions(
    block: Exceptions, layout: Layout, rated: RatedSubmission, places: Sequence[AreaPlace]
) -> Iterator[Block]:
    """Yield what needs attention now, or one line that says nothing does; that needs no page of its own."""
    rows = needs_attention(rated)
    if rows and block.new_page:
        yield new_page(block.orientation)
    yield Heading(section_heading(block), 2, section_anchor(block))
    yield from _introduced(rows, rated)
    if rows:
        yield _table(rows, rated, layout, places if has_places(layout, places) else ())
    if unknown := unknown_by_now(rated):
        yield Prose(plain(unknown_words(unknown)), Role.NOTE)


def _introduced(rows: Sequence[RatedKpi], rated: RatedSubmission) -> Iterator[Block]:
    scale = rated.submission.paper.ratings
    red, amber = rating_words(Rag.RED, scale), rating_words(Rag.AMBER, scale)
    if not rows:
        yield Prose(plain(nothing_words(rated)))
        return
    words = say(
        "Every KPI that is {red} now, then those that have been {amber} for two periods or more, or are {amber} and "
        "worsening; the furthest from its target first.",
        red=red, amber=amber,
    )  # fmt: skip
    yield Prose(plain(words), Role.NOTE, leads=True)


def nothing_words(rated: RatedSubmission) -> str:
    """Return the line that stands where nothing needs attention, or where nobody knows whether anything does."""
    if all(each.latest is None or each.is_stale for each in rated.kpis):
        return say("No KPI is rated for the period reported, so none is listed here.")
    scale = rated.submission.paper.ratings
    return say(
        "Nothing needs attention now: no KPI is {red}, and none has been {amber} for two periods or is {amber} and worsening.",
        red=rating_words(Rag.RED, scale), amber=rating_words(Rag.AMBER, scale),
    )  # fmt: skip


def unknown_words(unknown: Sequence[RatedKpi]) -> str:
    """Return which KPIs nobody knows the state of, and what it was when they were last measured."""
    named = [
        say(
            "{indicator} ({rating} in {period})",
            indicator=each.kpi.named(each.kpi.short_title, " "),
            rating=rating_words(each.latest, each.kpi.ratings),
            period=each.kpi.full_label(each.kpi.latest_period),
        )
        for each in unknown
        if each.latest is not None and each.kpi.latest_period is not None
    ]
    return say("Not known for now, since there is no newer result: {indicators}.", indicators=listed(named))


def has_places(layout: Layout, places: Sequence[AreaPlace]) -> bool:
    """Say whether every KPI of a paper has a page, or a row, that it is reported on."""
    return any(isinstance(other, ServiceAreas | IndicatorReports) for other in layout.blocks) or all(
        each.indicator.reference in place.rows
        for place in places
        for each in place.indicators
        if isinstance(each, RatedKpi)
    )


def _table(rows: Sequence[RatedKpi], rated: RatedSubmission, layout: Layout, places: Sequence[AreaPlace]) -> Table:
    columns = [
        Column(say("Indicator"), ColumnKind.TITLE),
        Column(result_heading(rows), ColumnKind.VERDICT),
        Column(say("Was"), ColumnKind.DETAIL),
        Column(say("Now"), ColumnKind.RATING),
        Column(say("Cause"), ColumnKind.TEXT),
        Column(say("Action"), ColumnKind.TEXT),
        *([Column(say("Page"), ColumnKind.PAGE)] if places else []),
    ]
    of = {each.indicator.reference: place for place in places for each in place.indicators}
    body: list[tuple[Cell, ...]] = []
    for each in rows:
        kpi, said = each.kpi, in_short(each.kpi, rated)
        missing = _missing(is_said=prints_commentary(kpi.reference, layout, rated))
        row: list[Cell] = [
            titled_cell(each),
            standing_cell(each, rows),
            text_cell(was_words(each)),
            rating_cell(each),
            TextCell((said.cause,)) if said.cause else StateCell(missing),
            _action_cell(each, said.action, rated, missing),
        ]
        if places:
            row.append(PageCell(of[kpi.reference].of(kpi.reference), kpi.named(kpi.short_title, " ")))
        body.append(tuple(row))
    return Table(tuple(columns), tuple(body), look=TableLook.LIST)


def titled_cell(each: RatedKpi, longest: int = _LONGEST_TITLE) -> TextCell:
    """Return a cell that names a KPI by its reference and its title, with its unit where neither title nor figures say that.

    A title that is too long is cut.
    """
    kpi = each.kpi
    title = cut(short_with_unit(kpi), longest)
    if not kpi.has_reference:
        return text_cell(title)
    return TextCell(((Run(f"{kpi.reference} ", is_strong=True), Run(title)),))


def was_words(each: RatedKpi) -> str:
    """Return the rating one period before the latest; in words alone, so that the one of now stands out."""
    return say_word(NOT_APPLICABLE) if each.previous is None else rating_words(each.previous, each.kpi.ratings)


def _action_cell(each: RatedKpi, action: Inline, rated: RatedSubmission, missing: str) -> Cell:
    """Return what is done now, who answers for it, and what has become of what was to be done last time."""
    before = [
        plain(follow_up_words(known), known.language) for known in rated.submission.follow_ups_on(each.kpi.reference)
    ]
    answers = "" if action else who_answers(each.kpi, rated)
    if not (action or before or answers):
        return StateCell(missing)
    first = action or (() if before else (Run(missing, is_emphasis=True),))
    return TextCell(tuple(filter(None, (first, plain(answers) if answers else (), *before))))


def _missing(*, is_said: bool) -> str:
    """Return what stands in place of a cause or an action: whether the service's own words, which the paper prints, may hold it."""
    return say("See commentary") if is_said else say("Not given")


def result_heading(rows: Sequence[RatedKpi]) -> str:
    """Return the heading of results: with their period where it is the same in every row."""
    labels = _periods(rows)
    return say("Result for {period}", period=labels.pop()) if len(labels) == 1 else say("Result")


def _periods(rows: Sequence[RatedKpi]) -> set[str]:
    return {each.kpi.full_label(each.kpi.latest_period) for each in rows if each.kpi.latest_period is not None}


def result_words(each: RatedKpi, rows: Sequence[RatedKpi]) -> str:
    """Return a result beside its target; after its period, where the heading does not have it."""
    words, period = standing_in_short(each), each.kpi.latest_period
    return words if period is None or len(_periods(rows)) == 1 else f"{each.kpi.label(period)}: {words}"


def standing_cell(each: RatedKpi, rows: Sequence[RatedKpi]) -> TextCell:
    """Return where a KPI stands beside its target, and since when it has its rating."""
    return TextCell((plain(result_words(each, rows)), *([plain(since)] if (since := since_words(each)) else [])))


def since_words(each: RatedKpi) -> str:
    """Return since which period a KPI has its rating: "Red since Oct 20 (3 months)", "Red since Dec 20 (new)".

    Where the known figures begin within that time it is so since that period at the latest: "since Mar 10 or before".
    """
    run = rating_run(each)
    if run is None or each.latest is None:
        return ""
    kpi, rating = each.kpi, rating_words(each.latest, each.kpi.ratings)
    since, count = kpi.label(run.since), count_of(kpi.frequency, run.periods)
    if run.is_open and run.periods == 1:
        return say("{rating} since {period} (no earlier rating)", rating=rating, period=since)
    if run.is_open:
        return say("{rating} since {period} or before ({count})", rating=rating, period=since, count=count)
    if run.periods == 1:
        return say("{rating} since {period} (new)", rating=rating, period=since)
    return say("{rating} since {period} ({count})", rating=rating, period=since, count=count)
