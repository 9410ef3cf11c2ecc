"""python -m tests.bench"""

import sys
import tempfile
from pathlib import Path

from tests.bench.commentary import commentary
from tests.bench.packs import packs, whole_pack
from tests.bench.peers import peers
from tests.bench.quarterly import quarterly
from tests.bench.stages import against, pages, stages_of_dashboards


def main() -> None:
    """Print all but the peers, which take minutes."""
    with tempfile.TemporaryDirectory() as folder:
        stages_of_dashboards(Path(folder))
        pages()
        commentary()
        quarterly(folder)
        packs(Path(folder))
        with tempfile.TemporaryDirectory() as other:
            whole_pack(Path(other))


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["--against", checkout]:
            against(Path(checkout))
        case ["--peers", *more]:
            peers(is_release="--release" in more)
        case _:
            main()
