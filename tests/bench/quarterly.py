"""The quarterly report against bare ReportLab with the same story."""

import json
import statistics
import subprocess
import sys
from pathlib import Path

from tests import ROOT
from tests.bench.measuring import BARE, BUILD, cold
from tests.bench.workbooks import quarterly_times

RUNS = 7


def quarterly(folder: str) -> None:
    """Print the quarterly report, and one of ten times as many KPIs, against bare ReportLab with the same story."""
    print("\nquarterly report against bare ReportLab, the same story untagged and once (medians of CPU time)")
    print(
        f"{'KPIs':>6}{'pages':>7}{'render':>11}{'bare':>11}{'ratio':>7}{'cold build':>13}{'bare, cold':>12}{'ratio':>7}{'peak':>10}"
    )
    for times, runs in ((1, RUNS), (10, 3)):
        workbook, story = Path(folder) / f"quarterly{times}.xlsx", Path(folder) / f"story{times}.pickle"
        workbook.write_bytes(quarterly_times(times))
        figures = [against_bare(workbook, story) for _ in range(runs)]
        ours, bare = (statistics.median(each[name] for each in figures) for name in ("render", "bare"))
        colds, bares, peaks = [], [], []
        for _ in range(runs):
            seconds, peak = cold(BUILD, str(workbook), "--out", folder)
            colds.append(seconds)
            peaks.append(peak)
            bares.append(cold(BARE, str(story), str(Path(folder) / "bare.pdf"))[0])
        ours_cold, bare_cold = statistics.median(colds), statistics.median(bares)
        print(
            f"{26 * times:>6}{figures[0]['pages']:>7.0f}{ours * 1000:>8.0f} ms{bare * 1000:>8.0f} ms{ours / bare:>7.2f}"
            f"{ours_cold * 1000:>10.0f} ms{bare_cold * 1000:>9.0f} ms{ours_cold / bare_cold:>7.2f}{max(peaks):>6.0f} MiB"
        )


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


def against_bare(workbook: Path, story: Path) -> dict[str, float]:
    """Return the CPU seconds of rendering a workbook's paper and of laying its story out bare, and our pages.

    The story is left behind as a file.
    """
    run = subprocess.run(
        [sys.executable, "-c", AGAINST_BARE, str(ROOT), str(workbook), str(story)],
        capture_output=True, text=True, check=True, cwd=ROOT,
    )  # fmt: skip
    return dict(json.loads(run.stdout))
