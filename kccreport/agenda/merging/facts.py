"""What is known of one paper of a pack once it has been looked at."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from kccreport.ground.values import replace

MOST_SECONDS = 300  # that looking at one paper, or at one pack, may take

WRONG_TEXT = "its text copies out wrongly, so it can be neither read aloud nor compared"
FALSE_CLAIM = "it says that it is PDF/UA-1, but a validator finds faults"
FORM_PRINTED = "form fields are printed as they stand, and their content is not tagged"
CLAIM_LOST = "it says that it is PDF/UA-1, which it is no more once its form fields are printed as they stand"


class Concern(StrEnum):
    """Why a finding matters; what does harm stops the pack unless somebody clears it, what is mended needs nobody."""

    ACCESSIBILITY = "accessibility"
    SAFETY = "safety"
    HARM = "harm"
    CHANGE = "change"
    MENDED = "mended"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found in a paper: what, on which of its pages (from 1; None for the file), and what was done about it.

    What does harm has a `kind`, the name by which somebody may clear it.
    """

    concern: Concern
    what: str
    page: int | None = None
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Strip:
    """A blank horizontal strip of a page as it is seen, `y` its lower edge from the bottom; points."""

    y: float
    left: float
    right: float


_A4 = (595.28, 841.89)  # points
_NEARLY = 1.1  # times A4: a page of US Letter, or with a little bleed, has stamps of the usual size


def enlargement(width: float, height: float) -> float:
    """Return how much larger a page is than A4, or 1: printed on A4, it and its stamps shrink by as much.

    >>> enlargement(595.28, 841.89), round(enlargement(1190.55, 841.89), 2), round(enlargement(2384, 1684), 1)
    (1.0, 1.41, 2.8)
    """
    short, long = sorted((width, height))
    larger = max(short / _A4[0], long / _A4[1])
    return larger if larger > _NEARLY else 1.0


@dataclass(frozen=True, slots=True)
class PageFacts:
    """One page as it is seen: its size in points, and blank strips near its top and bottom edges, the outermost first.

    `missing_saves` and `missing_restores` are how many of the graphics state its content lacks, `open_marks` how
    many marked contents it leaves open, `marks` its marked-content numbers. `picture` is the digest of the page as it was
    sent, of which `box` is what shows, in its own space. `paragraphs` are, of a page that was not tagged, the numbers
    given to its text, paragraph by paragraph.
    `makings` is the digest of what the clean page is drawn from; "" where only a picture of it can be compared.
    """

    width: float
    height: float
    top: tuple[Strip, ...]
    bottom: tuple[Strip, ...]
    has_text: bool
    missing_saves: int
    missing_restores: int
    open_marks: int
    marks: tuple[int, ...]
    box: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    picture: str = ""
    paragraphs: tuple[tuple[int, ...], ...] = ()
    makings: str = ""

    @property
    def on_a4(self) -> "PageFacts":
        """Return the page as it is seen when it is printed on A4, if it is larger than that; its box stays as it is."""
        by = enlargement(self.width, self.height)
        if by == 1:
            return self

        def smaller(strips: tuple[Strip, ...]) -> tuple[Strip, ...]:
            return tuple(Strip(each.y / by, each.left / by, each.right / by) for each in strips)

        return replace(
            self,
            width=self.width / by,
            height=self.height / by,
            top=smaller(self.top),
            bottom=smaller(self.bottom),
        )


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """One PDF, cleaned and looked at. `ua` and `pdfa` ("A", "U", "B" or "") are claims that a validator has borne out.

    `files` are other papers that it leads to, each with the page that does, counted from 1.
    """

    pages: tuple[PageFacts, ...]
    is_tagged: bool
    ua: bool
    pdfa: str
    title: str
    language: str
    findings: tuple[Finding, ...]
    files: tuple[tuple[int, str], ...] = ()

    @property
    def is_accessible(self) -> bool:
        """True where nothing was found that keeps a screen reader from the paper."""
        return not any(finding.concern is Concern.ACCESSIBILITY for finding in self.findings)

    def as_data(self) -> dict[str, Any]:
        """Return plain data, to cross from one process to another."""
        return asdict(self)

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "PaperFacts":
        """Return what `as_data` was given."""
        pages = tuple(
            PageFacts(
                **{
                    **page,
                    "top": tuple(Strip(**strip) for strip in page["top"]),
                    "bottom": tuple(Strip(**strip) for strip in page["bottom"]),
                    "marks": tuple(page["marks"]),
                    "box": tuple(page["box"]),
                    "paragraphs": tuple(tuple(each) for each in page["paragraphs"]),
                }
            )
            for page in data["pages"]
        )
        findings = tuple(Finding(**{**each, "concern": Concern(each["concern"])}) for each in data["findings"])
        files = tuple((page, name) for page, name in data["files"])
        return cls(**{**data, "pages": pages, "findings": findings, "files": files})


class Notes:
    """Collects findings, each once."""

    def __init__(self) -> None:
        self.found: dict[Finding, None] = {}

    def add(self, concern: Concern, what: str, page: int | None = None, *, kind: str = "") -> None:
        """Note one thing."""
        self.found[Finding(concern, what, page, kind)] = None

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.found)
