"""Papers to one pack: pages, structure, links and bookmarks under one Document, and no more claimed than is true.

A paper made here already shows its place in the pack, so its pages and its tree are taken as they are; another's is
cleaned (`examiner`), stamped and grafted. The order matters: pages first, then everything else of a paper as one
bundle, since qpdf remembers what it has copied from a file, so that what the bundle points at are the pages just added.
"""

import warnings
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from io import BytesIO
from itertools import groupby
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from kccreport.agenda.merging.carried import CarriedTrees, leaf_of_names
from kccreport.agenda.merging.compact import save_compactly
from kccreport.agenda.merging.facts import PaperFacts
from kccreport.agenda.merging.grafted import Grafted, next_mark, read_grafted
from kccreport.agenda.merging.links import Links, annotations, bookmark, chain, lead_to_files, lead_to_papers
from kccreport.agenda.merging.marks import unclaimed_to_artifacts
from kccreport.agenda.merging.sharing import Sharer
from kccreport.agenda.merging.stamping import PageStamps, StampForm, lay_stamps, stamps_on
from kccreport.agenda.merging.structure import Graft, ObjectKey, Owners, Vocabulary, parent_tree_entries
from kccreport.agenda.merging.trees import as_list, make_tree
from kccreport.paper.blocks import Identity, PackPlace, PageNumbers
from kccreport.writers.pdf.stamps import Stamp, stamp_sheet
from kccreport.writers.pdf.tagging.document import TreeText
from kccreport.writers.pdf.tagging.metadata import PRODUCER, xmp_packet

_LEVELS = "AUB"  # of PDF/A-2, the strictest first


# what pikepdf raises on damaged files
FOREIGN_FAULTS = (
    pikepdf.PdfError,
    AttributeError,
    IndexError,
    KeyError,
    OverflowError,
    RuntimeError,
    TypeError,
    ValueError,
)


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


@dataclass(slots=True)
class _Item:
    """An agenda item as it is built: its element, and its papers' bookmarks."""

    title: str
    part: Any
    bookmarks: list[Any] = field(default_factory=list)


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
        pack = _Pack(identity, may_claim)
        pack.prepare_stamps(papers)
        for paper in papers:
            try:
                pack.add(paper)
            except FOREIGN_FAULTS as fault:
                if paper.facts is None:
                    raise
                raise Unmergeable(paper.file or paper.title) from fault
        return pack.save(out)


def can_merge(identity: Identity, paper: PackPaper, out: Path | None = None) -> Sequence[Collection[int]]:
    """Take one paper into a pack that is thrown away; raises whatever merging it would raise.

    Returns for each page the numbers of its marked content that no tag holds. With `out` the pack is written, and says
    that it is PDF/UA-1, so that a validator can tell what of the paper is not, once it is in a pack.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        pack = _Pack(identity, None, is_trial=True)
        pack.prepare_stamps([paper])
        pack.add(paper)
        pack.complete()
        if out is not None:
            pack.write(out, ua=True, pdfa="")
        pack.pdf.close()
        return pack.unclaimed


class _Pack:
    def __init__(self, identity: Identity, may_claim: Collection[str] | None, *, is_trial: bool = False) -> None:
        self.identity, self.may_claim, self.is_trial = identity, may_claim, is_trial
        self.pdf = Pdf.new()
        self.tree = self.pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        self.document = self._element("Document", self.tree)
        self.items: list[_Item] = []
        self.bookmarks: list[Any] = []
        self.carried = CarriedTrees()
        self.names: dict[bytes, Any] = {}  # leaves of the identifier tree by the paper they are of
        self.owners, self.vocabulary = Owners(), Vocabulary()
        self.destinations: dict[bytes, Any] = {}
        self.first_page_of: dict[str, Any] = {}
        self.firsts: dict[str, int] = {}
        self.others: list[Any] = []  # pages of others, which may lead to other files
        self.pages_of: dict[str, Sequence[Any]] = {}  # by the name of a paper's file
        self.ours: list[Any] = []  # pages whose links may lead to other papers
        self.labels: list[tuple[int, PageNumbers]] = []
        self.intents: list[Any] = []
        self.layers: list[Any] = []
        self.stamps: dict[tuple[str, int], PageStamps] = {}
        self.forms: dict[Stamp, StampForm] = {}
        self.unclaimed: list[set[int]] = []  # by the page of others, marked content that no tag holds
        self.ua, self.levels, self.version = True, set[str](), "1.7"
        self._last_bookmark: Any = None

    def _element(self, kind: str, parent: Any, **keys: Any) -> Any:
        element = self.pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name("/" + kind), P=parent, K=Array(), **keys)
        )
        if parent is not self.tree:
            parent.K.append(element)
        return element

    # -- stamps

    def prepare_stamps(self, papers: Sequence[PackPaper]) -> None:
        """Decide where stamps go on the pages that others made, and draw each different one once."""
        for paper in papers:
            for number, facts in enumerate(paper.facts.pages if paper.facts else (), 1):
                shown = min(number, 2) if self.is_trial else number  # one stamp will do for all pages of a trial
                self.stamps[paper.place.key, number] = stamps_on(paper.place, shown, facts, paper.watermark)
        needed = list(dict.fromkeys(each.stamp for page in self.stamps.values() for each in page.placed))
        if not needed:
            return
        sheet = Pdf.open(BytesIO(_sheet_of_trial(*needed) if self.is_trial else stamp_sheet(needed)))
        page = sheet.pages[0].obj
        code = [line for line in page.Contents.read_bytes().split(b"\n") if line.startswith(b"BT ")]
        fonts = self.pdf.copy_foreign(sheet.make_indirect(page.Resources))
        for at, (stamp, line) in enumerate(zip(needed, code, strict=True)):
            box = Array([0, 0, *(round(side, 4) for side in stamp.size)])
            form = self.pdf.make_stream(line, Type=Name.XObject, Subtype=Name.Form, BBox=box, Resources=fonts)
            self.forms[stamp] = StampForm(f"PackStamp{at}", form)

    # -- adding

    def add(self, paper: PackPaper) -> None:
        """Take one paper in."""
        item = self._item_of(paper)
        source = Pdf.open(BytesIO(paper.content) if isinstance(paper.content, bytes) else paper.content)
        first = len(self.pdf.pages)
        self.pdf.pages.extend(source.pages)
        pages = [self.pdf.pages[at] for at in range(first, len(self.pdf.pages))]
        objects = [page.obj for page in pages]
        self.labels += [(first + offset, run) for offset, run in paper.place.numbers.runs(len(pages))]
        self.first_page_of[paper.place.key], self.firsts[paper.place.key] = objects[0], first
        if paper.file:
            self.pages_of.setdefault(paper.file.casefold(), objects)
        self._last_bookmark = bookmark(self.pdf, paper.title, objects[0])
        if paper.has_bookmark:
            (item.bookmarks if item else self.bookmarks).append(self._last_bookmark)
        parent = item.part if item else self.document
        if paper.facts is not None:
            self._add_foreign(source, pages, parent, paper, paper.facts)
        elif paper.tree is not None:
            self._add_ours(source, objects, parent, paper, paper.tree)
        else:
            raise ValueError(f"{paper.title} has neither a structure of ours nor been examined")

    def _item_of(self, paper: PackPaper) -> _Item | None:
        if not paper.item:
            return None
        if not self.items or self.items[-1].title != paper.item:
            part = self._element("Part", self.document, T=String(paper.item))
            self.items.append(_Item(paper.item, part))
            self.bookmarks.append(self.items[-1])
        return self.items[-1]

    def _add_ours(self, source: Pdf, pages: Sequence[Any], parent: Any, paper: PackPaper, tree: TreeText) -> None:
        """Take in a paper made here: its tree is sound, its headings stand at their level, its identifiers are its own."""
        links = sorted(
            (annotation for page in pages for annotation in annotations(page)),
            key=lambda annotation: int(annotation.StructParent),
        )
        for page in pages:
            page.StructParents = int(page.StructParents) + self.carried.next_key
        for annotation in links:
            annotation.StructParent = int(annotation.StructParent) + self.carried.next_key
        parent.K.append(self.carried.hold_tree(self.pdf, tree, paper.title, parent, pages, links, paper.language))
        if tree.identifiers:
            self.names[paper.place.key.encode() + b"."] = self.carried.hold_names(self.pdf)
        wanted = {key: source.Root[key] for key in ("/Outlines", "/OutputIntents") if key in source.Root}
        bundle = self.pdf.copy_foreign(source.make_indirect(Dictionary(wanted)))
        self.intents.append(bundle.OutputIntents)
        self.levels.add("A")
        self.ours += pages
        Links(Dictionary(), pages, b"").hang_bookmarks(bundle.get("/Outlines"), self._last_bookmark)

    def _add_foreign(
        self,
        source: Pdf,
        pages: Sequence[pikepdf.Page],
        parent: Any,
        paper: PackPaper,
        facts: PaperFacts,
    ) -> None:
        objects = [page.obj for page in pages]
        prefix, grafted = paper.place.key.encode() + b".", self._ready(paper, facts)
        wanted = _wanted(source, has_tree=facts.is_tagged and grafted is None)
        bundle = self.pdf.copy_foreign(source.make_indirect(Dictionary(wanted)))
        for thing in _numbered(objects):
            for key in ("/StructParent", "/StructParents"):
                if key in thing:
                    del thing[key]  # what the tree does not claim again must not keep an old number
        links = Links(bundle, objects, prefix)
        self.destinations.update(links.renamed())
        heading = self.pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name(f"/H{paper.place.level}"), K=Array()))
        if paper.place.language:
            heading.Lang = String(paper.place.language)
        link = None
        if paper.place.heading:
            link = self._element("Link", heading, Pg=objects[0], ActualText=String(paper.place.heading))
        if grafted is not None:
            self._carry(grafted, objects, parent, paper, facts, heading, link)
        else:
            self._graft(bundle, objects, parent, paper, facts, heading)
        self.others += objects
        for number, (page, seen) in enumerate(zip(pages, facts.pages, strict=True), 1):
            if facts.is_tagged:
                held = self.owners.pages.get(page.obj.objgen, {})
                unclaimed = grafted.unclaimed[number - 1] if grafted else set(seen.marks) - held.keys()
                self.unclaimed.append(set(unclaimed))
                if unclaimed:
                    unclaimed_to_artifacts(self.pdf, page, set(unclaimed))
            mark = next_mark(seen)
            rectangle = lay_stamps(self.pdf, page, seen, self.stamps[paper.place.key, number], self.forms, mark)
            if rectangle is not None:
                self._add_heading(page.obj, link, mark, rectangle, paper.place)
                if grafted is None:
                    self.owners.of_page(page.obj.objgen, mark, link)
            if annotations(page.obj):
                page.obj.Tabs = Name.S
        if "/OutputIntents" in bundle:
            self.intents.append(bundle.OutputIntents)
        if "/OCProperties" in bundle:
            self.layers.append(bundle.OCProperties)
        self.ua = self.ua and facts.ua
        self.levels.add(facts.pdfa)
        self.version = max(self.version, source.pdf_version)
        links.hang_bookmarks(bundle.get("/Outlines"), self._last_bookmark)

    def _ready(self, paper: PackPaper, facts: PaperFacts) -> Grafted | None:
        """Return a paper's tree if it has been made ready and goes with the trees that are in the pack."""
        if not facts.is_tagged or not isinstance(paper.content, Path) or not paper.place.heading:
            return None
        grafted, place = read_grafted(paper.content), paper.place
        if grafted is None or not (facts.language or paper.language).isascii():
            return None
        return grafted if grafted.suits(place.key, place.level, len(facts.pages), self.vocabulary.roles) else None

    def _language_of(self, paper: PackPaper, facts: PaperFacts) -> str:
        """Return a paper's language where it is not the pack's."""
        own = facts.language or paper.language or self.identity.language
        return "" if own.casefold() == self.identity.language.casefold() else own

    def _carry(
        self,
        grafted: Grafted,
        pages: Sequence[Any],
        parent: Any,
        paper: PackPaper,
        facts: PaperFacts,
        heading: Any,
        link: Any,
    ) -> None:
        """Take in a tree that has been made ready, as text."""
        self.vocabulary.roles.update(grafted.roles)
        first = self.carried.next_key
        for key, at in enumerate(grafted.keyed, first):
            pages[at].StructParents = key
        claimed = [annotations(pages[at])[index] for at, index, _ in grafted.claimed]
        for key, each in enumerate(claimed, first + len(grafted.keyed)):
            each.StructParent = key
        numbers = (*(number for _, _, number in grafted.claimed), grafted.heading, grafted.link)
        tree = TreeText(0, grafted.bodies, grafted.parents, grafted.identifiers, grafted.pages, numbers)
        language = self._language_of(paper, facts) or grafted.language
        part = self.carried.hold_tree(
            self.pdf, tree, paper.title, parent, pages, [*claimed, heading, link], language, grafted.numbers
        )
        if grafted.identifiers:
            self.names[paper.place.key.encode() + b"."] = self.carried.hold_names(self.pdf)
        heading.P = part
        parent.K.append(part)

    def _graft(
        self, bundle: Any, pages: Sequence[Any], parent: Any, paper: PackPaper, facts: PaperFacts, heading: Any
    ) -> None:
        """Take in a tree element by element, or let the text of a paper without one be heard."""
        part = self._element("Part", parent, T=String(paper.title))
        if language := self._language_of(paper, facts):
            part.Lang = String(language)
        if facts.is_tagged:
            live = {each.objgen for page in pages for each in annotations(page)}
            prefix = paper.place.key.encode() + b"."
            graft = Graft(self.pdf, self.vocabulary, self.owners, prefix=prefix, shift=paper.place.level)
            graft.graft(bundle, part, live)
        heading.P = part
        part.K.insert(0, heading)  # after the graft, which puts the paper's own headings below it
        if not facts.is_tagged:
            self._add_paragraphs(pages, part, facts)

    def _add_paragraphs(self, pages: Sequence[Any], part: Any, facts: PaperFacts) -> None:
        """Let the text of a paper that is not tagged be heard, paragraph by paragraph."""
        for page, seen in zip(pages, facts.pages, strict=True):
            for numbers in seen.paragraphs:
                paragraph = self._element("P", part, Pg=page)
                paragraph.K = Array(numbers) if len(numbers) > 1 else numbers[0]
                for number in numbers:
                    self.owners.of_page(page.objgen, number, paragraph)

    def _add_heading(self, page: Any, link: Any, mark: int, rectangle: Array, place: PackPlace) -> None:
        """Tag the stamp on a paper's first page as the link in its heading, which leads back to the agenda."""
        back = self.pdf.make_indirect(
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Link,
                Rect=rectangle,
                Border=Array([0, 0, 0]),
                F=4,
                P=page,
                Contents=String(place.back_words),
                A=Dictionary(S=Name.URI, URI=String(place.back)),
            )
        )
        if "/Annots" in page:
            page.Annots.append(back)
        else:
            page.Annots = Array([back])
        link.K = Array([mark, Dictionary(Type=Name.OBJR, Pg=page, Obj=back)])
        self.owners.of_object(back, "/StructParent")[None] = link
        self.ours.append(page)

    # -- finishing

    def save(self, out: Path) -> Merged:
        """Put the tree, the bookmarks and the metadata into place, and write the file."""
        ua, pdfa = self.complete()
        self.write(out, ua=ua, pdfa=pdfa)
        pages = len(self.pdf.pages)
        self.pdf.close()  # and with it the papers' files, which Windows could not take away while they are open
        return Merged(pages, ua, pdfa, self.firsts)

    def write(self, out: Path, *, ua: bool, pdfa: str) -> None:
        """Write the file of a pack that is complete, with what it says of itself."""
        self._metadata(self.pdf.Root, ua, pdfa)
        save_compactly(self.pdf, out, self.carried, version=self.version)

    def complete(self) -> tuple[bool, str]:
        """Put the tree, the bookmarks and the places into place, and return what the pack may claim."""
        root = self.pdf.Root
        lead_to_files(self.others, self.pages_of)
        lead_to_papers(self.ours, self.first_page_of)
        self._complete_structure(root)
        Sharer().share(self.pdf)  # after the structure: an image with a number of its own is not shared
        self._complete_outline(root)
        if self.destinations:
            named = [(String(name), place) for name, place in sorted(self.destinations.items())]
            root.Names = Dictionary(Dests=make_tree(self.pdf, "/Names", named))
        root.PageLabels = Dictionary(Nums=Array(list(_labels(self.labels))))
        root.PageMode, root.Lang = Name.UseOutlines, String(self.identity.language)
        root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        if self.layers:
            root.OCProperties = _layers(self.layers)
        pdfa = self._pdfa(root)
        ua = self.ua and self.version <= "1.7"
        if self.may_claim is not None:
            ua, pdfa = ua and "ua1" in self.may_claim, pdfa if f"2{pdfa.lower()}" in self.may_claim else ""
        return ua, pdfa

    def _complete_structure(self, root: Any) -> None:
        tree = self.tree
        entries = list(parent_tree_entries(self.pdf, self.owners, self.carried.next_key))
        tree.K = Array([self.document])
        tree.ParentTree = self.carried.hold_parents(self.pdf, entries)
        tree.ParentTreeNextKey = self.carried.next_key + len(entries)
        identifiers = self.vocabulary.identifiers
        for prefix, names in groupby(sorted(identifiers), key=lambda name: name.partition(b".")[0] + b"."):
            self.names[prefix] = self.pdf.make_indirect(leaf_of_names([(name, identifiers[name]) for name in names]))
        if self.names:
            tree.IDTree = Dictionary(Kids=Array([self.names[prefix] for prefix in sorted(self.names)]))
        mapped = {role: target for role, target in sorted(self.vocabulary.roles.items()) if target}
        if mapped:
            tree.RoleMap = Dictionary({f"/{role}": Name("/" + target) for role, target in mapped.items()})
        if self.vocabulary.classes:
            tree.ClassMap = Dictionary({f"/{name}": value for name, value in sorted(self.vocabulary.classes.items())})
        if self.vocabulary.namespaces:
            tree.Namespaces = Array(self.vocabulary.namespaces)
        root.StructTreeRoot, root.MarkInfo = tree, Dictionary(Marked=True)

    def _complete_outline(self, root: Any) -> None:
        top = []
        for each in self.bookmarks:
            if isinstance(each, _Item):
                node = bookmark(self.pdf, each.title, each.bookmarks[0].Dest[0])
                chain(node, each.bookmarks)
                top.append(node)
            else:
                top.append(each)
        root.Outlines = self.pdf.make_indirect(Dictionary(Type=Name.Outlines))
        chain(root.Outlines, top)

    def _pdfa(self, root: Any) -> str:
        """Return the level of PDF/A-2 that every paper has; keep the first colour profile."""
        profiles = [
            intent
            for intents in self.intents
            for intent in as_list(intents)
            if intent.get("/S") == Name.GTS_PDFA1 and isinstance(intent.get("/DestOutputProfile"), Stream)
        ]
        if profiles:
            root.OutputIntents = Array([profiles[0]])
        colours = {int(intent.DestOutputProfile.get("/N", 0)) for intent in profiles}
        if "" in self.levels or len(colours) != 1 or self.version > "1.7":
            return ""
        return max(self.levels, key=_LEVELS.index)

    def _metadata(self, root: Any, ua: bool, pdfa: str) -> None:
        identity = self.identity
        moment = String(f"D:{identity.dated:%Y%m%d}120000+00'00'")
        self.pdf.docinfo = self.pdf.make_indirect(
            Dictionary(
                Title=String(identity.title),
                Author=String(identity.author),
                Subject=String(identity.subject),
                Creator=String(PRODUCER),
                Producer=String(PRODUCER),
                CreationDate=moment,
                ModDate=moment,
            )
        )
        packet = xmp_packet(identity, ua=ua, pdfa=pdfa)
        root.Metadata = self.pdf.make_stream(packet, Type=Name.Metadata, Subtype=Name.XML)


@lru_cache(maxsize=8)
def _sheet_of_trial(*stamps: Stamp) -> bytes:
    """Return the stamps of a trial, which are the same on nearly every page of every paper."""
    return stamp_sheet(stamps)


def _wanted(source: Pdf, *, has_tree: bool) -> dict[str, Any]:
    """Return what is copied of a paper besides its pages; its parent tree and identifier tree are made anew."""
    root = source.Root
    tree: Any = root.get("/StructTreeRoot")
    wanted: dict[str, Any] = {}
    if has_tree:
        for key in ("/ParentTree", "/IDTree"):
            if key in tree:
                del tree[key]  # in memory only; elements lead to the root, which would bring them
        wanted = {key: tree[key] for key in ("/K", "/RoleMap", "/ClassMap", "/Namespaces") if key in tree}
    wanted |= {key: root[key] for key in ("/Outlines", "/OCProperties", "/OutputIntents") if key in root}
    if "/Dests" in root:
        wanted["/OldDests"] = root.Dests
    names = root.get("/Names")
    if isinstance(names, Dictionary) and "/Dests" in names:
        wanted["/NamedDests"] = names.Dests
    return wanted


def _numbered(pages: Sequence[Any]) -> Iterator[Any]:
    """Yield everything that may have a number in the parent tree: pages, annotations, images and forms within forms."""
    seen: set[ObjectKey] = set()
    for page in pages:
        yield page
        yield from annotations(page)
        waiting = [page]
        while waiting:
            resources = waiting.pop().get("/Resources")
            table = resources.get("/XObject") if isinstance(resources, Dictionary) else None
            for each in table.values() if isinstance(table, Dictionary) else ():
                if isinstance(each, Stream) and each.objgen not in seen:
                    seen.add(each.objgen)
                    yield each
                    waiting.append(each)


_LABEL_STYLES = {"decimal": "/D", "letters": "/A", "roman": "/r"}


def _labels(papers: Sequence[tuple[int, PageNumbers]]) -> Iterator[Any]:
    """Yield the pairs of the page labels: where each run of numbers begins, and how it goes on."""
    for first, numbers in papers:
        label = Dictionary()  # a fixed label is its prefix alone
        if numbers.style != "fixed":
            label = Dictionary(S=Name(_LABEL_STYLES[numbers.style]), St=numbers.first)
        if numbers.prefix:
            label.P = String(numbers.prefix)
        yield first
        yield label


def _layers(properties: Sequence[Any]) -> Dictionary:
    """Return the layers of all papers, shown or not as they were."""
    groups: list[Any] = []
    order: list[Any] = []
    hidden: list[Any] = []
    for each in properties:
        default, own = each.get("/D", Dictionary()), as_list(each.get("/OCGs"))
        shown = {group.objgen for group in as_list(default.get("/ON"))}
        groups += own
        order += as_list(default.get("/Order")) or own
        is_off = default.get("/BaseState") == Name.OFF
        hidden += [group for group in own if group.objgen not in shown] if is_off else as_list(default.get("/OFF"))
    default = Dictionary(Name=String("Default"), Order=Array(order), OFF=Array(hidden))
    return Dictionary(OCGs=Array(groups), D=default)
