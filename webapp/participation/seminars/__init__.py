"""セミナーの来場者: guests without an account, what they agreed to, and the pages on which a seminar is kept."""
