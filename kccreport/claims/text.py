"""Text to sentences, and sentences to words: the first step, which knows nothing of indicators."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from kccreport.ground.pattern import pattern

_ABBREVIATION = pattern(
    r"(?:\b(?:e\.g|i\.e|etc|approx|vs|no|nos|dr|mr|mrs|ms|st|cllr|incl|excl|para|fig|p|pp)|\b(?-i:[A-Z]))$", re.I
)
_LONGEST_ABBREVIATION = 12
_MOST_DIGITS = 15  # all that Excel keeps
_END = pattern(r"[.!?]+[\"'”’)]*(?=\s+|$)|\n+")
_BULLET = pattern(r"^\s*(?:[-•*]|\d+[.)])\s+|^#+\s+")
_MARKUP = pattern(r"\*\*|\]\([^)]*\)|[*\[]")
_WORD = pattern(
    r"(?P<year>(?:19|20)\d\d\s?[/–-]\s?(?:20)?\d\d(?![\d%]|[.,]\d))"
    r"|(?P<clock>\d{1,3}:[0-5]\d(?::[0-5]\d)?(?![\d:]))"
    r"|(?P<number>£?\d+(?:,\d{3})+(?:\.\d+)?|£?\d+(?:\.\d+)?|£?\.\d+)"
    r"|(?P<word>[A-Za-zÀ-ÿ]+(?:['’][A-Za-z]+)?)"
    r"|(?P<mark>%|[,;:()!?–—/&]|-(?=\d|\s)|\{[^}]*\}|\S)"
)
_LETTERED = pattern(r"[A-Za-z]+\d+[A-Za-z]?(?![A-Za-z])")


class Token(NamedTuple):
    """One word, number or mark: as written, as compared, and whether it is a number."""

    text: str
    fold: str
    is_number: bool = False

    @property
    def is_capital(self) -> bool:
        """True where it begins with a capital letter."""
        return self.text[:1].isupper()

    @property
    def is_clock(self) -> bool:
        """True for a time with colons: 08:26."""
        return ":" in self.text and len(self.text) > 1


def sentences(text: str) -> Iterator[str]:
    """Yield the sentences of a cell, without list marks and emphasis.

    A full stop ends one unless it belongs to a decimal or an abbreviation; a new line always does.

    >>> list(sentences("It fell to 3.5 days, e.g. in May. It rose. - No."))
    ['It fell to 3.5 days, e.g. in May.', 'It rose.', 'No.']
    """
    start = 0
    for match in _END.finditer(text):
        is_line = match[0].startswith("\n")
        before = text[max(start, match.start() - _LONGEST_ABBREVIATION) : match.start()]
        if not is_line and match[0].startswith(".") and _ABBREVIATION.search(before):
            continue
        following = text[match.end() : match.end() + 9].lstrip()
        if not is_line and following[:1].islower():
            continue
        yield from _cleaned(text[start : match.end()])
        start = match.end()
    yield from _cleaned(text[start:])


def _cleaned(piece: str) -> Iterator[str]:
    words = _MARKUP.sub("", _BULLET.sub("", piece)).strip()
    if words:
        yield words


@lru_cache(maxsize=512)
def tokens(sentence: str) -> tuple[Token, ...]:
    """Return the words of a sentence; hyphens within words part them, a possessive s is dropped, n't becomes "not".

    >>> [token.fold for token in tokens("December's first-contact rate wasn't 88-97%, it was £1,200.")]
    ['december', 'first', 'contact', 'rate', 'was', 'not', '88', 'to', '97', '%', ',', 'it', 'was', '1200', '.']
    """
    found: list[Token] = []
    position = 0
    while position < len(sentence):
        lettered = _LETTERED.match(sentence, position)
        if lettered is not None and (position == 0 or not sentence[position - 1].isalnum()):
            found.append(Token(lettered[0], lettered[0].casefold()))
            position = lettered.end()
            continue
        match = _WORD.match(sentence, position)
        if match is None:
            position += 1
            continue
        position = match.end()
        found.extend(_read(match, found, sentence[position : position + 1]))
    return tuple(found)


def _read(match: re.Match[str], before: list[Token], following: str) -> Iterator[Token]:
    text = match[0]
    if match["year"]:
        yield Token(text, re.sub(r"\s|(?<=[/–-])20(?=\d\d)", "", text).replace("–", "/").replace("-", "/"))
    elif match["clock"]:
        yield Token(text, text)
    elif match["number"] and len(text) > 2 * _MOST_DIGITS:
        yield Token(text, "#")
    elif match["number"]:
        yield Token(text, text.lstrip("£").replace(",", ""), is_number=True)
    elif match["word"]:
        fold = text.casefold().replace("’", "'")
        if fold.endswith("n't"):
            stem = {"ca": "can", "wo": "will"}.get(fold[:-3], fold[:-3])
            yield Token(text, stem)
            yield Token(text, "not")
        elif fold.endswith(("'s", "s'")):
            yield Token(text[:-2], fold[:-2])
        else:
            yield Token(text, fold.rstrip("'"))
    elif text in "-–—" and len(before) and (before[-1].is_number or before[-1].fold == "%") and following.isdigit():
        yield Token(text, "to")
    elif text == "-":
        if following == "" or following.isspace():
            yield Token(text, "–")
    elif not text.isspace() and text not in "-'\"“”‘’":
        yield Token(text, "–" if text == "—" else text)
