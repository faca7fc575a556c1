"""報告: what the coordinator (事務局) reads, in pure steps: query → facts → indicators → table → page or CSV."""
