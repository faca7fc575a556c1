"""webapp: who was taught."""
