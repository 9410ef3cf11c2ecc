"""What the service says of an indicator, in short: why, what is done about it, by whom and when, each in a sentence."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from kccreport.claims.text import sentences
from kccreport.ground.pattern import pattern
from kccreport.language import say, spoken
from kccreport.models.indicator import Indicator
from kccreport.models.submission import Commentary, Day, FollowUp
from kccreport.models.welsh import as_one
from kccreport.paper.answerable import owner_of
from kccreport.paper.blocks import Inline, plain
from kccreport.paper.picking import action_among, cause_among, first_action
from kccreport.paper.wording import day_words
from kccreport.rating.rated import RatedSubmission

LONGEST = 170  # letters: five lines of their column
_LINK = pattern(r"\[([^\]\n]+)\]\([^)\s]*\)")
_HEADING = pattern(r"^\s*#{1,6} .*$", re.MULTILINE)
_NUMBERED = pattern(r"^\s*\d{1,2}[.)]\s+", re.MULTILINE)
_MOST = 0.45  # of the letters there is room for
_PAUSE = pattern(r"[,;:](?= )| [–-](?= )")
_OPEN_END = pattern(
    r"[\s,;:–-]+(?:an?|the|of|to|in|on|at|by|for|from|with|within|and|or|but|as|than|that|which|while|when|is|are|was|were|"
    r"its?|their|our|y|yr|i|o|a|ac|neu|ar|yn)$",
    re.IGNORECASE,
)


class InShort(NamedTuple):
    """A cause and an action, each in words that are marked as of a language where it is not the paper's; () where none is given."""

    cause: Inline = ()
    action: Inline = ()


def in_short(indicator: Indicator, rated: RatedSubmission, longest: int = LONGEST) -> InShort:
    """Return why an indicator stands where it does, and what is done about it.

    Each stands in a column of its own, or else is a sentence of the commentary that plainly says it. Of several rows the
    one on the fewest indicators counts.
    """
    entries = sorted(rated.submission.commentary_on(indicator.reference), key=lambda entry: len(entry.references))
    if not entries:
        return InShort()
    entry = entries[0]
    said = _plain_sentences(entry.text)
    cause = entry.cause or cause_among(said)
    action = first_action(_plain_sentences(entry.actions)) or action_among(said, cause)
    return InShort(
        _marked(cut(cause, longest), _language(entry.cause or entry.text, rated)),
        _marked(
            _with_owner(cut(action, longest), entry, owner_of(indicator, rated)) if action else "",
            _language(entry.actions or entry.text, rated),
        ),
    )


def cut(text: str, longest: int) -> str:
    """Return a text as it is, or where it is longer, its first words and an ellipsis.

    It ends where the sentence has a pause, if that leaves most of the words, and never with one such as "to" or "the", nor
    within brackets, if what stands before them is enough.
    """
    if len(text) <= longest:
        return text
    words = text[: longest - 1].rsplit(" ", 1)[0]
    paused = next((words[: match.start()] for match in reversed(list(_PAUSE.finditer(words)))), "")
    if len(paused) >= longest * _MOST:
        return f"{paused}…"
    before, bracket, within = words.rpartition("(")
    if bracket and ")" not in within and len(before) >= longest * _MOST:
        words = before.rstrip()
    while (end := _OPEN_END.search(words)) and end.start():
        words = words[: end.start()]
    return words.rstrip(" ,;:–-") + "…"


def follow_up_words(each: FollowUp, longest: int = LONGEST) -> str:
    """Return what was to be done last time, and what has become of it."""
    actions = cut(" ".join(_plain_sentences(each.actions)), longest).rstrip(".")
    outcome = cut(" ".join(_plain_sentences(each.outcome)), longest)
    return say("Last time: {actions}. Since then: {outcome}", actions=actions, outcome=outcome or say("not said."))


def actions_told(entry: Commentary) -> str:
    """Return what is done, as typed, with who does it and by when where these stand in columns of their own.

    They follow the words of one line in brackets, and those of several, such as a list, in a line of their own.
    """
    due = due_words(entry.action_due)
    known = ", ".join(filter(None, (entry.action_owner, say("by {day}", day=due.removeprefix("by ")) if due else "")))
    if not entry.actions or not known:
        return entry.actions
    if "\n" in entry.actions.strip():
        in_a_line = say("Who and when: {known}.", known=known)
        return f"{entry.actions.rstrip()}\n{in_a_line}"
    return f"{entry.actions.strip().rstrip('.')} ({known})."


def due_words(due: Day | str) -> str:
    """Return by when something is to be done, as it stands within a sentence."""
    return day_words(due) if isinstance(due, Day) else due


def _with_owner(action: str, entry: Commentary, answers: str) -> str:
    """Return an action with who does it, else who answers for the indicator, and by when, unless it says so itself."""
    says_who = action.rstrip(".").endswith(")")  # as what came back from a request does
    owner, due = entry.action_owner or ("" if says_who else answers), due_words(entry.action_due)
    known = [owner] if owner and not _says(action, owner.rpartition(": ")[2]) else []
    if due and not _says(action, due):
        known.append(say("by {day}", day=due.removeprefix("by ")))
    return f"{action.rstrip('.')} ({', '.join(known)})." if known else action


def _says(action: str, words: str) -> bool:
    """Say whether an action has some words as such: HR is not in "three"."""
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", action, re.IGNORECASE) is not None


def _plain_sentences(text: str) -> Sequence[str]:
    """Return the sentences of a cell without headings, list marks, emphasis, addresses and what only introduces a list."""
    words = _LINK.sub(r"\1", _NUMBERED.sub("", _HEADING.sub("", text)))
    return [" ".join(each.split()) for each in sentences(words) if not each.rstrip().endswith(":")]


def _language(text: str, rated: RatedSubmission) -> str:
    """Return the language of a text of the workbook where it is not the one spoken; "" where it is, or has its Welsh."""
    main = rated.submission.paper.languages[0]
    if spoken() == main or as_one(text) in {as_one(each) for each in rated.submission.welsh.values()}:
        return ""
    return main


def _marked(text: str, language: str) -> Inline:
    return plain(text, language) if text else ()
