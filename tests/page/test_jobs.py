"""Long work is done apart: it says how far it has come, can be stopped, has limits, and a crash of it is a sentence."""

import os
import signal
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from kccreport.ground.errors import UnreadableFile
from kccreport.page.jobs import Jobs, State, TooBusy
from kccreport.page.work.task import Tell


@dataclass(frozen=True)
class Say:
    """Say where it is done."""

    words: str

    def run(self, tell: Tell) -> tuple[str, str, int]:
        tell("one")
        tell("two")
        return self.words, str(Path.cwd()), os.getpid()


@dataclass(frozen=True)
class Refuse:
    def run(self, tell: Tell) -> None:
        raise UnreadableFile("june.xlsx cannot be read.")


@dataclass(frozen=True)
class Stumble:
    def run(self, tell: Tell) -> None:
        raise ZeroDivisionError


@dataclass(frozen=True)
class Crash:
    def run(self, tell: Tell) -> None:
        os.kill(os.getpid(), signal.SIGSEGV)


@dataclass(frozen=True)
class Grow:
    def run(self, tell: Tell) -> int:
        return len(bytearray(8 << 30))


@dataclass(frozen=True)
class Wait:
    """Wait for very long, and leave a file if it comes to its end, or is told to end."""

    left: str

    def run(self, tell: Tell) -> None:
        tell("waiting")
        try:
            time.sleep(600)
        finally:
            Path(self.left).write_text("tidied")


@dataclass(frozen=True)
class WaitDeaf:
    """Wait without heeding anything, and with a process of its own that does the same."""

    def run(self, tell: Tell) -> None:
        import subprocess

        child = subprocess.Popen(["sleep", "600"])
        tell(str(child.pid))
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        while True:
            time.sleep(600)


@pytest.fixture(scope="module")
def jobs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Jobs]:
    found = Jobs(tmp_path_factory.mktemp("jobs"), 2)
    yield found
    found.close()


def until(condition: object, seconds: float = 60) -> None:
    """Wait for something to be true."""
    end = time.monotonic() + seconds
    while not condition():  # type: ignore[operator]
        assert time.monotonic() < end
        time.sleep(0.02)


def test_work_is_done_in_the_folder_and_in_another_process_and_tells_its_steps(jobs: Jobs) -> None:
    job = jobs.start(Say("done"), "Saying", "/")
    assert job.wait(60)
    assert job.state is State.DONE
    assert job.result is not None
    words, folder, process = job.result
    assert (words, Path(folder).name[:4], job.steps) == ("done", "jobs", ["one", "two"])
    assert process != os.getpid()
    assert jobs.find(job.key) is job


def test_what_stops_it_is_one_sentence_and_the_page_stays_up(jobs: Jobs) -> None:
    for task, words in (
        (Refuse(), "june.xlsx cannot be read."),
        (Stumble(), "inside kccreport itself (ZeroDivisionError)"),
        (Crash(), "stopped from outside, or ran out of memory"),
    ):
        job = jobs.start(task, "Failing", "/")
        assert job.wait(60)
        assert job.state is State.FAILED
        assert words in job.failure
        assert job.failure.endswith(".")
    job = jobs.start(Say("again"), "Saying", "/")
    assert job.wait(60)
    assert job.state is State.DONE


@pytest.mark.skipif(os.name == "nt", reason="Windows sets a process no limits of memory")
def test_memory_is_limited(jobs: Jobs) -> None:
    job = jobs.start(Grow(), "Growing", "/")
    assert job.wait(60)
    assert job.failure == "This needs more memory than it may have; nothing was changed."


def test_time_is_limited(jobs: Jobs, tmp_path: Path) -> None:
    job = jobs.start(Wait(str(tmp_path / "left")), "Waiting", "/", seconds=1)
    assert job.wait(60)
    assert job.failure == "This took more than 1 minute, and was stopped."
    until((tmp_path / "left").exists)


def test_it_can_be_stopped_and_leaves_nothing_half_done(jobs: Jobs, tmp_path: Path) -> None:
    job = jobs.start(Wait(str(tmp_path / "left")), "Waiting", "/")
    until(lambda: job.steps)
    job.stop.set()
    assert job.wait(60)
    assert job.failure == "Stopped, as you asked. Nothing half-made was left behind."
    until((tmp_path / "left").exists)


@pytest.mark.skipif(os.name == "nt", reason="Windows ends processes in another way")
def test_one_that_does_not_heed_is_ended_with_all_that_it_started(jobs: Jobs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kccreport.page.process._PATIENCE", 0.2)
    job = jobs.start(WaitDeaf(), "Waiting", "/")
    until(lambda: job.steps)
    job.stop.set()
    assert job.wait(60)
    child = int(job.steps[0])

    def is_gone() -> bool:
        try:
            return Path(f"/proc/{child}/stat").read_text().split()[2] == "Z"
        except FileNotFoundError:
            return True

    until(is_gone)


def test_what_waits_can_be_stopped_too_and_too_much_is_not_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kccreport.page.jobs._MOST_WAITING", 3)
    few = Jobs(tmp_path, 1)
    started = [few.start(Wait(str(tmp_path / "left")), "Waiting", "/") for _ in range(3)]
    with pytest.raises(TooBusy):
        few.start(Say("more"), "Saying", "/")
    few.close()
    assert [each.is_over for each in started[:1]] == [True]
    assert not few.running or all(each.state is State.WAITING for each in few.running)


def test_what_is_over_is_kept_for_a_while_and_then_dropped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kccreport.page.jobs._MOST_KEPT", 2)
    monkeypatch.setattr("kccreport.page.jobs.done_apart", lambda *_: _finished())
    few = Jobs(tmp_path, 1)
    started = []
    for _ in range(5):
        started.append(few.start(Say("x"), "Saying", "/"))
        assert started[-1].wait(10)
    assert [few.find(each.key) is not None for each in started] == [False, False, True, True, True]
    few.close()


def _finished() -> object:
    from kccreport.page.work.running import Finished

    return Finished(None)
