"""Save a file compressed, its carried trees in their places, and every stream ended so that no validator misreads it.

qpdf writes one line feed after a stream's data. Where the data happen to end in a carriage return, page-validation takes
the two for one line end and finds the stream a byte too short, which on large packs is bound to happen somewhere. We
write CR LF there, as `pdf.tagging.document` does. That moves what follows, so object streams are compressed on the way
and the cross-reference stream is written anew.
"""

import hashlib
import re
import struct
from array import array
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import pikepdf
from pikepdf import Pdf

from kccreport.agenda.merging.carried import CarriedTrees
from kccreport.ground.flate import packed
from kccreport.ground.pattern import pattern

_XREF_HEAD = pattern(rb"\A\d+ 0 obj\n<<(?P<keys>.*?)>>\nstream\n", re.DOTALL)
_WIDTHS, _SIZE = pattern(rb"/W \[ (\d+) (\d+) (\d+) \]"), pattern(rb"/Size (\d+)")
_LAST_LINES = pattern(rb"startxref\n(\d+)\n%%EOF\n\Z")
_OBJECT_STREAM = pattern(
    rb"\d+ 0 obj\n<< /Type /ObjStm /Length (?P<length>\d+) /N (?P<count>\d+) /First (?P<first>\d+) >>\nstream\n"
)
_STREAM_END = b"\nendstream\nendobj\n"
_ENTRY = struct.Struct(">BQH")  # kind of entry, place or containing stream, index within it
_IN_FILE, _IN_STREAM = 1, 2
_PER_STREAM = 400


class _Table:
    """The cross-reference table: what kind each object is of, its place or the stream it is in, and its index there."""

    def __init__(self) -> None:
        self.kinds, self.places, self.indexes = bytearray(), array("Q"), array("H")

    def __len__(self) -> int:
        return len(self.kinds)

    def append(self, kind: int, place: int, index: int) -> None:
        self.kinds.append(kind)
        self.places.append(place)
        self.indexes.append(index)

    def put(self, number: int, kind: int, place: int, index: int = 0) -> None:
        """Say where an object is."""
        self.kinds[number], self.places[number], self.indexes[number] = kind, place, index

    def packed(self) -> bytes:
        """Return the table as a cross-reference stream holds it."""
        return b"".join(map(_ENTRY.pack, self.kinds, self.places, self.indexes))


def save_compactly(pdf: Pdf, path: Path, trees: CarriedTrees | None = None, *, version: str = "1.7") -> None:
    """Save a file with its streams as they are, images and contents among them, and everything else compressed.

    `trees` take the places that are held for them. The same file gives the same bytes.

    Raises:
        ValueError: qpdf has not laid out the file as we know it to.
    """
    plain = path.with_name(path.name + ".plain")
    try:
        with plain.open("w+b") as file, path.open("wb") as out:
            pdf.save(
                file,
                deterministic_id=True,
                object_stream_mode=pikepdf.ObjectStreamMode.generate,
                compress_streams=False,
                stream_decode_level=pikepdf.StreamDecodeLevel.none,
                min_version=version,
                encryption=False,
            )
            _compact(file, out, trees or CarriedTrees())
    finally:
        plain.unlink(missing_ok=True)


def _compact(plain: BinaryIO, out: BinaryIO, trees: CarriedTrees) -> None:
    """Write the file `plain`, which qpdf saved with object streams but without compressing, to `out`, compressed."""
    written = _Hashed(out)
    start = _start_of_table(plain)
    table, keys = _table(plain, start)
    at_place = {place: number for number, place in enumerate(table.places) if table.kinds[number] == _IN_FILE}
    places = sorted(at_place.keys() - {start})
    added = _Added(written, table)
    written.write(_read(plain, 0, places[0]))
    for begin, end in zip(places, [*places[1:], start], strict=True):
        whole = _read(plain, begin, end)
        if trees.replaces(whole, added.number, added.add):
            continue
        table.put(at_place[begin], _IN_FILE, written.place)
        for part in _rewritten(whole):
            written.write(part)
    trees.finish(added.number, added.add)
    added.flush()
    # the file's identity is its content, the trees included, so the same pack has the same identity
    identity = written.digest.hexdigest()[:32].upper().encode()
    table.put(at_place[start], _IN_FILE, written.place)
    written.write(
        _new_table(table, keys + b" /ID [ <%b> <%b> ]" % (identity, identity), at_place[start], written.place)
    )


class _Hashed:
    """A file being written, its place so far and the hash of what it holds."""

    def __init__(self, out: BinaryIO) -> None:
        self.out, self.place, self.digest = out, 0, hashlib.sha256()

    def write(self, data: bytes) -> None:
        """Write some bytes."""
        self.out.write(data)
        self.place += len(data)
        self.digest.update(data)


class _Added:
    """Objects that qpdf has not written, collected into object streams."""

    def __init__(self, out: _Hashed, table: _Table) -> None:
        self.out, self.table = out, table
        self.waiting: list[tuple[int, bytes]] = []

    def number(self) -> int:
        """Return a number that no object has."""
        self.table.append(0, 0, 0)
        return len(self.table) - 1

    def add(self, number: int, body: bytes) -> None:
        """Take an object in."""
        self.waiting.append((number, body))
        if len(self.waiting) == _PER_STREAM:
            self.flush()

    def flush(self) -> None:
        """Write the objects that have been collected."""
        if not self.waiting:
            return
        stream = self.number()
        index, offset = [], 0
        for at, (number, body) in enumerate(self.waiting):
            index.append(b"%d %d" % (number, offset))
            offset += len(body) + 1
            self.table.put(number, _IN_STREAM, stream, at)
        head = b" ".join(index) + b"\n"
        self.table.put(stream, _IN_FILE, self.out.place)
        data = head + b"\n".join(body for _, body in self.waiting)
        for part in _object_stream(stream, len(self.waiting), len(head), data):
            self.out.write(part)
        self.waiting = []


def _read(file: BinaryIO, begin: int, end: int) -> bytes:
    file.seek(begin)
    return file.read(end - begin)


def _start_of_table(file: BinaryIO) -> int:
    file.seek(0, 2)
    file.seek(max(file.tell() - 64, 0))
    return int(_found(_LAST_LINES, file.read())[1])


def _found(shape: re.Pattern[bytes], data: bytes) -> re.Match[bytes]:
    """Return where a pattern stands; that it stands there is what we know of how qpdf writes."""
    found = shape.search(data)
    if found is None:
        raise ValueError(f"the file is not as qpdf writes it: no {shape.pattern!r}")
    return found


def _table(file: BinaryIO, start: int) -> tuple[_Table, bytes]:
    """Return the entries of the cross-reference stream, and those of its keys that are kept."""
    file.seek(start)
    rest = file.read()
    head = _found(_XREF_HEAD, rest)
    keys = head["keys"]
    widths = [int(each) for each in _found(_WIDTHS, keys).groups()]
    size = int(_found(_SIZE, keys)[1])
    data, at, table = rest[head.end() :], 0, _Table()
    for _ in range(size):
        fields = []
        for width in widths:
            fields.append(int.from_bytes(data[at : at + width], "big"))
            at += width
        table.append(*fields)
    kept = b"".join(re.findall(rb" /(?:Root|Info) \d+ 0 R", keys))
    return table, kept


def _rewritten(whole: bytes) -> Iterator[bytes]:
    """Yield an object as it goes into the new file."""
    if found := _OBJECT_STREAM.match(whole):
        data = whole[found.end() : found.end() + int(found["length"])]
        yield from _object_stream(int(whole[: whole.index(b" ")]), int(found["count"]), int(found["first"]), data)
    elif whole.endswith(b"\r" + _STREAM_END):
        yield whole[: -len(_STREAM_END)]
        yield b"\r" + _STREAM_END
    else:
        yield whole


def _object_stream(number: int, count: int, first: int, data: bytes) -> Iterator[bytes]:
    stream = packed(data)
    yield b"%d 0 obj\n<< /Type /ObjStm /Filter /FlateDecode /Length %d /N %d /First %d >>\nstream\n" % (
        number,
        len(stream),
        count,
        first,
    )
    yield stream
    yield (b"\r" if stream.endswith(b"\r") else b"") + _STREAM_END


def _new_table(table: _Table, keys: bytes, number: int, start: int) -> bytes:
    data = packed(table.packed())
    return b"%d 0 obj\n<< /Type /XRef /Filter /FlateDecode /Length %d /Size %d /W [ 1 8 2 ]%b >>\nstream\n%b%b%b" % (
        number,
        len(data),
        len(table),
        keys,
        data,
        (b"\r" if data.endswith(b"\r") else b"") + _STREAM_END,
        b"startxref\n%d\n%%%%EOF\n" % start,
    )
