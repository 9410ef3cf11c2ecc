"""A tagged paper as it is in a pack, held against PDF/UA-1: what keeps readers out once we have mended what we mend.

A title, a language, the order of tabs and what the file says of itself are the pack's own, and no paper is blamed for
them.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from kccreport.agenda.merging.facts import Concern, Finding
from kccreport.ground.pattern import pattern

# what a validator's rules ask for, by how their names begin, the longest first; source: ISO 14289-1, clause 7
_WORDS = {
    "ACTUAL-TEXT-LANGUAGE": "some of its words do not say what language they are in",
    "ANNOTATION": "something that can be clicked has no words or no tag",
    "ARTIFACT": "something on a page is marked as decoration within its text",
    "CONTENT-TAGGING": "something on a page is neither tagged nor marked as decoration",
    "FIGURE-ALTERNATIVE-TEXT": "a picture has no alternative text",
    "FONT-EMBEDDING": "a typeface is not in the file, so that its letters may look different elsewhere",
    "FONT-UNICODE": "letters of a typeface do not say which letters they are, so that they cannot be read aloud",
    "FORM-FIELD": "a form field does not say what it is for",
    "FORMULA-ALTERNATIVE-TEXT": "a formula has no words",
    "HEADING": "its headings leave out a level",
    "L-": "a list is not tagged as a list",
    "LBODY": "a list is not tagged as a list",
    "LI-": "a list is not tagged as a list",
    "LINK": "a link has no words or no tag",
    "MEDIA": "a sound or a film says nothing of what it is",
    "NOTE": "a note is not told apart from others",
    "NOTDEF": "a letter is not in its typeface",
    "OPTIONAL-CONTENT": "its layers have no names",
    "STRUCT-TREE-ROLE": "its tags have names that no reader knows",
    "TABLE-HEADERS": "a table does not say which cells are headings",
    "TABLE": "a table is not tagged as rows and cells",
    "TAGGED-CONTENT": "something on a page is marked as decoration within its text",
    "TD": "a table is not tagged as rows and cells",
    "TBODY": "a table is not tagged as rows and cells",
    "TEXT-LANGUAGE": "some of its words do not say what language they are in",
    "TFOOT": "a table is not tagged as rows and cells",
    "TH": "a table is not tagged as rows and cells",
    "TOC": "its list of contents is not tagged as one",
    "TR-": "a table is not tagged as rows and cells",
    "WIDGET": "a form field is not tagged",
}
_TYPEFACES = ("FONT", "CID", "CMAP", "TRUETYPE", "TYPE0")
_PAGE = pattern(r"\bpage (\d+)\b", re.IGNORECASE)


def faults_in(pack: Path) -> Iterator[Finding]:
    """Yield what a validator finds against PDF/UA-1 in a pack of one paper, in plain words, each with its page if known."""
    import page  # page-validation; late: only tagged papers are validated

    try:
        report = page.validate_pdf(pack, profile="ua1", limits=page.SafetyLimits(max_reference_depth=200_000))
    except page.SafetyLimitError:
        yield Finding(Concern.ACCESSIBILITY, "it has more tags than a validator can read")
        return
    for failure in report.failures:
        on_page = _PAGE.search(failure.message)
        words = words_of(failure.rule_id)
        yield Finding(Concern.ACCESSIBILITY, words, int(on_page[1]) if on_page else None)


def words_of(rule: str) -> str:
    """Return in plain words what a validator's rule found.

    >>> words_of("PDFUA1-FIGURE-ALTERNATIVE-TEXT-001")
    'a picture has no alternative text'
    >>> words_of("PDFUA1-NEW-001")
    'a validator finds a fault (PDFUA1-NEW-001)'
    """
    name = rule.partition("-")[2]
    known = next((words for start, words in sorted(_WORDS.items(), reverse=True) if name.startswith(start)), "")
    if not known and name.startswith(_TYPEFACES):
        return "a typeface is not as it should be, so that letters may not be read aloud"
    return known or f"a validator finds a fault ({rule})"
