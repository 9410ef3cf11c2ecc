"""Parts that belong together, and where a sentence may be parted: the step between words and clauses."""

from collections.abc import Sequence

from kccreport.claims.parts import (
    Against,
    Interval,
    Linking,
    Move,
    Outcome,
    Part,
    Quantity,
    Rating,
    Role,
    Time,
    TimeKind,
    Word,
)

_JOINTS = frozenset({"and", "to", "until", "up to", "or", "&"})
_BOTH = frozenset({"and", "&", "or"})
_VERBS = (Linking, Move, Outcome, Rating, Against, Quantity)


def joined(parts: Sequence[Part]) -> list[Part]:
    """Join two times to one interval, "between September and January", and after "ranged" two figures to one range."""
    found: list[Part] = []
    at = 0
    while at < len(parts):
        part, rest = parts[at], [each for each in parts[at + 1 : at + 5] if not _is_filling(each)]
        joint, other = (rest[0], rest[1]) if len(rest) > 1 else (None, None)
        text = joint.text if isinstance(joint, Word) else ""
        if (
            isinstance(part, Time)
            and isinstance(other, Time)
            and text in _JOINTS
            and _is_month(part)
            and _is_month(other)
            and not (text in _BOTH and _begins_anew(found, other, parts[_place(parts, other, at) + 1 :]))
        ):
            is_span = text not in _BOTH or _preceded_by(found, ("between",))
            found.append(Interval(part, other, is_pair=not is_span))
            at = _place(parts, other, at) + 1
        elif _is_range(part, other) and text == "to" and _is_spanning(found):
            found[-1:] = [_range(part, other)]
            at = _place(parts, other, at) + 1
        else:
            found.append(part)
            at += 1
    return found


def _begins_anew(before: Sequence[Part], other: Time, after: Sequence[Part]) -> bool:
    """Say whether the second time is of a statement of its own: "since May and now stands at 68%", "74% in May and now 68%"."""
    if _preceded_by(before, ("between",)):
        return False
    following = next((part for part in after if not _is_filling(part)), None)
    return _preceded_by(before, ("since",)) or (other.kind is TimeKind.LATEST and isinstance(following, _VERBS))


def _is_range(low: Part, high: Part | None) -> bool:
    return isinstance(low, Quantity) and isinstance(high, Quantity) and low.value <= high.value


def _range(low: Part, high: Part | None) -> Part:
    assert isinstance(low, Quantity)
    assert isinstance(high, Quantity)
    return high._replace(value=low.value, high=high.value)


def _is_filling(part: Part) -> bool:
    return isinstance(part, Word) and part.role is Role.FILL


def _preceded_by(parts: Sequence[Part], words: tuple[str, ...]) -> bool:
    last = next((part for part in reversed(parts) if not _is_filling(part)), None)
    return isinstance(last, Word) and last.text in words


def _is_spanning(parts: Sequence[Part]) -> bool:
    """Say whether "ranged from" stands right before."""
    kept = [part for part in parts if not _is_filling(part)]
    return len(kept) > 1 and _preceded_by(parts, ("from",)) and isinstance(kept[-2], Linking) and kept[-2].spans


def _place(parts: Sequence[Part], wanted: Part | None, start: int) -> int:
    return next(at for at in range(start + 1, len(parts)) if parts[at] is wanted)


def _is_month(time: Time) -> bool:
    return time.kind in (TimeKind.MONTH, TimeKind.QUARTER, TimeKind.LATEST, TimeKind.BEFORE)


def pieces(parts: Sequence[Part]) -> list[list[Part]]:
    """Return what stands between commas, conjunctions and the like; what "or" leaves open is left out."""
    found: list[list[Part]] = [[]]
    is_open: set[int] = set()
    for part in parts:
        if isinstance(part, Word) and part.role is Role.BREAK:
            if part.text == "or":
                is_open |= {len(found) - 1, len(found)}
            if found[-1]:
                found.append([])
        else:
            found[-1].append(part)
    return [piece for at, piece in enumerate(found) if piece and at not in is_open]
