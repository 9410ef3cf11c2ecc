"""Every way in which a grammar explains a row of tokens, so that what can mean two things is seen to."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

from kccreport.models.reading.tokens import Kind, Token

Build = Callable[..., Iterable[Any]]


class Part(Struct, frozen=True):
    """One part of a rule: a token of some kinds, or whatever the rules of a name explain."""

    name: str
    kinds: frozenset[Kind]
    may_be_left_out: bool


class Rule(Struct, frozen=True):
    """One way to write something: its parts in their order, and what they mean together.

    `build` receives the tokens and meanings of the parts, None for one left out, and returns what they can mean;
    nothing where they make no sense. `needed` are the kinds of token that it cannot do without.
    """

    parts: tuple[Part, ...]
    build: Build
    needed: tuple[frozenset[Kind], ...]


class Grammar(Struct, frozen=True):
    """Rules by name. `firsts` and `lasts` are the kinds of token that what a name explains can begin and end with."""

    rules: Mapping[str, Sequence[Rule]]
    firsts: Mapping[str, frozenset[Kind]]
    lasts: Mapping[str, frozenset[Kind]]


def grammar(rules: Mapping[str, Sequence[Rule]]) -> Grammar:
    """Return the grammar of some rules; every name among their parts must have rules."""
    forward = {name: [each.parts for each in rules[name]] for name in rules}
    backward = {name: [parts[::-1] for parts in found] for name, found in forward.items()}
    return Grammar(rules, _outermost(forward), _outermost(backward))


def _outermost(rules: Mapping[str, Sequence[Sequence[Part]]]) -> dict[str, frozenset[Kind]]:
    """Return the kinds of token that each name can begin with, found by going round until nothing is added."""
    found: dict[str, frozenset[Kind]] = dict.fromkeys(rules, frozenset())
    while True:
        fuller = {name: frozenset(_begun(rules[name], found)) for name in rules}
        if fuller == found:
            return found
        found = fuller


def _begun(ways: Sequence[Sequence[Part]], known: Mapping[str, frozenset[Kind]]) -> Iterator[Kind]:
    for parts in ways:
        for part in parts:
            yield from part.kinds or known[part.name]
            if not part.may_be_left_out:
                break


def rule(parts: str, build: Build) -> Rule:
    """Return a rule whose parts are written with spaces between them.

    A part in capitals is a kind of token, or several parted by `|`; one in small letters is the name of other rules. A
    part that ends in `?` may be left out.
    """
    read = tuple(_part(each) for each in parts.split())
    return Rule(read, build, tuple(part.kinds for part in read if part.kinds and not part.may_be_left_out))


def _part(written: str) -> Part:
    name = written.removesuffix("?")
    kinds = frozenset(Kind[each] for each in name.split("|")) if name.isupper() else frozenset()
    return Part(name, kinds, written.endswith("?"))


def explain(grammar: Grammar, name: str, tokens: Sequence[Token]) -> list[Any]:
    """Return all that the whole of some tokens can mean as a `name` of the grammar, each once, in the order of rules."""
    return _Chart(grammar, tokens).meanings(name, 0, len(tokens))


class _Chart:
    """What each stretch of the tokens can mean, found once each."""

    def __init__(self, grammar: Grammar, tokens: Sequence[Token]) -> None:
        self.grammar, self.tokens = grammar, tokens
        self.kinds = [token.kind for token in tokens]
        self.known: dict[tuple[str, int, int], list[Any]] = {}

    def meanings(self, name: str, start: int, stop: int) -> list[Any]:
        key = (name, start, stop)
        if key not in self.known:
            if (
                self.kinds[start] not in self.grammar.firsts[name]
                or self.kinds[stop - 1] not in self.grammar.lasts[name]
            ):
                return []
            self.known[key] = []  # a rule that begins with itself finds nothing more in the same stretch
            there = set(self.kinds[start:stop])
            found = (
                meaning
                for each in self.grammar.rules[name]
                if all(there & kinds for kinds in each.needed)
                for parts in self._ways(each.parts, start, stop)
                for meaning in each.build(*parts)
            )
            self.known[key] = list(dict.fromkeys(found))
        return self.known[key]

    def _ways(self, parts: Sequence[Part], start: int, stop: int) -> Iterator[tuple[Any, ...]]:
        """Yield the meanings of parts that together take up exactly a stretch."""
        if not parts:
            if start == stop:
                yield ()
            return
        part, rest = parts[0], parts[1:]
        if part.may_be_left_out:
            yield from ((None, *others) for others in self._ways(rest, start, stop))
        if part.kinds:
            if start < stop and self.kinds[start] in part.kinds:
                yield from ((self.tokens[start], *others) for others in self._ways(rest, start + 1, stop))
            return
        for middle in range(start + 1, stop + 1) if rest else (stop,):
            if middle > start and (found := self.meanings(part.name, start, middle)):
                following = list(self._ways(rest, middle, stop))
                yield from ((meaning, *others) for meaning in found for others in following)
