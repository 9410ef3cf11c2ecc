"""The leak proof: nothing of an exempt paper is in a public pack, neither on its pages nor anywhere else in the file.

The pack is made without exempt files, so nothing should be there; this shows that nothing is. It compares runs of five
words, sums, numbers, names, titles, file names, authors, bookmarks, pictures and the streams themselves with everything
the finished file holds, decompressed. It would rather stop a pack that is clean than publish one that is not: words that a public paper
says too have to be cleared by somebody.

Source: the Information Commissioner's findings on hidden data, and EC-AstraZeneca 2021 (text redacted, bookmarks not).
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any, TypeVar

from kccreport.agenda.examining.contents import Contents, contents_of, words_of
from kccreport.agenda.examining.disguises import read_again
from kccreport.agenda.examining.furniture import is_furniture
from kccreport.agenda.examining.people import office_words, people, people_in_office
from kccreport.agenda.examining.short_facts import contact_numbers, is_private_mail, short_facts
from kccreport.agenda.examining.stock import STOCK_PHRASES
from kccreport.ground.values import replace

SHINGLE = 5  # words
_LEAST_STEM = 8  # letters of a file's name without its ending
_LEAST_TITLE = 3  # words of a bookmark, or of the title a paper gives itself
_MOST_WORDS_SHOWN = 24
_MANY = 3  # public papers that say the same: it is nobody's secret
_LEAST_JOINED = 20  # letters of five words, without what is between them
_HEAD = 12  # letters by which such a run is first looked for
_STEP = _LEAST_JOINED - _HEAD + 1  # letters: at every so many of a text, a run that is there has `_HEAD` of its own
_TRIO = SHINGLE - SHINGLE // 2  # words: at every so many, a run that is there has as many of its own

Shingle = tuple[str, ...]
_Found = TypeVar("_Found")


@dataclass(frozen=True, slots=True)
class Leak:
    """Something of an exempt paper that is in the pack: of which paper, where, and what.

    `words` are those that a person would clear to let it through; "" where nothing can be cleared.
    """

    paper: str
    where: str
    what: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class ExemptPaper:
    """What must not be found of one exempt paper.

    `name` is how the public may know it. `titles` are exempt themselves; `texts` are its words, place by place; `streams`
    the digests of its content and pictures; `facts` its sums, numbers and names (`short_facts`), `people` the persons it
    names without a title (`people`), `contacts` the numbers and addresses it gives for getting in touch.
    """

    name: str
    titles: tuple[str, ...]
    files: tuple[str, ...]
    authors: tuple[str, ...]
    bookmarks: tuple[str, ...]
    texts: tuple[str, ...]
    streams: frozenset[bytes] = frozenset()
    facts: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    contacts: frozenset[str] = frozenset()


def exempt_paper(name: str, contents: Contents, *, titles: Sequence[str], files: Sequence[str]) -> ExemptPaper:
    """Return what must not be found of a PDF; `titles` are those that the agenda keeps, to which its own is added."""
    own_titles = (
        title for title in contents.titles if len(words_of(title)) >= _LEAST_TITLE and not is_furniture(words_of(title))
    )
    texts = [text for _, text in contents.texts] + [
        text for _, text in contents.strings if len(words_of(text)) >= SHINGLE
    ]
    return ExemptPaper(
        name,
        (*titles, *own_titles),
        tuple(files),
        tuple(dict.fromkeys(contents.authors)),
        tuple(dict.fromkeys(contents.bookmarks)),
        tuple(texts),
        frozenset(contents.streams),
        short_facts(texts),
        people(texts),
        frozenset(contact_numbers(texts)),
    )


def find_leaks(
    pack: Contents,
    exempt: Sequence[ExemptPaper],
    public: Sequence[Contents],
    allowed: Collection[str],
    names: Collection[str] = (),
) -> Iterator[Leak]:
    """Yield everything of the exempt papers that a pack holds, and whatever no public pack may hold at all.

    `public` are the papers that the pack was made of: a picture or an author they share with an exempt paper is theirs
    too. Words are excused by `allowed`: the agenda's own public words, and phrases that somebody has cleared; and where a
    run says nothing but what any report does (`furniture`), among it `names`: the council's, the committee's, its members'.
    """
    yield from Proof(exempt, public, allowed, names).leaks(pack)


class Proof:
    """What public files are held against, for any number of them: a text that several have is read once."""

    def __init__(
        self,
        exempt: Sequence[ExemptPaper],
        public: Sequence[Contents],
        allowed: Collection[str],
        names: Collection[str] = (),
    ) -> None:
        self._exempt = exempt
        self._read: dict[str, _Text] = {}
        papers = [self._texts(contents.texts) for contents in public]
        self._said_in_papers = [each for texts in papers for each in texts]
        if len(papers) < _MANY:
            papers = []  # what several papers say is looked for next
        runs = _of_many({each for text in texts for each in _shingles(text.words)} for texts in papers)
        self._excused = _stock_runs() | runs | {each for text in allowed for each in _shingles(words_of(text))}
        self._excused_phrases = {" ".join(words_of(text)) for text in allowed}
        self._people = _of_many(people(each.text for each in texts) for texts in papers)
        words = _of_many({word for text in texts for word in text.words} for texts in papers)
        self._furniture = {word for text in names for word in words_of(text)} | {
            each for each in words if each.isalpha()
        }
        facts = _of_many({fact for text in texts for fact in text.facts} for texts in papers)
        self._known_facts = short_facts(allowed) | {_as_shown(text) for text in allowed} | facts
        self._shared = {digest for contents in public for digest in contents.streams}
        self._known_people = {" ".join(words_of(author)) for contents in public for author in contents.authors}
        self._own_runs = [{each for text in paper.texts for each in _shingles(words_of(text))} for paper in exempt]
        self._sought: dict[int, tuple[set[str], _Sought]] = {}  # by the exempt paper, as it was last looked for

    def _texts(self, said: Iterable[tuple[str, str]]) -> list["_Text"]:
        return [self._read.get(text) or self._read.setdefault(text, _Text(text)) for _, text in said]

    def leaks(self, pack: Contents) -> Iterator[Leak]:
        """Yield what `find_leaks` says of one file."""
        yield from _never_public(pack)
        said_in_public = [*self._texts(pack.texts), *self._said_in_papers]
        office = {person for text in said_in_public for person in text.office} | self._people
        offices = {word for text in said_in_public for word in text.office_words}
        numbers = {number: shown for text in said_in_public for number, shown in text.numbers.items()}
        mails = {each for each in numbers if "@" in each and not is_private_mail(each)}
        furniture = {
            word for text in (*office, *offices, *numbers.values()) for word in words_of(text)
        } | self._furniture
        said = (*pack.texts, *pack.strings, *pack.code)
        passages = [
            (where, each) for (where, _), text in zip(said, self._texts(said), strict=True) for each in text.passages
        ]
        stated = (*pack.texts, *pack.strings)
        facts_there = [(where, text.facts) for (where, _), text in zip(stated, self._texts(stated), strict=True)]
        for number, paper in enumerate(self._exempt):
            yield from _words(paper, self._sought_of(number, furniture), passages)
            own = _own_phrases(paper, furniture)
            yield from _phrases(own, passages, self._excused_phrases, self._known_people, office)
            unknown = paper.facts - self._known_facts - mails - (numbers.keys() & paper.contacts)
            for where, facts in facts_there:
                for fact in sorted(facts & unknown):
                    yield Leak(paper.name, where, f"“{fact}”", fact)
            for digest in paper.streams & pack.streams.keys() - self._shared:
                yield Leak(paper.name, pack.streams[digest], "a picture or other content of it")

    def _sought_of(self, number: int, furniture: set[str]) -> "_Sought":
        """Return what is looked for of an exempt paper; most public files of a meeting have the same furniture."""
        known = self._sought.get(number)
        if known is not None and known[0] == furniture:
            return known[1]
        runs = {each for each in self._own_runs[number] - self._excused if not is_furniture(each, furniture)}
        sought = known[1] if known is not None and known[1].runs == runs else _Sought(runs)
        self._sought[number] = furniture, sought
        return sought


class _Sought:
    """Runs of five words that are looked for, and parts of them, by which it is quickly seen that a text has none.

    Every run holds one of the `trios` of words, and its letters one of the `bits`, at a place that is a multiple of the
    step: few places of a text have to be looked at. `heads` are those of the runs' letters, read from right to left too.
    """

    def __init__(self, runs: set[Shingle]) -> None:
        self.runs = runs
        self.heads: dict[str, set[str]] = {}
        self.spelt: dict[str, Shingle] = {}
        for shingle in runs:
            joined = "".join(shingle)
            for each in (joined, joined[::-1]):
                self.spelt[each] = shingle
                if len(joined) >= _LEAST_JOINED:
                    self.heads.setdefault(each[:_HEAD], set()).add(each)
        self.trios = {shingle[at : at + _TRIO] for shingle in runs for at in range(SHINGLE - _TRIO + 1)}
        self.bits = {run[at : at + _HEAD] for runs in self.heads.values() for run in runs for at in range(_STEP)}


class _Passage:
    """Some words in a row: one by one, as `spaced`, with a space before and after each, and as `letters` without any."""

    __slots__ = ("letters", "spaced", "words")

    def __init__(self, words: list[str]) -> None:
        self.words, self.letters, self.spaced = words, "".join(words), f" {' '.join(words)} "


class _Text:
    """A text, and what is read in it, when it is first asked for."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def words(self) -> list[str]:
        return words_of(self.text)

    @cached_property
    def passages(self) -> list[_Passage]:
        """Its words, and what it says where some of it is coded."""
        return [_Passage(words) for words in (self.words, *map(words_of, read_again(self.text)))]

    @cached_property
    def facts(self) -> frozenset[str]:
        return short_facts([self.text])

    @cached_property
    def office(self) -> frozenset[str]:
        return people_in_office([self.text])

    @cached_property
    def office_words(self) -> frozenset[str]:
        return office_words([self.text])

    @cached_property
    def numbers(self) -> dict[str, str]:
        return contact_numbers([self.text])


@cache
def _stock_runs() -> frozenset[Shingle]:
    return frozenset(each for text in STOCK_PHRASES for each in _shingles(words_of(text)))


def _of_many(papers: Iterable[Collection[_Found]]) -> set[_Found]:
    """Return what several public papers of the meeting have, such as how the council's reports are put: nobody's secret."""
    count = Counter(each for paper in papers for each in paper)
    return {each for each, times in count.items() if times >= _MANY}


def _as_shown(text: str) -> str:
    """Return a phrase as a short fact is shown, for a person may clear one by typing what was named."""
    return " ".join(text.split()).casefold()


def _never_public(pack: Contents) -> Iterator[Leak]:
    """Find what our packs never hold, and in which exempt matter has been published before."""
    for places, what in (
        (pack.attachments, "an embedded file"),
        (pack.thumbnails, "a thumbnail picture of a page"),
        (pack.unreferenced, "an object that nothing refers to"),
    ):
        yield from (Leak("", where, what) for where in places)
    if pack.revisions > 1:
        yield Leak("", "the file", "an earlier revision of it")


def _shingles(words: Sequence[str]) -> Iterator[Shingle]:
    return (tuple(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1))


def _words(paper: ExemptPaper, sought: _Sought, passages: Iterable[tuple[str, _Passage]]) -> Iterator[Leak]:
    """Find runs of five words; neighbouring ones are shown as one phrase.

    Where none is found the letters are compared without what is between them: words may be drawn letter by letter, run
    together or broken.
    """
    for where, passage in passages:
        words, letters = passage.words, passage.letters
        trios = zip(words[::_TRIO], words[1::_TRIO], words[2::_TRIO], strict=False)
        bits = (letters[at : at + _HEAD] for at in range(0, len(letters) - _HEAD + 1, _STEP))
        if sought.trios.isdisjoint(trios) and sought.bits.isdisjoint(bits):
            continue
        start = end = -1
        for at, shingle in enumerate(_shingles(words)):
            if shingle not in sought.runs:
                continue
            if at > end - SHINGLE + 1 and end >= 0:
                yield _phrase(paper, where, words[start:end])
                start = -1
            start, end = (at if start < 0 else start), at + SHINGLE
        if start >= 0:
            yield _phrase(paper, where, words[start:end])
        elif end < 0 and (run := _run_together(letters, sought.heads)):
            yield _phrase(paper, where, sought.spelt[run])


def _run_together(letters: str, heads: Mapping[str, Collection[str]]) -> str:
    """Return the first run of five words that stands in letters without anything between, or ""."""
    for at in range(len(letters) - _LEAST_JOINED + 1):
        for run in heads.get(letters[at : at + _HEAD], ()):
            if letters.startswith(run, at):
                return run
    return ""


def _phrase(paper: ExemptPaper, where: str, words: Sequence[str]) -> Leak:
    shown = " ".join(words[:_MOST_WORDS_SHOWN]) + (" …" if len(words) > _MOST_WORDS_SHOWN else "")
    return Leak(paper.name, where, f"the words “{shown}”", " ".join(words))


def _own_phrases(paper: ExemptPaper, furniture: Collection[str]) -> ExemptPaper:
    """Return a paper without the bookmarks that are headings of any report."""
    own = [each for each in paper.bookmarks if not is_furniture(words_of(each), furniture)]
    return replace(paper, bookmarks=tuple(own))


def _phrases(
    paper: ExemptPaper,
    passages: Sequence[tuple[str, _Passage]],
    excused: Collection[str],
    known_people: Collection[str],
    office: Collection[str],
) -> Iterator[Leak]:
    """Find titles, file names, authors, bookmarks and persons, which may be shorter than five words."""
    sought: dict[str, str] = {}
    for title in paper.titles:
        sought.setdefault(" ".join(words_of(title)), "its title")
    for file in paper.files:
        name = Path(file)
        sought.setdefault(" ".join(words_of(name.name)), "its file name")
        stem = " ".join(words_of(name.stem))
        if len(stem) >= _LEAST_STEM and " " in stem:
            sought.setdefault(stem, "its file name")
    for author in paper.authors:
        person = " ".join(words_of(author))
        if " " in person and person not in known_people:
            sought.setdefault(person, "its author")
    for title in paper.bookmarks:
        words = words_of(title)
        if len(words) >= _LEAST_TITLE:
            sought.setdefault(" ".join(words), "one of its bookmarks")
    for person in sorted(paper.people - set(office)):
        sought.setdefault(" ".join(words_of(person)), f"“{person}”")
    for phrase, what in sought.items():
        padded = f" {phrase} "
        if not phrase or any(padded in f" {text} " for text in excused):
            continue
        for where, passage in passages:
            if padded in passage.spaced:
                yield Leak(paper.name, where, what, phrase)


def answer(request: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the leaks a request asks for; the child's side of `isolation.find_leaks`.

    The request names the public files as `packs`, the `public` papers they are made of, the phrases that are `allowed`,
    the `names` of the meeting, and the `exempt` papers: each with its PDF, and for one made here the words of its workbook.
    A place is a file and where in it.
    """
    exempt = []
    for each in request["exempt"]:
        contents = contents_of(Path(each["pdf"])) if each["pdf"] else Contents()
        if each["texts"]:
            contents.texts = [("workbook", text) for text in each["texts"]]
            contents.strings, contents.bookmarks = [], []
        exempt.append(exempt_paper(each["name"], contents, titles=each["titles"], files=each["files"]))
    public = [contents_of(Path(path)) for path in request["public"]]
    proof = Proof(exempt, public, request["allowed"], request["names"])
    known: dict[str, list[str]] = {}
    leaks = [
        replace(leak, where=f"{Path(pack).name}, {leak.where}")
        for pack in request["packs"]
        for leak in proof.leaks(contents_of(Path(pack), known))
    ]
    return [asdict(leak) for leak in dict.fromkeys(leaks)]
