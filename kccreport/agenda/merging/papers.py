"""What goes into a pack, and what comes out of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kccreport.agenda.merging.facts import PaperFacts
from kccreport.paper.blocks import PackPlace
from kccreport.writers.pdf.tagging.document import TreeText


class Unmergeable(Exception):
    """A paper of others cannot be put together with the rest; the message is its file's name."""


@dataclass(frozen=True, slots=True)
class PackPaper:
    """One paper to go into a pack: where it stands there, how it is bookmarked, and its PDF.

    A paper made here, for its place and no other, has its structure as text in `tree`; another has `facts`. `language` is
    that of the paper where it is not the pack's, unless the paper itself says. `item` is the bookmark of its agenda item,
    under which neighbours with the same stand together; "" for what belongs to none, such as the front sheet. `file` is
    the name other papers may know it by.
    """

    place: PackPlace
    title: str
    content: bytes | Path
    item: str = ""
    facts: PaperFacts | None = None
    tree: TreeText | None = None
    watermark: str = ""
    language: str = ""
    has_bookmark: bool = True
    file: str = ""


@dataclass(frozen=True, slots=True)
class Merged:
    """What a finished pack is: how many pages, what it says of itself, and where each paper begins, by key, from 0."""

    pages: int
    ua: bool
    pdfa: str
    firsts: Mapping[str, int] = field(default_factory=dict)

    @property
    def profiles(self) -> tuple[str, ...]:
        """Return the standards it claims, as a validator names them: ua1, 2a, 2u, 2b."""
        return (*(("ua1",) if self.ua else ()), *((f"2{self.pdfa.lower()}",) if self.pdfa else ()))
