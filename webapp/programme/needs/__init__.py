"""現場ニーズ: what industry and schools need, who said so, and what became of it."""
