"""What the papers of a layout call their ratings, where the workbook does not say."""

from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from kccreport.models.ratings import USUAL_SCALE, RatingScale, scale_of


class RatingWords(BaseModel):
    """What ratings are called, in which order they are listed, and their shapes, as on the sheet Paper.

    `words` are such as "Green = On track, Amber = Close, Red = Off track", or "Met, Not met".
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    words: str = Field(
        default="", description="what ratings are called: Green = On track, Amber = Close, Red = Off track"
    )
    order: str = Field(default="", description="in which order they are listed, such as Red, Amber, Green")
    shapes: str = Field(default="", description="the shapes beside their words, such as Green = star")

    @model_validator(mode="after")
    def _can_be_read(self) -> Self:
        found = scale_of(self.words, self.order, self.shapes)
        if isinstance(found, str):
            raise ValueError(found)
        return self

    @property
    def scale(self) -> RatingScale:
        """Return what a paper calls its ratings."""
        found = scale_of(self.words, self.order, self.shapes)
        return USUAL_SCALE if isinstance(found, str) else found
