"""What a council calls its ratings, in which order it lists them, and by which shapes it tells them apart."""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from msgspec import Struct

from kccreport.ground.pattern import pattern
from kccreport.ground.values import replace
from kccreport.models.rag import Rag

_USUAL = (Rag.GREEN, Rag.AMBER, Rag.RED)
# a rating may be called by the colour of one on its own side of the target
_SIDES = (
    {Rag.BLUE, Rag.DARK_GREEN, Rag.GREEN, Rag.LIGHT_GREEN},
    {Rag.LIGHT_GREEN, Rag.AMBER},
    {Rag.RED, Rag.NOT_MET},
)
_LONGEST = 24  # letters: what a pill has room for in a table
_BETWEEN = pattern(r"[,;\n]")
NOT_RATED = "not rated"


class Shape(StrEnum):
    """A shape that stands beside the word of a rating."""

    CIRCLE = "circle"
    HALF_CIRCLE = "half circle"
    TRIANGLE = "triangle"
    SQUARE = "square"
    DIAMOND = "diamond"
    CROSS = "cross"
    STAR = "star"
    HEXAGON = "hexagon"


USUAL_SHAPES = {
    Rag.BLUE: Shape.DIAMOND,
    Rag.DARK_GREEN: Shape.HEXAGON,
    Rag.GREEN: Shape.CIRCLE,
    Rag.LIGHT_GREEN: Shape.HALF_CIRCLE,
    Rag.AMBER: Shape.TRIANGLE,
    Rag.RED: Shape.SQUARE,
    Rag.NOT_MET: Shape.CROSS,
}


class RatingScale(Struct, frozen=True):
    """How a paper speaks of ratings; a blank scale speaks of Green, Amber and Red, best first.

    `words` are the council's own, each of a rating. A rating that is called by the name of another colour is made that
    rating: `instead` holds these, such as "not met" where a council prints Red. `order` lists those that come first, in
    that order; the rest follow, best first. `not_rated` is what stands where there is no rating.
    """

    words: tuple[tuple[Rag, str], ...] = ()
    instead: tuple[tuple[Rag, Rag], ...] = ()
    shapes: tuple[tuple[Rag, Shape], ...] = ()
    order: tuple[Rag, ...] = ()
    not_rated: str = ""

    def own(self, rating: Rag) -> str:
        """Return the council's own word for a rating; "" where it has none."""
        return dict(self.words).get(rating, "")

    def word(self, rating: Rag) -> str:
        """Return what a rating is called, in English where the council has no word of its own."""
        return self.own(rating) or rating.value.capitalize()

    def shape(self, rating: Rag) -> Shape:
        """Return the shape beside a rating's word: the one that the council has chosen, or the usual one."""
        return dict(self.shapes).get(rating) or USUAL_SHAPES[rating]

    def saying(self, other: Mapping[str, str]) -> "RatingScale":
        """Return the scale in other words, such as the Welsh of its own; a word that has none, or a longer one than there
        is room for, stays as it is.
        """

        def said(word: str) -> str:
            found = other.get(" ".join(word.split()), word)
            return found if len(found) <= _LONGEST else word

        words = tuple((rating, said(word)) for rating, word in self.words)
        return (
            replace(self, words=words, not_rated=said(self.not_rated))
            if len({word for _, word in words}) == len(words)
            else self
        )

    def made(self, rating: Rag | None) -> Rag | None:
        """Return the rating that a scheme's becomes: another one where it is called by the name of another colour."""
        return None if rating is None else dict(self.instead).get(rating, rating)

    def ordered(self, ratings: Iterable[Rag]) -> list[Rag]:
        """Return ratings in the paper's order, each once."""
        found = set(ratings)
        return [rating for rating in dict.fromkeys((*self.order, *Rag)) if rating in found]

    def read(self, text: str) -> Rag | None:
        """Return the rating that a word means, the council's own or ours; None where it means none."""
        wanted = _folded(text)
        own = {_folded(word): rating for rating, word in reversed(self.words)}
        return own.get(wanted) or self.made(next((rating for rating in Rag if rating.value == wanted), None))


USUAL_SCALE = RatingScale()


def scale_of(words: str = "", order: str = "", shapes: str = "") -> RatingScale | str:
    """Return the scale that an officer's words mean, or what is wrong with them.

    Words are "Green = On track, Amber = Close, Red = Off track", or the other way round; or without the colours, two for
    met and not met, or three for Green, Amber and Red. Order is a list of ratings; shapes are "Green = star, Red = cross".

    >>> scale_of("On track, Close, Off track").word(Rag.AMBER)
    'Close'
    >>> scale_of("Green, Red").made(Rag.NOT_MET)
    <Rag.RED: 'red'>
    >>> scale_of("Purple = Fine")
    "'Purple' is not a rating; they are Blue, Dark green, Green, Light green, Amber, Red, Not met"
    """
    named, drawn = _words(words), _pairs(shapes)
    if isinstance(named, str) or isinstance(drawn, str):
        return named if isinstance(named, str) else str(drawn)
    unrated = named.pop(NOT_RATED, "")
    own = {Rag(name): word for name, word in named.items()}
    colours = {rating: _colour(word) for rating, word in own.items()}
    instead = {rating: other for rating, other in colours.items() if other is not None and other is not rating}
    if Rag.RED in own and _folded(own[Rag.RED]) in (Rag.NOT_MET, _folded(own.get(Rag.NOT_MET, ""))):
        instead[Rag.NOT_MET] = Rag.RED
    own = {rating: word for rating, word in own.items() if rating not in instead and colours[rating] is not rating}
    fault = _fault_in_words(own, instead, unrated) or _fault_in_shapes(drawn)
    if fault:
        return fault
    scale = RatingScale(
        tuple(own.items()),
        tuple(instead.items()),
        tuple((Rag(name), Shape(_folded(shape))) for name, shape in drawn.items()),
        not_rated=unrated,
    )
    listed = [part.strip() for part in _BETWEEN.split(order) if part.strip()]
    read = {part: scale.read(part) for part in listed}
    unknown = next((part for part, rating in read.items() if rating is None), None)
    if unknown is not None:
        return f"{unknown[:30]!r} is not a rating of this paper"
    return replace(scale, order=tuple(dict.fromkeys(rating for rating in read.values() if rating is not None)))


def _words(text: str) -> dict[str, str] | str:
    """Return the word of each rating, by its name; without equals signs two or three words stand for the usual ones."""
    parts = _parts(text)
    bare = {2: (Rag.GREEN, Rag.RED), 3: _USUAL}.get(len(parts))
    if bare is None or "=" in text:
        return _pairs(text)
    found = {rating.value: word for rating, word in zip(bare, parts, strict=True)}
    return found | {Rag.NOT_MET.value: found[Rag.RED.value]}


def _pairs(text: str) -> dict[str, str] | str:
    """Return what is said of each rating, by its name; or why it cannot be read."""
    pairs = [[each.strip() for each in part.partition("=")[::2]] for part in _parts(text)]
    if any(_name(name) is None for name, _ in pairs) and all(_name(said) for _, said in pairs):
        pairs = [[name, said] for said, name in pairs]  # "Met = Green" the other way round
    found: dict[str, str] = {}
    for name, said in pairs:
        key = _name(name)
        if key is None:
            known = ", ".join(rating.value.capitalize() for rating in Rag)
            return f"{name[:30]!r} is not a rating; they are {known}"
        if not said:
            return f"nothing is said of {name[:30]}"
        if key in found:
            return f"{name[:30]} is there twice"
        found[key] = said
    return found


def _parts(text: str) -> list[str]:
    return [part.strip() for part in _BETWEEN.split(text) if part.strip()]


def _name(text: str) -> str | None:
    """Return the name of a rating, or of having none, however its letters are cased; None for any other words."""
    folded = _folded(text)
    return folded if folded in {*Rag, NOT_RATED} else None


def _colour(word: str) -> Rag | None:
    """Return the rating whose colour a word names; "not met" is no colour."""
    return next((rating for rating in Rag if rating.value == _folded(word) and rating is not Rag.NOT_MET), None)


def _fault_in_words(own: Mapping[Rag, str], instead: Mapping[Rag, Rag], unrated: str) -> str:
    """Return why these words would mislead; "" where they do not."""
    for word in filter(None, (*own.values(), unrated)):
        if len(word) > _LONGEST:
            return f"{word[:40]!r} has more than {_LONGEST} letters"
        if not any(letter.isalpha() for letter in word):
            return f"{word!r} is no word, and a rating must be understood without its colour"
    for rating, other in instead.items():
        if (rating in _USUAL and other in _USUAL) or not any({rating, other} <= side for side in _SIDES):
            return f"{rating.value.capitalize()} cannot be called {other.value.capitalize()}, which is another rating"
    if len({_folded(word) for word in own.values()}) < len(own):
        return "two ratings have the same word"
    return ""


def _fault_in_shapes(drawn: Mapping[str, str]) -> str:
    shapes = [_folded(shape) for shape in drawn.values()]
    unknown = next((shape for shape in shapes if shape not in {*Shape}), None)
    if unknown is not None:
        return f"{unknown[:30]!r} is not a shape; they are {', '.join(Shape)}"
    if NOT_RATED in drawn:
        return "what is not rated has no shape"
    others = [USUAL_SHAPES[rating].value for rating in _USUAL if rating.value not in drawn]
    return "two ratings have the same shape" if len({*shapes, *others}) < len(shapes) + len(others) else ""


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
