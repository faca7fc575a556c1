"""アカウント: how people get in, stay in and get in again; login ID and mail address are two things."""
