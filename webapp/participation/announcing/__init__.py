"""次回案内: a letter about an offering to everybody who asked for such letters, each once."""
