"""Words to lines: measure, break, and never lose a character.

Text goes from here straight to the page. No markup parser sees it, so `<b>` or `<img src=…>` in a cell are just
letters.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from msgspec import Struct

from kccreport.ground.colour import Colour
from kccreport.ground.values import replace
from kccreport.paper.blocks import Inline, Run
from kccreport.writers.pdf.fonts import Font, font
from kccreport.writers.pdf.theme import LINK, TextStyle
from kccreport.writers.ties import TIE, tied

_BREAK_AFTER = frozenset("/-–—._&=?@,;:")  # where a word too long for its line is best broken

_MOST_TIED = 0.6  # of a line


class Piece(Struct, frozen=True):
    """Words of one manner on one line, `x` points from its left edge; a word of one that `is_cut` goes on in the next."""

    x: float
    text: str
    face: str
    colour: Colour
    link: str = ""
    width: float = 0
    leads_to: str = ""
    language: str = ""
    is_cut: bool = False


class Line(Struct, frozen=True):
    """One line, ready to draw; `width` is what its words take."""

    pieces: tuple[Piece, ...]
    width: float


def face_of(run: Run, style: TextStyle) -> str:
    """Return the face a run is set in."""
    if run.is_strong:
        return style.strong
    return style.emphasis if run.is_emphasis else style.regular


def break_lines(content: Inline, style: TextStyle, width: float) -> tuple[Line, ...]:
    """Break a paragraph into lines at most `width` points wide, left-aligned.

    A word wider than a line is broken where it can best be, or anywhere. A line that another word follows ends in a space,
    so that text copied out of the PDF keeps its words apart, and an address that was broken stays one. An empty paragraph
    is one empty line.
    """
    if len(content) == 1 and not content[0].link:
        run = content[0]
        face = face_of(run, style)
        return _break_plain(run.text, face, font(face), style.size, style.colour, width, run.language)
    return tuple(_break_mixed(content, style, width))


def after_lines(content: Inline, lines: Sequence[Line]) -> Inline:
    """Return what follows of a paragraph after some of its lines, in the manner it had."""
    taken = sum(len(word) for line in lines for piece in line.pieces for word in piece.text.split())
    rest: list[Run] = []
    for run in content:
        if rest:
            rest.append(run)
            continue
        at = 0
        for word in run.text.split():
            at = run.text.index(word, at)
            if taken < len(word):
                rest.append(replace(run, text=run.text[at + taken :]))
                break
            taken, at = taken - len(word), at + len(word)
    return tuple(rest)


@lru_cache(maxsize=4096)
def _break_plain(
    text: str, face: str, loaded: Font, size: float, colour: Colour, width: float, language: str
) -> tuple[Line, ...]:
    """Break text of one manner: the usual case, kept apart because it is most of the work."""
    measure = loaded.width
    space = measure(" ", size)
    lines: list[Line] = []
    words: list[str] = []
    used, is_cut = 0.0, False
    for word, goes_on in fitted(_tied_words(text), face, size, width):
        needed = measure(word, size)
        gap = space if words and not is_cut else 0.0
        if words and used + gap + needed > width:
            shown = "".join(words) if is_cut else "".join(words) + " "
            piece = Piece(0, shown, face, colour, width=used, language=language, is_cut=is_cut)
            lines.append(Line((piece,), used))
            words, used, gap = [], 0.0, 0.0
        used += needed + gap
        words.append(f" {word}" if gap else word)
        is_cut = goes_on
    last = Piece(0, "".join(words), face, colour, width=used, language=language)
    lines.append(Line((last,) if words else (), used))
    return tuple(lines)


def fitted(words: Sequence[str], face: str, size: float, width: float) -> Iterator[tuple[str, bool]]:
    """Yield words, those wider than a line cut into parts that fit, each with whether its word goes on in the next.

    Words that are tied are yielded as one where a line has room for them, and else each by itself.
    """
    measure = font(face).width
    for word in _untied(words, face, size, width) if any(TIE in word for word in words) else words:
        if measure(word, size) <= width:  # most words
            yield word, False
            continue
        while measure(word, size) > width and len(word) > 1:
            end = _longest_start(word, face, size, width)
            yield word[:end], True
            word = word[end:]
        yield word, False


def _untied(words: Iterable[str], face: str, size: float, width: float) -> Iterator[str]:
    """Yield words with plain spaces for their ties, or in their parts where together they would leave a line half empty."""
    measure = font(face).width
    for word in words:
        if TIE not in word:
            yield word
        elif measure(shown := word.replace(TIE, " "), size) <= width * _MOST_TIED:
            yield shown
        else:  # the last word stands by itself, and the others as far as they can be together
            others, _, last = word.rpartition(TIE)
            yield from _untied(list(filter(None, (others,))), face, size, width)
            yield from filter(None, (last,))


def _tied_words(text: str) -> list[str]:
    """Return the words of a paragraph; of those that belong together one, with ties in it."""
    return [word for word in tied(" ".join(text.split()), ends=True).split(" ") if word]


def _longest_start(word: str, face: str, size: float, width: float) -> int:
    """Return where to cut a word: after the last good place that fits, or else after the last letter that fits."""
    measure = font(face).width
    fits, used = 1, 0.0
    for index, letter in enumerate(word, 1):
        used += measure(letter, size)
        if used > width:
            break
        fits = index
    good = [index for index in range(2, fits + 1) if word[index - 1] in _BREAK_AFTER]
    return good[-1] if good else fits


@dataclass(slots=True)
class _Word:
    """A word of a mixed paragraph, which may change manner within it ("**note**.")."""

    parts: list[tuple[str, Run]]
    width: float
    follows_space: bool


def _break_mixed(content: Inline, style: TextStyle, width: float) -> Iterator[Line]:
    measure_space = font(style.regular).width(" ", style.size)
    line: list[_Word] = []
    used = 0.0
    for word in _words(content, style, width):
        gap = measure_space if line and word.follows_space else 0.0
        if line and used + gap + word.width > width:
            yield _line(line, style, measure_space, ends_in_space=word.follows_space)
            line, used, gap = [], 0.0, 0.0
        used += gap + word.width
        line.append(word)
    yield _line(line, style, measure_space, ends_in_space=False, is_last=True)


def _words(content: Inline, style: TextStyle, width: float) -> Iterator[_Word]:
    """Yield the words of several runs, joining those that touch without a space."""
    word: _Word | None = None
    space_before = False
    for run in content:
        face = face_of(run, style)
        measure = font(face).width
        text = tied(run.text, ends=run is content[-1])
        parts: Iterable[str] = text.split(" ")
        if TIE in text:
            parts = _untied(parts, face, style.size, width)
        for index, part in enumerate(parts):
            if index:
                if word is not None:
                    yield word
                word, space_before = None, True
            if not part:
                continue
            fits = measure(part, style.size) <= width  # most words
            for fitting in (part,) if fits else [each for each, _ in fitted((part,), face, style.size, width)]:
                needed = measure(fitting, style.size)
                if word is not None and word.width + needed > width:
                    yield word  # wider than a line, with or without a change of manner within it
                    word, space_before = None, False
                if word is None:
                    word = _Word([], 0.0, space_before)
                    space_before = False
                word.parts.append((fitting, run))
                word.width += needed
    if word is not None:
        yield word


def _line(words: list[_Word], style: TextStyle, space: float, *, ends_in_space: bool, is_last: bool = False) -> Line:
    """Join neighbouring words of one run into one piece, so that a line has few of them."""
    pieces: list[tuple[float, list[str], Run]] = []
    runs = {id(run): run for word in words for _, run in word.parts}
    measures = {key: font(face_of(run, style)).width for key, run in runs.items()}
    x = 0.0
    for position, word in enumerate(words):
        gap = " " if position and word.follows_space else ""
        if gap:
            x += space
        for text, run in word.parts:
            if pieces and pieces[-1][2] is run:
                pieces[-1][1].append(gap + text)
            else:
                if gap and pieces:
                    pieces[-1][1].append(gap)  # the space belongs to the words before it, not to a link that follows
                pieces.append((x, [text], run))
            gap = ""
            x += measures[id(run)](text, style.size)
    if ends_in_space and pieces:
        pieces[-1][1].append(" ")
    is_cut = not is_last and not ends_in_space
    return Line(
        tuple(
            Piece(
                start,
                "".join(texts),
                face_of(run, style),
                LINK if run.link else style.colour,
                run.link,
                measures[id(run)]("".join(texts).rstrip(" "), style.size),
                run.leads_to,
                run.language,
                is_cut and at == len(pieces) - 1,
            )
            for at, (start, texts, run) in enumerate(pieces)
        ),
        x,
    )
