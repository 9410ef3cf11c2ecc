"""How wide words are in Arial, for pages whose typeface is the reader's own: near enough to keep words apart.

Source: the widths of Helvetica in Adobe's core font metrics, which Arial and its like share.
"""

from functools import lru_cache

_WIDTHS = {
    letter: width
    for width, letters in {
        0.222: "ijl'’|", 0.278: " !,./:;[]ftI\\·", 0.333: "()-r`", 0.389: '"*“”', 0.5: "ckvxyzJ", 0.584: "+<=>~",
        0.611: "FTZ", 0.667: "&ABEKPSVXY", 0.722: "CDHNRUwŵ", 0.778: "GOQ", 0.833: "mM", 0.889: "%", 0.944: "WŴ",
        1.015: "@—",
    }.items()
    for letter in letters
}  # fmt: skip
_OTHERS = 0.556  # digits and most small letters
_STRONG = 1.08  # of bold letters to upright ones, rather too much than too little


@lru_cache(maxsize=2048)
def width_in_arial(words: str, *, is_strong: bool = False) -> float:
    """Return the width of words set at a size of 1."""
    return sum(_WIDTHS.get(letter, _OTHERS) for letter in words) * (_STRONG if is_strong else 1.0)
