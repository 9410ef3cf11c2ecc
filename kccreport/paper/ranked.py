"""Ranked lists: the best and the worst against their targets."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from kccreport.language import say
from kccreport.layout.schema import Layout, Ranked
from kccreport.paper.blocks import Block, Heading, Prose, Role, plain
from kccreport.paper.measure_columns import Measured, measure_columns
from kccreport.paper.measure_table import Group, Line, measure_table, of_body
from kccreport.paper.measures import measured, printable, setting_of
from kccreport.paper.numbering import Numbering
from kccreport.paper.orientation import new_page
from kccreport.paper.places import AreaPlace
from kccreport.paper.sections import section_anchor, section_heading
from kccreport.rating.gap import gap_to_target
from kccreport.rating.rated import RatedSubmission

Ranking = tuple[Decimal, Measured]  # by how much it beats its target, in percent of it, and which it is


def ranked(
    block: Ranked, layout: Layout, rated: RatedSubmission, places: Sequence[AreaPlace], numbering: Numbering
) -> Iterator[Block]:
    """Yield the lists, and the rule by which they are ranked; nothing where nothing can be."""
    gaps = [(gap, row) for row in measured(rated, places) if (gap := gap_to_target(row.rated)) is not None]
    best = _first(sorted(gaps, key=lambda each: -each[0]), block.best)
    worst = [(gap, row) for gap, row in sorted(gaps, key=lambda each: each[0]) if gap < 0 or not block.only_missed]
    lists = _lists(best, _first(worst, block.worst))
    if not any(rows for _, rows in lists):
        return
    if block.new_page:
        yield new_page("auto")
    yield Heading(section_heading(block), 2, section_anchor(block))
    yield Prose(plain(rule_words(len(gaps), len(rated.indicators))), Role.NOTE)
    for heading, rows in lists:
        if rows:
            names = printable(block.columns, rows)
            yield Heading(heading, 3, numbering.anchor(heading))
            columns = [of_body(each) for each in measure_columns(names, setting_of(block, names, rows, rated, layout))]
            yield measure_table([Group("", tuple(Line((row,)) for row in rows))], columns)


def _first(found: Sequence[Ranking], count: int) -> list[Ranking]:
    """Return the first so many; those level with the last of them too, since nothing tells them apart."""
    if not count:
        return []
    last = found[count - 1][0] if len(found) >= count else None
    return [(gap, row) for at, (gap, row) in enumerate(found) if at < count or gap == last]


def _lists(best: Sequence[Ranking], worst: Sequence[Ranking]) -> tuple[tuple[str, list[Measured]], ...]:
    """Return both lists with their headings; where there are so few that they meet, what missed its target is in the worst."""
    found = ((say("Best against target"), best, worst, True), (say("Worst against target"), worst, best, False))
    return tuple(
        (heading, [row for gap, row in rows if (gap >= 0) is is_best or (gap, row) not in other])
        for heading, rows, other, is_best in found
    )


def rule_words(ranked: int, total: int) -> str:
    """Return how a list is ranked, and how many indicators can stand in it."""
    if ranked == total:
        return say("Ranked by how far the latest result beats or misses its target, in percent of the target.")
    return say(
        "Ranked by how far the latest result beats or misses its target, in percent of the target. {ranked} of {total} "
        "indicators can be ranked; the others have no result for now, no target, or a target of nought.",
        ranked=ranked,
        total=total,
    )
