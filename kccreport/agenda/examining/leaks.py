"""The leak proof: nothing of an exempt paper is in a public pack, neither on its pages nor anywhere else in the file.

The pack is made without exempt files, so nothing should be there; this shows that nothing is. It compares runs of five
words, sums, numbers, names, titles, file names, authors, bookmarks, pictures and the streams themselves with everything
the finished file holds, decompressed. It would rather stop a pack that is clean than publish one that is not: words that a public paper
says too have to be cleared by somebody.

Source: the Information Commissioner's findings on hidden data, and EC-AstraZeneca 2021 (text redacted, bookmarks not).
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from kccreport.agenda.examining.contents import Contents, contents_of, words_of
from kccreport.agenda.examining.disguises import read_again
from kccreport.agenda.examining.furniture import is_furniture
from kccreport.agenda.examining.people import office_words, people, people_in_office
from kccreport.agenda.examining.short_facts import contact_numbers, is_private_mail, short_facts
from kccreport.agenda.examining.stock import STOCK_PHRASES

SHINGLE = 5  # words
_LEAST_STEM = 8  # letters of a file's name without its ending
_LEAST_TITLE = 3  # words of a bookmark, or of the title a paper gives itself
_MOST_WORDS_SHOWN = 24
_MANY = 3  # public papers that say the same: it is nobody's secret
_LEAST_JOINED = 20  # letters of five words, without what is between them
_HEAD = 12  # letters by which such a run is first looked for

Shingle = tuple[str, ...]


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
    yield from _never_public(pack)
    excused = {shingle for text in (*allowed, *STOCK_PHRASES) for shingle in _shingles(words_of(text))} | _said_by_many(
        public
    )
    excused_phrases = {" ".join(words_of(text)) for text in allowed}
    said_in_public = [text for contents in (pack, *public) for _, text in contents.texts]
    office = people_in_office(said_in_public) | _people_of_many(public)
    offices, numbers = office_words(said_in_public), contact_numbers(said_in_public)
    mails = {each for each in numbers if "@" in each and not is_private_mail(each)}
    furniture = {word for text in (*names, *office, *offices, *numbers.values()) for word in words_of(text)}
    furniture |= _words_of_many(public)
    known_facts = short_facts(allowed) | {_as_shown(text) for text in allowed} | _facts_of_many(public)
    shared = {digest for contents in public for digest in contents.streams}
    known_people = {" ".join(words_of(author)) for contents in public for author in contents.authors}
    said = (*pack.texts, *pack.strings, *pack.code)
    passages = [(where, words_of(each)) for where, text in said for each in (text, *read_again(text))]
    facts_there = [(where, short_facts([text])) for where, text in (*pack.texts, *pack.strings)]
    for paper in exempt:
        shingles = {shingle for text in paper.texts for shingle in _shingles(words_of(text))} - excused
        sought = {shingle for shingle in shingles if not is_furniture(shingle, furniture)}
        yield from _words(paper, sought, passages)
        own = _own_phrases(paper, furniture)
        yield from _phrases(own, passages, excused_phrases, known_people, office)
        for where, facts in facts_there:
            for fact in sorted(facts & paper.facts - known_facts - mails - (numbers.keys() & paper.contacts)):
                yield Leak(paper.name, where, f"“{fact}”", fact)
        for digest in paper.streams & pack.streams.keys() - shared:
            yield Leak(paper.name, pack.streams[digest], "a picture or other content of it")


def _said_by_many(public: Sequence[Contents]) -> set[Shingle]:
    """Return the runs of words that several public papers of the meeting have: how the council's reports are put."""
    count = Counter(
        shingle
        for contents in public
        for shingle in {each for _, text in contents.texts for each in _shingles(words_of(text))}
    )
    return {shingle for shingle, papers in count.items() if papers >= _MANY}


def _as_shown(text: str) -> str:
    """Return a phrase as a short fact is shown, for a person may clear one by typing what was named."""
    return " ".join(text.split()).casefold()


def _people_of_many(public: Sequence[Contents]) -> set[str]:
    count = Counter(person for contents in public for person in people(text for _, text in contents.texts))
    return {person for person, papers in count.items() if papers >= _MANY}


def _words_of_many(public: Sequence[Contents]) -> set[str]:
    """Return the words that several public papers have: what the meeting is about, and how its reports are put."""
    count = Counter(
        word for contents in public for word in {each for _, text in contents.texts for each in words_of(text)}
    )
    return {word for word, papers in count.items() if papers >= _MANY and word.isalpha()}


def _facts_of_many(public: Sequence[Contents]) -> set[str]:
    count = Counter(fact for contents in public for fact in short_facts([text for _, text in contents.texts]))
    return {fact for fact, papers in count.items() if papers >= _MANY}


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


def _words(
    paper: ExemptPaper, sought: Collection[Shingle], passages: Iterable[tuple[str, list[str]]]
) -> Iterator[Leak]:
    """Find runs of five words; neighbouring ones are shown as one phrase.

    Where none is found the letters are compared without what is between them: words may be drawn letter by letter, run
    together or broken.
    """
    heads: dict[str, set[str]] = {}
    for shingle in sought:
        joined = "".join(shingle)
        if len(joined) >= _LEAST_JOINED:
            for each in (joined, joined[::-1]):  # from right to left too
                heads.setdefault(each[:_HEAD], set()).add(each)
    spelt = {each: shingle for shingle in sought for each in ("".join(shingle), "".join(shingle)[::-1])}
    for where, words in passages:
        start = end = -1
        for at, shingle in enumerate(_shingles(words)):
            if shingle not in sought:
                continue
            if at > end - SHINGLE + 1 and end >= 0:
                yield _phrase(paper, where, words[start:end])
                start = -1
            start, end = (at if start < 0 else start), at + SHINGLE
        if start >= 0:
            yield _phrase(paper, where, words[start:end])
        elif end < 0 and (run := _run_together("".join(words), heads)):
            yield _phrase(paper, where, spelt[run])


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
    passages: Sequence[tuple[str, list[str]]],
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
        for where, words in passages:
            if padded in f" {' '.join(words)} ":
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
    leaks = [
        replace(leak, where=f"{Path(pack).name}, {leak.where}")
        for pack in request["packs"]
        for leak in find_leaks(contents_of(Path(pack)), exempt, public, request["allowed"], request["names"])
    ]
    return [asdict(leak) for leak in dict.fromkeys(leaks)]
