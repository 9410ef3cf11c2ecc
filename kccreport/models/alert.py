"""Where activity lies against its expected range."""

from enum import StrEnum


class Alert(StrEnum):
    """Where activity lies: neither good nor bad. `YES` is within the range."""

    ABOVE = "above"
    YES = "yes"
    BELOW = "below"
