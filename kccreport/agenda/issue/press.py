"""One file of an issue written: a pack that claims no more than a validator says it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from kccreport.agenda.examining.isolation import standards_met
from kccreport.agenda.merging.merge import merge
from kccreport.agenda.merging.papers import Merged, PackPaper, Unmergeable
from kccreport.ground.errors import UnusablePaper
from kccreport.paper.blocks import Identity

OURS = "PDF/UA-1 and PDF/A-2a"  # what every paper made here is, by the tests


@dataclass(frozen=True, slots=True)
class PackFile:
    """One file that was made, how many pages it has (None for what is no PDF), and what it says of itself.

    One that `is_kept` was published before and stays as it is.
    """

    path: Path
    pages: int | None
    conformance: str = ""
    is_kept: bool = False


class Pressed(NamedTuple):
    """A pack as it was written, and whether its papers say more of themselves than a validator bears out."""

    merged: Merged
    has_false_claims: bool


def write_pack(identity: Identity, papers: Sequence[PackPaper], path: Path) -> Pressed:
    """Write a pack that says of itself no more than a validator does.

    Raises:
        UnusablePaper: a paper of others cannot be part of it.
    """
    try:
        merged = merge(identity, papers, path)
    except Unmergeable as fault:
        words = "is damaged inside, so that it cannot be put together with others; print it to a new PDF"
        raise UnusablePaper(f"{fault} {words}.") from fault
    if merged.profiles and any(paper.facts is not None for paper in papers):
        # each paper is what it claims, and so is what we make; that they are together is for a validator to say
        met = standards_met(path, merged.profiles)
        if met != set(merged.profiles):
            return Pressed(merge(identity, papers, path, may_claim=met), has_false_claims=True)
    return Pressed(merged, has_false_claims=False)


def conformance(merged: Merged) -> str:
    """Return what a pack claims, in words."""
    claims = [*(["PDF/UA-1"] if merged.ua else []), *([f"PDF/A-2{merged.pdfa.lower()}"] if merged.pdfa else [])]
    return " and ".join(claims) or "Neither PDF/UA nor PDF/A, because of papers that keep readers out"
