"""The transcript of each sample paper: the whole of it, or of a long one what can be read through."""

from functools import cache
from pathlib import Path

from tests.heard.aloud import Aloud
from tests.writers.html.papers import sample_pdf

WHOLE = 10_000
PAPERS = {
    "committee-2012": WHOLE,
    "committee-2014": WHOLE,
    "dashboard-2021": WHOLE,
    "district-2026": WHOLE,
    "quarterly-2011": 18,
    "scrutiny-2012": WHOLE,
}  # pages of each that are kept


def kept(name: str) -> Path:
    """Where the transcript of a paper is kept."""
    return Path(__file__).parent / "transcripts" / f"{name}.txt"


def transcript(name: str) -> str:
    """What is heard of a paper, as its workbook makes it now."""
    return "".join(f"{line}\n" for line in heard(name, PAPERS[name]))


@cache
def heard(name: str, pages: int = WHOLE) -> tuple[str, ...]:
    """The lines that are heard of a paper, or of so many of its pages."""
    return tuple(Aloud(sample_pdf(name), pages).lines())
