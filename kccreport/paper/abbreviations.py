"""What the program itself prints in short, and what each stands for: for those who hear a paper, and who do not know."""

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from kccreport.ground.pattern import pattern
from kccreport.language import say, say_word, spoken
from kccreport.models.measure import Status
from kccreport.paper.wording import NOT_APPLICABLE, OVERRIDE_MARK

Parted = tuple[tuple[str, str], ...]
_RANGE = pattern(r"(\d+[A-Z]*|[ivxl]+)–(\d+[A-Z]*|[ivxl]+) ?")  # of pages, whose dash would be heard as a minus


class _Known(NamedTuple):
    """The abbreviations of a language: `alone` are those that mean something only where no other words stand beside them.

    No text without one of the `roots` has an abbreviation in it.
    """

    meanings: Mapping[str, str]
    alone: Mapping[str, str]
    pattern: re.Pattern[str]
    roots: tuple[str, ...]


def meanings() -> Mapping[str, str]:
    """Return every abbreviation of the language spoken, with what it stands for."""
    return _known(spoken()).meanings


def parted(text: str, explained: set[str] | None = None) -> Parted:
    """Return a text in parts, each with what it stands for: "" for words that stand for themselves.

    With `explained`, an abbreviation in it stands for itself too, and one that is not is put there; so is one that the
    text explains, as in "RAG (Red/Amber/Green)". References such as KPI01 are none.

    >>> parted("97% [p]"), parted("KPI01")
    ((('97% ', ''), ('[p]', 'provisional')), (('KPI01', ''),))
    """
    known = _known(spoken())
    if len(text) <= 2 and (meaning := known.alone.get(text.strip())):
        return ((text, meaning),)
    if "–" in text and (pages := _RANGE.fullmatch(text)):
        return ((text, say("{first} to {last}", first=pages[1], last=pages[2])),)
    for root in known.roots:
        if root in text:
            break
    else:
        return ((text, ""),)
    parts: list[tuple[str, str]] = []
    at = 0
    for found in known.pattern.finditer(text):
        short = found[0]
        if explained is not None:
            if short in explained:
                continue
            explained.add(short)
            if _says_itself(text, found, known.meanings[short]):
                continue
        parts += [(text[at : found.start()], ""), (short, known.meanings[short])]
        at = found.end()
    return tuple(part for part in (*parts, (text[at:], "")) if part[0])


def _says_itself(text: str, found: re.Match[str], meaning: str) -> bool:
    """Say whether a text says what an abbreviation stands for: in brackets behind it, or before the brackets it is in."""
    before, behind = text[: found.start()], text[found.end() :]
    last_word = meaning.rpartition(" ")[2]  # those before it may stand in another line
    return behind.startswith(" (") or before.casefold().endswith(f"{last_word} (")


@cache
def _known(_: str) -> _Known:
    """Return the abbreviations of the language that is spoken, which is kept by."""
    found = {
        say("KPIs"): say("key performance indicators"),
        say("KPI"): say("key performance indicator"),
        say("RAG"): say("red, amber or green"),
        say("YTD"): say("year to date"),
        say("Ref"): say("reference"),
        say_word(NOT_APPLICABLE): say("not applicable"),
        **{f"[{status.value}]": status.meaning for status in Status if len(status.value) == 1},
    }
    mark = OVERRIDE_MARK.strip()
    found[mark] = say("set by hand")
    words = "|".join(re.escape(each) for each in sorted(found, reverse=True) if each != mark)
    # a mark ends what it is on; at the beginning of a note it is only its sign
    shape = pattern(rf"(?<![\w/])(?:{words})(?![\w/])|(?<=\w ){mark}$")
    roots = tuple(dict.fromkeys("[" if each[0] == "[" else each for each in found))
    return _Known(found, {"-": Status.NIL.meaning, "–": say("none")}, shape, roots)
