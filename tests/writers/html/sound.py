"""What every page must be, whatever the paper."""

import re
from itertools import pairwise
from typing import Any

from tests.writers.html.said import only, text_of


def assert_sound(tree: Any) -> None:
    """One h1 and no gaps, names that are unique, links that lead somewhere, heads with a scope, pictures with words."""
    everything = [each for each in tree.iter() if isinstance(each.tag, str)]
    levels = [int(each.tag[1]) for each in everything if re.fullmatch("h[1-6]", each.tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    names = [each.get("id") for each in everything if each.get("id")]
    assert len(names) == len(set(names))
    for each in everything:
        assert each.tag not in {"script", "link", "iframe", "object", "embed", "base", "form", "font", "center"}
        assert not [name for name in each.keys() if name == "style" or name.startswith("on")]  # noqa: SIM118 - an element's
        for name in ("href", "aria-labelledby"):
            target = each.get(name, "#")
            if name == "href" and not target.startswith("#"):
                assert re.match("https?://|mailto:", target)
            elif target != "#":
                assert target.removeprefix("#") in names
        if each.tag == "a":
            assert text_of(each)
        if each.tag == "th":
            assert each.get("scope") in {"col", "row", "rowgroup"}
            assert text_of(each) or each.find("svg") is not None
        if each.tag == "svg":
            assert (each.get("role") == "img") is bool(each.get("aria-label"))
            assert each.get("role") == "img" or each.get("aria-hidden") == "true"
    captions = [text_of(each) for each in everything if each.tag == "caption"]
    assert len(captions) == len(set(captions)) == sum(each.tag == "table" for each in everything)
    for landmark in ("header", "main", "footer"):
        only(tree, landmark)
