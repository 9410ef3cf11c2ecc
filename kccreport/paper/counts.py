"""How many indicators have each rating and each direction, rated and not rated in one count: sentences and tables."""

from collections import Counter
from collections.abc import Iterator, Sequence

from kccreport.language import say
from kccreport.layout.schema import Counts
from kccreport.models.rag import Rag
from kccreport.models.ratings import RatingScale
from kccreport.models.travel import Travel, TravelMethod
from kccreport.paper.blocks import (
    Block,
    Cell,
    Column,
    ColumnKind,
    FigureCell,
    Heading,
    Prose,
    RatingCell,
    Role,
    Table,
    TableLook,
    TravelCell,
    plain,
    strong_cell,
    text_cell,
)
from kccreport.paper.computed import direction_sentence, latest_rating_sentence
from kccreport.paper.directions import direction_heading
from kccreport.paper.measure_columns import Measured, not_rated_words
from kccreport.paper.measures import grouped, measured
from kccreport.paper.numbering import Numbering
from kccreport.paper.orientation import new_page
from kccreport.paper.places import AreaPlace
from kccreport.paper.sections import section_anchor, section_heading
from kccreport.paper.wording import rating_words
from kccreport.rating.rated import RatedKpi, RatedSubmission
from kccreport.rating.shares import percentages
from kccreport.rating.travel import travel_by

Standing = tuple[Rag | None, str]  # a rating, or why there is none


def counts(block: Counts, rated: RatedSubmission, places: Sequence[AreaPlace], numbering: Numbering) -> Iterator[Block]:
    """Yield the sentences and the tables that a layout asks for."""
    rows = [row for row in measured(rated, places) if block.not_rated or isinstance(row.rated, RatedKpi)]
    if not rows:
        return
    if block.new_page:
        yield new_page("portrait")
    yield Heading(section_heading(block), 2, section_anchor(block))
    if block.sentences:
        yield Prose(plain(latest_rating_sentence(rated, say("the latest rating"))))
        for method in block.directions or (None,):
            yield Prose(plain(direction_sentence(rated, method)))
    if block.table:
        yield from _rating_tables(block, rows, rated.submission.paper.ratings)
    if block.direction_table:
        yield from _direction_table(block, rows, rated, numbering)


def standing(row: Measured) -> Standing:
    """Return what an indicator counts as: its rating of now, or why it has none."""
    each = row.rated
    if not isinstance(each, RatedKpi):
        return None, not_rated_words(each)
    if each.is_stale:
        return None, say("Earlier period only")
    return each.latest, "" if each.latest else not_rated_words(each)


def _rating_tables(block: Counts, rows: Sequence[Measured], scale: RatingScale) -> Iterator[Block]:
    found = Counter(standing(row) for row in rows)
    possible = {
        scale.made(rating)
        for row in rows
        if isinstance(row.rated, RatedKpi)
        for rating in row.rated.kpi.scheme.meanings()
    }
    ratings: list[Standing] = [
        (rating, "") for rating in scale.ordered(each for each in Rag if each in possible or found[each, ""])
    ]
    others = [each for each in found if each[0] is None]
    if block.by != "none":
        yield _by_group(block, rows, [*ratings, *others], scale)
        return
    yield from _by_rating(block, found, ratings, others, scale)


def _by_rating(
    block: Counts, found: Counter[Standing], ratings: Sequence[Standing], others: Sequence[Standing], scale: RatingScale
) -> Iterator[Block]:
    """Yield a row for each rating, and for each reason why there is none, with the shares that are asked for."""
    kinds = [*ratings, *others]
    numbers = [found[each] for each in kinds]
    rated = sum(found[each] for each in ratings)
    columns = [Column(say("Rating"), ColumnKind.TEXT), Column(say("Indicators"), ColumnKind.TOTAL)]
    shares: list[list[str]] = []
    is_exact = True
    for whole, heading in _shares(block):
        total = rated if whole == "rated" else sum(numbers)
        parts = percentages(numbers, block.share_decimals, total)
        counted = len(ratings) if whole == "rated" else len(kinds)
        is_exact = is_exact and sum(parts[:counted]) in (0, 100)
        columns.append(Column(heading, ColumnKind.TOTAL))
        shares.append([f"{part}%" if at < counted else "–" for at, part in enumerate(parts)])
    rows: list[tuple[Cell, ...]] = [
        (_standing_cell(each, scale), FigureCell(f"{number:,}"), *(FigureCell(column[at]) for column in shares))
        for at, (each, number) in enumerate(zip(kinds, numbers, strict=True))
    ]
    rows.append((strong_cell(say("Total")), FigureCell(f"{sum(numbers):,}"), *(FigureCell("100%") for _ in shares)))
    caption = say("How many indicators have each rating")
    yield Table(tuple(columns), tuple(rows), look=TableLook.NARROW, has_total=True, caption=caption)
    if not is_exact:
        yield Prose(
            plain(say("Each share is rounded by itself, so that together they are not exactly 100%.")), Role.NOTE
        )


def _shares(block: Counts) -> list[tuple[str, str]]:
    both = {"all": say("Share"), "rated": say("Share of those rated")}
    return [(whole, heading) for whole, heading in both.items() if block.shares in (whole, "both")]


def _standing_cell(each: Standing, scale: RatingScale) -> Cell:
    rating, words = each
    return RatingCell(rating, scale=scale) if rating is not None else RatingCell(None, words, scale=scale)


def _by_group(block: Counts, rows: Sequence[Measured], kinds: Sequence[Standing], scale: RatingScale) -> Table:
    """Return a row for each group with a column for each rating, and totals below."""
    groups = {name: Counter(standing(row) for row in members) for name, members in grouped(rows, block.by).items()}
    headings = [words if rating is None else rating_words(rating, scale) for rating, words in kinds]
    columns = (
        Column(say("Group"), ColumnKind.TITLE),
        *(Column(heading, ColumnKind.TOTAL) for heading in headings),
        Column(say("Total"), ColumnKind.TOTAL),
    )
    body: list[tuple[Cell, ...]] = [
        (text_cell(name), *(FigureCell(f"{found[each]:,}") for each in kinds), FigureCell(f"{found.total():,}"))
        for name, found in groups.items()
    ]
    whole = sum(groups.values(), Counter[Standing]())
    total: tuple[Cell, ...] = (
        strong_cell(say("Total")),
        *(FigureCell(f"{whole[each]:,}") for each in kinds),
        FigureCell(f"{whole.total():,}"),
    )
    caption = say("How many indicators of each group have each rating")
    return Table(columns, (*body, total), look=TableLook.NARROW, has_total=True, caption=caption)


def _direction_table(
    block: Counts, rows: Sequence[Measured], rated: RatedSubmission, numbering: Numbering
) -> Iterator[Block]:
    """Yield how many went which way, a column for each way of finding a direction."""
    rule = rated.submission.paper.travel
    columns = [Column(say("Direction"), ColumnKind.TEXT)]
    found: list[Counter[Travel | None]] = []
    for method in block.directions or (None,):
        heading = say("Indicators") if method is None else direction_heading(method, [row.rated for row in rows])
        columns.append(Column(heading, ColumnKind.COMPARATOR))
        found.append(Counter(_travel(row, method, rule.periods) for row in rows))
    is_trend = any(method is not None and method.finds_trends for method in block.directions)
    seen = [each for each in (*Travel, None) if any(column[each] for column in found)]
    body: list[tuple[Cell, ...]] = [
        (
            text_cell(say("Could not be compared")) if each is None else TravelCell(each, is_trend),
            *(FigureCell(f"{column[each]:,}") for column in found),
        )
        for each in seen
    ]
    body.append((strong_cell(say("Total")), *(FigureCell(f"{column.total():,}") for column in found)))
    yield Heading(say("Direction of travel"), 3, numbering.anchor("directions"))
    caption = say("How many indicators went which way")
    yield Table(tuple(columns), tuple(body), look=TableLook.NARROW, has_total=True, caption=caption)


def _travel(row: Measured, method: TravelMethod | None, periods: int) -> Travel | None:
    return row.rated.travel if method is None else travel_by(row.rated.indicator, method, periods)
