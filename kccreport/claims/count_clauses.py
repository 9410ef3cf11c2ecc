"""A sentence of a passage as clauses that may count: words as they are compared, and as they were typed."""

from collections.abc import Iterator
from typing import NamedTuple

from kccreport.claims.numbers import read_number
from kccreport.claims.text import Token, tokens

_JOINTS = (",", ";", ":", "and", "but", ".", "–", "with", "while", "(", ")")


class CountClause(NamedTuple):
    """A clause with its numbers in digits: "19 of the 25 kpis are green", as typed, and the word or mark before it."""

    words: str
    said: str
    joint: str = ""


def clauses_of(sentence: str) -> Iterator[CountClause]:
    """Yield the clauses of a sentence, in order.

    >>> [clause.words for clause in clauses_of("Nineteen KPIs are Green, and two Amber.")]
    ['19 kpis are green', '', '2 amber', '']
    """
    words = tokens(sentence)
    folded: list[str] = []
    said: list[Token] = []
    joint = ""
    at = 0
    while at < len(words):
        fold = words[at].fold
        if fold in _JOINTS:
            yield CountClause(" ".join(folded), _typed(said), joint)
            folded, said, joint, at = [], [], fold, at + 1
            continue
        end = at + 1
        number = read_number(words, at)
        if fold == "all" and end < len(words) and words[end].fold == "but":
            folded.append("all but")
            end += 1
        elif number is not None and number[0] == int(number[0]):
            folded.append(str(int(number[0])))
            end = number[1]
        else:
            folded.append(fold)
        said += words[at:end]
        at = end
    yield CountClause(" ".join(folded), _typed(said), joint)


def _typed(words: list[Token]) -> str:
    return " ".join(word.text for word in words).replace(" %", "%")
