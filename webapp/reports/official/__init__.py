"""公式の数値: targets beside what was reached, and totals of years before the platform, shown and never counted."""
