"""The blocks of councils whose paper is a table: all measures in one, counts, ranked lists, and commentary below."""

from typing import Annotated, Literal

from pydantic import Field

from kccreport.layout.columns import MeasureColumn, detail_of
from kccreport.layout.headings import Headings
from kccreport.layout.periods import Periods
from kccreport.layout.policy import Policy
from kccreport.layout.spec import (
    NewPage,
    Orientation,
    PeopleField,
    Spec,
    TitleDetail,
    one_of,
)
from kccreport.models.travel import TravelMethod

_GROUPS = ("service_area", "group", "none")
GroupBy = Annotated[
    str,
    one_of(_GROUPS, "'detail: NAME', of whose values an indicator may have several, parted by semicolons",
           besides=lambda name: bool(detail_of(name))),
]  # fmt: skip
_Directions = Annotated[
    tuple[TravelMethod, ...],
    Field(description="ways of finding a direction, a column for each, side by side; none means the paper's own way"),
]


class TitleBlock(Spec):
    """The council, the paper's title and what it is, at the head of the first page: a cover of a few lines."""

    kind: Literal["title"]
    details: tuple[TitleDetail, ...] = Field(
        default=("results_up_to", "presented_to"), description="the lines below the title"
    )
    orientation: Orientation = "auto"


class Measures(Spec):
    """All indicators in one table, KPIs and those that are not rated together, in the workbook's order.

    Groups are heading rows that run on down the page. Columns that are empty in every row, or n/a, are left out.
    """

    kind: Literal["measures"]
    heading: str = Field(default="", description='the heading above the table; "" for Performance')
    new_page: NewPage = False
    orientation: Orientation = "auto"
    columns: tuple[MeasureColumn, ...] = Field(
        default=("reference", "title", "unit", "results", "target", "rating", "direction", "commentary"),
        description="the columns, from left to right",
    )
    periods: Periods = 3
    directions: _Directions = ()
    headings: Headings
    group_by: GroupBy = Field(
        default="service_area",
        description="what the heading rows are: service_area, group, none, or a column of Details",
    )
    group_headings: dict[str, str] = Field(
        default_factory=dict, description='headings of groups by their names: {Highways = "Keeping roads safe"}'
    )
    one_table: bool = Field(
        default=True, description="one table for all groups; else a table for each, below a heading"
    )
    people: tuple[PeopleField, ...] = Field(
        default=(), description="who answers for a group, beside its heading: director, cabinet_member, delivered_by"
    )
    show: Literal["all", "kpis", "activity"] = Field(default="all", description="which indicators stand in the table")
    case_numbers: bool = Field(
        default=False, description="print the numbers behind a percentage beside it: 77% (1,062 of 1,380)"
    )
    side_by_side: str = Field(
        default="",
        description=(
            "two bodies beside each other, such as landlords: service_area, group, or the column of Details that names "
            "the body; rows with the same title become one"
        ),
    )


class Counts(Spec):
    """How many indicators have each rating and each direction: a sentence of each, and tables."""

    kind: Literal["counts"]
    heading: str = Field(default="", description='the heading above it; "" for Summary')
    new_page: NewPage = False
    sentences: bool = Field(default=True, description="say in words how many have each rating and direction")
    table: bool = Field(default=True, description="a table of how many have each rating")
    not_rated: bool = Field(
        default=True, description="count indicators that are not rated too, and say why they are not"
    )
    shares: Literal["none", "all", "rated", "both"] = Field(
        default="all", description="shares in percent: of all that are counted, of those rated, both, or none"
    )
    share_decimals: int = Field(default=0, ge=0, le=2, description="the decimals of these shares, from 0 to 2")
    by: GroupBy = Field(
        default="none",
        description="a row for each group: service_area, group, or a column of Details; none for one table",
    )
    directions: _Directions = ()
    direction_table: bool = Field(default=False, description="a table of how many have each direction, by each way")


class Exceptions(Spec):
    """What needs attention now: every KPI that is Red, then those Amber for two periods or worsening, furthest off first.

    Each with its result and the gap to its target, since when it has its rating, what it was before, why, what is done
    about it, and where it is reported. Where nothing needs attention, one line says so.
    """

    kind: Literal["exceptions"]
    heading: str = Field(default="", description='the heading above it; "" for Needs attention now')
    new_page: NewPage = True
    orientation: Orientation = "landscape"


class SummaryPage(Spec):
    """The paper on one page: counts with what has changed, what needs attention, the largest moves, and the outlook.

    It never takes more than its page: what has no room is counted, and stands in the paper. `build --summary` makes it
    as a file of its own, whatever the layout.
    """

    kind: Literal["summary_page"]
    heading: str = Field(default="", description='the heading above it; "" for Summary on one page')
    exceptions: int = Field(default=12, ge=0, le=50, description="how many KPIs that need attention at the most")
    moves: int = Field(default=3, ge=0, le=10, description="how many of the best moves, and of the worst, at the most")


class Ranked(Spec):
    """The best and the worst KPIs by their gap to target, in percent of the target; they may stand in other tables too.

    Those without a result, without a target, or with a target of nought are not ranked.
    """

    kind: Literal["ranked"]
    heading: str = Field(default="", description='the heading above the lists; "" for Best and worst against target')
    new_page: NewPage = False
    best: int = Field(default=5, ge=0, le=50, description="how many of the best")
    worst: int = Field(default=5, ge=0, le=50, description="how many of the worst")
    only_missed: bool = Field(default=True, description="the worst are only those that miss their target")
    columns: tuple[MeasureColumn, ...] = Field(
        default=("reference", "title", "results", "target", "gap", "rating"),
        description="the columns, from left to right",
    )
    periods: Periods = 1
    directions: _Directions = ()
    headings: Headings
    case_numbers: bool = Field(
        default=False, description="print the numbers behind a percentage beside it: 77% (1,062 of 1,380)"
    )


class CommentaryBlock(Spec):
    """The commentary on indicators, below a heading for each: those that must be explained, or all that have any."""

    kind: Literal["commentary"]
    heading: str = Field(default="", description='the heading above it; "" for Commentary')
    new_page: NewPage = False
    on: tuple[Policy, ...] | Literal["required", "all"] = Field(
        default="required",
        description='on which: required by [commentary], all, or those of some states, such as ["red_latest"]',
    )
