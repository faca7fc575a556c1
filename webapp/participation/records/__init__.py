"""研修履歴: what a teacher took part in goes to whoever must keep it, once the teacher has seen it and agreed."""
