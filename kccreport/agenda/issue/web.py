"""An issue as web pages: the front sheet, which leads to each public paper, and the papers that were made here."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from kccreport.agenda.issue.binder import Binder
from kccreport.agenda.issue.places import FRONT, Slot, in_order
from kccreport.agenda.issue.separate import file_name
from kccreport.agenda.words.front_sheet import Edition, front_sheet
from kccreport.agenda.words.language import ENGLISH
from kccreport.ground.values import replace
from kccreport.paper.blocks import Block, Cell, Run, Table, TextCell
from kccreport.roads import papers as pipeline


def web_pages(
    binder: Binder, edition: Edition, slots: Sequence[Slot], pack: str, firsts: Mapping[str, int], stem: str
) -> dict[str, bytes]:
    """Return the front sheet of a public pack as a page, and each paper in it that was made here as another, by their names.

    On the front sheet a title leads to the paper's own page where it has one, and its page numbers to the paper in the
    pack's file, which is called `pack`; `firsts` says where in it each paper begins, from 0. Papers are in English.
    """
    front_name = f"{stem}-agenda{binder.words.suffix}.html"
    own = _own_pages(binder, slots, stem)
    links = {f"pdf:{key}": f"{pack}#page={first + 1}" for key, first in firsts.items()}
    links |= {f"pack:{key}": own.get(key) or f"{pack}#page={first + 1}" for key, first in firsts.items()}
    paper = front_sheet(binder.front(edition, slots), None)
    paper = replace(paper, blocks=tuple(map(_with_pdf_links, paper.blocks)))
    made = {front_name: pipeline.render_page(paper, links)}
    if binder.words is not ENGLISH:
        return made
    for slot in slots:
        prepared = binder.papers.found[slot.document.key].paper
        if prepared is not None:
            placed = replace(prepared, identity=replace(prepared.identity, place=binder.placed(slot)))
            made[own[slot.document.key]] = pipeline.render_page(placed, links | {f"pack:{FRONT}": front_name})
    return made


def _own_pages(binder: Binder, slots: Sequence[Slot], stem: str) -> dict[str, str]:
    """Return the names of the pages of papers that were made here, which say nothing but their places."""
    taken: list[str] = []
    names = {}
    for slot in in_order(slots):
        taken.append(file_name(slot.item.number, slot.document.label, taken))
        if binder.papers.found[slot.document.key].paper is not None:
            names[slot.document.key] = f"{stem}-{Path(taken[-1]).stem}.html"
    return names


def _with_pdf_links(block: Block) -> Block:
    """Return the table of items with each paper's pages as a link to its place in the pack's file."""
    if not isinstance(block, Table):
        return block
    return replace(block, rows=tuple(_row(row) for row in block.rows))


def _row(row: tuple[Cell, ...]) -> tuple[Cell, ...]:
    match row:
        case (label, TextCell(((Run(text=title, link=link), *_), *_)) as named, TextCell(((Run(text=pages),),))):
            if link.startswith("pack:"):
                run = Run(f"{pages} (PDF)", link=link.replace("pack:", "pdf:", 1), leads_to=f"{title}, PDF")
                return label, named, TextCell(((run,),))
    return row
