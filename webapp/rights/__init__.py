"""本人の権利: who looked, one's data to take home, what is wrong put right, consents taken back, and leaving for good."""
