"""Returned commentary into the paper's workbook: what agrees is merged, what does not is shown and never guessed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from kccreport.ground.address import CellAddress
from kccreport.ground.problem import Problem, warning
from kccreport.ground.values import replace
from kccreport.intake.paper_tables import paper_tables
from kccreport.intake.references import References, unknown_reference
from kccreport.intake.schema import COMMENTARY
from kccreport.models.reference import fold_reference
from kccreport.officers.commentary_rows import CommentaryRows, written
from kccreport.officers.merged_before import MergedBefore, Step, fingerprint
from kccreport.officers.requests import target_of
from kccreport.officers.returned import Return
from kccreport.paper.wording import day_words, latest_words
from kccreport.rating.rated import RatedIndicator, RatedSubmission
from kccreport.workbook.editor import NewValue
from kccreport.workbook.reader import Workbook

_AGAIN = "ask once more: kccreport commentary, with --out and --again"


@dataclass(frozen=True, slots=True)
class Merged:
    """What to write into the workbook, which references that concerns, and what was found in the way.

    `fates` says what became of each row that came back, by its file and reference; `memory` is what was merged so far.
    """

    cells: dict[CellAddress, NewValue]
    references: tuple[str, ...]
    problems: tuple[Problem, ...]
    fates: dict[tuple[str, str], str]
    memory: MergedBefore


def merge(
    returns: Sequence[Return],
    rated: RatedSubmission,
    workbook: Workbook,
    today: date,
    memory: MergedBefore | None = None,
    *,
    takes_volunteered: bool = False,
    settled: Mapping[str, str] | None = None,
) -> Merged:
    """Decide what goes into the Commentary sheet, and name what does not.

    Nothing is merged of a reference that is unknown, whose figures have changed since it was asked about, whose
    commentary somebody else has changed since, or that came back twice with different words of which none was merged
    before. The same words twice, or words that came after the deadline, are merged and said; so are words in the place
    of those that we merged from an earlier return, and words for one of several indicators that shared a row. A row that
    its owner has added is offered, and merged where `takes_volunteered`. Where somebody has `settled` a reference by
    naming the file whose words are to stand, these are merged, whatever else came back or stands in the workbook.

    Problems: unknown-reference, changed-figures, changed-commentary, conflicting-returns, and as warnings
    duplicate-return, late-return, nothing-returned, replaced-commentary, shared-commentary, volunteered-commentary.
    """
    table = paper_tables(workbook, [])[COMMENTARY]
    if table is None:
        return Merged({}, (), (), {}, memory or MergedBefore())
    rows = CommentaryRows(table, References(each.indicator.reference for each in rated.indicators))
    round_ = _Round(rated, rows, memory or MergedBefore(), takes_volunteered, settled or {})
    for reference, group in by_reference(returns, rated).items():
        round_.decide(reference, group)
    problems = round_.problems
    deadline = rated.submission.paper.deadline
    if deadline is not None and today > deadline:
        for each in round_.chosen.values():
            words = f"{each.reference} came back after {day_words(deadline)}; it is merged all the same."
            problems.append(warning("late-return", each.where, words, ""))
    return Merged(
        dict(rows.cells(round_.chosen)), tuple(round_.chosen), tuple(problems), round_.fates, round_.remembered()
    )


def standing(returns: Sequence[Return], rated: RatedSubmission, workbook: Workbook) -> dict[str, tuple[str, str]]:
    """Return the words and the actions that stand in the workbook on each indicator that came back."""
    table = paper_tables(workbook, [])[COMMENTARY]
    if table is None:
        return {}
    rows = CommentaryRows(table, References(each.indicator.reference for each in rated.indicators))
    return {reference: rows.stands(reference) for reference in by_reference(returns, rated)}


def by_reference(returns: Sequence[Return], rated: RatedSubmission) -> dict[str, list[Return]]:
    """Group what came back by indicator, with the reference that the workbook has; by its full title where it has none."""
    indicators = [each.indicator for each in rated.indicators]
    titles = {fold_reference(each.full_title): each.reference for each in indicators if not each.has_reference}
    listed = References(each.reference for each in indicators)
    groups: dict[str, list[Return]] = {}
    for each in returns:
        reference = titles.get(fold_reference(each.reference)) or listed.known(each.reference)
        groups.setdefault(reference, []).append(replace(each, reference=reference))
    return groups


@dataclass(slots=True)
class _Round:
    """One collection: what was chosen so far, and what became of each row."""

    rated: RatedSubmission
    rows: CommentaryRows
    memory: MergedBefore
    takes_volunteered: bool
    settled: Mapping[str, str]
    passed: dict[str, list[Return]] = field(
        default_factory=dict
    )  # by reference: what came back beside what was settled on
    chosen: dict[str, Return] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    fates: dict[tuple[str, str], str] = field(default_factory=dict)

    def decide(self, reference: str, group: Sequence[Return]) -> None:
        """Choose one of the returns on an indicator, or say why none is."""
        said = [each for each in group if any(each.words)]
        for each in group:
            if not any(each.words):
                self._set(each, "left empty")
        if not said:
            self._nothing(group[0])
            return
        known = {each.indicator.reference: each for each in self.rated.indicators}
        if reference not in known:
            for each in said:
                self._set(each, "left out")
                self.problems.append(unknown_reference(reference, each.where, known))
            return
        new = self._without_old(reference, said)
        if not new:
            return
        taken = next((each for each in new if each.file == self.settled.get(reference)), None)
        first, *others = new if taken is None else (taken, *(each for each in new if each is not taken))
        if others and taken is None:
            self._conflict(reference, first, others)
            return
        if first.is_volunteered and not self.takes_volunteered and taken is None:
            self._offer(first)
            return
        faults = list(self._in_the_way(first, known[reference], is_settled=taken is not None))
        self.problems.extend(faults)
        if any(fault.is_error for fault in faults):
            self._set(first, "left out")
        else:
            self.chosen[reference], self.passed[reference] = first, others
            self._set(first, "merged")
            for other in others:
                self._set(other, f"left out for the words in {first.file}")

    def _set(self, each: Return, fate: str) -> None:
        self.fates.setdefault((each.file, each.reference), fate)

    def _nothing(self, first: Return) -> None:
        stands = self._stands(first.reference)
        if not any(stands):
            words = f"the boxes of {first.reference} are empty."
            self.problems.append(warning("nothing-returned", first.where, words, _AGAIN))

    def _without_old(self, reference: str, said: Sequence[Return]) -> list[Return]:
        """Return the returns with words of their own that were not merged before and do not stand there already."""
        stands = self._stands(reference)
        before = {step.came for step in self.memory.up_to_now(reference, fingerprint(*stands))}
        new: dict[tuple[str, ...], Return] = {}
        for each in said:
            text, actions = written(each, self.rows.table)
            if _same(text, stands[0]) and (not actions or _same(actions, stands[1])):
                self._set(each, "in the workbook already")
            elif fingerprint(*each.words) in before:
                self._set(each, "merged before")
            elif (first := new.setdefault(each.words, each)) is not each:
                words = f"{reference} is also in {first.where}, in the same words."
                self.problems.append(warning("duplicate-return", each.where, words, ""))
                self._set(each, f"the same as in {first.file}")
        return list(new.values())

    def _conflict(self, reference: str, first: Return, others: Sequence[Return]) -> None:
        self._set(first, "left out")
        for other in others:
            self._set(other, "left out")
            self.problems.append(
                Problem(
                    "conflicting-returns",
                    other.where,
                    f"{reference} came back with other words in {first.where}.",
                    "agree on one of the two, and collect that file alone",
                )
            )

    def _offer(self, each: Return) -> None:
        self._set(each, "offered")
        words = each.commentary or each.actions
        self.problems.append(
            warning(
                "volunteered-commentary",
                each.where,
                f"{each.reference} was not asked about, but came back with: {_short(words)!r}. It is not merged yet.",
                "to take it, collect once more with --volunteered",
            )
        )

    def _in_the_way(self, returned: Return, each: RatedIndicator, *, is_settled: bool) -> Iterator[Problem]:
        """Find why one return cannot be merged, and what of merging it must be looked at.

        Where it `is_settled` that its words are to stand, it does not matter who wrote those that do.
        """
        result, target = latest_words(each.indicator), target_of(each) or ""
        if not returned.is_volunteered and (returned.result, returned.target) != (result, target):
            was = f"{returned.result or 'no result'} against {returned.target or 'no target'}"
            now = f"{result or 'no result'} against {target or 'no target'}"
            yield Problem(
                "changed-figures",
                returned.where,
                f"{returned.reference} was explained as {was}, but the workbook has {now}.",
                f"{_AGAIN}; the figures are then as they are",
            )
        stands = self._stands(returned.reference)
        is_ours = bool(self.memory.up_to_now(returned.reference, fingerprint(*stands)))
        expected = ("", returned.asked_with, returned.commentary)
        if not is_ours and not is_settled and not any(_same(stands[0], each) for each in expected):
            yield Problem(
                "changed-commentary",
                returned.where,
                f"the commentary on {returned.reference} has been changed in the workbook since it was asked for.",
                "decide between the two; to take what came back, delete the commentary in the workbook and collect again",
            )
            return
        yield from self._replaced(returned, stands, is_ours=is_ours)
        others = self.rows.shared_with(returned.reference)
        if others:
            yield warning(
                "shared-commentary",
                returned.where,
                f"{returned.reference} was explained in one row together with {' and '.join(others)}; what came back stands "
                "in a row of its own.",
                "see that the words that stay do not speak of it",
            )

    def _replaced(self, returned: Return, stands: tuple[str, str], *, is_ours: bool) -> Iterator[Problem]:
        text, actions = written(returned, self.rows.table)
        if is_ours and stands[0] and not _same(stands[0], text):
            yield warning(
                "replaced-commentary",
                returned.where,
                f"the words on {returned.reference} that an earlier return had brought are replaced by these.",
                "the workbook as it was is kept; where the earlier words are the better ones, copy them from there",
            )
        elif not is_ours and actions and stands[1] and not _same(stands[1], actions):
            yield warning(
                "replaced-commentary",
                returned.where,
                f"the actions on {returned.reference}, {_short(stands[1])!r}, are replaced by what came back.",
                "the workbook as it was is kept; where those actions still count, copy them from there",
            )

    def _stands(self, reference: str) -> tuple[str, str]:
        return self.rows.stands(reference)

    def remembered(self) -> MergedBefore:
        """Return what was merged so far, these returns included."""
        new = {}
        for name, each in self.chosen.items():
            text, actions = written(each, self.rows.table)
            stood = fingerprint(text, actions or self._stands(name)[1])
            new[name] = tuple(Step(fingerprint(*one.words), stood) for one in (*self.passed[name], each))
        return self.memory.with_steps(new, {name: fingerprint(*self._stands(name)) for name in new})


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()) == " ".join(other.split())


def _short(words: str) -> str:
    return words if len(words) <= 200 else f"{words[:199]}…"
