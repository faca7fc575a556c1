"""周知: what reached people, through which channel and at what cost, and who applied because of it."""
