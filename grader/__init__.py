"""How work is scored: a notebook in, a score sheet out; no people, no database, no queue."""
