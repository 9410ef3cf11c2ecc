"""Page numbers that were published, held: a paper that grows goes on with letters, and nothing else moves."""

from collections.abc import Iterable, Sequence

from kccreport.ground.pattern import pattern
from kccreport.paper.blocks import PageNumbers
from kccreport.published.packs import NumberRun

_LABEL = pattern(r"(\d+)([A-Z]*)")


def runs_taken(numbers: PageNumbers, pages: int) -> tuple[NumberRun, ...]:
    """Return the numbers of a paper with so many pages as a record keeps them; those with roman or fixed labels not."""
    stretches = list(numbers.runs(pages))
    ends = [*(offset for offset, _ in stretches[1:]), pages]
    return tuple(
        NumberRun(prefix=run.prefix, style=run.style, first=run.first, count=end - offset)
        for (offset, run), end in zip(stretches, ends, strict=True)
        if run.style in ("decimal", "letters") and end > offset
    )


def words_of(runs: Sequence[NumberRun]) -> str:
    """Return published pages in words, first to last: 5–7, or 27A–27C."""
    first = PageNumbers(runs[0].first, runs[0].prefix, runs[0].style).label(1)
    last = PageNumbers(runs[-1].first, runs[-1].prefix, runs[-1].style).label(runs[-1].count)
    return first if first == last else f"{first}–{last}"


def last_number(run: NumberRun) -> int:
    """Return the number of the last of some pages, without letters: 27 for 27A–27C."""
    return position(PageNumbers(run.first, run.prefix, run.style).label(run.count))[0]


def position(label: str) -> tuple[int, int]:
    """Return where a page stands among others by its label: 27 before 27A before 27AA before 28.

    Labels without a number, such as i, come first.
    """
    match = _LABEL.match(label)
    if match is None:
        return 0, 0
    letters = match[2]
    return int(match[1]), 26 * (len(letters) - 1) + ord(letters[0]) - 64 if letters else 0


class Letters:
    """Which letters after each page number are taken: by what was published, and by what has been numbered since."""

    def __init__(self, runs: Iterable[NumberRun]) -> None:
        self._last: dict[str, int] = {}
        self.take(runs)

    def take(self, runs: Iterable[NumberRun]) -> None:
        """Keep the numbers of some pages from being given again."""
        for run in runs:
            if run.style == "letters":
                self._last[run.prefix] = max(self._last.get(run.prefix, 0), run.first + run.count - 1)

    def free(self, prefix: str) -> PageNumbers:
        """Return the numbers that a new paper has after the page `prefix`: 27A, or 27D where A to C are taken."""
        return PageNumbers(self._last.get(prefix, 0) + 1, prefix, "letters")

    def held(self, runs: Sequence[NumberRun]) -> PageNumbers:
        """Return the numbers of a paper that was published: the same, and for more pages than it had some after them.

        Those have the letters after its last page, 9A and 9B, or where these are taken 9.1 and 9.2.
        """
        numbers = self._beyond(runs[-1])
        for run in reversed(runs):
            numbers = PageNumbers(run.first, run.prefix, run.style, run.first + run.count - 1, numbers)
        return numbers

    def _beyond(self, run: NumberRun) -> PageNumbers:
        last = run.first + run.count - 1
        if run.style == "decimal" and run.prefix:
            return PageNumbers(last + 1, run.prefix)
        if run.style == "decimal":
            return PageNumbers(1, f"{last}.") if str(last) in self._last else PageNumbers(1, str(last), "letters")
        if self._last.get(run.prefix, 0) == last:
            return PageNumbers(last + 1, run.prefix, "letters")
        return PageNumbers(1, PageNumbers(last, run.prefix, "letters").label(1) + ".")
