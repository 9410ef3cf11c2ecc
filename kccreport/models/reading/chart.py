"""Every way in which a grammar explains a row of tokens, so that what can mean two things is seen to."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kccreport.models.reading.tokens import Kind, Token

Build = Callable[..., Iterable[Any]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One way to write something: its parts in their order, and what they mean together.

    A part in capitals is a kind of token, or several parted by `|`; one in small letters is the name of other rules. A
    part that ends in `?` may be left out. `build` receives the tokens and meanings of the parts, None for one left out,
    and returns what they can mean; nothing where they make no sense.
    """

    parts: tuple[str, ...]
    build: Build


Grammar = Mapping[str, Sequence[Rule]]


def rule(parts: str, build: Build) -> Rule:
    """Return a rule whose parts are written with spaces between them."""
    return Rule(tuple(parts.split()), build)


def explain(grammar: Grammar, name: str, tokens: Sequence[Token]) -> list[Any]:
    """Return all that the whole of some tokens can mean as a `name` of the grammar, each once, in the order of rules."""
    return _Chart(grammar, tokens).meanings(name, 0, len(tokens))


class _Chart:
    """What each stretch of the tokens can mean, found once each."""

    def __init__(self, grammar: Grammar, tokens: Sequence[Token]) -> None:
        self.grammar, self.tokens = grammar, tokens
        self.known: dict[tuple[str, int, int], list[Any]] = {}

    def meanings(self, name: str, start: int, stop: int) -> list[Any]:
        key = (name, start, stop)
        if key not in self.known:
            self.known[key] = []  # a rule that begins with itself finds nothing more in the same stretch
            found = (
                meaning
                for each in self.grammar[name]
                for parts in self._ways(each.parts, start, stop)
                for meaning in each.build(*parts)
            )
            self.known[key] = list(dict.fromkeys(found))
        return self.known[key]

    def _ways(self, parts: Sequence[str], start: int, stop: int) -> Iterator[tuple[Any, ...]]:
        """Yield the meanings of parts that together take up exactly a stretch."""
        if not parts:
            if start == stop:
                yield ()
            return
        part, rest = parts[0], parts[1:]
        if part.endswith("?"):
            part = part[:-1]
            yield from ((None, *others) for others in self._ways(rest, start, stop))
        if part.isupper() or "|" in part:
            kinds = {Kind[name] for name in part.split("|")}
            if start < stop and self.tokens[start].kind in kinds:
                yield from ((self.tokens[start], *others) for others in self._ways(rest, start + 1, stop))
            return
        for middle in range(start + 1, stop + 1):
            following = list(self._ways(rest, middle, stop))
            if following:
                for meaning in self.meanings(part, start, middle):
                    yield from ((meaning, *others) for others in following)
