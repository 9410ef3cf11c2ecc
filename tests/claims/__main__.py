"""How well commentary is read: `python -m tests.claims`. Prints precision and recall by set and kind, then what was missed."""

from collections import defaultdict

from tests.claims.measure import Case, Measured, dashboard_facts, measured, read_set
from tests.claims.sentences import HELD_OUT, LATER, TUNING, invented_facts
from tests.claims.templates import made


def main() -> None:
    """Measure every set."""
    facts = dashboard_facts()
    results = {name: measured(read_set(name), facts) for name in ("worked", "untouched", "written", "provoking")}
    results["made from templates"] = measured(made(facts, seed=2021, rounds=3), facts)
    invented = invented_facts()
    for name, cases in (("earlier: tuned on", TUNING), ("earlier: held out", HELD_OUT), ("earlier: later", LATER)):
        results[name] = measured(cases, invented)
    print(f"{'set':<22}{'caught':>8}{'missed':>8}{'false':>7}{'precision':>11}{'recall':>8}")
    for name, found in results.items():
        _line(name, found)
    for name, found in results.items():
        kinds = _by_kind(found)
        if any(each.missed or each.false for each in kinds.values()):
            print(f"\n{name}: kinds with a miss or a false alarm")
            for kind, each in sorted(kinds.items()):
                if each.missed or each.false:
                    _line(f"  {kind}", each)
        for title, cases in (("false alarm", found.false), ("missed", found.missed)):
            for case in cases[:40]:
                print(f"  {title}: {case.about}: {case.text}")


def _line(name: str, found: Measured) -> None:
    counts = f"{len(found.caught):>8}{len(found.missed):>8}{len(found.false):>7}"
    print(f"{name:<22}{counts}{found.precision:>11.2f}{found.recall:>8.2f}")


def _by_kind(found: Measured) -> dict[str, Measured]:
    sorted_: dict[str, tuple[list[Case], list[Case], list[Case]]] = defaultdict(lambda: ([], [], []))
    for place, cases in enumerate((found.caught, found.false, found.missed)):
        for case in cases:
            sorted_[case.kind][place].append(case)
    return {kind: Measured(*(tuple(cases) for cases in lists)) for kind, lists in sorted_.items()}


if __name__ == "__main__":
    main()
