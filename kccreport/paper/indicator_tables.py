"""The tables of KPIs and of activity indicators, and the KPI summary: rows put below the columns that a layout names."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from kccreport.ground.values import replace
from kccreport.language import say
from kccreport.layout.columns import detail_of
from kccreport.layout.schema import ActivityIndicators, KpiSummary, ServiceAreas
from kccreport.models.indicator import Indicator
from kccreport.paper.blocks import (
    Cell,
    Column,
    ColumnKind,
    FigureCell,
    GroupCell,
    PageCell,
    StateCell,
    Table,
    TableLook,
    text_cell,
)
from kccreport.paper.indicator_columns import (
    ACTIVITY_COLUMNS,
    KPI_COLUMNS,
    SUMMARY_COLUMNS,
    Periods,
    RatedT,
    TableColumn,
    detail_column,
)
from kccreport.paper.measure_table import no_figure
from kccreport.paper.places import AreaPlace
from kccreport.paper.wording import result_words
from kccreport.rating.rated import RatedActivity, RatedKpi

RESULTS = "results"  # stands for a column for each period


def kpi_table(block: ServiceAreas, group: Sequence[RatedKpi], periods: Periods) -> Table:
    """Return the table of one group of KPIs, without the columns that would be empty in every row.

    Where a scheme looks at last year, last year's figures are printed before the target, so that a reader can see why.
    """
    names = list(block.kpi_columns)
    if any(each.kpi.scheme.looks_at_last_year for each in group):
        wanted = [name for name in _OF_LAST_YEAR if name not in names]
        at = names.index("target") if "target" in names else len(names)
        names[at:at] = wanted
    return _table(names, _known(names, KPI_COLUMNS, block.headings), group, periods)


_OF_LAST_YEAR = ("last_year", "previous_year")


def activity_table(block: ServiceAreas | ActivityIndicators, group: Sequence[RatedActivity], periods: Periods) -> Table:
    """Return the table of one group of activity indicators, without the columns that would be empty in every row."""
    names = block.activity_columns if isinstance(block, ServiceAreas) else block.columns
    return _table(names, _known(names, ACTIVITY_COLUMNS, block.headings), group, periods)


Members = Sequence[tuple[RatedKpi, AreaPlace]]


def summary_table(block: KpiSummary, names: Sequence[str], groups: Mapping[str, Members]) -> Table:
    """Return the KPI summary: each KPI with the place where it is reported, below a row for each group that has a name."""
    group = [each for members in groups.values() for each, _ in members]
    known = _known(names, SUMMARY_COLUMNS, block.headings)
    unused = {name for name in names if name == "reference" or detail_of(name) if known[name].unused(group)}
    names = [name for name in names if name not in unused]
    if "reference" in unused:
        names = names if "title" in names else ["title", *names]
    heads = {
        "page": Column(block.headings.get("page") or say("Page"), ColumnKind.PAGE),
        "service_area": Column(block.headings.get("service_area") or say("Service area"), ColumnKind.AREA),
    }
    columns = tuple(heads[name] if name in heads else known[name].head(group) for name in names)
    rows: list[tuple[Cell, ...]] = []
    for name, members in groups.items():
        if name:
            rows.append((GroupCell(name, len(columns)),))
        rows.extend(tuple(_summary_row(names, known, each, place)) for each, place in members)
    return Table(columns, tuple(rows), look=TableLook.LIST)


def _known(
    names: Sequence[str], known: Mapping[str, TableColumn[RatedT]], headings: Mapping[str, str]
) -> dict[str, TableColumn[RatedT]]:
    """Return the columns there are, those of the sheet Details that are named among them, under a layout's own headings."""
    found = {**known, **{name: detail_column(heading) for name in names if (heading := detail_of(name))}}
    return {
        name: replace(column, heading=headings[name]) if name in headings else column for name, column in found.items()
    }


def _table(
    names: Sequence[str], known: Mapping[str, TableColumn[RatedT]], group: Sequence[RatedT], periods: Periods
) -> Table:
    names = _named([name for name in names if name == RESULTS or not known[name].unused(group)])
    label = group[0].indicator.label
    columns: list[Column] = []
    for name in names:
        if name == RESULTS:
            columns.extend(Column(label(period), ColumnKind.FIGURE) for period in periods)
        else:
            columns.append(known[name].head(group))
    return Table(tuple(columns), tuple(tuple(_row(names, known, each, periods)) for each in group))


def _named(names: list[str]) -> list[str]:
    """Return columns that name each row: where there are no references, titles do."""
    return names if {"reference", "title"} & set(names) else ["title", *names]


def _row(
    names: Sequence[str], known: Mapping[str, TableColumn[RatedT]], each: RatedT, periods: Periods
) -> Iterator[Cell]:
    suspension = each.indicator.suspension

    def is_state(name: str) -> bool:
        return suspension is not None and (name == RESULTS or known[name].is_figure)

    for state, run in groupby(names, key=is_state):
        if state and suspension is not None:
            yield StateCell(suspension.sentence, sum(len(periods) if name == RESULTS else 1 for name in run))
            continue
        for name in run:
            if name == RESULTS:
                yield from _results(each.indicator, periods)
            else:
                yield known[name].cell(each, periods)


def _summary_row(
    names: Sequence[str], known: Mapping[str, TableColumn[RatedKpi]], each: RatedKpi, place: AreaPlace
) -> Iterator[Cell]:
    kpi = each.kpi

    def is_state(name: str) -> bool:
        return kpi.suspension is not None and name in known and known[name].is_figure

    for state, run in groupby(names, key=is_state):
        if state and kpi.suspension is not None:
            yield StateCell(kpi.suspension.note, len(list(run)))
            continue
        for name in run:
            if name == "page":
                yield PageCell(place.of(kpi.reference), kpi.named(kpi.short_title, " "))
            elif name == "service_area":
                yield text_cell(place.area.name)
            else:
                yield known[name].cell(each, ())


def _results(indicator: Indicator, periods: Periods) -> Iterator[Cell]:
    """Yield the figure of each period; no cell is blank, since a reader by ear would not know why."""
    for period in periods:
        words = result_words(indicator.results.get(period), indicator.decimals, indicator.unit)
        yield FigureCell(words) if words else no_figure()
