"""Headings of one's own: of columns, of directions side by side, and of periods that a layout names."""

from typing import Annotated

from pydantic import AfterValidator, Field

from kccreport.layout.columns import COLUMNS, detail_of
from kccreport.layout.periods import named_periods
from kccreport.layout.spec import refused
from kccreport.models.travel import TravelMethod


def _heads(name: str) -> str:
    known = (*COLUMNS, *TravelMethod)
    if name not in known and not detail_of(name) and named_periods(name) is None:
        raise refused(name, known, "'detail: NAME'", "or a period such as 'this quarter'")
    return name


Headings = Annotated[
    dict[Annotated[str, AfterValidator(_heads)], str],
    Field(
        default_factory=dict,
        description='headings of your own, by column, direction or period: {target = "Aim", "this quarter" = "Q1"}',
    ),
]
