"""報告書の表を組み立てる: raw counts become a world, the world is protected, and only then there are tables."""
