"""The figures of a paper as data for everybody: a tidy CSV with its description, and a workbook that holds nothing else.

All are made from the rated submission and never copied from the officers' workbook, so that nothing hidden in it can
leave with them.
"""

import csv
import hashlib
import io
import json
from pathlib import Path

from kccreport.rating.rated import RatedSubmission
from kccreport.writers.data_rows import tidy_rows
from kccreport.writers.data_workbook import data_workbook

# Source: OWASP, "CSV Injection"; the wide letters of East Asia that it names are not in the typeface, and so a fault
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
_DESCRIPTIONS = {
    "reference": "The indicator's code in the papers",
    "title": "What is measured",
    "measure": "result, forecast, year to date or year-end forecast",
    "frequency": "How often it is measured",
    "period": "The last month covered, as YYYY-MM",
    "value": "The figure as printed; a percentage of 97% is 97",
    "unit": "The unit of value, target and floor",
    "target": "The target it was held against",
    "floor": "The least good figure that is not yet the worst rating",
    "rating": "The rating in words; blank where none is given",
    "status": "A status code such as p for provisional, or suspended; see the paper's key",
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


def csv_bytes(rated: RatedSubmission) -> bytes:
    """Return the rows as CSV: UTF-8 with a byte-order mark, which Excel needs, and the line ends that RFC 4180 asks for.

    Text that a spreadsheet would take for a formula begins with an apostrophe.
    """
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\r\n")
    names = list(_DESCRIPTIONS)
    writer.writerow(names)
    for row in tidy_rows(rated):
        values = ((name, getattr(row, name)) for name in names)
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
