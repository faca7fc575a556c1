"""メール: messages written in both languages, kept until they are sent."""
