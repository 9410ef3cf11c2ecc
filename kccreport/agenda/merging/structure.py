"""One paper's structure tree into the pack's: types, classes and identifiers kept apart from other papers', headings nested.

The parent tree is never copied but made anew from the tree itself, which also mends one that was wrong. All this works
on the copy of a paper, never on its file.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from kccreport.agenda.merging.trees import as_list
from kccreport.ground.pattern import pattern

# the standard structure types of PDF 1.7 (ISO 32000-1, 14.8.4)
STANDARD = frozenset((
    "Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI", "Index", "NonStruct",
    "Private", "P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD",
    "THead", "TBody", "TFoot", "Span", "Quote", "Note", "Reference", "BibEntry", "Code", "Link", "Annot", "Ruby",
    "RB", "RT", "RP", "Warichu", "WT", "WP", "Figure", "Formula", "Form",
))  # fmt: skip
_SECTIONS = frozenset({"Sect", "Part", "Art"})
_HEADING = pattern(r"H([1-9]\d*)")
_DEEPEST_HEADING = 6
MOST_MARKS = 100_000  # on one page: the parent tree has an entry for each up to the highest
TAKEN_OVER = ("/Lang", "/A", "/C", "/ID", "/E", "/Alt", "/ActualText", "/NS")

ObjectKey = tuple[int, int]


@dataclass(slots=True)
class Owners:
    """Which element owns which content: of a page by marked-content number, or of an object such as an annotation."""

    pages: dict[ObjectKey, dict[int, Any]] = field(default_factory=dict)
    objects: dict[ObjectKey, tuple[Any, str, dict[int | None, Any]]] = field(default_factory=dict)

    def of_page(self, page: ObjectKey, number: int, element: Any) -> None:
        """Note the owner of marked content; the first one counts. A number no writer would give is passed over."""
        if 0 <= number <= MOST_MARKS:
            self.pages.setdefault(page, {}).setdefault(number, element)

    def of_object(self, thing: Any, key: str) -> dict[int | None, Any]:
        """Return the owners of an object's content, None standing for the object as a whole."""
        return self.objects.setdefault(thing.objgen, (thing, key, {}))[2]


@dataclass(slots=True)
class Vocabulary:
    """The role map, class map and identifiers of the whole pack; a paper's name that means something else is renamed."""

    roles: dict[str, str] = field(default_factory=dict)
    classes: dict[str, Any] = field(default_factory=dict)
    identifiers: dict[bytes, Any] = field(default_factory=dict)
    namespaces: list[Any] = field(default_factory=list)

    def role(self, role: str, target: str) -> str:
        """Return the name under which a role of a paper stands; `target` is "" for one that is used but not mapped.

        One that is not mapped is noted too, or the mapping of another paper would silently apply to it.
        """
        name = _free(role, lambda name: name in STANDARD or self.roles.get(name, target) != target)
        self.roles[name] = target
        return name

    def class_(self, key: str, value: Any) -> str:
        """Return the name under which a class of a paper stands."""
        same = value.unparse(resolved=True)

        def is_other(name: str) -> bool:
            return name in self.classes and self.classes[name].unparse(resolved=True) != same

        name = _free(key, is_other)
        self.classes[name] = value
        return name


def _free(name: str, is_taken: Callable[[str], bool]) -> str:
    free, count = name, 2
    while is_taken(free):
        free, count = f"{name}_{count}", count + 1
    return free


class Graft:
    """Takes one copied tree into the pack."""

    def __init__(self, pdf: Pdf, vocabulary: Vocabulary, owners: Owners, *, prefix: bytes, shift: int) -> None:
        self.pdf, self.vocabulary, self.owners = pdf, vocabulary, owners
        self.prefix, self.shift = prefix, shift
        self.types: dict[str, str] = {}
        self.classes: dict[str, Name] = {}
        self.live: set[ObjectKey] = set()
        self.edited: set[ObjectKey] = set()
        self.elements: list[Any] = []  # the Part first
        self.plain_headings: list[tuple[Any, int]] = []
        self.dropped: dict[ObjectKey, tuple[Any, set[int]]] = {}

    def graft(self, bundle: Any, part: Any, live: set[ObjectKey]) -> None:
        """Hang a paper's tree below `part`. `bundle` holds its copied K, RoleMap, ClassMap and Namespaces; `live` are
        the annotations that are still there.
        """
        self.live = live
        self._take_roles(bundle.get("/RoleMap", Dictionary()))
        for key, value in sorted(bundle.get("/ClassMap", Dictionary()).items()):
            name = self.vocabulary.class_(key[1:], value)
            if name != key[1:]:
                self.classes[key] = Name("/" + name)
        self.vocabulary.namespaces += as_list(bundle.get("/Namespaces"))
        tops = [
            kid if kid.is_indirect else self.pdf.make_indirect(kid)
            for kid in as_list(bundle.get("/K"))
            if isinstance(kid, Dictionary)
        ]
        for top in self._without_document(tops, part):
            part.K.append(top)
        self._walk(part)

    def _without_document(self, tops: list[Any], part: Any) -> list[Any]:
        """Return what stands below a paper's own Document, whose attributes its Part takes over."""
        if len(tops) != 1 or tops[0].get("/S") != Name.Document:
            return tops
        document = tops[0]
        for key in TAKEN_OVER:
            if key in document and key not in part:
                part[key] = document[key]
        below = as_list(document.get("/K"))
        if any(isinstance(kid, int) or "/S" not in kid for kid in below):
            document.S = Name.Div  # content directly in Document: the element has to stay
            return [document]
        return [kid if kid.is_indirect else self.pdf.make_indirect(kid) for kid in below]

    def _take_roles(self, role_map: Any) -> None:
        """Enter each role with the type its chain ends in; some producers map a standard type to itself, which is dropped."""
        mapped = {key[1:]: str(value)[1:] for key, value in sorted(role_map.items()) if key != str(value)}
        for role, target in mapped.items():
            chain = {role}
            while target in mapped and target not in chain:
                chain.add(target)
                target = mapped[target]
            if target in chain:
                target = "NonStruct"  # the map goes in a circle
            self.types[role] = self.vocabulary.role(role, self._demoted(target))

    def _demoted(self, kind: str) -> str:
        if heading := _HEADING.fullmatch(kind):
            level = int(heading[1])
            return f"H{max(level, min(_DEEPEST_HEADING, level + self.shift))}"
        return kind

    def _walk(self, part: Any) -> None:
        """Visit every element once, parents first, in reading order; a stack, since a hostile tree may be deep."""
        seen: set[ObjectKey] = set()
        stack: list[tuple[Any, Any, int, ObjectKey | None, int]] = [(part, None, 0, None, 0)]
        while stack:
            node, parent, index, page, level = stack.pop()
            keys = node.keys()
            if "/MCID" in keys:
                self._marked_content(node, keys, parent, page)
                continue
            if "/Obj" in keys:
                self._object(node, parent, index)
                continue
            if "/S" not in keys:
                continue
            if not node.is_indirect:
                node = self._pinned(node, parent, index)
            if node.objgen in seen:
                self._drop(parent, index)  # an element has one place; this is its second
                continue
            seen.add(node.objgen)
            self.elements.append(node)
            kind = str(node["/S"])[1:]
            if node is not part:
                node["/P"] = parent
                self._edit(node, kind, keys, level)
            if "/Pg" in keys:
                page = node["/Pg"].objgen
            kids = as_list(node["/K"]) if "/K" in keys else []
            deeper = level + (kind in _SECTIONS)
            for at in range(len(kids) - 1, -1, -1):  # last first: the stack hands them out in order
                kid = kids[at]
                if type(kid) is int:
                    if page is not None:
                        self.owners.of_page(page, kid, node)
                elif isinstance(kid, Dictionary):
                    stack.append((kid, node, at, page, deeper))
        for parent, gone in self.dropped.values():
            parent.K = Array([kid for at, kid in enumerate(as_list(parent.K)) if at not in gone])
        self._number_plain_headings()

    def _number_plain_headings(self) -> None:
        """Make each H an Hn by its nesting, without a level left out: the two kinds must not be mixed in one file."""
        open_levels: list[int] = []
        for element, level in self.plain_headings:
            while open_levels and open_levels[-1] >= level:
                open_levels.pop()
            open_levels.append(level)
            element["/S"] = Name("/" + self._demoted(f"H{len(open_levels)}"))

    def _pinned(self, node: Any, parent: Any, index: int) -> Any:
        """Return a direct element as an object of its own, which the parent tree can point at."""
        node = self.pdf.make_indirect(node)
        if isinstance(parent.K, Array):
            parent.K[index] = node
        else:
            parent.K = node
        return node

    def _edit(self, element: Any, kind: str, keys: set[str], level: int) -> None:
        if kind == "H":
            self.plain_headings.append((element, level))
        elif "/NS" in keys:
            element["/S"] = Name("/" + self._demoted(kind))
        else:
            if kind not in self.types:
                self.types[kind] = self._demoted(kind) if kind in STANDARD else self.vocabulary.role(kind, "")
            if self.types[kind] != kind:
                element["/S"] = Name("/" + self.types[kind])
        if "/AF" in keys:
            del element["/AF"]
        if self.classes and "/C" in keys:
            named = [
                self.classes.get(str(each), each) if isinstance(each, Name) else each for each in as_list(element.C)
            ]
            element.C = Array(named) if len(named) > 1 else named[0]
        if "/ID" in keys:
            element.ID = String(self._identifier(bytes(element.ID), element))
        if "/A" in keys and kind in ("TD", "TH"):
            self._rename_headers(element)

    def _identifier(self, old: bytes, element: Any) -> bytes:
        new = self.prefix + old
        while new in self.vocabulary.identifiers:
            new += b"-2"
        self.vocabulary.identifiers[new] = element
        return new

    def _rename_headers(self, cell: Any) -> None:
        """Let a cell's Headers name the cells that head it under their new identifiers; shared attributes only once."""
        for attributes in as_list(cell.A):
            if not isinstance(attributes, Dictionary) or "/Headers" not in attributes:
                continue
            if attributes.is_indirect:
                if attributes.objgen in self.edited:
                    continue
                self.edited.add(attributes.objgen)
            attributes.Headers = Array([String(self.prefix + bytes(each)) for each in as_list(attributes.Headers)])

    def _marked_content(self, reference: Any, keys: set[str], owner: Any, page: ObjectKey | None) -> None:
        if "/Pg" in keys:
            page = reference["/Pg"].objgen
        number = int(reference["/MCID"])
        if "/Stm" in keys:
            self.owners.of_object(reference["/Stm"], "/StructParents").setdefault(number, owner)
        elif page is not None:
            self.owners.of_page(page, number, owner)

    def _object(self, reference: Any, owner: Any, index: int) -> None:
        thing = reference["/Obj"]
        if isinstance(thing, Stream) or thing.objgen in self.live:
            self.owners.of_object(thing, "/StructParent")[None] = owner
        else:
            self._drop(owner, index)  # its annotation was taken out

    def _drop(self, parent: Any, index: int) -> None:
        self.dropped.setdefault(parent.objgen, (parent, set()))[1].add(index)


def parent_tree_entries(pdf: Pdf, owners: Owners, first: int) -> Iterator[tuple[int, Any]]:
    """Yield the entries of the parent tree from key `first`, and give pages and objects their keys.

    Source: ISO 32000-1, 14.7.4.4.
    """
    key = first
    for page in pdf.pages:
        owned = owners.pages.get(page.obj.objgen)
        if owned:
            yield key, _by_number(pdf, owned)
            page.obj.StructParents = key
            key += 1
    for thing, attribute, owned_parts in owners.objects.values():
        if attribute == "/StructParent":
            yield key, owned_parts[None]
        else:
            yield key, _by_number(pdf, {number: each for number, each in owned_parts.items() if number is not None})
        thing[attribute] = key
        key += 1


def _by_number(pdf: Pdf, owned: dict[int, Any]) -> Any:
    return pdf.make_indirect(Array([owned.get(number) for number in range(max(owned) + 1)]))
