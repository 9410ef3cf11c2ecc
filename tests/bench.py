"""Where the time goes: `python -m tests.bench`. Prints CPU time, and peak memory in MiB after each stage; passes and fails nothing.
`python -m tests.bench --against CHECKOUT` prints what reading costs beside another checkout, such as one of before.

Each stage is timed in a process of its own, so that one stage's memory and warm caches do not flatter the next. The
floor of the dashboard is a Python that only imports openpyxl and reportlab.platypus; that of the quarterly report is
bare ReportLab laying the same story out once, untagged (`tests/bare.py`).
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from tests import ROOT

if TYPE_CHECKING:
    from kccreport.rating.rated import RatedSubmission

DASHBOARD = ROOT / "inputs" / "dashboard-2021.xlsx"
RUNS = 7
# of this process alone: what getrusage gives on Linux includes the process that started it
PEAK_MEMORY = """
def memory():
    try:
        with open("/proc/self/status") as status:
            return next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) / 1024
    except OSError:
        pass
    try:
        import resource
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    except ImportError:
        return 0.0  # Windows
"""
BUILD = """
import sys
from kccreport.cli import main
sys.argv[1:1] = ["build"]
try:
    main()
except SystemExit:
    pass
"""

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
        _pages()
        _commentary()
        _quarterly(folder)
        _packs(Path(folder))
        with tempfile.TemporaryDirectory() as other:
            _whole_pack(Path(other))


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
            workbook.write_bytes(_multiplied(times))
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


COMMENTARIES = 200
READ_COMMENTARY = """
import json, sys, time
sys.path.insert(0, sys.argv[1])
from tests.bench import said_often
rated = said_often(int(sys.argv[2]))
start = time.process_time()
from kccreport.claims.review import contradicted
found = list(contradicted(rated))
print(json.dumps([time.process_time() - start, len(found), sum(len(entry.text) for entry in rated.submission.commentary)]))
"""


def said_often(count: int) -> "RatedSubmission":
    """Return the quarterly report's ratings with so many commentaries: those it has, over and over."""
    from itertools import cycle, islice

    from kccreport.roads import papers as pipeline

    reading = pipeline.read(ROOT / "inputs" / "quarterly-2011.xlsx").value
    assert reading is not None
    submission = reading.rated.submission
    said = tuple(islice(cycle(submission.commentary), count))
    return replace(reading.rated, submission=submission.model_copy(update={"commentary": said}))


def _commentary() -> None:
    """Print what it costs to read many commentaries against their figures, the import of the reader included."""
    run = subprocess.run(
        [sys.executable, "-c", READ_COMMENTARY, str(ROOT), str(COMMENTARIES)],
        capture_output=True, text=True, check=True, cwd=ROOT,
    )  # fmt: skip
    seconds, found, letters = json.loads(run.stdout)
    print(
        f"\nreading {COMMENTARIES} commentaries ({letters / 1000:.0f},000 letters): {seconds * 1000:.0f} ms CPU, {found} warnings"
    )


PACK_PAPERS = 30
MAKE_PAPERS = """
import pickle, sys
from dataclasses import replace
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from kccreport.roads import papers as pipeline
from kccreport.agenda.examining.examiner import examine
from kccreport.paper.blocks import PackPlace, PageNumbers
from tests.bench import PACK_PAPERS, _multiplied
folder = Path(sys.argv[2])
for areas in range(9, 0, -1):
    (folder / "thirty.xlsx").write_bytes(_multiplied(3, areas))
    paper = pipeline.compose(pipeline.read(folder / "thirty.xlsx").value)
    if pipeline.render(paper).pages <= 30:
        break
first = 1
for number in range(PACK_PAPERS):
    place = PackPlace(f"p{number:02}", PageNumbers(first), f"Agenda Item {number}", f"Agenda Item {number}: A paper", back="pack:p00")
    built = pipeline.render(replace(paper, identity=replace(paper.identity, place=place)))
    first += built.pages
    (folder / f"p{number:02}.pdf").write_bytes(built.content)
    (folder / f"p{number:02}.tree").write_bytes(pickle.dumps(built.tree))
    facts = examine(folder / f"p{number:02}.pdf", folder / f"cleaned-p{number:02}.pdf")
    (folder / f"p{number:02}.facts").write_bytes(pickle.dumps(facts))
"""
PLAIN_APPEND = """
import json, sys, time, warnings
from pathlib import Path
import pikepdf
warnings.simplefilter("ignore")
start = time.process_time()
pack = pikepdf.Pdf.new()
for path in sorted(Path(sys.argv[2]).glob("p[0-9][0-9].pdf")):
    with pikepdf.open(path) as paper:
        pack.pages.extend(paper.pages)
pack.save(Path(sys.argv[2]) / "plain-append.pdf")
"""
MERGE = """
import json, pickle, sys, time
from datetime import date
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from kccreport.agenda.merging.merge import PackPaper, merge
from kccreport.paper.blocks import Identity, PackPlace, PageNumbers
folder, as_foreign = Path(sys.argv[2]), sys.argv[3] == "foreign"
papers = []
for number, path in enumerate(sorted(folder.glob("p[0-9][0-9].pdf"))):
    place = PackPlace(path.stem, PageNumbers(1 + 30 * number), f"Item {number}", f"Item {number}: A paper", back="pack:p00")
    if as_foreign and number:
        facts = pickle.loads(path.with_suffix(".facts").read_bytes())
        papers.append(PackPaper(place, path.stem, folder / f"cleaned-{path.name}", item=path.stem, facts=facts))
    else:
        tree = pickle.loads(path.with_suffix(".tree").read_bytes())
        papers.append(PackPaper(place, path.stem, path, item=path.stem, tree=tree))
start = time.process_time()
made = merge(Identity("Pack", "Council", "Meeting", "", "", "", date(2021, 3, 4)), papers, folder / "merged.pdf")
"""
MEASURED = (
    PEAK_MEMORY
    + """
print(json.dumps([time.process_time() - start, memory()]))
"""
)


def _packs(folder: Path) -> None:
    """Print what merging 30 papers of 30 pages costs against appending their pages, which loses every tag."""
    subprocess.run([sys.executable, "-c", MAKE_PAPERS, str(ROOT), str(folder)], check=True, cwd=ROOT)
    print(
        "\n30 papers of 30 pages: a pack with every tag against plain pikepdf appending, without (medians; CPU time, peak)"
    )

    def measured(code: str, *arguments: str) -> tuple[float, float]:
        runs = [
            json.loads(
                subprocess.run(
                    [sys.executable, "-c", code + MEASURED, str(ROOT), str(folder), *arguments],
                    capture_output=True, text=True, check=True, cwd=ROOT,
                ).stdout
            )
            for _ in range(5)
        ]  # fmt: skip
        return statistics.median(run[0] for run in runs), max(run[1] for run in runs)

    plain = measured(PLAIN_APPEND)
    for name, figures in (
        ("plain append", plain),
        ("papers made here", measured(MERGE, "ours")),
        ("the same as if others had sent them", measured(MERGE, "foreign")),
    ):
        print(
            f"{name:>36}{figures[0] * 1000:>8.0f} ms = {figures[0] / plain[0]:4.1f} times{figures[1]:>7.0f} MiB = "
            f"{figures[1] / max(plain[1], 1):3.1f} times"
        )


FOREIGN_PAPERS = 15  # of 69 pages: some 1,000
PLAIN_WALL = """
import sys, time, warnings
from pathlib import Path
import pikepdf
warnings.simplefilter("ignore")
start = time.perf_counter()
pack = pikepdf.Pdf.new()
for path in sorted(Path(sys.argv[2]).glob("report-*.pdf")):
    with pikepdf.open(path) as paper:
        pack.pages.extend(paper.pages)
pack.save(Path(sys.argv[2]) / "plain.pdf")
print("appending pages %.1f s" % (time.perf_counter() - start))
"""
WHOLE_PACK = """
import sys, time
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from kccreport.agenda.issue import comparison, findings, papers, press, proof
from kccreport.roads import agendas
def timed(holder, name, words):
    action = getattr(holder, name)
    def run(*arguments, **options):
        start = time.perf_counter()
        try:
            return action(*arguments, **options)
        finally:
            print("%s %.1f s" % (words, time.perf_counter() - start))
    setattr(holder, name, run)
timed(papers.Papers, "prepare", "examining and cleaning")
timed(press, "merge", "merging")
timed(findings, "standards_met", "validating a paper")
timed(press, "standards_met", "validating the pack")
timed(comparison, "pages_that_differ", "comparing pictures")
timed(proof, "find_leaks", "proving that nothing leaks")
folder = Path(sys.argv[2])
assert agendas.make(folder / "agenda.xlsx", folder / "out").value is not None
"""


def _whole_pack(folder: Path) -> None:
    """Print what a pack of a thousand pages of others takes, everything included, against appending them; and the same
    where one more paper is exempt, so that there are two packs and the proof.
    """
    from kccreport.roads import papers as road
    from tests.agendas import EXEMPT, agenda_workbook, plain_pdf, report

    road.build(ROOT / "inputs" / "quarterly-2011.xlsx", folder / "report-10.pdf")
    content = (folder / "report-10.pdf").read_bytes()
    numbers = [str(10 + at) for at in range(FOREIGN_PAPERS)]
    for number in numbers:
        (folder / f"report-{number}.pdf").write_bytes(content)
    reports = [report(number) for number in numbers]
    agenda_workbook(folder, *reports)
    plain = _watched(PLAIN_WALL, str(folder))
    whole = _watched(WHOLE_PACK, str(folder))
    (folder / "exempt.pdf").write_bytes(plain_pdf("The tender of Brightwater was lowest by far and is commended"))
    agenda_workbook(folder, *reports, report("40", File="exempt.pdf", **EXEMPT))
    proved = _watched(WHOLE_PACK, str(folder))
    print(
        "\na pack of 1,035 pages of others, all of it, against plain pikepdf appending: wall, CPU, peak of all processes"
    )
    for name, figures in (("plain append", plain), ("kccreport pack", whole), ("with an exempt paper", proved)):
        wall, cpu, peak, parts = figures
        print(
            f"{name:>22}{wall:>7.1f} s = {wall / plain[0]:5.1f} times{cpu:>7.1f} s = {cpu / plain[1]:5.1f} times"
            f"{peak:>6.0f} MiB = {peak / max(plain[2], 1):4.1f} times; {parts}"
        )


def _watched(code: str, folder: str) -> tuple[float, float, float, str]:
    """Return how long a snippet takes in a fresh Python by the clock and in CPU time, the peak memory of it and its children
    in MiB, and what it prints.
    """
    start, before = time.perf_counter(), os.times()
    with subprocess.Popen(
        [sys.executable, "-c", code, str(ROOT), folder], stdout=subprocess.PIPE, text=True, cwd=ROOT
    ) as process:  # fmt: skip
        peak = 0.0
        while process.poll() is None:
            peak = max(peak, _memory_of(process.pid))
            time.sleep(0.02)
        wall = time.perf_counter() - start
        printed = process.stdout.read() if process.stdout else ""
    after = os.times()
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return wall, cpu, peak, ", ".join(printed.split("\n")).strip(", ")


def _memory_of(pid: int) -> float:
    """Return the memory of a process and its children, shared pages counted once each; 0 where the system does not say."""
    try:
        with Path(f"/proc/{pid}/smaps_rollup").open() as rollup:
            own = next(int(line.split()[1]) for line in rollup if line.startswith("Pss:")) / 1024
        children = [
            int(child)
            for task in Path(f"/proc/{pid}/task").iterdir()
            for child in (task / "children").read_text().split()
        ]
    except (OSError, StopIteration):
        return 0.0
    return own + sum(_memory_of(child) for child in children)


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


def _pages() -> None:
    """Print what the web page of a paper costs beside its PDF: at most a quarter of the time is the aim."""
    for name in ("dashboard-2021", "quarterly-2011"):
        code = [sys.executable, "-c", PAGES, str(ROOT), str(ROOT / "inputs" / f"{name}.xlsx")]
        run = subprocess.run(code, capture_output=True, text=True, check=True, cwd=ROOT)
        (pdf, pdf_bytes), (page, page_bytes) = json.loads(run.stdout)
        print(
            f"{name}: page {page * 1000:.0f} ms, {page_bytes / 1024:.0f} KiB; PDF {pdf * 1000:.0f} ms, {pdf_bytes / 1024:.0f} KiB; "
            f"the page takes {page / pdf:.2f} of the PDF's time (least of 9)"
        )


def _quarterly(folder: str) -> None:
    """Print the quarterly report, and one of ten times as many KPIs, against bare ReportLab with the same story."""
    print("\nquarterly report against bare ReportLab, the same story untagged and once (medians of CPU time)")
    print(
        f"{'KPIs':>6}{'pages':>7}{'render':>11}{'bare':>11}{'ratio':>7}{'cold build':>13}{'bare, cold':>12}{'ratio':>7}{'peak':>10}"
    )
    for times, runs in ((1, RUNS), (10, 3)):
        workbook, story = Path(folder) / f"quarterly{times}.xlsx", Path(folder) / f"story{times}.pickle"
        workbook.write_bytes(_quarterly_times(times))
        figures = [_against_bare(workbook, story) for _ in range(runs)]
        ours, bare = (statistics.median(each[name] for each in figures) for name in ("render", "bare"))
        colds, bares, peaks = [], [], []
        for _ in range(runs):
            seconds, peak = _cold(BUILD, str(workbook), "--out", folder)
            colds.append(seconds)
            peaks.append(peak)
            bares.append(_cold(BARE, str(story), str(Path(folder) / "bare.pdf"))[0])
        cold, bare_cold = statistics.median(colds), statistics.median(bares)
        print(
            f"{26 * times:>6}{figures[0]['pages']:>7.0f}{ours * 1000:>8.0f} ms{bare * 1000:>8.0f} ms{ours / bare:>7.2f}"
            f"{cold * 1000:>10.0f} ms{bare_cold * 1000:>9.0f} ms{cold / bare_cold:>7.2f}{max(peaks):>6.0f} MiB"
        )


BARE = """
import runpy, sys
sys.argv[0] = "bare"
runpy.run_module("tests.bare", run_name="__main__")
"""
AGAINST_BARE = """
import json, pickle, sys, time
from pathlib import Path
sys.path.insert(0, sys.argv[1])
import kccreport.writers.pdf.render, reportlab.graphics.shapes, reportlab.platypus
from kccreport.roads import papers as pipeline
from tests.bare import lay_out, primitives
paper = pipeline.compose(pipeline.read(sys.argv[2]).value)
story = primitives(paper)
Path(sys.argv[3]).write_bytes(pickle.dumps(story))
figures = {}
# by turns, each first once; the first run of either loads the fonts
for name, action in (("render", lambda: pipeline.render(paper)), ("bare", lambda: lay_out(story))):
    start = time.process_time()
    made = action()
    figures[name] = time.process_time() - start
    figures.setdefault("pages", made.pages if name == "render" else made[1])
print(json.dumps(figures))
"""


def _against_bare(workbook: Path, story: Path) -> dict[str, float]:
    run = subprocess.run(
        [sys.executable, "-c", AGAINST_BARE, str(ROOT), str(workbook), str(story)],
        capture_output=True, text=True, check=True, cwd=ROOT,
    )  # fmt: skip
    return dict(json.loads(run.stdout))


def _cold(code: str, *arguments: str) -> tuple[float, float]:
    """Return the CPU time in seconds and the peak memory in MiB of a snippet in a fresh Python."""
    timing = PEAK_MEMORY + "\nimport sys, time\nsys.stderr.write('COLD %.4f %.1f' % (time.process_time(), memory()))"
    run = subprocess.run(
        [sys.executable, "-c", code + timing, *arguments], capture_output=True, text=True, check=True, cwd=ROOT
    )
    seconds, peak = run.stderr.rpartition("COLD ")[2].split()
    return float(seconds), float(peak)


def _quarterly_times(times: int) -> bytes:
    """Return the workbook of the quarterly report with every KPI so many times over."""
    sys.path.insert(0, str(ROOT / "inputs"))
    from sources import quarterly_2011 as source

    from kccreport.intake.writing import paper_workbook

    records = source.records()
    repeated = ("Indicators", "Targets", "Results", "Comparators", "Commentary", "Details")
    for sheet in repeated:
        key = "References" if sheet == "Commentary" else "Reference"
        records[sheet] = [
            {**row, key: f"{row[key]}-{copy}" if copy else row[key]}
            for copy in range(times)
            for row in records[sheet]
            if not copy or str(row[key]).startswith("KPI")
        ]
    records["Published"] = records["Published paper"] = []
    return paper_workbook(records, tables=source.own_sheets())


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


def _multiplied(times: int, areas_of_last: int | None = None) -> bytes:
    """Return the dashboard workbook with every area and indicator so many times over, the last time only some areas."""
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
    areas = copies(records["Service areas"], "Code", "Delivered by")
    if areas_of_last is not None:
        areas = areas[: len(areas) - len(records["Service areas"]) + areas_of_last]
    codes = {row["Code"] for row in areas}
    indicators = [
        row for row in copies(records["Indicators"], "Reference", "Service area") if row["Service area"] in codes
    ]
    known = {row["Reference"] for row in indicators}
    commentary = [
        {**row, "References": " & ".join(references)}
        for copy in range(times)
        for row in records["Commentary"]
        if known.issuperset(references := _numbered(str(row["References"]), copy))
    ]
    return paper_workbook(
        {
            **records,
            "Service areas": areas,
            "Indicators": indicators,
            "Published": [],
            "Results": [row for row in copies(records["Results"], "Reference") if row["Reference"] in known],
            "Commentary": commentary,
        }
    )


def _numbered(references: str, copy: int) -> list[str]:
    return [f"{reference} {copy}" if copy else reference for reference in references.split(" & ")]


if __name__ == "__main__":
    against(Path(sys.argv[2])) if sys.argv[1:2] == ["--against"] else main()
