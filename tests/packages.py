"""One workbook as other programs would have written it: the same sheets in packages that look otherwise."""

import io
import re
import zipfile
from collections.abc import Callable

Parts = dict[str, bytes]

_STRICT = (
    (b"http://schemas.openxmlformats.org/spreadsheetml/2006/main", b"http://purl.oclc.org/ooxml/spreadsheetml/main"),
    (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
    ),
    (b"http://schemas.openxmlformats.org/drawingml/2006/main", b"http://purl.oclc.org/ooxml/drawingml/main"),
)


def parts(content: bytes) -> Parts:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


class _Unseekable(io.RawIOBase):
    """A stream that cannot go back, so that zip entries end in a data descriptor, as from a web server."""

    def __init__(self) -> None:
        self.written = io.BytesIO()

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        return self.written.write(data)


def zipped(found: Parts, *, as_stream: bool = False) -> bytes:
    stream = _Unseekable()
    target = io.BytesIO()
    with zipfile.ZipFile(stream if as_stream else target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in found.items():
            package.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return stream.written.getvalue() if as_stream else target.getvalue()


def renamed(found: Parts, names: dict[str, str]) -> Parts:
    """Give parts other names, and say so in the list of parts and in every relation."""
    changed = {}
    for name, content in found.items():
        if name.endswith(".rels") or name == "[Content_Types].xml":
            for old, new in names.items():
                content = content.replace(f'"/{old}"'.encode(), f'"/{new}"'.encode())
                content = content.replace(f'"{old}"'.encode(), f'"{new}"'.encode())
                content = content.replace(f'"{old.removeprefix("xl/")}"'.encode(), f'"/{new}"'.encode())
        changed[names.get(name, name)] = content
    return changed


def main_renamed(found: Parts) -> Parts:
    return renamed(
        found, {"xl/workbook.xml": "xl/workbook2.xml", "xl/_rels/workbook.xml.rels": "xl/_rels/workbook2.xml.rels"}
    )


def all_elsewhere(found: Parts) -> Parts:
    """Everything in another folder, named as no program of Microsoft would."""
    sheets = [name for name in found if name.startswith("xl/worksheets/sheet")]
    names = {name: f"data/pages/p{number}.xml" for number, name in enumerate(sheets)}
    names |= {"xl/workbook.xml": "data/book.xml", "xl/_rels/workbook.xml.rels": "data/_rels/book.xml.rels"}
    return renamed(found, names | {"xl/styles.xml": "data/looks.xml"})


def other_case(found: Parts) -> Parts:
    """Parts whose names differ in case from what points to them."""
    return {name if name.startswith("[") else name.upper(): content for name, content in found.items()}


def backslashes(found: Parts) -> Parts:
    return {name.replace("/", "\\"): content for name, content in found.items()}


def without_places(found: Parts) -> Parts:
    """Rows and cells without their numbers, where these follow from the order."""

    def bare(content: bytes) -> bytes:
        rows = [int(number) for number in re.findall(rb'<row [^>]*?r="(\d+)"', content)]
        if rows != list(range(1, len(rows) + 1)):
            return content
        content = re.sub(rb'(<row\b[^>]*?) r="\d+"', rb"\1", content)
        return re.sub(rb"<row.*?</row>", lambda row: _without_cell_places(row[0]), content, flags=re.DOTALL)

    return {name: bare(content) if "worksheets/" in name else content for name, content in found.items()}


def _without_cell_places(row: bytes) -> bytes:
    places = re.findall(rb'<c\b[^>]*? r="([A-Z]+)\d+"', row)
    if places != [bytes([65 + at]) for at in range(len(places))]:
        return row
    return re.sub(rb'(<c\b[^>]*?) r="[A-Z]+\d+"', rb"\1", row)


def strict(found: Parts) -> Parts:
    changed = {}
    for name, content in found.items():
        for usual, other in _STRICT:
            content = content.replace(usual, other)
        changed[name] = content
    return changed


def prefixed(found: Parts) -> Parts:
    """Elements with a prefix, as some libraries write them."""

    def change(name: str, content: bytes) -> bytes:
        if "worksheets/sheet" not in name and name != "xl/workbook.xml":
            return content
        space = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
        content = content.replace(space, space.replace(b"xmlns=", b"xmlns:x="))
        return re.sub(rb"<(/?)(?=[A-Za-z])(?![\w]+:)", rb"<\1x:", content)

    return {name: change(name, content) for name, content in found.items()}


def shared_texts(found: Parts) -> Parts:
    """Texts in a part of their own, and that at another place than usual."""
    texts: dict[bytes, int] = {}

    def share(content: bytes) -> bytes:
        return re.sub(
            rb't="inlineStr"><is><t(?: xml:space="preserve")?>(.*?)</t></is>',
            lambda match: b't="s"><v>%d</v>' % texts.setdefault(match[1], len(texts)),
            content,
            flags=re.DOTALL,
        )

    changed = {name: share(content) if "worksheets/" in name else content for name, content in found.items()}
    listed = b"".join(b'<si><t xml:space="preserve">' + text + b"</t></si>" for text in texts)
    main = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    changed["texts/all.xml"] = b'<sst xmlns="' + main + b'">' + listed + b"</sst>"
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    types, relations = "[Content_Types].xml", "xl/_rels/workbook.xml.rels"
    changed[types] = changed[types].replace(
        b"</Types>", b'<Override PartName="/texts/all.xml" ContentType="' + kind + b'"/></Types>'
    )
    changed[relations] = changed[relations].replace(
        b"</Relationships>",
        b'<Relationship Id="texts" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" '
        b'Target="../texts/all.xml"/></Relationships>',
    )
    return changed


KINDS: dict[str, Callable[[bytes], bytes]] = {
    "as we write it": lambda content: content,
    "main part renamed": lambda content: zipped(main_renamed(parts(content))),
    "all parts elsewhere": lambda content: zipped(all_elsewhere(parts(content))),
    "names in another case": lambda content: zipped(other_case(parts(content))),
    "names with backslashes": lambda content: zipped(backslashes(parts(content))),
    "no places on rows and cells": lambda content: zipped(without_places(parts(content))),
    "Strict Open XML": lambda content: zipped(strict(parts(content))),
    "elements with a prefix": lambda content: zipped(prefixed(parts(content))),
    "texts shared, at another place": lambda content: zipped(shared_texts(parts(content))),
    "written as a stream": lambda content: zipped(parts(content), as_stream=True),
    "Strict, without places, main part renamed": lambda content: zipped(
        main_renamed(without_places(strict(parts(content))))
    ),
}
OPENED_BY_LIBREOFFICE = frozenset(KINDS) - {"names in another case", "names with backslashes"}
