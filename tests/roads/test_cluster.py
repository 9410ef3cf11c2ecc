"""Papers made by other machines are those made here: what goes there, what comes back, and which machines may."""

import os
import pickle
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kccreport.cli.running import Usage
from kccreport.ground.errors import ClusterFault, ExitCode
from kccreport.roads.many import cluster
from kccreport.roads.many.jobs import Job, Wanted, make_one
from kccreport.roads.many.makings import Makings
from kccreport.roads.many.parcel import make_of, packed, unpacked
from kccreport.roads.many.versions import LIBRARIES, difference, here
from tests import ROOT, books
from tests.cli.test_commands import run

EXPECTED = bool(os.environ.get("KCCREPORT_EXPECT_TOOLS"))
LOGO = ROOT / "tests" / "layout" / "logo.png"


def made_afar(job: Job, wanted: Wanted) -> tuple[object, bytes]:
    """Make a paper as a worker would, which shares nothing with us but what was pickled."""
    parcel = packed(job, Makings(wanted))
    sent = pickle.dumps(parcel)
    answer = pickle.loads(pickle.dumps(make_of(pickle.loads(sent))))
    return unpacked(answer, job, parcel, wanted), sent


@pytest.fixture
def own(tmp_path: Path) -> Wanted:
    """A folder of layouts, of which one names a logo and a typeface deep in it, and a paper's own record beside it."""
    from PIL import Image

    folder = tmp_path / "our layouts"
    (folder / "faces" / "of ours").mkdir(parents=True)
    Image.new("RGB", (30, 20), "#12284B").save(folder / "crest.PNG")
    for name in ("Regular", "Bold", "Italic"):
        face = (ROOT / "kccreport" / "assets" / "fonts" / f"Arimo-{name}.ttf").read_bytes()
        (folder / "faces" / "of ours" / f"{name}.ttf").write_bytes(face)
    shipped = (ROOT / "layouts" / "committee-paper.toml").read_text("utf-8")
    brand = '[brand]\nlogo = "crest.PNG"\nlogo_words = "Crest"\ntypeface = "faces/of ours"\n'
    (folder / "committee-paper.toml").write_text(f"{shipped}\n{brand}", "utf-8")
    return Wanted(layouts=folder, html=True, csv=True)


def test_what_goes_to_a_worker_is_bytes_and_its_paper_is_the_one_made_here(tmp_path: Path, own: Wanted) -> None:
    (tmp_path / "in").mkdir()
    books.save(tmp_path / "in" / "june.xlsx")
    (tmp_path / "in" / "holiday.png").write_bytes(b"\0" * 100_000)  # nobody names it
    here_, afar = (
        Job(tmp_path / "in" / "june.xlsx", tmp_path / name / "deep" / "june.pdf") for name in ("here", "afar")
    )
    expected = make_one(here_, own)
    done, sent = made_afar(afar, own)
    assert done == replace(expected, job=afar, files=tuple(afar.out.parent / path.name for path in expected.files))
    assert [path.read_bytes() for path in done.files] == [path.read_bytes() for path in expected.files]
    assert len(done.files) > 2
    assert b"crest.PNG" in sent
    assert b"holiday.png" not in sent
    assert not re.search(rb"pathlib|Posix|Windows", sent)
    assert os.fsencode(tmp_path) not in sent


def test_what_is_wrong_is_said_of_an_afar_paper_in_the_same_words(tmp_path: Path) -> None:
    books.save(tmp_path / "good.xlsx")
    (tmp_path / "none.xlsx").write_bytes(b"no workbook")
    (tmp_path / "mine.toml").write_text("title = 3\n")
    for name, layout in (("none.xlsx", None), ("good.xlsx", str(tmp_path / "mine.toml")), ("good.xlsx", "no-such")):
        job, wanted = Job(tmp_path / name, tmp_path / "out" / "x.pdf"), Wanted(layout=layout)
        done, _ = made_afar(job, wanted)
        assert done == make_one(job, wanted)
        assert not job.out.exists()
    with pytest.raises(OSError, match=r"gone\.xlsx"):
        packed(Job(tmp_path / "gone.xlsx", tmp_path / "x.pdf"), Makings(Wanted()))


def test_a_record_that_a_paper_goes_on_with_goes_along(tmp_path: Path) -> None:
    """Beside the papers, beside the workbook, and in the folder above: what was published there is compared."""
    (tmp_path / "in").mkdir()
    books.save(tmp_path / "in" / "june.xlsx")
    job = Job(tmp_path / "in" / "june.xlsx", tmp_path / "out" / "june.pdf")
    made = packed(job, Makings(Wanted()))
    assert [name for name, _ in made.files] == ["in/june.xlsx"]
    for folder in ("out", "in", "", "other"):
        (tmp_path / folder).mkdir(exist_ok=True)
        (tmp_path / folder / "a.record.json").write_text("{}")
    made = packed(job, Makings(Wanted()))
    names = [name for name, _ in made.files]
    assert (made.workbook, made.out) == ("in/june.xlsx", "out/june.pdf")
    assert names == ["in/june.xlsx", *(f"{folder}a.record.json" for folder in ("out/", "in/", "", "other/"))]


def test_a_worker_with_other_versions_makes_nothing_and_says_how_they_differ(tmp_path: Path) -> None:
    books.save(tmp_path / "june.xlsx")
    parcel = packed(Job(tmp_path / "june.xlsx", tmp_path / "june.pdf"), Makings(Wanted()))
    other = {**parcel.versions, "reportlab": "4.0.9", "Python": "3.99"}
    answer = make_of(replace(parcel, versions=other))
    ours = here()
    assert answer.refused == f"Python {ours['Python']}, not 3.99 and reportlab {ours['reportlab']}, not 4.0.9"
    assert (answer.code, answer.files) == (ExitCode.FILES, ())
    assert difference(ours, ours) == ""
    assert difference({}, {"pydantic": "2.9"}) == "pydantic none, not 2.9"
    assert {"kccreport", "Python", "zlib", *LIBRARIES} == set(ours)
    assert "none" not in ours.values()


def test_what_comes_back_is_only_ever_put_where_the_paper_goes(tmp_path: Path) -> None:
    books.save(tmp_path / "june.xlsx")
    job = Job(tmp_path / "june.xlsx", tmp_path / "out" / "june.pdf")
    parcel = packed(job, Makings(Wanted()))
    answer = make_of(parcel)
    done = unpacked(replace(answer, files=(*answer.files, ("../../evil.csv", b"x"))), job, parcel, Wanted())
    assert done.files == (job.out, tmp_path / "out" / "evil.csv")
    other = unpacked(replace(answer, files=(("other.pdf", b"x"),)), job, parcel, Wanted())
    assert (other.code, other.files) == (ExitCode.FILES, ())


class Workers:
    """A cluster that only says which versions its workers have."""

    def __init__(self, found: dict[str, object]) -> None:
        self.found = found

    def run(self, *_: object, **__: object) -> dict[str, object]:
        return self.found


def test_before_anything_is_made_one_sentence_says_which_worker_differs_and_how() -> None:
    cluster._check(Workers({"tcp://a": here(), "tcp://b": here()}), "tcp://s")
    with pytest.raises(
        ClusterFault, match=r"^The scheduler at tcp://s has no worker; start some with dask worker tcp://s"
    ):
        cluster._check(Workers({}), "tcp://s")
    found = {"tcp://b": {**here(), "openpyxl": "3.0.1"}, "tcp://a": here(), "tcp://c": ModuleNotFoundError("kccreport")}
    with pytest.raises(
        ClusterFault, match=r"^2 of 3 workers would make other .*: tcp://b has openpyxl 3\.0\.1, not [\d.]+;"
    ):
        cluster._check(Workers(found), "tcp://s")
    with pytest.raises(ClusterFault, match="tcp://c has no kccreport that can be used"):
        cluster._check(Workers({"tcp://c": found["tcp://c"]}), "tcp://s")


def test_without_dask_one_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster.importlib.util, "find_spec", lambda _: None)
    with pytest.raises(ClusterFault, match=r'pip install "kccreport\[cluster\]"'):
        list(cluster.on_cluster(iter(()), Makings(Wanted()), "tcp://127.0.0.1:1"))


@pytest.mark.parametrize(
    ("option", "why"), [(("--release",), "goes on with the record"), (("--jobs", "2"), "cores of")]
)
def test_a_cluster_goes_with_neither_releases_nor_jobs(option: tuple[str, ...], why: str) -> None:
    with pytest.raises(Usage, match=why):
        run("build", "inputs", "--cluster", "tcp://127.0.0.1:1", *option)


# -- a real one


@pytest.fixture
def scheduler(tmp_path: Path) -> Iterator[tuple[str, list["subprocess.Popen[bytes]"]]]:
    """A scheduler and three workers, each a process of its own on this machine."""
    file = tmp_path / "scheduler.json"
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "ignore"}

    def start(*words: str) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-m", "distributed.cli." + words[0], *words[1:]]
        folder = tmp_path / "elsewhere"
        folder.mkdir(exist_ok=True)
        with (tmp_path / "dask.log").open("ab") as log:
            return subprocess.Popen(command, env=environment, cwd=folder, stdout=log, stderr=log)

    started = [
        start("dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(file))
    ]
    try:
        for _ in range(3):
            local = ("--nthreads", "1", "--no-nanny", "--no-dashboard", "--local-directory", str(tmp_path))
            started.append(start("dask_worker", "--scheduler-file", str(file), *local))
        deadline = time.monotonic() + 60
        while not (file.exists() and file.read_text().rstrip().endswith("}")):
            assert time.monotonic() < deadline, (tmp_path / "dask.log").read_text()
            time.sleep(0.1)
        address = re.search(r'"(tcp://[^"]+)"', file.read_text())
        assert address is not None
        yield address[1], started[1:]
    finally:
        for process in reversed(started):
            process.terminate()
        for process in started:
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


@pytest.mark.skipif(not EXPECTED, reason="a cluster is started in CI, or with KCCREPORT_EXPECT_TOOLS=1")
def test_three_workers_of_which_one_is_killed_halfway_make_every_paper_once_and_as_alone(
    tmp_path: Path, scheduler: tuple[str, list["subprocess.Popen[bytes]"]], monkeypatch: pytest.MonkeyPatch
) -> None:
    from distributed import Client

    address, workers = scheduler
    with Client(address) as client:
        client.wait_for_workers(3, timeout=60)
    count = 24
    (tmp_path / "books").mkdir()
    for number in range(count):
        books.save(tmp_path / "books" / f"book {number:02}.xlsx")
    (tmp_path / "books" / "book 05.xlsx").write_bytes(b"no workbook")
    command = [sys.executable, "-m", "kccreport", "build", "books", "--html", "--cluster", address]
    building = subprocess.Popen(
        command, cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )  # fmt: skip
    deadline = time.monotonic() + 120
    while len(list(tmp_path.glob("out/*.pdf"))) < count // 4:
        assert building.poll() is None, building.communicate()
        assert time.monotonic() < deadline
        time.sleep(0.05)
    workers[0].send_signal(signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
    there_when_killed = len(list(tmp_path.glob("out/*.pdf")))
    said, faults = building.communicate(timeout=240)
    assert there_when_killed < count - 1
    assert building.returncode == ExitCode.FILES
    assert faults.splitlines() == ["kccreport: books/book 05.xlsx is not an Excel workbook (.xlsx)."]
    papers = [line.split("  ")[0] for line in said.splitlines() if ".pdf" in line]
    assert papers == [f"out/book {number:02}.pdf" for number in range(count) if number != 5]
    monkeypatch.chdir(tmp_path)
    assert run("build", "books", "--html", "--jobs", "1", "--out", "alone").exit_code == ExitCode.FILES
    alone = {path.name: path.read_bytes() for path in (tmp_path / "alone").glob("book*")}
    assert {path.name: path.read_bytes() for path in (tmp_path / "out").glob("book*")} == alone
    assert len(alone) == 2 * (count - 1)
    (tmp_path / "out" / "book 11.pdf").unlink()
    again = run("build", "books", "--html", "--jobs", "1", "--resume")
    assert again.stdout.count("made before, from the same workbook") == count - 2
