"""文書: letters as PDF with a 文書番号."""
