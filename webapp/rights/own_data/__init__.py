"""自分の情報: everything that is kept of one person, to take home."""
