"""README is true: its commands, codes, phrases and versions are those of the program."""

import ast
import re
import tomllib
from collections.abc import Sequence

import pytest

import kccreport
from kccreport.agenda.clock.days import LAST_KNOWN
from kccreport.agenda.intake import schema as agenda_schema
from kccreport.cli import app
from kccreport.ground.errors import ExitCode
from kccreport.intake import schema
from kccreport.intake.checks import ALL_CHECKS
from kccreport.intake.one_sheet.schema import MEASURES, OWN
from kccreport.intake.sheet_format import Item, SheetFormat
from kccreport.layout.reader import layout_files
from kccreport.layout.schema import BlockSpec
from kccreport.models.measure import Status
from kccreport.models.schemes import ALL_SCHEMES
from kccreport.paper.computed import BLOCK_PHRASES, PHRASES
from tests import ROOT

README = (ROOT / "README.md").read_text("utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def codes() -> set[str]:
    """Every problem code that the package can give: the first argument of Problem(…), warning(…) and NotRead(…)."""
    found = set()
    for path in (ROOT / "kccreport").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in ("Problem", "warning", "note", "Fault", "NotRead")
            ):
                first = node.args[0]
                if isinstance(first, ast.Constant):
                    found.add(first.value)
    return found


def test_every_problem_code_is_in_readme_and_every_code_there_exists() -> None:
    table = README.split("## Problem codes")[1].split("\n## ")[0]
    assert set(re.findall(r"^\| `([a-z0-9-]+)`", table, re.MULTILINE)) == codes()


def test_every_command_is_in_readme_and_has_help() -> None:
    for command in app.registered_commands:
        assert command.callback is not None
        assert command.callback.__doc__
        assert f"`kccreport {command.callback.__name__}" in README


def test_the_exit_codes_are_in_readme() -> None:
    table = README.split("## Exit codes")[1].split("\n## ")[0]
    assert [int(code) for code in re.findall(r"^\| (\d+) \|", table, re.MULTILINE)] == [code.value for code in ExitCode]


@pytest.mark.parametrize("phrase", [*PHRASES, *BLOCK_PHRASES])
def test_every_computed_phrase_is_in_readme(phrase: str) -> None:
    assert "`{" + phrase + "}`" in README


def sheets_table(sheets: Sequence[SheetFormat]) -> str:
    """Return README's table of some sheets, as the schema has them. `python -m tests.test_docs` puts both into README."""
    rows = ["| Sheet | What it holds | Columns | Where needed |", "| --- | --- | --- | --- |"]
    for sheet in sheets:
        usual = [column.heading for column in sheet.columns if column.is_usual]
        if sheet.has_periods:
            usual.insert(1, "*periods*")
        if sheet.has_own_columns:
            usual.append("*columns of your own*")
        others = [column.heading for column in sheet.columns if not column.is_usual]
        rows.append(f"| **{sheet.name}** | {sheet.purpose} | {', '.join(usual)} | {', '.join(others)} |")
    return "\n".join(rows)


def items_list(name: str, items: Sequence[Item]) -> str:
    """Return README's sentence on the items of a sheet with one item a row."""
    needed = ", ".join(item.name for item in items if item.required)
    printed = ", ".join(item.name for item in items if item.printed)
    optional = ", ".join(item.name for item in items if not item.required and not item.printed)
    asked = f"; where the layout prints them {printed}" if printed else ""
    return f"**{name}** has these items: {needed}{asked}; and if you like {optional}."


def measures_table() -> str:
    """Return README's table of the columns of Measures: each with its other names, and what to type."""
    rows = ["| Column of Measures | Also headed | What to type |", "| --- | --- | --- |"]
    for column in MEASURES.columns:
        if column in OWN:
            rows.append(f"| {column.heading} | {', '.join((*column.also, *column.instead))} | {column.note} |")
    return "\n".join(rows)


GENERATED = (
    sheets_table(schema.SHEETS),
    items_list("Paper", schema.ITEMS),
    sheets_table(agenda_schema.AGENDA_SHEETS),
    items_list("Meeting", agenda_schema.MEETING_ITEMS),
    measures_table(),
)


@pytest.mark.parametrize("part", GENERATED, ids=["sheets", "Paper", "agenda sheets", "Meeting", "Measures"])
def test_readme_describes_workbooks_as_the_schema_does(part: str) -> None:
    assert part in README, "python -m tests.test_docs puts it there"


def test_every_item_layout_block_and_status_code_is_in_readme() -> None:
    from typing import get_args

    for name in layout_files():
        assert f"`{name}`" in README
    for block in get_args(get_args(BlockSpec)[0]):
        assert f"`{get_args(block.model_fields['kind'].annotation)[0]}`" in README
    for status in Status:
        assert f"`[{status.value}]`" in README


def test_every_scheme_is_in_readme_with_the_columns_it_needs() -> None:
    for scheme in ALL_SCHEMES:
        row = README.split(f"| {scheme.name} |")[1].split("\n")[0]
        for heading in scheme.headings():
            assert heading in row, scheme.name


def test_the_version_is_the_same_everywhere_and_its_changes_are_listed() -> None:
    assert kccreport.__version__ == PROJECT["project"]["version"]
    changes = README.split("## Changes")[1]
    assert re.findall(r"^### ([\d.]+)", changes, re.MULTILINE)[0] == kccreport.__version__


def test_readme_says_up_to_when_bank_holidays_are_known() -> None:
    assert f"Bank\nholidays are known to the end of {LAST_KNOWN.year}" in README


def test_every_file_of_a_pack_is_in_readme() -> None:
    for name in (
        "public",
        "front-sheet",
        "restricted",
        "supplement-1",
        "supplement-1-restricted",
        "consolidated",
        "report",
    ):
        assert f"| `…-{name}.pdf` |" in README


def test_the_pictures_of_readme_exist() -> None:
    for picture in re.findall(r"!\[[^\]]+\]\(([^)]+)\)", README):
        assert (ROOT / picture).is_file(), picture


def test_the_top_level_is_what_was_agreed() -> None:
    agreed = {"pyproject.toml", "README.md", "kccreport", "layouts", "inputs", "tests", "out"}
    found = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")}
    assert found - {"build", "dist"} == agreed


def test_public_names_are_listed_and_sorted() -> None:
    assert kccreport.__all__ == sorted(kccreport.__all__)
    for name in kccreport.__all__:
        assert hasattr(kccreport, name)


def test_each_check_is_named_after_its_file() -> None:
    for check in ALL_CHECKS:
        assert check.__module__ == f"kccreport.intake.checks.{check.__name__}"


def test_docstring_examples_are_true() -> None:
    import doctest
    import importlib
    import pkgutil

    tried = 0
    for module in pkgutil.walk_packages(kccreport.__path__, "kccreport."):
        if not module.name.endswith("__main__"):
            outcome = doctest.testmod(importlib.import_module(module.name))
            assert outcome.failed == 0, module.name
            tried += outcome.attempted
    assert tried > 10


def rewritten(readme: str) -> str:
    """Return README with the parts that are generated as they should be: tables of sheets, and lists of items."""
    tables = re.compile(r"^\| Sheet \| .*\n(?:\|.*\n)+", re.MULTILINE)
    found = iter((GENERATED[0], GENERATED[2]))
    readme = tables.sub(lambda _: next(found) + "\n", readme)
    ours = re.compile(r"^\| Column of Measures \| .*\n(?:\|.*\n)+", re.MULTILINE)
    readme = ours.sub(lambda _: GENERATED[4] + "\n", readme)
    for name, words in (("Paper", GENERATED[1]), ("Meeting", GENERATED[3])):
        readme = re.sub(rf"^\*\*{name}\*\* has these items: [^.]*\.", lambda _, words=words: words, readme, flags=re.M)
    return readme


if __name__ == "__main__":
    (ROOT / "README.md").write_text(rewritten(README), "utf-8")
