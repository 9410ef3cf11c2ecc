"""Published results against computed ones: where a paper that was printed contradicts its own rules."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from kccreport.ground.address import CellAddress
from kccreport.ground.pattern import pattern
from kccreport.models.rag import Rag
from kccreport.models.submission import Published, PublishedItem
from kccreport.models.travel import TravelMethod
from kccreport.rating.rated import RatedIndicator, RatedKpi, RatedSubmission
from kccreport.rating.shares import percentages
from kccreport.rating.travel import travel_by

_PAGES = pattern(r"(\d+)(?:\s*(?:-|–|to)\s*(\d+))?")
_PAGES_OF = "pages of "
_REPORTS = "pages of kpi reports"


class Disagreement(Struct, frozen=True):
    """One published result that the rules do not give. `computed` is "" where they give none.

    `reference` is that of an indicator, the name of a table, or "" for what a paper says of itself.
    """

    reference: str
    what: str
    published: str
    computed: str
    at: CellAddress


def disagreements(rated: RatedSubmission) -> Iterator[Disagreement]:
    """Yield everything published that differs from what is computed: first by indicator, then of the paper, then totals.

    Ratings, alerts and directions are compared one by one; arrows also with the method that the published key claims;
    pages with the ranges that the published index gives; counts and shares with the ratings; totals of tables with
    their figures. A blank cell says nothing was published, and is passed over.
    """
    found = {each.indicator.reference: each for each in rated.indicators}
    claimed = _claimed_method(rated)
    ranges = dict(_page_ranges(rated))
    for row in rated.submission.published:
        each = found.get(row.reference)
        if each is None:
            continue
        for what, published, computed in _pairs(row, each):
            if published and published != computed:
                yield Disagreement(row.reference, what, published, computed, row.cells[what])
        if claimed is not None and isinstance(each, RatedKpi):
            yield from _against_the_key(row, each, claimed)
        yield from _page_outside(row, ranges)
    for item in rated.submission.published_paper:
        should_be = _computed_item(item, rated)
        if should_be is not None and item.printed.rstrip(" %") != should_be:
            yield Disagreement("", item.name, item.printed, should_be, item.at)
    for table in rated.submission.tables:
        for difference in table.differences:
            what = f"Total of {difference.where}"
            printed, computed = f"{difference.printed:,f}", f"{difference.computed:,f}"
            yield Disagreement(table.name, what, printed, computed, difference.at)


def _pairs(row: Published, each: RatedIndicator) -> Iterator[tuple[str, str, str]]:
    """Yield the heading, what was published under it, and what the rules give."""
    if isinstance(each, RatedKpi):
        yield "Latest RAG", row.latest or "", each.latest or ""
        yield "YTD RAG", row.year_to_date or "", each.year_to_date or ""
        yield "Previous RAG", row.previous or "", each.previous or ""
    else:
        yield "Alert", row.alert or "", each.alert or ""
    yield "Direction", row.direction or "", each.travel or ""


def _claimed_method(rated: RatedSubmission) -> TravelMethod | None:
    """Return how the published key says its arrows are found."""
    named = {method.value.casefold(): method for method in TravelMethod}
    items = (item for item in rated.submission.published_paper if item.name.casefold() == "direction of travel")
    return next((named.get(item.printed.casefold()) for item in items), None)


def _against_the_key(row: Published, each: RatedKpi, claimed: TravelMethod) -> Iterator[Disagreement]:
    """Find an arrow that the method of the published key does not give.

    Source: Kent's report of Quarter 1 2011/12 says "relative to targets set", which gives 22 of its 26 arrows.
    """
    if claimed is each.travel_method or row.direction is None:
        return
    by_key = travel_by(each.kpi, claimed, claimed.fewest_periods, if_unfair=True)
    if by_key is not None and by_key is not row.direction:
        what = f"Direction by the key ({claimed})"
        yield Disagreement(row.reference, what, row.direction, by_key, row.cells["Direction"])


def _page_ranges(rated: RatedSubmission) -> Iterator[tuple[str, tuple[int, int]]]:
    for item in rated.submission.published_paper:
        match = _PAGES.fullmatch(item.printed)
        if item.name.casefold().startswith(_PAGES_OF) and match is not None:
            yield item.name, (int(match[1]), int(match[2] or match[1]))


def _page_outside(row: Published, ranges: Mapping[str, tuple[int, int]]) -> Iterator[Disagreement]:
    """Find a page that the published index gives to something else than reports on KPIs."""
    own = next((pages for name, pages in ranges.items() if name.casefold() == _REPORTS), None)
    if row.page is None or own is None or own[0] <= row.page <= own[1]:
        return
    others = [name[len(_PAGES_OF) :] for name, (first, last) in ranges.items() if first <= row.page <= last]
    computed = f"{own[0]} to {own[1]} by the index" + (f", where {row.page} is {others[0]}" if others else "")
    yield Disagreement(row.reference, "Page", str(row.page), computed, row.cells["Page"])


def _computed_item(item: PublishedItem, rated: RatedSubmission) -> str | None:
    """Return what a count or a share of the published paper should be; None for items that are neither."""
    counts = rated.latest_counts
    what, _, which = item.name.casefold().partition(" ")
    if what not in ("number", "share"):
        return None
    if which in ("of kpis", "kpis"):
        return str(counts.total) if what == "number" else None
    numbers = [*counts.by_rating.values(), counts.not_rated, counts.stale]
    scale = rated.submission.paper.ratings
    names = [*(rating.value for rating in counts.by_rating), "not rated", "stale"]
    shown = numbers if what == "number" else percentages(numbers)
    found = dict(zip(names, shown, strict=True))
    known = {*(rating.value for rating in Rag), "not rated", "stale"}
    read = scale.read(which)
    which = which if read is None else read.value
    return str(found.get(which, 0)) if which in known else None
