"""The text of a cell to paragraphs, lists, sub-headings and links: a small, safe part of Markdown.

Each line is a paragraph. Beyond that only these have a meaning: lines that start with -, – or • (a list), with 1. or 1)
(a numbered list), with # (a sub-heading), **strong** and *emphasised* words, and [words](https://address). Everything
else prints as it was typed: `<b>`, `&`, a path, a pipe.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from kccreport.ground.pattern import pattern
from kccreport.ground.values import replace
from kccreport.paper.blocks import Block, Heading, Inline, Item, Listing, Prose, Role, Run, in_language, plain

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_BULLET = pattern(r"\s*[-–•*]\s+(?P<item>\S.*)")
_LIST_LINE = pattern(r"\s*(?:[-–•*]|\d{1,2}[.)])\s+\S")
_MARKS = pattern(r"[*_\[]|^\s*#{1,6}\s|^\s*(?:[-–•]|\d{1,2}[.)])\s", re.MULTILINE)
_LITERAL_LINE = pattern(r"\s*(?:\+|\d{3,}[.)])\s")  # a list in Markdown, but plain words in a council's cell
_DEEPEST_INDENT = 8  # spaces: lists beyond the fourth level stand on it, or the parser would drop them
_SAFE_LINK = pattern(r"(https?://|mailto:)[^\s<>\"{}|\\^`]+", re.IGNORECASE | re.ASCII)


def prose_blocks(
    text: str,
    role: Role = Role.BODY,
    number: str = "",
    *,
    anchor: Callable[[str], str] | None = None,
    level: int = 4,
) -> list[Block]:
    """Return a cell's lines as paragraphs, lists and sub-headings; the first paragraph carries `number`.

    Sub-headings are headings of `level`, with a place of their own by `anchor`; without it they are strong words.
    """
    blocks: list[Block] = []
    for block in _blocks(text, role, anchor, level):
        if number and isinstance(block, Prose):
            block, number = Prose(block.content, block.role, number, block.leads), ""
        if blocks and isinstance(block, Listing):
            blocks[-1] = _leading(blocks[-1])
        blocks.append(block)
    return blocks


def _leading(block: Block) -> Block:
    """Return the paragraph above a list, which it stays with where it introduces that: "The panel agreed:"."""
    if not isinstance(block, Prose) or not "".join(run.text for run in block.content).rstrip().endswith(":"):
        return block
    return replace(block, leads=True)


def in_another_language(blocks: Sequence[Block], language: str) -> list[Block]:
    """Return paragraphs, lists and sub-headings marked as of a language that is not the paper's; "" marks nothing."""
    return [_marked(block, language) for block in blocks] if language else list(blocks)


def _marked(block: Block, language: str) -> Block:
    match block:
        case Prose():
            return replace(block, content=in_language(block.content, language))
        case Heading():
            return replace(block, language=language)
        case Listing():
            return _marked_listing(block, language)
        case _:
            return block


def _marked_listing(listing: Listing, language: str) -> Listing:
    items = (
        Item(in_language(item.content, language), tuple(_marked_listing(below, language) for below in item.below))
        for item in listing.items
    )
    return replace(listing, items=tuple(items))


def inline(text: str) -> Inline:
    """Return one line's words with their emphasis and links."""
    if not _MARKS.search(text):
        return plain(text)
    children = _parser().parseInline(text)[0].children or []
    return tuple(_runs(children)) or plain(text)


def cell_paragraphs(text: str) -> tuple[Inline, ...]:
    """Return a text's lines as the paragraphs of a table cell, in which a list is lines with bullets."""
    lines = (line.strip() for line in text.split("\n"))
    return tuple(
        (Run("• "), *inline(match["item"])) if (match := _BULLET.fullmatch(line)) else inline(line)
        for line in lines
        if line
    )


def _blocks(text: str, role: Role, anchor: Callable[[str], str] | None, level: int) -> Iterator[Block]:
    if not _MARKS.search(text):
        yield from (Prose(plain(line.strip()), role) for line in text.split("\n") if line.strip())
        return
    for tokens in _sections(text):
        if isinstance(tokens, str):
            yield Prose(inline(tokens.strip()), role)
            continue
        at = 0
        while at < len(tokens):
            token = tokens[at]
            end = _end(tokens, at)
            if token.type in ("bullet_list_open", "ordered_list_open"):
                yield _listing(tokens[at : end + 1], role)
            elif token.type == "heading_open":
                content = _content(tokens[at + 1])
                words = "".join(run.text for run in content)
                strong = tuple(Run(run.text, True, run.is_emphasis, run.link) for run in content)
                yield Prose(strong, role, leads=True) if anchor is None else Heading(words, level, anchor(words))
            elif token.type == "paragraph_open":
                yield Prose(_content(tokens[at + 1]), role)
            at = end + 1


def _sections(text: str) -> "Iterator[list[Token] | str]":
    """Yield the parsed stretches of a text, and as they are the lines that only look like Markdown."""
    lines: list[str] = []
    for line in text.split("\n"):
        if _LITERAL_LINE.match(line):
            yield _parser().parse("\n".join(lines))
            lines = []
            yield line
            continue
        bullet = _BULLET.fullmatch(line)
        indent = " " * min(len(line) - len(line.lstrip()), _DEEPEST_INDENT)
        if bullet:
            line = f"{indent}- {bullet['item']}"
        elif _LIST_LINE.match(line):
            line = indent + line.lstrip()
        else:
            lines.append("")  # every line is a paragraph of its own
            line = line.strip()
        lines.append(line)
        if not _LIST_LINE.match(line):
            lines.append("")
    yield _parser().parse("\n".join(lines))


@cache
def _parser() -> "MarkdownIt":
    """Return a parser that knows lists, headings, emphasis and safe links, and nothing else."""
    from markdown_it import MarkdownIt  # late: only texts with marks need it

    parser = MarkdownIt("zero").enable(["list", "heading", "emphasis", "link"])
    parser.validateLink = lambda url: bool(_SAFE_LINK.fullmatch(url))  # type: ignore[method-assign]
    return parser


def _end(tokens: "Sequence[Token]", start: int) -> int:
    """Return where the token that opens at `start` closes."""
    depth = 0
    for at in range(start, len(tokens)):
        depth += tokens[at].nesting
        if depth == 0:
            return at
    return len(tokens) - 1


def _listing(tokens: "Sequence[Token]", role: Role) -> Listing:
    """Return a list from its opening to its closing token, with the lists inside it."""
    items: list[Item] = []
    at = 1
    while at < len(tokens) - 1:
        end = _end(tokens, at)
        items.append(_item(tokens[at + 1 : end], role))
        at = end + 1
    first = int(tokens[0].attrGet("start") or 1) if tokens[0].type == "ordered_list_open" else None
    return Listing(tuple(items), role, first)


def _item(tokens: "Sequence[Token]", role: Role) -> Item:
    content: list[Run] = []
    below: list[Listing] = []
    at = 0
    while at < len(tokens):
        end = _end(tokens, at)
        if tokens[at].type in ("bullet_list_open", "ordered_list_open"):
            below.append(_listing(tokens[at : end + 1], role))
        elif tokens[at].type in ("paragraph_open", "heading_open"):
            content += [*([Run(" ")] if content else []), *_content(tokens[at + 1])]
        at = end + 1
    return Item(tuple(content) or plain(""), tuple(below))


def _content(token: "Token") -> Inline:
    return tuple(_runs(token.children or []))


def _runs(tokens: "Sequence[Token]") -> Iterator[Run]:
    """Yield the words of a line, each with the emphasis and the link that is open round it."""
    strong = emphasis = 0
    link = ""
    for token in tokens:
        if token.type in ("strong_open", "strong_close"):
            strong += token.nesting
        elif token.type in ("em_open", "em_close"):
            emphasis += token.nesting
        elif token.type == "link_open":
            link = str(token.attrGet("href") or "")
        elif token.type == "link_close":
            link = ""
        elif token.content:
            yield Run(token.content.replace("\n", " "), bool(strong), bool(emphasis), link)
