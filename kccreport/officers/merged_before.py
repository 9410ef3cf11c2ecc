"""What was merged before, as fingerprints beside the paper's workbook: what we wrote ourselves is no conflict."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kccreport.ground.errors import UnreadableFile

_FORMAT = 1
_MOST_BYTES = 20_000_000


def fingerprint(*words: str) -> str:
    """Return what stands for some words: spaces, and how lines end, do not matter."""
    plain = "\0".join(" ".join(each.split()) for each in words)
    return hashlib.sha256(plain.encode()).hexdigest()[:24]


@dataclass(frozen=True, slots=True)
class Step:
    """One return that was merged: fingerprints of what came in its boxes, and of what then stood in the workbook."""

    came: str
    stood: str


@dataclass(frozen=True, slots=True)
class MergedBefore:
    """Every return that was merged into a workbook, by reference, oldest first."""

    steps: Mapping[str, tuple[Step, ...]] = field(default_factory=dict)

    def up_to_now(self, reference: str, stands: str) -> tuple[Step, ...]:
        """Return what was merged up to what stands in the workbook now; nothing where somebody else wrote that."""
        steps = self.steps.get(reference, ())
        last = max((at for at, step in enumerate(steps) if step.stood == stands), default=-1)
        return steps[: last + 1]

    def with_steps(self, new: Mapping[str, tuple[Step, ...]], stands: Mapping[str, str]) -> "MergedBefore":
        """Return it with new returns merged, each upon what stood there; what was undone since is forgotten."""
        added = {name: (*self.up_to_now(name, stands.get(name, "")), *steps) for name, steps in new.items()}
        return MergedBefore({**self.steps, **added})


def memory_path(workbook: Path) -> Path:
    """Return where a workbook's memory stands: june.collected.json beside june.xlsx."""
    return workbook.with_name(f"{workbook.stem}.collected.json")


def read_memory(path: Path) -> MergedBefore:
    """Return what was merged before; nothing where there is no file yet.

    Raises:
        UnreadableFile: the file is damaged, or of a later version.
    """
    if not path.exists():
        return MergedBefore()
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise ValueError("too large")
        data = json.loads(path.read_bytes())
        if data["format"] != _FORMAT:
            raise ValueError("of another version")
        steps = {str(name): tuple(Step(str(a), str(b)) for a, b in each) for name, each in data["merged"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as fault:
        raise UnreadableFile(
            f"{path} is not a list of what was merged before; delete it, and returns are compared with the workbook alone."
        ) from fault
    return MergedBefore(steps)


def memory_bytes(memory: MergedBefore) -> bytes:
    """Return it as JSON that can be compared line by line."""
    merged = {name: [[step.came, step.stood] for step in steps] for name, steps in sorted(memory.steps.items())}
    return (json.dumps({"format": _FORMAT, "merged": merged}, ensure_ascii=False, indent=1) + "\n").encode()
