"""How what indicators are called is compared."""

from kccreport.ground.pattern import pattern

_SPACE = pattern(r"\s+")  # hard, thin and other spaces are spaces to Python
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"), "-")


def fold_reference(text: str) -> str:
    """Return a reference as it is compared: every kind of space and of dash is a plain one. Case and all else count.

    >>> fold_reference("H&S\\u00a01 \\u2013 a") == fold_reference("H&S 1 - a")
    True
    """
    return _SPACE.sub(" ", text.translate(_DASHES)).strip()
