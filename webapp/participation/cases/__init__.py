"""活用事例: one page about what somebody did with what they learned, printed in the words that they approved."""
