"""Everything a PDF of ours must pass, in one call."""

import shutil
import subprocess
from pathlib import Path

import page  # page-validation

from tests.writers.pdf.walk import Walk, walk

# the validator counts outline items as nesting; a long paper has more than its default allows
LIMITS = page.SafetyLimits(max_reference_depth=20_000)


def check(path: Path) -> Walk:
    """Fail unless a file is PDF/UA-1, PDF/A-2a and structurally sound; return what the walk found."""
    for profile in ("ua1", "2a"):
        report = page.validate_pdf(path, profile=profile, limits=LIMITS)
        assert report.is_compliant, f"{path.name} {profile}: {report}"
    found = walk(path.read_bytes())
    assert found.faults == []
    assert found.headings[0] == 1
    assert all(after <= before + 1 for before, after in zip(found.headings, found.headings[1:], strict=False))
    if shutil.which("qpdf"):
        run = subprocess.run(["qpdf", "--check", str(path)], capture_output=True, text=True, check=False)
        assert run.returncode == 0, run.stdout + run.stderr
    return found
