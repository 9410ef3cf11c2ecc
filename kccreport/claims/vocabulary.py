"""The words by which a sentence may name one indicator: those of its title, words that mean the same, initials, its code."""

from collections.abc import Collection, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from kccreport.claims.lexicon.titles import DOING, FUNCTION_WORDS, ON_TIME, SYNONYMS
from kccreport.claims.text import Token, tokens
from kccreport.ground.pattern import pattern
from kccreport.models.indicator import ActivityIndicator, Indicator
from kccreport.models.rag import Rag
from kccreport.models.ratings import RatingScale

# what may be said of a number whose title does not say what is done
_COMING_IN = ("received", "recorded", "logged", "made", "held")
_BRACKETS = pattern(r"\([^()]*\)")
_GROUPS: dict[str, frozenset[str]] = {}


@cache
def stem(word: str) -> str:
    """Return what is compared of a word: its first six letters, or a short word without its ending.

    >>> stem("answered") == stem("answering"), stem("calls") == stem("call"), stem("completed") == stem("complaints")
    (True, True, False)
    """
    if len(word) > 6:
        return word[:6]
    for ending in ("ies", "ing", "ed", "es", "s", "e", "y"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


for _line in SYNONYMS.replace("\n    ", " ").strip().splitlines():
    _stems = frozenset(stem(word) for word in _line.split())
    for _each in _stems:
        _GROUPS[_each] = _GROUPS.get(_each, frozenset()) | _stems


TIME_STEMS = _GROUPS[stem("timescale")] | {"within"}


class Vocabulary(NamedTuple):
    """The words of one indicator, as stems; `runs` are stretches of its title, `doing` the words for what is done in time.

    `ratings` are the council's own words for ratings, the longest first. `clock` is that of its figures, such as mm:ss; `behind`
    is what may stand behind them: per 100,000, out of 5.
    """

    reference: tuple[str, ...]
    title: tuple[str, ...]
    content: frozenset[str]
    numbers: frozenset[str]
    doing: frozenset[str]
    initials: frozenset[str]
    times: frozenset[tuple[str, ...]]
    counted: frozenset[str]
    head: frozenset[str]
    limits: frozenset[str]
    firsts: frozenset[str]
    places: Mapping[str, tuple[int, ...]]
    ratings: tuple[tuple[tuple[str, ...], Rag], ...] = ()
    clock: str = ""
    behind: tuple[str, ...] = ()

    def says_what_is_done(self, words: Collection[str]) -> bool:
        """Say whether some stems name more than what is counted: "calls answered", and not "calls" alone."""
        if self.doing:
            return bool(self.doing.intersection(words))
        return bool(set(words) - self.counted)

    def names(self, word: Token) -> bool:
        """Say whether one word may name the indicator."""
        return stem(word.fold) in self.content or word.fold in self.initials

    def is_coded(self, words: Collection[str]) -> bool:
        """Say whether the indicator's code is among some words."""
        return " ".join(self.reference) in words

    def is_named_by(self, words: Collection[str]) -> bool:
        """Say whether words name the indicator beyond doubt: by its code, its initials, or two words of the title."""
        found = [word for text in words for word in text.split()]
        if self.is_coded(words) or any(word in self.initials for word in found):
            return True
        return len({stem(word) for word in found} & self.content) > 1

    def rating(self, words: Sequence[Token], at: int) -> tuple[Rag, int] | None:
        """Return the rating that the council's own words at a place mean, and how many words they are.

        They begin with a capital letter, as in the paper, and not because a sentence begins; after "rated" they need none.
        """
        if not (at and (words[at].is_capital or words[at - 1].fold in ("rated", "rag"))):
            return None
        for own, rating in self.ratings:
            if own == tuple(word.fold for word in words[at : at + len(own)]):
                return rating, len(own)
        return None

    def run(self, words: Sequence[Token], at: int) -> int:
        """Return how many words from a place on stand in the title just so, its code or a phrase for "in time" included."""
        fold = words[at].fold
        for length in range(min(5, len(words) - at), 0, -1) if fold in self.firsts else ():
            phrase = tuple(word.fold for word in words[at : at + length])
            if phrase in self.times or phrase == self.reference:
                return length
        best = 0
        for start in self.places.get(stem(fold), ()):
            length, has_content = 0, False
            for own, word in zip(self.title[start:], words[at:], strict=False):
                if own != word.fold and (not own.isalpha() or stem(own) != stem(word.fold)):
                    break
                has_content = has_content or _is_content(own)
                length += 1
            while length and words[at + length - 1].fold in FUNCTION_WORDS:
                length -= 1
            if has_content and length > best:
                best = length
        return best if best > 1 else 0


def _is_content(word: str) -> bool:
    return word not in FUNCTION_WORDS


def vocabulary(indicator: Indicator) -> Vocabulary:
    """Return the words that may name an indicator, from its title, its short title and its code."""
    # what stands in brackets says what is counted in or left out, and names nothing
    texts = [_BRACKETS.sub("", text) for text in (indicator.title, indicator.short_title)]
    found = [word for text in texts for word in tokens(text) if word.fold.isalnum()]
    title = tuple(word.fold for word in tokens(texts[0]) if word.fold.isalnum())
    own = {stem(word.fold) for word in found if _is_content(word.fold) and not word.is_number}
    content = set(own)
    for each in own:
        content |= _GROUPS.get(each, frozenset())
    is_timed = (
        bool({"timesc", "within", "statut"} & own) or "within" in title or "days" in title or "timescale" in title
    )
    times = {tuple(phrase.split()) for phrase in ON_TIME.split(",")} if is_timed else set()
    if is_timed:
        content |= _GROUPS["timesc"]
    if "first" in title:
        times |= {("first", "time"), ("first", "contact"), ("first", "call")}
    doing = {stem(word) for word in title if (word.endswith("ed") and len(word) > 4) or word in DOING}
    if isinstance(indicator, ActivityIndicator) and not doing:
        content |= {stem(word) for word in _COMING_IN}
    for each in tuple(doing):
        doing |= _GROUPS.get(each, frozenset())
    if is_timed:
        doing |= _GROUPS["timesc"]
    reference = tuple(word.fold for word in tokens(indicator.reference))
    places: dict[str, tuple[int, ...]] = {}
    for place, name in enumerate(title):
        places[stem(name)] = (*places.get(stem(name), ()), place)
    return Vocabulary(
        reference,
        title,
        frozenset(content),
        frozenset(word.fold for word in found if word.is_number) | frozenset(_words_as_digits(title)),
        frozenset(doing),
        frozenset(_initials(indicator.title)),
        frozenset(times),
        _counted(title),
        _head(title),
        _limits(title) if is_timed else frozenset(),
        frozenset(phrase[0] for phrase in (*times, reference) if phrase),
        places,
        rating_words(indicator.ratings),
        indicator.unit.clock,
        _behind(indicator.unit.name),
    )


def rating_words(scale: RatingScale) -> tuple[tuple[tuple[str, ...], Rag], ...]:
    """Return the council's own words for ratings as they are compared, the longest first."""
    found = [(tuple(word.fold for word in tokens(said)), rating) for rating, said in scale.words]
    return tuple(sorted(found, key=lambda each: -len(each[0])))


def _behind(unit: str) -> tuple[str, ...]:
    """Return the words of a unit that a figure of it is followed by, up to their number; none for most units.

    >>> _behind("per 100,000 people"), _behind("out of 5"), _behind("days")
    (('per', '100000'), ('out', 'of', '5'), ())
    """
    words = [word.fold for word in tokens(unit)]
    end = next((at for at, word in enumerate(words) if word.isdigit()), None)
    return tuple(words[: end + 1]) if end and words[0] in ("per", "out") else ()


def _counted(title: Sequence[str]) -> frozenset[str]:
    """Return the stems of what a share is of: the first two words of content after "percentage of"."""
    if title[:1] not in (("percentage",), ("proportion",), ("share",)):
        return frozenset()
    return frozenset([stem(word) for word in title[1:] if _is_content(word)][:2])


def _head(title: Sequence[str]) -> frozenset[str]:
    """Return the stems of what a number counts: the first noun of the title, and what comes before it."""
    found: set[str] = set()
    for word in title:
        if word in ("to", "by", "in", "for", "at", "within", "due", "on", "with", "who", "being") and found:
            break
        if _is_content(word):
            found |= {stem(word)} | _GROUPS.get(stem(word), frozenset())
    return frozenset(found)


def _limits(title: Sequence[str]) -> frozenset[str]:
    """Return the stems of which a share must name one, since only what was done in time is counted."""
    after = title[title.index("within") + 1 :] if "within" in title else ()
    return TIME_STEMS | {stem(word) for word in after if _is_content(word)} | {word for word in title if word.isdigit()}


def _words_as_digits(title: Sequence[str]) -> list[str]:
    from kccreport.claims.numbers import ONES

    return [str(ONES[word]) for word in title if word in ONES]


def _initials(title: str) -> set[str]:
    """Return what the capitalised words of a title are shortened to: FOI, SAR.

    >>> "foi" in _initials("Freedom of Information Act requests"), "sar" in _initials("Data Protection Act Subject Access requests")
    (True, True)
    """
    words = [word for word in tokens(title) if word.fold.isalpha()]
    found: set[str] = set()
    for start in range(len(words)):
        with_all, bare = "", ""
        for word in words[start : start + 6]:
            is_capital = word.is_capital
            if not is_capital and word.fold not in ("of", "and", "to", "for", "the"):
                if len(bare) >= 2:
                    found |= {with_all + word.fold[0], bare + word.fold[0]}
                break
            with_all += word.fold[0]
            if is_capital:
                bare += word.fold[0]
                if len(bare) >= 2:
                    found |= {with_all, bare}
    return {name for each in found if len(each) >= 2 for name in (each, each + "s")} - {
        "is",
        "as",
        "us",
        "it",
        "at",
        "in",
        "on",
        "of",
        "or",
        "an",
        "to",
    }
