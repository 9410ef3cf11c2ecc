"""The same document made by others: `python -m tests.bench --peers`.

What is measured of us is the whole command, from the workbook; of the others the rendering alone, of what we have read,
rated and composed. All set it in the same typeface. Each runs in a fresh Python, by turns; the run that took the least CPU
time counts, as the one that the rest of the machine has disturbed least.
"""

import os
import pickle
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests import ROOT
from tests.bench.many import two_jobs_to_half_of_one
from tests.bench.measuring import BARE, BUILD, ENVIRONMENT, PEAK_MEMORY, cpu
from tests.bench.quarterly import against_bare
from tests.bench.ratios import Ratios, changes, keep, kept, ratios_of
from tests.bench.stages import DASHBOARD
from tests.bench.workbooks import quarterly_times

SIZES = {26: 3, 260: 2, 1040: 2}  # indicators: so many runs
STARTS = 5
FONTS = ROOT / "kccreport" / "assets" / "fonts"
TYPST = """
import sys, typst
typst.compile(sys.argv[1], output=sys.argv[2], font_paths=[sys.argv[3]], ignore_system_fonts=True, pdf_standards="ua-1")
"""
WEASYPRINT = """
import sys
from weasyprint import HTML
HTML(filename=sys.argv[1]).write_pdf(sys.argv[2], pdf_variant="pdf/ua-1")
"""
CHECK = BUILD.replace('"build"', '"check"')
HELP = "import sys\nfrom kccreport.cli import main\nsys.argv[1:] = ['--help']\ntry:\n    main()\nexcept SystemExit:\n    pass\n"
TYPER = """
import typer
app = typer.Typer()
@app.command()
def one(name: str) -> None: ...
@app.command()
def other(name: str) -> None: ...
try:
    app(["--help"])
except SystemExit:
    pass
"""


@dataclass(frozen=True, slots=True)
class Figures:
    """What making one file took: CPU and clock seconds, MiB at the most; and what it is: pages and bytes."""

    cpu: float
    wall: float
    peak: float
    pages: int
    size: int


@dataclass(frozen=True, slots=True)
class Maker:
    """One way to make the document: its name, the snippet, the file it reads, and up to which size it is asked."""

    name: str
    code: str
    ending: str
    most: int = 10_000
    most_runs: int = 10


MAKERS = (
    Maker("kccreport build", BUILD, ".xlsx"),
    Maker("Typst, PDF/UA-1", TYPST, ".typ"),
    Maker("WeasyPrint, PDF/UA-1", WEASYPRINT, ".html", most=260, most_runs=1),  # 1,040 would take minutes
    Maker("bare ReportLab, untagged", BARE, ".pickle"),
)


def peers(*, is_release: bool = False) -> None:
    """Print what we and others take for the same document, and keep how we stand to them."""
    found: dict[int, dict[str, Figures]] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for size, runs in SIZES.items():
            _write(folder, size)
            found[size] = _by_turns(folder, size, runs)
            _print(size, found[size])
        further = {**_starts(folder), **_rendering(folder)}
    further["200 papers: two processes to half of the time of one"] = two_jobs_to_half_of_one()
    ratios = ratios_of(
        {size: {name: _plain(each) for name, each in made.items()} for size, made in found.items()}, further
    )
    before = kept()
    print("\n" + "\n".join(changes(ratios, before)))
    keep(Ratios(_machine(), _commit(), ratios), before, is_release=is_release)


def _plain(figures: Figures) -> dict[str, float]:
    return {"cpu": figures.cpu, "wall": figures.wall, "peak": figures.peak, "pages": figures.pages}


def _write(folder: Path, size: int) -> None:
    """Write the document as each maker reads it: from the same blocks, or for us the workbook they come from."""
    from kccreport.roads import papers as road
    from tests.bare import primitives
    from tests.bench.print_page import print_page
    from tests.bench.typst_markup import markup

    workbook = folder / f"{size}.xlsx"
    workbook.write_bytes(quarterly_times(size // 26))
    reading = road.read(workbook).value
    assert reading is not None
    paper = road.compose(reading)
    (folder / f"{size}.typ").write_text(markup(paper), "utf-8")
    (folder / f"{size}.html").write_text(print_page(road.render_page(paper), FONTS), "utf-8")
    (folder / f"{size}.pickle").write_bytes(pickle.dumps(primitives(paper)))


def _by_turns(folder: Path, size: int, runs: int) -> dict[str, Figures]:
    made: dict[str, list[Figures]] = {}
    for turn in range(runs):
        for maker in MAKERS:
            if size <= maker.most and turn < maker.most_runs:
                made.setdefault(maker.name, []).append(_run(maker, folder, size))
    return {name: min(each, key=lambda figures: figures.cpu) for name, each in made.items()}


def _run(maker: Maker, folder: Path, size: int) -> Figures:
    import pikepdf

    source, out = folder / f"{size}{maker.ending}", folder / f"{size}.pdf"
    words = [str(source), "--out", str(folder)] if maker.code is BUILD else [str(source), str(out), str(FONTS)]
    out.unlink(missing_ok=True)
    started, before = time.perf_counter(), os.times()
    said = subprocess.run(
        [sys.executable, "-c", maker.code + PEAK_MEMORY + "\nsys.stderr.write('PEAK %.1f' % memory())", *words],
        capture_output=True, text=True, check=True, cwd=ROOT, env=ENVIRONMENT,
    ).stderr  # fmt: skip
    after, wall = os.times(), time.perf_counter() - started
    seconds = after.children_user + after.children_system - before.children_user - before.children_system
    if not out.exists():
        raise RuntimeError(f"{maker.name} made nothing of {source.name}: {said}")
    with pikepdf.open(out) as pdf:
        pages = len(pdf.pages)
    return Figures(seconds, wall, float(said.rpartition("PEAK ")[2]), pages, out.stat().st_size)


def _print(size: int, made: Mapping[str, Figures]) -> None:
    print(f"\n{size:,} indicators{'':>16}CPU s{'':>5}wall s{'':>5}peak MiB{'':>5}pages{'':>8}bytes")
    for name, figures in made.items():
        print(
            f"{name:>26}{figures.cpu:>9.2f}{figures.wall:>11.2f}{figures.peak:>13.0f}{figures.pages:>10,}{figures.size:>13,}"
        )


def _starts(folder: Path) -> dict[str, float]:
    """Return how much longer commands take than what no command can do without, in CPU time, by the names of ratios."""
    floors: dict[str, list[float]] = {}
    runs = {
        "floor": ("import openpyxl, reportlab.platypus",),
        "typer": (TYPER,),
        "build": (BUILD, str(DASHBOARD), "--out", str(folder)),
        "check": (CHECK, str(DASHBOARD)),
        "help": (HELP,),
    }
    for _ in range(STARTS):
        for name, (code, *words) in runs.items():
            floors.setdefault(name, []).append(cpu(code, *words))
    least = {name: min(each) for name, each in floors.items()}
    return {
        "cold build to importing openpyxl and ReportLab": least["build"] / least["floor"],
        "cold check to importing openpyxl and ReportLab": least["check"] / least["floor"],
        "help to bare Typer": least["help"] / least["typer"],
    }


def _rendering(folder: Path) -> dict[str, float]:
    """Return the CPU time of rendering alone against that of bare ReportLab in the same process, by the name of the ratio."""
    found = [against_bare(folder / "260.xlsx", folder / "story.pickle") for _ in range(SIZES[260])]
    share = min(each["render"] for each in found) / min(each["bare"] for each in found)
    return {"260: rendering alone to that of bare ReportLab": share}


def _machine() -> str:
    """Return what the figures were measured on, such as 2 cores of an AMD EPYC, Python 3.11, Linux."""
    named = platform.processor() or platform.machine()
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
        named = next(line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        pass
    return f"{os.cpu_count()} cores of {named}, Python {platform.python_version()}, {platform.system()}"


def _commit() -> str:
    run = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False, cwd=ROOT)
    return run.stdout.strip()
