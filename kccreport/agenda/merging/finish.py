"""The end of a pack: structure, bookmarks, numbers and layers of all papers put in place, and what it may claim."""

from collections.abc import Collection, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from pikepdf import Array, Dictionary, Name, Stream, String

from kccreport.agenda.merging.carried import leaf_of_names
from kccreport.agenda.merging.compact import save_compactly
from kccreport.agenda.merging.links import bookmark, chain, lead_to_files, lead_to_papers
from kccreport.agenda.merging.pack import Item, Pack
from kccreport.agenda.merging.sharing import Sharer
from kccreport.agenda.merging.structure import parent_tree_entries
from kccreport.agenda.merging.trees import as_list, make_tree
from kccreport.paper.blocks import PageNumbers
from kccreport.writers.pdf.tagging.metadata import PRODUCER, xmp_packet

_LEVELS = "AUB"  # of PDF/A-2, the strictest first
_LABEL_STYLES = {"decimal": "/D", "letters": "/A", "roman": "/r"}


def complete(pack: Pack, may_claim: Collection[str] | None) -> tuple[bool, str]:
    """Put the tree, the bookmarks and the places into place, and return what the pack may claim."""
    root = pack.pdf.Root
    lead_to_files(pack.others, pack.pages_of)
    lead_to_papers(pack.ours, pack.first_page_of)
    _complete_structure(pack, root)
    Sharer().share(pack.pdf)  # after the structure: an image with a number of its own is not shared
    _complete_outline(pack, root)
    if pack.destinations:
        named = [(String(name), place) for name, place in sorted(pack.destinations.items())]
        root.Names = Dictionary(Dests=make_tree(pack.pdf, "/Names", named))
    root.PageLabels = Dictionary(Nums=Array(list(_labels(pack.labels))))
    root.PageMode, root.Lang = Name.UseOutlines, String(pack.identity.language)
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    if pack.layers:
        root.OCProperties = _layers(pack.layers)
    pdfa = _pdfa(pack, root)
    ua = pack.ua and pack.version <= "1.7"
    if may_claim is not None:
        ua, pdfa = ua and "ua1" in may_claim, pdfa if f"2{pdfa.lower()}" in may_claim else ""
    return ua, pdfa


def write(pack: Pack, out: Path, *, ua: bool, pdfa: str) -> None:
    """Write the file of a pack that is complete, with what it says of itpack."""
    _put_metadata(pack, ua=ua, pdfa=pdfa)
    save_compactly(pack.pdf, out, pack.carried, version=pack.version)


def _complete_structure(pack: Pack, root: Any) -> None:
    tree = pack.tree
    entries = list(parent_tree_entries(pack.pdf, pack.owners, pack.carried.next_key))
    tree.K = Array([pack.document])
    tree.ParentTree = pack.carried.hold_parents(pack.pdf, entries)
    tree.ParentTreeNextKey = pack.carried.next_key + len(entries)
    identifiers = pack.vocabulary.identifiers
    for prefix, names in groupby(sorted(identifiers), key=lambda name: name.partition(b".")[0] + b"."):
        pack.names[prefix] = pack.pdf.make_indirect(leaf_of_names([(name, identifiers[name]) for name in names]))
    if pack.names:
        tree.IDTree = Dictionary(Kids=Array([pack.names[prefix] for prefix in sorted(pack.names)]))
    mapped = {role: target for role, target in sorted(pack.vocabulary.roles.items()) if target}
    if mapped:
        tree.RoleMap = Dictionary({f"/{role}": Name("/" + target) for role, target in mapped.items()})
    if pack.vocabulary.classes:
        tree.ClassMap = Dictionary({f"/{name}": value for name, value in sorted(pack.vocabulary.classes.items())})
    if pack.vocabulary.namespaces:
        tree.Namespaces = Array(pack.vocabulary.namespaces)
    root.StructTreeRoot, root.MarkInfo = tree, Dictionary(Marked=True)


def _complete_outline(pack: Pack, root: Any) -> None:
    top = []
    for each in pack.bookmarks:
        if isinstance(each, Item):
            node = bookmark(pack.pdf, each.title, each.bookmarks[0].Dest[0])
            chain(node, each.bookmarks)
            top.append(node)
        else:
            top.append(each)
    root.Outlines = pack.pdf.make_indirect(Dictionary(Type=Name.Outlines))
    chain(root.Outlines, top)


def _pdfa(pack: Pack, root: Any) -> str:
    """Return the level of PDF/A-2 that every paper has; keep the first colour profile."""
    profiles = [
        intent
        for intents in pack.intents
        for intent in as_list(intents)
        if intent.get("/S") == Name.GTS_PDFA1 and isinstance(intent.get("/DestOutputProfile"), Stream)
    ]
    if profiles:
        root.OutputIntents = Array([profiles[0]])
    colours = {int(intent.DestOutputProfile.get("/N", 0)) for intent in profiles}
    if "" in pack.levels or len(colours) != 1 or pack.version > "1.7":
        return ""
    return max(pack.levels, key=_LEVELS.index)


def _put_metadata(pack: Pack, *, ua: bool, pdfa: str) -> None:
    identity = pack.identity
    moment = String(f"D:{identity.dated:%Y%m%d}120000+00'00'")
    pack.pdf.docinfo = pack.pdf.make_indirect(
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
    pack.pdf.Root.Metadata = pack.pdf.make_stream(packet, Type=Name.Metadata, Subtype=Name.XML)


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
