"""The figures of a paper as data for everybody: a tidy CSV with its description, and a workbook that holds nothing else.

All are made from the rated submission and never copied from the officers' workbook, so that nothing hidden in it can
leave with them.
"""

import csv
import hashlib
import io
import json
from collections.abc import Iterator
from dataclasses import astuple, dataclass, fields
from decimal import Decimal
from pathlib import Path

from kccreport.models.indicator import Figure, Indicator, Kpi
from kccreport.models.measure import own_decimals, published
from kccreport.models.period import Period
from kccreport.models.rag import Rag
from kccreport.rating.rated import RatedIndicator, RatedKpi, RatedSubmission, rating_at, year_to_date
from kccreport.workbook.writer import HeadingCell, SheetContent, Shown, WritableValue, workbook_bytes

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Row:
    """One published figure. Numbers are as printed, percentages as 97; "" where there is none.

    `period` is the last month that a result covers, as 2020-12; `measure` is result, forecast, year to date or year-end
    forecast.
    """

    reference: str
    title: str
    measure: str
    period: str
    value: str
    unit: str
    target: str
    floor: str
    rating: str
    status: str


_DESCRIPTIONS = {
    "reference": "The indicator's code in the papers",
    "title": "What is measured",
    "measure": "result, forecast, year to date or year-end forecast",
    "period": "The last month covered, as YYYY-MM",
    "value": "The figure as printed; a percentage of 97% is 97",
    "unit": "The unit of value, target and floor",
    "target": "The target it was held against",
    "floor": "The least good figure that is not yet the worst rating",
    "rating": "The rating in words; blank where none is given",
    "status": "A status code such as p for provisional; see the paper's key",
}
_NUMBERS = frozenset({"value", "target", "floor"})


def data_files(rated: RatedSubmission, paper: Path, *, csv: bool = False, workbook: bool = False) -> dict[Path, bytes]:
    """Return the files that stand beside a paper, with their content: a CSV with its description, a workbook, or both."""
    files: dict[Path, bytes] = {}
    if csv:
        path = paper.with_suffix(".csv")
        files[path] = csv_bytes(rated)
        files[paper.with_name(f"{paper.stem}.datapackage.json")] = datapackage_bytes(rated, path.name, files[path])
    if workbook:
        files[paper.with_name(f"{paper.stem}-data.xlsx")] = data_workbook(rated)
    return files


def tidy_rows(rated: RatedSubmission) -> Iterator[Row]:
    """Yield every figure that the paper may print, indicator by indicator, oldest first; suspended ones have none."""
    for each in rated.indicators:
        if each.indicator.suspension is None:
            yield from _rows(each, each.indicator)


def _rows(each: RatedIndicator, indicator: Indicator) -> Iterator[Row]:
    latest = indicator.latest_period
    for period, figure in sorted(indicator.results.items()):
        measure = "forecast" if figure.is_forecast else "result"
        rating = rating_at(indicator, period) if isinstance(indicator, Kpi) else None
        if isinstance(each, RatedKpi) and period == latest:
            rating = each.latest
        yield _row(indicator, measure, period, figure, _word(rating, indicator), indicator.decimals)
    to_date = year_to_date(indicator)
    if to_date is not None and latest is not None:
        rating = each.year_to_date if isinstance(each, RatedKpi) else None
        yield _row(
            indicator, "year to date", latest, to_date, _word(rating, indicator), indicator.year_to_date_decimals
        )
    if indicator.forecast is not None and latest is not None and isinstance(each, RatedKpi):
        end = Period(latest.financial_year.start + 1, 3)
        yield _row(
            indicator, "year-end forecast", end, indicator.forecast, _word(each.forecast, indicator), indicator.decimals
        )


def _word(rating: Rag | None, indicator: Indicator) -> str:
    """Return a rating by the council's own word where it has one; "" where there is none."""
    return "" if rating is None else indicator.ratings.own(rating) or rating.value


def _row(indicator: Indicator, measure: str, period: Period, figure: Figure, rating: str, decimals: int) -> Row:
    target = floor = ""
    if isinstance(indicator, Kpi):
        held_against = indicator.target if measure.startswith("year") else indicator.target_for(period)
        if measure == "year to date" and indicator.year_to_date_target is not None:
            held_against = indicator.year_to_date_target
        scheme = indicator.scheme_for(None if measure.startswith("year") else period)
        if indicator.polarity is not None and (held_against is not None or not scheme.looks_at_target):
            limit = scheme.amber_limit(held_against, indicator.polarity)
            target = "" if held_against is None else _bar(held_against, indicator)
            floor = "" if limit is None else _bar(limit, indicator)
    return Row(
        reference=indicator.published_reference,
        title=indicator.title,
        measure=measure,
        period=f"{period.year}-{period.month:02d}",
        value="" if figure.value is None else str(published(figure.value, decimals)),
        unit=indicator.unit.counts,
        target=target,
        floor=floor,
        rating=rating,
        status="" if figure.status is None else figure.status.value,
    )


def _bar(value: Decimal, indicator: Indicator) -> str:
    """Return a target or a limit with the decimals that the paper prints."""
    return str(published(value, max(indicator.target_decimals, own_decimals(value))))


def csv_bytes(rated: RatedSubmission) -> bytes:
    """Return the rows as CSV: UTF-8 with a byte-order mark, which Excel needs, and the line ends that RFC 4180 asks for.

    Text that a spreadsheet would take for a formula begins with an apostrophe.
    """
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\r\n")
    names = [field.name for field in fields(Row)]
    writer.writerow(names)
    for row in tidy_rows(rated):
        values = zip(names, astuple(row), strict=True)
        writer.writerow([value if name in _NUMBERS else _as_text(value) for name, value in values])
    return b"\xef\xbb\xbf" + file.getvalue().encode()


def _as_text(value: str) -> str:
    return f"'{value}" if value.startswith(_FORMULA_STARTS) else value


def datapackage_bytes(rated: RatedSubmission, csv_name: str, content: bytes) -> bytes:
    """Return the description of a CSV. Source: Frictionless Data, Tabular Data Package 1.0."""
    paper = rated.submission.paper
    stem = csv_name.removesuffix(".csv")
    whose = ": ".join(filter(None, (paper.council, paper.subject or paper.title)))
    package = {
        "profile": "tabular-data-package",
        "name": "".join(letter if letter.isalnum() and letter.isascii() else "-" for letter in stem.lower()).strip("-"),
        "title": paper.title,
        "description": f"{whose}. Results up to {paper.results_up_to.full_label}.",
        "version": (paper.published.date if paper.published else paper.dated).isoformat(),
        "resources": [
            {
                "profile": "tabular-data-resource",
                "name": "figures",
                "path": csv_name,
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "bytes": len(content),
                "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
                "schema": {
                    "missingValues": [""],
                    "primaryKey": [
                        "reference" if all(each.indicator.has_reference for each in rated.indicators) else "title",
                        "measure",
                        "period",
                    ],
                    "fields": [
                        {
                            "name": name,
                            "type": "number" if name in _NUMBERS else "yearmonth" if name == "period" else "string",
                            "description": description,
                        }
                        for name, description in _DESCRIPTIONS.items()
                    ],
                },
            }
        ],
    }
    return (json.dumps(package, indent=2, ensure_ascii=False) + "\n").encode()


def data_workbook(rated: RatedSubmission) -> bytes:
    """Return the rows as a workbook of one sheet, written from nothing."""
    headings = [HeadingCell(name, description, 14) for name, description in _DESCRIPTIONS.items()]
    headings[1] = HeadingCell("title", _DESCRIPTIONS["title"], 60)
    rows = [[_cell(field.name, getattr(row, field.name)) for field in fields(Row)] for row in tidy_rows(rated)]
    return workbook_bytes([SheetContent("Figures", headings, rows)], title=rated.submission.paper.title)


def _cell(name: str, value: str) -> WritableValue:
    if name not in _NUMBERS or not value:
        return value or None
    decimals = len(value.partition(".")[2])
    return Shown(float(value), "#,##0" + ("." + "0" * decimals if decimals else ""))
