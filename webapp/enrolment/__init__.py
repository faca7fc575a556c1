"""受講: who applies, who is enrolled, and what is known of them in a fiscal year."""
