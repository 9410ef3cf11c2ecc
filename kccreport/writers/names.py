"""What each table of a paper is called, for those who hear it: the same on paper and on the page."""

from msgspec import Struct, field

from kccreport.language import say
from kccreport.paper.blocks import Heading, Table


class TableNames(Struct):
    """Names tables after their captions, or the headings above them without the paper's title, told apart where two are alike."""

    above: list[str] = field(default_factory=list)
    named: dict[str, int] = field(default_factory=dict)

    def pass_heading(self, heading: Heading) -> None:
        """Note a heading: what follows stands under it."""
        self.above[max(heading.level - 1, 0) :] = [f"{heading.number} {heading.text}".strip()]

    def of(self, table: Table) -> str:
        """Return the name of the next table: its caption, or the headings above it."""
        name = table.caption or ": ".join((self.above[1:] or self.above)[-2:]) or say("Table")
        count = self.named[name] = self.named.get(name, 0) + 1
        return f"{name} ({count})" if count > 1 else name
