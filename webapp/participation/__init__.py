"""参加: who attended, what was handed in and how it was scored."""
