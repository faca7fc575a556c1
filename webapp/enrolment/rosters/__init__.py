"""名簿の取り込み: rosters as offices have them, read, mended in the page and brought in."""
