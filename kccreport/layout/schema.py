"""What a layout file may say. Unknown keys and kinds are problems; fonts and millimetres belong to the theme."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from kccreport.layout.brand import Brand, BrandKeys
from kccreport.layout.covers import (
    AddressBlock,
    AddressField,
    BackgroundDocuments,
    Contacts,
    ContentsPage,
    Guidance,
    PassagePage,
    Recommendation,
    Sections,
    SummaryBox,
    TitlePage,
)
from kccreport.layout.indicators import ActivityIndicators, IndicatorReports, KpiSummary, ServiceAreas
from kccreport.layout.measures import (
    CommentaryBlock,
    Counts,
    Exceptions,
    Measures,
    Ranked,
    SummaryPage,
    TitleBlock,
)
from kccreport.layout.policy import CommentaryPolicy, Policy
from kccreport.layout.ratings import RatingWords
from kccreport.layout.spec import Spec
from kccreport.models.travel import TravelMethod

__all__ = [
    "OWN_FACE",
    "ActivityIndicators",
    "AddressBlock",
    "AddressField",
    "BackgroundDocuments",
    "BlockSpec",
    "CommentaryBlock",
    "CommentaryPolicy",
    "Contacts",
    "ContentsPage",
    "Counts",
    "Exceptions",
    "Guidance",
    "IndicatorReports",
    "KpiSummary",
    "Layout",
    "Measures",
    "PassagePage",
    "Policy",
    "Ranked",
    "Recommendation",
    "Sections",
    "ServiceAreas",
    "SummaryBox",
    "SummaryPage",
    "TitleBlock",
    "TitlePage",
]

BlockSpec = Annotated[
    AddressBlock
    | SummaryBox
    | Sections
    | Recommendation
    | BackgroundDocuments
    | Contacts
    | TitlePage
    | TitleBlock
    | ContentsPage
    | PassagePage
    | Guidance
    | KpiSummary
    | ServiceAreas
    | IndicatorReports
    | ActivityIndicators
    | Measures
    | Counts
    | Ranked
    | Exceptions
    | SummaryPage
    | CommentaryBlock,
    Field(discriminator="kind"),
]

OWN_FACE = "own_face"  # of a Layout, but no key of its file


class Layout(Spec):
    """One kind of paper.

    `brand` is what its file says of the council's own face, and `own_face` that face, read by `read_layout`.
    `numbering` is "sections" for 1.1, 1.2 … under numbered headings, or "paragraphs" for plain 1, 2, 3 throughout.
    `ratings` is what its papers call their ratings, where the workbook does not say.
    """

    name: str = ""
    title: str = Field(description="what papers of this kind are called")
    description: str = Field(description="one sentence on what it makes, which kccreport layouts shows")
    numbering: Literal["sections", "paragraphs"] = Field(
        default="sections", description="paragraphs are 1.1, 1.2 … under numbered headings, or 1, 2, 3 throughout"
    )
    commentary: CommentaryPolicy = Field(
        default=CommentaryPolicy(), description="[commentary]: which states must be explained before a paper is made"
    )
    brand: BrandKeys = Field(default=BrandKeys(), description="[brand]: the council's own face")
    own_face: Brand = Field(default=Brand(), description="not for a file: the face that [brand] asks for, read")
    ratings: RatingWords = Field(default=RatingWords(), description="[ratings]: what the council calls them")
    blocks: tuple[BlockSpec, ...] = Field(description="[[blocks]]: what the paper has, from the first page to the last")

    @model_validator(mode="after")
    def _sections_differ(self) -> Self:
        """Refuse two blocks of a kind under one heading, of which the contents could lead to one only."""
        titled = [
            (block.kind, block.heading)
            for block in self.blocks
            if isinstance(block, Measures | Counts | Ranked | Exceptions | SummaryPage | CommentaryBlock)
        ]
        twice = next((kind for kind, heading in titled if titled.count((kind, heading)) > 1), None)
        if twice is not None:
            raise PydanticCustomError(
                "same_sections", "two blocks of the kind {kind} have the same heading", {"kind": twice}
            )
        return self

    @property
    def indicator_columns(self) -> frozenset[str]:
        """Return every column that any table of indicators has."""
        found: set[str] = set()
        for block in self.blocks:
            match block:
                case ServiceAreas():
                    found.update(block.kpi_columns, block.activity_columns)
                case KpiSummary() | ActivityIndicators() | Measures() | Ranked():
                    found.update(block.columns)
                case _:
                    pass
        return frozenset(found)

    @property
    def detail_columns(self) -> frozenset[str]:
        """Return the columns of the sheet Details that put rows into groups or side by side, as columns are named."""
        blocks = [block for block in self.blocks if isinstance(block, Measures)]
        counts = [block for block in self.blocks if isinstance(block, Counts)]
        grouping = {*(block.group_by for block in blocks), *(block.by for block in counts)}
        return frozenset({*grouping, *(f"detail: {block.side_by_side}" for block in blocks if block.side_by_side)})

    @property
    def directions(self) -> tuple[TravelMethod, ...]:
        """Return the ways of finding a direction that tables and counts name, each once; the paper's own apart."""
        blocks = (block for block in self.blocks if isinstance(block, Measures | Counts | Ranked))
        return tuple(dict.fromkeys(method for block in blocks for method in block.directions))

    @property
    def prints_direction(self) -> bool:
        """True where a table, a count or a report has a direction of travel."""
        return bool(self.directions) or self.prints_own_direction

    @property
    def prints_own_direction(self) -> bool:
        """True where a direction is printed that is found in the paper's own way."""
        return any(_prints_own_direction(block) for block in self.blocks)

    @property
    def prints_year_to_date(self) -> bool:
        """True where a table has a column for the year to date, or commentary depends on it."""
        for block in self.blocks:
            if isinstance(block, ServiceAreas) and "year_to_date" in (*block.kpi_columns, *block.activity_columns):
                return True
            if isinstance(block, KpiSummary) and "year_to_date_rating" in block.columns:
                return True
            if isinstance(block, Measures) and {"year_to_date", "year_to_date_rating"} & set(block.columns):
                return True
        return any(policy in ("red_ytd", "amber_ytd") for policy in self.commentary.required)


def _prints_own_direction(block: BlockSpec) -> bool:
    match block:
        case IndicatorReports():
            return True
        case ServiceAreas():
            return "direction" in block.kpi_columns
        case KpiSummary():
            return "direction" in block.columns
        case Measures() | Ranked():
            return "direction" in block.columns and not block.directions
        case Counts():
            return (block.sentences or block.direction_table) and not block.directions
        case _:
            return False
