"""Elements of a page, and the one place where they become text: whatever is no element is escaped there."""

from collections.abc import Callable
from functools import cache, lru_cache
from typing import NamedTuple

from kccreport.ground.errors import RenderingFault
from kccreport.ground.pattern import pattern

_VOID = frozenset({"meta", "link", "br", "hr", "img"})
_ENDS_A_LINE = {
    *("html", "head", "body", "meta", "title", "style", "header", "main", "nav", "footer", "div", "p", "svg", "defs"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "figure", "details", "summary"),
    *("table", "caption", "thead", "tbody", "tfoot", "tr"),
}
# what HTML does not allow in text, and what turns the order of the letters that follow (HTML Living Standard, 13.2.3.5)
_HARMFUL = "\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
_FORBIDDEN = pattern(f"[{_HARMFUL}]")
_NOT_AS_IT_IS = pattern(f'[&<>"{_HARMFUL}]')
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})


class Element(NamedTuple):
    """An element with its attributes in the order given, and what it holds: words, and other elements."""

    tag: str
    attributes: dict[str, str]
    children: tuple["Node", ...]


Node = Element | str


def el(tag: str, *children: Node, **attributes: str | None) -> Element:
    """Return an element. In names of attributes an underscore is a hyphen, one at the end nothing; None leaves one out.

    >>> to_text(el("p", "a < b ", el("b", "c"), class_="x", aria_label='"d"'))
    '<p class="x" aria-label="&quot;d&quot;">a &lt; b <b>c</b></p>\\n'
    """
    return Element(tag, {_named(name): value for name, value in attributes.items() if value is not None}, children)


@cache
def _named(name: str) -> str:
    return name.rstrip("_").replace("_", "-")


def to_text(node: Node) -> str:
    """Return a node as HTML, every word of it escaped.

    Raises:
        RenderingFault: a character that no page may hold.
    """
    pieces: list[str] = []
    _put(node, pieces.append)
    return "".join(pieces)


def _put(node: Node, put: Callable[[str], None]) -> None:
    if isinstance(node, str):
        put(_escaped(node))
        return
    tag = node.tag
    put(f"<{tag}")
    for attribute in node.attributes.items():
        put(_attribute(*attribute))
    put(">")
    if tag == "style":
        put(_rules(node))
    else:
        for child in node.children:
            _put(child, put)
    if tag not in _VOID:
        put(f"</{tag}>")
    if tag in _ENDS_A_LINE:
        put("\n")


@lru_cache(maxsize=2048)
def _attribute(name: str, value: str) -> str:
    """Return an attribute with the space before it; most of them stand on a page again and again."""
    return f' {name}="{_escaped(value)}"'


def _escaped(text: str) -> str:
    """Return text as HTML, within an element or within quotation marks."""
    if _NOT_AS_IT_IS.search(text) is None:
        return text
    found = _FORBIDDEN.search(text)
    if found is not None:
        raise RenderingFault(f"A page cannot hold U+{ord(found[0]):04X}, in the text {text[:60]!r}.")
    return text.translate(_ESCAPES)


def _rules(node: Element) -> str:
    """Return the rules of a style element, which HTML does not unescape; they are ours, and cannot end it."""
    rules = "".join(child for child in node.children if isinstance(child, str))
    if "</" in rules or "<!--" in rules:
        raise ValueError("rules that end their element")
    return rules
