"""What is different between the issue that was published and the one about to be: in words, or as faults."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from kccreport.ground.problem import Problem
from kccreport.published.packs import PackRecord, PublishedPaper

LATE_REASON = "late reason"
EXEMPT_DETAILS = ("exempt paragraphs", "exempt reason", "public interest")
WELSH_TITLE = "Welsh title"
# details that records have not always kept: one that lacks them says nothing of them
_KEPT_LATER = ("Joining link", "Declarations", "Proper officer", "Despatch date", "Welsh committee", WELSH_TITLE)
_SHORT = 60  # letters of a detail that is printed as it was and as it is
_NEW_VERSION = "add a row to the sheet Versions, with a new number and what changed"


class Detail(NamedTuple):
    """Words of an agenda besides its papers, such as the venue, and the cell they stand in."""

    words: str
    where: str


class Pair(NamedTuple):
    """One paper as it was published and as it is now; None where there is none."""

    old: PublishedPaper | None
    new: PublishedPaper | None


class Reissue:
    """An issue beside the one before it, with its papers matched.

    `papers` are all that the agenda lists now, in order. A paper is the same if it stands at the same place, or where
    items were numbered anew, if it is the same file, or has the same title.
    """

    def __init__(
        self, before: PackRecord, version: str, papers: Sequence[PublishedPaper], details: Mapping[str, Detail]
    ) -> None:
        self.before, self.version, self.details = before, version, details
        self.pairs = _matched(before.papers, papers)
        self._old = {pair.new.key: pair.old for pair in self.pairs if pair.new is not None and pair.old is not None}

    @property
    def is_new_version(self) -> bool:
        """True where the agenda has a version that was not the one published."""
        return self.before.version != self.version

    @property
    def is_used_version(self) -> bool:
        """True where the agenda's version was published before the last one."""
        return self.version in self.before.earlier

    def old(self, key: str) -> PublishedPaper | None:
        """Return what was published of the paper with this key; None where nothing was."""
        return self._old.get(key)

    @property
    def gone(self) -> Sequence[PublishedPaper]:
        """Return the papers that the agenda does not list any more."""
        return [pair.old for pair in self.pairs if pair.new is None and pair.old is not None]

    @property
    def unchanged_supplements(self) -> Iterator[int]:
        """Yield the numbers of the supplements all whose papers are as they were published."""
        for supplement in self.before.supplements:
            of_it = [pair for pair in self.pairs if pair.old is not None and pair.old.supplement == supplement.number]
            if of_it and not any(pair.new is None or list(_differences(pair)) for pair in of_it):
                yield supplement.number

    def problems(self) -> Iterator[Problem]:
        """Find what differs from what was published without a new version to say so.

        Problems: published-paper-changed, published-paper-added, published-paper-withdrawn, published-access-changed,
        published-number-changed, published-title-changed, published-detail-changed. Source: CouncilPapers, whose minor
        versions cannot change the titles of items once they are published; for the rest our choice, because what was
        published is what people have printed and cite.
        """
        for pair in self.pairs:
            for each in _differences(pair, knows_all=self.before.day is not None):
                yield each.as_problem()
        for name, was, detail in self._changed_details():
            now = repr(detail.words[:60]) if detail is not None and detail.words else "blank"
            where = detail.where if detail is not None and detail.where else "'Meeting'"
            yield Problem(
                "published-detail-changed",
                where,
                f"{name} was published as {was[:60]!r}, and is now {now}.",
                _NEW_VERSION,
            )

    def _changed_details(self) -> Iterator[tuple[str, str, Detail | None]]:
        """Yield each detail that differs; those of items that are new are told as new items."""
        if self.before.day is None:
            return
        told = {
            each.place
            for pair in self.pairs
            for each in (pair.old, pair.new)
            if each is not None and (pair.old is None or pair.new is None or pair.old.place != pair.new.place)
        }
        for name in dict.fromkeys((*self.before.details, *self.details)):
            was, now = self.before.details.get(name, ""), self.details.get(name)
            is_told = name.partition(": ")[0] in told or _comes_or_goes(name, was, now)
            is_told |= name.endswith(_KEPT_LATER) and name not in self.before.details
            if was != (now.words if now else "") and not is_told:
                yield name, was, now

    def changes(self, pages: Mapping[str, str]) -> list[str]:
        """Return in words what is different, paper by paper, for the front sheet; `pages` are those of papers by key.

        Of exempt papers it says only that they are changed.
        """
        words = []
        for pair in self.pairs:
            now = pages.get(pair.new.key, "") if pair.new is not None else ""
            for each in _differences(pair, knows_all=self.before.day is not None):
                words.append(each.for_readers(now))
        for name, was, detail in self._changed_details():
            now = detail.words if detail is not None else ""
            is_short = was and now and max(len(was), len(now)) <= _SHORT and "\n" not in was + now
            words.append(f"{name}: {now} (before: {was})." if is_short else f"{name} is changed.")
        return words


def _comes_or_goes(name: str, was: str, now: Detail | None) -> bool:
    """Say whether a detail is there only since a paper is late or exempt now, or was before: the paper says so."""
    return name.endswith((LATE_REASON, *EXEMPT_DETAILS)) and not (was and now)


class Fault(NamedTuple):
    """One difference of one paper: for officers a fault, for readers a line."""

    code: str
    where: str
    message: str
    hint: str
    line: str

    def as_problem(self) -> Problem:
        """Return it as a fault."""
        return Problem(self.code, self.where, self.message, self.hint)

    def for_readers(self, pages: str) -> str:
        """Return it as a line of the front sheet, with the pages it now has where they are known."""
        return (
            f"{self.line}, on pages {pages}." if pages and not self.line.endswith(".") else f"{self.line.rstrip('.')}."
        )


def _differences(pair: Pair, *, knows_all: bool = True) -> Iterator[Fault]:
    """Yield how a paper differs from what was published; without `knows_all` the record lists only public papers."""
    old, new = pair.old, pair.new
    if new is None:
        if old is not None and not old.is_withdrawn:
            yield _withdrawn(old, "'Agenda'")
        return
    if old is None:
        if not new.is_late and not new.is_withdrawn and (knows_all or (new.sha256 and new.is_public)):
            yield _added(new)
        return
    if new.is_withdrawn:
        if not old.is_withdrawn:
            yield _withdrawn(old, new.where, is_said=True)
        return
    if old.is_withdrawn:
        words = f"{new.place} was withdrawn, and would be published again."
        yield Fault("published-paper-added", new.where, words, _NEW_VERSION, f"{new.place}: the paper is back")
        return
    yield from _changed(old, new)


def _changed(old: PublishedPaper, new: PublishedPaper) -> Iterator[Fault]:
    place = new.place
    if old.place != place:
        words = f"{place} was published as {old.place}."
        line = f"{place}: before, this was {old.place}."
        yield Fault("published-number-changed", new.title_where, words, _NEW_VERSION, line)
    if old.is_public != new.is_public:
        was, now = ("public", "exempt") if old.is_public else ("exempt", "public")
        line = f"{place}: the paper is {'public now' if new.is_public else 'not for publication any more.'}"
        words = f"{place} was published as {was}, and would now be {now}."
        yield Fault("published-access-changed", new.where, words, _NEW_VERSION, line)
    if old.title != new.title:
        words = f"{place} was published as {old.title[:60]!r}."
        yield Fault("published-title-changed", new.title_where, words, _NEW_VERSION, f"{place}: the title is changed.")
    if old.sha256 and not new.sha256:
        yield _withdrawn(old, new.where)
    elif new.sha256 and not old.sha256:
        if not new.is_late:
            yield _added(new)
    elif old.sha256 != new.sha256:
        words = f"{place}: the file is not the one that was published{f' on pages {old.pages}' if old.pages else ''}."
        line = f"{place}: the paper is changed{'' if new.is_public else '.'}"
        yield Fault("published-paper-changed", new.where, words, _NEW_VERSION, line)
    if old.sha256 and old.is_late != new.is_late:
        was = "after the agenda" if old.is_late else "with the agenda"
        hint = f"type {'Yes' if old.is_late else 'No'} in To follow, or {_NEW_VERSION}"
        line = f"{place}: the paper was published {was}."
        yield Fault("published-paper-changed", new.where, f"{place} was published {was}.", hint, line)


def _withdrawn(old: PublishedPaper, where: str, *, is_said: bool = False) -> Fault:
    """Return the fault of a paper that is gone; its row says so already where withdrawal `is_said`."""
    return Fault(
        "published-paper-withdrawn",
        where,
        f"{old.place}, {old.title[:60]!r}, was published{f' on pages {old.pages}' if old.pages else ''}, and would be gone.",
        _NEW_VERSION if is_said else f"keep its row, type Yes in Withdrawn, and {_NEW_VERSION}",
        f"{old.place}: {'the paper' if old.sha256 else 'the item'} is withdrawn.",
    )


def _added(new: PublishedPaper) -> Fault:
    what = "the paper" if new.sha256 else "the item"
    return Fault(
        "published-paper-added",
        new.where,
        f"{new.place}: {what} was not on the agenda that was published.",
        f"type Yes in To follow and why it is late, so that a supplement is made; or {_NEW_VERSION}",
        f"{new.place}: {what} is new",
    )


def _matched(before: Sequence[PublishedPaper], now: Sequence[PublishedPaper]) -> list[Pair]:
    """Return the papers of two issues in pairs: those of now in their order, then those that are gone."""
    left, found = list(before), dict[int, PublishedPaper]()

    def match(same: Callable[[PublishedPaper, PublishedPaper], bool]) -> None:
        for at, new in enumerate(now):
            old = None if at in found else next((each for each in left if same(each, new)), None)
            if old is not None:
                left.remove(old)
                found[at] = old

    def is_alike(old: PublishedPaper, new: PublishedPaper) -> bool:
        return old.title == new.title or bool(old.sha256 and old.sha256 == new.sha256)

    match(lambda old, new: old.place == new.place and is_alike(old, new))
    match(lambda old, new: bool(old.sha256) and old.sha256 == new.sha256)
    match(lambda old, new: old.title == new.title and _is_appendix(old) == _is_appendix(new))
    match(lambda old, new: old.place == new.place)
    return [*(Pair(found.get(at), new) for at, new in enumerate(now)), *(Pair(old, None) for old in left)]


def _is_appendix(paper: PublishedPaper) -> bool:
    return "Appendix" in paper.place
