"""The headings of Measures as a council has them: in one row or two, with units, years and ratings beside them."""

import difflib
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from kccreport.ground.pattern import pattern
from kccreport.ground.problem import Problem, warning
from kccreport.intake.fields import read_heading
from kccreport.intake.one_sheet.schema import MEASURES
from kccreport.intake.sheet_format import fold
from kccreport.models.period import FinancialYear, Frequency, Period, QuarterStyle
from kccreport.models.reading.meaning import Heading, NotRead
from kccreport.models.reading.read import may_be_period, read_text
from kccreport.workbook.cell import Cell
from kccreport.workbook.sheet import Sheet

_SEARCH = 25  # rows: room for a title, settings and notes above the headings
_MOST_SLIPPED = 2  # letters by which a slip is longer or shorter than what is meant
_LEAST = 2  # headings that are known, or periods, make a row of headings
_NAMES = {
    fold(name): column.heading for column in MEASURES.columns for name in (*column.instead, *column.also, column.heading)
}  # fmt: skip
_MAY_BE_REFERENCES = ("kpi", "pi")
_BRACKET = pattern(r"\s*[(\[][^()\[\]]*[)\]]\s*$")
_RATING = pattern(r"\b(?:rag|rating|status)\b", re.IGNORECASE)
_TARGET = pattern(r"\b(?:target|goal)s?\b(?:\s+for\b)?", re.IGNORECASE)
_YEARS = pattern(r"\b(?:\d\d)?\d\d\s*[-/–]\s*(?:\d\d)?\d\d\b|\b20\d\d\b", re.ASCII)
_RELATIVE = {
    **dict.fromkeys(("this", "current", "latest"), 0),
    **dict.fromkeys(("last", "previous", "prior"), -1),
}
_LENGTHS = {"month": Frequency.MONTHLY, "quarter": Frequency.QUARTERLY, "half year": Frequency.HALF_YEARLY,
            "year": Frequency.ANNUAL}  # fmt: skip
_NOW = frozenset(map(fold, ("Actual", "Result", "Results", "Current", "Current performance", "Latest", "Latest result",
                            "Latest performance", "Performance", "Outturn")))  # fmt: skip
_SAYS = pattern(
    r"(?P<which>this|current|latest|last|previous|prior|same)\s+(?P<length>month|quarter|half year|year)"
    r"(?P<ago>\s+(?:last|previous|a)\s+year(?:\s+ago)?)?(?:'s)?(?:\s+(?:actual|result|performance|outturn|figure)s?)?",
    re.IGNORECASE,
)


class HeadingRow(NamedTuple):
    """The headings of a sheet by column, as cells that say what they mean in one row, `last`; `first` is where they begin.

    `targets` are the headings of targets of single periods, by their column.
    """

    first: int
    last: int
    cells: Mapping[int, Cell]
    targets: Mapping[int, Heading]


def find_headings(
    sheet: Sheet, problems: list[Problem], *, year: FinancialYear | None = None, up_to: Period | None = None
) -> HeadingRow | None:
    """Return the headings of a sheet; None where it has none.

    A heading that stands in two rows, such as a year over its quarters, is put together. `year` is the one that a
    quarter or month without a year is of, `up_to` the month by which "this quarter" is known, and "Actual" where there is
    no other period.

    Problems: renamed-heading (a warning).
    """
    row = heading_row(sheet)
    if row is None:
        return None
    first = last = row
    cells = dict(sheet.rows[row])
    below, above = sheet.rows.get(row + 1, {}), sheet.rows.get(row - 1, {})
    if _is_lower_half(cells, below):
        last = row + 1
        cells = _joined(cells, below)
    elif _is_upper_half(above, cells):
        first = row - 1
        cells = _joined(above, cells)
    read = {at: _as_period(cell, year, up_to) for at, cell in cells.items() if not cell.is_blank}
    if up_to is not None and not any(known(cell.text) is None and is_period(cell) for cell in read.values()):
        read = {
            at: cell._replace(value=up_to.full_label) if fold(cell.text) in _NOW else cell for at, cell in read.items()
        }
    plain = {at: _plain(cell) for at, cell in read.items()}
    named = dict(_ratings(plain))
    named, targets = _targets(_titled(named))
    return HeadingRow(first, last, dict(_near(named, problems)), targets)


def heading_row(sheet: Sheet) -> int | None:
    """Return the row, among the first, in which most cells are headings that we know, or periods; None where there is none."""
    best, most = None, _LEAST - 1
    for number in (row for row in sheet.rows if row <= _SEARCH):
        cells = [cell for cell in sheet.rows[number].values() if not cell.is_blank]
        names = {name for cell in cells if (name := known(cell.text)) is not None}
        count = len(names) + sum(known(cell.text) is None and is_period(cell) for cell in cells)
        if ("Title" in names or count > _LEAST) and count > most:
            best, most = number, count
    return best


def known(text: str) -> str | None:
    """Return the heading of ours that a text is a name of, with or without a bracket after it; None where it is none."""
    return _NAMES.get(fold(text)) or _NAMES.get(fold(_BRACKET.sub("", text)))


def is_period(cell: Cell) -> bool:
    """Say whether a heading means a period, or would if it had its year."""
    if cell.is_error or cell.is_uncalculated or cell.is_blank:
        return False
    read = read_heading(cell)
    return isinstance(read, Heading) or read.code != "not-a-period"


def _is_lower_half(upper: Mapping[int, Cell], lower: Mapping[int, Cell]) -> bool:
    """Say whether the row below goes on with the headings: all that stands there are periods, or names of ours."""
    cells = [cell for cell in lower.values() if not cell.is_blank]
    are_headings = all(isinstance(cell.value, str) and (is_period(cell) or known(cell.text)) for cell in cells)
    return len(cells) > 1 and are_headings and any(not upper.get(at, cell).is_blank for at, cell in upper.items())


def _is_upper_half(upper: Mapping[int, Cell], lower: Mapping[int, Cell]) -> bool:
    """Say whether the row above begins the headings: a year over quarters that lack one, or a name over a blank."""
    filled = [at for at, cell in upper.items() if not cell.is_blank]
    if not filled:
        return False
    lacks_year = any(_lacks_year(cell) for cell in lower.values())
    has_period = any(is_period(upper[at]) for at in filled)
    has_name = any(known(upper[at].text) and lower.get(at, _BLANK).is_blank for at in filled)
    return (lacks_year and has_period) or (has_name and len(filled) > 1)


_BLANK = Cell(None)  # type: ignore[arg-type]


def _lacks_year(cell: Cell) -> bool:
    read = read_heading(cell) if isinstance(cell.value, str) and not cell.is_blank else None
    return isinstance(read, NotRead) and read.code == "period-without-year"


def _joined(upper: Mapping[int, Cell], lower: Mapping[int, Cell]) -> dict[int, Cell]:
    """Return two rows of headings as one: what stands above reaches to the right, over cells that are blank."""
    found: dict[int, Cell] = {}
    over: Cell | None = None
    for at in range(1, max([*upper, *lower]) + 1):
        own, below = upper.get(at), lower.get(at)
        if own is not None and not own.is_blank:
            over = own
        if below is None or below.is_blank:
            if own is not None and not own.is_blank:
                found[at] = own
            continue
        found[at] = below
        if over is not None and known(below.text) is None:
            for text in (f"{below.text} {over.text}", f"{over.text} {below.text}"):
                if isinstance(read_text(text), Heading) and not isinstance(read_heading(below), Heading):
                    found[at] = below._replace(value=text, number_format="General")
                    break
    return found


def _as_period(cell: Cell, year: FinancialYear | None, up_to: Period | None) -> Cell:
    """Return a heading that lacks its year with the paper's, and "this quarter" as the one that it is."""
    if not isinstance(cell.value, str) or known(cell.text) is not None:
        return cell
    text = " ".join(cell.text.split())
    if (match := _SAYS.fullmatch(text)) and up_to is not None:
        return cell._replace(value=_relative(match, up_to))
    if year is not None and _lacks_year(cell) and isinstance(read_text(f"{text} {year.label}"), Heading):
        return cell._replace(value=f"{text} {year.label}")
    return cell


def _relative(match: re.Match[str], up_to: Period) -> str:
    """Return the period that "last quarter" or "same quarter last year" is, by the month that the paper reports up to."""
    frequency = _LENGTHS[match["length"].lower()]
    steps = _RELATIVE.get(match["which"].lower(), 0)
    end = frequency.step(frequency.latest_by(up_to), steps)
    if match["ago"]:
        end = end.plus(-12)
    return frequency.full_label(end, QuarterStyle.QUARTERS)


def _plain(cell: Cell) -> Cell:
    """Return a heading of ours without the unit or the like in a bracket after it."""
    if not isinstance(cell.value, str) or cell.is_error:
        return cell
    text = " ".join(cell.text.split())
    if fold(text) not in _NAMES and fold(_BRACKET.sub("", text)) in _NAMES:
        return cell._replace(value=_BRACKET.sub("", text))
    return cell


def _ratings(cells: Mapping[int, Cell]) -> Iterator[tuple[int, Cell]]:
    """Yield the headings, those of typed ratings told apart: the newest is RAG, or the one without a period."""
    typed: list[tuple[Period | None, int]] = []
    for at, cell in cells.items():
        if isinstance(cell.value, str) and known(cell.text) == "RAG":
            typed.append((None, at))
        elif isinstance(cell.value, str) and known(cell.text) is None and _RATING.search(cell.text):
            read = read_text(" ".join(_RATING.sub(" ", cell.text).split()))
            if isinstance(read, Heading):
                typed.append((read.newest, at))
    order = [at for _, at in sorted(typed, key=lambda each: (each[0] or Period(1, 1), each[1]))]
    for at, cell in cells.items():
        if at not in order:
            yield at, cell
        elif at == order[-1]:
            yield at, cell._replace(value="RAG")
        else:
            yield at, cell._replace(value=f"Earlier rating {order.index(at) + 1}")


def _titled(cells: Mapping[int, Cell]) -> dict[int, Cell]:
    """Return the headings, with KPI or PI as the title where nothing else is one; else it heads references."""
    texts = {fold(cell.text): at for at, cell in cells.items() if isinstance(cell.value, str)}
    also = [at for name in _MAY_BE_REFERENCES if (at := texts.get(name)) is not None]
    has_title = any(_NAMES.get(name) == "Title" and name not in _MAY_BE_REFERENCES for name in texts)
    if has_title or not also:
        return dict(cells)
    return {**cells, also[0]: cells[also[0]]._replace(value="Title")}


def _targets(cells: Mapping[int, Cell]) -> tuple[dict[int, Cell], dict[int, Heading]]:
    """Return the headings with the target of the newest year as Target, and which are targets of single periods."""
    have = any(known(cell.text) == "Target" for cell in cells.values() if isinstance(cell.value, str))
    years: dict[int, Heading] = {}
    phased: dict[int, Heading] = {}
    for at, cell in cells.items():
        if not isinstance(cell.value, str) or known(cell.text) is not None or not _TARGET.search(cell.text):
            continue
        read = read_text(" ".join(_TARGET.sub(" ", cell.text).replace(":", " ").split()))
        if isinstance(read, Heading):
            (years if read.period_for(Frequency.ANNUAL) is not None and not _is_month(read) else phased)[at] = read
    found = dict(cells)
    if years and not have:
        newest = max(years, key=lambda at: years[at].newest)
        found[newest] = found[newest]._replace(value="Target")
    return found, phased


def _is_month(read: Heading) -> bool:
    return all(meaning.months == 1 for meaning in read.meanings)


def _near(cells: Mapping[int, Cell], problems: list[Problem]) -> Iterator[tuple[int, Cell]]:
    """Yield the headings, each that is a slip of one of ours read as that. Problems: renamed-heading (a warning)."""
    have = {known(cell.text) for cell in cells.values() if isinstance(cell.value, str)}
    for at, cell in cells.items():
        if not isinstance(cell.value, str) or known(cell.text) or is_period(cell) or may_be_period(cell.text):
            yield at, cell
            continue
        heading = _nearest(cell.text)
        if heading is None and _nearest(_YEARS.sub(" ", cell.text)) == "Target":
            heading = "Target"  # which may have its year
        if heading is None or heading in have:
            yield at, cell
            continue
        have.add(heading)
        words = f"the heading {cell.text[:40]!r} is read as {heading}."
        problems.append(warning("renamed-heading", str(cell.address), words, f"type {heading}"))
        yield at, cell._replace(value=heading)


def _nearest(text: str) -> str | None:
    """Return the heading of ours that a text is a slip of; None where it is none."""
    name = fold(text)
    alike = [each for each in _NAMES if abs(len(each) - len(name)) <= _MOST_SLIPPED]  # Directorate is no Director
    near = difflib.get_close_matches(name, alike, n=1, cutoff=0.8)
    return _NAMES[near[0]] if near else None
