"""The colours of a template are the ratings of the paper: LibreOffice calculates them, and shows them."""

import io
import random
import subprocess
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.formatting.formatting import ConditionalFormattingList

from kccreport.intake import schema
from kccreport.intake.submission import read_as_far_as_possible
from kccreport.models.indicator import Kpi
from kccreport.models.measure import Polarity
from kccreport.models.period import FinancialYear, Period
from kccreport.models.rag import Rag
from kccreport.models.ratings import RatingScale, scale_of
from kccreport.models.schemes import ALL_SCHEMES, NotRated, Scheme, Thresholds
from kccreport.officers.colours import LONGEST_FORMULA, LOOKS, rating_rules
from kccreport.officers.kept import what_is_kept
from kccreport.officers.template import Source, TemplateKind, template_bytes
from kccreport.rating.rated import rating_at
from kccreport.workbook.reader import open_workbook
from kccreport.workbook.writer import HeadingCell
from tests import books
from tests.test_tools import needs

ROWS = 200
YEAR = FinancialYear(2021)
FILLS = {"#" + fill[2:].casefold(): rating for rating, (fill, _) in LOOKS.items()}
SCHEMES = [each for each in ALL_SCHEMES if each not in (NotRated, Thresholds)]  # these have no colours
BARS = ("Floor", "Low target", "Top quartile", "Median", "Bottom quartile")


def columns(*, usual: bool) -> list[HeadingCell]:
    return [HeadingCell(each.heading) for each in schema.INDICATORS.columns if each.is_usual or not usual]


def test_every_formula_is_one_that_excel_takes() -> None:
    results = [HeadingCell(each.heading) for each in schema.RESULTS.columns]
    for headings in (columns(usual=True), columns(usual=False)):
        for rule in rating_rules([2, 14], headings, results, with_targets=True):
            assert len(rule.formula) <= LONGEST_FORMULA
            assert "{" not in rule.formula, "array constants are not allowed in conditional formats"
            assert rule.formula.count("(") == rule.formula.count(")")
            depth = deepest = 0
            for letter in rule.formula:
                depth += (letter == "(") - (letter == ")")
                deepest = max(deepest, depth)
            assert deepest <= 64, "levels of nesting, Excel's limit"


def test_colours_are_those_of_the_ratings_that_the_paper_makes() -> None:
    scale = scale_of("Met, Not met")
    assert isinstance(scale, RatingScale)
    fills = {rule.fill for rule in rating_rules([2], columns(usual=True), scale=scale)}
    assert LOOKS[Rag.RED][0] in fills
    assert LOOKS[Rag.NOT_MET][0] not in fills


def written(value: Decimal, unit: str) -> str | float:
    """A figure as it is typed: a percentage with its sign."""
    return f"{value}%" if unit == "%" else float(value)


def random_row(dice: random.Random, at: int) -> dict[str, Any]:
    """A KPI of any scheme, with figures a step or less apart, so that every edge is met."""
    scheme = SCHEMES[at % len(SCHEMES)]
    unit = dice.choice(["%", "number", "days", "£000s"])
    polarity = dice.choice(list(Polarity))
    decimals = dice.choice([0, 0, 1, 2])
    target = Decimal(dice.choice(["90", "85.5", "50", "112.4" if unit != "%" else "66.7", "3", "0.5"]))
    row: dict[str, Any] = {
        "Unit": unit, "Decimals": decimals, "Polarity": polarity.capitalize(), "Basis": "Snapshot", "Floor": None,
        "Target": written(target, unit), "Scheme": scheme.name,
    }  # fmt: skip
    for column in scheme.needs:
        if column.is_margin:
            row[column.heading] = {"Tolerance": 10, "Close within": 2, "Exceeds by": 5}[column.heading]
            row["Tolerance in"] = dice.choice([None, "% of target", "points"])
    steps = [heading for heading in BARS if heading in scheme.headings()]
    for nth, heading in enumerate(steps):
        row[heading] = written(target - polarity.sign * (nth + 1) * target / 10, unit)
    if dice.random() < 0.5 and scheme.name in ("floor standard", "tolerance", "target only"):
        row["Scheme"] = None  # as its figures say
    if unit != "%" and dice.random() < 0.1:
        row["Target"] = float(target) + 1 / 3  # calculated, so it is rounded before it is compared
    return row


def near(dice: random.Random, target: Decimal, polarity: Polarity) -> Decimal:
    """A result on, about or well away from the lines of every scheme."""
    share = dice.choice(["1", "0.9", "0.8", "0.7", "0.98", "0.95", "1.05", "1.1", "1.02", "0.5", "0"])
    value = target * Decimal(share) + Decimal(dice.choice(["0", "0", "0.04", "-0.05", "0.5", "-0.5", "2", "-2", "5"]))
    return max(value, Decimal(0))


class Colours(HTMLParser):
    """The background of every cell of every sheet that LibreOffice wrote as HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.sheets: list[list[list[str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "table":
            self.sheets.append([])
        elif tag == "tr":
            self.sheets[-1].append([])
        elif tag == "td":
            span = int(found.get("colspan", "1"))
            self.sheets[-1][-1] += [found.get("bgcolor", "").casefold()] * span


def shown(folder: Path, book: openpyxl.Workbook) -> list[list[str]]:
    """The colours of the sheet Results, by row and column from 0."""
    for sheet in book.sheetnames:
        if sheet != "Results":
            book[sheet].sheet_state = "visible"
    book.active = book.sheetnames.index("Results")
    book.save(folder / "filled.xlsx")
    command = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", "html", "--outdir", str(folder), "filled.xlsx"]
    subprocess.run(command, check=True, capture_output=True, timeout=240, cwd=folder)
    found = Colours()
    found.feed((folder / "filled.html").read_text("utf-8", "replace"))
    return found.sheets[book.sheetnames.index("Results")]


def only_columns(sheet: Any, last: str) -> None:
    """Colour fewer columns, from the first: LibreOffice reads each rule again for each cell."""
    rules = [(str(found.sqref), rule) for found in sheet.conditional_formatting for rule in found.rules]
    sheet.conditional_formatting = ConditionalFormattingList()
    for place, rule in rules:
        start, end = place.split(":")
        sheet.conditional_formatting.add(f"{start}:{last}{end.lstrip('ABCDEFGHIJKLMNOPQRSTUVWXYZ')}", rule)


@needs("soffice")
def test_200_random_rows_are_coloured_as_the_paper_rates_them(tmp_path: Path) -> None:
    dice = random.Random(13)
    rows = [books.kpi(f"K{at}", **random_row(dice, at)) for at in range(ROWS)]
    rows.append(books.activity("A"))
    paper = [*books.paper_items(), {"Item": "Tolerance", "Value": 5}, {"Item": "Tolerance in", "Value": "points"}]
    start = books.save(
        tmp_path,
        indicators=rows,
        paper=paper,
        results=[books.results(row["Reference"], **{"Oct 20": 3, "Nov 20": 3, "Dec 20": 3, "Year to date": None}) for row in rows],
        targets=[{"Reference": row["Reference"], "Dec 20": row["Target"]} for row in rows[: ROWS : 4]],
    )  # fmt: skip
    read = read_as_far_as_possible(open_workbook(start))
    assert read.submission is not None
    assert not [each for each in read.problems if each.is_error and each.code != "unit-mix"], read.problems
    source = Source(read.submission, what_is_kept(open_workbook(start)))
    book = openpyxl.load_workbook(io.BytesIO(template_bytes(TemplateKind.DASHBOARD, YEAR, source)))
    results, targets = book["Results"], book["Targets"]
    heads = {cell.value: cell.column for cell in results[1]}
    kpis = {each.reference: each for each in read.submission.indicators if isinstance(each, Kpi)}
    periods = {f"{name} 21": Period(2021, month) for name, month in (("Mar", 3), ("Apr", 4), ("May", 5))}
    assert [heads[name] for name in periods] == [2, 3, 4]
    only_columns(results, "D")
    for row in range(2, targets.max_row + 1):
        kpi = kpis.get(targets.cell(row, 1).value)
        at = {cell.value: cell.column for cell in targets[1]}["May 21"]
        if kpi is not None:
            scale = 100 if kpi.unit.is_percentage else 1
            target = targets.cell(row, at, float(kpi.target * Decimal("0.9")) / scale)
            target.number_format = "0.0%" if kpi.unit.is_percentage else "General"
    for row in range(2, results.max_row + 1):
        kpi = kpis.get(results.cell(row, 1).value)
        for name in periods:
            value = near(
                dice, Decimal(90) if kpi is None else kpi.target, Polarity.HIGHER if kpi is None else kpi.polarity
            )
            cell = results.cell(row, heads[name])
            if kpi is not None and kpi.unit.is_percentage and (dice.random() < 0.7 or value <= 1):
                cell.value = float(value / 100)
            else:
                cell.value, cell.number_format = float(value), "General"
    colours = shown(tmp_path, book)
    filled = read_as_far_as_possible(open_workbook(tmp_path / "filled.xlsx")).submission
    assert filled is not None
    unlike, seen = [], set()
    for row in range(2, 2 + len(rows)):
        reference = results.cell(row, 1).value
        indicator = next(each for each in filled.indicators if each.reference == reference)
        for name, period in periods.items():
            expected = None
            if isinstance(indicator, Kpi) and not indicator.scheme.looks_at_last_year:
                expected = rating_at(indicator, period)
                seen.add((type(indicator.scheme), expected))
            colour = FILLS.get(colours[row - 1][heads[name] - 1])
            if colour is not expected:
                unlike.append((reference, name, results.cell(row, heads[name]).value, indicator, expected, colour))
    assert not unlike, f"{len(unlike)} of {3 * len(rows)}: {unlike[:3]}"
    told: dict[type[Scheme], set[Rag | None]] = {}
    for scheme, rating in seen:
        told.setdefault(scheme, set()).add(rating)
    for scheme in SCHEMES:
        if not scheme.looks_at_last_year:
            assert len(told[scheme]) >= 2, f"{scheme.name} was seen with each of its ratings"


@needs("soffice")
def test_where_a_formula_cannot_know_the_rating_there_is_no_colour(tmp_path: Path) -> None:
    """Doubt about a % sign, codes, times, ranks, suspended rows and small numbers: white, never wrong."""
    rows = [
        books.kpi("PLAIN", Basis="Snapshot"),
        books.kpi("DOUBT", Basis="Snapshot"),
        books.kpi("CODE", Basis="Snapshot"),
        books.kpi("POINTS", Basis="Snapshot", Unit="days", Target=90, Floor=80),
        books.kpi("RANK", Basis="Snapshot", Unit="rank", Target=90, Floor=80),
        books.kpi("SMALL", Basis="Snapshot", Unit="number", Target=90, Floor=80, **{"Suppress below": 5}),
        books.kpi("OFF", Basis="Snapshot"),
        books.kpi("EDGE", Basis="Snapshot", Floor=None, Tolerance=10, Edge="less than"),
        books.kpi("WORDS", Basis="Snapshot", Target="> 90%"),
        books.kpi("APART", Basis="Snapshot", Floor=None, Scheme="thresholds", **{"Green from": "90%"}),
        books.kpi("FLOORS", Basis="Snapshot"),
    ]
    start = books.save(
        tmp_path,
        indicators=rows,
        results=[books.results(row["Reference"]) for row in rows],
        targets=[{"Reference": "FLOORS floor", "Dec 20": "85%"}],
    )
    submission = read_as_far_as_possible(open_workbook(start)).submission
    assert submission is not None
    content = template_bytes(TemplateKind.DASHBOARD, YEAR, Source(submission, what_is_kept(open_workbook(start))))
    book = openpyxl.load_workbook(io.BytesIO(content))
    results = book["Results"]
    heads = {cell.value: cell.column for cell in results[1]}
    typed: dict[str, tuple[Any, str]] = {
        "PLAIN": (0.95, "0%"), "DOUBT": (0.95, "General"), "CODE": ("95% [p]", "General"), "POINTS": (0.95, "0%"),
        "RANK": (95, "General"), "SMALL": (95, "General"), "OFF": (0.95, "0%"),
        "EDGE": (0.95, "0%"), "WORDS": (0.95, "0%"), "APART": (0.95, "0%"), "FLOORS": (0.95, "0%"),
    }  # fmt: skip
    for row in range(2, 2 + len(rows)):
        reference = results.cell(row, 1).value
        cell = results.cell(row, heads["Apr 21"])
        cell.value, cell.number_format = typed[reference]
        if reference == "OFF":
            results.cell(row, heads["Status"], "[suspended]")
    colours = shown(tmp_path, book)
    found = {
        results.cell(row, 1).value: FILLS.get(colours[row - 1][heads["Apr 21"] - 1]) for row in range(2, 2 + len(rows))
    }
    assert found == dict.fromkeys(typed) | {"PLAIN": Rag.GREEN}
