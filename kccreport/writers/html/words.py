"""Words of a paper in the manner they are set: strong, emphasised, links, and abbreviations with what they stand for."""

import re
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import NamedTuple

from kccreport.ground.errors import RenderingFault
from kccreport.ground.pattern import pattern
from kccreport.language import spoken
from kccreport.paper.abbreviations import parted
from kccreport.paper.blocks import Inline, Run
from kccreport.writers.html.element import Node, el
from kccreport.writers.ties import tied

_ADDRESS = pattern(r"(https?://|mailto:)[^\s]+", re.IGNORECASE)
_PLACE = pattern(r"#[a-z0-9-]+")


class Links(NamedTuple):
    """Where links lead that are no addresses: the other papers of a pack, by what their link is."""

    places: Mapping[str, str]

    def address(self, link: str) -> str:
        """Return the address of a link.

        Raises:
            RenderingFault: it leads neither to the web, nor to a mail address, nor to a paper that is known, nor to a place
                of this paper.
        """
        if link in self.places:
            return self.places[link]
        if _ADDRESS.fullmatch(link) or _PLACE.fullmatch(link):
            return link
        raise RenderingFault(f"The link {link[:60]!r} leads to no place that a page can lead to.")


def words(content: Inline, links: Links, *, ties: bool = True) -> list[Node]:
    """Return a paragraph's words; runs that follow one another and lead to one place are one link.

    Without `ties` all spaces are plain, as in the cells of tables: a narrow column needs every place to break at.
    """
    found: list[Node] = []
    for (link, leads_to), runs in groupby(content, key=lambda run: (run.link, run.leads_to)):
        nodes = [node for run in runs for node in _manner(run, ties=ties)]
        if link:
            found.append(el("a", *nodes, href=links.address(link), title=leads_to or None))
        else:
            found += nodes
    return found


def _manner(run: Run, *, ties: bool) -> Iterator[Node]:
    nodes = in_language(abbreviated(run.text, ties=ties), run.language)
    if run.is_emphasis:
        nodes = [el("em", *nodes)]
    if run.is_strong:
        nodes = [el("strong", *nodes)]
    yield from nodes


def in_language(nodes: list[Node], language: str) -> list[Node]:
    """Return words marked as of a language; unmarked where they are of the page's."""
    return [el("span", *nodes, lang=language)] if language not in ("", spoken()) and nodes else nodes


def abbreviated(text: str, *, ties: bool = False) -> list[Node]:
    """Return text with its abbreviations marked as such, and with `ties` no-break spaces within what belongs together.

    >>> abbreviated("97% [p]")
    ['97% ', Element(tag='abbr', attributes={'title': 'provisional'}, children=('[p]',))]
    """
    found = [(tied(words) if ties else words, meaning) for words, meaning in parted(text) if words]
    return [el("abbr", words, title=meaning) if meaning else words for words, meaning in found]
