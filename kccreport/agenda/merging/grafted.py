"""The structure of a paper of others, made ready for its pack once and carried there as text, as our own papers' is.

Most tagged papers need no more than that: every element named, numbered and nested as it will be in the pack. The work is
done where the paper is examined, for many papers at once, and the pack holds text instead of objects. A tree that holds
more (classes, namespaces, numbered pictures) is not made ready; it is taken in object by object (`structure.Graft`).
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf, Stream

from kccreport.agenda.merging.facts import PageFacts
from kccreport.agenda.merging.links import Links, annotations
from kccreport.agenda.merging.structure import MOST_MARKS, TAKEN_OVER, Graft, Owners, Vocabulary
from kccreport.agenda.merging.trees import as_list
from kccreport.ground.pattern import pattern

ENDING = ".tree"  # of the file beside a cleaned paper
# a reference, or a string, in which what looks like one is only words
_REFERENCE = pattern(rb"\((?:\\.|[^\\()])*\)|\b(\d+) 0 R\b", re.DOTALL)
_PLAIN = pattern(rb"[\w .:+-]+")
_OF_THE_FILE = (Name.Page, Name.Pages, Name.Catalog, Name.StructElem, Name.StructTreeRoot)


@dataclass(frozen=True, slots=True)
class Grafted:
    """A structure tree as it will stand in a pack, for a paper with this `key` whose heading has this `level`.

    `numbers` and `bodies` are its objects as the cleaned paper numbers them, its Document first, which becomes the paper's
    Part; `pages` the numbers of its pages; `claimed` those of annotations that belong to elements, each with its page and
    its index there. `heading` and `link` stand for the paper's heading in the pack. `parents` are the entries of the
    parent tree, first of the pages that are `keyed`, then of the annotations. `roles` are its types with what they are
    mapped to; `unclaimed` are for each page the numbers of marked content that no element holds.
    """

    key: str
    level: int
    numbers: tuple[int, ...]
    bodies: tuple[bytes, ...]
    pages: tuple[int, ...]
    claimed: tuple[tuple[int, int, int], ...]
    heading: int
    link: int
    parents: tuple[str, ...]
    keyed: tuple[int, ...]
    identifiers: tuple[tuple[str, int], ...]
    roles: Mapping[str, str]
    language: str
    unclaimed: tuple[tuple[int, ...], ...]

    def suits(self, key: str, level: int, pages: int, roles: Mapping[str, str]) -> bool:
        """Say whether the tree can be taken into a pack as it is; `roles` are those the pack has."""
        is_other = any(roles.get(role, target) != target for role, target in self.roles.items())
        return (self.key, self.level, len(self.pages)) == (key, level, pages) and not is_other


def write_grafted(paper: Path, key: str, level: int, pages: Sequence[PageFacts]) -> bool:
    """Make the tree of a cleaned paper ready, beside it, and say whether that could be done."""
    paper.with_suffix(ENDING).unlink(missing_ok=True)
    with Pdf.open(paper) as pdf:
        grafted = _grafted(pdf, key, level, pages)
    if grafted is None:
        return False
    bodies = [each.decode("latin-1") for each in grafted.bodies]
    paper.with_suffix(ENDING).write_text(json.dumps({**_data(grafted), "bodies": bodies}), "ascii")
    return True


def _data(grafted: Grafted) -> dict[str, Any]:
    return {name: getattr(grafted, name) for name in Grafted.__dataclass_fields__}


def read_grafted(paper: Path) -> Grafted | None:
    """Return the tree that was made ready beside a cleaned paper, if there is one."""
    try:
        data = json.loads(paper.with_suffix(ENDING).read_text("ascii"))
    except FileNotFoundError:
        return None
    bodies = tuple(each.encode("latin-1") for each in data["bodies"])
    pairs = {name: tuple(map(tuple, data[name])) for name in ("claimed", "identifiers", "unclaimed")}
    flat = {name: tuple(data[name]) for name in ("numbers", "pages", "parents", "keyed")}
    return Grafted(**{**data, **pairs, **flat, "bodies": bodies})


def _grafted(pdf: Pdf, key: str, level: int, seen: Sequence[PageFacts]) -> Grafted | None:
    tree = pdf.Root.StructTreeRoot
    if as_list(tree.get("/Namespaces")) or len(tree.get("/ClassMap", Dictionary())):
        return None
    pages = [page.obj for page in pdf.pages]
    held = {
        each.objgen: (at, index)
        for at, page in enumerate(pages)
        for index, each in enumerate(annotations(page))
        if each.is_indirect
    }
    part = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Part, K=Array()))
    vocabulary, owners = Vocabulary(), Owners()
    graft = Graft(pdf, vocabulary, owners, prefix=key.encode() + b".", shift=level)
    bundle = Dictionary({name: tree[name] for name in ("/K", "/RoleMap") if name in tree})
    graft.graft(bundle, part, set(held))
    if any(where not in held or name != "/StructParent" for where, (_, name, _) in owners.objects.items()):
        return None  # a picture or a form has a number of its own
    known = {page.objgen[0] for page in pages} | {number for number, _ in held}
    objects = {each.objgen[0]: each for each in graft.elements}
    if not _complete(pdf, objects, known):
        return None
    heading, link = max(*objects, *known) + 1, max(*objects, *known) + 2
    bodies = [each.unparse(resolved=True) for each in objects.values()]
    _try_links(pdf, pages)
    identifiers = sorted((name, element.objgen[0]) for name, element in vocabulary.identifiers.items())
    if not all(_PLAIN.fullmatch(name) for name, _ in identifiers):
        return None
    language = str(part.get("/Lang", ""))
    if not _PLAIN.fullmatch(language.encode() or b"en"):
        return None
    marked = [owners.pages.get(page.objgen, {}) for page in pages]
    first = {**{number: each.objgen[0] for number, each in marked[0].items()}, next_mark(seen[0]): link}
    entries = [first, *({number: each.objgen[0] for number, each in owned.items()} for owned in marked[1:])]
    claimed = [(where, element[None]) for where, (_, _, element) in owners.objects.items()]
    return Grafted(
        key, level, tuple(objects), (_part(part, heading), *bodies[1:]),
        tuple(page.objgen[0] for page in pages),
        tuple((*held[where], where[0]) for where, _ in claimed), heading, link,
        (*map(_entry, filter(None, entries)), *(f"{element.objgen[0]} 0 R" for _, element in claimed)),
        tuple(at for at, owned in enumerate(entries) if owned),
        tuple((name.decode("ascii"), number) for name, number in identifiers), vocabulary.roles,
        language,
        tuple(tuple(sorted(set(page.marks) - owned.keys())) for page, owned in zip(seen, marked, strict=True)),
    )  # fmt: skip


def _try_links(pdf: Pdf, pages: Sequence[Any]) -> None:
    """Do with a paper's links and bookmarks what is done in a pack; it raises here what it would raise there."""
    names = pdf.Root.get("/Names")
    places = {"/OldDests": pdf.Root.get("/Dests"), "/NamedDests": names.get("/Dests") if names is not None else None}
    bundle = Dictionary({key: value for key, value in places.items() if value is not None})
    Links(bundle, pages, b"trial.").hang_bookmarks(pdf.Root.get("/Outlines"), pdf.make_indirect(Dictionary()))


def next_mark(page: PageFacts) -> int:
    """Return the number that a paper's heading has on its first page."""
    return max((number for number in page.marks if number < MOST_MARKS), default=-1) + 1


def _complete(pdf: Pdf, objects: dict[int, Any], known: set[int]) -> bool:
    """Add to a tree's objects what they refer to besides, such as attributes that cells share; say whether that is all.

    Nothing else of the file may come along, and nothing that is a stream.
    """
    waiting = list(objects.values())
    while waiting:
        code = b"\n".join(each.unparse(resolved=True) for each in waiting)
        waiting = []
        for number in {int(each) for each in _REFERENCE.findall(code) if each} - known - objects.keys():
            thing = pdf.get_object(number, 0)
            if not isinstance(thing, Dictionary | Array) or isinstance(thing, Stream):
                return False
            if isinstance(thing, Dictionary) and thing.get("/Type") in _OF_THE_FILE:
                return False
            objects[number] = thing
            waiting.append(thing)
    return True


def _part(part: Any, heading: int) -> bytes:
    """Return the paper's Part: the heading first, then what the paper has, and what its own Document said of itself."""
    kids = b" ".join(b"%d 0 R" % each.objgen[0] for each in as_list(part.K))
    more = b" ".join(
        b"%b %b" % (key.encode(), part[key].unparse()) for key in TAKEN_OVER if key in part and key != "/Lang"
    )
    return b"<</K [%d 0 R %b]%b>>" % (heading, kids, more)


def _entry(owned: Mapping[int, int]) -> str:
    """Return what the parent tree says of a page: the owners of its marked content by number."""
    each = (owned.get(number) for number in range(max(owned) + 1))
    return f"[{' '.join('null' if owner is None else f'{owner} 0 R' for owner in each)}]"
