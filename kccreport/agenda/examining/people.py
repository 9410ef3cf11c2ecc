"""Persons that papers name: those an exempt paper keeps, and those who are named in public for their office.

A person is a given name with a surname, as in Gareth Pugh. Given names are those of the United States census of 1990 and
of Faker's lists for Britain, Ireland, India, Pakistan, Nigeria, Poland, Romania, Turkey and others. Where a given name is
an English word too (Mark, Grace, Will), what follows must be none. Streets, places and bodies are told by their last word.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files

from kccreport.agenda.examining.furniture import STOCK_WORDS
from kccreport.ground.pattern import pattern

_WORD = r"[A-Z\u00c0-\u00de](?:['\u2019-]?[A-Za-z\u00c0-\u024f])+"
_PAIR = pattern(rf"(?<![\w'\u2019-])({_WORD})[ \u00a0]+(?:[A-Z]\.?[ \u00a0]+)?({_WORD})(?![\w-])")
_TURNED = pattern(rf"(?<![\w'\u2019-])(?<![A-Za-z][ \u00a0])({_WORD}),[ \u00a0]+({_WORD})(?![\w-])(?![ \u00a0]+[A-Z])")
_NO_SURNAME = frozenset((
    "street", "road", "lane", "avenue", "close", "drive", "way", "court", "place", "square", "terrace", "crescent", "hill",
    "park", "gardens", "grove", "green", "house", "hall", "lodge", "cottage", "farm", "mill", "bridge", "wood", "woods",
    "school", "college", "academy", "university", "hospital", "church", "centre", "library", "hotel", "club", "arms",
    "council", "committee", "trust", "foundation", "charity", "partnership", "board", "group", "team", "service",
    "services", "department", "limited", "ltd", "llp", "plc", "act", "bill", "fund", "scheme", "plan", "report", "ward",
    "district", "county", "borough", "city", "town", "parish", "valley", "beach", "bay", "harbour", "quay", "dock", "island",
    "river", "lake", "field", "fields", "heath", "common", "day", "week", "bank", "award", "review", "inquiry", "room",
    "chambers", "building", "buildings", "estate", "station", "airport", "port", "wharf", "works", "site", "depot", "and",
))  # fmt: skip
# beside a name these say that it stands there for an office, and not for what is told of a person
_OFFICE_BEFORE = pattern(
    r"(?:\b(?:cllrs?|councillors?|cabinet member|contact(?: officer)?(?: name)?|(?:report |lead )?author|report of|lead officer"
    r"|officer|from|by|prepared by|consulted|name of contact officer|name|relevant director|director|chairman|chair"
    r"|portfolio holder|lawyer consulted|finance officer consulted|lead member|proper officer)(?: and report author)?\s*[:\u2013-]?"
    r"\s*(?:name:)?\s*)$",
    re.IGNORECASE,
)
_OFFICE_AFTER = pattern(
    r"^\W{0,3}(?:\(?(?:head of|director|corporate director|service director|assistant director|executive director"
    r"|interim director|chief|cabinet member|portfolio holder|leader of|monitoring officer|section 151|democratic services"
    r"|committee (?:clerk|manager|officer)|principal|senior|strategic|tel\b|telephone|email|e-mail|date:))",
    re.IGNORECASE,
)
_NEAR = 40  # letters
_TITLE = pattern(
    r"(?i:\b(?:director|head|member|holder|officer|manager|leader|report)(?: of service)?:? (?:of|for) )"
    r"(?:(?:[A-Z][\w'\u2019-]*|and|of|the|&|for)[ ,]*){1,8}"
)
_ADDRESS = pattern(r"\b[\w.+-]+@[\w-]+\.gov\.(?:uk|wales)\b", re.IGNORECASE)


def people(texts: Iterable[str]) -> frozenset[str]:
    """Return the persons that texts name, each as `gareth pugh`."""
    found = set()
    for text in texts:
        lower = None
        for given, surname, _ in _named(text):
            if given in _both_names_and_words():
                lower = lower if lower is not None else set(re.findall(r"(?<![\w'])[a-z]{3,}", text))
                if surname in lower or surname in STOCK_WORDS or surname in _both_names_and_words():
                    continue
            found.add(f"{given} {surname}")
    return frozenset(found)


def people_in_office(texts: Iterable[str]) -> frozenset[str]:
    """Return the persons that public texts name for their office: who wrote a report, answers for it or sits on a body."""
    found = set()
    for text in texts:
        plain = " ".join(text.split())
        for given, surname, (start, end) in _named(plain):
            before, after = plain[max(start - _NEAR, 0) : start], plain[end : end + _NEAR]
            if _OFFICE_BEFORE.search(before) or _OFFICE_AFTER.search(after):
                found.add(f"{given} {surname}")
    return frozenset(found)


def office_words(texts: Iterable[str]) -> frozenset[str]:
    """Return the words, as they stand, of the offices and council mail addresses that public texts give."""
    found: set[str] = set()
    for text in texts:
        found.update(match[0] for match in _TITLE.finditer(text))
        found.update(match[0] for match in _ADDRESS.finditer(text))
    return frozenset(found)


def _named(text: str) -> Iterator[tuple[str, str, tuple[int, int]]]:
    """Yield given name, surname and place of whatever may be a person."""
    for shape, order in ((_PAIR, (1, 2)), (_TURNED, (2, 1))):
        at = 0
        while match := shape.search(text, at):
            at = match.end(1)  # the second word may begin a name, unless it ends one
            if match[1].isupper() != match[2].isupper() and shape is _PAIR:
                continue  # an abbreviation
            given, surname = (_plain(match[group]) for group in order)
            if given in _given_names() and surname not in _NO_SURNAME:
                at = match.end()
                yield given, surname, match.span()


def _plain(word: str) -> str:
    decomposed = unicodedata.normalize("NFKD", word.replace("\u2019", "'")).casefold()
    return "".join(each for each in decomposed if not unicodedata.combining(each))


@cache
def _given_names() -> frozenset[str]:
    return frozenset(name.removesuffix("*") for name in _lines())


@cache
def _both_names_and_words() -> frozenset[str]:
    return frozenset(name.removesuffix("*") for name in _lines() if name.endswith("*"))


@cache
def _lines() -> tuple[str, ...]:
    return tuple((files("kccreport.assets") / "given-names.txt").read_text(encoding="utf-8").split())
