"""What runs inside the sandboxes: learners' cells in one process, tests in another."""
