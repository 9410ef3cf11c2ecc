"""The columns that tables of indicators may have: each name once, with what it prints.

What stands in their cells is in paper/indicator_columns.py and paper/measure_columns.py; a test compares the two.
"""

from typing import Annotated

from kccreport.layout.spec import one_of

COLUMNS = {
    "reference": "the reference; left out where the council publishes none",
    "title": "the title, with its unit where there is no column of units",
    "unit": "the unit of the figures",
    "results": "the results, a column for each period",
    "latest": "the newest result, of whatever period",
    "case_numbers": "the numbers behind the latest percentage, such as 1,062 of 1,380",
    "target": "the target of the latest period",
    "year_end_target": "the target for the end of the year",
    "floor": "the floor standard, or whatever figure Amber reaches down to",
    "rating": "the rating of the latest result",
    "previous_rating": "the rating one period before",
    "year_to_date": "the year to date",
    "year_to_date_rating": "the rating of the year to date",
    "forecast": "the figure expected at the end of the year",
    "forecast_rating": "the rating of that figure",
    "direction": "the direction of travel; with `directions`, a column for each of these",
    "sparkline": "the results as a small line",
    "history": "the ratings of the newest periods as a strip of shapes",
    "met": "in how many of the periods shown the target was met",
    "gap": "by how much the latest result beats or misses its target, in percent of the target",
    "last_year": "the result of the same period last year",
    "previous_year": "last year's year to date, or the figure given for last year",
    "baseline": "the figure that progress is measured from: the column Baseline, on Details too, or the comparator Baseline",
    "outturn": "last year's outturn: the one given, a column Outturn of Details, or the figure at the end of last year",
    "alert": "whether activity is in its expected range",
    "upper": "the upper end of the expected range",
    "lower": "the lower end of the expected range",
    "owner": "who owns the indicator",
    "directorate": "the summary group of its service area",
    "service_area": "the service area",
    "commentary": "the commentary on it",
    "page": "the page on which it is reported, as a link",
}  # fmt: skip

KPI_NAMES = (
    "reference", "title", "results", "year_to_date", "rating", "previous_rating", "year_to_date_rating",
    "forecast_rating", "direction", "history", "sparkline", "target", "year_end_target", "floor", "forecast", "met",
    "last_year", "previous_year",
)  # fmt: skip
ACTIVITY_NAMES = ("reference", "title", "results", "year_to_date", "alert", "upper", "lower", "previous_year")
SUMMARY_NAMES = (
    "reference", "title", "latest", "target", "rating", "previous_rating", "year_to_date_rating", "forecast_rating",
    "direction", "history", "sparkline", "service_area", "page",
)  # fmt: skip
MEASURE_NAMES = tuple(COLUMNS)

_DETAIL = "detail:"
_OF_DETAILS = "'detail: NAME' for the column NAME of the sheet Details"


def detail_of(name: str) -> str:
    """Return the heading on the sheet Details that a column is of, "" for any other column.

    >>> detail_of("detail: Source"), detail_of("title")
    ('Source', '')
    """
    return name.removeprefix(_DETAIL).strip() if name.startswith(_DETAIL) else ""


def _is_detail(name: str) -> bool:
    return bool(detail_of(name))


KpiColumn = Annotated[str, one_of(KPI_NAMES, _OF_DETAILS, besides=_is_detail)]
ActivityColumn = Annotated[str, one_of(ACTIVITY_NAMES, _OF_DETAILS, besides=_is_detail)]
SummaryColumn = Annotated[str, one_of(SUMMARY_NAMES, _OF_DETAILS, besides=_is_detail)]
MeasureColumn = Annotated[str, one_of(MEASURE_NAMES, _OF_DETAILS, besides=_is_detail)]
