"""Published results, as the council printed them, to be reproduced by computation."""

import csv
from pathlib import Path

FOLDER = Path(__file__).parent / "golden"


def seed_001() -> list[dict[str, str]]:
    """The 45 indicators of the dashboard with results up to January 2021, in the order of the paper."""
    with (FOLDER / "seed_001.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def seed_004() -> list[dict[str, str]]:
    """The 26 indicators of the quarterly report, Quarter 1 2011/12, with values, targets and ratings by period."""
    with (FOLDER / "seed_004.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
