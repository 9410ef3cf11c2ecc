"""Words in disguise, read as what they stand for: letters of other scripts that look the same, accents, and codings.

Somebody's software writes an address with %20, a mail with =20, a web page with &#32;, and a link's target as base64;
whoever wants to hide words has as many ways. What is found by reading them again is compared like any text.
"""

import base64
import binascii
import html
import quopri
import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import unquote

from kccreport.ground.pattern import pattern

# small letters of Cyrillic and Greek that cannot be told from Latin ones; Unicode Technical Standard 39, confusables
_LOOKALIKES = dict(zip("аеорсхуіјѕһԁԛԝӏοαινρτυκ", "aeopcxyijshdqwloaivptuk", strict=True))
# letters that are never seen: the tag characters, which repeat ASCII (Unicode 23.9)
_TAGS = {0xE0000 + code: chr(code) for code in range(32, 127)}
_PLAIN = str.maketrans({**_LOOKALIKES, **{chr(code): letter for code, letter in _TAGS.items()}})
_DISGUISED = pattern(f"[{''.join(_LOOKALIKES)}{chr(min(_TAGS))}-{chr(max(_TAGS))}]")
# marks that change a letter's look and have no letter of their own: accents, variation selectors
_MARKS = pattern("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f]")
_CODED = pattern(r"[A-Za-z0-9+/_-]{24,}={0,2}")
_HEX = pattern(r"(?:[0-9A-Fa-f]{2}[ :]?){12,}")
_QUOTED = pattern("%[0-9A-Fa-f]{2}")
_ENTITY = pattern(r"&#?\w{2,8};")
_MAIL = pattern(r"=[0-9A-F]{2}")
_ESCAPE = pattern(r"\\u([0-9A-Fa-f]{4})")
_TAG = pattern(r"</?[A-Za-z][^<>]{0,200}>")
_ASCII = pattern(rb"[ -~]{24,}")
_WIDE = pattern(rb"(?:\0[ -~]){16,}|(?:[ -~]\0){16,}")


def plain_letters(text: str) -> str:
    """Return a text in small letters as it is read: letters that look alike are the same, and accents are gone."""
    if text.isascii():
        return text.casefold()
    decomposed = unicodedata.normalize("NFKD", _undisguised(text)).casefold()
    return _undisguised(_MARKS.sub("", decomposed))


def _undisguised(text: str) -> str:
    """Return a text with what cannot be told from Latin letters as those; hardly any has it, and looking is quicker."""
    return text.translate(_PLAIN) if _DISGUISED.search(text) else text


def read_again(text: str) -> Iterator[str]:
    """Yield what a text says where some of it is coded."""
    if "%" in text and _QUOTED.search(text):
        yield unquote(text)
    if "&" in text and _ENTITY.search(text):
        yield html.unescape(text)
    if "=" in text and _MAIL.search(text):
        yield quopri.decodestring(text.encode("utf-8", "replace")).decode("utf-8", "replace")
    if "\\u" in text:
        yield _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    if "<" in text and _TAG.search(text):
        yield _TAG.sub(" ", text)
    for match in _CODED.finditer(text):
        yield from _decoded(match[0])
    for match in _HEX.finditer(text):
        digits = re.sub(r"[ :]", "", match[0])
        yield from _said(bytes.fromhex(digits[: len(digits) // 2 * 2]))


def _decoded(code: str) -> Iterator[str]:
    plain = code.rstrip("=").replace("-", "+").replace("_", "/")
    if len(plain) % 4 == 1:
        return
    try:
        yield from _said(base64.b64decode(plain + "=" * (-len(plain) % 4), validate=True))
    except binascii.Error:
        return


def _said(data: bytes) -> Iterator[str]:
    """Yield the words that bytes are, if they are any."""
    yield from letters_in(data, least=12)


def letters_in(data: bytes, *, least: int = 24) -> Iterator[str]:
    """Yield the runs of letters within bytes that are no text as a whole: a profile, a typeface, a picture.

    Shorter runs than `least`, in 8 bits a letter, or 16 letters in 16 bits, are there by chance.
    """
    yield from (found.decode("ascii") for found in _ASCII.findall(data) if len(found) >= least)
    for found in _WIDE.findall(data):
        yield found.replace(b"\0", b"").decode("ascii")
