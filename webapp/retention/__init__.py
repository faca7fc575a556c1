"""保存期間: what is kept of people goes when its time is over, by itself, and no figure changes."""
