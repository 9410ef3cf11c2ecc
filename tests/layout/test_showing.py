"""A layout can be explained key by key, and copied to be changed: what is shown is what the schema says."""

import tomllib
from pathlib import Path

import pytest
from pydantic import BaseModel

from kccreport.layout.columns import COLUMNS
from kccreport.layout.copying import commented
from kccreport.layout.explaining import PARTS, block_kinds, explained, explained_kinds, keys_of
from kccreport.layout.periods import Newest, Relative, named_periods
from kccreport.layout.reader import layout_files, read_layout, read_layout_file
from kccreport.layout.schema import Layout
from tests.layout.test_reader import SMALL, faults

EVERY: list[type[BaseModel]] = [*block_kinds().values(), *PARTS.values(), Layout]


@pytest.mark.parametrize("part", EVERY, ids=lambda part: part.__name__)
def test_every_part_has_a_docstring_and_every_key_one_description(part: type[BaseModel]) -> None:
    assert part.__doc__
    for name, field in keys_of(part).items():
        assert field.description, name


def test_every_kind_key_and_column_is_explained() -> None:
    lines = list(explained_kinds())
    for kind, block in block_kinds().items():
        start = next(at for at, line in enumerate(lines) if line.startswith(f"{kind}: "))
        shown = lines[start + 1 : lines.index("", start)]
        assert [line.split()[0] for line in shown] == list(keys_of(block))
    assert [line.split()[0] for line in lines[lines.index("Columns") + 1 :]] == [*COLUMNS, "detail:"]


@pytest.mark.parametrize("name", ["one-table", "quarterly-report"])
def test_a_layout_is_explained_in_the_order_of_its_blocks(name: str) -> None:
    layout = read_layout(name).value
    assert layout is not None
    lines = list(explained(layout))
    numbered = [line.split(":")[0] for line in lines if line[:1].isdigit()]
    assert numbered == [f"{at}. {block.kind}" for at, block in enumerate(layout.blocks, 1)]
    assert "      one sentence on what it makes, which kccreport layouts shows" in lines
    others = lines[lines.index("Other kinds of block") + 1 :]
    assert {line.split()[0] for line in others} == set(block_kinds()) - {block.kind for block in layout.blocks}


@pytest.mark.parametrize("name", sorted(layout_files()))
def test_a_copy_reads_as_the_layout_it_was_made_from_and_has_a_comment_on_every_key(name: str, tmp_path: Path) -> None:
    layout = read_layout(name).value
    assert layout is not None
    text = commented(layout)
    copy = tmp_path / f"{name}.toml"
    copy.write_text(text, "utf-8")
    assert read_layout_file(copy).value == layout
    for block in layout.blocks:
        for key in keys_of(type(block)):
            assert f"\n{key} = " in text or f"\n# {key} = " in text


def test_every_key_that_a_copy_leaves_out_may_be_taken_in_as_it_stands() -> None:
    layout = read_layout("one-table").value
    assert layout is not None
    keys = {
        key
        for part in (layout, *(getattr(layout, name) for name in PARTS), *layout.blocks)
        for key in keys_of(type(part))
    }
    taken = [
        line[2:] if line.startswith("# ") and line[2:].split(" = ")[0] in keys else line
        for line in commented(layout).splitlines()
    ]
    assert Layout.model_validate(tomllib.loads("\n".join(taken)) | {"name": "one-table"}) == layout


MEASURES = SMALL.replace("kpi_summary", "measures")


@pytest.mark.parametrize(
    ("line", "where", "hint"),
    [
        ('columns = ["titel"]', "measures.columns.1", "use 'title', if that is meant"),
        ('columns = ["detail:"]', "measures.columns.1", "'detail: NAME' for the column NAME of the sheet Details"),
        ('periods = ["this quater"]', "measures.periods", "'this quarter'"),
        ('periods = ["Q3"]', "measures.periods", "'Q3 2020/21'"),
        ('directions = ["previous"]', "measures.directions.1", "'same period last year'"),
        ('headings = { targt = "Aim" }', "measures.headings.targt", "use 'target', if that is meant"),
        ('group_by = "area"', "measures.group_by", "'service_area'"),
        ('people = ["chief"]', "measures.people.1", "'director'"),
        ('perods = 3', "measures.perods", "did you mean periods? the keys are: kind, heading,"),
    ],
)  # fmt: skip
def test_what_is_not_known_is_answered_with_its_neighbours(line: str, where: str, hint: str, tmp_path: Path) -> None:
    assert [place for _, place in faults(tmp_path, MEASURES + line)] == [f"mine.toml: blocks.1.{where}"]
    assert hint in read_layout("mine", tmp_path).problems[0].hint


def test_two_blocks_of_a_kind_need_headings_of_their_own(tmp_path: Path) -> None:
    again = '\n[[blocks]]\nkind = "measures"\n'
    assert faults(tmp_path, MEASURES + again) == [("layout-key", "mine.toml: blocks")]
    (tmp_path / "mine.toml").write_text(MEASURES + again + 'heading = "More"')
    assert read_layout("mine", tmp_path).problems == ()


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("This Quarter", Relative("quarter")),
        ("last half year", Relative("half year", back=1)),
        ("same period last year", Relative("period", is_last_year=True)),
        ("twelve months", Newest("month", 12)),
        ("1 year", Newest("year", 1)),
        ("0 years", None),
        ("37 months", None),
        ("last decade", None),
        ("Q3", None),
        ("11/12", None),
    ],
)
def test_a_period_is_named_by_how_it_stands_or_by_how_many(text: str, meaning: object) -> None:
    assert named_periods(text) == meaning
