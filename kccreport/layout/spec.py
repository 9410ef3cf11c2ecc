"""What every block of a layout is: frozen keys, each described once; an unknown key is a fault."""

import difflib
from collections.abc import Callable, Sequence
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError

TitleDetail = Literal["presented_to", "financial_year", "results_up_to", "produced_by", "published"]
PeopleField = Literal["director", "cabinet_member", "delivered_by"]
Lying = Literal["auto", "portrait", "landscape"]
NewPage = Annotated[bool, Field(description="start on a new page; else it goes on below what stands before it")]
Orientation = Annotated[
    Lying, Field(description="portrait, landscape, or auto: portrait where the tables of its pages fit, else landscape")
]


class Spec(BaseModel):
    """A part of a layout. Its docstring and the description of each field are what `kccreport layouts --explain` says."""

    # built when first used: a paper needs the whole layout, not each block by itself
    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True, defer_build=True)


def refused(value: str, expected: Sequence[str], *also: str) -> PydanticCustomError:
    """Return the fault of a word that is none of those expected, with the one that is near; `also` is said as it stands."""
    near = difflib.get_close_matches(value, expected, n=1)
    choices = ", ".join([*(f"{each!r}" for each in expected), *also])
    hint = f"{near[0]!r}, if that is meant; or one of {choices}" if near else choices
    return PydanticCustomError("literal_error", "it is not known here", {"expected": hint})


def one_of(names: Sequence[str], *also: str, besides: Callable[[str], bool] = lambda _: False) -> AfterValidator:
    """Return a validator of words that are among `names`, or of those `besides` them, which `also` describes."""

    def known(value: str) -> str:
        if value not in names and not besides(value):
            raise refused(value, names, *also)
        return value

    return AfterValidator(known)
