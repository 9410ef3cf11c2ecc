"""One at a time: a folder is held by one process, and whatever ends it frees it."""

import multiprocessing
import os
import threading
from pathlib import Path

import pytest

from kccreport.ground.errors import UnwritableFile
from kccreport.ground.turns import is_open_elsewhere, turn_in


def test_who_counts_in_turns_never_counts_wrong(tmp_path: Path) -> None:
    """Each reads a number and writes the next one, which goes wrong at once where two do it together."""
    number = tmp_path / "number"
    number.write_text("0")

    def count() -> None:
        for _ in range(20):
            with turn_in(tmp_path):
                number.write_text(str(int(number.read_text()) + 1))

    threads = [threading.Thread(target=count) for _ in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert number.read_text() == "80"
    assert [path.name for path in tmp_path.iterdir()] == ["number"]  # no lock is left behind


def test_who_waits_too_long_is_told(tmp_path: Path) -> None:
    told: list[str] = []

    def wait() -> None:
        try:
            with turn_in(tmp_path, patience=0):
                told.append("had a turn")
        except UnwritableFile as fault:
            told.append(str(fault))

    def somebody_else() -> None:
        thread = threading.Thread(target=wait)
        thread.start()
        thread.join()

    with turn_in(tmp_path):
        somebody_else()
    somebody_else()
    assert "another kccreport" in told[0]
    assert told[1:] == ["had a turn"]


def test_who_has_the_turn_already_goes_on_and_keeps_it_to_the_end(tmp_path: Path) -> None:
    with turn_in(tmp_path):
        with turn_in(tmp_path / ".", patience=0):
            pass
        assert list(tmp_path.iterdir()) != []  # it is held still
    assert list(tmp_path.iterdir()) == []


def _hold_and_die(folder: str) -> None:
    with turn_in(Path(folder)):
        os._exit(9)


def test_a_process_that_is_killed_frees_its_turn(tmp_path: Path) -> None:
    process = multiprocessing.get_context("spawn").Process(target=_hold_and_die, args=(str(tmp_path),))
    process.start()
    process.join()
    assert process.exitcode == 9
    with turn_in(tmp_path, patience=0):
        pass
    assert list(tmp_path.iterdir()) == []


def test_a_folder_in_which_nothing_was_put_is_not_left_behind(tmp_path: Path) -> None:
    with turn_in(tmp_path / "a" / "b"):
        assert (tmp_path / "a" / "b").is_dir()
    assert list(tmp_path.iterdir()) == []
    with turn_in(tmp_path / "a" / "b"):
        (tmp_path / "a" / "b" / "paper").touch()
    assert (tmp_path / "a" / "b" / "paper").exists()


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(UnwritableFile, match="cannot be written to"), turn_in(tmp_path / "file"):
        pass


@pytest.mark.parametrize("lock", ["~$june.xlsx", ".~lock.june.xlsx#"])
def test_a_workbook_that_a_program_has_open_has_a_lock_file_beside_it(tmp_path: Path, lock: str) -> None:
    assert not is_open_elsewhere(tmp_path / "june.xlsx")
    (tmp_path / lock).touch()
    assert is_open_elsewhere(tmp_path / "june.xlsx")
    assert not is_open_elsewhere(tmp_path / "other.xlsx")
