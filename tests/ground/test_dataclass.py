"""A class that is made the quick way is the one that the standard library makes."""

import copy
import dataclasses
import pickle
from collections.abc import Callable
from typing import Any, ClassVar

import pytest

from kccreport.ground.dataclass import dataclass

KINDS = {
    "frozen with slots": {"frozen": True, "slots": True},
    "with slots": {"slots": True},
    "frozen": {"frozen": True},
    "plain": {},
}


def made(decorator: Any, options: dict[str, bool]) -> Any:
    @decorator(**options)
    class Thing:
        """A thing."""

        a: int
        b: str = "b"
        c: list[int] = dataclasses.field(default_factory=list)
        d: int = dataclasses.field(default=4, compare=False)
        e: str = dataclasses.field(default="e", repr=False)
        f: int = dataclasses.field(init=False)
        g: ClassVar[int] = 7
        h: int = dataclasses.field(default=1, hash=False)
        _: dataclasses.KW_ONLY
        i: str = "i"
        j: str

        def __post_init__(self) -> None:
            object.__setattr__(self, "f", self.a * 2)

    return Thing


def told(action: Callable[[], object]) -> object:
    try:
        return action()
    except (TypeError, AttributeError, ValueError):  # of frozen classes with slots, Python 3.11 has the wrong one
        return "refused"


@pytest.mark.parametrize("options", KINDS.values(), ids=KINDS)
@pytest.mark.parametrize(
    "act",
    [
        lambda made: made(1, j="j"),
        lambda made: made(1, "x", [3], 5, "y", 6, j="k"),
        lambda made: made(a=1, c=[2], j="j"),
        lambda made: made(),
        lambda made: made(1, "x", [3], 5, "y", 6, "i", "j"),
        lambda made: made(1, j="j", f=2),
        lambda made: made(1, j="j") == made(1, j="j", d=9),
        lambda made: made(1, j="j") == made(2, j="j"),
        lambda made: made(1, j="j") == 1,
        lambda made: made(1, j="j") != made(1, j="j"),
        lambda made: made(1, j="j").c is made(1, j="j").c,
        lambda made: setattr(made(1, j="j"), "a", 2),
        lambda made: delattr(made(1, j="j"), "a"),
        lambda made: setattr(made(1, j="j"), "new", 2),
        lambda made: made.__match_args__,
        lambda made: made.__doc__,
        lambda made: [(each.name, each.init, each.compare) for each in dataclasses.fields(made)],
        lambda made: dataclasses.asdict(made(1, j="j")),
        lambda made: dataclasses.replace(made(1, j="j"), b="z"),
        lambda made: dataclasses.replace(made(1, j="j"), f=3),
        lambda made: copy.copy(made(1, "x", j="j")),
        lambda made: copy.deepcopy(made(1, j="j", c=[1])),
        lambda made: hasattr(made(1, j="j"), "__dict__"),
        lambda made: made.g,
        lambda made: made.__hash__ is None,
    ],
)
def test_it_does_what_the_standard_library_s_does(options: dict[str, bool], act: Callable[[Any], object]) -> None:
    ours, theirs = (told(lambda kind=kind: act(made(kind, options))) for kind in (dataclass, dataclasses.dataclass))  # type: ignore[misc]
    if dataclasses.is_dataclass(ours):
        ours, theirs = repr(ours), repr(theirs)
    assert ours == theirs


@dataclass(frozen=True, slots=True)
class Place:
    """A place that other tests may pickle."""

    sheet: str
    row: int = 1


@dataclass(frozen=True, slots=True)
class Named(Place):
    """One that inherits fields."""

    name: str = ""


def test_it_is_hashed_by_what_it_is_equal_by_and_survives_pickling() -> None:
    assert len({Place("a"), Place("a"), Place("b")}) == 2
    assert pickle.loads(pickle.dumps(Place("a", 3))) == Place("a", 3)


def test_a_class_that_inherits_has_the_fields_of_both_in_order() -> None:
    assert repr(Named("a", 2, "n")) == "Named(sheet='a', row=2, name='n')"
    assert Named("a") != Place("a")
    assert "name" in vars(Named)
    assert "row" not in vars(Named)


def test_a_hash_or_a_repr_that_a_class_has_itself_is_kept() -> None:
    @dataclass(frozen=True, slots=True)
    class Own:
        a: int

        def __hash__(self) -> int:
            return 5

        def __repr__(self) -> str:
            return "own"

        def __eq__(self, other: object) -> bool:
            return True

    assert (hash(Own(1)), repr(Own(1)), Own(1) == 3) == (5, "own", True)
