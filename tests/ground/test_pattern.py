"""A pattern that is compiled late is the pattern that `re.compile` makes, and every one of ours can be compiled."""

import ast
import re
from importlib import import_module
from pathlib import Path

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


@pytest.mark.parametrize("path", files(), ids=lambda path: str(path.relative_to(ROOT / "kccreport")))
def test_no_pattern_is_compiled_while_a_module_is_imported(path: Path) -> None:
    inside = {
        id(each) for node in nodes(path) if isinstance(node, ast.FunctionDef | ast.Lambda) for each in ast.walk(node)
    }  # fmt: skip
    for node in nodes(path):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and ast.unparse(node.func).startswith("re.")
        ):
            assert id(node) in inside or node.func.attr == "escape", f"{path.name}:{node.lineno}"


@pytest.mark.parametrize(
    "path", [path for path in files() if "pattern(" in path.read_text("utf-8")], ids=lambda path: path.stem
)
def test_every_pattern_of_ours_is_a_regular_expression(path: Path) -> None:
    module = import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
    names = [name.id for node in parsed(path).body if isinstance(node, ast.Assign) for target in node.targets
             for name in ast.walk(target) if isinstance(name, ast.Name)]  # fmt: skip
    for name in names:
        if type(found := getattr(module, name)).__name__ == "_Late":
            assert re.compile(found.pattern).groups == found.groups
