"""What a page says, word for word in its order, read from its tree as a browser makes it; shares no code with the writer.

What only a page has is left out: how to get about in it, the names of its tables, and what opens a description.
"""

import re
from collections.abc import Iterator
from typing import Any

from tinyhtml5 import inputstream
from tinyhtml5.parser import HTMLParser

INLINE = {"a", "abbr", "em", "strong", "span", "tspan"}
PAGE_ONLY = {"caption", "summary", "style"}


class _Compiled(dict[tuple[Any, bool], re.Pattern[str]]):
    """The patterns of tinyhtml5, which means to compile each once and, by a slip in the key, compiles it every time."""

    def __missing__(self, key: tuple[Any, bool]) -> re.Pattern[str]:
        characters, opposite = key
        letters = "".join(f"\\x{ord(letter):02x}" for letter in characters)
        found = self[key] = re.compile(f"[{'' if opposite else '^'}{letters}]+")
        return found


inputstream.characters_until_regex = _Compiled()


def parsed(content: bytes) -> tuple[Any, list[Any]]:
    """The tree of a page, without namespaces, and every error that the standard's parser finds."""
    parser = HTMLParser(namespace_html_elements=False)
    tree = parser.parse(content)
    for element in tree.iter():
        if isinstance(element.tag, str):
            element.tag = element.tag.rpartition("}")[2]
    return tree, parser.errors


def only(tree: Any, tag: str) -> Any:
    """The one element of its tag."""
    (found,) = tree.iter(tag)
    return found


def words_of(tree: Any) -> list[str]:
    """Every word of a page's main part, in reading order; a link is a token of its own before its words."""
    headings = {each.get("id"): each for each in tree.iter() if str(each.tag) in {"h1", "h2", "h3", "h4", "h5", "h6"}}
    return "".join(_texts(only(tree, "main"), headings)).split()


def text_of(element: Any) -> str:
    """The words of an element, as one text."""
    return " ".join("".join(element.itertext()).split())


def _texts(element: Any, headings: dict[str, Any]) -> Iterator[str]:
    tag = element.tag
    if tag in PAGE_ONLY or element.get("aria-hidden") == "true":
        return
    if tag not in INLINE:
        yield " "
    if element.get("role") == "img":
        yield element.get("aria-label", "")  # or else the words that stand below it
    else:
        if tag == "a":
            yield _target(element, headings)
        yield element.text or ""
        count = int(element.get("start", 1)) if tag == "ol" else None
        for kid in element:
            if count is not None:
                yield f" {count}. "
                count += 1
            yield from _texts(kid, headings)
            yield kid.tail or ""
    if tag not in INLINE:
        yield " "


def _target(link: Any, headings: dict[str, Any]) -> str:
    if not link.get("href").startswith("#"):
        return f"→{link.get('href')}|"
    return f" →{link.get('href')} "
