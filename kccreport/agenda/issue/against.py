"""An issue against the one that was published: what needs a row on the sheet Versions."""

from collections.abc import Iterator, Sequence

from kccreport.agenda.issue.papers import Papers
from kccreport.agenda.models import Agenda
from kccreport.ground.problem import Problem
from kccreport.published.reissue import Reissue


def against_published(reissue: Reissue | None, agenda: Agenda) -> Iterator[Problem]:
    """Find what differs from the issue before and is not said on the sheet Versions; nothing, where there was none.

    Problems: those of `Reissue.problems`, version-out-of-order, missing-change.
    """
    version = agenda.version
    if reissue is None:
        return
    if not reissue.is_new_version:
        yield from reissue.problems()
    elif version is None or reissue.is_used_version:
        where = str(version.at) if version is not None else "'Versions'"
        words = f"version {reissue.before.version} was published last, and is not the last row here."
        yield Problem("version-out-of-order", where, words, "add a row with a new number and what changed")
    elif not version.changed:
        words = f"version {version.number} does not say what has changed."
        yield Problem("missing-change", str(version.at), words, "type it, such as: Item 7: a table is corrected")


def without_unseen(
    found: Sequence[Problem], agenda: Agenda, papers: Papers, known: Sequence[Problem]
) -> Iterator[Problem]:
    """Yield problems but for those that only say again, of a paper that could not be opened, that it is not there.

    Nobody has withdrawn it: its file is missing or cannot be used, as a problem `known` already says.
    """
    faulty = {each.where for each in known if each.is_error}
    unseen = {
        where
        for _, document in agenda.documents
        if not papers.has(document) and ((where := str(document.cells["File"])) in faulty or document.file)
    }
    for each in found:
        if each.where not in unseen or each.code not in ("published-paper-withdrawn", "published-paper-changed"):
            yield each
