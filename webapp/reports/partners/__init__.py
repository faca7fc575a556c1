"""連携機関のページ: what a partner that does not host an offering may see of it."""
