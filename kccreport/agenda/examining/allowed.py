"""The keys that an object of a page may have, so that nothing rides along under one that nobody knows.

A walk from the pages and the tree of tags, guided by this table of what PDF defines: what a key leads to is walked as
what it is said to be, and a key that is not in the table is taken away. So an unknown key can hold no file, no picture
and no words.

Source: ISO 32000-1: pages (table 30), resources (33), what unpacks streams (8 to 13), images (89), forms (95), fonts (111
to 124), graphics states (58), patterns and shadings (75 to 83), colour (62 to 73), functions (38 to 41), structure (323
and 327), bookmarks (153).
"""

from typing import Any

from pikepdf import Array, Dictionary, Pdf, Stream

from kccreport.agenda.merging.structure import ObjectKey

# kind → key → what it leads to: "" for something plain, kinds in [] for what stands below any name, "?" for anything
_STREAM = "Length Filter DecodeParms:parameters"
_TABLE: dict[str, str] = {
    "page": "Type Parent:! Resources:resources MediaBox CropBox BleedBox TrimBox ArtBox Rotate UserUnit Group:group "
    "Contents:content Annots:annotation StructParents Tabs",
    "content": _STREAM,
    "parameters": "Type Name Predictor Colors BitsPerComponent Columns EarlyChange K EndOfLine EncodedByteAlign Rows "
    "EndOfBlock BlackIs1 DamagedRowsBeforeError JBIG2Globals:content ColorTransform",
    "resources": "ExtGState:[state] ColorSpace:[colour] Pattern:[pattern] Shading:[shading] XObject:[drawn] Font:[font] "
    "ProcSet Properties:[property]",
    "drawn": f"Type Subtype Name Width Height ColorSpace:colour BitsPerComponent Intent ImageMask Mask:drawn Decode "
    f"Interpolate SMask:drawn SMaskInData Matte StructParent StructParents OC:layer FormType BBox Matrix "
    f"Resources:resources Group:group {_STREAM}",
    "group": "Type S CS:colour I K",
    "state": "Type LW LC LJ ML D RI OP op OPM Font:font BG:function BG2:function UCR:function UCR2:function TR:function "
    "TR2:function FL SM SA BM SMask:softmask CA ca AIS TK",
    "softmask": "Type S G:drawn BC TR:function",
    "colour": f"N Alternate:colour Range WhitePoint BlackPoint Gamma Matrix Colorants:[colour] Process:process "
    f"MixingHints:? Subtype FunctionType Domain Functions:function Bounds Encode C0 C1 Size BitsPerSample Order Decode {_STREAM}",
    "process": "ColorSpace:colour Components",
    "pattern": f"Type PatternType PaintType TilingType BBox XStep YStep Resources:resources Matrix Shading:shading "
    f"ExtGState:state {_STREAM}",
    "shading": f"ShadingType ColorSpace:colour Background BBox AntiAlias Function:function Domain Matrix Coords Extend "
    f"BitsPerCoordinate BitsPerComponent BitsPerFlag Decode VerticesPerRow {_STREAM}",
    "function": f"FunctionType Domain Range Size BitsPerSample Order Encode Decode C0 C1 N Functions:function Bounds {_STREAM}",
    "font": "Type Subtype Name BaseFont FirstChar LastChar Widths FontDescriptor:descriptor Encoding:encoding "
    "ToUnicode:map DescendantFonts:font CIDSystemInfo:system DW W DW2 W2 CIDToGIDMap:content FontBBox FontMatrix "
    "CharProcs:[content] Resources:resources",
    "encoding": f"Type BaseEncoding Differences CMapName CIDSystemInfo:system WMode UseCMap:map {_STREAM}",
    "map": f"Type CMapName CIDSystemInfo:system WMode UseCMap:map {_STREAM}",
    "system": "Registry Ordering Supplement",
    "descriptor": "Type FontName FontFamily FontStretch FontWeight Flags FontBBox ItalicAngle Ascent Descent Leading "
    "CapHeight XHeight StemV StemH AvgWidth MaxWidth MissingWidth FontFile:program FontFile2:program FontFile3:program "
    "CharSet Style Lang FD CIDSet:content",
    "program": f"Length1 Length2 Length3 Subtype {_STREAM}",
    "property": "Type MCID ActualText Alt E Lang BBox Attached Subtype Name Intent OCGs:layer P VE:?",
    "layer": "Type Name Intent OCGs:layer P VE:? Usage:?",
    "annotation": "Type Subtype Rect Contents P:! F Border BS:border C H QuadPoints A:action Dest:? StructParent Lang",
    "border": "Type W S D",
    "action": "Type S URI D:? IsMap N",
    "bookmark": "Title Parent:! Prev:! Next:bookmark First:bookmark Last:! Count Dest:? A:action C F",
    "outlines": "Type First:bookmark Last:! Count",
    "element": "Type S P:! ID Ref:! Pg:! K:element A:attribute C R T Lang Alt E ActualText NS:namespace Obj:! Stm:! MCID",
    "namespace": "Type NS RoleMapNS:?",
    "attribute": "*",
}  # fmt: skip
Kinds = dict[str, str]
_KINDS: dict[str, Kinds] = {
    kind: {f"/{key}": to for key, _, to in (each.partition(":") for each in words.split())}
    for kind, words in _TABLE.items()
}
_OF_STREAMS = frozenset(("/Length", "/Filter", "/DecodeParms"))  # what makes a stream of a dictionary
_LONGEST_NAME = 127  # bytes: ISO 32000-1, annex C.2


def drop_unknown_keys(pdf: Pdf) -> bool:
    """Take away every key nobody knows from what the pages, the bookmarks and the tags hold; say whether there were any."""
    walk = _Walk()
    for page in pdf.pages:
        walk.go(page.obj, "page")
    walk.go(pdf.Root.get("/Outlines"), "outlines")
    tree = pdf.Root.get("/StructTreeRoot")
    if isinstance(tree, Dictionary):
        walk.go(tree.get("/K"), "element")
        classes = tree.get("/ClassMap")
        for each in classes.values() if isinstance(classes, Dictionary) else ():
            walk.go(each, "attribute")
    return walk.has_dropped


class _Walk:
    """Goes through objects, each as one kind only, with a stack, since a hostile file may be deep."""

    def __init__(self) -> None:
        self.seen: set[tuple[ObjectKey, str]] = set()
        self.has_dropped = False

    def go(self, start: Any, kind: str) -> None:
        """Walk all that an object leads to."""
        waiting = [(start, kind)]
        while waiting:
            thing, kind = waiting.pop()
            if isinstance(thing, Array):
                waiting += [(each, kind) for each in thing if isinstance(each, Dictionary | Stream | Array)]
            elif isinstance(thing, Dictionary | Stream) and kind not in ("!", "?", ""):
                if thing.is_indirect:
                    if (thing.objgen, kind) in self.seen:
                        continue
                    self.seen.add((thing.objgen, kind))
                waiting += self._kept(thing, kind)

    def _kept(self, thing: Any, kind: str) -> list[tuple[Any, str]]:
        if kind.startswith("["):
            return [(each, kind[1:-1]) for each in thing.values()]
        if kind == "attribute":
            self._plain_only(thing)
            return []
        known = _KINDS[kind]
        below = []
        for key in list(thing.keys()):
            to = known.get(key)
            if to is None and isinstance(thing, Stream) and key in _OF_STREAMS:
                continue
            if to is None:
                del thing[key]
                self.has_dropped = True
            elif to:
                value = self._without_stream(thing, key, to)
                if isinstance(value, Dictionary | Stream | Array):
                    below.append((value, to))
            elif isinstance(thing[key], Stream):
                del thing[key]  # what is plain holds no file
                self.has_dropped = True
        return below

    def _without_stream(self, thing: Any, key: str, kind: str) -> Any:
        """Return what stands below a key; a stream where only a dictionary may stand is emptied, and is one from then on."""
        value = thing[key]
        if isinstance(value, Stream) and kind not in ("!", "?") and "/Length" not in _KINDS.get(kind, {}):
            value.write(b"")
            value = thing[key] = Dictionary({name: each for name, each in value.items() if name not in _OF_STREAMS})
            self.has_dropped = True
        return value

    def _plain_only(self, attributes: Any) -> None:
        """Keep of an attribute object what is a number, a name, a string or a list of them."""
        for key in list(attributes.keys()):
            if isinstance(attributes[key], Dictionary | Stream) and key not in ("/NS", "/P"):
                del attributes[key]
                self.has_dropped = True
