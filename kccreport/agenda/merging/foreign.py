"""A paper of others taken into a pack: stamped, its tree grafted or its text let be heard, its links led to new places."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from kccreport.agenda.merging.facts import PageFacts, PaperFacts
from kccreport.agenda.merging.grafted import Grafted, next_mark, read_grafted
from kccreport.agenda.merging.links import Links, annotations
from kccreport.agenda.merging.marks import unclaimed_to_artifacts
from kccreport.agenda.merging.pack import Pack
from kccreport.agenda.merging.papers import PackPaper
from kccreport.agenda.merging.stamping import lay_stamps
from kccreport.agenda.merging.structure import Graft, ObjectKey
from kccreport.writers.pdf.tagging.document import TreeText


def add_foreign(
    pack: Pack, source: Pdf, pages: Sequence[pikepdf.Page], parent: Any, paper: PackPaper, facts: PaperFacts
) -> None:
    """Take in a paper of others whose `pages`, of `source`, are in the pack already, below the element `parent`."""
    objects, grafted = [page.obj for page in pages], _ready(pack, paper, facts)
    wanted = _wanted(source, has_tree=facts.is_tagged and grafted is None)
    bundle = pack.pdf.copy_foreign(source.make_indirect(Dictionary(wanted)))
    for thing in _numbered(objects):
        for key in ("/StructParent", "/StructParents"):
            if key in thing:
                del thing[key]  # what the tree does not claim again must not keep an old number
    links = Links(bundle, objects, _prefix(paper))
    pack.destinations.update(links.renamed())
    foreign = _Foreign(pack, objects, parent, paper, facts, grafted)
    foreign.add_structure(bundle)
    pack.others += objects
    for number, (page, seen) in enumerate(zip(pages, facts.pages, strict=True), 1):
        foreign.finish_page(page, seen, number)
    if "/OutputIntents" in bundle:
        pack.intents.append(bundle.OutputIntents)
    if "/OCProperties" in bundle:
        pack.layers.append(bundle.OCProperties)
    pack.ua = pack.ua and facts.ua
    pack.levels.add(facts.pdfa)
    pack.version = max(pack.version, source.pdf_version)
    links.hang_bookmarks(bundle.get("/Outlines"), pack.last_bookmark)


def _prefix(paper: PackPaper) -> bytes:
    """Return how all names begin that only this paper uses."""
    return paper.place.key.encode() + b"."


def _ready(pack: Pack, paper: PackPaper, facts: PaperFacts) -> Grafted | None:
    """Return a paper's tree if it has been made ready and goes with the trees that are in the pack."""
    if not facts.is_tagged or not isinstance(paper.content, Path) or not paper.place.heading:
        return None
    grafted, place = read_grafted(paper.content), paper.place
    if grafted is None or not (facts.language or paper.language).isascii():
        return None
    return grafted if grafted.suits(place.key, place.level, len(facts.pages), pack.vocabulary.roles) else None


class _Foreign:
    """A paper of others on its way in: its pages, the element it stands below, and its heading, which leads back."""

    def __init__(
        self,
        pack: Pack,
        pages: Sequence[Any],
        parent: Any,
        paper: PackPaper,
        facts: PaperFacts,
        grafted: Grafted | None,
    ) -> None:
        self.pack, self.pages, self.parent, self.paper, self.facts = pack, pages, parent, paper, facts
        self.grafted = grafted
        level = Name(f"/H{paper.place.level}")
        self.heading = pack.pdf.make_indirect(Dictionary(Type=Name.StructElem, S=level, K=Array()))
        if paper.place.language:
            self.heading.Lang = String(paper.place.language)
        self.link = None
        if paper.place.heading:
            self.link = pack.element("Link", self.heading, Pg=pages[0], ActualText=String(paper.place.heading))

    @property
    def _language(self) -> str:
        """Return the language of the paper where it is not the pack's."""
        usual = self.pack.identity.language
        own = self.facts.language or self.paper.language or usual
        return "" if own.casefold() == usual.casefold() else own

    # -- structure

    def add_structure(self, bundle: Any) -> None:
        """Take in the tree, or make one of the text there is; the heading comes first in it."""
        if self.grafted is not None:
            part = self._carry(self.grafted)
            self.heading.P = part
            self.parent.K.append(part)
            return
        part = self.pack.element("Part", self.parent, T=String(self.paper.title))
        if self._language:
            part.Lang = String(self._language)
        if self.facts.is_tagged:
            self._graft(bundle, part)
        self.heading.P = part
        part.K.insert(0, self.heading)  # after the graft, which puts the paper's own headings below it
        if not self.facts.is_tagged:
            self._add_paragraphs(part)

    def _carry(self, grafted: Grafted) -> Any:
        """Take in a tree that has been made ready, as text, and return its element."""
        pack = self.pack
        pack.vocabulary.roles.update(grafted.roles)
        first = pack.carried.next_key
        for key, at in enumerate(grafted.keyed, first):
            self.pages[at].StructParents = key
        claimed = [annotations(self.pages[at])[index] for at, index, _ in grafted.claimed]
        for key, each in enumerate(claimed, first + len(grafted.keyed)):
            each.StructParent = key
        numbers = (*(number for _, _, number in grafted.claimed), grafted.heading, grafted.link)
        tree = TreeText(0, grafted.bodies, grafted.parents, grafted.identifiers, grafted.pages, numbers)
        things = [*claimed, self.heading, self.link]
        language = self._language or grafted.language
        part = pack.carried.hold_tree(
            pack.pdf, tree, self.paper.title, self.parent, self.pages, things, language, grafted.numbers
        )
        if grafted.identifiers:
            pack.names[_prefix(self.paper)] = pack.carried.hold_names(pack.pdf)
        return part

    def _graft(self, bundle: Any, part: Any) -> None:
        """Take in a tree element by element."""
        live = {each.objgen for page in self.pages for each in annotations(page)}
        vocabulary, owners = self.pack.vocabulary, self.pack.owners
        graft = Graft(self.pack.pdf, vocabulary, owners, prefix=_prefix(self.paper), shift=self.paper.place.level)
        graft.graft(bundle, part, live)

    def _add_paragraphs(self, part: Any) -> None:
        """Let the text of a paper that is not tagged be heard, paragraph by paragraph."""
        for page, seen in zip(self.pages, self.facts.pages, strict=True):
            for numbers in seen.paragraphs:
                paragraph = self.pack.element("P", part, Pg=page)
                paragraph.K = Array(numbers) if len(numbers) > 1 else numbers[0]
                for number in numbers:
                    self.pack.owners.of_page(page.objgen, number, paragraph)

    # -- pages

    def finish_page(self, page: pikepdf.Page, seen: PageFacts, number: int) -> None:
        """Stamp a page, the first one with the heading, and let a reader pass over what no tag holds."""
        pack = self.pack
        if self.facts.is_tagged:
            unclaimed = self._unclaimed(page, seen, number)
            pack.unclaimed.append(unclaimed)
            if unclaimed:
                unclaimed_to_artifacts(pack.pdf, page, unclaimed)
        mark = next_mark(seen)
        rectangle = lay_stamps(pack.pdf, page, seen, pack.stamps[self.paper.place.key, number], pack.forms, mark)
        if rectangle is not None:
            self._add_heading(page.obj, mark, rectangle)
            if self.grafted is None:
                pack.owners.of_page(page.obj.objgen, mark, self.link)
        if annotations(page.obj):
            page.obj.Tabs = Name.S

    def _unclaimed(self, page: pikepdf.Page, seen: PageFacts, number: int) -> set[int]:
        """Return the numbers of a page's marked content that no tag holds."""
        if self.grafted is not None:
            return set(self.grafted.unclaimed[number - 1])
        held = self.pack.owners.pages.get(page.obj.objgen, {})
        return set(seen.marks) - held.keys()

    def _add_heading(self, page: Any, mark: int, rectangle: Array) -> None:
        """Tag the stamp on the first page as the link in the heading, which leads back to the agenda."""
        place, link = self.paper.place, self.link
        assert link is not None, "a stamp that leads back is made of the heading's words"
        back = self.pack.pdf.make_indirect(
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
        self.pack.owners.of_object(back, "/StructParent")[None] = link
        self.pack.ours.append(page)


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
