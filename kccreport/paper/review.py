"""What must be said, or mended, before a paper is made: checks that need the ratings and the layout."""

from collections.abc import Iterator

from kccreport.ground.address import sheet_address
from kccreport.ground.problem import Problem, note, warning
from kccreport.layout.printed import printed_items, printed_of_areas
from kccreport.layout.schema import (
    BackgroundDocuments,
    Contacts,
    Layout,
    Recommendation,
    Sections,
    SummaryBox,
)
from kccreport.models.indicator import Indicator
from kccreport.models.rag import Rag
from kccreport.models.submission import Passage
from kccreport.paper.commentary_review import commentary_amiss
from kccreport.paper.computed import items_named, unknown_phrases
from kccreport.paper.reasons import reasons_to_explain, unprinted_commentary
from kccreport.paper.unprinted import unprinted
from kccreport.paper.wording import has_verb, listed
from kccreport.rating.audit import disagreements
from kccreport.rating.rated import RatedSubmission

_OF_COVERS = frozenset({"cover", "summary", "recommendation", "background documents"})


def review(rated: RatedSubmission, layout: Layout) -> Iterator[Problem]:
    """Yield every problem that only the ratings and the layout together can show.

    Problems: missing-item, missing-commentary, missing-year-to-date, blank-cell, missing-passage, missing-person, unknown-phrase,
    rounding-decides (a warning), no-verb (a warning), unread-passage (a warning), unprinted (a note), and those of
    `commentary_amiss` and `unprinted`.
    """
    yield from missing_items(rated, layout)
    yield from missing_commentary(rated, layout)
    yield from missing_year_to_date(rated, layout)
    yield from missing_area_details(rated, layout)
    yield from missing_passages(rated, layout)
    yield from unread_passages(rated, layout)
    yield from unknown_phrases(rated)
    yield from rounding_decides(rated)
    yield from typed_ratings(rated)
    yield from commentary_amiss(rated)
    yield from unprinted(rated, layout)
    yield from unprinted_commentary(rated, layout)


def missing_items(rated: RatedSubmission, layout: Layout) -> Iterator[Problem]:
    """Find items of the sheet Paper that the layout, or a passage, prints and the workbook does not give.

    Problems: missing-item.
    """
    paper = rated.submission.paper
    if not paper.sheet:
        return  # there is no sheet to type them on, which is said
    wanted = printed_items(layout) | items_named(rated)
    for name, how in paper.notes.items():
        if name not in wanted or name in paper.cells:
            continue
        if (cell := paper.blank.get(name)) is not None:
            yield Problem("missing-item", str(cell), f"{name} is blank.", f"type it here. {how}")
            continue
        hint = f"add a row with {name} in the column Item. {how}"
        yield Problem("missing-item", sheet_address(paper.sheet), f"there is no {name}.", hint)


def missing_commentary(rated: RatedSubmission, layout: Layout) -> Iterator[Problem]:
    """Find indicators whose state requires commentary under the layout's policy, and that have none.

    Source: Kent's papers explain every KPI that is Red now (2014) or Red for the year to date (2012).
    """
    explained = {reference for entry in rated.submission.commentary for reference in entry.references}
    for each in rated.indicators:
        indicator = each.indicator
        reasons = reasons_to_explain(each, layout)
        if reasons and indicator.reference not in explained:
            owner = f" Ask {indicator.owner}." if indicator.owner else ""
            yield Problem(
                "missing-commentary",
                str(indicator.cells.get("Commentary", indicator.cells["Reference"])),
                f"{indicator.reference} {' and '.join(reasons)}, but there is no commentary on it.",
                f"add a row for {indicator.reference} on the Commentary sheet.{owner}",
            )


def unsigned(rated: RatedSubmission) -> Iterator[Problem]:
    """Find what stands between a paper and its release: service areas that nobody has signed off. Problems: unsigned."""
    submission = rated.submission
    if submission.sign_offs is None:
        yield Problem(
            "unsigned",
            "'Sign-off'",
            "the workbook has no sheet for sign-off, so the paper cannot be released.",
            "add a sheet Sign-off with the columns Service area, Name, Role and Date",
        )
    rows = {entry.area: entry.at for entry in submission.sign_offs or ()}
    for area in submission.unsigned_areas:
        yield Problem(
            "unsigned",
            str(rows.get(area.code, "'Sign-off'")),
            f"{area.name} ({area.code}) is not signed off.",
            "type the name of who signs, and the date",
        )


def missing_year_to_date(rated: RatedSubmission, layout: Layout) -> Iterator[Problem]:
    """Find indicators whose figures add up over the year, without a year to date in a paper that prints one.

    Problems: missing-year-to-date.
    """
    if not layout.prints_year_to_date:
        return
    for each in rated.indicators:
        indicator = each.indicator
        if not indicator.results or indicator.suspension or indicator.year_to_date is not None:
            continue
        if indicator.basis.has_year_to_date:
            yield Problem(
                "missing-year-to-date",
                str(indicator.cells.get("Year to date", indicator.cells["Reference"])),
                f"{indicator.reference} has results but no year to date.",
                "type it, type [z] if it has none, or give numerators and denominators on the Data sheet",
            )


def missing_area_details(rated: RatedSubmission, layout: Layout) -> Iterator[Problem]:
    """Find service areas that do not say who answers for them, in a paper that prints it. Problems: blank-cell."""
    printed = printed_of_areas(layout)
    for area in rated.submission.areas if printed else ():
        answers = {"Director": area.director, "Cabinet Member": area.cabinet_member, "Delivered by": area.delivered_by}
        for heading in printed:
            if not answers[heading]:
                yield Problem(
                    "blank-cell", str(area.cells[heading]), f"{heading} is blank.", "type who it is, as printed"
                )


def missing_passages(rated: RatedSubmission, layout: Layout) -> Iterator[Problem]:
    """Find passages and people that the layout prints and the workbook does not give."""
    submission = rated.submission
    wanted: dict[str, str] = {}
    for block in layout.blocks:
        match block:
            case SummaryBox():
                wanted |= {
                    "Summary": "type a short summary",
                    "Recommendation": "type what the committee is asked to do",
                }
            case Recommendation():
                wanted |= {"Recommendation": "type what the committee is asked to do"}
            case Sections():
                wanted |= {block.passage: "type the report's paragraphs, one a row"}
            case BackgroundDocuments():
                wanted |= {"Background documents": "type None if there are none"}
            case Contacts():
                if not any(person.role == "Contact" for person in submission.people):
                    yield Problem(
                        "missing-person", "'People'", "nobody has the role Contact.", "add whom to ask about the report"
                    )
            case _:
                pass
    for name, hint in wanted.items():
        if not submission.passages_named(name):
            yield Problem(
                "missing-passage", "'Text'", f"there is no passage named {name}, which {layout.name} prints.", hint
            )
    if any(block.kind == "address" for block in layout.blocks) and not any(
        person.role == "From" for person in submission.people
    ):
        yield Problem("missing-person", "'People'", "nobody has the role From.", "add who the report is from")
    for passage in submission.passages_named("Recommendation"):
        if not has_verb(passage.text):
            yield warning(
                "no-verb",
                str(passage.at),
                "the recommendation has no verb in capitals, so none is emphasised.",
                "type what is asked in capitals, such as NOTE or AGREE; it is printed small and bold",
            )


def unread_passages(rated: RatedSubmission, layout: Layout) -> Iterator[Problem]:
    """Find passages that no block of the layout prints; those of a cover are noted where the paper is one sheet with a Text.

    Of other workbooks the dashboard alone may be built, and the cover later.

    Problems: unread-passage (a warning), unprinted (a note).
    """
    printed = set(_printed_passages(layout))
    # a layout that prints sections of another passage prints no Cover by mistake
    has_sections = any(isinstance(block, Sections) for block in layout.blocks)
    expected = _OF_COVERS - {"cover"} if has_sections else _OF_COVERS
    of_cover: list[Passage] = []
    seen: set[str] = set()
    for passage in rated.submission.passages:
        name = passage.name.casefold()
        if name in printed or name in seen:
            continue
        seen.add(name)
        if name in expected:
            of_cover.append(passage)
        else:
            yield warning(
                "unread-passage",
                str(passage.at),
                f"the passage {passage.name[:40]!r} is not printed by the layout {layout.name}.",
                "rename it, or delete it",
            )

    if of_cover and rated.submission.is_one_sheet:
        named = listed([passage.name[:40] for passage in of_cover])
        yield note(
            "unprinted",
            str(of_cover[0].at),
            f"the layout {layout.name} does not print {named}.",
            "choose a layout that does, or leave what stands there for one",
        )


def _printed_passages(layout: Layout) -> Iterator[str]:
    for block in layout.blocks:
        match block:
            case SummaryBox():
                yield from ("summary", "recommendation")
            case Recommendation():
                yield "recommendation"
            case BackgroundDocuments():
                yield "background documents"
            case _ if hasattr(block, "passage"):
                yield block.passage.casefold()


def rounding_decides(rated: RatedSubmission) -> Iterator[Problem]:
    """Find KPIs that the full figure would rate otherwise than the figure as printed, which is the one that counts."""
    for each in rated.kpis:
        if each.rounding_decides:
            yield warning(
                "rounding-decides",
                str(_where(each.kpi)),
                f"{each.kpi.reference} is rated on the figure as printed; unrounded it would be rated otherwise.",
                "check the figure, or raise Decimals on the Indicators sheet",
            )


def typed_ratings(rated: RatedSubmission) -> Iterator[Problem]:
    """Find ratings that somebody typed beside the figures and that these do not give. Problems: typed-rating (a warning)."""
    if not rated.submission.is_one_sheet:
        return  # the sheet Published is of a paper that is out: kccreport audit compares it
    for each in disagreements(rated):
        if not each.reference or each.at.sheet != rated.submission.paper.sheet:
            continue
        words = {rating.value: rated.submission.paper.ratings.word(rating) for rating in Rag}
        typed, ours = words.get(each.published, each.published), words.get(each.computed, each.computed)
        computed = f"it is {ours}" if ours else "they give none"
        yield warning(
            "typed-rating",
            str(each.at),
            f"{each.reference} is typed as {typed}, but by its figures {computed}, which is printed.",
            "see which of the two is right, or clear the cell: ratings are computed",
        )


def _where(indicator: Indicator) -> object:
    latest = indicator.latest
    return latest.at if latest is not None else indicator.cells["Reference"]
