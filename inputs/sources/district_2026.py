"""One sheet, Measures, of a council that does not exist: every measure and figure is invented.

It has what the tables of districts have: groups in rows of their own, quarters beside last year's outturn, units of many
kinds, targets in words, measures that are not rated, and settings that are said once.
"""

from kccreport.intake.one_sheet.schema import MEASURES
from kccreport.intake.writing import as_typed
from kccreport.workbook.writer import HeadingCell, SheetContent, WritableValue, workbook_bytes

_ABOVE = (
    ("Council", "Invented District Council (invented)"),
    ("Title", "Corporate Plan performance report: Quarter 3 2025/26 (invented)"),
    ("Committee", "Overview and Scrutiny Committee"),
    ("Meeting date", "12 February 2026"),
    ("Classification", "Unrestricted"),
    ("Tolerance", "5%"),
)
_HEADINGS = (
    "Theme", "Measure", "Unit", "Good is", "Target", "Amber limit", "2024/25", "Q3 2024/25", "Q1 2025/26", "Q2 2025/26",
    "Q3 2025/26", "Lead officer", "Commentary",
)  # fmt: skip
_WIDTHS = {"Measure": 52.0, "Commentary": 70.0, "Lead officer": 20.0, "Theme": 18.0, "Target": 16.0}
_ROWS = """
Homes for all                                | | | | | | | | | | |
 | Homelessness prevented or relieved         |         | High | 60% (national) | 55%  | 58%   | 57%   | 59%   | 61%   | 62%   | Head of Housing |
 | Average time to re-let a home (days)       |         | Low  | 25             | 28   | 27.4  | 27.9  | 26.1  | 25.3  | 24.6  | Head of Housing |
 | Households in temporary accommodation      | number  | Low  | <60            | 70   | 74    | 76    | 68    | 63    | 59    | Head of Housing |
 | Urgent repairs finished on time            |         | High | 97%            |      | 96.2% | 96.0% | 95.1% | 93.8% | 91.5% | Head of Property | The contractor lost two gas engineers in August. Both posts were filled on 5 January 2026.
 | Homelessness approaches                    | number  | N/A  | Contextual     |      | 1,246 | 318   | 295   | 322   | 341   | Head of Housing |
 | Satisfaction of tenants with repairs (out of 5) |    | High | 4.2            | 4    | 4.1   | 4.1   | 4.2   | 4.3   | 4.3   | Head of Property |
A clean and green district                   | | | | | | | | | | |
 | Household waste recycled or composted      |         | High | 52%            | 50%  | 50.4% | 49.8% | 53.6% | 53.1% | 51.2% | Head of Environment |
 | Residual waste per household               | kg      | Low  | 105            | 110  |       | 112   | 104   | 106   | 108   | Head of Environment |
 | Missed collections (per 100,000)           |         | Low  | 50             | 60   |       | 48    | 52    | 47    | 44    | Head of Environment |
 | Fly-tips removed within one working day    |         | High | ≥ 95%          |      | 96%   | 97%   | 96% (201 of 209) | 95% (188 of 198) | 94% (176 of 187) | Head of Environment |
 | Fly-tips reported                          | number  |      | Data only      |      | 803   | 187   | 209   | 198   | 187   | Head of Environment |
A thriving economy                           | | | | | | | | | | |
 | Major planning applications decided in time |        | High | 90%            | 80%  | 93%   | 91%   | 92%   | 100%  | 88%   | Head of Planning |
 | Other planning applications decided in time |        | High | 85%            | 80%  | 90%   | 89%   | 87%   | 84%   | 79%   | Head of Planning | Three planners left between July and October. Two agency planners began on 1 December 2025.
 | Income from car parks (£k)                 |         | High | 400            |      |       | 402   | 388   | 431   | 409   | Head of Assets |
 | Town centre units that stand empty         |         | Low  | Top quartile   |      | 9.1%  | 9.0%  | 9.4%  | 9.2%  | 8.8%  | Head of Economy |
 | Business start-ups helped (cumulative)     | number  | High | 120            | 100  | 131   | 96    | 31    | 70    | 104   | Head of Economy |
A council that works                         | | | | | | | | | | |
 | Calls answered within 20 seconds           |         | High | 80%            |      | 78%   | 76%   | 81%   | 82%   | 84%   | Head of Customers |
 | Average wait on the telephone              | mm:ss   | Low  | 02:00          | 02:30 |      | 02:41 | 01:52 | 01:47 | 01:38 | Head of Customers |
 | Council tax collected (cumulative)         |         | High | 84.5%          | 84%  | 97.6% | 84.1% | 29.3% | 56.8% | 84.2% | Head of Finance |
 | Sickness absence per employee (days)       |         | Low  | 2.0            | 2.2  |       | 2.3   | 1.8   | 1.9   | 2.1   | Head of People |
 | Staff survey: proud to work here           |         | High | 75% by 2027    |      |       | Next survey in spring | | | | Head of People |
"""


def workbook() -> bytes:
    """Return the workbook; the same rows give the same bytes."""
    notes = {
        name: column.note for column in MEASURES.columns for name in (column.heading, *column.also, *column.instead)
    }
    headings = [HeadingCell(name, notes.get(name, ""), _WIDTHS.get(name, 11.0)) for name in _HEADINGS]
    rows = [_row(line) for line in _ROWS.strip("\n").splitlines()]
    above: list[list[WritableValue]] = [[name, as_typed(value)] for name, value in _ABOVE]
    sheet = SheetContent(MEASURES.name, headings, rows, above=[*above, []], frozen_columns=2)
    return workbook_bytes([sheet], title="Corporate Plan performance report: an invented district")


def _row(line: str) -> list[WritableValue]:
    cells = [cell.strip() for cell in line.split("|")]
    return [as_typed(cell) for cell in [*cells, *[""] * len(_HEADINGS)][: len(_HEADINGS)]]
