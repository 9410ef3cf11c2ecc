"""Work shared among processes gives what it would give here; a process that is lost costs the piece it had."""

import math
import os
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from kccreport.ground.errors import UnreadableFile
from kccreport.ground.processes import Crew, Lost, may_start_others, side_by_side
from kccreport.roads.papers import WARM


def work(piece: float) -> float:
    """A root; of 13 the process ends, of 14 there is a fault of ours, and of 49 none where it could start other processes."""
    if piece == 13:
        os._exit(1)
    if piece == 49 and may_start_others():
        return 0
    if piece == 14:
        raise UnreadableFile("a sentence")
    return math.sqrt(piece)


def test_pieces_are_asked_for_one_by_one_and_each_is_told_of_whatever_becomes_of_others() -> None:
    asked: list[int] = []

    def pieces():  # type: ignore[no-untyped-def]
        for number in (4, 13, 14, -1, 9, 49):
            asked.append(number)
            yield number, number

    found = {}
    for ended in side_by_side(pieces(), work, 1, warm=WARM):
        assert ended.key in asked[-2:], "no piece is taken before there is somebody to do it"
        found[ended.key] = ended
    assert {key: ended.value for key, ended in found.items()} == {4: 2.0, 13: None, 14: None, -1: None, 9: 3.0, 49: 7.0}
    assert may_start_others(), "what 49 gives is no matter of this process"
    assert isinstance(found[13].fault, Lost)
    with pytest.raises(UnreadableFile, match="a sentence"):
        found[14].result  # noqa: B018
    with pytest.raises(ValueError, match="math domain error") as caught:
        found[-1].result  # noqa: B018
    assert "in work" in "".join(caught.value.__notes__), "the traceback of the other process is told too"


def test_threads_share_a_crew_and_whoever_waits_when_it_is_let_go_has_an_answer(tmp_path: Path) -> None:
    with Crew(work, warm=WARM) as crew, ThreadPoolExecutor(2) as pool:
        assert list(pool.map(crew.ask, (1, 4, 9, 16))) == [1, 2, 3, 4]
        with pytest.raises(Lost):
            crew.ask(13)
        assert crew.ask(25) == 5
    with ThreadPoolExecutor(1) as pool, Crew(wait_forever, warm=WARM) as asleep:
        answer = pool.submit(asleep.ask, str(tmp_path / "begun"))
        while not (tmp_path / "begun").exists():
            time.sleep(0.01)
        asleep.stop()
        assert isinstance(answer.exception(20), Lost)


def wait_forever(begun: str) -> None:
    Path(begun).touch()
    while True:
        time.sleep(1)
