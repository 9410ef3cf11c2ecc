"""The Paper sheet to `PaperDetails`: one item a row, in any order."""

from typing import Any

from kccreport.ground.problem import Problem
from kccreport.ground.values import replace
from kccreport.intake.fields import period_problem, read_day, read_heading
from kccreport.intake.figures import read_bar
from kccreport.intake.items import ItemSheet
from kccreport.intake.schema import ITEMS, LANGUAGES
from kccreport.intake.sheet_format import fold
from kccreport.intake.table import Table
from kccreport.language import ENGLISH
from kccreport.models.measure import Unit
from kccreport.models.period import FinancialYear, Period, QuarterStyle
from kccreport.models.ratings import USUAL_SCALE, RatingScale, scale_of
from kccreport.models.reading.meaning import NotRead
from kccreport.models.reading.read import financial_year_of, last_month, read_text
from kccreport.models.schemes import Edge, Tolerance, ToleranceBasis
from kccreport.models.submission import Day, PaperDetails
from kccreport.models.travel import TravelMethod, TravelRule
from kccreport.workbook.cell import Cell

_MOST_PERIODS = 36
_EXAMPLES = {
    "Rating words": "type them as Green = On track, Amber = Close, Red = Off track",
    "Rating order": "type them in order, such as Red, Amber, Green",
    "Rating shapes": "type them as Green = star, Amber = circle, Red = triangle",
}


def read_details(table: Table, problems: list[Problem]) -> tuple[PaperDetails | None, Tolerance | None]:
    """Return the paper's details, and the tolerance declared for the whole paper, if one is.

    The details are None where a required item is missing or cannot be read.
    Problems: missing-item, repeated-item, unknown-item, renamed-heading, not-a-value, ambiguous-period, period-without-year.
    """
    items = ItemSheet(table, ITEMS, problems)
    meeting, published = _day(items, "Meeting date"), _day(items, "Publication date")
    year, results_up_to = _year(items), _results_up_to(items)
    travel, quarters, ratings = _travel(items), _quarters(items), _ratings(items)
    deadline, languages = _day(items, "Commentary deadline"), _languages(items)
    tolerance = _tolerance(items)
    unread = {"Meeting date": meeting, "Publication date": published, "Financial year": year}
    if results_up_to is None or any(name in items.cells and value is None for name, value in unread.items()):
        return None, tolerance
    if any(item.required and item.name not in items.cells for item in ITEMS):
        return None, tolerance
    return (
        PaperDetails(
            title=items.text("Title"),
            council=items.text("Council"),
            committee=items.text("Committee"),
            meeting=meeting.date if meeting else None,
            subject=items.text("Subject"),
            classification=items.text("Classification"),
            financial_year=year or results_up_to.financial_year,
            results_up_to=results_up_to,
            produced_by=items.text("Produced by"),
            published=published,
            travel=travel,
            quarters=quarters,
            ratings=ratings,
            edge=_edge(items),
            layout=items.text("Layout"),
            record=items.text("Record"),
            deadline=deadline.date if deadline else None,
            languages=languages,
            **_places(items),
        ),
        tolerance,
    )


def stand_in(table: Table | None, newest: Period) -> PaperDetails:
    """Return details to judge the rest of a workbook by, where its own cannot be read; nothing of them is printed.

    What can be read of them stands there, if it can be compared; the rest agrees with it, and with the `newest` result.
    """
    items = ItemSheet(table, ITEMS, []) if table is not None else None
    year, reported = (_year(items), _results_up_to(items)) if items is not None else (None, None)
    if year is None or reported is None:
        reported = reported or newest
        year = reported.financial_year
    travel = _travel(items) if items is not None else TravelRule(method=TravelMethod.PREVIOUS, periods=1)
    said = {name: items.text(name) if items else "" for name in ("Title", "Council", "Committee", "Layout", "Record")}
    return PaperDetails(
        title=said["Title"], council=said["Council"], committee=said["Committee"], financial_year=year,
        results_up_to=reported, travel=travel, ratings=_ratings(items) if items else USUAL_SCALE, layout=said["Layout"],
        record=said["Record"], **(_places(items) if items else {}),
    )  # fmt: skip


def _places(items: ItemSheet) -> dict[str, Any]:
    """Return where each item stands, or can be typed, and what to type."""
    return {
        "sheet": items.table.name,
        "cells": {name: cell.address for name, cell in items.cells.items()},
        "blank": items.blank,
        "notes": {item.name: item.note for item in items.items if item.printed},
    }


def _day(items: ItemSheet, name: str) -> Day | None:
    if name not in items.cells:
        return None
    day = read_day(items.cells[name])
    if isinstance(day, NotRead):
        if day.code == "period-without-year":
            day = replace(day, remedy="type its year too, such as 12 March 2021")
        items.problems.append(period_problem(items.cells[name], day, name, code="not-a-value"))
        return None
    if (name == "Meeting date" and day.to_the_month) or not 1990 <= day.date.year <= 2099:
        items.wrong(name, "a date, such as 12 March 2021")
        return None
    return day


def _year(items: ItemSheet) -> FinancialYear | None:
    if "Financial year" not in items.cells:
        return None
    cell = items.cells["Financial year"]
    year = financial_year_of(cell.text)
    if year is not None:
        return year
    fault = read_text(cell.text)
    if isinstance(fault, NotRead) and fault.code == "ambiguous-period":
        items.problems.append(period_problem(cell, fault, "Financial year"))
    elif cell.value is not None and not isinstance(cell.value, str):
        items.wrong("Financial year", "it as FY 2010/11, so that Excel makes no date of it")
    else:
        items.wrong("Financial year", "it as 2020/21, the second year following the first")
    return None


def _results_up_to(items: ItemSheet) -> Period | None:
    if "Results up to" not in items.cells:
        return None
    cell = items.cells["Results up to"]
    period = _month_of(cell)
    if isinstance(period, Period):
        return period
    if period.code == "not-a-period":
        items.wrong("Results up to", "a month and year, such as January 2021")
    else:
        items.problems.append(period_problem(cell, period, "Results up to"))
    return None


def _month_of(cell: Cell) -> Period | NotRead:
    heading = read_heading(cell)
    return heading if isinstance(heading, NotRead) else last_month(heading)


def results_up_to_of(cell: Cell) -> Period | None:
    """Return the month that an item Results up to names, by itself or as the last of a quarter; None where it cannot be read."""
    period = _month_of(cell)
    return period if isinstance(period, Period) else None


def _quarters(items: ItemSheet) -> QuarterStyle | None:
    """Return how quarters are shown; None where the sheet does not say, so that the headings decide."""
    if "Quarters shown as" not in items.cells:
        return None
    named = {fold(each): each for each in QuarterStyle}
    style = named.get(fold(items.text("Quarters shown as")))
    if style is None:
        items.wrong("Quarters shown as", "Quarters or Months")
    return style


def _ratings(items: ItemSheet) -> RatingScale:
    """Return what the paper calls its ratings; where that cannot be read, Green, Amber and Red."""
    given = {name: items.text(name) for name in ("Rating words", "Rating order", "Rating shapes")}
    words, order, shapes = given.values()
    found = USUAL_SCALE
    tried = (("Rating words", (words,)), ("Rating order", (words, order)), ("Rating shapes", (words, order, shapes)))
    for name, said in tried:
        scale = scale_of(*said) if given[name] else found
        if isinstance(scale, str):
            items.problems.append(
                Problem(
                    "not-a-value", str(items.cells[name].address), f"{name} cannot be used: {scale}.", _EXAMPLES[name]
                )
            )
            return found
        found = scale
    return found


def _languages(items: ItemSheet) -> tuple[str, ...]:
    """Return the languages the paper is made in, the main one first: English, unless the sheet says otherwise."""
    if "Language" not in items.cells:
        return (ENGLISH,)
    named = {fold(name): languages for name, languages in LANGUAGES.items()}
    languages = named.get(fold(items.text("Language")))
    if languages is None:
        items.wrong("Language", " or ".join(LANGUAGES))
    return languages or (ENGLISH,)


def _travel(items: ItemSheet) -> TravelRule:
    """Return how directions are found: against the previous period, unless the sheet says otherwise."""
    method = TravelMethod.PREVIOUS
    if "Direction of travel" in items.cells:
        named = {fold(each): each for each in TravelMethod}
        method = named.get(fold(items.text("Direction of travel")), TravelMethod.PREVIOUS)
        if fold(items.text("Direction of travel")) not in named:
            items.wrong("Direction of travel", "one of: " + ", ".join(TravelMethod))
    periods = method.fewest_periods if method is not TravelMethod.MEAN else 4
    if "Direction periods" in items.cells:
        text = items.cells["Direction periods"].stored
        if text.isascii() and text.isdigit() and method.fewest_periods <= int(text) <= _MOST_PERIODS:
            periods = int(text)
        else:
            items.wrong("Direction periods", f"a whole number from {method.fewest_periods} to {_MOST_PERIODS}")
    return TravelRule(method=method, periods=periods)


def _tolerance(items: ItemSheet) -> Tolerance | None:
    """Return the paper-wide tolerance. Its number is in percent of the target unless `Tolerance in` says points."""
    if "Tolerance" not in items.cells:
        return None
    basis = ToleranceBasis.RELATIVE
    if "Tolerance in" in items.cells:
        try:
            basis = ToleranceBasis(items.text("Tolerance in").casefold())
        except ValueError:
            items.wrong("Tolerance in", " or ".join(ToleranceBasis))
    cell = items.cells["Tolerance"]
    figure = read_bar(cell, Unit(name="%" if "%" in cell.text else "points"))
    if isinstance(figure, Problem):
        items.problems.append(figure)
        return None
    if figure.value is None or figure.value < 0:
        items.wrong("Tolerance", "a number that is not negative, such as 10")
        return None
    return Tolerance(margin=figure.value, basis=basis, edge=_edge(items))


def _edge(items: ItemSheet) -> Edge | None:
    """Return on which side of a margin its edge falls; None where the sheet does not say."""
    if "Edge" not in items.cells:
        return None
    edge = {fold(each): each for each in Edge}.get(fold(items.text("Edge")))
    if edge is None:
        items.wrong("Edge", " or ".join(Edge))
    return edge
