"""Pictures that somebody gives us, such as a council's logo: of a bounded size, looked at before they are used."""

import io
import re
import struct
import zlib
from typing import TYPE_CHECKING

from kccreport.ground.pattern import pattern

if TYPE_CHECKING:
    from PIL.Image import Image

LARGEST_FILE = 2_000_000  # bytes; our choice, because a logo is printed a few centimetres wide
LARGEST_SIDE = 3_000  # pixels, which is 25 cm at the 300 dots to the inch of good print

_DRAWN_WIDE = 1_500  # pixels of a drawing: 12 cm at 300 dots to the inch
_SVG_DOCTYPE = '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN"'  # what older programs write, and nothing follows
_ELSEWHERE = pattern(
    r"""href\s*=\s*["']\s*(?!#|data:image/(?:png|jpeg);)|url\(\s*["']?\s*(?!#)|@import""", re.IGNORECASE
)
_SVG_TEXT = pattern(r"<(?:\w+:)?(?:text|foreignObject)[\s>]", re.IGNORECASE)
_SIGNATURE = b"\x89PNG\r\n\x1a\n"  # ISO/IEC 15948, 5.2
_BROKEN = (OSError, SyntaxError, ValueError, EOFError, IndexError, struct.error, zlib.error)


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
    from PIL.Image import DecompressionBombError  # late: only a paper with a picture needs it

    try:
        on_white(data)
    except (*_BROKEN, DecompressionBombError):
        return "is damaged"
    return ""


def on_white(data: bytes) -> "Image":
    """Return a PNG picture in RGB, what shows through it as the white of the paper.

    A page without transparency prints the same everywhere, and PDF/A asks nothing more of it. The picture's own colour
    profile and words are left behind.
    """
    from PIL import Image  # late: as above

    with Image.open(io.BytesIO(data), formats=["PNG"]) as opened:
        opened.load()
        if opened.mode.startswith("I"):  # 16 bits of grey, of which print shows the upper eight
            return opened.point(lambda value: value / 256).convert("L").convert("RGB")
        drawn = opened.convert("RGBA")
    page = Image.new("RGBA", drawn.size, "white")
    return Image.alpha_composite(page, drawn).convert("RGB")


def drawn_svg(data: bytes) -> bytes | str:
    """Return an SVG drawing as a PNG picture, wide enough for good print; or why it cannot be one, as the end of a sentence.

    Nothing that it refers to is fetched, and it must bring its words as outlines: which typefaces there are differs from
    computer to computer.
    """
    from resvg_py import svg_to_bytes  # late: only a council with such a logo needs it

    if len(data) > LARGEST_FILE:
        return f"is larger than {LARGEST_FILE // 1_000_000} MB"
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return "is not an SVG drawing"
    if "<!ENTITY" in text or "<!DOCTYPE" in text.replace(_SVG_DOCTYPE, ""):
        return "declares a document type of its own"
    if _ELSEWHERE.search(text):
        return "refers to another file"
    if _SVG_TEXT.search(text):
        return "has words in a typeface; turn them into outlines (paths) first"
    try:
        drawn = svg_to_bytes(svg_string=text, width=_DRAWN_WIDE, skip_system_fonts=True)
    except ValueError:
        return "is not an SVG drawing, or is damaged"
    return picture_fault(drawn) or drawn
