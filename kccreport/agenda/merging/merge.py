"""Papers to one pack: pages, structure, links and bookmarks under one Document, and no more claimed than is true.

A paper made here already shows its place in the pack, so its pages and its tree are taken as they are; another's is
cleaned (`examiner`), stamped and grafted (`foreign`). The order matters: pages first, then everything else of a paper as
one bundle, since qpdf remembers what it has copied from a file, so that what the bundle points at are the pages just added.
"""

import warnings
from collections.abc import Collection, Sequence
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf

from kccreport.agenda.merging.faults import FOREIGN_FAULTS
from kccreport.agenda.merging.finish import complete, write
from kccreport.agenda.merging.foreign import add_foreign
from kccreport.agenda.merging.links import Links, annotations, bookmark
from kccreport.agenda.merging.pack import Pack
from kccreport.agenda.merging.papers import Merged, PackPaper, Unmergeable
from kccreport.agenda.merging.stamping import StampForm, stamps_on
from kccreport.paper.blocks import Identity
from kccreport.writers.pdf.stamps import Stamp, stamp_sheet
from kccreport.writers.pdf.tagging.document import TreeText


def merge(
    identity: Identity, papers: Sequence[PackPaper], out: Path, *, may_claim: Collection[str] | None = None
) -> Merged:
    """Write the pack of some papers to `out`, in their order. The same papers give the same bytes.

    It claims what every paper claims, but no more than `may_claim` where that is given, as a validator names standards.

    The first paper must be one made here: its colour profile is the pack's. Links of our papers to pack:KEY lead to the
    paper with that key.

    Raises:
        Unmergeable: a paper of others is damaged where nobody saw it before.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # pikepdf warns that structure is not copied with pages; it is, here
        pack = Pack(identity)
        _prepare_stamps(pack, papers)
        for paper in papers:
            try:
                _add(pack, paper)
            except FOREIGN_FAULTS as fault:
                if paper.facts is None:
                    raise
                raise Unmergeable(paper.file or paper.title) from fault
        ua, pdfa = complete(pack, may_claim)
        write(pack, out, ua=ua, pdfa=pdfa)
        pages = len(pack.pdf.pages)
        pack.pdf.close()  # and with it the papers' files, which Windows could not take away while they are open
        return Merged(pages, ua, pdfa, pack.firsts)


def can_merge(identity: Identity, paper: PackPaper, out: Path | None = None) -> Sequence[Collection[int]]:
    """Take one paper into a pack that is thrown away; raises whatever merging it would raise.

    Returns for each page the numbers of its marked content that no tag holds. With `out` the pack is written, and says
    that it is PDF/UA-1, so that a validator can tell what of the paper is not, once it is in a pack.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        pack = Pack(identity)
        _prepare_stamps(pack, [paper], is_trial=True)
        _add(pack, paper)
        complete(pack, None)
        if out is not None:
            write(pack, out, ua=True, pdfa="")
        pack.pdf.close()
        return pack.unclaimed


def _prepare_stamps(pack: Pack, papers: Sequence[PackPaper], *, is_trial: bool = False) -> None:
    """Decide where stamps go on the pages that others made, and draw each different one once."""
    for paper in papers:
        for number, facts in enumerate(paper.facts.pages if paper.facts else (), 1):
            shown = min(number, 2) if is_trial else number  # one stamp will do for all pages of a trial
            pack.stamps[paper.place.key, number] = stamps_on(paper.place, shown, facts, paper.watermark)
    needed = list(dict.fromkeys(each.stamp for page in pack.stamps.values() for each in page.placed))
    if not needed:
        return
    sheet = Pdf.open(BytesIO(_sheet_of_trial(*needed) if is_trial else stamp_sheet(needed)))
    page = sheet.pages[0].obj
    code = [line for line in page.Contents.read_bytes().split(b"\n") if line.startswith(b"BT ")]
    fonts = pack.pdf.copy_foreign(sheet.make_indirect(page.Resources))
    for at, (stamp, line) in enumerate(zip(needed, code, strict=True)):
        box = Array([0, 0, *(round(side, 4) for side in stamp.size)])
        form = pack.pdf.make_stream(line, Type=Name.XObject, Subtype=Name.Form, BBox=box, Resources=fonts)
        pack.forms[stamp] = StampForm(f"PackStamp{at}", form)


def _add(pack: Pack, paper: PackPaper) -> None:
    """Take one paper in."""
    item = pack.item_of(paper)
    source = Pdf.open(BytesIO(paper.content) if isinstance(paper.content, bytes) else paper.content)
    first = len(pack.pdf.pages)
    pack.pdf.pages.extend(source.pages)
    pages = [pack.pdf.pages[at] for at in range(first, len(pack.pdf.pages))]
    objects = [page.obj for page in pages]
    pack.labels += [(first + offset, run) for offset, run in paper.place.numbers.runs(len(pages))]
    pack.first_page_of[paper.place.key], pack.firsts[paper.place.key] = objects[0], first
    if paper.file:
        pack.pages_of.setdefault(paper.file.casefold(), objects)
    pack.last_bookmark = bookmark(pack.pdf, paper.title, objects[0])
    if paper.has_bookmark:
        (item.bookmarks if item else pack.bookmarks).append(pack.last_bookmark)
    parent = item.part if item else pack.document
    if paper.facts is not None:
        add_foreign(pack, source, pages, parent, paper, paper.facts)
    elif paper.tree is not None:
        _add_ours(pack, source, objects, parent, paper, paper.tree)
    else:
        raise ValueError(f"{paper.title} has neither a structure of ours nor been examined")


def _add_ours(pack: Pack, source: Pdf, pages: Sequence[Any], parent: Any, paper: PackPaper, tree: TreeText) -> None:
    """Take in a paper made here: its tree is sound, its headings stand at their level, its identifiers are its own."""
    links = sorted(
        (annotation for page in pages for annotation in annotations(page)),
        key=lambda annotation: int(annotation.StructParent),
    )
    for page in pages:
        page.StructParents = int(page.StructParents) + pack.carried.next_key
    for annotation in links:
        annotation.StructParent = int(annotation.StructParent) + pack.carried.next_key
    parent.K.append(pack.carried.hold_tree(pack.pdf, tree, paper.title, parent, pages, links, paper.language))
    if tree.identifiers:
        pack.names[paper.place.key.encode() + b"."] = pack.carried.hold_names(pack.pdf)
    wanted = {key: source.Root[key] for key in ("/Outlines", "/OutputIntents") if key in source.Root}
    bundle = pack.pdf.copy_foreign(source.make_indirect(Dictionary(wanted)))
    pack.intents.append(bundle.OutputIntents)
    pack.levels.add("A")
    pack.ours += pages
    Links(Dictionary(), pages, b"").hang_bookmarks(bundle.get("/Outlines"), pack.last_bookmark)


@lru_cache(maxsize=8)
def _sheet_of_trial(*stamps: Stamp) -> bytes:
    """Return the stamps of a trial, which are the same on nearly every page of every paper."""
    return stamp_sheet(stamps)
