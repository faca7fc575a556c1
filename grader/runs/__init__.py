"""試しに動かす: cells run in the sandbox so that somebody sees what they show; nothing is tested and nothing is scored."""
