"""The gate (関所): the one way out of a learner's sandbox, which passes on only what a learner's server needs."""
