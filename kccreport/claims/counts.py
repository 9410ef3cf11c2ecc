"""What a passage says of the whole paper: "All 25 are Green", "no indicator is Red", "nineteen of the 25 KPIs met their target".

Taken for granted: without a time the latest ratings are meant, or those for the year to date, but the same for every clause
of a sentence; indicators are the KPIs, which alone have ratings. Whatever else a clause says, such as the name of a
directorate, makes it a statement about fewer.
"""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from kccreport.claims.count_amounts import total_in
from kccreport.claims.count_clauses import clauses_of
from kccreport.claims.count_forms import Form, forms_of
from kccreport.claims.count_patterns import NARROWS, TO_DATE, WIDE
from kccreport.claims.count_said import CountSaid, has_year_to_date
from kccreport.claims.count_subjects import Counted, Groups, meant, without_names
from kccreport.claims.named_alone import EXCEPTION, named_alone
from kccreport.claims.text import tokens
from kccreport.claims.verdict import AGREES, Ruling
from kccreport.models.period import Frequency
from kccreport.rating.rated import RatedSubmission


def counts_in(
    sentence: str,
    rated: RatedSubmission,
    *,
    groups: Groups | None = None,
    over: Sequence[Counted] = (),
    after: Sequence[Counted] = (),
) -> list[CountSaid]:
    """Return the counts in one sentence of a passage, a clause each; none where it begins with another time or place.

    `over` it stand the names of some service areas, as headings, and `after` that of others it comes: a count that is
    right of one of them is right, and one that is wrong is told of the heading's.
    """
    typed = sentence.rstrip(". ")
    sentence, named = (groups or Groups(rated)).marked(_since_before(sentence, rated))
    bare = without_names(sentence)
    if _is_of_something_else(bare, rated):
        return []
    otherwise = (*over, Counted(rated), *after)
    clauses = _clauses(sentence, bare, rated, named, otherwise)
    now = [_read(clause, is_to_date=False) for clause in clauses]
    if any(_is_wrong(said) for said in now):
        to_date = [_read(clause, is_to_date=True) for clause in clauses]
        if not any(_is_wrong(said) for said in to_date):
            now = [_to_date(*pair) for pair in zip(now, to_date, strict=True)]
    told = [said for said in now if said is not None and said.verdict.ruling is not Ruling.UNKNOWN]
    return [said._replace(said=typed if said.words == bare else _with_names(said.said, named)) for said in told]


def _with_names(words: str, named: Sequence[Counted]) -> str:
    for at, each in enumerate(named):
        words = words.replace("{" + str(at) + "}", each.name)
    return words


_Reader = Callable[[Counted, bool], CountSaid | None]


class _Clause(NamedTuple):
    """What is held against the figures: a reader of a clause, or of the whole sentence, and whose KPIs it may be of."""

    read: _Reader
    counted: tuple[Counted, ...]


def _clauses(
    sentence: str, bare: str, rated: RatedSubmission, named: Sequence[Counted], otherwise: tuple[Counted, ...]
) -> list[_Clause]:
    scale = rated.submission.paper.ratings
    found = [clause._replace(words=_of_now(clause.words, rated)) for clause in clauses_of(sentence)]
    leads = [TO_DATE.match(without_names(clause.words)) is not None for clause in found]
    forms = [
        forms_of(TO_DATE.sub("", without_names(clause.words)), scale, is_to_date=leads[0] or lead)
        for clause, lead in zip(found, leads, strict=True)
    ]
    if EXCEPTION.search(bare):
        forms = [[] if any(_is_of_all(each.match) for each in form) else form for form in forms]
    is_count = {clause: bool(form) for clause, form in zip(found, forms, strict=True)}
    whose = [counted for _, counted in meant(found, named, otherwise, is_count)]
    alone = tuple(named[:1]) if len(named) == 1 else () if named else otherwise
    return [
        _Clause(lambda counted, to_date: named_alone(bare, counted.rated, is_to_date=to_date), alone),
        *(
            _Clause(_reader(clause.said, form, is_sure=len(counted) == 1), counted)
            for clause, form, counted in zip(found, forms, whose, strict=True)
            if form and counted
        ),
    ]


def _reader(typed: str, forms: Sequence[Form], *, is_sure: bool) -> _Reader:
    def read(counted: Counted, is_to_date: bool) -> CountSaid | None:
        for match, judge, computed_by in forms:
            if _is_of_others(match, counted, is_sure=is_sure):
                continue
            verdict = judge(match, counted.rated, is_to_date)
            if verdict.ruling is not Ruling.UNKNOWN:
                return CountSaid(match[0], verdict, computed_by(match, counted.rated.submission.paper.ratings), typed)
        return None

    return read


def _is_of_others(match: re.Match[str], counted: Counted, *, is_sure: bool) -> bool:
    """Say whether a clause counts some that it does not name: "five of its seven" in a paper of 31.

    More than the paper has are nobody's, so that is a slip.
    """
    rated, total = counted.rated, total_in(match)
    if not rated.kpis:
        return True
    if match.groupdict().get("both"):
        return not (is_sure and counted.name) and rated.latest_counts.rated != 2
    if total is None or (is_sure and counted.name):
        return False
    counts = (rated.latest_counts, rated.year_to_date_counts)
    fits = {number for each in counts for number in (each.rated, each.total)} | {rated.travel_counts.compared}
    return total not in fits and (bool(counted.name) or total <= len(rated.indicators))


def _read(clause: _Clause, *, is_to_date: bool) -> CountSaid | None:
    """Return what becomes of a clause: right where it is right of some that it may count."""
    wrong: CountSaid | None = None
    for counted in clause.counted:
        said = clause.read(counted, is_to_date and has_year_to_date(counted.rated))
        if said is None:
            continue
        if counted.name:
            said = said._replace(computed_by=())
        if said.verdict.ruling is Ruling.AGREES:
            return said
        if said.verdict.ruling is Ruling.CONTRADICTS and counted.name:
            said = said._replace(verdict=said.verdict._replace(figures=f"of {counted.name} {said.verdict.figures}"))
        wrong = wrong or said
    return wrong


def _is_wrong(said: CountSaid | None) -> bool:
    return said is not None and said.verdict.ruling is Ruling.CONTRADICTS


def _to_date(now: CountSaid | None, to_date: CountSaid | None) -> CountSaid | None:
    """Return what is right for the year to date, with what is so now where that is something else."""
    if now is None or to_date is None or not _is_wrong(now):
        return to_date
    computed_by = ("{year to date rating sentence}",) if to_date.computed_by else ()
    return to_date._replace(verdict=AGREES, now=now.verdict.figures.partition(";")[0], computed_by=computed_by)


def _is_of_all(match: re.Match[str]) -> bool:
    """Say whether a clause counts all or none, from which an exception that follows would take something away."""
    groups = match.groupdict()
    return any(groups.get(name) for name in ("all", "none", "no"))


def _since_before(sentence: str, rated: RatedSubmission) -> str:
    """Return a sentence in which "between June and July" and "since June" are "since the period before", where they are that.

    "From six in June to seven in July" is from six to seven.
    """
    frequencies = {each.kpi.frequency for each in rated.kpis}
    if len(frequencies) != 1:
        return sentence
    (frequency,) = frequencies
    if frequency not in (Frequency.MONTHLY, Frequency.QUARTERLY):
        return sentence
    latest = rated.submission.paper.results_up_to
    before = frequency.step(latest, -1)
    now, then = (
        rf"{re.escape(name)}(?: {year})?"
        for name, _, year in (each.full_label.partition(" ") for each in (latest, before))
    )
    between = rf"\b(?:between {then} and|from {then} to) {now}\b"
    sentence = re.sub(rf" in {then}(?= to \w+ in {now}\b)", "", sentence)
    return re.sub(rf"{between}|\b(?:since|on) {then}(?! \d)\b", "since the period before", sentence)


def _of_now(clause: str, rated: RatedSubmission) -> str:
    """Return a clause that ends with the month reported, such as "in september 2026", as one that ends "in the month"."""
    label = rated.submission.paper.results_up_to.full_label.casefold()
    month, _, year = label.partition(" ")
    return re.sub(rf" (?:in|for|at the end of) {re.escape(month)}(?: {re.escape(year)})?$", " in the month", clause)


def _is_of_something_else(sentence: str, rated: RatedSubmission) -> bool:
    """Say whether a sentence begins with a time, a place or a condition of its own, as in "Last quarter, all were Green".

    What a count may begin with is known: the period of the paper, the year to date, and what says that all are meant.
    """
    lead, comma, _ = sentence.partition(",")
    month, _, year = rated.submission.paper.results_up_to.full_label.partition(" ")
    lead = re.sub(rf"\b{re.escape(month)}(?: {re.escape(year)})?(?! \d)\b", "PERIOD", lead)
    words = " ".join(token.fold for token in tokens(lead))
    return bool(comma) and bool(NARROWS.match(words)) and not WIDE.fullmatch(words)
