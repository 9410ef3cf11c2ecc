"""Which record a paper goes on with: by council, committee and kind of paper, whatever its title and wherever it is put."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from kccreport.ground.errors import UnreadableFile
from kccreport.ground.folders import lying_in
from kccreport.models.reading.in_words import without_periods
from kccreport.models.reference import fold_reference
from kccreport.published.papers import Record, Release, period_key, read_record, record_path
from kccreport.rating.rated import RatedSubmission

_SUFFIX = ".record.json"


class Shelf(NamedTuple):
    """Where a record may stand: the folder that a paper is put into, and the one its workbook is in.

    A record is also found one folder up from the papers, and in the folders beside and below these: a paper that is put
    into a folder for each quarter goes on with one record.
    """

    out: Path
    workbook: Path

    def records(self) -> Iterator[tuple[Path, Record]]:
        """Yield every record there, those in the folder of the papers first.

        Raises:
            UnreadableFile: a file in the folder of the papers is not a record; elsewhere it is passed over.
        """
        for path in self.files():
            try:
                yield path, read_record(path)
            except UnreadableFile:
                if path.parent == self.out:
                    raise

    def files(self) -> Iterator[Path]:
        """Yield the file of every record there, in the same order, each once."""
        seen: set[Path] = set()
        above = self.out.resolve().parent
        for folder in (self.out, self.workbook.parent, above):
            for path in (*lying_in(folder, end=_SUFFIX), *lying_in(folder, end=_SUFFIX, depth=1)):
                if path.resolve() not in seen:
                    seen.add(path.resolve())
                    yield path


class Series(NamedTuple):
    """What stays the same from report to report: council, committee, kind of paper, and the name typed as Record."""

    council: str
    committee: str
    kind: str
    name: str
    title: str
    references: frozenset[str]

    @classmethod
    def of(cls, rated: RatedSubmission, kind: str) -> "Series":
        """Return the series that a paper belongs to."""
        paper = rated.submission.paper
        references = frozenset(fold_reference(each.reference) for each in rated.submission.indicators)
        return cls(paper.council, paper.committee, kind, paper.record or "", paper.title, references)

    def is_of(self, path: Path, record: Record) -> bool:
        """Say whether a record is of this series.

        It is where it is named as the item Record says; else where it is of the same council and indicators, for the
        same committee and kind or under the same title without its period, and not under another name. Records of
        before that was kept are known by their file, or by that title.
        """
        if self.name and path.name == record_path(Path(), self.name).name:
            return True
        if not any(each.council for each in record.releases):
            return path.name == record_path(Path(), self.title).name or self._has_title(record)
        return self._is_alike(record) and not self._has_other_name(record)

    def is_another(self, record: Record) -> bool:
        """Say whether a record would be of this series, were it not for another name under Record."""
        return self._is_alike(record) and self._has_other_name(record)

    def _is_alike(self, record: Record) -> bool:
        return any(self._is_release(each) for each in record.releases) and self._shares_indicators(record)

    def _is_release(self, release: Release) -> bool:
        if _folded(release.council) != _folded(self.council):
            return False
        same = (_folded(release.committee), release.kind) == (_folded(self.committee), self.kind)
        return same or without_periods(release.title) == without_periods(self.title)

    def _has_title(self, record: Record) -> bool:
        mine = without_periods(self.title)
        has_title = any(without_periods(each.title) == mine for each in record.releases)
        return bool(mine) and has_title and self._shares_indicators(record)

    def _shares_indicators(self, record: Record) -> bool:
        return any(fold_reference(name) in self.references for each in record.releases for name in each.results)

    def _has_other_name(self, record: Record) -> bool:
        names = {_folded(each.name) for each in record.releases if each.name}
        return bool(self.name and names) and _folded(self.name) not in names

    def path(self, folder: Path) -> Path:
        """Return where a record that begins is put; one that stands there is of another series."""
        is_known = self.council or self.committee
        whole = f"{self.council} {self.committee} {self.kind}" if is_known else self.title
        for name in filter(None, (self.name, whole, f"{whole} {self.title}")):
            path = record_path(folder, name)
            if not path.exists():
                return path
        return record_path(folder, f"{whole} {self.title} {len(lying_in(folder, end=_SUFFIX))}")


def _folded(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalnum())


def records_of(series: Series, found: Iterable[tuple[Path, Record]]) -> dict[Path, Record]:
    """Return, of the records found on a shelf, those of a series, usually one."""
    return {path: record for path, record in found if series.is_of(path, record)}


def printed_before(records: Mapping[Path, Record], results_up_to: str) -> Release | None:
    """Return what was printed before a report, each figure as it was printed last; None where nothing was.

    `results_up_to` is that report's month, such as 2020-12; the same month released before is no earlier report.
    """
    releases = [each for record in records.values() for each in record.releases if each.results_up_to < results_up_to]
    releases.sort(key=lambda each: (each.results_up_to, each.version))
    if not releases:
        return None
    results: dict[str, dict[str, object]] = {}
    for release in releases:
        for reference, figures in release.results.items():
            results.setdefault(reference, {}).update(figures)
    return releases[-1].model_copy(update={"results": results})


def month_of(rated: RatedSubmission) -> str:
    """Return the month that a paper reports up to, as records name it."""
    return period_key(rated.submission.paper.results_up_to)
