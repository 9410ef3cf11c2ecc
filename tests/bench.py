"""Where the time goes: `python -m tests.bench`. Prints CPU time, and peak memory in MiB after each stage; passes and fails nothing.

Each stage is timed in a process of its own, so that one stage's memory and warm caches do not flatter the next. The
floor is a Python that only imports openpyxl and reportlab.platypus.
"""

import json
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
DASHBOARD = ROOT / "inputs" / "dashboard-2021.xlsx"
RUNS = 7
BUILD = """
import sys
from kccreport.cli import main
sys.argv[1:1] = ["build"]
try:
    main()
except SystemExit:
    pass
"""

STAGES = """
import json, sys, time
sys.path.insert(0, sys.argv[1])
def memory():
    try:
        import resource
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    except ImportError:
        return 0.0  # Windows
figures = {}
def timed(name, action):
    start = time.process_time()
    result = action()
    figures[name] = [time.process_time() - start, memory()]
    return result
def imports():
    import kccreport.intake.submission, kccreport.workbook.reader, kccreport.paper.compose, kccreport.rating.rated
    import kccreport.pdf.render
timed("importing", imports)
from kccreport.intake.submission import read_submission
from kccreport.layout.reader import read_layout
from kccreport.paper.compose import compose
from kccreport.pdf.render import render
from kccreport.rating.rated import rate_submission
from kccreport.workbook.reader import open_workbook
from kccreport.memory import without_collecting
with without_collecting():  # as kccreport.pipeline has it
    submission = timed("reading", lambda: read_submission(open_workbook(sys.argv[2])).value)
    rated = timed("rating", lambda: rate_submission(submission))
    layout = read_layout("committee-paper").value
    paper = timed("composing", lambda: compose(rated, layout))
    content, pages = timed("rendering", lambda: render(paper))
figures["pages"], figures["bytes"] = pages, len(content)
print(json.dumps(figures))
"""


def main() -> None:
    """Print the figures for the dashboard workbook, and for 10 and 100 times as many indicators."""
    with tempfile.TemporaryDirectory() as folder:
        floors, colds = [], []
        for _ in range(RUNS):  # by turns, so that a busy moment of the machine falls on both
            floors.append(_cpu("import openpyxl, reportlab.platypus"))
            colds.append(_cpu(BUILD, str(DASHBOARD), "--out", folder))
        floor, cold = statistics.median(floors), statistics.median(colds)
        print(f"floor: import openpyxl, reportlab.platypus  {floor * 1000:6.0f} ms CPU (median of {RUNS})")
        print(
            f"cold `kccreport build` of the dashboard     {cold * 1000:6.0f} ms CPU = {cold / floor:.2f} times the floor\n"
        )
        print(f"{'':>12}{'indicators':>11}{'pages':>7}" + "".join(f"{name:>15}" for name in _NAMES))
        for times in (1, 10, 100):
            workbook = Path(folder) / f"times{times}.xlsx"
            workbook.write_bytes(_multiplied(times))
            figures = _stages(workbook)
            total = sum(figures[name][0] for name in _NAMES)
            peak = max(figures[name][1] for name in _NAMES)
            cells = "".join(f"{figures[name][0] * 1000:>7.0f} ms {figures[name][1]:>4.0f}" for name in _NAMES)
            print(f"{times:>10} x{45 * times:>11}{figures['pages']:>7}{cells}   all {total:.2f} s, {peak:.0f} MiB")


_NAMES = ("importing", "reading", "rating", "composing", "rendering")


def _cpu(code: str, *arguments: str) -> float:
    """Return the CPU time of running a snippet in a fresh Python, in seconds."""
    timing = "\nimport time, sys; sys.stderr.write('CPU %.4f' % time.process_time())"
    run = subprocess.run(
        [sys.executable, "-c", code + timing, *arguments], capture_output=True, text=True, check=True, cwd=ROOT
    )
    return float(run.stderr.rpartition("CPU ")[2])


def _stages(workbook: Path) -> dict[str, list[float]]:
    run = subprocess.run(
        [sys.executable, "-c", STAGES, str(ROOT), str(workbook)], capture_output=True, text=True, check=True, cwd=ROOT
    )
    return dict(json.loads(run.stdout))


def _multiplied(times: int) -> bytes:
    """Return the dashboard workbook with every area and indicator so many times over."""
    sys.path.insert(0, str(ROOT / "inputs"))
    from sources import dashboard_2021 as source

    from kccreport.intake.writing import paper_workbook

    def copies(rows: list[dict[str, object]], *keys: str) -> list[dict[str, object]]:
        return [
            {key: f"{value} {copy}" if copy and key in keys else value for key, value in row.items()}
            for copy in range(times)
            for row in rows
        ]

    records = source.records()
    return paper_workbook(
        {
            **records,
            "Service areas": copies(records["Service areas"], "Code", "Delivered by"),
            "Indicators": copies(records["Indicators"], "Reference", "Service area"),
            "Published": [],
            "Results": copies(records["Results"], "Reference"),
            "Commentary": [
                {**row, "References": " & ".join(_numbered(str(row["References"]), copy))}
                for copy in range(times)
                for row in records["Commentary"]
            ],
        }
    )


def _numbered(references: str, copy: int) -> list[str]:
    return [f"{reference} {copy}" if copy else reference for reference in references.split(" & ")]


if __name__ == "__main__":
    main()
