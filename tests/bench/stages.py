"""What each stage of a dashboard takes, and a cold build beside the imports that no build can do without."""

import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from tests import ROOT
from tests.bench.measuring import BUILD, PEAK_MEMORY, cpu
from tests.bench.workbooks import multiplied

DASHBOARD = ROOT / "inputs" / "dashboard-2021.xlsx"
RUNS = 7
_NAMES = ("importing", "reading", "rating", "composing", "rendering")
STAGES = (
    PEAK_MEMORY
    + """
import json, sys, time
sys.path.insert(0, sys.argv[1])
figures = {}
def timed(name, action):
    start = time.process_time()
    result = action()
    figures[name] = [time.process_time() - start, memory()]
    return result
def imports():
    import kccreport.intake.submission, kccreport.workbook.reader, kccreport.paper.compose, kccreport.rating.rated
    import kccreport.writers.pdf.render
timed("importing", imports)
from kccreport.intake.submission import read_submission
from kccreport.layout.reader import read_layout
from kccreport.paper.compose import compose
from kccreport.writers.pdf.render import render
from kccreport.rating.rated import rate_submission
from kccreport.workbook.reader import open_workbook
from kccreport.ground.memory import without_collecting
with without_collecting():  # as kccreport.roads.papers has it
    submission = timed("reading", lambda: read_submission(open_workbook(sys.argv[2])).value)
    rated = timed("rating", lambda: rate_submission(submission))
    layout = read_layout("committee-paper").value
    paper = timed("composing", lambda: compose(rated, layout))
    rendered = timed("rendering", lambda: render(paper))
figures["pages"], figures["bytes"] = rendered.pages, len(rendered.content)
print(json.dumps(figures))
"""
)


def stages_of_dashboards(folder: Path) -> None:
    """Print the figures for the dashboard workbook, and for 10 and 100 times as many indicators."""
    floors, colds = [], []
    for _ in range(RUNS):  # by turns, so that a busy moment of the machine falls on both
        floors.append(cpu("import openpyxl, reportlab.platypus"))
        colds.append(cpu(BUILD, str(DASHBOARD), "--out", str(folder)))
    floor, cold = statistics.median(floors), statistics.median(colds)
    print(f"floor: import openpyxl, reportlab.platypus  {floor * 1000:6.0f} ms CPU (median of {RUNS})")
    print(
        f"cold `kccreport build` of the dashboard     {cold * 1000:6.0f} ms CPU = {cold / floor:.2f} times the floor\n"
    )
    print(f"{'':>12}{'indicators':>11}{'pages':>7}" + "".join(f"{name:>15}" for name in _NAMES))
    for times in (1, 10, 100):
        workbook = folder / f"times{times}.xlsx"
        workbook.write_bytes(multiplied(times))
        figures = _stages(workbook)
        total = sum(figures[name][0] for name in _NAMES)
        peak = max(figures[name][1] for name in _NAMES)
        cells = "".join(f"{figures[name][0] * 1000:>7.0f} ms {figures[name][1]:>4.0f}" for name in _NAMES)
        print(f"{times:>10} x{45 * times:>11}{figures['pages']:>7}{cells}   all {total:.2f} s, {peak:.0f} MiB")


def _stages(workbook: Path) -> dict[str, list[float]]:
    run = subprocess.run(
        [sys.executable, "-c", STAGES, str(ROOT), str(workbook)], capture_output=True, text=True, check=True, cwd=ROOT
    )
    return dict(json.loads(run.stdout))


READ = """
import gc, sys, time
sys.path.insert(0, sys.argv[1])
from kccreport.intake.submission import read_submission
from kccreport.workbook.reader import open_workbook
def read():
    start = time.process_time()
    read_submission(open_workbook(sys.argv[2]))
    return time.process_time() - start
gc.disable()  # as kccreport.ground.memory has it, which older checkouts keep elsewhere
read()
print(min(read() for _ in range(int(sys.argv[3]))))
"""


def against(other: Path) -> None:
    """Print how long reading 45 and 4,500 indicators takes here and in another checkout, by turns, least CPU time of each."""
    with tempfile.TemporaryDirectory() as folder:
        for times, repeats in ((1, 20), (100, 1)):
            workbook = Path(folder) / f"reading{times}.xlsx"
            workbook.write_bytes(multiplied(times))
            found: dict[Path, list[float]] = {ROOT: [], other: []}
            for _ in range(4):
                for tree in found:
                    code = [sys.executable, "-c", READ, str(tree), str(workbook), str(repeats)]
                    environment = {**os.environ, "PYTHONPATH": str(tree)}
                    run = subprocess.run(code, capture_output=True, text=True, check=True, cwd=tree, env=environment)
                    found[tree].append(float(run.stdout))
            here, there = min(found[ROOT]), min(found[other])
            print(
                f"reading {45 * times:>5} indicators: {here * 1000:6.0f} ms CPU, in {other} {there * 1000:6.0f} ms: "
                f"{here / there:.2f} times"
            )


PAGES = """
import json, sys, time
sys.path.insert(0, sys.argv[1])
from kccreport.roads import papers
paper = papers.compose(papers.read(sys.argv[2]).value)
papers.render(paper), papers.render_page(paper)  # what both import and remember
def best(make):
    found = []
    for _ in range(9):
        start = time.process_time()
        made = make(paper)
        found.append(time.process_time() - start)
    return min(found), len(made if isinstance(made, bytes) else made.content)
print(json.dumps([best(papers.render), best(papers.render_page)]))
"""


def pages() -> None:
    """Print what the web page of a paper costs beside its PDF: at most a quarter of the time is the aim."""
    for name in ("dashboard-2021", "quarterly-2011"):
        code = [sys.executable, "-c", PAGES, str(ROOT), str(ROOT / "inputs" / f"{name}.xlsx")]
        run = subprocess.run(code, capture_output=True, text=True, check=True, cwd=ROOT)
        (pdf, pdf_bytes), (page, page_bytes) = json.loads(run.stdout)
        print(
            f"{name}: page {page * 1000:.0f} ms, {page_bytes / 1024:.0f} KiB; PDF {pdf * 1000:.0f} ms, {pdf_bytes / 1024:.0f} KiB; "
            f"the page takes {page / pdf:.2f} of the PDF's time (least of 9)"
        )
