"""The command line, as the person who types it meets it."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from typer.testing import CliRunner, Result

from kccreport import cli
from kccreport.cli.running import Usage
from kccreport.ground.errors import ExitCode
from kccreport.roads import papers as pipeline
from tests import ROOT, books
from tests.agendas import EXEMPT, STEM, agenda_workbook, in_this_process, report
from tests.books import kpi, results
from tests.cli.forks import Fork

MONTHS = ("Oct", "Nov", "Dec")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with a space and an accent in its name, and an inputs/ folder."""
    here = tmp_path / "Tŷ y Cyngor, March"
    (here / "inputs").mkdir(parents=True)
    monkeypatch.chdir(here)
    return here


def run(*words: str) -> Result:
    result = CliRunner().invoke(cli.app, list(words))
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def refusal(*words: str) -> int:
    """Return the code that a command ends in where it is used wrongly; `cli.main` says why, and exits with 2."""
    result = CliRunner().invoke(cli.app, list(words))
    return ExitCode.USAGE if isinstance(result.exception, Usage) else result.exit_code


def test_build_without_a_name_makes_every_workbook_in_inputs(folder: Path) -> None:
    books.save(folder / "inputs" / "b book.xlsx")
    books.save(folder / "inputs" / "a.xlsx")
    (folder / "inputs" / "~$a.xlsx").write_bytes(b"lock")
    result = run("build")
    assert result.exit_code == 0
    assert [path.name for path in sorted((folder / "out").iterdir())] == ["a.pdf", "b book.pdf"]
    first, second = result.stdout.splitlines()
    assert first.startswith(str(Path("out") / "a.pdf"))
    assert "pages, no warnings" in second


def test_a_faulty_workbook_makes_no_paper_and_the_others_are_still_made(folder: Path) -> None:
    books.save(folder / "inputs" / "bad.xlsx", indicators=[kpi(Floor="95%")])
    books.save(folder / "inputs" / "good.xlsx")
    (folder / "inputs" / "worse.xlsx").write_bytes(b"not a workbook")
    result = run("build")
    assert result.exit_code == 3
    assert [path.name for path in (folder / "out").iterdir()] == ["good.pdf"]
    assert "'Indicators'!N2" in result.stderr
    assert "worse.xlsx is not an Excel workbook" in result.stderr


def test_a_faulty_workbook_leaves_the_last_paper_as_it_was(folder: Path) -> None:
    book = books.save(folder / "book.xlsx")
    assert run("build", "book.xlsx").exit_code == 0
    before = (folder / "out" / "book.pdf").read_bytes()
    books.save(book, indicators=[kpi(Floor="95%")])
    assert run("build", "book.xlsx").exit_code == 1
    assert (folder / "out" / "book.pdf").read_bytes() == before


def test_a_second_run_on_top_of_the_first_changes_nothing(folder: Path) -> None:
    books.save(folder / "book.xlsx")
    run("build", "book.xlsx")
    first = (folder / "out" / "book.pdf").read_bytes()
    run("build", "book.xlsx")
    assert (folder / "out" / "book.pdf").read_bytes() == first
    assert [path.name for path in (folder / "out").iterdir()] == ["book.pdf"]


def test_the_workbook_is_never_modified(folder: Path) -> None:
    book = books.save(folder / "book.xlsx")
    before, when = book.read_bytes(), book.stat().st_mtime_ns
    for command in (["build", "book.xlsx"], ["check", "book.xlsx"], ["rate", "book.xlsx"]):
        assert run(*command).exit_code == 0
    assert (book.read_bytes(), book.stat().st_mtime_ns) == (before, when)


def test_check_says_what_is_wrong_and_writes_nothing(folder: Path) -> None:
    books.save(folder / "book.xlsx", results=[results(**{"Nov 20": "good"})])
    result = run("check", "book.xlsx")
    assert result.exit_code == 1
    assert "error 'Results'!C2: 'good' is not a figure. [not-a-number]" in result.stderr
    assert "1 fault, no warnings" in result.stdout
    assert sorted(path.name for path in folder.iterdir()) == ["book.xlsx", "inputs"]


def test_check_as_json_holds_every_problem_in_full(folder: Path) -> None:
    books.save(
        folder / "book.xlsx",
        indicators=[kpi(f"K{n}", Floor="95%") for n in range(9)],
        results=[results(f"K{n}") for n in range(9)],
    )
    told = run("check", "book.xlsx")
    assert "and 4 more of [floor-beyond-target]" in told.stderr
    data = json.loads(run("check", "book.xlsx", "--json").stdout)
    codes = [problem["code"] for problem in data["workbooks"][0]["problems"]]
    assert codes == ["floor-beyond-target"] * 9 + ["not-looked-at"]
    assert set(data["workbooks"][0]["problems"][0]) == {"code", "where", "message", "hint", "severity"}


def test_strict_makes_a_warning_a_fault(folder: Path) -> None:
    books.save(folder / "book.xlsx", results=[results(**{"Nov 20": "104%"})])
    assert run("check", "book.xlsx").exit_code == 0
    assert run("check", "book.xlsx", "--strict").exit_code == 1
    assert run("build", "book.xlsx", "--strict").exit_code == 1
    assert not (folder / "out").exists()
    assert "1 warning" in run("build", "book.xlsx").stdout


def test_rate_as_json_has_the_documented_shape(folder: Path) -> None:
    books.save(
        folder / "book.xlsx",
        indicators=[kpi(), books.activity()],
        results=[results(), results("HT02b", **{"Oct 20": 1, "Nov 20": 2, "Dec 20": 3, "Year to date": 150})],
    )
    data: dict[str, Any] = json.loads(run("rate", "book.xlsx", "--json").stdout)
    assert data["indicators"] == [
        {
            "reference": "HT02",
            "kind": "kpi",
            "latest": {"period": "Dec 20", "value": 93, "rag": "green"},
            "ytd": {"value": 92, "rag": "green"},
            "alert": None,
            "direction": "improving",
        },
        {
            "reference": "HT02b",
            "kind": "activity",
            "latest": {"period": "Dec 20", "value": 3, "rag": None},
            "ytd": {"value": 150, "rag": None},
            "alert": "yes",
            "direction": None,
        },
    ]
    assert data["counts"]["latest"] == {"green": 1, "amber": 0, "red": 0, "not_rated": 0}


def test_rate_prints_a_table_that_lines_up(folder: Path) -> None:
    books.save(folder / "book.xlsx")
    lines = run("rate", "book.xlsx").stdout.splitlines()
    assert lines[0].index("Latest") == lines[1].index("93")
    assert "1 KPIs: 1 green" in lines[-1]


def test_rate_audit_and_diff_speak_the_councils_words_and_json_keeps_codes(folder: Path) -> None:
    words = books.paper_items(rating_words="On track, Close, Off track")
    books.save(folder / "book.xlsx", paper=words, published=[{"Reference": "HT02", "Latest RAG": "Close"}])
    books.save(folder / "next.xlsx", paper=words, results=[books.results(**{"Dec 20": "85%"})])
    shown = run("rate", "book.xlsx").stdout
    assert "On track" in shown
    assert "green" not in shown
    data = json.loads(run("rate", "book.xlsx", "--json").stdout)
    assert (data["indicators"][0]["latest"]["rag"], data["rating_words"]["green"]) == ("green", "On track")
    audited = run("audit", "book.xlsx").stdout
    assert "HT02 Latest RAG was published as Close; it is On track" in audited
    assert "rating On track to Close" in run("diff", "book.xlsx", "next.xlsx").stdout


def test_audit_names_the_cell_and_ends_in_1_where_the_paper_was_wrong(folder: Path) -> None:
    books.save(folder / "right.xlsx", published=[{"Reference": "HT02", "Latest RAG": "Green"}])
    books.save(folder / "wrong.xlsx", published=[{"Reference": "HT02", "Latest RAG": "Red"}])
    books.save(folder / "none.xlsx")
    right, wrong, none = (run("audit", f"{name}.xlsx") for name in ("right", "wrong", "none"))
    assert (right.exit_code, right.stdout) == (0, "Compared: 1. Disagreements: 0.\n")
    assert wrong.exit_code == 1
    assert wrong.stdout.startswith("'Published'!B2: HT02 Latest RAG was published as Red; it is Green\n")
    assert none.exit_code == 0
    assert "no sheet named Published" in none.stderr
    assert json.loads(run("audit", "wrong.xlsx", "--json").stdout)["disagreements"][0]["at"] == "'Published'!B2"


def test_diff_compares_figures_before_the_commentary_on_them_is_written(folder: Path) -> None:
    books.save(folder / "old.xlsx")
    books.save(folder / "new.xlsx", results=[results(**{"Dec 20": "70%"})])
    assert "[missing-commentary]" in run("check", "new.xlsx").stderr
    said = run("diff", "old.xlsx", "new.xlsx")
    assert said.exit_code == 0
    assert "HT02 Dec 20: 93 -> 70; rating Green to red" in said.stdout


def test_layouts_are_listed_with_what_each_makes_and_ones_own_come_first_to_hand(folder: Path) -> None:
    (folder / "layouts").mkdir()
    (folder / "layouts" / "mine.toml").write_text(
        'title = "T"\ndescription = "Only the summary."\n[[blocks]]\nkind = "kpi_summary"\n'
    )
    assert "mine\n    Only the summary." in run("layouts").stdout
    books.save(folder / "book.xlsx")
    assert run("build", "book.xlsx", "--layout", "mine").exit_code == 0
    (folder / "layouts" / "mine.toml").write_text("title = 1")
    assert run("layouts").exit_code == 1


def test_wrong_usage_ends_in_2_with_one_sentence(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    books.save(folder / "book.xlsx")
    assert run("build", "book.xlsx", "--layout", "nonsense").exit_code == 2
    assert refusal("build", "a/x.xlsx", "b/x.xlsx") == 2
    assert refusal("check") == 2
    monkeypatch.setattr(sys, "argv", ["kccreport", "build"])
    with pytest.raises(SystemExit) as exit_:
        cli.main()
    assert exit_.value.code == 2
    assert "Traceback" not in capsys.readouterr().err
    if os.name == "posix":
        code = "import runpy; runpy.run_module('kccreport', run_name='__main__', alter_sys=True)"
        ended = Fork(code, folder, "nonsense").end()
        assert ended.code == 2
        assert ended.said
        assert "Traceback" not in ended.said


def test_a_summary_stands_beside_its_paper_and_takes_no_other_papers_name(folder: Path) -> None:
    books.save(folder).rename(folder / "june.xlsx")
    made = run("build", str(folder / "june.xlsx"), "--out", str(folder / "out"), "--summary")
    assert made.exit_code == 0
    assert str(folder / "out" / "june-summary.pdf") in made.stdout
    (folder / "June-Summary.xlsx").write_bytes((folder / "june.xlsx").read_bytes())
    both = [str(folder / "june.xlsx"), str(folder / "June-Summary.xlsx")]
    assert refusal("build", *both, "--out", str(folder / "out"), "--summary") == 2
    assert refusal("build", *both, "--out", str(folder / "out")) == 0


def test_a_file_that_cannot_be_read_ends_in_3(folder: Path) -> None:
    for command in ("build", "check", "rate"):
        ended = run(command, "nowhere.xlsx")
        assert ended.exit_code == 3
        assert ended.stderr.count("\n") == 1


def test_an_out_that_is_a_file_ends_in_3(folder: Path) -> None:
    books.save(folder / "book.xlsx")
    (folder / "out").write_text("in the way")
    ended = run("build", "book.xlsx")
    assert ended.exit_code == 3
    assert (folder / "out").read_text() == "in the way"


def test_a_layout_is_explained_and_copied_and_a_copy_replaces_nothing(folder: Path) -> None:
    assert "4. measures: All indicators in one table" in run("layouts", "one-table", "--explain").stdout
    assert "  history               the ratings of the newest periods" in run("layouts", "--explain").stdout
    assert run("layouts", "one-table", "--copy").exit_code == 0
    assert "our-one-table\n    A short heading" in run("layouts").stdout
    for words in (["one-table", "--copy"], ["one-table", "own.toml"], ["--copy"], ["one-table", "--copy", "--explain"]):
        with pytest.raises(Usage):
            run("layouts", *words)
    assert run("layouts", "one-tabel", "--explain").exit_code == 2
    (folder / "broken.toml").write_text("title = 1")
    assert run("layouts", "broken.toml", "--explain").exit_code == 1


def test_a_layout_of_ones_own_is_named_by_its_path_or_lies_beside_the_workbook(folder: Path) -> None:
    assert run("layouts", "one-table", "--copy", "elsewhere.toml").exit_code == 0
    book = books.save(folder / "mine.xlsx")
    assert run("check", str(book), "--layout", "elsewhere.toml").exit_code == 0
    assert run("check", str(book), "--layout", "nowhere.toml").exit_code == 2
    beside = folder / "papers"
    beside.mkdir()
    (folder / "elsewhere.toml").rename(beside / "district.toml")
    named = books.save(beside / "book.xlsx", paper=books.paper_items(layout="district"))
    assert run("check", str(named)).exit_code == 0
    away = books.save(folder / "away.xlsx", paper=books.paper_items(layout="papers/district.toml"))
    assert run("check", str(away)).exit_code == 1


# what takes long to import, and which command may: each imports what those before it do, and what is named here
HEAVY = (
    "asyncio", "multiprocessing", "num2words", "numpy", "openpyxl", "pandas", "PIL", "reportlab", "urllib.request",
    "kccreport.agenda.models", "kccreport.intake.data_tables", "kccreport.intake.one_sheet.headings",
    "kccreport.layout.explaining", "kccreport.writers.html",
)  # fmt: skip


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What a fresh Python has imported: after --help, and of what is heavy, with each of some commands."""
    code = f"""
import sys
from kccreport.cli import app, main
try:
    app(["--help"])
except SystemExit:
    print(*sys.modules, file=sys.stderr)
for command, name in (("check", "without"), ("build", "without"), ("build", "with")):
    before = set(sys.modules)
    sys.argv = ["kccreport", command, f"{{name}}.xlsx"]
    try:
        main()
    except SystemExit as ended:
        heavy = [each for each in {HEAVY} if each in sys.modules and each not in before]
        print(command, name, ended.code, *heavy, file=sys.stderr)
"""
    folder = tmp_path_factory.mktemp("imported")
    dates = [{"Reference": "HT02", "Date": f"{month} 20", "Numerator": 9, "Denominator": 10} for month in MONTHS]
    books.save(folder / "without.xlsx")
    books.save(folder / "with.xlsx", results=[], data=dates)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    ended = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=folder, env=environment
    )
    return ended.stderr.splitlines()


def test_help_is_quick_because_nothing_heavy_is_imported(imported: list[str]) -> None:
    heavy = {"pandas", "openpyxl", "reportlab", "numpy", "num2words", "lxml", "PIL", "starlette", "jinja2", "uvicorn"}
    heavy |= {"pydantic", "multiprocessing"}
    rooms = ("agenda", "intake", "layout", "models", "paper", "rating", "workbook", "writers")
    found = set(imported[0].split())
    assert "kccreport.cli" in found
    assert found & (heavy | {f"kccreport.{room}" for room in rooms}) == set()


def test_a_command_imports_only_what_its_workbook_needs(imported: list[str]) -> None:
    """Such as pandas where there is a sheet Data, ReportLab where a paper is made, and openpyxl where a workbook is written."""
    _, first, second, third = imported
    assert first == "check without 0"
    assert second == "build without 0 num2words PIL reportlab"
    assert {"numpy", "pandas"} <= set(third.split())
    assert "kccreport.writers.html" not in third


def test_a_bug_is_one_sentence_for_a_user_and_a_traceback_for_us(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("a bug")

    books.save(folder / "book.xlsx")
    monkeypatch.setattr(pipeline, "build", broken)
    monkeypatch.setattr(sys, "argv", ["kccreport", "build", "book.xlsx"])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 3
    said = capsys.readouterr().err
    assert "inside kccreport itself (RuntimeError)" in said
    assert "Traceback" not in said
    monkeypatch.setenv("KCCREPORT_DEBUG", "1")
    with pytest.raises(RuntimeError, match="a bug"):
        cli.main()


@pytest.mark.skipif(os.name != "posix", reason="forks the program, which Windows cannot")
def test_output_through_a_closed_pipe_is_not_an_error(folder: Path) -> None:
    code = """
import os
read, write = os.pipe()
os.close(read)
os.dup2(write, 1)
from kccreport.cli import main
main()
"""
    books.save(folder / "book.xlsx")
    ended = Fork(code, folder, "rate", "book.xlsx").end()
    assert "Traceback" not in ended.said
    assert "BrokenPipe" not in ended.said


def test_an_edited_workbook_is_still_read(folder: Path) -> None:
    def edit(book: openpyxl.Workbook) -> None:
        book["Results"].insert_cols(2)
        book["Indicators"].insert_rows(2, 3)

    books.edited(books.save(folder / "book.xlsx"), edit)
    assert run("build", "book.xlsx").exit_code == 0


def test_pack_makes_the_packs_of_an_agenda_and_says_what_they_are(folder: Path) -> None:
    workbook = agenda_workbook(folder, report("1"), report("2", **EXEMPT))
    result = run("pack", workbook.name, "--out", "päcks", "--jobs", "1")  # in one process more, as users have several
    assert result.exit_code == 0, result.stderr
    assert sorted(path.name for path in (folder / "päcks").iterdir()) == [
        f"{STEM}-front-sheet.pdf", f"{STEM}-public.pdf", f"{STEM}-report.pdf", f"{STEM}-restricted.pdf",
    ]  # fmt: skip
    first = result.stdout.splitlines()[0]
    assert (
        first
        == f"{Path('päcks') / f'{STEM}-public.pdf'}  2 pages, Neither PDF/UA nor PDF/A, because of papers that keep readers out"
    )


def test_a_faulty_agenda_makes_no_pack(folder: Path) -> None:
    workbook = agenda_workbook(folder, report("1", File="../x.pdf"))
    result = run("pack", workbook.name)
    assert result.exit_code == 1
    assert "'Agenda'!H2" in result.stderr
    assert "no pack was made" in result.stderr
    assert not (folder / "out").exists()


def test_build_points_from_an_agenda_to_pack(folder: Path) -> None:
    agenda_workbook(folder / "inputs", report("1"))
    named = run("build", str(Path("inputs") / "agenda.xlsx"))
    assert named.exit_code == 2
    assert "kccreport pack" in named.stderr
    books.save(folder / "inputs" / "paper.xlsx")
    everything = run("build")
    assert everything.exit_code == 0
    assert "kccreport pack" in everything.stderr
    assert (folder / "out" / "paper.pdf").exists()


def test_pack_points_from_a_paper_to_build(folder: Path) -> None:
    workbook = books.save(folder / "paper.xlsx")
    result = run("pack", str(workbook))
    assert result.exit_code == 2
    assert "kccreport build" in result.stderr


def test_check_looks_into_the_papers_of_an_agenda(folder: Path) -> None:
    workbook = agenda_workbook(folder, report("1"))
    assert f"{workbook.name}: ready to release, 1 warning" in run("check", workbook.name).stdout
    (folder / "report-1.pdf").write_bytes(b"no")
    result = run("check", workbook.name)
    assert result.exit_code == 1
    assert "report-1.pdf is not a PDF" in result.stderr
    assert [path.name for path in folder.iterdir() if path.name.startswith((".", "out"))] == []


def test_dates_are_shown_as_lines_and_as_json(folder: Path) -> None:
    workbook = agenda_workbook(folder, report("1"))
    assert "Agenda and reports published: by Thu 4 March 2021 (5 clear days" in run("dates", workbook.name).stdout
    data = json.loads(run("dates", workbook.name, "--json").stdout)
    assert data["publish_by"] == "2021-03-04"


def test_dates_are_shown_before_the_agenda_is_finished(folder: Path) -> None:
    workbook = agenda_workbook(folder, report("1", File=None))
    result = run("dates", workbook.name)
    assert result.exit_code == 0
    assert "no-file" in result.stderr
    assert "by Thu 4 March 2021" in result.stdout


@pytest.mark.parametrize("command", ["build", "pack"])
def test_papers_go_to_a_folder_and_not_to_a_file(folder: Path, command: str) -> None:
    books.save(folder / "book.xlsx")
    with pytest.raises(Usage, match="--out is the folder that papers go to"):
        run(command, "book.xlsx", "--out", "june.PDF")
    assert not (folder / "june.PDF").exists()


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["template", "june"], "such as june.xlsx"),
        (["template", "june.xls"], "such as june.xlsx"),
        (["template", "simple"], "type: simple.xlsx --kind simple"),
        (["rollover", "book.xlsx", "next"], "such as next.xlsx"),
    ],
)
def test_a_workbook_is_not_written_under_a_name_that_excel_would_not_open(
    folder: Path, words: list[str], says: str
) -> None:
    books.save(folder / "book.xlsx")
    with pytest.raises(Usage, match=says):
        run(*words)
    assert {path.name for path in folder.iterdir() if path.is_file()} == {"book.xlsx"}


def test_a_template_of_an_agenda_is_written(folder: Path) -> None:
    assert run("template", "agenda.xlsx", "--kind", "agenda").exit_code == 0
    assert "missing-item" in run("check", "agenda.xlsx").stderr
    assert refusal("template", "other.xlsx", "--kind", "agenda", "--year", "2021/22") == 2
    assert not (folder / "other.xlsx").exists()


def test_a_release_says_what_it_moved_and_a_draft_that_it_is_one(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    in_this_process(monkeypatch)
    workbook = agenda_workbook(folder, report("1"))
    released = run("pack", workbook.name, "--release", "--zip")
    assert released.exit_code == 0
    assert str(Path("out") / f"{STEM}-papers.zip") in released.stdout
    draft = run("pack", workbook.name)
    assert "These are drafts: what was published stays as it is" in draft.stdout
    assert (folder / "out" / "draft" / f"{STEM}-public.pdf").exists()
    again = run("pack", workbook.name, "--release")
    assert f"{STEM}-public.pdf  2 pages" in again.stdout
    assert "(as it was published)" in again.stdout
    assert f"{STEM}-papers.zip: does not apply any more, and is kept as" in again.stdout


def test_deadlines_that_are_past_are_named_with_today(folder: Path) -> None:
    workbook = agenda_workbook(folder, report("1"))
    assert "deadline-past" not in run("dates", workbook.name).stderr
    for command in ("dates", "check"):
        result = run(command, workbook.name, "--today", "2021-03-02")
        assert "deadline-past" in result.stderr
        assert result.exit_code == 0
    assert refusal("dates", workbook.name, "--today", "soon") == 2


def test_an_agenda_is_started_from_the_last_one(folder: Path) -> None:
    last = agenda_workbook(folder, report("1"))
    result = run("template", "next.xlsx", "--kind", "agenda", "--from", last.name, "--date", "2021-04-16")
    assert result.exit_code == 0
    assert "by Thu 8 April 2021" in run("dates", "next.xlsx").stdout
    assert refusal("template", "other.xlsx", "--date", "2021-04-16") == 2
    assert refusal("template", "other.xlsx", "--kind", "agenda", "--from", last.name, "--date", "soon") == 2
    assert not (folder / "other.xlsx").exists()
