"""持ち帰るもの: 学習指導案 and ワークシート of a teachers' module, as PDF."""
