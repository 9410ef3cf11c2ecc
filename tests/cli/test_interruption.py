"""Ctrl-C: whenever it is pressed, what is left is everything that was asked for, or nothing, and nothing runs on."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kccreport.agenda.examining import isolation
from kccreport.ground.errors import UnusablePaper
from kccreport.published import shelf
from kccreport.roads import agendas, papers
from tests import ROOT, books
from tests.agendas import STEM, agenda_workbook, report
from tests.cli.forks import Fork

pytestmark = pytest.mark.skipif(os.name != "posix", reason="sends the signal of Ctrl-C, which Windows has no like of")
STOPPED = (130, -signal.SIGINT)  # shells show 130 for both


@pytest.fixture(autouse=True)
def heeded() -> Iterator[None]:
    """Ctrl-C is heeded, here and by every process that is started: a shell has what it runs in the background ignore it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


# runs a command again and again in one process, interrupted each time at another of the calls it makes
AT_MANY_POINTS = """
import contextlib, io, json, os, shutil, signal, sys, threading, time
from pathlib import Path
from kccreport import cli
from kccreport.agenda.examining import examiner
from kccreport.agenda.issue import papers

papers.examine = examiner.examine
papers._AT_ONCE = 1
points, scratch, *sys.argv[1:] = sys.argv[1:]
out = Path("out")

def run(point):
    calls = 0
    def count(frame, event, argument):
        nonlocal calls
        if event == "call":
            calls += 1
            if calls == point:
                sys.setprofile(None)
                signal.raise_signal(signal.SIGINT)
    said = io.StringIO()
    code = 0
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(said):
        try:
            sys.setprofile(count if point is not None else None)
            try:
                cli.main()
            finally:
                sys.setprofile(None)
        except SystemExit as ended:
            code = ended.code
        try:
            for late in threading.enumerate():  # what fell into a destructor comes a moment later
                if isinstance(late, threading.Timer):
                    late.join()
            time.sleep(0)
        except KeyboardInterrupt:
            pass
    files = {path.name: hash(path.read_bytes()) for path in sorted(out.iterdir())} if out.exists() else {}
    shutil.rmtree(out, ignore_errors=True)
    print(json.dumps([code, files, sorted(os.listdir(scratch)), said.getvalue()]), flush=True)
    return calls

run(None)
calls = run(0)
for at in range(int(points)):
    run(calls * (2 * at + 1) // (2 * int(points)))
"""


def at_many_points(folder: Path, points: int, *words: str) -> None:
    """Interrupt a command at as many points, evenly spread over it, and look at what is there afterwards."""
    scratch = folder / "scratch"
    scratch.mkdir()
    ended = Fork(AT_MANY_POINTS, folder, str(points), str(scratch), *words, environment={"TMPDIR": str(scratch)}).end()
    assert ended.code in (0, -signal.SIGINT), ended.said  # Python remembers to the end that it was interrupted
    (code, everything, *_), *runs = [json.loads(line) for line in ended.out.splitlines()]
    assert code == 0
    assert everything
    assert len(runs) == 1 + points
    stopped = 0
    for code, files, left_behind, said in runs:
        assert left_behind == []
        assert files in ({}, everything), files.keys()
        assert "Traceback" not in said
        stopped += code == 130
        assert code == 130 or (code, files) == (0, everything), said
    assert stopped >= points - 1, "a library may let one pass, but not more"


def test_a_paper_and_the_record_of_it_are_both_there_or_neither(tmp_path: Path) -> None:
    signed = [{"Service area": "HT", "Name": "A Director", "Date": date(2021, 3, 1)}]
    books.save(tmp_path / "paper.xlsx", **{"Sign-off": signed})
    at_many_points(tmp_path, 8, "build", "paper.xlsx", "--release")


def test_every_file_of_a_pack_and_the_record_of_it_are_there_or_none(tmp_path: Path) -> None:
    agenda_workbook(tmp_path, report("1"), report("2"))
    at_many_points(tmp_path, 4, "pack", "agenda.xlsx", "--release")


def pressed_after(action: Callable[..., Any]) -> Callable[..., Any]:
    """An action at the end of which Ctrl-C is pressed."""

    def pressed(*arguments: Any, **options: Any) -> None:
        action(*arguments, **options)
        signal.raise_signal(signal.SIGINT)

    return pressed


def test_a_paper_that_is_out_has_its_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    signed = [{"Service area": "HT", "Name": "A Director", "Date": date(2021, 3, 1)}]
    workbook = books.save(tmp_path / "paper.xlsx", **{"Sign-off": signed})
    monkeypatch.setattr(papers, "write_whole", pressed_after(papers.write_whole))
    with pytest.raises(KeyboardInterrupt):
        papers.build(workbook, tmp_path / "out" / "paper.pdf", release=True)
    assert sorted(path.suffix for path in (tmp_path / "out").iterdir()) == [".json", ".pdf"]


def test_packs_that_are_out_have_their_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workbook = agenda_workbook(tmp_path, {"Number": "1", "Title": "Apologies", "Kind": "Apologies and substitutes"})
    monkeypatch.setattr(shelf, "change_folder_whole", pressed_after(shelf.change_folder_whole))
    with pytest.raises(KeyboardInterrupt):
        agendas.make(workbook, tmp_path / "out", release=True)
    assert (tmp_path / "out" / f"{STEM}-public.pdf").exists()
    assert list((tmp_path / "out").glob("*.pack.json"))


# the papers are looked at by processes that say that they run, and then never end
LOOKING_FOR_EVER = """
import sys
from kccreport.agenda.examining import isolation
isolation._PROGRAM = "import os, time; open(f'looking-{os.getpid()}', 'w').close(); time.sleep(600)"
from kccreport import cli
sys.argv = ["kccreport", "pack", "agenda.xlsx"]
cli.main()
"""


def wait_for(what: Callable[[], bool]) -> None:
    """Wait for something that is certain to happen; the end is for a suite that must not hang."""
    end = time.monotonic() + 120
    while not what():
        assert time.monotonic() < end
        time.sleep(0.01)


def is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.parametrize("send", [os.killpg, os.kill], ids=["from a terminal", "to the program alone"])
def test_while_papers_are_examined_it_ends_at_once_with_every_process_and_leaves_nothing(
    tmp_path: Path, send: Callable[[int, int], None]
) -> None:
    workbook = agenda_workbook(tmp_path, *(report(str(number)) for number in range(1, 12)))
    before = {path.name for path in tmp_path.iterdir()}
    process = Fork(LOOKING_FOR_EVER, tmp_path, environment={"TMPDIR": str(tmp_path)})
    wait_for(lambda: any(tmp_path.glob("looking-*")))
    send(process.process, signal.SIGINT)
    ended = process.end()
    assert ended.code in STOPPED
    assert f"stopped at {workbook.name}; nothing half-made" in ended.said
    assert "Traceback" not in ended.said
    looking = [path for path in tmp_path.iterdir() if path.name.startswith("looking-")]
    assert not any(is_running(int(path.name.removeprefix("looking-"))) for path in looking)
    assert {path.name for path in tmp_path.iterdir()} - {path.name for path in looking} == before


def test_a_process_that_is_started_once_they_were_ended_is_ended_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isolation, "_PROGRAM", "import time; time.sleep(600)")
    with isolation.stopped(), pytest.raises(UnusablePaper, match="the reader broke down over it"):
        isolation.examine(Path("paper.pdf"), Path("cleaned.pdf"))


def test_it_is_heeded_though_it_falls_into_a_destructor(tmp_path: Path) -> None:
    """Python reports what a destructor raises, and carries on."""
    code = """
import signal, sys, time
from kccreport import cli
from kccreport.roads import papers
class Interrupting:
    def __del__(self):
        signal.raise_signal(signal.SIGINT)
def read(*_, **__):
    Interrupting()
    time.sleep(600)
papers.read = read
sys.argv = ["kccreport", "check", "paper.xlsx"]
cli.main()
"""
    ended = Fork(code, tmp_path).end()
    assert ended.code in STOPPED
    assert ended.said == "kccreport: stopped at paper.xlsx; nothing half-made was left behind.\n"


def test_while_the_program_is_still_being_loaded_it_is_a_sentence_too() -> None:
    code = """
import signal, sys
class Interrupting:
    def find_spec(self, name, *_):
        if name == "kccreport.roads.papers":
            signal.raise_signal(signal.SIGINT)
sys.meta_path.insert(0, Interrupting())
from kccreport.cli import main
main()
"""
    ended = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode in STOPPED
    assert ended.stderr == "kccreport: stopped; nothing half-made was left behind.\n"


def test_a_process_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isolation, "MOST_SECONDS", 0.1)
    monkeypatch.setattr(isolation, "_PROGRAM", "import time; time.sleep(600)")
    with pytest.raises(UnusablePaper, match="minutes to read"):
        isolation.examine(Path("paper.pdf"), Path("cleaned.pdf"))
