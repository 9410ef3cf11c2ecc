"""A page set for each service area: its box, its tables, and the commentary below them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

from kccreport.language import say
from kccreport.layout.schema import (
    ActivityIndicators,
    ServiceAreas,
)
from kccreport.models.indicator import Indicator
from kccreport.models.period import Frequency, Period
from kccreport.models.submission import Commentary, ServiceArea
from kccreport.paper.blocks import (
    Beside,
    Block,
    Column,
    ColumnKind,
    Heading,
    NewPage,
    Orientation,
    Part,
    Prose,
    Role,
    Run,
    Table,
    text_cell,
)
from kccreport.paper.in_short import actions_told
from kccreport.paper.indicator_tables import activity_table, kpi_table
from kccreport.paper.numbering import Numbering
from kccreport.paper.period_words import frequency_words
from kccreport.paper.places import AreaPlace
from kccreport.paper.prose import in_another_language, prose_blocks
from kccreport.paper.sections import section_anchor
from kccreport.paper.wording import listed
from kccreport.rating.rated import RatedActivity, RatedIndicator, RatedKpi, RatedSubmission

RatedT = TypeVar("RatedT", RatedKpi, RatedActivity)


def service_areas(
    block: ServiceAreas, rated: RatedSubmission, places: Sequence[AreaPlace], numbering: Numbering
) -> Iterator[Block]:
    """Yield a page set for each service area."""
    by_reference = _by_reference(rated)
    for place in places:
        yield NewPage(Orientation.LANDSCAPE)
        yield Heading(place.heading, 2, place.anchor)
        yield from _area_box(place.area, block)
        told: set[int] = set()
        kpis = [each for each in place.indicators if isinstance(each, RatedKpi)]
        activities = [each for each in place.indicators if isinstance(each, RatedActivity)]
        for kpi_group in _groups(kpis, rated):
            often = frequency_words(kpi_group[0].indicator.frequency)
            heading = say("Key Performance Indicators – {frequency}", frequency=often)
            yield Heading(heading, 3, numbering.anchor(f"{place.anchor} kpis"))
            yield kpi_table(block, kpi_group, _periods(kpi_group, rated, block.periods))
            yield from _commentary(kpi_group, rated, by_reference, told)
        for activity_group in _groups(activities, rated):
            often = frequency_words(activity_group[0].indicator.frequency)
            heading = say("Activity Indicators – {frequency}", frequency=often)
            yield Heading(heading, 3, numbering.anchor(f"{place.anchor} activity"))
            yield activity_table(block, activity_group, _periods(activity_group, rated, block.periods))
            yield from _commentary(activity_group, rated, by_reference, told)


def activity_section(block: ActivityIndicators, rated: RatedSubmission, numbering: Numbering) -> Iterator[Block]:
    """Yield the activity indicators of all service areas under one heading; nothing where there are none."""
    if not rated.activities:
        return
    yield NewPage(Orientation.LANDSCAPE)
    yield Heading(block.heading, 2, section_anchor(block))
    told: set[int] = set()
    by_reference = _by_reference(rated)
    groups = _groups(list(rated.activities), rated)
    for group in groups:
        frequency = frequency_words(group[0].indicator.frequency).capitalize()
        if len(groups) > 1:
            yield Heading(frequency, 3, numbering.anchor(f"{block.heading} {frequency}"))
        yield activity_table(block, group, _periods(group, rated, block.periods))
        yield from _commentary(group, rated, by_reference, told)


def _by_reference(rated: RatedSubmission) -> dict[str, list[int]]:
    """Return which rows of commentary name each indicator."""
    found: dict[str, list[int]] = {}
    for index, entry in enumerate(rated.submission.commentary):
        for reference in entry.references:
            found.setdefault(reference, []).append(index)
    return found


def _area_box(area: ServiceArea, block: ServiceAreas) -> Iterator[Table]:
    """Yield the box that says who answers for a service area; none where the layout asks after nobody."""
    answers = {
        "director": (say("Director"), area.director),
        "cabinet_member": (say("Cabinet Member"), area.cabinet_member),
        "delivered_by": (say("Delivered by"), area.delivered_by),
    }
    if not block.people:
        return
    fields = [(say("Service area"), area.name), *(answers[field] for field in block.people)]
    yield Table(
        tuple(Column(heading, ColumnKind.TEXT) for heading, _ in fields),
        (tuple(text_cell(value) for _, value in fields),),
        caption=say("Who answers for {area}", area=area.name),
        has_row_heads=False,
    )


def _groups(indicators: list[RatedT], rated: RatedSubmission) -> list[list[RatedT]]:
    """Put indicators that share a table together: those of one frequency whose newest result is for one period.

    A suspended indicator joins the first table of its frequency. Each table then needs one set of period headings,
    and no figure ever stands under a period that is not its own.
    """
    groups: dict[tuple[Frequency, Period], list[RatedT]] = {}
    for each in indicators:
        groups.setdefault(_group_key(each.indicator, indicators, rated), []).append(each)
    return list(groups.values())


def _group_key(
    indicator: Indicator, among: Sequence[RatedIndicator], rated: RatedSubmission
) -> tuple[Frequency, Period]:
    latest = None if indicator.suspension else indicator.latest_period
    if latest is None:
        others = (each.indicator for each in among)
        latest = next(
            (
                other.latest_period
                for other in others
                if other.frequency is indicator.frequency and not other.suspension and other.latest_period
            ),
            indicator.frequency.latest_by(rated.submission.paper.results_up_to),
        )
    return indicator.frequency, latest


def _periods(group: Sequence[RatedIndicator], rated: RatedSubmission, count: int) -> tuple[Period, ...]:
    indicator = group[0].indicator
    frequency, latest = _group_key(indicator, group, rated)
    return tuple(frequency.step(latest, -step) for step in reversed(range(count)))


def _commentary(
    group: Sequence[RatedIndicator], rated: RatedSubmission, by_reference: Mapping[str, list[int]], told: set[int]
) -> Iterator[Block]:
    """Yield the commentary that names any indicator of the table, once on each page set, in columns."""
    found = {index for each in group for index in by_reference.get(each.indicator.reference, ())}
    yield Beside(Part.WORDS)
    for index in sorted(found - told):
        told.add(index)
        entry = rated.submission.commentary[index]
        who = listed(list(entry.references))
        said = ((f"{who}: ", entry.text), *((f"{who}, {what}: ", text) for what, text in _more_said(entry)))
        for label, text in said:
            if text:
                yield from _labelled(label, text, entry.language)
    yield Beside(Part.ACROSS)


def _more_said(entry: Commentary) -> tuple[tuple[str, str], ...]:
    """Return what is said besides the commentary itself, each with the words that name it."""
    return (
        (say("actions"), actions_told(entry)),
        (say("risks"), entry.risks),
        (say("panel discussion"), entry.discussion),
    )


def _labelled(label: str, text: str, language: str) -> Iterator[Block]:
    """Yield a cell's text, its first paragraph after a strong label."""
    first = Run(label, is_strong=True)
    blocks = in_another_language(prose_blocks(text, Role.COMMENTARY), language)
    if isinstance(blocks[0], Prose):
        yield Prose((first, *blocks[0].content), Role.COMMENTARY)
        blocks = blocks[1:]
    else:
        yield Prose((first,), Role.COMMENTARY)
    yield from blocks
