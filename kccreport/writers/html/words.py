"""Words of a paper in the manner they are set: strong, emphasised, links, and abbreviations with what they stand for."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from kccreport.ground.errors import RenderingFault
from kccreport.ground.pattern import pattern
from kccreport.language import ENGLISH, spoken
from kccreport.models.measure import Status
from kccreport.paper.blocks import Inline, Run
from kccreport.writers.html.element import Node, el

_ADDRESS = pattern(r"(https?://|mailto:)[^\s]+", re.IGNORECASE)
# what the program itself prints in short
ABBREVIATIONS = {
    "KPI": "key performance indicator",
    "KPIs": "key performance indicators",
    "RAG": "red, amber or green",
    "YTD": "year to date",
    "n/a": "not applicable",
    **{f"[{status.value}]": status.meaning for status in Status if len(status.value) == 1},
}
_ABBREVIATED = pattern(r"(?<![\w/])(" + "|".join(map(re.escape, sorted(ABBREVIATIONS, reverse=True))) + r")(?![\w/])")


@dataclass(frozen=True, slots=True)
class Links:
    """Where links lead that are no addresses: the other papers of a pack, by what their link is."""

    places: Mapping[str, str]

    def address(self, link: str) -> str:
        """Return the address of a link.

        Raises:
            RenderingFault: it leads neither to the web, nor to a mail address, nor to a paper that is known.
        """
        if link in self.places:
            return self.places[link]
        if _ADDRESS.fullmatch(link):
            return link
        raise RenderingFault(f"The link {link[:60]!r} leads to no place that a page can lead to.")


def words(content: Inline, links: Links) -> list[Node]:
    """Return a paragraph's words; runs that follow one another and lead to one place are one link."""
    found: list[Node] = []
    for (link, leads_to), runs in groupby(content, key=lambda run: (run.link, run.leads_to)):
        nodes = [node for run in runs for node in _manner(run)]
        if link:
            found.append(el("a", *nodes, href=links.address(link), title=leads_to or None))
        else:
            found += nodes
    return found


def _manner(run: Run) -> Iterator[Node]:
    nodes = in_language(abbreviated(run.text), run.language)
    if run.is_emphasis:
        nodes = [el("em", *nodes)]
    if run.is_strong:
        nodes = [el("strong", *nodes)]
    yield from nodes


def in_language(nodes: list[Node], language: str) -> list[Node]:
    """Return words marked as of a language; unmarked where they are of the page's."""
    return [el("span", *nodes, lang=language)] if language not in ("", spoken()) and nodes else nodes


def abbreviated(text: str) -> list[Node]:
    """Return text with its abbreviations marked as such, on a page in English, whose they are.

    >>> abbreviated("97% [p]")
    ['97% ', Element(tag='abbr', attributes={'title': 'provisional'}, children=('[p]',))]
    """
    if _ABBREVIATED.search(text) is None or spoken() != ENGLISH:
        return [text] if text else []
    parts = _ABBREVIATED.split(text)
    return [el("abbr", part, title=ABBREVIATIONS[part]) if at % 2 else part for at, part in enumerate(parts) if part]
