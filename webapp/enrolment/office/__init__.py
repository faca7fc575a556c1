"""事務局のページ: what the coordinator of an offering's host decides and does."""
