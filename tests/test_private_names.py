"""Private names of other people's libraries are few, and known: what breaks without each, and what would notice."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests import ROOT
from tests.test_rooms import PACKAGE, files, nodes


@dataclass(frozen=True)
class Private:
    """Names of one library used in one file, why nothing public serves, and the test that sees them go."""

    library: str
    file: str
    names: str
    why: str
    seen_by: str


PRIVATE = (
    Private(
        "ReportLab",
        "writers/pdf/tagging/canvas.py",
        "_doc _code _currentMatrix _preamble _timeStamp _addAnnotation _bookmarkReference __NoDefault__ __Refs__ __RefOnly__",
        "Marked content goes between ReportLab's own drawing operators, and catalogue keys that it does not know must be written.",
        "tests/writers/pdf/test_render.py",
    ),
    Private(
        "ReportLab",
        "writers/pdf/tagging/document.py",
        "__NoDefault__ __InternalName__",
        "The structure tree and object streams are written with the file; pages need StructParents and Tabs.",
        "tests/writers/pdf/test_render.py",
    ),
    Private(
        "ReportLab",
        "writers/pdf/tagging/objects.py",
        "__NoDefault__",
        "A page is written here, and has an entry for each of the names that ReportLab lists there.",
        "tests/writers/pdf/test_objects.py",
    ),
    Private(
        "ReportLab",
        "writers/pdf/flow.py",
        "_doctemplateAttr _atTop _prevASpace _ZEROSIZE _SPACETRANSFER",
        "Whether a heading still fits with what follows it; ReportLab's own KeepTogether asks the same way.",
        "tests/writers/pdf/test_render.py",
    ),
    Private(
        "ReportLab",
        "writers/pdf/pages.py",
        "_makeCanvas",
        "A document template makes its canvas there.",
        "tests/writers/pdf/test_render.py",
    ),
    Private(
        "openpyxl",
        "workbook/published.py",
        "_named_styles",
        "The width of a column is counted in digits of the style Normal, whose typeface no public name changes.",
        "tests/writers/test_data_workbook.py",
    ),
    Private(
        "openpyxl",
        "workbook/writer.py",
        "_style",
        "A look that another cell has is given again by its number; by its font, fill and alignment it takes ten times as long.",
        "tests/workbook/test_writer.py",
    ),
)
PYTHONS_OWN = {
    "__name__",
    "__doc__",
    "__file__",
    "__version__",
    "__class__",
    "__setattr__",
    "__slots__",
    "__new__",
    "__unraisablehook__",
    "__init__",
    "__contains__",
    "__getitem__",
    "__dataclass_fields__",
    "_asdict",  # of a NamedTuple
    "_replace",
}


def names_of(path: Path) -> Iterator[str]:
    """Yield the names with a leading underscore that a file uses and does not define itself."""
    found = nodes(path)
    defined = {node.name for node in found if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    for node in found:
        is_set = isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store)
        if is_set and isinstance(node.value, ast.Name) and node.value.id == "self":
            defined.add(node.attr)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            defined.add(node.id)
    for node in found:
        if isinstance(node, ast.Attribute) and node.attr.startswith("_") and node.attr not in defined:
            yield node.attr
        if isinstance(node, ast.ImportFrom) and node.module and not node.module.startswith("kccreport"):
            yield from (part for part in node.module.split(".") if part.startswith("_") and part != "__future__")
            yield from (name.name for name in node.names if name.name.startswith("_"))


def table() -> str:
    """Return the list as a Markdown table."""
    rows = ["| Library | Used in | Names | What for | Seen by |", "| --- | --- | --- | --- | --- |"]
    for each in PRIVATE:
        names = ", ".join(f"`{name}`" for name in each.names.split())
        rows.append(f"| {each.library} | `kccreport/{each.file}` | {names} | {each.why} | `{each.seen_by}` |")
    return "\n".join(rows)


def test_every_private_name_of_others_is_on_the_list() -> None:
    known = {(each.file, name) for each in PRIVATE for name in each.names.split()}
    # an annotation without a value is how a class says that a private name is inherited
    used = {
        (path.relative_to(PACKAGE).as_posix(), name) for path in files() for name in set(names_of(path)) - PYTHONS_OWN
    }
    assert used - known == set()


@pytest.mark.parametrize("each", PRIVATE, ids=lambda each: each.file)
def test_the_list_names_nothing_that_is_not_used(each: Private) -> None:
    text = (PACKAGE / each.file).read_text("utf-8")
    assert [name for name in each.names.split() if name not in text] == []
    assert (ROOT / each.seen_by).is_file()
