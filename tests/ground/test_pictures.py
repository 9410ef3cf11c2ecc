"""A picture that somebody gives is looked at before it is printed: only a sound PNG of a bounded size passes."""

import io
import struct
import zlib

import pytest
from PIL import Image

from kccreport.ground.pictures import LARGEST_FILE, LARGEST_SIDE, on_white, picture_fault


def png(mode: str = "RGB", size: tuple[int, int] = (8, 4), colour: object = None) -> bytes:
    written = io.BytesIO()
    Image.new(mode, size, colour).save(written, "PNG")  # type: ignore[arg-type]
    return written.getvalue()


def claiming(width: int, height: int) -> bytes:
    """A PNG whose header names other sides than its pixels have."""
    data = bytearray(png())
    data[16:24] = struct.pack(">II", width, height)
    data[29:33] = struct.pack(">I", zlib.crc32(bytes(data[12:29])))
    return bytes(data)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_kind_of_png_can_be_printed(mode: str) -> None:
    data = png(mode)
    assert picture_fault(data) == ""
    assert (on_white(data).mode, on_white(data).size) == ("RGB", (8, 4))


@pytest.mark.parametrize(
    ("mode", "colour", "shown"),
    [
        ("RGBA", (200, 0, 0, 0), (255, 255, 255)),  # nothing of it: the paper shows
        ("RGBA", (200, 0, 0, 255), (200, 0, 0)),
        ("LA", (0, 128), (127, 127, 127)),  # 255 · (1 − 128/255)
        ("I;16", 0x8000, (128, 128, 128)),
    ],
)
def test_what_shows_through_a_picture_is_the_white_of_the_paper(
    mode: str, colour: object, shown: tuple[int, int, int]
) -> None:
    assert on_white(png(mode, colour=colour)).getpixel((1, 1)) == shown


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "is not a PNG"),
        (b"\xff\xd8\xff\xe0JFIF", "is not a PNG"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "is not a PNG"),
        (png()[:40], "is damaged"),
        (png()[:-24], "is damaged"),
        (png()[:50] + b"\0\0\0\0" + png()[54:], "is damaged"),
        (claiming(LARGEST_SIDE + 1, 4), "pixels"),
        (claiming(60_000, 60_000), "pixels"),  # ten gigabytes, were it opened
        (claiming(0, 4), "pixels"),
        (claiming(2_000, 2_000), "is damaged"),
        (png() + bytes(LARGEST_FILE), "is larger than 2 MB"),
    ],
)
def test_what_is_no_sound_picture_is_refused_in_words(data: bytes, why: str) -> None:
    assert why in picture_fault(data)
