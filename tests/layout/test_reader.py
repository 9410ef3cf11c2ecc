"""Layouts are small, strict, and say what is wrong with them."""

from pathlib import Path

import pytest

from kccreport.ground.errors import UnknownLayout
from kccreport.layout.reader import layout_files, read_layout
from tests.books import told

SMALL = 'title = "T"\ndescription = "D"\n[[blocks]]\nkind = "kpi_summary"\n'


def faults(folder: Path, content: str | bytes) -> list[tuple[str, str]]:
    (folder / "mine.toml").write_bytes(content if isinstance(content, bytes) else content.encode())
    outcome = read_layout("mine", folder)
    assert (outcome.value is None) == bool(outcome.problems)
    assert all(problem.hint for problem in outcome.problems)
    return told(outcome.problems)


@pytest.mark.parametrize("name", sorted(layout_files()))
def test_every_layout_that_ships_is_valid(name: str) -> None:
    outcome = read_layout(name)
    assert outcome.problems == ()
    assert outcome.value is not None
    assert outcome.value.name == name


def test_ones_own_folder_adds_layouts_and_overrides_those_that_ship(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(SMALL)
    (tmp_path / "dashboard.toml").write_text(SMALL.replace('"T"', '"Ours"'))
    assert set(layout_files(tmp_path)) == {*layout_files(), "mine"}
    found = read_layout("dashboard", tmp_path).value
    assert found is not None
    assert found.title == "Ours"


def test_an_unknown_layout_is_refused_with_those_there_are() -> None:
    with pytest.raises(UnknownLayout, match="Did you mean dashboard"):
        read_layout("dashbord")


@pytest.mark.parametrize(
    ("content", "where"),
    [
        ("title = ", "mine.toml"),
        (b"\xff\xfe", "mine.toml"),
        ('description = "D"\n[[blocks]]\nkind = "kpi_summary"\n', "mine.toml: title"),
        ("colour = 1\n" + SMALL, "mine.toml: colour"),
        (SMALL.replace("kpi_summary", "pie_chart"), "mine.toml: blocks.1.kind"),
        (SMALL + 'headng = "X"\n', "mine.toml: blocks.1.kpi_summary.headng"),
        (SMALL + 'columns = ["reference", "colour"]\n', "mine.toml: blocks.1.kpi_summary.columns.2"),
        (SMALL.replace("[[blocks]]", "numbering = 'roman'\n[[blocks]]"), "mine.toml: numbering"),
        ('title = "T"\ndescription = "D"\nblocks = []\n', "mine.toml: blocks"),
        (
            SMALL.replace("[[blocks]]", "[commentary]\nrequired = ['pink']\n[[blocks]]"),
            "mine.toml: commentary.required.1",
        ),
    ],
)
def test_a_fault_names_the_file_and_the_key(tmp_path: Path, content: str | bytes, where: str) -> None:
    assert [place for _, place in faults(tmp_path, content)] == [where]


def test_an_unknown_key_is_answered_with_the_keys_there_are(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(SMALL + 'headng = "X"\n')
    assert (
        read_layout("mine", tmp_path).problems[0].hint
        == "did you mean heading? the keys are: kind, heading, counts, share_decimals, share_of, grouped, red_first, landscape, "
        "columns, headings"
    )
