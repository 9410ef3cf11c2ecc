"""Dataclasses as the standard library has them, made in an eighth of the time: what a command waits for before it begins.

The standard library writes six functions for every class as Python source, and compiles them when the class is made; for
250 classes that was a fifth of a cold build. Here `__init__`, `__eq__` and `__hash__` are compiled when they are first
called, which for most classes of a run is never. Fields, their order and their defaults are still gathered by the
standard library, so that `fields`, `replace`, `asdict`, `is_dataclass` and matching know these classes as its own.

mypy reads `dataclass` here as the standard library's.
"""

import dataclasses
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:

    def dataclass(cls=None, /, *, frozen=False, slots=False):
        """Make a class a dataclass, as `dataclasses.dataclass` does, with `frozen` and `slots` as there.

        Equality, hashing, `field()`, `KW_ONLY`, inheritance, pickling and copying are as there. There is no `order` and
        no `InitVar`.
        """
        return _made(cls, frozen, slots) if cls is not None else lambda found: _made(found, frozen, slots)


def _made(cls: Any, frozen: bool, slots: bool) -> Any:
    own = vars(cls)
    has_hash = "__hash__" in own and not (own["__hash__"] is None and "__eq__" in own)  # Python's None, not the class's
    wanted = [name for name in ("__init__", "__eq__", "__repr__") if name not in own]
    cls = dataclasses.dataclass(init=False, repr=False, eq=False)(cls)
    if slots:
        cls = _slotted(cls, [each.name for each in dataclasses.fields(cls)])
    if "__init__" in wanted:
        _late(cls, "__init__", _init)
    if "__eq__" in wanted:
        _late(cls, "__eq__", _eq)
    if "__repr__" in wanted:
        cls.__repr__ = _repr
    if not has_hash:
        if frozen:
            _late(cls, "__hash__", _hash)
        else:
            cls.__hash__ = None
    if frozen:
        cls.__setattr__, cls.__delattr__ = _refuse_to_set, _refuse_to_delete
    return cls


def _slotted(cls: Any, names: list[str]) -> Any:
    """Return the class anew with slots, which only a class that is being made can have."""
    inherited = {name for base in cls.__mro__[1:-1] for name in getattr(base, "__slots__", ())}
    body = {name: value for name, value in vars(cls).items() if name not in (*names, "__dict__", "__weakref__")}
    body["__slots__"] = tuple(name for name in names if name not in inherited)
    made = type(cls)(cls.__name__, cls.__bases__, body)
    made.__qualname__ = cls.__qualname__
    made.__getstate__, made.__setstate__ = _state, _set_state
    return made


def _late(cls: Any, name: str, write: Any) -> None:
    """Give a class a function that, when it is first called, is written, compiled, put in its own place and called."""

    def first(*arguments: Any, **named: Any) -> Any:
        if cls.__dict__[name] is first:  # else another thread was quicker
            source, known = write(cls)
            exec(source, known)
            known[name].__qualname__, known[name].__module__ = f"{cls.__qualname__}.{name}", cls.__module__
            setattr(cls, name, known[name])
        return cls.__dict__[name](*arguments, **named)

    setattr(cls, name, first)


def _init(cls: Any) -> tuple[str, dict[str, Any]]:
    known: dict[str, Any] = {"MISSING": dataclasses.MISSING, "put": object.__setattr__}
    head, named, body = ["self"], ["*"], []
    for each in dataclasses.fields(cls):
        name = value = each.name
        if each.default_factory is not dataclasses.MISSING:
            known[f"make_{name}"] = each.default_factory
            value = f"make_{name}() if {name} is MISSING else {name}" if each.init else f"make_{name}()"
            usual = "MISSING"
        elif each.default is not dataclasses.MISSING:
            known[f"usual_{name}"] = each.default
            value, usual = name if each.init else f"usual_{name}", f"usual_{name}"
        elif each.init:
            usual = ""
        else:
            continue  # the class sets it itself
        if each.init:
            (named if each.kw_only else head).append(f"{name}={usual}" if usual else name)
        slot = cls.__dict__.get(name)
        if type(slot) is _SLOT:
            known[f"put_{name}"] = slot.__set__  # a third quicker than by name
            body.append(f"put_{name}(self, {value})")
        else:
            body.append(f"put(self, {name!r}, {value})")
    if hasattr(cls, "__post_init__"):
        body.append("self.__post_init__()")
    head += named if len(named) > 1 else []
    return f"def __init__({', '.join(head)}):\n " + "\n ".join(body or ["pass"]), known


def _eq(cls: Any) -> tuple[str, dict[str, Any]]:
    ours, theirs = (_values(cls, whose, lambda each: each.compare) for whose in ("self", "other"))
    return (
        f"def __eq__(self, other):\n return {ours} == {theirs} if other.__class__ is self.__class__ else NotImplemented",
        {},
    )


def _hash(cls: Any) -> tuple[str, dict[str, Any]]:
    values = _values(cls, "self", lambda each: each.compare if each.hash is None else each.hash)
    return f"def __hash__(self):\n return hash({values})", {}


def _values(cls: Any, whose: str, is_wanted: Any) -> str:
    return f"({''.join(f'{whose}.{each.name}, ' for each in dataclasses.fields(cls) if is_wanted(each))})"


def _repr(self: Any) -> str:
    shown = ", ".join(f"{each.name}={getattr(self, each.name)!r}" for each in dataclasses.fields(self) if each.repr)
    return f"{type(self).__qualname__}({shown})"


def _state(self: Any) -> list[Any]:
    return [getattr(self, each.name) for each in dataclasses.fields(self)]


def _set_state(self: Any, state: list[Any]) -> None:
    for each, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, each.name, value)


def _refuse_to_set(self: Any, name: str, value: Any) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(self: Any, name: str) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")


class _Slotted:
    __slots__ = ("slot",)


_SLOT = type(vars(_Slotted)["slot"])
