"""The text of a cell to paragraphs and bullets."""

import re

from kccreport.paper.blocks import Block, Bullets, Prose, Role, plain

_BULLET = re.compile(r"\s*[-–•*]\s+(?P<item>\S.*)")


def prose_blocks(text: str, role: Role = Role.BODY, number: str = "") -> list[Block]:
    """Return a cell's lines as paragraphs; lines that start with a dash or bullet become a list.

    Nothing else in the text has a meaning: `<b>`, `&` or a path print as they were typed. The first paragraph carries
    `number`.
    """
    blocks: list[Block] = []
    items: list[str] = []

    def end_list() -> None:
        if items:
            blocks.append(Bullets(tuple(plain(item) for item in items), role))
            items.clear()

    for line in text.split("\n"):
        if not line.strip():
            end_list()
        elif match := _BULLET.fullmatch(line):
            items.append(match["item"].strip())
        else:
            end_list()
            blocks.append(Prose(plain(line.strip()), role, number))
            number = ""
    end_list()
    return blocks
