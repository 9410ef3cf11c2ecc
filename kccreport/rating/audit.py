"""Published results against computed ones: where a paper that was printed contradicts its own rules."""

from collections.abc import Iterator
from dataclasses import dataclass

from kccreport.address import CellAddress
from kccreport.models.submission import Published
from kccreport.rating.rated import RatedIndicator, RatedKpi, RatedSubmission


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One published result that the rules do not give. `computed` is "" where they give none."""

    reference: str
    what: str
    published: str
    computed: str
    at: CellAddress


def disagreements(rated: RatedSubmission) -> Iterator[Disagreement]:
    """Yield every published rating, alert and direction that differs from the computed one, in the order of the sheet.

    A blank cell says nothing was published, and is passed over.
    """
    found = {_reference(each): each for each in rated.indicators}
    for row in rated.submission.published:
        each = found.get(row.reference)
        if each is None:
            continue
        for what, published, computed in _pairs(row, each):
            if published and published != computed:
                yield Disagreement(row.reference, what, published, computed, row.cells[what])


def _pairs(row: Published, each: RatedIndicator) -> Iterator[tuple[str, str, str]]:
    """Yield the heading, what was published under it, and what the rules give."""
    if isinstance(each, RatedKpi):
        yield "Latest RAG", row.latest or "", each.latest or ""
        yield "YTD RAG", row.year_to_date or "", each.year_to_date or ""
        yield "Direction", row.direction or "", each.travel or ""
    else:
        yield "Alert", row.alert or "", each.alert or ""


def _reference(each: RatedIndicator) -> str:
    return each.kpi.reference if isinstance(each, RatedKpi) else each.activity.reference
