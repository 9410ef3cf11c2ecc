"""An issue against the one that was published: what needs a row on the sheet Versions."""

from collections.abc import Iterator

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
