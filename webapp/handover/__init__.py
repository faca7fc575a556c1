"""引き継ぎ: roles end and have a successor; what goes from hand to hand prints itself."""
