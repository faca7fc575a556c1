"""修了: what an enrolment still lacks, read from the rule, and what people decided beside it."""
