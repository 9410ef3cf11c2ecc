"""Numbers of sections and paragraphs, and names of places, handed out while a paper is composed."""

import re

from msgspec import Struct, field


class Numbering(Struct):
    """Counts sections and paragraphs while a cover report is composed, and hands out unique anchors."""

    by_section: bool
    section: int = 0
    paragraph: int = 0
    anchors: set[str] = field(default_factory=set)
    taken: set[str] = field(default_factory=set)

    def next_section(self) -> str:
        """Return the number of a new section: "2." or, where only paragraphs are numbered, nothing."""
        if not self.by_section:
            return ""
        self.section += 1
        self.paragraph = 0
        return f"{self.section}."

    def next_paragraph(self) -> str:
        """Return the number of a new paragraph: "2.1", or "7." where numbers run through."""
        self.paragraph += 1
        return f"{self.section}.{self.paragraph}" if self.by_section else f"{self.paragraph}."

    def anchor(self, text: str) -> str:
        """Return a name for a place in the paper that no other place has."""
        base = name = slug(text)
        count = 1
        while name in self.anchors:
            count += 1
            name = f"{base}-{count}"
        self.anchors.add(name)
        return name

    def first(self, anchor: str) -> str:
        """Return an anchor the first time it is asked for, and "" from then on: a place is in one place only."""
        if anchor in self.taken:
            return ""
        self.taken.add(anchor)
        return anchor


def slug(text: str) -> str:
    """Return a text as the name of a place: small letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-") or "place"
