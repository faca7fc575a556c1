"""控え: one file that holds the whole platform at one moment, and the way back from it."""
