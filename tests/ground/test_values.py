"""A value like another, whatever it is made as."""

import re
from dataclasses import dataclass

import pytest
from msgspec import Struct

from kccreport.ground.values import replace
from tests import ROOT


class Place(Struct, frozen=True):
    page: int
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paper:
    title: str
    place: Place


def test_structs_and_dataclasses_are_replaced_alike_and_stay_as_they_were() -> None:
    paper = Paper("One", Place(2))
    moved = replace(paper, place=replace(paper.place, level=3))
    assert (moved, paper) == (Paper("One", Place(2, 3)), Paper("One", Place(2, 1)))


@pytest.mark.parametrize("value", [Paper("One", Place(2)), Place(2)])
def test_a_part_that_there_is_not_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        replace(value, size=1)


def test_nobody_takes_the_ways_that_serve_one_kind_alone() -> None:
    taken = re.compile(
        r"from (?:dataclasses|msgspec[.]structs) import [^\n]*\breplace\b|(?:structs|dataclasses)[.]replace[(]"
    )
    places = [path for room in ("kccreport", "tests") for path in sorted((ROOT / room).rglob("*.py"))]
    found = [str(path.relative_to(ROOT)) for path in places if taken.search(path.read_text("utf-8"))]
    assert found == [str((ROOT / "kccreport" / "ground" / "values.py").relative_to(ROOT))]
