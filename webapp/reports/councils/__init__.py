"""連絡協議会: its meetings, their papers, and what was said there with the answers to it."""
