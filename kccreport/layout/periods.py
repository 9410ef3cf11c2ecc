"""The periods that a layout may name: by how they stand to the paper's own, by how many, or as they are written.

"this quarter", "last quarter" and "same quarter last year" are of the paper; "five years" are the newest five; "Q3
2020/21", "December 2020" and "2019/20" are what they are in every paper.
"""

from typing import Annotated

from msgspec import Struct
from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from kccreport.ground.pattern import pattern
from kccreport.models.period import Frequency
from kccreport.models.reading.meaning import Heading
from kccreport.models.reading.read import read_text

_NOUNS = ("month", "quarter", "term", "half year", "year", "period")
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_MOST = 36
_NOUN = "|".join(_NOUNS)
_STANDS = pattern(rf"(?:(this|last) ({_NOUN})|same ({_NOUN}) last year)")
_COUNTED = pattern(rf"(\d+|{'|'.join(_NUMBERS)}) ({_NOUN})s?")
_EXAMPLES = (
    "this quarter",
    "last quarter",
    "same quarter last year",
    "four quarters",
    "five years",
    "Q3 2020/21",
    "2019/20",
)


class Relative(Struct, frozen=True):
    """A period as it stands to the paper's own: `back` periods before it, or the same one a year before."""

    noun: str
    back: int = 0
    is_last_year: bool = False


class Newest(Struct, frozen=True):
    """The newest so many periods of a kind."""

    noun: str
    count: int


Named = Relative | Newest | Heading


def named_periods(text: str) -> Named | None:
    """Return what a layout's words for a period mean; None where they mean nothing, or two things.

    >>> named_periods("same quarter last year"), named_periods("five years")
    (Relative(noun='quarter', back=0, is_last_year=True), Newest(noun='year', count=5))
    """
    folded = " ".join(text.casefold().split())
    if match := _STANDS.fullmatch(folded):
        stands, noun, same = match.groups()
        return Relative(same, is_last_year=True) if same else Relative(noun, back=int(stands == "last"))
    if match := _COUNTED.fullmatch(folded):
        number, noun = match.groups()
        count = int(number) if number.isdigit() else _NUMBERS.index(number) + 1
        return Newest(noun, count) if 1 <= count <= _MOST else None
    read = read_text(text)
    return read if isinstance(read, Heading) and any(read.period_for(each) for each in Frequency) else None


def _known(periods: int | tuple[str, ...]) -> int | tuple[str, ...]:
    if isinstance(periods, int):
        if not 0 <= periods <= _MOST:
            raise PydanticCustomError("literal_error", "it is too many", {"expected": f"a number from 0 to {_MOST}"})
        return periods
    for text in periods:
        if named_periods(text) is None:
            expected = ", ".join(repr(each) for each in _EXAMPLES)
            raise PydanticCustomError(
                "literal_error", "it names no period", {"expected": f"words such as {expected}", "value": text}
            )
    return periods


Periods = Annotated[
    int | tuple[str, ...],
    AfterValidator(_known),
    Field(
        description=(
            'how many of the newest periods, or which: ["this quarter", "last quarter", "same quarter last year"], '
            '["five years"], ["2019/20", "Q1 2020/21"]; months, quarters and years may be mixed'
        )
    ),
]
