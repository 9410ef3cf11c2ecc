"""What is amiss in commentary: it contradicts its figures, promises what is past, explains nothing, or was copied."""

import re
from collections.abc import Iterator

from kccreport.ground.pattern import pattern
from kccreport.ground.problem import Problem, warning
from kccreport.models.period import Period
from kccreport.models.reading.read import month_of
from kccreport.models.submission import Commentary, Submission
from kccreport.paper.picking import is_action
from kccreport.rating.rated import RatedSubmission

_PLACEHOLDER = pattern(
    r"\[\s*(?:insert|add|tbc|tba|update|date|name|figure|xx+)[^\]]*\]|\bTB[CA]\b|\bX{2,}%|\?{3,}|lorem ipsum",
    re.IGNORECASE,
)
_PROMISE = pattern(
    r"\b(?:will|is to|are to|due to be|expect\w* to|should be)\b[^.]*?"
    r"\bby (?:the end of )?(?P<when>[A-Z][a-z]{2,8} \d{4})\b"
)
_CAUSE = pattern(
    r"\b(because|since|due to|owing to|as a result|result of|caused?|reasons?|following|after|affected|led to|by now|so that|"
    r"impact\w*|driven|meant|means|while|although|though|but|as|when|so|more|fewer|less|still|not)\b",
    re.I,
)
_ACTION = pattern(
    r"\b(will|now|plan\w*|action\w*|recruit\w*|train\w*|review\w*|start\w*|begun|began|working|work|introduc\w*|improv\w*|"
    r"monitor\w*|being|agreed|target\w*|is to|are to|ask\w*|help\w*|put|puts|new|lists?|campaign|meet\w*|next)\b",
    re.I,
)
_FEWEST_SENTENCES = 2  # a longer text mostly explains, in words that no list holds
_SHORTEST_COPY = 40  # letters: a shorter text may rightly be said twice


def commentary_amiss(rated: RatedSubmission) -> Iterator[Problem]:
    """Yield what a reader would find wrong with the commentary, as warnings at its cells.

    Problems: contradicts-figures, placeholder, past-promise, copied-commentary, no-cause, no-action, no-outcome (all
    warnings), typed-count (a note).
    """
    kpis = {each.kpi.reference: each for each in rated.kpis}
    gives_actions = any(entry.actions for entry in rated.submission.commentary)
    if rated.submission.commentary or rated.submission.passages:
        from kccreport.claims.review import contradicted  # late: only where there are words to read

        yield from contradicted(rated)
    for passage in rated.submission.passages:
        yield from _words_of(passage.text, str(passage.at), rated.submission)
    yield from _without_outcome(rated.submission)
    for entry in rated.submission.commentary:
        about = [kpis[reference] for reference in entry.references if reference in kpis]
        yield from _words_amiss(entry, rated.submission)
        if gives_actions and any(each.latest is not None and each.latest.calls_for_explanation for each in about):
            yield from _unexplained(entry)


def _words_amiss(entry: Commentary, submission: Submission) -> Iterator[Problem]:
    where = str(entry.at)
    for text in (entry.text, entry.cause, entry.actions):
        yield from _words_of(text, where, submission)
    if entry.previous and len(entry.text) >= _SHORTEST_COPY and _folded(entry.previous) == _folded(entry.text):
        yield warning(
            "copied-commentary",
            where,
            f"the commentary on {' and '.join(entry.references)} is the same as last time's.",
            "say what is new, even if that is only that nothing has changed",
        )


def _words_of(text: str, where: str, submission: Submission) -> Iterator[Problem]:
    """Find what was left to be filled in, and promises of which the time is past."""
    if match := _PLACEHOLDER.search(text):
        yield warning("placeholder", where, f"{match[0]!r} still stands in the text.", "type what belongs there")
    for match in _PROMISE.finditer(text):
        due = month_of(match["when"])
        published = submission.paper.published.date if submission.paper.published else submission.paper.dated
        if due is not None and due < Period(published.year, published.month):
            yield warning(
                "past-promise",
                where,
                f"{_short(match[0])!r} promises something for {match['when']}, which is past.",
                "say what has become of it",
            )


def _without_outcome(submission: Submission) -> Iterator[Problem]:
    """Find actions of last time's paper of which nobody says what has become of them. Problems: no-outcome (a warning)."""
    for each in submission.follow_ups:
        yield from _words_of(each.outcome, str(each.asked_at), submission)
        if not each.outcome:
            yield warning(
                "no-outcome",
                str(each.asked_at),
                f"nothing is said of what has become of last time's actions on {' and '.join(each.references)}: "
                f"{_short(' '.join(each.actions.split()))!r}.",
                "type it below Outcome of actions: done, not yet and why, or no longer needed",
            )


def _unexplained(entry: Commentary) -> Iterator[Problem]:
    """Find commentary on a Red that gives no cause, or says nothing of what is done, in a paper that gives actions.

    Source: Huntingdonshire's Members asked that commentary should not focus on the positives.
    """
    about = " and ".join(entry.references)
    sentences = [part for part in re.split(r"[.!?\n]+", entry.text) if part.strip()]
    if not entry.cause and len(sentences) < _FEWEST_SENTENCES and not _CAUSE.search(entry.text):
        yield warning("no-cause", str(entry.at), f"the commentary on {about} gives no cause.", "say why it is so")
    if not entry.actions and not _ACTION.search(entry.text) and not any(map(is_action, sentences)):
        yield warning(
            "no-action", str(entry.at), f"nothing is said of what is done about {about}.", "say what, who and by when"
        )


def _folded(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def _short(words: str) -> str:
    return words if len(words) <= 90 else words[:89].rstrip() + "…"
