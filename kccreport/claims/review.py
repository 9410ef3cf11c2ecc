"""A paper's commentary and passages to warnings: what contradicts the figures, at its cell, as a colleague would say it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property

from kccreport.claims.checked import Checked, code_for, read_checked
from kccreport.claims.counts import judged_counts
from kccreport.claims.facts import Facts
from kccreport.claims.reader import judged, judged_text
from kccreport.claims.text import sentences, tokens
from kccreport.claims.verdict import Ruling, Verdict
from kccreport.claims.vocabulary import stem
from kccreport.ground.pattern import pattern
from kccreport.ground.problem import Problem, warning
from kccreport.models.submission import Commentary, Passage
from kccreport.rating.rated import RatedSubmission

_COMPUTED = pattern(r"\{[^{}\n]*\}")
_LONGEST_SHOWN = 140


def contradicted(rated: RatedSubmission) -> Iterator[Problem]:
    """Yield a warning for each sentence that contradicts the figures, unless somebody has checked it.

    Of commentary on several indicators, a sentence that is right of one of them is right. Problems: contradicts-figures
    (a warning).
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
    def groups(self) -> frozenset[str]:
        """Return the names of service areas and groups: what stands under such a heading is of that group alone."""
        return frozenset(name.casefold() for area in self.rated.submission.areas for name in (area.name, area.group))


def _in_commentary(entry: Commentary, known: _Known) -> Iterator[Problem]:
    about = known.facts(entry.references)
    checked = read_checked(entry.checked)
    read = {reference: dict(judged_text(entry.text, facts)) for reference, facts in about.items()}
    for sentence in sentences(entry.text) if about else ():
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
    is_of_group = passage.heading.casefold() in known.groups
    for sentence in sentences(_COMPUTED.sub("{}", passage.text)):
        if not is_of_group:
            verdict = judged_counts(sentence, known.rated)
            if verdict.ruling is Ruling.CONTRADICTS:
                yield from _warned(str(passage.at), f"the passage {passage.name}", "", sentence, verdict, checked)
                continue
        for reference, facts in known.facts(known.named_in(sentence)).items():
            verdict = judged(sentence, facts, by_name=True)
            if verdict.ruling is Ruling.CONTRADICTS:
                of = f"the passage {passage.name}"
                yield from _warned(str(passage.at), of, reference, sentence, verdict, checked, names=True)


def _warned(
    where: str, what: str, reference: str, sentence: str, verdict: Verdict, checked: Checked, *, names: bool = False
) -> Iterator[Problem]:
    """Yield the warning, unless a name and its code stand below Checked by."""
    code = code_for(reference, sentence, verdict.figures)
    if checked.covers(code):
        return
    of = f" of {reference}" if names and reference else ""
    earlier = (
        "; what was checked there was of other words or figures" if checked.codes and code not in checked.codes else ""
    )
    yield warning(
        "contradicts-figures",
        where,
        f"{what} says {_short(sentence)!r}, but{of} {verdict.figures}.",
        f"correct the sentence or the figure; if it is right, type your name and {code} below Checked by{earlier}",
    )


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST_SHOWN else words[: _LONGEST_SHOWN - 1].rstrip() + "…"
