"""The words that mean something in every paper. A new word is one more in its table.

Phrases are written as they are compared: in lower case, without hyphens and possessive s. The longest phrase wins; of two
readings of the same phrase, that of the later table.
"""

from collections.abc import Mapping

from kccreport.claims.lexicon.relations import BARS, EXTREMES, LINKS, LITTLE_SIDES, MOVES, OUTCOMES, SIDES
from kccreport.claims.lexicon.roles import ROLES
from kccreport.claims.lexicon.times import FIRST_TIMES, SHARES, TIMES
from kccreport.claims.parts import Part, Role, Word

MARKS = (",", ";", ":", "–", "(", ")", "&", "/", "?", "!", ".")

PHRASES: dict[tuple[str, ...], Part] = {
    tuple(phrase.split()): Word(role, " ".join(phrase.split()))
    for role, phrases in reversed(ROLES.items())
    for phrase in phrases.split(",")
    if phrase.split()
}
PHRASES |= {(mark,): Word(Role.BREAK, mark) for mark in MARKS}
_TABLES: tuple[Mapping[tuple[str, ...], Part], ...] = (
    TIMES, MOVES, EXTREMES, LINKS, OUTCOMES, BARS, SHARES, FIRST_TIMES,
)  # fmt: skip
for _table in _TABLES:
    PHRASES.update(_table)
PHRASES |= {phrase: part for phrase, part in SIDES.items() if " ".join(phrase) not in LITTLE_SIDES}
for _little in LITTLE_SIDES:
    PHRASES.setdefault(tuple(_little.split()), Word(Role.PREPOSITION, _little))
# of the phrases that begin with a word, how many words the longest has
LONGEST: dict[str, int] = {}
for _phrase in PHRASES:
    LONGEST[_phrase[0]] = max(LONGEST.get(_phrase[0], 0), len(_phrase))
