"""The states that a rating can have."""

from enum import StrEnum


class Rag(StrEnum):
    """A rating: a state, never a colour or a letter. Best first.

    Most schemes use green, amber and red only. Blue and dark green exceed by a margin the council has set; light green is
    the second quartile, or nearly green; "not met" is all that can be said where nothing tells amber from red.
    """

    BLUE = "blue"
    DARK_GREEN = "dark green"
    GREEN = "green"
    LIGHT_GREEN = "light green"
    AMBER = "amber"
    RED = "red"
    NOT_MET = "not met"

    @property
    def calls_for_explanation(self) -> bool:
        """True for the ratings that Kent's papers explain: red, and a target not met where there is no amber."""
        return self in (Rag.RED, Rag.NOT_MET)
