"""秘匿: which cells of which tables a reader may see, so that no count of a few people can be worked out from them.

The criterion: for every reader, and every count with 1 to k-1 people behind it, there are two tables of whole numbers
that agree with all that this reader can see; in one the count is as small as its mark allows, in the other at least
k-1. So what is published tells no more than the mark x itself. Pure numbers: no database, no pages.

`problem` is the world, `arranging` builds it from tables, `rolling_up` merges small lines before, `editions.protect`
decides what is hidden, `result` is what it hands back, `witnesses.faults` checks that without a solver, and
`attacker.intervals` shows what a reader can work out.
"""
