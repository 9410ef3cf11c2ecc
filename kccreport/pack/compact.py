"""Compress what qpdf has written plainly, and end every stream so that no validator misreads it.

qpdf writes one line feed after a stream's data. Where the data happen to end in a carriage return, page-validation takes
the two for one line end and finds the stream a byte too short, which on large packs is bound to happen somewhere. We
write CR LF there, as `pdf.tagging.document` does. That moves what follows, so object streams are compressed on the way
and the cross-reference stream is written anew.
"""

import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

_XREF_HEAD = re.compile(rb"(\d+) 0 obj\n<<(?P<keys>.*?)>>\nstream\n", re.DOTALL)
_OBJECT_STREAM = re.compile(
    rb"\d+ 0 obj\n<< /Type /ObjStm /Length (?P<length>\d+) /N (?P<count>\d+) /First (?P<first>\d+) >>\nstream\n"
)
_STREAM_END = b"\nendstream\nendobj\n"
_ENTRY = struct.Struct(">BQH")  # kind of entry, place or containing stream, index within it
_IN_FILE, _IN_STREAM = 1, 2


@dataclass(slots=True)
class _Entry:
    kind: int
    place: int
    index: int


def compact(plain: Path, out: BinaryIO) -> None:
    """Write the file `plain`, which qpdf saved with object streams but without compressing, to `out`, compressed.

    Raises:
        ValueError: the file is not laid out as qpdf does.
    """
    with plain.open("rb") as file:
        start = _start_of_table(file)
        entries, keys = _table(file, start)
        places = sorted(entry.place for entry in entries if entry.kind == _IN_FILE and entry.place != start)
        ends = [*places[1:], start]
        moved: dict[int, int] = {}
        out.write(_read(file, 0, places[0]))
        for begin, end in zip(places, ends, strict=True):
            moved[begin] = out.tell()
            for part in _rewritten(file, begin, end):
                out.write(part)
    table_at = out.tell()
    for entry in entries:
        if entry.kind == _IN_FILE:
            entry.place = moved.get(entry.place, table_at)
    out.write(_new_table(entries, keys, table_at))


def _read(file: BinaryIO, begin: int, end: int) -> bytes:
    file.seek(begin)
    return file.read(end - begin)


def _start_of_table(file: BinaryIO) -> int:
    file.seek(0, 2)
    file.seek(max(file.tell() - 64, 0))
    found = re.search(rb"startxref\n(\d+)\n%%EOF\n$", file.read())
    if found is None:
        raise ValueError("no cross-reference stream at the end")
    return int(found[1])


def _table(file: BinaryIO, start: int) -> tuple[list[_Entry], bytes]:
    """Return the entries of the cross-reference stream, and those of its keys that are kept."""
    file.seek(start)
    rest = file.read()
    head = _XREF_HEAD.match(rest)
    if head is None:
        raise ValueError("the cross-reference stream is not as qpdf writes it")
    keys = head["keys"]
    widths = [int(each) for each in re.search(rb"/W \[ (\d+) (\d+) (\d+) \]", keys).groups()]  # type: ignore[union-attr]
    size = int(re.search(rb"/Size (\d+)", keys)[1])  # type: ignore[index]
    data, at, entries = rest[head.end() :], 0, []
    for _ in range(size):
        fields = []
        for width in widths:
            fields.append(int.from_bytes(data[at : at + width], "big"))
            at += width
        entries.append(_Entry(*fields))
    kept = b"".join(re.findall(rb" /(?:Root|Info) \d+ 0 R| /ID \[[^\]]*\]", keys))
    return entries, kept


def _rewritten(file: BinaryIO, begin: int, end: int) -> Iterator[bytes]:
    """Yield an object as it goes into the new file."""
    whole = _read(file, begin, end)
    if found := _OBJECT_STREAM.match(whole):
        data = zlib.compress(whole[found.end() : found.end() + int(found["length"])])
        number = whole[: whole.index(b" ")]
        yield b"%b 0 obj\n<< /Type /ObjStm /Filter /FlateDecode /Length %d /N %b /First %b >>\nstream\n" % (
            number,
            len(data),
            found["count"],
            found["first"],
        )
        yield data
        yield (b"\r" if data.endswith(b"\r") else b"") + _STREAM_END
    elif whole.endswith(b"\r" + _STREAM_END):
        yield whole[: -len(_STREAM_END)]
        yield b"\r" + _STREAM_END
    else:
        yield whole


def _new_table(entries: list[_Entry], keys: bytes, start: int) -> bytes:
    data = zlib.compress(b"".join(_ENTRY.pack(entry.kind, entry.place, entry.index) for entry in entries))
    number = next(at for at, entry in enumerate(entries) if entry.kind == _IN_FILE and entry.place == start)
    return b"%d 0 obj\n<< /Type /XRef /Filter /FlateDecode /Length %d /Size %d /W [ 1 8 2 ]%b >>\nstream\n%b%b%b" % (
        number,
        len(data),
        len(entries),
        keys,
        data,
        (b"\r" if data.endswith(b"\r") else b"") + _STREAM_END,
        b"startxref\n%d\n%%%%EOF\n" % start,
    )
