"""A council's own face, as a layout gives it: logo, colours, typeface, cover picture and footer, looked at before use."""

import struct
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath

from msgspec import Struct, field
from pydantic import BaseModel, ConfigDict, Field

from kccreport.ground.colour import LINES, TEXT, Colour
from kccreport.ground.pictures import drawn_svg, picture_fault
from kccreport.ground.problem import Problem

Fetch = Callable[[str], bytes]
"""Returns a file beside the layout, by its name; raises OSError where there is none."""

_WHITE, _TINT = Colour.hex("#FFFFFF"), Colour.hex("#F3F5F8")  # rules stand on white, headings of columns on a tint
_LARGEST_FACE = 5_000_000  # bytes: a face with every script is larger, and a paper needs none of it
_FACES = {"upright": "Regular", "bold": "Bold", "italic": "Italic"}
# OS/2 fsType (OpenType specification): 2 forbids embedding, 0x100 subsetting, 0x200 outlines
_FORBIDDEN = {0x0002: "may not be embedded", 0x0100: "may not be subset", 0x0200: "may be embedded as pictures only"}


class BrandKeys(BaseModel):
    """The council's own face. Files lie in the folder of the layout or below it."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    logo: str = Field(default="", description="A PNG or SVG file, printed at the head of the cover.")
    logo_words: str = Field(default="", description="What the logo shows, for those who cannot see it.")
    logo_height: float = Field(default=16, ge=5, le=60, description="How high the logo is printed, in millimetres.")
    headings: str = Field(default="", description="The colour of headings, such as #12284B.")
    rules: str = Field(default="", description="The colour of the rules of tables, such as #8A94A0.")
    typeface: str = Field(
        default="", description="A folder with three TrueType files: Regular.ttf, Bold.ttf and Italic.ttf."
    )
    cover_picture: str = Field(default="", description="A PNG or SVG file, printed on the title page.")
    cover_words: str = Field(default="", description="What the cover picture shows, for those who cannot see it.")
    footer: str = Field(default="", description="Words at the foot of each page, after the classification.")


class BrandPicture(Struct, frozen=True):
    """A picture as PNG, the words for it, and how high it is printed."""

    data: bytes
    words: str
    height_mm: float


class Brand(Struct, frozen=True):
    """A council's own face, with every file read and found fit; empty where a layout gives none."""

    logo: BrandPicture | None = None
    cover: BrandPicture | None = None
    headings: str = ""
    rules: str = ""
    typeface: tuple[bytes, bytes, bytes] | None = None
    footer: str = ""


_COVER_MM = 100.0


class _Reader(Struct):
    """Reads what a layout names, and collects what is wrong with it."""

    where: str
    fetch: Fetch
    problems: list[Problem] = field(default_factory=list)

    def wrong(self, key: str, what: str, hint: str) -> None:
        self.problems.append(Problem("brand", f"{self.where}: brand.{key}", what, hint))

    def file(self, key: str, name: str) -> bytes | None:
        """Return a file in the folder of the layout; None, with a problem, where there is none."""
        parts = PurePosixPath(name.replace("\\", "/")).parts
        if not parts or ".." in parts or name.startswith(("/", "\\", "~")) or ":" in name:
            self.wrong(
                key,
                f"{name[:60]!r} does not lie in the folder of the layout.",
                "copy the file there, and type its name",
            )
            return None
        try:
            return self.fetch("/".join(parts))
        except OSError:
            self.wrong(key, f"there is no file {name[:60]} beside the layout.", "copy it there, or correct the name")
            return None

    def picture(self, key: str, name: str, words: str, height: float) -> BrandPicture | None:
        """Return a picture as PNG."""
        if not name:
            return None
        words_key = f"{key.removesuffix('_picture')}_words"
        if not words.strip():
            self.wrong(
                words_key, "the picture has no words.", "say in a few words what it shows, such as Crest of the council"
            )
        data = self.file(key, name)
        if data is None:
            return None
        if name.casefold().endswith(".svg"):
            drawn = drawn_svg(data)
            if isinstance(drawn, str):
                self.wrong(key, f"{name[:60]} {drawn}.", "save it again, or use a PNG file")
                return None
            data = drawn
        elif fault := picture_fault(data):
            self.wrong(key, f"{name[:60]} {fault}.", "save it as PNG, smaller")
            return None
        return BrandPicture(data, words.strip(), height)

    def colour(self, key: str, code: str, least: float, ground: Colour) -> str:
        """Return a colour that can be read on what it stands on; "" where none is given."""
        if not code:
            return ""
        try:
            colour = Colour.hex(code)
        except ValueError:
            self.wrong(key, f"{code[:20]!r} is no colour.", "write it as #12284B")
            return ""
        if colour.contrast(ground) < least:
            near = colour.darkened_until(least, ground).code
            shown = f"{colour.contrast(ground):.1f}"
            self.wrong(
                key, f"{code} cannot be read well enough on white (contrast {shown}, needed {least}).", f"type {near}"
            )
            return ""
        return code

    def typeface(self, folder: str) -> tuple[bytes, bytes, bytes] | None:
        """Return the three faces of a typeface."""
        if not folder:
            return None
        faces = list(self._faces(folder))
        return (faces[0], faces[1], faces[2]) if len(faces) == len(_FACES) else None

    def _faces(self, folder: str) -> Iterator[bytes]:
        for style, ending in _FACES.items():
            data = self.file("typeface", f"{folder.rstrip('/')}/{ending}.ttf")
            if data is None:
                continue
            if fault := face_fault(data):
                self.wrong(
                    "typeface",
                    f"the {style} face {fault}.",
                    "ask who licensed the typeface for files that may be embedded",
                )
            else:
                yield data


def read_brand(keys: BrandKeys, where: str, fetch: Fetch) -> tuple[Brand, tuple[Problem, ...]]:
    """Return the brand that a layout gives, and what is wrong with it.

    Problems: brand.
    """
    reader = _Reader(where, fetch)
    brand = Brand(
        logo=reader.picture("logo", keys.logo, keys.logo_words, keys.logo_height),
        cover=reader.picture("cover_picture", keys.cover_picture, keys.cover_words, _COVER_MM),
        headings=reader.colour("headings", keys.headings, TEXT, _TINT),
        rules=reader.colour("rules", keys.rules, LINES, _WHITE),
        typeface=reader.typeface(keys.typeface),
        footer=" ".join(keys.footer.split()),
    )
    return brand, tuple(reader.problems)


def face_fault(data: bytes) -> str:
    """Return why a file cannot be a face of a paper, as the end of a sentence; "" where it can.

    Source: OpenType specification, table directory and OS/2 fsType.
    """
    if len(data) > _LARGEST_FACE:
        return f"is larger than {_LARGEST_FACE // 1_000_000} MB"
    if data[:4] not in (b"\x00\x01\x00\x00", b"true"):
        return "is no TrueType file (.ttf with outlines of TrueType)"
    try:
        tables = dict(_tables(data))
        (rights,) = struct.unpack_from(">H", data, tables[b"OS/2"] + 8)
    except (struct.error, KeyError):
        return "is damaged"
    if not {b"glyf", b"cmap", b"hmtx", b"head", b"loca"} <= tables.keys():
        return "is damaged"
    return next((words for bit, words in _FORBIDDEN.items() if rights & bit), "")


def _tables(data: bytes) -> Iterator[tuple[bytes, int]]:
    (count,) = struct.unpack_from(">H", data, 4)
    for at in range(count):
        tag, _, offset, _ = struct.unpack_from(">4sIII", data, 12 + 16 * at)
        yield tag, offset
