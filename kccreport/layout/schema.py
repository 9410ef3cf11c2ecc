"""What a layout file may say. Unknown keys and kinds are problems; fonts and millimetres belong to the theme."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from kccreport.layout.brand import Brand, BrandKeys
from kccreport.layout.ratings import RatingWords

# what stands in these columns is in paper/indicator_columns.py
_Shared = Literal["reference", "title", "results", "year_to_date"]
_Rated = Literal["rating", "previous_rating", "year_to_date_rating", "forecast_rating", "direction", "history"]
KpiColumn = Literal[
    _Shared, _Rated, "sparkline", "target", "year_end_target", "floor", "forecast", "met", "last_year", "previous_year"
]
ActivityColumn = Literal[_Shared, "alert", "upper", "lower", "previous_year"]
SummaryColumn = Literal["reference", "title", _Rated, "service_area", "page"]
TitleDetail = Literal["presented_to", "financial_year", "results_up_to", "produced_by", "published"]
AddressField = Literal["from", "to", "to_and_date", "date", "subject", "classification"]
Policy = Literal[
    "red_latest",
    "red_ytd",
    "amber_latest",
    "amber_ytd",
    "amber_running",
    "worsened",
    "out_of_range",
    "forecast_red",
    "stale",
]


class _Strict(BaseModel):
    # built when first used: a paper needs the whole layout, not each block by itself
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class AddressBlock(_Strict):
    """Who the report is from and to, its date, subject and classification."""

    kind: Literal["address"]
    fields: tuple[AddressField, ...] = ("from", "to_and_date", "subject", "classification")
    from_label: Literal["From", "By"] = "From"


class SummaryBox(_Strict):
    """The summary and the recommendation in the box that reads first; passages Summary and Recommendation."""

    kind: Literal["summary_box"]


class Sections(_Strict):
    """The numbered sections of a passage; one for each heading in it."""

    kind: Literal["sections"]
    passage: str = "Cover"


class Recommendation(_Strict):
    """The recommendation once more: the same passage as in the summary box."""

    kind: Literal["recommendation"]
    heading: str = "Recommendations"


class BackgroundDocuments(_Strict):
    """The list of background documents, or "None"."""

    kind: Literal["background_documents"]
    heading: str = "Background documents"


class Contacts(_Strict):
    """Whom to ask about the report."""

    kind: Literal["contacts"]
    heading: str = "Contact details"


class TitlePage(_Strict):
    """The dashboard's title page, which starts the appendix."""

    kind: Literal["title_page"]
    appendix: str = "Appendix 1"
    contents: bool = True
    details: tuple[TitleDetail, ...] = ("financial_year", "results_up_to", "produced_by", "published")


class ContentsPage(_Strict):
    """The contents as a section of their own, with the page, or the range of pages, of everything that follows."""

    kind: Literal["contents"]
    heading: str = "Contents"
    new_page: bool = True


class PassagePage(_Strict):
    """A passage under a heading of its own: a foreword, priorities, a summary by theme, a programme, a register.

    Its sections are the Heading column of the sheet Text. With `signatories`, those who sign it stand at its end.
    """

    kind: Literal["passage"]
    passage: str
    heading: str = ""
    new_page: bool = True
    signatories: bool = False

    @property
    def title(self) -> str:
        """Return the heading that is printed: its own, or the passage's name."""
        return self.heading or self.passage


class Guidance(_Strict):
    """The guidance passage, followed by the key that is generated from the ratings in use."""

    kind: Literal["guidance"]
    heading: str = "Guidance notes"
    passage: str = "Guidance"
    key: bool = True


class KpiSummary(_Strict):
    """Every KPI in one list, by summary group unless `grouped` is false; `counts` sets how many have each rating first.

    Shares in that table have `share_decimals`, and are of all KPIs, or of those that are rated.
    """

    kind: Literal["kpi_summary"]
    heading: str = "Key Performance Indicator summary"
    counts: bool = False
    share_decimals: Annotated[int, Field(ge=0, le=2)] = 0
    share_of: Literal["all", "rated"] = "all"
    grouped: bool = True
    landscape: bool = False
    columns: tuple[SummaryColumn, ...] = (
        "reference", "title", "rating", "year_to_date_rating", "direction", "page",
    )  # fmt: skip


class ServiceAreas(_Strict):
    """A page set for each service area: its box, its KPI and activity tables, and the commentary on them.

    Columns that would be empty in every row of a table are left out of it.
    """

    kind: Literal["service_areas"]
    periods: Annotated[int, Field(ge=1, le=7)] = 5
    kpi_columns: tuple[KpiColumn, ...] = (
        "reference", "title", "results", "rating", "year_to_date", "year_to_date_rating", "target", "floor",
    )  # fmt: skip
    activity_columns: tuple[ActivityColumn, ...] = (
        "reference", "title", "results", "year_to_date", "alert", "upper", "lower", "previous_year",
    )  # fmt: skip


class IndicatorReports(_Strict):
    """A page for each KPI: where it stands, its chart, its figures by period, and the commentary on it.

    `window` is "latest" for the newest periods, or "year" for five periods up to the end of the financial year, those
    to come left open. Facts of the Details sheet stand in the box, but for those of `notes`, which stand below the
    figures. `contents` lists each report, or all of them as one. With `control`, the chart is an XmR control chart
    wherever the series allows one, and says why where it does not.
    """

    kind: Literal["indicator_reports"]
    heading: str = "Detailed KPI reports"
    contents: Literal["each", "one"] = "each"
    window: Literal["latest", "year"] = "latest"
    periods: Annotated[int, Field(ge=5, le=36)] = 13
    chart: bool = True
    control: bool = False
    notes: tuple[str, ...] = ("Data source", "Reported as", "Target basis", "Data notes")
    commentary_heading: str = "Commentary"
    actions_heading: str = "What we are doing about it"
    risks_heading: str = "Risks"
    discussion_heading: str = "Panel discussion"


class ActivityIndicators(_Strict):
    """The activity indicators of all service areas, and the commentary on them; nothing where there are none.

    For papers without a page set for each service area. Columns that would be empty in every row are left out.
    """

    kind: Literal["activity_indicators"]
    heading: str = "Activity indicators"
    periods: Annotated[int, Field(ge=1, le=7)] = 5
    columns: tuple[ActivityColumn, ...] = ("reference", "title", "results", "year_to_date", "alert", "upper", "lower")


BlockSpec = Annotated[
    AddressBlock
    | SummaryBox
    | Sections
    | Recommendation
    | BackgroundDocuments
    | Contacts
    | TitlePage
    | ContentsPage
    | PassagePage
    | Guidance
    | KpiSummary
    | ServiceAreas
    | IndicatorReports
    | ActivityIndicators,
    Field(discriminator="kind"),
]


class CommentaryPolicy(_Strict):
    """Which ratings must be explained by commentary before the paper can be made.

    `amber_running` asks after `running` periods of Amber, one after the other.
    """

    required: tuple[Policy, ...] = ("red_latest", "red_ytd")
    running: Annotated[int, Field(ge=2, le=12)] = 2


class Layout(_Strict):
    """One kind of paper.

    `brand` is what its file says of the council's own face, and `own_face` that face, read by `read_layout`.
    `numbering` is "sections" for 1.1, 1.2 … under numbered headings, or "paragraphs" for plain 1, 2, 3 throughout.
    `ratings` is what its papers call their ratings, where the workbook does not say.
    """

    name: str = ""
    title: str
    description: str
    numbering: Literal["sections", "paragraphs"] = "sections"
    commentary: CommentaryPolicy = CommentaryPolicy()
    brand: BrandKeys = BrandKeys()
    own_face: Brand = Brand()
    ratings: RatingWords = RatingWords()
    blocks: tuple[BlockSpec, ...]

    @property
    def prints_year_to_date(self) -> bool:
        """True where a table has a column for the year to date, or commentary depends on it."""
        for block in self.blocks:
            if isinstance(block, ServiceAreas) and "year_to_date" in (*block.kpi_columns, *block.activity_columns):
                return True
            if isinstance(block, KpiSummary) and "year_to_date_rating" in block.columns:
                return True
        return any(policy in ("red_ytd", "amber_ytd") for policy in self.commentary.required)
