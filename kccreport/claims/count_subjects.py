"""Whose KPIs a clause counts: those of the whole paper, of a service area that the sentence names, or nobody can tell.

A service area that is named makes its clause a count of its own KPIs, however it is named: "in Finance", "Finance's
indicators", "Finance has no Reds", "Finance had a good month: five of its six …". What follows may go on about it or
about the whole paper. After a subject that is neither, such as a team, a count is nobody's that is known.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from kccreport.claims.count_clauses import CountClause
from kccreport.claims.lexicon.tables import phrases
from kccreport.ground.pattern import pattern
from kccreport.ground.values import replace
from kccreport.models.period import MONTH_NAMES
from kccreport.rating.rated import RatedSubmission

_MARK = pattern(r"\{(\d+)\}")
_IN_GROUP = pattern(
    r"(?:^| )(?:(?:in|for|of|at|within|across|under|from|among|by|below) )?(?:the |our )?\{\d+\}(?=[ ,;:.)]|$)",
    re.IGNORECASE,
)
_HAS = pattern(
    r"^(?:the |our )?\{\d+\} (?:has|have|had|has got|have got|saw|shows|reports|is showing) (?:only |just )?(?=no |\d)"
)
_ITS = pattern(r"\b(?:of|all|both|only|none|no|\d) (?:of )?(?:its|their|those|these|them)\b")
_ITS_NUMBER = pattern(r"\b(?:its|their|those|these) (\d+)\b")
_SOMEBODY = pattern(
    r"\b(?:team|service|department|directorate|division|unit|section|contractor|board|office|branch)s?\b"
)
# what the whole paper may be held against: "against the Police and Crime Plan", which is two clauses;
# "against the Housing Plan" is of a part
_AGAINST_A_PLAN = pattern(
    r"(?:^|\b(?:against|on|of|towards|under|with|for) )(?:the |our |its |this )?"
    r"(?:(?:police and crime|police|crime|council|corporate|strategic|annual|performance|"
    r"community|fire|integrated|risk|management|medium term|and|year|new|\d+) )*"
    r"(?:plan|strategy|framework|priorities|objectives|scorecard|outcomes)(?: \d+)?\b"
)
_ELABORATES = (":", "–", "(", "with")
# a lead of these words alone is about the whole paper: "Performance was mixed: …"
_WHOLE = phrases(
    """
    the, a, an, our, this, it, that, in, of, for, is, was, are, were, has, had, have, been, be, all, overall, again,
    also, still, now, currently, at, present, summary, short, brief, sum, words, headline, headlines, picture,
    position, performance, results, result, ratings, rating, news, mixed, good, bad, better, worse, strong, weak,
    stable, steady, similar, same, poor, positive, encouraging, disappointing, pleasing, very, quite, rather,
    fairly, more, less, month, quarter, period, year, report, reports, paper, dashboard, pack, scorecard, council,
    committee, kpis, kpi, indicators, measures, targets, figures, status, key, points, point, main, as, follows,
    latest, total, counts, count, rag, breakdown, split, tally, net, direction, travel, negative, we, there, shows,
    show, improved, slightly, little, much, to, date, on, target, progress, delivery, against"""
) | {name.casefold() for name in MONTH_NAMES}


class Counted(NamedTuple):
    """Some KPIs that may be meant, and the name of the service area they belong to; "" for the whole paper."""

    rated: RatedSubmission
    name: str = ""


class Groups:
    """The service areas and groups of a paper by their names, each as a paper of its own indicators alone."""

    def __init__(self, rated: RatedSubmission) -> None:
        self.rated = rated
        self._written: dict[str, str] = {}
        self._codes: dict[str, set[str]] = {}
        for area in rated.submission.areas:
            for name in filter(None, (area.name, area.group)):
                self._written[name.casefold()] = name
                self._codes.setdefault(name.casefold(), set()).add(area.code)
        names = sorted(self._written, key=lambda name: (-len(name), name))
        self._names = re.compile(rf"(?<![\w&])(?:{'|'.join(map(re.escape, names))})(?![\w&])(?:['’]s?)?", re.IGNORECASE)

    def named(self, name: str) -> Counted | None:
        """Return the service area of a name; None where no area has it."""
        folded = name.casefold()
        if folded not in self._codes:
            return None
        own = (each for each in self.rated.indicators if each.indicator.area in self._codes[folded])
        return Counted(replace(self.rated, indicators=tuple(own)), self._written[folded])

    def marked(self, sentence: str) -> tuple[str, list[Counted]]:
        """Return a sentence with each name as a number in braces, and the areas they stand for.

        A name of one word must begin with a capital letter: finance is not always Finance.
        """
        found: list[Counted] = []

        def mark(match: re.Match[str]) -> str:
            name = re.sub("['’]s?$", "", match[0])
            counted = self.named(name) if " " in name or name[:1].isupper() else None
            if counted is None:
                return match[0]
            found.append(counted)
            return "{" + str(len(found) - 1) + "}"

        return (self._names.sub(mark, sentence), found) if self._codes else (sentence, found)


def without_names(words: str) -> str:
    """Return words without the marks of areas and the prepositions before them.

    >>> without_names("every measure under {0} is amber"), without_names("{0} has no red indicators")
    ('every measure is amber', 'we have no red indicators')
    """
    return " ".join(_IN_GROUP.sub("", _HAS.sub("we have ", words)).split()).lstrip(", ")


def meant(
    clauses: Sequence[CountClause],
    named: Sequence[Counted],
    otherwise: Sequence[Counted],
    is_count: Mapping[CountClause, bool],
) -> Iterator[tuple[str, tuple[Counted, ...]]]:
    """Yield the words of each clause without names, and whose KPIs it may count; nobody's where that cannot be told.

    `otherwise` are meant where the sentence names none; `is_count` says which clauses count at all.
    """
    group: Counted | None = None
    is_known = True
    before = ""
    for at, clause in enumerate(clauses):
        marks = [int(number) for number in _MARK.findall(clause.words) if int(number) < len(named)]
        words = without_names(clause.words)
        if len(set(marks)) > 1 or (marks and _MARK.search(before.rpartition(" ")[2]) and clause.words.startswith("{")):
            group, is_known = None, False
            yield words, ()
        elif marks:
            group, is_known = named[marks[0]], True
            yield words, (group,)
        elif not is_known:
            yield words, ()
        else:
            # before a service area is named a count may already be of it
            whose = (group, *otherwise) if group is not None else (*otherwise, *named)
            yield words, _of_its(words, group, whose)
            if not is_count[clause] and words:
                is_known = _goes_on(clause, clauses[at + 1 :], group is not None)
        before = clause.words or before


def _of_its(words: str, group: Counted | None, otherwise: tuple[Counted, ...]) -> tuple[Counted, ...]:
    """Return whose the KPIs are that a clause calls "its": those of the area named before, or of a paper with so many."""
    if not _ITS.search(words):
        return otherwise
    if group is not None:
        return (group,)
    number = _ITS_NUMBER.search(words)
    return tuple(
        each
        for each in otherwise
        if number is not None and int(number[1]) in (each.rated.latest_counts.total, each.rated.latest_counts.rated)
    )


def _goes_on(clause: CountClause, later: Sequence[CountClause], has_group: bool) -> bool:
    """Say whether it is still known whose a count is after a clause that counts nothing."""
    if has_group:
        return False  # "Finance did well, but Legal struggled: two are Red"
    if _SOMEBODY.search(clause.words):
        return False
    for following in later:
        if following.joint in _ELABORATES:
            said = _AGAINST_A_PLAN.sub(" ", clause.words).split()
            return all(word in _WHOLE or word.isdigit() for word in said)
        if following.words:
            break  # ", with" is two marks with nothing between
    return True
