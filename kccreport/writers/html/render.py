"""A paper to the bytes of one page."""

from collections.abc import Iterator, Mapping, Sequence

from kccreport.ground.memory import without_collecting
from kccreport.language import say, speaking, spoken
from kccreport.paper.blocks import Identity, PackPlace, Paper
from kccreport.writers.html.blocks import Flow, flow
from kccreport.writers.html.element import Element, Node, el, to_text
from kccreport.writers.html.outline import Place, contents, places
from kccreport.writers.html.pictures import shape_definitions
from kccreport.writers.html.style import policy, rules
from kccreport.writers.html.words import Links

_MAIN, _TOP = "_main", "_top"  # an anchor of a paper never begins with an underscore


def render(paper: Paper, links: Mapping[str, str] | None = None) -> bytes:
    """Return a paper as a page in UTF-8 that needs no other file, script or typeface. The same paper gives the same bytes.

    `links` are the addresses of links within a pack.

    Raises:
        RenderingFault: a kind of block or cell that no page can show, a link that leads nowhere, or a character that
            HTML forbids.
    """
    identity = paper.identity
    with without_collecting(), speaking(identity.language):
        found = list(places(paper.blocks))
        walk = flow(paper.blocks, found, Links(links or {}))
        style = rules(walk.turns, identity.look)
        page = el(
            "html",
            _head(identity, style, policy(style, has_pictures=walk.has_pictures)),
            _body(identity, found, walk),
            lang=identity.language,
        )
        return ("<!DOCTYPE html>\n" + to_text(page)).encode()


def _head(identity: Identity, style: str, allowed: str) -> Element:
    named = {"author": identity.author, "description": identity.subject}
    return el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", http_equiv="Content-Security-Policy", content=allowed),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("meta", name="color-scheme", content="light dark"),
        *(el("meta", name=name, content=content) for name, content in named.items() if content),
        el("title", identity.title or identity.subject or "Paper"),
        el("style", style),
    )


def _body(identity: Identity, found: Sequence[Place], walk: Flow) -> Element:
    sections = contents(found)
    navigation = [] if sections is None else [_navigation(sections, is_only=not walk.has_contents)]
    return el(
        "body",
        el("a", say("Skip to the paper"), href=f"#{_MAIN}", class_="skip"),
        shape_definitions(),
        _header(identity),
        el("div", *navigation, _main(identity, found, walk), class_="sheet"),
        _footer(identity),
        id=_TOP,
    )


def _header(identity: Identity) -> Element:
    said = dict.fromkeys((identity.author, identity.header_right, identity.footer_left))
    return el("header", *(el("p", words) for words in said if words), class_="running")


def _navigation(sections: Element, *, is_only: bool) -> Element:
    """Return the list of sections, which stands beside the paper; above it on small screens, if it is the only one."""
    title = el("p", say("On this page"), id="_nav", class_="nav-title")
    return el("nav", title, sections, aria_labelledby="_nav", class_="sections only" if is_only else "sections")


def _main(identity: Identity, found: Sequence[Place], walk: Flow) -> Element:
    first: list[Node] = []
    place = identity.place
    if identity.watermark:
        first.append(el("p", el("strong", identity.watermark), class_="watermark"))
    if place is not None:
        first += _place(place, walk.links)
    if not any(each.level == 1 for each in found):
        first.append(el("h1", identity.title))
    return el("main", *first, *walk.elements, id=_MAIN, tabindex="-1")


def _place(place: PackPlace, links: Links) -> Iterator[Element]:
    """Yield what a paper says of its place in a pack: why it is not for publication, and its item, which leads back."""
    if place.marking:
        yield el("p", place.marking, class_="marking")
    if place.heading:
        leads_back = place.back in links.places
        words = el("a", place.heading, href=links.address(place.back)) if leads_back else place.heading
        language = place.language if place.language != spoken() else ""
        yield el("p", words, class_="masthead", lang=language or None)


def _footer(identity: Identity) -> Element:
    said = [el("p", words) for words in (identity.header_left, identity.footer_left) if words]
    return el("footer", *said, el("p", el("a", say("Back to the top"), href=f"#{_TOP}")), class_="running")
