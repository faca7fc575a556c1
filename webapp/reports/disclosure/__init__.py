"""秘匿: which cells of which tables a reader may see, so that no count of a few people can be worked out from them.

The criterion: for every reader, and every count with 1 to k-1 people behind it, there are two tables of whole numbers
that agree with all that this reader can see; in one the count is as small as its mark allows, in the other at least
k-1. So what is published tells no more than the mark x itself. Pure numbers: no database, no pages.

In the order of use: `rolling_up.roll_up` merges small lines, `arranging.Arrangement` builds the world (`problem`) and its
sheets, `audience.EditionPlan` says who reads what, `editions.protect` decides what is hidden and hands back a
`result.Protected` per edition, `witnesses.failures` checks all of it (`recheck` a snapshot alone) without a solver, and
`attacker.attacks` shows what a reader can work out.
"""
