"""What was found in the papers of a pack, for the officers who publish it: accessibility, safety, and what was changed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from kccreport.paper.blocks import (
    Block,
    Cell,
    Column,
    ColumnKind,
    Heading,
    Identity,
    Inline,
    NewPage,
    Orientation,
    Paper,
    Prose,
    Role,
    Table,
    TextCell,
    plain,
    strong_cell,
    text_cell,
)
from kccreport.paper.wording import day_words

_NOTHING = "Nothing of them was found."


@dataclass(frozen=True, slots=True)
class Remark:
    """One finding: in which paper, on which of its pages, and what; `kind` is a `Concern`."""

    paper: str
    page: str
    what: str
    kind: str


@dataclass(frozen=True, slots=True)
class Issued:
    """One file that was made: its name, pages, and what it says of itself."""

    name: str
    pages: int
    conformance: str


_KINDS = {
    "accessibility": (
        "What keeps readers out",
        "These papers cannot be used by everybody as they are. Ask whoever sent them for a tagged PDF, or for the Word "
        "file; until then the front sheet says which they are.",
    ),
    "safety": (
        "What was removed",
        "This was taken out of the copies in the pack, since it acts, or carries something that does not show. The files "
        "that were sent are unchanged.",
    ),
    "harm": (
        "What somebody let through",
        "This would have stopped the pack; it was cleared by name, with the reason given on the agenda.",
    ),
    "change": ("What was mended", "Compare these pages with the papers as they were sent."),
    "mended": ("What the pack adds", "The papers lack this, and have it in the pack; nobody needs to do anything."),
}


def pack_report(
    committee: str,
    council: str,
    meeting: date,
    issued: Sequence[Issued],
    remarks: Sequence[Remark],
    exempt_checked: int,
    *,
    has_cleared: bool = False,
) -> Paper:
    """Return the accessibility and safety report of a pack; `has_cleared` where somebody let words of exempt papers through."""
    title = f"Accessibility and safety of the papers: {committee}"
    columns = (
        Column("File", ColumnKind.TITLE),
        Column("Pages", ColumnKind.TOTAL),
        Column("Says that it is", ColumnKind.TEXT),
    )
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (strong_cell(each.name), text_cell(str(each.pages)), text_cell(each.conformance)) for each in issued
    )
    blocks: list[Block] = [
        NewPage(Orientation.PORTRAIT),
        Prose(plain(council), Role.MASTHEAD),
        Heading(title, 1, "report", bookmark=title),
        Heading("What was made", 2, "files"),
        Table(columns, rows),
    ]
    if exempt_checked:
        papers = "1 exempt paper was" if exempt_checked == 1 else f"{exempt_checked} exempt papers were"
        blocks.append(
            Prose(
                plain(
                    f"{papers} compared with everything that the public files hold, on their pages and behind them. "
                    + (
                        "Nothing of them was found but words that were let through by name."
                        if has_cleared
                        else _NOTHING
                    )
                ),
                Role.BOXED,
            )
        )
    for kind, (heading, words) in _KINDS.items():
        blocks += _section(heading, words, [remark for remark in remarks if remark.kind == kind])
    if not remarks:
        blocks.append(Prose(plain("Nothing was found in the papers that keeps readers out or had to be removed.")))
    return Paper(Identity(title, council, title, title, day_words(meeting), "For officers", meeting), tuple(blocks))


def _section(heading: str, words: str, remarks: Sequence[Remark]) -> Iterator[Block]:
    if not remarks:
        return
    found: dict[str, list[Inline]] = {}
    for each in remarks:
        words_of = f"Page {each.page}: {each.what}." if each.page else f"{each.what[:1].upper()}{each.what[1:]}."
        found.setdefault(each.paper, []).append(plain(words_of))
    yield Heading(heading, 2, heading.casefold().replace(" ", "-"))
    yield Prose(plain(words), leads=True)
    yield Table(
        (Column("Paper", ColumnKind.TITLE), Column("What was found", ColumnKind.TEXT)),
        tuple((strong_cell(paper), TextCell(tuple(lines))) for paper, lines in found.items()),
    )
