"""CONTRIBUTING is true: its tables are the tests' own, and every file it sends a newcomer to is there.

`python -m tests.test_contributing` writes both tables into it.
"""

import re
from pathlib import Path

from tests import ROOT, test_private_names, test_rooms

GUIDE = ROOT / ".github" / "CONTRIBUTING.md"
TABLES = {"rooms": test_rooms.table(), "private": test_private_names.table()}


def between(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<=<!-- {name} -->\n).*?(?=<!-- end of {name} -->)", re.DOTALL)


def test_its_tables_are_the_ones_that_tests_hold() -> None:
    text = GUIDE.read_text("utf-8")
    for name, table in TABLES.items():
        found = between(name).search(text)
        assert found is not None
        assert found[0].strip() == table, "python -m tests.test_contributing writes it"


def test_every_place_it_names_is_there() -> None:
    places = re.findall(r"`((?:kccreport|tests|layouts|inputs|\.ci)/[\w./-]+)`", GUIDE.read_text("utf-8"))
    assert len(places) > 40
    assert [place for place in places if not (ROOT / place).exists()] == []


def written(text: str) -> str:
    for name, table in TABLES.items():
        text = between(name).sub(lambda _, table=table: f"\n{table}\n\n", text, count=1)
    return text


if __name__ == "__main__":
    Path(GUIDE).write_text(written(GUIDE.read_text("utf-8")), "utf-8")
