"""What is published and the record of it change in one step: whenever a release is killed, they say the same."""

import contextlib
from pathlib import Path

import pytest

from kccreport.ground import files
from kccreport.ground.files import settle_staged
from kccreport.ground.scratch import scratch_root
from kccreport.published.packs import PublishedFile, file_hash
from kccreport.published.shelf import publish

RECORD = "meeting.pack.json"
BEFORE = {
    "public.pdf": b"public 1",
    "restricted.pdf": b"restricted 1",
    "front-sheet.pdf": b"front",
    RECORD: b"record 1",
}
AFTER = {"public.pdf": b"public 2", "supplement-1.pdf": b"late", "front-sheet.pdf": b"front", RECORD: b"record 2"}
ASIDE = {"public-version-1.pdf": b"public 1", "restricted-version-1.pdf": b"restricted 1"}


class Killed(BaseException):
    """Stands for a kill: nothing is tidied up after it."""


def standing(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()} if folder.exists() else {}


def release(folder: Path) -> None:
    """The second version of what stands in a folder: one file is new, one other, one gone and one as it was."""
    out = folder / "out"
    made = {name: folder / f"made-{name}" for name in AFTER if name != RECORD}
    for name, path in made.items():
        path.write_bytes(AFTER[name])
    published = [PublishedFile(name=name, sha256=file_hash(out / name)) for name in BEFORE if (out / name).exists()]
    publish(out, made, [each for each in published if each.name != RECORD], "1", (), {RECORD: AFTER[RECORD]})


@pytest.mark.parametrize("last", range(1, 30))
def test_whenever_a_release_is_killed_files_and_record_are_of_one_issue(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, last: int
) -> None:
    out, steps, real = tmp_path / "out", 0, Path.replace
    (tmp_path / "system").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "system"))
    out.mkdir()
    for name, content in BEFORE.items():
        (out / name).write_bytes(content)

    def step() -> None:
        nonlocal steps
        steps += 1
        if steps == last:
            raise Killed

    def replace(self: Path, target: Path) -> Path:
        step()
        moved = real(self, target)
        step()
        return moved

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", replace)
        patched.setattr(files.shutil, "rmtree", lambda *_, **__: None)
        patched.setattr(Path, "unlink", lambda *_, **__: None)
        with contextlib.suppress(Killed):
            release(tmp_path)
    assert (steps < last) == (standing(out) == AFTER and steps < last), "nothing is left to kill"
    settle_staged()
    assert standing(out) in (BEFORE, AFTER)
    assert not [path for path in out.iterdir() if path.name.startswith(".")]
    assert standing(out / "superseded").items() <= ASIDE.items()
    if standing(out) == BEFORE:
        release(tmp_path)
    assert (standing(out), standing(out / "superseded")) == (AFTER, ASIDE)
    assert not scratch_root().exists()


def test_a_published_file_that_is_kept_stays_though_none_was_made(tmp_path: Path) -> None:
    (tmp_path / "part-1.pdf").write_bytes(b"part")
    published = [PublishedFile(name="part-1.pdf", sha256=file_hash(tmp_path / "part-1.pdf"))]
    assert publish(tmp_path, {}, published, "1", {"part-1.pdf"}, {RECORD: b"record"}) == ()
    assert standing(tmp_path) == {"part-1.pdf": b"part", RECORD: b"record"}
