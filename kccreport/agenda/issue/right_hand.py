"""Blank pages, so that every paper of a pack starts on a right-hand page when both sides are printed."""

from collections.abc import Iterator, Sequence

from kccreport.agenda.issue.binder import Bound
from kccreport.agenda.issue.held import position
from kccreport.agenda.merging.papers import PackPaper
from kccreport.agenda.models import Agenda
from kccreport.agenda.words.held_sheet import blank_sheet
from kccreport.agenda.words.language import Furniture
from kccreport.paper.blocks import PackPlace, PageNumbers
from kccreport.roads import papers as pipeline


def right_handed(agenda: Agenda, bound: Sequence[Bound], words: Furniture) -> Iterator[Bound]:
    """Yield papers with a blank page before each that would otherwise start on a left-hand page.

    A blank page has the number that was left free for it. Where none is, as before a paper that followed, it has none of
    its own: 27A blank is the blank page after 27A.
    """
    pages = 0
    for at, each in enumerate(bound):
        if pages % 2:
            yield _blank(agenda, _label(bound[at - 1].labels[1], each.labels[0]), f"blank-{at}", words)
            pages += 1
        yield each
        pages += each.pages


def _label(before: str, after: str) -> str:
    last, following = position(before.rpartition("–")[2])[0], position(after)
    return str(last + 1) if last and following[0] > last + 1 else f"{before} blank"


def _blank(agenda: Agenda, label: str, key: str, words: Furniture) -> Bound:
    place = PackPlace(key, PageNumbers(prefix=label, style="fixed"), page_word=words.page, back_words=words.back)
    built = pipeline.render(blank_sheet(agenda, place, words))
    return Bound(PackPaper(place, label, built.content, tree=built.tree, has_bookmark=False), built.pages)
