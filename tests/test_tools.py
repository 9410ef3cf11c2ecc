"""What only another program can check; skipped with a reason where it is not installed, and never in CI.

LibreOffice takes seconds to start, so it is asked in CI alone, or wherever KCCREPORT_EXPECT_TOOLS is set.
"""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from kccreport.agenda.intake.agenda import read_agenda
from kccreport.ground.problem import has_errors
from kccreport.intake.submission import read_submission
from kccreport.models.submission import Submission
from kccreport.workbook.reader import open_workbook
from tests import ROOT
from tests.libreoffice import XLSX, converted
from tests.samples import short_quarterly

# by name: a user's own workbooks may stand beside them
WORKBOOKS = [ROOT / "inputs" / f"{name}.xlsx" for name in ("dashboard-2021", "quarterly-2011")]
_SKIP = re.compile(r"pytest\.(?:mark\.)?(?:skip|skipif|xfail|importorskip)\((?:[^()]|\([^()]*\))*\)")
EXPECTED = bool(os.environ.get("KCCREPORT_EXPECT_TOOLS"))


def needs(program: str) -> pytest.MarkDecorator:
    if program == "soffice":
        return pytest.mark.skipif(not EXPECTED, reason="LibreOffice is asked in CI, or with KCCREPORT_EXPECT_TOOLS=1")
    is_missing = not EXPECTED and shutil.which(program) is None
    return pytest.mark.skipif(is_missing, reason=f"{program} is not installed")


def test_ci_has_every_program_it_should() -> None:
    if EXPECTED:
        assert [name for name in ("qpdf", "pdftoppm", "soffice", "chromium") if shutil.which(name) is None] == []


def test_every_skip_says_why() -> None:
    silent = [
        f"{path.relative_to(ROOT)}: {call[0]}"
        for path in sorted((ROOT / "tests").rglob("*.py"))
        for call in _SKIP.finditer(path.read_text("utf-8"))
        if not re.search(r'(?:reason=f?|skip\()"[^"]{6,}"', call[0])
    ]
    assert silent == []


def figures(submission: Submission | None) -> list[object]:
    assert submission is not None
    return [
        (each.reference, each.title, [(period, figure.value, figure.status) for period, figure in each.results.items()])
        for each in submission.indicators
    ]


@needs("soffice")
def test_workbooks_open_in_libreoffice_and_read_the_same_when_it_has_saved_them(tmp_path: Path) -> None:
    converted(XLSX, WORKBOOKS, tmp_path)
    for workbook in WORKBOOKS:
        ours, theirs = (read_submission(open_workbook(path)) for path in (workbook, tmp_path / workbook.name))
        assert theirs.problems == ours.problems
        assert not has_errors(ours.problems)
        assert figures(theirs.value) == figures(ours.value)


@needs("pdftoppm")
def test_pages_can_be_rendered_and_ratings_survive_in_grey(tmp_path: Path) -> None:
    import pymupdf

    from kccreport.roads import papers as pipeline

    path = tmp_path / "paper.pdf"
    (tmp_path / "quarterly.xlsx").write_bytes(short_quarterly())
    pipeline.build(tmp_path / "quarterly.xlsx", path)
    pages = 12  # front, contents, summary, and a report with its chart
    assert len(pymupdf.open(path)) > pages
    command = ["pdftoppm", "-gray", "-r", "40", "-l", str(pages), "-png", str(path), str(tmp_path / "page")]
    subprocess.run(command, check=True)
    images = sorted(tmp_path.glob("page*.png"))
    assert len(images) == pages
    for image in images:
        shades = pymupdf.Pixmap(str(image)).color_count()
        assert shades > 8, f"{image.name} is blank"


@needs("soffice")
def test_an_agenda_that_libreoffice_has_saved_reads_the_same(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "inputs", tmp_path / "saved", ignore=shutil.ignore_patterns("sources", "*.py"))
    sample = ROOT / "inputs" / "agenda-2021.xlsx"
    converted(XLSX, [sample], tmp_path / "saved")
    ours, theirs = (read_agenda(open_workbook(path)) for path in (sample, tmp_path / "saved" / sample.name))
    assert theirs.problems == ours.problems == ()
    assert theirs.value == ours.value
