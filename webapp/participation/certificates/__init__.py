"""修了証: issued once from frozen facts, printed the same for ever, and checked by anybody."""
