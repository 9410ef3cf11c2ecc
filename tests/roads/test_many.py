"""A thousand papers are made as one would be: the same bytes, whatever the number of processes and whatever befalls one."""

import os
import signal
from pathlib import Path

import pytest

from kccreport.cli.running import Usage
from kccreport.ground import processes
from kccreport.ground.errors import ExitCode
from kccreport.roads.many import jobs as jobs_room
from kccreport.roads.many.jobs import Done, Job, Wanted, make_elsewhere, make_one
from kccreport.roads.many.ledger import LEDGER, Ledger
from kccreport.roads.many.makings import Makings
from kccreport.roads.many.run import make_all
from kccreport.roads.many.versions import here
from tests import books
from tests.cli.test_commands import run

WANTED = Wanted()


@pytest.fixture
def jobs(tmp_path: Path) -> list[Job]:
    """Five workbooks of which one is none, and one has faults."""
    folder = tmp_path / "inputs, tŷ"
    folder.mkdir()
    for number in range(5):
        books.save(folder / f"book {number}.xlsx")
    (folder / "book 1.xlsx").write_bytes(b"no workbook")
    return [Job(path, tmp_path / "out" / f"{path.stem}.pdf") for path in sorted(folder.glob("*.xlsx"))]


def was_made(job: Job, wanted: Wanted = WANTED) -> bool:
    return Ledger(job.out.parent).known(job, Makings(wanted).digest(job)) is not None


def quietly(done: Done) -> None:
    """Tell nobody."""


def test_papers_are_the_same_bytes_in_the_same_order_by_one_process_or_by_two(jobs: list[Job]) -> None:
    told: list[Path] = []
    done = make_all(jobs, WANTED, 2, tell=lambda each: told.append(each.job.workbook))
    assert [each.job for each in done] == jobs
    assert sorted(told) == [job.workbook for job in jobs]
    assert [each.code for each in done] == [0, ExitCode.FILES, 0, 0, 0]
    assert "book 1.xlsx is not an Excel workbook" in done[1].failure
    shared = {job.out.name: job.out.read_bytes() for job in jobs if job.out.exists()}
    for job in jobs:
        job.out.unlink(missing_ok=True)
        make_one(job, WANTED)
    assert {job.out.name: job.out.read_bytes() for job in jobs if job.out.exists()} == shared
    assert len(shared) == 4


def test_a_run_that_was_cut_short_goes_on_and_makes_only_what_has_changed(jobs: list[Job]) -> None:
    out = jobs[0].out.parent
    make_all(jobs[:3], WANTED, 1, ledger=out, tell=quietly)
    again = make_all(jobs, WANTED, 2, ledger=out, resume=True, tell=quietly)
    assert [each.was_there for each in again] == [True, False, True, False, False]
    jobs[2].out.write_bytes(b"somebody wrote over it")
    jobs[3].workbook.touch()  # the same content
    jobs[4].out.unlink()
    again = make_all(jobs, WANTED, 1, ledger=out, resume=True, tell=quietly)
    assert [each.was_there for each in again] == [True, False, False, True, False]
    assert make_all(jobs, Wanted(csv=True), 1, ledger=out, resume=True, tell=quietly)[0].was_there is False
    assert was_made(jobs[0], Wanted(csv=True))
    (jobs[0].workbook.parent / "ours.toml").write_text("")  # a layout beside it may be the one it names
    assert not was_made(jobs[0], Wanted(csv=True))


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"a": 1}', b'{"x": {"of": 3}}', b"\xff"])
def test_a_list_that_cannot_be_read_passes_nothing_over(jobs: list[Job], content: bytes) -> None:
    out = jobs[0].out.parent
    out.mkdir()
    (out / LEDGER).write_bytes(content)
    assert not was_made(jobs[0])


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system kills processes in another way")
def test_a_process_that_is_killed_costs_the_paper_it_was_making_and_no_other(
    jobs: list[Job], monkeypatch: pytest.MonkeyPatch
) -> None:
    victims: list[int] = []
    give = processes._Worker.give

    def and_kill(worker: processes._Worker, at: int, job: Job) -> None:
        give(worker, at, job)
        if job is jobs[2]:
            victims.append(worker.process.pid or 0)
            os.kill(worker.process.pid or 0, signal.SIGKILL)

    monkeypatch.setattr(processes._Worker, "give", and_kill)
    done = make_all(jobs, WANTED, 2, tell=quietly)
    assert victims
    assert [each.code for each in done] == [0, ExitCode.FILES, ExitCode.FILES, 0, 0]
    assert "book 2.xlsx: the process that made its paper was stopped" in done[2].failure
    assert not jobs[2].out.exists()


def test_what_other_versions_made_is_made_again(jobs: list[Job], monkeypatch: pytest.MonkeyPatch) -> None:
    job = jobs[0]
    before = Makings(WANTED).digest(job)
    assert Makings(WANTED).digest(job) == before
    for name in ("kccreport", "reportlab", "zlib"):
        monkeypatch.setattr("kccreport.roads.many.makings.here", lambda name=name: {**here(), name: "another"})
        assert Makings(WANTED).digest(job) != before


def test_a_bug_in_a_process_is_a_sentence_that_names_the_workbook(
    jobs: list[Job], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("a bug")

    monkeypatch.setattr(jobs_room.road, "build", broken)
    monkeypatch.delenv("KCCREPORT_DEBUG", raising=False)
    done = make_elsewhere(jobs[0], WANTED)
    assert done.code is ExitCode.FILES
    assert "went wrong inside kccreport itself (RuntimeError)" in done.failure


def test_stopped_halfway_no_process_stays_and_nothing_is_half_made(jobs: list[Job]) -> None:
    def stop(_: Done) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        make_all(jobs, WANTED, 2, tell=stop)
    out = jobs[0].out.parent
    left = sorted(path.name for path in out.iterdir()) if out.exists() else []
    assert all(name.endswith(".pdf") for name in left), left


def test_a_folder_is_built_with_its_folders_and_told_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("b/one.xlsx", "b/deep/two.xlsx", "b/~$one.xlsx", "b/.hidden/three.xlsx"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        books.save(tmp_path / name)
    result = run("build", "b")
    assert result.exit_code == 0
    assert [line.split("  ")[0] for line in result.stdout.splitlines()] == [
        str(Path("out/deep/two.pdf")),
        str(Path("out/one.pdf")),
    ]
    again = run("build", "b", "--resume")
    assert again.exit_code == 0
    third = run("build", "b", "--resume")
    assert third.stdout.count("made before, from the same workbook") == 2


def test_a_run_by_one_process_goes_on_too_where_it_was_cut_short(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "b").mkdir()
    for number in range(4):
        books.save(tmp_path / "b" / f"{number}.xlsx")
    assert run("build", "b", "--jobs", "1").exit_code == 0
    Path("out/2.pdf").unlink()
    again = run("build", "b", "--jobs", "1", "--resume")
    assert again.exit_code == 0
    assert again.stdout.count("made before, from the same workbook") == 3


def test_two_folders_with_papers_of_one_name_keep_them_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("north/paper.xlsx", "south/paper.xlsx"):
        (tmp_path / name).parent.mkdir()
        books.save(tmp_path / name)
    assert run("build", "north", "south").exit_code == 0
    assert {str(path.relative_to("out")) for path in Path("out").rglob("*.pdf")} == {
        str(Path("north/paper.pdf")),
        str(Path("south/paper.pdf")),
    }
    with pytest.raises(Usage, match=r"would both make paper\.pdf"):
        run("build", "north/paper.xlsx", "south/paper.xlsx")
    (tmp_path / "empty").mkdir()
    with pytest.raises(Usage, match="no workbook in empty"):
        run("build", "empty")
