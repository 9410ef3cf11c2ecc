"""The Welsh that somebody typed, on the sheet Welsh and beside what it is the Welsh of, to one list of words."""

from collections.abc import Iterator, Mapping

from kccreport.ground.problem import Problem, warning
from kccreport.intake import schema
from kccreport.intake.table import Table
from kccreport.language import WELSH
from kccreport.models.submission import Submission
from kccreport.models.welsh import as_one, without_welsh

# on each sheet, the heading of what was typed and of its Welsh
_BESIDE = {
    schema.WELSH_WORDS.name: (("English", "Welsh"),),
    schema.INDICATORS.name: (("Title", "Welsh title"), ("Short title", "Welsh short title")),
    schema.TEXT.name: (("Heading", "Welsh heading"), ("Text", "Welsh text")),
    schema.COMMENTARY.name: (
        ("Commentary", "Welsh commentary"),
        ("Cause", "Welsh cause"),
        ("Actions", "Welsh actions"),
        ("Previous actions", "Welsh previous actions"),
        ("Outcome of actions", "Welsh outcome of actions"),
        ("Risks", "Welsh risks"),
    ),
}
_SHOWN = 8


def read_welsh(tables: Mapping[str, Table | None]) -> dict[str, str]:
    """Return the Welsh of everything that has some, by its English words."""
    found: dict[str, str] = {}
    for name, headings in _BESIDE.items():
        table = tables[name]
        for record in table.records if table is not None else ():
            for heading, welsh in headings:
                if record.text(heading) and record.text(welsh):
                    found[as_one(record.text(heading))] = record.text(welsh)
    return found


def missing_welsh(submission: Submission) -> Iterator[Problem]:
    """Yield what a paper in both languages will print in English twice. Problems: no-welsh (a warning)."""
    if len(submission.paper.languages) < 2 or WELSH not in submission.paper.languages:
        return
    missing = without_welsh(submission)
    if not missing:
        return
    cells = list(dict.fromkeys(str(at) for _, at in missing))
    more = f" and {len(cells) - _SHOWN} more" if len(cells) > _SHOWN else ""
    others = f" Others are {', '.join(cells[1:_SHOWN])}{more}." if len(cells) > 1 else ""
    yield warning(
        "no-welsh",
        cells[0],
        f"{missing[0][0][:40]!r} has no Welsh, so the Welsh paper prints it in English.{others}",
        "type the Welsh in the Welsh columns of that sheet, or both on the sheet Welsh",
    )
