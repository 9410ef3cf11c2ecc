"""A paper on one page: how many have each rating and what changed, what needs attention, the largest moves, the outlook."""

from collections import Counter
from collections.abc import Iterator, Sequence

from kccreport.language import say, say_many
from kccreport.layout.schema import SummaryPage
from kccreport.models.measure import Writing
from kccreport.models.rag import Rag
from kccreport.models.ratings import RatingScale
from kccreport.paper.attention import (
    nothing_words,
    result_heading,
    standing_cell,
    titled_cell,
    unknown_words,
)
from kccreport.paper.blocks import (
    Block,
    Cell,
    Column,
    ColumnKind,
    FigureCell,
    GroupCell,
    Heading,
    Inline,
    NewPage,
    Orientation,
    Prose,
    RatingCell,
    Role,
    Run,
    StateCell,
    Table,
    TableLook,
    TextCell,
    plain,
    strong_cell,
    text_cell,
)
from kccreport.paper.computed import named_briefly, named_reds
from kccreport.paper.gap_words import difference_words
from kccreport.paper.in_short import in_short
from kccreport.paper.indicator_columns import newest_periods, rating_cell, spark_cell
from kccreport.paper.numbering import Numbering
from kccreport.paper.sections import section_anchor, section_heading
from kccreport.paper.wording import day_words, figure_words, listed, mark_words, number_words, rating_words
from kccreport.rating.attention import needs_attention, unknown_by_now
from kccreport.rating.moves import Move, best_movers, outlook, worst_movers
from kccreport.rating.rated import RatedKpi, RatedSubmission

_LONGEST_TITLE = 70  # letters: three lines of their column
_LONGEST = 80  # letters of a cause and of an action: two or three lines of their column


def tighter(page: SummaryPage) -> Iterator[SummaryPage]:
    """Yield a page as it was asked for, and then with ever fewer rows, down to none; the first that fits is the one to print."""
    exceptions, moves = page.exceptions, page.moves
    while True:
        yield page.model_copy(update={"exceptions": exceptions, "moves": moves})
        if exceptions == 0 and moves == 0:
            return
        if (exceptions <= 4 and moves > 1) or not exceptions:
            moves -= 1
        else:
            exceptions -= 1


def fewest_rows(page: SummaryPage, rated: RatedSubmission) -> SummaryPage:
    """Return a page that asks for no more rows than there are, from which `tighter` begins."""
    moved = max(len(best_movers(rated)), len(worst_movers(rated)))
    listed_at_most = max(len(needs_attention(rated)), len(unknown_by_now(rated)))
    found = {"exceptions": min(page.exceptions, listed_at_most), "moves": min(page.moves, moved)}
    return page.model_copy(update=found)


def head(rated: RatedSubmission, numbering: Numbering) -> Iterator[Block]:
    """Yield the head of a summary that stands alone: whose it is, what it is of, and how it was published."""
    paper = rated.submission.paper
    yield NewPage(Orientation.PORTRAIT)
    if paper.council:
        yield Prose(plain(paper.council), Role.MASTHEAD)
    yield Heading(paper.title, 1, numbering.anchor("title"))
    details = [say("Summary"), say("Results up to {period}", period=paper.results_up_to.full_label)]
    if paper.committee and paper.meeting:
        details.append(f"{paper.committee}, {day_words(paper.meeting)}")
    yield Prose(plain(" – ".join(details)), Role.NOTE)


def summary_page(
    page: SummaryPage, rated: RatedSubmission, numbering: Numbering, *, is_alone: bool = False
) -> Iterator[Block]:
    """Yield the page: as a section of a paper, or below the head of a summary that `is_alone`."""
    if not is_alone:
        yield NewPage(Orientation.PORTRAIT)
        yield Heading(section_heading(page), 2, section_anchor(page))
    level = 2 if is_alone else 3
    yield Heading(say("Ratings"), level, numbering.anchor("summary ratings"))
    yield _counts(rated)
    yield Heading(say("Needs attention now"), level, numbering.anchor("summary exceptions"))
    yield from _exceptions(page, rated)
    yield from _moves(page, rated, Heading(say("Largest moves"), level, numbering.anchor("summary moves")))
    yield from _outlook(rated, Heading(say("Outlook for the year end"), level, numbering.anchor("summary outlook")))


def _counts(rated: RatedSubmission) -> Table:
    """Return how many KPIs have each rating, and had it one period before; what is of an earlier period is counted apart."""
    now, before = rated.latest_counts, rated.previous_counts
    scale = rated.submission.paper.ratings
    kinds: list[tuple[str, int, int | None]] = [
        (rating_words(rating, scale), now[rating], before[rating])
        for rating in scale.ordered(Rag)
        if now[rating] or before[rating]
    ]
    if now.not_rated or before.not_rated:
        kinds.append((mark_words(RatingCell(None, scale=scale)), now.not_rated, before.not_rated))
    if now.stale:
        kinds.append((say("Earlier period only"), now.stale, None))
    columns = [Column(say("KPIs"), ColumnKind.TEXT), *(Column(words, ColumnKind.COMPARATOR) for words, _, _ in kinds)]
    now_row: list[Cell] = [strong_cell(say("Now")), *(FigureCell(f"{count:,}") for _, count, _ in kinds)]
    changes = ("–" if earlier is None else _change_words(count - earlier) for _, count, earlier in kinds)
    change_row: list[Cell] = [strong_cell(say("Since the period before")), *(FigureCell(words) for words in changes)]
    columns.append(Column(say("Total"), ColumnKind.TOTAL))
    rows = ((*now_row, FigureCell(f"{now.total:,}")), (*change_row, FigureCell(say("the same"))))
    return Table(tuple(columns), rows)


def _change_words(change: int) -> str:
    if change == 0:
        return say("the same")
    count = number_words(abs(change))
    return say("{count} more", count=count) if change > 0 else say("{count} fewer", count=count)


def _exceptions(page: SummaryPage, rated: RatedSubmission) -> Iterator[Block]:
    """Yield the first KPIs that need attention, how many more there are, and which of these are Red."""
    found = needs_attention(rated)
    shown, left = found[: page.exceptions], len(found) - page.exceptions
    if not found:
        yield Prose(plain(nothing_words(rated)))
    if shown:
        yield _exceptions_table(shown, rated)
    if left > 0 and shown:
        words = say_many("And {number} more in the report.", "And {number} more in the report.", left)
        reds = named_reds(found[page.exceptions :], rated.submission.paper.ratings, _LONGEST_TITLE)
        yield Prose(plain(f"{words} {reds}".rstrip()), Role.NOTE)
    elif left > 0:
        words = say_many(
            "{number} KPI needs attention: see the report.", "{number} KPIs need attention: see the report.", left
        )
        yield Prose(plain(words))
    if unknown := unknown_by_now(rated):
        shown_unknown = unknown[: max(page.exceptions, 1)]
        words = unknown_words(shown_unknown)
        if len(unknown) > len(shown_unknown):
            more = len(unknown) - len(shown_unknown)
            words += " " + say_many("And {number} more in the report.", "And {number} more in the report.", more)
        yield Prose(plain(words), Role.NOTE)


def _exceptions_table(shown: Sequence[RatedKpi], rated: RatedSubmission) -> Table:
    columns = (
        Column(say("Indicator"), ColumnKind.TITLE),
        Column(result_heading(shown), ColumnKind.VERDICT),
        Column(say("Now"), ColumnKind.RATING),
        Column(say("Cause and action"), ColumnKind.TEXT),
    )
    rows: list[tuple[Cell, ...]] = []
    for each in shown:
        said = in_short(each.kpi, rated, _LONGEST)
        if not said.action:
            said = in_short(each.kpi, rated, 2 * _LONGEST)
        words = tuple(run for each in (said.cause, (Run(" "),) if said.cause else (), said.action) for run in each)
        standing = standing_cell(each, shown)
        rows.append(
            (
                titled_cell(each, _LONGEST_TITLE),
                TextCell((*standing.paragraphs, *_was(each))),
                rating_cell(each),
                TextCell((words,)) if words else StateCell(_missing(each, rated)),
            )
        )
    return Table(columns, tuple(rows), look=TableLook.LIST)


def _missing(each: RatedKpi, rated: RatedSubmission) -> str:
    is_said = any(entry.text or entry.actions for entry in rated.submission.commentary_on(each.kpi.reference))
    return say("See the report") if is_said else say("Not given")


def _was(each: RatedKpi) -> Iterator[Inline]:
    """Yield what the rating was before, where it was another."""
    if each.previous is not None and each.previous is not each.latest:
        yield plain(say("Before: {rating}", rating=rating_words(each.previous, each.kpi.ratings)))


def _moves(page: SummaryPage, rated: RatedSubmission, heading: Heading) -> Iterator[Block]:
    """Yield the KPIs that moved most towards and away from their targets; nothing where none did."""
    lists = (
        (say("Better"), best_movers(rated)[: page.moves]),
        (say("Worse"), worst_movers(rated)[: page.moves]),
    )
    if not any(moved for _, moved in lists):
        return
    columns = (
        Column(say("Indicator"), ColumnKind.TITLE),
        Column(say("Before"), ColumnKind.FIGURE),
        Column(say("Latest"), ColumnKind.FIGURE),
        Column(say("Change"), ColumnKind.DETAIL),
        Column(say("Trend"), ColumnKind.SPARK),
    )
    rows: list[tuple[Cell, ...]] = []
    for words, moved in lists:
        if moved:
            rows.append((GroupCell(words, len(columns)),))
            rows.extend(_move_row(move) for move in moved)
    yield heading
    yield Table(columns, tuple(rows), look=TableLook.LIST)
    words = say("By the change of the result since the period before, in percent of its target.")
    if any(move.on_last_year for _, moved in lists for move in moved):
        words += " " + say("Figures that start again each year are compared with the same period last year.")
    yield Prose(plain(words), Role.NOTE)


def _move_row(move: Move) -> tuple[Cell, ...]:
    kpi = move.rated.kpi
    difference = abs(move.now - move.before)
    number = difference_words(difference, kpi.unit)
    is_up = (move.now > move.before) is (kpi.unit.writing is not Writing.RANK)  # a rank of 3 is above one of 5
    change = say("{difference} up", difference=number) if is_up else say("{difference} down", difference=number)
    return (
        titled_cell(move.rated, _LONGEST_TITLE),
        FigureCell(figure_words(move.before, kpi.decimals, kpi.unit)),
        FigureCell(figure_words(move.now, kpi.decimals, kpi.unit)),
        text_cell(change),
        spark_cell(move.rated, newest_periods(kpi)),
    )


def _outlook(rated: RatedSubmission, heading: Heading) -> Iterator[Block]:
    """Yield how many KPIs are expected to have each rating at the end of the year; nothing where nobody says."""
    expected = list(outlook(rated))
    if not expected:
        return
    yield heading
    yield Prose(plain(outlook_words(expected, rated.submission.paper.ratings)))


def outlook_words(expected: Sequence[tuple[RatedKpi, object, Rag | None]], scale: RatingScale) -> str:
    """Return how many of the KPIs with a forecast are expected to have each rating, and the names of those expected Red."""
    found = Counter(rating for _, _, rating in expected)
    parts = [
        say("{count} {rating}", count=number_words(found[rating]), rating=rating_words(rating, scale))
        for rating in scale.ordered(Rag)
        if found[rating]
    ]
    if found[None]:
        parts.append(
            say_many("{count} is not rated", "{count} are not rated", found[None], count=number_words(found[None]))
        )
    sentence = say_many(
        "A forecast is given for {number} KPI: {ratings}.", "Forecasts are given for {number} KPIs: {ratings}.",
        len(expected), ratings=listed(parts),
    )  # fmt: skip
    red = [each.kpi for each, _, rating in expected if rating and rating.calls_for_explanation]
    if red:
        sentence += " " + say(
            "Expected {rating}: {indicators}.",
            rating=rating_words(Rag.RED, scale),
            indicators=named_briefly(red, _LONGEST_TITLE),
        )
    return sentence
