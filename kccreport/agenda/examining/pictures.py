"""Photographs without what cameras and editors write into them, and streams without bytes after their end.

The picture itself is not encoded again. Of a JPEG the segments stay that say how to decode it: JFIF's, Adobe's colour
transform, tables, frames and scans. What Exif, XMP, Photoshop and comments hold goes, and bytes after the end.

Source: ITU-T T.81, annex B; ISO/IEC 15444-1, annex I (boxes of JPEG 2000).
"""

import zlib
from typing import Any

from pikepdf import Array, Name, Pdf, Stream

_KEPT_APPLICATION = {0xE0: b"JFIF\0", 0xEE: b"Adobe"}
_COMMENT, _END, _SCAN = 0xFE, 0xD9, 0xDA
_AT_A_TIME = 1 << 20  # bytes unpacked and forgotten again: a bomb costs no more
_ALONE = frozenset((0x01, *range(0xD0, 0xD9)))  # markers without a length
_JP2_DROPPED = frozenset((b"xml ", b"uuid", b"uinf", b"jp2i", b"asoc", b"free", b"skip"))


def strip_pictures(pdf: Pdf) -> bool:
    """Take out of every stream of a file what nothing needs; say whether there was anything."""
    has_stripped = False
    for thing in pdf.objects:
        if isinstance(thing, Stream) and (plain := _plain(thing)) is not None:
            filters: Any = thing.get("/Filter")
            parameters: Any = thing.get("/DecodeParms")
            thing.write(plain, filter=filters, decode_parms=parameters)
            has_stripped = True
    return has_stripped


def _plain(stream: Any) -> bytes | None:
    """Return a stream's bytes without what nothing needs; None where there is nothing of that sort."""
    filters = stream.get("/Filter")
    if isinstance(filters, Array):
        filters = filters[0] if len(filters) == 1 else None
    if filters == Name.DCTDecode:
        found = plain_jpeg(raw := stream.read_raw_bytes())
    elif filters == Name.JPXDecode:
        found = plain_jpeg_2000(raw := stream.read_raw_bytes())
    elif filters == Name.FlateDecode and stream.get("/Type") != Name.ObjStm:
        found = plain_deflated(raw := stream.read_raw_bytes())
    else:
        return None
    return None if found == raw else found


def plain_jpeg(data: bytes) -> bytes:
    """Return a JPEG without its comments, application data and what follows its end; one that is odd as it is."""
    if data[:2] != b"\xff\xd8":
        return data
    kept, at = [data[:2]], 2
    while at + 4 <= len(data):
        if data[at] != 0xFF:
            return data
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker == _END:
            return b"".join([*kept, b"\xff\xd9"])
        end = at + 2 if marker in _ALONE else at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if marker == _SCAN:
            end = _end_of_scan(data, end)
        if end > len(data):
            return data
        if not _is_private(marker, data[at + 4 : at + 9]):
            kept.append(data[at:end])
        at = end
    return b"".join([*kept, data[at:]]) if at < len(data) and data[at:].startswith(b"\xff\xd9") else b"".join(kept)


def _is_private(marker: int, begins: bytes) -> bool:
    if marker == _COMMENT:
        return True
    if not 0xE0 <= marker <= 0xEF:
        return False
    return marker not in _KEPT_APPLICATION or not begins.startswith(_KEPT_APPLICATION[marker])


def _end_of_scan(data: bytes, at: int) -> int:
    """Return where the marker stands that ends a scan: one that is neither stuffing nor a restart."""
    while (found := data.find(b"\xff", at)) >= 0 and found + 1 < len(data):
        after = data[found + 1]
        if after != 0 and not 0xD0 <= after <= 0xD7:
            return found
        at = found + 2
    return len(data)


def plain_jpeg_2000(data: bytes) -> bytes:
    """Return a JPEG 2000 file without boxes of metadata; a bare code stream as it is."""
    kept, at = [], 0
    if data[4:8] != b"jP  ":
        return data
    while at + 8 <= len(data):
        length, kind = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        if length == 1:
            length = int.from_bytes(data[at + 8 : at + 16], "big")
        elif length == 0:
            length = len(data) - at
        if length < 8 or at + length > len(data):
            break  # what is left is no box
        if kind not in _JP2_DROPPED:
            kept.append(data[at : at + length])
        at += length
    return b"".join(kept)


def plain_deflated(data: bytes) -> bytes:
    """Return deflated data without bytes after their end; data that are not as they should be stay as they are."""
    unpacker = zlib.decompressobj()
    rest = data
    try:
        while rest and not unpacker.eof:
            unpacker.decompress(rest, _AT_A_TIME)
            rest = unpacker.unconsumed_tail
    except zlib.error:
        return data
    return data[: len(data) - len(unpacker.unused_data)] if unpacker.eof and unpacker.unused_data.strip() else data
