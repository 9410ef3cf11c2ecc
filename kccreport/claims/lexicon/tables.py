"""How a table of phrases is written: a part, and the phrases that mean it, with commas between."""

from collections.abc import Mapping
from typing import TypeVar

Meaning = TypeVar("Meaning")


def table(rows: Mapping[Meaning, str]) -> dict[tuple[str, ...], Meaning]:
    """Return phrases, as the words they consist of, to what they mean.

    >>> table({1: "up, went up"})
    {('up',): 1, ('went', 'up'): 1}
    """
    return {
        tuple(phrase.split()): part for part, phrases in rows.items() for phrase in phrases.split(",") if phrase.split()
    }


def phrases(text: str) -> frozenset[str]:
    """Return phrases that are written with commas between.

    >>> sorted(phrases("by the end of, at"))
    ['at', 'by the end of']
    """
    return frozenset(" ".join(phrase.split()) for phrase in text.split(",") if phrase.split())
