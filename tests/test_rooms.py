"""Imports keep to the table of rooms, as a compiler would have them."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "kccreport"

# room → the rooms it may import besides itself, and the third-party packages
ROOMS: dict[str, tuple[set[str], set[str]]] = {
    "address": (set(), set()),
    "problem": (set(), set()),
    "errors": (set(), set()),
    "assets": (set(), set()),
    "files": ({"errors"}, set()),
    "memory": (set(), set()),
    "workbook": ({"address", "errors", "problem"}, {"openpyxl", "lxml"}),
    "models": ({"address"}, {"pydantic"}),
    "series": ({"models"}, {"pandas"}),
    "totals": (set(), set()),
    "clock": ({"models"}, {"holidays"}),
    "intake": ({"workbook", "models", "series", "totals", "address", "assets", "clock", "problem"}, {"pydantic"}),
    "rating": ({"models", "address"}, set()),
    "summary": ({"models", "rating"}, set()),
    "officers": ({"address", "intake", "layout", "models", "paper", "problem", "rating", "workbook"}, set()),
    "record": ({"errors", "models", "rating"}, {"pydantic"}),
    "revisions": ({"models", "problem", "rating", "record"}, set()),
    "data_copy": ({"models", "rating", "workbook"}, set()),
    "layout": ({"problem", "errors"}, {"pydantic"}),
    "claims": ({"models", "rating"}, set()),
    "paper": ({"claims", "clock", "rating", "models", "layout", "problem"}, {"num2words", "markdown_it"}),
    "pdf": ({"paper", "rating", "models", "errors", "assets", "memory"}, {"reportlab"}),
    "pack": ({"paper", "pdf", "errors"}, {"defusedxml", "pikepdf", "pypdfium2", "page"}),
    "pack_record": ({"errors", "models", "problem"}, {"pydantic"}),
    "pipeline": (
        {
            "data_copy",
            "errors",
            "record",
            "revisions",
            "files",
            "layout",
            "memory",
            "paper",
            "problem",
            "rating",
            "intake",
            "workbook",
            "pdf",
        },
        set(),
    ),
    "rounds": ({"files", "officers", "pipeline", "problem", "workbook"}, set()),
    "issue": ({"errors", "models", "pack", "pack_record", "paper", "pipeline", "problem", "workbook"}, set()),
    "packs": (
        {
            "clock",
            "errors",
            "files",
            "intake",
            "issue",
            "models",
            "pack_record",
            "paper",
            "pipeline",
            "problem",
            "workbook",
        },
        set(),
    ),
    "cli": ({"pipeline", "progress", "rounds", "packs", "errors", "layout", "problem", "summary"}, {"typer", "rich"}),
    "progress": (set(), {"rich"}),
    "__main__": ({"cli"}, set()),
    "__init__": ({"errors", "pipeline", "problem"}, set()),
}
# heavy packages that may be imported where they are used, and the rooms that bring them
LATE = {
    "pandas",
    "holidays",
    "num2words",
    "markdown_it",
    "packs",
    "page",
    "rich",
    "intake",
    "workbook",
    "pdf",
    "paper",
    "rating",
    "summary",
    "data_copy",
    "officers",
    "record",
    "resource",  # not there on Windows
    "revisions",
}
STANDARD = __import__("sys").stdlib_module_names


def files() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(tree: ast.AST) -> Iterator[tuple[ast.stmt, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for name in node.names:
                yield node, name.name
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            assert node.module is not None
            if node.module == "kccreport":
                for name in node.names:
                    yield node, f"kccreport.{name.name}"
            else:
                yield node, node.module


def target(module: str) -> str:
    """The room of an import of ours, or the package of anyone else's."""
    parts = module.split(".")
    return parts[1] if parts[0] == "kccreport" else parts[0]


@pytest.mark.parametrize("path", files(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_file_imports_only_what_its_room_may(path: Path) -> None:
    ours, others = ROOMS[room(path)]
    for _, module in imports(ast.parse(path.read_text("utf-8"))):
        name = target(module)
        if module.startswith("kccreport"):
            assert name == room(path) or name in ours, f"{room(path)} must not know {name}"
        elif name not in STANDARD:
            assert name in others, f"{room(path)} must not know {name}"


@pytest.mark.parametrize("path", files(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_inside_functions_are_late_for_speed_only(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef):
            for _, module in imports(function):
                assert target(module) in LATE, f"{path.name}: {module} is hidden in {function.name}"


def test_no_room_is_a_cupboard() -> None:
    assert not {path.stem for path in files()} & {"utils", "helpers", "common", "misc"}
    assert set(ROOMS) == {room(path) for path in files()}


@pytest.mark.parametrize("path", files(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_only_the_command_line_prints_or_exits(path: Path) -> None:
    if path.name == "cli.py":
        return
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in {"print", "exit", "quit", "breakpoint"}, path
