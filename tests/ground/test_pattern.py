"""A pattern that is compiled late is the pattern that `re.compile` makes, and every one of ours can be compiled."""

import ast
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from kccreport.ground.pattern import pattern
from tests import ROOT
from tests.test_rooms import files, nodes, parsed


def test_it_does_what_a_compiled_pattern_does() -> None:
    late, compiled = pattern(r"(\d+)\s*(m|km)", re.IGNORECASE), re.compile(r"(\d+)\s*(m|km)", re.IGNORECASE)
    text = "5 km and 3M"
    assert late.findall(text) == compiled.findall(text)
    assert late.sub(r"\2", text) == compiled.sub(r"\2", text)
    assert late.split(text) == compiled.split(text)
    assert [found.span() for found in late.finditer(text)] == [found.span() for found in compiled.finditer(text)]
    assert (late.pattern, late.flags, late.groups) == (compiled.pattern, compiled.flags, compiled.groups)
    assert late.fullmatch("7 m") is not None
    assert pattern(rb"\d").search(b"a1") is not None
    with pytest.raises(AttributeError):
        late.unknown  # type: ignore[attr-defined]  # noqa: B018


def test_no_pattern_is_compiled_while_a_module_is_imported() -> None:
    using = [path for path in files() if "re." in path.read_text("utf-8")]
    assert [place for path in using for place in compiled_early(path)] == []


def compiled_early(path: Path) -> Iterator[str]:
    """Yield where a module asks `re` for anything outside a function, but for the writing of patterns."""
    calls = [
        node
        for node in nodes(path)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr != "escape"
        and isinstance(node.func.value, ast.Name) and node.func.value.id == "re"
    ]  # fmt: skip
    functions = [node for node in nodes(path) if isinstance(node, ast.FunctionDef | ast.Lambda)] if calls else []
    inside = {id(each) for node in functions for each in ast.walk(node)}
    yield from (f"{path.name}:{node.lineno}" for node in calls if id(node) not in inside)


def test_every_pattern_of_ours_is_a_regular_expression() -> None:
    late = [found for path in files() if "pattern(" in path.read_text("utf-8") for found in patterns_of(path)]
    assert len(late) > 150
    for found in late:
        assert re.compile(found.pattern).groups == found.groups


def patterns_of(path: Path) -> Iterator[Any]:
    """Yield the patterns that a module gives names to."""
    module = import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
    for node in parsed(path).body:
        for target in node.targets if isinstance(node, ast.Assign) else ():
            for name in ast.walk(target):
                if isinstance(name, ast.Name) and type(found := getattr(module, name.id)).__name__ == "_Late":
                    yield found
