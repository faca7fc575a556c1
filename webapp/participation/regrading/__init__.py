"""採点のやり直し: kept work is graded a second time, looked at, and only then put in the place of a score."""
