"""Streams packed as PDF unpacks them."""

import deflate

_LEVEL = 5  # of 12: about as small as zlib makes it at its usual level, in half the time


def packed(data: bytes | bytearray) -> bytes:
    """Return data as FlateDecode unpacks it (ISO 32000-1, 7.4.4): the same bytes whichever zlib a Python was made with."""
    return bytes(deflate.zlib_compress(data, _LEVEL))
