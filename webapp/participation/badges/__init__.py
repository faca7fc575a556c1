"""オープンバッジ: an Open Badges 3.0 credential for a certificate, signed and checked without asking us."""
