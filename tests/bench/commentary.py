"""What reading commentary against its figures takes."""

import json
import subprocess
import sys
from typing import TYPE_CHECKING

from kccreport.ground.values import replace
from tests import ROOT

if TYPE_CHECKING:
    from kccreport.rating.rated import RatedSubmission

COMMENTARIES = 200
READ_COMMENTARY = """
import json, sys, time
sys.path.insert(0, sys.argv[1])
from tests.bench.commentary import said_often
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


def commentary() -> None:
    """Print what it costs to read many commentaries against their figures, the import of the reader included."""
    run = subprocess.run(
        [sys.executable, "-c", READ_COMMENTARY, str(ROOT), str(COMMENTARIES)],
        capture_output=True, text=True, check=True, cwd=ROOT,
    )  # fmt: skip
    seconds, found, letters = json.loads(run.stdout)
    print(
        f"\nreading {COMMENTARIES} commentaries ({letters / 1000:.0f},000 letters): {seconds * 1000:.0f} ms CPU, {found} warnings"
    )
