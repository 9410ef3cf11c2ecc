"""A paper's commentary and passages to warnings: what contradicts the figures, at its cell, as a colleague would say it."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from kccreport.claims.checked import Checked, code_for, read_checked
from kccreport.claims.count_said import CountSaid
from kccreport.claims.count_subjects import Counted, Groups
from kccreport.claims.counts import counts_in
from kccreport.claims.facts import Facts
from kccreport.claims.reader import gives_rating, judged, judged_text
from kccreport.claims.shares_said import shares_amiss
from kccreport.claims.text import sentences, tokens
from kccreport.claims.verdict import Ruling, Verdict
from kccreport.claims.vocabulary import rating_words, stem
from kccreport.ground.pattern import pattern
from kccreport.ground.problem import Problem, note, warning
from kccreport.models.submission import Commentary, Passage
from kccreport.rating.rated import RatedKpi, RatedSubmission

_COMPUTED = pattern(r"\{[^{}\n]*\}")
# what a list of indicators ends with, and says of those that it does not name
_OF_THE_REST = pattern(
    r"(?:[;,]\s*(?:and |while )?|\s(?:and|while) )(?:(?:the )?(?:rest|others?|remaining)|(?:\d+|one|two|three|four|five|six|seven|eight|"
    r"nine|ten|eleven|twelve|[a-z]+teen|[a-z]+ty(?:-[a-z]+)?)(?: others?)?) "
    r"(?:stayed the same|(?:was|were|is|are|remained|stayed) (?:unchanged|not rated|the same)|could not be compared)[^;,.]*"
)
_OF_THOSE_NAMED_BEFORE = pattern(r"\s*(?:both|neither)\b", re.I)
_IN_TIME = pattern(r"\b(?:in|on|to) (?:time|target|timescale)\b", re.I)
# "every Red but PP14 was Red in August" says of PP14 that it was not
_OF_ALL_BUT = pattern(r"\b(?:every|each|all|none|no|everything|nothing)\b[^,;:.]* but (?=\S*\d)", re.I)
_LETTERS = pattern(r"[^\w%]")
_LONGEST_SHOWN = 140


def contradicted(rated: RatedSubmission) -> Iterator[Problem]:
    """Yield a warning for each sentence that contradicts the figures, unless somebody has checked it.

    Of commentary on several indicators, a sentence that is right of one of them is right. In passages counts and ratings
    that are right, but typed where they could be computed, are named too.

    Problems: contradicts-figures (a warning), typed-count (a note).
    """
    known = _Known(rated)
    for entry in rated.submission.commentary:
        yield from _in_commentary(entry, known)
    for passage in rated.submission.passages:
        yield from _in_passage(passage, known)


class _Known:
    """The facts of every indicator, made when they are first asked for, and which words name which."""

    def __init__(self, rated: RatedSubmission) -> None:
        self.rated = rated
        self._indicators = {each.indicator.reference: each for each in rated.indicators}
        self._facts: dict[str, Facts] = {}

    def facts(self, references: Sequence[str]) -> dict[str, Facts]:
        """Return the facts of those references that are indicators."""
        for reference in references:
            if reference in self._indicators and reference not in self._facts:
                self._facts[reference] = Facts(self._indicators[reference])
        return {reference: self._facts[reference] for reference in references if reference in self._facts}

    @cached_property
    def _by_stem(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for reference, each in self._indicators.items():
            for word in {stem(token.fold) for token in tokens(each.indicator.title) if len(token.fold) > 3}:
                found.setdefault(word, []).append(reference)
        return found

    @cached_property
    def _by_code(self) -> dict[str, str]:
        return {reference.casefold(): reference for reference in self._indicators}

    def named_in(self, sentence: str) -> list[str]:
        """Return the references that a sentence names: by their codes, or the one whose title it has most words of.

        Of two with as many, the one is meant that has a number said, such as 20 days. Of a KPI and the activity indicator
        that counts the same, the KPI is meant where a target, a rating, a share or points are said.
        """
        words = {token.fold for token in tokens(sentence)}
        codes = [self._by_code[word] for word in sorted(words) if word in self._by_code]
        if codes:
            return codes
        hits = Counter(
            reference for word in {stem(word) for word in words} for reference in self._by_stem.get(word, ())
        )
        most = max(hits.values(), default=0)
        best = [reference for reference, count in hits.items() if count == most]
        if len(best) > 1:
            said = _numbered(sentence)
            shared = said & {pair for each in best for pair in _numbered(self._title(each))}
            best = [each for each in best if shared <= _numbered(self._title(each))] or best
        if len(best) > 1 and (not self._of_kpi.isdisjoint(words) or _IN_TIME.search(sentence)):
            best = [each for each in best if isinstance(self._indicators[each], RatedKpi)]
        return best if most > 1 and len(best) == 1 else []

    def _title(self, reference: str) -> str:
        return self._indicators[reference].indicator.title

    @cached_property
    def _of_kpi(self) -> frozenset[str]:
        """Return words that are said of a KPI and not of activity: target, floor, the ratings, and the sign of a share."""
        ratings = {word for (word, *more), _ in rating_words(self.rated.submission.paper.ratings) if not more}
        return frozenset({"points", "target", "targets", "floor", "%", "percent", "red", "amber", "green"} | ratings)

    @cached_property
    def groups(self) -> Groups:
        """Return the service areas and groups by name."""
        return Groups(self.rated)

    def counted(self, sentence: str, passage: Passage, before: Sequence[Counted]) -> list[CountSaid]:
        """Return what a sentence counts: of the whole paper, or of the area that it, its heading or one before it names.

        Below or after such a name a count may be of either, so one that is right of either is right.
        """
        if _OF_THOSE_NAMED_BEFORE.match(sentence) and not self.groups.marked(sentence)[1]:
            return []
        headings = (self.groups.named(name) for name in (passage.heading, passage.name))
        named = [each for each in headings if each is not None][:1]
        return counts_in(sentence, self.rated, groups=self.groups, over=named, after=before)


def _in_commentary(entry: Commentary, known: _Known) -> Iterator[Problem]:
    about = known.facts(entry.references)
    checked = read_checked(entry.checked)
    said = "\n".join(filter(None, (entry.text, entry.cause)))
    read = {reference: dict(judged_text(said, facts)) for reference, facts in about.items()}
    for sentence in sentences(said) if about else ():
        if (amiss := next(shares_amiss(sentence), None)) is not None:
            yield from _warned(str(entry.at), f"the commentary on {' and '.join(about)}", "", sentence, amiss, checked)
            continue
        verdicts = {reference: found[sentence] for reference, found in read.items()}
        if any(verdict.ruling is Ruling.AGREES for verdict in verdicts.values()):
            continue
        for reference, verdict in verdicts.items():
            if verdict.ruling is Ruling.CONTRADICTS:
                yield from _warned(
                    str(entry.at), f"the commentary on {reference}", reference, sentence, verdict, checked
                )
                break


def _in_passage(passage: Passage, known: _Known) -> Iterator[Problem]:
    checked = read_checked(passage.checked)
    what, where = f"the passage {passage.name}", str(passage.at)
    spoken_of: Sequence[Counted] = ()
    for sentence in sentences(_COMPUTED.sub("{}", passage.text)):
        counted = known.counted(sentence, passage, spoken_of)
        spoken_of = known.groups.marked(sentence)[1] or spoken_of
        if (amiss := next(shares_amiss(sentence), None)) is not None:
            yield from _warned(where, what, "", sentence, amiss, checked)
            continue
        wrong = next((each for each in counted if each.verdict.ruling is Ruling.CONTRADICTS), None)
        if wrong is not None:
            yield from _warned(where, what, "", sentence, wrong.verdict, checked, computed_by=wrong.computed_by)
            continue
        typed = [_Typed(each.said, each.computed_by, each.now) for each in counted if each.computed_by or each.now]
        of_one = _OF_THE_REST.sub("", sentence)
        of_whom = () if _OF_ALL_BUT.search(sentence) else known.named_in(sentence)
        for reference, facts in known.facts(of_whom).items():
            verdict = judged(of_one, facts, by_name=True)
            if verdict.ruling is Ruling.CONTRADICTS:
                yield from _warned(where, what, reference, sentence, verdict, checked, names=True)
            elif gives_rating(of_one, facts):
                typed.append(_Typed(f"the rating of {reference}", ("{rating " + reference + "}",)))
        if typed:
            yield _note(where, what, sentence, typed)


def _numbered(words: str) -> frozenset[tuple[str, str]]:
    """Return the numbers of a title or sentence, each with the word behind it: "20 days"."""
    found = tokens(words)
    return frozenset((one.fold, other.fold) for one, other in pairwise(found) if one.is_number)


class _Typed(NamedTuple):
    """Words that are right and could be computed, with what computes them, and what is so now where that is another count."""

    words: str
    computed_by: tuple[str, ...]
    now: str = ""


def _note(where: str, what: str, sentence: str, typed: Sequence[_Typed]) -> Problem:
    """Return the note that counts or ratings are typed that are computed, and so will be wrong one day.

    It vouches for these words alone, and not for what else the sentence says.
    """
    computed_by = dict.fromkeys(name for each in typed for name in each.computed_by)
    now = list(dict.fromkeys(each.now for each in typed if each.now))
    so = f"is so for the year to date (now {'; '.join(now)})" if now else "is so now"
    words = " and ".join(
        dict.fromkeys(each.words if each.words.startswith("the rating of") else repr(each.words) for each in typed)
    )
    of = "" if _is_all(sentence, typed) else f" of which {words}"
    return note(
        "typed-count",
        where,
        f"{what} says {_short(sentence)!r},{of or ' which'} {so}, and is typed.",
        f"type {' and '.join(computed_by)} instead, so that it stays so"
        if computed_by
        else "say that it is for the year to date, or what is so now",
    )


def _is_all(sentence: str, typed: Sequence[_Typed]) -> bool:
    """Say whether what is computed is all that a sentence says."""
    bare = _LETTERS.sub("", sentence).casefold()
    return any(_LETTERS.sub("", each.words).casefold() == bare for each in typed)


def _warned(
    where: str,
    what: str,
    reference: str,
    sentence: str,
    verdict: Verdict,
    checked: Checked,
    *,
    names: bool = False,
    computed_by: Sequence[str] = (),
) -> Iterator[Problem]:
    """Yield the warning, unless a name and its code stand below Checked by."""
    code = code_for(reference, sentence, verdict.figures)
    if checked.covers(code):
        return
    of = f" of {reference}" if names and reference else ""
    earlier = (
        "; what was checked there was of other words or figures" if checked.codes and code not in checked.codes else ""
    )
    computed = f", or type {' and '.join(computed_by)}, which is computed" if computed_by else ""
    yield warning(
        "contradicts-figures",
        where,
        f"{what} says {_short(sentence)!r}, but{of} {verdict.figures}.",
        f"correct the sentence or the figure{computed}; if it is right, type your name and {code} below Checked by{earlier}",
    )


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST_SHOWN else words[: _LONGEST_SHOWN - 1].rstrip() + "…"
