"""How we stand to the others, kept in `ratios.json`: ratios, since seconds say more of a machine than of a program.

The file has the last run and the last release. README prints it as a table; `python -m tests.bench.ratios` prints that.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

PLACE = Path(__file__).with_name("ratios.json")
US, TYPST, WEASYPRINT, BARE = "kccreport build", "Typst, PDF/UA-1", "WeasyPrint, PDF/UA-1", "bare ReportLab, untagged"
# what is compared, in the words of README, with the aim where there is one
AIMS = {
    "26: CPU to Typst": None,
    "26: CPU to WeasyPrint": None,
    "26: CPU to bare ReportLab": None,
    "260: CPU to Typst": 1.0,
    "260: wall to Typst": None,
    "260: memory to Typst": 0.25,
    "260: CPU to WeasyPrint": None,
    "260: CPU to bare ReportLab": None,
    "260: rendering alone to that of bare ReportLab": 0.5,
    "1040: CPU to Typst": 0.6,
    "1040: wall to Typst": None,
    "1040: memory to Typst": None,
    "1040: CPU to bare ReportLab": None,
    "MiB for each further page": 0.1,
    "cold build to importing openpyxl and ReportLab": 1.4,
    "cold check to importing openpyxl and ReportLab": 1.2,
    "help to bare Typer": 1.5,
    "200 papers: two processes to half of the time of one": 1.11,  # which is an efficiency of 0.9
}


@dataclass(frozen=True, slots=True)
class Ratios:
    """Ratios by what they compare, with the machine and the commit they were measured at."""

    machine: str
    commit: str
    ratios: dict[str, float]


def ratios_of(found: Mapping[int, Mapping[str, Mapping[str, float]]], further: Mapping[str, float]) -> dict[str, float]:
    """Return our figures as shares of the others', in the order of the aims.

    `found` has, by size and by name, cpu and wall in seconds, peak in MiB, and pages; `further` are shares by their names.
    """
    ratios: dict[str, float] = {}
    for size, made in found.items():
        for name, short in ((TYPST, "Typst"), (WEASYPRINT, "WeasyPrint"), (BARE, "bare ReportLab")):
            for what, key in (("CPU", "cpu"), ("wall", "wall"), ("memory", "peak")):
                if name in made and f"{size}: {what} to {short}" in AIMS:
                    ratios[f"{size}: {what} to {short}"] = made[US][key] / made[name][key]
    least, most = found[min(found)][US], found[max(found)][US]
    if most["pages"] > least["pages"]:
        grown = most["peak"] - least["peak"]
        ratios["MiB for each further page"] = grown / (most["pages"] - least["pages"])
    ratios.update(further)
    return {name: round(ratios[name], 3) for name in AIMS if name in ratios}


def kept(place: Path = PLACE) -> dict[str, Ratios]:
    """Return what is kept: the last run as now, the last release as release; nothing where there is no file yet."""
    if not place.exists():
        return {}
    return {name: Ratios(**found) for name, found in json.loads(place.read_text("utf-8")).items()}


def keep(now: Ratios, before: Mapping[str, Ratios], *, is_release: bool, place: Path = PLACE) -> None:
    """Keep a run, and where it is of a release, or none is kept yet, as that of the last release too."""
    found = {"now": now, "release": now if is_release or "release" not in before else before["release"]}
    text = json.dumps({name: asdict(each) for name, each in found.items()}, indent=1, ensure_ascii=False)
    place.write_text(text + "\n", "utf-8")


def changes(now: Mapping[str, float], before: Mapping[str, Ratios]) -> Iterator[str]:
    """Yield a line for each ratio: now, at the last run, at the last release, and the aim with whether it is met.

    A change of more than a twentieth, which runs of one program seldom differ by, is marked.
    """
    yield f"{'':>48}{'now':>8}{'last run':>10}{'release':>9}{'aim':>7}"
    for name, value in now.items():
        cells, marks = f"{name:>48}{value:>8.2f}", ""
        for which, width in (("now", 10), ("release", 9)):
            was = before[which].ratios.get(name) if which in before else None
            cells += f"{'–' if was is None else f'{was:.2f}':>{width}}"
            if was is not None and abs(value - was) > was / 20:
                marks = f"  {(value / was - 1) * 100:+.0f}% since the {'release' if which == 'release' else 'last run'}"
        aim = AIMS.get(name)
        yield cells + (f"{'–':>7}" if aim is None else f"{aim:>7.2f}{'' if value <= aim else '  not met'}") + marks


def table() -> str:
    """Return what is kept as the table of README."""
    found = kept()
    now, release = found["now"], found["release"]
    rows = [f"Measured on {now.machine}.", "", "| | Now | Last release | Aim |", "| --- | --- | --- | --- |"]
    for name, value in now.ratios.items():
        was, aim = release.ratios.get(name), AIMS.get(name)
        cells = (_words(name), f"{value:.2f}", "" if was is None else f"{was:.2f}", "" if aim is None else f"{aim:.2f}")
        rows.append(f"| {' | '.join(cells)} |")
    return "\n".join(rows)


def _words(name: str) -> str:
    size, _, what = name.partition(": ")
    return f"{int(size):,} indicators: {what}" if size.isdecimal() else name[0].upper() + name[1:]


if __name__ == "__main__":
    print(table())
