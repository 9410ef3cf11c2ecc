"""A paper's commentary and passages to warnings: what contradicts the figures, at its cell, as a colleague would say it."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property

from kccreport.claims.checked import Checked, code_for, read_checked
from kccreport.claims.count_said import SO_TO_DATE, CountSaid
from kccreport.claims.counts import counts_in
from kccreport.claims.facts import Facts
from kccreport.claims.reader import gives_rating, judged, judged_text
from kccreport.claims.shares_said import shares_amiss
from kccreport.claims.text import sentences, tokens
from kccreport.claims.verdict import Ruling, Verdict
from kccreport.claims.vocabulary import stem
from kccreport.ground.pattern import pattern
from kccreport.ground.problem import Problem, note, warning
from kccreport.ground.values import replace
from kccreport.models.submission import Commentary, Passage
from kccreport.rating.rated import RatedSubmission

_COMPUTED = pattern(r"\{[^{}\n]*\}")
# what a list of indicators ends with, and says of those that it does not name
_OF_THE_REST = pattern(
    r"(?:[;,]\s*(?:and |while )?|\s(?:and|while) )(?:(?:the )?(?:rest|others?|remaining)|(?:\d+|one|two|three|four|five|six|seven|eight|"
    r"nine|ten|eleven|twelve|[a-z]+teen|[a-z]+ty(?:-[a-z]+)?)(?: others?)?) "
    r"(?:stayed the same|(?:was|were|is|are|remained|stayed) (?:unchanged|not rated|the same)|could not be compared)[^;,.]*"
)
_OF_THOSE_NAMED_BEFORE = pattern(r"\s*(?:both|neither)\b", re.I)
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
        """Return the references that a sentence names: by their codes, or the one whose title it has most words of."""
        words = {token.fold for token in tokens(sentence)}
        codes = [self._by_code[word] for word in sorted(words) if word in self._by_code]
        if codes:
            return codes
        hits = Counter(
            reference for word in {stem(word) for word in words} for reference in self._by_stem.get(word, ())
        )
        best = hits.most_common(2)
        if not best or best[0][1] < 2 or (len(best) > 1 and best[1][1] == best[0][1]):
            return []
        return [best[0][0]]

    @cached_property
    def _written(self) -> dict[str, str]:
        """Return the names of service areas and groups as the workbook writes them, by the way they are compared."""
        areas = self.rated.submission.areas
        return {name.casefold(): name for area in areas for name in (area.name, area.group) if name}

    @cached_property
    def groups(self) -> dict[str, RatedSubmission]:
        """Return the service areas and groups by name, each as a paper of its own indicators alone."""
        found: dict[str, set[str]] = {}
        for area in self.rated.submission.areas:
            for name in filter(None, (area.name.casefold(), area.group.casefold())):
                found.setdefault(name, set()).add(area.code)
        return {
            name: replace(
                self.rated, indicators=tuple(each for each in self.rated.indicators if each.indicator.area in codes)
            )
            for name, codes in found.items()
        }

    def counted(self, sentence: str, passage: Passage) -> list[CountSaid]:
        """Return what a sentence counts: of the whole paper, or of the group that it, its heading or its passage names.

        Below such a name a count may be of either, so one that is right of either is right.
        """
        for name, rated in self.groups.items():
            alone = re.sub(
                rf"(?:^|\s)(?:in|for|of|at|within|across)(?: the)? {re.escape(name)}(?![\w&]),?",
                "",
                sentence,
                flags=re.I,
            )
            if alone != sentence:
                return [_of_group(each, self._written[name]) for each in counts_in(alone, rated)]
        if _OF_THOSE_NAMED_BEFORE.match(sentence):
            return []
        whole = list(counts_in(sentence, self.rated))
        named = next(
            (each.casefold() for each in (passage.heading, passage.name) if each.casefold() in self.groups), ""
        )
        if not named:
            return whole
        of_group = [_of_group(each, self._written[named]) for each in counts_in(sentence, self.groups[named])]
        right = {each.words for each in (*whole, *of_group) if each.verdict.ruling is Ruling.AGREES}
        return [each for each in of_group if each.words not in right]


def _of_group(said: CountSaid, name: str) -> CountSaid:
    """Return a count of a group's own indicators, which no words in {braces} compute."""
    if said.verdict.ruling is not Ruling.CONTRADICTS:
        return said._replace(computed_by=())
    figures = f"of {name} {said.verdict.figures}"
    return said._replace(verdict=said.verdict._replace(figures=figures), computed_by=())


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
    for sentence in sentences(_COMPUTED.sub("{}", passage.text)):
        counted = known.counted(sentence, passage)
        if (amiss := next(shares_amiss(sentence), None)) is not None:
            yield from _warned(where, what, "", sentence, amiss, checked)
            continue
        wrong = next((each for each in counted if each.verdict.ruling is Ruling.CONTRADICTS), None)
        if wrong is not None:
            yield from _warned(where, what, "", sentence, wrong.verdict, checked, computed_by=wrong.computed_by)
            continue
        computed_by = [name for each in counted for name in each.computed_by]
        of_one = _OF_THE_REST.sub("", sentence)
        for reference, facts in known.facts(known.named_in(sentence)).items():
            verdict = judged(of_one, facts, by_name=True)
            if verdict.ruling is Ruling.CONTRADICTS:
                yield from _warned(where, what, reference, sentence, verdict, checked, names=True)
            elif gives_rating(of_one, facts):
                computed_by.append("{rating " + reference + "}")
        if computed_by:
            is_to_date = any(each.verdict is SO_TO_DATE for each in counted)
            yield _typed(where, what, sentence, tuple(dict.fromkeys(computed_by)), is_to_date=is_to_date)


def _typed(where: str, what: str, sentence: str, computed_by: Sequence[str], *, is_to_date: bool) -> Problem:
    """Return the note that a count or a rating is typed that is computed, and so will be wrong one day."""
    return note(
        "typed-count",
        where,
        f"{what} says {_short(sentence)!r}, which is so {'only for the year to date' if is_to_date else 'now'}, and is typed.",
        f"type {' and '.join(computed_by)} instead, so that it stays so",
    )


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
