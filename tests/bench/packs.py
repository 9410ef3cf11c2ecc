"""What packs take beside appending pages, which loses every tag."""

import json
import statistics
import subprocess
import sys
from pathlib import Path

from tests import ROOT
from tests.bench.measuring import PEAK_MEMORY, watched

PACK_PAPERS = 30
MAKE_PAPERS = """
import pickle, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from kccreport.roads import papers as pipeline
from kccreport.agenda.examining.examiner import examine
from kccreport.paper.blocks import PackPlace, PageNumbers
from tests.bench.packs import PACK_PAPERS
from tests.bench.workbooks import multiplied
folder = Path(sys.argv[2])
for areas in range(9, 0, -1):
    (folder / "thirty.xlsx").write_bytes(multiplied(3, areas))
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
from kccreport.agenda.merging.merge import merge
from kccreport.agenda.merging.papers import PackPaper
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


def packs(folder: Path) -> None:
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


def whole_pack(folder: Path) -> None:
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
    plain = watched(PLAIN_WALL, str(folder))
    whole = watched(WHOLE_PACK, str(folder))
    (folder / "exempt.pdf").write_bytes(plain_pdf("The tender of Brightwater was lowest by far and is commended"))
    agenda_workbook(folder, *reports, report("40", File="exempt.pdf", **EXEMPT))
    proved = watched(WHOLE_PACK, str(folder))
    print(
        "\na pack of 1,035 pages of others, all of it, against plain pikepdf appending: wall, CPU, peak of all processes"
    )
    for name, figures in (("plain append", plain), ("kccreport pack", whole), ("with an exempt paper", proved)):
        wall, cpu, peak, parts = figures
        print(
            f"{name:>22}{wall:>7.1f} s = {wall / plain[0]:5.1f} times{cpu:>7.1f} s = {cpu / plain[1]:5.1f} times"
            f"{peak:>6.0f} MiB = {peak / max(plain[2], 1):4.1f} times; {parts}"
        )
