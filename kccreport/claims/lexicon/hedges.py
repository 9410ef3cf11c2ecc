"""How exactly a figure is meant: about, just over, at least."""

from kccreport.claims.lexicon.tables import table
from kccreport.claims.parts import Hedge

HEDGES = table(
    {
        Hedge.ABOUT: """
            about, around, roughly, approximately, approx, some, circa, in the region of, of the order of, in the
            order of, close to, near, near to, or so, roughly speaking, something like, broadly, an estimated, more or
            less""",
        Hedge.JUST_OVER: """
            just over, slightly over, slightly more than, a little over, a little more than, marginally over, just
            above, just more than, slightly above, a shade over, a touch over, marginally above, fractionally over, a
            little above, marginally more than, just greater than""",
        Hedge.JUST_UNDER: """
            just under, slightly under, nearly, almost, a little under, slightly less than, a little less than, not
            quite, just below, close on, approaching, slightly below, just short of, marginally under, just less than,
            a shade under, a touch under, marginally below, slightly fewer than, just fewer than, fractionally under,
            a little below, a little fewer than""",
        Hedge.OVER: """
            over, more than, above, in excess of, upwards of, greater than, higher than, well over, better than, well
            above, far more than, exceeding, substantially more than, comfortably over, comfortably above,
            significantly more than, much more than, considerably more than""",
        Hedge.UNDER: """
            under, less than, fewer than, below, lower than, well under, well below, far fewer than, far below,
            beneath, comfortably under, much less than, significantly less than, substantially less than, considerably
            less than""",
        Hedge.AT_LEAST: """
            at or above, on or above, at or over, at least, no less than, no fewer than, not less than, a minimum of,
            not fewer than, not below""",
        Hedge.AT_MOST: """
            as few as, as little as, as low as, at or below, on or below, at or under, at most, up to, no more than,
            not more than, a maximum of, as many as, as much as, as high as, not above""",
    }
)
