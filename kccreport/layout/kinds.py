"""Which layouts make papers of one kind: a committee that changes between them goes on with the same report."""

_KINDS = {
    "dashboard": ("committee-paper", "committee-paper-2012", "dashboard"),
    "quarterly": ("quarterly-report", "indicator-reports"),
    "cover": ("scrutiny-report",),
    "simple": ("one-table",),
}


def kind_of(layout: str) -> str:
    """Return the kind of paper that a layout makes; one of the council's own is a kind of its own.

    >>> kind_of("committee-paper-2012"), kind_of("our-own")
    ('dashboard', 'our-own')
    """
    return next((kind for kind, layouts in _KINDS.items() if layout in layouts), layout)
