"""訂正の請求: what the platform says of a person is wrong; they ask, the office accepts or says why not."""
