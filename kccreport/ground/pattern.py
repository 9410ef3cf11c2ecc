"""Regular expressions that are compiled when they are first used: most runs use few of the many there are."""

import re
from typing import Any, AnyStr, cast

_OFFERED = (
    "match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer", "pattern", "flags", "groups", "groupindex",
)  # fmt: skip


def pattern(source: AnyStr, flags: re.RegexFlag = re.NOFLAG) -> "re.Pattern[AnyStr]":
    """Return what `re.compile` returns, to be used by its own methods; it is compiled when the first of them is asked for.

    A source that is no regular expression is found out then; a test asks every pattern of ours.
    """
    return cast("re.Pattern[AnyStr]", _Late(source, flags))


class _Late:
    """Stands for a pattern, and takes over its methods as soon as one is asked for."""

    def __init__(self, source: str | bytes, flags: re.RegexFlag) -> None:
        self._source, self._flags = source, flags

    def __getattr__(self, name: str) -> Any:
        if name not in _OFFERED:
            raise AttributeError(name)
        compiled = re.compile(self._source, self._flags)
        vars(self).update((each, getattr(compiled, each)) for each in _OFFERED)
        return getattr(compiled, name)
