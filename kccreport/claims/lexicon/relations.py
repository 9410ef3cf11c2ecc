"""Words of relation: what moves which way, what lies where, what was met or missed, and which end of a series is meant."""

from kccreport.claims.lexicon.tables import table
from kccreport.claims.parts import Against, Bar, BarKind, End, Extreme, Linking, Move, Outcome, Side, Way

MOVES = table(
    {
        Move(Way.UP): """
            gone back up, went back up, crept back up, stepped up, rose, risen, rises, rising, rise, increased,
            increases, increasing, grew, grown, grows, growing, went up, gone up, goes up, going up, going upwards,
            climbed, climbs, climbing, jumped, jumps, jumping, surged, surging, crept up, edged up, soared, swelled,
            swollen, moved up, upward, upwards, came up, shot up, ticked up, gained, gaining, leapt, rocketed,
            mounted, nudged up, mushroomed, spiked, increase, grow, climb, raise, raised, boosted, boost""",
        Move(Way.UP, is_comparison=True): "higher, greater, larger, busier, more, bigger, up",
        Move(Way.UP, is_noun=True): """
            an increase, a rise, growth, the increase, the rise, increase in, rise in, increases in, growth in, a
            jump, a surge, further increase, upward trend, a growth, rises in, an upturn, a further rise, a further
            increase, another rise, another increase""",
        Move(Way.DOWN): """
            gone back down, went back down, crept back down, eased, eased off, fell, fallen, falls, falling, fall,
            dropped, drops, dropping, decreased, decreases, decreasing, went down, gone down, goes down, going down,
            shrank, shrunk, shrinking, plunged, tumbled, sank, sunk, dwindled, moved down, downward, downwards, came
            down, come down, coming down, plummeted, dived, slumped, contracted, lost, receded, edged down, crept
            down, nudged down, ticked down, eased back, tailed off, lessened, diminished, subsided, reduced, reduces,
            reducing, cut, decrease, drop, reduce""",
        Move(Way.DOWN, is_comparison=True): "lower, fewer, less, smaller, down, quieter",
        Move(Way.DOWN, is_noun=True): """
            a decrease, a drop, a fall, a reduction, the drop, the fall, the decrease, the reduction, drop in, fall
            in, decrease in, reduction in, reductions in, a cut, downward trend, falls in, drops in, a downturn, a
            further fall, a further drop, a further reduction, another fall, another drop""",
        Move(Way.BETTER): """
            improved, improves, improving, improve, recovered, recovers, recovering, recover, rallied, strengthened,
            strengthening, strengthens, bounced back, picked up, picking up, turned around, got better, getting
            better, gets better, rebounded, progressed, gone from strength to strength, advanced, caught up""",
        Move(Way.BETTER, is_comparison=True): "better, stronger",
        Move(Way.BETTER, is_noun=True): """
            an improvement, improvement in, improvement of, improvement on, the improvement, a recovery, the recovery,
            improvements in, further improvement, marked improvement, steady improvement, recovery in, improvement, an
            upward trend in performance, improving trend, a better result, a further improvement, another improvement""",
        Move(Way.WORSE): """
            worsened, worsens, worsening, worsen, deteriorated, deteriorates, deteriorating, deteriorate, weakened,
            weakening, got worse, getting worse, gets worse, regressed, suffered, backslid, lost ground""",
        Move(Way.WORSE, is_numeric=True): """
            declined, declines, declining, decline, dipped, dips, dipping, slipped, slips, slipping, slip, slid,
            fallen back, fell back, slipped back, falling back, dropped back, dropped off, fallen away, fell away,
            tailed away""",
        Move(Way.WORSE, is_comparison=True): "worse, weaker, poorer",
        Move(Way.WORSE, is_noun=True): """
            a deterioration, the deterioration, deterioration in, worsening trend, deterioration, a worse result""",
        Move(Way.WORSE, is_noun=True, is_numeric=True): """
            a dip, a decline, the decline, the dip, decline in, dip in, a slip, a slide, declining trend, a further
            dip, a further decline, another dip""",
        Move(Way.FASTER): "quickened, quickens, quickening, sped up, speeded up, speeding up, got faster, got quicker",
        Move(Way.FASTER, is_comparison=True): "faster, quicker, more quickly",
        Move(Way.SLOWER): "slowed, slows, slowing, slowed down, got slower",
        Move(Way.SLOWER, is_comparison=True): "slower, more slowly",
        Move(Way.SAME): """
            unchanged, no change, the same, not changed, has not moved, did not change, did not move, same again, no
            different, no movement, static, not moved""",
        Move(Way.SAME, takes_base=True): """
            the same as, identical to, exactly as, same result as, same level as, same figure as, equal to that of,
            matched, matching, matches, equalled, equals""",
        Move(Way.STEADY): """
            steady, stable, steadily at, flat, broadly stable, broadly unchanged, broadly the same, similar, broadly
            similar, little changed, largely unchanged, stayed level, remained level, held steady, held firm, largely
            stable, relatively stable, fairly stable, hardly changed, barely changed, much the same, much as it was, held
            up, consistent, more or less unchanged, almost unchanged, virtually unchanged, hardly moved, barely moved,
            plateaued, levelled off""",
        Move(Way.STEADY, takes_base=True): """
            similar to, broadly similar to, much the same as, broadly the same as, on a par with, on par with,
            consistent with""",
    }
)
SIDES = table(
    {
        Against(Side.ABOVE): """
            above, over, in excess of, higher than, greater than, more than, past, clear of, exceeding""",
        Against(Side.BELOW): "below, under, beneath, lower than, less than, fewer than, underneath",
        Against(Side.BETTER): "better than, ahead of, in front of",
        Against(Side.WORSE): """
            worse than, behind, adrift of, poorer than, not up to, lagging behind, lags behind, trailing, trails,
            trailed""",
        Against(Side.SHORT): """
            short of, shy of, falling short of, fell short of, falls short of, fallen short of, fall short of""",
        Against(Side.BETTER, is_near=True): "just ahead of, narrowly ahead of, slightly ahead of",
        Against(Side.WORSE, is_near=True): "just behind, slightly behind, narrowly behind",
        Against(Side.SHORT, is_near=True): """
            just short of, narrowly short of, marginally short of, fractionally short of, only just short of, a little
            short of, just shy of, fell just short of, falls just short of, slightly short of""",
        Against(Side.ABOVE, is_near=True): """
            just above, just over, slightly above, marginally above, narrowly above, a little above, a touch above""",
        Against(Side.BELOW, is_near=True): """
            just below, just under, slightly below, marginally below, narrowly below, a little below, fractionally
            below, only just below, a touch below""",
        Against(Side.WITHIN): "within, inside, well within, comfortably within",
        Against(Side.OUTSIDE): "outside, out of, beyond, outside of",
        Against(Side.ON): """
            on or above, at or above, on or better than, at or better than, on or below, at or below, on, in line
            with, bang on, exactly on, spot on, right on, at, equal to, level with, matching, matched, matches, on a
            par with""",
        Against(Side.OFF): "away from, off, from meeting, from reaching, from",
    }
)
# these place something against a bar only in such company, and are little words elsewhere
LITTLE_SIDES = {
    "on": Side.ON, "at": Side.ON, "in line with": Side.ON, "matching": Side.ON, "over": Side.ABOVE, "past": Side.ABOVE,
    "under": Side.BELOW,
    "within": Side.WITHIN, "inside": Side.WITHIN, "in": Side.WITHIN, "outside": Side.OUTSIDE,
    "out of": Side.OUTSIDE, "beyond": Side.OUTSIDE,
    "off": Side.OFF, "from": Side.OFF, "away from": Side.OFF, "from meeting": Side.OFF, "from reaching": Side.OFF, "on a par with": Side.ON,
}  # fmt: skip
OUTCOMES = table(
    {
        Outcome(True): """
            met, meets, meeting, meet, achieved, achieves, achieving, achieve, hit, hits, hitting, reached, reaches,
            reaching, attained, attains, delivered, satisfied, secured, fulfilled, made, cleared, got back to,
            returned to, back on, back above, met again, back at, regained""",
        Outcome(True, exceeds=True): """
            exceeded, exceeds, exceeding, exceed, beat, beats, beating, beaten, surpassed, surpasses, surpassing,
            outperformed, outperforms, outperforming, bettered, outstripped, overshot, topped, passed, passing,
            overachieved, well exceeded, smashed""",
        Outcome(False): """
            yet to meet, yet to reach, yet to achieve, yet to hit, still to meet, still to reach, missed, misses,
            missing, miss, failed, fails, failing, failed to meet, fails to meet, failed to achieve, failed to reach,
            failed to hit, failing to meet, failed to deliver,
            fails to reach, fails to achieve, unable to meet, could not meet, unmet, unable to achieve, unable to
            reach, breached, breaches, breach, dropped out of""",
        Outcome(False, is_short=True): "undershot, undershoots",
        Outcome(False, is_near=True): """
            narrowly missed, just missed, only just missed, narrowly misses, narrowly missing, just misses, narrowly
            failed to meet, just failed to meet, missed narrowly, marginally missed, missed by a whisker, just missing""",
        Outcome(True, is_near=True): """
            narrowly met, just met, only just met, narrowly achieved, just achieved, only just achieved, barely met""",
    }
)
BARS = table(
    {
        Bar(BarKind.TARGET): """
            target, targets, target level, goal, permitted level, allowed level, limit, ceiling, permitted maximum,
            allowable level, target figure, target set, annual target, year end target, target for the year, monthly
            target, quarterly target, target level set, target of the year, this year target, end of year target,
            yearly target, agreed target""",
        Bar(BarKind.FLOOR): """
            floor, floor standard, floor standards, minimum standard, minimum level, minimum acceptable level, floor
            target, floor level, minimum, minimum acceptable standard""",
        Bar(BarKind.RANGE): """
            expected range, range, expected levels, expected level, expected activity range, activity range, expected
            activity, expected band, band, ranges, thresholds, forecast range, planned range, expected thresholds,
            expected limits, usual range, expected range for the time of year, normal range, levels expected, level
            expected, range expected, expected, expectations""",
        Bar(BarKind.UPPER): """
            upper threshold, upper limit, upper end of the range, top of the range, upper end, upper bound, top end of
            the range, upper end of the expected range, top of the expected range, top of its range, top of its
            expected range, upper threshold of the range, top of the band, upper level, maximum""",
        Bar(BarKind.LOWER): """
            lower threshold, lower limit, lower end of the range, bottom of the range, lower end, lower bound, bottom
            end of the range, lower end of the expected range, bottom of the expected range, bottom of its range,
            bottom of its expected range, lower threshold of the range, bottom of the band, lower level""",
    }
)
EXTREMES = table(
    {
        Extreme(End.HIGHEST): """
            higher than in any other month, higher than any other month, higher than in any other quarter, higher than
            any other quarter, higher than at any time, higher than at any point, higher than at any other time,
            higher than in any month, higher than any month, higher than ever, higher than in any other period, more
            than in any other month, more than any other month, more than in any other quarter, more than any other
            quarter, more than at any time, more than at any point, more than at any other time, more than in any
            month, more than any month, more than ever, more than in any other period, greater than in any other
            month, greater than any other month, greater than in any other quarter, greater than any other quarter,
            greater than at any time, greater than at any point, greater than at any other time, greater than in any
            month, greater than any month, greater than ever, greater than in any other period, highest, largest,
            biggest, greatest, busiest, most, record high, all time high""",
        Extreme(End.LOWEST): """
            lower than in any other month, lower than any other month, lower than in any other quarter, lower than any
            other quarter, lower than at any time, lower than at any point, lower than at any other time, lower than
            in any month, lower than any month, lower than ever, lower than in any other period, fewer than in any
            other month, fewer than any other month, fewer than in any other quarter, fewer than any other quarter,
            fewer than at any time, fewer than at any point, fewer than at any other time, fewer than in any month,
            fewer than any month, fewer than ever, fewer than in any other period, less than in any other month, less
            than any other month, less than in any other quarter, less than any other quarter, less than at any time,
            less than at any point, less than at any other time, less than in any month, less than any month, less
            than ever, less than in any other period, lowest, smallest, fewest, quietest, least, record low, all time
            low""",
        Extreme(End.BEST): """
            better than in any other month, better than any other month, better than in any other quarter, better than
            any other quarter, better than at any time, better than at any point, better than at any other time,
            better than in any month, better than any month, better than ever, better than in any other period, best,
            strongest, best yet, best ever""",
        Extreme(End.WORST): """
            worse than in any other month, worse than any other month, worse than in any other quarter, worse than any
            other quarter, worse than at any time, worse than at any point, worse than at any other time, worse than
            in any month, worse than any month, worse than ever, worse than in any other period, worst, weakest,
            poorest, worst yet, worst ever""",
        Extreme(End.HIGHEST, is_noun=True): """
            a high, a peak, high of, peak of, its peak, peaked, peak, a high point, the peak, peaks, its high point,
            the high point""",
        Extreme(End.LOWEST, is_noun=True): """
            a low, low of, its low, a low point, the low point, low point, lowest point, a trough, trough of, its low
            point, bottomed out""",
    }
)
LINKS = table(
    {
        Linking(): """
            is, was, turned, turns, saw, sees, sit, makes up, made up, make up, moved, went, gone, are, were, stands,
            stood, stands at, stood at, sits at, sat at, sits, sat, standing at, standing, came in at, comes in at,
            ran at, runs at, running at, amounts to, amounted to, came out at, represents, represented, marks, marked,
            constitutes, stand, stand at, sit at, stand now at, totalled, totals, totalling, averaged, averages,
            numbered, came to, comes to, recorded, reported, be, being, became, shows, showed, now at, finished at,
            ended at, closed at, landed at, registered, opened at, rated, hovers, hovering, hovered, logged, posted,
            scored, accounted for, accounts for""",
        Linking(lasts=True): """
            has been, have been, had been, remained, remains, remain, stayed, stays, stay, staying, remaining, held
            at, kept, keeps, holding at, been, held, holds, continues to be, continued to be, sat consistently,
            keeping""",
        Linking(lasts=True, spans=True): """
            ranged, ranges, ranging, varied, varies, varying, fluctuated, fluctuates, fluctuating, swung, oscillated""",
    }
)
