"""An issue as its record keeps it: every paper that the agenda lists, with the hash of its file, and then its pages."""

from collections.abc import Mapping, Sequence

from kccreport.agenda.issue.papers import Papers
from kccreport.agenda.issue.places import Held, Numbers
from kccreport.agenda.issue.supplements import Supplement
from kccreport.agenda.models import Agenda, AgendaItem, Document
from kccreport.published.packs import NumberRun, PackRecord, PublishedFile, PublishedPaper, file_hash
from kccreport.published.reissue import Detail, Reissue


def listed_papers(agenda: Agenda, papers: Papers) -> list[PublishedPaper]:
    """Return every item and appendix of an agenda, in order, without pages; of exempt ones what the public may know."""
    found = []
    for item, document in agenda.documents:
        source = papers.found[document.key].source if papers.has(document) else None
        found.append(
            PublishedPaper(
                place=item.stamp(document),
                title=document.public_title,
                sha256=file_hash(source) if source is not None else "",
                is_public=not document.is_exempt,
                is_late=_is_late(item, document),
                is_withdrawn=document.is_withdrawn,
                key=document.key,
                where=str(document.cells["File"]),
                title_where=str(document.cells["Title"]),
            )
        )
    return found


def _is_late(item: AgendaItem, document: Document) -> bool:
    """Say whether something followed the agenda: it says so, or it is an item that only holds what did."""
    only_holds = document is item.paper and not document.file and not document.is_withdrawn and item.appendices
    return document.is_to_follow or bool(only_holds and all(each.is_to_follow for each in item.appendices))


def record_of(
    agenda: Agenda,
    listed: Sequence[PublishedPaper],
    numbers: Numbers,
    supplements: Sequence[Supplement],
    details: Mapping[str, Detail],
    reissue: Reissue | None,
    files: Sequence[PublishedFile] = (),
) -> PackRecord:
    """Return the record of an issue; what was published before and is gone stays in it, so that its numbers do."""
    meeting, version = agenda.meeting, agenda.version.number if agenda.version else ""
    slots = {slot.document.key: slot for slot in (*numbers.public, *numbers.exempt)}
    with_supplement = {key: each.number for each in supplements for key in each.keys}
    papers = []
    for paper in listed:
        slot, old = slots.get(paper.key), reissue.old(paper.key) if reissue else None
        update: dict[str, object] = {"supplement": with_supplement.get(paper.key, 0)}
        if slot is not None:
            update |= {"pages": slot.words, "runs": _kept(slot.runs, old, paper.is_public, reissue)}
        elif old is not None and old.is_public == paper.is_public:
            update |= {"pages": old.pages, "runs": old.runs, "sha256": old.sha256, "supplement": old.supplement}
        papers.append(paper.model_copy(update=update))
    papers += [old.model_copy(update={"is_withdrawn": True}) for old in reissue.gone] if reissue else []
    before = reissue.before if reissue else PackRecord()
    earlier = before.earlier if before.version == version or reissue is None else (*before.earlier, before.version)
    known = {each.number: each for each in (*before.supplements, *(each.published for each in supplements))}
    return PackRecord(
        council=meeting.council,
        committee=meeting.committee,
        day=meeting.day,
        version=version,
        earlier=earlier,
        front_pages=numbers.front_pages,
        restricted_from=numbers.restricted_from or before.restricted_from,
        restricted_pages=numbers.restricted_pages or before.restricted_pages,
        papers=tuple(papers),
        vacated=tuple(_vacated((*numbers.held, *numbers.held_exempt), papers, before)),
        supplements=tuple(known[number] for number in sorted(known)),
        details={name: detail.words for name, detail in details.items()},
        files=tuple(files),
    )


def _kept(
    runs: Sequence[NumberRun], old: PublishedPaper | None, is_public: bool, reissue: Reissue | None
) -> Sequence[NumberRun]:
    """Return a paper's numbers with those it had when it was longer, which stay its own."""
    if old is None or reissue is None:
        return runs
    known = [each for each in (old, *reissue.before.vacated) if each.place == old.place and each.is_public == is_public]
    same = [each.runs for each in known if each.runs and _start(each.runs) == _start(runs)]
    return max((runs, *same), key=lambda each: sum(run.count for run in each))


def _start(runs: Sequence[NumberRun]) -> tuple[str, int]:
    return runs[0].prefix, runs[0].first


def _vacated(held: Sequence[Held], papers: Sequence[PublishedPaper], before: PackRecord) -> Sequence[PublishedPaper]:
    """Return the papers whose numbers a sheet keeps and whose entry now says something else: exempt, or public."""
    kept = [each.published.model_copy(update={"title": each.slot.document.title}) for each in held] + list(
        before.vacated
    )
    own = {run for paper in papers for run in paper.runs}
    found = {paper.runs: paper for paper in kept if paper.runs and not own.intersection(paper.runs)}
    return tuple(found.values())
