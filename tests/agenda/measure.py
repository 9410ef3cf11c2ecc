"""`python -m tests.agenda.measure [FOLDER]`: of sixty clean packs, how many the leak proof stops, and by what; and whether
it finds what is then planted in them. FOLDER holds published papers as text, whose sentences public papers say.
"""

import sys
import tempfile
from collections import Counter
from pathlib import Path

from kccreport.agenda.examining.contents import Contents, contents_of
from kccreport.agenda.examining.leaks import exempt_paper, find_leaks
from kccreport.agenda.words.public_words import public_names, public_words
from tests.agenda.clean_papers import Meeting, business, meeting
from tests.agendas import EXEMPT, read, report

PACKS = 60


def false_stops(made: Meeting, folder: Path) -> set[str]:
    """Return what is said to leak in a pack of clean papers, by all that stands in them and in the agenda."""
    public = [_contents(folder, name, content) for name, content in made.public.items()]
    exempt = [
        exempt_paper(f"Item {name}", _contents(folder, name, content), titles=["Property matters"], files=[name])
        for name, content in made.exempt.items()
    ]
    rows = [report(str(at), File=name) for at, name in enumerate([*made.public, *made.exempt], 1)]
    rows[-1] |= {**EXEMPT, "Safe title": "An exempt matter"}
    agenda = read(folder, *rows).value
    allowed = [] if agenda is None else list(public_words(agenda))
    names = [] if agenda is None else list(public_names(agenda))
    return {leak.what for each in public for leak in find_leaks(each, exempt, public, allowed, names)}


def missed(made: Meeting) -> int:
    """Return how many of the secrets are not found when a public paper says them."""
    papers = [exempt_paper("Item", Contents(texts=[("", secret)]), titles=[], files=[]) for secret in made.secrets]
    return sum(
        not list(find_leaks(Contents(texts=[("page 1", f"We note that {secret}")]), [paper], [], []))
        for secret, paper in zip(made.secrets, papers, strict=True)
    )


def _contents(folder: Path, name: str, content: bytes) -> Contents:
    path = folder / name
    path.write_bytes(content)
    return contents_of(path)


def main(seeds: Path | None) -> None:
    """Print the figures."""
    sentences = business(seeds) if seeds is not None else []
    stopped, by, lost = 0, Counter[str](), 0
    for seed in range(PACKS):
        made = meeting(seed, sentences)
        with tempfile.TemporaryDirectory() as folder:
            found = false_stops(made, Path(folder))
        stopped += bool(found)
        by.update(found)
        lost += missed(made)
    print(f"{stopped} of {PACKS} clean packs stopped; {lost} planted secrets missed")
    for what, count in by.most_common():
        print(f"{count:4} {what}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
