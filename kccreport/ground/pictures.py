"""Pictures that somebody gives us, such as a council's logo: PNG files of a bounded size, looked at before they are used."""

import io
import struct
import zlib

from PIL import Image

LARGEST_FILE = 2_000_000  # bytes; our choice, because a logo is printed a few centimetres wide
LARGEST_SIDE = 3_000  # pixels, which is 25 cm at the 300 dots to the inch of good print

_SIGNATURE = b"\x89PNG\r\n\x1a\n"  # ISO/IEC 15948, 5.2
_BROKEN = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    IndexError,
    struct.error,
    zlib.error,
    Image.DecompressionBombError,
)


def picture_fault(data: bytes) -> str:
    """Return why a file is no picture that can be printed, as the end of a sentence; "" where it is one.

    >>> picture_fault(b"GIF89a")
    'is not a PNG picture'
    """
    if len(data) > LARGEST_FILE:
        return f"is larger than {LARGEST_FILE // 1_000_000} MB"
    if not data.startswith(_SIGNATURE) or data[12:16] != b"IHDR" or len(data) < 33:
        return "is not a PNG picture"
    width, height = struct.unpack(">II", data[16:24])
    if not (0 < width <= LARGEST_SIDE and 0 < height <= LARGEST_SIDE):
        return f"has {width:,} by {height:,} pixels; at most {LARGEST_SIDE:,} each way can be printed"
    try:
        on_white(data)
    except _BROKEN:
        return "is damaged"
    return ""


def on_white(data: bytes) -> Image.Image:
    """Return a PNG picture in RGB, what shows through it as the white of the paper.

    A page without transparency prints the same everywhere, and PDF/A asks nothing more of it. The picture's own colour
    profile and words are left behind.
    """
    with Image.open(io.BytesIO(data), formats=["PNG"]) as opened:
        opened.load()
        if opened.mode.startswith("I"):  # 16 bits of grey, of which print shows the upper eight
            return opened.point(lambda value: value / 256).convert("L").convert("RGB")
        drawn = opened.convert("RGBA")
    page = Image.new("RGBA", drawn.size, "white")
    return Image.alpha_composite(page, drawn).convert("RGB")
