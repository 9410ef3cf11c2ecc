"""The blocks of a cover report, and the pages of words: title, contents, passages and guidance."""

from typing import Literal

from pydantic import Field

from kccreport.layout.spec import Spec, TitleDetail

AddressField = Literal["from", "to", "to_and_date", "date", "subject", "classification"]


class AddressBlock(Spec):
    """Who the report is from and to, its date, subject and classification."""

    kind: Literal["address"]
    fields: tuple[AddressField, ...] = Field(
        default=("from", "to_and_date", "subject", "classification"), description="the lines, from the top"
    )
    from_label: Literal["From", "By"] = Field(default="From", description="the word before who it is from")


class SummaryBox(Spec):
    """The summary and the recommendation in the box that reads first; passages Summary and Recommendation."""

    kind: Literal["summary_box"]


class Sections(Spec):
    """The numbered sections of a passage; one for each heading in it."""

    kind: Literal["sections"]
    passage: str = Field(default="Cover", description="the passage of the sheet Text")


class Recommendation(Spec):
    """The recommendation once more: the same passage as in the summary box."""

    kind: Literal["recommendation"]
    heading: str = Field(default="Recommendations", description="the heading above it")


class BackgroundDocuments(Spec):
    """The list of background documents, or "None"."""

    kind: Literal["background_documents"]
    heading: str = Field(default="Background documents", description="the heading above it")


class Contacts(Spec):
    """Whom to ask about the report."""

    kind: Literal["contacts"]
    heading: str = Field(default="Contact details", description="the heading above it")


class TitlePage(Spec):
    """The dashboard's title page, which starts the appendix."""

    kind: Literal["title_page"]
    appendix: str = Field(default="Appendix 1", description='what stands above the title; "" for the council')
    contents: bool = Field(default=True, description="the contents below the title")
    details: tuple[TitleDetail, ...] = Field(
        default=("financial_year", "results_up_to", "produced_by", "published"), description="the lines below the title"
    )


class ContentsPage(Spec):
    """The contents as a section of their own, with the page, or the range of pages, of everything that follows."""

    kind: Literal["contents"]
    heading: str = Field(default="Contents", description="the heading above it")
    new_page: bool = Field(default=True, description="start on a new page; else it goes on below what stands before it")


class PassagePage(Spec):
    """A passage under a heading of its own: a foreword, priorities, a summary by theme, a programme, a register.

    Its sections are the Heading column of the sheet Text. With `signatories`, those who sign it stand at its end.
    """

    kind: Literal["passage"]
    passage: str = Field(description="the passage of the sheet Text")
    heading: str = Field(default="", description='the heading above it; "" for the passage\'s name')
    new_page: bool = Field(default=True, description="start on a new page; else it goes on below what stands before it")
    signatories: bool = Field(default=False, description="those who sign it, from the sheet People, at its end")

    @property
    def title(self) -> str:
        """Return the heading that is printed: its own, or the passage's name."""
        return self.heading or self.passage


class Guidance(Spec):
    """The guidance passage, followed by the key that is generated from the ratings in use."""

    kind: Literal["guidance"]
    heading: str = Field(default="Guidance notes", description="the heading above it")
    passage: str = Field(default="Guidance", description="the passage of the sheet Text")
    key: bool = Field(default=True, description="the key to ratings, directions and marks")
    new_page: bool = Field(default=True, description="start on a new page; else it goes on below what stands before it")
