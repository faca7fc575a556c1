"""利用環境の確認: what a computer and its network can do, before anybody has an account."""
