"""Which indicators a workbook's faults are about, so that everything else can be judged in the first round."""

import re
from collections.abc import Iterable, Mapping

from kccreport.ground.pattern import pattern
from kccreport.ground.problem import Problem
from kccreport.intake import schema
from kccreport.intake.references import References, key_of
from kccreport.intake.table import Table

_CELL = pattern(
    r"'(?P<sheet>(?:[^']|'')+)'(?:!(?P<cell>\$?[A-Z]+\$?(?P<row>\d+))(?::\$?[A-Z]+\$?(?P<last>\d+))?)?.*", re.DOTALL
)
# faults of words and codes beside the figures, by which these are judged all the same
_HIDES_NOTHING = frozenset({"unprintable-character", "unknown-area", "missing-reason"})
# the sheets whose rows are about indicators, by the heading that names them
_ABOUT = {
    schema.INDICATORS.name: "Reference",
    schema.TARGETS.name: "Reference",
    schema.RESULTS.name: "Reference",
    schema.DATA.name: "Reference",
    schema.COMMENTARY.name: "References",
}


def faulty_references(problems: Iterable[Problem], tables: Mapping[str, Table | None]) -> tuple[str, ...]:
    """Return the references whose figures or words cannot be judged, in the order of the Indicators sheet.

    Those are all that a fault stands in the row of, or that have a figure below a heading that cannot be read; and every
    one, where a fault is about a whole sheet of figures or of commentary.
    """
    indicators = tables.get(schema.INDICATORS.name)
    listed = References(map(key_of, indicators.records)) if indicators else References()
    # one sheet may hold several of these; that of the results has every row, and the headings of the periods
    order = sorted(_ABOUT, key=lambda name: name == schema.RESULTS.name)
    names = {table.name: name for name in order if (table := tables.get(name)) is not None}
    faulty: set[str] = set()
    for problem in problems:
        match = _CELL.fullmatch(problem.where) if problem.is_error and problem.code not in _HIDES_NOTHING else None
        sheet = "" if match is None else match["sheet"].replace("''", "'")
        name = names.get(sheet, sheet)
        if match is None or name not in _ABOUT:
            continue
        table = tables.get(name)
        first, last = int(match["row"] or 0), int(match["last"] or match["row"] or 0)
        if table is None or first < table.heading_row:
            return tuple(listed)
        records = [each for each in table.records if first <= each.row <= last]
        if first == table.heading_row:
            if problem.where not in map(str, (cell.address for cell in table.own_headings)):
                return tuple(listed)
            records += [each for each in table.records if not each.cell(problem.where).is_blank]
        for record in records:
            faulty.update(listed.named_in(record.text(_ABOUT[name]) or key_of(record)))
    return tuple(reference for reference in listed if reference in faulty)
