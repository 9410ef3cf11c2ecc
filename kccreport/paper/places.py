"""The service areas of a paper, each with the place that the contents and the summary point at."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

from msgspec import Struct, field

from kccreport.ground.values import replace
from kccreport.language import say
from kccreport.models.submission import ServiceArea
from kccreport.paper.numbering import Numbering
from kccreport.rating.rated import RatedIndicator, RatedKpi, RatedSubmission


class AreaPlace(Struct, frozen=True):
    """A service area with its indicators, its heading, and the anchor that the contents and summary point at.

    `reports` holds the anchor of each KPI's own page, by reference, in papers that have such pages; `rows` that of each
    indicator's row, in papers that have one table of all.
    """

    area: ServiceArea
    indicators: tuple[RatedIndicator, ...]
    heading: str
    anchor: str
    reports: Mapping[str, str] = field(default_factory=dict)
    rows: Mapping[str, str] = field(default_factory=dict)

    def of(self, reference: str) -> str:
        """Return the anchor of the place where an indicator is reported: its own page, its row, or its area's page set."""
        return self.reports.get(reference) or self.rows.get(reference) or self.anchor


def area_places(
    rated: RatedSubmission,
    numbering: Numbering,
    *,
    with_reports: bool = False,
    in_rows: Collection[str] = (),
) -> tuple[AreaPlace, ...]:
    """Return the service areas that have indicators, in the order of their sheet.

    `in_rows` are the references of the indicators that a table of all of them prints.
    """
    areas = rated.submission.areas
    names = Counter(area.name for area in areas)
    members: dict[str, list[RatedIndicator]] = {}
    for each in rated.indicators:
        members.setdefault(each.indicator.area, []).append(each)
    places = []
    for area in areas:
        found = members.get(area.code)
        if not found:
            continue
        heading = area.name
        if names[area.name] > 1:
            heading = say("{area} – delivered by {body}", area=area.name, body=area.delivered_by)
        references = [each.kpi.reference for each in found if isinstance(each, RatedKpi)] if with_reports else []
        reports = {reference: numbering.anchor(f"report {reference}") for reference in references}
        anchor = numbering.anchor(f"area {area.code}")
        rows = {
            each.indicator.reference: numbering.anchor(f"row {each.indicator.reference}")
            for each in found
            if each.indicator.reference in in_rows
        }
        places.append(AreaPlace(area, tuple(found), heading, anchor, reports, rows))
    return tuple(_told_apart(places))


def _told_apart(places: Sequence[AreaPlace]) -> Iterator[AreaPlace]:
    """Number the page sets that neither name nor provider tells apart."""
    same = Counter(place.heading for place in places)
    seen: Counter[str] = Counter()
    for place in places:
        seen[place.heading] += 1
        if same[place.heading] > 1:
            yield replace(place, heading=_numbered(place.heading, seen, same))
        else:
            yield place


def _numbered(heading: str, seen: Counter[str], same: Counter[str]) -> str:
    return say("{heading} ({number} of {total})", heading=heading, number=seen[heading], total=same[heading])
