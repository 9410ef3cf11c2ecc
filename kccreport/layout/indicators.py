"""The blocks of a dashboard: the summary, a page set for each service area, a report on each KPI, activity."""

from typing import Annotated, Literal

from pydantic import Field

from kccreport.layout.columns import ActivityColumn, KpiColumn, SummaryColumn
from kccreport.layout.headings import Headings
from kccreport.layout.spec import PeopleField, Spec


class KpiSummary(Spec):
    """Every KPI in one list, by summary group unless `grouped` is false; `counts` sets how many have each rating first.

    Shares in that table have `share_decimals`, and are of all KPIs, or of those that are rated.
    """

    kind: Literal["kpi_summary"]
    heading: str = Field(default="Key Performance Indicator summary", description="the heading above it")
    counts: bool = Field(default=False, description="a table of how many KPIs have each rating")
    share_decimals: Annotated[int, Field(ge=0, le=2)] = Field(
        default=0, description="the decimals of its shares, 0 to 2"
    )
    share_of: Literal["all", "rated"] = Field(default="all", description="shares of all KPIs, or of those rated now")
    grouped: bool = Field(default=True, description="a table for each summary group; else one list")
    red_first: bool = Field(
        default=False, description="the worst ratings first in each table; else in the workbook's order"
    )
    landscape: bool = Field(default=True, description="on a landscape page")
    columns: tuple[SummaryColumn, ...] = Field(
        default=("reference", "title", "latest", "target", "previous_rating", "rating", "sparkline", "page"),
        description="the columns, from left to right",
    )
    headings: Headings


class ServiceAreas(Spec):
    """A page set for each service area: its box, its KPI and activity tables, and the commentary on them.

    Columns that would be empty in every row of a table are left out of it.
    """

    kind: Literal["service_areas"]
    people: tuple[PeopleField, ...] = Field(
        default=("director", "cabinet_member", "delivered_by"),
        description="who answers for it, in the box that begins its page set; [] for no box",
    )
    periods: Annotated[int, Field(ge=1, le=7)] = Field(default=5, description="how many of the newest periods, 1 to 7")
    kpi_columns: tuple[KpiColumn, ...] = Field(
        default=("reference", "title", "results", "rating", "year_to_date", "year_to_date_rating", "target", "floor"),
        description="the columns of KPIs, from left to right",
    )
    activity_columns: tuple[ActivityColumn, ...] = Field(
        default=("reference", "title", "results", "year_to_date", "alert", "upper", "lower", "previous_year"),
        description="the columns of activity indicators, from left to right",
    )
    headings: Headings


class IndicatorReports(Spec):
    """A page for each KPI: where it stands, its chart, its figures by period, and the commentary on it.

    `window` is "latest" for the newest periods, or "year" for those up to the end of the financial year, which are left
    open where they are still to come. Up to thirteen `periods`, as many are shown as figures have room below one another.
    Facts of the Details sheet stand in the box, but for those of `notes`, which stand below the
    figures. `contents` lists each report, or all of them as one. With `control`, the chart is an XmR control chart
    wherever the series allows one, and says why where it does not.
    """

    kind: Literal["indicator_reports"]
    heading: str = Field(default="Detailed KPI reports", description="what the contents call them all")
    contents: Literal["each", "one"] = Field(
        default="each", description="a line of the contents for each, or one for all"
    )
    window: Literal["latest", "year"] = Field(
        default="latest", description="the newest periods, or those up to the end of the financial year"
    )
    periods: Annotated[int, Field(ge=5, le=36)] = Field(
        default=13, description="how many of the newest periods, 5 to 36"
    )
    chart: bool = Field(default=True, description="a chart of the results against their target")
    control: bool = Field(default=False, description="an XmR control chart, where the series allows one")
    notes: tuple[str, ...] = Field(
        default=("Data source", "Reported as", "Target basis", "Data notes"),
        description="columns of the sheet Details that stand below the figures instead of in the box",
    )
    commentary_heading: str = Field(default="Commentary", description="the heading above commentary")
    actions_heading: str = Field(default="What we are doing about it", description="the heading above actions")
    risks_heading: str = Field(default="Risks", description="the heading above risks")
    discussion_heading: str = Field(default="Panel discussion", description="the heading above a panel's discussion")


class ActivityIndicators(Spec):
    """The activity indicators of all service areas, and the commentary on them; nothing where there are none.

    For papers without a page set for each service area. Columns that would be empty in every row are left out.
    """

    kind: Literal["activity_indicators"]
    heading: str = Field(default="Activity indicators", description="the heading above it")
    periods: Annotated[int, Field(ge=1, le=7)] = Field(default=5, description="how many of the newest periods, 1 to 7")
    columns: tuple[ActivityColumn, ...] = Field(
        default=("reference", "title", "results", "year_to_date", "alert", "upper", "lower"),
        description="the columns, from left to right",
    )
    headings: Headings
