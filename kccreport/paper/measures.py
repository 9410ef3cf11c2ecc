"""The block of all measures: one table, or one a group, in the workbook's order; two bodies side by side."""

from collections.abc import Callable, Iterator, Sequence
from itertools import chain

from kccreport.language import say
from kccreport.layout.columns import detail_of
from kccreport.layout.schema import Layout, Measures, Ranked, ServiceAreas
from kccreport.layout.spec import PeopleField
from kccreport.models.submission import Commentary, ServiceArea
from kccreport.paper.blocks import (
    Block,
    Cell,
    Heading,
    Inline,
    Prose,
    Role,
    Run,
    TextCell,
    plain,
    strong_cell,
    text_cell,
)
from kccreport.paper.indicator_columns import fact_of
from kccreport.paper.measure_columns import MeasureColumn, Measured, Setting, measure_columns
from kccreport.paper.measure_periods import period_columns
from kccreport.paper.measure_table import Group, Line, LineColumn, measure_table, of_body
from kccreport.paper.numbering import Numbering
from kccreport.paper.orientation import new_page
from kccreport.paper.places import AreaPlace
from kccreport.paper.sections import section_anchor, section_heading
from kccreport.rating.rated import RatedIndicator, RatedKpi, RatedSubmission

_PEOPLE: dict[PeopleField, tuple[Callable[[], str], Callable[[ServiceArea], str]]] = {
    "director": (lambda: say("Director"), lambda area: area.director),
    "cabinet_member": (lambda: say("Cabinet Member"), lambda area: area.cabinet_member),
    "delivered_by": (lambda: say("Delivered by"), lambda area: area.delivered_by),
}
_SHARED = frozenset({"reference", "title", "unit", "owner", "directorate", "service_area", "commentary"})


def is_shown(each: RatedIndicator, block: Measures) -> bool:
    """Say whether a block prints an indicator."""
    if block.show == "all":
        return True
    return isinstance(each, RatedKpi) == (block.show == "kpis")


def measured(rated: RatedSubmission, places: Sequence[AreaPlace]) -> list[Measured]:
    """Return every indicator with its place, area by area, each in the workbook's order."""
    return [Measured(each, place) for place in places for each in place.indicators]


def measures(
    block: Measures, layout: Layout, rated: RatedSubmission, places: Sequence[AreaPlace], numbering: Numbering
) -> Iterator[Block]:
    """Yield the table, or the tables, of all measures under one heading; nothing where there are none."""
    rows = [row for row in measured(rated, places) if is_shown(row.rated, block)]
    if not rows:
        return
    if block.new_page:
        yield new_page(block.orientation)
    yield Heading(section_heading(block), 2, section_anchor(block))
    bodies = bodies_of(rows, block.side_by_side)
    by = "none" if block.side_by_side == block.group_by else block.group_by
    groups = [
        Group(block.group_headings.get(name, name), _lines(members, block, bodies, numbering), _people(block, members))
        for name, members in grouped(rows, by).items()
    ]
    names = printable(block.columns, rows)
    if block.one_table:
        yield measure_table(groups, _columns(block, names, rows, rated, bodies, layout))
        return
    for group in groups:
        if group.heading:
            yield Heading(group.heading, 3, numbering.anchor(f"measures {group.heading}"))
        if group.detail:
            yield Prose(plain(group.detail), Role.NOTE, leads=True)
        members = [row for line in group.lines for row in line.measures]
        bare = Group("", group.lines)
        yield measure_table([bare], _columns(block, names, members, rated, bodies, layout))


def printable(columns: Sequence[str], rows: Sequence[Measured]) -> list[str]:
    """Return the columns with one among them that names each row."""
    is_named = "reference" in columns and all(row.rated.indicator.has_reference for row in rows)
    return list(columns) if is_named or "title" in columns else ["title", *columns]


# -- groups


def grouped(rows: Sequence[Measured], by: str) -> dict[str, list[Measured]]:
    """Put rows below the names of their groups, in the order in which these first appear; "" for rows of none.

    A column of Details may name several, parted by semicolons; the row then stands in each of them. Rows that it names
    none for come last.
    """
    found: dict[str, list[Measured]] = {}
    for row in rows:
        for name in group_names(row, by):
            found.setdefault(name, []).append(row)
    if detail_of(by) and "" in found and len(found) > 1:
        found[say("Other")] = found.pop("")
    return found


def group_names(row: Measured, by: str) -> list[str]:
    """Return the groups that a row stands in."""
    if by == "none":
        return [""]
    if heading := detail_of(by):
        named = [name.strip() for name in fact_of(row.rated.indicator, heading).split(";")]
        return list(dict.fromkeys(filter(None, named))) or [""]
    return [row.place.heading if by == "service_area" else row.place.area.group]


def _people(block: Measures, members: Sequence[Measured]) -> str:
    """Return who answers for a group, as far as all of its service areas say the same."""
    said: list[str] = []
    for field in block.people:
        label, of = _PEOPLE[field]
        names = {of(row.place.area) for row in members}
        if len(names) == 1 and (name := names.pop()):
            said.append(f"{label()}: {name}")
    return "; ".join(said)


# -- lines and columns


def bodies_of(rows: Sequence[Measured], side_by_side: str) -> tuple[str, ...]:
    """Return the bodies that stand beside each other, in their order; one without a name where none do."""
    return tuple(dict.fromkeys(_body(row, side_by_side) for row in rows)) if side_by_side else ("",)


def _body(row: Measured, side_by_side: str) -> str:
    match side_by_side:
        case "service_area":
            return row.place.heading
        case "group":
            return row.place.area.group
    return fact_of(row.rated.indicator, side_by_side)


def _lines(
    members: Sequence[Measured], block: Measures, bodies: Sequence[str], numbering: Numbering
) -> tuple[Line, ...]:
    """Return the lines of a group: one for each row, or where bodies stand side by side one for each title."""
    if not block.side_by_side:
        return tuple(Line((row,), _place(row, numbering)) for row in members)
    found: dict[tuple[str, int], dict[str, Measured]] = {}
    for row in members:
        title, body = row.rated.indicator.title.casefold(), _body(row, block.side_by_side)
        turn = 0  # a body that has a title twice has a line for each
        while body in found.setdefault((title, turn), {}):
            turn += 1
        found[title, turn][body] = row
    return tuple(
        Line(tuple(pair.get(body) for body in bodies), _place(next(iter(pair.values())), numbering))
        for pair in found.values()
    )


def _place(row: Measured, numbering: Numbering) -> str:
    anchor = row.place.rows.get(row.rated.indicator.reference, "")
    return numbering.first(anchor) if anchor else ""


def _columns(
    block: Measures,
    names: Sequence[str],
    rows: Sequence[Measured],
    rated: RatedSubmission,
    bodies: Sequence[str],
    layout: Layout,
) -> list[LineColumn]:
    setting = setting_of(block, names, rows, rated, layout)
    columns = measure_columns(names, setting)
    if not block.side_by_side:
        return [of_body(each) for each in columns]
    shared = [each for each in columns if _is_shared(each)]
    of_each = [each for each in columns if not _is_shared(each)]
    before = [each for each in shared if each.name != "commentary"]
    return [
        *(_together(each, bodies) for each in before),
        *(
            of_body(each, at, say("{body}: {heading}", body=body, heading=each.column.heading))
            for at, body in enumerate(bodies)
            for each in of_each
        ),
        *(_together(each, bodies) for each in shared if each.name == "commentary"),
    ]


def setting_of(
    block: Measures | Ranked, names: Sequence[str], rows: Sequence[Measured], rated: RatedSubmission, layout: Layout
) -> Setting:
    """Return what the columns of a block are made from."""
    said: dict[str, list[Commentary]] = {}
    for entry in rated.submission.commentary if "commentary" in names else ():
        for reference in entry.references:
            said.setdefault(reference, []).append(entry)
    return Setting(
        paper=rated,
        rows=rows,
        periods=period_columns(
            block.periods, [row.rated.indicator for row in rows], rated.submission.paper.results_up_to
        ),
        directions=block.directions,
        headings=block.headings,
        case_numbers=block.case_numbers,
        has_units="unit" in names,
        commentary=said,
        page_of=lambda row: _page_of(row, layout, is_list=isinstance(block, Ranked)),
    )


def _page_of(row: Measured, layout: Layout, *, is_list: bool) -> str:
    """Return the place where a row is reported: a page of its own, its row in the table of all, or its area's page set."""
    reference = row.rated.indicator.reference
    found = row.place.reports.get(reference) or (row.place.rows.get(reference) if is_list else None)
    has_areas = any(isinstance(other, ServiceAreas) for other in layout.blocks)
    return found or (row.place.anchor if has_areas else "")


def _is_shared(each: MeasureColumn) -> bool:
    return each.name in _SHARED or bool(detail_of(each.name))


def _together(each: MeasureColumn, bodies: Sequence[str]) -> LineColumn:
    """Return a column of words that all bodies share: said once where they say the same, else one after the other."""

    def cell(line: Line) -> Cell:
        cells = [None if measure is None else each.cell(measure) for measure in line.bodies]
        said = {
            body: found.paragraphs
            for body, found in zip(bodies, cells, strict=True)
            if isinstance(found, TextCell) and _words(found.paragraphs)
        }
        if each.name == "commentary":
            return TextCell(tuple(chain.from_iterable(_said_by(body, words) for body, words in said.items())))
        words = " / ".join(dict.fromkeys(_words(paragraphs) for paragraphs in said.values()))
        return strong_cell(words) if each.name == "reference" else text_cell(words)

    return LineColumn(each.name, each.column, cell)


def _words(paragraphs: Sequence[Inline]) -> str:
    return " ".join("".join(run.text for run in paragraph) for paragraph in paragraphs)


def _said_by(body: str, paragraphs: Sequence[Inline]) -> Iterator[Inline]:
    """Yield what is said of one body's measure, its name before it."""
    first, *others = paragraphs
    yield (Run(f"{body}: ", is_strong=True), *first)
    yield from others
