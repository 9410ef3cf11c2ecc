"""Which states of an indicator must be explained."""

from typing import Annotated, Literal

from pydantic import Field

from kccreport.layout.spec import Spec

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


class CommentaryPolicy(Spec):
    """Which ratings must be explained by commentary before the paper can be made."""

    required: tuple[Policy, ...] = Field(
        default=("red_latest", "red_ytd"), description="the states that must be explained; [] for none"
    )
    running: Annotated[int, Field(ge=2, le=12)] = Field(
        default=2, description="how many periods of Amber, one after the other, amber_running asks after"
    )
