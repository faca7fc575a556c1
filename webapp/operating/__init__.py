"""運用: what a システム管理者 looks at. It reads every room and none reads it."""
