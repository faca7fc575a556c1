"""現場ニーズのページ: where the office writes down what the field needs, and answers it."""
